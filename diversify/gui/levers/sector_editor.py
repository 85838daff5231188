"""The window for a lever sector by sector: a table for many sectors at once, and the way to their curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from diversify.errors import DiversifyError
from diversify.gui.beside import Beside, fit
from diversify.gui.cells import read_cells, read_number, write_cells
from diversify.gui.lever_state import stated
from diversify.gui.levers.explain import explain
from diversify.gui.levers.path_editor import PathEditor
from diversify.gui.levers.scale import neutral, scale_of
from diversify.gui.levers.sector_model import LAST, NAME, VALUE, SectorModel
from diversify.gui.levers.timing import MODES
from diversify.gui.levers.value_box import ValueBox
from diversify.gui.record_texts import unit_text
from diversify.gui.session import Session
from diversify.gui.widgets import named
from diversify.model.projection.assumptions import RESOURCE
from diversify.model.projection.parameters import Record
from diversify.model.projection.scenario import Change, Mode
from diversify.text import _, localized, ngettext

Wanted = dict[tuple[str, ...], Change | None]


class SectorEditor(Beside):
    """Edits the scenario at once; every command is one step to undo, for however many sectors.

    Keys in the table: Shift or Ctrl with arrows and Space select, Ctrl+A all, Return edits the value, Delete
    empties it, Ctrl+C and Ctrl+V copy and paste.
    """

    def __init__(self, session: Session, record: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self.record, self.document = session, record, session.document
        self.title = localized(record.title)
        self.model = SectorModel(session, self.document, record, self)
        self._build()
        self._lay_out()
        self._select_changed()
        session.result_changed.connect(self._follow)
        session.shown_changed.connect(self._leave)

    def _build(self) -> None:
        title = self.title
        self.setWindowTitle(_("{lever}: sectors").format(lever=title))
        unit = unit_text(self.record, self.document.scenario.base)
        self.heading = QLabel(f"{title}, {unit} · {self.document.title}")
        self.heading.setWordWrap(True)
        self.heading.setToolTip(explain(self.record))
        self.table = named(QTableView(), _("{lever}: sectors").format(lever=title))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.table.installEventFilter(self)
        self.pick = named(QPushButton(_("Select")), _("Select sectors by group"))
        self.pick.setMenu(self._groups())
        self.mode = named(QComboBox(), _("How the value enters the chosen sectors"))
        for data, text in MODES:
            self.mode.addItem(_(text), data)
        self.value = named(ValueBox(), _("Value for the chosen sectors"), unit)
        self.apply = named(QPushButton(_("Apply")), _("Apply to the chosen sectors"))
        self.curve = named(QPushButton(_("Curve…")), _("Path by year for the chosen sectors"))
        self.clear = named(QPushButton(_("As all")), _("Let the chosen sectors follow the value for all"))
        self.clear.setToolTip(_("Take away what is stated for the chosen sectors alone (Delete)"))
        self.chosen = QLabel()
        self.fault = QLabel()
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        self._choose_mode()
        self.mode.activated.connect(self._choose_mode)
        self.apply.clicked.connect(self.set_chosen)
        self.curve.clicked.connect(self.edit_curve)
        self.clear.clicked.connect(self.clear_chosen)
        self.buttons.rejected.connect(self.reject)
        self.model.typed.connect(self._typed)
        self.model.refused.connect(self.say)
        self.table.selectionModel().selectionChanged.connect(self._select_changed)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        for widget in (self.pick, self.mode, self.value, self.apply, self.curve, self.clear):
            bar.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.addWidget(self.heading)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.chosen)
        whole.addLayout(bar)
        whole.addWidget(self.fault)
        whole.addWidget(self.buttons)
        fit(self, 51, 38)
        self.table.setFocus()

    def _groups(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("All sectors"), self._pick_all)
        menu.addAction(_("All but oil and gas extraction"), self._pick_nonoil)
        menu.addAction(_("Those with a value of their own"), self._pick_own)
        menu.addAction(_("Those that are not selected"), self._pick_others)
        menu.addAction(_("None"), self.table.clearSelection)
        return menu

    # selection ---------------------------------------------------------------------------------------

    def chosen_codes(self) -> list[str]:
        """Return the sectors that are selected, in the order of the table."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.lines[row].code for row in rows]

    def choose(self, codes: Sequence[str]) -> None:
        """Select these sectors and no others."""
        picked = QItemSelection()
        for row, line in enumerate(self.model.lines):
            if line.code in codes:
                picked.select(self.model.index(row, 0), self.model.index(row, LAST))
        self.table.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _pick_all(self) -> None:
        self.choose([line.code for line in self.model.lines])

    def _pick_nonoil(self) -> None:
        self.choose([line.code for line in self.model.lines if line.code != RESOURCE])

    def _pick_own(self) -> None:
        self.choose([line.code for line in self.model.lines if line.value is not None])

    def _pick_others(self) -> None:
        now = self.chosen_codes()
        self.choose([line.code for line in self.model.lines if line.code not in now])

    def _select_changed(self) -> None:
        count = len(self.chosen_codes())
        text = ngettext("{count} sector selected", "{count} sectors selected", count).format(count=count)
        self.chosen.setText(text if count else _("Select sectors to set their values together."))
        for widget in (self.apply, self.curve, self.clear):
            widget.setEnabled(count > 0)

    # commands ----------------------------------------------------------------------------------------

    def set_chosen(self) -> None:
        """Set the chosen sectors, or add to or scale their defaults; what timing they have stays."""
        self._state(self.chosen_codes(), self.value.number(), cast(Mode, self.mode.currentData()))

    def clear_chosen(self) -> None:
        """Let the chosen sectors follow the value for all."""
        self._do(dict.fromkeys(((code,) for code in self.chosen_codes()), None))

    def edit_curve(self) -> None:
        """Open the path editor for the chosen sectors."""
        targets = [(code,) for code in self.chosen_codes()]
        if targets:
            PathEditor(self.session, self.record, targets, self).show()

    def paste(self, text: str) -> None:
        """Take a column of values from the current row on, or rows of code or name and value."""
        wanted: Wanted = {}
        names = {key: line.code for line in self.model.lines for key in (line.code, line.name)}
        row = max(self.table.currentIndex().row(), 0)
        cells = read_cells(text)
        if cells and len(cells[0]) > 1 and cells[0][0] not in names:
            cells = cells[1:]  # a heading
        for number, line in enumerate(cells):
            if len(line) > VALUE and line[VALUE] == _("path"):
                continue  # a path is no number: it stays
            code = names.get(line[0]) if len(line) > 1 else None
            if len(line) == 1 and row + number < len(self.model.lines):
                code = self.model.lines[row + number].code
            value = read_number(line[0] if len(line) == 1 else line[min(VALUE, len(line) - 1)])
            empty = len(line) > VALUE and not line[VALUE]
            if code is None or (value is None and not empty):
                said = _("Row {row} of what was pasted is no sector and value: “{text}”. Nothing was taken.")
                self.say(said.format(row=number + 1, text="  ".join(line)))
                return
            if not empty or self._old(code) is not None:
                wanted[code,] = None if empty else self._change(code, value, None)
        if not wanted:
            self.say(_("There is nothing to paste. Copy one value for each sector first."))
            return
        self._do(wanted)

    def copied(self) -> str:
        """Return the selected rows, or all, with a heading, for a spreadsheet."""
        chosen = self.chosen_codes()
        header = [str(self.model.headerData(c, Qt.Orientation.Horizontal)) for c in range(LAST + 1)]
        lines = [line for line in self.model.lines if not chosen or line.code in chosen]
        return write_cells([header, *([self.model.text(line, c) for c in range(LAST + 1)] for line in lines)])

    def say(self, text: str) -> None:
        """Say in place what went wrong; nothing takes it back."""
        self.fault.setText(f"⚠ {text}" if text else "")
        self.fault.setAccessibleName(text)
        self.fault.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Copy):
                QApplication.clipboard().setText(self.copied())
                return True
            if event.matches(QKeySequence.StandardKey.Paste):
                self.paste(QApplication.clipboard().text())
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.clear_chosen()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.table.edit(self.model.index(max(self.table.currentIndex().row(), 0), VALUE))
                return True
        return super().eventFilter(watched, event)

    def _choose_mode(self) -> None:
        mode = str(self.mode.currentData())
        scale = scale_of(self.record, mode)
        self.value.set_scale(scale)
        start = neutral(mode) if mode != "set" else self.record.central
        self.value.set_number(scale.low if start is None else start)

    def _typed(self, row: int, value: float | None) -> None:
        line = self.model.lines[row]
        self._state([line.code], value, cast(Mode, line.mode))

    def _state(self, codes: Sequence[str], value: float | None, mode: Mode | None) -> None:
        self._do({(code,): None if value is None else self._change(code, value, mode) for code in codes})

    def _old(self, code: str) -> Change | None:
        key = self.record.name, frozenset((code,))
        return next((c for c in self.document.scenario.changes if c.key == key), None)

    def _change(self, code: str, value: float | None, mode: Mode | None) -> Change:
        old = self._old(code)
        if old is None or old.points:
            return Change(self.record.name, value, mode=mode or "set")
        return replace(old, value=value, mode=mode or old.mode, unit="")

    def _do(self, wanted: Wanted) -> None:
        if not wanted:
            return
        self.say("")
        try:
            stated(self.document.scenario, self.record.name, wanted)
        except DiversifyError as error:
            self.say(str(error))
            return
        if not self.session.set_changes(self.record.name, wanted, self.document):
            locked = self.record.name in self.session.memory.locked(self.document)
            unsolved = _("The model has no solution with these values; nothing has been changed.")
            self.say(_("This lever is locked in the scenario. Unlock it first.") if locked else unsolved)

    def _follow(self) -> None:
        if not self.session.dragging and self.session.active is self.document:
            self.model.refresh()

    def _leave(self) -> None:
        if self.document not in self.session.documents:
            self.reject()
