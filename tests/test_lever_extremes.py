"""Every lever at its extremes, in time and in money: nothing breaks, nothing looks back, money buys tools."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from diversify.errors import ConvergenceError
from diversify.model import (
    Economy,
    Scenario,
    load_economy,
    load_scenario,
    project,
    read_anchors,
    read_table,
)
from diversify.model.projection.batch import batch, years_of
from diversify.model.projection.loop import run
from diversify.model.projection.parameters import levers
from diversify.model.projection.year import Closure

START = 2035
TOGETHER = 250
"""Pairs that are projected as one batch."""
AI = load_scenario("baseline").with_change("adoption_ceiling", 55.0)


def extremes() -> list[tuple[str, float]]:
    ends = [(name, end) for name, lever in levers().items() for end in (lever.min, lever.max)]
    return [(name, max(end, 2026.0) if name == "ai_stop_year" else end) for name, end in ends]


@pytest.mark.parametrize(("name", "value"), extremes())
def test_every_lever_at_its_extremes_stays_finite(name: str, value: float) -> None:
    r = project(load_economy(), AI.with_change(name, value))
    for indicator in ("gdp", "output", "employment", "wage", "sofaz_assets"):
        assert np.isfinite(r.values(indicator)).all()
    assert r.values("output").min() >= 0
    assert r.values("unemployment").min() > 0
    assert r.values("unemployment").max() < 20


def test_every_pair_of_levers_at_their_extremes_stays_finite() -> None:
    pairs = [(one, two) for one, two in combinations(extremes(), 2) if one[0] != two[0]]
    economy = load_economy()
    for n in range(0, len(pairs), TOGETHER):
        some = pairs[n : n + TOGETHER]
        scenarios = [AI.with_change(*one).with_change(*two) for one, two in some]
        found = run(*batch(economy, scenarios), years_of(economy), Closure("default"))
        for k, pair in enumerate(some):
            assert np.isfinite(found.y.together[:, k]).all(), pair
            assert found.y.x[:, k].min() >= 0, pair


def dated() -> list[tuple[str, str]]:
    """Levers with the shapes they take; a blank lever has nothing to ramp from (see test_assumptions)."""
    blank = {n for n, v in levers().items() if v.default is None and not v.by_year and v.path == n}
    names = [n for n in levers() if n != "ai_stop_year"]
    return [(n, s) for n in names for s in ("step", "linear", "s-curve") if s == "step" or n not in blank]


@pytest.mark.parametrize(("name", "shape"), dated())
def test_no_lever_changes_a_year_before_its_start(name: str, shape: str) -> None:
    lever = levers()[name]
    end = None if shape == "step" else START + 5
    value = lever.min if lever.min != lever.default else lever.max
    moved = project(load_economy(), AI.with_change(name, value, start=START, end=end, shape=shape))
    held = project(load_economy(), AI)
    before = held.years.index(START)
    for indicator in held.names:
        a, b = moved.values(indicator)[:before], held.values(indicator)[:before]
        assert np.array_equal(a, b, equal_nan=True), indicator


def test_phase_out_changes_no_year_before_it() -> None:
    moved, held = project(load_economy(), AI.with_change("ai_stop_year", START)), project(load_economy(), AI)
    before = held.years.index(START)
    assert np.array_equal(moved.values("gdp")[:before], held.values("gdp")[:before])
    assert not np.array_equal(moved.values("gdp")[before:], held.values("gdp")[before:])


def share_of_need(percent: float) -> Scenario:
    return AI.with_change("ai_investment_of_need", percent)


def test_too_little_ai_money_costs_adoption_and_more_buys_speed_with_diminishing_returns() -> None:
    runs = {p: project(load_economy(), share_of_need(p)) for p in (0, 50, 100, 200, 300, 400)}
    works = {p: r.values("adoption_effective")[-1, 12:].mean() for p, r in runs.items()}
    assert works[0] < works[50] < works[100]
    adopted = {p: r.values("adoption")[10].mean() for p, r in runs.items()}
    assert adopted[0] == adopted[100]  # firms adopt, but without tools it brings nothing
    steps = [adopted[b] - adopted[a] for a, b in ((100, 200), (200, 300), (300, 400))]
    assert steps[0] > steps[1] > steps[2] > 0


def test_money_that_nobody_can_absorb_is_flagged_and_not_spent() -> None:
    plenty = project(load_economy(), AI.with_change("ai_investment_budget_private", 5000.0))
    more = project(load_economy(), AI.with_change("ai_investment_budget_private", 10000.0))
    assert plenty.flags["flag_unabsorbed"].any()
    late = plenty.flags["flag_unabsorbed"] & more.flags["flag_unabsorbed"]
    assert np.allclose(plenty.values("ai_investment")[late], more.values("ai_investment")[late], rtol=1e-12)
    assert plenty.values("ai_investment").max() < 5000


def test_who_pays_for_ai_matters() -> None:
    need = project(load_economy(), AI).values("ai_investment").max()
    paid = {}
    for payer in ("public", "private", "foreign"):
        scenario = AI.with_change(f"ai_investment_budget_{payer}", float(np.ceil(need)))
        paid[payer] = project(load_economy(), scenario)
    # the state's part displaces other public investment; the foreigners' part sends profits abroad
    assert paid["public"].values("investment")[5] < paid["private"].values("investment")[5]
    gap = {k: r.values("gdp")[15] - r.values("gni")[15] for k, r in paid.items()}
    assert gap["foreign"] > gap["private"]
    on_top = AI.with_change("ai_investment_budget_public", float(np.ceil(need))).with_change(
        "ai_displacement", 0.0
    )
    assert (
        project(load_economy(), on_top).values("nonoil_deficit")[5]
        > paid["public"].values("nonoil_deficit")[5]
    )


def test_a_year_without_a_solution_is_named_and_no_overflow() -> None:
    country = Path(__file__).parent / "data" / "country"
    economy = Economy(read_table(country / "resource.csv"), read_anchors(country / "resource.toml"))
    scenario = load_scenario("baseline").with_change("adoption_ceiling", 95.0, start=2027)
    programme = {
        "Readiness",
        "Research and people",
        "Foreign investment and hub",
        "State and city",
        "Exports",
    }
    low = {"regulation_strictness", "ict_emigration", "public_saving"}
    for name, record in levers().items():
        if record.group in programme and name != "rd_focus":
            scenario = scenario.with_change(name, record.min if name in low else record.max, start=2027)
    with pytest.raises(ConvergenceError, match="no solution"):
        project(economy, scenario)
