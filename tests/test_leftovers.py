"""What testers found at the edges: absurd figures, odd files, odd options, each answered in words."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from diversify import cli, text
from diversify.charts import Run
from diversify.charts.catalogue import chart
from diversify.charts.runs import source_line
from diversify.errors import AnchorError, IdentityError, InputError, ScenarioError
from diversify.model import (
    check_scenario_file,
    load_economy,
    load_scenario,
    project,
    project_many,
    read_anchors,
    read_table,
)
from diversify.model.analysis.attribution import attribute
from diversify.model.economy import Economy
from diversify.model.projection import prices, runs
from diversify.model.projection.checks import default_range
from diversify.model.projection.ensemble import quantiles
from diversify.model.projection.findings import findings
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


# base years -----------------------------------------------------------------------------------------------


def test_a_base_year_that_azerbaijan_lacks_is_pointed_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "format = 1\nbase = 2030\n")
    assert cli.main(["check", str(path)]) == 0
    fine, remark = capsys.readouterr().out.splitlines()
    assert fine.endswith("fine")
    assert "2030" in remark
    assert "bases are 2025 and 2021" in remark
    assert cli.main(["run", str(path)]) == 1
    said = capsys.readouterr().err
    assert "bases are 2025 and 2021. Choose one with --base" in said
    assert cli.main(["run", str(path), "--base", "2025", "--indicators", "gdp"]) == 0


def test_a_table_of_ones_own_has_its_own_base_year(tmp_path: Path) -> None:
    for suffix in ("csv", "toml"):
        source = (COUNTRY / f"plain.{suffix}").read_text(encoding="utf-8")
        later = source.replace("year: 2021", "year: 2030").replace("year = 2021", "year = 2030")
        write(tmp_path, later, f"land.{suffix}")
    own = ["--table", str(tmp_path / "land.csv"), "--anchors", str(tmp_path / "land.toml")]
    path = write(tmp_path, "format = 1\nbase = 2030\n")
    assert cli.main(["run", str(path), *own, "--indicators", "gdp", "--years", "2031"]) == 0


# results --------------------------------------------------------------------------------------------------


def test_a_table_that_does_not_know_its_goods_says_so() -> None:
    table = replace(read_table(COUNTRY / "resource.csv"), extensions={})
    economy = Economy(table, read_anchors(COUNTRY / "resource.toml"))
    ids = {True: set[str](), False: set[str]()}
    for one, known in ((economy, False), (load_economy(), True)):
        result = project(one, Scenario("still", base=one.base))
        said = {finding.id: text.sentence(finding) for finding in findings(result, result)}
        ids[known] = set(said)
    assert "goods_share_unknown" in ids[False] - ids[True]


def test_a_fund_that_grows_lasts_longer_than_any_that_shrinks() -> None:
    v = np.array([[10.0, 10.0, np.nan], [20.0, np.nan, np.nan], [30.0, 30.0, np.nan]])
    q = (0.0, 0.5, 1.0)
    np.testing.assert_array_equal(
        quantiles(v, q, endless=True),
        [[10.0, 10.0, np.nan], [20.0, 30.0, np.nan], [30.0, np.nan, np.nan]],
    )
    assert np.isnan(quantiles(v, q)[:, 1]).all()  # elsewhere a draw without a value leaves no quantile


def test_one_growing_draw_does_not_blank_the_years_left() -> None:
    many = project_many(load_economy(), load_scenario("baseline"), draws=40, keep=["sofaz_years_left"])
    values = many.values("sofaz_years_left")[0]
    some = np.isnan(values).any(0) & (np.isnan(values).mean(0) < 0.4)
    assert some.any(), "the draws must hold the case"
    found = many.quantiles("sofaz_years_left")
    assert np.isfinite(found[:2, some]).all()


# terminal and charts --------------------------------------------------------------------------------------


def test_a_near_name_is_suggested_once() -> None:
    with pytest.raises(InputError) as caught:
        chart("gpd")
    names = str(caught.value).partition("mean ")[2].rstrip("?").split(", ")
    assert names[0] == "gdp"
    assert len(names) == len(set(names))


@pytest.mark.parametrize("command", ["compare", "decompose"])
@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_name_to_compare_with_is_a_usage_error(
    capsys: pytest.CaptureFixture[str], command: str, empty: str
) -> None:
    assert cli.main([command, "baseline", "--against", empty]) == 2
    assert "argument --against: name a scenario" in capsys.readouterr().err


def test_thousands_of_faults_do_not_fill_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "format = 1\n" + "".join(f"key{k} = 1\n" for k in range(300)))
    assert cli.main(["check", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == MOST_SHOWN + 2
    assert lines[-1] == "  and 280 more"


@pytest.mark.parametrize("wanted", ["csv", "json"])
def test_records_in_a_pipe_are_utf_8_whatever_the_console_writes(wanted: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "diversify", "--language", "az", "evidence", "theta", "--format", wanted],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode("utf-8")
    assert "\\u" not in shown
    assert any(letter in shown for letter in "əğışçöü")
