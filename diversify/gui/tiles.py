"""The headline numbers of one year: level, difference from the reference, and how sure the difference is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from diversify.gui.session import Session
from diversify.gui.uncertainty import Ranges
from diversify.gui.widgets import ElidedLabel, YearBox, named
from diversify.gui.wording import effect, level, span
from diversify.model.projection.checks import HORIZON
from diversify.model.projection.parameters import indicators
from diversify.text import _, localized

SHOWN = (
    "gdp", "consumption", "gni", "ai_cost", "oil_share_gva", "oil_share_goods_exports", "oil_share_revenue",
)  # fmt: skip
YEAR = 2035
_NARROW, _WIDE = 4, 8  # tiles in a row
_ROOM = 165  # pixels that a tile needs


@dataclass(frozen=True)
class Words:
    """The three lines of a tile."""

    value: str
    difference: str
    range: str


class Tile(QFrame):
    """One indicator."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        indicator = indicators()[name]
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.title = ElidedLabel(localized(indicator.title))
        self.title.set_hint(f"{localized(indicator.title)}: {localized(indicator.definition)}")
        self.value = ElidedLabel()
        self.difference = ElidedLabel()
        self.range = ElidedLabel()
        font = self.value.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.value.setFont(font)
        self.range.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        small = self.range.font()
        small.setPointSizeF(small.pointSizeF() * 0.9)
        self.range.setFont(small)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 3, 4, 3)
        column.setSpacing(0)
        for label in (self.title, self.value, self.difference, self.range):
            column.addWidget(label)

    def show_words(self, words: Words, year: int, against: str) -> None:
        """Show the lines, and say them as one sentence to screen readers."""
        for label, text in (
            (self.value, words.value),
            (self.difference, words.difference),
            (self.range, words.range),
        ):
            if text != label.text():
                label.setText(text)
        sentence = _("{title} in {year}: {value}; against {against}: {difference} {range}").format(
            title=self.title.text(), year=year, value=words.value, against=against,
            difference=words.difference, range=words.range,
        )  # fmt: skip
        self.setAccessibleName(sentence)
        self.difference.set_hint(sentence)


class Tiles(QWidget):
    """The tiles and the year they speak of."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.tiles = [Tile(name) for name in SHOWN]
        self.year = named(YearBox(), _("Year of the headline numbers"))
        self.year.setRange(session.scenario.base if session.active else YEAR, HORIZON)
        self.year.setValue(YEAR)
        self.against = ElidedLabel()
        self.against.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.prices = ElidedLabel()
        self.prices.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._chooser = QWidget()
        column = QVBoxLayout(self._chooser)
        column.setContentsMargins(4, 3, 4, 3)
        column.setSpacing(0)
        label = QLabel(_("Year"))
        label.setBuddy(self.year)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.year, 1)
        column.addLayout(line)
        column.addWidget(self.against)
        column.addWidget(self.prices)
        column.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._columns = 0
        self._arrange(_NARROW)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.year.valueChanged.connect(self.refresh)
        session.result_changed.connect(self.refresh)
        session.shown_changed.connect(self.refresh)
        session.uncertainty.changed.connect(self.refresh)
        session.uncertainty.failed.connect(self.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(_WIDE if event.size().width() >= _WIDE * _ROOM else _NARROW)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, widget in enumerate([self._chooser, *self.tiles]):
            self._grid.addWidget(widget, place // columns, place % columns)
        for column in range(_WIDE):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()

    def refresh(self) -> None:
        """Show the numbers of the session as they are now."""
        session = self.session
        if session.active is None:
            return
        if self.year.minimum() != session.scenario.base:
            self.year.setMinimum(session.scenario.base)
        year, against = self.year.value(), session.reference_name()
        ranges = session.uncertainty.ranges
        self.prices.setText(_("money: AZN of {year}").format(year=session.scenario.base))
        said = _("against {name}").format(name=against)
        self.against.setText(f"⚠ {said}" if session.difference().marks else said)
        for tile in self.tiles:
            tile.show_words(self._words(tile.name, year, ranges), year, against)

    def _words(self, name: str, year: int, ranges: Ranges | None) -> Words:
        result, difference = self.session.result, self.session.difference()
        kind, unit = indicators()[name].difference, result.units[name]
        value = float(result.values(name)[result.years.index(year)])
        if year not in difference.years:
            return Words(level(value, unit), "", "")
        change = float(difference.values(name)[difference.years.index(year)])
        if ranges is not None and name in ranges.effect:
            low, high = ranges.effect[name][:, difference.years.index(year)]
            said = span(float(low), float(high), kind, unit)
        elif ranges is None and self.session.uncertainty.pending:
            said = _("5–95 %: …")
        else:
            said = _("5–95 %: on release") if self.session.dragging else ""
        moved = effect(change, kind, unit)
        return Words(level(value, unit), f"⚠ {moved}" if difference.marks else moved, said)
