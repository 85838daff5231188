"""A session without a window, and a window with charts whose settings and questions stay in the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from diversify.gui.desktop import Desktop
from diversify.gui.files import Files
from diversify.gui.look import Look, wear
from diversify.gui.main_window import MainWindow
from diversify.gui.qt_texts import speak
from diversify.gui.session import Session
from diversify.gui.settings import Settings


@pytest.fixture(autouse=True)
def widgets_end_on_this_thread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Widgets that a test adds live to its end: else a collection on the thread of a job may destroy them."""
    held: list[QWidget] = []
    add = QtBot.addWidget

    def keep(bot: QtBot, widget: QWidget, **how: object) -> None:
        held.append(widget)
        add(bot, widget, **how)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(QtBot, "addWidget", keep)
    yield
    for widget in held:
        if shiboken6.isValid(widget):
            shiboken6.delete(widget)


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    """A session with the national strategy open; what it says is in `session.said`."""
    made = Session()
    made.said = []  # type: ignore[attr-defined]
    made.messages.posted.connect(lambda text, level: made.said.append((level, text)))  # type: ignore[attr-defined]
    assert made.open("ai-strategy") is not None
    yield made
    made.shut()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of their own."""
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def window(qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window on screen, charts drawn; closing throws changes away without asking."""
    monkeypatch.setattr(Files, "ask", lambda self, document: QMessageBox.StandardButton.Discard)
    session = Session()
    session.said = []  # type: ignore[attr-defined]
    session.messages.posted.connect(lambda text, level: session.said.append((level, text)))  # type: ignore[attr-defined]
    made = MainWindow(session, settings)
    qtbot.addWidget(made)
    made.start([])
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: made.charts is not None and made.charts.canvas.sheet is not None, timeout=20_000)
    yield made
    made.close()


@pytest.fixture
def desktop(qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """The program around the window, which can make a new one; looks and language end with the test."""
    monkeypatch.setattr(Files, "ask", lambda self, document: QMessageBox.StandardButton.Discard)
    made = Desktop(Session(), settings)
    made.window.start([])
    made.window.show()
    qtbot.waitUntil(lambda: made.window.charts is not None, timeout=20_000)
    yield made
    qtbot.waitUntil(lambda: made.window.charts is not None, timeout=20_000)
    made.window.close()
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wear(Look())
    speak("en")
