"""Line charts over the years: one line per run, and per indicator or sector where a chart has several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import FillBetweenPolyCollection
from matplotlib.lines import Line2D

from diversify.arrays import Array
from diversify.charts import target_marks
from diversify.charts.catalogue import Chart
from diversify.charts.drawing import Drawing, StructureError, nothing_text
from diversify.charts.ends import EndLabels
from diversify.charts.runs import Run, Series, largest_sectors, series
from diversify.charts.style import DASHES, MARK_EVERY, Slot, Theme

TRUNCATE_ABOVE = 0.65  # a level keeps its zero unless it never falls below this part of its highest value
SECTORS_SHOWN = (6, 4, 3)  # by number of runs: more lines than that cannot be read


class LineDrawing(Drawing):
    """Lines, their 5-95 % fans and the labels at their ends."""

    def __init__(
        self, axes: Axes, chart: Chart, runs: Sequence[Run], look: Theme, width: float, direct: bool = True
    ) -> None:
        super().__init__(axes, chart, runs, look, width)
        count = SECTORS_SHOWN[min(len(runs), len(SECTORS_SHOWN)) - 1] if runs else 0
        self.sectors = chart.sectors or (largest_sectors(self.runs[0], count) if runs else ())
        shown = self.series(self.runs)
        self.keys = [s.key for s in shown]
        self.items = list(dict.fromkeys((s.indicator, s.sector) for s in shown))
        self.fanned = len(self.items) == 1 or len(self.runs) == 1  # more fans than that hide each other
        self.named = direct or len(self.items) > 1
        self.run_named = self.named and len(self.items) == 1
        if chart.difference:
            axes.axhline(0.0, color=look.text, linewidth=1.0, zorder=1.5)
        self.bands = [self._band(s) for s in shown]
        self.lines = [self._line(s) for s in shown]
        colors = [self.style(s).color for s in shown] if self.named else []
        self.ends = EndLabels(axes, colors, look, self.size.small)
        for artist in self.ends.artists:
            self.add(artist)
        if not shown:
            self.message(nothing_text(chart))
        self._year_axis(shown)
        found = target_marks.shown(chart, *self.span_of_years)
        self.targets = target_marks.TargetMarks(axes, found, self.span_of_years[0], look, self.size.small)
        self.fix_limits(*self.extent(self.runs))

    def series(self, runs: Sequence[Run]) -> list[Series]:
        return series(self.chart, runs, self.sectors)

    # looks -------------------------------------------------------------------------------------------

    def style(self, s: Series) -> Slot:
        """Return the look of a line: its run's, or its item's where one run shows several items."""
        item = self.items.index((s.indicator, s.sector))
        if len(self.items) == 1:
            return self.run_slot(s.run)
        if len(self.runs) == 1:
            return self.slot(item)
        own = self.run_slot(s.run)  # colour and marker say which run, as in the legend; the dash which item
        return replace(own, dash=DASHES[item % len(DASHES)], first_mark=(own.first_mark + item) % MARK_EVERY)

    def _line(self, s: Series) -> Line2D:
        look = self.style(s)
        line = Line2D(
            s.years, s.values, color=look.color, linestyle=look.dash, linewidth=self.size.line,
            marker=look.marker, markersize=self.size.marker, markevery=(look.first_mark, MARK_EVERY),
            markeredgecolor=self.look.background, markeredgewidth=0.6, label=self.text(s), zorder=3,
        )  # fmt: skip
        self.axes.add_line(line)
        self.add(line)
        return line

    def _band(self, s: Series) -> FillBetweenPolyCollection | None:
        if s.band is None or not self.fanned:
            return None
        low, high = s.band
        fill = self.axes.fill_between(
            s.years, low, high, color=self.style(s).color, alpha=0.18, linewidth=0.0, zorder=2
        )
        self.add(fill)
        return fill

    def text(self, s: Series) -> str:
        """Return the name of a line: of its item where there are several, else of its run."""
        return s.label if len(self.items) > 1 else self.runs[s.run].name

    def entries(self) -> list[tuple[str, Slot]]:
        if self.named and (len(self.items) == 1 or len(self.runs) == 1):
            return []
        return super().entries()

    # axes --------------------------------------------------------------------------------------------

    def _year_axis(self, shown: Sequence[Series]) -> None:
        every = [s.years for s in shown] or [np.asarray(run.result.years, dtype=float) for run in self.runs]
        first, last = min(y[0] for y in every), max(y[-1] for y in every)
        self.year_span = (int(first), int(last))
        self.axes.set_xlim(*self.all_years)
        self.axes.set_xlabel("")

    def extent(self, runs: Sequence[Run]) -> tuple[float, float]:
        low, high = super().extent(runs)
        wanted = [target.value for target in target_marks.shown(self.chart, *self.span_of_years)]
        return min([low, *wanted]), max([high, *wanted])

    def describe(self) -> str:
        wanted = [target_marks.words(target) + "." for target in self.targets.found]
        return " ".join([super().describe(), *wanted])

    def honest(self, low: float, high: float) -> tuple[float, float]:
        shares = all(s.unit.startswith("%") for s in self.series(self.runs))
        if self.chart.form == "index":
            return min(low, 100.0), max(high, 100.0)
        if self.chart.difference or shares or low <= TRUNCATE_ABOVE * high:
            return super().honest(low, high)
        return low, high

    def right(self, width: float) -> float:
        if not self.named:
            return super().right(width)
        shown = len(self.items) if len(self.items) > 1 else 0
        return self.ends.fit([self.text(s) for s in self.series(self.runs)], width, self.height, shown)

    def arrange(self) -> None:
        super().arrange()
        self.year_ticks(*self.span_of_years)
        self.targets.arrange(self.width, self.height, self.series(self.runs))
        self._place_names(self.series(self.runs))

    def _place_names(self, shown: Sequence[Series]) -> None:
        if not self.named:
            return
        low, high = self.axes.get_ylim()
        ends = np.clip((np.array([_last(s.values) for s in shown]) - low) / (high - low), 0.0, 1.0)
        seen = [bool(np.isfinite(end)) for end in ends]
        if len(self.items) > 1 and len(self.runs) > 1:
            seen = self._farthest(shown)
        self.ends.place(ends, self.width, self.height, seen)

    def _farthest(self, shown: Sequence[Series]) -> list[bool]:
        """Say which line bears its item's name: the one that ends farthest out; the dash tells the others."""
        best = dict[tuple[str, str | None], tuple[float, int]]()
        for i, s in enumerate(shown):
            end = abs(_last(s.values))
            if np.isfinite(end) and end > best.get((s.indicator, s.sector), (-1.0, 0))[0]:
                best[s.indicator, s.sector] = (end, i)
        kept = {i for _end, i in best.values()}
        return [i in kept for i in range(len(shown))]

    # movement ----------------------------------------------------------------------------------------

    def move(self, shown: Sequence[Series]) -> None:
        for s, line, fill in zip(shown, self.lines, self.bands, strict=True):
            if s.band is not None and fill is None and self.fanned:
                raise StructureError("a range has come that was not drawn")
            line.set_data(s.years, s.values)
            if fill is not None:
                low, high = s.band if s.band is not None else (s.values, s.values)
                fill.set_data(s.years, low, high)
        self._place_names(shown)


def _last(values: Array) -> float:
    there = values[np.isfinite(values)]
    return float(there[-1]) if there.size else float("nan")
