"""Tables in several files: EXIOBASE, Eora26 and what pymrio saves, as folders and as archives."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import made_folders as made_in
import made_layouts as made
import numpy as np
import pytest

from diversify.errors import AmbiguityError, InputError, TableError
from diversify.model.economy.importing import import_file
from diversify.model.economy.importing.exchange import save_folder
from diversify.model.economy.multiregional import MultiRegionalTable


@pytest.mark.parametrize("release", ["3.4", "3.8", "3.9"])
@pytest.mark.parametrize("output", [True, False])
def test_exiobase_archive_as_published(tmp_path: Path, release: str, output: bool) -> None:
    files = made_in.exiobase(release=release, output=output)
    read = import_file(made_in.packed(tmp_path / "IOT_2019_ixi.zip", files, "IOT_2019_ixi/"))
    assert (read.report.layout, read.kind) == ("exiobase3", "mrio")
    assert read.report.differences == ()
    assert read.report.evidence
    table = read.raw()
    assert isinstance(table, MultiRegionalTable)
    assert (table.year, table.unit, table.currency) == (2019, "mln EUR", "EUR")
    assert table.labels[0] == ("AT", "Cultivation of paddy rice")
    np.testing.assert_allclose(table.Z, made.RZ, rtol=1e-12)
    np.testing.assert_allclose(table.x, made.RX, rtol=1e-12)
    np.testing.assert_allclose(table.taxes_on_inputs, made.RTAX)
    kinds = dict(zip(table.value_added_kinds, table.value_added, strict=True))
    assert set(kinds) == {"other_taxes", "compensation", "consumption_of_fixed_capital", "net_income"}
    np.testing.assert_allclose(kinds["compensation"], made.RVA * 0.45)
    np.testing.assert_allclose(kinds["net_income"], made.RVA * 0.3)
    np.testing.assert_allclose(table.extensions["employment"], [1.5, 2.5, 4, 5])
    air = "air_emissions" if release == "3.9" else "satellite"
    np.testing.assert_array_equal(table.extensions[f"{air}: CO2 - combustion - air"], [9, 8, 7, 6])
    nation = read.table(region="AT")
    np.testing.assert_allclose(nation.employment, [1.5, 2.5])
    assert nation.categories[0] == "households"
    np.testing.assert_array_equal(nation.extensions[f"{air}: CO2 - combustion - air"], [9, 8])


def test_an_archive_and_its_folder_are_the_same(tmp_path: Path) -> None:
    files = made_in.exiobase()
    one = import_file(made_in.packed(tmp_path / "IOT_2019_pxp.zip", files)).raw()
    two = import_file(made_in.unpacked(tmp_path / "IOT_2019_pxp", files)).raw()
    assert isinstance(one, MultiRegionalTable)
    assert isinstance(two, MultiRegionalTable)
    for name in ("Z", "Y", "x", "value_added", "taxes_on_inputs"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name))
    assert (one.labels, one.final_labels, one.notes) == (two.labels, two.final_labels, two.notes)


@pytest.mark.parametrize("inside", ["", "indices.zip", "folder"])
def test_eora_in_its_three_forms(tmp_path: Path, inside: str) -> None:
    files = made_in.eora()
    if inside == "folder":
        path = made_in.unpacked(tmp_path / "eora", files)
    else:
        labels = {name: text for name, text in files.items() if inside and name.startswith("labels")}
        if labels:
            made_in.packed(tmp_path / inside, labels)
        rest = {name: text for name, text in files.items() if name not in labels}
        path = made_in.packed(tmp_path / "Eora26_2015_bp.zip", rest)
    read = import_file(path)
    assert (read.report.layout, read.report.differences) == ("eora26", ())
    table = read.raw()
    assert isinstance(table, MultiRegionalTable)
    assert (table.year, table.unit, table.price_basis) == (2015, "thousand USD", "basic")
    assert table.value_added_kinds == ("compensation", "other_taxes")
    np.testing.assert_array_equal(table.Z, made.RZ)
    np.testing.assert_array_equal(table.extensions["Q: I-GHG-CO2 emissions (Gg) Agriculture"], [1, 2, 3, 4])
    assert read.table(region="AAA").categories == ("households", "gfcf", "exports")


def test_thousands_become_millions(tmp_path: Path) -> None:
    folder = made_in.unpacked(tmp_path / "eora", made_in.eora())
    table = import_file(folder, unit="mln USD", scale=0.001).raw()
    assert isinstance(table, MultiRegionalTable)
    assert table.unit == "mln USD"
    np.testing.assert_allclose(table.Z, made.RZ / 1000)
    np.testing.assert_allclose(table.x, made.RX / 1000)
    assert table.extensions["Q: I-GHG-CO2 emissions (Gg) Agriculture"][0] == 1
    for scale in (0.0, -1.0, float("nan")):
        with pytest.raises(TableError, match="above 0"):
            import_file(folder, scale=scale)


def test_eora_without_labels_says_which(tmp_path: Path) -> None:
    files = {name: text for name, text in made_in.eora().items() if not name.startswith("labels")}
    with pytest.raises(TableError, match=r"no labels_T\.txt"):
        import_file(made_in.packed(tmp_path / "Eora26_2015_bp.zip", files))


def test_pymrio_folder_round_trip(tmp_path: Path) -> None:
    source = import_file(made.write_text(tmp_path / "2019_SML.csv", made.oecd())).raw()
    assert isinstance(source, MultiRegionalTable)
    save_folder(source, tmp_path / "IOT_2019")
    read = import_file(tmp_path / "IOT_2019")
    again = read.raw()
    assert read.report.layout == "pymrio"
    assert isinstance(again, MultiRegionalTable)
    assert (again.labels, again.final_labels, again.year) == (source.labels, source.final_labels, 2019)
    for name in ("Z", "Y", "x", "value_added", "taxes_on_inputs"):
        np.testing.assert_array_equal(getattr(again, name), getattr(source, name))
    with pytest.raises(InputError, match="not empty"):
        save_folder(source, tmp_path / "IOT_2019")
    (tmp_path / "IOT_2019" / "Z.txt").unlink()
    with pytest.raises(TableError, match=r"no Z\.txt"):
        import_file(tmp_path / "IOT_2019")


def test_archives_are_checked_before_they_are_read(tmp_path: Path) -> None:
    files = made_in.exiobase()
    with pytest.raises(TableError, match="allow more MiB"):
        import_file(made_in.packed(tmp_path / "IOT_2019_ixi.zip", files), largest=1e-4)
    bomb = {**files, "Z.txt": "0\t" * 20_000_000}
    with pytest.raises(TableError, match="times its size"):
        import_file(made_in.packed(tmp_path / "IOT_2018_ixi.zip", bomb))
    path = tmp_path / "IOT_2017_ixi.zip"
    path.write_bytes(made_in.packed(tmp_path / "whole.zip", files).read_bytes()[:-40])
    with pytest.raises(TableError, match="no zip archive"):
        import_file(path)
    content = bytearray((tmp_path / "whole.zip").read_bytes())
    content[60:400] = bytes(340)
    (tmp_path / "IOT_2016_ixi.zip").write_bytes(content)
    with pytest.raises(TableError, match="cannot be read"):
        import_file(tmp_path / "IOT_2016_ixi.zip")


def test_an_archive_of_text_tables_is_read_by_name(tmp_path: Path) -> None:
    text = made.write_text(tmp_path / "2019_SML.csv", made.oecd()).read_text()
    path = tmp_path / "2018-2019_SML.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2019_SML.csv", text)
    assert import_file(path).raw().year == 2019
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("2018_SML.csv", text)
    with pytest.raises(AmbiguityError, match="Say sheet") as error:
        import_file(path)
    assert error.value.candidates == ("2018_SML.csv", "2019_SML.csv")
    read = import_file(path, sheet="2018_SML.csv")
    assert (read.report.layout, read.raw().year) == ("oecd-icio", 2018)


@pytest.mark.parametrize(
    ("file", "text", "match"),
    [
        ("Z.txt", "nothing", "cannot be read"),
        ("Y.txt", None, r"no Y\.txt"),
        ("x.txt", "region\tsector\tindout\nAT\tone\t1\n", "one number for each row"),
        ("satellite/F.txt", "region\tAT\nsector\tone\na\t1\n", "not those of the flows"),
        ("file_parameters.json", "[" * 50_000, "not what pymrio writes"),
        ("file_parameters.json", json.dumps({"files": {"Z": {"name": "../../Z.txt"}}}), ""),
        ("file_parameters.json", json.dumps({"files": {"Z": {"nr_header": "many"}}}), "cannot be read"),
        ("unit.txt", "a\tb\tM.EUR\nc\td\tM.EUR\ne\tf\tkg\n", ""),
    ],
)
def test_damaged_folders(tmp_path: Path, file: str, text: str | None, match: str) -> None:
    files = made_in.exiobase()
    if text is None:
        del files[file]
    else:
        files[file] = text
    path = made_in.unpacked(tmp_path / "IOT_2019_ixi", files)
    if not match:
        np.testing.assert_allclose(import_file(path).raw().x, made.RX)
        return
    with pytest.raises(TableError, match=match):
        import_file(path)


def test_layouts_of_folders_are_for_folders(tmp_path: Path) -> None:
    path = made.write_text(tmp_path / "2019_SML.csv", made.oecd())
    with pytest.raises(TableError, match="for a folder"):
        import_file(path, "exiobase3")
    folder = made_in.unpacked(tmp_path / "IOT_2019_ixi", made_in.exiobase())
    with pytest.raises(TableError, match="is for one file"):
        import_file(folder, "oecd-icio")
    with pytest.raises(TableError, match="neither a folder"):
        import_file(tmp_path)
