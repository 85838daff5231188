"""The part of the View menu about looks: theme, text size, motion, language."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from diversify.gui.look import SIZES, THEMES, Look, worn
from diversify.text import LANGUAGES, _, language

if TYPE_CHECKING:
    from diversify.gui.main_window import MainWindow

NAMES = {"en": "English", "az": "Azərbaycanca", "ru": "Русский"}  # each in its own language, never translated
_Key = QKeySequence.StandardKey


class LookMenu:
    """Makes the actions; the window says what was chosen, and whoever owns it obeys."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        look = worn()
        self.themes = self._choices({theme: _(text) for theme, text in THEMES.items()}, look.theme)
        for theme, action in self.themes.items():
            action.triggered.connect(partial(self._choose_theme, theme))
        self.languages = self._choices({code: NAMES[code] for code in LANGUAGES}, language())
        for code, action in self.languages.items():
            action.triggered.connect(partial(self._choose_language, code))
        self.larger = self._action(_("&Larger text"), QKeySequence.keyBindings(_Key.ZoomIn), 1)
        if QKeySequence("Ctrl+=") not in self.larger.shortcuts():  # plus without Shift
            self.larger.setShortcuts([*self.larger.shortcuts(), QKeySequence("Ctrl+=")])
        self.smaller = self._action(_("&Smaller text"), QKeySequence.keyBindings(_Key.ZoomOut), -1)
        self.normal = self._action(_("&Normal text size"), [QKeySequence("Ctrl+0")], 0)
        self.calm = QAction(_("&Reduced motion"), window, checkable=True)
        self.calm.setChecked(look.calm)
        self.calm.triggered.connect(self._choose_calm)
        self.refresh(look)

    def fill(self, view: QMenu) -> None:
        """Put the actions at the end of a menu."""
        view.addMenu(_("&Theme")).addActions(list(self.themes.values()))
        size = view.addMenu(_("Text si&ze"))
        size.addActions([self.larger, self.smaller, self.normal])
        view.addAction(self.calm)
        view.addSeparator()
        view.addMenu(_("&Language")).addActions(list(self.languages.values()))

    def refresh(self, look: Look) -> None:
        """Show what holds."""
        self.themes[look.theme].setChecked(True)
        self.calm.setChecked(look.calm)
        self.larger.setEnabled(look.size < SIZES[-1])
        self.smaller.setEnabled(look.size > SIZES[0])
        self.normal.setEnabled(look.size != Look().size)

    def _choices(self, items: dict[str, str], chosen: str) -> dict[str, QAction]:
        group = QActionGroup(self.window)
        made = {}
        for value, text in items.items():
            action = QAction(text, self.window, checkable=True)
            action.setData(value)
            action.setChecked(value == chosen)
            group.addAction(action)
            made[value] = action
        return made

    def _action(self, text: str, keys: list[QKeySequence], steps: int) -> QAction:
        action = QAction(text, self.window)
        action.setShortcuts(keys)
        action.triggered.connect(partial(self._resize, steps))
        return action

    def _choose_theme(self, theme: str) -> None:
        self._tell(replace(worn(), theme=theme))

    def _choose_language(self, code: str) -> None:
        self.window.language_chosen.emit(code)

    def _choose_calm(self) -> None:
        self._tell(replace(worn(), calm=self.calm.isChecked()))

    def _resize(self, steps: int) -> None:
        self._tell(worn().sized(steps) if steps else replace(worn(), size=Look().size))

    def _tell(self, look: Look) -> None:
        self.window.look_chosen.emit(look)
