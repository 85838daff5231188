"""Values over years: points joined by lines or smooth steps, and how far a change has arrived."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from diversify.arrays import Array


def through_points(points: Mapping[int, float], interpolation: str, years: tuple[int, ...]) -> Array:
    """Return the path through year points, (Y,).

    Parameters
    ----------
    interpolation
        "flat" holds each point until the next, "linear" joins them, "smoothstep" joins them by 3s^2 - 2s^3.
        Before the first and after the last point the value is held.
    """
    known = sorted(points)
    x, y = np.array(known, dtype=float), np.array([points[year] for year in known])
    t = np.array(years, dtype=float)
    if interpolation == "linear":
        return np.asarray(np.interp(t, x, y))
    place = np.clip(np.searchsorted(x, t, side="right") - 1, 0, len(known) - 1)
    if interpolation == "flat" or len(known) == 1:
        return np.asarray(y[place])
    after = np.minimum(place + 1, len(known) - 1)
    width = np.where(after > place, x[after] - x[place], 1.0)
    s = np.clip((t - x[place]) / width, 0.0, 1.0)
    return np.asarray(y[place] + (y[after] - y[place]) * smoothstep(s))


def smoothstep(s: Array) -> Array:
    """Return 3s^2 - 2s^3 for s in 0..1: an S-curve that starts and ends level."""
    return s * s * (3.0 - 2.0 * s)


@lru_cache(maxsize=1024)
def weight(shape: str, start: int, end: int | None, until: int | None, years: tuple[int, ...]) -> Array:
    """Return how far a change has arrived in each year, 0..1, (Y,), read-only.

    A step is complete in ``start``. A ramp is at 0 in the year before ``start`` and complete in ``end``.
    After ``until`` nothing is left.
    """
    t = np.array(years, dtype=float)
    if shape == "step" or end is None:
        w = (t >= start).astype(float)
    else:
        w = np.clip((t - (start - 1)) / (end - (start - 1)), 0.0, 1.0)
        if shape == "s-curve":
            w = smoothstep(w)
    if until is not None:
        w = np.where(t > until, 0.0, w)
    w.setflags(write=False)
    return w


@lru_cache(maxsize=1024)
def point_values(
    points: tuple[tuple[int, float], ...], until: int | None, years: tuple[int, ...]
) -> tuple[Array, Array]:
    """Return (values, weights), both (Y,), read-only: straight lines between points, held after the last."""
    values = np.interp(np.array(years, dtype=float), [year for year, _ in points], [v for _, v in points])
    values.setflags(write=False)
    return values, weight("step", points[0][0], None, until, years)
