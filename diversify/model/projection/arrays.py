"""The reductions that every block uses.

Arrays here are float64 with axes (draw, sector) or (draw, 1) inside a year, and a leading year axis once the
loop is done.
"""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array


def dot(a: Array, b: Array) -> Array:
    """Sum over sectors of a b, kept as a column (..., 1)."""
    if a.ndim == 2 and len(a) == 1 == len(b):  # one draw: the product of two matrices takes half the time
        return np.asarray(a.dot(b.T))
    return np.vecdot(a, b)[..., None]


def times(v: Array, matrix: Array) -> Array:
    """v @ matrix; of one year in half the time, for `dot` knows no stacks of matrices."""
    return np.asarray(v.dot(matrix) if v.ndim == 2 else v @ matrix)


def total(v: Array) -> Array:
    """Sum over sectors, kept as a column (..., 1)."""
    return np.asarray(np.add.reduce(v, axis=-1, keepdims=True))


def largest(v: Array) -> Array:
    """Largest absolute value over sectors, (...)."""
    return np.asarray(np.maximum.reduce(np.abs(v), axis=-1))


def filled(v: Array) -> Array:
    """Zero where a value is blank (NaN)."""
    return np.where(np.isnan(v), 0.0, v)
