"""A random walk over the whole window: every page, every control, files, languages, looks.

`DIVERSIFY_WALK=10000 pytest tests/gui/test_random_walk.py` takes ten thousand steps in all; without it, few.
The seed is in the name of the test and in its output, and gives the same walk again.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QColorDialog,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QSlider,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from diversify.gui.calculator import economy
from diversify.gui.desktop import Desktop
from diversify.gui.look import SIZES, THEMES, Look
from diversify.gui.pages import PAGES
from diversify.gui.tour import Tour
from diversify.model import project, shipped_scenarios
from diversify.text import LANGUAGES

SEEDS = (1, 2, 3, 4, 5)
STEPS = int(os.environ.get("DIVERSIFY_WALK", "250")) // len(SEEDS)
_MOST_OPEN = 5
_KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_1,
    Qt.Key.Key_Delete,
)  # fmt: skip


class Walker:
    """Takes steps on a desktop."""

    def __init__(self, desktop: Desktop, seed: int, folder: Path) -> None:
        self.desktop, self.folder = desktop, folder
        self.chance = random.Random(seed)
        self.taken: Counter[str] = Counter()
        self.steps: list[tuple[int, Callable[[], Any]]] = [
            (8, self.click), (6, self.slide), (6, self.type_number), (5, self.choose), (6, self.press),
            (2, self.type_text), (3, self.page), (3, self.undo), (2, self.open), (2, self.close),
            (1, self.duplicate), (2, self.activate), (2, self.compare), (2, self.world), (1, self.theme),
            (1, self.language), (1, self.resize), (2, self.search), (1, self.chart_count), (1, self.tour),
            (1, self.text_size), (1, self.help), (2, self.save),
        ]  # fmt: skip

    def step(self) -> None:
        """Take one step."""
        weights = [weight for weight, _do in self.steps]
        do = self.chance.choices([do for _weight, do in self.steps], weights)[0]
        self.taken[do.__name__] += 1
        do()

    @property
    def window(self) -> Any:
        return self.desktop.window

    @property
    def session(self) -> Any:
        return self.desktop.session

    def some(self, *kinds: type[QWidget]) -> Any:
        """Return a control of a kind that is on screen and can be used; None if there is none."""
        found = [
            widget
            for kind in kinds
            for widget in self.window.findChildren(kind)
            if widget.isVisible() and widget.isEnabled() and widget.window() is self.window
        ]
        return self.chance.choice(found) if found else None

    def click(self) -> None:
        button = self.some(QAbstractButton)
        opens_menu = isinstance(button, QToolButton) and button.menu() is not None
        if button is not None and not opens_menu:
            button.click()

    def slide(self) -> None:
        slider = self.some(QSlider)
        if slider is not None:
            slider.setSliderDown(True)
            for _tick in range(self.chance.randint(1, 4)):
                slider.setSliderPosition(self.chance.randint(slider.minimum(), slider.maximum()))
            slider.setSliderDown(False)

    def type_number(self) -> None:
        box = self.some(QAbstractSpinBox)
        if box is not None:
            box.setFocus()
            box.selectAll()
            QTest.keyClicks(box, str(self.chance.choice([0, 1, 5, 33.3, -7, 2031, 1e6, "x", ""])))
            if self.chance.random() < 0.8:
                self.key(box, Qt.Key.Key_Return)

    def type_text(self) -> None:
        line = self.some(QLineEdit)
        if line is not None and not isinstance(line.parent(), QAbstractSpinBox):
            line.setFocus()
            QTest.keyClicks(line, self.chance.choice(["oil", "=1", "zzz", " "]))
            self.key(line, self.chance.choice([Qt.Key.Key_Return, Qt.Key.Key_Escape]))
            if isValid(line):
                line.clear()

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key; the widget may be gone after it, so nothing releases the key."""
        QTest.keyPress(widget, key)

    def choose(self) -> None:
        box = self.some(QComboBox, QListWidget, QTableView)
        if isinstance(box, QComboBox) and box.count():
            box.setCurrentIndex(self.chance.randrange(box.count()))
            box.activated.emit(box.currentIndex())
        elif box is not None and not isinstance(box, QComboBox) and box.model().rowCount():
            model = box.model()
            across = model.columnCount() if isinstance(box, QTableView) else 1
            row, column = self.chance.randrange(model.rowCount()), self.chance.randrange(max(across, 1))
            place = model.index(row, column)
            if place.flags() & Qt.ItemFlag.ItemIsEnabled:
                box.setCurrentIndex(place)

    def press(self) -> None:
        self.key(QApplication.focusWidget() or self.window, self.chance.choice(_KEYS))

    def page(self) -> None:
        self.window.pages.show_page(self.chance.choice(PAGES).id)

    def undo(self) -> None:
        action = self.chance.choice([self.window.actions_.undo, self.window.actions_.redo])
        for _time in range(self.chance.randint(1, 4)):
            action.trigger()

    def open(self) -> None:
        if len(self.session.documents) < _MOST_OPEN:
            files = sorted(self.folder.glob("*.toml"))
            self.session.open(self.chance.choice([*shipped_scenarios(), *files]))

    def close(self) -> None:
        if len(self.session.documents) > 1:
            self.session.close(self.chance.choice(self.session.documents))

    def save(self) -> None:
        self.session.save(self.folder / f"{self.chance.randint(0, 4)}.toml")

    def duplicate(self) -> None:
        if len(self.session.documents) < _MOST_OPEN:
            self.session.duplicate()

    def activate(self) -> None:
        self.session.activate(self.chance.choice(self.session.documents))

    def compare(self) -> None:
        self.session.compare_with(self.chance.choice([None, *self.session.documents]))
        self.session.show(self.chance.choice([None, *self.session.documents]), self.chance.random() < 0.5)

    def world(self) -> None:
        if self.chance.random() < 0.5:
            self.session.set_base(self.chance.choice([2021, 2025]))
        else:
            closures = ["default", "demand_led", "market_clearing", "type2"]
            self.session.set_closure(self.chance.choice(closures))

    def theme(self) -> None:
        self.window.actions_.look.themes[self.chance.choice(list(THEMES))].trigger()

    def text_size(self) -> None:
        size = self.chance.choice(SIZES[1:5])
        self.desktop.set_look(Look(size=size, calm=self.chance.random() < 0.5))

    def language(self) -> None:
        self.desktop.set_language(self.chance.choice(LANGUAGES))

    def resize(self) -> None:
        self.window.resize(*self.chance.choice([(1024, 700), (1366, 768), (1800, 1000)]))

    def search(self) -> None:
        from diversify.gui.command_palette import entries

        word = self.chance.choice(["lever", "chart", "page", "scenario"])
        found = [e for e in entries(self.window) if word in e.words and "›" not in e.title]
        if found:
            self.chance.choice(found).do()

    def chart_count(self) -> None:
        self.window.set_chart_count(self.chance.choice([1, 2, 4, 6]))

    def tour(self) -> None:
        self.window.take_tour()
        for tour in self.window.findChildren(Tour):
            tour.go_on()
            if self.chance.random() < 0.7:
                tour.end()

    def help(self) -> None:
        self.window.actions_.help.here.trigger()
        for child in self.window.children():
            if isinstance(child, QDialog):
                child.close()


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there to answer: every question is left with its first way out."""
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        nothing: Any = ([] if name.endswith("s") else "", "")
        monkeypatch.setattr(QFileDialog, name, lambda *a, _nothing=nothing, **k: _nothing)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: "")
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("", False))
    monkeypatch.setattr(QInputDialog, "getItem", lambda *a, **k: ("", False))
    monkeypatch.setattr(QColorDialog, "getColor", lambda initial, *a, **k: initial)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Cancel)
    monkeypatch.setattr(QDialog, "exec", lambda box: 0)
    monkeypatch.setattr(QMenu, "exec", lambda *a: None)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: True)


@pytest.mark.timeout(60 + STEPS)
@pytest.mark.parametrize("seed", SEEDS)
def test_ten_thousand_steps_never_fail(
    qtbot: QtBot, desktop: Desktop, quiet: None, tmp_path: Path, seed: int
) -> None:
    said: list[str] = []
    desktop.session.messages.posted.connect(lambda text, level: said.append(text))
    desktop.start([], tmp_path / "kept")
    walker = Walker(desktop, seed, tmp_path)
    print(f"seed {seed}, {STEPS} steps")
    session = desktop.session
    for _step in range(STEPS):
        walker.step()
        QApplication.processEvents()
        assert session.active in session.documents
        assert session.result.scenario == session.scenario
        assert session.document.counterfactual.scenario.is_counterfactual
        assert session.against is None or session.against in session.documents
        assert desktop.window.isVisible()
    assert [text for text in said if "unexpected happened" in text] == []
    session.settle()
    fresh = project(economy(session.scenario.base), session.scenario)
    for name in ("gdp", "oil_share_gva", "sofaz_assets", "employment", "consumer_prices"):
        np.testing.assert_allclose(session.result.values(name), fresh.values(name), rtol=1e-9, err_msg=name)
    assert walker.taken.total() == STEPS
    for dialog in desktop.window.findChildren(QDialog):
        dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desktop.window.pages.show_page("explore")
    qtbot.waitUntil(lambda: not session.uncertainty.pending, timeout=60_000)
