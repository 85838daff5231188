"""The Leontief price model: what a change of costs does to all prices.

Source: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 2.6.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.inputoutput.system import LeontiefSystem
from diversify.text import _


def price_change(
    A: Array,
    cost_change: Array,
    *,
    given: Array | None = None,
    names: Sequence[str] = (),
    system: LeontiefSystem | None = None,
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
    system
        I - A where it is factored already; it serves where no price is given.

    Raises
    ------
    InputError
        If the given prices do not fit.
    SingularError
        If the prices cannot be solved for; names the sector.
    """
    dv = np.asarray(cost_change, dtype=np.float64)
    if given is None:
        one = LeontiefSystem(A, names) if system is None else system
        return one.solve_transposed(dv)
    given = np.asarray(given, dtype=np.float64)
    if given.shape != dv.shape:
        raise InputError(_("Given prices need one entry for every sector, nan where the price is free."))
    free = np.isnan(given)
    prices = np.where(free, 0.0, given)
    labels = [name for name, is_free in zip(names, free, strict=False) if is_free]
    pushed = dv[free] + np.asarray(A)[np.ix_(~free, free)].T @ given[~free]
    prices[free] = LeontiefSystem(np.asarray(A)[np.ix_(free, free)], labels).solve_transposed(pushed)
    return prices


def price_composition(
    A: Array, costs: Array, names: Sequence[str] = (), *, system: LeontiefSystem | None = None
) -> Array:
    """Return what every price is made of in the end, (k, n): row c = costs_c L (equation 2.33).

    Parameters
    ----------
    A
        (n, n) coefficients; domestic ones with imports among the costs.
    costs
        (k, n) primary costs per unit of output by kind: wages, profits, taxes, imports.
    names
        Names of the sectors for messages.
    system
        I - A where it is factored already.

    Returns
    -------
    ndarray
        Columns sum to 1, the base price, where costs and inputs make up all of output.

    Raises
    ------
    SingularError
        If the prices cannot be solved for; names the sector.
    """
    one = LeontiefSystem(A, names) if system is None else system
    return one.solve_transposed(np.asarray(costs, dtype=np.float64).T).T
