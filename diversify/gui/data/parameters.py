"""Every record of the model with its evidence: range, mark in words, source, and the scenario's own value."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout

from diversify.errors import DiversifyError
from diversify.gui.beside import fit
from diversify.gui.data.view import View, button
from diversify.gui.parameter_state import value_text
from diversify.gui.record_texts import number_text, unit_text
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import Cell, RowsModel, Sorted, Table, buttons
from diversify.gui.widgets import ElidedLabel, SearchBox, Wheelless, named
from diversify.model.analysis.evidence import MARKS, carded, evidence
from diversify.model.projection.parameters import Record, groups
from diversify.model.projection.scenario import Scenario
from diversify.text import N_, _, localized, ngettext

KINDS = {"lever": N_("lever"), "parameter": N_("parameter"), "calibration": N_("constant")}
_NAME = 1  # column of the record's name


class ParametersView(View):
    """A table to filter by what the evidence is worth; what a scenario states stands out."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.search = named(SearchBox(), _("Search parameters"))
        self.search.setPlaceholderText(_("Search parameters"))
        self.search.setClearButtonEnabled(True)
        self.mark = named(QComboBox(), _("How good the evidence is"))
        self.mark.addItem(_("Any evidence"), "")
        for name, text in MARKS.items():
            self.mark.addItem(f"{name}: {_(text)}", name)
        self.mark.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.mark.setMinimumContentsLength(14)
        self.mark.installEventFilter(Wheelless(self.mark))
        self.stated = named(QCheckBox(_("Stated only")), _("Show only what the scenario states"))
        self.count = ElidedLabel()
        self.model, self.order = RowsModel(self), Sorted(self)
        self.order.setSourceModel(self.model)
        self.table = Table(session, _("Parameters with their evidence"), "parameters")
        self.table.setModel(self.order)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.verticalHeader().hide()
        self.evidence = button(_("Evidence…"), _("What is reasonable, and by whose evidence (Shift+F1)"))
        self.manual = button(_("Manual…"), _("The section of the manual about the chosen record"))
        self._lay_out()
        self.search.textChanged.connect(self._searched)
        self.mark.activated.connect(self.renew)
        self.stated.toggled.connect(self.renew)
        self.evidence.clicked.connect(self.show_evidence)
        self.manual.clicked.connect(self.show_manual)
        self.table.doubleClicked.connect(self.show_evidence)
        card = QAction(_("Evidence…"), self)
        card.setShortcut(QKeySequence("Shift+F1"))
        card.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        card.triggered.connect(self.show_evidence)
        self.addAction(card)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.search, 2)
        line.addWidget(self.mark, 1)
        line.addWidget(self.stated)
        below = QHBoxLayout()
        below.addWidget(self.evidence)
        below.addWidget(self.manual)
        below.addWidget(self.count, 1)
        for out in buttons(self.table):
            below.addWidget(out)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addLayout(below)

    def content(self) -> object:
        return self.session.scenario, self.session.result.economy.table.data_hash

    def refresh(self) -> None:
        kept = self.chosen()
        scenario, base = self.session.scenario, self.session.result.economy
        titles = (_("Parameter"), _("Name"), _("In the scenario"), _("Low"), _("Default"), _("High"),
                  _("Unit"), _("Quality"), _("Source"), _("Kind"), _("Group"), _("Equations"))  # fmt: skip
        last = self.session.calculator.defaults(scenario)
        rows = []
        for record in carded().values():
            value, strong = _value(record, scenario, last.get(record.name))
            if (self.mark.currentData() not in ("", record.mark)) or (self.stated.isChecked() and not strong):
                continue
            rows.append(_row(record, value, unit_text(record, base.base, base.table.currency)))
        self.model.fill([Cell(title) for title in titles], rows)
        self.table.fit()
        self.table.setColumnHidden(_NAME, True)
        self._searched(self.search.text())
        for row in range(self.order.rowCount()):
            if kept and self.order.index(row, _NAME).data() == kept:
                self.table.setCurrentIndex(self.order.index(row, 0))

    def chosen(self) -> str:
        """Return the name of the record of the current row; empty if there is none."""
        index = self.table.currentIndex()
        return str(index.siblingAtColumn(_NAME).data()) if index.isValid() else ""

    def show_evidence(self) -> None:
        """Open the evidence card of the current record."""
        from diversify.gui.evidence_card import EvidenceCard

        if name := self.chosen():
            EvidenceCard(name, self).show()

    def show_manual(self) -> None:
        """Open the manual at the section of the current record."""
        from diversify.gui.manual_browser import ManualBrowser

        name = self.chosen()
        if not name:
            return
        page = "levers.md" if carded()[name].kind == "lever" else "parameters.md"
        browser = ManualBrowser(self)
        browser.setWindowFlag(Qt.WindowType.Window)
        browser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        browser.setWindowTitle(_("Manual"))
        fit(browser, 48, 40)
        try:
            browser.show_page(page, name)
        except DiversifyError as error:
            self.session.messages.error(error)
            browser.deleteLater()
            return
        browser.show()

    def _searched(self, text: str) -> None:
        self.order.search(text)
        count = self.order.rowCount()
        self.count.setText(ngettext("{n} record", "{n} records", count).format(n=count))

    def state(self) -> dict[str, object]:
        return {"mark": self.mark.currentData(), "stated": self.stated.isChecked()}

    def restore(self, state: dict[str, object]) -> None:
        place = self.mark.findData(state.get("mark"))
        if place >= 0:
            self.mark.setCurrentIndex(place)
        self.stated.setChecked(state.get("stated") is True)


def _value(record: Record, scenario: Scenario, last: float | None) -> tuple[Cell, bool]:
    """Return what the scenario makes of a record, and whether it states anything of it."""
    if record.kind == "lever":
        changes = [change for change in scenario.changes if change.lever == record.name]
        if changes:
            ends = [c.points[-1][1] if c.points else c.value for c in changes]
            number = ends[0] if len(ends) == 1 and not changes[0].sectors else None
            text = "; ".join("–" if end is None else number_text(end, record) for end in ends)
            return Cell(f"● {text}", number, tip=_("moved by the scenario"), strong=True), True
        return Cell("–" if last is None else number_text(last, record), last), False
    stated = scenario.parameters.get(record.name)
    text = value_text(record, stated)
    number = stated if isinstance(stated, float) else record.default if stated is None else None
    if stated is None:
        return Cell(text, number), False
    return Cell(f"● {text}", number, tip=_("stated by the scenario"), strong=True), True


def _row(record: Record, value: Cell, unit: str) -> list[Cell]:
    card = evidence(record.name)

    def number(value: float | None, text: str = "–") -> Cell:
        return Cell(text) if value is None else Cell(number_text(value, record), value)

    group = localized(groups()[record.group]) if record.group in groups() else record.group
    quality = f"{record.mark}: {card.quality}"
    return [
        Cell(card.title, tip=f"{record.name}: {card.why}"),
        Cell(record.name),
        value,
        number(record.low),
        number(record.default, card.default),
        number(record.high),
        Cell(unit),
        Cell(quality, tip=f"{quality}. {card.support}"),
        Cell(card.source, tip=f"{card.source} {card.address}".strip()),
        Cell(_(KINDS[record.kind])),
        Cell(group),
        Cell(record.equation),
    ]
