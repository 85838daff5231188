"""What the parts of the page have in common: they show the open scenarios, and follow their marks too."""

from __future__ import annotations

from diversify.gui.seen import SeenView
from diversify.gui.session import Session
from diversify.gui.settings import Settings


class View(SeenView):
    """A part of the page. A subclass says in `refresh` how it is filled."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        session.shown_changed.connect(self.hear)
        session.marked_changed.connect(self.hear)

    def content(self) -> object:
        """Return what `refresh` depends on."""
        session = self.session
        documents = tuple(
            (id(one), id(one.scenario), id(one.result), id(one.saved), one.slot, one.shown, one.dirty)
            for one in session.documents
        )
        return documents, id(session.active), id(session.against)
