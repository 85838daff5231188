"""The session: one road for every change, one step per drag, files that come back as they were."""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from diversify.errors import ConvergenceError
from diversify.gui import session as session_module
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.model import load_economy, load_scenario, project


def count(session: Session) -> int:
    return session.document.stack.count()


def test_a_change_is_projected_at_once_and_carried_whole(session: Session) -> None:
    got: list[object] = []
    session.result_changed.connect(got.append)
    assert session.set_parameter("oil_price", 90.0)
    assert len(got) == 1
    assert got[0] is session.result
    again = project(load_economy(2025), session.scenario)
    assert np.array_equal(again.values("gdp"), session.result.values("gdp"))


def test_a_drag_is_one_step(session: Session) -> None:
    before = session.scenario
    session.begin_drag("oil_price", [20.0, 60.0, 120.0])
    for price in range(60, 90):
        session.set_parameter("oil_price", float(price))
    session.end_drag()
    assert count(session) == 1
    after = session.scenario
    session.undo_group.activeStack().undo()
    assert session.scenario == before
    session.undo_group.activeStack().redo()
    assert session.scenario == after
    session.begin_drag("oil_price", [20.0, 60.0])
    session.set_parameter("oil_price", 50.0)
    session.end_drag()
    assert count(session) == 2


def test_no_collection_of_garbage_in_the_middle_of_a_drag(session: Session) -> None:
    session.begin_drag("oil_price", [20.0, 60.0])
    assert not gc.isenabled()
    session.end_drag()
    assert gc.isenabled()
    session.begin_drag("oil_price", [20.0, 60.0])
    session.shut()
    assert gc.isenabled()


def test_a_drag_back_to_the_start_is_no_step(session: Session) -> None:
    session.set_parameter("oil_price", 70.0)
    session.begin_drag("oil_price", [20.0, 120.0])
    for price in (75.0, 80.0, 75.0, 70.0):
        session.set_parameter("oil_price", price)
    session.end_drag()
    assert count(session) == 1
    assert session.undo_group.activeStack().undoText() == "Move Oil price"


