"""The table of all inputs in which two scenarios differ: complete, sorted by numbers, searched, copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from diversify.gui.compare.inputs import InputsView
from diversify.gui.compare.page import ComparePage
from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.model.projection.scenario_differences import input_differences
from diversify.text import set_language

INPUT, FOR, OLD, NEW, UNIT, OLD_IS, NEW_IS = range(7)


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> ComparePage:
    session.open("ai-ambitious")
    made = ComparePage(session, settings)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def view(page: ComparePage) -> InputsView:
    found = page.show_part("inputs")
    assert isinstance(found, InputsView)
    return found


def texts(view: InputsView, column: int) -> list[str]:
    return [str(view.order.index(row, column).data() or "") for row in range(view.order.rowCount())]


def row(view: InputsView, title: str) -> list[QModelIndex]:
    place = texts(view, INPUT).index(title)
    return [view.order.index(place, column) for column in range(view.order.columnCount())]


def test_against_the_base_everything_stated_or_inherited_is_listed(
    view: InputsView, session: Session
) -> None:
    new, old = view.pair()
    assert new is session.scenario
    assert view.order.rowCount() == len(input_differences(new, old)) == view.model.rowCount()
    assert set(texts(view, OLD_IS)) == {"default"}
    ceiling = row(view, "Adoption ceiling")
    assert [cell.data() for cell in ceiling[:5]] == [
        "Adoption ceiling",
        "all sectors",
        "held at base year",
        "80",
        "%",
    ]
    assert "Parameter" in texts(view, 7)
    assert view.count.text() == f"{view.model.rowCount()} inputs differ."


def test_against_another_scenario_old_and_new_stand_side_by_side(view: InputsView, session: Session) -> None:
    strategy, ambitious = session.documents
    view.choose(ambitious, strategy)
    ceiling = row(view, "Adoption ceiling")
    assert (ceiling[OLD].data(), ceiling[NEW].data()) == ("55", "80")
    assert (ceiling[OLD_IS].data(), ceiling[NEW_IS].data()) == ("stated", "stated")
    session.set_closure("type2")
    session.set_parameter("world_demand", 3.0, start=2030, end=2035, shape="linear")
    assert row(view, "Closure")[NEW].data() == "Type II households"
    demand = row(view, "Growth of world demand")
    assert demand[NEW].data() == "3 (2030–2035, linear)"
    assert demand[OLD_IS].data() == "default"
    session.undo_group.undo()
    assert "Growth of world demand" not in texts(view, INPUT)


def test_the_same_scenario_differs_in_nothing(view: InputsView, session: Session) -> None:
    view.choose(session.document, session.document)
    assert view.order.rowCount() == 0
    assert view.count.text() == "No input differs: both give the same result."


def test_it_is_sorted_by_true_numbers_and_searched_with_folded_letters(
    view: InputsView, session: Session
) -> None:
    view.table.sortByColumn(NEW, Qt.SortOrder.AscendingOrder)
    from diversify.gui.tables import NUMBER

    numbers = [view.order.index(i, NEW).data(NUMBER) for i in range(view.order.rowCount())]
    true = [number for number in numbers if number is not None]
    assert true == sorted(true)
    assert numbers[: len(true)] == true
    view.table.sortByColumn(NEW, Qt.SortOrder.DescendingOrder)
    numbers = [view.order.index(i, NEW).data(NUMBER) for i in range(view.order.rowCount())]
    assert [n for n in numbers if n is not None] == sorted(true, reverse=True)
    view.search.setText("CEİLİNG 80")
    assert texts(view, INPUT) == ["Adoption ceiling"]
    assert view.count.text().startswith("1 of ")


def test_a_copy_keeps_all_digits_with_the_languages_decimal_sign(
    view: InputsView, session: Session, tmp_path: Path
) -> None:
    session.set_parameter("adoption_speed", 0.2345)
    set_language("ru")
    view.renew()
    view.table.copy_all()
    assert "\t0,2345\t" in QGuiApplication.clipboard().text()
    assert view.table.write(tmp_path / "inputs.csv")
    content = (tmp_path / "inputs.csv").read_text(encoding="utf-8-sig")
    assert ";0,2345;" in content
    assert not view.table.write(tmp_path / "no" / "folder.csv")
    assert session.said[-1][0] == "error"  # type: ignore[attr-defined]


def test_the_pair_chosen_stays_when_scenarios_come_and_go(view: InputsView, session: Session) -> None:
    strategy, ambitious = session.documents
    view.choose(ambitious, strategy)
    third = session.open("oil-windfall")
    assert view.pair() == (ambitious.scenario, strategy.scenario)
    session.close(ambitious)
    assert third is not None
    assert view.pair()[0] is session.scenario
    session.close(strategy)
    assert view.pair()[1].name == "ai-strategy"  # not open any more, but still on offer as a shipped one


def test_open_in_explore_shows_the_pair_on_the_first_page(window: MainWindow) -> None:
    window.pages.show_page("compare")
    page = window.pages.page("compare")
    assert isinstance(page, ComparePage)
    view = page.show_part("inputs")
    assert isinstance(view, InputsView)
    first, second = window.session.documents
    view.choose(first, second)
    view.explore.click()
    assert window.pages.current == "explore"
    assert window.session.active is first
    assert window.session.against is second
