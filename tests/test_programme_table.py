"""The table of the 28 initiatives is whole, and the command that prints it says what the model says."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from diversify.cli import main
from diversify.model import load_economy, load_scenario, project
from diversify.model.analysis.programme import STATUS, Initiative, initiatives, measure
from diversify.model.economy import Economy, read_anchors, read_table
from diversify.model.projection.parameters import LANGUAGES, indicators, levers, records
from diversify.model.projection.programme import GROUPS
from diversify.model.projection.sources import sources
from diversify.text import set_language

ROWS = {one.row: one for one in initiatives()}
EQUATIONS = ("A", "P", "D", "R")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(["programme", *words]) == 0
    return capsys.readouterr().out


def test_there_are_28_rows_in_order() -> None:
    assert list(ROWS) == list(range(1, 29))


@pytest.mark.parametrize("one", ROWS.values(), ids=lambda one: str(one.row))
def test_a_row_is_whole(one: Initiative) -> None:
    assert one.status in STATUS
    for text in (one.title, one.channel):
        assert len({text[language] for language in LANGUAGES}) == 3
    assert set(one.levers) <= set(levers())
    assert set(one.indicators) <= set(indicators())
    assert set(one.parameters) <= set(records())
    assert one.indicators
    assert one.source_id in sources()
    assert one.mark in ("V", "M", "D", "A")
    assert {lever for lever, _sectors, _value in one.settings} <= set(one.levers)
    if one.status == "indicator":
        assert one.whole
        assert not one.levers
    else:
        assert one.levers
        assert one.equations.startswith(EQUATIONS)
        assert bool(one.settings) == (one.within is None)
    for name in one.parameters:
        assert records()[name].kind in ("parameter", "calibration")


def test_a_row_inside_another_names_one_with_an_effect() -> None:
    inside = {one.row: one.within for one in ROWS.values() if one.within is not None}
    assert inside == {5: 4, 22: 1}
    assert all(set(ROWS[row].levers) <= set(ROWS[within].levers) for row, within in inside.items())


def test_every_lever_of_the_programme_is_in_a_row() -> None:
    named = {lever for one in ROWS.values() for lever in one.levers}
    beyond = {"tradable_fdi", "market_access", "export_quality", "export_logistics"}
    mine = {name for name, lever in levers().items() if lever.group in GROUPS}
    assert mine - named == beyond  # what could diversify exports; the brief has no row for it
    assert "tradable_fdi" in {change.lever for change in load_scenario("export-push").changes}


def test_what_has_no_credible_effect_says_so() -> None:
    (only,) = [one for one in ROWS.values() if one.status == "demand only"]
    assert only.levers == ("public_safety",)
    for name in only.levers:
        assert levers()[name].support == "none"
        for language, word in (
            ("en", "no credible effect"),
            ("az", "inandırıcı təsiri"),
            ("ru", "достоверного"),
        ):
            assert word in levers()[name].note[language]


def test_effects_are_those_of_the_model() -> None:
    found = {one.initiative.row: one.effects for one in measure(load_economy())}
    assert found[5] is found[22] is None
    base = load_scenario("baseline")
    d = project(load_economy(), base.with_change("public_rd", 300.0, start=2026))
    d = d - project(load_economy(), base)
    assert found[1] is not None
    assert found[1][1] == pytest.approx(d.values("gdp")[-1], abs=1e-6)
    gdp_2050 = {row: v[1] for row, v in found.items() if v is not None}
    assert all(abs(v) < 2.0 for v in gdp_2050.values())
    assert abs(gdp_2050[8]) < 0.02  # demand only
    assert found[4] is not None
    assert found[4][3] > 0.05  # AI in energy raises the oil share
    assert found[15] is not None
    assert found[15][2] < 0.3 * found[15][1]  # GNI of the hub
    assert gdp_2050[19] < 0.0  # a limit, not a gain
    assert found[13] == found[28]


def test_another_base_year() -> None:
    found = {one.initiative.row: one.effects for one in measure(load_economy(2021))}
    assert found[1] is not None
    assert found[1][1] > 0.0


def test_a_table_without_the_sectors_of_a_row_leaves_it_out(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(__file__).parent / "data" / "country"
    own = ("--table", str(folder / "plain.csv"), "--anchors", str(folder / "plain.toml"))
    lines = printed(capsys, *own).splitlines()
    assert "no such sector" in lines[23]  # health
    assert "no such sector" not in lines[1]
    economy = Economy(read_table(folder / "plain.csv"), read_anchors(folder / "plain.toml"))
    whole = project(economy, replace(load_scenario("all-of-it"), base=economy.base))
    assert whole.worst_residual[2] < 1e-9
    assert whole.values("specialists")[0] > 0.0
    assert whole.values("hub_gas")[-1] > 0.0


def test_the_command_prints_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys).splitlines()
    assert [line.split()[0] for line in lines[1:29]] == [str(n) for n in range(1, 29)]
    assert "in row 4" in lines[5]
    assert "demand only" in lines[8]
    assert "adoption_ceiling@HEALTH" in lines[23]
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "--format", "csv"))))
    assert len(rows) == 28
    assert float(rows[3]["oil_share_gva_2050_points"]) > 0.0
    assert rows[4]["gdp_2050_percent"] == ""
    one = json.loads(printed(capsys, "--row", "15", "--format", "json"))
    assert [r["row"] for r in one] == [15]
    assert one[0]["gni_2050_percent"] < one[0]["gdp_2050_percent"]


def test_a_row_in_full_names_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "--row", "12")
    assert "regulation_strictness = 0.5" in text
    assert "NBER" in text
    assert "R1, R6, R8" in text
    set_language("ru")
    try:
        assert "Право об ИИ" in printed(capsys, "--row", "12")
    finally:
        set_language("en")


def test_a_row_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "--row", "29"]) == 1
    assert "1 to 28" in capsys.readouterr().err
