"""The canvas of the charts: drawn in full at rest; in a drag only artists move, over a kept background."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import DrawEvent
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent

from diversify.charts import Chart, Run, Sheet, StructureError
from diversify.gui.appearance import is_dark
from diversify.gui.chart_runs import ChartRuns
from diversify.gui.messages import log
from diversify.gui.session import Session
from diversify.gui.widgets import named
from diversify.model.projection.result import Result
from diversify.text import _

_SMALLEST = QSize(240, 160)
_DPI = 100.0


class ChartCanvas(FigureCanvasQTAgg):
    """One, two or four charts on one figure, always of the session's present results."""

    sheet: Sheet | None = None  # a class attribute too: Qt asks before __init__ is through

    def __init__(self, session: Session, specs: Sequence[Chart]) -> None:
        super().__init__(Figure(dpi=_DPI))  # type: ignore[no-untyped-call]
        self.session = session
        self.book = ChartRuns(session)
        self.specs: tuple[Chart, ...] = tuple(specs)
        self._stale = True
        self._still: frozenset[Artist] = frozenset()  # animated artists that the lever does not move
        self._background: object = None
        self.setMinimumSize(_SMALLEST)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        named(self, _("Charts"))
        self.mpl_connect("draw_event", self._drawn)
        session.result_changed.connect(self._result_changed)
        session.shown_changed.connect(self.refresh)
        session.drag_started.connect(self._start_drag)
        session.drag_ended.connect(self._end_drag)
        session.uncertainty.changed.connect(self._ranges_changed)

    def sizeHint(self) -> QSize:
        return QSize(720, 480)

    def minimumSizeHint(self) -> QSize:
        return _SMALLEST

    def show_charts(self, specs: Sequence[Chart]) -> None:
        """Show other charts."""
        self.specs = tuple(specs)
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew, once the event loop has time for it."""
        self._stale = True
        self.draw_idle()  # type: ignore[no-untyped-call]

    def draw(self) -> None:
        """Draw the whole figure now; rebuild it first if what it shows has changed."""
        if self._stale:
            self._build()
        super().draw()  # type: ignore[no-untyped-call]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._stale = True
        super().resizeEvent(event)  # type: ignore[no-untyped-call]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.sheet is not None:
            self.refresh()

    def _build(self) -> None:
        runs = self.book.runs()
        if not runs or not self.specs or self.width() < 20 or self.height() < 20:
            return
        self.sheet = Sheet(self.figure, self.specs, runs, dark=is_dark())
        self._still = frozenset()
        self._stale = False

    def _drawn(self, event: DrawEvent) -> None:
        """Keep the background that has just been drawn, then put the animated artists on it."""
        if event.canvas is not self or self.sheet is None:
            return  # the figure is being written to a file
        for artist in self.sheet.artists:
            if artist in self._still:
                self.figure.draw_artist(artist)
        self._background = self.copy_from_bbox(self.figure.bbox)  # type: ignore[no-untyped-call]
        self._draw_moving(self.sheet)
        self.setAccessibleDescription(self.sheet.describe())

    # movement ------------------------------------------------------------------------------------------

    def _result_changed(self, result: Result) -> None:
        if self.session.dragging and self.sheet is not None and not self._stale:
            self._tick(self.sheet)
        else:
            self.refresh()

    def _tick(self, sheet: Sheet) -> None:
        try:
            sheet.update(self.book.runs())
        except StructureError:  # other runs than were drawn
            self.refresh()
            return
        self.restore_region(self._background)  # type: ignore[no-untyped-call]
        self._draw_moving(sheet)
        self.blit(self.figure.bbox)  # type: ignore[no-untyped-call]

    def _draw_moving(self, sheet: Sheet) -> None:
        for artist in sheet.artists:
            if artist not in self._still:
                self.figure.draw_artist(artist)

    def _start_drag(self, results: Sequence[Result]) -> None:
        if not self.isVisible():
            return
        if self._stale or self.sheet is None:
            self.draw()
        if self.sheet is None or not results:
            return
        runs = self.book.runs()
        try:
            self.sheet.update(runs)
        except StructureError as error:
            log.info("charts built anew at the start of a drag: %s", error)
            self._build()
        imagined = [self.book.imagined(result) for result in results]
        self.sheet.fix_limits(self.sheet.extents([*runs, *imagined]))
        self._still = still_artists(self.sheet, [[run, *runs[1:]] for run in (*imagined, runs[0])])
        self.draw()

    def _end_drag(self) -> None:
        self.refresh()

    def _ranges_changed(self, ranges: object) -> None:
        if ranges is not None and self.book.ranges_shown:
            self.refresh()


def still_artists(sheet: Sheet, positions: Sequence[Sequence[Run]]) -> frozenset[Artist]:
    """Return the lines and bars that look the same at all positions of a lever, the last of which is shown.

    They go into the background. Names and leaders are left out: they make way for each other at any position.
    """
    looks: dict[Artist, list[bytes]] = {}
    for runs in positions:
        sheet.update(runs)
        for drawing in sheet.drawings:
            for artist in drawing.artists:
                if artist.get_transform().contains_branch(drawing.axes.transData):
                    looks.setdefault(artist, []).append(_look(artist))
    return frozenset(artist for artist, seen in looks.items() if seen[0] and len(set(seen)) == 1)


def _look(artist: Artist) -> bytes:
    """Return what tells one position of a line or a bar from another; nothing for what may always move."""
    if isinstance(artist, Line2D):
        return np.asarray(artist.get_xydata()).tobytes()
    if isinstance(artist, Rectangle):
        return np.array([*artist.get_xy(), artist.get_width(), artist.get_height()]).tobytes()
    return b""
