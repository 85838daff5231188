"""The packaged data: where they come from, what is not among them, and that they say what they should."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from diversify import text
from diversify.errors import TableError
from diversify.model.economy import load_table, read_table
from diversify.model.economy.azerbaijan import groups_of_19, named_sectors
from diversify.model.economy.figures import by_year
from diversify.model.economy.margins import activity, expenditure, printed, rules
from diversify.resources import data_folder, packaged_rows

HERE = Path(__file__).parent / "data"
FILES = sorted(data_folder().rglob("*.csv"))


def rows(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_plain_tables(path: Path) -> None:
    raw = path.read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    table = rows(path)
    assert table, "a file without rows"
    assert all(None not in row and None not in row.values() for row in table), "a row of another length"


def test_every_file_of_accounts_is_named_in_the_sources() -> None:
    named = " ".join(row["files"] for row in rows(data_folder() / "io" / "sources.csv"))
    for path in sorted((data_folder() / "io").glob("*.csv")):
        assert path.name == "sources.csv" or path.name in named, path.name


def test_every_macro_figure_has_a_source() -> None:
    known = {row["source_id"] for row in rows(data_folder() / "macro" / "sources.csv")}
    for name in ("macro_timeseries.csv", "series_catalog.csv", "weo_vintages.csv", "ai_readiness_peers.csv"):
        used = {row["source_id"] for row in rows(data_folder() / "macro" / name)}
        assert used <= known, name


def test_figures_that_may_not_be_shipped_are_not() -> None:
    for path in FILES:
        assert b"ei_2025" not in path.read_bytes(), path.name
    assert "Energy Institute" in (data_folder() / "NOTICE").read_text(encoding="utf-8")


def test_no_estimated_table_is_stored() -> None:
    assert not [path.name for path in FILES if "estimated" in path.name or "19sector" in path.name]


def test_the_official_table_is_read_as_printed() -> None:
    table = load_table(2021)
    path = data_folder() / "io" / "iot_2021_official_23sector.csv"
    lines = {row["code"]: row for row in rows(path)}
    assert table.Z[1, 5] == float(lines["OILGAS"]["PETR_mln_azn"])
    assert table.M[8] == float(lines["MACH"]["imports_mln_azn"])
    assert table.final("inventories")[5] == -503.0309
    np.testing.assert_allclose(table.x, printed().output, rtol=0, atol=5e-4)
    np.testing.assert_allclose(table.gva, printed().gva, rtol=0, atol=1e-3)
    assert np.abs(table.Z.sum(axis=1) + table.Y.sum(axis=1) - table.M - table.x).max() < 1e-9
    assert np.abs(table.Z.sum(axis=0) + table.taxes_on_inputs + table.gva - table.x).max() < 1e-9
    assert "Rounding" in table.notes[0]


def test_headline_figures_of_2021() -> None:
    table = load_table(2021)
    assert table.x.sum() == pytest.approx(131736.7, abs=0.05)
    assert table.gva.sum() == pytest.approx(85623.6, abs=0.05)
    assert table.gdp == pytest.approx(93203.2, abs=0.05)
    assert table.taxes_on_inputs.sum() == pytest.approx(3311.0, abs=0.05)
    assert table.M.sum() == pytest.approx(27772.8, abs=0.05)
    named = dict(zip(table.categories, table.Y.sum(axis=0), strict=True))
    wanted = {
        "households": 45150.1,
        "government": 12821.3,
        "npish": 289.7,
        "gfcf": 14323.7,
        "exports": 43329.0,
    }
    assert {name: named[name] for name in wanted} == pytest.approx(wanted, abs=0.05)


def test_nineteen_sectors_are_a_sum_of_twenty_three() -> None:
    wanted = read_table(HERE / "iot_2021_official_19sector.csv", year=2021)
    ours = load_table(2021, 19)
    assert ours.codes == wanted.codes
    for name in ("Z", "Y", "M", "x", "value_added", "taxes_on_inputs", "taxes_on_final"):
        np.testing.assert_allclose(
            getattr(ours, name), getattr(wanted, name), rtol=0, atol=1e-3, err_msg=name
        )


def test_sector_vectors_agree() -> None:
    """Employment and import shares of the comparison file, for the years that it has."""
    for year in (2021, 2025):
        lines = [row for row in rows(HERE / "sector_vectors_2021_2024_2025.csv") if row["year"] == str(year)]
        table = load_table(year)
        assert [row["code"] for row in lines] == list(table.codes)
        shares = [float(row["import_share_of_domestic_use"]) for row in lines]
        np.testing.assert_allclose(table.import_shares, shares, atol=1.1e-6)
        assert table.employment is not None
        np.testing.assert_allclose(
            table.employment, [float(row["employed_persons_thousand"]) for row in lines]
        )


def test_sectors_are_named_in_three_languages() -> None:
    for number in (23, 19):
        names = named_sectors(number)
        assert len(names) == len({sector.code for sector in names}) == number
        for language in ("en", "az", "ru"):
            spoken = [sector.name[language] for sector in names]
            assert all(spoken)
            assert len(set(spoken)) == number
        assert all(any("а" <= c <= "я" for c in sector.name["ru"]) for sector in names)
        assert all(sector.nace and sector.section for sector in names)
    text.set_language("az")
    assert named_sectors()[11].title == "Tikinti"
    assert [sector.code for sector in named_sectors(19)] == list(load_table(2021, 19).codes)


def test_english_names_and_classes_are_those_of_the_sector_map() -> None:
    for row, sector in zip(packaged_rows("io/sector_map_23.csv"), named_sectors(), strict=True):
        assert (row["code"], row["name_en"]) == (sector.code, sector.name["en"])
        assert row["nace_rev2"] == sector.nace
        assert row["section_for_na_margins"] == sector.section.replace(" ", "")
        assert groups_of_19()[row["code"]] == row["model19_code"]


def test_the_rules_cover_every_sector_and_division_once() -> None:
    assert tuple(rule.code for rule in rules()) == load_table(2021).codes
    divisions = [division for rule in rules() for division in rule.divisions]
    assert sorted(divisions) == [f"{number:02d}" for number in range(6, 34)]
    for rule, sector in zip(rules(), named_sectors(), strict=True):
        assert " ".join(rule.sections) == sector.section


def test_years_without_accounts_are_named() -> None:
    with pytest.raises(
        TableError, match=r"1999 in io/gdp_by_expenditure_2005_2025\.csv; it has 2005 to 2025"
    ):
        expenditure(1999)


def test_activities_add_up_to_the_accounts() -> None:
    for year in (2021, 2023, 2024, 2025):
        found, official = activity(year), expenditure(year)
        row = by_year("io/gdp_by_expenditure_2005_2025.csv", year)
        assert found.gva.sum() + official.net_taxes == pytest.approx(
            row["gdp_market_prices_mln_azn"], abs=0.15
        )
        assert official.final.sum() - official.imports == pytest.approx(
            row["gdp_market_prices_mln_azn"], abs=0.15
        )
