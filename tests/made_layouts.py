"""Made files in the layouts of offices and databases, all of the same made economies: no office's figures.

Each function returns the cells of a sheet as the office lays them out, with its quirks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from openpyxl import Workbook

Cells = list[list[Any]]

Z = np.array([[10.0, 20, 5], [15, 40, 25], [5, 30, 20]])
CATEGORIES = ("households", "government", "npish", "gfcf", "inventories", "exports")
Y = np.array([[30.0, 5, 0, 10, -2, 22], [50, 10, 2, 30, 3, 25], [70, 20, 3, 2, 0, 10]])
M = np.array([20.0, 50, 10])
X = np.array([80.0, 150, 150])
TAXES = np.array([2.0, 5, 1])
TAXES_FINAL = np.array([8.0, 0, 0, 3, 0, 0])
ADDED = {
    "compensation": np.array([20.0, 25, 40]),
    "other_taxes": np.array([1.0, 2, 3]),
    "consumption_of_fixed_capital": np.array([7.0, 8, 10]),
    "net_income": np.array([20.0, 20, 46]),
}
# Two regions of two sectors; final demand of households and investment of each.
RZ = np.array([[10.0, 5, 2, 1], [4, 20, 3, 6], [1, 2, 30, 8], [0, 7, 9, 40]])
RY = np.array([[50.0, 20, 6, 3], [30, 25, 5, 7], [4, 2, 80, 30], [6, 3, 60, 45]])
RX = RZ.sum(axis=1) + RY.sum(axis=1)
RTAX = np.array([1.0, 2, 3, 4])
RVA = RX - RZ.sum(axis=0) - RTAX


def write_xlsx(path: Path, sheets: Mapping[str, Cells], merged: Sequence[str] = ()) -> Path:
    """Write sheets of cells; `merged` ranges are on the first sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append([None if cell == "" else cell for cell in row])
    for area in merged:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def write_text(path: Path, cells: Cells, sign: str = ",") -> Path:
    """Write cells as text."""
    lines = [sign.join(f'"{c}"' if sign in str(c) else str(c) for c in row) for row in cells]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def azstat() -> Cells:
    """A running number, a name, a row that numbers the columns, titles and notes in Azerbaijani."""
    names = ["Kənd təsərrüfatı", "Sənaye", "Xidmətlər"]
    head = ["Sıra №", "Məhsulların adı", "1", "2", "3", "Aralıq istehlak cəmi"]
    head += ["Ev təsərrüfatlarının son istehlakı", "Dövlət idarəetmə orqanlarının istehlakı"]
    head += ["Qeyri-kommersiya təşkilatlarının son istehlakı", "Əsas kapitalın ümumi yığımı"]
    head += ["Maddi dövriyyə vəsaitləri ehtiyatının dəyişməsi", "İxrac", "İdxal", "Buraxılış"]
    cells: Cells = [
        ["Azərbaycan Respublikasının Dövlət Statistika Komitəsi"],
        ["Xərclər-Buraxılış cədvəli, 2021-ci il, cari qiymətlərlə, milyon manat"],
        [],
        head,
        ["", "", *names, ""],
        list(range(1, len(head) + 1)),
    ]
    for i, name in enumerate(names):
        row: list[Any] = [i + 1, name, *Z[i], Z[i].sum(), *Y[i], M[i], X[i]]
        cells.append(["-" if value == 0 else value for value in row])
    cells.append(["", "Məhsullara xalis vergilər", *TAXES, "", *TAXES_FINAL, "", ""])
    labels = [
        "Əməyin ödənilməsi",
        "İstehsala digər xalis vergilər",
        "Əsas kapitalın istehlakı",
        "Xalis mənfəət",
    ]
    for label, values in zip(labels, ADDED.values(), strict=True):
        cells.append(["", label, *values])
    cells.append(["", "Ümumi əlavə dəyər", *sum(ADDED.values())])
    cells.append(["", "Buraxılış", *X])
    cells.append([])
    cells.append(["Qeyd: uydurulmuş rəqəmlər"])
    return cells


