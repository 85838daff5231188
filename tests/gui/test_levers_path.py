"""The path editor: graph, table and shape make one draft; the preview is the model's; an edit is one step."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from diversify.gui.cells import read_cells, read_number, write_number
from diversify.gui.levers.path_editor import PathEditor
from diversify.gui.levers.path_points import as_points, inserted, moved_point, removed
from diversify.gui.session import Session
from diversify.model.projection.parameters import levers
from diversify.model.projection.scenario import Change
from diversify.text import set_language

PRICE = "oil_price"


@pytest.fixture
def editor(qtbot: QtBot, session: Session) -> PathEditor:
    made = PathEditor(session, levers()[PRICE], ((),))
    qtbot.addWidget(made)
    made.show()
    return made


def stated(session: Session) -> Change:
    return next(c for c in session.scenario.changes if c.lever == PRICE)


def test_a_shape_is_previewed_by_the_model_and_applied_in_one_step(
    editor: PathEditor, session: Session
) -> None:
    before = session.scenario
    editor.box.setValue(90.0)
    editor.timing.shape.setCurrentIndex(editor.timing.shape.findData("s-curve"))
    editor.timing.shape.activated.emit(editor.timing.shape.currentIndex())
    editor.timing.start.setValue(2030)
    editor.timing.end.setValue(2036)
    assert session.scenario == before  # a draft so far
    drawn = editor.graph._after[0].copy()
    assert editor.apply()
    assert session.document.stack.count() == 1
    change = stated(session)
    assert (change.value, change.shape, change.start, change.end) == (90.0, "s-curve", 2030, 2036)
    assert np.array_equal(drawn, session.calculator.paths(session.scenario)[PRICE])
    session.undo_group.activeStack().undo()
    assert session.scenario == before


def test_the_shape_becomes_points_that_follow_it(editor: PathEditor, session: Session) -> None:
    editor.box.setValue(100.0)
    editor._timed({"shape": "linear", "start": 2030, "end": 2035})
    path = editor.graph._after[0].copy()
    editor.many.click()
    assert [year for year, _value in editor.draft.points] == [2030, 2035]
    assert editor.draft.points[-1] == (2035, 100.0)
    assert editor.graph._after[0][5:] == pytest.approx(path[5:])
    editor.single.click()
    assert (editor.draft.points, editor.draft.value) == ((), 100.0)


def test_points_by_keyboard_alone(qtbot: QtBot, editor: PathEditor, session: Session) -> None:
    editor.many.click()
    graph = editor.graph
    start, value = editor.draft.points[0]
    qtbot.keyClick(graph, Qt.Key.Key_Insert)
    assert len(editor.draft.points) == 2
    later = editor.draft.points[1][0]
    qtbot.keyClick(graph, Qt.Key.Key_Up)
    qtbot.keyClick(graph, Qt.Key.Key_PageUp)
    qtbot.keyClick(graph, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.draft.points[1][0] == later + 1
    assert editor.draft.points[1][1] == pytest.approx(value + 11 * graph._step)
    assert "Point 2 of 2" in graph.accessibleDescription()
    assert str(later + 1) in graph.accessibleDescription()
    qtbot.keyClick(graph, Qt.Key.Key_Left)
    qtbot.keyClick(graph, Qt.Key.Key_Down)
    assert editor.draft.points[0] == (start, pytest.approx(value - graph._step))
    qtbot.keyClick(graph, Qt.Key.Key_Delete)
    qtbot.keyClick(graph, Qt.Key.Key_Delete)
    assert len(editor.draft.points) == 1  # the last one stays
    assert editor.apply()
    assert stated(session).points == editor.draft.points


def test_points_by_mouse(qtbot: QtBot, editor: PathEditor) -> None:
    editor._take_points(((2028, 60.0), (2040, 80.0)))
    graph = editor.graph
    at = graph._pixel(2028, 60.0).toPoint()
    qtbot.mousePress(graph, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(graph, at + QPoint(0, -20))
    qtbot.mouseRelease(graph, Qt.MouseButton.LeftButton, pos=at + QPoint(0, -20))
    year, value = editor.draft.points[0]
    assert year == 2028
    assert value > 61.0
    assert editor.table.item(0, 1).text() == f"{value:.10g}"
    qtbot.mouseDClick(graph, Qt.MouseButton.LeftButton, pos=graph._pixel(2045, 70.0).toPoint())
    assert editor.draft.points[-1][0] == 2045


def test_the_table_says_in_place_what_is_wrong_and_loses_nothing(
    editor: PathEditor, session: Session
) -> None:
    before = session.scenario
    editor._take_points(((2028, 60.0), (2040, 80.0)))
    for typed, word in (("abc", "abc"), ("9999", "between")):
        editor.table.item(1, 1).setText(typed)
        assert word in editor.fault.text()
        assert editor.table.item(1, 1).text() == typed
        assert not editor.apply()
    editor.table.item(1, 0).setText("2020")
    editor.table.item(1, 1).setText("70")
    assert "rise" in editor.fault.text()
    editor.table.item(1, 0).setText("2041")
    assert editor.fault.isHidden()
    assert session.scenario == before
    assert editor.draft.points == ((2028, 60.0), (2041, 70.0))
    assert editor.apply()


def test_two_columns_come_from_a_spreadsheet_and_go_back(editor: PathEditor, session: Session) -> None:
    editor.many.click()
    editor.table.paste("Year\tPrice\n2027\t61.5\n2030\t70\n")
    assert editor.draft.points == ((2027, 61.5), (2030, 70.0))
    assert editor.table.copied() == "2027\t61.5\n2030\t70"
    editor.table.paste("2027\tx")
    assert "Nothing was taken" in editor.fault.text()
    assert editor.draft.points == ((2027, 61.5), (2030, 70.0))
    set_language("az")
    QApplication.clipboard().setText("2027\t61,5\n2031\t1.070,0")
    editor.table.paste(QApplication.clipboard().text())
    assert editor.draft.points == ((2027, 61.5), (2031, 1070.0))
    assert not editor.valid  # 1070 USD: said in place
    editor.table.paste("62,5\n63")  # one column: from the chosen year on
    assert editor.draft.points == ((2027, 62.5), (2028, 63.0))


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "1.5", 1.5), ("en", "1,5", 1.5), ("en", "1,234.5", 1234.5), ("en", "1,234", 1234.0),
        ("az", "1,5", 1.5), ("az", "0.335", 0.335), ("az", "1.234,5", 1234.5), ("ru", "1\u00a0234,5", 1234.5),
        ("ru", "-3,25", -3.25), ("en", "12 %", 12.0), ("en", "", None),
        ("en", "nan", None), ("en", "1e400", None),
        ("en", "a", None),
    ],
)  # fmt: skip
def test_numbers_of_cells(language: str, text: str, number: float | None) -> None:
    set_language(language)
    assert read_number(text) == number


def test_cells_there_and_back() -> None:
    set_language("ru")
    assert write_number(0.125) == "0,125"
    assert read_number(write_number(-1234.5678)) == -1234.5678
    assert read_cells("a\tb\r\n\r\n1;2\t3") == [["a", "b"], ["1;2", "3"]]
    assert read_cells("2030;5\n2031;6") == [["2030", "5"], ["2031", "6"]]


def test_points_keep_their_order() -> None:
    years = tuple(range(2025, 2051))
    points = ((2028, 1.0), (2030, 2.0))
    assert moved_point(points, 0, 2035, 5.0, years) == ((2029, 5.0), (2030, 2.0))
    assert moved_point(points, 0, 2010, 5.0, years)[0] == (2026, 5.0)
    assert moved_point(points, 1, 2099, 5.0, years)[1] == (2050, 5.0)
    assert inserted(points, 0, years) == (((2028, 1.0), (2029, 1.5), (2030, 2.0)), 1)
    assert inserted(((2028, 1.0), (2029, 2.0)), 0, years)[0] == ((2028, 1.0), (2029, 2.0))
    assert removed(((2028, 1.0),), 0) == ((2028, 1.0),)
    curve = Change("oil_price", 80.0, start=2030, end=2038, shape="s-curve")
    assert [year for year, _v in as_points(curve, np.arange(26.0), years)] == [2030, 2032, 2034, 2036, 2038]


def test_an_untouched_editor_follows_the_scenario_and_a_draft_stays(
    editor: PathEditor, session: Session
) -> None:
    session.set_parameter(PRICE, 77.0)
    assert editor.box.number() == 77.0
    editor.box.setValue(50.0)
    session.set_parameter(PRICE, 78.0)
    assert editor.draft.value == 50.0


def test_return_finishes_a_number_and_closes_nothing(
    qtbot: QtBot, editor: PathEditor, session: Session
) -> None:
    before = session.scenario
    editor.box.setFocus()
    editor.box.selectAll()
    qtbot.keyClicks(editor.box, "85")
    qtbot.keyClick(editor.box, Qt.Key.Key_Return)
    assert editor.draft.value == 85.0
    assert editor.isVisible()
    assert session.scenario == before


def test_a_locked_lever_cannot_be_applied(editor: PathEditor, session: Session) -> None:
    editor.box.setValue(50.0)
    session.set_locked(PRICE, True)
    before = session.scenario
    assert "locked" in editor.fault.text()
    assert not editor.apply()
    assert session.scenario == before


def test_modes_and_years_reach_the_scenario(editor: PathEditor, session: Session) -> None:
    editor.timing.mode.setCurrentIndex(editor.timing.mode.findData("add"))
    editor.timing.mode.activated.emit(editor.timing.mode.currentIndex())
    assert editor.draft.value == 0.0
    editor.box.setValue(-5.0)
    editor._timed({"until": 2035})
    assert editor.apply()
    change = stated(session)
    assert (change.mode, change.value, change.until) == ("add", -5.0, 2035)


@pytest.mark.parametrize("name", list(levers()))
def test_every_lever_has_a_path(qtbot: QtBot, session: Session, name: str) -> None:
    editor = PathEditor(session, levers()[name], ((),))
    qtbot.addWidget(editor)
    editor.show()
    editor.grab()
    editor.many.click()
    assert editor.valid, editor.fault.text()
    assert editor.draft.points
    editor.grab()


def test_closing_the_scenario_closes_the_window(qtbot: QtBot, session: Session) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    editor = PathEditor(session, levers()[PRICE], ((),), window)
    editor.show()
    session.open("baseline")
    with qtbot.waitSignal(editor.destroyed):
        session.close(editor.document)
