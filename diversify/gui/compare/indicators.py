"""The table of open scenarios and chosen indicators in chosen years: levels, differences, or both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QSplitter, QToolButton, QVBoxLayout

from diversify.charts.runs import source_text
from diversify.errors import DiversifyError, InputError
from diversify.gui.compare import wording
from diversify.gui.compare.indicator_choice import IndicatorChoice
from diversify.gui.compare.indicator_rows import (
    HEADLINES,
    MARKS,
    YEARS,
    Column,
    Measure,
    columns,
    read_years,
    years_text,
)
from diversify.gui.compare.looks import HEIGHT, WIDTH, sample
from diversify.gui.compare.view import View
from diversify.gui.documents import Document
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import Cell, RowsModel, Sorted, Table, buttons
from diversify.gui.widgets import ElidedLabel, SearchBox, Wheelless, named
from diversify.model.projection.checks import HORIZON
from diversify.model.projection.parameters import indicators
from diversify.model.projection.result import Difference, Result
from diversify.text import N_, _, format_effect, format_number

KINDS = {
    "levels": N_("Levels"),
    "differences": N_("Differences"),
    "both": N_("Levels and differences"),
}
_NAMES, _CHOICE = 190, 220  # pixels of the scenarios' names, and of the list of indicators
_COLUMN = 118  # pixels of a column of numbers at least


class IndicatorsView(View):
    """Scenarios down, indicators and years across; a list to choose from at the side."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.measures: list[Measure] = [(name, "") for name in HEADLINES]
        self.years: tuple[int, ...] = YEARS
        self.choice = IndicatorChoice()
        self.choice.hide()
        self.kind = named(QComboBox(), _("What to show"))
        for name, text in KINDS.items():
            self.kind.addItem(_(text), name)
        self.kind.installEventFilter(Wheelless(self.kind))
        self.when: QLineEdit = named(SearchBox(), _("Years"), _("Years like 2030, 2035, 2045-2050"))
        self.when.setText(years_text(self.years))
        self.when.setToolTip(_("Years like 2030, 2035, 2045-2050"))
        self.choose = named(QToolButton(), _("Choose indicators"))
        self.choose.setText(_("Indicators…"))
        self.choose.setCheckable(True)
        self.choose.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.note = ElidedLabel()
        self.warning = ElidedLabel()
        font = self.warning.font()
        font.setBold(True)
        self.warning.setFont(font)
        self.warning.hide()
        self.model, self.order = RowsModel(self), Sorted(self)
        self.order.setSourceModel(self.model)
        self.table = Table(session, _("Indicators of the open scenarios"), "indicators")
        self.table.setModel(self.order)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.setIconSize(QSize(WIDTH, HEIGHT))
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        )
        self.table.verticalHeader().setFixedWidth(_NAMES)
        self.table.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._lay_out()
        self.kind.activated.connect(self._again)
        self.when.editingFinished.connect(self._years_typed)
        self.choose.toggled.connect(self._show_choice)
        self.choice.changed.connect(self._chosen)

    def _lay_out(self) -> None:
        label = QLabel(_("Years"))
        label.setBuddy(self.when)
        line = QHBoxLayout()
        line.addWidget(self.choose)
        line.addWidget(self.kind)
        line.addWidget(label)
        line.addWidget(self.when, 1)
        for button in buttons(self.table):
            line.addWidget(button)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.choice)
        split.addWidget(self.table)
        split.setStretchFactor(1, 1)
        split.setSizes([_CHOICE, 3 * _CHOICE])
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.warning)
        column.addWidget(split, 1)
        column.addWidget(self.note)

    # the table ----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.choice.fill(self.session.result)
        kind = self.kind.currentData()
        shown = columns(self.measures, self.years, kind != "differences", kind != "levels")
        documents = list(self.session.documents)
        results = [document.result for document in documents]
        titles = [*(_title(column, results) for column in shown), Cell(_("Base")), Cell(_("Closure"))]
        rows, names, unlike = [], [], []
        for document in documents:
            marks = self._marks(document)
            unlike += [mark for mark in marks if mark not in unlike]
            names.append(self._name(document, marks))
            rows.append([*(self._cell(c, document) for c in shown), *_world(document.result, marks)])
        self.model.fill(titles, rows, names)
        self._fit(len(shown))
        what = ", ".join(_(MARKS[mark]) for mark in MARKS if mark in unlike)
        self.warning.setText(
            _("Not like for like: {what} differ. Marked ⚠.").format(what=what) if what else ""
        )
        self.warning.setVisible(bool(what))
        self.note.setText(self._note())

    def _fit(self, numbers: int) -> None:
        """Give numbers columns of one width, their headings as many lines as those need."""
        header, metrics = self.table.horizontalHeader(), self.table.fontMetrics()
        lines = 1
        for column in range(numbers):
            width = max(_COLUMN, self.table.sizeHintForColumn(column) + 8)
            self.table.setColumnWidth(column, width)
            text = str(self.order.headerData(column, Qt.Orientation.Horizontal))
            box = metrics.boundingRect(0, 0, width - 8, 1000, Qt.TextFlag.TextWordWrap, text)
            lines = max(lines, round(box.height() / metrics.lineSpacing()))
        for column in (numbers, numbers + 1):
            self.table.resizeColumnToContents(column)
        header.setFixedHeight(lines * metrics.lineSpacing() + 10)

    def _marks(self, document: Document) -> tuple[str, ...]:
        """Return in what a scenario's world is another than that of its reference and of the active one."""
        found: set[str] = set()
        for other in (self.session.reference(document), self.session.result):
            try:
                found.update(Difference(document.result, other).marks)
            except InputError:
                found.add("base")
        return tuple(mark for mark in MARKS if mark in found)

    def _name(self, document: Document, marks: tuple[str, ...]) -> Cell:
        text = f"⚠ {document.label}" if marks else document.label
        other = self.session.against
        against = _("the same, no lever moved") if other is None or other is document else other.title
        tip = f"{document.label}\n" + _("Compared with: {other}").format(other=against)
        if marks:
            what = ", ".join(_(MARKS[mark]) for mark in marks)
            tip += "\n" + _("Not like for like: {what} differ.").format(what=what)
        return Cell(text, tip=tip, strong=document is self.session.active, icon=sample(document.slot))

    def _cell(self, column: Column, document: Document) -> Cell:
        value = column.value(document.result, self.session.reference(document))
        if value is None:
            return Cell("–")
        text = format_effect(value) if column.difference else format_number(value)
        unit = column.unit(document.result)
        return Cell(text, value, tip=f"{format_number(value, 6)} {unit}".strip())

    def _note(self) -> str:
        against = self.session.against
        other = _("the same, no lever moved") if against is None else f"“{against.title}”"
        if self.kind.currentData() == "levels":
            return _("Click a heading to sort; Ctrl+C copies all digits.")
        return _("Differences against: {other}. Click a heading to sort; Ctrl+C copies all digits.").format(
            other=other
        )

    # choosing -----------------------------------------------------------------------------------------

    def state(self) -> dict[str, object]:
        return {
            "measures": self.measures,
            "years": list(self.years),
            "kind": self.kind.currentData(),
        }

    def restore(self, state: dict[str, object]) -> None:
        kept, years = state.get("measures"), state.get("years")
        pairs = [tuple(one) for one in kept if isinstance(one, list)] if isinstance(kept, list) else []
        found = [(str(p[0]), str(p[1])) for p in pairs if len(p) == 2 and str(p[0]) in indicators()]
        self.measures = found or self.measures
        if isinstance(years, list):
            try:
                self._take_years(" ".join(map(str, years)))
            except DiversifyError:
                self.years = YEARS
        self.kind.setCurrentIndex(max(self.kind.findData(state.get("kind")), 0))
        self.choice.choose(self.measures)
        self.renew()

    def _again(self, _news: object = None) -> None:
        self.renew()

    def _chosen(self) -> None:
        chosen = self.choice.chosen()
        kept = [measure for measure in self.measures if measure in chosen]
        self.measures = kept + [measure for measure in chosen if measure not in kept]
        self.renew()

    def _show_choice(self, shown: bool) -> None:
        self.choice.fill(self.session.result)
        self.choice.choose(self.measures)
        self.choice.setVisible(shown)
        if shown:
            self.choice.search.setFocus()

    def _years_typed(self) -> None:
        try:
            self._take_years(self.when.text())
        except DiversifyError as error:
            self.session.messages.error(error)
            self.when.setText(years_text(self.years))
            return
        self.renew()

    def _take_years(self, text: str) -> None:
        bases = [document.scenario.base for document in self.session.documents]
        self.years = read_years(text, min(bases, default=YEARS[0]), HORIZON)
        self.when.setText(years_text(self.years))


def _title(column: Column, results: Sequence[Result]) -> Cell:
    """Name a column; worlds with other prices or money have each its unit there, once."""
    title = column.title(results[0])
    unit = " / ".join(dict.fromkeys(column.unit(result) for result in results))
    what = _("{title}, difference").format(title=title) if column.difference else title
    return Cell(f"{what}\n{unit}\n{column.year}", tip=f"{what}, {unit}, {column.year}")


def _world(result: Result, marks: tuple[str, ...]) -> list[Cell]:
    table = result.economy.table
    base = f"{table.year}, {_('own table') if table.status == 'user' else _(table.status)}"
    closure = _(wording.CLOSURES[result.scenario.closure])
    return [
        Cell(f"⚠ {base}" if "base" in marks else base, tip=source_text(table.source)),
        Cell(f"⚠ {closure}" if "closure" in marks else closure),
    ]
