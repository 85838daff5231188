"""The program between its windows: keeps session and settings while one window gives way to another.

Texts are made with their widgets, so a new language means a new window on the same session.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.text import language, set_language


class Desktop(QObject):
    """Owns the session, the settings and the present window."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.window = self._make()

    def set_language(self, wanted: str) -> None:
        """Speak another language from now on and remember it; scenarios and undo steps stay."""
        if wanted == language():
            return
        self.settings.set_language(wanted)
        old = self.window
        old.retire()
        set_language(wanted)
        QLocale.setDefault(QLocale(wanted))
        self.window = self._make()
        self.window.begin()
        self.window.show()
        old.hide()
        old.deleteLater()

    def _make(self) -> MainWindow:
        window = MainWindow(self.session, self.settings)
        window.language_chosen.connect(self.set_language)
        return window
