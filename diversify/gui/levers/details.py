"""What a lever's row folds out: the evidence in one line, the ways to its windows, timing and shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from diversify.gui.levers.explain import marks_text
from diversify.gui.levers.timing import Timing
from diversify.gui.widgets import named
from diversify.text import _

if TYPE_CHECKING:
    from diversify.gui.levers.row import LeverRow


def wrapped(text: str) -> QLabel:
    """Return a label that takes as many lines as its text needs."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


class Details(QWidget):
    """Below a row; made when it is first folded out."""

    def __init__(self, row: LeverRow) -> None:
        super().__init__(row)
        record, title = row.record, row.title
        self.marks = wrapped(
            _("Evidence: {values} [{mark}]").format(values=marks_text(record), mark=record.mark)
        )
        self.evidence = named(QPushButton(_("Evidence…")), _("{lever}: evidence").format(lever=title))
        self.path = named(QPushButton(_("Path…")), _("{lever}: path by year").format(lever=title))
        self.sectors = named(QPushButton(_("Sectors…")), _("{lever}: single sectors").format(lever=title))
        self.evidence.setToolTip(_("What is reasonable, by whose evidence, and where it enters (Shift+F1)"))
        self.path.setToolTip(_("A value for each year, on a graph or in a table (F4)"))
        self.sectors.setToolTip(_("Values and paths of single sectors (Shift+F4)"))
        self.sectors.setVisible(record.sectoral)
        self.timing = Timing(title)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(18, 0, 0, 2)
        buttons.setSpacing(4)
        for button, do in (
            (self.evidence, row.show_evidence),
            (self.path, row.edit_path),
            (self.sectors, row.edit_sectors),
        ):
            button.clicked.connect(do)
            buttons.addWidget(button, 1)
        self.marks.setContentsMargins(18, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.marks)
        column.addLayout(buttons)
        column.addWidget(self.timing)
