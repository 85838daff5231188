"""States of the world: changed in the window as one step each, marked, reset, said in place what is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from diversify.gui.evidence_card import EvidenceCard
from diversify.gui.parameter_state import part_of, with_part
from diversify.gui.parameter_tree import VALUE
from diversify.gui.parameters_view import ParametersView
from diversify.gui.session import Session
from diversify.model.projection.parameters import records
from diversify.text import set_language

SINGLE = "complementarity_CC"


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> ParametersView:
    made = ParametersView(session)
    qtbot.addWidget(made)
    made.show()
    return made


def line(view: ParametersView, name: str, key: str = "") -> QTreeWidgetItem:
    item = next(item for record, item in view.tree.lines if record.name == name)
    children = [item.child(i) for i in range(item.childCount())]
    return item if not key else next(c for c in children if view.tree.parameter(c) == (records()[name], key))


def test_a_value_is_typed_marked_undone_and_reset(view: ParametersView, session: Session) -> None:
    record = records()[SINGLE]
    assert record.high is not None
    item = line(view, SINGLE)
    before = item.text(VALUE)
    item.setText(VALUE, f"{record.high:g}".replace(".", ","))
    assert session.scenario.parameters[SINGLE] == record.high
    assert session.document.stack.count() == 1
    assert item.text(VALUE).startswith("● ")
    assert item.font(VALUE).bold()
    assert item.toolTip(VALUE) == "stated by the scenario"
    session.undo_group.activeStack().undo()
    assert item.text(VALUE) == before
    assert not item.font(VALUE).bold()
    session.undo_group.activeStack().redo()
    view.tree.setCurrentItem(item)
    assert view.reset.isEnabled()
    view.reset.click()
    assert SINGLE not in session.scenario.parameters
    assert not view.reset.isEnabled()


def test_low_central_and_high_of_the_evidence(view: ParametersView, session: Session) -> None:
    record = records()[SINGLE]
    view.tree.setCurrentItem(line(view, SINGLE))
    for button, value in ((view.low, record.low), (view.high, record.high), (view.central, record.central)):
        button.click()
        assert session.scenario.parameters[SINGLE] == value
    view.tree.setCurrentItem(line(view, "theta"))
    view.high.click()
    assert session.scenario.parameters["theta"] == {
        c: v.high for c, v in records()["theta"].by_sector.items()
    }


def test_one_sector_alone_and_all_at_once(view: ParametersView, session: Session) -> None:
    line(view, "theta", "AGR").setText(VALUE, "3")
    assert session.scenario.parameters["theta"] == {"AGR": 3.0}
    assert line(view, "theta", "AGR").font(VALUE).bold()
    assert not line(view, "theta", "EDU").font(VALUE).bold()
    assert line(view, "theta").text(VALUE) == "● by sector"
    line(view, "theta").setText(VALUE, "4")
    assert session.scenario.parameters["theta"] == 4.0
    line(view, "theta", "EDU").setText(VALUE, "5")
    stated = session.scenario.parameters["theta"]
    assert stated["EDU"] == 5.0  # type: ignore[index] # by sector now
    assert stated["AGR"] == 4.0  # type: ignore[index] # by sector now


def test_one_year_of_a_path_keeps_the_others(view: ParametersView, session: Session) -> None:
    record = records()["labour_force_growth"]
    line(view, record.name, "2030").setText(VALUE, "0.7")
    stated = session.scenario.parameters[record.name]
    assert stated == {str(year): value for year, value in record.by_year.items()} | {"2030": 0.7}
    assert line(view, record.name).text(VALUE) == "● by year"


def test_what_is_wrong_is_said_in_place_and_nothing_is_lost(view: ParametersView, session: Session) -> None:
    before = session.scenario
    item = line(view, SINGLE)
    for typed, word in (("abc", "no number"), ("1e9", "between")):
        item.setText(VALUE, typed)
        assert word in view.fault.text()
        assert item.text(VALUE) == typed
        assert session.scenario == before
    record = records()["crude_volume_growth"]
    line(view, record.name).setText(VALUE, "3")
    assert "path" in view.fault.text()
    assert session.scenario == before
    item.setText(VALUE, f"{records()[SINGLE].low:g}")
    assert view.fault.isHidden()


def test_editing_without_a_change_is_no_step(view: ParametersView, session: Session) -> None:
    for item in (line(view, SINGLE), line(view, "theta"), line(view, "theta", "AGR")):
        text = item.text(VALUE)
        item.setText(VALUE, text + " ")
        item.setText(VALUE, text)
    assert session.document.stack.count() == 0


def test_search_in_any_language_and_changed_only(view: ParametersView, session: Session) -> None:
    for language in ("en", "az", "ru"):
        view.search.setText(records()[SINGLE].title[language].upper())
        assert not line(view, SINGLE).isHidden()
        assert line(view, "baseline_productivity").isHidden()
    view.search.clear()
    view.only_changed.setChecked(True)
    assert all(item.isHidden() for _record, item in view.tree.lines)
    session.set_state(SINGLE, records()[SINGLE].low)
    assert [r.name for r, item in view.tree.lines if not item.isHidden()] == [SINGLE]


def test_by_keyboard(qtbot: QtBot, view: ParametersView, session: Session) -> None:
    view.activateWindow()
    view.tree.setFocus()
    view.tree.setCurrentItem(line(view, SINGLE))
    qtbot.waitUntil(view.tree.hasFocus)
    qtbot.keyClick(view.tree, Qt.Key.Key_Return)
    editor = view.tree.viewport().focusWidget()
    assert editor is not None
    assert editor.accessibleName() == "Value"
    editor.selectAll()  # type: ignore[attr-defined] # a line edit
    qtbot.keyClicks(editor, f"{records()[SINGLE].low:g}")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: SINGLE in session.scenario.parameters)
    assert session.scenario.parameters[SINGLE] == records()[SINGLE].low
    assert view.isVisible()
    view.tree.setFocus()
    qtbot.keyClick(view.tree, Qt.Key.Key_Delete)
    assert SINGLE not in session.scenario.parameters
    qtbot.keyClick(view.tree, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert view.findChild(EvidenceCard) is not None


def test_what_a_parent_states_is_told_apart(view: ParametersView, session: Session) -> None:
    session.open("ai-ambitious")
    stated = session.scenario.parameters
    assert stated
    inherited = {} if session.scenario.inherits is None else session.scenario.inherits.parameters
    for name, value in stated.items():
        mark = "○ " if inherited.get(name) == value else "● "
        assert line(view, name).text(VALUE).startswith(mark)


def test_numbers_follow_the_language(qtbot: QtBot, session: Session) -> None:
    set_language("ru")
    session.set_state("theta", {"AGR": 2.5})
    view = ParametersView(session)
    qtbot.addWidget(view)
    assert line(view, "theta", "AGR").text(VALUE) == "● 2,5"


def test_parts_of_a_value() -> None:
    theta = records()["theta"]
    assert part_of(theta, 3.0, "AGR") == 3.0
    assert part_of(theta, {"EDU": 1.0}, "AGR") == theta.by_sector["AGR"].default
    assert with_part(theta, {"EDU": 1.0}, "AGR", 2.0) == {"EDU": 1.0, "AGR": 2.0}
    assert with_part(theta, None, "", 2.0) == 2.0
