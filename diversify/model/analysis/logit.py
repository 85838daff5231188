"""Shares of oil in value added and exports, and the exact split of their change into volumes and prices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.model.projection import indicators as formulas

if TYPE_CHECKING:
    from diversify.model.economy import Economy
    from diversify.model.projection.flows import Flows

SIGNS = np.array([1.0, 1.0, -1.0, -1.0])
PERCENT = 100.0

Split = tuple[Array, Array, Array, Array]


def _gva(w: Flows) -> Split:
    oil = formulas.oil(w)
    return oil * w.gva_volume, oil * w.b.gva, (1.0 - oil) * w.gva_volume, (1.0 - oil) * w.b.gva


def _constant(w: Flows) -> Split:
    oil = formulas.oil(w)
    return oil * w.gva_volume, oil * w.gva_volume, (1.0 - oil) * w.gva_volume, (1.0 - oil) * w.gva_volume


def _exports(w: Flows, kept: Array | float = 1.0) -> Split:
    oil = formulas.oil(w)
    rest = kept - oil
    X, V = w.exports_volume, w.exports_value
    return oil * X, oil * V, rest * X, rest * V


SHARES: Mapping[str, Callable[[Flows, Economy], Split]] = {
    "oil_share_gva": lambda w, e: _gva(w),
    "oil_share_gva_constant": lambda w, e: _constant(w),
    "oil_share_goods_exports": lambda w, e: _exports(w, formulas.goods(w, e)),
    "oil_share_exports": lambda w, e: _exports(w),
}
"""Shares of oil in a total: volume and value of oil, volume and value of the rest, by sector."""


def logs(split: Split) -> Array:
    """Logarithms of (oil volume, oil price, non-oil volume, non-oil price), (..., 4).

    Volumes are sums at base-year prices and prices are value over volume, so that the two volume terms are
    those of the share at constant prices. NaN where a sum is not positive: there a share has no logit.
    """
    Vo, Ao, Vn, An = (part.sum(-1) for part in split)
    found = np.stack([Vo, Ao, Vn, An], axis=-1)
    found = np.log(np.where((found > 0.0).all(-1, keepdims=True), found, np.nan))
    found[..., 1::2] -= found[..., 0::2]
    return found


def logit_parts(start: Array, end: Array) -> Array:
    """Change of a share in four parts, percentage points, (..., 4).

    Parameters
    ----------
    start, end : ndarray, (..., 4)
        `logs` of both states.

    Notes
    -----
    With l = ln(s/(1-s)) = oil volume + oil price - non-oil volume - non-oil price (all in logs) the parts are
    the log changes times (s1 - s0)/(l1 - l0), which is the logarithmic mean of s(1-s) along the way; they add
    up to s1 - s0. Ang (2004, 2015), Logarithmic mean Divisia index. The factor is computed as
    sinh(d/2)/(d/2) / (4 cosh(l0/2) cosh(l1/2)) with d = l1 - l0, which does not lose digits as d -> 0.
    """
    moves = SIGNS * (end - start)
    l0, l1 = (SIGNS * start).sum(-1), (SIGNS * end).sum(-1)
    half = (l1 - l0) / 2.0
    small = np.abs(half) < 1e-4
    safe = np.where(small, 1.0, half)
    mean = np.where(small, 1.0 + half * half / 6.0, np.sinh(safe) / safe)
    weight = mean / (4.0 * np.cosh(l0 / 2.0) * np.cosh(l1 / 2.0))
    return np.asarray(PERCENT * moves * weight[..., None])
