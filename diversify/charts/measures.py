"""Indicators side by side in one year as bars; a tick marks where each run started."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from diversify.arrays import Array
from diversify.charts import labels
from diversify.charts.bars import FILL, in_years
from diversify.charts.catalogue import Chart
from diversify.charts.drawing import GAP, Drawing
from diversify.charts.moving_bar import MovingBar
from diversify.charts.moving_text import MovingText
from diversify.charts.picture import Track
from diversify.charts.runs import Run, Series, number, series
from diversify.charts.style import FONT, Slot, Theme, reference_slot
from diversify.text import _

NAME = 1.12  # height of a row's name above its bars, in font sizes
THIN = 3.0  # points that the bars of a row need at least under their name


class MeasureDrawing(Drawing):
    """Indicators one under the other in one year; a tick marks where each run started."""

    def __init__(self, axes: Axes, chart: Chart, runs: Sequence[Run], look: Theme, width: float) -> None:
        super().__init__(axes, chart, runs, look, width)
        shown = self.series(self.runs)
        self.keys = [s.key for s in shown]
        count = max(len(self.compared(self.runs)), 1)
        self.top, self.each = -FILL / 2.0, FILL / count
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
        self.above = False  # whether the names stand above their bars: beside them they would be cut
        self.titles = [
            axes.text(
                0.0, i - 0.5, "", transform=axes.get_yaxis_transform(), va="top", ha="left", family=FONT,
                size=self.size.small, color=look.text, visible=False,
            )
            for i in range(len(chart.indicators))
        ]  # fmt: skip
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
        return self.chart.indicators.index(s.indicator) + self.top + self.each * s.run

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
        cut = any(labels.ELLIPSIS in text for text in texts)
        self.above = cut and each >= NAME * size + THIN
        if self.above:
            texts = [labels.shorten(rows.get(n, n), self.width, size) for n in self.chart.indicators]
            for title, text in zip(self.titles, texts, strict=True):
                title.set_text(text)
            texts = [""] * len(texts)
        for title in self.titles:
            title.set_visible(self.above)
        self.axes.set_yticks(range(len(texts)), texts)
        widest = max(labels.text_width(row, size) for text in texts for row in text.split("\n"))
        self.row_room = widest + 2 * GAP
        return self.row_room

    def arrange(self) -> None:
        super().arrange()
        self._lay_rows()
        self.move(self.series(self.runs))
        room = self.height / len(self.chart.indicators) * self.each
        for text in self.names:
            text.set_visible(room >= 0.75 * self.size.small)

    def _lay_rows(self) -> None:
        """Give the bars the room that the names leave them."""
        count = max(len(self.compared(self.runs)), 1)
        part = NAME * self.size.small * len(self.chart.indicators) / max(self.height, 1.0)
        self.top = part - 0.5 if self.above else -FILL / 2.0
        self.each = (0.94 - part if self.above else FILL) / count
        shown = self.series(self.runs)
        for s, bar, start, name in zip(shown, self.bars, self.starts, self.names, strict=True):
            y = self._row(s)
            bar.set(y=y, height=self.each * 0.9)
            start.set_ydata([y, y + self.each * 0.9])
            name.set_position((name.get_position()[0], y + self.each * 0.45))

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
