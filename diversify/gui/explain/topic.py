"""What all questions of the page are asked about: a year, and a sector."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

YEAR = 2035  # the year in which the headline numbers start, too


class Topic(QObject):
    """The year and the sector; a question that changes one changes it for all."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.year = YEAR
        self.sector = ""  # code; empty until one is chosen

    def set_year(self, year: int) -> None:
        """Ask about another year."""
        if year != self.year:
            self.year = year
            self.changed.emit()

    def set_sector(self, code: str) -> None:
        """Ask about another sector."""
        if code != self.sector:
            self.sector = code
            self.changed.emit()
