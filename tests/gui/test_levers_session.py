"""Levers in the session: locks hold against every road, paths and many sectors are one step each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from diversify.gui.lever_state import touched
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.model.projection.scenario import Change


def said(session: Session) -> tuple[str, str]:
    found: tuple[str, str] = session.said[-1]  # type: ignore[attr-defined]
    return found


def values(session: Session, lever: str) -> dict[tuple[str, ...], float | None]:
    return {c.sectors: c.value for c in session.scenario.changes if c.lever == lever}


def test_a_locked_lever_is_not_moved_by_any_road(session: Session) -> None:
    name = "adoption_ceiling"
    session.set_locked(name, True)
    before = session.scenario
    assert not session.set_parameter(name, 10.0)
    assert not session.set_parameter(name, 10.0, sectors=("AGR",))
    assert not session.reset(name)
    assert not session.set_changes(name, {(): Change(name, points=((2030, 40.0),))})
    assert not session.change(session.document, lambda s: s.with_change(name, 12.0), "grid")
    assert session.scenario == before
    level, text = said(session)
    assert level == "error"
    assert "Adoption ceiling is locked" in text
    assert session.set_parameter("oil_price", 80.0)
    session.set_locked(name, False)
    assert session.set_parameter(name, 10.0)


def test_resetting_all_spares_locked_levers_and_says_so(session: Session) -> None:
    session.set_locked("adoption_speed", True)
    assert session.reset_all()
    assert {c.lever for c in session.scenario.changes} == {"adoption_speed"}
    level, text = said(session)
    assert level == "notice"
    assert "Adoption speed" in text
    session.undo_group.activeStack().undo()
    assert len(session.scenario.changes) > 1


def test_a_lock_belongs_to_one_scenario(session: Session) -> None:
    session.set_locked("oil_price", True)
    first = session.document
    session.open("baseline")
    assert "oil_price" not in session.locked
    assert session.set_parameter("oil_price", 80.0)
    session.activate(first)
    assert session.locked == {"oil_price"}


def test_locks_and_favourites_are_remembered(session: Session, settings: Settings, tmp_path: Path) -> None:
    session.memory.keep_in(settings)
    session.memory.set_favourite("oil_price", True)
    session.memory.set_folded("AI gain", True)
    session.set_locked("adoption_speed", True)
    session.set_locked("oil_price", True)
    session.set_locked("oil_price", False)
    file = tmp_path / "mine.toml"
    copy = session.duplicate()
    assert session.locked == frozenset()  # a copy has a life of its own
    session.set_locked("gas_price", True)
    assert session.save(file)
    again = Session()
    again.memory.keep_in(settings)
    assert again.memory.favourites == {"oil_price"}
    assert again.memory.folded == {"AI gain"}
    again.open("ai-strategy")
    assert again.locked == {"adoption_speed"}
    again.open(file)
    assert again.locked == {"gas_price"}
    again.shut()
    assert session.document is copy


def test_marks_that_cannot_be_read_count_as_none(session: Session, settings: Settings) -> None:
    for key in ("favourites", "folded", "locks"):
        settings.store.setValue(f"levers/{key}", "{[")
    session.memory.keep_in(settings)
    assert session.memory.favourites == frozenset()
    assert session.locked == frozenset()
    settings.store.setValue("levers/locks", '{"baseline": 3}')
    session.open("baseline")
    assert session.locked == frozenset()


def test_many_sectors_are_one_step(session: Session) -> None:
    name = "adoption_ceiling"
    before = session.scenario
    wanted: dict[tuple[str, ...], Change | None] = {(c,): Change(name, 40.0) for c in ("AGR", "EDU", "ICT")}
    assert session.set_changes(name, wanted)
    assert session.document.stack.count() == 1
    assert {k: v for k, v in values(session, name).items() if k} == {
        (c,): 40.0 for c in ("AGR", "EDU", "ICT")
    }
    assert session.set_changes(name, {("EDU",): None})
    assert ("EDU",) not in values(session, name)
    session.undo_group.activeStack().undo()
    session.undo_group.activeStack().undo()
    assert session.scenario == before


def test_a_value_of_one_sector_outlives_a_move_for_all(session: Session) -> None:
    name = "adoption_ceiling"
    session.set_parameter(name, 33.0, sectors=("AGR",))
    session.set_parameter(name, 50.0)
    codes = [sector.code for sector in session.result.sectors]
    last = session.calculator.paths(session.scenario)[name][-1]
    assert last[codes.index("AGR")] == 33.0
    assert last[codes.index("EDU")] == 50.0
    session.set_changes(name, {("AGR", "EDU"): Change(name, 20.0)})
    last = session.calculator.paths(session.scenario)[name][-1]
    assert last[codes.index("AGR")] == 33.0
    assert last[codes.index("EDU")] == 20.0


def test_a_move_keeps_the_place_of_a_change(session: Session) -> None:
    before = session.scenario
    first = before.changes[0]
    session.set_parameter(first.lever, 12.0)
    session.set_parameter(first.lever, first.value)
    assert session.scenario == before


def test_what_two_scenarios_state_otherwise(session: Session) -> None:
    scenario = session.scenario
    other = scenario.without("adoption_speed").with_change("oil_price", 70.0)
    assert touched(scenario, other) == {"adoption_speed", "oil_price"}
    same = replace(scenario, changes=tuple(replace(change) for change in scenario.changes))
    assert touched(scenario, same) == set()


def test_a_state_of_the_world_is_one_step_and_marked(session: Session) -> None:
    session.open("baseline")
    other = session.document
    session.open("ai-strategy")
    assert session.set_state("theta", 6.0)
    assert session.scenario.parameters["theta"] == 6.0
    session.compare_with(other)
    assert session.difference().marks
    session.undo_group.activeStack().undo()
    assert "theta" not in session.scenario.parameters
    assert not session.set_state("theta", 1e9)
    assert said(session)[0] == "error"
    assert session.set_state("theta", 6.0)
    assert session.set_state("theta", None)
    assert "theta" not in session.scenario.parameters
