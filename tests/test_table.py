"""The table: what it accepts, what it refuses and how it says so; files there and back."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diversify.errors import BalanceError, InfeasibleError, NegativeError, TableError
from diversify.frozen import FrozenDict
from diversify.model.economy import (
    Sector,
    Table,
    aggregate,
    check_table_file,
    load_table,
    read_table,
    write_table,
)
from diversify.model.economy.accounts import Accounts
from diversify.model.economy.grid import read_grid
from diversify.model.economy.importing.exchange import from_frames, to_frames
from diversify.model.economy.table_changes import disaggregate
from diversify.model.inputoutput import ras

COUNTRY = Path(__file__).parent / "data" / "country"


def small(**changes: Any) -> Table:
    """Two sectors after Miller and Blair (2009), table 2.3: flows, final demand and output."""
    fields: dict[str, Any] = {
        "sectors": (Sector("A", {"en": "Agriculture", "az": "Kənd"}), Sector("M")),
        "Z": [[150.0, 500.0], [200.0, 100.0]],
        "Y": [[350.0, 0.0], [1500.0, 200.0]],
        "categories": ("households", "exports"),
        "M": [0.0, 0.0],
        "x": [1000.0, 2000.0],
        "value_added": [[650.0, 1400.0]],
        "value_added_kinds": ("gva",),
        "taxes_on_inputs": [0.0, 0.0],
        "taxes_on_final": [0.0, 0.0],
        "year": 2009,
    }
    return Table(**{**fields, **changes})


def test_a_balanced_table_is_taken_as_it_is() -> None:
    table = small()
    assert table.balanced
    assert table.notes == ()
    assert table.x.tolist() == [1000, 2000]
    assert table.gva.tolist() == [650, 1400]
    assert table.gdp == 2050
    assert table.codes == ("A", "M")
    assert table.index("M") == 1
    assert table.exports.tolist() == [0, 200]
    assert table.final("households").tolist() == [350, 1500]


def test_rounding_is_absorbed_and_said() -> None:
    table = small(x=[1000.0004, 2000.0], value_added=[[650.0003, 1400.0]])
    assert table.x.tolist() == [1000, 2000]
    np.testing.assert_array_equal(table.gva, table.x - table.Z.sum(axis=0))
    assert len(table.notes) == 2
    assert "0.0004" in table.notes[0]


def test_absorbing_twice_changes_nothing() -> None:
    once = load_table(2021)
    kept = ("sectors", "Z", "Y", "M", "x", "value_added", "taxes_on_inputs", "taxes_on_final", "employment")
    again = Table(**{name: getattr(once, name) for name in kept}, year=2021, extensions=once.extensions)
    assert again.data_hash == once.data_hash
    assert again.notes == ()


def test_an_error_in_a_row_names_the_row_and_the_size() -> None:
    with pytest.raises(BalanceError, match=r"A \(\+2\.5 mln AZN\)") as caught:
        small(Y=[[352.5, 0.0], [1500.0, 200.0]])
    assert caught.value.rows == (("A", 2.5),)
    assert "allow_unbalanced" in str(caught.value)


def test_an_error_in_a_column_names_the_column() -> None:
    with pytest.raises(BalanceError, match=r"column M \(-40 mln AZN\)") as caught:
        small(value_added=[[650.0, 1440.0]])
    assert caught.value.rows == (("column M", -40.0),)


def test_many_errors_are_counted() -> None:
    table = load_table(2021)
    fields = {name: getattr(table, name) for name in ("sectors", "Z", "Y", "M", "value_added")}
    with pytest.raises(BalanceError, match=r"OILGAS \(.*and 41 more") as caught:
        Table(
            **fields,
            x=1.1 * table.x,
            taxes_on_inputs=table.taxes_on_inputs,
            taxes_on_final=table.taxes_on_final,
            year=2021,
        )
    assert len(caught.value.rows) == 46
    assert caught.value.rows[0][0].endswith("OILGAS")


def test_an_unbalanced_table_goes_to_a_file_and_back(tmp_path: Path) -> None:
    table = small(x=[1100.0, 2000.0], allow_unbalanced=True)
    write_table(table, tmp_path / "t.csv")
    with pytest.raises(TableError, match="row OUTPUT, column A says 1,100"):
        read_table(tmp_path / "t.csv")
    back = read_table(tmp_path / "t.csv", allow_unbalanced=True)
    assert (back.data_hash, back.notes) == (table.data_hash, table.notes)
    assert len(check_table_file(tmp_path / "t.csv")) == 1


def test_read_only_mappings_compare_hash_and_show_like_dictionaries() -> None:
    first, second = FrozenDict({"a": 1}), FrozenDict({"a": 1})
    assert first == second == {"a": 1}
    assert hash(first) == hash(second)
    assert repr(first) == "{'a': 1}"


def test_an_unbalanced_table_can_be_opened_and_says_so() -> None:
    table = small(value_added=[[650.0, 1440.0]], allow_unbalanced=True)
    assert not table.balanced
    assert table.gva.tolist() == [650, 1440]
    assert "column M" in table.notes[0]
    assert not aggregate(table, {"A": "ALL", "M": "ALL"}).balanced


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Z": [[150.0, 500.0]]}, r"Z has the shape \(1, 2\)"),
        ({"M": [0.0]}, r"M has the shape \(1,\), but 2 sectors need \(2,\)"),
        ({"extensions": {"water": [1.0]}}, "water has the shape"),
        ({"Z": [[-1.0, 500.0], [200.0, 100.0]]}, r"Z is negative \(-1\) at A to A"),
        ({"Y": [[350.0, 0.0], [1500.0, -200.0]]}, r"Y is negative \(-200\) at M to exports"),
        ({"M": [0.0, -3.0]}, r"M is negative \(-3\) at M"),
        ({"employment": [0.0, -3.0]}, r"employment is negative"),
        ({"x": [np.nan, 2000.0]}, "x has a value that is not a number at A"),
        ({"sectors": (Sector("A"), Sector("A"))}, "A appears more than once"),
        ({"sectors": ()}, "no sectors"),
        ({"categories": ("households", "abroad")}, "no exports"),
        ({"value_added": np.zeros((0, 2)), "value_added_kinds": ()}, "no value added"),
        ({"tolerance": -1.0}, "tolerance"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(TableError, match=words):
        small(**changes)


def test_negative_flows_are_named_and_can_be_allowed(tmp_path: Path) -> None:
    changes = {"Z": [[150.0, 500.0], [200.0, -100.0]], "Y": [[350.0, 0.0], [1700.0, 200.0]]}
    changes["value_added"] = [[650.0, 1600.0]]
    with pytest.raises(NegativeError, match=r"Z is negative \(-100\) at M to M.*allow_negative") as error:
        small(**changes)
    assert error.value.cells == (("at M to M", -100.0),)
    table = small(**changes, allow_negative=True)
    assert not table.nonnegative
    assert "M to M" in table.notes[0]
    same = aggregate(table, {"A": "A", "M": "M"})
    assert not same.nonnegative
    assert same.notes[0] == table.notes[0]
    write_table(table, tmp_path / "t.csv")
    again = read_table(tmp_path / "t.csv")
    assert (again.data_hash, again.nonnegative, again.notes) == (table.data_hash, False, table.notes)
    merged = aggregate(table, {"A": "ALL", "M": "ALL"})
    assert merged.nonnegative  # the negative cell is gone in the sum; the note on where it came from stays
    assert merged.notes[0] == table.notes[0]
    with pytest.raises(InfeasibleError, match="use GRAS"):
        ras(table.Z, [700.0, 200.0], [400.0, 500.0])
    with pytest.raises(TableError, match="x is negative"):
        small(x=[-1000.0, 2000.0], allow_negative=True)


def test_investment_and_inventories_may_be_negative() -> None:
    table = small(
        Y=[[370.0, -20.0, 0.0], [1500.0, 0.0, 200.0]],
        categories=("households", "inventories", "exports"),
        taxes_on_final=[0.0, 0.0, 0.0],
    )
    assert table.final("inventories").tolist() == [-20, 0]


def test_unknown_names_are_answered_with_the_known_ones() -> None:
    with pytest.raises(TableError, match=r"'X'.*A, M"):
        small().index("X")
    with pytest.raises(TableError, match=r"'gifts'.*households, exports"):
        small().final("gifts")


def test_nothing_in_a_table_can_be_changed() -> None:
    table = load_table(2021)
    for array in (table.Z, table.Y, table.x, table.gva, table.exports, table.employment, table.import_shares):
        assert array is not None
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0
    with pytest.raises(AttributeError):
        table.year = 2022  # type: ignore[misc]
    with pytest.raises(TypeError):
        table.extensions["x"] = table.x  # type: ignore[index]


def test_a_table_does_not_follow_the_arrays_it_was_made_from() -> None:
    Z = np.array([[150.0, 500.0], [200.0, 100.0]])
    table = small(Z=Z)
    Z[0, 0] = 0.0
    assert table.Z[0, 0] == 150


def test_a_table_comes_back_from_another_process_as_it_was() -> None:
    table = load_table(2025)
    back = pickle.loads(pickle.dumps(table))
    assert back.data_hash == table.data_hash
    assert back.sectors == table.sectors
    with pytest.raises(ValueError, match="read-only"):
        back.Z[0, 0] = 1.0


def test_the_hash_tells_apart() -> None:
    assert small().data_hash == small().data_hash
    assert small().data_hash != small(year=2010).data_hash
    assert small().data_hash != small(employment=[1.0, 1.0]).data_hash
    assert small(extensions={"a": [1.0, 2.0]}).data_hash != small(extensions={"b": [1.0, 2.0]}).data_hash


def test_import_shares_need_a_use() -> None:
    table = small(
        Z=[[0.0, 0.0], [0.0, 0.0]],
        Y=[[1100.0, 0.0], [0.0, 2000.0]],
        M=[100.0, 0.0],
        value_added=[[1000.0, 2000.0]],
    )
    np.testing.assert_allclose(table.import_shares, [100 / 1100, 0.0])


# ------------------------------------------------------------------ files


@pytest.mark.parametrize("year", [2021, 2023, 2024, 2025])
@pytest.mark.parametrize("sectors", [23, 19])
def test_files_return_every_bit(tmp_path: Path, year: int, sectors: int) -> None:
    table = load_table(year, sectors)
    write_table(table, tmp_path / "t.csv")
    back = read_table(tmp_path / "t.csv")
    assert back.data_hash == table.data_hash
    assert back.notes == table.notes
    assert back.sectors == table.sectors
    assert (back.status, back.source, back.source_id, back.unit, back.tolerance) == (
        table.status,
        table.source,
        table.source_id,
        table.unit,
        table.tolerance,
    )
    write_table(back, tmp_path / "u.csv")
    assert (tmp_path / "u.csv").read_bytes() == (tmp_path / "t.csv").read_bytes()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0.01, 1e9), min_size=9, max_size=9))
def test_any_table_returns_from_its_file(
    tmp_path_factory: pytest.TempPathFactory, cells: list[float]
) -> None:
    Z, f = np.array(cells[:4]).reshape(2, 2), np.array(cells[4:6])
    x = Z.sum(axis=1) + f
    table = small(
        Z=Z,
        Y=np.column_stack([f, [0.0, 0.0]]),
        x=x,
        value_added=[x - Z.sum(axis=0)],
        employment=cells[7:],
        tolerance=1.0,
        unit="mln EUR",
    )
    path = tmp_path_factory.mktemp("table") / "t.csv"
    write_table(table, path)
    assert read_table(path).data_hash == table.data_hash


@pytest.mark.parametrize("name", ["plain", "resource"])
def test_made_up_countries_are_in_order(name: str) -> None:
    assert check_table_file(COUNTRY / f"{name}.csv") == []
    table = read_table(COUNTRY / f"{name}.csv")
    assert table.currency == "CRN"
    assert "made up" in table.source


def text() -> str:
    return (COUNTRY / "plain.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("# year: 2021\n", "", "does not say its year"),
        ("# year: 2021", "# year: last", "year must be a number, not 'last'"),
        ("# tolerance: 0.001", "tolerance: 0.001", "must begin with 'code'.*begins 'tolerance"),
        ("# unit: mln CRN", "# currrency: CRN", "line 3: there is no key 'currrency'"),
        ("code,name,", "id,name,", "must begin with 'code'"),
        (
            "FACT,Factories,,,,,180,900",
            "FACT,Factories,,,,,180,nine",
            "line 12: row FACT, column FACT.*'nine'",
        ),
        ("FACT,Factories,,,,,180,900", 'FACT,Factories,,,,,180,"9,5"', "decimal sign"),
        ("FACT,Factories,,,,,180,900", "FACT,Factories,,,,,180,", "row FACT, column FACT is empty; write 0"),
        ("FACT,Factories,,,,,180,900", "FACT,Factories,,,,,180,inf", "not a number: 'inf'"),
        ("FACT,Factories,,,,,180,900", "FACT,Factories,,,,,180,901", "column total_intermediate says 1,980"),
        ("FACT,Factories,", "FARM,Factories,", "line 12: row FARM is there a second time"),
        ("FACT,Factories,", "FACTORY,Factories,", "there is a column FACT but no row"),
        (",FACT_mln_crn,", ",FARM_mln_crn,", "column FARM is there more than once"),
        ("STATE_mln_crn,", "STATES_mln_crn,", "a column STATES but no row"),
        ("\nEMPLOYMENT,", "\nJOBS,", "row JOBS but no column"),
        ("imports_mln_crn", "fd_imports_mln_crn", "no column imports"),
        ("\nNET_TAX,", "\nEXT_TAX,", "no row NET_TAX"),
        (",1980,1500,40", ",1980,1500", "row FACT has 19 cells, the header has 20"),
        ("GVA,Gross value added,,,,,780", "GVA,Gross value added,,,,,790", "row GVA, column FARM says 790"),
        ("OUTPUT,Output at basic prices,,,,,1225", "OUTPUT,Output at basic prices,,,,,1226", "row OUTPUT"),
        (",60,1300,1750,3830", ",60,1300,1750,3831", r"plain\.csv: Supply and use do not agree in FACT"),
    ],
)
def test_a_wrong_file_is_told_where_and_what(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert text().count(old) == 1, "the change must hit one place"
    path = tmp_path / "plain.csv"
    path.write_text(text().replace(old, new), encoding="utf-8")
    with pytest.raises(TableError, match=words):
        read_table(path)
    (problem,) = check_table_file(path)
    assert "plain.csv" in problem


def example() -> str:
    """The table in docs/tables.md."""
    page = (Path(__file__).parent.parent / "docs" / "tables.md").read_text(encoding="utf-8")
    return page.split("```text\n")[1].split("```")[0]


def test_the_example_of_the_documentation_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "example.csv"
    path.write_text(example(), encoding="utf-8")
    assert check_table_file(path) == []
    table = read_table(path)
    assert table.value_added_kinds == ("gva",)
    assert table.gdp == 2050
    assert table.categories == ("households", "exports")
    path.write_text(example().replace("\nM,", "\n\nM,").replace(",2000", ",2100"), encoding="utf-8")
    (problem,) = check_table_file(path)
    assert "allow_unbalanced" in problem
    assert "M (-100 mln EUR)" in problem


def test_a_file_without_sectors_or_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("# year: 2021\ncode,name,imports,output\nNET_TAX,,,\nGVA,,,\n", encoding="utf-8")
    assert check_table_file(path) == ["t.csv has no sectors."]


def test_lines_of_a_note_are_joined(tmp_path: Path) -> None:
    write_table(small(notes=("one\ntwo",)), tmp_path / "t.csv")
    assert read_table(tmp_path / "t.csv").notes == ("one two",)


def test_all_wrong_sums_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text(
        text().replace(",1980,1500", ",1981,1500").replace(",390,60,20", ",391,60,20"), encoding="utf-8"
    )
    assert len(check_table_file(path)) == 2


def test_files_that_are_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="There is no file"):
        read_table(tmp_path / "none.csv")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00code")
    with pytest.raises(TableError, match="UTF-8"):
        read_table(tmp_path / "binary.csv")
    with pytest.raises(TableError, match="cannot be read"):
        read_table(tmp_path)
    (tmp_path / "empty.csv").write_text("# year: 2021\n", encoding="utf-8")
    assert "must begin with 'code'" in check_table_file(tmp_path / "empty.csv")[0]


def test_remarks_before_the_header_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("# the numbers are made up\n\n#: see above\n" + text(), encoding="utf-8")
    assert read_table(path).year == 2021


def test_columns_without_a_unit_and_spreadsheets_mark_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("\ufeff" + text().replace("_mln_crn", ""), encoding="utf-8")
    assert read_table(path).data_hash == read_table(COUNTRY / "plain.csv").data_hash


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.csv"
    write_table(small(), path)
    before = path.read_bytes()

    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.replace", broken)
    with pytest.raises(OSError, match="disk full"):
        write_table(load_table(2021), path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["t.csv"]


def test_a_grid_knows_its_lines() -> None:
    grid = read_grid(COUNTRY / "plain.csv")
    assert grid.rows["FARM"][0] == 11
    assert grid.number("NET_TAX", "fd_gfcf") == 95
    assert grid.number("NET_TAX", "imports", gap=0.0) == 0.0


# ------------------------------------------------------------------ merging


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(23)))
def test_the_order_of_sectors_is_irrelevant(order: list[int]) -> None:
    table = load_table(2021)
    p = list(order)
    other = Table(
        sectors=tuple(table.sectors[i] for i in p),
        Z=table.Z[np.ix_(p, p)],
        Y=table.Y[p],
        M=table.M[p],
        x=table.x[p],
        value_added=table.value_added[:, p],
        taxes_on_inputs=table.taxes_on_inputs[p],
        taxes_on_final=table.taxes_on_final,
        year=2021,
    )
    np.testing.assert_allclose(other.import_shares, table.import_shares[p], rtol=1e-12)
    assert other.gdp == pytest.approx(table.gdp, rel=1e-12)
    assert other.gva[other.index("ICT")] == pytest.approx(table.gva[table.index("ICT")], rel=1e-12)


def test_merging_keeps_every_total() -> None:
    table, merged = load_table(2025), load_table(2025, 19)
    for name in ("gdp",):
        assert getattr(merged, name) == pytest.approx(getattr(table, name), rel=1e-13)
    for name in ("Z", "Y", "M", "x", "value_added", "taxes_on_inputs", "taxes_on_final", "employment"):
        assert getattr(merged, name).sum() == pytest.approx(getattr(table, name).sum(), rel=1e-13)
    goods = "goods_export_share"
    assert merged.exports @ merged.extensions[goods] == pytest.approx(
        table.exports @ table.extensions[goods], rel=1e-13
    )
    assert "23 to 19" in merged.notes[-1]


def test_merged_sectors_are_named_after_their_parts() -> None:
    merged = aggregate(small(), {"A": "ALL", "M": "ALL"})
    assert merged.codes == ("ALL",)
    assert merged.sectors[0].name == {}
    assert merged.x.tolist() == [3000]
    renamed = aggregate(small(), {"A": "X", "M": "Y"})
    assert renamed.sectors[0].title == "Agriculture"
    assert renamed.sectors[1].title == "Y"


def test_merged_sectors_have_the_names_of_their_parts() -> None:
    merged = aggregate(
        small(
            sectors=(
                Sector("A", {"en": "Farms", "az": "F"}, "A", "A"),
                Sector("M", {"en": "Mines"}, "B", "B C"),
            )
        ),
        {"A": "ALL", "M": "ALL"},
    )
    assert merged.sectors[0].name == {"en": "Farms; Mines"}
    assert (merged.sectors[0].nace, merged.sectors[0].section) == ("A; B", "A B C")


def test_rows_add_up_where_they_are_no_shares() -> None:
    merged = aggregate(small(extensions={"water": [1.0, 2.0]}), {"A": "ALL", "M": "ALL"})
    assert merged.extensions["water"].tolist() == [3]


@pytest.mark.parametrize("mapping", [{"A": "X"}, {"A": "X", "M": "X", "Q": "X"}])
def test_a_mapping_must_name_every_sector_and_no_other(mapping: dict[str, str]) -> None:
    with pytest.raises(TableError, match=r"unknown Q|leaves out M"):
        aggregate(small(), mapping)


def with_imports_by_user(**changes: Any) -> Table:
    """Two sectors whose imports are known by user."""
    given: dict[str, Any] = {
        "Z": [[150.0, 500.0], [200.0, 100.0]],
        "Y": [[450.0, 0.0], [1500.0, 200.0]],
        "M": [100.0, 0.0],
        "Z_m": [[10.0, 60.0], [0.0, 0.0]],
        "Y_m": [[30.0, 0.0], [0.0, 0.0]],
        "region": "XX",
    }
    return small(**(given | changes))


def test_imports_by_user(tmp_path: Path) -> None:
    table = with_imports_by_user()
    assert (table.regions, table.labels[1]) == (("XX",), ("XX", "M"))
    assert table.final_labels[0] == ("XX", "households")
    assert table.national("XX") is table
    with pytest.raises(TableError, match="it has XX"):
        table.national("YY")
    accounts = Accounts(table)
    np.testing.assert_allclose(accounts.domestic_coefficients(), [[0.14, 0.22], [0.2, 0.05]])
    np.testing.assert_allclose(accounts.import_coefficients(), [[0.01, 0.03], [0, 0]])
    multiplier = np.linalg.inv(np.eye(2) - [[0.14, 0.22], [0.2, 0.05]])
    np.testing.assert_allclose(accounts.leontief_inverse(), multiplier)
    merged = aggregate(table, {"A": "ALL", "M": "ALL"})
    assert merged.Z_m is not None
    assert merged.Z_m.tolist() == [[70.0]]
    assert merged.region == "XX"
    parts = disaggregate(table, "A", {"A1": 1, "A2": 3})
    assert parts.Z_m is not None
    assert parts.Z_m.sum() == 70
    write_table(table, tmp_path / "t.csv")
    again = read_table(tmp_path / "t.csv")
    assert (again.data_hash, again.region) == (table.data_hash, "XX")
    assert table.data_hash != with_imports_by_user(Z_m=None, Y_m=None).data_hash
    for regions in (False, True):
        frames = to_frames(table, regions=regions)
        back = from_frames(frames, year=table.year, unit=table.unit, currency=table.currency)
        assert back.data_hash == table.data_hash
        assert back.region == ("XX" if regions else "")
    assert pickle.loads(pickle.dumps(table)).Y_m.tolist() == [[30, 0], [0, 0]]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Y_m": None}, "or neither"),
        ({"Z_m": [[10.0, 60.0]]}, r"Z_m must hold finite numbers in the shape \(2, 2\)"),
        ({"Z_m": [[200.0, 60.0], [0.0, 0.0]]}, "Z_m at A to A is 200, but the whole flow is 150"),
        ({"Y_m": [[40.0, 0.0], [0.0, 0.0]]}, r"Imported flows of A add up to \+10"),
    ],
)
def test_imported_flows_that_cannot_be(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(TableError, match=words):
        with_imports_by_user(**changes)


def test_the_built_in_table_is_of_its_country() -> None:
    assert load_table(2021).regions == ("AZ",)
    assert load_table(2025, sectors=19).labels[0][0] == "AZ"
