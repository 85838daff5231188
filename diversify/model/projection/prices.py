"""Leontief prices with Armington import shares: cost = price for every sector but the resource (P1 to P3)."""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array

LEAST = 1e-200
"""Added above and below a line where both can be 0: their ratio is 1 then."""


def ramp(z1: Array, lnp: Array, lnpm: Array, phi: Array) -> Array:
    """P1: relative price as trade has noticed it so far, z = (1-phi) z[-1] + phi ln(p/pm)."""
    return (1.0 - phi) * z1 + phi * (lnp - lnpm)


def import_share(z: Array, m0: Array, home0: Array, s: Array) -> Array:
    """P1: m = m0 exp(s z) / (1 - m0 + m0 exp(s z)), constant elasticity of substitution between home and
    imported, with `home0` = 1 - m0."""
    em = m0 * np.exp(s * z)
    return em / (home0 + em)


def composite(p: Array, pm: Array, m: Array) -> Array:
    """P2: pq = (1-m) p + m pm."""
    return p + m * (pm - p)


def unit_inputs(base: Array, pq_ict: Array, cf: Array, sd: Array, abroad: Array) -> Array:
    """Cost of inputs per unit of output before tax: sum_i pq_i a_ij plus AI services; `base` is the sum at
    the coefficients of the base year, `abroad` what imported services cost."""
    return base * cf + pq_ict * sd + abroad


def tightness(K_desired: Array, K: Array, chi: Array, low: Array, high: Array) -> Array:
    """P3: T = clip((Kdes/K)^chi), last year's; scarce capital raises the margin of a sector, idle capital
    lowers it."""
    # the resource sector has no capital of this kind: its margin is left alone
    ratio = np.maximum((K_desired + LEAST) / (K + LEAST), 0.0)  # below 0 only in a year without solution
    return np.minimum(np.maximum(ratio**chi, low), high)
