"""The toolbox against printed tables of the UN, Eurostat, the textbook and papers; each names its source.

The tables lie in data/published with their sources. Where inputs are printed rounded, the last printed digit
of a result may differ by one; what that leaves is stated in each test.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from diversify.model.inputoutput import (
    Households,
    closed_coefficients,
    effects,
    footprint,
    gras,
    leontief_inverse,
    multipliers,
    siot_from_sut,
    technical_coefficients,
)
from diversify.model.inputoutput.scaling import row_factors

Array = NDArray[np.float64]
DATA = Path(__file__).resolve().parent / "data" / "published"


def read(name: str) -> dict[str, Array]:
    """Blocks of a file: the first column names the block, the second the row."""
    rows: dict[str, list[list[float]]] = {}
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        for block, _row, *cells in csv.reader(line for line in file if not line.startswith("#")):
            rows.setdefault(block, []).append([float(cell) for cell in cells])
    return {block: np.array(cells) for block, cells in rows.items()}


@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.csv")))
def test_every_file_says_where_it_is_from(name: str) -> None:
    first = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()[:4]
    assert first[0].startswith("# ")
    assert any("Read from" in line or "Recalled" in line for line in first)
    assert read(name)


# ------------------------------------------------------------------ UN Handbook (2018)

AUSTRIA = read("un_2018_supply_use")


@pytest.mark.parametrize("model", ["A", "B", "C", "D"])
def test_models_of_the_un_handbook(model: Any) -> None:
    """UN (2018), tables 12.4-12.7, 12.11, 12.12, 12.16 from table 12.3 (Austria), to 0.01 bn EUR."""
    supply, added = AUSTRIA["supply"], AUSTRIA["value_added"]
    domestic = siot_from_sut(supply, AUSTRIA["use"], AUSTRIA["final"], added, model)
    imported = siot_from_sut(supply, AUSTRIA["imported_use"], AUSTRIA["imported_final"], added, model)
    found = {
        "domestic": domestic.Z,
        "imported": imported.Z,
        "final": domestic.Y,
        "value_added": domestic.W,
        "transformation": siot_from_sut(supply, np.eye(3), AUSTRIA["final"], added, model).Z,
    }
    printed = {name: AUSTRIA[f"{model}_{name}"] for name in found if f"{model}_{name}" in AUSTRIA}
    assert len(printed) >= 3
    for name, values in printed.items():
        last = 1.8e-4 if name == "transformation" else 0.0114  # table 12.3 has two decimals
        np.testing.assert_allclose(found[name], values, atol=last, err_msg=name)


@pytest.mark.parametrize(("model", "cells"), [("A", 2), ("B", 0), ("C", 1), ("D", 0)])
def test_negatives_of_the_un_handbook(model: Any, cells: int) -> None:
    """UN (2018), figure 12.2: A and C may be negative, B and D cannot; as many cells as are printed."""
    found = siot_from_sut(AUSTRIA["supply"], AUSTRIA["use"], AUSTRIA["final"], AUSTRIA["value_added"], model)
    assert len(found.negatives) == cells == (AUSTRIA[f"{model}_domestic"] < 0).sum()


def test_gras_of_the_un_handbook() -> None:
    """UN (2018), boxes 18.2 and 18.3 (Austria): factors of two rounds to three decimals, totals of 2006."""
    data = read("un_2018_gras")
    old, u, v = data["old"], data["row_totals"][0], data["column_totals"][0]
    P, N = np.maximum(old, 0), np.maximum(-old, 0)
    r = np.ones(len(u))
    for k in (1, 2):
        s = row_factors(P.T @ r, N.T @ (1 / r), v)
        np.testing.assert_allclose(s, data[f"round_{k}_columns"][0], atol=5.1e-4)
        r = row_factors(P @ s, N @ (1 / s), u)
        np.testing.assert_allclose(r, data[f"round_{k}_rows"][0], atol=5.1e-4)
    found = gras(old, u, v)
    np.testing.assert_allclose(found.matrix.sum(axis=0), v, rtol=1e-9)
    np.testing.assert_allclose(found.matrix.sum(axis=1), u, rtol=1e-7)  # printed totals differ by 0.032
    np.testing.assert_array_equal(np.sign(found.matrix), np.sign(old))


def test_emissions_of_the_un_handbook() -> None:
    """UN (2018), Germany 2009: cumulated CO2 per unit of final demand, within what whole bn EUR leave."""
    data = read("un_2018_germany")
    x, printed = data["output"][0], data["cumulated"][0]
    A = technical_coefficients(data["flows"], x)
    found = multipliers(A, data["emissions"][0] / x)
    np.testing.assert_allclose(found, printed, rtol=6e-3)
    draw = np.random.default_rng(0)
    spread = []
    for _ in range(200):
        rounded = np.maximum(data["flows"] + draw.uniform(-0.5, 0.5, (6, 6)), 0)
        output = x + draw.uniform(-0.5, 0.5, 6)
        spread.append(multipliers(technical_coefficients(rounded, output), data["emissions"][0] / output))
    assert (np.min(spread, axis=0) <= printed).all()
    assert (printed <= np.max(spread, axis=0)).all()


# ------------------------------------------------------------------ Eurostat (2008)


def test_almon_of_the_eurostat_manual() -> None:
    """Eurostat (2008), box 11.4: product technology, its two negative flows, and what Almon makes of them."""
    data = read("eurostat_2008_box_11_4")
    S, Y, W = data["supply"], data["final"], data["value_added"]
    plain = siot_from_sut(S, data["use_a"], Y, W, "A")
    np.testing.assert_allclose(plain.Z, data["flows_a"], atol=1e-12)
    assert len(plain.negatives) == 0
    changed = siot_from_sut(S, data["use_b"], Y, W, "A")
    np.testing.assert_allclose(changed.Z, data["flows_b"], atol=5.1e-3)
    assert len(changed.negatives) == 2
    same = siot_from_sut(S, data["use_a"], Y, W, "A", negatives="almon")
    np.testing.assert_allclose(same.Z, data["flows_a"], atol=1e-9)
    mended = siot_from_sut(S, data["use_b"], Y, W, "A", negatives="almon")
    np.testing.assert_allclose(mended.Z, data["flows_a"], atol=1e-9)
    assert len(mended.negatives) == 2  # what was mended is still said


# ------------------------------------------------------------------ a statistical office's table, a paper


def test_multipliers_of_the_netherlands() -> None:
    """Statistics Netherlands by SPICOSA: income multipliers type I to all digits, type II to three.

    The household column is printed with two decimals, which leaves 4e-4 of type II.
    """
    data = read("netherlands")
    x = data["output"][0]
    A, w = technical_coefficients(data["flows"], x), data["wages"][0] / x
    households = Households(income=w, consumption=data["households"][0])
    np.testing.assert_allclose(multipliers(A, w, "I"), data["type_i"][0], atol=5.1e-4)
    effect, ratio = data["type_ii"]
    np.testing.assert_allclose(effects(A, w, households).total, effect, rtol=4e-4)
    np.testing.assert_allclose(multipliers(A, w, "II", households), ratio, rtol=4e-4)
    closed = leontief_inverse(closed_coefficients(A, households))
    np.testing.assert_allclose(closed[1], data["closed_inverse"][0], atol=6e-4)


def test_gras_of_temurshoev_miller_and_bouwmeester() -> None:
    """Temurshoev, Miller and Bouwmeester (2013), "A note on the GRAS method", tables 1 to 3, pp. 364-365.

    The last column has no positive entry. Read from the public repository Albertuken/Quadrium.
    """
    old = np.array([[7.0, 3, 5, -3], [2, 9, 8, 0], [-2, 0, 2, 0]])
    found = gras(old, np.array([15.0, 26, -1]), np.array([9.0, 16, 17, -2]))
    printed = [[8.424, 3.375, 5.200, -2.0], [3.001, 12.625, 10.374, 0.0], [-2.425, 0.0, 1.425, 0.0]]
    np.testing.assert_allclose(found.matrix, printed, atol=5.1e-4)


# ------------------------------------------------------------------ the textbook


def test_two_regions_of_the_textbook() -> None:
    """Miller and Blair (2009), section 3.3: the interregional inverse, to four decimals."""
    data = read("miller_blair_two_regions")
    A = technical_coefficients(data["flows"], data["output"][0])
    np.testing.assert_allclose(leontief_inverse(A), data["inverse"], atol=5.1e-5)
    Y = np.zeros((5, 2))
    Y[0, 0] = 100.0  # what a demand of 100 for product 1 of region r makes in both regions
    found = footprint(A, Y, np.ones(5), [0, 0, 0, 1, 1])
    np.testing.assert_allclose(found.by_product[:, 0], 100 * data["inverse"][:, 0], atol=5.1e-3)
