"""The figures beside the table: Azerbaijan's own, other countries', and files that are wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from diversify import resources
from diversify.errors import AnchorError, TableError
from diversify.model.economy import (
    Economy,
    azerbaijan_anchors,
    load_economy,
    load_table,
    read_anchors,
    read_table,
)
from diversify.model.economy.anchors import PURPOSE

COUNTRY = Path(__file__).parent / "data" / "country"


def series(name: str, year: int, *, source: str = "") -> float:
    """One figure of the packaged macro series, the first source unless one is named."""
    with open(
        resources.data_folder() / "macro" / "macro_timeseries.csv", encoding="utf-8", newline=""
    ) as stream:
        for row in csv.DictReader(stream):
            if row["series"] == name and row["year"] == str(year) and source in ("", row["source_id"]):
                return float(row["value"])
    raise AssertionError(f"no {name} of {year}")


def trade(year: int) -> dict[str, str]:
    with open(resources.data_folder() / "io" / "trade_oil_macro_2015_2025.csv", encoding="utf-8") as stream:
        return {row["year"]: row for row in csv.DictReader(stream)}[str(year)]


@pytest.mark.parametrize("year", [2021, 2025])
def test_azerbaijans_anchors_agree_with_the_packaged_series(year: int) -> None:
    anchors, row = azerbaijan_anchors(year), trade(year)
    oil, transfer = (
        float(row["state_budget_oil_gas_revenue_mln_azn"]),
        float(row["sofaz_transfer_to_budget_mln_azn"]),
    )
    assert anchors.nonoil_revenue == pytest.approx(float(row["state_budget_revenue_mln_azn"]) - oil, abs=0.06)
    assert anchors.direct_oil_revenue == pytest.approx(oil - transfer, abs=0.06)
    assert anchors.exchange_rate == float(row["azn_per_usd_end_of_period"])
    assert anchors.expenditure == pytest.approx(series("budget_expenditure", year), abs=0.06)
    assert anchors.current_account == pytest.approx(1.7 * series("current_account", year), abs=0.06)
    assert anchors.population == series("population_avg", year, source="oxlon_fr1")
    assert anchors.oil_price == series("brent_price", year)
    assert anchors.gdp_growth == pytest.approx(float(row["gdp_real_index_prev_year_100"]) - 100)
    assert anchors.nonoil_growth == pytest.approx(float(row["gdp_nonoil_real_index_prev_year_100"]) - 100)
    assert anchors.crude_share == {2021: 0.70, 2025: 0.58}[year]


@pytest.mark.parametrize("year", [2021, 2025])
def test_every_anchor_has_a_source_and_every_sector_a_class(year: int) -> None:
    anchors = azerbaijan_anchors(year)
    assert set(anchors.sources) == set(PURPOSE)
    assert dict(anchors.classes) == {code: code for code in load_table(2021).codes}
    assert anchors.weights("ICT") == {"ICT": 1.0}
    assert (anchors.resource, anchors.refining) == ("OILGAS", "PETR")


def test_economies_of_azerbaijan() -> None:
    economy = load_economy()
    assert economy.base == 2025
    assert economy.estimated
    assert len(economy.sectors) == 23
    assert load_economy() is economy
    assert not load_economy(2021).estimated


def test_merged_sectors_keep_their_roles_and_mix_their_classes() -> None:
    economy = load_economy(2025, 19)
    anchors, table = economy.anchors, load_table(2025)
    assert anchors is not None
    assert anchors.roles["machinery"] == "OTHMAN"
    assert (anchors.resource, anchors.refining) == ("OILGAS", "REFCHEM")
    petr, chem = (table.x[table.index(code)] for code in ("PETR", "CHEM"))
    assert anchors.weights("REFCHEM") == pytest.approx(
        {"PETR": petr / (petr + chem), "CHEM": chem / (petr + chem)}
    )
    assert set(anchors.weights("OTHMAN")) == {"LIGHT", "METMIN", "MACH"}
    assert all(sum(anchors.weights(code).values()) == pytest.approx(1) for code in economy.table.codes)


def test_years_without_anchors_and_other_numbers_of_sectors() -> None:
    with pytest.raises(AnchorError, match="2024; choose one of 2021, 2025"):
        load_economy(2024)
    with pytest.raises(TableError, match="not 7"):
        load_economy(2025, 7)


@pytest.mark.parametrize("name", ["plain", "resource"])
def test_made_up_countries(name: str) -> None:
    anchors = read_anchors(COUNTRY / f"{name}.toml")
    economy = Economy(read_table(COUNTRY / f"{name}.csv"), anchors)
    assert not economy.estimated
    assert economy.base == 2021
    assert sum(anchors.weights("SERV").values()) == pytest.approx(1)
    assert anchors.weights("FACT") == pytest.approx(dict.fromkeys(anchors.weights("FACT"), 1 / 3))


def test_without_a_resource_its_figures_are_nothing() -> None:
    anchors = read_anchors(COUNTRY / "plain.toml")
    assert anchors.resource is None
    assert anchors.fund_opening == anchors.direct_oil_revenue == anchors.investment_oil == 0
    assert anchors.crude_share == 1
    assert anchors.nonoil_growth == anchors.gdp_growth == 2.5


def test_an_economy_without_anchors_is_fine() -> None:
    assert Economy(load_table(2021)).anchors is None


def text() -> str:
    return (COUNTRY / "resource.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("labour_force = 900\n", "", r"missing.*labour_force \(employment and unemployment\)"),
        ("fund_opening = 5000\n", "", r"fund_opening \(the assets of the fund at the start"),
        ("nonoil_growth = 3.4\n", "", "nonoil_growth"),
        ("labour_force = 900", "labour_force = 'many'", "labour_force must be a number, not 'many'"),
        ("labour_force = 900", "labour_force = true", "labour_force must be a number, not True"),
        (
            "labour_force = 900",
            "labour_force = 2900",
            "labour_force is 2900, but must be at most the population",
        ),
        ("labour_force = 900", "labor_force = 900", r"no key 'labor_force' in \[anchors\]"),
        ("unemployment = 0.067", "unemployment = 6.7", "unemployment is 6.7.*such as 0.052"),
        ("crude_share = 1\n", "crude_share = 1.2\n", "crude_share is 1.2"),
        ("oil_price = 70.86", "oil_price = 0", "oil_price is 0, but must be above 0"),
        ("oil_price = 70.86", "oil_price = inf", "oil_price is inf, but must be a number"),
        ("investment_total = 2285", "investment_total = 800", "at least what the state and oil invest"),
        ("format = 1", "format = 2", "format is 2, this version reads format 1"),
        ("format = 1\n", "", "format is None"),
        ("year = 2021\n", "", "year is missing"),
        ("[roles]", "[rolls]", "no key 'rolls' in the file"),
        ('ict = "SERV"', 'itc = "SERV"', r"no key 'itc' in \[roles\]"),
        ('MINE = "OILGAS"', 'MINE = "COPPER"', "class of MINE is 'COPPER', but must be among AGR"),
        ('MINE = "OILGAS"', "MINE = []", "class of MINE must be"),
        ('MINE = "OILGAS"', "MINE = { OILGAS = -1 }", "class of MINE must be"),
        ("[classes]", "classes", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_told_what_and_where(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert text().count(old) == 1, "the change must hit one place"
    path = tmp_path / "land.toml"
    path.write_text(text().replace(old, new), encoding="utf-8")
    with pytest.raises(AnchorError, match=words) as caught:
        read_anchors(path)
    assert "land.toml" in str(caught.value)


def test_parts_must_be_tables(tmp_path: Path) -> None:
    path = tmp_path / "land.toml"
    path.write_text("format = 1\nyear = 2021\nanchors = 5\n", encoding="utf-8")
    with pytest.raises(AnchorError, match="anchors must be a table of keys"):
        read_anchors(path)
    with pytest.raises(AnchorError, match="There is no file"):
        read_anchors(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('resource = "MINE"', 'resource = "MINES"', "'MINES' for resource, but the table has MINE, FARM"),
        ('machinery = "FACT"', 'machinery = "FACTORY"', "'FACTORY' for role machinery"),
        ('machinery = "FACT"\n', "", "which sector has the role machinery"),
        ('FARM = "AGR"\n', "", "whose parameters FARM takes"),
        ('FARM = "AGR"', 'FARMS = "AGR"\nFARM = "AGR"', "'FARMS' for class FARMS"),
        ("year = 2021", "year = 2022", "anchors are of 2022, the table is of 2021"),
    ],
)
def test_anchors_must_fit_the_table(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert text().count(old) == 1, "the change must hit one place"
    path = tmp_path / "land.toml"
    path.write_text(text().replace(old, new), encoding="utf-8")
    with pytest.raises(AnchorError, match=words):
        Economy(read_table(COUNTRY / "resource.csv"), read_anchors(path))
