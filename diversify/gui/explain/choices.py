"""Boxes to choose from: indicators by group, sectors, ways to show; the wheel leaves them alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy

from diversify.gui.widgets import Wheelless, named
from diversify.model.economy.sectors import Sector
from diversify.model.projection.parameters import groups, indicators
from diversify.text import _, localized

_LETTERS = 7  # that a box is wide at least


class Choice(QComboBox):
    """A box of keys with their titles; it gives way where room is short, its list does not."""

    def __init__(self, name: str, items: Mapping[str, str] | None = None) -> None:
        super().__init__()
        named(self, name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.installEventFilter(Wheelless(self))
        for key, title in (items or {}).items():
            self.addItem(title, key)
        self._widen()

    @property
    def key(self) -> str:
        """The key chosen; empty while there is nothing to choose."""
        return str(self.currentData() or "")

    def choose(self, key: object) -> None:
        """Choose a key; one that is not there changes nothing."""
        place = self.findData(key) if isinstance(key, str) else -1
        if place >= 0:
            self.setCurrentIndex(place)

    def offer(self, items: Iterable[tuple[str, str]]) -> None:
        """Offer other keys; the choice stays if it is among them."""
        wanted, new = self.key, list(items)
        if [(self.itemData(i), self.itemText(i)) for i in range(self.count())] == new:
            return
        self.blockSignals(True)
        self.clear()
        for key, title in new:
            self.addItem(title, key)
        self.choose(wanted)
        self.blockSignals(False)
        self._widen()

    def _widen(self) -> None:
        widths = [self.fontMetrics().horizontalAdvance(self.itemText(i)) for i in range(self.count())]
        self.view().setMinimumWidth(max(widths, default=0) + 2 * self.fontMetrics().height())


def indicator_choice(name: str, without: Sequence[str] = ("Checks",)) -> Choice:
    """Return a box of all indicators; the names of their groups stand between them."""
    box = Choice(name)
    for group in dict.fromkeys(i.group for i in indicators().values()):
        if group in without:
            continue
        box.addItem(localized(groups()[group]))
        head = box.model().index(box.count() - 1, 0)
        box.model().setData(head, 0, Qt.ItemDataRole.UserRole - 1)  # flags: a heading cannot be chosen
        for key, one in indicators().items():
            if one.group == group:
                box.addItem("  " + localized(one.title), key)
                box.setItemData(box.count() - 1, localized(one.definition), Qt.ItemDataRole.ToolTipRole)
    box.choose("gdp")
    box._widen()
    return box


def sector_items(sectors: Iterable[Sector], together: bool = False) -> list[tuple[str, str]]:
    """Return codes with titles to offer; first, if wanted, all sectors together."""
    first = [("", _("All sectors"))] if together else []
    return first + [(sector.code, sector.title) for sector in sectors]
