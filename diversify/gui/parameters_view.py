"""The states of the world: every parameter of the active scenario, with its range and evidence, to change."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from diversify.errors import ParameterError
from diversify.gui.beside import fit
from diversify.gui.cells import read_number, write_number
from diversify.gui.parameter_state import part_of, value_text, with_part
from diversify.gui.parameter_tree import VALUE, ParameterTree, plain
from diversify.gui.session import Session
from diversify.gui.widgets import SearchBox, named
from diversify.model.projection.checks import Value, parameter_value
from diversify.model.projection.parameters import Record
from diversify.model.projection.scenario import Scenario
from diversify.text import _


class ParametersView(QDialog):
    """A window beside the main one. Parameters hold in a scenario and in its counterfactual."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Parameters of the scenario"))
        fit(self, 64, 40)
        self.search = named(SearchBox(), _("Search parameters"))
        self.search.setPlaceholderText(_("Search parameters"))
        self.search.setClearButtonEnabled(True)
        self.only_changed = named(QCheckBox(_("Changed only")), _("Show changed parameters only"))
        self.heading = QLabel()
        self.fault = QLabel()
        self.fault.setWordWrap(True)
        self.fault.hide()
        self._shown: Scenario | None = None
        self.tree = ParameterTree(session.result.sectors)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu)
        self._make_commands()
        self._lay_out()
        self.search.textChanged.connect(self.filter)
        self.only_changed.toggled.connect(self.filter)
        self.tree.itemChanged.connect(self._typed)
        self.tree.currentItemChanged.connect(self._chosen)
        session.result_changed.connect(self.refresh)
        self.refresh()
        self._chosen()

    def _make_commands(self) -> None:
        self.low = self._command(_("Low"), _("Take the low value of the evidence"))
        self.central = self._command(_("Central"), _("Take the central value of the evidence"))
        self.high = self._command(_("High"), _("Take the high value of the evidence"))
        self.reset = self._command(
            _("Reset"), _("Back to the default, or to the value of the parent (Delete)")
        )
        self.evidence = self._command(
            _("Evidence…"), _("What is reasonable, and by whose evidence (Shift+F1)")
        )
        self.low.clicked.connect(self._take_low)
        self.central.clicked.connect(self._take_central)
        self.high.clicked.connect(self._take_high)
        self.reset.clicked.connect(self.back)
        self.evidence.clicked.connect(self.show_evidence)
        card = QAction(_("Evidence…"), self)
        card.setShortcut(QKeySequence("Shift+F1"))
        card.triggered.connect(self.show_evidence)
        self.addAction(card)

    def _command(self, text: str, tip: str) -> QPushButton:
        button = named(QPushButton(text), tip)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(_("Close"))
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        top, bottom, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.search, 1)
        top.addWidget(self.only_changed)
        for button in (self.low, self.central, self.high, self.reset, self.evidence):
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(buttons)
        column.addWidget(self.heading)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        column.addWidget(self.fault)
        column.addLayout(bottom)

    # scenario -> tree --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the values of the active scenario; those that are not the default are marked."""
        scenario = self.session.scenario
        if self.session.dragging or scenario is self._shown:
            return
        self._shown = scenario
        self.heading.setText(
            _("{scenario} – parameters hold with and without the levers").format(
                scenario=self.session.document.title
            )
        )
        self.tree.show_scenario(scenario)
        self._say("")
        self._chosen()
        if self.only_changed.isChecked():
            self.filter()

    def filter(self) -> None:
        """Show the parameters that are searched for."""
        self.tree.filter(self.search.text(), self.only_changed.isChecked())

    # tree -> scenario --------------------------------------------------------------------------------

    def chosen(self) -> tuple[Record, str] | None:
        """Return the parameter of the current line, and its sector or year if the line is of one."""
        return self.tree.parameter(self.tree.currentItem())

    def back(self) -> None:
        """Take the current parameter back to its default, or to what the parent states."""
        if found := self.chosen():
            self.session.set_state(found[0].name, None)

    def show_evidence(self) -> None:
        """Open the evidence card of the current parameter."""
        from diversify.gui.evidence_card import EvidenceCard

        if found := self.chosen():
            EvidenceCard(found[0].name, self).show()

    def _take_low(self) -> None:
        self._mark("low")

    def _take_central(self) -> None:
        self._mark("central")

    def _take_high(self) -> None:
        self._mark("high")

    def _mark(self, word: str) -> None:
        found = self.chosen()
        if found is None:
            return
        record, key = found
        if not key:
            self._state(record, word)
            return
        values = record.by_sector.get(key)
        number = None if values is None else getattr(values, "default" if word == "central" else word)
        if number is not None:
            self._state(record, with_part(record, self._stated(record), key, number))

    def _typed(self, item: QTreeWidgetItem, column: int) -> None:
        found = self.tree.parameter(item)
        if column != VALUE or found is None:
            return
        record, key = found
        stated, text = self._stated(record), plain(item.text(VALUE))
        if text == (write_number(part_of(record, stated, key)) if key else value_text(record, stated)):
            self._shown = None  # nothing new was typed
            self.refresh()
            return
        number = read_number(text)
        if number is None:
            self._say(_("“{text}” is no number; nothing has been changed.").format(text=text))
            return
        self._state(record, with_part(record, stated, key, number))

    def _state(self, record: Record, value: Value | str) -> None:
        try:
            checked = parameter_value(record.name, value)
        except ParameterError as error:  # said in place; what was typed stays
            self._say(str(error))
            return
        self._shown = None
        if self.session.set_state(record.name, checked):
            self.refresh()
        else:
            self._say(_("The model has no solution with this value; nothing has been changed."))

    def _stated(self, record: Record) -> Value | None:
        return self.session.scenario.parameters.get(record.name)

    def _say(self, text: str) -> None:
        self.fault.setText(f"⚠ {text}" if text else "")
        self.fault.setAccessibleName(text)
        self.fault.setVisible(bool(text))

    def _chosen(self) -> None:
        found = self.chosen()
        for button in (self.low, self.central, self.high, self.evidence):
            button.setEnabled(found is not None and (button is self.evidence or not found[0].by_year))
        self.reset.setEnabled(found is not None and self._stated(found[0]) is not None)

    def _menu(self, at: QPoint) -> None:
        if self.chosen() is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in (self.low, self.central, self.high, self.reset, self.evidence):
            menu.addAction(button.text(), button.click).setEnabled(button.isEnabled())
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # closes nothing; edits the value
            item = self.tree.currentItem()
            if item is not None and self.tree.hasFocus() and self.chosen():
                self.tree.editItem(item, VALUE)
        elif event.key() == Qt.Key.Key_Delete and self.tree.hasFocus():
            self.back()
        else:
            super().keyPressEvent(event)
