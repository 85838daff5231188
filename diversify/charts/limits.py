"""What part of a drawing's values and years is shown, and what lies beyond a scale that is locked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from diversify.charts import labels
from diversify.charts.moving_text import MovingText
from diversify.charts.runs import Run
from diversify.charts.style import Sizes, Theme
from diversify.text import _


@dataclass(frozen=True)
class Limits:
    """What of a chart is shown: values from low to high, years from first to last; None means all.

    `locked` limits stay for the sake of comparison, so what lies beyond them is said.
    """

    values: tuple[float, float] | None = None
    years: tuple[int, int] | None = None
    locked: bool = False


class Limited(ABC):
    """Limits of a drawing: they follow the numbers unless they are kept."""

    axes: Axes
    look: Theme
    size: Sizes
    runs: tuple[Run, ...]
    scale: tuple[float, float] | None = None  # limits of the values that stay, whatever comes
    window: tuple[int, int] | None = None  # first and last year shown, if not all
    year_span: tuple[int, int] | None = None  # of the horizontal axis, if it has years
    locked = False
    beyond: MovingText | None = None  # says that values lie beyond limits that are locked

    @property
    @abstractmethod
    def width(self) -> float:
        """Width of the axes in points."""

    @abstractmethod
    def extent(self, runs: Sequence[Run]) -> tuple[float, float]:
        """Return the lowest and highest value that `runs` would show; (0, 0) if there is none."""

    @abstractmethod
    def fix_limits(self, low: float, high: float) -> None:
        """Show values from `low` to `high`."""

    @abstractmethod
    def add(self, artist: Artist) -> None:
        """Take an artist whose data follow the levers."""

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
