"""The pages of the window: which there are, the bar that chooses among them, each made when first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.text import N_


@dataclass(frozen=True)
class PageKind:
    """One page of the window.

    Attributes
    ----------
    id
        What settings remember.
    title, hint
        What the bar shows and what its tooltip says, to be translated.
    icon
        Name of a picture of `appearance.icon`.
    place
        "module:Class"; the class takes (session, settings).
    """

    id: str
    title: str
    hint: str
    icon: str
    place: str

    def make(self, session: Session, settings: Settings) -> QWidget:
        """Load the page's module and make the page."""
        module, name = self.place.split(":")
        page = getattr(import_module(module), name)(session, settings)
        assert isinstance(page, QWidget)
        return page


PAGES = (
    PageKind(
        "explore",
        N_("Explore"),
        N_("Headline numbers and charts of the open scenarios"),
        "explore",
        "diversify.gui.explore_page:ExplorePage",
    ),
    PageKind(
        "compare",
        N_("Compare"),
        N_("Scenarios against each other: levers, inputs, results, history"),
        "compare",
        "diversify.gui.compare.page:ComparePage",
    ),
    PageKind(
        "explain",
        N_("Explain"),
        N_("Which lever did what, why, through whom, and where the numbers come from"),
        "explain",
        "diversify.gui.explain.page:ExplainPage",
    ),
    PageKind(
        "data",
        N_("Data"),
        N_("The base table, identities, sources, parameters, own tables, past forecasts"),
        "data",
        "diversify.gui.data.page:DataPage",
    ),
)


class Pages(QStackedWidget):
    """The pages, one at a time. A page is made when it is first shown and kept until the window goes."""

    changed = Signal(str)

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self._made: dict[str, QWidget] = {}
        session.page_wanted.connect(self.show_page)

    @property
    def current(self) -> str:
        """The id of the page that is shown; empty before the first."""
        return next((name for name, page in self._made.items() if page is self.currentWidget()), "")

    def page(self, name: str) -> QWidget:
        """Return a page, making it if need be.

        Raises
        ------
        KeyError
            If there is no page of that id.
        """
        if name not in self._made:
            kind = {kind.id: kind for kind in PAGES}[name]
            page = kind.make(self.session, self.settings)
            self._made[name] = page
            self.addWidget(page)
            keep = getattr(page, "restore", None)
            if keep is not None:
                keep(self.settings.bytes(f"page/{name}"))
        return self._made[name]

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        self.setCurrentWidget(self.page(name))
        self.changed.emit(name)

    def stop(self) -> None:
        """End what pages run beside the window, before they go."""
        for page in self._made.values():
            end = getattr(page, "stop", None)
            if end is not None:
                end()

    def remember(self) -> None:
        """Let every page that has a state put it into the settings."""
        for name, page in self._made.items():
            state = getattr(page, "state", None)
            if state is not None:
                self.settings.set_bytes(f"page/{name}", QByteArray(state()))
