"""Sectors stacked over time, one small chart for each run, all on the same scale."""

from __future__ import annotations

import math
from collections.abc import Sequence

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from diversify.arrays import Array
from diversify.charts import labels
from diversify.charts.picture import Cell, Plate, Track
from diversify.charts.runs import (
    OTHERS,
    Run,
    as_runs,
    number,
    stacked_sectors,
)
from diversify.charts.side_by_side_frame import (
    MARGIN,
    Stack,
    band_slot,
    dress,
    foot,
    head,
    year_ticks,
)
from diversify.charts.style import DRAWING_SETTINGS, FONT, Sizes, Theme, sizes, slot, theme
from diversify.errors import InputError
from diversify.model.projection.parameters import indicators
from diversify.text import _, format_number, localized, translate_unit

STACKED = ("gva_share", "gva", "output", "exports", "imports", "employment")
"""Indicators whose sectors add up to something."""
SHOWN = 6  # sectors named; the rest is one band
BETWEEN = 14.0  # points
_WIDE = 1.35  # how much wider than high a small chart should be
_NARROWEST = 150.0  # points of a small chart
_LEAST = 0.3  # part of the height that charts keep whatever stands around them
_ROOMY = 130.0  # points of height from which a name may take two lines
_SHARE = 100.0


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
    with mpl.rc_context(DRAWING_SETTINGS):
        bottom = foot(figure, look, size, stacks, width, height)
        top = head(figure, look, size, indicator, stacks, height)
        tracks = _panels(figure, look, size, stacks, (width, height, bottom, top))
    title = localized(indicators()[indicator].title)
    return Plate(figure, look, title, _words(title, stacks), _table(stacks), tracks)


def _stack(run: Run, indicator: str, sectors: Sequence[str]) -> Stack:
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
    unit = translate_unit(run.result.units[indicator])
    return Stack(run, unit, years, tuple(codes), tuple(titles), np.array(bands))


def _panels(
    figure: Figure,
    look: Theme,
    size: Sizes,
    stacks: Sequence[Stack],
    box: tuple[float, float, float, float],
) -> list[Track]:
    width, height, bottom, top = box
    share = all(stack.unit == "%" for stack in stacks)
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
        dress(axes, look, size)
        axes.set_xlim(first, last)
        axes.set_ylim(low, high)
        axes.set_yticks(ticks, names if column == 0 else [""] * len(names))
        axes.set_ylim(low, high)
        year_ticks(axes, wide, size)
        tracks += _areas(axes, stack, look)
        _name(axes, stack, place, look, size, wide, lines, tall)
    return tracks


def _columns(count: int, wide: float, tall: float) -> int:
    """Return how many small charts stand side by side so that each is a little wider than high."""
    most = max(int((wide + BETWEEN) / (_NARROWEST + BETWEEN)), 1)
    columns = round(math.sqrt(count * wide / max(tall, 1.0) / _WIDE)) or 1
    return max(min(columns, most, count), 1)


def _edges(values: Array) -> tuple[Array, Array]:
    """Return lower and upper edges of the bands, (band, year); what is negative piles up below zero."""
    up, down = np.maximum(values, 0.0), np.minimum(values, 0.0)
    top, floor = np.cumsum(up, axis=0), np.cumsum(down, axis=0)
    return np.where(values >= 0.0, top - up, floor), np.where(values >= 0.0, top, floor - down)


def _areas(axes: Axes, stack: Stack, look: Theme) -> list[Track]:
    low, high = _edges(stack.values)
    years = tuple(f"{year:.0f}" for year in stack.years)
    tracks = []
    for j, (code, name) in enumerate(zip(stack.codes, stack.names, strict=True)):
        axes.fill_between(
            stack.years, low[j], high[j], color=band_slot(j, code, look).color,
            edgecolor=look.background, linewidth=0.6, zorder=2, label=name,
        )  # fmt: skip
        tracks.append(
            Track(axes, stack.run.name, name, stack.unit, years, stack.years, high[j], stack.values[j])
        )
    return tracks


def _name(
    axes: Axes, stack: Stack, place: int, look: Theme, size: Sizes, wide: float, lines: int, tall: float
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


def _words(title: str, stacks: Sequence[Stack]) -> str:
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
                unit=stack.unit,
            )
        )
    return f"{title}. " + "; ".join(parts) + "."


def _table(stacks: Sequence[Stack]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    rows: list[tuple[Cell, ...]] = []
    for stack in stacks:
        for j, name in enumerate(stack.names):
            for year, value in zip(stack.years, stack.values[j], strict=True):
                rows.append((stack.run.name, name, int(year), float(value), stack.unit))
    return (_("scenario"), _("sector"), _("year"), _("value"), _("unit")), rows
