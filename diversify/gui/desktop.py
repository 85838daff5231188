"""The program between its windows: keeps session and settings while one window gives way to another.

Texts are made with their widgets, and so are their sizes, so another language or another text size means a
new window on the same session.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QGuiApplication

from diversify.gui.autosave import Autosave
from diversify.gui.look import Look, follow_system, wear, worn
from diversify.gui.main_window import MainWindow
from diversify.gui.pages import PAGES
from diversify.gui.qt_texts import speak
from diversify.gui.restore import forget, recover, remember, reopen
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.welcome import SHOW
from diversify.text import language, set_language


class Desktop(QObject):
    """Owns the session, the settings and the present window."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.autosave: Autosave | None = None
        self.window = self._make()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def start(self, files: Sequence[Path], root: Path) -> None:
        """Open what a crash left, the files, what was open last or the examples, and keep it from now on.

        Parameters
        ----------
        files
            Scenario files that were asked for.
        root
            Where running programs keep what is not saved.
        """
        states = recover(self.session, root)
        if not states and not files and self.settings.flag("reopen", True):
            reopen(self.session, self.settings)
        self.window.start(list(files))
        self.window.watch.look()  # a file may have changed since the crash
        for state in states:
            if state.get("page") in {kind.id for kind in PAGES}:
                self.window.pages.show_page(state["page"])
        if not states and not files and self.settings.flag(SHOW, True):
            self.settings.set_flag(SHOW, False)  # at the first start, and whenever people tick the box
            self.window.show_welcome()
        self.autosave = Autosave(self.session, root, self._kept)
        self.autosave.asked.connect(self._show_file)
        self._listen(self.window)
        if self.autosave.write():
            forget(states)

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
        window.closed.connect(self._finish)
        self._listen(window)
        return window

    def _listen(self, window: MainWindow) -> None:
        if self.autosave is not None:
            window.pages.changed.connect(self.autosave.touch)

    def _show_file(self, path: Path) -> None:
        self.session.open(path)
        self.window.show()
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def _kept(self) -> dict[str, str]:
        return {"page": self.window.pages.current}

    def _finish(self) -> None:
        remember(self.session, self.settings)
        if self.autosave is not None:
            self.autosave.finish()

    def _follow_system(self) -> None:
        follow_system()
