"""Sectors stacked over time, one small chart for each run, all on the same scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from diversify.arrays import Array
from diversify.charts import labels
from diversify.charts.picture import Cell, Plate, Track
from diversify.charts.runs import (
    OTHERS,
    Run,
    as_runs,
    mark_text,
    marks,
    number,
    source_line,
    stacked_sectors,
)
from diversify.charts.style import DRAWING_SETTINGS, FONT, Sizes, Slot, Theme, sizes, slot, theme
from diversify.errors import InputError
from diversify.model.projection.parameters import indicators
from diversify.text import _, format_number, localized, translate_unit

STACKED = ("gva_share", "gva", "output", "exports", "imports", "employment")
"""Indicators whose sectors add up to something."""
SHOWN = 6  # sectors named; the rest is one band
MARGIN, BETWEEN = 10.0, 14.0  # points
_WIDE = 1.35  # how much wider than high a small chart should be
_NARROWEST = 150.0  # points of a small chart
_LEAST = 0.3  # part of the height that charts keep whatever stands around them
_ROOMY = 130.0  # points of height from which a name may take two lines
_SHARE = 100.0


@dataclass(frozen=True)
class _Stack:
    """One run's bands, from the bottom up: codes, names and values (band, year)."""

    run: Run
    years: Array
    codes: tuple[str, ...]
    names: tuple[str, ...]
    values: Array


def side_by_side(
    figure: Figure, runs: Sequence[Run], indicator: str = "gva_share", *, dark: bool = False
) -> Plate:
    """Draw an indicator's sectors stacked, a small chart for each run, on one scale for all.

    Raises
    ------
    InputError
        If there is no run, or the sectors of the indicator do not add up to anything.
    """
    shown = as_runs(runs)
    if not shown:
        raise InputError(_("There is nothing to draw: give at least one result."))
    if indicator not in STACKED:
        raise InputError(
            _("The sectors of {name!r} cannot be stacked. Choose one of {names}.").format(
                name=indicator, names=", ".join(STACKED)
            )
        )
    look = theme(dark)
    figure.clear()
    figure.set_facecolor(look.background)
    width, height = figure.get_figwidth() * 72.0, figure.get_figheight() * 72.0
    size = sizes(width / 1.5)
    sectors = stacked_sectors(shown[0], SHOWN)
    stacks = [_stack(run, indicator, sectors) for run in shown]
    unit = translate_unit(shown[0].result.units[indicator])
    with mpl.rc_context(DRAWING_SETTINGS):
        bottom = _foot(figure, look, size, stacks, width, height)
        top = _head(figure, look, size, indicator, unit, height)
        tracks = _panels(figure, look, size, stacks, unit, (width, height, bottom, top))
    title = localized(indicators()[indicator].title)
    return Plate(figure, look, title, _words(title, unit, stacks), _table(stacks, unit), tracks)


def _stack(run: Run, indicator: str, sectors: Sequence[str]) -> _Stack:
    values = np.nan_to_num(np.asarray(run.result.values(indicator), dtype=np.float64))
    where = {sector.code: j for j, sector in enumerate(run.result.sectors)}
    names = {sector.code: localized(sector.name) for sector in run.result.sectors}
    kept = [code for code in sectors if code in where]
    rest = [j for code, j in where.items() if code not in kept]
    bands = [values[:, where[code]] for code in kept]
    codes, titles = list(kept), [names[code] for code in kept]
    if rest:
        bands.append(values[:, rest].sum(axis=1))
        codes.append(OTHERS)
        titles.append(_("Other sectors"))
    years = np.asarray(run.result.years, dtype=np.float64)
    return _Stack(run, years, tuple(codes), tuple(titles), np.array(bands))


def _band_slot(place: int, code: str, look: Theme) -> Slot:
    if code == OTHERS:
        return Slot(look.axis, slot(0, look).dash, "", "", 0)
    return slot(place, look)


def _head(figure: Figure, look: Theme, size: Sizes, indicator: str, unit: str, height: float) -> float:
    """Write title and unit; return where the small charts may end, in points from the bottom."""
    left = MARGIN / 72.0 / figure.get_figwidth()
    y = height - MARGIN
    title = localized(indicators()[indicator].title)
    for text, points, colour, weight in (
        (title, size.title, look.text, "bold"),
        (unit, size.small, look.muted, "normal"),
    ):
        figure.text(left, y / height, text, family=FONT, size=points, color=colour, weight=weight, va="top")
        y -= labels.LINE * points
    return y - MARGIN / 2.0


