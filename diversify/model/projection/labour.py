"""The labour market: a wage curve with a slow drift, and its switches (W1 to W3)."""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array


def slack(u: Array, u_star: Array, u_tangent: Array) -> tuple[Array, Array]:
    """W2: f(u) = ln(u/u*) and f'(u); below u_tangent its tangent, so that it stays finite when labour runs
    out."""
    safe = np.maximum(u, u_tangent)
    return np.log(safe / u_star) + (u - safe) / u_tangent, 1.0 / safe


def wage(S1: Array, gbar: Array, eta: Array, eta_i: Array, f: Array) -> Array:
    """W2: ln w = S[-1] + gbar - (eta + eta_i) f(u)."""
    return S1 + gbar - (eta + eta_i) * f


def drift(S1: Array, gbar: Array, eta_i: Array, f: Array) -> Array:
    """W3: S = S[-1] + gbar - eta_i f(u); brings u back to u* in the long run."""
    return S1 + gbar - eta_i * f
