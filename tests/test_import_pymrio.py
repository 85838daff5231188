"""Beside pymrio (extra mrio): its objects, its Parquet folders, and its parsers on the made files."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import made_editions as editions
import made_folders as made_in
import made_layouts as made
import numpy as np
import pytest

from diversify.model.economy.importing import import_file
from diversify.model.economy.importing.exchange import from_pymrio, save_folder, to_pymrio
from diversify.model.economy.multiregional import MultiRegionalTable

pytest.importorskip("pyarrow", reason="needs the extra mrio: pyarrow")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its dependencies
    pymrio: Any = pytest.importorskip("pymrio", reason="needs the extra mrio: pymrio")
pytestmark = pytest.mark.filterwarnings("ignore")  # of pymrio and its dependencies

ARRAYS = ("Z", "Y", "x", "value_added", "taxes_on_inputs")


@pytest.fixture
def table(tmp_path: Path) -> MultiRegionalTable:
    """Two made regions."""
    found = import_file(made.write_text(tmp_path / "2019_SML.csv", made.oecd())).raw()
    assert isinstance(found, MultiRegionalTable)
    return found


def same(one: Any, two: MultiRegionalTable) -> None:
    """Hold a table against another, bit for bit."""
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name), err_msg=name)
    assert (one.labels, one.final_labels) == (two.labels, two.final_labels)
    assert (one.value_added_kinds, one.unit) == (two.value_added_kinds, two.unit)


@pytest.mark.parametrize("parquet", [False, True])
def test_folders_are_read_by_both(tmp_path: Path, table: MultiRegionalTable, parquet: bool) -> None:
    save_folder(table, tmp_path / "IOT_2019", parquet=parquet)
    system = pymrio.load_all(tmp_path / "IOT_2019")
    np.testing.assert_array_equal(system.Z.to_numpy(), table.Z)
    np.testing.assert_array_equal(system.Y.to_numpy(), table.Y)
    same(import_file(tmp_path / "IOT_2019").raw(), table)


def test_objects_there_and_back(table: MultiRegionalTable) -> None:
    system = to_pymrio(table)
    assert list(system.get_regions()) == list(table.regions)
    same(from_pymrio(system, year=2019), table)


@pytest.mark.parametrize("form", ["txt", "parquet"])
def test_what_pymrio_saves_itself(tmp_path: Path, table: MultiRegionalTable, form: str) -> None:
    to_pymrio(table).save_all(tmp_path / "IOT_2019", table_format=form)
    same(import_file(tmp_path / "IOT_2019").raw(), table)


def test_the_test_system_of_pymrio() -> None:
    system = pymrio.load_test().calc_all()
    found = from_pymrio(system, year=2010, unit="mln EUR", allow_unbalanced=True)
    np.testing.assert_array_equal(found.Z, system.Z.to_numpy())
    assert not found.balanced
    assert any(name.startswith("emissions: ") for name in found.extensions)


def test_its_parsers_read_the_made_files_alike(tmp_path: Path) -> None:
    folder = made_in.unpacked(tmp_path / "IOT_2019_ixi", made_in.exiobase())
    np.testing.assert_allclose(pymrio.parse_exiobase3(folder).Z.to_numpy(), import_file(folder).raw().Z)
    files = made_in.eora() | {"Eora26_2015_bp_QY.txt": "1\t2\t3\t4\n"}
    path = made_in.packed(tmp_path / "Eora26_2015_bp.zip", files)
    np.testing.assert_array_equal(pymrio.parse_eora26(path).Z.to_numpy(), import_file(path).raw().Z)
    for name, cells in (("ICIO2016_2003", editions.oecd_2016()), ("ICIO2018_2003", editions.oecd_2018())):
        path = made.write_text(tmp_path / f"{name}.csv", cells)
        theirs, ours = pymrio.parse_oecd(path), import_file(path, year=2003).raw()
        np.testing.assert_allclose(theirs.Z.to_numpy().sum(), ours.Z.sum())
        np.testing.assert_allclose(theirs.Y.to_numpy().sum(), ours.Y.sum())
