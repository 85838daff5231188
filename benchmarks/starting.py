"""Starts the program as `diversify` does and prints when the window and the first chart were there."""

from __future__ import annotations

import time

from diversify.gui.app import application


def main() -> None:
    """Open the window, wait for its charts and print both moments of the monotonic clock."""
    app = application(["diversify"])
    from PySide6.QtCore import QSettings

    from diversify.gui.main_window import MainWindow
    from diversify.gui.session import Session
    from diversify.gui.settings import Settings

    window = MainWindow(Session(), Settings(QSettings("diversify", "benchmarks")))
    window.show()
    while not window.isVisible() or window.windowHandle() is None or not window.windowHandle().isExposed():
        app.processEvents()
    shown = time.monotonic()
    window.start([])
    while window.charts is None or window.charts.canvas.sheet is None:
        app.processEvents()
    print(shown, time.monotonic())
    window.close()


if __name__ == "__main__":
    main()
