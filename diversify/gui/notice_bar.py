"""A line above the page that offers something and waits: no box, nothing blocked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from diversify.gui.widgets import ElidedLabel, named
from diversify.text import _


class NoticeBar(QFrame):
    """One sentence and a button for each thing that can be done about it; any of them closes the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.key: object = None
        self.text = named(ElidedLabel(), _("Notice"))
        self.buttons: list[QPushButton] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(8, 3, 3, 3)
        self._line.addWidget(self.text, 1)
        self.hide()

    def offer(self, key: object, text: str, choices: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show a sentence about `key` and what can be done; it takes the place of the sentence before."""
        self.key = key
        self.text.setText(text)
        self.text.setAccessibleDescription(text)
        while self.buttons:
            button = self.buttons.pop()
            button.hide()
            button.deleteLater()
        for label, do in choices:
            button = named(QPushButton(label), f"{label}: {text}")
            button.clicked.connect(_then(self.dismiss, do))
            self._line.addWidget(button)
            self.buttons.append(button)
        self.show()

    def dismiss(self) -> None:
        """Take the line away."""
        self.key = None
        self.hide()


def _then(first: Callable[[], object], second: Callable[[], object]) -> Callable[[], None]:
    def both() -> None:
        first()
        second()

    return both
