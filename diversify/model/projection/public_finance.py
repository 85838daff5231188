"""Budget law, fund and external balance (L3, L4, Close)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array


def deficit_ratio(
    rule: Array,
    Rod1: Array,
    inflow1: Array,
    F1: Array,
    nonoil1: Array,
    thF: Array,
    guarded: npt.NDArray[np.bool_],
) -> tuple[Array, npt.NDArray[np.bool_]]:
    """L3: nod = min(rule, (Rod[-1] + fund inflow[-1] + thF F)/NonoilGDP[-1]), and where the guard binds.

    Without a resource nothing is `guarded`: F is then the state's net worth, debt where negative.
    """
    guard = (Rod1 + inflow1 + thF * F1) / nonoil1
    binds = (guard < rule) & guarded
    return np.where(binds, guard, rule), binds


def budget_law(Rn1: Array, nonoil1: Array, nod: Array, law: Array) -> Array:
    """L3: E = 1.02 (Rn[-1] + nod NonoilGDP[-1]), a nominal amount voted before the year."""
    return law * (Rn1 + nod * nonoil1)


def smoothed(W: Array, Ws1: Array, rate: Array) -> Array:
    """Windfall as households have got used to it: Ws = Ws[-1] + rate (W - Ws[-1])."""
    return Ws1 + rate * (W - Ws1)


def fund(F1: Array, rF: Array, ths: Array, So: Array, transfer: Array) -> Array:
    """F = (1+rF) F[-1] + ths So - transfer."""
    return (1.0 + rF) * F1 + ths * So - transfer
