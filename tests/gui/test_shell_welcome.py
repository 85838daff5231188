"""The welcome page and the tour."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from diversify.gui.desktop import Desktop
from diversify.gui.main_window import MainWindow
from diversify.gui.tour import STEPS, Tour
from diversify.gui.welcome import Welcome
from diversify.model import load_scenario, save_scenario, shipped_scenarios
from diversify.text import LANGUAGES, localized, set_language


def welcome(window: MainWindow) -> Welcome:
    window.actions_.help.welcome.trigger()
    assert window.welcome is not None
    return window.welcome


def test_first_start_only(desktop: Desktop, tmp_path: Path) -> None:
    desktop.start([], tmp_path / "kept")
    assert desktop.window.welcome is not None
    assert desktop.window.pages.currentWidget() is desktop.window.welcome
    desktop.window.page_bar.choices["explore"].trigger()
    assert desktop.window.pages.current == "explore"

    def again() -> None:
        desktop.window.leave_welcome()
        assert desktop.autosave is not None
        desktop.autosave.finish()
        desktop.start([], tmp_path / "kept")

    again()
    assert desktop.window.welcome is None
    welcome(desktop.window).again.setChecked(True)
    again()
    assert desktop.window.welcome is not None


def test_a_start_with_a_file_shows_the_file(desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    save_scenario(load_scenario("ai-low"), path)
    desktop.start([path], tmp_path / "kept")
    assert desktop.window.welcome is None
    assert desktop.session.document.path == path.resolve()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scenario_with_its_question(window: MainWindow, language: str) -> None:
    set_language(language)
    shown = welcome(window).scenarios
    texts = [shown.item(row).text() for row in range(shown.count())]
    for name, text in zip(shipped_scenarios(), texts, strict=True):
        scenario = load_scenario(name)
        assert text == f"{localized(scenario.title)}\n{localized(scenario.question)}".strip()


def test_a_scenario_opens_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    shown = welcome(window).scenarios
    qtbot.keyClick(shown, Qt.Key.Key_End)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert window.session.scenario.name == shipped_scenarios()[-1]
    assert window.pages.current == "explore"
    assert window.welcome is None


def test_recent_files_and_what_to_do_without_any(window: MainWindow, tmp_path: Path) -> None:
    recent = welcome(window).recent
    assert recent.count() == 1
    assert "Ctrl+S" in recent.item(0).text()
    recent.itemActivated.emit(recent.item(0))
    assert window.welcome is not None
    path = tmp_path / "mine.toml"
    save_scenario(load_scenario("ai-low"), path)
    window.files.open_file(path)
    window.leave_welcome()
    recent = welcome(window).recent
    window.session.open("baseline")
    recent.itemActivated.emit(recent.item(0))
    assert window.session.document.path == path.resolve()


def test_the_tour_has_five_steps_and_leaves_the_window_usable(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.help.tour.trigger()
    (tour,) = window.findChildren(Tour)
    places = set()
    for step in range(len(STEPS)):
        assert tour.isVisible()
        assert window.rect().contains(tour.geometry())
        assert f"Step {step + 1} of 5" in tour.title.text()
        assert tour.accessibleDescription() == tour.text.text()
        places.add((tour.x(), tour.y()))
        assert window.session.set_parameter("oil_price", 60.0 + step)  # nothing is blocked
        qtbot.keyClick(tour.next, Qt.Key.Key_Space)
    assert len(places) >= 3
    assert not tour.isVisible()


def test_escape_leaves_the_tour(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.actions_.help.tour.trigger()
    (tour,) = window.findChildren(Tour)
    tour.go_on()
    tour.go_back()
    assert tour.step == 0
    qtbot.waitUntil(tour.next.hasFocus)
    qtbot.keyClick(tour.next, Qt.Key.Key_Escape)
    assert not tour.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.actions_.help.tour.trigger()
    window.actions_.help.tour.trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(window.findChildren(Tour)) == 1
