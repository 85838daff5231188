"""Bars that start at zero: runs side by side in chosen years."""

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
from diversify.charts.drawing import Drawing, nothing_text
from diversify.charts.moving_bar import MovingBar
from diversify.charts.moving_text import MovingText
from diversify.charts.picture import Track
from diversify.charts.runs import Run, Series, number, series
from diversify.charts.style import Theme

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
