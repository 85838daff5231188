"""The panel of levers: locks, favourites, folds, filters, keys, and only the rows that a tick changes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QPalette
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from diversify.charts.style import contrast
from diversify.gui.levers.panel import LeverPanel
from diversify.gui.levers.path_editor import PathEditor
from diversify.gui.levers.row import LeverRow
from diversify.gui.levers.sector_editor import SectorEditor
from diversify.gui.palettes import dark_palette, light_palette
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.model.projection.parameters import levers
from diversify.model.projection.scenario import Scenario
from diversify.text import set_language


@pytest.fixture
def panel(qtbot: QtBot, session: Session, settings: Settings) -> LeverPanel:
    made = LeverPanel(session, settings)
    qtbot.addWidget(made)
    made.resize(350, 700)
    made.show()
    made.activateWindow()
    return made


def shown(panel: LeverPanel) -> set[str]:
    return {name for name, row in panel.rows.items() if not row.isHidden()}


def touch(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the rows that show something from now on."""
    seen: list[str] = []
    show = LeverRow.show_scenario

    def spy(row: LeverRow, default: float | None) -> bool:
        seen.append(row.record.name)
        return show(row, default)

    monkeypatch.setattr(LeverRow, "show_scenario", spy)
    return seen


def test_a_locked_lever_cannot_be_moved_and_says_so(
    qtbot: QtBot, panel: LeverPanel, session: Session
) -> None:
    row = panel.rows["adoption_ceiling"]
    row.more.click()
    row.lock.click()
    before = session.scenario
    assert session.locked == {"adoption_ceiling"}
    assert not row.slider.isEnabled()
    assert row.box.isReadOnly()
    assert not row.reset.isEnabled()
    assert row.timing is not None
    assert not row.timing.isEnabled()
    assert "locked" in row.box.accessibleDescription()
    row.box.setFocus()
    qtbot.keyClick(row.box, Qt.Key.Key_Up)
    qtbot.keyClicks(row.box, "7")
    row.box.setValue(7.0)
    row.slider.setValue(1)
    assert session.scenario == before
    assert row.box.number() == 55.0
    assert "locked" in session.said[-1][1]  # type: ignore[attr-defined]
    panel.commands.reset_all.trigger()
    assert {c.lever for c in session.scenario.changes} == {"adoption_ceiling"}
    row.lock.click()
    assert row.slider.isEnabled()
    assert row.reset.isEnabled()
    row.box.setValue(30.0)
    assert row.box.number() == 30.0


def test_locks_follow_the_active_scenario(panel: LeverPanel, session: Session) -> None:
    panel.rows["oil_price"].lock.click()
    session.open("baseline")
    assert not panel.rows["oil_price"].locked
    assert not panel.rows["oil_price"].lock.isChecked()
    session.activate(session.documents[0])
    assert panel.rows["oil_price"].lock.isChecked()


def test_favourites_filter_and_outlive_the_window(
    qtbot: QtBot, panel: LeverPanel, session: Session, settings: Settings
) -> None:
    panel.only_favourites.setChecked(True)
    assert shown(panel) == set()
    assert panel.nothing.isVisible()
    panel.only_favourites.setChecked(False)
    panel.rows["oil_price"].star.click()
    panel.only_favourites.setChecked(True)
    assert shown(panel) == {"oil_price"}
    other = Session()
    other.open("baseline")
    again = LeverPanel(other, settings)
    qtbot.addWidget(again)
    assert again.rows["oil_price"].star.isChecked()
    other.shut()
    panel.rows["oil_price"].star.click()
    assert shown(panel) == set()


def test_folds_are_remembered_and_a_search_opens_them_for_a_while(
    qtbot: QtBot, panel: LeverPanel, session: Session, settings: Settings
) -> None:
    group = panel.groups["AI adoption"]
    group.heading.click()
    assert not group.body.isVisible()
    again = LeverPanel(session, settings)
    qtbot.addWidget(again)
    assert not again.groups["AI adoption"].heading.isChecked()
    assert again.groups["Oil and gas"].heading.isChecked()
    panel.search.setText("adoption_speed")
    assert group.body.isVisible()
    panel.search.clear()
    assert not group.body.isVisible()
    panel.fold(folded=True)
    assert not any(g.heading.isChecked() for g in panel.groups.values())
    panel.fold(folded=False)
    assert all(g.heading.isChecked() for g in panel.groups.values())
    assert session.memory.folded == frozenset()


def test_moved_only_shows_all_differences_from_the_base(panel: LeverPanel, session: Session) -> None:
    session.open("ai-ambitious")
    panel.only_moved.setChecked(True)
    assert shown(panel) == {c.lever for c in session.scenario.changes}


def test_every_group_counts_its_levers(panel: LeverPanel, session: Session) -> None:
    for group in panel.groups.values():
        assert f"({len(group.rows)})" in group.heading.text()
    session.set_parameter("oil_price", 80.0)
    assert "1 moved" in panel.groups["Oil and gas"].heading.text()
    assert "1 moved" in panel.groups["Oil and gas"].heading.accessibleName()
    assert sum(len(group.rows) for group in panel.groups.values()) == len(levers())


