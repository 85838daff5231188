"""Points of a path, (year, value) with years that rise: moved, added, removed, read from a change. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.scenario import Change

Points = tuple[tuple[int, float], ...]


def moved_point(points: Points, place: int, year: int, value: float, years: Sequence[int]) -> Points:
    """Return the points with one of them moved; its year stays between its neighbours' and after the base."""
    low = points[place - 1][0] + 1 if place else years[0] + 1
    high = points[place + 1][0] - 1 if place + 1 < len(points) else years[-1]
    return (*points[:place], (min(max(year, low), high), value), *points[place + 1 :])


def inserted(
    points: Points, place: int, years: Sequence[int], year: int | None = None, value: float | None = None
) -> tuple[Points, int]:
    """Return the points with one more, and its place; the same points where there is no room.

    Without a year it comes halfway to the next point, or after the last; without a value, on the line.
    """
    known = dict(points)
    if year is None:
        first = points[place][0] if points else years[0]
        later = [y for y, _value in points if y > first] or [years[-1] + (years[-1] - first) % 2]
        year = first + max((later[0] - first) // 2, 1)
    if year in known or not years[0] < year <= years[-1]:
        return points, place
    if value is None:
        value = float(np.interp(year, sorted(known), [known[y] for y in sorted(known)])) if known else 0.0
    more = tuple(sorted((known | {year: value}).items()))
    return more, [y for y, _value in more].index(year)


def removed(points: Points, place: int) -> Points:
    """Return the points without one of them; a path keeps at least one."""
    return (*points[:place], *points[place + 1 :]) if len(points) > 1 else points


def as_points(change: Change, path: Array, years: Sequence[int]) -> Points:
    """Return points that follow a change of one value.

    Parameters
    ----------
    path
        What the change makes of the lever, (Y,), for mode "set".
    """
    if change.points:
        return change.points
    start = years[0] + 1 if change.start is None else change.start
    value = 0.0 if change.value is None else change.value
    end = start if change.shape == "step" or change.end is None else change.end
    if end <= start:
        return ((start, value),)
    steps = 1 if change.shape == "linear" else 4
    chosen = sorted({round(start + (end - start) * k / steps) for k in range(steps + 1)})
    at = {year: float(path[list(years).index(year)]) for year in chosen[:-1]}
    if change.mode != "set" or not all(np.isfinite(v) for v in at.values()):
        return ((start, value),)
    return (*((year, round(v, 6)) for year, v in at.items()), (end, value))


def distinct(path: Array) -> list[Array]:
    """Return the columns of a path, (Y,) or (Y, n), that differ and have any value."""
    columns = path[:, None] if path.ndim == 1 else np.unique(path, axis=1, equal_nan=True)
    return [column for column in columns.T if np.isfinite(column).any()]
