"""What testers found at the edges: absurd figures, odd files, odd options, each answered in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from diversify import cli, text
from diversify.charts import Run
from diversify.charts.runs import source_line
from diversify.errors import AnchorError, IdentityError, ScenarioError
from diversify.model import (
    check_scenario_file,
    load_economy,
    load_scenario,
    project,
    read_anchors,
    read_table,
)
from diversify.model.analysis.attribution import attribute
from diversify.model.economy import Economy
from diversify.model.projection import prices, runs
from diversify.model.projection.checks import default_range
from diversify.model.projection.identities import TITLES, identity_title
from diversify.model.projection.parameters import levers
from diversify.model.projection.result import lever_units, units
from diversify.model.projection.scenario import Scenario
from diversify.model.projection.scenario_files import MOST_SHOWN

COUNTRY = Path(__file__).parent / "data" / "country"


def country(**changed: float) -> Economy:
    """The small country without oil, some of its anchors changed."""
    anchors = read_anchors(COUNTRY / "plain.toml")
    return Economy(read_table(COUNTRY / "plain.csv"), replace(anchors, **changed))  # type: ignore[arg-type]


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# anchors --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("home", [True, False])
@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("fund_closing", -1e6, "mln"),
        ("fund_closing", 1e300, "mln"),
        ("fund_opening", 1e300, "mln"),
        ("oil_price", 1e300, "USD/bbl"),
        ("exchange_rate", 1e300, "for a US dollar"),
        ("labour_force", 1.0, "thousand persons"),
        ("population", 1e300, "thousand persons"),
        ("nonoil_revenue", -1e6, "mln"),
        ("investment_total", 1e300, "mln"),
        ("unemployment", 1e-300, "of the labour force"),
        ("gdp_growth", 1e300, "%"),
    ],
)
def test_absurd_anchors_are_named(home: bool, name: str, value: float, remedy: str) -> None:
    economy = load_economy() if home else country()
    assert economy.anchors is not None
    with pytest.raises(AnchorError, match=name) as caught:
        project(Economy(economy.table, replace(economy.anchors, **{name: value})), load_scenario("no-reform"))  # type: ignore[arg-type]
    assert remedy in str(caught.value)


def test_employment_far_from_the_labour_force_is_named_with_its_row() -> None:
    with pytest.raises(AnchorError, match=r"labour_force is 90000.*EMPLOYMENT.*0\.2 to 5 times"):
        project(country(labour_force=90_000.0, population=200_000.0), load_scenario("no-reform"))


def test_capital_below_zero_does_not_warn() -> None:
    one = np.array([[1.0]])
    assert prices.tightness(-one, one, 0.5 * one, 0.8 * one, 1.2 * one) == 0.8  # warnings are errors here


@pytest.mark.parametrize("year", [1, 1989, 2050, 9999])
def test_a_base_year_is_one_that_can_be_projected(tmp_path: Path, year: int) -> None:
    text = (COUNTRY / "plain.toml").read_text(encoding="utf-8").replace("year = 2021", f"year = {year}")
    with pytest.raises(AnchorError, match=rf"anchors is {year}; a base year is from 1990 to 2049"):
        read_anchors(write(tmp_path, text))


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ("{ TRADE = 0.5, ICT = 0.2 }", "add up to 0.7, but must add up to 1"),
        ("{ TRADE = 3, ICT = 1 }", "add up to 4"),
        ("{ TRADE = 0.99 }", None),
        ("{ TRADE = 0.333, ICT = 0.333, FIN = 0.333 }", None),
        ('["TRADE", "ICT", "FIN"]', None),
    ],
)
def test_weights_of_a_class_add_up_to_one(tmp_path: Path, weights: str, said: str | None) -> None:
    text = (COUNTRY / "plain.toml").read_text(encoding="utf-8")
    path = write(tmp_path, text.replace("{ TRADE = 0.5, ICT = 0.2, FIN = 0.3 }", weights))
    if said is None:
        assert sum(read_anchors(path).weights("SERV").values()) == pytest.approx(1.0, abs=1e-12)
        return
    with pytest.raises(AnchorError, match=f"class of SERV {said}"):
        read_anchors(path)


def test_only_the_resource_has_the_class_of_oil_and_gas() -> None:
    anchors = read_anchors(COUNTRY / "plain.toml")
    with pytest.raises(AnchorError, match="class of FARM is OILGAS, which is for the resource sector alone"):
        Economy(
            read_table(COUNTRY / "plain.csv"), replace(anchors, classes={**anchors.classes, "FARM": "OILGAS"})
        )


# scenario files -------------------------------------------------------------------------------------------


def test_of_thousands_of_faults_the_first_are_shown(tmp_path: Path) -> None:
    path = write(tmp_path, "format = 1\n" + "".join(f"key{k} = 1\n" for k in range(3000)))
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    lines = str(caught.value).splitlines()
    assert len(lines) == MOST_SHOWN + 1
    assert lines[-1] == "and 2980 more"
    assert len(check_scenario_file(path)) == 3000


def test_an_observed_year_before_the_start_does_not_limit_a_change() -> None:
    """Gas output grew by 7.3 % in 2022 and 6 % in 2024, above the lever's bound of 6 %."""
    old = replace(load_scenario("baseline"), base=2021)
    late = old.with_change("gas_output", 1.0, mode="add", start=2027)
    assert project(load_economy(2021), late).worst_residual[2] < 1e-8
    with pytest.raises(ScenarioError, match=r"gas_output would be .*8\.2969"):
        old.with_change("gas_output", 1.0, mode="add", start=2022)


