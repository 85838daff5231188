"""Every shipped layout reads a made file in the exact layout, quirks and all, and finds the economy again."""

from __future__ import annotations

from pathlib import Path

import made_editions as editions
import made_layouts as made
import numpy as np
import pytest

from diversify.errors import NegativeError, TableError
from diversify.model.economy import Table
from diversify.model.economy.importing import import_file, load_layout, shipped_layouts
from diversify.model.economy.multiregional import MultiRegionalTable
from diversify.model.economy.supply_use import SupplyUseTable


def same(table: Table, *, merged_surplus: bool = False) -> None:
    """Hold a table against the made economy."""
    np.testing.assert_allclose(table.Z, made.Z)
    for k, name in enumerate(made.CATEGORIES):
        np.testing.assert_allclose(table.final(name), made.Y[:, k], err_msg=name)
    np.testing.assert_allclose(table.M, made.M)
    np.testing.assert_allclose(table.x, made.X)
    np.testing.assert_allclose(table.taxes_on_inputs, made.TAXES)
    assert table.taxes_on_final.sum() == pytest.approx(made.TAXES_FINAL.sum())
    assert set(table.value_added_kinds) == set(made.ADDED)
    for kind, values in zip(table.value_added_kinds, table.value_added, strict=True):
        np.testing.assert_allclose(values, made.ADDED[kind], err_msg=kind)


def test_every_shipped_layout_is_valid() -> None:
    assert len(shipped_layouts()) >= 8
    for name in shipped_layouts():
        assert load_layout(name).title


def test_azerbaijan(tmp_path: Path) -> None:
    path = made.write_xlsx(tmp_path / "io_2021.xlsx", {"Cədvəl 1": made.azstat()}, ["A1:F1"])
    read = import_file(path, unit="mln AZN")
    assert read.report.layout == "azstat"
    table = read.table()
    same(table)
    assert (table.year, table.currency) == (2021, "AZN")
    assert table.sectors[0].name["en"] == "Kənd təsərrüfatı"
    assert read.report.differences == ()
    assert any(item.why == "numbers of the columns" for item in read.report.left_out)
    assert read.report.zeros["-"] == 2


def test_eurostat_symmetric(tmp_path: Path) -> None:
    path = made.write_xlsx(tmp_path / "naio_2020.xlsx", {"Sheet 1": made.eurostat_siot()})
    read = import_file(path, unit="mln EUR")
    assert read.raw().year == 2020  # not 2024, the date of the last update
    assert read.report.layout == "eurostat-siot"
    same(read.table())
    assert read.report.differences == ()
    assert read.report.zeros[":"] == 2
    assert any("TFU = final demand" in where for _what, where in read.report.recognised)


def test_ons_domestic_use_and_imports_by_user(tmp_path: Path) -> None:
    path = made.write_xlsx(tmp_path / "nasu.xlsx", {"Contents": [["Contents"]], "IOT": made.ons()})
    read = import_file(path, year=2019)
    assert read.report.layout == "ons"
    table = read.table()
    assert table.codes == ("CPA_A", "CPA_B", "CPA_C", "IMPORTS")
    np.testing.assert_allclose(table.Z.sum(axis=0)[:3], made.Z.sum(axis=0))
    np.testing.assert_allclose(table.x, [*made.X, 0])
    np.testing.assert_allclose(table.M, [0, 0, 0, made.M.sum()])
    np.testing.assert_allclose(table.exports, [*made.Y[:, 5], 0])
    np.testing.assert_allclose(table.gva[:3], sum(made.ADDED.values()))
    assert table.gdp == pytest.approx(sum(map(np.sum, made.ADDED.values())) + made.TAXES.sum() + 11)
    assert read.report.differences == ()
    assert any("notes" in item.label.casefold() for item in read.report.left_out)


