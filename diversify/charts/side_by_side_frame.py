"""What stands around small charts side by side: title, unit, legend, warning, source, axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from diversify.arrays import Array
from diversify.charts import labels
from diversify.charts.runs import OTHERS, Run, mark_text, marks, source_line
from diversify.charts.style import FONT, Sizes, Slot, Theme, slot
from diversify.model.projection.parameters import indicators
from diversify.text import localized

MARGIN = 10.0  # points


@dataclass(frozen=True)
class Stack:
    """One run's bands, from the bottom up: codes, names and values (band, year) in its own unit."""

    run: Run
    unit: str
    years: Array
    codes: tuple[str, ...]
    names: tuple[str, ...]
    values: Array


def band_slot(place: int, code: str, look: Theme) -> Slot:
    """Return the look of a band; the rest is grey."""
    if code == OTHERS:
        return Slot(look.axis, slot(0, look).dash, "", "", 0)
    return slot(place, look)


def head(
    figure: Figure, look: Theme, size: Sizes, indicator: str, stacks: Sequence[Stack], height: float
) -> float:
    """Write title and units, each once; return where the small charts may end, in points from the bottom."""
    width = figure.get_figwidth() * 72.0
    left = MARGIN / width
    y = height - MARGIN
    title = localized(indicators()[indicator].title)
    units = " / ".join(dict.fromkeys(stack.unit for stack in stacks))
    units = labels.shorten(units, width - 2.0 * MARGIN, size.small)
    for text, points, colour, weight in (
        (title, size.title, look.text, "bold"),
        (units, size.small, look.muted, "normal"),
    ):
        figure.text(left, y / height, text, family=FONT, size=points, color=colour, weight=weight, va="top")
        y -= labels.LINE * points
    return y - MARGIN / 2.0


def foot(
    figure: Figure, look: Theme, size: Sizes, stacks: Sequence[Stack], width: float, height: float
) -> float:
    """Write legend, warning and source; return where the small charts may begin, in points."""
    runs = [stack.run for stack in stacks]
    y, left = MARGIN / 2.0, MARGIN / width
    room = width - 2.0 * MARGIN
    for text, colour, weight in (
        (source_line(runs), look.muted, "normal"),
        (mark_text(marks(runs)), look.warning, "bold"),
    ):
        if text:
            wrapped = labels.wrap(text, room, size.small, 3, weight == "bold")
            figure.text(
                left,
                y / height,
                wrapped,
                family=FONT,
                size=size.small,
                color=colour,
                weight=weight,
                va="bottom",
            )
            y += labels.text_height(wrapped, size.small) + 3.0
    first = stacks[0]
    patches = [
        Patch(facecolor=band_slot(j, code, look).color, edgecolor=look.background, label=name)
        for j, (code, name) in enumerate(zip(first.codes, first.names, strict=True))
    ]
    columns = _legend_columns(
        [labels.text_width(name, size.small) + 5.0 * size.small for name in first.names], room
    )
    legend = figure.legend(
        handles=patches,
        loc="lower left",
        bbox_to_anchor=(left, y / height),
        ncols=columns,
        frameon=False,
        borderpad=0.0,
        borderaxespad=0.0,
        prop={"family": FONT, "size": size.small},
        labelcolor=look.text,
    )
    legend.set_in_layout(False)
    rows = math.ceil(len(patches) / columns)
    return y + rows * 1.75 * size.small + MARGIN


def _legend_columns(widths: Sequence[float], room: float) -> int:
    """Return the most columns that have room; each is as wide as its widest entry, entries go down first."""
    for columns in range(len(widths), 1, -1):
        rows = math.ceil(len(widths) / columns)
        if sum(max(widths[i : i + rows]) for i in range(0, len(widths), rows)) <= room:
            return columns
    return 1


def dress(axes: Axes, look: Theme, size: Sizes) -> None:
    """Give a small chart its lines and colours."""
    axes.set_facecolor(look.background)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(look.axis)
    axes.tick_params(length=0, labelsize=size.small, labelcolor=look.muted, labelfontfamily=FONT)
    axes.grid(axis="y", color=look.grid, linewidth=0.6)
    axes.set_axisbelow(True)


def year_ticks(axes: Axes, wide: float, size: Sizes) -> None:
    """Mark years as closely as the width in points allows."""
    first, last = axes.get_xlim()
    room = max(int(wide / (labels.text_width("2000", size.small) * 1.8)), 1)
    step = next((n for n in (5, 10, 25) if (last - first) / n <= room), 25)
    years = [year for year in range(int(first), int(last) + 1) if year % step == 0]
    axes.set_xticks(years, [str(year) for year in years])
    for year, text in zip(years, axes.get_xticklabels(), strict=True):  # the next chart's years are near
        if year in (first, last):
            text.set_horizontalalignment("left" if year == first else "right")
