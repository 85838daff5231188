"""The list of all charts to choose from, by group of indicators, and the search in it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy

from diversify.charts import Chart, chart, charts
from diversify.charts.catalogue import DIFFERENCE
from diversify.gui.widgets import SearchBox, Wheelless
from diversify.model.projection.parameters import groups, indicators
from diversify.text import _, folded, localized

NAME, FOLDED = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


def offered() -> dict[str, list[Chart]]:
    """Return the charts on offer by group of indicators, the composed ones first; keys are English names."""
    known = charts()
    shipped = [
        c
        for name, c in known.items()
        if not (name.endswith(DIFFERENCE) and name.removesuffix(DIFFERENCE) in known)
        and not (c.kind == "bars" and len(c.indicators) == 1)
    ]
    plain = {c.indicators[0] for c in shipped if c.name == c.indicators[0]}
    made: dict[str, list[Chart]] = {}
    for name, indicator in indicators().items():
        found = [c for c in shipped if c.indicators[0] == name]
        if name not in plain and indicator.group != "Checks":
            found.append(chart(name))
        made.setdefault(indicator.group, []).extend(sorted(found, key=lambda c: c.name != name))
    return {group: found for group, found in made.items() if found}


class ChartList(QStandardItemModel):
    """One model for all combo boxes of a page: names of groups cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        for group, found in offered().items():
            head = QStandardItem(localized(groups()[group]))
            head.setEnabled(False)
            font = head.font()
            font.setBold(True)
            head.setFont(font)
            self.appendRow(head)
            for each in found:
                title = replace(each, form="level").title
                item = QStandardItem(title)
                item.setData(each.name, NAME)
                item.setData(folded(f"{title} {localized(groups()[group])}"), FOLDED)
                item.setToolTip(localized(indicators()[each.indicators[0]].definition))
                self.appendRow(item)

    def row(self, name: str) -> int:
        """Return the row of a chart; -1 if it is not on offer."""
        found = self.match(self.index(0, 0), NAME, name, 1, Qt.MatchFlag.MatchExactly)
        return found[0].row() if found else -1


class _Finder(QCompleter):
    """Finds any part of a title or group, with and without dots on the i."""

    def splitPath(self, path: str) -> list[str]:
        return [folded(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class ChartCombo(QComboBox):
    """Chooses a chart from the list, or by typing a part of its name."""

    def __init__(self, listed: ChartList) -> None:
        super().__init__()
        self.listed = listed
        self.setEditable(True)
        self._line = SearchBox()
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setModel(listed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(24)
        finder = _Finder(listed, self)
        finder.setCompletionRole(FOLDED)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(finder)
        self._line.setPlaceholderText(_("Search charts"))
        self._line.editingFinished.connect(self._settle)
        self.currentIndexChanged.connect(self._show_start)
        self.installEventFilter(Wheelless(self))

    def choose(self, name: str) -> None:
        """Choose a chart by its name; one that is not on offer leaves the choice as it is."""
        row = self.listed.row(name)
        if row >= 0:
            self.setCurrentIndex(row)
            self._show_start()

    def _settle(self) -> None:
        """Show the choice again where what was typed is no chart."""
        if self._line.text() != self.itemText(self.currentIndex()):
            self._line.setText(self.itemText(self.currentIndex()))
        self._show_start()

    def _show_start(self) -> None:
        self._line.setCursorPosition(0)  # a long title shows its beginning
        self.setToolTip(self.currentText())
