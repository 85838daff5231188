"""Footprints and trade in value added in tables of several regions.

Sources: Miller and Blair 2009, chapters 3 and 10; R. Johnson and G. Noguera, "Accounting for intermediates:
production sharing and trade in value added", Journal of International Economics 86 (2012) 224-236; R.
Koopman, Z. Wang and S.-J. Wei, "Tracing value-added and double counting in gross exports", American Economic
Review 104 (2014) 459-494; OECD, Guide to the Trade in Value Added indicators, for the names of measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.inputoutput.system import LeontiefSystem
from diversify.text import _


class Footprint(NamedTuple):
    """Who causes what where, in the unit of the satellite.

    Attributes
    ----------
    flows
        (R, R) made in region r (row) for final demand of region s (column), direct use of households apart.
    production, consumption
        (R,) made in a region; caused by its final demand. Both include `direct`.
    exported, imported
        (R,) made here for others; made elsewhere for us. production - exported + imported = consumption.
    by_product
        (N, R) made in sector i of region r for final demand of region s.
    """

    flows: Array
    production: Array
    consumption: Array
    exported: Array
    imported: Array
    by_product: Array


class ValueAddedInTrade(NamedTuple):
    """What gross exports are made of, and where value added ends, money.

    Attributes
    ----------
    absorbed
        (R, R) value added of region r in final demand of region s (Johnson and Noguera 2012).
    content
        (R, R) value added of region r in gross exports of region s; columns add up to `exports` where inputs
        and value added make up all of output.
    exports
        (R,) gross exports.
    domestic
        (R,) own value added in own exports (content[r, r]).
    foreign
        (R,) value added of others in own exports (backward participation).
    reexported
        (R,) own value added in the exports of others (forward participation).
    returned
        (R,) own value added that was exported and is finally used at home.
    """

    absorbed: Array
    content: Array
    exports: Array
    domestic: Array
    foreign: Array
    reexported: Array
    returned: Array


def footprint(
    A: Array,
    Y: Array,
    satellite: Array,
    regions: Sequence[int],
    *,
    direct: Array | None = None,
    names: Sequence[str] = (),
    system: LeontiefSystem | None = None,
) -> Footprint:
    """Return the footprint of every region: s^ L Y summed by where it is made and whose demand causes it.

    flows[r, s] = sum of s_i (L Y)_is over the sectors i of region r (Miller and Blair 2009, chapters 3, 10).

    Parameters
    ----------
    A
        (N, N) coefficients of all sectors in all regions.
    Y
        (N, R) final demand by region that uses it, categories summed.
    satellite
        (N,) tonnes, persons, money ... per unit of output.
    regions
        (N,) position of the region of every sector, 0 to R - 1.
    direct
        (R,) what final users make themselves, such as emissions of households.
    names
        Names of the sectors for messages.
    system
        I - A where it is factored already.

    Raises
    ------
    InputError
        Shapes or regions that do not fit.
    SingularError
        If there is no solution; names the sector.
    """
    A, Y, s = (np.asarray(a, dtype=np.float64) for a in (A, Y, satellite))
    S = _members(regions, Y)
    one = LeontiefSystem(A, names) if system is None else system
    made = s[:, None] * one.solve(Y)
    flows = S @ made
    own = np.zeros(len(S)) if direct is None else np.asarray(direct, dtype=np.float64)
    at_home = flows.diagonal()
    production, consumption = flows.sum(axis=1), flows.sum(axis=0)
    return Footprint(
        flows, production + own, consumption + own, production - at_home, consumption - at_home, made
    )


def value_added_in_trade(
    A: Array,
    Y: Array,
    x: Array,
    value_added: Array,
    regions: Sequence[int],
    *,
    names: Sequence[str] = (),
    system: LeontiefSystem | None = None,
) -> ValueAddedInTrade:
    """Return trade in value added between regions.

    With v value added per unit of output and e_s gross exports of region s (intermediate and final):
    absorbed[r, s] = v_r L_r. Y_.s, content[r, s] = v_r L_rs e_s. Value added that never leaves is
    v_r (I - A_rr)^-1 y_rr; the rest of absorbed[r, r] left and returned (Johnson and Noguera 2012; Koopman,
    Wang and Wei 2014).

    Parameters
    ----------
    A, Y, regions
        As `footprint`.
    x, value_added
        (N,) output and value added (with taxes on products if columns are to add up), money.
    names
        Names of the sectors for messages.
    system
        I - A where it is factored already.

    Raises
    ------
    InputError
        Shapes or regions that do not fit.
    SingularError
        If there is no solution; names the sector.
    """
    A, Y, x, w = (np.asarray(a, dtype=np.float64) for a in (A, Y, x, value_added))
    S = _members(regions, Y)
    one = LeontiefSystem(A, names) if system is None else system
    v = np.divide(w, x, out=np.zeros_like(w), where=x != 0)
    where = np.asarray(regions)
    used = (A * x) @ S.T + Y
    exports_by_sector = used.sum(axis=1) - used[np.arange(len(x)), where]
    e = S.T * exports_by_sector[:, None]
    both = v[:, None] * one.solve(np.column_stack([Y, e]))
    R = len(S)
    absorbed, content = S @ both[:, :R], S @ both[:, R:]
    stays = np.empty(R)
    for r in range(R):
        here = where == r
        inside = LeontiefSystem(A[np.ix_(here, here)], [n for n, h in zip(names, here, strict=False) if h])
        stays[r] = float(v[here] @ inside.solve(Y[here, r]))
    domestic = content.diagonal().copy()
    return ValueAddedInTrade(
        absorbed,
        content,
        S @ exports_by_sector,
        domestic,
        content.sum(axis=0) - domestic,
        content.sum(axis=1) - domestic,
        absorbed.diagonal() - stays,
    )


def _members(regions: Sequence[int], Y: Array) -> Array:
    """(R, N): 1 where a sector lies in a region."""
    where = np.asarray(regions)
    if (
        Y.ndim != 2
        or where.shape != Y.shape[:1]
        or where.min(initial=0) < 0
        or where.max(initial=0) >= Y.shape[1]
    ):
        raise InputError(_("Final demand needs one column for every region, and every sector a region."))
    S = np.zeros((Y.shape[1], len(where)))
    S[where, np.arange(len(where))] = 1.0
    return S
