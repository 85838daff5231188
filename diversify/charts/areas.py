"""Sectors stacked over the years, amounts or shares, with the boundaries of a second run as dashed lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from diversify.arrays import Array
from diversify.charts.catalogue import Chart
from diversify.charts.drawing import Drawing
from diversify.charts.ends import EndLabels
from diversify.charts.picture import Track
from diversify.charts.runs import OTHERS, Run, Series, stacked_sectors, unit, values, years
from diversify.charts.style import Slot, Theme
from diversify.text import _, localized

SHOWN = 6  # sectors named; the rest is one band, so that every band has its own colour


def compared(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the first run and what to hold it against: the second run, or else its reference."""
    if len(runs) == 1 and runs[0].reference is not None:
        return runs[0], Run(runs[0].reference)
    return tuple(runs[:2])


def shares(
    chart: Chart, runs: Sequence[Run], sectors: Sequence[str], years_shown: Array | None = None
) -> list[Series]:
    """Return per run the parts of `sectors` and of all others together, from the bottom of the stack up."""
    made = list[Series]()
    name = chart.indicators[0]
    for i, run in enumerate(runs):
        array, when = values(chart, run, name), years(chart, run)
        if years_shown is not None:
            rows = [int(np.flatnonzero(when == year)[0]) for year in years_shown if year in when]
            array, when = array[rows], when[rows]
        where = {s.code: j for j, s in enumerate(run.result.sectors)}
        names = {s.code: localized(s.name) for s in run.result.sectors}
        of = unit(chart, name, run)
        kept = [code for code in sectors if code in where]
        for code in kept:
            made.append(Series(i, name, code, names[code], of, when, array[:, where[code]], None))
        rest = [j for code, j in where.items() if code not in kept]
        if rest:
            made.append(
                Series(i, name, OTHERS, _("Other sectors"), of, when, array[:, rest].sum(axis=1), None)
            )
    return made


class AreaDrawing(Drawing):
    """Areas of the first run; dashed boundaries of the second run or of the reference."""

    def __init__(self, axes: Axes, chart: Chart, runs: Sequence[Run], look: Theme, width: float) -> None:
        super().__init__(axes, chart, runs, look, width)
        self.sectors = chart.sectors or stacked_sectors(self.runs[0], SHOWN)
        shown = self.series(self.runs)
        self.keys = [s.key for s in shown]
        self.count = sum(s.run == 0 for s in shown)
        bounds, when = self._bounds(shown, 0)
        self.areas = []
        for j in range(self.count):
            area = axes.fill_between(
                when, bounds[j], bounds[j + 1], color=self.share_slot(j, shown[j]).color,
                linewidth=0.8, zorder=2, label=shown[j].label,
            )  # fmt: skip
            area.set_edgecolor(look.background)
            self.add(area)
            self.areas.append(area)
        self.boundaries = list[Line2D]()
        if len(compared(self.runs)) > 1:
            other, then = self._bounds(shown, 1)
            for bound in other[1:-1]:
                line = Line2D(then, bound, color=look.text, linewidth=1.1, linestyle=(0, (3, 2)), zorder=3)
                axes.add_line(line)
                self.add(line)
                self.boundaries.append(line)
        self.ends = EndLabels(
            axes, [self.share_slot(j, shown[j]).color for j in range(self.count)], look, self.size.small
        )
        for artist in self.ends.artists:
            self.add(artist)
        self.year_span = (int(when[0]), int(when[-1]))
        axes.set_xlim(*self.all_years)
        self.fix_limits(*self.extent(self.runs))

    def series(self, runs: Sequence[Run]) -> list[Series]:
        return shares(self.chart, compared(runs), self.sectors)

    def entries(self) -> list[tuple[str, Slot]]:
        return []

    def subtitle(self) -> str:
        pair = compared(self.runs)
        if self.chart.subtitle or len(pair) < 2:
            return self.chart.subtitle or pair[0].name
        return _("Areas: {first}. Dashed: {second}.").format(first=pair[0].name, second=pair[1].name)

    def table_runs(self) -> tuple[Run, ...]:
        return compared(self.runs)

    @staticmethod
    def _bounds(shown: Sequence[Series], run: int) -> tuple[Array, Array]:
        own = [s for s in shown if s.run == run]
        parts = np.cumsum([s.values for s in own], axis=0)
        return np.vstack([np.zeros((1, parts.shape[1])), parts]), own[0].years

    def extent(self, runs: Sequence[Run]) -> tuple[float, float]:
        shown = self.series(runs)
        if all(s.unit.startswith("%") for s in shown):
            return 0.0, 100.0
        bounds = [self._bounds(shown, run)[0] for run in sorted({s.run for s in shown})]
        return min(0.0, *(float(b.min()) for b in bounds)), max(float(b.max()) for b in bounds)

    def right(self, width: float) -> float:
        return self.ends.fit([s.label for s in self.series(self.runs) if s.run == 0], width, self.height)

    @property
    def all_years(self) -> tuple[float, float]:
        first, last = self.span_of_years
        return float(first), float(last)

    def arrange(self) -> None:
        super().arrange()
        self.year_ticks(*self.span_of_years)
        self._place_names(self._bounds(self.series(self.runs), 0)[0])

    def tracks(self) -> list[Track]:
        shown, made = self.series(self.runs), list[Track]()
        for run in sorted({s.run for s in shown}):
            bounds, own = self._bounds(shown, run)[0], [s for s in shown if s.run == run]
            middles = (bounds[1:] + bounds[:-1]) / 2.0
            made += [self.track(s, s.years, y) for s, y in zip(own, middles, strict=True)]
        return made

    def _place_names(self, bounds: Array) -> None:
        low, high = self.axes.get_ylim()
        middles = (bounds[1:, -1] + bounds[:-1, -1]) / 2.0
        self.ends.place(np.clip((middles - low) / (high - low), 0.0, 1.0), self.width, self.height)

    def move(self, shown: Sequence[Series]) -> None:
        bounds, when = self._bounds(shown, 0)
        for j, area in enumerate(self.areas):
            area.set_data(when, bounds[j], bounds[j + 1])
        if self.boundaries:
            other, then = self._bounds(shown, 1)
            for line, bound in zip(self.boundaries, other[1:-1], strict=True):
                line.set_data(then, bound)
        self._place_names(bounds)
