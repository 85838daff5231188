"""A look at a file: recognised or not, unclear or broken, it is said and nothing raises."""

from __future__ import annotations

from pathlib import Path

import made_folders as made_in
import made_layouts as made
import pytest

from diversify.model.economy import Table, load_table, write_table
from diversify.model.economy.importing import preview
from diversify.model.economy.multiregional import MultiRegionalTable


def test_a_file_that_reads(tmp_path: Path) -> None:
    path = made.write_xlsx(tmp_path / "io_2021.xlsx", {"Cədvəl 1": made.azstat()}, ["A1:F1"])
    seen = preview(path, unit="mln AZN")
    assert seen.layout is not None
    assert (seen.file, seen.layout.name, seen.problem, seen.needs) == ("io_2021.xlsx", "azstat", "", ())
    assert [label for _sign, label in seen.evidence][1].startswith("Xərclər-Buraxılış")
    assert [sector.code for sector in seen.sectors] == ["1", "2", "3"]
    assert seen.sectors[1].name["en"] == "Sənaye"
    blocks = {block.part: (block.sheet, block.cells, block.whole) for block in seen.blocks}
    assert blocks["Z"] == ("Cədvəl 1", "C7:E9", True)
    assert blocks["Y"] == ("Cədvəl 1", "G7:L9", True)
    assert blocks["V"][1] == "C11:E14"
    assert blocks["M"][1] == "M7:M9"
    assert any(item.why == "numbers of the columns" for item in seen.left_out)
    assert seen.residuals == ()
    assert isinstance(seen.table, Table)
    sheet = seen.sheets[0]
    assert (sheet.name, sheet.rows) == ("Cədvəl 1", 18)
    assert sheet.head[3][:3] == ("Sıra №", "Məhsulların adı", "1")


def test_what_has_to_be_said_is_asked_for_and_the_rest_shown(tmp_path: Path) -> None:
    cells = [*made.eurostat_siot()[:2], ["Revision of 2024"], *made.eurostat_siot()[3:]]
    path = made.write_xlsx(tmp_path / "naio.xlsx", {"Sheet 1": cells})
    seen = preview(path)
    assert seen.needs == ("year", "unit")
    assert seen.candidates == {"year": ("2020", "2024")}
    assert "2020 / 2024" in seen.problem
    assert seen.table is None
    assert len(seen.sectors) == 3
    assert {block.part: block.whole for block in seen.blocks}["Z"] is False  # columns of flags between
    assert preview(path, unit="mln EUR", year=2020).table is not None


def test_several_sheets_are_candidates(tmp_path: Path) -> None:
    cells = made.azstat()[3:]
    seen = preview(made.write_xlsx(tmp_path / "t.xlsx", {"One": cells, "Two": cells}), unit="mln AZN")
    assert (seen.needs, seen.candidates) == (("sheet",), {"sheet": ("One", "Two")})
    assert [sheet.name for sheet in seen.sheets] == ["One", "Two"]
    assert seen.imported is None


def test_what_does_not_balance_is_shown_with_its_accounts(tmp_path: Path) -> None:
    cells = made.azstat()
    cells[6][2] += 7
    seen = preview(made.write_xlsx(tmp_path / "io_2021.xlsx", {"T": cells}), unit="mln AZN")
    assert seen.table is None
    assert seen.problem == ""
    assert {item.where for item in seen.residuals} >= {"1", "column 1"}
    assert seen.imported is not None
    assert not seen.imported.table(allow_unbalanced=True).balanced


def test_folders_plain_tables_and_no_tables(tmp_path: Path) -> None:
    seen = preview(made_in.packed(tmp_path / "IOT_2019_ixi.zip", made_in.exiobase()))
    assert seen.layout is not None
    assert (seen.layout.name, seen.regions) == ("exiobase3", ("AT", "WF"))
    assert isinstance(seen.table, MultiRegionalTable)
    write_table(load_table(2021), tmp_path / "t.csv")
    assert isinstance(preview(tmp_path / "t.csv").table, Table)
    for name, content in (("a.xls", b"x"), ("b.csv", b"\xff\x00\x01"), ("c.zip", b"PK"), ("d.xlsx", b"")):
        (tmp_path / name).write_bytes(content)
        seen = preview(tmp_path / name)
        assert (seen.imported, seen.table) == (None, None)
        assert name in seen.problem
    assert "no file" in preview(tmp_path / "missing.csv").problem
    assert "no layout" in preview(tmp_path / "t.csv", "no-such").problem


@pytest.mark.parametrize("part", ["sheets", "blocks", "sectors"])
def test_a_turned_table_is_shown_where_it_stands(tmp_path: Path, part: str) -> None:
    rows: made.Cells = [
        ["", "A", "B", "Exports", "Output"],
        ["A", 1, 2, 3, 6],
        ["B", 1, 1, 2, 4],
        ["V", 4, 1],
    ]
    wide = max(map(len, rows))
    turned = [list(column) for column in zip(*[r + [""] * (wide - len(r)) for r in rows], strict=True)]
    layout = tmp_path / "my.toml"
    layout.write_text(
        'format = 1\nkind = "siot"\nunit = "mln EUR"\nyear = 2009\norientation = "columns"\n'
        '[columns]\ngva = ["V"]\n'
    )
    seen = preview(made.write_xlsx(tmp_path / "t.xlsx", {"T": turned}), layout)
    assert seen.problem == ""
    if part == "sheets":
        assert (seen.sheets[0].rows, seen.sheets[0].columns) == (5, 4)
    elif part == "blocks":
        assert {b.part: b.cells for b in seen.blocks} == {
            "Z": "B2:C3",
            "Y": "B4:C4",
            "V": "D2:D3",
            "x": "B5:C5",
        }
    else:
        assert [sector.code for sector in seen.sectors] == ["A", "B"]


def test_places_of_a_turned_table_are_those_of_the_file(tmp_path: Path) -> None:
    turned: made.Cells = [
        ["", "A", "B", "V", "W"],
        ["A", 1, 1, 4, 1],
        ["B", 2, "?", 1, 1],
        ["Exports", 3, 2],
        ["Output", 6, 4],
    ]
    layout = tmp_path / "my.toml"
    text = 'format = 1\nkind = "siot"\nunit = "mln EUR"\nyear = 2009\norientation = "columns"\n[columns]\n'
    layout.write_text(text + 'gva = ["V"]\n')
    path = made.write_xlsx(tmp_path / "t.xlsx", {"T": turned})
    assert "column E “W” is unknown" in preview(path, layout).problem
    layout.write_text(text + 'gva = ["V"]\nskip = ["W"]\n')
    assert "C3 '?' is no number" in preview(path, layout).problem
    turned[2][2] = 1
    seen = preview(made.write_xlsx(path, {"T": turned}), layout)
    assert [(item.where, item.label) for item in seen.left_out] == [("column E", "W")]
