"""The Leontief price model: what a change of costs does to all prices.

Source: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 2.6.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.inputoutput.coefficients import solve_output
from diversify.text import _


def price_change(
    A: Array, cost_change: Array, *, given: Array | None = None, names: Sequence[str] = ()
) -> Array:
    """Return the change of every price, (n,), that follows from a change of primary costs (cost push).

    With base prices of 1, dp = A' dp + dv (equation 2.33 in differences), so dp = (I - A')^-1 dv.

    Parameters
    ----------
    A
        (n, n) coefficients; domestic ones if the prices of imports do not follow.
    cost_change
        (n,) change of wages, taxes, profits or import costs per unit of output.
    given
        (n,) price changes that are set from outside (regulated, world market), nan for all others; the
        cost change of these sectors has no effect.
    names
        Names of the sectors for messages.

    Raises
    ------
    SingularError
        If the prices cannot be solved for; names the sector.
    """
    dv = np.asarray(cost_change, dtype=np.float64)
    if given is None:
        return solve_output(np.asarray(A).T, dv, names)
    given = np.asarray(given, dtype=np.float64)
    if given.shape != dv.shape:
        raise InputError(_("Given prices need one entry for every sector, nan where the price is free."))
    free = np.isnan(given)
    prices = np.where(free, 0.0, given)
    labels = [name for name, is_free in zip(names, free, strict=False) if is_free]
    pushed = dv[free] + np.asarray(A)[np.ix_(~free, free)].T @ given[~free]
    prices[free] = solve_output(np.asarray(A)[np.ix_(free, free)].T, pushed, labels)
    return prices
