"""One, two, four or six charts, each with its line of controls above it, their order, scales and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.figure import Figure
from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from diversify.charts import Chart, Sheet
from diversify.charts.drawing import Limits
from diversify.gui.appearance import icon
from diversify.gui.chart_canvas import ChartCanvas
from diversify.gui.chart_list import ChartList
from diversify.gui.chart_picker import ICONS, ChartPicker
from diversify.gui.chart_place import Place, places
from diversify.gui.chart_table import ChartTable
from diversify.gui.exporting import Exporter, Subject
from diversify.gui.figure_canvas import DPI
from diversify.gui.help import set_topic
from diversify.gui.session import Session

COUNTS = (1, 2, 4, 6)
COUNT = 4
DEFAULTS = (
    "gdp:lines:percent", "oil_dependence", "adoption", "nonoil_gdp:lines:percent", "sofaz", "employment",
)  # fmt: skip
_GAP = 8  # pixels between numbers and the edge of their cell
_RING = 3  # pixels round the canvas for the ring that shows the focus


class ChartGrid(QWidget):
    """The canvas; controls, and numbers where they are asked for, lie over the room that it leaves."""

    changed = Signal()  # what is shown, where, or on which scale

    def __init__(self, session: Session, count: int = COUNT, chosen: Sequence[Place] = ()) -> None:
        super().__init__()
        self.session = session
        self.count = count
        self._listed = ChartList()
        self._icons = {name: icon(name) for name in ICONS}
        self._later = [*chosen, *places(DEFAULTS)[len(chosen) :]]  # of charts that have no controls yet
        self.pickers = list[ChartPicker]()
        self.tables = dict[ChartPicker, ChartTable]()
        self.canvas = ChartCanvas(session, ())
        self.canvas.setParent(self)
        self.exporter = Exporter(session.messages, self)
        self.canvas.drawn.connect(self._place)
        self.canvas.ticked.connect(self._fill_tables)
        self.canvas.zoomed.connect(self._zoomed)
        self._arrange()

    @property
    def charts(self) -> list[Chart]:
        """The charts that are visible."""
        return [picker.chart for picker in self.pickers[: self.count]]

    @property
    def places(self) -> list[Place]:
        """What every place has, visible or not, for the settings and for views."""
        return [*(picker.place for picker in self.pickers), *self._later[len(self.pickers) :]]

    def set_count(self, count: int) -> None:
        """Show one, two, four or six charts."""
        if count != self.count:
            self.count = count
            self._arrange()

    def show_places(self, count: int, wanted: Sequence[Place]) -> None:
        """Show other charts in another number, as a view has them."""
        kept = self.places
        self._later = [*wanted, *kept[len(wanted) :]]
        for picker, place in zip(self.pickers, self._later, strict=False):
            picker.set_place(place)
        self.count = count
        self._arrange()

    def export_all(self) -> None:
        """Save what is visible as one picture."""
        self.exporter.export("png", self.subject(self.charts))

    def subject(self, specs: Sequence[Chart]) -> Subject:
        """Return charts of what the canvas shows now, to be exported."""
        runs, charts = self.canvas.book.runs(), list(specs)

        def draw(figure: Figure, dark: bool) -> Sheet:
            return Sheet(figure, charts, runs, dark)

        name = charts[0].name if len(charts) == 1 else "charts"
        return Subject(f"{self.session.scenario.name}-{name}", draw, single=len(charts) == 1)

    # controls ----------------------------------------------------------------------------------------

    def _picker(self, number: int) -> ChartPicker:
        made = ChartPicker(number + 1, self._later[number], self._listed, self._icons)
        made.setParent(self)
        made.picked.connect(self._show)
        made.locked.connect(partial(self._lock, made))
        made.tabled.connect(self._show_tables)
        made.reset_asked.connect(partial(self._reset, made))
        made.moved.connect(partial(self._shift, made))
        made.dropped.connect(partial(self._drop, made))
        made.export.connect(partial(self._export, made))
        return made

    def _arrange(self) -> None:
        while len(self.pickers) < self.count:
            self.pickers.append(self._picker(len(self.pickers)))
        for number, picker in enumerate(self.pickers):
            picker.set_number(number + 1)
            picker.setVisible(number < self.count)
        following: list[QWidget] = [*(picker.combo for picker in self.pickers[1:]), self.canvas]
        for before, after in zip(self.pickers, following, strict=True):
            QWidget.setTabOrder(before.menu_button, after)
        self._show()

    def _show(self) -> None:
        """Have the canvas show what is chosen."""
        shown = self.pickers[: self.count]
        names = dict.fromkeys(name for picker in shown for name in picker.chart.indicators)
        set_topic(self, f"indicator:{','.join(names)}")
        if self.session.active is not None:
            for picker in shown:
                picker.menu.sectors = self.session.result.sectors
        self.canvas.bar = max((picker.sizeHint().height() for picker in shown), default=0)
        zooms = {i: picker.zoom for i, picker in enumerate(shown) if picker.zoom is not None}
        self.canvas.show_charts(self.charts, [picker.lock_limits for picker in shown], zooms)
        self.changed.emit()

    def _lock(self, picker: ChartPicker, on: bool) -> None:
        """Keep the scale that a chart has now, or let it go."""
        sheet, number = self.canvas.sheet, self.pickers.index(picker)
        if on and sheet is not None and number < len(sheet.drawings):
            picker.scale = sheet.drawings[number].value_limits()
        else:
            picker.scale = None
        self._show()

    def _zoomed(self, number: int, limits: Limits | None) -> None:
        self.pickers[number].zoom = limits

    def _reset(self, picker: ChartPicker) -> None:
        self.canvas.reset(self.pickers.index(picker))

    def _shift(self, picker: ChartPicker, by: int) -> None:
        self.move_chart(self.pickers.index(picker), self.pickers.index(picker) + by)

    def _drop(self, picker: ChartPicker, at: QPoint) -> None:
        """Put a chart where its handle was let go."""
        where = self.mapFromGlobal(at)
        found = next((i for i, cell in enumerate(self._cells()) if cell.contains(where)), None)
        if found is not None:
            self.move_chart(self.pickers.index(picker), found)

    def move_chart(self, start: int, end: int) -> None:
        """Take a chart to another place; those between make way."""
        if start == end or not 0 <= end < self.count:
            return
        had = (
            self.pickers[start].isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        )
        picker = self.pickers.pop(start)
        self.pickers.insert(end, picker)
        self._arrange()
        if had:
            picker.combo.setFocus()

    def _export(self, picker: ChartPicker, kind: str) -> None:
        self.exporter.export(kind, self.subject([picker.chart]))

    # places ------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect().adjusted(_RING, _RING, -_RING, -_RING))

    def _cells(self) -> list[QRect]:
        """Return the room of each chart, controls included, in pixels."""
        sheet, scale = self.canvas.sheet, DPI / 72.0
        if sheet is None:
            return []
        high = self.canvas.height()
        return [
            QRect(round(x * scale), round(high - (y + h) * scale), round(w * scale), round(h * scale))
            for x, y, w, h in sheet.cells
        ]

    def _place(self) -> None:
        """Put controls and numbers where the sheet has left room for them."""
        for picker, cell in zip(self.pickers, self._cells(), strict=False):
            picker.setGeometry(cell.x(), cell.y(), cell.width(), picker.sizeHint().height())
            picker.raise_()
        self._show_tables()

    def _show_tables(self) -> None:
        shown = self.pickers[: self.count]
        for picker, cell in zip(shown, self._cells(), strict=False):
            if picker.table.isChecked():
                table = self._table(picker)
                top = cell.y() + picker.height()
                table.setGeometry(cell.x(), top, cell.width(), cell.bottom() - top - _GAP)
                table.show()
                table.raise_()
        for picker, table in self.tables.items():
            table.setVisible(picker in shown and picker.table.isChecked())
        self._fill_tables()

    def _table(self, picker: ChartPicker) -> ChartTable:
        if picker not in self.tables:
            table = ChartTable(picker.number)
            table.setParent(self)
            self.tables[picker] = table
            QWidget.setTabOrder(picker.menu_button, table)
        self.tables[picker].set_number(picker.number)
        return self.tables[picker]

    def _fill_tables(self) -> None:
        sheet = self.canvas.sheet
        if sheet is None:
            return
        for picker, drawing in zip(self.pickers, sheet.drawings, strict=False):
            if picker.table.isChecked() and picker in self.tables:
                self.tables[picker].numbers.show_tracks(drawing.tracks())
