"""The window as a whole: titles, status, scenarios, tiles, keyboard, a random walk."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.status import StatusBar


def status(window: MainWindow) -> StatusBar:
    found = window.statusBar()
    assert isinstance(found, StatusBar)
    return found


def test_title_marks_unsaved_changes(window: MainWindow, tmp_path: Path) -> None:
    assert not window.isWindowModified()
    window.session.set_parameter("oil_price", 90.0)
    assert window.isWindowModified()
    assert window.session.document.title in window.windowTitle()
    assert "[*]" in window.windowTitle()
    window.session.save(tmp_path / "mine.toml")
    assert not window.isWindowModified()


def test_the_window_fits_on_a_small_screen(session: Session, settings: Settings, qtbot: QtBot) -> None:
    made = MainWindow(session, settings)
    qtbot.addWidget(made)
    room = made.screen().availableSize()
    assert made.width() < room.width()
    assert made.height() < room.height()
    made.retire()


def test_status_bar_always_shows_base_closure_and_residual(window: MainWindow) -> None:
    bar = status(window)
    assert bar.base.text() == "Base 2025, estimated"
    assert bar.closure.text() == "Closure: wage curve"
    assert "e-" in bar.residual.text()
    window.base.setCurrentIndex(window.base.findData(2021))
    window.base.activated.emit(window.base.currentIndex())
    assert bar.base.text() == "Base 2021, official"
    window.closure.setCurrentIndex(window.closure.findData("market_clearing"))
    window.closure.activated.emit(window.closure.currentIndex())
    assert bar.closure.text() == "Closure: market clearing"
    assert window.tiles.year.minimum() == 2021
    window.session.undo_group.activeStack().undo()
    assert window.closure.currentData() == "default"


def test_a_comparison_across_worlds_is_marked(window: MainWindow) -> None:
    session, page = window.session, window.scenarios
    assert page.warning.isHidden()
    session.compare_with(session.documents[0])
    session.set_base(2021)
    assert page.warning.text() == "Not like for like: base year differ."
    assert not page.warning.isHidden()
    assert window.tiles.against.text().startswith("⚠")
    assert window.tiles.tiles[0].difference.text().startswith("⚠")
    assert "(base year)" in window.story.accessibleDescription()
    assert "These changes raise" not in window.story.accessibleDescription()
    page.against.setCurrentIndex(0)
    page.against.activated.emit(0)
    assert session.against is None
    assert page.warning.isHidden()
    assert "⚠" not in window.tiles.against.text() + window.tiles.tiles[0].difference.text()


def test_scenario_list_both_ways(window: MainWindow) -> None:
    session, page = window.session, window.scenarios
    session.open("oil-windfall")
    assert page.list.count() == 4
    assert page.list.currentRow() == 2
    page.list.setCurrentRow(1)
    assert session.active is session.documents[1]
    page.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert session.documents[0].shown
    page.list.item(3).setCheckState(Qt.CheckState.Unchecked)
    assert not session.counterfactual_shown
    session.show(session.documents[0], False)
    assert page.list.item(0).checkState() == Qt.CheckState.Unchecked
    page.list.item(1).setText("My strategy")
    assert session.document.title == "My strategy"
    session.undo_group.activeStack().undo()
    assert page.list.item(1).text() == session.document.title != "My strategy"


def test_tiles_say_what_the_result_says(qtbot: QtBot, window: MainWindow) -> None:
    session, tile = window.session, window.tiles.tiles[0]
    qtbot.waitUntil(lambda: session.uncertainty.ranges is not None, timeout=30_000)
    gdp, effect = session.result.values("gdp"), session.difference().values("gdp")
    for year in (2030, 2050):
        window.tiles.year.setValue(year)
        place = session.result.years.index(year)
        assert tile.value.text() == f"{gdp[place] / 1000:,.1f} bn AZN"
        assert float(tile.difference.text().split()[0]) == pytest.approx(effect[place], rel=0.06)
        assert tile.range.text().startswith("5–95 %:")
        assert str(year) in tile.accessibleName()


def test_levels_name_the_prices_of_their_base(window: MainWindow) -> None:
    window.session.set_base(2021)
    assert window.tiles.prices.text() == "money: AZN of 2021"


def test_nothing_claims_to_be_compared_with_itself(window: MainWindow) -> None:
    session, box = window.session, window.scenarios.against
    strategy = session.document
    session.open("oil-windfall")
    session.compare_with(strategy)
    assert box.currentText() == strategy.title
    session.activate(strategy)
    assert box.currentIndex() == 0
    assert box.currentText() in window.tiles.against.text()


def test_that_ai_raises_oil_dependence_is_not_left_to_the_tooltip(window: MainWindow) -> None:
    assert window.session.difference().values("oil_share_gva")[-1] > 0
    assert "These changes raise oil dependence" in window.story.text()


def test_the_words_of_the_last_rest_are_grey_while_a_lever_moves(window: MainWindow) -> None:
    window.session.begin_drag("adoption_ceiling", (55.0, 90.0))
    assert not window.story.isEnabled()
    window.session.end_drag()
    assert window.story.isEnabled()


def test_the_story_is_in_words(window: MainWindow) -> None:
    assert len(window.story.text()) > 20
    assert "{" not in window.story.text()


def test_levers_work_with_the_keyboard_alone(qtbot: QtBot, window: MainWindow) -> None:
    session, row = window.session, window.levers.rows["oil_price"]
    window.actions_.find.trigger()
    qtbot.keyClicks(window.levers.search, "oil_price")
    assert [name for name, r in window.levers.rows.items() if r.isVisible()] == ["oil_price"]
    row.box.setFocus(Qt.FocusReason.TabFocusReason)
    row.box.selectAll()
    qtbot.keyClicks(row.box, "91.5")
    qtbot.keyClick(row.box, Qt.Key.Key_Return)
    assert session.scenario.changes[-1].value == 91.5
    row.slider.setFocus(Qt.FocusReason.TabFocusReason)
    before = row.slider.value()
    qtbot.keyClick(row.slider, Qt.Key.Key_Right)
    assert row.slider.value() == before + 1
    assert session.scenario.changes[-1].value == row.scale.value(before + 1)
    qtbot.keyClick(row.reset, Qt.Key.Key_Space)
    assert all(change.lever != "oil_price" for change in session.scenario.changes)
    for _step in range(session.document.stack.count()):
        window.actions_.undo.trigger()
    assert not session.document.dirty


def test_standard_keys(window: MainWindow) -> None:
    actions = window.actions_
    keys = {
        action.shortcut().toString() for action in (actions.new, actions.open, actions.save, actions.undo)
    }
    assert keys == {"Ctrl+N", "Ctrl+O", "Ctrl+S", "Ctrl+Z"}
    every = [
        key.toString() for action in window.findChildren(type(actions.new)) for key in action.shortcuts()
    ]
    assert len(every) == len(set(every))


def test_a_random_walk_never_fails(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    session, chance = window.session, random.Random(7)
    names = list(window.levers.rows)

    def slide() -> None:
        slider = window.levers.rows[chance.choice(names)].slider
        slider.setSliderDown(True)
        for _tick in range(3):
            slider.setSliderPosition(chance.randint(0, slider.maximum()))
        slider.setSliderDown(False)

    steps = (
        slide, slide, slide, window.actions_.undo.trigger, window.actions_.redo.trigger, session.duplicate,
        lambda: session.activate(chance.choice(session.documents)),
        lambda: session.compare_with(chance.choice([None, *session.documents])),
        lambda: session.show(chance.choice([None, *session.documents]), chance.random() < 0.5),
        lambda: session.set_base(chance.choice([2021, 2025])),
        lambda: session.set_closure(chance.choice(["default", "demand_led", "type2"])),
        lambda: session.reset(chance.choice(names)),
        lambda: session.save(tmp_path / f"{chance.randint(0, 3)}.toml"),
        lambda: len(session.documents) > 4 and session.close(chance.choice(session.documents)),
        lambda: window.charts.set_count(chance.choice([1, 2, 4])),  # type: ignore[union-attr]
        lambda: window.charts.pickers[0].combo.setCurrentIndex(chance.randint(0, 20)),  # type: ignore[union-attr]
    )  # fmt: skip
    for _step in range(40):
        chance.choice(steps)()
        qtbot.wait(1)
        assert session.result.scenario == session.scenario
        assert session.document.counterfactual.scenario.is_counterfactual
    unexpected = [text for level, text in session.said if "unexpected" in text]  # type: ignore[attr-defined]
    assert unexpected == []
