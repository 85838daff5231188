"""The canvas of the charts: drawn in full at rest; in a drag only artists move, over a kept background."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from diversify.charts import Chart, Run, Sheet, StructureError
from diversify.gui.appearance import is_dark
from diversify.gui.chart_runs import ChartRuns
from diversify.gui.figure_canvas import FigureCanvas
from diversify.gui.messages import log
from diversify.gui.session import Session
from diversify.gui.widgets import named
from diversify.model.projection.result import Result
from diversify.text import _


class ChartCanvas(FigureCanvas):
    """Charts on one figure, always of the session's present results."""

    def __init__(self, session: Session, specs: Sequence[Chart]) -> None:
        super().__init__()
        self.session = session
        self.book = ChartRuns(session)
        self.specs: tuple[Chart, ...] = tuple(specs)
        self._still: frozenset[Artist] = frozenset()  # animated artists that the lever does not move
        self._background: object = None
        named(self, _("Charts"))
        session.result_changed.connect(self._result_changed)
        session.shown_changed.connect(self.refresh)
        session.drag_started.connect(self._start_drag)
        session.drag_ended.connect(self._end_drag)
        session.uncertainty.changed.connect(self._ranges_changed)

    @property
    def sheet(self) -> Sheet | None:
        """The charts shown, once they have been drawn."""
        return self.picture if isinstance(self.picture, Sheet) else None

    def show_charts(self, specs: Sequence[Chart]) -> None:
        """Show other charts."""
        self.specs = tuple(specs)
        self.refresh()

    def make(self) -> Sheet | None:
        runs = self.book.runs()
        if not runs or not self.specs:
            return None
        self._still = frozenset()
        return Sheet(self.figure, self.specs, runs, dark=is_dark())

    def moving(self) -> Sequence[Artist]:
        sheet = self.sheet
        return () if sheet is None else [a for a in sheet.artists if a not in self._still]

    def keep(self) -> None:
        if self.sheet is not None:
            for artist in self.sheet.artists:
                if artist in self._still:
                    self.figure.draw_artist(artist)
        self._background = self.copy_from_bbox(self.figure.bbox)  # type: ignore[no-untyped-call]
        super().keep()

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
        for artist in self.moving():
            self.figure.draw_artist(artist)
        if self.cursor_ is not None:
            self.cursor_.refresh()
            self.draw_cursor()
        self.blit(self.figure.bbox)  # type: ignore[no-untyped-call]

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
            self.build()
        imagined = [self.book.imagined(result) for result in results]
        self.sheet.fix_limits(self.sheet.extents([*runs, *imagined]))
        self._still = still_artists(self.sheet, [[run, *runs[1:]] for run in (*imagined, runs[0])])
        self.draw()

    def _end_drag(self) -> None:
        self._still = frozenset()
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
