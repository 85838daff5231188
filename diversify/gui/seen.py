"""A part of a page that works only while it is seen, and once for each news of the session."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from diversify.gui.session import Session
from diversify.gui.settings import Settings


class SeenView(QWidget):
    """A subclass says in `refresh` how it is filled, in `content` by what."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self._seen: object = None
        session.result_changed.connect(self.hear)
        session.drag_ended.connect(self.hear)

    def hear(self, _news: object = None) -> None:
        """Take the session as it is now; while a lever is dragged what is here waits for its release."""
        if not self.isVisible() or self.session.dragging or self.session.active is None:
            return
        seen = self.content()
        if seen != self._seen:
            self._seen = seen
            self.refresh()

    def content(self) -> object:
        """Return what `refresh` depends on, to be compared."""
        raise NotImplementedError

    def renew(self) -> None:
        """Fill it anew, whether the session has news or not."""
        self._seen = None
        self.hear()

    def refresh(self) -> None:
        """Show what the session has."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.hear()

    def state(self) -> dict[str, object]:
        """Return what is to be remembered of how it is shown."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Take what was remembered; whatever does not fit counts as not there."""
