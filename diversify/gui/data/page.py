"""The last page: what the model starts from, how well it holds, and tables of one's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from diversify.gui.data.view import View
from diversify.gui.help import set_topic
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


_HERE = "diversify.gui.data"
PARTS = (
    Part(
        "table",
        N_("Base table"),
        N_("Who sells what to whom in the base year"),
        f"{_HERE}.base_table:BaseTableView",
    ),
    Part(
        "identities",
        N_("Identities"),
        N_("How well the accounts hold, of the table and of the run on screen"),
        f"{_HERE}.identities:IdentitiesView",
    ),
    Part(
        "sources",
        N_("Sources"),
        N_("Every source, and what uses it"),
        f"{_HERE}.sources:SourcesView",
    ),
    Part(
        "parameters",
        N_("Parameters"),
        N_("Every parameter with its range, its evidence and its value here"),
        f"{_HERE}.parameters:ParametersView",
    ),
    Part(
        "own",
        N_("Own tables"),
        N_("Start from another base year, or bring in a table of your own"),
        f"{_HERE}.own:OwnTableView",
    ),
    Part(
        "hindcast",
        N_("Hindcast"),
        N_("How the model would have done in past years, against naive guesses"),
        f"{_HERE}.hindcasts:HindcastsView",
    ),
    Part(
        "checked",
        N_("Checked against"),
        N_("Published figures beside ours"),
        f"{_HERE}.checked:CheckedView",
    ),
)


class DataPage(QWidget):
    """Parts of the page as tabs; each is made when it is first shown."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.tabs = named(QTabWidget(), _("Data"))
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
        set_topic(self, "page:data")
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

    def open_file(self, path: Path) -> None:
        """Look at a table file that somebody dropped."""
        from diversify.gui.data.own import OwnTableView

        view = self.show_part("own")
        assert isinstance(view, OwnTableView)
        view.open_file(path)

    def stop(self) -> None:
        """End what runs beside the page, before the window goes."""
        for view in self._made.values():
            view.stop()

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