@pytest.mark.parametrize("first", [1, 2022, 2026, 2050, 10**400])
def test_a_default_range_is_that_of_the_path_from_a_year_on(first: int) -> None:
    low, high = default_range(levers()["gas_output"], first)
    assert low == -3.0
    assert high == {1: 7.2969, 2022: 7.2969, 2026: 3.0}.get(first, -3.0)


@pytest.mark.parametrize("parent", ["", 'parent = "baseline"\n'])
def test_what_no_parent_moves_cannot_be_taken_back(tmp_path: Path, parent: str) -> None:
    path = write(tmp_path, f'format = 1\n{parent}without = ["oil_price"]\n')
    (problem,) = check_scenario_file(path)
    assert str(problem).startswith("mine.toml: without: oil_price is not moved by a parent")


@pytest.mark.parametrize("mode", ["add", "scale"])
def test_a_sector_named_beside_nonoil_counts_once(mode: Literal["add", "scale"]) -> None:
    start = load_scenario("baseline")
    once, twice = (
        project(load_economy(), start.with_change("productivity", 1.2, mode=mode, sectors=sectors))
        for sectors in (("nonoil",), ("nonoil", "AGR", "AGR"))
    )
    np.testing.assert_array_equal(once.values("gva"), twice.values("gva"))


# units ----------------------------------------------------------------------------------------------------


def test_money_of_a_lever_is_money_of_the_base_year_in_the_currency_of_the_table() -> None:
    economy = country()
    scenario = Scenario("mine", base=2021).with_change("ai_investment_budget_public", 10.0)
    result = project(economy, scenario)
    money = f"mln {economy.table.currency} of 2021"
    assert economy.table.currency != "AZN"
    assert result.provenance["lever_units"] == {"ai_investment_budget_public": money}
    assert lever_units(load_economy())["outside_investment"] == "mln AZN of 2025"
    assert lever_units(economy)["oil_price"] == "USD/bbl"
    with pytest.raises(ScenarioError, match=r"between 0 and \S+ mln of 2021\."):
        scenario.with_change("outside_investment", -1.0)
    with pytest.raises(ScenarioError, match=r"between 0 and \S+ mln AZN of 2025\."):
        Scenario().with_change("outside_investment", -1.0)


def test_an_attribution_is_in_the_currency_of_the_table() -> None:
    economy = country()
    scenario = Scenario("mine", base=2021).with_change("adoption_ceiling", 40.0)
    found = attribute(economy, scenario, indicators=("current_account", "ai_cost"))
    assert {found.parts(name).unit for name in found.worth} == {units(economy)[name] for name in found.worth}
    assert not any("AZN" in unit for unit in units(economy).values())


def test_sectors_add_up_in_any_currency(capsys: pytest.CaptureFixture[str]) -> None:
    own = ["--table", str(COUNTRY / "plain.csv"), "--anchors", str(COUNTRY / "plain.toml")]
    assert cli.main(["run", "baseline", *own, "--indicators", "output", "--years", "2030"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 6  # a head of five lines, then one line
    text.set_language("ru")
    assert text.translate_unit("mln EUR of 2021") != text.translate_unit("mln AZN of 2021")
    assert "EUR" in text.translate_unit("mln EUR of 2021")


# identities -----------------------------------------------------------------------------------------------


def test_every_identity_has_a_title_that_people_read(capsys: pytest.CaptureFixture[str]) -> None:
    result = project(load_economy(), load_scenario("baseline"))
    assert TITLES.keys() == result.residuals.keys()
    name, _year, _share = result.worst_residual
    assert identity_title(name) != name
    assert identity_title(name) in source_line([Run(result)])
    assert identity_title("other") == "other"
    assert cli.main(["run", "baseline", "--indicators", "gdp"]) == 0
    printed = capsys.readouterr().out
    assert f"({identity_title(name)}, " in printed
    assert "_" not in printed


def test_an_identity_that_fails_is_named_by_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "IDENTITY_LIMIT", -1.0)
    with pytest.raises(IdentityError) as caught:
        project(load_economy(), load_scenario("baseline"))
    assert caught.value.identity in TITLES
    assert f"“{identity_title(caught.value.identity)}”" in str(caught.value)
