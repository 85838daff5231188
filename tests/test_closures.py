"""Closures side by side: each against itself, the sentences that say which limit binds, and when."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from diversify.errors import Cancelled
from diversify.model import load_economy, load_scenario, project
from diversify.model.analysis.closures import (
    CLOSURES,
    Closed,
    compare_closures,
    limits,
    spans,
    tightness_at_bound,
)
from diversify.model.economy import Economy
from diversify.model.projection.result import Result
from diversify.text import sentence


@pytest.fixture(scope="module")
def economy() -> Economy:
    return load_economy()


@pytest.fixture(scope="module")
def found(economy: Economy) -> dict[str, Closed]:
    return {one.closure: one for one in compare_closures(economy, load_scenario("ai-strategy"))}


def said(result: Result) -> dict[str, str]:
    return {f.id: sentence(f) for f in limits(result)}


def test_each_closure_is_compared_with_itself(economy: Economy, found: dict[str, Closed]) -> None:
    assert list(found) == list(CLOSURES)
    for closure, one in found.items():
        assert one.result.scenario.closure == one.reference.scenario.closure == closure
        assert one.difference.marks == ()
        assert one.reference.scenario.is_counterfactual
        alone = project(economy, replace(load_scenario("ai-strategy"), closure=closure))
        assert one.result.values("gdp") == pytest.approx(alone.values("gdp"), rel=1e-9)


def test_closures_differ_where_they_should(found: dict[str, Closed]) -> None:
    clears = found["market_clearing"].result.values("unemployment")
    assert np.ptp(clears[1:]) < 1e-6
    assert np.all(found["demand_led"].difference.values("wage") == 0.0)
    gdp = {k: one.difference.values("gdp")[-1] for k, one in found.items()}
    assert gdp["demand_led"] > gdp["default"] > 0.0
    assert len({round(float(v), 4) for v in gdp.values()}) == 4


def test_labour_binds_in_all_years_where_markets_clear(found: dict[str, Closed]) -> None:
    words = said(found["market_clearing"].result)
    assert "2026–2050" in words["limit_labour"]
    assert "limit_demand" not in words


def test_years_of_limits_are_those_of_the_indicators(found: dict[str, Closed]) -> None:
    for one in found.values():
        years = np.array(one.result.years)[1:]
        words = said(one.result)
        guard = one.result.values("flag_transfer_guard")[1:] > 0
        assert spans(years[guard]) in words["limit_fund_guard"]
        assert spans(years[~guard]) in words["limit_deficit_rule"]
        u = one.result.values("unemployment")[1:]
        above = years[u > 5.2 + 0.05]
        if len(above):
            assert f"in {spans(above)}: " in words["limit_demand"]


def test_labour_that_runs_out_and_oil_that_runs_short_are_said(economy: Economy) -> None:
    scarce = replace(
        load_scenario("baseline").with_change("labour_force", -3, start=2027), closure="demand_led"
    )
    tight = project(economy, scarce)
    words = said(tight)
    assert "limit_low_unemployment" in words
    assert "limit_labour" in words
    dry = load_scenario("baseline").with_change("oil_output", -20).with_change("gas_output", -20)
    short = project(economy, dry)
    assert "2050" in said(short)["limit_oil_shortage"]


def test_capital_at_its_bound_is_said(economy: Economy) -> None:
    narrow = (
        load_scenario("baseline").with_parameter("tightness_min", 0.99).with_parameter("tightness_max", 1.01)
    )
    result, wide = project(economy, narrow), project(economy, load_scenario("baseline"))
    assert not tightness_at_bound(wide).any()
    assert "limit_capital" not in said(wide)
    bound = tightness_at_bound(result)
    years = np.array(result.years)[bound.any(1)]
    assert f"in {spans(years)}: in up to {bound.sum(1).max()} sectors" in said(result)["limit_capital"]


def test_spans_of_years() -> None:
    assert spans([2026, 2027, 2028, 2035, 2040, 2041]) == "2026–2028, 2035, 2040–2041"
    assert spans([]) == ""


def test_closures_can_be_cancelled_and_report_progress(economy: Economy) -> None:
    steps: list[tuple[int, int]] = []
    some = compare_closures(
        economy, load_scenario("baseline"), ("default", "type2"), progress=lambda *at: steps.append(at)
    )
    assert [one.closure for one in some] == ["default", "type2"]
    assert steps[-1] == (4, 4)
    with pytest.raises(Cancelled):
        compare_closures(economy, load_scenario("baseline"), cancel=lambda: True)
