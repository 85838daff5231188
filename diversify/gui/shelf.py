"""Where running windows keep their state: a folder for each, locked while its program lives.

A folder whose program is gone can be taken over by one other program, once.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile

from diversify.files import replacing

FORMAT = 1
_STATE, _LOCK = "session.json", "lock"


def shelf_folder() -> Path:
    """Return where this platform keeps the state of programs; DIVERSIFY_STATE names another place."""
    named = os.environ.get("DIVERSIFY_STATE")
    if named:
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("diversify", appauthor=False) / "sessions"


class Place:
    """One folder, ours as long as the lock is held."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = QLockFile(str(folder / _LOCK))
        self._lock.setStaleLockTime(0)  # only the death of its program frees it, not time

    def take(self) -> bool:
        """Lock the folder; False if a program that lives has it."""
        return self._lock.tryLock(0)

    def read(self) -> dict[str, Any] | None:
        """Return what was written last; None if nothing was.

        Raises
        ------
        OSError, ValueError
            If it cannot be read, or another version of the program wrote it.
        """
        file = self.folder / _STATE
        if not file.exists():
            return None
        state = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(state, dict) or state.get("format") != FORMAT:
            raise ValueError(f"{file} has another format")
        return state

    def write(self, state: dict[str, Any], *, surely: bool = True) -> None:
        """Put a state in the place of the old one in one step; `surely`: on the disk, not only in its cache.

        Raises
        ------
        OSError
            If it cannot be written; the old state stays.
        """
        text = json.dumps({"format": FORMAT, **state}, ensure_ascii=False)
        target = self.folder / _STATE
        if surely:
            with replacing(target) as draft:
                draft.write_text(text, encoding="utf-8")
            return
        draft = self.folder / f".{_STATE}"
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, target)

    def release(self) -> None:
        """Unlock the folder and leave it as it is."""
        self._lock.unlock()

    def leave(self) -> None:
        """Remove the folder; nothing is left behind."""
        self._lock.unlock()
        shutil.rmtree(self.folder, ignore_errors=True)

    def set_aside(self) -> Path:
        """Keep a state that cannot be used where people can find it, and free the folder's name."""
        self._lock.unlock()
        kept = self.folder.with_name(f"{self.folder.name}.kept")
        os.replace(self.folder, kept)
        return kept


def new_place(root: Path) -> Place:
    """Make a folder of our own.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    folder = root / f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
    folder.mkdir(parents=True)
    place = Place(folder)
    if not place.take():
        raise OSError(f"{folder} cannot be locked")
    return place


def abandoned(root: Path) -> Iterator[Place]:
    """Give every folder whose program is gone, locked for us now."""
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        place = Place(folder)
        if folder.is_dir() and not folder.name.endswith(".kept") and place.take():
            yield place
