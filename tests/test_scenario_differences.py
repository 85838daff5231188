"""Differences of inputs between two scenarios, and scenarios that move to another parent."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from diversify.errors import ScenarioError
from diversify.model import load_scenario, save_scenario, shipped_scenarios
from diversify.model.projection.inheritance import independent, rebased
from diversify.model.projection.scenario import Scenario
from diversify.model.projection.scenario_differences import InputDifference, input_differences, lever_origin


def by_name(found: tuple[InputDifference, ...]) -> dict[tuple[str, tuple[str, ...], str], InputDifference]:
    return {(item.name, item.sectors, item.item): item for item in found}


def save(folder: Path, name: str, scenario: Scenario) -> Scenario:
    save_scenario(scenario, folder / f"{name}.toml")
    return load_scenario(folder / f"{name}.toml")


@pytest.fixture
def parent(tmp_path: Path) -> Scenario:
    made = Scenario("parent", {"en": "Parent"}, base=2021, parameters={"theta": 0.6})
    made = made.with_change("oil_price", 80.0).with_change("adoption_ceiling", 40.0, sectors=["AGR"])
    return save(tmp_path, "parent", made)


@pytest.fixture
def child(tmp_path: Path, parent: Scenario) -> Scenario:
    made = rebased(Scenario("child", {"en": "Child"}), parent)
    return save(tmp_path, "child", made.with_change("world_demand", 3.0))


def test_every_changed_input_is_named_with_both_values() -> None:
    old = Scenario("old").with_change("oil_price", 70.0, start=2030)
    new = (
        Scenario("new", base=2021, closure="type2", parameters={"theta": 0.6})
        .with_change("oil_price", 70.0, start=2031)
        .with_change("adoption_ceiling", points=[(2026, 10.0), (2030, 40.0)], sectors=["AGR"])
    )
    found = by_name(input_differences(new, old))
    assert {key[0] for key in found} == {"base", "closure", "theta", "oil_price", "adoption_ceiling"}
    assert (found["base", (), ""].old.value, found["base", (), ""].new.value) == (2025.0, 2021.0)
    assert found["closure", (), ""].new.value == "type2"
    assert found["theta", (), ""].old.origin == "default"
    assert found["theta", (), ""].new.value == 0.6
    oil = found["oil_price", (), ""]  # only the timing differs
    assert [change.start for change in (*oil.old.changes, *oil.new.changes)] == [2030, 2031]
    path = found["adoption_ceiling", ("AGR",), ""]
    assert path.old.changes == ()
    assert path.new.changes[0].points == ((2026, 10.0), (2030, 40.0))
    assert path.unit == "%"


def test_nothing_differs_only_where_the_choices_are_the_same() -> None:
    every = [load_scenario(name) for name in shipped_scenarios()]
    for one, other in permutations(every, 2):
        assert bool(input_differences(one, other)) == (one.key != other.key)
    assert not any(input_differences(one, one) for one in every)


def test_parameters_by_sector_differ_sector_by_sector() -> None:
    old = Scenario("old", parameters={"baseline_productivity": {"AGR": 1.0, "ICT": 3.0}})
    new = Scenario("new", parameters={"baseline_productivity": {"AGR": 2.0, "ICT": 3.0}})
    (row,) = input_differences(new, old)
    assert (row.item, row.old.value, row.new.value) == ("AGR", 1.0, 2.0)
    flat = Scenario("flat", parameters={"baseline_productivity": 2.0})
    items = {row.item for row in input_differences(flat, new)}
    assert "AGR" not in items
    assert "ICT" in items


def test_the_order_counts_where_two_changes_of_a_lever_overlap() -> None:
    one = Scenario("one").with_change("adoption_ceiling", 20.0)
    one = one.with_change("adoption_ceiling", 60.0, sectors=["AGR"])
    other = replace(one, name="other", changes=one.changes[::-1])
    (row,) = input_differences(one, other)
    assert row.kind == "order"
    assert row.old.changes == row.new.changes[::-1]


def test_origin_tells_stated_from_inherited_and_default(parent: Scenario, child: Scenario) -> None:
    oil, farms, demand = (
        ("oil_price", frozenset[str]()),
        ("adoption_ceiling", frozenset({"AGR"})),
        ("world_demand", frozenset[str]()),
    )
    assert [lever_origin(child, key) for key in (oil, farms, demand)] == [
        "inherited",
        "inherited",
        "explicit",
    ]
    assert lever_origin(parent, oil) == "explicit"
    assert lever_origin(parent, demand) == "default"
    put_back = child.without("oil_price")
    assert lever_origin(put_back, oil) == "explicit"  # the child says: not moved
    assert put_back.taken_back("oil_price").key == child.key


def test_taking_back_gives_the_parents_value_again(child: Scenario) -> None:
    moved = child.with_change("oil_price", 95.0).with_change("adoption_ceiling", 60.0, sectors=["AGR"])
    assert moved.taken_back("oil_price").changes != child.changes
    assert moved.taken_back("oil_price").taken_back("adoption_ceiling", ["AGR"]).key == child.key
    assert child.taken_back("world_demand").changes == child.inherits.changes  # type: ignore[union-attr]


def test_under_another_parent_the_stated_stays_and_the_inherited_goes(
    tmp_path: Path, parent: Scenario, child: Scenario
) -> None:
    other = save(tmp_path, "other", Scenario("other", closure="type2").with_change("gas_price", 1.2))
    moved = rebased(child, other)
    assert {change.lever for change in moved.changes} == {"gas_price", "world_demand"}
    assert (moved.base, moved.closure, dict(moved.parameters)) == (2025, "type2", {})
    again = save(tmp_path, "moved", moved)
    assert again.key == moved.key
    assert again.inherits is not None
    assert again.inherits.name == "other"
    assert rebased(moved, parent).key == child.key
    alone = rebased(child, None)
    assert [change.lever for change in alone.changes] == ["world_demand"]
    assert alone.base == 2025
    assert independent(child).key == child.key
    assert independent(child).own.changes == child.changes


def test_circles_and_parents_without_a_file_are_refused_in_words(parent: Scenario, child: Scenario) -> None:
    with pytest.raises(ScenarioError, match="“Child” inherits from “Parent”"):
        rebased(parent, child)
    with pytest.raises(ScenarioError, match="its own parent"):
        rebased(child, child)
    with pytest.raises(ScenarioError, match="Save it first"):
        rebased(parent, Scenario("new", {"en": "New"}))
