"""The script of what is on screen makes the same numbers again, to the bit."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diversify.charts import Run, chart
from diversify.export.python_script import Draws, python_script
from diversify.model import Scenario, load_economy, load_scenario, project, project_many, shipped_scenarios
from diversify.model.projection.indicators import COSTLY
from diversify.model.projection.parameters import indicators
from diversify.model.projection.result import Result

NAMES = [name for name in indicators() if name not in COSTLY]


def run_script(text: str) -> dict[str, Any]:
    """Run a script as somebody's own file would be, but for its last lines."""
    made: dict[str, Any] = {"__name__": "script"}
    exec(compile(text, "script.py", "exec"), made)
    return made


def projected(scenario: Scenario) -> Result:
    return project(load_economy(scenario.base), scenario)


def assert_same(one: Result, other: Result) -> None:
    assert one.scenario.key == other.scenario.key
    assert one.scenario.title == other.scenario.title
    assert one.years == other.years
    for name in NAMES:
        if indicators()[name].sectoral:
            np.testing.assert_array_equal(
                one.frame(name).to_numpy(), other.frame(name).to_numpy(), err_msg=name
            )
        else:
            np.testing.assert_array_equal(one.values(name), other.values(name), err_msg=name)


@pytest.mark.parametrize("base", [2025, 2021])
@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_scenario_on_both_bases(name: str, base: int) -> None:
    scenario = replace(load_scenario(name), base=base)
    result, zero = projected(scenario), projected(scenario.counterfactual())
    made = run_script(python_script([Run(result, name, zero)]))
    assert_same(made["results"][0], result)
    assert_same(made["results"][-1], zero)
    np.testing.assert_array_equal(made["effect"].values("gdp"), (result - zero).values("gdp"))


def test_unsaved_changes_closures_and_strange_names() -> None:
    mine = (
        replace(load_scenario("ai-strategy"), name='a "name"\n', title={"en": "It's {so} \\ 'quoted'"})
        .with_change("oil_price", points=[(2026, 60), (2030, 45.5)])
        .with_change("productivity", 0.25, mode="add", sectors=["ICT"], start=2027, end=2033, shape="s-curve")
        .with_parameter("theta", "low")
    )
    mine = replace(mine, closure="type2", base=2021)
    result = projected(mine)
    (again,) = run_script(python_script([Run(result)]))["results"]
    assert_same(again, result)
    assert again.scenario.name == mine.name


def test_charts_ranges_and_references_come_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = projected(load_scenario("ai-strategy")), projected(load_scenario("oil-windfall"))
    drawn = project_many(one.economy, [one.scenario, other.scenario], draws=20, seed=3)
    band = {"gdp": np.asarray(drawn.quantiles("gdp", (0.05, 0.95), scenario=0))}
    runs = [Run(one, "One (changed)", other, band, {}, 3), Run(other, "Other", None, slot=0)]
    shown = [replace(chart("gdp"), form="difference"), chart("gva:areas"), chart("oil_dependence")]
    text = python_script(runs, shown, Draws(20, 3))
    made = run_script(text)
    assert made["charts"] == shown
    assert [run.label for run in made["runs"]] == ["One (changed)", "Other"]
    assert [run.slot for run in made["runs"]] == [3, 0]
    assert made["runs"][0].reference is made["results"][1]
    assert made["runs"][1].reference is None
    np.testing.assert_array_equal(made["runs"][0].band["gdp"], band["gdp"])
    assert made["runs"][0].effect_band["gdp"].shape == band["gdp"].shape
    monkeypatch.chdir(tmp_path)
    exec(compile(text, "script.py", "exec"), {"__name__": "__main__"})
    assert os.path.getsize("charts.png") > 10_000


def test_nothing_gives_no_script() -> None:
    with pytest.raises(ValueError, match="nothing"):
        python_script([])
