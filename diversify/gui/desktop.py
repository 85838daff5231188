"""The program between its windows: keeps session and settings while one window gives way to another.

Texts are made with their widgets, and so are their sizes, so another language or another text size means a
new window on the same session.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QGuiApplication

from diversify.gui.look import Look, follow_system, wear, worn
from diversify.gui.main_window import MainWindow
from diversify.gui.qt_texts import speak
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.text import language, set_language


class Desktop(QObject):
    """Owns the session, the settings and the present window."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.window = self._make()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def set_language(self, wanted: str) -> None:
        """Speak another language from now on and remember it; scenarios and undo steps stay."""
        if wanted == language():
            return
        self.settings.set_language(wanted)
        old = self._retire()
        set_language(wanted)
        speak(wanted)
        QLocale.setDefault(QLocale(wanted))
        self._replace(old)

    def set_look(self, look: Look) -> None:
        """Wear another look from now on and remember it."""
        self.settings.set_look(look)
        if look.size == worn().size:
            wear(look)
            self.window.actions_.look.refresh(look)
            return
        old = self._retire()
        wear(look)
        self._replace(old)

    def _retire(self) -> MainWindow:
        self.window.retire()
        return self.window

    def _replace(self, old: MainWindow) -> None:
        self.window = self._make()
        self.window.begin()
        self.window.show()
        old.hide()
        old.deleteLater()

    def _make(self) -> MainWindow:
        window = MainWindow(self.session, self.settings)
        window.language_chosen.connect(self.set_language)
        window.look_chosen.connect(self.set_look)
        return window

    def _follow_system(self) -> None:
        follow_system()
