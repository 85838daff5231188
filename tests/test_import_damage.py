"""Damaged and odd files: the outcome is the table or a typed error, never another exception or a guess."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import made_layouts as made
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diversify.errors import DiversifyError
from diversify.model.economy import Table
from diversify.model.economy.importing import import_file, preview

HEAD = ["", "", "A", "B", "Total", "Households", "Exports", "Imports", "Output"]
NUMBERS = {
    "A": [1500.5, 5000, 6500.5, 3500, 0, 0, 10000.5],
    "B": [2000, 1000, 3000, 15000, 2000, 0, 20000],
}
WORDS = {"A": "Agriculture", "B": "Manufacturing"}
SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
OFF_CODE_PAGE = {"cp1251": "Сельское хозяйство", "cp1254": "Kənd".replace("ə", "e") + " İşçilik"}


def cells(write: Callable[[float], str] = repr, names: dict[str, str] | None = None) -> made.Cells:
    """Return a table with numbers written by `write`."""
    rows: made.Cells = [HEAD]
    for code, numbers in NUMBERS.items():
        rows.append([code, (names or WORDS)[code], *map(write, map(float, numbers))])
    rows.append(["V", "Value added", *map(write, (6500.0, 14000.0)), "", "", "", "", ""])
    rows.append(["O", "Total output", *map(write, (10000.5, 20000.0)), "", "", "", "", ""])
    return rows


def outcome(path: Path, **about: object) -> Table | DiversifyError:
    """Return the table or the typed error; any other exception is the test's failure."""
    try:
        found = import_file(path, unit="mln EUR", year=2009, **about).raw(allow_unbalanced=True)
    except DiversifyError as error:
        found = error
    assert isinstance(found, (Table, DiversifyError))
    assert isinstance(found, Table) or str(found).strip()
    return found


def text(path: Path, rows: made.Cells, sign: str, encoding: str = "utf-8") -> Path:
    """Write rows as text."""
    path.write_bytes("\n".join(sign.join(map(str, row)) for row in rows).encode(encoding))
    return path


def grouped(decimal: str, thousands: str) -> Callable[[float], str]:
    """Return how an office writes numbers with these signs."""
    swap = str.maketrans({",": thousands, ".": decimal})
    return lambda value: f"{value:,.1f}".translate(swap) if value else "-"


@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize("thousands", ["", " ", "\u00a0", "\u202f", "'", "\u2019", ".", ","])
def test_numbers_however_they_are_written(tmp_path: Path, decimal: str, thousands: str) -> None:
    if decimal == thousands:
        pytest.skip("the two signs differ")
    path = text(tmp_path / "t.csv", cells(grouped(decimal, thousands)), ";")
    found = outcome(path)
    assert isinstance(found, Table), found
    np.testing.assert_array_equal(found.Z, [[1500.5, 5000], [2000, 1000]])
    np.testing.assert_array_equal(found.x, [10000.5, 20000])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "cp1254"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, sign: str) -> None:
    names = {"A": OFF_CODE_PAGE.get(encoding, "Kənd təsərrüfatı, Сельское"), "B": "B"}
    names = {code: name.replace(",", "") for code, name in names.items()}
    found = outcome(text(tmp_path / "t.csv", cells(names=names), sign, encoding))
    if encoding in OFF_CODE_PAGE:
        assert isinstance(found, DiversifyError)
        assert "encoding" in str(found)
        layout = tmp_path / "my.toml"
        layout.write_text(f'format = 1\nkind = "siot"\nencoding = "{encoding}"\n')
        found = outcome(tmp_path / "t.csv", layout=layout)
    assert isinstance(found, Table), found
    assert found.sectors[0].name["en"] == names["A"]
    np.testing.assert_array_equal(found.x, [10000.5, 20000])


@pytest.mark.parametrize("sign", ["..", "...", "\u2026", ":", "NA", "n/a", "n.a.", "x", "c", "nan", "inf"])
def test_what_is_not_known_is_never_zero(tmp_path: Path, sign: str) -> None:
    rows = cells()
    rows[1][3] = sign
    found = outcome(text(tmp_path / "t.csv", rows, ";"))
    assert isinstance(found, DiversifyError)
    assert sign in str(found)


