"""Files as a person meets them: start, open, save, recent, questions, and closing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from diversify.gui.files import Files
from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.status import StatusBar
from diversify.model import load_scenario, save_scenario, shipped_scenarios


def status(window: MainWindow) -> StatusBar:
    found = window.statusBar()
    assert isinstance(found, StatusBar)
    return found


def test_save_as_open_and_recent(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, path = window.session, tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(path), ""))
    session.set_parameter("oil_price", 90.0)
    window.actions_.save.trigger()  # a shipped scenario has no file: it asks
    written = path.with_suffix(".toml")
    assert load_scenario(written).key == session.scenario.key
    session.set_parameter("oil_price", 95.0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: pytest.fail("asked again"))
    window.actions_.save.trigger()
    assert load_scenario(written).changes[-1].value == 95.0
    window.actions_.close.trigger()
    assert all(document.path != written for document in session.documents)
    window.actions_.fill_recent()
    window.actions_.recent.actions()[0].trigger()
    assert session.document.path == written.resolve()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a, **k: ([str(written)], ""))
    window.actions_.open.trigger()
    assert len([d for d in session.documents if d.path == written.resolve()]) == 1


def test_shipped_scenarios_are_in_the_menu(window: MainWindow) -> None:
    window.actions_.fill_shipped()
    actions = window.actions_.shipped.actions()
    assert len(actions) == len(shipped_scenarios()) > 10
    actions[-1].trigger()
    assert window.session.document.title == actions[-1].text()


def test_a_wrong_file_gives_one_message_and_an_intact_window(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text("format = 1\n[[change]]\nlever = 'oil_pric'\nvalue = 3\nunit = 'USD/bbl'\n")
    title, count = window.windowTitle(), window.scenarios.list.count()
    assert not window.files.open_file(path)
    assert len(window.session.said) == 1  # type: ignore[attr-defined]
    assert "oil_price" in status(window).message.text()
    assert (window.windowTitle(), window.scenarios.list.count()) == (title, count)
    assert window.settings.recent() == []
    assert window.session.set_parameter("oil_price", 80.0)


@pytest.mark.parametrize(
    ("answer", "closed"),
    [
        (QMessageBox.StandardButton.Cancel, False),
        (QMessageBox.StandardButton.Discard, True),
        (QMessageBox.StandardButton.Save, True),
    ],
)
def test_closing_asks_only_where_work_would_be_lost(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
    closed: bool,
) -> None:
    asked = []
    monkeypatch.setattr(Files, "ask", lambda self, document: asked.append(document) or answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "kept.toml"), ""))
    window.session.open("oil-windfall")
    window.session.set_parameter("world_demand", 4.0)
    assert window.close() is closed
    assert asked == [window.session.documents[2]]
    assert (tmp_path / "kept.toml").exists() is (answer == QMessageBox.StandardButton.Save)
    monkeypatch.setattr(Files, "ask", lambda self, document: QMessageBox.StandardButton.Discard)


def test_the_question_speaks_our_language_and_saving_comes_first(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QMessageBox] = []
    monkeypatch.undo()
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: asked.append(box) or QMessageBox.StandardButton.Cancel
    )
    window.session.set_parameter("world_demand", 4.0)
    assert not window.files.close()
    (box,) = asked
    buttons = QMessageBox.StandardButton
    kinds = (buttons.Save, buttons.Discard, buttons.Cancel)
    assert [box.button(kind).text() for kind in kinds] == ["Save", "Do not save", "Cancel"]
    assert box.defaultButton() is box.button(buttons.Save)
    assert window.session.document.title in box.text()
    monkeypatch.setattr(Files, "ask", lambda self, document: buttons.Discard)


def test_closing_waits_for_the_draws(qtbot: QtBot, window: MainWindow) -> None:
    window.session.set_parameter("oil_price", 77.0)
    qtbot.waitUntil(lambda: window.session.uncertainty.jobs.busy, timeout=10_000)
    window.close()
    assert not any(thread.name == "diversify-job" for thread in threading.enumerate())


def test_settings_of_strangers_do_no_harm(tmp_path: Path, qapp: object) -> None:
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    for key in ("charts", "recent", "geometry", "split"):
        store.setValue(key, "nonsense")
    window = MainWindow(Session(), Settings(store))
    window.start([])
    assert window.session.active is not None
    window.explore.add_charts()
    assert window.charts is not None
    assert window.charts.count == 4
    window.close()


def test_the_program_opens_files_and_remembers_them(tmp_path: Path) -> None:
    script = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from diversify.gui import app
make = app.application
def look():
    for window in QApplication.topLevelWidgets():
        if getattr(window, "charts", None) is not None:
            print(window.windowTitle())
            QApplication.closeAllWindows()
            return
    QTimer.singleShot(100, look)
def made(arguments):
    found = make(arguments)
    look()
    return found
app.application = made
raise SystemExit(app.main(sys.argv))
"""
    save_scenario(load_scenario("oil-windfall"), tmp_path / "given.toml")
    home = {name: str(tmp_path / name) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    arguments = [sys.executable, "-c", script, str(tmp_path / "given.toml"), "--unknown"]
    for _time in range(2):
        run = subprocess.run(
            arguments, capture_output=True, text=True, timeout=60, check=False, env=os.environ | home
        )
        assert run.returncode == 0, run.stderr
        assert "Oil windfall[*]" in run.stdout
        assert "Traceback" not in run.stderr
    remembered = [path.read_text() for path in (tmp_path / "XDG_CONFIG_HOME").rglob("*.conf")]
    assert "given.toml" in "".join(remembered)
    logs = [path.read_text() for path in (tmp_path / "XDG_STATE_HOME").rglob("*.log")]
    assert "ERROR" not in "".join(logs)
