"""Asks, without standing in the way, what a version that has just been saved is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolBar

from diversify.gui.session import Session
from diversify.gui.widgets import SearchBox, named
from diversify.text import _

if TYPE_CHECKING:
    from diversify.gui.documents import Document


class NoteBar(QToolBar):
    """Comes after a save that added a version without a note; Enter keeps the note, Escape does without."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("Note on the saved version"))
        self.session = session
        self._document: Document | None = None
        self.setObjectName("note")
        self.setMovable(False)
        self.setFloatable(False)
        self.toggleViewAction().setVisible(False)
        self.note = named(SearchBox(), _("Note on the saved version"))
        self.note.setPlaceholderText(_("What this version is about (optional)"))
        label = QLabel(_("Saved as a new version. N&ote:"))
        label.setBuddy(self.note)
        self.keep = QPushButton(_("Keep note"))
        self.leave = QPushButton(_("Without"))
        for button in (self.keep, self.leave):
            button.setAutoDefault(False)
        for widget in (label, self.note, self.keep, self.leave):
            self.addWidget(widget)
        self.hide()
        self.note.returnPressed.connect(self.keep_note)
        self.keep.clicked.connect(self.keep_note)
        self.leave.clicked.connect(self.done)
        session.saved.connect(self.ask)
        session.shown_changed.connect(self._check)

    def ask(self, document: Document) -> None:
        """Ask about the newest version of a scenario; not if it has a note already."""
        versions = document.log.versions
        if versions and not versions[-1].note:
            self._document = document
            self.note.clear()
            self.show()
        else:
            self.done()

    def keep_note(self) -> None:
        """Write the note into the file."""
        text, document = self.note.text().strip(), self._document
        if document is None or not text or self.session.annotate(document, -1, note=text):
            self.done()

    def done(self) -> None:
        """Go; whoever was typing here types in the page again."""
        self._document = None
        if self.note.hasFocus():
            self.note.clearFocus()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done()
        else:
            super().keyPressEvent(event)

    def _check(self) -> None:
        if self._document is not None and self._document is not self.session.active:
            self.done()
