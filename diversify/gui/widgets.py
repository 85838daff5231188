"""Helpers of several pages: names for screen readers, text that elides, a wheel that only scrolls."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QSpinBox, QStyle, QStyleOption, QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, description: str = "") -> W:
    """Give a control the name, and the description, that a screen reader says."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
    return widget


class Wheelless(QObject):
    """An event filter: the wheel over a field that has no focus scrolls the panel and changes nothing."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


_EDITING = (Qt.Key.Key_D, Qt.Key.Key_E)  # with Control: delete, end of line on X11, as in Emacs


def is_for_window(event: QEvent, typing: bool) -> bool:
    """Leave a field's keys that are commands of the window to the window; the field would swallow them.

    Returns
    -------
    bool
        Whether `event` was such a key. Undo and redo stay with the field while
        a value is half typed (`typing`).
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _EDITING
    if not control and (typing or not undo):
        return False
    event.ignore()
    return True


class SearchBox(QLineEdit):
    """A line to search in that leaves the window its commands."""

    def event(self, event: QEvent) -> bool:
        return is_for_window(event, typing=True) or super().event(event)


class YearBox(QSpinBox):
    """A spin box for a year that leaves undo and redo to the window."""

    def event(self, event: QEvent) -> bool:
        settled = self.textFromValue(self.value())
        typing = self.lineEdit().isModified() and self.text() not in (settled, self.specialValueText())
        return is_for_window(event, typing) or super().event(event)


class ElidedLabel(QLabel):
    """One line of text that ends in an ellipsis where room is short; its tooltip then has all of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._hint = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_hint(self, hint: str) -> None:
        """Set the tooltip that goes after the text."""
        self._hint = hint

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def shown_text(self) -> str:
        """Return what fits."""
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self._hint or (self.text() if self.shown_text() != self.text() else ""))
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        align = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        role = self.foregroundRole()
        if role == QPalette.ColorRole.NoRole:
            role = QPalette.ColorRole.WindowText
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            align.value,
            option.palette,
            self.isEnabled(),
            self.shown_text(),
            role,
        )
