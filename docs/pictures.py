"""Makes the pictures of the documentation: `python docs/pictures.py`; no display is needed for the window."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import tempfile
from pathlib import Path

from diversify.cli import main as terminal

PICTURES = Path(__file__).resolve().parent / "pictures"
SHOWN = ("ai-strategy", "ai-ambitious")
SIZE = (1366, 768)
PATIENCE = 5_000  # ms, for the ranges that a worker computes


def charts() -> None:
    """Draw what the terminal draws."""
    for command in (
        ("decompose", "ai-strategy", "--chart", str(PICTURES / "oil-share.svg")),
        ("hindcast", "--window", "2021-2025", "--chart", str(PICTURES / "hindcast.svg")),
    ):
        with tempfile.TemporaryDirectory() as folder:
            if terminal([*command, "--output", str(Path(folder) / "text.txt")]) != 0:
                raise SystemExit(f"{' '.join(command)} failed")


def window() -> None:
    """Photograph the window with two scenarios open."""
    from PySide6.QtCore import QSettings, QTimer

    from diversify.gui.app import application
    from diversify.gui.main_window import MainWindow
    from diversify.gui.session import Session
    from diversify.gui.settings import Settings
    from diversify.resources import scenarios_folder

    app = application(["diversify"])
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        main = MainWindow(Session(), Settings(store))
        main.start([scenarios_folder() / f"{name}.toml" for name in SHOWN])
        main.resize(*SIZE)
        main.show()
        waiting = QTimer(main)
        waiting.setSingleShot(True)
        waiting.timeout.connect(app.quit)
        waiting.start(PATIENCE)
        app.exec()
        main.grab().save(str(PICTURES / "window.png"))
        main.close()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    charts()
    window()
