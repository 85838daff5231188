"""A lever sector by sector: one value box per sector; an empty one follows the row for all sectors."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from diversify.gui.lever_state import group_text, state_of
from diversify.gui.levers.scale import scale_of
from diversify.gui.levers.value_box import ValueBox
from diversify.gui.session import Session
from diversify.gui.widgets import ElidedLabel, named
from diversify.model.projection.parameters import Record
from diversify.text import _, localized


class SectorTable(QWidget):
    """The sectors of the active scenario's economy, each with its own value or none."""

    def __init__(self, record: Record, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record, self.session = record, session
        self.boxes: dict[str, ValueBox] = {}
        self._labels: dict[str, ElidedLabel] = {}
        title = localized(record.title)
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 0, 0, 4)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(0, 1)
        for line, sector in enumerate(session.result.sectors):
            name = localized(sector.name)
            label = ElidedLabel(name)
            box = named(ValueBox(), _("{lever}, {sector}").format(lever=title, sector=name), _(record.unit))
            box.setMinimumWidth(100)
            box.set_scale(scale_of(record), _("as all"))
            box.setToolTip(_("Value for this sector alone; empty follows the row above."))
            label.setBuddy(box)
            box.valueChanged.connect(partial(self._typed, sector.code))
            grid.addWidget(label, line, 0)
            grid.addWidget(box, line, 1)
            self.boxes[sector.code], self._labels[sector.code] = box, label

    def show_scenario(self) -> None:
        """Show what the active scenario says about each sector."""
        scenario = self.session.scenario
        for code, box in self.boxes.items():
            state = state_of(scenario, self.record.name, None, (code,))
            group = group_text(scenario, self.record.name, code)
            how = f"{state.mode} {group}"
            if box.property("how") != how:
                box.setProperty("how", how)
                blocked = box.blockSignals(True)
                box.set_scale(scale_of(self.record, state.mode), group or _("as all"))
                box.blockSignals(blocked)
            box.set_number(state.value)
            font = self._labels[code].font()
            if font.bold() != (state.changed or bool(group)):
                font.setBold(not font.bold())
                self._labels[code].setFont(font)

    def _typed(self, code: str, _value: float) -> None:
        self.session.set_parameter(self.record.name, self.boxes[code].number(), sectors=(code,))
