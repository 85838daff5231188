"""The numbers of one chart as a table over its picture: years down, series across, for spreadsheets too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from diversify.charts.numbers import across, tab_separated
from diversify.charts.picture import Cell, Track
from diversify.charts.runs import number
from diversify.gui.widgets import named
from diversify.text import _

_COLUMN = 120  # pixels of a column at least
_TALL = 200  # pixels of height from which headings have three lines, below it two
Index = QModelIndex | QPersistentModelIndex


class NumbersModel(QAbstractTableModel):
    """The series of a picture; what is shown is rounded, what is copied is not."""

    def __init__(self) -> None:
        super().__init__()
        self.header: tuple[str, ...] = ("",)
        self.rows: list[tuple[Cell, ...]] = []
        self.signed = False

    def show_tracks(self, tracks: Sequence[Track]) -> None:
        """Take other numbers; the view stays where it is if the series are the same."""
        header, rows = across(tracks)
        same = header == self.header and len(rows) == len(self.rows)
        if not same:
            self.beginResetModel()
        self.header, self.rows = header, rows
        self.signed = any(track.signed for track in tracks)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(header) - 2))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        return 0 if parent.isValid() else len(self.header) - 1

    def value(self, index: Index) -> Cell:
        """Return the number of a cell in full."""
        return self.rows[index.row()][index.column() + 1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            value = self.value(index)
            return number(value, signed=self.signed) if isinstance(value, float) else "–"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across_ = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.ToolTipRole and across_:
            return self.header[section + 1]
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.header[section + 1] if across_ else str(self.rows[section][0])


class ChartTable(QTableView):
    """Shows numbers; Ctrl+C copies the selected cells, or all, with their headings."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.numbers = NumbersModel()
        self.setModel(self.numbers)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(_COLUMN)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)  # else no line is broken
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)
        )
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 4)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.set_number(number)

    def set_number(self, number: int) -> None:
        """Name it after the chart's place."""
        named(self, _("Numbers of chart {number}").format(number=number))

    def resizeEvent(self, event: QResizeEvent) -> None:
        lines = 3 if event.size().height() >= _TALL else 2
        self.horizontalHeader().setFixedHeight(lines * self.fontMetrics().lineSpacing() + 4)
        super().resizeEvent(event)

    def copied(self) -> str:
        """Return the selected cells, or all, as a spreadsheet takes them."""
        chosen = self.selectedIndexes()
        rows = sorted({i.row() for i in chosen}) or list(range(len(self.numbers.rows)))
        columns = sorted({i.column() + 1 for i in chosen}) or list(range(1, len(self.numbers.header)))
        header = [self.numbers.header[c] for c in (0, *columns)]
        return tab_separated(header, [[self.numbers.rows[r][c] for c in (0, *columns)] for r in rows])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
            return
        super().keyPressEvent(event)
