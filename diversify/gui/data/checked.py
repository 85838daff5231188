"""Published figures beside ours: every line with the difference, its source and what it comes from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from diversify.errors import Cancelled
from diversify.gui.data.computed import Computed, Progress, Work
from diversify.gui.data.view import prose
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import Cell, RowsModel, Sorted, Table, buttons
from diversify.gui.widgets import SearchBox, Wheelless, named
from diversify.model.analysis.checked_against import TOPICS, Yardstick, checked_against
from diversify.model.projection.sources import sources
from diversify.text import _, format_effect, format_number

_LARGE = 100.0  # from here no decimals are shown


class CheckedView(Computed):
    """A topic to choose, its table, and below what the differences come from."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.lines: list[Yardstick] = []
        self.topic = named(QComboBox(), _("What is compared"))
        self.topic.addItem(_("Everything"), "")
        for name, text in TOPICS.items():
            self.topic.addItem(_(text), name)
        self.topic.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.topic.setMinimumContentsLength(24)
        self.topic.installEventFilter(Wheelless(self.topic))
        self.search = named(SearchBox(), _("Search"))
        self.search.setPlaceholderText(_("Search"))
        self.search.setClearButtonEnabled(True)
        self.why = prose(_("What the differences come from"))
        self.model, self.order = RowsModel(self), Sorted(self)
        self.order.setSourceModel(self.model)
        self.table = Table(session, _("Published figures beside ours"), "checked-against")
        self.table.setModel(self.order)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.verticalHeader().hide()
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        line = QHBoxLayout()
        line.addWidget(self.topic, 2)
        line.addWidget(self.search, 1)
        for out in buttons(self.table):
            line.addWidget(out)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.waiting)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        self.topic.activated.connect(self._show)
        self.search.textChanged.connect(self.order.search)
        self.table.selectionModel().currentRowChanged.connect(self._say_why)

    def content(self) -> object:
        return True  # it rests on the built-in tables and the shipped baseline

    def work(self) -> Work:
        return _compared

    def show_found(self, found: object) -> None:
        self.lines = list(found) if isinstance(found, list) else []
        self._show()

    def _show(self) -> None:
        topic = self.topic.currentData()
        titles = (_("What"), _("Ours"), _("Theirs"), _("Difference"), _("Unit"), _("Source"), _("Address"))
        kept = [line for line in self.lines if topic in ("", line.topic)]
        self.model.fill([Cell(title) for title in titles], [_row(line) for line in kept])
        self.table.fit()
        if kept:
            self.table.setCurrentIndex(self.order.index(0, 0))
        self._say_why()

    def _say_why(self) -> None:
        topic = self.topic.currentData()
        kept = [line for line in self.lines if topic in ("", line.topic)]
        row = self.order.mapToSource(self.table.currentIndex()).row()
        self.why.setText(kept[row].why if 0 <= row < len(kept) else "")

    def state(self) -> dict[str, object]:
        return {"topic": self.topic.currentData()}

    def restore(self, state: dict[str, object]) -> None:
        place = self.topic.findData(state.get("topic"))
        if place >= 0:
            self.topic.setCurrentIndex(place)


def _compared(progress: Progress, stop: Callable[[], bool]) -> list[Yardstick]:
    progress(0, 0)
    found = checked_against()
    if stop():
        raise Cancelled
    return found


def _row(line: Yardstick) -> list[Cell]:
    source = sources()[line.source_id]
    digits = 0 if line.theirs >= _LARGE else 2
    flow = line.unit == "thousand AZN"
    kind = "%" if flow else _("pp") if line.unit.startswith("%") else _(line.unit)
    return [
        Cell(line.item, tip=f"{_(TOPICS[line.topic])}: {line.item}"),
        Cell(format_number(line.ours, digits), line.ours),
        Cell(format_number(line.theirs, digits), line.theirs),
        Cell(f"{format_effect(line.difference)} {kind}", line.difference),
        Cell(_(line.unit)),
        Cell(source.title),
        Cell(source.address),
    ]