def eurostat_siot() -> Cells:
    """Codes, narrow columns of flags, ":" for nothing, totals among the products, imports as a row."""
    codes = ["CPA_A", "CPA_B-E", "CPA_F-T"]
    finals = ["P3_S14", "P3_S13", "P3_S15", "P3", "P51G", "P52", "P6", "TFU", "TU"]

    def line(code: str, z: Sequence[Any], y: Sequence[Any]) -> list[Any]:
        row: list[Any] = [code]
        for value in [*z, "" if not len(z) else sum(z), *y]:
            row += [value, "p" if value == 40 else ""]
        return row

    def final(y: Any, z: float) -> list[Any]:
        return [*y[:3], sum(y[:3]), *y[3:], sum(y), sum(y) + z]

    head = ["PRD_AVA (Codes) \\ PRD_USE (Codes)"]
    for code in [*codes, "TOTAL", *finals]:
        head += [code, ""]
    cells: Cells = [
        ["Dataset:", "Symmetric input-output table at basic prices (product by product) [naio_10_cp1700]"],
        ["Last updated:", "01/02/2024 23:00"],
        [],
        ["Geopolitical entity (reporting)", "", "", "Made"],
        ["Time", "", "", "2020"],
        [],
        head,
    ]
    for i, code in enumerate(codes):
        cells.append([":" if v == 0 else v for v in line(code, Z[i], final(Y[i], Z[i].sum()))])
    cells.append(line("TOTAL", Z.sum(axis=0), final(Y.sum(axis=0), Z.sum())))
    cells.append(line("D21X31", TAXES, final(TAXES_FINAL, TAXES.sum())))
    for code, kind in (
        ("D1", "compensation"),
        ("D29X39", "other_taxes"),
        ("P51C", "consumption_of_fixed_capital"),
    ):
        cells.append(line(code, ADDED[kind], []))
    cells += [line("B2A3N", ADDED["net_income"], []), line("B1G", sum(ADDED.values()), [])]
    cells += [line("P1", X, []), line("P7", M, []), line("TS_BP", X + M, [])]
    cells += [[], ["Special value"], [":", "not available"], ["Available flags:"], ["p", "provisional"]]
    return cells


def ons() -> Cells:
    """Domestic use: names above codes, exports in three columns, imports as one row by user, notes below."""
    codes = ["CPA_A", "CPA_B", "CPA_C"]
    names = ["Products of agriculture", "Manufactured products", "Services"]
    share = M / (X + M - Y[:, 5])
    Zd, Yd = Z * (1 - share)[:, None], Y.copy()
    Yd[:, :5] *= (1 - share)[:, None]
    Zm, Ym = (Z - Zd).sum(axis=0), (Y - Yd).sum(axis=0)

    def line(code: str, name: str, z: Sequence[Any], y: Any) -> list[Any]:
        exports = [y[5] * 0.5, y[5] * 0.3, y[5] * 0.2]
        return [code, name, *z, sum(z), *y[[0, 2, 1]], *y[3:5], *exports, sum(y), sum(z) + sum(y)]

    finals = ["P3 S14", "P3 S15", "P3 S13", "P51G", "P52", "P61EU", "P61RW", "P62", "TFD", "TD"]
    titles = ["Households", "NPISH", "Central government", "GFCF", "Changes in inventories"]
    titles += ["Exports of goods to EU", "Exports of goods to rest of the world", "Exports of services"]
    cells: Cells = [
        ["Input-output table, domestic use, basic prices, product by product, 2019, £ million"],
        ["Made figures"],
        [],
        ["", "Product", *names, "Total intermediate use", *titles, "Total final", "Total demand"],
        ["CPA", "", *codes, "_T", *finals],
    ]
    cells += [line(code, name, z, y) for code, name, z, y in zip(codes, names, Zd, Yd, strict=True)]
    cells.append(["", "Total domestic use", *line("", "", Zd.sum(axis=0), Yd.sum(axis=0))[2:]])
    cells.append(["", "Use of imported products, cif", *line("", "", Zm, Ym)[2:]])
    cells.append(["", "Taxes less subsidies on products", *line("", "", TAXES, TAXES_FINAL)[2:]])
    cells.append(["", "Compensation of employees", *ADDED["compensation"]])
    cells.append(["", "Taxes less subsidies on production", *ADDED["other_taxes"]])
    gross = ADDED["net_income"] + ADDED["consumption_of_fixed_capital"]
    cells.append(["", "Gross operating surplus and mixed income", *gross])
    cells.append(["", "Gross value added", *sum(ADDED.values())])
    cells.append(["", "Output at basic prices", *X])
    cells += [[], ["1. Notes: figures may not sum due to rounding"]]
    return cells


