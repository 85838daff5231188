"""`Accounts`: the algebra's names with labels, on Azerbaijan's tables and on small ones."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest

from diversify.errors import InfeasibleError, InputError, TableError
from diversify.model import Accounts, Table, load_table
from diversify.model import inputoutput as io
from diversify.model.economy import Sector


@pytest.fixture(scope="module")
def table() -> Table:
    return load_table(2021)


@pytest.fixture(scope="module")
def accounts(table: Table) -> Accounts:
    return Accounts(table)


def test_pandas_is_loaded_by_the_first_answer_only() -> None:
    code = (
        "import sys; from diversify.model import Accounts, load_table; a = Accounts(load_table(2021));"
        "before = 'pandas' in sys.modules, 'scipy.linalg' in sys.modules; a.multipliers();"
        "print(*before, 'pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["False", "False", "True"]


@pytest.mark.parametrize("flows", ["domestic", "total"])
def test_output_and_final_demand_are_those_of_the_table(table: Table, flows: Any) -> None:
    one = Accounts(table, flows)
    np.testing.assert_allclose(one.output(), table.x, rtol=1e-11)
    np.testing.assert_allclose(one.ghosh_output(), table.x, rtol=1e-11)
    assert one.output().index.tolist() == list(table.codes)
    assert one.output({"AGR": 100.0})["AGR"] > 100


def test_domestic_and_imported_coefficients_add_up(accounts: Accounts) -> None:
    whole = accounts.domestic_coefficients() + accounts.import_coefficients()
    pd.testing.assert_frame_equal(whole, accounts.technical_coefficients())


def test_inverses(table: Table, accounts: Accounts) -> None:
    L = accounts.leontief_inverse()
    eye = np.eye(table.n)
    np.testing.assert_allclose(L @ (eye - accounts.domestic_coefficients()), eye, atol=1e-12)
    G = accounts.ghosh_inverse()
    np.testing.assert_allclose(G @ (eye - accounts.allocation_coefficients()), eye, atol=1e-10)
    assert L.loc["AGR", "FOOD"] > 0 if "FOOD" in table.codes else L.shape == (table.n, table.n)


def test_labels_do_not_change_numbers(table: Table, accounts: Accounts) -> None:
    a = accounts.domestic_coefficients().to_numpy()
    np.testing.assert_allclose(
        accounts.multipliers("employment"), io.multipliers(a, table.employment / table.x)
    )  # type: ignore[operator]
    z = a * table.x
    np.testing.assert_allclose(accounts.backward_linkage(), io.backward_linkage(z, table.x))
    np.testing.assert_allclose(accounts.forward_linkage(), io.forward_linkage(z, table.x))
    np.testing.assert_allclose(accounts.field_of_influence(), io.field_of_influence(io.leontief_inverse(a)))
    assert accounts.key_sectors()["class"].tolist() == io.key_sectors(z, table.x)
    losses = accounts.hypothetical_extraction()
    one = accounts.hypothetical_extraction(["OILGAS"])
    np.testing.assert_allclose(losses["OILGAS"], one["loss"], rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(accounts.dispersion()["power"], accounts.backward_linkage())


def test_effects_add_up_and_rise_with_income(accounts: Accounts) -> None:
    wages = accounts.effects("value_added")
    np.testing.assert_allclose(wages["direct"] + wages["indirect"] + wages["induced"], wages["total"])
    everything = accounts.effects("value_added", income="all")
    assert everything.loc["OILGAS", "induced"] > 5 * wages.loc["OILGAS", "induced"]  # profits, few wages
    assert (accounts.effects("value_added", income=None)["induced"] == 0).all()
    half = accounts.effects("value_added", total_income=1e9)
    assert (half["induced"] < 0.01 * wages["induced"]).all()
    np.testing.assert_allclose(accounts.multipliers("value_added", "truncated"), wages["total"])


def test_kinds_of_multipliers(accounts: Accounts) -> None:
    for kind in ("I", "II", "truncated II"):
        assert (accounts.multipliers("income", kind).dropna() >= 1).all()  # type: ignore[arg-type]
    total, truncated = accounts.multipliers(kind="total"), accounts.multipliers(kind="truncated")
    assert (total > truncated).all()
    own = accounts.multipliers({"AGR": 5.0})
    assert own["AGR"] > 0


def test_a_price_is_made_of_costs(table: Table, accounts: Accounts) -> None:
    parts = accounts.price_composition()
    np.testing.assert_allclose(parts.sum(axis=1), 1, rtol=1e-10)
    assert list(parts) == [*table.value_added_kinds, "taxes", "imports"]
    raised = accounts.price_change({"ENERGY": 0.1})
    assert raised.idxmax() == "ENERGY"
    held = accounts.price_change(given={"ENERGY": 0.1})
    assert held["ENERGY"] == pytest.approx(0.1)
    assert (held.drop("ENERGY") > 0).all()


def test_mixed_model_gives_the_table_back(table: Table, accounts: Accounts) -> None:
    k = table.index("OILGAS")
    found = accounts.mixed_model({"OILGAS": float(table.x[k])})
    np.testing.assert_allclose(found["output"], table.x, rtol=1e-10)
    less = accounts.mixed_model({"OILGAS": 0.9 * float(table.x[k])})
    assert less.loc["OILGAS", "final_demand"] < found.loc["OILGAS", "final_demand"]


def test_paths_and_footprint_explain_output(table: Table, accounts: Accounts) -> None:
    paths = accounts.structural_paths("value_added", cutoff=1e-3)
    assert 0.6 < paths.attrs["explained"] < 1
    assert paths.attrs["total"] == pytest.approx(table.gva.sum())
    assert paths["path"].iloc[0] == "OILGAS"
    made = accounts.footprint("value_added")
    np.testing.assert_allclose(made.sum(axis=1), table.gva, rtol=1e-9)
    assert list(made) == list(table.categories)


def test_exports_are_value_added_taxes_and_imports(table: Table, accounts: Accounts) -> None:
    found = accounts.value_added_in_trade()
    parts = found[["domestic_value_added", "taxes", "foreign_content"]].sum(axis=1)
    np.testing.assert_allclose(parts, table.exports, rtol=1e-10)
    total = Accounts(table, "total").value_added_in_trade()
    pd.testing.assert_frame_equal(found, total)


def test_decomposition_from_2021_to_2025_adds_up(accounts: Accounts) -> None:
    later = load_table(2025)
    for of in ("output", "value_added"):
        found = accounts.structural_decomposition(later, of)
        parts = found.drop(columns=["start", "end"]).sum(axis=1)
        np.testing.assert_allclose(parts, found["end"] - found["start"], atol=1e-7)
        np.testing.assert_allclose(found["end"], later.x if of == "output" else later.gva, rtol=1e-10)
    assert "interaction" in accounts.structural_decomposition(later, method="interaction")
    with pytest.raises(InputError, match="same sectors"):
        accounts.structural_decomposition(load_table(2021, sectors=19))


def test_tables_from_tables(table: Table, accounts: Accounts) -> None:
    split = accounts.disaggregate("ICT", {"TELECOM": 3.0, "IT": 1.0})
    assert split.table.n == table.n + 1
    assert split.table.balanced
    back = split.aggregate({code: "ICT" if code in ("TELECOM", "IT") else code for code in split.table.codes})
    np.testing.assert_allclose(back.table.Z, table.Z, rtol=1e-12)
    np.testing.assert_allclose(back.table.x, table.x, rtol=1e-12)
    np.testing.assert_allclose(split.multipliers()["IT"], accounts.multipliers()["ICT"], rtol=1e-9)
    u, v = 1.1 * accounts._base.Z.sum(axis=1), 1.1 * accounts._base.Z.sum(axis=0)
    np.testing.assert_allclose(accounts.ras(u, v), 1.1 * accounts._base.Z, rtol=1e-9)
    np.testing.assert_allclose(accounts.gras(u, v), accounts.ras(u, v))


def test_ai_services_split_out_of_ict(table: Table, accounts: Accounts) -> None:
    size = 0.1 * float(table.x[table.index("ICT")])
    inputs = {"ICT": 0.1, "ENERGY": 0.005, "compensation": 0.3, "net_income": 0.595}
    sales = {"FIN": 0.02, "TRADE": 0.01, "households": 0.6, "exports": 0.38, "imports": 0.01}
    new = accounts.insert_sector("ICT", Sector("AI"), size, inputs, sales)
    assert new.table.codes[-1] == "AI"
    assert new.table.balanced
    assert new.table.x.sum() == pytest.approx(table.x.sum())
    assert new.table.employment.sum() == pytest.approx(table.employment.sum())  # type: ignore[union-attr]
    back = new.aggregate({code: "ICT" if code == "AI" else code for code in new.table.codes})
    np.testing.assert_allclose(back.table.Z, table.Z, rtol=1e-10, atol=1e-9)
    np.testing.assert_allclose(back.table.M, table.M, rtol=1e-10, atol=1e-9)
    with pytest.raises(InfeasibleError, match="more than there is in"):
        accounts.insert_sector("ICT", Sector("AI"), 5 * size, {"AGR": 1.0}, {"households": 1.0})
    with pytest.raises(TableError, match="no 'gold'"):
        accounts.insert_sector("ICT", Sector("AI"), size, {"gold": 1.0}, {"households": 1.0})
    with pytest.raises(TableError, match="already"):
        accounts.insert_sector("ICT", Sector("AGR"), size, inputs, sales)


def test_deflation(table: Table, accounts: Accounts) -> None:
    found = accounts.deflate({"OILGAS": 2.0})
    assert found.loc["OILGAS", "output"] == pytest.approx(table.x[table.index("OILGAS")] / 2)
    assert found.loc["AGR", "AGR"] == table.Z[table.index("AGR"), table.index("AGR")]


def test_dynamics(table: Table, accounts: Accounts) -> None:
    B = np.outer(np.where(np.array(table.codes) == "CONS", 0.3, 0.0), np.ones(table.n))
    f = np.tile(accounts._base.f, (4, 1))
    found = accounts.dynamic_leontief(B, f)
    assert found.attrs["method"] == "capacity"
    assert found.attrs["growth"] > 0
    np.testing.assert_allclose(found.iloc[-1], table.x, rtol=1e-9)  # no growth wanted: nothing changes


def test_what_is_unknown_is_named(accounts: Accounts, table: Table) -> None:
    with pytest.raises(InputError, match="nothing called 'gold'"):
        accounts.multipliers("gold")
    with pytest.raises(TableError, match="no sector 'GOLD'"):
        accounts.output({"GOLD": 1.0})
    with pytest.raises(InputError, match="one number for every sector"):
        accounts.output([1.0, 2.0])
    with pytest.raises(InputError, match="Unknown flows"):
        Accounts(table, "some")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="kinds of value added"):
        accounts.effects(income="luck")
    with pytest.raises(TableError, match="weights above 0"):
        accounts.disaggregate("ICT", {"A": 0.0})
