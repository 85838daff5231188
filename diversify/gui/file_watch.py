"""Notices when another program changes or removes the file of an open scenario, and offers what to do.

The folders are watched, not the files: a file that is replaced in one step is lost to its watch.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from diversify import model
from diversify.errors import DiversifyError
from diversify.gui.documents import Document
from diversify.gui.notice_bar import NoticeBar
from diversify.gui.session import Session
from diversify.gui.versions import signature, take_history
from diversify.text import _

_CALM = 200  # ms for another program to finish writing


class FileWatch(QObject):
    """Watches the files of all open scenarios."""

    def __init__(self, session: Session, bar: NoticeBar) -> None:
        super().__init__(bar)
        self.session, self.bar = session, bar
        self._stopped = False
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CALM)
        self._timer.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(self._wait)
        session.shown_changed.connect(self.follow)
        session.marked_changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Watch the folders of what is open now."""
        paths = (document.path for document in self.session.documents)
        wanted = {str(path.parent) for path in paths if path is not None and path.parent.is_dir()}
        known = set(self._watcher.directories())
        if known - wanted:
            self._watcher.removePaths(sorted(known - wanted))
        if wanted - known:
            self._watcher.addPaths(sorted(wanted - known))

    def look(self) -> None:
        """Compare every file with what was read or written last."""
        for document in self.session.documents:
            if document.path is None or document.seen is None:
                continue
            present = signature(document.path)
            if present == document.seen:
                continue
            if present is None:
                self._gone(document, document.path)
            else:
                self._changed(document, document.path)

    def stop(self) -> None:
        """Look no more: the window goes."""
        self._stopped = True
        self._timer.stop()

    def _wait(self, _folder: str) -> None:
        if not self._stopped:
            self._timer.start()

    def _gone(self, document: Document, path: Path) -> None:
        document.seen = document.saved = None
        self.session.marked_changed.emit()
        text = _("{file} is no longer there; “{title}” stays open, and Save writes it anew.")
        self.session.messages.warning(text.format(file=path.name, title=document.title))

    def _changed(self, document: Document, path: Path) -> None:
        try:
            same = model.load_scenario(path) == document.saved
        except (DiversifyError, OSError):
            same = False
        if same:  # written anew, or its notes changed: nothing that is on screen
            take_history(document, self.session.messages)
            return
        text = _("{file} has been changed by another program.").format(file=path.name)
        if document.dirty:
            text = f"{text} {_('Your own changes are not saved; after loading it anew, Undo has them.')}"
        self.bar.offer(
            document,
            text,
            (
                (_("Load anew"), partial(self.reload, document)),
                (_("Keep what is open"), partial(self.keep, document)),
            ),
        )

    def reload(self, document: Document) -> None:
        """Show what the file says now, as a step that can be undone."""
        path = document.path
        if path is None or document not in self.session.documents:
            return
        try:
            loaded = model.load_scenario(path)
        except (DiversifyError, OSError) as error:
            self.session.messages.error(error)
            return
        step = _("Load {file} anew").format(file=path.name)
        if self.session.change(document, lambda _scenario: loaded, step):
            document.saved = loaded
            take_history(document, self.session.messages)
            self.session.marked_changed.emit()
            self.session.messages.info(_("Loaded {file} anew.").format(file=path.name))

    def keep(self, document: Document) -> None:
        """Leave the scenario as it is; the next save writes over the file."""
        if document.path is not None:
            document.seen = signature(document.path)
            document.saved = None
            self.session.marked_changed.emit()