def _foot(
    figure: Figure, look: Theme, size: Sizes, stacks: Sequence[_Stack], width: float, height: float
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
        Patch(facecolor=_band_slot(j, code, look).color, edgecolor=look.background, label=name)
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


def _panels(
    figure: Figure,
    look: Theme,
    size: Sizes,
    stacks: Sequence[_Stack],
    unit: str,
    box: tuple[float, float, float, float],
) -> list[Track]:
    width, height, bottom, top = box
    share = unit == "%"
    low = min(0.0, *(float(_edges(stack.values)[0].min()) for stack in stacks))
    high = _SHARE if share else max(float(_edges(stack.values)[1].max()) for stack in stacks)
    ticks = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    digits = max(0, -math.floor(math.log10(float(ticks[1] - ticks[0])) + 1e-9))
    names = [format_number(float(tick), digits) for tick in ticks]
    gutter = max(labels.text_width(name, size.small) for name in names) + 6.0
    columns = _columns(len(stacks), width - 2 * MARGIN - gutter, top - bottom)
    rows = math.ceil(len(stacks) / columns)
    wide = (width - 2.0 * MARGIN - gutter - BETWEEN * (columns - 1)) / columns
    bottom = min(bottom, top - _LEAST * height)
    high_cell = (top - bottom) / rows
    lines = 2 if high_cell > _ROOMY else 1
    title = lines * labels.LINE * size.text + 8.0
    ends = labels.LINE * size.small + 4.0
    squeezed = min(1.0, high_cell * (1.0 - _LEAST) / (title + ends))  # names give way before the chart does
    title, ends = title * squeezed, ends * squeezed
    first, last = min(float(s.years[0]) for s in stacks), max(float(s.years[-1]) for s in stacks)
    tracks = []
    for place, stack in enumerate(stacks):
        row, column = divmod(place, columns)
        x = MARGIN + gutter + column * (wide + BETWEEN)
        y = top - (row + 1) * high_cell + ends
        tall = high_cell - title - ends
        axes = figure.add_axes((x / width, y / height, wide / width, tall / height))
        _frame(axes, look, size)
        axes.set_xlim(first, last)
        axes.set_ylim(low, high)
        axes.set_yticks(ticks, names if column == 0 else [""] * len(names))
        axes.set_ylim(low, high)
        _year_ticks(axes, wide, size)
        tracks += _areas(axes, stack, look, unit)
        _name(axes, stack, place, look, size, wide, lines, tall)
    return tracks


def _columns(count: int, wide: float, tall: float) -> int:
    """Return how many small charts stand side by side so that each is a little wider than high."""
    most = max(int((wide + BETWEEN) / (_NARROWEST + BETWEEN)), 1)
    columns = round(math.sqrt(count * wide / max(tall, 1.0) / _WIDE)) or 1
    return max(min(columns, most, count), 1)


def _frame(axes: Axes, look: Theme, size: Sizes) -> None:
    axes.set_facecolor(look.background)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(look.axis)
    axes.tick_params(length=0, labelsize=size.small, labelcolor=look.muted, labelfontfamily=FONT)
    axes.grid(axis="y", color=look.grid, linewidth=0.6)
    axes.set_axisbelow(True)


def _year_ticks(axes: Axes, wide: float, size: Sizes) -> None:
    first, last = axes.get_xlim()
    room = max(int(wide / (labels.text_width("2000", size.small) * 1.8)), 1)
    step = next((n for n in (5, 10, 25) if (last - first) / n <= room), 25)
    years = [year for year in range(int(first), int(last) + 1) if year % step == 0]
    axes.set_xticks(years, [str(year) for year in years])
    for year, text in zip(years, axes.get_xticklabels(), strict=True):  # the next chart's years are near
        if year in (first, last):
            text.set_horizontalalignment("left" if year == first else "right")


def _edges(values: Array) -> tuple[Array, Array]:
    """Return lower and upper edges of the bands, (band, year); what is negative piles up below zero."""
    up, down = np.maximum(values, 0.0), np.minimum(values, 0.0)
    top, floor = np.cumsum(up, axis=0), np.cumsum(down, axis=0)
    return np.where(values >= 0.0, top - up, floor), np.where(values >= 0.0, top, floor - down)


def _areas(axes: Axes, stack: _Stack, look: Theme, unit: str) -> list[Track]:
    low, high = _edges(stack.values)
    years = tuple(f"{year:.0f}" for year in stack.years)
    tracks = []
    for j, (code, name) in enumerate(zip(stack.codes, stack.names, strict=True)):
        axes.fill_between(
            stack.years, low[j], high[j], color=_band_slot(j, code, look).color,
            edgecolor=look.background, linewidth=0.6, zorder=2, label=name,
        )  # fmt: skip
        tracks.append(Track(axes, stack.run.name, name, unit, years, stack.years, high[j], stack.values[j]))
    return tracks


def _name(
    axes: Axes, stack: _Stack, place: int, look: Theme, size: Sizes, wide: float, lines: int, tall: float
) -> None:
    """Write the run's name over its chart, and a piece of its line as it looks in every other chart."""
    own = slot(place if stack.run.slot is None else stack.run.slot, look)
    sample = 22.0
    y = 1.0 + (6.0 + labels.LINE * size.text / 2.0) / tall
    axes.add_line(
        Line2D(
            [0.0, sample / wide], [y, y], transform=axes.transAxes, color=own.color, linestyle=own.dash,
            linewidth=size.line, clip_on=False,
        )
    )  # fmt: skip
    text = labels.wrap(stack.run.name, wide - sample - 6.0, size.text, lines)
    axes.text(
        (sample + 6.0) / wide, 1.0 + 6.0 / tall, text, transform=axes.transAxes, family=FONT, size=size.text,
        color=look.text, va="bottom", ha="left",
    )  # fmt: skip


def _words(title: str, unit: str, stacks: Sequence[_Stack]) -> str:
    last = int(stacks[0].years[-1])
    parts = []
    for stack in stacks:
        j = int(stack.values[:, -1].argmax())
        text = _("{run}: most in {year} is {sector}, {value} {unit}")
        parts.append(
            text.format(
                run=stack.run.name,
                year=last,
                sector=stack.names[j],
                value=number(float(stack.values[j, -1])),
                unit=unit,
            )
        )
    return f"{title}. " + "; ".join(parts) + "."


def _table(stacks: Sequence[_Stack], unit: str) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    rows: list[tuple[Cell, ...]] = []
    for stack in stacks:
        for j, name in enumerate(stack.names):
            for year, value in zip(stack.years, stack.values[j], strict=True):
                rows.append((stack.run.name, name, int(year), float(value), unit))
    return (_("scenario"), _("sector"), _("year"), _("value"), _("unit")), rows
