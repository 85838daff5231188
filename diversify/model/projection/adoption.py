"""The AI block: adoption, AI capital that wears out, its coverage, and the one productivity gain (A1 to A4).

Every function is one relation on arrays ``(draw, sector)`` or ``(draw, 1)``; adoption is a share of the
sector's firms.
"""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array


def logistic_step(a: Array, k: Array, K: Array) -> Array:
    """A1: a = a[-1] + k a[-1] (1 - a[-1]/K); constant where K = a[-1]."""
    return a + k * a * (1.0 - a / np.where(K > 0.0, K, 1.0))


def speed_with_support(k: Array, psi: Array, s: Array) -> Array:
    """A2b: k_t = k (1 + psi s/(1+s)) with s last year's surplus over need; diminishing returns by
    construction."""
    return k * (1.0 + psi * s / (1.0 + s))


def added_need(a: Array, a0: Array, x1: Array, x0: Array, k_ai: Array) -> Array:
    """A2: AI capital wanted beyond the base stock, k_ai max(a x[-1] - a0 x0, 0) where adoption was added,
    else 0."""
    return np.where(a > a0, k_ai * np.maximum(a * x1 - a0 * x0, 0.0), 0.0)


def coverage(K_added: Array, need: Array, a: Array, a0: Array) -> Array:
    """A3: share of the added adoption that has its AI capital; 0 where none was added, 1 where none is
    needed."""
    full = np.minimum(K_added / np.where(need > 0.0, need, 1.0), 1.0)
    return np.where(a > a0, np.where(need > 0.0, full, 1.0), 0.0)


def effective(a_lag: Array, a0: Array, cover: Array, CC: Array) -> Array:
    """A3: effective adoption e. The early adopters of the base year mature in every run; only what was added
    needs cover."""
    return CC * (np.minimum(a_lag, a0) + np.maximum(a_lag - a0, 0.0) * cover)


def gain(e: Array, e_base: Array, da: Array, full: Array, J: Array) -> Array:
    """A4: G = kappa theta (e - e_base) - J da, the share of labour cost saved, with `full` = kappa theta. The
    only AI productivity there is."""
    return full * (e - e_base) - J * np.maximum(da, 0.0)


def resource_gain(a: Array, a0: Array, cover: Array, gap: Array) -> Array:
    """f of A7: how far the resource sector has come towards full adoption; drives availability and unit
    cost."""
    return np.minimum(np.maximum((a - a0) / gap, 0.0), 1.0) * cover
