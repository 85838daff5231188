"""The first page: headline numbers, findings in words, and charts of the open scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from diversify.gui import quick_start
from diversify.gui.chart_views import View, ViewsButton
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

    count_changed = Signal(int)  # a view has another number of charts

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.tiles = Tiles(session)
        self.story = Story(session)
        self.views = ViewsButton(settings, session.messages)
        self.views.chosen.connect(self.show_view)
        self.views.wanted.connect(self.save_view)
        self.charts: ChartGrid | None = None
        self._waiting = QLabel(_("Preparing charts…"))
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 4, 6, 2)
        self._column.setSpacing(4)
        self._column.addWidget(self.tiles)
        line = QHBoxLayout()
        line.addWidget(self.story, 1)
        line.addWidget(self.views)
        self._column.addLayout(line)
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
        quick_start.load_matplotlib()
        from diversify.gui.chart_grid import COUNT, COUNTS, ChartGrid
        from diversify.gui.chart_place import from_record

        count, records = self.settings.charts() or (COUNT, [])
        found = [place for place in map(from_record, records) if place is not None]
        self.charts = ChartGrid(self.session, count if count in COUNTS else COUNT, found)
        self._column.replaceWidget(self._waiting, self.charts)
        self._column.setStretchFactor(self.charts, 1)
        self._waiting.deleteLater()
        self.session.uncertainty.put_off()  # the time that loading took was no rest

    def set_chart_count(self, count: int) -> None:
        """Show so many charts."""
        if self.charts is not None:
            self.charts.set_count(count)

    def show_view(self, view: View) -> None:
        """Show the charts of a view and its year."""
        if self.charts is None:
            return
        from diversify.gui.chart_grid import COUNT, COUNTS
        from diversify.gui.chart_place import from_record, places

        shown = [places([p])[0] if isinstance(p, str) else from_record(p) for p in view.places]
        count = view.count if view.count in COUNTS else COUNT
        self.charts.show_places(count, [place for place in shown if place is not None])
        self.tiles.year.setValue(view.year)
        self.count_changed.emit(count)

    def save_view(self, name: str) -> None:
        """Keep the charts of now under a name."""
        if self.charts is not None:
            records = tuple(place.record() for place in self.charts.places)
            self.views.store.put(View(name, self.charts.count, records, self.tiles.year.value()))
            self.session.messages.info(_("The view “{name}” is saved.").format(name=name))

    def show_indicator(self, name: str) -> None:
        """Show an indicator on the first chart."""
        if self.charts is not None:
            from diversify.charts import chart

            self.charts.pickers[0].show_chart(chart(name))

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
            self.settings.set_charts(self.charts.count, [place.record() for place in self.charts.places])
