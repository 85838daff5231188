"""What the parts of the page have in common: they show the table of the active scenario; their controls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from diversify.gui.appearance import icon
from diversify.gui.seen import SeenView
from diversify.gui.widgets import named


class View(SeenView):
    """A part of the page. A subclass says in `refresh` how it is filled, in `content` by what."""

    def content(self) -> object:
        """Return what `refresh` depends on; by default the table of the active scenario."""
        return self.session.result.economy.table.data_hash

    def stop(self) -> None:
        """End what runs beside this part; by default nothing does."""


def prose(name: str) -> QLabel:
    """Return a label for sentences: wrapped, plain, to be selected and read by keys."""
    label = named(QLabel(), name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def tool(picture: str, text: str) -> QToolButton:
    """Return a button with a picture; its text is what a screen reader and the tooltip say."""
    button = named(QToolButton(), text)
    button.setIcon(icon(picture))
    button.setToolTip(text)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def button(text: str, tip: str) -> QPushButton:
    """Return a button with a text and a tooltip that says more."""
    made = named(QPushButton(text), text or tip)
    made.setToolTip(tip)
    return made


def labelled(text: str, widget: QWidget, line: QHBoxLayout) -> None:
    """Put a control into a line, its label before it."""
    label = QLabel(text)
    label.setBuddy(widget)
    line.addWidget(label)
    line.addWidget(widget)
