"""The canvas of the charts: drawn in full at rest; levers, zoom and cursor move artists over a background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.transforms import Bbox
from PySide6.QtCore import Signal

from diversify.charts import Chart, Drawing, Run, Sheet, StructureError
from diversify.charts.drawing import Limits
from diversify.charts.still import still_artists
from diversify.gui.appearance import is_dark
from diversify.gui.chart_runs import ChartRuns
from diversify.gui.figure_canvas import DPI
from diversify.gui.messages import log
from diversify.gui.session import Session
from diversify.gui.widgets import named
from diversify.gui.zoom_canvas import ZoomCanvas
from diversify.model.projection.result import Result
from diversify.text import _

_AROUND = 8.0  # points around axes that markers and names may reach into
_BAR = 4.0  # points between the controls of a chart and its title


class ChartCanvas(ZoomCanvas):
    """Charts on one figure, always of the session's present results."""

    ticked = Signal()  # a lever in a drag has moved the numbers

    def __init__(self, session: Session, specs: Sequence[Chart]) -> None:
        super().__init__()
        self.session = session
        self.book = ChartRuns(session)
        self.specs: tuple[Chart, ...] = tuple(specs)
        self.bar = 0  # height of the controls above each chart, in pixels
        self._rooms = list[Bbox]()  # where each chart's artists move
        self._grounds = list[object]()  # what lies below them there
        self._movers = list[list[Artist]]()
        self._still: frozenset[Artist] = frozenset()  # animated artists that the lever does not move
        named(self, _("Charts"))
        session.result_changed.connect(self._result_changed)
        session.shown_changed.connect(self.refresh)
        session.drag_started.connect(self._start_drag)
        session.drag_ended.connect(self._end_drag)
        session.uncertainty.changed.connect(self._ranges_changed)

    def show_charts(
        self,
        specs: Sequence[Chart],
        locks: Sequence[Limits | None] = (),
        zooms: Mapping[int, Limits] | None = None,
    ) -> None:
        """Show other charts, with scales that stay and parts of them zoomed to, by their numbers."""
        self.specs, self.locks, self.zooms = tuple(specs), tuple(locks), dict(zooms or {})
        self.refresh()

    def busy(self) -> bool:
        return self.session.dragging

    def make(self) -> Sheet | None:
        runs = self.book.runs()
        if not runs or not self.specs:
            return None
        self._still = frozenset()
        bar = self.bar * 72.0 / DPI + _BAR if self.bar else 0.0
        return Sheet(self.figure, self.specs, runs, dark=is_dark(), bar=bar)

    def moving(self) -> Sequence[Artist]:
        sheet = self.sheet
        return () if sheet is None else [a for a in sheet.artists if a not in self._still]

    def keep(self) -> None:
        if self.sheet is not None:
            for artist in self.sheet.artists:
                if artist in self._still:
                    self.figure.draw_artist(artist)
            self._rooms = [
                self._room(*one) for one in zip(self.sheet.drawings, self.sheet.cells, strict=True)
            ]
            self._grounds = [self.copy_from_bbox(room) for room in self._rooms]  # type: ignore[no-untyped-call]
            self._movers = [[a for a in d.artists if a not in self._still] for d in self.sheet.drawings]
        super().keep()

    def _room(self, drawing: Drawing, cell: tuple[float, float, float, float]) -> Bbox:
        """Return where a chart's artists move, in whole pixels: its axes with the names beside them."""
        scale, box = float(self.figure.dpi) / 72.0, drawing.axes.bbox
        low = max(box.y0 - _AROUND * scale, cell[1] * scale)
        high = min(box.y1 + _AROUND * scale + 0.08 * box.height, (cell[1] + cell[3]) * scale)
        return Bbox.from_extents(
            np.floor(cell[0] * scale), np.floor(low), np.ceil((cell[0] + cell[2]) * scale), np.ceil(high)
        )

    # levers --------------------------------------------------------------------------------------------

    def _result_changed(self, result: Result) -> None:
        if self.session.dragging and self.sheet is not None and not self._stale:
            self._tick(self.sheet)
        else:
            self.refresh()

    def _tick(self, sheet: Sheet) -> None:
        if not self.isVisible() or self.renderer is None:
            self._stale = True
            return
        try:
            changed = sheet.update(self.book.runs())
        except StructureError:  # other runs than were drawn
            self.refresh()
            return
        if self.cursor_ is not None and self.cursor_.shown:  # its label may lie over several charts
            changed = list(range(len(sheet.drawings)))
        for number in changed:
            self.restore_region(self._grounds[number])  # type: ignore[no-untyped-call]
        for number in changed:
            for artist in self._movers[number]:
                artist.draw(self.renderer)
        if self.cursor_ is not None and self.cursor_.shown:
            self.cursor_.refresh()
            self.draw_cursor()
        self.show_parts([self._rooms[number] for number in changed])
        self.ticked.emit()

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
        positions: list[list[Run]] = [[run, *runs[1:]] for run in (*imagined, runs[0])]
        self._still = still_artists(self.sheet, positions)
        self.draw()

    def _end_drag(self) -> None:
        self.refresh()

    def _ranges_changed(self, ranges: object) -> None:
        if ranges is not None and self.book.ranges_shown:
            self.refresh()
