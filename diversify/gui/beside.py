"""Habits of windows beside the main one: their size in heights of the text, and what Return does in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget


def fit(window: QWidget, wide: float, tall: float) -> None:
    """Give a window a size in heights of its text, as far as the screen has room."""
    height = window.fontMetrics().height()
    room = window.screen().availableSize()
    window.resize(min(round(wide * height), room.width()), min(round(tall * height), room.height()))


class Beside(QDialog):
    """A window in which Return finishes a number that is being typed, and no button but a focused one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
