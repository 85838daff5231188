"""Where the iteration of a year starts: what the years before, or a run nearby, lead one to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.arrays import dot
from diversify.model.projection.given import Fixed
from diversify.model.projection.year import Unknowns

if TYPE_CHECKING:
    from diversify.model.projection.constants import Calibration
    from diversify.model.projection.loop import Trajectory

EXTRAPOLATED = 3
"""Projected years that the guess needs; before, it is last year (the base year is no point of the path)."""


def ahead_of(path: Array) -> Array:
    """The next value of a path, (year, draw, unknown): a parabola through its last three years."""
    if len(path) < EXTRAPOLATED:
        return np.asarray(path[-1])
    return 3.0 * (path[-1] - path[-2]) + path[-3]


def guess(Y: Array, t: int) -> Array:
    """Start of the iteration in year t: the last three years extrapolated."""
    return ahead_of(Y[t - EXTRAPOLATED : t]) if t > EXTRAPOLATED else Y[t - 1].copy()


def beside(Y: Array, near: Trajectory, t: int) -> Array:
    """Start of the iteration from a run nearby: its year, moved by how far this run is from it so far.

    Where a lever is dragged, this run is about as far from `near` as that was from its own neighbour, times
    how much further the lever went; what that leaves over changes smoothly.
    """
    past = slice(max(t - EXTRAPOLATED, 0), t)
    away = Y[past] - near.y.together[past]
    if near.moved is None or Y.shape[1] > 1:
        return np.asarray(near.y.together[t] + ahead_of(away))
    further = dot(near.along[t - 1], away[-1])
    away -= further * near.moved[past]
    return np.asarray(near.y.together[t] + further * near.moved[t] + ahead_of(away))


def given(c: Calibration, f: Fixed, y: Array, draws: int) -> Unknowns:
    """A start for all draws, with the resource's price and volume, which are no unknowns, put in."""
    n = c.A0.shape[0]
    if y.shape[0] < draws:
        y = np.repeat(y, draws, axis=0)
    y[:, c.o, None] = np.log(f.po)
    y[:, n + 1 + c.o, None] = f.x_oil
    return Unknowns(y)
