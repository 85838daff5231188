"""The AI block: adoption, AI capital that wears out, its coverage, and the one productivity gain (A1 to A4).

Every function is one relation on arrays ``(draw, sector)`` or ``(draw, 1)``; adoption is a share of the
sector's firms.
"""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array

LEAST = 1e-200
"""Added above and below a line where both can be 0: their ratio is 1 then."""


def logistic_step(a: Array, k: Array, K: Array) -> Array:
    """A1: a = a[-1] + k a[-1] (1 - a[-1]/K); constant where K = a[-1]."""
    return a + k * a * (1.0 - a / np.where(K > 0.0, K, 1.0))


def speed_with_support(k: Array, psi: Array, s: Array) -> Array:
    """A2b: k_t = k (1 + psi s/(1+s)) with s last year's surplus over need; diminishing returns by
    construction."""
    return k * (1.0 + psi * s / (1.0 + s))


def added_need(k_ai: Array, x1: Array, base: Array) -> Array:
    """A2: AI capital wanted beyond the base stock, k_ai max(a x[-1] - a0 x0, 0) where adoption was added,
    else 0; `k_ai` is that per unit of output, k_ai a or 0, `base` = k_ai a0 x0."""
    return np.maximum(k_ai * x1 - base, 0.0)


def coverage(K_added: Array, need: Array, added: Array) -> Array:
    """A3: share of the added adoption that has its AI capital; 0 where none was added, 1 where none is
    needed."""
    return np.minimum((K_added + LEAST) / (need + LEAST), 1.0) * added


def split(a_lag: Array, a0: Array) -> tuple[Array, Array]:
    """The early adopters of the base year, and those added since."""
    return np.minimum(a_lag, a0), np.maximum(a_lag - a0, 0.0)


def effective(early: Array, late: Array, cover: Array) -> Array:
    """A3: effective adoption e, with `early` and `late` times CC. The early adopters of the base year mature
    in every run; only what was added needs cover."""
    return early + late * cover


def gain(e: Array, e_base: Array, dip: Array, full: Array) -> Array:
    """A4: G = kappa theta (e - e_base) - J da, the share of labour cost saved, with `full` = kappa theta and
    `dip` = J da. The only AI productivity there is."""
    return full * (e - e_base) - dip


def reached(a: Array, a0: Array, gap: Array) -> Array:
    """How far the resource sector has come towards full adoption."""
    return np.minimum(np.maximum((a - a0) / gap, 0.0), 1.0)


def resource_gain(reached: Array, cover: Array) -> Array:
    """f of A7: the part of full adoption in the resource sector that has its capital; drives availability and
    unit cost."""
    return reached * cover
