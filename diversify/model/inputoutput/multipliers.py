"""Multipliers with and without households inside, linkages and key sectors.

Source: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), sections 2.5, 6.2 and 12.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from diversify.arrays import Array
from diversify.model.inputoutput.coefficients import leontief_inverse, technical_coefficients
from diversify.model.inputoutput.ghosh import allocation_coefficients, ghosh_inverse
from diversify.text import _

Kind = Literal["simple", "total", "I", "II"]


@dataclass(frozen=True)
class Households:
    """Households as one more sector.

    Attributes
    ----------
    income
        (n,) household income per unit of output.
    consumption
        (n,) purchases per unit of household income.
    own
        Purchases of households from households per unit of income, such as domestic service.
    """

    income: Array
    consumption: Array
    own: float = 0.0


def closed_coefficients(A: Array, households: Households) -> Array:
    """Return the coefficients with households as the last sector, (n + 1, n + 1) (equation 2.17)."""
    top = np.column_stack([A, households.consumption])
    return np.vstack([top, np.append(households.income, households.own)])


def multipliers(
    A: Array,
    v: Array,
    kind: Kind = "simple",
    households: Households | None = None,
    *,
    of_households: float = 0.0,
    names: Sequence[str] = (),
) -> Array:
    """Return the effect on `v` of one unit of final demand for each product, (n,).

    Parameters
    ----------
    A
        (n, n) coefficients; domestic ones if imports are to count as leakage.
    v
        (n,) what is counted, per unit of output: ones for output, income, value added, persons.
    kind
        "simple": v L, direct and indirect (section 6.2.1). "total": the same with households inside
        (section 6.2.3). "I" and "II": simple and total over the direct effect v
        (section 6.2.2); nan where v is 0.
    households
        Needed for "total" and "II".
    of_households
        What is counted in households themselves, per unit of their income; 0 counts the n sectors alone
        (truncated multipliers). For income it is `households.own`, for output it may be 1.
    names
        Names of the sectors for messages.

    Raises
    ------
    ValueError
        An unknown kind, or no households where they are needed.
    SingularError
        If the system has no solution.
    """
    v = np.asarray(v, dtype=np.float64)
    if kind in ("simple", "I"):
        L = leontief_inverse(A, names)
    elif kind in ("total", "II"):
        if households is None:
            raise ValueError(_("Multipliers with households need their income and consumption coefficients."))
        L = leontief_inverse(closed_coefficients(A, households), (*names, "households"))[:, : len(v)]
    else:
        raise ValueError(_("Unknown kind {kind!r}; choose simple, total, I or II.").format(kind=kind))
    counted = v if len(L) == len(v) else np.append(v, of_households)
    effect: Array = counted @ L
    if kind in ("simple", "total"):
        return effect
    ratios: Array = np.divide(effect, v, out=np.full(len(v), np.nan), where=v != 0)
    return ratios


def backward_linkage(
    Z: Array,
    x: Array,
    *,
    basis: Literal["leontief", "direct"] = "leontief",
    normalized: bool = True,
    names: Sequence[str] = (),
) -> Array:
    """Return how much each sector draws on all, (n,): column sums of L or of A (equations 12.12, 12.13).

    With `normalized` they are over their mean, so that above 1 is more than average.
    """
    A = technical_coefficients(Z, x, names)
    if basis == "leontief":
        return _linkage(leontief_inverse(A, names).sum(axis=0), normalized)
    if basis == "direct":
        return _linkage(A.sum(axis=0), normalized)
    raise ValueError(_("Unknown basis {basis!r}; choose leontief or direct.").format(basis=basis))


def forward_linkage(
    Z: Array,
    x: Array,
    *,
    basis: Literal["ghosh", "leontief", "direct"] = "ghosh",
    normalized: bool = True,
    names: Sequence[str] = (),
) -> Array:
    """Return how much all draw on each sector, (n,): row sums (equations 12.15 to 12.17).

    Of the Ghosh inverse, of the Leontief inverse (how far a sector follows when all final demand rises by
    one unit), or of the allocation coefficients ("direct").
    """
    if basis == "ghosh":
        return _linkage(ghosh_inverse(Z, x, names).sum(axis=1), normalized)
    if basis == "leontief":
        L = leontief_inverse(technical_coefficients(Z, x, names), names)
        return _linkage(L.sum(axis=1), normalized)
    if basis == "direct":
        return _linkage(allocation_coefficients(Z, x, names).sum(axis=1), normalized)
    raise ValueError(_("Unknown basis {basis!r}; choose ghosh, leontief or direct.").format(basis=basis))


def key_sectors(Z: Array, x: Array, names: Sequence[str] = ()) -> list[str]:
    """Return for each sector "key", "backward", "forward" or "weak" (Miller and Blair 2009, table 12.1).

    Key sectors have normalized backward (Leontief) and forward (Ghosh) linkages above 1.
    """
    back, forth = backward_linkage(Z, x, names=names), forward_linkage(Z, x, names=names)
    words = {(True, True): "key", (True, False): "backward", (False, True): "forward", (False, False): "weak"}
    return [words[bool(b > 1), bool(f > 1)] for b, f in zip(back, forth, strict=True)]


def _linkage(sums: Array, normalized: bool) -> Array:
    linkage: Array = sums / sums.mean() if normalized else sums
    return linkage
