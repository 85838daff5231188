"""The parts of all years as bars that stack up above zero and down below it, their sum as a line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from diversify.arrays import Array
from diversify.charts.ends import EndLabels
from diversify.charts.part_drawing import PartDrawing
from diversify.charts.parts import PartsChart
from diversify.charts.picture import Track
from diversify.charts.runs import Run
from diversify.charts.style import DASHES, HATCH_WIDTH, HATCHES, MARK_EVERY, Theme
from diversify.text import _

BAR = 0.84  # width of a bar, in years


class StackDrawing(PartDrawing):
    """One bar a year; the line is the whole change."""

    def __init__(self, axes: Axes, chart: PartsChart, runs: Sequence[Run], look: Theme, width: float) -> None:
        super().__init__(axes, chart, runs, look, width)
        values = np.nan_to_num(self.parts.values[self.rows])
        self.when = np.asarray(self.parts.years, dtype=np.float64)[self.rows]
        self.change = np.asarray(self.parts.change[self.rows])
        low, high = self._bounds(values)
        axes.axhline(0.0, color=look.text, linewidth=1.0, zorder=2.5)
        self.hues = len(look.series) - 1  # the last hue is that of the line
        colors = [look.series[i % self.hues] for i in range(values.shape[1])]
        for i, part in enumerate(self.parts.parts):
            self._bars(colors[i], HATCHES[i // self.hues], part.label, low[:, i], high[:, i])
        self.line = Line2D(
            self.when, self.change, color=look.text, linewidth=self.size.line, marker="o",
            markersize=self.size.marker, markevery=MARK_EVERY, markeredgecolor=look.background,
            markeredgewidth=0.6, zorder=3, label=_("All together"),
        )  # fmt: skip
        axes.add_line(self.line)
        self.add(self.line)
        last = (low[-1] + high[-1]) / 2.0 if len(low) else np.zeros(0)
        self.at_end = np.append(last, np.nan_to_num(self.change[-1]))
        self.ends = EndLabels(axes, [*colors, look.text], look, self.size.small)
        for leader in self.ends.leaders[self.hues : -1]:
            leader.set_linestyle(DASHES[2])  # as hatched as its bars
        for artist in self.ends.artists:
            self.add(artist)
        axes.set_xlim(self.when[0] - 0.5, self.when[-1] + 0.5)
        self.fix_limits(*self.extent(self.runs))
        if not self.parts.parts:
            self.message(_("Nothing to show."))

    @staticmethod
    def _bounds(values: Array) -> tuple[Array, Array]:
        """Lower and upper edge of each part in each year, (year, part): up and down pile up separately."""
        up, down = np.maximum(values, 0.0), np.minimum(values, 0.0)
        top, bottom = np.cumsum(up, axis=1), np.cumsum(down, axis=1)
        rises = values >= 0.0
        return np.where(rises, top - up, bottom), np.where(rises, top, bottom - down)

    def _bars(self, color: str, hatch: str, label: str, low: Array, high: Array) -> None:
        x = self.when - BAR / 2.0
        corners = [(x, low), (x + BAR, low), (x + BAR, high), (x, high)]
        bars = PolyCollection(
            list(np.stack([np.stack(c, axis=-1) for c in corners], axis=1)), facecolors=color,
            edgecolors=self.look.background, linewidths=0.4,
        )  # fmt: skip
        bars.set_hatch(hatch)  # hues come round: the second time they are hatched
        bars.set_hatch_linewidth(HATCH_WIDTH)
        bars.set(zorder=2, label=label)
        self.axes.add_collection(bars, autolim=False)
        self.add(bars)

    def tracks(self) -> list[Track]:
        low, high = self._bounds(np.nan_to_num(self.parts.values[self.rows]))
        named = tuple(str(int(year)) for year in self.when)
        middles = (low + high) / 2.0
        made = [
            Track(self.axes, part.label, "", self.unit_text(), named, self.when, middles[:, i],
                  np.asarray(self.parts.values[self.rows, i]), True)
            for i, part in enumerate(self.parts.parts)
        ]  # fmt: skip
        every = Track(
            self.axes,
            _("All together"),
            "",
            self.unit_text(),
            named,
            self.when,
            self.change,
            self.change,
            True,
        )
        return [*made, every]

    def extent(self, runs: Sequence[Run]) -> tuple[float, float]:
        low, high = self._bounds(np.nan_to_num(self.parts.values[self.rows]))
        return min(float(low.min(initial=0.0)), 0.0), max(float(high.max(initial=0.0)), 0.0)

    def right(self, width: float) -> float:
        names = [part.label for part in self.parts.parts]
        return self.ends.fit([*names, _("All together")], width, self.height)

    def arrange(self) -> None:
        super().arrange()
        self.year_ticks(int(self.when[0]), int(self.when[-1]))
        low, high = self.axes.get_ylim()
        self.ends.place((self.at_end - low) / (high - low), self.width, self.height)
