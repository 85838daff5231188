"""Everything by its name: commands, pages, scenarios, levers, indicators, found by typing, keyboard only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QListWidgetItem, QVBoxLayout

from diversify.gui.help_menu import walk
from diversify.gui.pages import PAGES
from diversify.gui.widgets import SearchBox, named
from diversify.model import load_scenario, shipped_scenarios
from diversify.model.projection.parameters import indicators, levers
from diversify.text import _, folded, in_every_language, localized

if TYPE_CHECKING:
    from diversify.gui.window_commands import WindowCommands

_WIDTH, _ROWS = 60, 14  # letters; lines
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True)
class Entry:
    """One thing that can be done: what the list shows, what is searched (folded), and the deed."""

    title: str
    words: str
    do: Callable[[], object]


def entries(window: WindowCommands) -> list[Entry]:
    """Return everything that can be done now: pages and open scenarios first, then commands and names."""
    session = window.session
    found = [
        _entry(
            _("Page: {name}").format(name=_(kind.title)), partial(window.pages.show_page, kind.id), kind.title
        )
        for kind in PAGES
    ]
    for document in session.documents:
        title = _("Scenario: {name}").format(name=document.title)
        more = [document.scenario.name, *document.scenario.title.values()]
        found.append(_entry(title, partial(session.activate, document), *more))
    for above, action in walk(window.menuBar()):
        if action.isEnabled() and action.text():
            text = action.text().replace("&", "").removesuffix("…")
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            title = f"{above} › {text}" + (f"  ({keys})" if keys else "")
            found.append(_entry(title, action.trigger, *in_every_language(action.text())))
    for name, record in levers().items():
        title = _("Lever: {name}").format(name=localized(record.title))
        more = [name, record.symbol, *record.title.values()]
        found.append(_entry(title, partial(window.show_lever, name), *more))
    for name, indicator in indicators().items():
        title = _("Chart: {name}").format(name=localized(indicator.title))
        found.append(_entry(title, partial(window.show_indicator, name), name, *indicator.title.values()))
    for name in shipped_scenarios():
        scenario = load_scenario(name)
        title = _("Open: {name}").format(name=localized(scenario.title))
        found.append(_entry(title, partial(session.open, name), name, *scenario.title.values()))
    return found


def _entry(title: str, do: Callable[[], object], *more: str) -> Entry:
    return Entry(title, folded(" ".join((title, *more)).replace("&", "")), do)


def _goodness(entry: Entry, words: list[str]) -> int:
    """Rank a find: best a word seen in the list that begins so, then one of another language or name."""
    if not words:
        return 0
    begins = f" {words[0]}"
    return 2 * (begins in f" {folded(entry.title)}") or int(begins in f" {entry.words}")


class CommandPalette(QDialog):
    """A box to type in above the list of what fits; Enter does it, Escape leaves."""

    def __init__(self, window: WindowCommands) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Find anything"))
        self.entries = entries(window)
        self.search = named(SearchBox(), _("Type part of a command, page, lever, indicator or scenario"))
        self.search.setPlaceholderText(self.search.accessibleName())
        self.list = named(QListWidget(), _("What fits"))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        for entry in self.entries:
            item = QListWidgetItem(entry.title)
            item.setToolTip(entry.title)
            self.list.addItem(item)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list)
        letters = self.fontMetrics().averageCharWidth()
        self.resize(_WIDTH * letters + 40, _ROWS * self.list.sizeHintForRow(0) + 60)
        self.move(window.geometry().center().x() - self.width() // 2, window.geometry().top() + 80)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self.filter)
        self.search.returnPressed.connect(self.choose)
        self.list.itemActivated.connect(self.choose)
        self.filter("")

    def filter(self, text: str) -> None:
        """Show what has every word typed, the best first chosen."""
        words = folded(text).split()
        best, most = -1, -1
        for row, entry in enumerate(self.entries):
            fits = all(word in entry.words for word in words)
            self.list.item(row).setHidden(not fits)
            if fits and (good := _goodness(entry, words)) > most:
                best, most = row, good
        self.list.setCurrentRow(best)

    def choose(self) -> None:
        """Do what is chosen; the window is back before that."""
        row = self.list.currentRow()
        if row < 0 or self.list.item(row).isHidden():
            return
        self.accept()
        self.entries[row].do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self._move(event.key())
            return True
        return super().eventFilter(watched, event)

    def _move(self, key: int) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS}.get(Qt.Key(key), _ROWS)
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if shown:
            now = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
            self.list.setCurrentRow(shown[max(0, min(now + step, len(shown) - 1))])
