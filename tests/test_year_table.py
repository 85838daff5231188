"""The table of a projected year: it balances, adds up to the result, and is the base table at the start."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from diversify.errors import InputError
from diversify.model import load_scenario, project, shipped_scenarios
from diversify.model.analysis.year_table import year_table
from diversify.model.economy import load_economy
from diversify.model.economy.accounts import Accounts
from diversify.model.projection.parameters import levers


@pytest.mark.parametrize("base", [2025, 2021])
@pytest.mark.parametrize("name", shipped_scenarios())
def test_table_adds_up_to_the_result(name: str, base: int) -> None:
    result = project(load_economy(base), replace(load_scenario(name), base=base))
    for year in (base, base + 1, 2035, 2050):
        t, table = result.years.index(year), year_table(result, year)
        assert table.gdp == pytest.approx(result.values("gdp_current")[t], rel=1e-9)
        assert table.final("exports").sum() == pytest.approx(result.flows.exports_value[t].sum(), rel=1e-9)
        assert table.M.sum() == pytest.approx(result.flows.imports_value[t].sum(), rel=1e-9)
        np.testing.assert_allclose(table.gva, result.flows.b.gva[t, 0], rtol=1e-7, atol=1e-5)
        assert table.employment is not None
        np.testing.assert_allclose(table.employment.sum(), result.values("employment")[t].sum(), rtol=1e-9)
        absorbed = [float(note.split()[4]) for note in table.notes if note.startswith("Rounding")]
        assert max(absorbed, default=0.0) < 1e-4


def test_base_year_is_the_base_table() -> None:
    economy = load_economy()
    table = year_table(project(economy, load_scenario("ai-ambitious")), economy.table.year)
    np.testing.assert_allclose(table.Z, economy.table.Z, atol=1e-9)
    np.testing.assert_allclose(table.x, economy.table.x, atol=1e-9)
    np.testing.assert_allclose(table.M, economy.table.M, atol=1e-9)
    np.testing.assert_allclose(table.taxes_on_inputs, economy.table.taxes_on_inputs, atol=1e-9)


def test_every_lever_at_its_upper_bound_leaves_a_table_that_balances() -> None:
    economy = load_economy()
    base = load_scenario("baseline")
    for name, record in levers().items():
        if name in ("ai_stop_year",) or record.max is None:
            continue
        result = project(economy, base.with_change(name, record.max, start=2026))
        table = year_table(result, 2040)
        t = result.years.index(2040)
        assert table.gdp == pytest.approx(result.values("gdp_current")[t], rel=1e-8), name


def test_the_toolbox_reads_it() -> None:
    result = project(load_economy(), load_scenario("ai-strategy"))
    accounts = Accounts(year_table(result, 2040))
    lost = accounts.hypothetical_extraction()
    assert np.isfinite(lost.to_numpy(dtype=float)).all()


def test_a_year_outside_is_named() -> None:
    result = project(load_economy(), load_scenario("baseline"))
    with pytest.raises(InputError, match="2051"):
        year_table(result, 2051)
