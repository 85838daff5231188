"""The choice of base year: what there is, what another would change, and the way back from own tables."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from diversify.gui import own_tables
from diversify.gui.data.bases import changes_text
from diversify.gui.data.view import button, labelled, prose
from diversify.gui.session import Session
from diversify.gui.widgets import Wheelless, named
from diversify.text import _


class BaseChoice(QWidget):
    """A list of base years; nothing changes before the button beside it is pressed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.base = named(QComboBox(), _("Base year"))
        self.base.installEventFilter(Wheelless(self.base))
        self.start = button(_("Start from it"), _("Let the active scenario start from this base year"))
        self.back = button(_("Built-in table"), _("Let its scenarios rest on the built-in table again"))
        self.changes = prose(_("What this base year changes"))
        line, column = QHBoxLayout(), QVBoxLayout(self)
        labelled(_("Base year"), self.base, line)
        line.addWidget(self.start)
        line.addWidget(self.back)
        line.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.changes)
        self.base.activated.connect(self._say_changes)
        self.start.clicked.connect(self.start_from)
        self.back.clicked.connect(self.go_back)

    def refresh(self) -> None:
        """List the base years there are now, that of the active scenario in front."""
        self.base.clear()
        for year in own_tables.base_years(self.session):
            self.base.addItem(own_tables.base_text(self.session, year), year)
        self.base.setCurrentIndex(self.base.findData(self.session.scenario.base))
        self._say_changes()

    def start_from(self) -> None:
        """Let the active scenario start from the chosen base year."""
        self.session.set_base(self.base.currentData())

    def go_back(self) -> None:
        """Let scenarios of the chosen year rest on the built-in table again."""
        own_tables.take_back(self.session, self.base.currentData())

    def _say_changes(self) -> None:
        year = self.base.currentData()
        calculator = self.session.calculator
        self.changes.setText(changes_text(self.session.result.economy, calculator.economy(year)))
        self.start.setEnabled(year != self.session.scenario.base)
        self.back.setVisible(year in calculator.own)
