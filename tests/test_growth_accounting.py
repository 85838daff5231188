"""Growth accounting: the terms are the effect (acceptance 8), by second routes, for shocks, AI and oil."""

from __future__ import annotations

import numpy as np
import pytest

from diversify.errors import InputError
from diversify.model import Scenario, load_economy, load_scenario, project, project_many
from diversify.model.analysis.growth_accounting import TERMS, GrowthAccounting, accounting, growth_accounting
from diversify.model.economy import Economy

YEARS = (2030, 2035, 2040, 2050)
HULTEN, CAPITAL, LABOUR, TAXES, RESOURCE = range(5)


@pytest.fixture(scope="module")
def economy() -> Economy:
    return load_economy()


def one_percent() -> Scenario:
    """Productivity 1 % higher in all 22 non-oil sectors from 2030 on."""
    return load_scenario("baseline").with_change(
        "productivity", 1.0, mode="add", sectors=("nonoil",), start=2030, until=2030
    )


@pytest.fixture(scope="module")
def shock(economy: Economy) -> GrowthAccounting:
    return growth_accounting(economy, one_percent())


@pytest.mark.parametrize("year", YEARS)
def test_terms_of_a_productivity_shock_add_up(shock: GrowthAccounting, year: int) -> None:
    i = shock.years.index(year)
    assert shock.explained[i] == pytest.approx(1.0, abs=0.01)  # the tolerance asked for
    assert shock.explained[i] == pytest.approx(1.0, abs=1e-8)  # what an identity gives
    assert shock.values[i, RESOURCE] == 0.0
    assert 1.4 < shock.ratio[i] < 2.6
    assert min(shock.values[i, [HULTEN, CAPITAL, TAXES]]) > 0.0


def test_before_the_shock_nothing_happens(shock: GrowthAccounting) -> None:
    assert np.abs(shock.values[: shock.years.index(2030)]).max() < 1e-6
    assert np.isnan(shock.ratio[0])
    assert np.isnan(shock.explained[0])


def test_hulten_term_is_the_cost_share_times_the_saving(economy: Economy, shock: GrowthAccounting) -> None:
    """Second route: labour cost at base-year wages times the saving of labour, to first order."""
    w = shock.other.flows
    i = shock.years.index(2040)
    pi_a, pi_b = (r.flows.f.pi[i, 0] for r in (shock.result, shock.other))
    cost = (w.c.ul * w.y.x[i])[0] * w.f.lab[i, 0] * pi_b
    wanted = (cost * np.log(pi_a / pi_b)).sum()
    assert shock.values[i, HULTEN] == pytest.approx(wanted, rel=0.01)


def test_labour_and_taxes_follow_their_indicators(shock: GrowthAccounting) -> None:
    """Second routes: jobs by sector at their base-year output; product taxes as the accounts have them."""
    i = shock.years.index(2035)
    c = shock.other.flows.c
    jobs = (shock.result.values("employment") - shock.other.values("employment"))[i]
    per_job = (c.ul / c.l0)[0] * shock.other.flows.f.pi[i, 0]
    assert shock.values[i, LABOUR] == pytest.approx((jobs * per_job).sum(), rel=0.02, abs=1.0)
    tax = [r.flows.product_tax_volume[i, 0, 0] for r in (shock.result, shock.other)]
    assert shock.values[i, TAXES] == pytest.approx(tax[0] - tax[1], rel=1e-9)  # technique of inputs unchanged


@pytest.mark.parametrize("name", ["ai-low", "ai-strategy", "ai-ambitious", "energy-ai-only", "no-reform"])
def test_terms_of_ai_add_up(economy: Economy, name: str) -> None:
    found = growth_accounting(economy, load_scenario(name))
    for year in YEARS:
        i = found.years.index(year)
        assert found.values[i].sum() == pytest.approx(found.effect[i], abs=1e-7)
        assert found.values[i, RESOURCE] == 0.0
    parts = found.parts()
    assert parts.residual < 1e-9
    assert [p.term for p in parts.parts] == list(TERMS)


def test_ai_that_saves_less_than_it_costs_has_a_negative_hulten_term(economy: Economy) -> None:
    found = growth_accounting(economy, load_scenario("ai-low"))
    assert found.values[found.years.index(2030), HULTEN] < 0.0


def test_depletion_is_no_productivity(economy: Economy) -> None:
    found = growth_accounting(economy, load_scenario("fast-oil-decline"))
    i = found.years.index(2050)
    assert found.values[i, HULTEN] == pytest.approx(0.0, abs=1e-9)
    assert found.values[i, RESOURCE] < 0.0
    assert np.isnan(found.ratio[i])
    assert found.values[i].sum() == pytest.approx(found.effect[i], abs=1e-7)


def test_ai_in_oil_is_productivity_of_oil(economy: Economy) -> None:
    found = growth_accounting(economy, load_scenario("energy-ai-only"))
    assert found.values[found.years.index(2035), HULTEN] > 0.0


def test_runs_of_a_batch_count_like_single_runs(economy: Economy) -> None:
    s = load_scenario("ai-strategy")
    both = project_many(economy, [s, s.counterfactual()])
    assert accounting(both.result(0), both.result(1)).values == pytest.approx(
        growth_accounting(economy, s).values, abs=1e-6
    )


def test_other_base_year_prices_are_refused(economy: Economy) -> None:
    s = load_scenario("ai-strategy")
    with pytest.raises(InputError, match="base-year prices"):
        accounting(project(economy, s), project(load_economy(2021), s.counterfactual()))
