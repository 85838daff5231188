"""What the parts of the page have in common: they work only while they are seen, and once for each news."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from diversify.gui.appearance import icon
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.widgets import named


class View(QWidget):
    """A part of the page. A subclass says in `refresh` how it is filled, in `content` by what."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self._seen: object = None
        session.result_changed.connect(self.hear)
        session.drag_ended.connect(self.hear)

    def hear(self, _news: object = None) -> None:
        """Take the session as it is now; while a lever is dragged what is here waits for its release."""
        if not self.isVisible() or self.session.dragging or self.session.active is None:
            return
        seen = self.content()
        if seen != self._seen:
            self._seen = seen
            self.refresh()

    def content(self) -> object:
        """Return what `refresh` depends on, to be compared; by default the table of the active scenario."""
        return self.session.result.economy.table.data_hash

    def renew(self) -> None:
        """Fill it anew, whether the session has news or not."""
        self._seen = None
        self.hear()

    def refresh(self) -> None:
        """Show what the session has."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.hear()

    def stop(self) -> None:
        """End what runs beside this part; by default nothing does."""

    def state(self) -> dict[str, object]:
        """Return what is to be remembered of how it is shown."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Take what was remembered; whatever does not fit counts as not there."""


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
