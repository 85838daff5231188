"""One number over the years as a line, the year on screen marked: a drawing of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from diversify.arrays import Array
from diversify.charts.labels import LINE, shorten, text_height, wrap
from diversify.charts.picture import Cell, Plate, Track
from diversify.charts.runs import number
from diversify.charts.style import FONT, sizes, slot, theme
from diversify.text import _

_EDGE = 10.0  # points around the picture
_FOOT = 0.85  # letters of the source, of small ones
_LEFT = 5.2  # small letters that numbers at the axis take


def year_line(
    figure: Figure,
    dark: bool,
    years: Sequence[int],
    values: Array,
    *,
    title: str,
    unit: str,
    year: int,
    source: str = "",
) -> Plate:
    """Draw a line.

    Parameters
    ----------
    years, values
        (k,) the years and the numbers, in `unit`.
    year
        The year that is marked.
    """
    look = theme(dark)
    wide, high = figure.get_figwidth() * 72.0, figure.get_figheight() * 72.0
    size = sizes(wide)
    figure.patch.set_facecolor(look.background)
    head = shorten(title, wide - 2 * _EDGE, size.title, bold=True)
    figure.text(
        _EDGE / wide, 1.0 - _EDGE / high, head, fontsize=size.title, family=FONT, color=look.text,
        fontweight="bold", va="top",
    )  # fmt: skip
    down = _EDGE + LINE * size.title + 2.0
    figure.text(
        _EDGE / wide, 1.0 - down / high, unit, fontsize=size.small, family=FONT, color=look.muted, va="top"
    )
    foot = wrap(source, wide - 2 * _EDGE, _FOOT * size.small, 2) if source else ""
    figure.text(
        _EDGE / wide, 0.5 * _EDGE / high, foot, fontsize=_FOOT * size.small, family=FONT, color=look.muted,
        va="bottom",
    )  # fmt: skip
    top = down + LINE * size.small + 6.0
    under = _EDGE + text_height(foot, _FOOT * size.small) + LINE * size.small + 6.0
    left = _EDGE + _LEFT * size.small
    axes = figure.add_axes(
        (
            left / wide,
            under / high,
            max(wide - left - 2 * _EDGE, 20.0) / wide,
            max(high - top - under, 20.0) / high,
        )
    )
    axes.set_facecolor(look.background)
    own = slot(0, look)
    axes.plot(years, values, color=own.color, linewidth=size.line, zorder=2)
    at = list(years).index(year)
    axes.plot([year], [values[at]], color=own.color, marker=own.marker, markersize=2 * size.marker, zorder=3)
    axes.axvline(year, color=look.axis, linewidth=1.0, linestyle=(0, (4, 2)), zorder=1)
    span = float(np.nanmax(values) - np.nanmin(values)) or abs(float(values[at])) or 1.0
    axes.set_ylim(float(np.nanmin(values)) - 0.15 * span, float(np.nanmax(values)) + 0.15 * span)
    axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(_written))
    every = [y for y in years if y % 5 == 0]
    axes.set_xticks(every, [str(y) for y in every])
    axes.grid(True, axis="y", color=look.grid, linewidth=0.8)
    axes.tick_params(length=0, labelsize=size.small, labelcolor=look.text, labelfontfamily=FONT)
    for spine in axes.spines.values():
        spine.set_visible(False)
    marked = tuple(str(y) for y in years)
    track = Track(axes, "", title, unit, marked, np.asarray(years, dtype=np.float64), values, values)
    words = _("{title}, {unit}: {value} in {year}, {first} in {start}, {last} in {end}.").format(
        title=title, unit=unit, value=number(float(values[at])), year=year,
        first=number(float(values[0])), start=years[0], last=number(float(values[-1])), end=years[-1],
    )  # fmt: skip
    table: list[tuple[Cell, ...]] = [(y, float(v)) for y, v in zip(years, values, strict=True)]
    return Plate(figure, look, title, words, (("", unit), table), [track])


def _written(value: float, _place: int | None = None) -> str:
    return number(value)