def oecd() -> Cells:
    """Region and industry in one label, rows TLS, VA and OUT, an OUT column."""
    labels = [f"{r}_{c}" for r in ("AAA", "BBB") for c in ("A01_02", "C10T12")]
    finals = [f"{r}_{c}" for r in ("AAA", "BBB") for c in ("HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR")]
    Yw = np.zeros((4, 12))
    Yw[:, [0, 3, 6, 9]] = RY
    cells: Cells = [["V1", *labels, *finals, "OUT"]]
    cells += [[label, *RZ[i], *Yw[i], RX[i]] for i, label in enumerate(labels)]
    cells += [["TLS", *RTAX, *[0] * 12, 0], ["VA", *RVA, *[0] * 12, 0], ["OUT", *RX, *[0] * 12, 0]]
    return cells


def wiod() -> Cells:
    """Titles in the first cells beside four rows and columns of labels; margins; a total column."""
    final = ["Final consumption expenditure by households", "Gross fixed capital formation"]
    head = [("AtB", "Agriculture", "AAA", "c1"), ("C", "Mining", "AAA", "c2")]
    head += [("AtB", "Agriculture", "BBB", "c1"), ("C", "Mining", "BBB", "c2")]
    head += [("", name, r, c) for r in ("AAA", "BBB") for name, c in zip(final, ("c37", "c41"), strict=True)]
    head.append(("", "Total output", "TOT", "c60"))
    cells: Cells = [["Intercountry Input-Output Table: 2011"], []]
    titles = ["(industry-by-industry)", "(millions of US$)", "", ""]
    cells += [[titles[k], "", "", "", *(h[k] for h in head)] for k in range(4)]
    for i in range(4):
        cells.append([*head[i], *RZ[i], *RY[i], RX[i]])
    used = [*RZ.sum(axis=0), *RY.sum(axis=0), ""]
    cells.append(["", "Total intermediate consumption", "TOT", "r60", *used])
    cells.append(["", "Taxes less subsidies on products", "TOT", "r61", *(RTAX - 0.5), *[1] * 4, ""])
    cells.append(["", "Cif/ fob adjustments on exports", "TOT", "r62", *[0] * 8, ""])
    cells.append(["", "Direct purchases abroad by residents", "TOT", "r63", *[0] * 4, 3, 0, 2, 0, ""])
    cells.append(
        ["", "Purchases on the domestic territory by non-residents", "TOT", "r64", *[0] * 4, -1, 0, 0, 0, ""]
    )
    cells.append(["", "Value added at basic prices", "TOT", "r65", *RVA, *[0] * 4, ""])
    cells.append(["", "International Transport Margins", "TOT", "r66", *[0.5] * 4, *[0] * 4, ""])
    cells.append(["", "Output at basic prices", "TOT", "r69", *RX, *[0] * 4, ""])
    return cells


