"""The first page: headline numbers, findings in words, and charts of the open scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.story import Story
from diversify.gui.tiles import Tiles
from diversify.text import _

if TYPE_CHECKING:
    from diversify.gui.chart_grid import ChartGrid

_PAINT = 20  # ms for the first numbers to be painted before Matplotlib is loaded


class ExplorePage(QWidget):
    """Tiles and story at once; charts as soon as they have been painted, since Matplotlib is slow to load."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.tiles = Tiles(session)
        self.story = Story(session)
        self.charts: ChartGrid | None = None
        self._waiting = QLabel(_("Preparing charts…"))
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 4, 6, 2)
        self._column.setSpacing(4)
        self._column.addWidget(self.tiles)
        self._column.addWidget(self.story)
        self._column.addWidget(self._waiting, 1)
        self._start = QTimer(self)
        self._start.setSingleShot(True)
        self._start.timeout.connect(self.add_charts)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.charts is None and self.session.active is not None:
            self._start.start(_PAINT)

    def begin(self) -> None:
        """Called when the first scenarios are open: charts follow when the window is on screen."""
        self.tiles.refresh()
        self.story.refresh()
        self._start.start(_PAINT)

    def add_charts(self) -> None:
        """Load Matplotlib and put the charts in."""
        if self.charts is not None:
            return
        from diversify.gui.chart_grid import COUNTS, DEFAULTS, ChartGrid

        count, chosen = self.settings.charts() or (max(COUNTS), list(DEFAULTS))
        self.charts = ChartGrid(self.session, count if count in COUNTS else max(COUNTS), chosen)
        self._column.replaceWidget(self._waiting, self.charts)
        self._column.setStretchFactor(self.charts, 1)
        self._waiting.deleteLater()

    def set_chart_count(self, count: int) -> None:
        """Show so many charts."""
        if self.charts is not None:
            self.charts.set_count(count)

    def export_charts(self) -> None:
        """Save the visible charts as one picture."""
        if self.charts is not None:
            self.charts.export_all()

    def show_ranges(self, shown: bool) -> None:
        """Show the 5-95 % ranges on the charts, or hide them."""
        if self.charts is not None:
            self.charts.canvas.book.ranges_shown = shown
            self.charts.canvas.refresh()

    def stop(self) -> None:
        """End what waits, and remember the charts, before the window goes."""
        self._start.stop()
        if self.charts is not None:
            self.settings.set_charts(self.charts.count, self.charts.choices)
