"""What keys and menus do to the lever that has the focus, and to all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from diversify.gui.levers.row import LeverRow
from diversify.text import _

if TYPE_CHECKING:
    from diversify.gui.levers.panel import LeverPanel


def row_of(widget: QWidget | None) -> LeverRow | None:
    """Return the row that a control belongs to."""
    while widget is not None and not isinstance(widget, LeverRow):
        widget = widget.parentWidget()
    return widget


class LeverCommands(QObject):
    """The actions of a panel. Their keys work while the focus is inside it."""

    def __init__(self, panel: LeverPanel) -> None:
        super().__init__(panel)
        self.panel = panel
        self.evidence = self._make(_("Evidence…"), "Shift+F1", self._evidence)
        self.path = self._make(_("Path…"), "F4", self._path)
        self.sectors = self._make(_("Sectors…"), "Shift+F4", self._sectors)
        self.favourite = self._make(_("Favourite"), "Ctrl+B", self._favourite)
        self.lock = self._make(_("Lock or unlock"), "Ctrl+L", self._lock)
        self.reset = self._make(_("Reset"), "", self._reset)
        self._make(_("Next lever"), "Ctrl+Down", self._next)
        self._make(_("Previous lever"), "Ctrl+Up", self._previous)
        self.reset_all = self._make(_("Reset all levers"), "", panel.session.reset_all)
        whole = QMenu(panel)
        whole.addAction(self._make(_("Fold all groups"), "", self._fold))
        whole.addAction(self._make(_("Open all groups"), "", self._open))
        whole.addSeparator()
        whole.addAction(self.reset_all)
        panel.menu.setMenu(whole)

    def menu(self, row: LeverRow) -> QMenu:
        """Return the menu of a row: all that can be done to its lever."""
        menu = QMenu(self.panel)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.evidence, self.path])
        if row.record.sectoral:
            menu.addAction(self.sectors)
        menu.addSeparator()
        menu.addActions([self.favourite, self.lock])
        if row.origin and not row.locked:
            menu.addAction(self.reset)
        return menu

    def current(self) -> LeverRow | None:
        """Return the row that has the focus."""
        return row_of(QApplication.focusWidget())

    def _make(self, text: str, keys: str, do: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.panel.addAction(action)
        action.triggered.connect(do)
        return action

    def _fold(self) -> None:
        self.panel.fold(folded=True)

    def _open(self) -> None:
        self.panel.fold(folded=False)

    def _evidence(self) -> None:
        if row := self.current():
            row.show_evidence()

    def _path(self) -> None:
        if row := self.current():
            row.edit_path()

    def _sectors(self) -> None:
        if row := self.current():
            row.edit_sectors()

    def _favourite(self) -> None:
        if row := self.current():
            row.star.click()

    def _lock(self) -> None:
        if row := self.current():
            row.lock.click()

    def _reset(self) -> None:
        if row := self.current():
            row.back()

    def _next(self) -> None:
        self._step(1)

    def _previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        """Put the focus into the box of the lever that follows, or comes before, among those on show."""
        rows, here = self.panel.visible_rows(), self.current()
        place = rows.index(here) + by if here in rows else 0
        if 0 <= place < len(rows):
            rows[place].box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.panel.area.ensureWidgetVisible(rows[place])
