"""A heading that opens and closes, and the levers below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from diversify.gui.levers.row import LeverRow
from diversify.gui.widgets import named
from diversify.text import _, ngettext


class Group(QWidget):
    """One group of levers; `folded` carries what the user, not a search, did to it."""

    folded = Signal(str, bool)

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.name, self.title = name, title
        self.rows: list[LeverRow] = []
        self.heading = named(QToolButton(), title)
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.setAutoRaise(True)
        self.heading.setArrowType(Qt.ArrowType.DownArrow)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.heading.setMinimumWidth(40)
        self.body = QWidget()
        self._rows = QVBoxLayout(self.body)
        self._rows.setContentsMargins(4, 0, 4, 4)
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.body)
        self.heading.toggled.connect(self._open)
        self.heading.clicked.connect(self._clicked)

    def add(self, row: LeverRow) -> None:
        """Put a row at the end."""
        self.rows.append(row)
        self._rows.addWidget(row)

    def count(self) -> None:
        """Say in the heading how many levers there are and how many are moved."""
        moved = sum(bool(row.origin) for row in self.rows)
        text = _("{group} ({count})").format(group=self.title, count=len(self.rows))
        if moved:
            said = ngettext("{count} moved", "{count} moved", moved).format(count=moved)
            text = f"{text} – {said}"
        self.heading.setText(text)
        self.heading.setToolTip(text)
        self.heading.setAccessibleName(text)

    def _open(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self.heading.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.heading.setAccessibleDescription(_("open") if opened else _("folded"))

    def _clicked(self, opened: bool) -> None:
        self.folded.emit(self.name, not opened)
