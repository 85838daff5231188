"""Sectors of a lever: many at once in one step, groups and parents told apart, spreadsheets, curves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diversify.gui.levers.path_editor import PathEditor
from diversify.gui.levers.sector_editor import SectorEditor
from diversify.gui.levers.sector_model import FROM, HOW, LAST, VALUE
from diversify.gui.session import Session
from diversify.model.projection.parameters import levers
from diversify.text import set_language

NAME = "adoption_ceiling"


@pytest.fixture
def editor(qtbot: QtBot, session: Session) -> SectorEditor:
    made = SectorEditor(session, levers()[NAME])
    qtbot.addWidget(made)
    made.show()
    return made


def own(session: Session, lever: str = NAME) -> dict[str, float | None]:
    return {
        c.sectors[0]: c.value for c in session.scenario.changes if c.lever == lever and len(c.sectors) == 1
    }


def cell(editor: SectorEditor, code: str, column: int) -> str:
    row = [line.code for line in editor.model.lines].index(code)
    return str(editor.model.index(row, column).data())


def test_many_sectors_are_set_in_one_step(editor: SectorEditor, session: Session) -> None:
    before = session.scenario
    editor.choose(["AGR", "EDU", "ICT"])
    assert editor.chosen.text() == "3 sectors selected"
    editor.value.setValue(40.0)
    editor.apply.click()
    assert own(session) == {"AGR": 40.0, "EDU": 40.0, "ICT": 40.0}
    assert session.document.stack.count() == 1
    assert cell(editor, "AGR", VALUE) == "40"
    assert cell(editor, "AGR", HOW) == "set to"
    assert cell(editor, "AGR", FROM) == "● own"
    assert cell(editor, "AGR", LAST) == "40"
    assert cell(editor, "FIN", FROM) == "as all sectors ●"
    editor.choose(["EDU"])
    editor.clear.click()
    assert own(session) == {"AGR": 40.0, "ICT": 40.0}
    session.undo_group.activeStack().undo()
    session.undo_group.activeStack().undo()
    assert session.scenario == before
    assert cell(editor, "AGR", VALUE) == ""


@pytest.mark.parametrize(("mode", "value"), [("add", -0.5), ("scale", 1.2)])
def test_many_sectors_are_added_to_or_scaled(qtbot: QtBot, session: Session, mode: str, value: float) -> None:
    editor = SectorEditor(session, levers()["productivity"])
    qtbot.addWidget(editor)
    before = {line.code: line.last for line in editor.model.lines}
    editor.choose(["AGR", "FIN"])
    editor.mode.setCurrentIndex(editor.mode.findData(mode))
    editor.mode.activated.emit(editor.mode.currentIndex())
    editor.value.setValue(value)
    editor.apply.click()
    for line in editor.model.lines:
        wanted = before[line.code]
        if line.code in ("AGR", "FIN"):
            wanted = wanted + value if mode == "add" else wanted * value
        assert line.last == pytest.approx(wanted)


def test_what_cannot_be_is_said_in_place(editor: SectorEditor, session: Session) -> None:
    before = session.scenario
    editor.choose(["AGR", "FIN"])
    editor.mode.setCurrentIndex(editor.mode.findData("add"))
    editor.set_chosen()  # a blank lever has nothing to add to
    assert "nothing to add" in editor.fault.text()
    index = editor.model.index(0, VALUE)
    assert not editor.model.setData(index, "abc")
    assert "abc" in editor.fault.text()
    editor.model.setData(index, "1000")
    assert "between" in editor.fault.text()
    assert session.scenario == before
    editor.model.setData(index, "44,5")
    assert editor.fault.isHidden()
    assert own(session) == {editor.model.lines[0].code: 44.5}
    editor.model.setData(index, "")
    assert session.scenario == before


def test_a_locked_lever_stays_and_says_so(editor: SectorEditor, session: Session) -> None:
    before = session.scenario
    session.set_locked(NAME, True)
    editor.choose(["AGR"])
    editor.set_chosen()
    editor.model.setData(editor.model.index(0, VALUE), "12")
    assert session.scenario == before
    assert "locked" in editor.fault.text()


def test_groups_and_parents_are_told_apart(qtbot: QtBot, session: Session) -> None:
    session.open("priority-sectors")
    moved = next(c for c in session.scenario.changes if len(c.sectors) > 1 and c.lever == NAME)
    editor = SectorEditor(session, levers()[NAME])
    qtbot.addWidget(editor)
    for line in editor.model.lines:
        inside = line.code in moved.sectors
        assert line.origin == (f"◐ group: {moved.value:g}" if inside else "default")
        assert line.value is None
    session.open("no-reform")
    editor = SectorEditor(session, levers()["productivity"])
    qtbot.addWidget(editor)
    assert cell(editor, "OILGAS", FROM) == "default"
    assert cell(editor, "EDU", FROM) == "◐ group: -0.5"


def test_sectors_by_keyboard(qtbot: QtBot, editor: SectorEditor, session: Session) -> None:
    table = editor.table
    table.setFocus()
    table.setCurrentIndex(editor.model.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    first = [line.code for line in editor.model.lines[:3]]
    assert editor.chosen_codes() == first
    editor.value.setValue(30.0)
    qtbot.keyClick(editor.apply, Qt.Key.Key_Space)
    assert set(own(session)) == set(first)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert own(session) == {}
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(editor.chosen_codes()) == len(editor.model.lines)
    actions = {action.text(): action for action in editor.pick.menu().actions()}
    actions["All but oil and gas extraction"].trigger()
    assert set(editor.chosen_codes()) == {line.code for line in editor.model.lines} - {"OILGAS"}
    actions["Those that are not selected"].trigger()
    assert editor.chosen_codes() == ["OILGAS"]


def test_a_spreadsheet_gives_and_takes(editor: SectorEditor, session: Session) -> None:
    set_language("az")
    table = editor.table
    table.setCurrentIndex(editor.model.index(1, VALUE))
    codes = [line.code for line in editor.model.lines]
    editor.paste("12,5\n13\n14,25")
    assert own(session) == {codes[1]: 12.5, codes[2]: 13.0, codes[3]: 14.25}
    assert session.document.stack.count() == 1
    editor.choose([codes[1], codes[3]])
    text = editor.copied()
    assert text.count("\n") == 2
    assert "\t12,5\t" in text
    editor.clear_chosen()
    editor.paste(text)  # what was copied comes back as it was
    assert own(session) == {codes[1]: 12.5, codes[2]: 13.0, codes[3]: 14.25}
    editor.paste("AGR\t20\nEDU\t21,5")
    assert (own(session)["AGR"], own(session)["EDU"]) == (20.0, 21.5)
    before = session.scenario
    for bad in ("AGR\tx", "Nowhere\t1\nAGR\t2\nAlso nowhere\t3", ""):
        editor.paste(bad)
        assert not editor.fault.isHidden()
        assert session.scenario == before
    QApplication.clipboard().clear()


def test_a_curve_for_the_chosen_sectors(qtbot: QtBot, editor: SectorEditor, session: Session) -> None:
    editor.choose(["AGR", "EDU"])
    editor.curve.click()
    path = editor.findChild(PathEditor)
    assert path is not None
    path._take_points(((2028, 20.0), (2035, 60.0)))
    assert path.apply()
    stated = {c.sectors: c.points for c in session.scenario.changes if c.lever == NAME and c.sectors}
    assert stated == {("AGR",): ((2028, 20.0), (2035, 60.0)), ("EDU",): ((2028, 20.0), (2035, 60.0))}
    assert session.document.stack.count() == 1
    assert cell(editor, "AGR", VALUE) == "path"
    assert cell(editor, "AGR", LAST) == "60"
    text = editor.copied()
    editor.paste(text)
    assert stated == {c.sectors: c.points for c in session.scenario.changes if c.lever == NAME and c.sectors}