@pytest.mark.parametrize("sign", ["", "-", "---", "\u2013", "\u2014", "\u2212", "-0", "-0.0", "0", " - "])
def test_signs_of_nothing_are_plain_zero(tmp_path: Path, sign: str) -> None:
    rows = cells()
    rows[1][6] = sign
    found = outcome(text(tmp_path / "t.csv", rows, ";"))
    assert isinstance(found, Table), found
    assert found.exports[0] == 0
    assert not np.signbit(found.exports[0])


def test_footnotes_totals_and_merged_titles(tmp_path: Path) -> None:
    rows: made.Cells = [["Table 1, 2009"] + [""] * 8, [], *cells(float)]  # type: ignore[arg-type]  # floats
    total = ["", "Total", *[3500.5, 6000, 9500.5, 18500, 2000, 0, 30000.5]]
    rows = [*rows[:5], total, *rows[5:], [], ["1) Provisional."], ["Source: made", "", 2009]]
    path = made.write_xlsx(tmp_path / "t.xlsx", {"T": rows}, ["A1:I1"])
    found = outcome(path)
    assert isinstance(found, DiversifyError)  # a number in a note: no known row
    assert "row 11" in str(found)
    path = made.write_xlsx(tmp_path / "t.xlsx", {"T": rows[:-1]}, ["A1:I1"])
    found = outcome(path)
    assert isinstance(found, Table), found
    np.testing.assert_array_equal(found.x, [10000.5, 20000])
    assert import_file(path, unit="mln EUR").report.differences == ()


@SETTINGS
@given(seed=st.integers(0, 2**32), way=st.sampled_from(["bytes", "cut", "swap", "zero"]))
def test_damaged_workbooks(tmp_path: Path, seed: int, way: str) -> None:
    rng = random.Random(seed)
    path = tmp_path / "t.xlsx"
    made.write_xlsx(path, {"T": cells(float)})  # type: ignore[arg-type]  # floats, no texts
    content = bytearray(path.read_bytes())
    for _step in range(rng.randint(1, 6)):
        at = rng.randrange(len(content))
        if way == "bytes":
            content[at] = rng.randrange(256)
        elif way == "cut":
            del content[at : at + rng.randint(1, 400)]
        elif way == "swap":
            content[at : at + 50] = content[at : at + 50][::-1]
        else:
            content[at : at + 20] = bytes(len(content[at : at + 20]))
    path.write_bytes(content)
    found = outcome(path)
    if isinstance(found, Table):
        assert found.n == 2


@SETTINGS
@given(data=st.data())
def test_cells_of_any_kind_in_any_place(tmp_path: Path, data: st.DataObject) -> None:
    rows = cells()
    odd = st.one_of(
        st.sampled_from(["", "-", "..", "1.234", "1,234", "1 234", "1'234", "A", "B", "Total", "Output"]),
        st.sampled_from(["=1+1", "#REF!", "1e400", "١٢", "²", "½", "Ⅷ", "−5", "(5)", '"', "\x0b", "2009"]),
        st.text(max_size=6),
    )
    for _step in range(data.draw(st.integers(1, 6))):
        row = data.draw(st.integers(0, len(rows) - 1))
        rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = data.draw(odd)
    if data.draw(st.booleans()):
        rows.insert(data.draw(st.integers(0, 3)), [data.draw(odd) for _cell in range(9)])
    text(tmp_path / "t.csv", rows, data.draw(st.sampled_from([",", ";", "\t"])), "utf-8")
    outcome(tmp_path / "t.csv")
    preview(tmp_path / "t.csv")


@SETTINGS
@given(content=st.binary(max_size=300), suffix=st.sampled_from([".csv", ".xlsx", ".zip", ".xls", ".txt", ""]))
def test_any_bytes(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"t{suffix}"
    path.write_bytes(content)
    assert isinstance(outcome(path), DiversifyError)
    assert preview(path).problem


def test_totals_and_output_beside_and_below_are_no_sectors(tmp_path: Path) -> None:
    rows: made.Cells = [["", "A", "B", "Total", "Exports", "Imports", "Output"]]
    rows += [["A", 10, 20, 30, 8, 4, 34], ["B", 5, 5, 10, 40, 6, 44]]
    rows += [["Total", 15, 25, 40, 48, 10, 78], ["Value added", 19, 19], ["Output", 34, 44]]
    found = outcome(made.write_xlsx(tmp_path / "t.xlsx", {"T": rows}))
    assert isinstance(found, Table), found
    assert found.codes == ("A", "B")
    assert (found.x.tolist(), found.M.tolist()) == ([34, 44], [4, 6])
