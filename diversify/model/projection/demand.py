"""Final demand in volumes: exports, households (LES), investment by investor (D1, D2, D4)."""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.arrays import dot


def exports(scale: Array, s: Array, z: Array) -> Array:
    """D1: X = X0 Yw^eps exp(-s zx); `scale` holds X0 Yw^eps, or X0 q for refined products."""
    return scale / np.exp(s * z)


def households(pc: Array, least: Array, bet: Array, H: Array) -> Array:
    """D2, linear expenditure system: C = gam N + bet/pc (H - N sum pc gam), with `least` = gam N."""
    return least + bet / pc * (H - dot(pc, least))


def desired_capital(kap: Array, x1: Array) -> Array:
    """Kdes = kap x, capital that output asks for."""
    return kap * x1


def investment(K: Array, K_desired: Array, of_capital: Array, of_desired: Array) -> Array:
    """D4: I = max(0, (d+g) K + acc (Kdes[-1](1+g) - K)), with `of_capital` = d+g-acc and `of_desired` =
    acc (1+g)."""
    return np.maximum(of_capital * K + of_desired * K_desired, 0.0)


def capital(K1: Array, I1: Array, lasting: Array) -> Array:
    """D4: K = (1-d) K[-1] + I[-1], with `lasting` = 1 - d."""
    return lasting * K1 + I1
