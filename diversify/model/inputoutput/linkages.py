"""Linkages: who draws on whom, key sectors, and which coefficient matters.

Sources: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), sections 12.2 and 12.3;
P. N. Rasmussen, Studies in Inter-sectoral Relations (1956); M. Sonis and G. Hewings, "Fields of influence
and extended input-output analysis" (1991), summarised in Miller and Blair 2009, section 12.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError, SingularError
from diversify.model.inputoutput.coefficients import technical_coefficients
from diversify.model.inputoutput.ghosh import allocation_coefficients
from diversify.model.inputoutput.system import LeontiefSystem, name_of
from diversify.text import _

Basis = Literal["leontief", "ghosh", "direct"]


class Dispersion(NamedTuple):
    """Rasmussen's indices, (n,) each, 1 on average, and their coefficients of variation."""

    power: Array
    sensitivity: Array
    power_variation: Array
    sensitivity_variation: Array


def backward_linkage(
    Z: Array,
    x: Array,
    *,
    basis: Literal["leontief", "direct"] = "leontief",
    normalized: bool = True,
    names: Sequence[str] = (),
    system: LeontiefSystem | None = None,
) -> Array:
    """Return how much each sector draws on all, (n,): column sums of L or of A (equations 12.12, 12.13).

    BL_j = sum_i l_ij, or sum_i a_ij ("direct"). L is not built.

    Parameters
    ----------
    Z, x
        (n, n) flows and (n,) gross output, money in one unit; domestic flows if imports are leakage.
    basis
        "leontief": direct and indirect, or "direct".
    normalized
        Over their mean, so that above 1 is more than average; otherwise output per unit of final demand.
    names
        Names of the sectors for messages.
    system
        I - A where it is factored already.

    Raises
    ------
    InputError
        An unknown basis.
    SingularError
        If there is no solution; names the sector.
    """
    if basis == "leontief":
        one = _system(Z, x, names, system)
        return _linkage(one.solve_transposed(np.ones(one.n)), normalized)
    if basis == "direct":
        return _linkage(technical_coefficients(Z, x, names).sum(axis=0), normalized)
    raise InputError(_("Unknown basis {basis!r}; choose leontief or direct.").format(basis=basis))


def forward_linkage(
    Z: Array,
    x: Array,
    *,
    basis: Basis = "ghosh",
    normalized: bool = True,
    names: Sequence[str] = (),
    system: LeontiefSystem | None = None,
) -> Array:
    """Return how much all draw on each sector, (n,): row sums (equations 12.15 to 12.17).

    Of the Ghosh inverse, G i = x^-1 L x, of the Leontief inverse (how far a sector follows when all final
    demand rises by one unit), or of the allocation coefficients ("direct"). None of them is built. A sector
    without output has only itself.

    Parameters
    ----------
    Z, x, normalized, names, system
        As `backward_linkage`.
    basis
        "ghosh", "leontief" or "direct".

    Raises
    ------
    InputError
        An unknown basis.
    SingularError
        If there is no solution; names the sector.
    """
    if basis == "ghosh":
        output = np.asarray(x, dtype=np.float64)
        found = _system(Z, x, names, system).solve(output)
        sums = np.divide(found, output, out=np.ones(len(output)), where=output != 0)
        return _linkage(sums, normalized)
    if basis == "leontief":
        one = _system(Z, x, names, system)
        return _linkage(one.solve(np.ones(one.n)), normalized)
    if basis == "direct":
        return _linkage(allocation_coefficients(Z, x, names).sum(axis=1), normalized)
    raise InputError(_("Unknown basis {basis!r}; choose ghosh, leontief or direct.").format(basis=basis))


