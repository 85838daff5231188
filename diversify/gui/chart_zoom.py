"""Zoom and pan of one chart by wheel, box and keys: which years and values are to be shown next."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes

from diversify.charts import Drawing, Sheet
from diversify.charts.drawing import Limits

STEP = 0.8  # what one notch of the wheel leaves of the span
FEWEST = 2  # years shown at least
_NEAR = 3.0  # pixels around axes that still belong to them
_SMALLEST = 8.0  # pixels of a box that is no mere click


@dataclass(frozen=True)
class Spot:
    """A place on a chart: which chart, the axes, and year and value in data coordinates."""

    number: int
    axes: Axes
    year: float
    value: float


def spot(sheet: Sheet, x: float, y: float) -> Spot | None:
    """Return where a pixel of the figure lies; None outside of axes that can be zoomed."""
    for number, drawing in enumerate(sheet.drawings):
        for axes in drawing.panes:
            box = axes.bbox
            if box.x0 - _NEAR <= x <= box.x1 + _NEAR and box.y0 - _NEAR <= y <= box.y1 + _NEAR:
                year, value = axes.transData.inverted().transform((x, y))
                return Spot(number, axes, float(year), float(value))
    return None


def shown(drawing: Drawing) -> tuple[tuple[float, float], tuple[int, int]]:
    """Return the values and the years shown now."""
    return drawing.value_limits(), drawing.window or drawing.span_of_years


def scaled(drawing: Drawing, factor: float, year: float | None = None, value: float | None = None) -> Limits:
    """Return limits with `factor` of the span, the given point (else the middle) staying where it is."""
    (low, high), (first, last) = shown(drawing)
    year = (first + last) / 2.0 if year is None else min(max(year, first), last)
    value = (low + high) / 2.0 if value is None else min(max(value, low), high)
    years = year - (year - first) * factor, year + (last - year) * factor
    return _limits(drawing, (value - (value - low) * factor, value + (high - value) * factor), years)


def panned(drawing: Drawing, years: float, values: float) -> Limits:
    """Return limits moved by so many years and so much."""
    (low, high), (first, last) = shown(drawing)
    start, end = drawing.span_of_years
    by = min(max(round(years), start - first), end - last)
    return Limits((low + values, high + values), (first + by, last + by))


def boxed(
    drawing: Drawing, one: Spot, axes_x: tuple[float, float], axes_y: tuple[float, float]
) -> Limits | None:
    """Return the limits of a box of pixels on the axes of `one`; None if it is too small to be meant."""
    if axes_x[1] - axes_x[0] < _SMALLEST or axes_y[1] - axes_y[0] < _SMALLEST:
        return None
    back = one.axes.transData.inverted()
    (first, low), (last, high) = (back.transform((axes_x[i], axes_y[i])) for i in (0, 1))
    (bottom, top), _years = shown(drawing)
    return _limits(drawing, (max(float(low), bottom), min(float(high), top)), (float(first), float(last)))


def _limits(drawing: Drawing, values: tuple[float, float], years: tuple[float, float]) -> Limits:
    start, end = drawing.span_of_years
    first, last = max(round(years[0]), start), min(round(years[1]), end)
    if last - first < FEWEST:
        first = min(max(first, start), end - FEWEST)
        last = first + FEWEST
    return Limits(values, (first, last))
