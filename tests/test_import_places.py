"""Any table, wherever it stands on its sheet and however its office writes: it comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import made_layouts as made
import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diversify.errors import DiversifyError
from diversify.model.economy import Table
from diversify.model.economy.importing import import_file

CODES = ("A01", "B05-09", "C", "D35", "G-I")
NAMES = ("Kənd təsərrüfatı", "Добыча", "Manufacturing", "Électricité", "Trade, hotels")
FINAL = ("Households", "Gross fixed capital formation", "Exports")
ROLES = ("households", "gfcf", "exports")


@st.composite
def sheets(draw: st.DrawFn) -> tuple[made.Cells, dict[str, Any]]:
    """Return cells of a made table with quirks, and what they hold."""
    n = draw(st.integers(2, 5))
    flow = st.integers(0, 40_000).map(lambda k: k / 4)
    Z = np.array(draw(st.lists(st.lists(flow, min_size=n, max_size=n), min_size=n, max_size=n)))
    Y = np.array(draw(st.lists(st.lists(flow, min_size=3, max_size=3), min_size=n, max_size=n))) + 0.25
    M = np.floor(Y[:, 0] * 2) / 4
    x = Z.sum(axis=1) + Y.sum(axis=1) - M
    V = x - Z.sum(axis=0)
    decimal, thousands = draw(st.sampled_from([(".", ""), (",", ""), (",", " "), (",", "."), (".", "'")]))
    nothing = draw(st.sampled_from(["", "-", "\u2013"]))
    write = _written(decimal, thousands, nothing)
    codes, names = CODES[:n], NAMES[:n]
    names_first, totals, spacer = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    gap = [""] if spacer else []

    def label(code: str, name: str) -> list[str]:
        return [name, code] if names_first else [code, name]

    total = ["Total"] if totals else []
    left = [""] * draw(st.integers(0, 2))
    rows: made.Cells = [[f"Made table {k}"] for k in range(draw(st.integers(0, 3)))]
    rows.append([*left, "", "", *codes, *gap, *total, *FINAL, *gap, "Imports", "Output"])
    for i in range(n):
        sums = [write(Z[i].sum())] if totals else []
        ends = [*map(write, Y[i]), *gap, write(M[i]), write(x[i])]
        rows.append([*left, *label(codes[i], names[i]), *map(write, Z[i]), *gap, *sums, *ends])
        if draw(st.integers(0, 4)) == 0:
            rows.append([])
    if totals:
        rows.append([*left, *label("", "Total"), *map(write, Z.sum(axis=0))])
    rows.append([*left, *label("", "Value added"), *map(write, V)])
    rows.append([*left, *label("", "Output"), *map(write, x)])
    if draw(st.booleans()):
        rows += [[], ["1) Provisional figures."]]
    wide = max(map(len, rows))
    cells = [row + [""] * (wide - len(row)) for row in rows]
    return cells, {"Z": Z, "Y": Y, "M": M, "x": x, "codes": codes, "names": names}


def _written(decimal: str, thousands: str, nothing: str) -> Callable[[float], str]:
    swap = str.maketrans({",": thousands, ".": decimal})
    return lambda value: f"{value:,.2f}".translate(swap) if value else nothing


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheet=sheets(), sign=st.sampled_from([";", "\t", "|"]))
def test_tables_anywhere_come_back(
    tmp_path: Path, sheet: tuple[made.Cells, dict[str, Any]], sign: str
) -> None:
    cells, held = sheet
    path = tmp_path / "t.csv"
    path.write_text("\n".join(sign.join(row) for row in cells), encoding="utf-8")
    read = import_file(path, unit="mln EUR", year=2020)
    table = read.table()
    assert isinstance(table, Table)
    assert table.codes == held["codes"]
    assert tuple(sector.name["en"] for sector in table.sectors) == held["names"]
    np.testing.assert_array_equal(table.Z, held["Z"])
    for role, column in zip(ROLES, held["Y"].T, strict=True):
        np.testing.assert_array_equal(table.final(role), column)
    np.testing.assert_array_equal(table.M, held["M"])
    np.testing.assert_allclose(table.x, held["x"], rtol=1e-12)
    assert read.report.differences == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    flows=st.lists(st.integers(0, 3_000_000), min_size=4, max_size=4),
    thousands=st.sampled_from([".", ",", " ", "'", "\u00a0"]),
    sign=st.sampled_from([";", "\t"]),
)
def test_whole_numbers_in_groups_are_right_or_refused(
    tmp_path: Path, flows: list[int], thousands: str, sign: str
) -> None:
    Z = np.array(flows, dtype=np.float64).reshape(2, 2)
    x = Z.sum(axis=1) + 10
    V = x - Z.sum(axis=0)

    def write(value: float) -> str:
        return f"{value:,.0f}".replace(",", thousands)

    rows: made.Cells = [["", "A", "B", "Exports", "Output"]]
    rows += [[code, *map(write, Z[i]), "10", write(x[i])] for i, code in enumerate("AB")]
    rows.append(["Value added", *map(write, V), "", ""])
    path = tmp_path / "t.csv"
    path.write_text("\n".join(sign.join(row) for row in rows), encoding="utf-8")
    try:
        table = import_file(path, unit="mln EUR", year=2020).raw(allow_unbalanced=True)
    except DiversifyError as error:
        refused = str(error)
    else:
        refused = ""
        assert isinstance(table, Table)
        np.testing.assert_array_equal(table.Z, Z)
        np.testing.assert_array_equal(table.x, x)
    assert not refused or "can be read as" in refused or "can be separated by" in refused