def test_a_tick_touches_only_the_row_that_moves(
    panel: LeverPanel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = panel.rows["oil_price"]
    seen = touch(monkeypatch)
    session.begin_drag("oil_price", row.scale.spread(3))
    for price in (70.0, 71.0, 72.0):
        session.set_parameter("oil_price", price)
    assert seen == ["oil_price"] * 3
    assert row.box.number() == 72.0
    session.end_drag()
    seen.clear()
    session.undo_group.activeStack().undo()
    assert seen == ["oil_price"]
    seen.clear()
    session.open("baseline")
    assert set(seen) == set(levers())


def test_a_refused_move_shows_again_what_holds(panel: LeverPanel, session: Session) -> None:
    row = panel.rows["oil_price"]
    row.box.setValue(80.0)
    session.set_locked("oil_price", True)
    row.box.setValue(95.0)
    assert row.box.number() == 80.0


def test_defaults_follow_the_states_of_the_world(panel: LeverPanel, session: Session) -> None:
    row = panel.rows["labour_force"]
    before = row.box.number()
    stated = {"2026": 1.0, "2050": 0.9}
    assert session.set_state("labour_force_growth", stated)
    assert row.box.number() == 0.9 != before


def test_own_and_inherited_differ_by_shape_word_and_colour(panel: LeverPanel, session: Session) -> None:
    row = panel.rows["adoption_speed"]
    assert (row.origin, row.mark.text()) == ("own", "●")
    above = session.scenario
    child = Scenario("child", parent="ai-strategy", changes=above.changes, inherits=above)
    session.activate(session.add(child))
    assert (row.origin, row.mark.text()) == ("inherited", "○")
    assert row.note.text() == "from the parent scenario"
    assert "parent" in row.box.accessibleDescription()
    inherited = row.label.foregroundRole()
    row.box.setValue(0.4)
    assert (row.origin, row.mark.text()) == ("own", "●")
    assert row.note.isHidden()
    assert row.label.foregroundRole() != inherited
    for palette in (light_palette(), dark_palette()):
        for role in (inherited, row.label.foregroundRole()):
            ground = palette.color(QPalette.ColorRole.Window)
            assert contrast(palette.color(role).name(), ground.name()) >= 4.5


def test_keys_for_the_lever_with_the_focus(qtbot: QtBot, panel: LeverPanel, session: Session) -> None:
    first, second = list(panel.rows.values())[:2]
    first.box.setFocus()
    qtbot.waitUntil(first.box.hasFocus)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(first.box, Qt.Key.Key_Down, control)
    assert second.box.hasFocus()
    qtbot.keyClick(second.box, Qt.Key.Key_Up, control)
    assert first.box.hasFocus()
    qtbot.keyClick(first.box, Qt.Key.Key_L, control)
    assert session.locked == {first.record.name}
    qtbot.keyClick(first.box, Qt.Key.Key_L, control)
    qtbot.keyClick(first.box, Qt.Key.Key_B, control)
    assert session.memory.favourites == {first.record.name}
    qtbot.keyClick(first.box, Qt.Key.Key_F4)
    assert panel.findChild(PathEditor) is not None
    first.box.setFocus()
    panel.activateWindow()
    qtbot.waitUntil(first.box.hasFocus)
    qtbot.keyClick(first.box, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert panel.findChild(SectorEditor) is not None


def test_the_menu_of_a_row_has_all_that_can_be_done(panel: LeverPanel, session: Session) -> None:
    row = panel.rows["oil_price"]
    panel.area.ensureWidgetVisible(row)
    at = row.mapTo(panel, row.label.geometry().center())
    QApplication.sendEvent(
        panel, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, panel.mapToGlobal(QPoint(5, 5)))
    )
    menu = next(m for m in panel.findChildren(QMenu) if m.isVisible())
    texts = [action.text() for action in menu.actions()]
    assert "Evidence…" in texts
    assert "Path…" in texts
    assert "Sectors…" not in texts  # the price of oil is one
    assert "Reset" not in texts  # nothing is moved
    menu.close()
    assert "Sectors…" in [a.text() for a in panel.commands.menu(panel.rows["productivity"]).actions()]


def test_buttons_have_names_states_and_tab_reaches_them(panel: LeverPanel) -> None:
    row = panel.rows["oil_price"]
    for button, name in ((row.star, "Favourite: Oil price"), (row.lock, "Lock Oil price")):
        told = QAccessible.queryAccessibleInterface(button)
        assert told.text(QAccessible.Text.Name) == name
        assert told.state().checkable
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    order = [row.slider, row.box, row.reset, row.more, row.star, row.lock]
    for here, after in pairwise(order[1:]):
        step = here.nextInFocusChain()
        while step not in order:
            step = step.nextInFocusChain()
        assert step is after


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_nothing_is_cut(qtbot: QtBot, session: Session, language: str) -> None:
    set_language(language)
    panel = LeverPanel(session)
    qtbot.addWidget(panel)
    panel.resize(panel.minimumSizeHint().width(), 900)
    panel.show()
    for row in panel.rows.values():
        assert row.label.height() >= row.label.heightForWidth(row.label.width()), row.record.name
        room = row.box.lineEdit().width() - 4
        blank = row.box.specialValueText()
        assert row.box.fontMetrics().horizontalAdvance(blank) <= room, blank
        assert row.lock.geometry().right() <= row.width()


def test_money_is_of_the_base_year(panel: LeverPanel, session: Session) -> None:
    row = panel.rows["ai_investment_budget_public"]
    assert row.unit.text() == "mln AZN"
    assert row.unit.toolTip() == "mln AZN of 2025"
    session.set_base(2021)
    assert "2021" in row.unit.toolTip()
    assert "2021" in row.box.accessibleDescription()
