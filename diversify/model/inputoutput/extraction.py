"""Hypothetical extraction: what an economy would lose without a sector's links.

Sources: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 12.2.6; E. Dietzenbacher and
J. van der Linden, "Sectoral and spatial linkages in the EC production structure", Journal of Regional
Science 37 (1997) 235-257; J. Sherman and W. Morrison, "Adjustment of an inverse matrix corresponding to a
change in one element of a given matrix", Annals of Mathematical Statistics 21 (1950) 124-127.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.inputoutput.coefficients import solve_output, technical_coefficients
from diversify.model.inputoutput.ghosh import allocation_coefficients
from diversify.model.inputoutput.system import LeontiefSystem
from diversify.text import _

ExtractionKind = Literal["total", "backward", "forward"]
ForwardBasis = Literal["ghosh", "leontief"]


class Extraction(NamedTuple):
    """Output without the links, and what is lost against before.

    (n,) each; of every sector in turn (n, n) each, column k without the links of sector k.
    """

    x: Array
    loss: Array


def hypothetical_extraction(
    Z: Array,
    x: Array,
    sectors: Sequence[int],
    kind: ExtractionKind = "total",
    *,
    own_final_demand: bool | None = None,
    basis: ForwardBasis = "ghosh",
    names: Sequence[str] = (),
) -> Extraction:
    """Return output if the links of some sectors were cut.

    Final demand is f = x - Z i and primary input v' = x' - i' Z; both stay as they are. Output without the
    links is (I - A*)^-1 f, A* with rows or columns of 0 (Miller and Blair 2009, section 12.2.6).

    Parameters
    ----------
    Z, x
        (n, n) flows and (n,) output, money; domestic flows if imports are leakage.
    sectors
        Positions of the sectors: one, or a group that is cut from the others and from each other.
    kind
        "total": they neither buy nor sell inside the economy; rows and columns of A are 0. "backward": they
        buy nothing, columns of A are 0. "forward": they sell nothing as inputs.
    own_final_demand
        Whether their own final demand is still served from home, so that only links are lost. By default it
        is with "backward" and "forward", and it is not with "total". For Ghosh its counterpart is meant,
        their own primary input.
    basis
        Of "forward". "ghosh": their rows of the allocation coefficients are 0 and output follows supply
        (Dietzenbacher and van der Linden). "leontief": their rows of A are 0 and users buy elsewhere.
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
    own = _own(kind, basis, own_final_demand)
    if kind == "forward" and basis == "ghosh":
        allocation = allocation_coefficients(Z, x, names)
        allocation[chosen] = 0.0
        v = x - Z.sum(axis=0)
        if not own:
            v[chosen] = 0.0
        left = solve_output(allocation.T, v, names)
        return Extraction(left, x - left)
    A = technical_coefficients(Z, x, names)
    f = x - Z.sum(axis=1)
    if kind != "forward":
        A[:, chosen] = 0.0
    if kind != "backward":
        A[chosen] = 0.0
    if not own:
        f[chosen] = 0.0
    left = solve_output(A, f, names)
    return Extraction(left, x - left)


def extraction_of_each(
    Z: Array,
    x: Array,
    kind: ExtractionKind = "total",
    *,
    own_final_demand: bool | None = None,
    basis: ForwardBasis = "ghosh",
    names: Sequence[str] = (),
    system: LeontiefSystem | None = None,
) -> Extraction:
    """Return output if the links of one sector were cut, for every sector in turn, (n, n) each.

    All n extractions come from the one inverse L by rank-one updates, with w_k = x_k / l_kk for sector k:

    * total: loss = L[:, k] w_k; with its own final demand served, f_k less of it in k
    * backward: (L[:, k] - e_k) w_k; without its own final demand, f_k more in k
    * forward, Leontief: L[:, k] (x_k - f_k) / l_kk; without its own final demand as "total"
    * forward, Ghosh: (l_kj x_j - [k = j] x_k) / l_kk in sector j; without its primary input, v_k more in k

    Parameters, errors: as `hypothetical_extraction`; `system` is I - A where it is factored already. The sum
    of column k is the total loss, in the unit of x; see `losses_of_each` where only that is needed. Source:
    Miller and Blair 2009, section 12.2.6, with the update of Sherman and Morrison (1950).
    """
    Z, x = np.asarray(Z, dtype=np.float64), np.asarray(x, dtype=np.float64)
    own = _own(kind, basis, own_final_demand)
    L = _inverse(Z, x, names, system)
    diagonal = L.diagonal()
    own_place = np.arange(len(x)), np.arange(len(x))
    if kind == "forward" and basis == "ghosh":
        loss: Array = L.T * x[:, None]
        loss[own_place] -= x
        loss /= diagonal
        if not own:
            loss[own_place] += x - Z.sum(axis=0)
        return Extraction(x[:, None] - loss, loss)
    f = x - Z.sum(axis=1)
    weights = x if kind != "forward" or not own else x - f
    loss = L * (weights / diagonal)
    if kind == "backward":
        loss[own_place] -= x / diagonal
        if not own:
            loss[own_place] += f
    elif kind == "total" and own:
        loss[own_place] -= f
    return Extraction(x[:, None] - loss, loss)


def losses_of_each(
    Z: Array, x: Array, names: Sequence[str] = (), *, system: LeontiefSystem | None = None
) -> Array:
    """Return the output that all lose together when a sector is extracted in total, (n,), in the unit of x.

    loss_k = i' L[:, k] x_k / l_kk (Miller and Blair 2009, section 12.2.6).

    Parameters, errors: as `extraction_of_each`.
    """
    L = _inverse(Z, x, names, system)
    return L.sum(axis=0) * x / L.diagonal()


def _inverse(Z: Array, x: Array, names: Sequence[str], system: LeontiefSystem | None) -> Array:
    one = LeontiefSystem(technical_coefficients(Z, x, names), names) if system is None else system
    return one.inverse


def _own(kind: str, basis: str, wanted: bool | None) -> bool:
    """Whether own final demand (own primary input) is served; refuses kinds that there are not."""
    if kind not in ("total", "backward", "forward"):
        raise InputError(_("Unknown kind {kind!r}; choose total, backward or forward.").format(kind=kind))
    if basis not in ("ghosh", "leontief"):
        raise InputError(_("Unknown basis {basis!r}; choose ghosh or leontief.").format(basis=basis))
    return kind != "total" if wanted is None else wanted
