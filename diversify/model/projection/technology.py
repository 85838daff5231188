"""What the gain does to the technique: labour per unit, input coefficients, AI services bought (A5, A6)."""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.arrays import dot, times


def labour_ratio(G: Array, pi: Array, lam: Array) -> Array:
    """A5: labour per unit of output against the base, (1/pi)(1 - lam G)."""
    return (1.0 - lam * G) / pi


def input_saving(lam: Array, ul: Array, inputs: Array) -> Array:
    """A5: what a gain of 1 saves of an input column, (1-lam) ul of output value over `inputs`, its base cost
    at basic prices."""
    return np.asarray((1.0 - lam) * ul / np.where(inputs > 0.0, inputs, np.inf))


def column_factor(G: Array, saving: Array) -> Array:
    """A5: scale of an input column, 1 - (1-lam) G ul / inputs; `saving` is what a gain of 1 saves."""
    return 1.0 - G * saving


def ai_services(a: Array, a0: Array, c_ai: Array, mu_ai: Array) -> tuple[Array, Array]:
    """A6: AI services per unit of output that adopters with their capital must buy, as (from the ICT market,
    imported directly)."""
    bought = c_ai * np.maximum(a - a0, 0.0)
    return bought * (1.0 - mu_ai), bought * mu_ai


def inputs_used(x: Array, A0: Array, cf: Array, sd: Array, ict: int) -> Array:
    """Composite goods used as inputs by all sectors, A_t x with A_t = A0 x columns plus one ICT row;
    volume."""
    use = times(cf * x, A0.T)
    use[..., ict, None] += dot(sd, x)
    return use
