"""What the window remembers between runs: recent files, the charts chosen, its size and place."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from diversify.gui.look import Look
from diversify.text import LANGUAGES

_RECENT = 10


class Settings:
    """A thin layer over QSettings; whatever cannot be read counts as not there."""

    def __init__(self, store: QSettings | None = None) -> None:
        self.store = store or QSettings("diversify", "diversify")

    def recent(self) -> list[Path]:
        """Return the files used last, the newest first; those that are gone are left out."""
        return [path for path in map(Path, self._strings("recent")) if path.is_file()]

    def add_recent(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        text = str(path.resolve())
        others = [other for other in self._strings("recent") if other != text]
        self.store.setValue("recent", json.dumps([text, *others][:_RECENT]))

    def clear_recent(self) -> None:
        """Forget the recent files."""
        self.store.remove("recent")

    def charts(self) -> tuple[int, list[Any]] | None:
        """Return how many charts were shown and a record of each; None if nothing is remembered."""
        try:
            count, records = json.loads(str(self.store.value("charts", "")))
            return int(count), list(records)
        except (ValueError, TypeError):
            return None

    def set_charts(self, count: int, records: list[dict[str, Any]]) -> None:
        """Remember how many charts are shown and which."""
        self.store.setValue("charts", json.dumps([count, records]))

    def language(self) -> str:
        """Return the language chosen in the window; empty if the environment decides."""
        value = str(self.store.value("language", ""))
        return value if value in LANGUAGES else ""

    def set_language(self, language: str) -> None:
        """Remember the language."""
        self.store.setValue("language", language)

    def look(self) -> Look:
        """Return how the window is to look."""
        try:
            theme, size, calm = json.loads(str(self.store.value("look", "")))
            return Look(str(theme), int(size), bool(calm))
        except (ValueError, TypeError):
            return Look()

    def set_look(self, look: Look) -> None:
        """Remember how the window is to look."""
        self.store.setValue("look", json.dumps([look.theme, look.size, look.calm]))

    def flag(self, key: str, default: bool = False) -> bool:
        """Return a remembered yes or no."""
        value = str(self.store.value(key, "")).lower()
        return value == "true" if value in ("true", "false") else default

    def set_flag(self, key: str, value: bool) -> None:
        """Remember a yes or no."""
        self.store.setValue(key, "true" if value else "false")

    def author(self) -> str:
        """Return who saves: the name given in the window, else the one of the account."""
        value = str(self.store.value("author", "")).strip()
        if value:
            return value
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # an account without a name
            return ""

    def set_author(self, name: str) -> None:
        """Remember who saves; an empty name is that of the account again."""
        self.store.setValue("author", name.strip())

    def bytes(self, key: str) -> QByteArray:
        """Return a remembered state of Qt, empty if there is none."""
        value = self.store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, key: str, value: QByteArray) -> None:
        """Remember a state of Qt."""
        self.store.setValue(key, value)

    def _strings(self, key: str) -> list[str]:
        try:
            found = json.loads(str(self.store.value(key, "[]")))
        except ValueError:
            return []
        return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []
