"""Shares of sectors stacked in chosen years, the runs beside each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from diversify.charts import labels
from diversify.charts.areas import SHOWN, shares
from diversify.charts.catalogue import COMPARE_YEARS, Chart
from diversify.charts.drawing import GAP, Drawing
from diversify.charts.ends import EndLabels
from diversify.charts.picture import Track
from diversify.charts.runs import Run, Series, stacked_sectors
from diversify.charts.style import FONT, Slot, Theme, sizes

BAR = 0.84  # width of a bar, in years shown
APART = 0.5  # room between two runs


class StructureDrawing(Drawing):
    """One group per run, one stacked bar per year, from the base year on."""

    def __init__(self, axes: Axes, chart: Chart, runs: Sequence[Run], look: Theme, width: float) -> None:
        super().__init__(axes, chart, runs, look, width)
        base = int(self.runs[0].result.years[0])
        self.run_named = True
        self.years = chart.years or (base, *(year for year in COMPARE_YEARS if year > base))
        self.sectors = chart.sectors or stacked_sectors(self.runs[0], SHOWN)
        shown = self.series(self.runs)
        self.keys = [s.key for s in shown]
        self.order = list(dict.fromkeys(s.sector for s in shown))
        step = len(self.years) + APART
        self.bars = [self._parts(s) for s in shown]
        looks = {s.sector: self.share_slot(self.order.index(s.sector), s).color for s in shown}
        self.ends = EndLabels(axes, [looks[code] for code in self.order], look, self.size.small)
        for artist in self.ends.artists:
            self.add(artist)
        places = [
            (i * step + j, str(year)) for i in range(len(self.runs)) for j, year in enumerate(self.years)
        ]
        axes.set_xticks([x for x, _n in places], [name for _x, name in places])
        axes.tick_params(axis="x", length=0)
        axes.set_xlim(-0.6, len(self.runs) * step - APART - 0.4)
        self.titles = [
            axes.text(
                i * step + (len(self.years) - 1) / 2.0, 0, "", ha="center", va="top", family=FONT,
                size=self.size.small, color=look.text, transform=axes.get_xaxis_transform(),
            )
            for i in range(len(self.runs))
        ]  # fmt: skip
        self.move(shown)
        self.fix_limits(0.0, 100.0)

    def series(self, runs: Sequence[Run]) -> list[Series]:
        return shares(self.chart, runs, self.sectors, np.asarray(self.years, dtype=np.float64))

    def tracks(self) -> list[Track]:
        step, made = len(self.years) + APART, list[Track]()
        for run in range(len(self.runs)):
            bottom = np.zeros(len(self.years))
            for s in (s for s in self.series(self.runs) if s.run == run):
                x = run * step + np.array([self.years.index(int(year)) for year in s.years], dtype=np.float64)
                made.append(self.track(s, x, bottom[: len(x)] + s.values / 2.0))
                bottom[: len(x)] += s.values
        return made

    def entries(self) -> list[tuple[str, Slot]]:
        return []

    def extent(self, runs: Sequence[Run]) -> tuple[float, float]:
        return 0.0, 100.0

    def _title_lines(self) -> int:
        return 1 if self.size == sizes(0.0) else 3

    def bottom(self) -> float:
        return super().bottom() + self._title_lines() * labels.LINE * self.size.small

    def right(self, width: float) -> float:
        found = {s.sector: s.label for s in self.series(self.runs)}
        return self.ends.fit([found[code] for code in self.order], width, self.height)

    def arrange(self) -> None:
        super().arrange()
        first, last = self.axes.get_xlim()
        room = self.width * len(self.years) / (last - first)
        for run, title in zip(self.runs, self.titles, strict=True):
            title.set_text(labels.wrap(run.name, room, self.size.small, self._title_lines()))
            title.set_y(-(GAP + 1.4 * self.size.small) / self.height)
        every = (labels.text_width("2000", self.size.small) + 4.0) * len(self.years) <= room
        for i, tick in enumerate(self.axes.get_xticklabels()):
            tick.set_visible(every or i % len(self.years) in (0, len(self.years) - 1))
        self._place_names(self.series(self.runs))

    def _place_names(self, shown: Sequence[Series]) -> None:
        own = {s.sector: s.values[-1] for s in shown if s.run == len(self.runs) - 1}
        parts = np.array([own.get(code, 0.0) for code in self.order])
        self.ends.place((np.cumsum(parts) - parts / 2.0) / 100.0, self.width, self.height)

    def _parts(self, s: Series) -> PolyCollection:
        own = self.share_slot(self.order.index(s.sector), s)
        parts = PolyCollection([], facecolors=own.color, edgecolors=self.look.background, linewidths=0.8)
        parts.set(zorder=2, label=s.label)
        self.axes.add_collection(parts, autolim=False)
        self.add(parts)
        return parts

    def move(self, shown: Sequence[Series]) -> None:
        step = len(self.years) + APART
        for run in range(len(self.runs)):
            bottom = np.zeros(len(self.years))
            for s, parts in zip(shown, self.bars, strict=True):
                if s.run == run:
                    x = run * step + np.array([self.years.index(int(year)) for year in s.years]) - BAR / 2.0
                    y, top = bottom[: len(x)], bottom[: len(x)] + s.values
                    corners = [(x, y), (x + BAR, y), (x + BAR, top), (x, top)]
                    parts.set_verts(list(np.stack([np.stack(c, axis=-1) for c in corners], axis=1)))
                    bottom[: len(x)] = top
        self._place_names(shown)
