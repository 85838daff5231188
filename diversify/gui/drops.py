"""Files dropped on the window: scenarios open, tables go to the page for data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from diversify.gui.files import SUFFIX
from diversify.gui.pages import PAGES
from diversify.text import _

if TYPE_CHECKING:
    from diversify.gui.main_window import MainWindow

_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".zip", ".parquet")


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files on this machine that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def take(window: MainWindow, paths: list[Path]) -> None:
    """Open dropped files; what cannot be opened is said."""
    for path in paths:
        suffix = path.suffix.lower()
        if suffix == SUFFIX:
            window.files.open_file(path)
        elif suffix in _TABLES and any(kind.id == "data" for kind in PAGES):
            window.pages.show_page("data")
            window.pages.page("data").open_file(path)  # type: ignore[attr-defined] # the page of that id has it
        else:
            text = _("{file} is no scenario file. Scenario files end in {suffix}.")
            window.session.messages.warning(text.format(file=path.name, suffix=SUFFIX))