def dispersion(L: Array) -> Dispersion:
    """Return Rasmussen's power and sensitivity of dispersion and how evenly they are spread.

    With m_.j the mean of column j, m_i. of row i and m of all: power U_.j = m_.j / m, sensitivity
    U_i. = m_i. / m; variation V_.j = sqrt(sum_i (l_ij - m_.j)^2 / (n - 1)) / m_.j, V_i. likewise by rows
    (Rasmussen 1956). A low V_.j says that the pull of sector j is spread over many.

    Parameters
    ----------
    L
        (n, n) Leontief inverse (or Ghosh inverse), output per unit of final demand.
    """
    L = np.asarray(L, dtype=np.float64)
    columns, rows = L.mean(axis=0), L.mean(axis=1)
    mean = float(columns.mean()) if len(L) else 1.0
    if len(L) < 2:
        none = np.full(len(L), np.nan)
        return Dispersion(columns / mean, rows / mean, none, none)
    return Dispersion(
        columns / mean, rows / mean, L.std(axis=0, ddof=1) / columns, L.std(axis=1, ddof=1) / rows
    )


def key_sectors(
    Z: Array, x: Array, names: Sequence[str] = (), *, system: LeontiefSystem | None = None
) -> list[str]:
    """Return for each sector "key", "backward", "forward" or "weak", (n,) words (section 12.2).

    Key sectors have normalized backward (Leontief) and forward (Ghosh) linkages above 1: BL_j = i' L over its
    mean, FL_i = G i over its mean, numbers without a unit.

    Parameters, errors: as `backward_linkage`.
    """
    one = _system(Z, x, names, system)
    back, forth = backward_linkage(Z, x, system=one), forward_linkage(Z, x, system=one)
    words = {(True, True): "key", (True, False): "backward", (False, True): "forward", (False, False): "weak"}
    return [words[bool(b > 1), bool(f > 1)] for b, f in zip(back, forth, strict=True)]


def field_of_influence(L: Array) -> Array:
    """Return the strength of the first-order field of influence of every coefficient, (n, n).

    The field of a_ij is F[i, j] = L[:, i] L[j, :], the change of L per unit of a small change of a_ij. Its
    strength is its Frobenius norm, |L[:, i]| |L[j, :]|: the coefficients with the largest matter most
    (section 12.3; Sonis and Hewings 1991).

    Parameters
    ----------
    L
        (n, n) Leontief inverse, output per unit of final demand.
    """
    L = np.asarray(L, dtype=np.float64)
    strengths: Array = np.outer(np.linalg.norm(L, axis=0), np.linalg.norm(L, axis=1))
    return strengths


def influence_of(L: Array, i: int, j: int, change: float = 1.0, names: Sequence[str] = ()) -> Array:
    """Return by how much L changes, (n, n), when the coefficient a_ij changes by `change`.

    Exact: dL = L[:, i] L[j, :] change / (1 - l_ji change) (Sherman and Morrison 1950; Miller and Blair 2009,
    section 12.3.1).

    Parameters
    ----------
    L
        (n, n) Leontief inverse.
    i, j
        Position of the product and of its user.
    change
        Of a_ij, input per unit of output.
    names
        Names of the sectors for messages.

    Raises
    ------
    InputError
        If a position is not one of a sector.
    SingularError
        If the change makes the economy unproductive; names sector j, whose input it is.
    """
    L = np.asarray(L, dtype=np.float64)
    if not (0 <= i < len(L) and 0 <= j < len(L)):
        raise InputError(_("Sectors are given by their position from 0 to {n}.").format(n=len(L) - 1))
    left = 1.0 - change * float(L[j, i])
    if left <= 0.0:
        name = name_of(names, j)
        message = _("Such a change of an input of sector {name} leaves an economy that cannot deliver.")
        raise SingularError(message.format(name=name), sector=name)
    changed: Array = np.outer(L[:, i], L[j]) * (change / left)
    return changed


def _system(Z: Array, x: Array, names: Sequence[str], system: LeontiefSystem | None) -> LeontiefSystem:
    return LeontiefSystem(technical_coefficients(Z, x, names), names) if system is None else system


def _linkage(sums: Array, normalized: bool) -> Array:
    linkage: Array = sums / sums.mean() if normalized else sums
    return linkage
