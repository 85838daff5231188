"""Structural path analysis: the chains of supply by which a final demand causes an effect.

Sources: J. Defourny and E. Thorbecke, "Structural path analysis and multiplier decomposition within a social
accounting matrix framework", Economic Journal 94 (1984) 111-136; M. Lenzen, "Structural path analysis of
ecosystem networks", Ecological Modelling 200 (2007) 334-342; Miller and Blair 2009, section 2.4 (the series).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.inputoutput.system import LeontiefSystem
from diversify.text import _


class Path(NamedTuple):
    """One chain of supply.

    Attributes
    ----------
    sectors
        From the sector whose product is finally demanded to the one where the effect arises.
    value
        v_i a_ij ... a_kl f_l, in the unit of v times that of f.
    share
        Of the total effect.
    """

    sectors: tuple[int, ...]
    value: float
    share: float


class StructuralPaths(NamedTuple):
    """The paths, the largest first, what they explain together, and the total v L f.

    `explained` is their share of the total; `complete` is False if `most` ended the search early.
    """

    paths: tuple[Path, ...]
    explained: float
    total: float
    complete: bool


def structural_paths(
    A: Array,
    v: Array,
    f: Array,
    *,
    cutoff: float = 1e-3,
    max_length: int = 12,
    most: int = 100_000,
    names: Sequence[str] = (),
    system: LeontiefSystem | None = None,
) -> StructuralPaths:
    """Return all paths that carry at least a share `cutoff` of the effect v L f = v (I + A + A A + ...) f.

    The value of a path i < k < ... < l is v_i a_ik ... f_l (Defourny and Thorbecke 1984), total = v L f. A
    branch is left when all that lies beyond it, its flow times the multiplier |v| L of its last sector, is
    below the cut-off: no path above it is missed.

    Parameters
    ----------
    A
        (n, n) coefficients.
    v
        (n,) what is counted, per unit of output.
    f
        (n,) final demand.
    cutoff
        Share of |v| L |f| that a path must carry to be listed.
    max_length
        Largest number of links, 0 for the direct effect alone.
    most
        How many paths to list at most; then the search ends and `complete` is False.
    names
        Names of the sectors for messages.
    system
        I - A where it is factored already.

    Raises
    ------
    InputError
        A cut-off that is not above 0, or a length below 0.
    SingularError
        If the series of |A| does not end; names the sector.
    """
    A, v, f = (np.asarray(a, dtype=np.float64) for a in (A, v, f))
    if not cutoff > 0 or max_length < 0:
        raise InputError(_("The cut-off must be above 0 and the length of paths not below 0."))
    signed = bool((A < 0).any())
    one = LeontiefSystem(A, names) if system is None else system
    bounds = LeontiefSystem(np.abs(A), names) if signed else one
    reach = bounds.solve_transposed(np.abs(v))
    total = float(v @ one.solve(f))
    least = cutoff * float(reach @ np.abs(f))
    found: list[Path] = []
    complete = True
    stack: list[tuple[tuple[int, ...], float]] = [
        ((int(i),), float(f[i])) for i in np.flatnonzero(np.abs(f) * reach >= max(least, 1e-300))
    ]
    while stack:
        sectors, flow = stack.pop()
        value = float(v[sectors[-1]]) * flow
        if abs(value) >= least and value != 0:
            if len(found) == most:
                complete = False
                break
            found.append(Path(sectors, value, value / total if total else float("nan")))
        if len(sectors) <= max_length:
            flows = A[:, sectors[-1]] * flow
            going = np.flatnonzero(np.abs(flows) * reach >= max(least, 1e-300))
            stack.extend(((*sectors, int(i)), float(flows[i])) for i in going)
    found.sort(key=lambda path: (-abs(path.value), path.sectors))
    explained = sum(path.value for path in found) / total if total else float("nan")
    return StructuralPaths(tuple(found), explained, total, complete)
