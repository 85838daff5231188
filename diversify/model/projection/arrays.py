"""The array type of the projection, and the one reduction that every block uses."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
"""Float64; axes (draw, sector) or (draw, 1) inside a year, with a leading year axis once the loop is done."""


def dot(a: Array, b: Array) -> Array:
    """Sum over sectors of a b, kept as a column (..., 1)."""
    return np.asarray(np.vecdot(a, b))[..., None]
