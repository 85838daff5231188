"""Hypothetical extraction: what an economy would lose without a sector's links.

Sources: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 12.2.6; E. Dietzenbacher and
J. van der Linden, "Sectoral and spatial linkages in the EC production structure", Journal of Regional
Science 37 (1997) 235-257.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.inputoutput.coefficients import solve_output, technical_coefficients
from diversify.model.inputoutput.ghosh import allocation_coefficients
from diversify.text import _


class Extraction(NamedTuple):
    """Output without the links, and what is lost against before, (n,) each."""

    x: Array
    loss: Array


def hypothetical_extraction(
    Z: Array,
    x: Array,
    sectors: Sequence[int],
    kind: Literal["total", "backward", "forward"] = "total",
    *,
    own_final_demand: bool = False,
    names: Sequence[str] = (),
) -> Extraction:
    """Return output if the links of some sectors were cut.

    Final demand is f = x - Z i and primary input v' = x' - i' Z; both stay as they are.

    Parameters
    ----------
    Z, x
        (n, n) flows and (n,) output; domestic flows if imports are leakage.
    sectors
        Positions of the sectors.
    kind
        "total": they neither buy nor sell inside the economy; rows and columns of A are 0 and their final
        demand is not served from home. "backward": they buy nothing, columns of A are 0. "forward": they
        sell nothing as inputs, rows of the allocation coefficients are 0 and output follows supply (Ghosh).
    own_final_demand
        With "total": their final demand is still served, so that their output is just that and only their
        links are lost.
    names
        Names of the sectors for messages.

    Raises
    ------
    InputError
        If a position is not one of a sector, or the kind is unknown.
    SingularError
        If what is left cannot be solved.
    """
    Z, x = np.asarray(Z, dtype=np.float64), np.asarray(x, dtype=np.float64)
    chosen = list(sectors)
    if not all(0 <= i < len(x) for i in chosen):
        raise InputError(
            _("Sectors to extract are given by their position from 0 to {n}.").format(n=len(x) - 1)
        )
    if kind == "forward":
        B = allocation_coefficients(Z, x, names)
        B[chosen] = 0.0
        left = solve_output(B.T, x - Z.sum(axis=0), names)
        return Extraction(left, x - left)
    if kind not in ("total", "backward"):
        raise InputError(_("Unknown kind {kind!r}; choose total, backward or forward.").format(kind=kind))
    A = technical_coefficients(Z, x, names)
    f = x - Z.sum(axis=1)
    A[:, chosen] = 0.0
    if kind == "total":
        A[chosen] = 0.0
        if not own_final_demand:
            f[chosen] = 0.0
    left = solve_output(A, f, names)
    return Extraction(left, x - left)
