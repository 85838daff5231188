"""Every input in which two scenarios differ, in one table: old and new value, unit, and who states it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from diversify.errors import DiversifyError
from diversify.gui.compare import wording
from diversify.gui.compare.family import shipped
from diversify.gui.compare.view import View
from diversify.gui.documents import Document
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import Cell, RowsModel, Sorted, Table, buttons
from diversify.gui.widgets import ElidedLabel, SearchBox, Wheelless, named
from diversify.model.projection.inheritance import is_same
from diversify.model.projection.parameters import Record, records
from diversify.model.projection.scenario import Scenario
from diversify.model.projection.scenario_differences import InputDifference, Stated, input_differences
from diversify.text import LANGUAGES, N_, _, localized, ngettext

ORIGINS = {"explicit": N_("stated"), "inherited": N_("inherited"), "default": N_("default")}
_KINDS = {
    "base": N_("World"),
    "closure": N_("World"),
    "parameter": N_("Parameter"),
    "lever": N_("Lever"),
    "order": N_("Lever"),
}
_WORLD = {"base": N_("Base year"), "closure": N_("Closure")}


class InputsView(View):
    """Two scenarios to choose, and the table of what differs."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.new = self._box(_("Scenario"))
        self.old = self._box(_("Compared with"))
        self.search = named(SearchBox(), _("Search inputs"))
        self.search.setPlaceholderText(_("Search inputs"))
        self.search.setClearButtonEnabled(True)
        self.count = ElidedLabel()
        self.explore = QPushButton(_("Open in Explore"))
        self.explore.setToolTip(_("Show the first scenario on the first page, compared with the second"))
        self.explore.setAutoDefault(False)
        self.model, self.order = RowsModel(self), Sorted(self)
        self.order.setSourceModel(self.model)
        self.table = Table(session, _("Inputs that differ"), "inputs")
        self.table.setModel(self.order)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.verticalHeader().hide()
        self._lay_out()
        self.new.activated.connect(self._chosen)
        self.old.activated.connect(self._chosen)
        self.search.textChanged.connect(self._search)
        self.explore.clicked.connect(self.open_in_explore)

    def _box(self, name: str) -> QComboBox:
        box = named(QComboBox(), name)
        box.installEventFilter(Wheelless(box))
        box.setMinimumContentsLength(10)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _lay_out(self) -> None:
        choice = QGridLayout()
        choice.setSpacing(4)
        for row, (text, box) in enumerate(((_("Scenario"), self.new), (_("Compared with"), self.old))):
            label = QLabel(text)
            label.setBuddy(box)
            choice.addWidget(label, row, 0)
            choice.addWidget(box, row, 1)
        choice.setColumnStretch(1, 1)
        choice.addWidget(self.explore, 0, 2, 2, 1)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        for button in buttons(self.table):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(choice)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self.count)

    # choosing -----------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self._offer()
        self._fill()

    def _offer(self) -> None:
        session = self.session
        new, old = self.new.currentData(), self.old.currentData()
        if new not in session.documents:
            new = session.active
        if isinstance(old, Document) and old not in session.documents:
            old = old.scenario  # closed; a shipped one is still on offer
        for box in (self.new, self.old):
            box.clear()
        self.old.addItem(_("the base: nothing stated, no lever moved"), None)
        for document in session.documents:
            self.new.addItem(document.title, document)
            self.old.addItem(document.title, document)
        for scenario in shipped():
            if not any(is_same(document.scenario, scenario) for document in session.documents):
                self.old.addItem(localized(scenario.title), scenario)
        self.new.setCurrentIndex(session.documents.index(new))
        places = [i for i in range(1, self.old.count()) if _alike(self.old.itemData(i), old)]
        self.old.setCurrentIndex(places[0] if old is not None and places else 0)
        for box in (self.new, self.old):
            box.setToolTip(box.currentText())

    def _chosen(self, _place: int) -> None:
        self._fill()

    def _search(self, text: str) -> None:
        self.order.search(text)
        self._count()

    def choose(self, new: Document, old: Document | None) -> None:
        """Show what differs between two open scenarios; None is the base."""
        self.renew()
        documents = self.session.documents
        self.new.setCurrentIndex(documents.index(new))
        self.old.setCurrentIndex(0 if old is None else documents.index(old) + 1)
        self._fill()

    def pair(self) -> tuple[Scenario, Scenario]:
        """Return the two scenarios compared, the new one first."""
        document, other = self.new.currentData(), self.old.currentData()
        old = other.scenario if isinstance(other, Document) else other
        return document.scenario, old or Scenario("base", dict.fromkeys(LANGUAGES, _("the base")))

    def open_in_explore(self) -> None:
        """Show the first scenario on the first page, compared with the second."""
        document, other = self.new.currentData(), self.old.currentData()
        if isinstance(other, Scenario):
            other = self.session.open(other.name)
        self.session.activate(document)
        self.session.compare_with(other)
        self.session.page_wanted.emit("explore")

    # the table ----------------------------------------------------------------------------------------

    def _fill(self) -> None:
        new, old = self.pair()
        titles = (
            _("Input"),
            _("For"),
            _("{title} (old)").format(title=localized(old.title)),
            _("{title} (new)").format(title=localized(new.title)),
            _("Unit"),
            _("Old is"),
            _("New is"),
            _("Kind"),
        )
        found = input_differences(new, old)
        self.model.fill([Cell(title) for title in titles], [self._row(item, new, old) for item in found])
        self.table.fit()
        self._count()

    def _row(self, item: InputDifference, new: Scenario, old: Scenario) -> list[Cell]:
        record = records().get(item.name)
        title = (
            _(_WORLD[item.name]) if item.name in _WORLD else localized(record.title) if record else item.name
        )
        if item.kind == "order":
            title = _("{lever}: order of changes").format(lever=title)
        tip = "" if record is None else f"{title}\n{item.name}. {localized(record.note)}"
        unit = wording.unit_text(item.name, new.base) if item.name not in _WORLD else ""
        return [
            Cell(title, tip=tip),
            Cell(self._about(item)),
            self._side(item, item.old, record, old),
            self._side(item, item.new, record, new),
            Cell(unit),
            _origin(item.old),
            _origin(item.new),
            Cell(_(_KINDS[item.kind])),
        ]

    def _about(self, item: InputDifference) -> str:
        if item.kind == "lever" and (item.sectors or (records()[item.name].sectoral)):
            return wording.sector_names(item.sectors, self.session.result)
        if item.item.isdigit() or not item.item:
            return item.item
        return wording.sector_names([item.item], self.session.result)

    def _side(self, item: InputDifference, side: Stated, record: Record | None, of: Scenario) -> Cell:
        last = None
        if item.kind == "lever" and not side.changes:
            try:
                self.session.calculator.economy(of.base)
                last = self.session.calculator.defaults(of).get(item.name)
            except DiversifyError:  # a base year that the country has no accounts of
                last = None
        text = wording.stated_text(side, item.kind, record, of.base, last)
        number = wording.stated_number(side, last)
        plain = number is not None and not side.changes and item.kind != "closure"
        return Cell(
            text,
            number if plain or _is_plain(side, of) else None,
            tip=text,
            strong=side.origin == "explicit",
            slanted=side.origin == "inherited",
        )

    def _count(self) -> None:
        shown, every = self.order.rowCount(), self.model.rowCount()
        text = ngettext("{n} input differs.", "{n} inputs differ.", every).format(n=every)
        if every == 0:
            text = _("No input differs: both give the same result.")
        elif shown != every:
            text = _("{shown} of {every} inputs that differ").format(shown=shown, every=every)
        self.count.setText(text)


def _origin(side: Stated) -> Cell:
    return Cell(_(ORIGINS[side.origin]), strong=side.origin == "explicit", slanted=side.origin == "inherited")


def _is_plain(side: Stated, of: Scenario) -> bool:
    """Return whether one number says all that is said of a lever."""
    if len(side.changes) != 1:
        return False
    change = side.changes[0]
    return change.mode == "set" and not change.points and not wording.timing_text(change, of.base)


def _alike(one: object, other: object) -> bool:
    if isinstance(one, Document) or isinstance(other, Document):
        return one is other
    return isinstance(one, Scenario) and isinstance(other, Scenario) and is_same(one, other)
