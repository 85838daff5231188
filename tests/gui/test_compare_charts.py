"""The charts of the page Compare: the scenarios on show, side by side, redrawn only when seen."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from diversify.gui.compare.page import ComparePage
from diversify.gui.compare.stacks import StacksView
from diversify.gui.session import Session
from diversify.gui.settings import Settings


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> ComparePage:
    session.open("oil-windfall")
    made = ComparePage(session, settings)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def view(qtbot: QtBot, page: ComparePage) -> StacksView:
    found = page.show_part("charts")
    assert isinstance(found, StacksView)
    qtbot.waitUntil(lambda: found.figure.picture is not None, timeout=10_000)
    return found


def names(view: StacksView) -> list[str]:
    return [run.name for run in view.runs()]


def test_it_shows_what_is_ticked_and_the_counterfactual(view: StacksView, session: Session) -> None:
    first, second = session.documents
    assert names(view) == [first.title, second.title, "No lever moved (counterfactual)"]
    session.show(first, False)
    session.show(None, False)
    assert names(view) == [second.title]
    view.every.click()
    assert names(view) == [first.title, second.title]


def test_it_follows_levers_and_says_what_it_shows(qtbot: QtBot, view: StacksView, session: Session) -> None:
    before = view.figure.picture
    session.set_parameter("oil_price", 1.2)
    qtbot.waitUntil(lambda: view.figure.picture is not before, timeout=10_000)
    view.what.setCurrentIndex(view.what.findData("employment"))
    view.what.activated.emit(view.what.currentIndex())
    qtbot.waitUntil(lambda: "Employment" in view.figure.canvas.accessibleDescription(), timeout=10_000)
    assert session.document.title in view.figure.canvas.accessibleDescription()


def test_a_scenario_that_left_its_file_is_not_drawn_under_its_bare_title(
    view: StacksView, session: Session
) -> None:
    title = session.document.title
    session.set_parameter("oil_price", 1.2)
    assert f"{title} (changed)" in names(view)
    session.undo_group.undo()
    assert title in names(view)


def test_unseen_it_does_nothing(page: ComparePage, view: StacksView, session: Session) -> None:
    page.show_part("tree")
    function = view.figure.canvas.function
    session.set_parameter("oil_price", 1.2)
    assert view.figure.canvas.function is function
    page.show_part("charts")
    assert view.figure.canvas.function is not function


def test_the_choice_is_remembered(
    page: ComparePage, view: StacksView, session: Session, settings: Settings
) -> None:
    view.what.setCurrentIndex(view.what.findData("output"))
    view.every.click()
    other = ComparePage(session, settings)
    other.restore(page.state())
    again = other.part("charts")
    assert isinstance(again, StacksView)
    assert again.what.currentData() == "output"
    assert again.every.isChecked()
    other.deleteLater()
