"""One lever: name, exact value, slider with marks, favourite, lock, reset, and its details on demand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from diversify.gui.lever_state import LeverState, blank_text, origin, path_text, sectors_moved, state_of
from diversify.gui.levers.details import Details, wrapped
from diversify.gui.levers.explain import explain, marks_text
from diversify.gui.levers.scale import neutral, scale_of
from diversify.gui.levers.slider import MarkedSlider
from diversify.gui.levers.timing import Timing
from diversify.gui.levers.value_box import ValueBox
from diversify.gui.record_texts import short_unit, unit_text
from diversify.gui.session import Session
from diversify.gui.widgets import named
from diversify.model.projection.parameters import Record
from diversify.model.projection.scenario import BASE
from diversify.text import N_, _, localized, ngettext

PICTURES = ("reset", "details", "star", "star-full", "locked", "unlocked")
POSITIONS = 9  # values run at the press of a slider, to know the limits of charts
_BOX = (6.0, 11.0)  # text heights: room for "held at base year"
_UNIT = 6.5  # text heights that a unit may take from the name
_SMALL = 13  # pixels of the pictures beside the name
_MARKS = {  # by shape and word; the colour only repeats them
    "": (" ", "", QPalette.ColorRole.WindowText),
    "own": ("●", N_("moved in this scenario"), QPalette.ColorRole.Link),
    "inherited": ("○", N_("moved by the parent scenario"), QPalette.ColorRole.LinkVisited),
}


class LeverRow(QWidget):
    """Binds one lever of the session to its controls, in both directions.

    The spin box is the control that a screen reader meets by the lever's name; the slider is its companion.
    """

    def __init__(self, record: Record, session: Session, pictures: Mapping[str, QIcon]) -> None:
        super().__init__()
        self.record, self.session = record, session
        self.title = localized(record.title)
        self.origin = ""
        self.locked = False
        self.details: Details | None = None
        self._pictures = pictures
        self._blank = blank_text(record)
        self._fitted: tuple[str, int] | None = None
        self.scale = scale_of(record)
        self.mark = QLabel(" ")
        self.mark.setFixedWidth(12)
        self.label = wrapped(self.title)
        self.unit = QLabel()
        self.unit.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.box = named(ValueBox(), self.title)
        self.slider = named(MarkedSlider(), _("{lever}: slider").format(lever=self.title))
        self.star = self._button(_("Favourite: {lever}"), "star", small=True)
        self.lock = self._button(_("Lock {lever}"), "unlocked", small=True)
        self.reset = self._button(_("Reset {lever}"), "reset")
        self.more = self._button(_("Details of {lever}"), "details")
        for button in (self.star, self.lock, self.more):
            button.setCheckable(True)
        self.star.setToolTip(_("One of the favourites (Ctrl+B)"))
        self.lock.setToolTip(_("Lock it in this scenario: nothing moves it then (Ctrl+L)"))
        self.more.setToolTip(_("Evidence, path, timing and single sectors"))
        self.note = wrapped("")
        self.label.setBuddy(self.box)
        self._lay_out()
        self._fit("set", BASE)
        self.box.valueChanged.connect(self._typed)
        self.box.corrected.connect(self._corrected)
        self.slider.valueChanged.connect(self._slid)
        self.slider.grabbed.connect(self._grab)
        self.slider.dropped.connect(session.end_drag)
        self.star.clicked.connect(self._star)
        self.lock.clicked.connect(self._lock)
        self.reset.clicked.connect(self.back)
        self.more.toggled.connect(self._show_more)

    def widest_blank(self) -> int:
        """Return how wide the box has to be for what it says without a value, within reason."""
        metrics = self.fontMetrics()
        low, high = (round(heights * metrics.height()) for heights in _BOX)
        buttons = 2.4 * metrics.height()
        return min(max(low, round(metrics.horizontalAdvance(self._blank) + buttons)), high)

    @property
    def timing(self) -> Timing | None:
        """The fields for timing and shape, once the row has been folded out."""
        return None if self.details is None else self.details.timing

    def _button(self, name: str, picture: str, small: bool = False) -> QToolButton:
        button = named(QToolButton(), name.format(lever=self.title))
        button.setIcon(self._pictures[picture])
        button.setAutoRaise(True)
        if small:
            button.setIconSize(QSize(_SMALL, _SMALL))
            button.setMaximumHeight(self.fontMetrics().height() + 5)
        return button

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(3)
        grid.setVerticalSpacing(0)
        heading = QHBoxLayout()
        heading.addWidget(self.label, 1)
        heading.addWidget(self.unit)
        grid.addWidget(self.mark, 0, 0)
        grid.addLayout(heading, 0, 1, 1, 2)
        grid.addWidget(self.star, 0, 3)
        grid.addWidget(self.lock, 0, 4)
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
        for first, then in ((self.slider, self.box), (self.box, self.reset), (self.reset, self.more)):
            QWidget.setTabOrder(first, then)
        QWidget.setTabOrder(self.more, self.star)
        QWidget.setTabOrder(self.star, self.lock)

    # session -> controls -----------------------------------------------------------------------------

    def show_scenario(self, default: float | None) -> bool:
        """Show what the active scenario says; `default` is the lever's value where nothing is moved.

        Returns
        -------
        bool
            Whether the lever is moved now and was not, or the other way round.
        """
        scenario = self.session.scenario
        state = state_of(scenario, self.record.name, default)
        if (state.mode, scenario.base) != self._fitted:
            self._fit(state.mode, scenario.base)
        self.box.set_number(state.value)
        if not self.slider.isSliderDown():
            blocked = self.slider.blockSignals(True)
            self.slider.setValue(0 if state.value is None else self.scale.position(state.value))
            self.slider.blockSignals(blocked)
        before, self.origin = self.origin, origin(scenario, self.record.name)
        if before != self.origin:
            self._mark()
        self._say(state)
        if not self.session.dragging:
            self.reset.setEnabled(bool(self.origin) and not self.locked)
            if self.details is not None:
                self.details.timing.show_state(state, scenario.base)
                self.details.timing.setEnabled(self.details.timing.isEnabled() and not self.locked)
        return bool(before) != bool(self.origin)

    def show_locked(self, locked: bool) -> None:
        """Show whether the lever is locked in the active scenario."""
        if locked != self.locked:
            self.locked = locked
            self.lock.setChecked(locked)
            self.lock.setIcon(self._pictures["locked" if locked else "unlocked"])
            self.slider.setEnabled(not locked)
            self.box.setReadOnly(locked)
            self._describe()

    def show_favourite(self, favourite: bool) -> None:
        """Show whether the lever is one of the favourites."""
        if favourite != self.star.isChecked():
            self.star.setChecked(favourite)
            self.star.setIcon(self._pictures["star-full" if favourite else "star"])

    def _mark(self) -> None:
        shape, said, role = _MARKS[self.origin]
        font = self.label.font()
        font.setBold(bool(self.origin))
        self.label.setFont(font)
        self.mark.setText(shape)
        self.mark.setToolTip(_(said) if said else "")
        for label in (self.mark, self.label):
            label.setForegroundRole(role)
        self._describe()

    def _describe(self) -> None:
        said = _MARKS[self.origin][1]
        parts = [self.unit.toolTip(), *([_(said)] if said else []), *([_("locked")] if self.locked else [])]
        self.box.setAccessibleDescription("; ".join(parts))

    def _say(self, state: LeverState) -> None:
        scenario, name = self.session.scenario, self.record.name
        parts = [_("from the parent scenario")] if self.origin == "inherited" else []
        if state.is_path:
            parts.append(_("a path: {points}").format(points=path_text(scenario, name)))
        single = sectors_moved(scenario, name)
        if single:
            text = ngettext("{count} change for single sectors", "{count} changes for single sectors", single)
            parts.append(text.format(count=single))
        text = "; ".join(parts)
        if text != self.note.text():
            self.note.setText(text)
            self.note.setVisible(bool(text))

    def _fit(self, mode: str, base: int) -> None:
        """Give box and slider the range of the mode in use, and say what the lever means."""
        self._fitted = mode, base
        self.scale = scale_of(self.record, mode)
        blocked = self.box.blockSignals(True), self.slider.blockSignals(True)
        self.box.set_scale(self.scale, self._blank if mode == "set" else "")
        self.slider.setRange(0, self.scale.last)
        self.slider.setPageStep(max(self.scale.last // 10, 1))
        self.box.blockSignals(blocked[0])
        self.slider.blockSignals(blocked[1])
        own = unit_text(self.record, base)
        unit = _("times the default") if mode == "scale" else own
        short = unit if mode == "scale" else short_unit(self.record, base)
        metrics = self.fontMetrics()
        room = round(_UNIT * metrics.height())
        self.unit.setText(metrics.elidedText(short, Qt.TextElideMode.ElideRight, room))
        self.unit.setToolTip(unit)
        record = self.record
        known = ((record.low, False), (record.central, True), (record.high, False)) if mode == "set" else ()
        self.slider.set_marks([(self.scale.position(v), central) for v, central in known if v is not None])
        text = explain(record, self._blank, own)
        for widget in (self.box, self.slider):
            widget.setToolTip(text)
        self.label.setToolTip(text)
        description = _("{lever}, in {unit}").format(lever=self.title, unit=unit)
        self.slider.setAccessibleDescription(f"{description}; {marks_text(record)}")
        tip = _("Back to the default of this lever")
        self.reset.setToolTip(f"{tip}: {self._blank}" if self._blank else tip)
        self._describe()

    # controls -> session -----------------------------------------------------------------------------

    def back(self) -> None:
        """Take the lever back to its default."""
        self.session.reset(self.record.name)

    def edit_path(self) -> None:
        """Open the window for a value by year."""
        from diversify.gui.levers.path_editor import PathEditor

        PathEditor(self.session, self.record, ((),), self.window()).show()

    def edit_sectors(self) -> None:
        """Open the window for single sectors, if the lever can differ by sector."""
        from diversify.gui.levers.sector_editor import SectorEditor

        if self.record.sectoral:
            SectorEditor(self.session, self.record, self.window()).show()

    def show_evidence(self) -> None:
        """Open the evidence card."""
        from diversify.gui.evidence_card import EvidenceCard

        EvidenceCard(self.record.name, self.window()).show()

    def _star(self, wanted: bool) -> None:
        self.session.memory.set_favourite(self.record.name, wanted)

    def _lock(self, wanted: bool) -> None:
        self.session.set_locked(self.record.name, wanted)

    def _typed(self) -> None:
        self.session.set_parameter(self.record.name, self.box.number())

    def _corrected(self, typed: str, used: str) -> None:
        text = _("{lever}: {typed} is out of range; {used} is taken instead.")
        self.session.messages.notice(text.format(lever=self.title, typed=typed, used=used))

    def _slid(self, position: int) -> None:
        self.session.set_parameter(self.record.name, self.scale.value(position))

    def _grab(self) -> None:
        self.session.begin_drag(self.record.name, self.scale.spread(POSITIONS))

    def _retime(self, timing: dict[str, Any]) -> None:
        now = self._fitted[0] if self._fitted else "set"
        mode = timing.get("mode", now)
        value = neutral(mode) if mode != now else self.box.number()
        if mode == "set" and mode != now:
            value = self.record.central if self.record.central is not None else self.record.min
        self.session.set_parameter(self.record.name, value, **timing)

    def _show_more(self, shown: bool) -> None:
        if shown and self.details is None:
            self.details = Details(self)
            self.details.timing.edited.connect(self._retime)
            self._column.addWidget(self.details)
        if self.details is not None:
            self.details.setVisible(shown)
        if shown:
            self.session.result_changed.emit(self.session.result)
