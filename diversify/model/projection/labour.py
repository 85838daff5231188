"""The labour market: a wage curve with a slow drift, and its switches (W1 to W3)."""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array


def slack(u: Array, u_star: Array, u_tangent: Array) -> Array:
    """W2: f(u) = ln(u/u*), below u_tangent its tangent, so that it stays finite when labour runs out."""
    safe = np.maximum(u, u_tangent)
    return np.asarray(np.log(safe / u_star) + (u - safe) / u_tangent)


def slack_slope(u: Array, u_tangent: Array) -> Array:
    """Slope of `slack` in unemployment."""
    return np.asarray(1.0 / np.maximum(u, u_tangent))


def wage(norm: Array, eta: Array, f: Array) -> Array:
    """W2: ln w = S[-1] + gbar - (eta + eta_i) f(u), with `norm` = S[-1] + gbar and `eta` of both kinds."""
    return norm - eta * f


def drift(S1: Array, gbar: Array, eta_i: Array, f: Array) -> Array:
    """W3: S = S[-1] + gbar - eta_i f(u); brings u back to u* in the long run."""
    return S1 + gbar - eta_i * f
