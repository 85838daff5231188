"""The tree of the page Compare: inheritance, another parent by mouse, box and menu, look, visibility."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from diversify.gui.compare.page import PARTS, ComparePage
from diversify.gui.compare.tree import TreeView
from diversify.gui.documents import Document
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.model import load_scenario


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> ComparePage:
    made = ComparePage(session, settings)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def view(page: ComparePage) -> TreeView:
    found = page.show_part("tree")
    assert isinstance(found, TreeView)
    return found


def item(view: TreeView, title: str) -> QTreeWidgetItem:
    return next(one for one in view._items() if one.text(0) == title)


def choose(view: TreeView, title: str) -> None:
    view.tree.setCurrentItem(item(view, title))


def choose_parent(view: TreeView, title: str) -> None:
    place = view.parent_.findText(title)
    assert place >= 0
    view.parent_.setCurrentIndex(place)
    view.parent_.activated.emit(place)


def saved(session: Session, folder: Path, name: str, parent: Document | None = None) -> Document:
    made = session.new()
    assert made is not None
    session.set_title(made, name.capitalize())
    if parent is not None:
        from diversify.model.projection.inheritance import rebased

        assert parent.saved is not None
        assert session.change(made, lambda one: rebased(one, parent.saved), "parent")
    assert session.save(folder / f"{name}.toml")
    return made


def test_open_and_shipped_scenarios_stand_under_their_parents(view: TreeView, session: Session) -> None:
    strategy = item(view, session.document.title)
    assert strategy.parent().text(0) == "Baseline: the no-AI counterfactual"
    assert strategy.parent().text(2) == "not open"
    children = {strategy.child(place).text(0) for place in range(strategy.childCount())}
    assert "Ambitious AI: everything goes well" in children
    assert item(view, "Oil windfall").text(1) == "2 levers"


def test_enter_opens_what_is_not_open(qtbot: QtBot, view: TreeView, session: Session) -> None:
    choose(view, "Oil windfall")
    qtbot.keyClick(view.tree, Qt.Key.Key_Return)
    assert session.scenario.name == "oil-windfall"
    assert item(view, "Oil windfall").text(2) == "active"
    assert session.document.path is None  # shipped: never written over


def test_space_takes_an_open_scenario_off_the_charts(qtbot: QtBot, view: TreeView, session: Session) -> None:
    first = session.document
    session.open("oil-windfall")
    choose(view, first.title)
    qtbot.keyClick(view.tree, Qt.Key.Key_Space)
    assert not first.shown
    assert item(view, first.title).checkState(0) == Qt.CheckState.Unchecked


def test_another_parent_changes_what_is_inherited_only_and_can_be_undone(
    view: TreeView, session: Session, tmp_path: Path
) -> None:
    child = saved(session, tmp_path, "child")
    session.set_parameter("world_demand", 3.0)
    choose(view, "Child")
    choose_parent(view, "Oil windfall")
    levers = {change.lever for change in child.scenario.changes}
    assert "world_demand" in levers
    assert {change.lever for change in load_scenario("oil-windfall").changes} < levers
    assert item(view, "Child").parent().text(0) == "Oil windfall"
    assert session.save(tmp_path / "child.toml")
    assert load_scenario(tmp_path / "child.toml").key == child.scenario.key
    session.undo_group.undo()
    assert {change.lever for change in child.scenario.changes} == {"world_demand"}
    assert child.scenario.parent is None
    assert session.save(tmp_path / "child.toml")
    assert load_scenario(tmp_path / "child.toml").parent is None
    session.undo_group.redo()
    assert child.scenario.parent == "oil-windfall"


def test_a_parent_given_up_takes_its_values_along_unless_they_are_kept(
    view: TreeView, session: Session
) -> None:
    ambitious = session.open("ai-ambitious")
    assert ambitious is not None
    before = ambitious.scenario.key
    choose(view, ambitious.title)
    choose_parent(view, "no parent: keep every value")
    assert ambitious.scenario.key == before
    assert ambitious.scenario.inherits is None
    session.undo_group.undo()
    choose_parent(view, "no parent: what it inherits goes")
    assert ambitious.scenario.changes == load_scenario("ai-ambitious").own.changes


def test_circles_are_refused_in_words(view: TreeView, session: Session, tmp_path: Path) -> None:
    parent = saved(session, tmp_path, "parent")
    child = saved(session, tmp_path, "child", parent)
    before = parent.scenario
    choose(view, "Parent")
    choose_parent(view, "Child")
    assert session.said[-1] == (  # type: ignore[attr-defined]
        "error",
        "“Child” inherits from “Parent”, so it cannot be its parent. Take “Child” away from it first.",
    )
    assert parent.scenario is before
    assert view.parent_.currentText() == "no parent: what it inherits goes"
    assert child.scenario.inherits is not None


def test_a_parent_without_a_file_is_refused(view: TreeView, session: Session) -> None:
    new = session.new()
    assert new is not None
    session.set_parameter("oil_price", 90.0)
    windfall = session.open("oil-windfall")
    assert windfall is not None
    choose(view, "Oil windfall")
    choose_parent(view, new.title)
    assert "Save it first" in session.said[-1][1]  # type: ignore[attr-defined]


def test_dropping_on_another_scenario_makes_it_the_parent(
    view: TreeView, session: Session, tmp_path: Path
) -> None:
    child = saved(session, tmp_path, "child")
    choose(view, "Child")
    target = view.tree.visualItemRect(item(view, "Low oil price")).center()
    event = QDropEvent(
        QPointF(target), Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    view.tree.dropEvent(event)
    assert child.scenario.parent == "low-oil-price"
    assert item(view, "Child").parent().text(0) == "Low oil price"


def test_children_that_are_open_follow_a_parent_that_is_saved(session: Session, tmp_path: Path) -> None:
    parent = saved(session, tmp_path, "parent")
    child = saved(session, tmp_path, "child", parent)
    grandchild = saved(session, tmp_path, "grandchild", child)
    session.set_parameter("world_demand", 3.0)
    session.activate(parent)
    session.set_parameter("oil_price", 95.0)
    assert child.scenario.changes == ()  # the file says nothing of it yet
    assert session.save(tmp_path / "parent.toml")
    assert [change.value for change in child.scenario.changes] == [95.0]
    assert {change.lever for change in grandchild.scenario.changes} == {"oil_price", "world_demand"}
    assert child.result.scenario is child.scenario
    assert not child.dirty
    assert grandchild.dirty
    session.activate(grandchild)
    session.undo_group.undo()
    assert [change.lever for change in grandchild.scenario.changes] == ["oil_price"]
    assert not grandchild.dirty
    assert load_scenario(tmp_path / "grandchild.toml").key == grandchild.scenario.key


def test_a_copy_is_no_parent_and_stands_for_no_file(session: Session, view: TreeView, tmp_path: Path) -> None:
    original = saved(session, tmp_path, "original")
    copy = session.duplicate()
    choose(view, copy.title)
    choose_parent(view, original.title)
    assert copy.scenario.inherits is not None
    assert copy.scenario.inherits.name == "original"


def test_colours_change_places(view: TreeView, session: Session) -> None:
    first = session.document
    second = session.open("oil-windfall")
    assert second is not None
    choose(view, first.title)
    actions = view.look.menu().actions()
    assert [action.isChecked() for action in actions].count(True) == 1
    actions[second.slot].trigger()
    assert (first.slot, second.slot) == (1, 0)
    assert "orange" in view.look.accessibleDescription()


def test_the_menu_offers_what_the_boxes_do(view: TreeView, session: Session) -> None:
    choose(view, session.document.title)
    menu = view.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Open", "Parent", "Colour and dash"]
    menu.close()


def test_the_part_in_front_is_remembered(page: ComparePage, session: Session, settings: Settings) -> None:
    page.show_part(PARTS[-1].id)
    other = ComparePage(session, settings)
    other.restore(page.state())
    assert other.tabs.currentIndex() == len(PARTS) - 1
    other.restore(b"\xff no state")
    other.deleteLater()