def adb() -> Cells:
    """Numbers from E8, five categories of final demand for each economy, rows r60 to r69."""
    columns = [
        ("Agriculture", r, "c1") if c == 1 else ("Mining", r, "c2") for r in ("AZE", "RoW") for c in (1, 2)
    ]
    columns += [(f"Final {k}", r, f"F{k}") for r in ("AZE", "RoW") for k in range(1, 6)]
    columns.append(("", "ToT", "TOTAL"))
    Yw = np.zeros((4, 10))
    Yw[:, [0, 3, 5, 8]] = RY
    cells: Cells = [["Multiregional Input-Output Table 2019"], ["(made figures)"], [], []]
    cells += [["", "", "", "", *(h[k] for h in columns)] for k in range(3)]
    for i in range(4):
        cells.append(["", *columns[i], *RZ[i], *Yw[i], RX[i]])
    blank = [0] * 10
    rows = [("r60", RZ.sum(axis=0)), ("r99", RTAX), ("r61", 0 * RX), ("r62", 0 * RX), ("r63", 0 * RX)]
    rows += [("r64", RVA), ("r65", 0 * RX), ("r69", RX)]
    cells += [["", f"Row {code}", "ToT", code, *values, *blank, ""] for code, values in rows]
    return cells


def bea() -> tuple[Cells, Cells]:
    """Make and use: "..." for nothing, imports as negative final demand, a commodity that nobody makes."""
    names = ["Farms", "Manufacturing", "Services"]
    make = np.array([[75.0, 5, 0], [2, 140, 8], [0, 10, 140]])  # industries by commodities
    q, g = make.sum(axis=0), make.sum(axis=1)
    use = Z
    other = np.array([1.0, 2, 1])  # noncomparable imports
    imports = use.sum(axis=1) + Y.sum(axis=1) - q
    kinds = [ADDED["compensation"], ADDED["other_taxes"]]
    surplus = g - use.sum(axis=0) - other - sum(kinds)

    def dots(row: Sequence[Any]) -> list[Any]:
        return ["..." if value == 0 else value for value in row]

    codes = ["111", "31G", "81"]
    made: Cells = [
        ["The Make of Commodities by Industries, Before Redefinitions"],
        ["Made figures"],
        [],
        [],
        [],
    ]
    made += [
        ["IOCode", "Name", *codes, "Other", "T008"],
        ["", "", *names, "Noncomparable imports", "Total Industry Output"],
    ]
    made += [
        [code, name, *dots([*row, 0, sum(row)])] for code, name, row in zip(codes, names, make, strict=True)
    ]
    made += [["T007", "Total Commodity Output", *q, "...", q.sum()], [], ["Legend: ... No output"]]
    finals = ["F010", "F02S", "F030", "F040", "F050", "F06C", "T004", "T007"]
    titles = [
        "Personal consumption",
        "Structures",
        "Inventories",
        "Exports",
        "Imports",
        "Federal",
        "Total",
        "Output",
    ]
    used: Cells = [
        ["The Use of Commodities by Industries, Before Redefinitions"],
        ["Made figures"],
        [],
        [],
        [],
    ]
    used.append(["IOCode", "Name", *codes, "T001", *finals])
    used.append(["", "", *names, "Total Intermediate", *titles])

    def final(y: Any, m: float) -> list[float]:
        values = [y[0] + y[2], y[3], y[4], y[5], -m, y[1]]
        return [*values, sum(values)]

    for i, code in enumerate(codes):
        f = final(Y[i], imports[i])
        used.append([code, names[i], *dots([*use[i], use[i].sum(), *f, use[i].sum() + f[-1]])])
    f = final(np.zeros(6), other.sum())
    used.append(["Other", "Noncomparable imports", *dots([*other, other.sum(), *f, 0])])
    used.append(["T005", "Total Intermediate", *(use.sum(axis=0) + other)])
    for code, name, row in zip(
        ("V001", "V002", "V003"), ("Comp", "Taxes", "Surplus"), (*kinds, surplus), strict=True
    ):
        used.append([code, name, *row])
    used += [["T006", "Total Value Added", *(sum(kinds) + surplus)], ["T008", "Total Industry Output", *g]]
    used += [[], ["Legend / Footnotes: ... No use"]]
    return made, used
