"""One to six charts on a figure: layout, shared legend, warning and source line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from diversify.charts import labels
from diversify.charts.catalogue import Chart, chart
from diversify.charts.drawing import Drawing, Limits
from diversify.charts.lines import LineDrawing
from diversify.charts.making import NAMES, checked, make
from diversify.charts.multiples import MultiplesDrawing
from diversify.charts.picture import Table, Track
from diversify.charts.runs import Run, as_runs, mark_text, marks, source_line
from diversify.charts.style import DRAWING_SETTINGS, FONT, HATCH_WIDTH, Slot, sizes, theme
from diversify.errors import InputError
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.projection.result import Result

LINED = (LineDrawing, MultiplesDrawing)  # drawings whose legend shows lines
MARGIN = 10.0  # points around and between charts
NAMES_SMALL = 0.36  # the same where a quarter would leave only stumps
SMALL = 260.0  # points of width
DIRECT_RUNS = 5  # up to so many runs are named at their lines where there is one chart
LOW = 420.0  # points of height below which a window is short of room
TITLED = 130.0  # points of height below which a chart under controls has no title of its own
LEAST = 190.0  # points of width below which three charts do not stand side by side
SIZE = (9.0, 5.6)  # inches


def columns(count: int, width: float) -> int:
    """Return how many of `count` charts stand side by side on a figure `width` points wide."""
    if count == 1:
        return 1
    return 3 if count > 4 and width >= 3 * LEAST else 2


class Sheet:
    """Charts on one figure. Call `layout` after the figure's size has changed.

    Parameters
    ----------
    limits
        What of each chart is shown; missing or None shows all.
    bar
        Room in points left free above each chart, such as for controls.

    Attributes
    ----------
    cells
        Per chart left, bottom, width and height in points, that room included.
    """

    @mpl.rc_context(DRAWING_SETTINGS)
    def __init__(
        self,
        figure: Figure,
        specs: Sequence[Chart | str],
        runs: Sequence[Run | Result],
        dark: bool = False,
        *,
        limits: Sequence[Limits | None] = (),
        bar: float = 0.0,
    ) -> None:
        self.figure, self.look, self.bar = figure, theme(dark), bar
        charts = [chart(spec) if isinstance(spec, str) else spec for spec in specs]
        if not charts:
            raise InputError(_("There is nothing to draw: name at least one chart."))
        figure.clear()
        figure.set_facecolor(self.look.background)
        width, _height = self._points()
        self.columns = columns(len(charts), width)
        self.rows = math.ceil(len(charts) / self.columns)
        cell = width / self.columns
        direct = len(charts) == 1 and len(runs) <= DIRECT_RUNS and cell >= 300.0
        shown = checked(runs)
        self.drawings = [make(figure.add_subplot(), spec, shown, self.look, cell, direct) for spec in charts]
        for drawing, kept in zip(self.drawings, limits, strict=False):
            if kept is not None:
                drawing.keep(kept)
        self.cells = list[tuple[float, float, float, float]]()
        self._rooms = list[tuple[float, float, float, float]]()
        self.text = sizes(width / 1.5).small
        self.footer = [
            figure.text(0, 0, "", family=FONT, size=self.text, color=color, va="bottom", weight=weight)
            for color, weight in ((self.look.muted, "normal"), (self.look.warning, "bold"))
        ]
        self.legend: Legend | None = None
        self.layout()

    def _points(self) -> tuple[float, float]:
        width, height = self.figure.get_size_inches() * 72.0
        return float(width), float(height)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs shown."""
        return self.drawings[0].runs

    @property
    def artists(self) -> list[Artist]:
        """All animated artists, to be drawn over the restored background."""
        return [artist for drawing in self.drawings for artist in drawing.artists]

    def update(self, runs: Sequence[Run | Result]) -> list[int]:
        """Move all artists to new numbers (see `Drawing.update`); return which charts have changed."""
        shown = as_runs(runs)
        return [number for number, drawing in enumerate(self.drawings) if drawing.update(shown)]

    def extents(self, runs: Sequence[Run | Result]) -> list[tuple[float, float]]:
        """Return the extent of each chart for runs that may come."""
        return [drawing.extent(as_runs(runs)) for drawing in self.drawings]

    def fix_limits(self, extents: Sequence[tuple[float, float]]) -> None:
        """Fix the limits of each chart, and lay out for them."""
        for drawing, (low, high) in zip(self.drawings, extents, strict=True):
            drawing.fix_limits(low, high)
        self.layout()

    def describe(self) -> str:
        """Return all charts in words."""
        return "\n".join(drawing.describe() for drawing in self.drawings)

    def titles(self) -> list[str]:
        """Return the title of each chart."""
        return [drawing.chart.title for drawing in self.drawings]

    def tables(self) -> list[Table]:
        """Return the numbers of each chart."""
        return [drawing.table() for drawing in self.drawings]

    def tracks(self) -> list[Track]:
        """Return the points that a reader can stand on, chart by chart."""
        return [track for drawing in self.drawings for track in drawing.tracks()]

    # layout --------------------------------------------------------------------------------------------

    @mpl.rc_context(DRAWING_SETTINGS)
    def layout(self) -> None:
        """Place everything for the figure's present size."""
        width, height = self._points()
        top = height - MARGIN - self._place_legend(width, height)
        bottom = self._place_footer(width, height)
        cell_width = (width - MARGIN * (self.columns + 1)) / self.columns
        apart = MARGIN if height >= LOW else 0.5 * MARGIN
        cell_height = (top - bottom - apart * (self.rows - 1)) / self.rows
        inner = cell_height - self.bar
        titled = not self.bar or inner >= TITLED  # the controls say what it is, too
        self.cells, self._rooms = [], []
        for row in range(self.rows):
            beside = self.drawings[row * self.columns : (row + 1) * self.columns]
            above = max(drawing.set_heading(cell_width, inner, titled) for drawing in beside)
            below = max(drawing.bottom() for drawing in beside)  # so that axes in a row stand level
            y = top - (row + 1) * cell_height - row * apart + below
            tall = max(inner - above - below, 10.0)
            for column, drawing in enumerate(beside):
                x = MARGIN + column * (cell_width + MARGIN)
                self.cells.append((x, y - below, cell_width, cell_height))
                self._rooms.append((x, y, cell_width, tall))
                self._place(drawing, (x, y, cell_width, tall), (width, height))

    @mpl.rc_context(DRAWING_SETTINGS)
    def keep(self, number: int, limits: Limits | None) -> None:
        """Show other values and years of one chart; None shows all."""
        drawing = self.drawings[number]
        drawing.keep(limits or Limits())
        self._place(drawing, self._rooms[number], self._points())

    @staticmethod
    def _place(drawing: Drawing, cell: tuple[float, float, float, float], whole: tuple[float, float]) -> None:
        """Put axes into a cell (left, bottom, width, height of the axes with their labels, in points)."""
        x, y, width, height = cell
        left = right = 0.0
        for _pass in range(2):  # ticks depend on the size of the axes, and their width takes from it
            wide = max(width - left - right, 20.0)
            drawing.axes.set_position(
                ((x + left) / whole[0], y / whole[1], wide / whole[0], height / whole[1])
            )
            drawing.fix_limits(*drawing.span)
            left, right = drawing.left(), drawing.right(width * (NAMES if width >= SMALL else NAMES_SMALL))
        wide = max(width - left - right, 20.0)
        drawing.axes.set_position(((x + left) / whole[0], y / whole[1], wide / whole[0], height / whole[1]))
        drawing.arrange()

    def _place_legend(self, width: float, height: float) -> float:
        """Put names and looks of the runs at the top; return the height taken."""
        if self.legend is not None:
            self.legend.remove()
            self.legend = None
        entries, lined = dict[str, Slot](), set[str]()
        for drawing in self.drawings:
            entries |= {name: own for name, own in drawing.entries() if name not in entries}
            lined |= {name for name, _own in drawing.entries() if isinstance(drawing, LINED)}
        if not entries:
            return 0.0
        room = (width - 2 * MARGIN) / min(len(entries), 3) - 3.6 * self.text - 12.0
        names = [labels.wrap(name, room, self.text, 2) for name in entries]
        widest = max(labels.text_width(row, self.text) for name in names for row in name.split("\n"))
        columns = max(min(int((width - 2 * MARGIN) / (widest + 3.6 * self.text + 12.0)), len(names)), 1)
        handles = [self._handle(own, name in lined) for name, own in entries.items()]
        self.legend = self.figure.legend(
            handles, names, loc="upper left", bbox_to_anchor=(MARGIN / width, 1.0 - 0.6 * MARGIN / height),
            ncols=columns, frameon=False, borderpad=0.0, borderaxespad=0.0, handlelength=3.0,
            handletextpad=0.6, columnspacing=1.4, labelspacing=0.4, prop={"family": FONT, "size": self.text},
            labelcolor=self.look.text,
        )  # fmt: skip
        rows = [names[i :: math.ceil(len(names) / columns)] for i in range(math.ceil(len(names) / columns))]
        lines = sum(max(name.count("\n") + 1 for name in row) for row in rows)
        return lines * labels.LINE * self.text + 0.4 * self.text * len(rows) + 4.0

    def _handle(self, own: Slot, lined: bool) -> Line2D | Patch:
        if not lined:
            bar = Patch(facecolor=own.color, edgecolor=self.look.background, hatch=own.hatch, linewidth=0.0)
            bar.set_hatch_linewidth(HATCH_WIDTH)
            return bar
        return Line2D(
            [], [], color=own.color, linestyle=own.dash, linewidth=2.0, marker=own.marker, markersize=5.0,
            markeredgecolor=self.look.background, markeredgewidth=0.6,
        )  # fmt: skip

    def _source_lines(self, width: float, height: float) -> int:
        """Lines that the source may take; a low window keeps them for the charts."""
        if self.bar and height < LOW:
            return 1
        return 2 if width >= 500.0 else 3

    def _place_footer(self, width: float, height: float) -> float:
        """Put source and warning at the bottom; return the height up to the charts."""
        room = width - 2 * MARGIN
        across = any(len(drawing.runs) > 1 for drawing in self.drawings)
        texts = (
            labels.wrap(source_line(self.runs), room, self.text, self._source_lines(width, height)),
            labels.wrap(mark_text(marks(self.runs, across)), room, self.text, 2, bold=True),
        )
        y = 0.5 * MARGIN
        for artist, text in zip(self.footer, texts, strict=True):
            artist.set(text=text, position=(MARGIN / width, y / height))
            y += labels.text_height(text, self.text)
        return y + 0.6 * MARGIN


def figure(
    specs: Sequence[Chart | str] | Chart | str,
    runs: Sequence[Run | Result],
    size: tuple[float, float] = SIZE,
    dark: bool = False,
) -> Figure:
    """Return a figure of one to six charts.

    Parameters
    ----------
    specs
        Charts or their names.
    runs
        Runs, or plain results where no difference is shown.
    size
        Width and height in inches.
    dark
        Whether to use the dark theme.

    Raises
    ------
    InputError
        If a chart is unknown, or there is no run.
    """
    wanted = [specs] if isinstance(specs, Chart | str) else list(specs)
    made = Figure(figsize=size)
    Sheet(made, wanted, runs, dark)
    return made
