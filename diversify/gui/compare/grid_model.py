"""The cells of the grid: levers down, open scenarios across; what each states, inherits or leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QFont, QGuiApplication, QPalette

from diversify.errors import DiversifyError
from diversify.gui.compare import wording
from diversify.gui.compare.looks import sample
from diversify.gui.documents import Document
from diversify.gui.lever_state import moved
from diversify.gui.session import Session
from diversify.gui.tables import NUMBER, Index
from diversify.model.projection.parameters import groups, levers
from diversify.model.projection.scenario import Change, Scenario
from diversify.model.projection.scenario_differences import Origin, lever_keys, lever_origin
from diversify.text import _, localized

_MARKS = {"explicit": wording.EXPLICIT, "inherited": wording.INHERITED, "default": ""}
_COLOURS = {
    "explicit": QPalette.ColorRole.Link,
    "inherited": QPalette.ColorRole.LinkVisited,
    "default": QPalette.ColorRole.PlaceholderText,
}


@dataclass(frozen=True)
class Row:
    """One line: a lever for some sectors (none: all), or the heading of a group."""

    group: str
    lever: str = ""
    sectors: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What its changes have as key."""
        return self.lever, frozenset(self.sectors)


def rows(scenarios: Sequence[Scenario], which: str) -> list[Row]:
    """Return the lines of the grid, each group under its heading.

    Parameters
    ----------
    which
        "all" levers, those "moved" in any scenario, or those that "differ" between scenarios.
    """
    stated = lever_keys(*scenarios)
    found: dict[str, list[Row]] = {}
    for name, record in levers().items():
        keys = [(name, frozenset[str]()), *(key for key in stated if key[0] == name and key[1])]
        for key in keys:
            said = {tuple(change for change in one.changes if change.key == key) for one in scenarios}
            if which == "all" or (which == "moved" and said != {()}) or len(said) > 1:
                found.setdefault(record.group, []).append(Row(record.group, name, tuple(sorted(key[1]))))
    return [row for group, levers_ in found.items() for row in (Row(group), *levers_)]


