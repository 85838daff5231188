"""Merging sectors: sums of flows by groups (Miller and Blair 2009, section 4.9)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array


def aggregation_matrix(groups: Sequence[int], size: int) -> Array:
    """Return S, (size, n): S[g, i] = 1 where sector i belongs to group g.

    Raises
    ------
    ValueError
        If a group is out of range or has no sector.
    """
    S = np.zeros((size, len(groups)))
    if not all(0 <= group < size for group in groups):
        raise ValueError(f"groups must be numbers from 0 to {size - 1}")
    S[list(groups), np.arange(len(groups))] = 1.0
    if not S.any(axis=1).all():
        raise ValueError("every group needs at least one sector")
    return S


def aggregate(Z: Array, S: Array) -> Array:
    """Return the flows between groups, Z* = S Z S' (Miller and Blair 2009, equation 4.46 ff.)."""
    flows: Array = S @ Z @ S.T
    return flows
