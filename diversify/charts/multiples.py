"""Small charts on one scale, one for each sector or one for each run, in the room of a single chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation

from diversify.arrays import Array
from diversify.charts import labels
from diversify.charts.drawing import GAP, Drawing, nothing_text
from diversify.charts.picture import Track
from diversify.charts.runs import Run, Series, largest_sectors, series
from diversify.charts.spec import Chart
from diversify.charts.style import FONT, Slot, Theme

SECTORS = ((430.0, 9), (260.0, 6), (0.0, 4))  # sectors shown in a chart at least so many points wide
LINES = 4  # sectors shown in each run's small chart
NARROWEST = 80.0  # points of a small chart
BETWEEN = 8.0  # points between small charts
LIFT = 2.0  # points between a small chart and its name
WIDE = 1.5  # how much wider than high a small chart should be


@dataclass
class Panel:
    """One small chart: its axes, its name, and the numbers of its series in the list of all."""

    axes: Axes
    name: str
    title: Text
    places: list[int] = field(default_factory=list)


class MultiplesDrawing(Drawing):
    """The axes given hold the heading and the scale; each small chart has axes of its own inside them."""

    def __init__(self, axes: Axes, chart: Chart, runs: Sequence[Run], look: Theme, width: float) -> None:
        super().__init__(axes, chart, runs, look, width)
        self.by_run = chart.kind == "scenarios"
        count = LINES if self.by_run else next(n for least, n in SECTORS if width >= least)
        self.sectors = chart.sectors or largest_sectors(self.runs[0], count)
        self.run_named = self.by_run
        shown = self.series(self.runs)
        self.keys = [s.key for s in shown]
        self.parts = list(dict.fromkeys((s.indicator, s.sector) for s in shown))
        axes.set_axis_off()
        self.panels = self._panels(shown)
        self.lines = [Line2D([], []) for _s in shown]
        for panel in self.panels:
            for i in panel.places:
                self.lines[i] = self._line(panel.axes, shown[i])
        for text in self.heading:  # the axis label goes with the axis
            text.set_visible(True)
        self.heading[2] = axes.text(0, 1, "", va="bottom", ha="left", family=FONT, size=self.size.small)
        self.heading[2].set_color(look.muted)
        if not shown:
            self.message(nothing_text(chart))
        every = [s.years for s in shown] or [np.asarray(run.result.years, dtype=float) for run in self.runs]
        self.year_span = (int(min(y[0] for y in every)), int(max(y[-1] for y in every)))
        self.fix_limits(*self.extent(self.runs))

    def _panels(self, shown: Sequence[Series]) -> list[Panel]:
        made = dict[object, Panel]()
        for i, s in enumerate(shown):
            key: object = s.run if self.by_run else s.sector
            if key not in made:
                made[key] = self._panel(self.runs[s.run].name if self.by_run else s.label)
            made[key].places.append(i)
        return list(made.values())

    def _panel(self, name: str) -> Panel:
        axes = self.figure.add_axes((0.0, 0.0, 0.1, 0.1))
        host, self.axes = self.axes, axes
        self._frame()
        self.axes = host
        if self.chart.difference:
            axes.axhline(0.0, color=self.look.text, linewidth=0.8, zorder=1.5)
        lift = ScaledTranslation(0.0, LIFT / 72.0, self.figure.dpi_scale_trans)
        title = axes.text(
            0.0, 1.0, "", transform=axes.transAxes + lift, va="bottom", ha="left", family=FONT,
            size=self.size.small, color=self.look.text,
        )  # fmt: skip
        return Panel(axes, name, title)

    def _line(self, axes: Axes, s: Series) -> Line2D:
        look = self.style(s)
        line = Line2D(
            s.years, s.values, color=look.color, linestyle=look.dash, linewidth=self.size.line * 0.8, zorder=3
        )
        axes.add_line(line)
        self.add(line)
        return line

    def style(self, s: Series) -> Slot:
        """Return the look of a line: its run's, or its sector's where each small chart is a run."""
        if self.by_run and len(self.parts) > 1:
            return self.slot(self.parts.index((s.indicator, s.sector)))
        return self.run_slot(s.run)

    def series(self, runs: Sequence[Run]) -> list[Series]:
        return series(self.chart, runs, self.sectors)

    def entries(self) -> list[tuple[str, Slot]]:
        if not self.by_run:
            return super().entries() if len(self.runs) > 1 else []
        shown = self.series(self.runs)
        return [(s.label, self.style(s)) for s in shown if s.run == shown[0].run and len(self.parts) > 1]

    def subtitle(self) -> str:
        several = not self.by_run and len(self.runs) == 1
        own = f"{self.runs[0].name}." if several else ""
        return " ".join(part for part in (own, super().subtitle()) if part)

    # layout ------------------------------------------------------------------------------------------

    def _set_value_axis(self, ticks: Array, names: list[str]) -> None:
        super()._set_value_axis(ticks, names)
        self.names = names
        for panel in self.panels:
            panel.axes.set_ylim(*self.axes.get_ylim())
            panel.axes.set_yticks(self.axes.get_yticks(), names)

    def _tick_count(self) -> int:
        rows, _columns = self._grid()
        return int(np.clip(self.height / rows / 32.0, 2, 4))

    def _grid(self) -> tuple[int, int]:
        """Return rows and columns that make the small charts a little wider than high."""
        count = max(len(self.panels), 1)
        columns = round(math.sqrt(count * self.width / max(self.height, 1.0) / WIDE))
        columns = min(max(columns, 1), count, max(int(self.width / NARROWEST), 1))
        rows = math.ceil(count / columns)
        return rows, math.ceil(count / rows)

    def left(self) -> float:
        return GAP + max((labels.text_width(name, self.size.small) for name in self.names), default=0.0)

    @property
    def panes(self) -> list[Axes]:
        return [panel.axes for panel in self.panels]

    def show_window(self) -> None:
        first, last = self.window or self.span_of_years
        for panel in self.panels:
            panel.axes.set_xlim(first, last)

    def arrange(self) -> None:
        super().arrange()
        rows, columns = self._grid()
        wide = (self.width - BETWEEN * (columns - 1)) / columns
        lines = 2 if self.height / rows > 6.0 * labels.LINE * self.size.small else 1
        names = [labels.wrap(panel.name, wide, self.size.small, lines) for panel in self.panels]
        title = max((labels.text_height(n, self.size.small) for n in names), default=0.0) + LIFT
        high = self.height / rows - title - (BETWEEN if rows > 1 else 0.0)
        box = self.axes.get_position()
        for i, panel in enumerate(self.panels):
            row, column = divmod(i, columns)
            x = column * (wide + BETWEEN) / self.width
            y = 1.0 - ((row + 1) * (title + high) + row * BETWEEN) / self.height
            panel.axes.set_position(
                (box.x0 + x * box.width, box.y0 + max(y, 0.0) * box.height,
                 wide / self.width * box.width, max(high, 5.0) / self.height * box.height)
            )  # fmt: skip
            panel.title.set_text(names[i])
            below = i + columns >= len(self.panels)
            panel.axes.tick_params(labelleft=column == 0, labelbottom=below, length=2 if below else 0)
            self._years(panel.axes, wide, column == columns - 1)
        self.show_window()

    def _years(self, axes: Axes, wide: float, at_edge: bool) -> None:
        first, last = self.window or self.span_of_years
        steps = (5, 10, 20) if last - first > 10 else (1, 2, 5)
        room = wide / (labels.text_width("2000", self.size.small) + 10.0)
        step = next((n for n in steps if (last - first) / n + 1.0 <= room), steps[-1])
        shown = [year for year in range(first, last + 1) if year % step == 0]
        half = labels.text_width("2000", self.size.small) / 2.0
        if not at_edge:  # a year at the end would run into the next chart's first
            shown = [year for year in shown if (last - year) / max(last - first, 1) * wide >= half]
        shown = shown[: max(int(room), 1)]
        axes.set_xticks(shown, [str(year) for year in shown])

    # movement ----------------------------------------------------------------------------------------

    def move(self, shown: Sequence[Series]) -> None:
        for s, line in zip(shown, self.lines, strict=True):
            line.set_data(s.years, s.values)

    def tracks(self) -> list[Track]:
        shown, made = self.series(self.runs), list[Track]()
        for panel in self.panels:
            own = [shown[i] for i in panel.places]
            made += [self.track(s, s.years, s.values, axes=panel.axes) for s in own]
        return made
