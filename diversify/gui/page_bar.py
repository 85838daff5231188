"""The bar at the left edge: a picture and a word for every page, by mouse or by Alt and a digit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QToolBar

from diversify.gui.appearance import icon
from diversify.gui.pages import PAGES, Pages
from diversify.text import _

_ICON = 20
_NATIVE = QKeySequence.SequenceFormat.NativeText


class PageBar(QToolBar):
    """Chooses the page."""

    def __init__(self, pages: Pages) -> None:
        super().__init__(_("Pages"))
        self.setObjectName("pages")
        self.setMovable(False)
        self.setFloatable(False)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        group = QActionGroup(self)
        self.choices: dict[str, QAction] = {}
        for number, kind in enumerate(PAGES, 1):
            action = QAction(icon(kind.icon), _(kind.title), self, checkable=True)
            action.setShortcut(f"Alt+{number}")
            action.setToolTip(f"{_(kind.hint)} ({action.shortcut().toString(_NATIVE)})")
            action.triggered.connect(partial(pages.show_page, kind.id))
            group.addAction(action)
            self.addAction(action)
            self.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.choices[kind.id] = action
        pages.changed.connect(self._show)

    def set_compact(self, compact: bool) -> None:
        """Show pictures only, where the window is narrow; tooltips keep the words."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if compact else style.ToolButtonTextUnderIcon)

    def _show(self, name: str) -> None:
        self.choices[name].setChecked(True)
