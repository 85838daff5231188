"""The history of a scenario in its file: versions, restoring, bounds, and what has changed since."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from diversify.errors import ScenarioError
from diversify.frozen import FrozenDict
from diversify.model import (
    check_scenario_file,
    load_economy,
    load_scenario,
    project,
    save_scenario,
    shipped_scenarios,
)
from diversify.model.projection import history, scenario_writing
from diversify.model.projection.history import MOST, Log, RecordState, restored, since, stamp_of, version_of
from diversify.model.projection.history_files import LARGEST, read_log
from diversify.model.projection.result import Result
from diversify.model.projection.scenario import Change, Scenario

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def result() -> Result:
    return project(load_economy(), load_scenario("ai-ambitious"))


def log_of(result: Result, *notes: str) -> Log:
    log = Log()
    for place, note in enumerate(notes):
        when = NOW + timedelta(days=place)
        log = log.with_version(
            version_of(result.scenario, result, "A. Aliyev", note, when), stamp_of(result, when)
        )
    return log


def test_a_file_keeps_its_versions_in_full(tmp_path: Path, result: Result) -> None:
    log = log_of(result, "first", 'with "quotes", = and\nlines', "")
    path = tmp_path / "mine.toml"
    saved = save_scenario(result.scenario, path, log=log)
    assert read_log(path) == replace(log, versions=log.versions)
    assert load_scenario(path).key == saved.key == result.scenario.key
    assert check_scenario_file(path) == []
    version = read_log(path).versions[0]
    assert (version.author, version.note, version.date) == ("A. Aliyev", "first", NOW)
    assert version.scenario().key == result.scenario.key
    assert version.results["gdp"][1] == pytest.approx(result.series("gdp")[2050])


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_kind_of_change_comes_back_from_a_version(tmp_path: Path, name: str) -> None:
    scenario = load_scenario(name).with_change("oil_price", points=[(2027, 60.5), (2040, 80)])
    scenario = scenario.with_change("world_demand", 0.25, mode="add", start=2030, end=2033, shape="s-curve")
    made = project(load_economy(), scenario)
    save_scenario(scenario, tmp_path / "mine.toml", log=log_of(made, "x"))
    (version,) = read_log(tmp_path / "mine.toml").versions
    again, lost = restored(Scenario("mine"), version)
    assert lost == ()
    assert again.key == scenario.key


def test_saving_without_a_log_leaves_the_one_in_the_file(tmp_path: Path, result: Result) -> None:
    path = tmp_path / "mine.toml"
    log = log_of(result, "first")
    save_scenario(result.scenario, path, log=log)
    save_scenario(load_scenario(path).with_change("oil_price", 90.0), path)
    assert read_log(path) == log


def test_a_history_outlives_a_layout_that_has_to_go(
    tmp_path: Path, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.toml"
    log = log_of(result, "first")
    save_scenario(result.scenario, path, log=log)
    head, calls = scenario_writing._head, []

    def fails_once(*arguments: Any) -> None:
        calls.append(arguments)
        if len(calls) == 1:
            raise ValueError("a layout that tomlkit cannot change")
        head(*arguments)

    monkeypatch.setattr(scenario_writing, "_head", fails_once)
    save_scenario(result.scenario.with_change("oil_price", 91.0), path)
    assert len(calls) == 2
    assert read_log(path) == log


def test_comments_and_own_lines_of_a_file_survive_a_history(tmp_path: Path, result: Result) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        "# my remark\nformat = 1\n\n[[change]]\n# why\nlever = 'oil_price'\nvalue = 70\nunit = 'USD/bbl'\n"
    )
    for _time in range(3):
        save_scenario(load_scenario(path), path, log=log_of(result, "a", "b"))
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# my remark\nformat = 1\n\n[[change]]\n# why\n")
    assert len(tomllib.loads(text)["history"]) == 2
    assert text.count("[stamp]") == 1


def test_the_same_again_is_no_new_version_unless_it_has_a_note(result: Result) -> None:
    assert len(log_of(result, "a", "").versions) == 1
    assert len(log_of(result, "a", "b").versions) == 2
    moved = project(load_economy(), result.scenario.with_change("oil_price", 90.0))
    log = log_of(result, "a").with_version(
        version_of(moved.scenario, moved, "B", "", NOW), stamp_of(moved, NOW)
    )
    assert [version.author for version in log.versions] == ["A. Aliyev", "B"]


def test_history_is_bounded_in_number_and_size(tmp_path: Path, result: Result) -> None:
    log = log_of(result, *(f"note {place}" for place in range(MOST + 5)))
    assert len(log.versions) == MOST
    assert log.versions[0].note == "note 5"
    long = Log(tuple(replace(version, note="x" * 40_000) for version in log.versions), log.stamp)
    path = tmp_path / "mine.toml"
    save_scenario(result.scenario, path, log=long)
    assert path.stat().st_size < LARGEST + 50_000
    kept = read_log(path).versions
    assert 5 < len(kept) < MOST
    assert kept[-1].date == long.versions[-1].date  # the oldest have gone


def test_a_version_with_names_that_are_gone_opens_and_says_what_is_lost(
    tmp_path: Path, result: Result
) -> None:
    path = tmp_path / "mine.toml"
    version = log_of(result, "old").versions[0]
    old = replace(
        version,
        changes=(*version.changes, Change("oil_prise", 55.0, unit="USD/bbl")),
        parameters=FrozenDict({**version.parameters, "thetaa": 1.0}),
    )
    save_scenario(result.scenario, path, log=Log((old,)))
    assert check_scenario_file(path) == []
    (again,) = read_log(path).versions
    scenario, lost = restored(load_scenario(path), again)
    assert lost == ("oil_prise", "thetaa")
    assert scenario.key == result.scenario.key


def test_restoring_keeps_name_title_and_parent(tmp_path: Path, result: Result) -> None:
    version = log_of(result, "x").versions[0]
    moved = result.scenario.without("adoption_ceiling").with_parameter("theta", 0.5)
    back, _lost = restored(moved, version)
    assert back.key == result.scenario.key
    assert (back.name, back.title, back.inherits) == (moved.name, moved.title, moved.inherits)
    assert back.own == result.scenario.own


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[history]]\nbase = 2025\n", "history[1].date"),
        ("[[history]]\ndate = 'today'\nbase = 2025\n", "history[1].date"),
        ("[[history]]\ndate = 2026-01-01T00:00:00Z\nbase = 2025\nnoet = ''\n", "history[1].noet"),
        ("[stamp]\ndate = 2026-01-01T00:00:00Z\nrecords = 1\n", "stamp.records"),
        ("history = 'much'\n", "history"),
    ],
)
def test_a_broken_history_is_named_like_any_other_fault(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"format = 1\n{text}", encoding="utf-8")
    assert [problem.key for problem in check_scenario_file(path)] == [key]
    with pytest.raises(ScenarioError):
        read_log(path)


def test_dates_without_a_zone_and_in_another_zone_are_understood(tmp_path: Path, result: Result) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("format = 1\n[[history]]\ndate = 2026-01-01T12:00:00\nbase = 2025\n", encoding="utf-8")
    assert read_log(path).versions[0].date == datetime(2026, 1, 1, 12, tzinfo=UTC)
    baku = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=4)))
    assert version_of(result.scenario, result, "", "", baku).date == datetime(2026, 1, 1, 8, tzinfo=UTC)


def test_nothing_is_reported_where_nothing_has_changed(tmp_path: Path, result: Result) -> None:
    assert since(Log(), result) is None
    path = tmp_path / "mine.toml"
    save_scenario(result.scenario, path, log=log_of(result, "x"))
    assert since(read_log(path), result) is None  # what is written is read back to the last digit


def test_what_changed_since_is_reported_record_by_record(
    tmp_path: Path, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.toml"
    save_scenario(result.scenario, path, log=log_of(result, "x"))
    records = dict(history.present_records())
    records["theta"] = replace(records["theta"], default=0.123)
    records["oil_price"] = replace(records["oil_price"], max=300.0)
    records["baseline_productivity"] = replace(records["baseline_productivity"], rest="other")
    records["brent"] = records.pop("gas_price")
    monkeypatch.setattr(history, "present_records", lambda: records)
    monkeypatch.setattr(history, "__version__", "9.9")
    moved = project(load_economy(), result.scenario.with_change("oil_price", 90.0))
    found = since(read_log(path), moved)
    assert found is not None
    assert found.program[1] == "9.9"
    assert not found.data
    assert {(item.name, item.what) for item in found.records} == {
        ("theta", "default"),
        ("oil_price", "max"),
        ("baseline_productivity", "rest"),
    }
    assert (found.gone, found.added) == (("gas_price",), ("brent",))
    gdp = next(item for item in found.results if (item.indicator, item.year) == ("gdp", 2050))
    assert gdp.then == pytest.approx(result.series("gdp")[2050])
    assert gdp.now == pytest.approx(moved.series("gdp")[2050])


def test_another_base_year_is_reported_as_other_accounts(result: Result) -> None:
    other = project(load_economy(2021), Scenario("other", base=2021))
    found = since(log_of(result, "x"), other)
    assert found is not None
    assert found.data


def test_a_stamp_that_somebody_has_edited_does_no_harm(tmp_path: Path, result: Result) -> None:
    path = tmp_path / "mine.toml"
    records = "theta 0.5 0 1; nonsense; oil_price x y z; ;;; - - - -"
    path.write_text(
        f"format = 1\n[stamp]\ndate = 2026-01-01T00:00:00Z\nrecords = '{records}'\n", encoding="utf-8"
    )
    stamp = read_log(path).stamp
    assert stamp is not None
    assert dict(stamp.records) == {"theta": RecordState(0.5, 0.0, 1.0)}
    assert since(read_log(path), result) is not None