@pytest.mark.parametrize(("name", "region"), [("oecd-icio", "AAA"), ("wiod", "AAA"), ("adb", "AZE")])
def test_multi_regional(tmp_path: Path, name: str, region: str) -> None:
    if name == "oecd-icio":
        path = made.write_text(tmp_path / "2019_SML.csv", made.oecd())
    else:
        cells = made.wiod() if name == "wiod" else made.adb()
        path = made.write_xlsx(tmp_path / f"{name}_2019.xlsx", {"2019": cells})
    read = import_file(path)
    assert (read.report.layout, read.kind) == (name, "mrio")
    assert read.report.differences == ()
    table = read.raw()
    assert isinstance(table, MultiRegionalTable)
    assert table.regions[0] == region
    np.testing.assert_allclose(table.Z, made.RZ)
    np.testing.assert_allclose(table.x, made.RX)
    np.testing.assert_allclose(table.gva, made.RVA)
    with pytest.raises(TableError, match="Say which"):
        read.table()
    nation = read.table(region=region)
    n = 2
    np.testing.assert_allclose(nation.Z[:n, :n], made.RZ[:2, :2] + made.RZ[2:, :2])
    np.testing.assert_allclose(nation.exports[:n], made.RZ[:2, 2:].sum(1) + made.RY[:2, 2:].sum(1))
    np.testing.assert_allclose(nation.M[:n], made.RZ[2:, :2].sum(1) + made.RY[2:, :2].sum(1))
    np.testing.assert_allclose(nation.x[:n], made.RX[:2])


def test_editions_of_oecd(tmp_path: Path) -> None:
    read = import_file(made.write_text(tmp_path / "ICIO2018_2010.csv", editions.oecd_2018()), year=2010)
    assert (read.report.layout, read.report.differences) == ("oecd-icio", ())
    table = read.raw()
    assert isinstance(table, MultiRegionalTable)
    np.testing.assert_allclose(table.taxes_on_inputs, made.RTAX)
    np.testing.assert_allclose(table.x, made.RX)
    assert table.final_labels[5] == ("AUS", "purchases_abroad")
    with pytest.raises(TableError, match="2010 / 2016"):  # the edition, and the year
        import_file(made.write_text(tmp_path / "ICIO2016_2010.csv", editions.oecd_2016()))
    read = import_file(made.write_text(tmp_path / "2010.csv", editions.oecd_2016()))
    assert (read.report.layout, read.report.differences) == ("oecd-icio", ())
    table = read.raw()
    assert isinstance(table, MultiRegionalTable)
    assert table.regions == ("AUS", "CHN")
    assert table.final_labels[:3] == (("AUS", "households"), ("CHN", "households"), ("AUS", "npish"))
    assert table.final_labels[-1] == ("all", "discrepancy")
    np.testing.assert_allclose(table.Y[:, -1], [1, -1, 0, 2])
    np.testing.assert_allclose(table.Y[:, 0], made.RY[:, 0])


def test_wiod_release_of_2016(tmp_path: Path) -> None:
    path = made.write_xlsx(tmp_path / "WIOT2014_Nov16_ROW.xlsx", {"2014": editions.wiod_2016()})
    read = import_file(path)
    assert (read.report.layout, read.report.differences) == ("wiod", ())
    table = read.raw()
    assert isinstance(table, MultiRegionalTable)
    assert table.labels[0] == ("AUS", "A01")
    assert table.sectors["A01"].name["en"] == "Crop and animal production"
    assert table.final_labels[:2] == (("AUS", "households"), ("AUS", "inventories"))
    np.testing.assert_allclose(table.imported_inputs, 0.5)
    nation = read.table(region="AUS")
    assert nation.final("inventories")[0] == made.RY[2, 1] - made.RY[0, 1]


def test_negative_flows_of_a_file_are_asked_for(tmp_path: Path) -> None:
    cells = editions.wiod_2016()
    cells[6][4] = -20.0
    for row, column in ((6, 8), (7, 4), (-3, 4)):  # others in that row and column make up for it
        cells[row][column] += 30.0
    path = made.write_xlsx(tmp_path / "WIOT2014_Nov16_ROW.xlsx", {"2014": cells})
    read = import_file(path)
    whole = read.raw(allow_unbalanced=True)
    said = "Negative inputs are kept (1), the largest: AUS A01 → AUS A01 (-20)."
    assert said in whole.notes
    assert said in read.report.said
    with pytest.raises(NegativeError, match="A01 to A01"):
        read.table(region="AUS", allow_unbalanced=True)
    table = read.table(region="AUS", allow_unbalanced=True, allow_negative=True)
    assert not table.nonnegative
    assert said in table.notes
    assert any("Negative flows" in note for note in table.notes)


