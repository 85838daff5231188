"""When and how a change arrives: how the value enters, first year, shape, year of completion, last year."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSpinBox, QWidget

from diversify.gui.lever_state import LeverState
from diversify.gui.widgets import Wheelless, YearBox, named
from diversify.model.projection.checks import HORIZON
from diversify.model.projection.scenario import Change
from diversify.text import N_, _

SHAPES = (("step", N_("at once")), ("linear", N_("straight line")), ("s-curve", N_("S-curve")))
MODES = (("set", N_("set to")), ("add", N_("add")), ("scale", N_("multiply by")))
_RAMP = 5  # years that a new ramp takes


class Timing(QWidget):
    """Five small fields; `edited` carries what the user changed, by the names that the session takes."""

    edited = Signal(dict)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = HORIZON
        self.mode = named(_combo(MODES), _("{lever}: how the value enters").format(lever=title))
        self.shape = named(_combo(SHAPES), _("{lever}: shape of the change").format(lever=title))
        self.start = named(_year(""), _("{lever}: first year").format(lever=title))
        self.end = named(_year(""), _("{lever}: complete in").format(lever=title))
        self.until = named(_year(_("stays")), _("{lever}: last year").format(lever=title))
        self.end.setToolTip(_("In this year the change is complete."))
        self.until.setToolTip(_("After this year the default returns."))
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 0, 0, 2)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        fields = (
            (_("How"), self.mode, 0, 0), (_("Shape"), self.shape, 0, 2),
            (_("From"), self.start, 1, 0), (_("By"), self.end, 1, 2), (_("Until"), self.until, 2, 0),
        )  # fmt: skip
        for text, field, row, column in fields:
            label = QLabel(text)
            label.setBuddy(field)
            grid.addWidget(label, row, column)
            grid.addWidget(field, row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.mode.activated.connect(self._send_mode)
        self.shape.activated.connect(self._send_shape)
        self.start.valueChanged.connect(self._send_start)
        self.end.valueChanged.connect(self._send_end)
        self.until.valueChanged.connect(self._send_until)

    def show_state(self, state: LeverState, base: int) -> None:
        """Show a lever's timing; where nothing is moved, what a move would get."""
        self.show_change(state.change, base)
        self.setEnabled(not state.is_path and state.change is not None)

    def show_change(self, change: Change | None, base: int) -> None:
        """Show when and how a change arrives; points have no start, end and shape of their own."""
        self._base = base
        start = base + 1 if change is None or change.start is None else change.start
        shape = "step" if change is None else change.shape
        end = start + _RAMP if change is None or change.end is None else change.end
        until = base if change is None or change.until is None else change.until
        for field, low, value in (
            (self.start, base + 1, start),
            (self.end, base + 1, end),
            (self.until, base, until),
        ):
            blocked = field.blockSignals(True)
            field.setRange(low, HORIZON)
            field.setValue(value)
            field.blockSignals(blocked)
        self.shape.setCurrentIndex(self.shape.findData(shape))
        self.mode.setCurrentIndex(self.mode.findData("set" if change is None else change.mode))
        by_points = change is not None and bool(change.points)
        self.start.setEnabled(not by_points)
        self.shape.setEnabled(not by_points)
        self.end.setEnabled(shape != "step" and not by_points)

    def _send_mode(self) -> None:
        self.edited.emit({"mode": self.mode.currentData()})

    def _send_shape(self) -> None:
        shape = self.shape.currentData()
        end = None if shape == "step" else min(max(self.end.value(), self.start.value()), HORIZON)
        self.edited.emit({"shape": shape, "end": end})

    def _send_start(self, year: int) -> None:
        timing: dict[str, Any] = {"start": year}
        if self.shape.currentData() != "step":
            timing["end"] = max(self.end.value(), year)
        if self.until.value() > self._base:
            timing["until"] = max(self.until.value(), year)
        self.edited.emit(timing)

    def _send_end(self, year: int) -> None:
        self.edited.emit({"end": max(year, self.start.value())})

    def _send_until(self, year: int) -> None:
        none = year <= self._base
        self.edited.emit({"until": None if none else max(year, self.start.value())})


def _combo(items: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    box.installEventFilter(Wheelless(box))
    box.setMinimumContentsLength(4)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for data, text in items:
        box.addItem(_(text), data)
    return box


def _year(blank: str) -> QSpinBox:
    box = YearBox()
    box.installEventFilter(Wheelless(box))
    box.setKeyboardTracking(False)
    box.setRange(HORIZON - 30, HORIZON)
    box.setSpecialValueText(blank)
    metrics = box.fontMetrics()
    text = max(metrics.horizontalAdvance(str(HORIZON)), metrics.horizontalAdvance(blank))
    box.setMinimumWidth(round(text + 2.2 * metrics.height()))
    return box
