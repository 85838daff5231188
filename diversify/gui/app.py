"""The desktop program: makes the application and its window and runs until the window is closed."""

from __future__ import annotations

import os

# One thread: the two BLAS copies of numpy and scipy slow each other down. Must come before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from diversify import __version__
from diversify.gui import messages, quick_start
from diversify.gui.appearance import dress
from diversify.gui.look import wear
from diversify.gui.qt_texts import speak
from diversify.text import language, set_language

_STARTED = 3000  # ms after which charts are there, whatever the machine


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window with the scenario files of `argv` (default: the process's), return the exit code."""
    arguments = list(sys.argv if argv is None else argv)
    from diversify.gui.settings import Settings

    files = [Path(name) for name in arguments[1:] if name.endswith(".toml")]
    if files:
        from diversify.gui.handover import hand_over
        from diversify.gui.shelf import shelf_folder

        left = hand_over(shelf_folder(), files)
        if not left:  # all are open in windows that are in front now
            return 0
        files = left
    settings = Settings()
    set_language(settings.language() or language())
    app = application(arguments)
    wear(settings.look())
    from diversify.gui.desktop import Desktop
    from diversify.gui.session import Session

    session = Session()
    messages.install(session.messages)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program
    desktop = Desktop(session, settings)
    desktop.window.show()
    app.processEvents()  # on screen before anything is computed
    from diversify.gui.shelf import shelf_folder

    desktop.start(files, shelf_folder())
    return app.exec()


def application(arguments: Sequence[str]) -> QApplication:
    """Return the application, dressed, in the language of the texts."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        quick_start.begin()
        app = QApplication(list(arguments))
        QTimer.singleShot(_STARTED, quick_start.end)
    app.setApplicationName("diversify")
    app.setApplicationDisplayName("diversify")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("diversify")
    QLocale.setDefault(QLocale(language()))
    speak(language())
    dress(app)
    return app


if __name__ == "__main__":
    raise SystemExit(main())
