"""The exact value of a lever in a spin box, which can also hold "no value"."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QWidget

from diversify.gui.levers.scale import Scale
from diversify.gui.widgets import is_for_window
from diversify.text import language

_MORE = 2  # decimal places beyond those of the slider


class ValueBox(QDoubleSpinBox):
    """A spin box for one number. If `blank` is given, it can be empty and then shows that text.

    The value one step below the lowest stands for "blank" inside Qt; use `number` and `set_number`.
    """

    corrected = Signal(str, str)  # what was typed out of bounds, and what was made of it

    _low = 0.0  # class attributes: Qt asks for texts before __init__ is through
    _digits = 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale(language()))
        self.setGroupSeparatorShown(False)
        self.setKeyboardTracking(False)
        self.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)

    def set_scale(self, scale: Scale, blank: str = "") -> None:
        """Take the range and step of a slider; `blank` is shown for "no value", "" forbids it."""
        self._low = scale.low
        self._digits = scale.decimals
        whole = scale.decimals == 0 and scale.step == 1.0 and scale.low >= 1000.0  # a year
        self.setDecimals(0 if whole else scale.decimals + _MORE)
        self.setRange(scale.low - scale.step if blank else scale.low, scale.high)
        self.setSingleStep(scale.step)
        self.setSpecialValueText(blank)

    def number(self) -> float | None:
        """Return the value, None for blank."""
        return None if self.value() < self._low - 1e-12 else self.value()

    def set_number(self, number: float | None) -> None:
        """Show a value, None for blank, without telling anybody."""
        blocked = self.blockSignals(True)
        self.setValue(self.minimum() if number is None else number)
        self.blockSignals(blocked)

    def textFromValue(self, value: float) -> str:
        """Write as few decimals as the number has, at least those of the slider."""
        text = self.locale().toString(float(value), "f", self.decimals())
        point = self.locale().decimalPoint()
        if point in text:
            whole, part = text.split(point)
            part = part.rstrip("0").ljust(min(self._digits, self.decimals()), "0")
            text = f"{whole}{point}{part}" if part else whole
        return text.replace(self.locale().groupSeparator(), "")

    def valueFromText(self, text: str) -> float:
        """Read a number with a point or a comma; nothing is blank."""
        number = self._read(text)
        return self.minimum() if number is None else number

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept a number inside the bounds; whatever may still become one is left alone."""
        plain = text.strip()
        if not plain or plain == self.specialValueText():
            state = QValidator.State.Acceptable if self.specialValueText() else QValidator.State.Intermediate
            return state, text, position
        number = self._read(plain)
        if number is None or math.isnan(number):
            unfinished = plain in ("-", "+", ".", ",", "-.", "-,") or self.specialValueText().startswith(
                plain
            )
            state = QValidator.State.Intermediate if unfinished else QValidator.State.Invalid
            return state, text, position
        inside = self._low <= number <= self.maximum()
        return (QValidator.State.Acceptable if inside else QValidator.State.Intermediate), text, position

    def fixup(self, text: str) -> str:
        """Bring a number that is out of bounds to the nearest bound; anything else back to what was there."""
        number = self._read(text)
        if number is None or math.isnan(number):
            return self.textFromValue(self.value())
        nearest = self.textFromValue(min(max(number, self._low), self.maximum()))
        self.corrected.emit(text.strip(), nearest)
        return nearest

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window, unless a number is half typed."""
        typing = self.lineEdit().isModified() and self.text() not in (
            self.textFromValue(self.value()), self.specialValueText()
        )  # fmt: skip
        return is_for_window(event, typing) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _read(self, text: str) -> float | None:
        plain = text.removesuffix(self.suffix()).strip().replace("\u2212", "-").replace(",", ".")
        if not plain or plain == self.specialValueText():
            return None
        try:
            number = float(plain)
        except ValueError:
            return math.nan
        return number if math.isfinite(number) else math.nan
