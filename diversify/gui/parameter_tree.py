"""The parameters of a scenario as a tree: groups, parameters, and below those their sectors or years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from diversify.gui.cells import write_number
from diversify.gui.parameter_state import origin_of, part_of, parts, value_text
from diversify.gui.record_texts import number_text, unit_text
from diversify.gui.widgets import named
from diversify.model.economy.sectors import Sector
from diversify.model.projection.parameters import Record, groups, records
from diversify.model.projection.scenario import Scenario
from diversify.text import N_, _, folded, localized

KINDS = ("parameter", "calibration")
VALUE, QUALITY = 1, 6
_WIDTHS = (6.5, 6.5, 4.0, 4.4, 4.0, 4.6)  # heights of the text: the columns after the first
_ROLE = Qt.ItemDataRole.UserRole
_SHAPES = "●○ "
_MARKS = {  # by shape and word; the colour only repeats them
    "": ("", N_("default"), QPalette.ColorRole.Text),
    "own": ("● ", N_("stated by the scenario"), QPalette.ColorRole.Link),
    "inherited": ("○ ", N_("stated by the parent scenario"), QPalette.ColorRole.LinkVisited),
}
Index = QModelIndex | QPersistentModelIndex


def plain(text: str) -> str:
    """Return the text of a cell without the mark before it."""
    return text.lstrip(_SHAPES).strip()


class OnlyValues(QStyledItemDelegate):
    """Lets the column of values be edited, without its mark, and no other."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() != VALUE:
            return None  # type: ignore[return-value] # Qt takes it for "not to be edited"
        return named(super().createEditor(parent, option, index), _("Value"))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(plain(str(index.data())))


class ParameterTree(QTreeWidget):
    """Shows what a scenario states; whoever owns it makes of an edited cell what it wants."""

    def __init__(self, sectors: tuple[Sector, ...]) -> None:
        super().__init__()
        named(self, _("Parameters"))
        heads = (_("Parameter"), _("Value"), _("Unit"), _("Low"), _("Central"), _("High"), _("Quality"))
        self.setHeaderLabels(list(heads))
        self.setAlternatingRowColors(True)
        self.setItemDelegate(OnlyValues(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in enumerate(_WIDTHS, start=1):
            header.resizeSection(place, round(width * self.fontMetrics().height()))
        self.lines: list[tuple[Record, QTreeWidgetItem]] = []
        self._words: dict[str, str] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._fill({sector.code: localized(sector.name) for sector in sectors})

    def _fill(self, names: Mapping[str, str]) -> None:
        for record in records().values():
            if record.kind not in KINDS:
                continue
            if record.group not in self._groups:
                title = localized(groups()[record.group]) if record.group in groups() else record.group
                group = self._groups[record.group] = QTreeWidgetItem(self, [title])
                group.setFirstColumnSpanned(True)
                group.setExpanded(True)
            item = self._line(self._groups[record.group], record, "", localized(record.title))
            item.setText(QUALITY, record.mark)
            item.setToolTip(QUALITY, record.source_id)
            for key in parts(record):
                self._line(item, record, key, names.get(key, key))
            self.lines.append((record, item))
            texts = (*record.title.values(), *record.note.values(), *groups().get(record.group, {}).values())
            self._words[record.name] = folded(" ".join((record.name, record.symbol, record.unit, *texts)))

    def _line(self, parent: QTreeWidgetItem, record: Record, key: str, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [title])
        item.setData(0, _ROLE, (record.name, key))
        item.setToolTip(0, f"{record.name} ({record.symbol}, {record.equation}). {localized(record.note)}")
        item.setText(2, unit_text(record))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        values = record.by_sector.get(key)
        known = (record.low, record.central, record.high) if not key else (None, None, None)
        if values is not None:
            known = values.low, values.default, values.high
        for column, value in enumerate(known, start=3):
            item.setText(column, "" if value is None else number_text(value, record))
        return item

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the values of a scenario; those that are not the default are marked."""
        blocked = self.blockSignals(True)
        for record, item in self.lines:
            stated = scenario.parameters.get(record.name)
            origin = origin_of(scenario, record.name)
            self._show(item, value_text(record, stated), origin)
            for child in _children(item):
                key = child.data(0, _ROLE)[1]
                own = stated is not None and (not isinstance(stated, Mapping) or key in stated)
                self._show(child, write_number(part_of(record, stated, key)), origin if own else "")
        self.blockSignals(blocked)
        self.viewport().update()

    def _show(self, item: QTreeWidgetItem, text: str, origin: str) -> None:
        shape, said, role = _MARKS[origin]
        item.setText(VALUE, shape + (text or "–"))
        font = item.font(VALUE)
        font.setBold(bool(origin))
        item.setFont(VALUE, font)
        item.setForeground(VALUE, self.palette().brush(role))
        item.setToolTip(VALUE, _(said))

    def filter(self, searched: str, changed: bool) -> None:
        """Show the parameters that have every word searched for, in any language; on demand changed ones."""
        words = folded(searched).split()
        for record, item in self.lines:
            fits = all(word in self._words[record.name] for word in words)
            item.setHidden(not fits or (changed and not item.font(VALUE).bold()))
        for group in self._groups.values():
            group.setHidden(all(item.isHidden() for item in _children(group)))

    def parameter(self, item: QTreeWidgetItem | None) -> tuple[Record, str] | None:
        """Return the parameter of a line, and its sector or year if the line is of one."""
        data = None if item is None else item.data(0, _ROLE)
        return None if data is None else (records()[data[0]], data[1])


def _children(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for place in range(item.childCount()):
        child = item.child(place)
        if child is not None:
            yield child