def test_key_repeats_are_one_step_and_a_pause_makes_two(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for price in (70.0, 71.0, 72.0):
        session.set_parameter("oil_price", price)
    assert count(session) == 1
    monkeypatch.setattr(session_module, "_PAUSE", -1)
    session.set_parameter("oil_price", 73.0)
    session.set_parameter("oil_price", 74.0)
    assert count(session) == 3


def test_two_levers_are_two_steps(session: Session) -> None:
    session.set_parameter("oil_price", 70.0)
    session.set_parameter("gas_price", 2.0)
    session.set_parameter("adoption_ceiling", 30.0, sectors=("AGR",))
    assert count(session) == 3


def test_limits_come_from_one_batch_over_the_range(session: Session) -> None:
    got: list[tuple[object, ...]] = []
    session.drag_started.connect(got.append)
    session.begin_drag("oil_price", [20.0, 60.0, 120.0])
    prices = [result.scenario.changes[-1].value for result in got[0]]  # type: ignore[attr-defined]
    assert prices == [20.0, 60.0, 120.0]
    session.end_drag()


def test_what_is_out_of_bounds_changes_nothing(session: Session) -> None:
    before, result = session.scenario, session.result
    got: list[object] = []
    session.result_changed.connect(got.append)
    assert not session.set_parameter("oil_price", 1e6)
    assert not session.set_parameter("oil_price", 80.0, start=2020)
    assert session.scenario == before
    assert session.result is result
    assert got == [result, result]  # the rows show again what holds
    assert [level for level, _text in session.said] == ["error", "error"]  # type: ignore[attr-defined]
    assert "250" in session.said[0][1]  # type: ignore[attr-defined]
    assert count(session) == 0


def test_what_has_no_solution_changes_nothing(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(scenario: object) -> None:
        raise ConvergenceError("No solution in 2031.", 2031)

    before = session.scenario
    monkeypatch.setattr(session.calculator, "result", fail)
    assert not session.set_parameter("oil_price", 80.0)
    assert session.scenario == before
    assert session.said == [("error", "No solution in 2031.")]  # type: ignore[attr-defined]


def test_save_and_open_again(session: Session, tmp_path: Path) -> None:
    session.set_parameter("oil_price", 83.5, start=2028, shape="linear", end=2033)
    session.set_parameter("adoption_ceiling", 21.0, sectors=("AGR",))
    assert session.document.dirty
    path = tmp_path / "mine.toml"
    assert session.save(path)
    assert not session.document.dirty
    assert session.scenario.name == "mine"
    assert load_scenario(path).key == session.scenario.key
    other = Session()
    assert other.open(path) is not None
    assert np.array_equal(other.result.values("gdp"), session.result.values("gdp"))
    other.shut()


def test_undo_after_saving_is_a_change_and_keeps_the_name(session: Session, tmp_path: Path) -> None:
    session.set_parameter("oil_price", 83.5)
    session.save(tmp_path / "mine.toml")
    session.undo_group.activeStack().undo()
    assert session.document.dirty
    assert session.scenario.name == "mine"
    session.undo_group.activeStack().redo()
    assert not session.document.dirty


def test_a_shipped_scenario_is_not_written_over(session: Session) -> None:
    assert session.document.path is None
    assert not session.document.dirty


def test_opening_a_file_twice_shows_the_open_one(session: Session, tmp_path: Path) -> None:
    session.save(tmp_path / "mine.toml")
    first = session.document
    session.open("baseline")
    assert session.open(tmp_path / "mine.toml") is first
    assert len(session.documents) == 2


@pytest.mark.parametrize(
    "content", ["", "format = 99", "[[[", "format = 1\n[[change]]\nlever = 'no'", "\x00"]
)
def test_a_wrong_file_says_so_once(session: Session, tmp_path: Path, content: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(content)
    active, documents = session.active, list(session.documents)
    assert session.open(path) is None
    assert len(session.said) == 1  # type: ignore[attr-defined]
    assert session.said[0][0] == "error"  # type: ignore[attr-defined]
    assert "Traceback" not in session.said[0][1]  # type: ignore[attr-defined]
    assert (session.active, session.documents) == (active, documents)


def test_opening_a_shipped_scenario_twice_shows_the_open_one_unless_it_was_changed(session: Session) -> None:
    first = session.document
    assert session.open("ai-strategy") is first
    session.set_parameter("oil_price", 99.0)
    assert session.open("ai-strategy") is not first
    assert len(session.documents) == 2


def test_a_place_that_cannot_be_written_loses_nothing(session: Session, tmp_path: Path) -> None:
    session.set_parameter("oil_price", 83.5)
    assert not session.save(tmp_path / "no" / "such" / "folder.toml")
    assert session.document.dirty
    assert session.said[0][0] == "error"  # type: ignore[attr-defined]


def test_duplicate_is_a_scenario_of_its_own(session: Session) -> None:
    source = session.document
    copy = session.duplicate()
    assert session.active is copy
    assert copy.scenario.key == source.scenario.key
    assert copy.scenario.name != source.scenario.name
    assert copy.slot != source.slot
    assert not copy.dirty
    session.set_parameter("oil_price", 99.0)
    assert source.scenario.key != copy.scenario.key
    assert session.duplicate().dirty  # nobody has saved what it holds


def test_closing_the_last_leaves_an_empty_one(session: Session) -> None:
    session.close(session.document)
    assert len(session.documents) == 1
    assert session.scenario.is_counterfactual
    assert not session.document.dirty


def test_closing_what_is_compared_with_goes_back_to_the_counterfactual(session: Session) -> None:
    first = session.document
    second = session.open("oil-windfall")
    session.compare_with(first)
    assert session.reference() is first.result
    session.close(first)
    assert session.against is None
    assert second is not None
    assert session.reference() is second.counterfactual


def test_counterfactual_has_the_same_world(session: Session) -> None:
    assert session.set_base(2021)
    assert session.set_closure("demand_led")
    world = session.reference().scenario
    assert (world.base, world.closure, world.is_counterfactual) == (2021, "demand_led", True)
    assert session.difference().marks == ()
    assert session.result.years[0] == 2021


def test_a_base_that_does_not_fit_the_changes_is_refused(session: Session) -> None:
    session.set_base(2021)
    session.set_parameter("oil_price", 80.0, start=2023)
    assert not session.set_base(2025)
    assert session.scenario.base == 2021


def test_ranges_arrive_for_what_is_shown(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.uncertainty.changed, timeout=30_000):
        session.set_parameter("adoption_ceiling", 70.0)
    ranges = session.uncertainty.ranges
    assert ranges is not None
    assert ranges.result is session.result
    low, high = ranges.effect["gdp"]
    middle = session.difference().values("gdp")
    assert np.all(low <= high + 1e-12)
    assert low[-1] < middle[-1] < high[-1]
    session.set_parameter("adoption_ceiling", 71.0)
    assert session.uncertainty.ranges is None  # they belong to another lever position


def test_recent_files(settings: Settings, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.toml" for number in range(14)]
    for path in files:
        path.touch()
        settings.add_recent(path)
    settings.add_recent(files[8])
    assert [path.name for path in settings.recent()][:3] == ["8.toml", "13.toml", "12.toml"]
    assert len(settings.recent()) == 10
    files[13].unlink()
    assert files[13] not in settings.recent()
    settings.clear_recent()
    assert settings.recent() == []
    settings.store.setValue("recent", "not json")
    assert settings.recent() == []


def test_an_earlier_base_year_moves_no_lever_earlier(session: Session) -> None:
    session.set_parameter("oil_price", 90.0)
    session.set_base(2021)
    years = session.result.years
    base = session.document.counterfactual.values("revenue_oil")
    now = session.result.values("revenue_oil")
    start = years.index(2026)
    np.testing.assert_array_equal(now[1:start] != base[1:start], False)  # 2022 to 2025 are known
    assert now[start] != base[start]
    session.set_base(2025)
    assert session.scenario.base == 2025
    assert {change.start for change in session.scenario.changes} == {2026}
