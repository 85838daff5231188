"""What every drawing offers: fast updates, limits, a heading, its numbers, and a description in words."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from diversify.arrays import Array
from diversify.charts import labels
from diversify.charts.catalogue import OIL_DEPENDENCE, Chart
from diversify.charts.limits import Limited, Limits
from diversify.charts.picture import Track
from diversify.charts.runs import OTHERS, Run, Series, reference_text
from diversify.charts.style import FONT, Sizes, Slot, Theme, reference_slot, sizes, slot
from diversify.model.projection.parameters import indicators
from diversify.text import _, format_number, localized

__all__ = ["Drawing", "Limits", "StructureError"]

GAP = 5.0  # points between axes and the text around them
UNTITLED = 30.0  # points of height that a chart without a title is as good as higher
APART = 2.0  # points between the lines of the heading
FLAT = 1e-7  # a span below this is rounding noise, not a movement


class StructureError(ValueError):
    """The runs do not fit the artists there are: draw anew."""


class Drawing(Limited):
    """A chart on axes. Its `artists` are animated: restore the background, `update`, draw them, blit."""

    def __init__(self, axes: Axes, chart: Chart, runs: Sequence[Run], look: Theme, width: float) -> None:
        figure = axes.get_figure(root=True)
        if figure is None:
            raise ValueError("the axes have been removed from their figure")
        self.axes, self.figure, self.chart, self.look = axes, figure, chart, look
        self.runs: tuple[Run, ...] = tuple(runs)
        self.artists: list[Artist] = []
        self.keys: list[tuple[int, str, str | None]] = []  # of the series drawn
        self.size: Sizes = sizes(width)
        self.truncated = False
        self._shown: list[Series] | None = None  # what the artists were last moved to
        self.run_named = False  # whether the runs are named inside the axes
        axes.set_ylabel(" ", rotation=0.0, ha="left", va="bottom")
        self.heading: list[Text] = [
            axes.set_title("", loc="left", y=1.0),
            axes.text(0, 1, "", va="bottom", ha="left"),
            axes.yaxis.label,
        ]
        for text, size, color, weight in zip(
            self.heading,
            (self.size.title, self.size.text, self.size.small),
            (look.text, look.muted, look.muted),
            ("bold", "normal", "normal"),
            strict=True,
        ):
            text.set(size=size, color=color, weight=weight, family=FONT, linespacing=1.15)
        self._frame()

    def _frame(self) -> None:
        axes, look = self.axes, self.look
        axes.set_facecolor(look.background)
        for side, spine in axes.spines.items():
            spine.set_visible(side == "bottom")
            spine.set_color(look.axis)
        axes.tick_params(
            labelsize=self.size.small, labelcolor=look.text, color=look.axis, length=3, labelfontfamily=FONT
        )
        axes.tick_params(axis="y", length=0)
        axes.grid(True, axis="y", color=look.grid, linewidth=0.8)
        axes.set_axisbelow(True)
        axes.margins(x=0)

    def add(self, artist: Artist) -> None:
        """Take an artist whose data follow the levers."""
        artist.set_animated(True)
        self.artists.append(artist)

    def slot(self, number: int) -> Slot:
        """Return the look of one of several things in this chart."""
        return slot(number, self.look)

    def run_slot(self, position: int) -> Slot:
        """Return the look of a run, the same in every chart."""
        own = self.runs[position].slot
        return self.slot(position if own is None else own)

    def share_slot(self, number: int, s: Series) -> Slot:
        """Return the look of a part of a stack: the rest of the sectors is grey."""
        return reference_slot(self.look) if s.sector == OTHERS else self.slot(number)

    def entries(self) -> list[tuple[str, Slot]]:
        """Return what a shared legend must explain: names and looks."""
        return [(run.name, self.run_slot(i)) for i, run in enumerate(self.runs)]

    # numbers -----------------------------------------------------------------------------------------

    @abstractmethod
    def series(self, runs: Sequence[Run]) -> list[Series]:
        """Return the numbers shown, in the order drawn."""

    @abstractmethod
    def move(self, shown: Sequence[Series]) -> None:
        """Move the artists to numbers of the structure drawn."""

    def update(self, runs: Sequence[Run]) -> bool:
        """Move the artists to new numbers; nothing else of the picture changes.

        Returns
        -------
        bool
            Whether any number has changed.

        Raises
        ------
        StructureError
            If the runs are not as many, or not of the same sectors, as those drawn.
        """
        shown = self.series(runs)
        if [s.key for s in shown] != self.keys:
            raise StructureError("the runs are not those that were drawn")
        self.runs = tuple(runs)
        if self._shown is not None and all(map(Series.same, shown, self._shown)):
            return False
        self._shown = shown
        self.move(shown)
        self._say_beyond()
        return True

    def extent(self, runs: Sequence[Run]) -> tuple[float, float]:
        """Return the lowest and highest value that `runs` would show; (0, 0) if there is none."""
        found = [part for s in self.series(runs) for part in (s.values, s.band) if part is not None]
        flat = np.concatenate([np.ravel(part) for part in found]) if found else np.zeros(0)
        flat = flat[np.isfinite(flat)]
        return (float(flat.min()), float(flat.max())) if flat.size else (0.0, 0.0)

    # limits ------------------------------------------------------------------------------------------

    def honest(self, low: float, high: float) -> tuple[float, float]:
        """Return the extent to show, with zero in it where leaving it out would mislead."""
        return min(low, 0.0), max(high, 0.0)

    def fix_limits(self, low: float, high: float) -> None:
        """Show values from `low` to `high`: round limits, few ticks, numbers as the language writes them."""
        low, high = self.scale or self.honest(low, high)
        if high - low < FLAT * max(1.0, abs(high)):
            low, high = low - 1.0, high + 1.0
        ticks = self._ticks(low, high)
        step = ticks[1] - ticks[0]
        digits = next((d for d in range(7) if abs(step * 10**d - round(step * 10**d)) < 1e-6), 7)
        names = [format_number(t, digits, signed=self.chart.difference and abs(t) > step / 2) for t in ticks]
        self.truncated = bool((self.scale or ticks)[0] > 0.0)
        self.span = (low, high)
        self._set_value_axis(ticks, names)

    def _ticks(self, low: float, high: float) -> Array:
        ticks = MaxNLocator(self._tick_count(), steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        first = int(np.searchsorted(ticks, low + 1e-9 * (high - low), side="right")) - 1
        last = int(np.searchsorted(ticks, high - 1e-9 * (high - low), side="left"))
        return np.asarray(ticks[max(first, 0) : last + 1], dtype=np.float64)

    def _tick_count(self) -> int:
        return int(np.clip(self.height / 38.0, 2, 7))

    def _set_value_axis(self, ticks: Array, names: list[str]) -> None:
        first, last = self.scale or (ticks[0], ticks[-1])
        kept = [i for i, tick in enumerate(ticks) if first <= tick <= last]
        self.axes.set_ylim(first, last)
        self.axes.set_yticks(ticks[kept], [names[i] for i in kept])

    # layout, in points ---------------------------------------------------------------------------------

    @property
    def width(self) -> float:
        """Width of the axes in points."""
        return float(self.axes.bbox.width) * 72.0 / self._dpi

    @property
    def height(self) -> float:
        """Height of the axes in points."""
        return float(self.axes.bbox.height) * 72.0 / self._dpi

    @property
    def _dpi(self) -> float:
        return float(self.figure.dpi)

    def unit_text(self) -> str:
        """Return the label of the value axis."""
        units = dict.fromkeys(s.unit for s in self.series(self.runs))
        note = _("axis does not start at 0") if self.truncated else ""
        return "; ".join(part for part in (" / ".join(units), note) if part)

    def subtitle(self) -> str:
        """Return the sentences under the title: the one given, or what the numbers mean."""
        if self.chart.subtitle:
            return self.chart.subtitle
        only = indicators()[self.chart.indicators[0]] if len(self.chart.indicators) == 1 else None
        parts = [
            "" if len(self.runs) > 1 or self.run_named or self.entries() else f"{self.runs[0].name}.",
            localized(only.definition) if only is not None and only.group == OIL_DEPENDENCE else "",
            reference_text(self.runs) if self.chart.difference else "",
            _("Shaded: 5-95 % range.") if any(s.band is not None for s in self.series(self.runs)) else "",
        ]
        return " ".join(part for part in parts if part)

    def set_heading(self, width: float, room: float, titled: bool = True) -> float:
        """Wrap the heading to `width` points of a chart `room` points high; return its height."""
        title, subtitle, unit = self.heading
        title.set_text(labels.wrap(self.chart.title, width, self.size.title, bold=True) if titled else "")
        room += 0.0 if titled else UNTITLED
        lines = 0 if room < 110.0 else 1 if room < 170.0 else 2 if room < 260.0 else 3
        subtitle.set_text(labels.wrap(self.subtitle(), width, self.size.text, lines) if lines else "")
        unit.set_text(labels.shorten(self.unit_text(), width, self.size.small))
        return GAP + sum(self._line_height(text) for text in self.heading)

    @staticmethod
    def _line_height(text: Text) -> float:
        written = text.get_text()
        return labels.text_height(written, float(text.get_fontsize())) + APART if written else 0.0

    def place_heading(self, left: float) -> None:
        """Stack the heading on the axes, `left` points to the left of them."""
        at = GAP
        for text in reversed(self.heading):
            x, y = -left / max(self.width, 1.0), 1.0 + at / max(self.height, 1.0)
            if text is self.axes.yaxis.label:
                self.axes.yaxis.set_label_coords(x, y)
            else:
                text.set(transform=self.axes.transAxes, position=(x, y))
            at += self._line_height(text)

    def left(self) -> float:
        """Return the room in points that tick labels need to the left of the axes."""
        names = [t.get_text() for t in self.axes.get_yticklabels()]
        return GAP + max((labels.text_width(n, self.size.small) for n in names), default=0.0)

    def right(self, width: float) -> float:
        """Return the room in points that labels need to the right of the axes, at most `width`."""
        return GAP

    def bottom(self) -> float:
        """Return the room in points that tick labels need below the axes."""
        return 2.0 * GAP + labels.LINE * self.size.small

    def arrange(self) -> None:
        """Place what depends on the size of the axes."""
        self.place_heading(self.left())

    # words -----------------------------------------------------------------------------------------------

    def table(self) -> tuple[tuple[str, ...], list[tuple[str | float | int | None, ...]]]:
        """Return the numbers behind the chart: header and rows, full precision."""
        from diversify.charts.numbers import table

        return table(self.chart, self.table_runs(), self.series(self.runs))

    def describe(self) -> str:
        """Return the chart in words, for people who cannot see it."""
        from diversify.charts.numbers import describe

        return describe(self.chart, self.table_runs(), self.series(self.runs))

    def tracks(self) -> list[Track]:
        """Return the points of the drawing that a reader can stand on; none where it offers no numbers."""
        return [self.track(s, s.years, s.values) for s in self.series(self.runs)]

    def track(self, s: Series, x: Array, y: Array, *, rows: bool = False, axes: Axes | None = None) -> Track:
        """Return one series as points at `x`, `y`."""
        several = len({(key[1], key[2]) for key in self.keys}) > 1
        runs = self.table_runs()
        return Track(
            axes or self.axes, runs[s.run].name if s.run < len(runs) else "", s.label if several else "",
            s.unit, tuple(str(int(year)) for year in s.years), x, y, s.values,
            self.chart.difference, rows,
        )  # fmt: skip

    def table_runs(self) -> tuple[Run, ...]:
        """Return the runs that `series` counts."""
        return self.runs

    def message(self, text: str) -> None:
        """Say in the middle of the axes why there is nothing to see."""
        self.axes.text(
            0.5, 0.5, text, transform=self.axes.transAxes, ha="center", va="center", family=FONT,
            size=self.size.text, color=self.look.muted,
        )  # fmt: skip


def nothing_text(chart: Chart) -> str:
    """Return why a chart is empty."""
    return _("No scenario to compare with.") if chart.difference else _("Nothing to show.")
