"""A matrix as a Qt model: numbers are written only when they are looked at."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication

from diversify.gui.data.matrices import Matrix
from diversify.gui.tables import NUMBER
from diversify.text import format_number

Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MatrixModel(QAbstractTableModel):
    """Shows one matrix; codes and names are in the headers, which stay in view."""

    matrix: Matrix | None = None

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.matrix is None:
            return None
        value = float(self.matrix.values[index.row(), index.column()])
        known = math.isfinite(value)
        if role == Qt.ItemDataRole.DisplayRole:
            return format_number(value, self.matrix.digits) if known else ""
        if role == NUMBER:
            return value if known else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT
        if role == Qt.ItemDataRole.FontRole:
            row, column = self.matrix.rows[index.row()], self.matrix.columns[index.column()]
            return _bold() if row.sum or column.sum else None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            row, column = self.matrix.rows[index.row()], self.matrix.columns[index.column()]
            number = f"{format_number(value, 6)} {self.matrix.unit}" if known else "–"
            return f"{row.text} → {column.text}\n{number}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self.matrix is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        labels = self.matrix.columns if across else self.matrix.rows
        if section >= len(labels):
            return None
        label = labels[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return label.code or label.name if across else label.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return label.text
        if role == Qt.ItemDataRole.FontRole and label.sum:
            return _bold()
        if role == Qt.ItemDataRole.TextAlignmentRole and not across:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _bold() -> QFont:
    font = QFont(QGuiApplication.font())
    font.setBold(True)
    return font
