"""A lever sector by sector as a table: what is stated, by whom, and what results from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette

from diversify.gui.cells import read_number, write_number
from diversify.gui.lever_state import group_text, state_of
from diversify.gui.levers.timing import MODES
from diversify.gui.record_texts import number_text
from diversify.model.projection.parameters import Record
from diversify.text import N_, _, localized

if TYPE_CHECKING:
    from diversify.gui.documents import Document
    from diversify.gui.session import Session

Index = QModelIndex | QPersistentModelIndex
NAME, HOW, VALUE, FROM, FIRST, LAST = range(6)
_OWN, _INHERITED, _GROUP, _ALL, _DEFAULT = (
    N_("● own"), N_("○ parent scenario"), N_("◐ {group}"), N_("as all sectors"), N_("default"),
)  # fmt: skip


@dataclass(frozen=True)
class SectorLine:
    """One sector: its code and name, what is stated for it, where its value comes from, what results."""

    code: str
    name: str
    value: float | None
    mode: str
    path: bool
    origin: str
    first: float
    last: float


class SectorModel(QAbstractTableModel):
    """The lines of one lever in one scenario. Only the value can be edited; the session does it."""

    typed = Signal(int, object)  # row; number, or None for an empty cell
    refused = Signal(str)

    def __init__(self, session: Session, document: Document, record: Record, parent: QObject) -> None:
        super().__init__(parent)
        self.session, self.document, self.record = session, document, record
        self.lines: tuple[SectorLine, ...] = ()
        self.years = (0, 0)
        self.refresh()

    def refresh(self) -> None:
        """Read the scenario anew."""
        scenario, name = self.document.scenario, self.record.name
        self.years = (scenario.base + 1, self.document.result.years[-1])
        path = self.session.calculator.paths(scenario)[name]
        theirs = () if scenario.inherits is None else scenario.inherits.changes
        whole = [c for c in scenario.changes if c.lever == name and not c.sectors]
        lines = []
        for column, sector in enumerate(self.document.result.sectors):
            state = state_of(scenario, name, None, (sector.code,))
            group = group_text(scenario, name, sector.code)
            if state.changed:
                origin = _(_INHERITED) if state.inherited else _(_OWN)
            elif group:
                origin = _(_GROUP).format(group=group)
            elif whole:
                origin = _(_ALL) + (" ○" if whole[-1] in theirs else " ●")
            else:
                origin = _(_DEFAULT)
            ends = (path[1], path[-1]) if path.ndim == 1 else (path[1, column], path[-1, column])
            lines.append(
                SectorLine(
                    sector.code, localized(sector.name), state.value, state.mode, state.is_path, origin,
                    float(ends[0]), float(ends[1]),
                )
            )  # fmt: skip
        if len(lines) != len(self.lines):
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()
        elif tuple(lines) != self.lines:
            self.lines = tuple(lines)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, FIRST, LAST)
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, LAST))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else LAST + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        first, last = (str(year) for year in self.years)
        return (_("Sector"), _("How"), _("Own value"), _("Comes from"), first, last)[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == VALUE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, column)
        if role == Qt.ItemDataRole.EditRole:
            return write_number(line.value)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (VALUE, FIRST, LAST):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and line.value is not None and column in (NAME, VALUE):
            font = QFont(QGuiApplication.font())
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and line.value is not None and column in (VALUE, FROM):
            own = line.origin == _(_OWN)
            return QGuiApplication.palette().color(
                QPalette.ColorRole.Link if own else QPalette.ColorRole.LinkVisited
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.name} ({line.code})"
        return None

    def text(self, line: SectorLine, column: int) -> str:
        """Return what a cell shows."""
        if column == NAME:
            return line.name
        if column == HOW:
            return "" if line.value is None else _(dict(MODES)[line.mode])
        if column == VALUE:
            return (_("path") if line.path else write_number(line.value)) if line.value is not None else ""
        if column == FROM:
            return line.origin
        number = line.first if column == FIRST else line.last
        return number_text(round(number, 6), self.record) if np.isfinite(number) else "–"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != VALUE:
            return False
        text = str(value).strip()
        number = read_number(text) if text else None
        if text and number is None:
            self.refused.emit(_("“{text}” is no number; nothing has been changed.").format(text=text))
            return False
        if number != self.lines[index.row()].value:
            self.typed.emit(index.row(), number)
        return True
