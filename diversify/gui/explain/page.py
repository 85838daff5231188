"""The third page: a list of questions in words, the year they are asked about, and the answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from diversify.gui.explain.question import Question
from diversify.gui.explain.topic import Topic
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.widgets import ElidedLabel, Wheelless, YearBox, named
from diversify.model.projection.checks import HORIZON
from diversify.text import N_, _


@dataclass(frozen=True)
class Asked:
    """One question of the list: its id, its words and hint to translate, "module:Class" of its answer."""

    id: str
    title: str
    hint: str
    place: str


_HERE = "diversify.gui.explain"
QUESTIONS = (
    Asked(
        "levers",
        N_("What did each lever do?"),
        N_("The difference from the reference, credited to levers without a rest"),
        f"{_HERE}.levers_did:LeversDid",
    ),
    Asked(
        "oil_share",
        N_("Why does the oil share change?"),
        N_("Volumes and prices of oil and of the rest, and who moved them"),
        f"{_HERE}.oil_share:OilShare",
    ),
    Asked(
        "gdp_effect",
        N_("Where does the GDP effect come from?"),
        N_("Growth accounting: productivity, capital, labour, taxes, oil and gas"),
        f"{_HERE}.gdp_effect:GdpEffect",
    ),
    Asked(
        "sectors",
        N_("Which sectors gain and lose?"),
        N_("The difference from the reference by sector, with its sum"),
        f"{_HERE}.sector_gains:SectorGains",
    ),
    Asked(
        "limits",
        N_("What binds, and when?"),
        N_("Labour, capital, fiscal ceiling, fund, AI money and skills, year by year"),
        f"{_HERE}.what_binds:WhatBinds",
    ),
    Asked(
        "from_gdp",
        N_("From GDP to its source"),
        N_("Sector, chain of supply, coefficient, cell and source, step by step"),
        f"{_HERE}.from_gdp:FromGdp",
    ),
    Asked(
        "key_sectors",
        N_("Key sectors"),
        N_("Pull on suppliers and push to users in the year on screen"),
        f"{_HERE}.structure:KeySectors",
    ),
    Asked(
        "extraction",
        N_("What if a sector were gone?"),
        N_("Value added, jobs and imports that hang on each sector in the year on screen"),
        f"{_HERE}.structure:SectorGone",
    ),
    Asked(
        "flows",
        N_("Who sells to whom?"),
        N_("Purchases and sales of a sector in the year on screen"),
        f"{_HERE}.structure:WhoSells",
    ),
)
_ROOM = 120  # letters of a line from which the list stands beside the answer
_LIST = 31  # letters that the list is wide at least


class ExplainPage(QWidget):
    """Each question is made when it is first asked; a narrow page has a box in place of the list."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.topic = Topic(self)
        self._made: dict[str, Question] = {}
        self._states: dict[str, dict[str, object]] = {}
        self.list = named(QListWidget(), _("Questions"))
        self.list.setWordWrap(True)
        self.list.setSpacing(1)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.box = named(QComboBox(), _("Questions"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.installEventFilter(Wheelless(self.box))
        for asked in QUESTIONS:
            item = QListWidgetItem(_(asked.title))
            item.setToolTip(_(asked.hint))
            self.list.addItem(item)
            self.box.addItem(_(asked.title))
            self.box.setItemData(self.box.count() - 1, _(asked.hint), Qt.ItemDataRole.ToolTipRole)
        self.year = named(YearBox(), _("Year asked about"))
        self.year.setRange(session.scenario.base if session.active else self.topic.year, HORIZON)
        self.year.setValue(self.topic.year)
        self.year.setKeyboardTracking(False)
        self.year.installEventFilter(Wheelless(self.year))
        self.about = ElidedLabel()
        self.stack = QStackedWidget()
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose)
        self.box.activated.connect(self._choose)
        self.year.valueChanged.connect(self.topic.set_year)
        session.result_changed.connect(self._say)
        session.shown_changed.connect(self._say)
        session.marked_changed.connect(self._say)
        self._say()
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        label = QLabel(_("Year"))
        label.setBuddy(self.year)
        line = QHBoxLayout()
        line.addWidget(self.box, 1)
        line.addWidget(label)
        line.addWidget(self.year)
        line.addWidget(self.about, 2)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.stack, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.list)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        letter = self.fontMetrics().averageCharWidth()
        self.list.setMinimumWidth(_LIST * letter)
        self.split.setSizes([_LIST * letter, 4 * _LIST * letter])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(4, 4, 6, 2)
        outer.addWidget(self.split)
        self.box.hide()

    def question(self, name: str) -> Question:
        """Return a question, making it if need be.

        Raises
        ------
        KeyError
            If there is none of that id.
        """
        if name not in self._made:
            asked = {asked.id: asked for asked in QUESTIONS}[name]
            module, of = asked.place.split(":")
            made = getattr(import_module(module), of)(self.session, self.topic)
            assert isinstance(made, Question)
            self._made[name] = made
            made.restore(self._states.get(name, {}))
            self.stack.addWidget(made)
        return self._made[name]

    def ask(self, name: str) -> Question:
        """Bring a question to the front and return it."""
        self.list.setCurrentRow([asked.id for asked in QUESTIONS].index(name))
        return self.question(name)

    @property
    def asked(self) -> str:
        """The id of the question in front."""
        return QUESTIONS[max(self.list.currentRow(), 0)].id

    def stop(self) -> None:
        """End what runs beside the window, before the page goes."""
        for made in self._made.values():
            made.stop()

    def state(self) -> bytes:
        """Return how the page is shown: question, year, sector, and what each question wants to keep."""
        states = self._states | {name: made.state() for name, made in self._made.items()}
        kept = {"asked": self.asked, "year": self.topic.year, "sector": self.topic.sector, "states": states}
        return json.dumps(kept).encode()

    def restore(self, state: object) -> None:
        """Take what `state` gave; whatever cannot be read counts as not there."""
        try:
            found = json.loads(bytes(state).decode())  # type: ignore[call-overload]  # a QByteArray is bytes
            states, front = dict(found["states"]), str(found["asked"])
            year, sector = int(found["year"]), str(found["sector"])
        except (ValueError, TypeError, KeyError):
            return
        self._states = {name: kept for name, kept in states.items() if isinstance(kept, dict)}
        self.year.setValue(year)
        self.topic.set_sector(sector)
        for name, made in self._made.items():
            made.restore(self._states.get(name, {}))
        if front in {asked.id for asked in QUESTIONS}:
            self.ask(front)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fold()

    def _fold(self) -> None:
        narrow = self.width() < _ROOM * self.fontMetrics().averageCharWidth()
        if narrow != self.list.isHidden():
            self.list.setHidden(narrow)
            self.box.setVisible(narrow)

    def _choose(self, row: int) -> None:
        if row < 0:
            return
        self.stack.setCurrentWidget(self.question(QUESTIONS[row].id))
        self.box.setCurrentIndex(row)
        if self.list.currentRow() != row:
            self.list.setCurrentRow(row)

    def _say(self, _news: object = None) -> None:
        session = self.session
        if session.active is None or session.dragging:
            return
        if self.year.minimum() != session.scenario.base:
            self.year.setMinimum(session.scenario.base)
        text = _("{scenario}, against {reference}").format(
            scenario=session.active.title, reference=session.reference_name()
        )
        self.about.setText(text)
        self.about.setAccessibleName(text)
