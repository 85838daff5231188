"""The levers of the national programme: sign, size, timing and fading of every channel; nothing is counted
twice."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from diversify.model import Scenario, load_economy, load_scenario, project, project_many
from diversify.model.analysis.attribution import attribute
from diversify.model.analysis.growth_accounting import growth_accounting
from diversify.model.projection import cost_channels, human_capital, readiness, research, runs, stocks
from diversify.model.projection.parameters import levers, records
from diversify.model.projection.programme import GROUPS, Programme
from diversify.model.projection.result import Difference, Result

BASELINE, STRATEGY = load_scenario("baseline"), load_scenario("ai-strategy")
MINE = [name for name, lever in levers().items() if lever.group in GROUPS]
CENTRAL = {
    "readiness_skills": 1.0,
    "readiness_digital": 0.9,
    "readiness_governance": 0.85,
    "regulation_strictness": 0.5,
    "adoption_incentive": 30.0,
    "partnerships": 1.0,
    "public_rd": 300.0,
    "startup_funding": 100.0,
    "learning_coverage": 60.0,
    "ict_graduates": 6.0,
    "tech_fdi": 200.0,
    "tradable_fdi": 500.0,
    "hub_capacity": 100.0,
    "smart_traffic": 60.0,
    "e_government": 95.0,
    "public_safety": 100.0,
    "public_saving": 50.0,
    "market_access": 10.0,
    "export_quality": 4.0,
    "export_logistics": 15.0,
}
AI_LEVERS = (
    *("readiness_skills", "readiness_digital", "readiness_governance", "adoption_incentive", "partnerships"),
    *("public_rd", "learning_coverage", "smart_traffic", "e_government"),
)
"""What works through AI, skills and research, apart from the levers that the acceptance table had before."""


@cache
def run(scenario: Scenario) -> Result:
    return project(load_economy(), scenario)


def with_all(scenario: Scenario, values: dict[str, float], start: int = 2026) -> Scenario:
    for name, value in values.items():
        scenario = scenario.with_change(name, value, start=start)
    return scenario


def moved(name: str, on: Scenario = STRATEGY, until: int | None = None) -> Difference:
    """Effect of one lever at its central value on top of another scenario."""
    return run(on.with_change(name, CENTRAL[name], start=2026, until=until)) - run(on)


def at(d: Difference, name: str, year: int, kind: str | None = None) -> float:
    return float((d.values(name, kind) if kind else d.values(name))[d.years.index(year)])


def does(r: Result) -> Programme:
    assert r.flows.run.programme is not None
    return r.flows.run.programme


def path(v: np.ndarray) -> np.ndarray:
    return np.asarray(v[:, 0, 0])


# --- off, and at the extremes


@pytest.mark.parametrize("name", ["baseline", "ai-strategy", "ai-ambitious", "oil-windfall"])
def test_without_its_levers_there_is_no_programme(name: str) -> None:
    assert run(load_scenario(name)).flows.run.programme is None


@pytest.mark.parametrize("name", MINE)
def test_a_lever_at_its_default_changes_no_bit(name: str) -> None:
    default = levers()[name].default
    if default is None:
        return
    same = run(STRATEGY.with_change(name, default))
    assert same.flows.run.programme is None
    for indicator in same.names:
        assert np.array_equal(same.values(indicator), run(STRATEGY).values(indicator), equal_nan=True)


@pytest.mark.parametrize("base", [2025, 2021])
@pytest.mark.parametrize("name", MINE)
def test_identities_hold_at_both_ends_of_every_lever(name: str, base: int) -> None:
    on = STRATEGY.with_change("hub_capacity", 50.0).with_change("ict_graduates", 8.0)
    ends = [on.with_change(name, end) for end in (levers()[name].min, levers()[name].max)]
    found = project_many(load_economy(base), ends)
    for k in range(len(ends)):
        assert max(by_year.max() for by_year in found.result(k).residuals.values()) < 1e-9


@pytest.mark.parametrize("closure", ["demand_led", "market_clearing", "type2"])
def test_identities_hold_under_every_closure(closure: str) -> None:
    from dataclasses import replace

    r = run(replace(with_all(STRATEGY, CENTRAL), closure=closure))
    assert max(by_year.max() for by_year in r.residuals.values()) < 1e-9


def test_everything_at_its_upper_bound_stays_inside_the_acceptance_table() -> None:
    ai = {
        name: levers()[name].max
        for name in ("adoption_ceiling", "adoption_speed", "energy_availability", "energy_opex")
    }
    best = load_scenario("ai-ambitious")
    most = {name: levers()[name].max for name in AI_LEVERS}
    only_ai = with_all(best, ai | most)
    assert 0.0 < at(run(only_ai) - run(best.counterfactual()), "gdp", 2050) < 10.0
    good = {name: levers()[name].max for name in MINE if name not in ("regulation_strictness", "rd_focus")}
    good |= {"ict_emigration": 0.0, "hub_foreign_share": 0.0, "public_saving": 0.0}
    everything = run(with_all(best, ai | good))
    effect = at(everything - run(best.counterfactual()), "gdp", 2050)
    assert 0.0 < effect < 40.0, "more than a full reform would bring"
    assert everything.values("unemployment").min() > 0.0
    assert everything.values("gva_share")[-1, 15] < 12.0, "ICT was promised 20 % of GDP once"


def test_the_whole_programme_at_central_values_is_in_the_envelope() -> None:
    whole = load_scenario("all-of-it")
    d = run(whole) - run(whole.counterfactual())
    assert 0.3 < at(d, "gdp", 2050) < 6.0
    assert at(d, "nonoil_exports", 2050) > at(d, "gdp", 2050)  # unlike AI alone
    assert at(d, "oil_share_exports", 2050) < 0.0


# --- readiness, speed


def test_the_weakest_link_decides() -> None:
    def mean(*parts: float, r: float = -1.0) -> float:
        named = {k: np.array([v]) for k, v in zip(readiness.PARTS, parts, strict=True)}
        return float(
            readiness.weakest_link(named, dict.fromkeys(readiness.PARTS, np.ones(1)), np.array(r))[0]
        )

    assert mean(0.7, 0.7, 0.7) == pytest.approx(0.7)
    assert mean(0.5, 1.0, 1.0) == pytest.approx(3 / 4)  # harmonic
    assert mean(0.5, 1.0, 1.0, r=1.0) == pytest.approx(2.5 / 3)  # a plain mean
    assert mean(0.5, 1.0, 1.0, r=-10.0) < 0.57
    assert mean(0.6, 1.0, 1.0) - mean(0.5, 1.0, 1.0) > mean(0.5, 1.1, 1.0) - mean(0.5, 1.0, 1.0)


def test_readiness_is_a_slow_stock_that_is_paid_for() -> None:
    r = run(STRATEGY.with_change("readiness_skills", 1.0, start=2030))
    level, spent = r.values("readiness"), r.values("programme_spending")
    assert np.all(level[:5] == level[0])
    assert np.all(spent[:5] == 0.0)
    assert np.all(np.diff(level[4:]) > 0.0)
    assert spent[5] > 10.0
    gap = (1.0 - levers()["readiness_skills"].default) * 0.95**5  # type: ignore[operator]
    assert r.flows.run.programme is not None
    assert level[0] < level[9] < level[-1]
    assert gap > 0.05  # five years on, most of the gap is still there


def test_pillars_bring_more_together_than_one_by_one() -> None:
    steps = {"readiness_skills": 0.95, "readiness_digital": 0.75, "readiness_governance": 0.76}

    def brought(values: dict[str, float]) -> tuple[float, float]:
        d = run(with_all(STRATEGY, values)) - run(STRATEGY)
        return at(d, "readiness", 2050), at(d, "gdp", 2050)

    index = sum(brought({name: value})[0] for name, value in steps.items())
    together = brought(steps)
    assert 0.0 < index < together[0]
    assert 0.0 < together[1] < 1.0


def test_readiness_cannot_pass_the_frontier() -> None:
    r = run(with_all(STRATEGY, {f"readiness_{k}": 1.1 for k in readiness.PARTS}))
    CC = path(does(r).CC)
    assert CC[0] == r.flows.c.CC[0, 0]
    assert CC.max() == 1.0
    lucky = load_scenario("ai-ambitious")  # its world is at the frontier already
    assert path(does(run(with_all(lucky, {"readiness_skills": 1.1}))).CC).max() == 1.0


def test_lower_readiness_costs_growth() -> None:
    d = run(STRATEGY.with_change("readiness_governance", 0.4, start=2026)) - run(STRATEGY)
    assert at(d, "gdp", 2050) < -0.1


def test_regulation_is_two_sided() -> None:
    strict = moved("regulation_strictness")
    assert at(strict, "gdp", 2035) < 0.0
    assert at(strict, "gdp", 2050) < 0.0
    law = with_all(STRATEGY, {"regulation_strictness": 0.5, "readiness_governance": 1.0})
    assert at(run(law) - run(STRATEGY), "gdp", 2050) > 0.0 > at(run(law) - run(STRATEGY), "gdp", 2030)
    assert at(strict, "ai_cost", 2035) < 0.1  # what rules cost is no cost of AI


def test_incentives_and_partnerships_act_through_speed_only() -> None:
    for name in ("adoption_incentive", "partnerships"):
        d = moved(name)
        assert d.values("adoption")[:, 15][9] > 0.5  # ICT, ten years on
        late = run(STRATEGY.with_change(name, CENTRAL[name], start=2026)).values("adoption")
        assert np.all(late <= 95.0)
        # without new adoption there is nothing to speed up; early adopters may mature a year sooner
        assert np.abs(moved(name, BASELINE).values("gdp")).max() < 0.02
    assert at(moved("adoption_incentive"), "nonoil_deficit", 2035) > 0.0 or (
        at(moved("adoption_incentive"), "investment", 2035) < 0.0
    )


def test_partnerships_shorten_the_lag_and_buy_licences() -> None:
    r, usual = run(STRATEGY.with_change("partnerships", 1.0, start=2030)), run(STRATEGY)
    lagged, before = r.flows.f.a_lag[:, 0], usual.flows.f.a_lag[:, 0]
    assert np.array_equal(lagged[:5], before[:5])
    assert np.all(lagged[5, 15] > before[5, 15])
    abroad, home = (w.f.si[20, 0, 15] / w.f.sd[20, 0, 15] for w in (r.flows, usual.flows))
    assert abroad == pytest.approx(1.25 * home)


# --- research, people


def test_research_arrives_years_later_and_fades_when_the_money_stops() -> None:
    r = run(BASELINE.with_change("public_rd", 300.0, start=2026, until=2035))
    pi = np.asarray(does(r).pi[:, 0, 0])
    assert np.all(pi[:6] == 1.0)  # to 2030
    assert pi[6] > 1.0  # 2031: five years after 2026
    peak = int(pi.argmax())
    assert r.years[peak] == 2040
    assert 1.0 < pi[-1] < 1.0 + 0.2 * (pi[peak] - 1.0)
    d = r - run(BASELINE)
    assert 0.05 < at(d, "gdp", 2040) < 0.4
    assert abs(at(d, "gdp", 2050)) < 0.08


def test_the_focus_of_research_allocates_and_adds_nothing() -> None:
    plain = run(BASELINE.with_change("public_rd", 300.0, start=2026))
    aimed = run(
        BASELINE.with_change("public_rd", 300.0, start=2026).with_change(
            "rd_focus", 10.0, sectors=["HEALTH"], start=2026
        )
    )
    c = plain.flows.c
    cost = (c.ul * c.x0 * c.non)[0]
    for r in (plain, aimed):
        gains = does(r).pi[:, 0] - 1.0
        mean = (gains * cost).sum(-1) / cost.sum()
        assert mean[-1] == pytest.approx(does(plain).pi[-1, 0, 0] - 1.0)
    health = plain.sectors.index(next(s for s in plain.sectors if s.code == "HEALTH"))
    assert does(aimed).pi[-1, 0, health] - 1.0 > 4.0 * (does(plain).pi[-1, 0, health] - 1.0)
    assert np.array_equal(
        run(BASELINE.with_change("rd_focus", 10.0, sectors=["HEALTH"])).values("gdp"),
        run(BASELINE).values("gdp"),
    )


def test_knowledge_has_diminishing_returns() -> None:
    p = {k: np.full((1, 1), records()[k].default) for k in records() if k.startswith("rd_")}
    spent = np.zeros((26, 1, 1))
    spent[1:] = 100.0
    R = [path(research.knowledge(m * spent, np.array([[10000.0]]), p)) for m in (1, 2)]
    assert np.all(R[0][:6] == 1.0)
    assert R[1][-1] - 1.0 == pytest.approx(2.0 * (R[0][-1] - 1.0))
    assert R[0][-1] == pytest.approx(1.0 + 100.0 / 0.25 / 10000.0, rel=1e-2)


def test_pupils_bring_nothing_before_they_work() -> None:
    r = run(BASELINE.with_change("learning_coverage", 60.0, start=2026))
    pi = np.asarray(does(r).pi[:, 0, 0])
    first = next(year for year, v in zip(r.years, pi, strict=True) if v > 1.0)
    assert first == 2033
    assert np.all(np.diff(pi[8:]) > 0.0)
    assert r.values("programme_spending")[1] > 50.0  # the cost does not wait
    d = r - run(BASELINE)
    assert at(d, "gdp", 2032) < 0.02
    assert 0.05 < at(d, "gdp", 2050) < 0.4
    none = np.asarray(does(r).pi[:, 0, 1])
    assert np.all(none == 1.0), "oil and gas volumes are given"


def test_cohorts_count_the_covered_part_of_their_schooling() -> None:
    p = {k: np.full((1, 1), records()[k].default) for k in records() if "learning" in k and k in records()}
    covered = {"learning_coverage": np.full((40, 1, 1), 100.0)}
    covered["learning_coverage"][0] = 0.0
    gain = path(human_capital.learning(p, covered).productivity) - 1.0
    steps = np.diff(gain)
    assert np.all(steps[:7] == 0.0)
    assert np.all(np.diff(steps[7:20]) > 0.0)  # more and more of the schooling is covered
    assert np.allclose(steps[20:], 0.025 * 0.1 * 0.1)  # then every cohort is wholly covered


def test_too_few_specialists_hold_adoption_back() -> None:
    few, many = (run(STRATEGY.with_change("ict_graduates", n, start=2026)) for n in (1.0, 30.0))
    assert few.flags["flag_skills_limit"][1:].all()
    assert not few.flags["flag_skills_limit"][0]
    assert few.values("adoption")[-1].mean() < 0.6 * run(STRATEGY).values("adoption")[-1].mean()
    assert not many.flags["flag_skills_limit"][10:].any()
    drain = run(with_all(STRATEGY, {"ict_graduates": 6.0, "ict_emigration": 8.0}))
    kept = run(with_all(STRATEGY, {"ict_graduates": 6.0, "ict_emigration": 0.0}))
    assert drain.values("specialists")[-1] < 0.6 * kept.values("specialists")[-1]
    assert at(drain - kept, "gdp", 2050) < -0.05
    usual = run(STRATEGY.with_change("ict_emigration", 8.0))
    assert np.array_equal(usual.values("gdp"), run(STRATEGY).values("gdp"))  # graduates are blank: no limit


def test_too_few_specialists_hold_new_technology_firms_back() -> None:
    on = BASELINE.with_change("tech_fdi", 500.0, start=2026)
    free, few, many = (
        does(run(on if n is None else on.with_change("ict_graduates", n, start=2026))).exports_added[
            -1, 0, 15
        ]
        for n in (None, 1.0, 40.0)
    )
    assert 0.0 < few < 0.6 * free
    assert many == free


# --- firms, hub


def test_foreign_owners_take_their_profit_home() -> None:
    for name in ("tech_fdi", "hub_capacity"):
        d = moved(name, BASELINE)
        assert 0.0 < at(d, "gdp", 2050) < 1.0
        assert at(d, "gni", 2050) < at(d, "gdp", 2050)
        assert at(d, "foreign_profits", 2050) > 0.0
    hub = moved("hub_capacity", BASELINE)
    assert at(hub, "gni", 2050) < 0.3 * at(hub, "gdp", 2050)


def test_foreign_investment_fades_when_it_stops() -> None:
    d = moved("tech_fdi", BASELINE, until=2032)
    assert at(d, "nonoil_exports", 2033) > 0.2
    assert at(d, "nonoil_exports", 2050) < 0.6 * at(d, "nonoil_exports", 2033)


def test_governance_draws_investors_and_strictness_keeps_some_away() -> None:
    on = BASELINE.with_change("tech_fdi", 200.0, start=2026)
    spent = {
        name: run(on.with_change(name, value, start=2026))
        for name, value in (
            ("readiness_governance", 1.0),
            ("regulation_strictness", 1.0),
            ("tech_fdi", 200.0),
        )
    }
    foreign = {k: float(does(r).foreign[20, 0, 0]) for k, r in spent.items()}
    assert foreign["regulation_strictness"] == pytest.approx(200.0 * np.exp(-0.1))
    assert 200.0 < foreign["readiness_governance"] < 290.0


def test_investors_in_goods_and_not_ai_diversify_exports() -> None:
    fdi, ai = moved("tradable_fdi", BASELINE), run(STRATEGY) - run(BASELINE)
    assert at(fdi, "oil_share_exports", 2050) < -0.3
    assert at(ai, "oil_share_exports", 2050) > 0.0
    assert at(fdi, "nonoil_exports", 2050) > 2.0


def test_start_ups_are_bounded_by_their_sector() -> None:
    r = run(BASELINE.with_change("startup_funding", 300.0, start=2026))
    sold = np.asarray(does(r).exports_added[:, 0, r.flows.c.ict])
    assert sold[1] == 0.0  # what is founded this year sells from the next
    assert np.all(np.diff(sold[1:]) > 0.0)
    assert sold[-1] < 0.10 * r.flows.c.x0[0, r.flows.c.ict]


def test_the_hub_burns_gas_that_is_not_exported() -> None:
    r, usual = run(BASELINE.with_change("hub_capacity", 100.0, start=2030)), run(BASELINE)
    o, t = r.flows.c.o, r.years.index(2031)
    power, gas = r.values("hub_electricity"), r.values("hub_gas")
    assert np.all(power[:5] == 0.0)
    assert power[t] == pytest.approx(100 * 0.65 * 1.35 * 8.76)
    assert gas[t] == pytest.approx(power[t] * 0.21 * 0.9 / 1000)
    lost = usual.values("exports")[t, o] - r.values("exports")[t, o]
    worth = gas[t] * 595.0
    assert 0.9 * worth < lost < 1.3 * worth
    d = r - usual
    assert at(d, "gdp", 2031) > 0.0
    assert float(d.values("imports", "absolute")[d.years.index(2030)].sum()) > 2000.0  # mostly imported
    jobs = d.values("employment", "absolute").sum(-1)[d.years.index(2040)]
    assert abs(jobs) < 10.0  # thousand: few jobs


def test_a_hub_that_closes_sells_and_burns_nothing() -> None:
    r = run(BASELINE.with_change("hub_capacity", 100.0, start=2028, until=2035))
    assert np.all(r.values("hub_sales")[r.years.index(2036) :] == 0.0)
    assert np.all(r.values("hub_gas")[r.years.index(2036) :] == 0.0)
    assert abs(at(r - run(BASELINE), "gdp", 2050)) < 0.1


def test_an_idle_hub_earns_less_than_its_equipment_wears_out() -> None:
    idle = run(with_all(BASELINE, {"hub_capacity": 100.0, "hub_utilisation": 40.0, "hub_foreign_share": 0.0}))
    assert at(idle - run(BASELINE), "consumption", 2050) < 0.0


# --- small channels of cost


def test_smart_traffic_is_mostly_leisure() -> None:
    d = moved("smart_traffic", BASELINE)
    for year in (2030, 2050):
        assert 0.0 < at(d, "gdp", year) < 0.1
    assert at(d, "traffic_time_saved", 2050) > 20.0


def test_e_government_has_diminishing_returns() -> None:
    half, whole = (
        at(run(BASELINE.with_change("e_government", v, start=2026)) - run(BASELINE), "gdp", 2050)
        for v in (85.0, 100.0)
    )
    assert 0.0 < whole - half < half < 0.2
    steps = cost_channels.diminishing(np.array([0.0, 0.5, 1.0, -0.2]), np.zeros(1))
    assert steps.tolist() == pytest.approx([0.0, 0.75, 1.0, -0.4])


def test_safety_is_demand_only() -> None:
    d = moved("public_safety", BASELINE)
    assert np.abs(d.values("gdp")).max() < 0.02
    r = run(BASELINE.with_change("public_safety", 100.0, start=2026))
    assert np.all(does(r).pi == 1.0)
    assert np.all(does(r).saved == 0.0)
    assert np.all(does(r).exports == 1.0)
    assert levers()["public_safety"].support == "none"
    assert "Demand only" in levers()["public_safety"].note["en"]
    assert "safety_demand_only" in {f.id for f in findings_of(r)}


def findings_of(r: Result) -> tuple[object, ...]:
    from diversify.model.projection.findings import findings

    return findings(r, run(r.scenario.counterfactual()))


def test_saving_in_public_services_lowers_measured_output() -> None:
    d = moved("public_saving")
    assert at(d, "government_consumption", 2050) < 0.0
    assert at(d, "sofaz_assets", 2050) > 0.0
    assert np.abs(moved("public_saving", BASELINE).values("gdp")).max() < 0.005  # next to nothing to save


# --- exports


@pytest.mark.parametrize("name", ["market_access", "export_quality", "export_logistics"])
def test_export_support_sells_non_oil_goods(name: str) -> None:
    d = moved(name, BASELINE)
    assert at(d, "nonoil_exports", 2050) > 0.3
    assert at(d, "oil_share_exports", 2050) < 0.0
    r = run(BASELINE.with_change(name, CENTRAL[name], start=2026))
    codes = [s.code for s in r.sectors]
    food = does(r).exports[:, 0, codes.index("FOOD")]
    assert np.all(np.diff(food) > 0.0)  # it arrives over years
    assert food[1] - 1.0 < 0.3 * (food[-1] - 1.0)
    assert food[9] - 1.0 > 0.85 * (food[-1] - 1.0)
    factor = does(r).exports[-1, 0]
    assert factor[codes.index("OILGAS")] == factor[codes.index("TRANS")] == 1.0
    if name != "market_access":
        assert factor[codes.index("MACH")] > factor[codes.index("AGR")] > 1.0  # elastic goods gain most


def test_export_support_fades() -> None:
    d = moved("market_access", BASELINE, until=2032)
    assert at(d, "nonoil_exports", 2050) < 0.4 * at(d, "nonoil_exports", 2032)
    factor = does(d.result).exports[:, 0].max(-1)
    assert factor[d.result.years.index(2050)] - 1.0 < 0.01 * (factor.max() - 1.0)


# --- money


def test_public_money_displaces_other_public_investment() -> None:
    paid = run(BASELINE.with_change("public_rd", 300.0, start=2026))
    on_top = run(BASELINE.with_change("public_rd", 300.0, start=2026).with_change("ai_displacement", 0.0))
    t = paid.years.index(2030)
    assert paid.flows.d.AI_public[t, 0, 0] == pytest.approx(300.0, rel=0.1)
    assert paid.values("investment")[t] < on_top.values("investment")[t] - 200.0
    assert on_top.values("nonoil_deficit")[t] > paid.values("nonoil_deficit")[t]
    assert "public_money_displaces" in {f.id for f in findings_of(paid)}


def test_every_manat_has_one_payer() -> None:
    r = run(with_all(STRATEGY, CENTRAL))
    w, e = r.flows, does(r)
    money = w.d.AI_public + w.d.AI_private + w.d.AI_foreign
    assert np.allclose(money, w.ai_spending)
    assert np.all(e.public >= 0.0)
    assert np.all(e.public + e.foreign <= e.spent * (1 + 1e-12))
    assert np.all(w.d.AI_private >= -1e-9)
    bought = e.home.sum(-1) + e.abroad.sum(-1) + e.market.sum(-1)
    assert np.allclose(bought, e.spent[..., 0])


# --- nothing is counted twice


@pytest.mark.parametrize("name", sorted(CENTRAL))
def test_growth_accounting_adds_up_with_every_lever(name: str) -> None:
    scenario = STRATEGY.with_change(name, CENTRAL[name], start=2026)
    found = growth_accounting(load_economy(), scenario, STRATEGY)
    assert np.abs(found.values.sum(1) - found.effect).max() < 1e-6


def test_growth_accounting_of_the_whole_programme_has_no_further_term() -> None:
    found = growth_accounting(load_economy(), load_scenario("all-of-it"))
    late = [found.years.index(y) for y in (2035, 2040, 2050)]
    assert found.explained[late] == pytest.approx(1.0, abs=1e-7)
    hub = found.values[:, 5]
    assert hub[found.years.index(2034)] > 300.0
    assert np.all(found.values[:, 4] == 0.0)  # no lever of it moves depletion


def test_groups_of_the_programme_share_its_effect() -> None:
    found = attribute(load_economy(), load_scenario("all-of-it"), None, ("gdp", "oil_share_exports"))
    names = [p.name for p in found.players]
    assert set(GROUPS) <= set(names)
    parts = found.parts("gdp")
    assert parts.residual < 1e-9
    exports = dict(zip(names, found.parts("oil_share_exports").at(2050), strict=True))
    assert exports["Exports"] < 0.0 < exports["AI adoption"]
    assert exports["Foreign investment and hub"] < 0.0


def test_a_batch_is_its_runs() -> None:
    some = [
        with_all(STRATEGY, {"hub_capacity": 80.0, "partnerships": 0.5}),
        STRATEGY,
        with_all(BASELINE, {"public_rd": 100.0, "ict_graduates": 4.0}),
    ]
    together = project_many(load_economy(), some)
    for k, scenario in enumerate(some):
        for name in ("gdp", "gni", "exports", "hub_gas", "specialists", "readiness"):
            assert np.allclose(
                together.result(k).values(name), run(scenario).values(name), rtol=1e-8, atol=1e-8
            ), (k, name)


def test_draws_of_the_whole_programme_are_sane() -> None:
    whole = load_scenario("all-of-it")
    found = project_many(load_economy(), [whole, whole.counterfactual()], draws=60, seed=3)
    assert found.worst_residual < 1e-9
    gdp = found.difference("gdp")[:, -1]
    assert np.isfinite(gdp).all()
    assert -1.0 < gdp.min() < gdp.max() < 8.0


def test_drawn_parameters_of_the_programme_move_it() -> None:
    scenario = BASELINE.with_change("public_rd", 300.0, start=2026)
    found = project_many(
        load_economy(), [scenario, BASELINE], draws=16, seed=1, names=["rd_elasticity", "rd_lag"]
    )
    assert np.ptp(found.difference("gdp")[:, -1]) > 0.05
    assert found.worst_residual < 1e-9


# --- stocks


def test_stocks_look_back_only() -> None:
    inflow = np.array([0.0, 0.0, 10.0, 0.0, 0.0]).reshape(5, 1, 1)
    assert path(stocks.stock(inflow, np.array([[0.5]]))).tolist() == [0.0, 0.0, 10.0, 5.0, 2.5]
    assert path(stocks.delayed(inflow, np.array([[2.0]]))).tolist() == [0.0, 0.0, 0.0, 0.0, 10.0]
    assert path(stocks.delayed(inflow, np.array([[1.5]]))).tolist() == [0.0, 0.0, 0.0, 5.0, 5.0]
    assert path(stocks.averaged(inflow, np.array([[2.0]]))).tolist() == [0.0, 0.0, 5.0, 5.0, 0.0]
    near = path(stocks.approached(np.full((3, 1, 1), 1.0), np.zeros((1, 1)), np.array([[0.5]])))
    assert near.tolist() == [0.0, 0.5, 0.75]


def test_parameters_of_the_programme_are_drawn_only_where_it_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []
    usual = runs.sample

    def spied(*args: object, names: list[str], **about: object) -> object:
        asked.append(set(names))
        return usual(*args, names=names, **about)  # type: ignore[arg-type]  # what is passed on

    monkeypatch.setattr(runs, "sample", spied)
    for scenario in (STRATEGY, load_scenario("all-of-it")):
        project_many(load_economy(), scenario, draws=2, keep=["gdp"])
    ai, whole = asked
    assert "theta" in ai & whole
    assert {records()[name].group for name in whole - ai} <= set(GROUPS)
    assert not {name for name in ai if records()[name].group in GROUPS}
    assert {"rd_elasticity", "hub_revenue", "fdi_exports_per_stock", "export_pace"} <= whole


def test_what_the_programme_builds_is_investment_and_what_it_teaches_is_not() -> None:
    built = moved("hub_capacity", BASELINE).values("investment", "absolute")
    assert built[1] > 2500.0  # 100 MW of buildings and servers at once
    taught = moved("learning_coverage", BASELINE).values("investment", "absolute")
    assert taught.min() < -80.0  # it displaces public investment
    assert taught.max() < 20.0


def test_value_added_that_hangs_on_oil_is_still_between_its_bounds() -> None:
    usual, hub = run(BASELINE), run(BASELINE.with_change("hub_capacity", 300.0, start=2026))
    for name in ("oil_dependence_extraction", "oil_dependence_extraction_total"):
        assert 0.0 < hub.values(name)[-1] < usual.values(name)[-1]
