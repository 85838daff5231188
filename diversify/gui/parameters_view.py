"""The states of the world: every parameter of the active scenario with its range and source, to read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from diversify.gui.session import Session
from diversify.gui.widgets import named
from diversify.model.projection.parameters import Record, groups, records
from diversify.text import _, format_number, localized

KINDS = ("parameter", "calibration")
_WIDTHS = (130, 130, 60, 60, 60)  # pixels of the columns after the first


class ParametersView(QDialog):
    """A window beside the main one. Parameters hold in a scenario and in its counterfactual."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Parameters of the scenario"))
        self.resize(900, 560)
        self.search = named(QLineEdit(), _("Search parameters"))
        self.search.setPlaceholderText(_("Search parameters"))
        self.search.setClearButtonEnabled(True)
        self.tree = named(QTreeWidget(), _("Parameters"))
        self.tree.setHeaderLabels([_("Parameter"), _("Value"), _("Unit"), _("Low"), _("High"), _("Quality")])
        self.tree.setAlternatingRowColors(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in enumerate(_WIDTHS, start=1):
            header.resizeSection(place, width)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(buttons)
        self._items: list[tuple[Record, QTreeWidgetItem]] = []
        self._groups: list[QTreeWidgetItem] = []
        self._fill()
        self.search.textChanged.connect(self._filter)
        session.result_changed.connect(self.refresh)
        self.refresh()

    def _fill(self) -> None:
        parents: dict[str, QTreeWidgetItem] = {}
        for record in records().values():
            if record.kind not in KINDS:
                continue
            if record.group not in parents:
                name = groups().get(record.group)
                parents[record.group] = QTreeWidgetItem(
                    self.tree, [localized(name) if name else record.group]
                )
                parents[record.group].setFirstColumnSpanned(True)
                parents[record.group].setExpanded(True)
                self._groups.append(parents[record.group])
            item = QTreeWidgetItem(parents[record.group])
            item.setText(0, localized(record.title))
            item.setToolTip(
                0, f"{record.name} ({record.symbol}, {record.equation}). {localized(record.note)}"
            )
            item.setText(2, _(record.unit))
            for column, value in ((3, record.low), (4, record.high)):
                item.setText(column, "" if value is None else format_number(value))
            item.setText(5, record.mark)
            item.setToolTip(5, record.source_id)
            self._items.append((record, item))

    def refresh(self) -> None:
        """Show the values of the active scenario; those it states itself are bold."""
        if self.session.dragging:
            return
        stated = self.session.scenario.parameters
        for record, item in self._items:
            value = stated.get(record.name, record.default)
            if isinstance(value, Mapping):
                text = _("by sector or year")
            elif value is None:
                text = _("by sector or year") if record.by_sector or record.by_year else "–"
            else:
                text = format_number(value)
            item.setText(1, text)
            font = item.font(1)
            font.setBold(record.name in stated)
            item.setFont(1, font)
            item.setToolTip(1, _("stated by the scenario") if record.name in stated else _("default"))

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for record, item in self._items:
            where = f"{item.text(0)} {record.name} {record.symbol}".casefold()
            item.setHidden(not all(word in where for word in words))
        for group in self._groups:
            group.setHidden(
                all(group is not item.parent() or item.isHidden() for _record, item in self._items)
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # Enter in the search box closes nothing
            super().keyPressEvent(event)
