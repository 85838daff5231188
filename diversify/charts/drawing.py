"""What every drawing offers: fast updates, limits, a heading, its numbers, and a description in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from diversify.arrays import Array
from diversify.charts import labels
from diversify.charts.catalogue import OIL_DEPENDENCE, Chart
from diversify.charts.moving_text import MovingText
from diversify.charts.picture import Track
from diversify.charts.runs import OTHERS, Run, Series, reference_text
from diversify.charts.style import FONT, Sizes, Slot, Theme, reference_slot, sizes, slot
from diversify.model.projection.parameters import indicators
from diversify.text import _, format_number, localized

GAP = 5.0  # points between axes and the text around them
UNTITLED = 30.0  # points of height that a chart without a title is as good as higher
APART = 2.0  # points between the lines of the heading
FLAT = 1e-7  # a span below this is rounding noise, not a movement


class StructureError(ValueError):
    """The runs do not fit the artists there are: draw anew."""


@dataclass(frozen=True)
class Limits:
    """What of a chart is shown: values from low to high, years from first to last; None means all.

    `locked` limits stay for the sake of comparison, so what lies beyond them is said.
    """

    values: tuple[float, float] | None = None
    years: tuple[int, int] | None = None
    locked: bool = False


class Drawing(ABC):
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
        self.scale: tuple[float, float] | None = None  # limits of the values that stay, whatever comes
        self.window: tuple[int, int] | None = None  # first and last year shown, if not all
        self.year_span: tuple[int, int] | None = None  # of the horizontal axis, if it has years
        self.locked = False
        self.beyond: MovingText | None = None  # says that values lie beyond limits that are locked
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
        if self._shown is not None and all(map(_same, shown, self._shown)):
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

    def value_limits(self) -> tuple[float, float]:
        """Return the lowest and the highest value that the axis shows."""
        low, high = self.axes.get_ylim()
        return float(low), float(high)

    @property
    def panes(self) -> list[Axes]:
        """The axes that have years across and values up, so that a part of them can be shown."""
        return [self.axes] if self.year_span is not None else []

    def keep(self, limits: Limits) -> None:
        """Show these values and years until told otherwise."""
        self.scale, self.window, self.locked = limits.values, limits.years, limits.locked
        if self.year_span is not None and self.window is None:
            self.axes.set_xlim(*self.all_years)
        self.fix_limits(*(self.scale or self.extent(self.runs)))
        if self.locked and self.beyond is None:
            self.beyond = MovingText(self.axes, self.size.small, self.look.warning, "left", "top")
            self.beyond.set_transform(self.axes.transAxes)
            self.beyond.put(0.01, 0.99, "top")
            self.add(self.beyond)
        self._say_beyond()

    @property
    def span_of_years(self) -> tuple[int, int]:
        """First and last year of the horizontal axis."""
        return self.year_span or (0, 1)

    @property
    def all_years(self) -> tuple[float, float]:
        """Limits of the horizontal axis where all years are shown."""
        first, last = self.span_of_years
        return first - 0.4, last + 0.4

    def _say_beyond(self) -> None:
        """Say whether a number lies beyond the values kept."""
        if self.beyond is None:
            return
        out = False
        if self.locked and self.scale is not None:
            low, high = self.extent(self.runs)
            room = 1e-9 * (self.scale[1] - self.scale[0])
            out = low < self.scale[0] - room or high > self.scale[1] + room
        text = _("Values lie beyond the locked scale") if out else ""
        self.beyond.set_text(labels.shorten(text, self.width, self.size.small))
        self.beyond.set_visible(out)

    def year_ticks(self, first: int, last: int) -> None:
        """Put round years on the horizontal axis, as many as can be read."""
        if self.window is not None:
            first, last = self.window
            self.axes.set_xlim(first - 0.4, last + 0.4)
        room = max(self.width / (labels.text_width("2000", self.size.small) + 14.0), 2.0)
        steps = (5, 10, 20) if last - first > 10 else (1, 2, 5)
        step = next((n for n in steps if (last - first) / n + 1.0 <= room), steps[-1])
        shown = [year for year in range(first, last + 1) if year % step == 0]
        self.axes.set_xticks(shown, [str(year) for year in shown])

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


def _same(one: Series, other: Series) -> bool:
    """Whether two series show the same numbers."""
    if one.values is not other.values and not np.array_equal(one.values, other.values, equal_nan=True):
        return False
    if one.band is None or other.band is None:
        return one.band is other.band
    return one.band is other.band or np.array_equal(one.band, other.band, equal_nan=True)


def nothing_text(chart: Chart) -> str:
    """Return why a chart is empty."""
    return _("No scenario to compare with.") if chart.difference else _("Nothing to show.")