class GridModel(QAbstractTableModel):
    """Shows and edits: every edit is a step of its scenario that can be undone."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.lines: list[Row] = []
        self.documents: list[Document] = []

    def fill(self, lines: list[Row]) -> bool:
        """Show these lines of the open scenarios; True if the cells are other ones than before."""
        documents = list(self.session.documents)
        if lines == self.lines and documents == self.documents:
            if lines and documents:
                last = self.index(len(lines) - 1, len(documents) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(documents) - 1)
            return False
        self.beginResetModel()
        self.lines, self.documents = lines, documents
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.documents)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.lines[index.row()].lever:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        several = len(self.changes(index)) > 1
        return flags if several else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self.row_title(self.lines[section], role) if section < len(self.lines) else None
        if section >= len(self.documents):
            return None
        document = self.documents[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return document.title
        if role == Qt.ItemDataRole.ToolTipRole:
            scenario = document.scenario
            world = _("Base {base}, closure: {closure}").format(
                base=scenario.base, closure=_(wording.CLOSURES[scenario.closure])
            )
            return f"{document.title}\n{world}"
        if role == Qt.ItemDataRole.DecorationRole:
            return sample(document.slot)
        if role == Qt.ItemDataRole.FontRole:
            return _font(bold=document is self.session.active)
        return None

    def row_title(self, row: Row, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the heading of a line shows in a role."""
        if role == Qt.ItemDataRole.FontRole:
            return _font(bold=not row.lever)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if not row.lever:
            return localized(groups()[row.group]) if row.group in groups() else row.group
        title = localized(levers()[row.lever].title)
        if row.sectors:
            names = wording.sector_names(row.sectors, self.session.result)
            title = f"{title}: {names}"
        unit = wording.unit_text(row.lever, self.session.scenario.base)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{title}, {unit}\n{localized(levers()[row.lever].note)}"
        return f"{title}, {unit}"

    # cells --------------------------------------------------------------------------------------------

    def changes(self, index: Index) -> tuple[Change, ...]:
        """Return what a scenario says of a line."""
        key = self.lines[index.row()].key
        return tuple(c for c in self.documents[index.column()].scenario.changes if c.key == key)

    def origin(self, index: Index) -> Origin:
        """Return whether it states that itself, inherits it, or leaves it at the default."""
        return lever_origin(self.documents[index.column()].scenario, self.lines[index.row()].key)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.lines[index.row()]
        if not row.lever:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _MARKS[self.origin(index)] + self._text(index)
        if role == Qt.ItemDataRole.EditRole:
            changes = self.changes(index)
            return wording.value_text(changes[0]) if len(changes) == 1 else self._default(index)
        if role == NUMBER:
            return self._number(index)
        if role == Qt.ItemDataRole.FontRole:
            origin = self.origin(index)
            return _font(bold=origin == "explicit", italic=origin == "inherited")
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QGuiApplication.palette().color(_COLOURS[self.origin(index)]))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._tip(index)
        return None

    def _number(self, index: Index) -> float | None:
        """Return the one number that says it all; None where there is more to say."""
        changes, document = self.changes(index), self.documents[index.column()]
        if not changes:
            row = self.lines[index.row()]
            return None if row.sectors else self.session.calculator.defaults(document.scenario).get(row.lever)
        change = changes[0]
        timed = change.points or wording.timing_text(change, document.scenario.base)
        return None if len(changes) > 1 or timed or change.mode != "set" else change.value

    def _text(self, index: Index) -> str:
        changes, document = self.changes(index), self.documents[index.column()]
        if changes:
            return wording.changes_text(changes, document.scenario.base)
        row = self.lines[index.row()]
        if row.sectors and any(c.lever == row.lever for c in document.scenario.changes):
            return _("as for other sectors")
        return self._default(index)

    def _default(self, index: Index) -> str:
        row, document = self.lines[index.row()], self.documents[index.column()]
        last = self.session.calculator.defaults(document.scenario).get(row.lever)
        return wording.default_text(levers()[row.lever], last)

    def _tip(self, index: Index) -> str:
        changes = self.changes(index)
        origin = self.origin(index)
        if origin == "explicit" and not changes:
            return _("The scenario puts this lever back to its default, whatever its parent says.")
        says = {
            "explicit": _("stated by the scenario itself; Delete takes it back"),
            "inherited": _("inherited from the parent; type a value to state another"),
            "default": _("default: not moved; type a value, or a path such as “2026: 40; 2030: 55”"),
        }[origin]
        if len(changes) > 1:
            says = _("{state}; several steps, to be changed in the lever panel").format(state=says)
        return f"{self._text(index)}\n{says}"

    # editing ------------------------------------------------------------------------------------------

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == self.data(index, role):
            return False
        if not text:
            return self.take_back([index])
        row, document = self.lines[index.row()], self.documents[index.column()]
        step = _("Move {lever}").format(lever=localized(levers()[row.lever].title))
        try:
            change = partial(stated, row=row, text=text)
            change(document.scenario)  # whatever is wrong is said without another scenario becoming active
        except DiversifyError as error:
            self.session.messages.error(error)
            return False
        return self.session.change(document, change, step)

    def take_back(self, indexes: Sequence[Index]) -> bool:
        """Take cells back to what the parent says, or to the default: one step for each scenario."""
        done = True
        for column in sorted({index.column() for index in indexes}):
            keys = [
                self.lines[index.row()].key
                for index in indexes
                if index.column() == column and self.lines[index.row()].lever
            ]
            step = _("Take back levers")
            done = self.session.change(self.documents[column], partial(_taken_back, keys=keys), step) and done
        return done


def stated(scenario: Scenario, row: Row, text: str) -> Scenario:
    """Return a scenario with a lever at what somebody typed: a number, "×1.2", or a path.

    A number keeps mode and timing of what was there.

    Raises
    ------
    DiversifyError
        If it cannot be read or is out of bounds.
    """
    if ":" in text:
        points = wording.read_points(text)
        return scenario.without(row.lever, row.sectors).with_change(
            row.lever, points=points, sectors=row.sectors
        )
    scaled = text[:1] in ("×", "*")
    number = wording.read_number(text[1:] if scaled else text)
    old = [change for change in scenario.changes if change.key == row.key]
    now = old[0].mode if len(old) == 1 and not old[0].points else "set"
    mode = "scale" if scaled else "set" if now == "scale" else now
    return moved(scenario, row.lever, number, row.sectors, mode=mode)


def _taken_back(scenario: Scenario, keys: Sequence[tuple[str, frozenset[str]]]) -> Scenario:
    for name, sectors in keys:
        scenario = scenario.taken_back(name, sectors)
    return scenario


def _font(bold: bool = False, italic: bool = False) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setBold(bold)
    font.setItalic(italic)
    return font
