"""The grid of levers and scenarios, edited in place; Delete takes a value back, Ctrl+C copies."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QHeaderView, QVBoxLayout

from diversify.gui.compare.grid_model import GridModel, Row, rows
from diversify.gui.compare.looks import HEIGHT, WIDTH
from diversify.gui.compare.view import View
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import Table, buttons
from diversify.gui.widgets import ElidedLabel, SearchBox, Wheelless, named
from diversify.text import N_, _, folded

WHICH = {
    "moved": N_("Levers that are moved"),
    "differ": N_("Levers that differ"),
    "all": N_("All levers"),
}
_COLUMN = 150  # pixels of a scenario
_NAMES = 0.4  # part of the width that names of levers take at most
_WIDEST = 460  # pixels of the same
_TAKE_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Grid(Table):
    """The table: keys type, take back and copy."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in _TAKE_BACK and not editing and isinstance(model, GridModel):
            model.take_back(self.selectionModel().selectedIndexes())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            if self.currentIndex().isValid():
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() in _TAKE_BACK)
            if event.isAccepted():
                return True
        return super().event(event)


class GridView(View):
    """The grid under a line that says which levers it has."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.model = GridModel(session, self)
        self.table = Grid(session, _("Levers of the open scenarios"), "levers")
        self.table.setModel(self.model)
        self.table.setIconSize(QSize(WIDTH, HEIGHT))
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        across = self.table.horizontalHeader()
        across.setDefaultSectionSize(_COLUMN)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.which = named(QComboBox(), _("Which levers to show"))
        for name, text in WHICH.items():
            self.which.addItem(_(text), name)
        self.which.installEventFilter(Wheelless(self.which))
        self.search = named(SearchBox(), _("Search levers"))
        self.search.setPlaceholderText(_("Search levers"))
        self.search.setClearButtonEnabled(True)
        legend = _(
            "● stated by the scenario   ○ inherited   plain: default.   Type to edit; Delete takes back."
        )
        self.legend = ElidedLabel(legend)
        line = QHBoxLayout()
        line.addWidget(self.which)
        line.addWidget(self.search, 1)
        for button in buttons(self.table):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self.legend)
        self.which.activated.connect(self._again)
        self.search.textChanged.connect(self._again)

    def refresh(self) -> None:
        current = self.table.currentIndex()
        at = self._place(current) if current.isValid() else None
        scenarios = [document.scenario for document in self.session.documents]
        lines = self._found(rows(scenarios, self.which.currentData()))
        if self.model.fill(lines):
            self._share_out()
            if at is not None and at[0] in lines and at[1] in self.model.documents:
                self.table.setCurrentIndex(
                    self.model.index(lines.index(at[0]), self.model.documents.index(at[1]))
                )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Let scenarios share the room that names of levers leave, each with enough for a value."""
        names = min(int(self.width() * _NAMES), _WIDEST)
        self.table.verticalHeader().setFixedWidth(names)
        room = self.width() - names - 2 * self.table.frameWidth()
        narrow = room < _COLUMN * self.model.columnCount()
        mode = QHeaderView.ResizeMode.Interactive if narrow else QHeaderView.ResizeMode.Stretch
        self.table.horizontalHeader().setSectionResizeMode(mode)

    def state(self) -> dict[str, object]:
        return {"which": self.which.currentData()}

    def restore(self, state: dict[str, object]) -> None:
        place = self.which.findData(state.get("which"))
        self.which.setCurrentIndex(max(place, 0))
        self.renew()

    def _place(self, index: QModelIndex) -> tuple[Row, object]:
        return self.model.lines[index.row()], self.model.documents[index.column()]

    def _found(self, lines: list[Row]) -> list[Row]:
        words = folded(self.search.text()).split()
        if not words:
            return lines
        found: list[Row] = []
        for row in lines:
            title = folded(f"{self.model.row_title(row, Qt.ItemDataRole.DisplayRole)} {row.lever}")
            if row.lever and all(word in title for word in words):
                found += [row] if Row(row.group) in found else [Row(row.group), row]
        return found

    def _again(self, _news: object = None) -> None:
        self.renew()
