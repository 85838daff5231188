"""Tables of the pages: cells with their true numbers, sorted by them, searched, copied and saved."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont, QGuiApplication, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QTableView, QToolButton

from diversify.errors import InputError
from diversify.gui import spreadsheet
from diversify.gui.appearance import icon
from diversify.gui.session import Session
from diversify.gui.widgets import named
from diversify.text import _, folded

Index = QModelIndex | QPersistentModelIndex
NUMBER = Qt.ItemDataRole.UserRole + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MOST_WIDE = 260  # pixels a column takes at first


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows.

    Attributes
    ----------
    number
        Its value in full precision, if it is one: sorted by and copied.
    tip
        Tooltip, and what a screen reader adds.
    strong, slanted
        Fonts that tell stated values from inherited ones.
    icon
        What stands before the text.
    """

    text: str = ""
    number: float | None = None
    tip: str = ""
    strong: bool = False
    slanted: bool = False
    icon: QIcon | None = None


class RowsModel(QAbstractTableModel):
    """Rows of cells to read. Columns have titles, rows may have."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titles: tuple[Cell, ...] = ()
        self.names: tuple[Cell, ...] = ()
        self.rows: tuple[tuple[Cell, ...], ...] = ()

    def fill(
        self, titles: Sequence[Cell], rows: Sequence[Sequence[Cell]], names: Sequence[Cell] = ()
    ) -> None:
        """Show other cells."""
        self.beginResetModel()
        self.titles, self.names = tuple(titles), tuple(names)
        self.rows = tuple(tuple(row) for row in rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if cell.number is not None else Qt.AlignmentFlag.AlignVCenter
        return _shown(cell, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return _shown(self.titles[section], role) if section < len(self.titles) else None
        if section < len(self.names):
            return _shown(self.names[section], role)
        return None


def _shown(cell: Cell, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return cell.text
    if role == Qt.ItemDataRole.ToolTipRole:
        return cell.tip or cell.text
    if role == Qt.ItemDataRole.AccessibleDescriptionRole:
        return cell.tip
    if role == NUMBER:
        return cell.number
    if role == Qt.ItemDataRole.DecorationRole:
        return cell.icon
    if role == Qt.ItemDataRole.FontRole and (cell.strong or cell.slanted):
        font = QFont(QGuiApplication.font())
        font.setBold(cell.strong)
        font.setItalic(cell.slanted)
        return font
    return None


class Sorted(QSortFilterProxyModel):
    """Sorts by true numbers, then by text, empty cells last; shows rows with all words searched for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []

    def search(self, text: str) -> None:
        """Show only rows with all these words."""
        self._words = folded(text).split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if not self._words:
            return True
        model = self.sourceModel()
        cells = (str(model.index(row, c, parent).data() or "") for c in range(model.columnCount(parent)))
        where = folded(" ".join(cells))
        return all(word in where for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = self._key(left), self._key(right)
        if one[0] != other[0]:  # kinds keep their order whichever way it is sorted
            return one[0] < other[0]
        return one < other

    def _key(self, index: Index) -> tuple[int, float, str]:
        number, text = index.data(NUMBER), str(index.data() or "")
        kind = 0 if number is not None and math.isfinite(number) else 1 if text.strip("–") else 2
        if self.sortOrder() == Qt.SortOrder.DescendingOrder:
            kind = -kind  # empty cells stay last
        return (
            (kind, float(number), "")
            if number is not None and math.isfinite(number)
            else (kind, 0.0, folded(text))
        )


class Table(QTableView):
    """A table with a cell to stand on; Ctrl+C copies the chosen cells, or all, with their headings."""

    def __init__(self, session: Session, name: str, stem: str) -> None:
        super().__init__()
        self.session, self.stem = session, stem
        named(self, name, _("Ctrl+C copies the chosen cells for a spreadsheet."))
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.horizontalHeader().setHighlightSections(False)

    def fit(self) -> None:
        """Give columns the room their cells need, none too much."""
        self.resizeColumnsToContents()
        for column in range(self.model().columnCount()):
            if self.columnWidth(column) > _MOST_WIDE:
                self.setColumnWidth(column, _MOST_WIDE)

    def cells(self, everything: bool = False) -> list[list[spreadsheet.Cell]]:
        """Return the chosen cells, or all, as a spreadsheet takes them, headings first."""
        chosen = self.selectionModel().selectedIndexes()
        model = self.model()
        rows, columns = range(model.rowCount()), range(model.columnCount())
        if len(chosen) > 1 and not everything:
            down, across = sorted({i.row() for i in chosen}), sorted({i.column() for i in chosen})
            rows, columns = range(down[0], down[-1] + 1), range(across[0], across[-1] + 1)
        named_rows = self.verticalHeader().isVisible()
        shown = [column for column in columns if not self.isColumnHidden(column)]
        corner: list[spreadsheet.Cell] = [""] if named_rows else []
        made = [corner + [self._title(column) for column in shown]]
        for row in rows:
            line = [self._title(row, Qt.Orientation.Vertical)] if named_rows else []
            made.append(line + [self._cell(model.index(row, column)) for column in shown])
        return made

    def copy(self, everything: bool = False) -> None:
        """Put the chosen cells, or all, on the clipboard."""
        QGuiApplication.clipboard().setText(spreadsheet.tab_separated(self.cells(everything)))
        self.session.messages.info(_("The numbers are on the clipboard."))

    def copy_all(self) -> None:
        """Put the whole table on the clipboard."""
        self.copy(everything=True)

    def export(self) -> None:
        """Ask for a CSV file and write the whole table."""
        start = str(Path.home() / f"{self.stem}.csv")
        name, _chosen = QFileDialog.getSaveFileName(self, _("Save table"), start, _("Numbers as CSV (*.csv)"))
        path = Path(name)
        if name and path.suffix.lower() != ".csv":
            path = path.with_name(path.name + ".csv")
            if path.exists():  # the dialog asked about the name without its ending
                text = _("There is a file {file} already. Choose it in the list to write over it.")
                self.session.messages.error(InputError(text.format(file=path.name)))
                return
        if name:
            self.write(path)

    def write(self, path: Path) -> bool:
        """Write the whole table to a CSV file; a message says how that went."""
        try:
            spreadsheet.save_rows(self.cells(everything=True), path)
        except OSError as error:
            self.session.messages.error(error)
            return False
        self.session.messages.info(_("Saved {file}.").format(file=path.name))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _title(
        self, section: int, orientation: Qt.Orientation = Qt.Orientation.Horizontal
    ) -> spreadsheet.Cell:
        return " ".join(str(self.model().headerData(section, orientation) or "").split())

    @staticmethod
    def _cell(index: QModelIndex) -> spreadsheet.Cell:
        number = index.data(NUMBER)
        return str(index.data() or "") if number is None else float(number)


def buttons(table: Table) -> list[QToolButton]:
    """Return the buttons that copy a table and save it."""
    made = []
    for picture, text, do in (
        ("duplicate", _("Copy the table for a spreadsheet"), table.copy_all),
        ("export", _("Save the table as CSV"), table.export),
    ):
        button = named(QToolButton(), text)
        button.setIcon(icon(picture))
        button.setToolTip(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(do)
        made.append(button)
    return made
