"""Bars that start at zero: runs side by side in chosen years, and indicators side by side in one year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import ScaledTranslation

from diversify.arrays import Array
from diversify.charts import labels
from diversify.charts.catalogue import COMPARE_YEARS, Chart
from diversify.charts.drawing import GAP, Drawing, nothing_text
from diversify.charts.moving_bar import MovingBar
from diversify.charts.moving_text import MovingText
from diversify.charts.picture import Track
from diversify.charts.runs import Run, Series, number, series
from diversify.charts.style import Slot, Theme, reference_slot
from diversify.text import _

CLEAR = 2.5  # points between a bar and its number
FILL = 0.8  # part of a group's room that its bars take


def in_years(s: Series, wanted: Sequence[int]) -> Series:
    """Return a series at the wanted years that it has."""
    rows = [int(np.flatnonzero(s.years == year)[0]) for year in wanted if year in s.years]
    return replace(
        s, years=s.years[rows], values=s.values[rows], band=None if s.band is None else s.band[:, rows]
    )


class BarDrawing(Drawing):
    """One group of bars per year, one bar per run."""

    def __init__(self, axes: Axes, chart: Chart, runs: Sequence[Run], look: Theme, width: float) -> None:
        super().__init__(axes, chart, runs, look, width)
        self.years = chart.years or COMPARE_YEARS
        shown = self.series(self.runs)
        self.keys = [s.key for s in shown]
        self.above, self.below = (
            axes.transData + ScaledTranslation(0.0, y / 72.0, self.figure.dpi_scale_trans)
            for y in (CLEAR, -CLEAR)
        )
        axes.axhline(0.0, color=look.axis, linewidth=1.0, zorder=1.5)
        each = FILL / max(len(shown), 1)
        self.rectangles, self.names = list[list[Rectangle]](), list[list[MovingText]]()
        self.ranges = list[list[Line2D]]()
        for k, s in enumerate(shown):
            at = self.positions(s) - FILL / 2.0 + each * k
            bars, own = self.run_slot(s.run), list[Rectangle]()
            for x in at:
                bar = MovingBar((x, 0.0), each * 0.92, 0.0, bars, look.background)
                bar.set_label(self.runs[s.run].name)
                axes.add_patch(bar)
                self.add(bar)
                own.append(bar)
            self.rectangles.append(own)
            self.ranges.append([self._range(x + each * 0.46) for x in at] if s.band is not None else [])
            self.names.append([self._name(x + each * 0.46) for x in at])
        if not shown:
            self.message(nothing_text(chart))
        axes.set_xlim(-0.5, len(self.years) - 0.5)
        axes.set_xticks(range(len(self.years)), [str(year) for year in self.years])
        axes.tick_params(axis="x", length=0)
        self.move(shown)
        self.fix_limits(*self.extent(self.runs))

    def positions(self, s: Series) -> Array:
        """Return the middle of the group of each year."""
        return np.array([self.years.index(int(year)) for year in s.years], dtype=np.float64)

    def series(self, runs: Sequence[Run]) -> list[Series]:
        return [in_years(s, self.years) for s in series(self.chart, runs)]

    def tracks(self) -> list[Track]:
        shown = self.series(self.runs)
        each = FILL / max(len(shown), 1)
        return [
            self.track(s, self.positions(s) - FILL / 2.0 + each * (k + 0.46), s.values)
            for k, s in enumerate(shown)
        ]

    def _range(self, x: float) -> Line2D:
        line = Line2D(
            [x, x], [0.0, 0.0], color=self.look.text, linewidth=1.4, marker="_", markersize=5, zorder=3
        )
        self.axes.add_line(line)
        self.add(line)
        return line

    def _name(self, x: float) -> MovingText:
        text = MovingText(self.axes, self.size.small, self.look.text, "center", "bottom")
        text.set_position((x, 0.0))
        self.add(text)
        return text

    def fix_limits(self, low: float, high: float) -> None:
        if self.scale is not None:
            super().fix_limits(*self.scale)
            return
        low, high = self.honest(low, high)
        room = 0.08 * (high - low)  # for the numbers at the bars
        super().fix_limits(low - (room if low < 0 else 0.0), high + (room if high > 0 else 0.0))
        self.span = (low, high)

    def arrange(self) -> None:
        super().arrange()
        shown = self.series(self.runs)
        room = self.width / len(self.years) * FILL / max(len(shown), 1)
        widest = max(
            (labels.text_width(self._number(v), self.size.small) for s in shown for v in s.values), default=0
        )
        for text in (t for own in self.names for t in own):
            text.set_visible(widest <= room)

    def _number(self, value: float) -> str:
        return number(value, signed=self.chart.difference) if np.isfinite(value) else ""

    def move(self, shown: Sequence[Series]) -> None:
        for s, bars, ranges, names in zip(shown, self.rectangles, self.ranges, self.names, strict=True):
            for i, (bar, name) in enumerate(zip(bars, names, strict=True)):
                value = float(np.nan_to_num(s.values[i]))
                bar.set_height(value)
                top = value
                if ranges and s.band is not None:
                    ranges[i].set_ydata(s.band[:, i])
                    top = float(s.band[1 if value >= 0 else 0, i])
                up = value >= 0.0
                name.set_text(self._number(s.values[i]))
                name.put(name.get_position()[0], top, "bottom" if up else "top")
                name.set_transform(self.above if up else self.below)


class MeasureDrawing(Drawing):
    """Indicators one under the other in one year; a tick marks where each run started."""

    def __init__(self, axes: Axes, chart: Chart, runs: Sequence[Run], look: Theme, width: float) -> None:
        super().__init__(axes, chart, runs, look, width)
        shown = self.series(self.runs)
        self.keys = [s.key for s in shown]
        count = max(len(self.compared(self.runs)), 1)
        self.each = FILL / count
        axes.grid(False, axis="y")
        axes.grid(True, axis="x", color=look.grid, linewidth=0.8)
        axes.spines["bottom"].set_visible(False)
        axes.spines["left"].set_visible(True)
        axes.tick_params(axis="x", length=0)
        self.bars, self.starts, self.names = list[Rectangle](), list[Line2D](), list[MovingText]()
        for s in shown:
            y, own = self._row(s), self.run_slot(s.run)
            bar = MovingBar((0.0, y), 0.0, self.each * 0.9, own, look.background)
            bar.set_label(self.compared(self.runs)[s.run].name)
            axes.add_patch(bar)
            start = Line2D([0, 0], [y, y + self.each * 0.9], color=look.text, linewidth=2.0, zorder=3)
            axes.add_line(start)
            name = MovingText(axes, self.size.small, look.text)
            name.set_position((0.0, y + self.each * 0.45))
            for artist in (bar, start, name):
                self.add(artist)
            self.bars.append(bar)
            self.starts.append(start)
            self.names.append(name)
        axes.set_ylim(len(chart.indicators) - 0.5, -0.5)
        self.move(shown)
        self.fix_limits(*self.extent(self.runs))

    @staticmethod
    def compared(runs: Sequence[Run]) -> tuple[Run, ...]:
        """Return the runs shown: a single run stands beside its reference."""
        if len(runs) == 1 and runs[0].reference is not None:
            own = runs[0].reference.scenario
            label = _("Counterfactual (levers unmoved)") if own.is_counterfactual else ""
            return runs[0], Run(runs[0].reference, label)
        return tuple(runs)

    def table_runs(self) -> tuple[Run, ...]:
        return self.compared(self.runs)

    def run_slot(self, position: int) -> Slot:
        return reference_slot(self.look) if position >= len(self.runs) else super().run_slot(position)

    def entries(self) -> list[tuple[str, Slot]]:
        return [(run.name, self.run_slot(i)) for i, run in enumerate(self.compared(self.runs))]

    def _row(self, s: Series) -> float:
        return self.chart.indicators.index(s.indicator) - FILL / 2.0 + self.each * s.run

    def series(self, runs: Sequence[Run]) -> list[Series]:
        found = series(replace(self.chart, form="level"), self.compared(runs))
        year = self.chart.years[0] if self.chart.years else int(found[0].years[-1]) if found else 0
        return [in_years(s, (int(s.years[0]), year)) for s in found]

    def tracks(self) -> list[Track]:
        return [
            self.track(s, s.values, np.full(len(s.values), self._row(s) + self.each * 0.45), rows=True)
            for s in self.series(self.runs)
        ]

    def unit_text(self) -> str:
        shown = self.series(self.runs)
        return " / ".join(dict.fromkeys(s.unit for s in shown))

    def subtitle(self) -> str:
        shown = self.series(self.runs)
        if self.chart.subtitle or not shown:
            return self.chart.subtitle
        first, last = (int(y) for y in shown[0].years[[0, -1]])
        return _("Bars: {last}. Upright line: {first}.").format(last=last, first=first)

    def value_limits(self) -> tuple[float, float]:
        low, high = self.axes.get_xlim()
        return float(low), float(high)

    def _set_value_axis(self, ticks: Array, names: list[str]) -> None:
        self.axes.set_xlim(*(self.scale or (ticks[0], ticks[-1])))
        self.axes.set_xticks(ticks, names)

    def _tick_count(self) -> int:
        return int(np.clip(self.width / 60.0, 2, 7))

    def fix_limits(self, low: float, high: float) -> None:
        if self.scale is not None:
            super().fix_limits(*self.scale)
            return
        low, high = self.honest(low, high)
        super().fix_limits(low, high + 0.1 * (high - low))
        self.span = (low, high)

    def left(self) -> float:
        room = 0.42 * (self.width + self.row_room)
        rows = {s.indicator: s.label for s in self.series(self.runs)}
        size, each = self.size.small, self.height / max(len(rows), 1)
        lines = max(int(each / (labels.LINE * size)), 1)
        texts = [labels.wrap(rows.get(n, n), room, size, lines) for n in self.chart.indicators]
        self.axes.set_yticks(range(len(texts)), texts)
        widest = max(labels.text_width(row, size) for text in texts for row in text.split("\n"))
        self.row_room = widest + 2 * GAP
        return self.row_room

    def arrange(self) -> None:
        super().arrange()
        self.move(self.series(self.runs))
        room = self.height / len(self.chart.indicators) * self.each
        for text in self.names:
            text.set_visible(room >= 0.75 * self.size.small)

    row_room = 0.0  # points that the row names took when they were last wrapped

    def move(self, shown: Sequence[Series]) -> None:
        for s, bar, start, name in zip(shown, self.bars, self.starts, self.names, strict=True):
            first, last = (float(np.nan_to_num(v)) for v in s.values[[0, -1]])
            bar.set_width(last)
            start.set_xdata([first, first])
            low, high = self.axes.get_xlim()
            text = number(float(s.values[-1]))
            room = (high - low) * (labels.text_width(text, self.size.small) + 10.0) / max(self.width, 1.0)
            at = first if last <= first < last + room else last
            name.set(x=max(at, 0.0), text="  " + text)
