"""Tables at constant prices: double deflation.

Source: UN Handbook on Supply, Use and Input-Output Tables with Extensions and Applications (2018), chapter 9.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.inputoutput.system import name_of
from diversify.text import _


class ConstantPrices(NamedTuple):
    """Flows (n, n), final demand (n, k), output (n,) and value added (n,) at the prices of the base year."""

    Z: Array
    Y: Array
    x: Array
    value_added: Array


def deflate(
    Z: Array,
    Y: Array,
    x: Array,
    prices: Array,
    *,
    import_shares: Array | None = None,
    import_prices: Array | None = None,
    names: Sequence[str] = (),
) -> ConstantPrices:
    """Return the table at constant prices: every product by its price, value added as what is left.

    Row i is divided by p_i, output too: Z*_ij = z_ij / p_i, x*_i = x_i / p_i; value added is what is left of
    output at constant prices, v*_j = x*_j - sum_i Z*_ij (double deflation, chapter 9 of the handbook). It may
    be negative where prices of inputs and output moved apart. With imports, a flow is
    ((1 - m_i) / p_i + m_i / pm_i) of its current value.

    Parameters
    ----------
    Z, Y, x
        (n, n) flows, (n, k) final demand, (n,) output at current prices.
    prices
        (n,) price index of domestic products, base year 1.
    import_shares, import_prices
        (n,) share of imports in Z and Y, and their price index; both or none. Exports in Y are taken as any
        other use.
    names
        Names of the sectors for messages.

    Raises
    ------
    InputError
        A price that is not above 0, named; shapes that do not fit; one of the two of imports alone.
    """
    Z, Y, x, p = (np.asarray(a, dtype=np.float64) for a in (Z, Y, x, prices))
    if (import_shares is None) != (import_prices is None):
        raise InputError(_("Give shares and prices of imports together, or neither."))
    factor = 1.0 / _positive(p, len(x), names)
    if import_shares is not None and import_prices is not None:
        m = np.asarray(import_shares, dtype=np.float64)
        pm = np.asarray(import_prices, dtype=np.float64)
        factor = (1.0 - m) * factor + m / _positive(pm, len(x), names)
    real, output = factor[:, None] * Z, x / p
    return ConstantPrices(real, factor[:, None] * Y, output, output - real.sum(axis=0))


def _positive(prices: Array, n: int, names: Sequence[str]) -> Array:
    if prices.shape != (n,):
        raise InputError(_("Prices need one index for every sector."))
    bad = ~(np.isfinite(prices) & (prices > 0))
    if bad.any():
        message = _("The price index of sector {name} must be above 0.")
        raise InputError(message.format(name=name_of(names, int(bad.argmax()))))
    return prices
