"""The page that explains: questions, year, numbers of before, unlike worlds, nothing moved, way from GDP."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diversify.gui.explain.computed import Computed
from diversify.gui.explain.from_gdp import FromGdp
from diversify.gui.explain.levers_did import LeversDid
from diversify.gui.explain.oil_share import OilShare
from diversify.gui.explain.page import QUESTIONS, ExplainPage
from diversify.gui.explain.question import Question
from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import NUMBER
from diversify.model.analysis.attribution import attribute
from diversify.text import set_language


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> Iterator[ExplainPage]:
    session.open("ai-ambitious")
    made = ExplainPage(session, settings)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    answered(qtbot, made.question("levers"))
    yield made
    made.stop()


def answered(qtbot: QtBot, question: Question) -> None:
    if isinstance(question, Computed):
        qtbot.waitUntil(lambda: question.found is not None and not question.jobs.busy, timeout=20_000)


def ask(qtbot: QtBot, page: ExplainPage, name: str) -> Question:
    question = page.ask(name)
    answered(qtbot, question)
    return question


def choose(box: QWidget, key: str) -> None:
    box.choose(key)  # type: ignore[attr-defined]
    box.activated.emit(0)  # type: ignore[attr-defined]


def numbers(question: Question, column: int) -> list[float]:
    model = question.order
    found = [model.index(row, column).data(NUMBER) for row in range(model.rowCount())]
    return [float(value) for value in found if value is not None]


@pytest.mark.parametrize("name", [asked.id for asked in QUESTIONS])
def test_every_question_has_words_numbers_and_a_picture(qtbot: QtBot, page: ExplainPage, name: str) -> None:
    question = ask(qtbot, page, name)
    assert question.words.text()
    assert "{" not in question.words.text() + question.method.text()
    assert question.order.rowCount() > 1
    qtbot.waitUntil(lambda: question.figure.picture is not None, timeout=20_000)
    assert question.figure.picture is not None
    assert question.figure.picture.tables()
    assert question.empty.isHidden()
    page.year.setValue(2045)
    answered(qtbot, question)
    assert "2045" in question.words.text()
    for child in question.findChildren(QWidget):
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert child.accessibleName() or type(child).__name__ not in ("Choice", "QToolButton", "Table")


def test_levers_parts_are_those_of_the_model(qtbot: QtBot, page: ExplainPage, session: Session) -> None:
    question = page.question("levers")
    assert isinstance(question, LeversDid)
    found = attribute(session.result.economy, session.scenario, None, ["gdp", "gva"])
    credited = numbers(question, 1)
    assert np.allclose(credited[:-1], found.parts("gdp").at(2035))
    assert np.isclose(sum(credited[:-1]), credited[-1])
    choose(question.indicator, "gva")
    assert not question.sector.isHidden()
    choose(question.sector, "ICT")
    assert np.allclose(numbers(question, 1)[:-1], found.parts("gva", "ICT").at(2035))
    choose(question.by, "lever")
    answered(qtbot, question)
    qtbot.waitUntil(lambda: question.order.rowCount() > 3, timeout=20_000)
    assert np.isclose(sum(numbers(question, 1)[:-1]), numbers(question, 1)[-1])


def test_any_indicator_can_be_asked_about_and_headings_cannot(page: ExplainPage) -> None:
    question = page.question("levers")
    assert isinstance(question, LeversDid)
    box = question.indicator
    headings = [i for i in range(box.count()) if box.itemData(i) is None]
    model = box.model()
    assert headings
    assert not any(model.flags(model.index(i, 0)) & Qt.ItemFlag.ItemIsEnabled for i in headings)
    box.choose(None)
    assert box.key == "gdp"


def test_numbers_of_before_are_greyed_and_said_so(
    qtbot: QtBot, page: ExplainPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = page.question("levers")
    assert isinstance(question, LeversDid)
    before = numbers(question, 1)
    session.begin_drag("adoption_ceiling", (60.0, 70.0))
    session.set_parameter("adoption_ceiling", 70.0)
    assert "is moving" in question.age.text()
    assert not question.body.isEnabled()
    assert numbers(question, 1) == before
    session.end_drag()
    assert "from before" in question.age.text()
    assert not question.body.isEnabled()
    qtbot.waitUntil(question.body.isEnabled, timeout=20_000)
    assert question.age.isHidden()
    assert numbers(question, 1) != before


def test_a_computation_is_cancelled_and_asked_for_again(
    qtbot: QtBot, page: ExplainPage, session: Session
) -> None:
    question = page.question("levers")
    assert isinstance(question, LeversDid)
    session.set_parameter("adoption_ceiling", 66.0)
    assert not question.button.isHidden()
    assert question.button.text() == "Cancel"
    question.button.click()
    assert "Cancelled" in question.age.text()
    assert not question.body.isEnabled()
    qtbot.waitUntil(lambda: not question.jobs.busy, timeout=20_000)
    assert not question.body.isEnabled()
    question.button.click()
    qtbot.waitUntil(question.body.isEnabled, timeout=20_000)
    found = attribute(session.result.economy, session.scenario, None, ["gdp"]).parts("gdp")
    assert np.allclose(numbers(question, 1)[:-1], found.at(2035))


def test_a_page_that_nobody_sees_does_nothing(qtbot: QtBot, page: ExplainPage, session: Session) -> None:
    question = page.question("levers")
    assert isinstance(question, LeversDid)
    other = ask(qtbot, page, "sectors")
    found = question.found
    session.set_parameter("adoption_ceiling", 66.0)
    assert question.found is found
    assert not question.jobs.busy
    page.hide()
    words = other.words.text()
    session.set_parameter("adoption_ceiling", 61.0)
    assert other.words.text() == words
    page.show()
    assert other.words.text() != words


def test_nothing_moved_says_what_to_do(qtbot: QtBot, page: ExplainPage, session: Session) -> None:
    session.open("baseline")
    session.new()
    for name in ("levers", "gdp_effect", "sectors"):
        question = page.ask(name)
        assert "Move a lever" in question.empty.text()
        assert not question.empty.isHidden()
    assert "goes from" in ask(qtbot, page, "oil_share").words.text()  # years pass without levers, too


def test_unlike_worlds_are_marked(qtbot: QtBot, page: ExplainPage, session: Session) -> None:
    question = ask(qtbot, page, "sectors")
    assert question.unlike.isHidden()
    session.compare_with(session.documents[0])
    assert question.unlike.isHidden() != bool(session.difference().marks)
    session.set_closure("market_clearing")
    assert question.unlike.text().startswith("Not like for like")
    assert not question.unlike.isHidden()
    levers = page.ask("levers")
    assert "same closure" in levers.empty.text()
    assert page.ask("limits").unlike.isHidden()  # asks about one run only


def test_the_oil_share_is_explained_over_years_and_against_the_reference(
    qtbot: QtBot, page: ExplainPage, session: Session
) -> None:
    question = ask(qtbot, page, "oil_share")
    assert isinstance(question, OilShare)
    share = session.result.series("oil_share_gva")
    last = question.order.columnCount() - 1
    assert np.isclose(numbers(question, last)[-1], share[2035] - share[2025])
    choose(question.since, "reference")
    qtbot.waitUntil(lambda: not question.jobs.busy and question.body.isEnabled(), timeout=20_000)
    difference = session.difference().values("oil_share_gva")
    t = session.result.years.index(2035)
    assert np.isclose(numbers(question, question.order.columnCount() - 1)[-1], difference[t])


def test_the_way_from_gdp_by_keyboard(qtbot: QtBot, page: ExplainPage) -> None:
    question = page.ask("from_gdp")
    assert isinstance(question, FromGdp)
    assert not question.up.isEnabled()
    question.table.setFocus()
    question.table.setCurrentIndex(question.order.index(0, 0))
    for depth in (1, 2):
        QTest.keyClick(question.table, Qt.Key.Key_Return)
        assert question.steps_down == depth
        question.table.setCurrentIndex(question.order.index(1, 0))
    QTest.keyClick(question.table, Qt.Key.Key_Return)
    assert question.steps_down == 3
    assert len(question.trail.buttons) == 4
    assert "base table" in question.words.text()
    cells = [str(question.order.index(row, 0).data()) for row in range(question.order.rowCount())]
    assert "Base table" in cells
    assert "Source" in cells
    assert not question.deeper.isEnabled()
    QTest.keyClick(question.table, Qt.Key.Key_Backspace)
    assert question.steps_down == 2
    question.trail.buttons[0].click()
    assert question.steps_down == 0
    question.deeper.click()
    assert question.steps_down == 1
    assert page.topic.sector == question.sector  # other questions ask about it, too


def test_the_last_row_of_gdp_leads_nowhere_and_sorted_rows_lead_right(page: ExplainPage) -> None:
    question = page.ask("from_gdp")
    assert isinstance(question, FromGdp)
    question._open(question.order.index(question.order.rowCount() - 1, 0))
    assert question.steps_down == 0
    question.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    name = str(question.order.index(0, 0).data())
    question._open(question.order.index(0, 0))
    assert question.trail.buttons[-1].toolTip() == name


def test_the_sector_is_shared_and_remembered(
    qtbot: QtBot, page: ExplainPage, session: Session, settings: Settings
) -> None:
    gone = page.ask("extraction")
    choose(gone.sector, "AGR")  # type: ignore[attr-defined]
    assert gone.words.text().startswith("Without Agriculture")
    assert page.ask("flows").words.text().startswith("Agriculture")
    page.year.setValue(2041)
    again = ExplainPage(session, settings)
    qtbot.addWidget(again)
    again.restore(page.state())
    assert (again.asked, again.topic.year, again.topic.sector) == ("flows", 2041, "AGR")
    again.restore(b"{broken")
    again.restore(b'{"asked": "no", "year": 2030, "sector": "NO", "states": {"levers": {"by": 3}}}')
    assert again.topic.year == 2030
    again.show()
    assert again.question("flows").words.text()
    again.stop()


def test_a_table_goes_to_a_spreadsheet_with_the_languages_sign(qtbot: QtBot, page: ExplainPage) -> None:
    set_language("az")
    question = ask(qtbot, page, "sectors")
    question.renew()
    question.table.copy_all()
    value = max(numbers(question, 2))
    assert repr(value).replace(".", ",") in QGuiApplication.clipboard().text()


def test_a_narrow_page_has_a_box_in_place_of_the_list(page: ExplainPage) -> None:
    assert page.box.isHidden()
    page.resize(420, 600)
    assert page.list.isHidden()
    assert not page.box.isHidden()
    page.box.setCurrentIndex(3)
    page.box.activated.emit(3)
    assert page.asked == QUESTIONS[3].id
    assert page.stack.currentWidget() is page.question(QUESTIONS[3].id)


def test_the_window_has_the_page_and_leaves_no_thread(window: MainWindow, qtbot: QtBot) -> None:
    window.pages.show_page("explain")
    page = window.pages.page("explain")
    assert isinstance(page, ExplainPage)
    answered(qtbot, page.question("levers"))
    window.session.set_parameter("adoption_ceiling", 66.0)
    window.close()
    question = page.question("levers")
    assert isinstance(question, LeversDid)
    assert not question.jobs.busy or question.jobs._thread is None or not question.jobs._thread.is_alive()


@pytest.mark.parametrize(
    ("name", "base"), [("all-of-it", 2025), ("low-oil-price", 2021), ("ai-money-short", 2025)]
)
def test_every_question_answers_in_the_first_and_the_last_year(
    qtbot: QtBot, page: ExplainPage, session: Session, name: str, base: int
) -> None:
    session.open(name)
    session.set_base(base)
    for year in (base, 2050):
        page.year.setValue(year)
        for asked in QUESTIONS:
            question = page.ask(asked.id)
            if isinstance(question, Computed):
                qtbot.waitUntil(lambda q=question: q.body.isEnabled() and not q.jobs.busy, timeout=20_000)  # type: ignore[misc]
            assert question.empty.isHidden(), question.empty.text()
            assert "nan" not in question.words.text().casefold().split()
            question.figure.canvas.draw()
            assert question.figure.picture is not None
            assert question.figure.picture.describe()
