"""What people mark on levers: favourites and folded groups for all scenarios, locks for each one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from diversify.gui.documents import Document
from diversify.gui.settings import Settings

_FAVOURITES, _FOLDED, _LOCKS = "levers/favourites", "levers/folded", "levers/locks"


class LeverMemory(QObject):
    """Marks on levers, remembered in the settings once `keep_in` has said where.

    A lock belongs to a scenario: to its file, or to a shipped scenario as it came. Without a file it lasts as
    long as the scenario is open.
    """

    locks_changed = Signal()
    favourites_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.favourites: frozenset[str] = frozenset()
        self.folded: frozenset[str] = frozenset()
        self._locked: WeakKeyDictionary[Document, frozenset[str]] = WeakKeyDictionary()
        self._settings: Settings | None = None

    def keep_in(self, settings: Settings) -> None:
        """Take the marks from the settings, and put them there from now on."""
        if self._settings is not settings:
            self._settings = settings
            self.favourites = frozenset(self._read(_FAVOURITES))
            self.folded = frozenset(self._read(_FOLDED))

    def set_favourite(self, lever: str, wanted: bool) -> None:
        """Mark a lever as one of the favourites, or no longer."""
        self.favourites = _with(self.favourites, lever, wanted)
        self._write(_FAVOURITES, sorted(self.favourites))
        self.favourites_changed.emit()

    def set_folded(self, group: str, folded: bool) -> None:
        """Remember that a group of levers is folded, or open."""
        self.folded = _with(self.folded, group, folded)
        self._write(_FOLDED, sorted(self.folded))

    def locked(self, document: Document) -> frozenset[str]:
        """Return the levers of a scenario that must not be moved."""
        if document not in self._locked:
            kept = self._all_locks().get(_key(document), [])
            self._locked[document] = frozenset(kept)
        return self._locked[document]

    def set_locked(self, document: Document, lever: str, wanted: bool) -> None:
        """Lock a lever in a scenario, or unlock it."""
        self._locked[document] = _with(self.locked(document), lever, wanted)
        self.remember_locks(document)
        self.locks_changed.emit()

    def remember_locks(self, document: Document) -> None:
        """Put a scenario's locks into the settings under the file that it has now."""
        key = _key(document)
        if key:
            kept = self._all_locks() | {key: sorted(self.locked(document))}
            self._write(_LOCKS, {name: levers for name, levers in kept.items() if levers})

    def _all_locks(self) -> dict[str, list[str]]:
        found = self._load(_LOCKS)
        if not isinstance(found, dict):
            return {}
        return {str(key): _words(value) for key, value in found.items()}

    def _read(self, key: str) -> list[str]:
        return _words(self._load(key))

    def _load(self, key: str) -> object:
        if self._settings is None:
            return None
        try:
            return json.loads(str(self._settings.store.value(key, "null")))
        except ValueError:  # whatever cannot be read counts as not there
            return None

    def _write(self, key: str, value: object) -> None:
        if self._settings is not None:
            self._settings.store.setValue(key, json.dumps(value))


def _key(document: Document) -> str:
    """Return what settings call a scenario; empty if nothing of it outlives the window."""
    if document.path is not None:
        return str(document.path)
    saved = document.saved
    shipped = saved is not None and saved.file is not None and saved.file.stem == saved.name
    return document.scenario.name if shipped else ""


def _with(names: frozenset[str], name: str, wanted: bool) -> frozenset[str]:
    return names | {name} if wanted else names - {name}


def _words(found: object) -> list[str]:
    items: Iterable[object] = found if isinstance(found, list) else ()
    return [item for item in items if isinstance(item, str)]
