"""The parts of one year one under the other, each starting where the one above it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from diversify.charts import labels
from diversify.charts.drawing import GAP
from diversify.charts.moving_text import MovingText
from diversify.charts.part_drawing import PartDrawing
from diversify.charts.parts import PartsChart
from diversify.charts.picture import Track
from diversify.charts.runs import Run, number
from diversify.charts.style import HATCH_WIDTH, Slot, Theme, reference_slot
from diversify.text import _

THICK = 0.62  # part of a row that its bar takes
NUMBERS = 0.14  # part of the span kept for the numbers beside the bars


@dataclass(frozen=True)
class Step:
    """One row: a bar from `start` to `end`, and the number beside it."""

    label: str
    start: float
    end: float
    text: str
    whole: bool


class WaterfallDrawing(PartDrawing):
    """Where it started, what was added and taken away, where it ended."""

    row_room = 0.0  # points that the row names took when they were last wrapped

    def __init__(self, axes: Axes, chart: PartsChart, runs: Sequence[Run], look: Theme, width: float) -> None:
        super().__init__(axes, chart, runs, look, width)
        self.steps = self._steps()
        axes.grid(False, axis="y")
        axes.grid(True, axis="x", color=look.grid, linewidth=0.8)
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(axis="x", length=0)
        axes.axvline(0.0, color=look.axis, linewidth=1.0, zorder=1.5)
        self.names = list[MovingText]()
        for row, step in enumerate(self.steps):
            self._bar(row, step)
        axes.set_ylim(len(self.steps) - 0.5, -0.5)
        ends = [v for step in self.steps for v in (step.start, step.end)]
        self.fix_limits(min(ends, default=0.0), max(ends, default=0.0))
        if not self.parts.parts:
            self.message(_("Nothing to show."))

    def _steps(self) -> list[Step]:
        p, t = self.parts, self.rows[0]
        over_years = p.since is not None
        at = float(p.start[t]) if over_years else 0.0  # a difference between runs starts from nothing
        made = [Step(str(p.since), 0.0, at, number(at), True)] if over_years else []
        for part, value in zip(p.parts, np.nan_to_num(p.values[t]), strict=True):
            made.append(Step(part.label, at, at + value, number(float(value), signed=True), False))
            at += float(value)
        end = float(np.nan_to_num(p.end[t] if over_years else p.change[t]))
        label = str(p.years[t]) if over_years else _("All together")
        made.append(Step(label, 0.0, end, number(end, signed=not over_years), True))
        return made

    def _look(self, step: Step) -> Slot:
        if step.whole:
            return reference_slot(self.look)
        return self.slot(1 if step.end >= step.start else 0)  # up is hatched, so colour is never alone

    def _bar(self, row: int, step: Step) -> None:
        look, axes = self._look(step), self.axes
        bar = Rectangle(
            (min(step.start, step.end), row - THICK / 2), abs(step.end - step.start), THICK,
            facecolor=look.color, edgecolor=self.look.background, linewidth=0.0, zorder=2, label=step.label,
        )  # fmt: skip
        bar.set_hatch_linewidth(HATCH_WIDTH)
        bar.set_hatch("" if step.whole else look.hatch)
        axes.add_patch(bar)
        self.add(bar)
        if row < len(self.steps) - 1:
            line = Line2D(
                [step.end, step.end], [row + THICK / 2, row + 1 - THICK / 2], color=self.look.axis,
                linewidth=0.8, zorder=1.8,
            )  # fmt: skip
            axes.add_line(line)
            self.add(line)
        name = MovingText(axes, self.size.small, self.look.text)
        name.set_position((max(step.start, step.end), row))
        name.set_text("  " + step.text)
        self.add(name)
        self.names.append(name)

    def tracks(self) -> list[Track]:
        rows = np.arange(len(self.steps), dtype=np.float64)
        ends = np.array([step.end for step in self.steps])
        size = np.array([step.end - step.start for step in self.steps])
        names = tuple(step.label for step in self.steps)
        track = Track(self.axes, self.name, "", self.unit_text(), names, ends, rows, size, True, rows=True)
        return [track] if self.steps else []

    def extent(self, runs: Sequence[Run]) -> tuple[float, float]:
        ends = [v for step in self.steps for v in (step.start, step.end)]
        return min(ends, default=0.0), max(ends, default=0.0)

    def unit_text(self) -> str:
        if self.parts.since is not None:
            return _("%, changes in percentage points")
        return super().unit_text()

    def _set_value_axis(self, ticks: np.ndarray[tuple[int], np.dtype[np.float64]], names: list[str]) -> None:
        low, high = self.span
        self.axes.set_xlim(min(float(ticks[0]), low), max(float(ticks[-1]), high + NUMBERS * (high - low)))
        self.axes.set_xticks(ticks, names)

    def _tick_count(self) -> int:
        return int(np.clip(self.width / 60.0, 2, 7))

    def left(self) -> float:
        room = 0.42 * (self.width + self.row_room)
        size, each = self.size.small, self.height / max(len(self.steps), 1)
        lines = max(int(each / (labels.LINE * size)), 1)
        texts = [labels.wrap(step.label, room, size, lines) for step in self.steps]
        self.axes.set_yticks(range(len(texts)), texts)
        widest = max(labels.text_width(row, size) for text in texts for row in text.split("\n"))
        self.row_room = widest + 2 * GAP
        return self.row_room

    def arrange(self) -> None:
        super().arrange()
        for text in self.names:
            text.set_visible(self.height / max(len(self.steps), 1) >= 0.9 * self.size.small)
