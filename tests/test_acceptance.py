"""The model behaves as its acceptance table says: one test a row, by its number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from diversify.model import Result, Scenario, load_economy, load_scenario, project, project_many
from diversify.model.projection import batch, loop
from diversify.model.projection.draws import sample
from diversify.model.projection.flows import Flows
from diversify.model.projection.parameters import levers
from diversify.model.projection.scenario_files import shipped_scenarios
from diversify.model.projection.year import Closure, price_block

BASELINE = load_scenario("baseline")


@cache
def ran(name: str, base: int = 2025) -> Result:
    return project(load_economy(base), load_scenario(name))


@cache
def unmoved(base: int = 2025) -> Result:
    return project(load_economy(base), BASELINE)


def effect(name: str, indicator: str, year: int) -> float:
    """Effect of a shipped scenario against its own counterfactual."""
    result = ran(name)
    other = project(result.economy, result.scenario.counterfactual())
    return at(result - other, indicator, year)


def at(difference: object, indicator: str, year: int) -> float:
    return float(difference.values(indicator)[difference.years.index(year)])  # type: ignore[attr-defined]


def against_baseline(scenario: Scenario) -> tuple[Result, object]:
    result = project(load_economy(), scenario)
    return result, result - project(load_economy(), scenario.counterfactual())


def raised_productivity(percent: float = 1.0, **about: object) -> Scenario:
    """Productivity of every non-oil sector up by `percent` from 2030, by one year of faster growth each."""
    growth = batch.assumptions(load_economy(), BASELINE).paths["productivity"][5]
    scenario = Scenario(name="productivity", **about)  # type: ignore[arg-type]
    for code, g in zip(load_economy().table.codes, growth, strict=True):
        if code != "OILGAS":
            once = ((1 + g / 100) * (1 + percent / 100) - 1) * 100
            scenario = scenario.with_change("productivity", once, sectors=[code], start=2030, until=2030)
    return scenario


@pytest.mark.parametrize("base", [2025, 2021])
def test_1_the_base_year_is_the_table(base: int) -> None:
    r, t = unmoved(base), load_economy(base).table
    a = load_economy(base).anchors
    assert a is not None
    assert np.abs(r.values("output")[0] - t.x).max() < 1e-3
    assert np.abs(r.values("exports")[0] - t.exports).max() < 1e-3
    assert np.abs(r.values("imports")[0] - t.M).max() < 1e-3
    assert np.abs(r.values("gva")[0] - t.gva).max() < 1e-3
    assert abs(r.values("gdp")[0] - t.gdp) < 1e-3
    assert abs(r.values("gdp_current")[0] - t.gdp) < 1e-3
    assert r.values("current_account")[0] == pytest.approx(a.current_account, rel=1e-6)
    assert r.values("unemployment")[0] == pytest.approx(100 * a.unemployment, rel=1e-6)
    assert r.values("sofaz_assets")[0] == a.fund_closing


@pytest.mark.parametrize("base", [2025, 2021])
@pytest.mark.parametrize("name", shipped_scenarios())
def test_2_every_identity_holds_in_every_year(name: str, base: int) -> None:
    residuals = ran(name, base).residuals
    assert len(residuals) >= 11
    for identity, by_year in residuals.items():
        assert by_year.max() < 1e-9, identity


def test_3_a_lever_that_does_nothing_changes_no_bit() -> None:
    idle = BASELINE.with_change("adoption_speed", 0.3).with_change("energy_opex", 10.0)
    same = project(load_economy(), idle)
    for name in same.names:
        assert np.array_equal(same.values(name), unmoved().values(name), equal_nan=True), name


def test_3_the_price_block_is_homogeneous() -> None:
    run = unmoved().flows.run
    t, ln = 10, np.log(1.3)
    f = type(run.f)(*(v[t] for v in run.f))
    f = f._replace(pm=f.pm * 1.3, z_start=f.z_start - run.c.phi * ln, po=f.po * 1.3)
    lnp, lnw = run.y.lnp[t], run.y.lnw[t]
    before = price_block(run.c, type(run.f)(*(v[t] for v in run.f)), lnp, lnw)
    after = price_block(run.c, f, lnp + ln, lnw + ln)
    assert np.abs(after.p / before.p - 1.3).max() < 1e-12
    assert np.abs(after.inputs - 1.3 * before.inputs).max() < 1e-12
    assert np.abs(after.residual - 1.3 * before.residual).max() < 1e-12


def test_4_the_baseline_is_plausible_to_2050() -> None:
    r = unmoved()
    growth = r.values("gdp_growth")[1:]
    mean = 100 * ((r.values("gdp")[-1] / r.values("gdp")[0]) ** (1 / 25) - 1)
    assert 0.5 < mean < 2.0
    assert growth.min() > -1
    assert growth.max() < 4
    assert r.values("unemployment").min() > 3
    assert r.values("unemployment").max() < 9
    assert r.values("sofaz_assets").min() > 0


def test_5_the_first_years_are_near_the_forecasts() -> None:
    for t in (1, 2):
        assert 1.5 < unmoved().values("gdp_growth")[t] < 3.0
        assert 2.0 < unmoved().values("nonoil_gdp_growth")[t] < 4.0
    assert unmoved().values("gdp_growth")[0] == 1.4
    assert unmoved().values("nonoil_gdp_growth")[0] == 2.7


@pytest.mark.parametrize("name", shipped_scenarios())
def test_6_wages_balance_the_labour_market_in_few_steps(name: str) -> None:
    r = ran(name)
    assert r.labour_response.max() < -0.1
    assert r.flows.run.steps.max() <= 6
    assert r.residuals["wage_equation"].max() < 1e-9


def test_7_the_effects_of_ai_are_in_the_envelope() -> None:
    assert 0.1 < effect("ai-strategy", "gdp", 2035) < 3.0
    assert 0.3 < effect("ai-strategy", "gdp", 2050) < 6.0
    assert effect("ai-low", "gdp", 2050) > -0.1


def test_7_all_ai_levers_at_their_upper_bounds_stay_under_ten_percent() -> None:
    scenario = load_scenario("ai-ambitious")
    for name in (
        "adoption_ceiling",
        "adoption_speed",
        "ai_investment_of_need",
        "energy_availability",
        "energy_opex",
    ):
        scenario = scenario.with_change(name, levers()[name].max)
    _r, d = against_baseline(scenario)
    assert 0 < at(d, "gdp", 2050) < 10


def test_the_packages_reproduce_the_reference_calculation() -> None:
    """An independent calculation from the same equations printed these, to two digits."""
    for name, gdp, consumption in (
        ("ai-strategy", 0.82, 0.54),
        ("ai-ambitious", 2.45, 2.3),
        ("ai-low", 0.02, -0.13),
    ):
        assert effect(name, "gdp", 2050) == pytest.approx(gdp, abs=0.006)
        assert effect(name, "consumption", 2050) == pytest.approx(consumption, abs=0.05)
    r = unmoved()
    assert np.round(r.values("gdp_growth")[[1, 2, 3, 5, 10, 25]], 1).tolist() == [
        2.1,
        2.0,
        1.4,
        1.4,
        1.2,
        1.5,
    ]
    assert np.round(r.values("oil_share_gva")[[0, 1, 5, 10, 25]], 1).tolist() == [
        29.8,
        28.8,
        26.7,
        22.7,
        13.1,
    ]
    assert np.round(r.values("oil_share_exports")[[0, 10, 25]], 1).tolist() == [63.0, 48.5, 23.3]
    assert np.round(r.values("oil_share_revenue")[[0, 10, 25]], 1).tolist() == [47.3, 38.2, 28.2]
    assert np.round(r.values("sofaz_assets")[[5, 10, 25]] / 1700).tolist() == [71, 71, 45]


def test_9_dutch_disease() -> None:
    scenario = BASELINE
    for price in ("oil_price", "gas_price"):
        scenario = scenario.with_change(price, 1.5, mode="scale", start=2030)
    _r, d = against_baseline(scenario)
    assert 0 < at(d, "wage", 2031) < 10
    for year in (2035, 2040):
        assert at(d, "wage", year) > 0
        assert at(d, "nonoil_exports", year) < 0


def test_10_productivity_without_market_gains_only_cuts_jobs() -> None:
    _r, d = against_baseline(raised_productivity())
    assert 0.8 < at(d, "gdp", 2050) < 1.1
    closed = raised_productivity(closure="demand_led", parameters={"trade_elasticity": 0.0})
    result, d = against_baseline(closed)
    other = project(result.economy, closed.counterfactual())
    jobs = result.values("employment").sum(1) / other.values("employment").sum(1) - 1
    for year in (2035, 2050):
        assert abs(at(d, "gdp", year)) < 0.3
        assert -1.6 < 100 * jobs[result.years.index(year)] < -0.8


def multiplier(imported: float) -> np.ndarray:
    scenario = BASELINE.with_change("outside_investment", 1000.0, start=2028, until=2030)
    scenario = scenario.with_change("outside_investment_imports", imported)
    _r, d = against_baseline(scenario)
    return np.asarray(d.values("gdp", "absolute") / 1000)  # type: ignore[attr-defined]


def test_11_what_is_bought_abroad_multiplies_nothing() -> None:
    assert np.abs(multiplier(100.0)).max() < 0.01
    assert np.all((multiplier(0.0)[3:6] > 0.3) & (multiplier(0.0)[3:6] < 0.9))
    assert multiplier(0.0)[8:].min() < 0  # the money is gone, the appreciation is paid for


def test_12_ai_fades_when_its_investment_stops() -> None:
    result, d = against_baseline(load_scenario("ai-strategy").with_change("ai_stop_year", 2035))
    spent = result.values("ai_investment")
    assert spent[9] > 50
    assert np.all(spent[10:] == 0)
    assert abs(at(d, "gdp", 2050)) < 0.05
    assert at(d, "gdp", 2034) > 0.1


def test_13_energy_ai_raises_oil_dependence() -> None:
    for share in ("oil_share_gva", "oil_share_gva_constant", "oil_share_exports", "oil_share_goods_exports"):
        assert effect("energy-ai-only", share, 2050) > 0, share


N = 1000


@pytest.fixture(scope="module")
def ensemble():  # type: ignore[no-untyped-def]
    scenario = load_scenario("ai-strategy")
    return project_many(load_economy(), [scenario, scenario.counterfactual()], draws=N, seed=5)


def test_16_a_thousand_draws_are_sane(ensemble) -> None:  # type: ignore[no-untyped-def]
    for name in ("gdp", "consumption", "oil_share_gva", "wage"):
        assert np.isfinite(ensemble.values(name)).all()
    u = ensemble.values("unemployment")
    assert u.min() > 2
    assert u.max() < 15
    gdp = ensemble.difference("gdp")[:, -1]
    assert gdp.shape == (N,)
    low, middle, high = np.quantile(gdp, [0.05, 0.5, 0.95])
    assert 0 < low < middle < high < 6
    assert ensemble.worst_residual < 1e-9


def draws_of(scenario: Scenario, count: int, where: Sequence[int]) -> tuple[Flows, list[Flows]]:
    """A batch of draws, and some of its draws run by themselves."""
    e = load_economy()
    assert e.anchors is not None
    drawn = sample(
        count, 5, sectors=e.table.codes, classes=e.anchors.classes, base=2025, base_oil_price=69.14
    )
    c, w = batch.drawn(e, scenario, drawn)
    years, closure = batch.years_of(e), Closure("default")
    alone = [Flows(loop.run(c.take(slice(k, k + 1)), w.take(slice(k, k + 1)), years, closure)) for k in where]
    return Flows(loop.run(c, w, years, closure)), alone


def test_16_a_draw_in_a_batch_is_the_draw_by_itself() -> None:
    where = (0, 17, 63)
    together, alone = draws_of(load_scenario("ai-strategy"), 64, where)
    assert together.y.x.min() >= 0
    assert together.run.elasticity.max() < -0.1
    for k, one in zip(where, alone, strict=True):
        for name in ("gdp_volume", "exports_volume", "consumer_prices", "current_account"):
            a, b = getattr(together, name)[:, k], getattr(one, name)[:, 0]
            assert np.abs(a - b).max() < 1e-9 * np.abs(b).max(), name


def test_16_a_list_of_scenarios_is_each_by_itself() -> None:
    names = ("ai-strategy", "ai-low", "low-oil-price")
    together = project_many(load_economy(), [load_scenario(n) for n in names])
    for i, name in enumerate(names):
        for indicator in ("gdp", "unemployment", "gva"):
            a, b = together.result(i).values(indicator), ran(name).values(indicator)
            assert np.abs(a - b).max() < 1e-9 * np.abs(b).max()


def test_17_flags_fire_where_a_limit_is_breached() -> None:
    dry = project(load_economy(), BASELINE.with_change("oil_output", -15.0).with_change("gas_output", -15.0))
    negative = dry.values("exports")[:, dry.economy.table.index("OILGAS")] < 0
    assert negative.any()
    assert np.array_equal(dry.flags["flag_oil_shortage"], negative)
    cheap = project(load_economy(), BASELINE.with_change("oil_price", 20.0))
    assert cheap.flags["flag_transfer_guard"][3:].all()
    few = Scenario(name="few", closure="demand_led").with_change("labour_force", -1.5)
    short = project(load_economy(), few)
    assert np.array_equal(short.flags["flag_low_unemployment"], short.values("unemployment") < 2)
    assert short.flags["flag_low_unemployment"].any()
    for result in (dry, cheap, short):
        assert max(v.max() for v in result.residuals.values()) < 1e-9
    rich = load_scenario("ai-strategy").with_change("ai_investment_budget_private", 20000.0)
    assert project(load_economy(), rich).flags["flag_unabsorbed"][1:].all()


def test_19_the_official_table_says_the_same() -> None:
    gdp = {}
    for base in (2025, 2021):
        r = ran("ai-strategy", base)
        gdp[base] = at(r - project(r.economy, r.scenario.counterfactual()), "gdp", 2050)
    assert gdp[2021] > 0
    assert abs(gdp[2021] / gdp[2025] - 1) < 0.5


def test_20_the_baseline_is_smooth() -> None:
    growth = unmoved().values("gdp_growth")
    assert np.abs(np.diff(growth[1:])).max() < 0.8


def test_20_a_counterfactual_is_its_scenario_when_nothing_moves() -> None:
    again = project(load_economy(), BASELINE.counterfactual())
    for name in again.names:
        assert np.array_equal(again.values(name), unmoved().values(name), equal_nan=True)


def test_a_run_started_from_its_neighbour_is_the_same_run() -> None:
    e, near = load_economy(), ran("ai-strategy")
    for lever, value in (("adoption_ceiling", 60.0), ("oil_price", 40.0), ("nonoil_deficit", 15.0)):
        scenario = load_scenario("ai-strategy").with_change(lever, value)
        warm, cold = project(e, scenario, near=near), project(e, scenario)
        for indicator in ("gdp", "consumption", "unemployment", "oil_share_exports", "gva"):
            a, b = warm.values(indicator), cold.values(indicator)
            assert np.abs(a - b).max() < 1e-9 * np.abs(b).max(), (lever, indicator)
