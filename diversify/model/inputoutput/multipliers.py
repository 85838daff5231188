"""Multipliers and effects, with and without households inside.

Source: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), sections 2.5 and 6.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError, SingularError
from diversify.model.inputoutput.system import LeontiefSystem
from diversify.text import _

Kind = Literal["simple", "total", "truncated", "I", "II", "truncated II"]
KINDS: tuple[Kind, ...] = ("simple", "total", "truncated", "I", "II", "truncated II")


@dataclass(frozen=True)
class Households:
    """Households as one more sector.

    Attributes
    ----------
    income
        (n,) household income per unit of output: wages, or income from all sources.
    consumption
        (n,) purchases per unit of household income.
    own
        Purchases of households from households per unit of income, such as domestic service.
    """

    income: Array
    consumption: Array
    own: float = 0.0


class Effects(NamedTuple):
    """What one unit of final demand for each product does, (n,) or (k, n) each; total is their sum."""

    direct: Array
    indirect: Array
    induced: Array
    total: Array


def closed_coefficients(A: Array, households: Households) -> Array:
    """Return the coefficients with households as the last sector, (n + 1, n + 1) (equation 2.17).

    A* = [[A, c], [h, own]], with c consumption per unit of income and h income per unit of output.

    Parameters
    ----------
    A
        (n, n) coefficients.
    households
        Their income and consumption, (n,) each.
    """
    top = np.column_stack([A, households.consumption])
    return np.vstack([top, np.append(households.income, households.own)])


def multipliers(
    A: Array,
    v: Array,
    kind: Kind = "simple",
    households: Households | None = None,
    *,
    of_households: float | Array = 0.0,
    names: Sequence[str] = (),
    system: LeontiefSystem | None = None,
) -> Array:
    """Return the effect on `v` of one unit of final demand for each product, (n,) or (k, n) like `v`.

    simple = v L; with households inside, total = (v, w) L*, L* = (I - A*)^-1 of `closed_coefficients`.

    Parameters
    ----------
    A
        (n, n) coefficients; domestic ones if imports are to count as leakage.
    v
        (n,) or (k, n) what is counted, per unit of output: ones for output, income, value added, persons,
        any satellite. Its unit is that of the result.
    kind
        "simple": v L, direct and indirect (section 6.2.1). "total": the same with households inside
        (section 6.2.3). "truncated": as "total", counted in the n sectors alone. "I", "II",
        "truncated II": simple, total, truncated over the direct effect v (section 6.2.2); nan if that is 0.
    households
        Needed for all but "simple" and "I".
    of_households
        What is counted in households themselves, per unit of their income; for income it is
        `households.own`, for output it may be 1. 0 counts the n sectors alone (truncated).
    names
        Names of the sectors for messages.
    system
        I - A where it is factored already.

    Raises
    ------
    InputError
        An unknown kind.
    ValueError
        No households where they are needed.
    SingularError
        If the system has no solution.
    """
    v = np.asarray(v, dtype=np.float64)
    if kind not in KINDS:
        raise InputError(
            _("Unknown kind {kind!r}; choose {kinds}.").format(kind=kind, kinds=", ".join(KINDS))
        )
    closed = kind not in ("simple", "I")
    if closed and households is None:
        raise ValueError(_("Multipliers with households need their income and consumption coefficients."))
    counted = 0.0 if kind.startswith("truncated") else of_households
    found = effects(A, v, households if closed else None, of_households=counted, names=names, system=system)
    if kind in ("simple", "total", "truncated"):
        return found.total
    return np.divide(found.total, v, out=np.full(v.shape, np.nan), where=v != 0)


def effects(
    A: Array,
    v: Array,
    households: Households | None = None,
    *,
    of_households: float | Array = 0.0,
    names: Sequence[str] = (),
    system: LeontiefSystem | None = None,
) -> Effects:
    """Return the effect on `v` of one unit of final demand, split into direct, indirect and induced.

    direct = v, indirect = v L - v, induced = (v L c + w) h L / (1 - own - h L c), with h household income per
    unit of output, c consumption per unit of income and w = `of_households`: the inverse of the closed system
    by partition (section 2.5), so that one LU serves both. Without households induced is 0.

    Parameters, errors: as `multipliers`.
    """
    v = np.asarray(v, dtype=np.float64)
    one = LeontiefSystem(A, names) if system is None else system
    rows = np.atleast_2d(v)
    if households is None:
        simple = one.solve_transposed(rows.T).T.reshape(v.shape)
        return Effects(v, simple - v, np.zeros_like(v), simple)
    solved = one.solve_transposed(np.vstack([rows, households.income]).T).T
    spending = solved @ np.asarray(households.consumption, dtype=np.float64)
    left = 1.0 - households.own - float(spending[-1])
    if not left > 0.0:
        message = _(
            "Households spend, directly and by way of sectors, at least as much as they earn: a unit of "
            "income returns {times:.3f}. Give all their income, or less consumption."
        )
        raise SingularError(message.format(times=1.0 - left), sector="households")
    induced = np.multiply.outer((spending[:-1] + of_households) / left, solved[-1]).reshape(v.shape)
    simple = solved[:-1].reshape(v.shape)
    return Effects(v, simple - v, induced, simple + induced)
