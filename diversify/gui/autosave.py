"""Keeps on disk what is open and not saved, within a second of every change, as long as the program runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from diversify.gui.documents import Document
from diversify.gui.handover import requests
from diversify.gui.kept_scenario import packed
from diversify.gui.messages import log
from diversify.gui.own_tables import keep_used
from diversify.gui.session import Session
from diversify.gui.shelf import Place, new_place
from diversify.gui.widgets import SearchBox
from diversify.text import _

_HEARD = "autosave_listens"
DELAY = 300  # ms from the first change to the writing; more changes meanwhile do not put it off


class Autosave(QObject):
    """Writes the state of a session into a folder of its own; a clean end removes it.

    Parameters
    ----------
    root
        Where the folders of all programs are.
    extra
        Gives what belongs to the window, such as the page, to be kept with the session.
    """

    written = Signal()
    asked = Signal(object)  # Path of a file that somebody wants to see in this window

    def __init__(
        self, session: Session, root: Path, extra: Callable[[], dict[str, Any]] | None = None
    ) -> None:
        super().__init__(session)
        self.session, self.root = session, root
        self._extra = extra
        self._place: Place | None = None
        self._failed = self._ended = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._answer)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.write)
        for signal in (session.result_changed, session.shown_changed, session.marked_changed):
            signal.connect(self.touch)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._listen)

    def touch(self) -> None:
        """Something has changed: write soon."""
        if not self._timer.isActive() and not self._ended:
            self._timer.start(DELAY)

    def write(self) -> bool:
        """Write now; False, and once a message, if that fails."""
        self._timer.stop()
        if self.session.active is None:
            return True
        try:
            if self._place is None:
                self._place = new_place(self.root)
                self._watcher.addPath(str(self._place.folder))
            self._place.write(self.state(), surely=not self.session.dragging)
        except OSError as error:
            log.warning("autosave: %s", error)
            if not self._failed:
                self._failed = True
                text = _("Unsaved work cannot be kept for the case of a crash: {reason}. Save often.")
                self.session.messages.warning(text.format(reason=error.strerror or error))
            return False
        self._failed = False
        self.written.emit()
        return True

    def state(self) -> dict[str, Any]:
        """Return everything that is open, as what JSON can hold."""
        session, documents = self.session, self.session.documents
        return {
            "tables": keep_used(session),
            "documents": [_document(document) for document in documents],
            "active": _place_of(session.active, documents),
            "against": _place_of(session.against, documents),
            "counterfactual_shown": session.counterfactual_shown,
            "typing": typing(),
            **(self._extra() if self._extra is not None else {}),
        }

    def finish(self) -> None:
        """End cleanly: nothing is left behind."""
        self._ended = True
        self._timer.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        if self._place is not None:
            self._place.leave()
            self._place = None

    def _answer(self, folder: str) -> None:
        for path in requests(Path(folder)):
            self.asked.emit(path)

    def _listen(self, _old: QWidget | None, new: QWidget | None) -> None:
        signal = _typed_signal(new)
        if signal is not None and new is not None and new.property(_HEARD) != id(self):
            new.setProperty(_HEARD, id(self))
            signal.connect(self.touch)


def typing() -> dict[str, str]:
    """Return what is half typed now: the name of the field and its text; nothing if nothing is."""
    widget = QApplication.focusWidget() if isinstance(QApplication.instance(), QApplication) else None
    if isinstance(widget, QAbstractSpinBox):
        line = widget.lineEdit()
        return {"field": widget.accessibleName(), "text": line.text()} if line.isModified() else {}
    if isinstance(widget, QPlainTextEdit | QTextEdit) and widget.document().isModified():
        return {"field": widget.accessibleName(), "text": widget.toPlainText()}
    if isinstance(widget, SearchBox):
        return {}  # nothing that anybody would miss
    if isinstance(widget, QLineEdit) and widget.isModified() and widget.text():
        return {"field": widget.accessibleName(), "text": widget.text()}
    return {}


def _typed_signal(widget: QWidget | None) -> Any:
    if isinstance(widget, QAbstractSpinBox):
        return widget.lineEdit().textEdited
    if isinstance(widget, QLineEdit):
        return widget.textEdited
    return widget.textChanged if isinstance(widget, QPlainTextEdit | QTextEdit) else None


def _document(document: Document) -> dict[str, Any]:
    saved = document.saved
    return {
        "scenario": packed(document.scenario),
        "saved": None if saved is None else True if saved == document.scenario else packed(saved),
        "path": None if document.path is None else str(document.path),
        "shown": document.shown,
        "note": document.note,
        "slot": document.slot,
    }


def _place_of(document: Document | None, documents: list[Document]) -> int | None:
    return documents.index(document) if document in documents else None
