"""Allocation (Ghosh) coefficients and their inverse: the supply side of the same flows.

Source: R. Miller and P. Blair, Input-Output Analysis, 2nd ed. (2009), section 12.1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.model.inputoutput.coefficients import leontief_inverse, technical_coefficients


def allocation_coefficients(Z: Array, x: Array, names: Sequence[str] = ()) -> Array:
    """Return the allocation coefficients, (n, n): b_ij = z_ij / x_i (equation 12.3).

    Raises
    ------
    SingularError
        If a sector sells inputs but has no output; names it.
    """
    return technical_coefficients(np.asarray(Z).T, x, names).T


def ghosh_inverse(Z: Array, x: Array, names: Sequence[str] = ()) -> Array:
    """Return G = (I - x^-1 Z)^-1, (n, n) (equation 12.5); g_ij is what one more unit of i's inputs gives j.

    Raises
    ------
    SingularError
        If there is no such inverse; names the sector.
    """
    return leontief_inverse(allocation_coefficients(Z, x, names), names)