def test_codes_far_to_the_right_are_seen(tmp_path: Path) -> None:
    cells = made.oecd()
    wide = [[*row[:1], *[f"{r}_X{k}" for r in ("AAA", "BBB") for k in range(40)]] for row in cells[:1]]
    assert len(wide[0]) > 60  # more columns than are looked at further down
    n = 80
    rows: made.Cells = [[*wide[0], "AAA_HFCE", "BBB_GGFC", "BBB_GFCF", "OUT"]]
    rows += [[label, *[1] * n, 1, 2, 3, n + 6] for label in wide[0][1:]]
    rows += [["VA", *[6] * n, 0, 0, 0, 0], ["OUT", *[n + 6] * n, 0, 0, 0, 0]]
    read = import_file(made.write_text(tmp_path / "2019_SML.csv", rows))
    assert (read.report.layout, read.report.differences) == ("oecd-icio", ())


def test_azerbaijan_unknown_is_not_nothing(tmp_path: Path) -> None:
    cells = [["..." if cell == "-" else cell for cell in row] for row in made.azstat()]
    with pytest.raises(TableError, match=r"'\.\.\.' is no number"):
        import_file(made.write_xlsx(tmp_path / "io_2021.xlsx", {"T": cells}), unit="mln AZN")


def test_bea_make_and_use_in_two_files(tmp_path: Path) -> None:
    make, use = made.bea()
    first = made.write_xlsx(tmp_path / "IOMake.xlsx", {"2017": make})
    second = made.write_xlsx(tmp_path / "IOUse.xlsx", {"2017": use})
    read = import_file(first, use=second)
    assert (read.report.layout, read.kind) == ("bea", "make-use")
    assert read.report.differences == ()
    raw = read.raw()
    assert isinstance(raw, SupplyUseTable)
    assert raw.year == 2017
    np.testing.assert_allclose(raw.supply[:3].T, [[75, 5, 0], [2, 140, 8], [0, 10, 140]])
    assert raw.M[3] == 4
    with pytest.raises(TableError, match="Say the model"):
        read.table()
    for model in ("A", "B", "C", "D"):
        table = read.table(model=model, allow_unbalanced=False)
        assert table.codes == ("111", "31G", "81", "IMPORTS")
        assert table.M[3] == pytest.approx(4)
        assert table.gva.sum() == pytest.approx(raw.value_added.sum())


def test_eurostat_supply_and_use(tmp_path: Path) -> None:
    products, industries = ["CPA_A", "CPA_B-E", "CPA_F"], ["A", "B-E", "F"]
    S = np.array([[75.0, 5, 0], [5, 140, 5], [0, 5, 145]])
    title = "Supply table at basic prices [naio_10_cp15], 2020"
    supply: made.Cells = [[title], [], ["STK_FLOW", *industries, "TOTAL", "P7", "TS_BP"]]
    supply += [[c, *S[i], S[i].sum(), made.M[i], S[i].sum() + made.M[i]] for i, c in enumerate(products)]
    supply.append(["P1", *S.sum(axis=0)])
    finals = ["P3_S14", "P3_S13", "P3_S15", "P51G", "P52", "P6"]
    use: made.Cells = [
        ["Use table at basic prices [naio_10_cp1610], 2020"],
        [],
        ["PRD", *industries, "TOTAL", *finals],
    ]
    use += [[c, *made.Z[i], made.Z[i].sum(), *made.Y[i]] for i, c in enumerate(products)]
    use += [["D21X31", *made.TAXES, made.TAXES.sum(), *made.TAXES_FINAL], ["D1", *made.ADDED["compensation"]]]
    rest = S.sum(axis=0) - made.Z.sum(axis=0) - made.TAXES - made.ADDED["compensation"]
    use.append(["B2A3G", *rest])
    path = made.write_xlsx(tmp_path / "sut.xlsx", {"naio_10_cp15": supply, "naio_10_cp1610": use})
    read = import_file(path, unit="mln EUR")
    assert read.report.layout == "eurostat-sut"
    assert read.report.differences == ()
    table = read.table(model="D")
    np.testing.assert_allclose(table.x, S.sum(axis=0))
    assert read.table(model="B").x == pytest.approx(S.sum(axis=1))
