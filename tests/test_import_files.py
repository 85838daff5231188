"""Reading files: what is refused, candidates of what is not clear, layouts of one's own, round trips."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import made_layouts as made
import numpy as np
import pytest
from openpyxl import load_workbook

from diversify import cli
from diversify.errors import BalanceError, TableError
from diversify.export.tables import save_table
from diversify.model.economy import Sector, Table, load_table, read_table, write_table
from diversify.model.economy.importing import import_file, load_layout
from diversify.model.economy.importing.exchange import from_frames, to_frames
from diversify.model.economy.importing.workbook import open_workbook

HEAD = ["", "", "A", "B", "Total", "Households", "Exports", "Imports", "Output"]
ROWS: made.Cells = [
    ["Table 1. Made, 2009"],
    HEAD,
    ["A", "Agriculture", 150, 500, 650, 350, 0, 0, 1000],
    ["B", "Manufacturing", 200, 100, 300, 1500, 200, "-", 2000],
    ["V", "Value added", 650, 1400],
    ["O", "Total output", 1000, 2000],
]
LAYOUT = """format = 1
kind = "siot"
unit = "mln EUR"
year = 2009
"""


def layout(folder: Path, text: str) -> Path:
    """Write a layout file."""
    path = folder / "my.toml"
    path.write_text(LAYOUT + text, encoding="utf-8")
    return path


def check(table: Table) -> None:
    """Hold a table against `ROWS`."""
    np.testing.assert_array_equal(table.Z, [[150, 500], [200, 100]])
    np.testing.assert_array_equal(table.x, [1000, 2000])
    np.testing.assert_array_equal(table.exports, [0, 200])


def test_a_table_by_its_labels(tmp_path: Path) -> None:
    read = import_file(made.write_xlsx(tmp_path / "t.xlsx", {"T": ROWS}), unit="mln EUR")
    check(read.table())
    assert read.table().sectors[1].name["en"] == "Manufacturing"
    assert "read off" in " ".join(read.report.said)  # the year
    assert read.report.differences == ()


def test_text_with_decimal_commas_and_semicolons(tmp_path: Path) -> None:
    def written(cell: object) -> object:
        text = f"{cell * 2.5:,.1f}" if isinstance(cell, int) else cell
        return str(text).replace(",", " ").replace(".", ",") if isinstance(cell, int) else cell

    path = made.write_text(tmp_path / "t.csv", [[written(cell) for cell in row] for row in ROWS[1:]], ";")
    read = import_file(path, unit="mln EUR", year=2009)
    np.testing.assert_array_equal(read.table().Z, [[375, 1250], [500, 250]])


def test_an_unknown_line_is_named(tmp_path: Path) -> None:
    rows = [*ROWS, ["W", "Wonderful", 1, 2]]
    with pytest.raises(TableError, match=r"row 7 “W Wonderful” is unknown"):
        import_file(made.write_xlsx(tmp_path / "t.xlsx", {"T": rows}), unit="mln EUR")


def test_not_known_is_no_zero_unless_a_layout_says_so(tmp_path: Path) -> None:
    rows = [[".." if cell == "-" else cell for cell in row] for row in ROWS]
    path = made.write_xlsx(tmp_path / "t.xlsx", {"T": rows})
    with pytest.raises(TableError, match=r"H4 '\.\.' is no number"):
        import_file(path, unit="mln EUR")
    read = import_file(path, layout(tmp_path, 'missing = [".."]'))
    check(read.table())
    assert read.report.zeros[".."] == 1


def test_what_does_not_add_up_is_said_where_and_by_how_much(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[2][5] = 340
    rows[3][4] = 301
    read = import_file(made.write_xlsx(tmp_path / "t.xlsx", {"T": rows}), unit="mln EUR")
    found = {(d.identity, d.where): d.by for d in read.report.differences}
    assert found == {("account", "A"): -10, ("Total = inputs", "B"): 1}
    with pytest.raises(BalanceError):
        read.table()
    assert not read.table(allow_unbalanced=True).balanced


def test_several_sheets_or_tables_are_candidates(tmp_path: Path) -> None:
    path = made.write_xlsx(tmp_path / "t.xlsx", {"One": ROWS, "Two": ROWS})
    with pytest.raises(TableError, match="One / Two"):
        import_file(path, unit="mln EUR")
    check(import_file(path, unit="mln EUR", sheet="Two").table())
    second = [["Table 2. Made"], *[list(row) for row in ROWS[1:]]]
    second[2][2] = 151
    path = made.write_xlsx(tmp_path / "s.xlsx", {"T": [*ROWS, [], [], [], *second]})
    with pytest.raises(TableError, match="several tables"):
        import_file(path, unit="mln EUR")
    check(import_file(path, layout(tmp_path, 'below = "Table 1*"\nuntil = "Table 2*"')).table())
    read = import_file(path, layout(tmp_path, 'below = "Table 2*"'))
    assert read.table(allow_unbalanced=True).Z[0, 0] == 151


def test_ranges_and_a_turned_table(tmp_path: Path) -> None:
    blocks = '[blocks]\nZ = "C3:D4"\nY = "F3:G4"\nM = "H3:H4"\nx = "I3:I4"\nV = "C5:D5"\n'
    path = made.write_xlsx(tmp_path / "t.xlsx", {"T": ROWS})
    given = 'header_rows = [2]\ncode_column = "A"\nname_column = "B"\n'
    check(import_file(path, layout(tmp_path, given + blocks)).table())
    wide = max(map(len, ROWS))
    full = [row + [""] * (wide - len(row)) for row in ROWS]
    turned = [list(column) for column in zip(*full, strict=True)]
    path = made.write_xlsx(tmp_path / "u.xlsx", {"T": turned})
    given = 'orientation = "columns"\nheader_rows = [1, 2]\ncode_column = "B"\n'
    check(import_file(path, layout(tmp_path, given)).table())


def test_domestic_and_imported_flows_are_added(tmp_path: Path) -> None:
    share = 0.25
    parts = {}
    for name, factor in (("dom", 1 - share), ("imp", share)):
        cells: made.Cells = [["", "A", "B", "C", *made.CATEGORIES]]
        cells += [[c, *(made.Z[i] * factor), *(made.Y[i] * factor)] for i, c in enumerate("ABC")]
        parts[name] = cells
    parts["dom"].append(["B1G", *(0 * made.X)])
    x = (made.Z.sum(axis=1) + made.Y.sum(axis=1)) * (1 - share)
    parts["dom"][-1][1:] = list(x - made.Z.sum(axis=0))
    path = made.write_xlsx(tmp_path / "d.xlsx", parts)
    read = import_file(path, layout(tmp_path, 'sheet = "dom"\n[imports]\nsheet = "imp"'))
    table = read.table(allow_unbalanced=True)
    np.testing.assert_allclose(table.Z, made.Z)
    np.testing.assert_allclose(table.M, (made.Z.sum(axis=1) + made.Y.sum(axis=1)) * share)
    assert table.Z_m is not None
    np.testing.assert_allclose(table.Z_m, made.Z * share)


def test_every_fault_of_a_layout_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('format = 1\nkind = "sut"\nyeer = 2009\ndecimal = ";"\n[blocks]\nZ = "C3"\nQ = "A1:B2"\n')
    with pytest.raises(TableError) as error:
        load_layout(path)
    assert all(word in str(error.value) for word in ("yeer", "decimal"))
    path.write_text('format = 1\nkind = "sut"\nfirst_cell = "7C"\n[blocks]\nZ = "D4:C3"\nQ = "A1:B2"\n')
    with pytest.raises(TableError) as error:
        load_layout(path)
    assert all(
        f"bad.toml: {key}" in str(error.value)
        for key in ("supply", "use", "first_cell", "blocks.Z", "blocks.Q")
    )
    with pytest.raises(TableError, match="azstat"):
        load_layout("no-such")


@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "format = 99", "a = \x00", "." * 999 + " = 1"])
def test_hostile_layouts_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(TableError, match="bad"):
        load_layout(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    with pytest.raises(TableError, match="unpacks to 29 MiB"):
        import_file(path)


def test_a_far_cell_costs_nothing(tmp_path: Path) -> None:
    path = made.write_xlsx(tmp_path / "t.xlsx", {"T": ROWS})
    book = load_workbook(path)
    book["T"]["XFD1048576"] = 1
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(TableError, match="1048576 rows"):
        import_file(tmp_path / "far.xlsx", unit="mln EUR")


def test_entities_other_formats_and_errors_in_cells(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(TableError, match="declares entities"):
        import_file(path)
    for name in ("x.xls", "x.ods"):
        (tmp_path / name).write_bytes(b"abc")
        with pytest.raises(TableError, match="save it as XLSX"):
            import_file(tmp_path / name)
    rows = [*ROWS, ["#REF!"]]
    with pytest.raises(TableError, match="row 7: a cell holds the error #REF!"):
        import_file(made.write_xlsx(tmp_path / "r.xlsx", {"T": rows}), unit="mln EUR")


def test_merged_labels_are_filled_and_merged_numbers_are_not(tmp_path: Path) -> None:
    cells: made.Cells = [["Final uses", "", ""], [5, "", ""]]
    path = made.write_xlsx(tmp_path / "m.xlsx", {"T": cells}, ["A1:C1", "A2:B2"])
    with open_workbook(path) as book:
        sheet = book.sheet("T")
    assert list(sheet.rows[0]) == ["Final uses"] * 3
    assert list(sheet.rows[1]) == [5.0]


def test_plain_csv_and_workbook_round_trip(tmp_path: Path) -> None:
    table = load_table(2021)
    write_table(table, tmp_path / "t.csv")
    assert import_file(tmp_path / "t.csv").table().data_hash == table.data_hash
    save_table(table, tmp_path / "t.xlsx")
    again = import_file(tmp_path / "t.xlsx").table()
    assert again.data_hash == table.data_hash  # to the last bit
    assert again.sectors == table.sectors
    cells = [cell for row in load_workbook(tmp_path / "t.xlsx")["table"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_any_digits_and_labels_of_any_script_come_back(tmp_path: Path) -> None:
    rng = np.random.default_rng(20260)
    names = (
        "Kənd təsərrüfatı, meşə",
        "=SUM(A1)",
        "農業",
        "الزراعة",
        "Сельское «хозяйство»",
        '5" трубы',
        "1e5",
    )
    codes = ("Ə", "+1", "農", "ز", "Щ", "A-1", "№7")
    n = len(codes)
    Z, f, V = rng.random((n, n)) / 3e5, rng.random((n, 2)) * 1e7, rng.random((1, n))
    x = Z.sum(axis=1) + f.sum(axis=1)
    table = Table(
        sectors=tuple(Sector(c, {"en": name, "az": name}) for c, name in zip(codes, names, strict=True)),
        Z=Z,
        Y=f,
        M=np.zeros(n),
        x=x,
        value_added=x - Z.sum(axis=0) - V + V * 0,
        value_added_kinds=("gva",),
        taxes_on_inputs=V[0],
        taxes_on_final=np.zeros(2),
        categories=("households", "exports"),
        extensions={"su, min m³": rng.random(n)},
        year=2024,
        unit="min ₼",
    )
    write_table(table, tmp_path / "t.csv")
    save_table(table, tmp_path / "t.xlsx")
    for name in ("t.csv", "t.xlsx"):
        again = import_file(tmp_path / name).table()
        assert again.data_hash == table.data_hash
        assert (again.sectors, again.unit, again.notes) == (table.sectors, table.unit, table.notes)


def test_frames_round_trip_bit_for_bit_in_any_order() -> None:
    table = load_table(2021)
    frames = to_frames(table)
    about = {"year": 2021, "unit": table.unit, "tolerance": table.tolerance}
    assert (
        from_frames(frames, **about).data_hash
        == from_frames(to_frames(from_frames(frames, **about)), **about).data_hash
    )
    backwards = frames._replace(product=frames.product.iloc[::-1], primary=frames.primary.iloc[:, ::-1])
    np.testing.assert_array_equal(from_frames(backwards, **about).M, table.M)
    with pytest.raises(TableError, match=r"Y\.index"):
        from_frames(frames._replace(Y=frames.Y.iloc[1:]), **about)


def test_terminal_looks_first_and_writes_then(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made.write_xlsx(tmp_path / "t.xlsx", {"T": ROWS})
    assert cli.main(["import", str(path), "--unit", "mln EUR"]) == 0
    assert "Every account and every printed total adds up." in capsys.readouterr().out
    out = tmp_path / "t.csv"
    assert cli.main(["import", str(path), "--unit", "mln EUR", "-o", str(out), "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("topic,what,where,value\n")
    check(import_file(out).table())
    assert cli.main(["check", str(out)]) == 0
    assert cli.main(["import", "--list"]) == 0
    assert "azstat" in capsys.readouterr().out
    assert cli.main(["import", str(path)]) == 1
    said = capsys.readouterr()
    assert "does not say its unit" in said.err
    assert "T, C3:D4" in said.out  # what was recognised is shown all the same
    rows = [list(row) for row in ROWS]
    rows[2][3], rows[2][5] = -500, 1350
    path = made.write_xlsx(tmp_path / "n.xlsx", {"T": rows})
    look = ["import", str(path), "--unit", "mln EUR"]
    assert cli.main(look) == 0
    assert "negative (-500) at A to B" in capsys.readouterr().err
    assert cli.main([*look, "-o", str(out), "--allow-unbalanced"]) == 1
    capsys.readouterr()
    assert cli.main([*look, "-o", str(out), "--allow-unbalanced", "--allow-negative"]) == 0
    assert not read_table(out, allow_unbalanced=True).nonnegative


def test_importing_the_package_loads_no_reader() -> None:
    code = (
        "import sys; import diversify.model.economy.importing; "
        "print([m for m in ('openpyxl', 'pandas', 'pydantic', 'xlsxwriter') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
