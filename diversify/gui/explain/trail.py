"""The way from GDP down as a row of buttons: each leads back up to its step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from diversify.gui.widgets import named
from diversify.text import _

_LETTERS = 24  # of a step that are shown


class Trail(QWidget):
    """Steps in words; the last is where one stands."""

    chosen = Signal(int)  # how many steps are kept

    def __init__(self) -> None:
        super().__init__()
        named(self, _("Way from GDP"))
        self.buttons: list[QToolButton] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(2)
        self._line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[tuple[str, str]]) -> None:
        """Show the way, each step in short and in full; the focus stays in the row if it was there."""
        had_focus = any(button.hasFocus() for button in self.buttons)
        while self._line.count() > 1:
            item = self._line.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for number, (short, step) in enumerate(steps):
            if number:
                self._line.insertWidget(self._line.count() - 1, QLabel("›"))
            self.buttons.append(self._button(short, step, number, number == len(steps) - 1))
            self._line.insertWidget(self._line.count() - 1, self.buttons[-1])
        if had_focus and self.buttons:
            self.buttons[-1].setFocus()

    def _button(self, short: str, step: str, number: int, here: bool) -> QToolButton:
        button = named(QToolButton(), _("Here: {step}").format(step=step) if here else step)
        button.setText(short if len(short) <= _LETTERS else short[: _LETTERS - 1].rstrip() + "…")
        button.setToolTip(step if here else _("Back to: {step}").format(step=step))
        button.setAutoRaise(not here)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setProperty("step", number)
        font = button.font()
        font.setBold(here)
        button.setFont(font)
        button.clicked.connect(self._press)
        return button

    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.chosen.emit(int(button.property("step")))
