"""Allocation (Ghosh) coefficients, their inverse and the supply-driven model: the other side of the flows.

Source: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 12.1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.model.inputoutput.coefficients import technical_coefficients
from diversify.model.inputoutput.system import LeontiefSystem


def allocation_coefficients(Z: Array, x: Array, names: Sequence[str] = ()) -> Array:
    """Return the allocation coefficients, (n, n): b_ij = z_ij / x_i (equation 12.3).

    Parameters
    ----------
    Z, x
        (n, n) flows and (n,) gross output, money in one unit.
    names
        Names of the sectors for messages.

    Raises
    ------
    SingularError
        If a sector sells inputs but has no output; names it.
    """
    return technical_coefficients(np.asarray(Z).T, x, names).T


def ghosh_inverse(Z: Array, x: Array, names: Sequence[str] = ()) -> Array:
    """Return G = (I - x^-1 Z)^-1, (n, n) (equation 12.5); g_ij is what one more unit of i's inputs gives j.

    It is never inverted anew: G = x^-1 L x (equation 12.10).

    Parameters
    ----------
    Z, x
        (n, n) flows and (n,) gross output, money in one unit.
    names
        Names of the sectors for messages.

    Raises
    ------
    SingularError
        If there is no such inverse, or a sector without output sells or uses inputs; names the sector.
    """
    _check_idle(Z, x, names)
    system = LeontiefSystem(technical_coefficients(Z, x, names), names)
    return rescaled_to_ghosh(system.inverse, x)


def ghosh_output(Z: Array, x: Array, v: Array, names: Sequence[str] = ()) -> Array:
    """Return output driven by primary inputs, (n,): x' = v' G, solved as x = B' x + v (section 12.1).

    Parameters
    ----------
    Z, x
        (n, n) flows and (n,) output that the allocation coefficients come from, money.
    v
        (n,) or (n, m) primary inputs, money; those of the table return x.
    names
        Names of the sectors for messages.

    Raises
    ------
    SingularError
        As `ghosh_inverse`.
    """
    return LeontiefSystem(allocation_coefficients(Z, x, names), names).solve_transposed(v)


def rescaled_to_ghosh(L: Array, x: Array) -> Array:
    """Return G = x^-1 L x, (n, n), from the Leontief inverse of the same flows (equation 12.10).

    A sector without output has only itself: its row of G is that of the unit matrix.

    Parameters
    ----------
    L
        (n, n) Leontief inverse of the flows.
    x
        (n,) gross output of the same table, money.
    """
    output = np.asarray(x, dtype=np.float64)
    idle = output == 0
    scale = np.where(idle, 1.0, output)
    G: Array = L * scale
    G /= scale[:, None]
    if idle.any():
        G[idle] = np.eye(len(output))[idle]
    return G


def _check_idle(Z: Array, x: Array, names: Sequence[str]) -> None:
    if (np.asarray(x) == 0).any():
        allocation_coefficients(Z, x, names)
