"""The shipped scenarios: each asks its question in three languages and moves what its name says, no more."""

from __future__ import annotations

import pickle
import re
import tomllib

import numpy as np
import pytest

from diversify.model.projection.assumptions import Assumptions, resolve
from diversify.model.projection.inheritance import as_dict
from diversify.model.projection.parameters import LANGUAGES, records
from diversify.model.projection.scenario import Scenario
from diversify.model.projection.scenario_files import check_scenario_file, load_scenario, shipped_scenarios
from diversify.resources import packaged_rows, scenarios_folder

CODES = tuple(row["code"] for row in packaged_rows("io/sector_map_23.csv"))
NAMES = {
    "baseline",
    "ai-strategy",
    "ai-ambitious",
    "ai-low",
    "ai-money-short",
    "energy-ai-only",
    "priority-sectors",
    "fast-oil-decline",
    "low-oil-price",
    "oil-windfall",
    "official-deficit-path",
    "no-reform",
    "regional-hub",
    "skills-and-governance-first",
    "export-push",
    "all-of-it",
}
OIL = ("fast-oil-decline", "low-oil-price", "oil-windfall", "official-deficit-path")


def solved(name: str, base: int = 2025) -> Assumptions:
    return resolve(load_scenario(name), CODES, {}, base, base_deficit=19.4, base_oil_price=None)


def test_the_shipped_scenarios_are_these() -> None:
    assert set(shipped_scenarios()) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_shipped_scenario_is_whole(name: str) -> None:
    assert check_scenario_file(name, CODES) == []
    scenario = load_scenario(name)
    for text in (scenario.title, scenario.question, scenario.notes):
        assert len({text[language] for language in LANGUAGES}) == 3
    assert all(scenario.question[language].endswith("?") for language in LANGUAGES)
    assert re.search("[а-я]", scenario.question["ru"])
    assert re.search("[əşçğıöü]", scenario.question["az"])
    known = {row["source_id"] for row in packaged_rows("parameter_sources.csv")}
    assert set(scenario.sources) <= known
    for base in (2021, 2025):
        solved(name, base)
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert as_dict(scenario)["changes"] or name == "baseline"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_file_states_units_and_years_on_every_change(name: str) -> None:
    data = tomllib.loads((scenarios_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    for change in data.get("change", []):
        assert change["unit"]
        assert "start" in change or "points" in change


def test_the_baseline_holds_adoption_and_says_so() -> None:
    baseline = load_scenario("baseline")
    assert baseline.is_counterfactual
    assert baseline.key == Scenario().key
    assert "no-AI counterfactual" in baseline.title["en"]
    assert np.isnan(solved("baseline").paths["adoption_ceiling"]).all()


@pytest.mark.parametrize(
    ("name", "ceiling", "speed", "availability", "opex"),
    [
        ("ai-low", 30, 0.15, 0, 2),
        ("ai-strategy", 55, 0.22, 0.7, 4),
        ("ai-ambitious", 80, 0.30, 1.4, 10),
        ("ai-money-short", 55, 0.22, 0.7, 4),
    ],
)
def test_the_packages(name: str, ceiling: float, speed: float, availability: float, opex: float) -> None:
    paths = solved(name).paths
    assert np.isnan(paths["adoption_ceiling"][0]).all()
    assert (paths["adoption_ceiling"][1:] == ceiling).all()
    assert (paths["adoption_speed"][1:] == speed).all()
    assert (paths["energy_availability"][1:] == availability).all()
    assert (paths["energy_opex"][1:] == opex).all()
    assert (paths["ai_investment_of_need"][1:] == (50 if name == "ai-money-short" else 100)).all()


@pytest.mark.parametrize(
    ("name", "theta", "cc", "lag", "a0"), [("ai-low", 2, 0.6, 7, 2), ("ai-ambitious", 15, 1, 2, 9)]
)
def test_the_packages_hold_in_their_counterfactuals_too(
    name: str, theta: float, cc: float, lag: float, a0: float
) -> None:
    other = load_scenario(name).counterfactual()
    known = resolve(other, CODES, {}, 2025).parameters
    assert known["theta"][CODES.index("ICT")] == theta  # type: ignore[index]
    assert (known["complementarity_CC"], known["lag_to_gain"], known["adoption_a0"]) == (cc, lag, a0)
    assert known["capital_response_kappa"] == records()["capital_response_kappa"].default


def test_only_the_named_sectors_adopt() -> None:
    for name, codes in (
        ("energy-ai-only", {"OILGAS"}),
        ("priority-sectors", {"AGR", "HEALTH", "TRANS", "EDU", "FIN"}),
    ):
        ceiling = solved(name).paths["adoption_ceiling"][5]
        assert {code for code, value in zip(CODES, ceiling, strict=True) if value == 55} == codes
        assert np.isnan(ceiling).sum() == 23 - len(codes)


@pytest.mark.parametrize("name", OIL)
def test_questions_about_oil_and_budget_move_no_ai_lever(name: str) -> None:
    assert not [change for change in load_scenario(name).changes if change.lever.startswith(("ai_", "ado"))]


def test_the_oil_scenarios() -> None:
    assert solved("fast-oil-decline").paths["oil_output"][2:5].tolist() == [-0.3, -5.6, -5.6]
    low = solved("low-oil-price").paths["oil_price"]
    assert low[1] == pytest.approx(65.04)
    assert (low[2:] == 45).all()
    ratio = solved("oil-windfall").paths["oil_price"] / solved("baseline").paths["oil_price"]
    assert ratio == pytest.approx([1] * 5 + [1.5] * 5 + [1] * 16)
    deficit = solved("official-deficit-path").paths["nonoil_deficit"]
    assert deficit[:6].tolist() == [19.4, 19, 17, 15, 13, 13]


def test_no_reform() -> None:
    reform, without = solved("baseline"), solved("no-reform")
    lower = reform.paths["productivity"][1:] - without.paths["productivity"][1:]
    assert lower == pytest.approx(np.where(np.array(CODES) == "OILGAS", 0, 0.5) * np.ones((25, 1)))
    assert (without.paths["nonoil_deficit"][1:] == 19).all()
    assert without.parameters["complementarity_CC"] == 0.6
    assert (without.paths["adoption_ceiling"][1:] == 30).all()
