"""The array type of every floor, and the read-only copies that immutable objects hold."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def read_only(values: ArrayLike) -> Array:
    """Return a read-only float64 copy of `values`, in C order."""
    array = np.array(values, dtype=np.float64, order="C")
    array.flags.writeable = False
    return array
