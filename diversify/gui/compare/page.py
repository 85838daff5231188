"""The second page: everything that holds open scenarios against each other, one part at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from diversify.gui.compare.view import View
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.widgets import named
from diversify.text import N_, _


@dataclass(frozen=True)
class Part:
    """One part of the page: its id, title and hint to translate, and "module:Class" of its `View`."""

    id: str
    title: str
    hint: str
    place: str


_HERE = "diversify.gui.compare"
PARTS = (
    Part("tree", N_("Tree"), N_("Which scenario inherits from which"), f"{_HERE}.tree:TreeView"),
    Part(
        "levers", N_("Levers"), N_("Levers of all open scenarios, to edit in place"), f"{_HERE}.grid:GridView"
    ),
    Part(
        "inputs", N_("Inputs"), N_("Every input in which two scenarios differ"), f"{_HERE}.inputs:InputsView"
    ),
    Part(
        "indicators",
        N_("Indicators"),
        N_("Results of all open scenarios in chosen years"),
        f"{_HERE}.indicators:IndicatorsView",
    ),
    Part(
        "charts", N_("Charts"), N_("Scenarios side by side, on the same scale"), f"{_HERE}.stacks:StacksView"
    ),
    Part("history", N_("History"), N_("Versions of the active scenario"), f"{_HERE}.history:HistoryView"),
)


class ComparePage(QWidget):
    """Parts of the page as tabs; each is made when it is first shown."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.tabs = named(QTabWidget(), _("What to compare"))
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self._holders: list[QVBoxLayout] = []
        self._made: dict[str, View] = {}
        self._states: dict[str, dict[str, object]] = {}
        for place, part in enumerate(PARTS):
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            self._holders.append(column)
            self.tabs.addTab(holder, _(part.title))
            self.tabs.setTabToolTip(place, _(part.hint))
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 6, 2)
        column.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._make)
        self._make(0)

    def part(self, name: str) -> View:
        """Return a part, making it if need be.

        Raises
        ------
        KeyError
            If there is none of that id.
        """
        if name not in self._made:
            place, kind = {part.id: (i, part) for i, part in enumerate(PARTS)}[name]
            module, of = kind.place.split(":")
            view = getattr(import_module(module), of)(self.session, self.settings)
            assert isinstance(view, View)
            self._made[name] = view
            view.restore(self._states.get(name, {}))
            self._holders[place].addWidget(view)
        return self._made[name]

    def show_part(self, name: str) -> View:
        """Bring a part to the front and return it."""
        view = self.part(name)
        self.tabs.setCurrentIndex([part.id for part in PARTS].index(name))
        return view

    def state(self) -> bytes:
        """Return how the page is shown: the part in front, and what each part wants to keep."""
        states = self._states | {name: view.state() for name, view in self._made.items()}
        return json.dumps({"part": PARTS[self.tabs.currentIndex()].id, "parts": states}).encode()

    def restore(self, state: object) -> None:
        """Take what `state` gave; whatever cannot be read counts as not there."""
        try:
            found = json.loads(bytes(state).decode())  # type: ignore[call-overload]  # a QByteArray is bytes
            states, front = dict(found["parts"]), str(found["part"])
        except (ValueError, TypeError, KeyError):
            return
        self._states = {name: kept for name, kept in states.items() if isinstance(kept, dict)}
        for name, view in self._made.items():
            view.restore(self._states.get(name, {}))
        if front in {part.id for part in PARTS}:
            self.show_part(front)

    def _make(self, place: int) -> None:
        self.part(PARTS[place].id)
