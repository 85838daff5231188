"""One lever: name, exact value, slider with marks, reset, and on demand timing and single sectors."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from diversify.gui.appearance import icon
from diversify.gui.lever_state import blank_text, path_text, sectors_moved, state_of
from diversify.gui.levers.explain import explain, unit_text
from diversify.gui.levers.scale import neutral, scale_of
from diversify.gui.levers.sector_table import SectorTable
from diversify.gui.levers.slider import MarkedSlider
from diversify.gui.levers.timing import Timing
from diversify.gui.levers.value_box import ValueBox
from diversify.gui.session import Session
from diversify.gui.widgets import ElidedLabel, named
from diversify.model.projection.parameters import Record
from diversify.text import _, localized, ngettext

_BOX = 132  # pixels: room for "held at base year"
POSITIONS = 9  # values run at the press of a slider, to know the limits of charts


class LeverRow(QWidget):
    """Binds one lever of the session to its controls, in both directions.

    The spin box is the control that a screen reader meets by the lever's name; the slider is its companion.
    """

    def __init__(self, record: Record, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record, self.session = record, session
        self.title = localized(record.title)
        self._blank = blank_text(record)
        self._mode = "set"
        self.scale = scale_of(record)
        self.mark = QLabel(" ")
        self.mark.setFixedWidth(12)
        self.label = ElidedLabel(self.title)
        self.unit = QLabel(unit_text(record))
        self.unit.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.box = named(ValueBox(), self.title)
        self.box.setFixedWidth(_BOX)
        self.slider = named(MarkedSlider(), _("{lever}: slider").format(lever=self.title))
        self.reset = named(QToolButton(), _("Reset {lever}").format(lever=self.title))
        self.reset.setIcon(icon("reset"))
        self.reset.setAutoRaise(True)
        self.more = named(QToolButton(), _("Details of {lever}").format(lever=self.title))
        self.more.setIcon(icon("details"))
        self.more.setAutoRaise(True)
        self.more.setCheckable(True)
        self.note = ElidedLabel()
        self.timing: Timing | None = None
        self.sectors: SectorTable | None = None
        self.label.setBuddy(self.box)
        self._lay_out()
        self._fit()
        self.box.valueChanged.connect(self._typed)
        self.box.corrected.connect(self._corrected)
        self.slider.valueChanged.connect(self._slid)
        self.slider.grabbed.connect(self._grab)
        self.slider.dropped.connect(session.end_drag)
        self.reset.clicked.connect(self._reset)
        self.more.toggled.connect(self._show_more)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        heading = QHBoxLayout()
        heading.addWidget(self.label, 1)
        heading.addWidget(self.unit)
        grid.addWidget(self.mark, 0, 0)
        grid.addLayout(heading, 0, 1, 1, 4)
        grid.addWidget(self.slider, 1, 1)
        grid.addWidget(self.box, 1, 2)
        grid.addWidget(self.reset, 1, 3)
        grid.addWidget(self.more, 1, 4)
        grid.addWidget(self.note, 2, 1, 1, 4)
        grid.setColumnStretch(1, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(grid)
        self.note.hide()

    # session -> controls -----------------------------------------------------------------------------

    def show_scenario(self, default: float | None) -> None:
        """Show what the active scenario says; `default` is the lever's value where nothing is moved."""
        scenario = self.session.scenario
        state = state_of(scenario, self.record.name, default)
        if state.mode != self._mode:
            self._mode = state.mode
            self._fit()
        self.box.set_number(state.value)
        if not self.slider.isSliderDown():
            blocked = self.slider.blockSignals(True)
            self.slider.setValue(0 if state.value is None else self.scale.position(state.value))
            self.slider.blockSignals(blocked)
        single = sectors_moved(scenario, self.record.name)
        moved = state.changed or single > 0
        if moved != (self.mark.text() != " ") or self.mark.property("inherited") != state.inherited:
            self._mark(moved, state.inherited)
        self._say(state.is_path, path_text(scenario, self.record.name) if state.is_path else "", single)
        self.reset.setEnabled(moved)
        if self.timing is not None and not self.session.dragging:
            self.timing.show_state(state, scenario.base)
        if self.sectors is not None and not self.session.dragging:
            self.sectors.show_scenario()

    def _mark(self, moved: bool, inherited: bool) -> None:
        font = self.label.font()
        font.setBold(moved)
        self.label.setFont(font)
        self.mark.setText(("○" if inherited else "●") if moved else " ")
        self.mark.setProperty("inherited", inherited)
        said = _("moved by the parent scenario") if inherited else _("moved")
        self.mark.setToolTip(said if moved else "")
        self.box.setAccessibleDescription(
            f"{unit_text(self.record)}; {said}" if moved else unit_text(self.record)
        )
        self.setToolTip("")

    def _say(self, is_path: bool, path: str, single: int) -> None:
        parts = [_("a path: {points}").format(points=path)] if is_path else []
        if single:
            text = ngettext("{count} change for single sectors", "{count} changes for single sectors", single)
            parts.append(text.format(count=single))
        text = "; ".join(parts)
        if text != self.note.text():
            self.note.setText(text)
            self.note.setVisible(bool(text))

    def _fit(self) -> None:
        """Give box and slider the range of the mode in use, and say what the lever means."""
        self.scale = scale_of(self.record, self._mode)
        blocked = self.box.blockSignals(True), self.slider.blockSignals(True)
        self.box.set_scale(self.scale, self._blank if self._mode == "set" else "")
        self.slider.setRange(0, self.scale.last)
        self.slider.setPageStep(max(self.scale.last // 10, 1))
        self.box.blockSignals(blocked[0])
        self.slider.blockSignals(blocked[1])
        unit = _("times the default") if self._mode == "scale" else unit_text(self.record)
        self.unit.setText(unit)
        record = self.record
        known = (
            [(record.low, False), (record.central, True), (record.high, False)] if self._mode == "set" else []
        )
        self.slider.set_marks([(self.scale.position(v), central) for v, central in known if v is not None])
        text = explain(record, self._blank)
        for widget in (self.box, self.slider):
            widget.setToolTip(text)
        self.label.set_hint(text)
        description = _("{lever}, in {unit}").format(lever=self.title, unit=unit)
        self.slider.setAccessibleDescription(description)
        self.box.setAccessibleDescription(unit)
        tip = _("Back to the default of this lever")
        self.reset.setToolTip(f"{tip}: {self._blank}" if self._blank else tip)
        self.more.setToolTip(
            _("Timing, shape and single sectors") if record.sectoral else _("Timing and shape of the change")
        )

    # controls -> session -----------------------------------------------------------------------------

    def _typed(self) -> None:
        self.session.set_parameter(self.record.name, self.box.number())

    def _corrected(self, typed: str, used: str) -> None:
        text = _("{lever}: {typed} is out of range; {used} is taken instead.")
        self.session.messages.notice(text.format(lever=self.title, typed=typed, used=used))

    def _slid(self, position: int) -> None:
        self.session.set_parameter(self.record.name, self.scale.value(position))

    def _grab(self) -> None:
        self.session.begin_drag(self.record.name, self.scale.spread(POSITIONS))

    def _reset(self) -> None:
        self.session.reset(self.record.name)

    def _retime(self, timing: dict[str, Any]) -> None:
        mode = timing.get("mode", self._mode)
        value = neutral(mode) if mode != self._mode else self.box.number()
        if mode == "set" and mode != self._mode:
            value = self.record.central if self.record.central is not None else self.record.min
        self.session.set_parameter(self.record.name, value, **timing)

    def _show_more(self, shown: bool) -> None:
        if shown and self.timing is None:
            self.timing = Timing(self.title)
            self.timing.edited.connect(self._retime)
            self._column.addWidget(self.timing)
            if self.record.sectoral:
                self.sectors = SectorTable(self.record, self.session)
                self._column.addWidget(self.sectors)
        for part in (self.timing, self.sectors):
            if part is not None:
                part.setVisible(shown)
        if shown:
            self.session.result_changed.emit(self.session.result)
