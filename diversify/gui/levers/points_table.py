"""The points of a path as a table of year and value, with cells that a spreadsheet gives and takes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from diversify.gui.cells import read_cells, read_number, write_cells, write_number
from diversify.gui.levers.path_points import Points
from diversify.text import _


class PointsTable(QTableWidget):
    """Rows of year and value. What cannot be read stays as it was typed until it is mended.

    Ctrl+C copies all rows, Ctrl+V pastes two columns, or one column of values from the chosen year on.
    """

    edited = Signal(tuple)  # the points, all of them read
    refused = Signal(str)  # which cell cannot be read
    unpasted = Signal(str)  # why nothing was taken

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([_("Year"), _("Value")])
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setTabKeyNavigation(False)
        self.setMinimumWidth(150)
        self.itemChanged.connect(self._changed)

    def show_points(self, points: Points) -> None:
        """Show points, unless the rows say the same already."""
        if self._read()[0] == points:
            return
        blocked = self.blockSignals(True)
        self.setRowCount(len(points))
        for row, (year, value) in enumerate(points):
            for column, text in enumerate((str(year), write_number(value))):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        self.blockSignals(blocked)

    def choose(self, row: int) -> None:
        """Move to the value of a row, without telling anybody."""
        blocked = self.blockSignals(True)
        if 0 <= row < self.rowCount() and row != self.currentRow():
            self.setCurrentCell(row, 1)
        self.blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.copied())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QApplication.clipboard().text())
        else:
            super().keyPressEvent(event)

    def copied(self) -> str:
        """Return the rows for a spreadsheet."""
        return write_cells([[self._text(row, 0), self._text(row, 1)] for row in range(self.rowCount())])

    def paste(self, text: str) -> None:
        """Take the rows of a spreadsheet; a first row that holds no number is a heading."""
        cells = read_cells(text)
        if cells and all(read_number(cell) is None for cell in cells[0]):
            cells = cells[1:]
        first = read_number(self._text(max(self.currentRow(), 0), 0))
        points = []
        for row, line in enumerate(cells):
            line = [cell for cell in line if cell]
            if len(line) == 1 and first is not None:
                line = [str(int(first) + row), line[0]]
            numbers = [read_number(cell) for cell in line[:2]]
            if len(numbers) < 2 or numbers[0] is None or numbers[1] is None or numbers[0] % 1:
                said = _("Row {row} of what was pasted is no year and value: “{text}”. Nothing was taken.")
                self.unpasted.emit(said.format(row=row + 1, text="  ".join(cells[row])))
                return
            points.append((int(numbers[0]), numbers[1]))
        if points:
            self.show_points(tuple(points))
            self.edited.emit(tuple(points))
        else:
            self.unpasted.emit(_("There is nothing to paste. Copy two columns, year and value, first."))

    def _changed(self) -> None:
        points, fault = self._read()
        if fault:
            self.refused.emit(fault)
        else:
            self.edited.emit(points)

    def _read(self) -> tuple[Points, str]:
        points = []
        for row in range(self.rowCount()):
            year, value = (read_number(self._text(row, column)) for column in (0, 1))
            if year is None or year % 1:
                said = _("Row {row}: “{text}” is no year.").format(row=row + 1, text=self._text(row, 0))
                return (), said
            if value is None:
                said = _("Row {row}: “{text}” is no number.").format(row=row + 1, text=self._text(row, 1))
                return (), said
            points.append((int(year), value))
        return tuple(points), ""

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return "" if item is None else item.text()
