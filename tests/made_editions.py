"""Made files in the form of earlier and later editions of multi-regional tables: no office's figures."""

from __future__ import annotations

from typing import Any

import made_layouts as made
import numpy as np

Cells = made.Cells
REGIONS = ("AUS", "CHN")


def _wide(categories: int, places: list[int]) -> Any:
    Y = np.zeros((4, categories))
    Y[:, places] = made.RY
    return Y


def oecd_2016() -> Cells:
    """Final demand names the region last, category by category; a column DISC; value added with taxes."""
    labels = [f"{r}_{c}" for r in REGIONS for c in ("C01T05AGR", "C10T14MIN")]
    finals = [f"{c}_{r}" for c in ("HFCE", "NPS", "GGFC", "GFCF", "INV", "DIRP") for r in REGIONS]
    Y = _wide(12, [0, 6, 1, 7])
    disc = np.array([1.0, -1, 0, 2])
    cells: Cells = [["", *labels, *finals, "DISC"]]
    cells += [[label, *made.RZ[i], *Y[i], disc[i]] for i, label in enumerate(labels)]
    x = made.RX + disc
    blank = [""] * 13
    return [*cells, ["VA+TAXSUB", *(x - made.RZ.sum(axis=0)), *blank], ["OUT", *x, *blank]]


def oecd_2018() -> Cells:
    """Taxes by region that imposes them, VALU and OUTPUT, P33 for purchases abroad, output in TOTAL."""
    labels = [f"{r}_{c}" for r in REGIONS for c in ("01T03", "05T06")]
    finals = [f"{r}_{c}" for r in REGIONS for c in ("HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "P33")]
    Y = _wide(12, [0, 3, 6, 9])
    cells: Cells = [["", *labels, *finals, "TOTAL"]]
    cells += [[label, *made.RZ[i], *Y[i], made.RX[i]] for i, label in enumerate(labels)]
    half = made.RTAX / 2
    cells += [[f"{r}_TAXSUB", *half, *[0] * 12, half.sum()] for r in REGIONS]
    cells.append(["VALU", *made.RVA, *[0] * 12, made.RVA.sum()])
    cells.append(["OUTPUT", *made.RX, *made.RY.sum(axis=0)[[0] * 12], made.RX.sum()])
    return cells


def wiod_2016() -> Cells:
    """Codes such as A01 and II_fob, numbers r1 in rows and c1 in columns, a fall in inventories."""
    final = [
        ("CONS_h", "Final consumption expenditure by households"),
        ("INVEN", "Changes in inventories and valuables"),
    ]
    sectors = [("A01", "Crop and animal production"), ("B", "Mining and quarrying")]
    regions = ("AUS", "ROW")
    rows = [(c, n, r, f"r{k + 1}") for r in regions for k, (c, n) in enumerate(sectors)]
    head = [(c, n, r, f"c{k + 1}") for r in regions for k, (c, n) in enumerate(sectors)]
    head += [(c, n, r, f"c{k + 57}") for r in regions for k, (c, n) in enumerate(final)]
    head.append(("GO", "Total output", "TOT", "c62"))
    Y = made.RY.copy()
    Y[0, 1] = -Y[0, 1]
    x = made.RZ.sum(axis=1) + Y.sum(axis=1)
    titles = ["(industry-by-industry)", "(millions of US$)", "", ""]
    cells: Cells = [["Intercountry Input-Output Table", "", ""], ["2014 "]]
    cells += [[titles[k], "", "", "", *(h[k] for h in head)] for k in range(4)]
    cells += [[*rows[i], *made.RZ[i], *Y[i], x[i]] for i in range(4)]
    below = [
        ("II_fob", "Total intermediate consumption", made.RZ.sum(axis=0)),
        ("TXSP", "Taxes less subsidies on products", made.RTAX),
        ("EXP_adj", "Cif/ fob adjustments on exports", 0 * x),
        ("PURR", "Direct purchases abroad by residents", 0 * x),
        ("PURNR", "Purchases on the domestic territory by non-residents", 0 * x),
        ("VA", "Value added at basic prices", x - made.RZ.sum(axis=0) - made.RTAX - 0.5),
        ("IntTTM", "International Transport Margins", 0 * x + 0.5),
        ("GO", "Output at basic prices", x),
    ]
    for k, (code, name, values) in enumerate(below):
        used = Y.sum(axis=0) if code == "II_fob" else [0] * 4
        cells.append([code, name, "TOT", f"r{k + 65}", *values, *used, ""])
    return cells
