"""Chooses indicators, and single sectors of those by sector, in a tree with a search box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from diversify.gui.compare.indicator_rows import Measure
from diversify.gui.widgets import SearchBox, named
from diversify.model.projection.parameters import groups, indicators
from diversify.model.projection.result import Result
from diversify.text import _, folded, localized

_MEASURE = Qt.ItemDataRole.UserRole


class IndicatorChoice(QWidget):
    """A tick puts an indicator into the table."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = named(SearchBox(), _("Search indicators"))
        self.search.setPlaceholderText(_("Search indicators"))
        self.search.setClearButtonEnabled(True)
        self.tree = named(QTreeWidget(), _("Indicators"), _("Space puts an indicator into the table."))
        self.tree.setHeaderHidden(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        self._items: dict[Measure, QTreeWidgetItem] = {}
        self.tree.itemChanged.connect(self._ticked)
        self.search.textChanged.connect(self._filter)

    def fill(self, result: Result) -> None:
        """List every indicator by group; those by sector with their sectors below."""
        if self._items:
            return
        blocked = self.tree.blockSignals(True)
        headings: dict[str, QTreeWidgetItem] = {}
        for name, indicator in indicators().items():
            if indicator.group not in headings:
                title = groups().get(indicator.group)
                text = localized(title) if title else indicator.group
                headings[indicator.group] = QTreeWidgetItem(self.tree, [text])
            item = QTreeWidgetItem(headings[indicator.group], [localized(indicator.title)])
            item.setToolTip(0, localized(indicator.definition))
            if not indicator.sectoral:
                self._list((name, ""), item)
                continue
            for sector in result.sectors:
                self._list((name, sector.code), QTreeWidgetItem(item, [localized(sector.name)]))
        self.tree.blockSignals(blocked)

    def _list(self, measure: Measure, item: QTreeWidgetItem) -> None:
        item.setData(0, _MEASURE, measure)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        self._items[measure] = item

    def chosen(self) -> list[Measure]:
        """Return what is ticked, in the order of the list."""
        ticked = Qt.CheckState.Checked
        return [measure for measure, item in self._items.items() if item.checkState(0) == ticked]

    def choose(self, measures: Sequence[Measure]) -> None:
        """Tick these and no others; whatever does not exist is left out."""
        blocked = self.tree.blockSignals(True)
        wanted = set(measures)
        for measure, item in self._items.items():
            on = measure in wanted
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            if on:
                _open_above(item)
        self.tree.blockSignals(blocked)

    def _ticked(self, _item: QTreeWidgetItem, _column: int) -> None:
        self.changed.emit()

    def _filter(self, text: str) -> None:
        words = folded(text).split()
        for place in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(place)
            if item is not None:
                _show(item, words, "")


def _show(item: QTreeWidgetItem, words: Sequence[str], above: str) -> bool:
    """Show an item if it, or one below it, has all words; return whether it does."""
    where = f"{above} {folded(item.text(0))}"
    below = [item.child(place) for place in range(item.childCount())]
    found = [_show(child, words, where) for child in below if child is not None]
    shown = any(found) if found else all(word in where for word in words)
    item.setHidden(not shown)
    if found:
        item.setExpanded(shown and bool(words))
    return shown


def _open_above(item: QTreeWidgetItem) -> None:
    above = item.parent()
    while above is not None:
        above.setExpanded(True)
        above = above.parent()
