"""What moved oil dependence: parts that add up, whatever the order of sectors; second routes to its terms."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diversify.errors import InputError
from diversify.model import Scenario, load_economy, load_scenario, project
from diversify.model.analysis.decomposition import MEASURES, Decomposition, decompose
from diversify.model.analysis.logit import SHARES, logit_parts
from diversify.model.economy import Economy
from diversify.model.economy.table import Table

EXACT = 1e-9
FOUR = {"oil_volume", "oil_price", "nonoil_volume", "nonoil_price"}


@pytest.fixture(scope="module")
def economy() -> Economy:
    return load_economy()


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """AI, fiscal policy and other levers at once, the speed not at its default."""
    return (
        load_scenario("no-reform")
        .with_change("adoption_speed", 0.3)
        .with_change("oil_price", 75, start=2028)
        .with_change("ai_investment_of_need", 70)
    )


@pytest.fixture(scope="module")
def over_years(economy: Economy, scenario: Scenario) -> Decomposition:
    return decompose(economy, scenario)


@pytest.fixture(scope="module")
def between(economy: Economy, scenario: Scenario) -> Decomposition:
    return decompose(economy, scenario, load_scenario("ai-strategy"))


@pytest.mark.parametrize("measure", MEASURES)
def test_parts_add_up_to_the_change_over_years(
    economy: Economy, scenario: Scenario, over_years: Decomposition, measure: str
) -> None:
    parts = over_years.parts(measure)
    level = project(economy, scenario).values(measure)
    assert parts.residual < EXACT
    assert parts.start[0] + parts.values.sum(1) == pytest.approx(level, abs=1e-7)
    idle = project(economy, scenario.counterfactual()).values(measure)
    anyway = parts.by("source").values[:, 0]
    assert anyway == pytest.approx(idle - idle[0], abs=1e-7)


@pytest.mark.parametrize("measure", MEASURES)
def test_parts_add_up_to_the_difference_between_scenarios(
    economy: Economy, scenario: Scenario, between: Decomposition, measure: str
) -> None:
    parts = between.parts(measure)
    a, b = (project(economy, s).values(measure) for s in (scenario, load_scenario("ai-strategy")))
    assert parts.residual < EXACT
    assert parts.values.sum(1) == pytest.approx(a - b, abs=1e-7)
    assert [p.source for p in parts.by("source").parts] == [
        "ai_oil",
        "ai_elsewhere",
        "fiscal",
        "rest",
        "world",
    ]
    assert {p.term for p in parts.parts} <= (FOUR if measure in SHARES else {"whole"})


def test_terms_and_sources_are_those_of_brute_force(economy: Economy) -> None:
    """Every order of the sources by itself, on single runs, with the factor as the textbook has it."""
    changes = {
        "ai_oil": ({"name": "adoption_ceiling", "value": 60, "sectors": ("OILGAS",)},),
        "ai_elsewhere": ({"name": "adoption_ceiling", "value": 60, "sectors": ("nonoil",)},),
        "fiscal": ({"name": "nonoil_deficit", "value": 16},),
        "rest": ({"name": "oil_price", "value": 80}, {"name": "world_demand", "value": 2.5}),
    }
    signs = np.array([1, 1, -1, -1])
    oil = [economy.table.index(code) for code in ("OILGAS", "PETR")]
    seen: dict[frozenset[str], np.ndarray] = {}

    def scenario_of(members: frozenset[str]) -> Scenario:
        s = load_scenario("baseline")
        for source in changes:
            for change in changes[source] if source in members else ():
                s = s.with_change(**change)
        return s

    def state(members: frozenset[str]) -> np.ndarray:
        if members not in seen:
            w = project(economy, scenario_of(members)).flows
            volume, value = w.gva_volume[-1, 0], w.b.gva[-1, 0]
            Vo, Ao = volume[oil].sum(), value[oil].sum()
            Vn, An = volume.sum() - Vo, value.sum() - Ao
            seen[members] = np.log([Vo, Ao / Vo, Vn, An / Vn])
        return seen[members]

    def worth(members: frozenset[str]) -> np.ndarray:
        start, end = state(frozenset()), state(members)
        l0, l1 = (signs * start).sum(), (signs * end).sum()
        if l0 == l1:
            return np.zeros(4)
        s0, s1 = (100 / (1 + np.exp(-x)) for x in (l0, l1))
        return signs * (end - start) * (s1 - s0) / (l1 - l0)

    wanted = {source: np.zeros(4) for source in changes}
    orders = list(permutations(changes))
    for order in orders:
        for k, source in enumerate(order):
            before = frozenset(order[:k])
            wanted[source] += (worth(before | {source}) - worth(before)) / len(orders)

    whole = scenario_of(frozenset(changes))
    parts = decompose(economy, whole, whole.counterfactual(), ["oil_share_gva"]).parts("oil_share_gva")
    terms = ("oil_volume", "oil_price", "nonoil_volume", "nonoil_price")
    for part, value in zip(parts.parts, parts.at(2050), strict=True):
        assert value == pytest.approx(wanted[part.source][terms.index(part.term)], abs=1e-7)
    assert min(np.abs(v).max() for v in wanted.values()) > 0.01


def permuted(economy: Economy, order: np.ndarray) -> Economy:
    t = economy.table
    table = Table(
        sectors=tuple(t.sectors[i] for i in order),
        Z=t.Z[np.ix_(order, order)],
        Y=t.Y[order],
        M=t.M[order],
        x=t.x[order],
        value_added=t.value_added[:, order],
        taxes_on_inputs=t.taxes_on_inputs[order],
        taxes_on_final=t.taxes_on_final,
        employment=None if t.employment is None else t.employment[order],
        categories=t.categories,
        value_added_kinds=t.value_added_kinds,
        year=t.year,
        status=t.status,
        unit=t.unit,
        currency=t.currency,
        price_basis=t.price_basis,
        source=t.source,
        source_id=t.source_id,
        tolerance=t.tolerance,
        notes=t.notes,
        extensions={k: v[order] for k, v in t.extensions.items()},
    )
    return Economy(table, economy.anchors)


def test_order_of_sectors_does_not_matter(
    economy: Economy, scenario: Scenario, over_years: Decomposition
) -> None:
    order = np.random.default_rng(1).permutation(economy.table.n)
    other = decompose(permuted(economy, order), scenario)
    for measure in MEASURES:
        one, two = over_years.parts(measure), other.parts(measure)
        assert [p.label for p in one.parts] == [p.label for p in two.parts]
        assert two.values == pytest.approx(one.values, abs=EXACT)


def test_volume_terms_are_those_of_the_share_at_constant_prices(over_years: Decomposition) -> None:
    """Second route: the logit of the constant-price share moves by the two volume terms alone."""
    current, constant = over_years.logs["oil_share_gva"], over_years.logs["oil_share_gva_constant"]
    assert current[..., [0, 2]] == pytest.approx(constant[..., [0, 2]])
    share = over_years.levels["oil_share_gva_constant"] / 100
    logit = np.log(share / (1 - share))
    assert logit - logit[:, :1] == pytest.approx(
        (current[..., 0] - current[..., 2]) - (current[..., 0] - current[..., 2])[:, :1]
    )


def test_without_levers_depletion_moves_the_share_most(economy: Economy) -> None:
    """The reference calculation: -9.4 oil volume, -0.7 oil price, -8.7 non-oil volume, +2.1 non-oil price."""
    parts = decompose(economy, load_scenario("ai-strategy"), measures=["oil_share_gva"]).parts(
        "oil_share_gva"
    )
    anyway = {p.term: v for p, v in zip(parts.parts, parts.at(2050), strict=True) if p.source == "no_lever"}
    assert anyway["oil_volume"] == pytest.approx(-9.4, abs=0.3)
    assert anyway["oil_price"] == pytest.approx(-0.7, abs=0.1)
    assert anyway["nonoil_volume"] == pytest.approx(-8.7, abs=0.3)
    assert anyway["nonoil_price"] == pytest.approx(2.1, abs=0.3)
    done = {(p.source, p.term): v for p, v in zip(parts.parts, parts.at(2050), strict=True)}
    assert done["ai_oil", "oil_volume"] > 0.05  # AI in oil raises dependence
    assert done["ai_elsewhere", "nonoil_volume"] < -0.05 < done["ai_elsewhere", "nonoil_price"]


def test_ai_in_oil_alone_is_credited_to_ai_in_oil(economy: Economy) -> None:
    s = load_scenario("energy-ai-only").with_change("adoption_speed", 0.4)
    s = s.with_change("ai_investment_of_need", 80)
    found = decompose(economy, s, measures=["oil_share_gva", "oil_share_revenue"])
    for measure in found.levels:
        parts = found.parts(measure).by("source")
        done = dict(zip((p.source for p in parts.parts), parts.at(2050), strict=True))
        assert abs(done["ai_oil"]) > 0.05
        assert done["ai_elsewhere"] == done["fiscal"] == done["rest"] == 0.0


def test_years_can_be_chained(economy: Economy, scenario: Scenario, over_years: Decomposition) -> None:
    later = decompose(economy, scenario, since=2035)
    whole, second = over_years.parts("oil_share_gva"), later.parts("oil_share_gva")
    assert second.at(2035) == pytest.approx(0.0, abs=EXACT)
    assert second.start == pytest.approx(whole.end[whole.years.index(2035)])
    first = whole.at(2035).sum()
    assert first + second.at(2050).sum() == pytest.approx(whole.at(2050).sum())


def test_a_share_without_a_logit_keeps_its_sources(economy: Economy) -> None:
    """Oil exports turn negative: volumes and prices are not known, but nothing is lost and it is said."""
    s = load_scenario("baseline").with_change("oil_output", -20, start=2027).with_change("gas_output", -20)
    found = decompose(economy, s, measures=["oil_share_exports", "oil_share_gva"])
    gone = found.undefined("oil_share_exports")
    assert gone
    assert gone[-1] == 2050
    assert found.undefined("oil_share_revenue") == ()
    parts = found.parts("oil_share_exports")
    assert parts.residual < EXACT
    known = [y for y in found.years if y not in gone]
    whole = [i for i, p in enumerate(parts.parts) if p.term == "whole"]
    assert not parts.at(known[-1])[whole].any()
    assert parts.at(2050)[whole].any()


def test_wrong_questions_are_refused(economy: Economy, scenario: Scenario) -> None:
    with pytest.raises(InputError, match="measure"):
        decompose(economy, scenario, measures=["gdp"])
    with pytest.raises(InputError, match="lies outside"):
        decompose(economy, scenario, since=2060)
    with pytest.raises(InputError, match="not counted from"):
        decompose(economy, scenario, load_scenario("baseline"), since=2030)
    with pytest.raises(InputError, match="closure"):
        decompose(economy, scenario, replace(scenario, closure="type2"))
    with pytest.raises(InputError, match="decomposed"):
        decompose(economy, scenario, measures=["nonoil_deficit"]).parts("oil_share_gva")


logs = st.lists(st.floats(-3, 3), min_size=4, max_size=4).map(np.array)


@given(logs, logs)
def test_logit_parts_are_exact_and_reverse(start: np.ndarray, end: np.ndarray) -> None:
    def share(v: np.ndarray) -> float:
        return float(100 / (1 + np.exp(-(v[0] + v[1] - v[2] - v[3]))))

    parts = logit_parts(start, end)
    assert parts.sum() == pytest.approx(share(end) - share(start), abs=EXACT)
    assert logit_parts(end, start) == pytest.approx(-parts, abs=EXACT)
    for small in (1e-4, 1e-7, 1e-12):
        near = logit_parts(start, start + small * end)
        assert near.sum() == pytest.approx(share(start + small * end) - share(start), abs=EXACT)


def test_logit_parts_take_the_factor_of_the_textbook() -> None:
    start, end = np.array([3.0, 0.1, 4.0, -0.2]), np.array([2.5, 0.3, 4.4, 0.1])
    signs = np.array([1, 1, -1, -1])
    l0, l1 = (signs * start).sum(), (signs * end).sum()
    s0, s1 = (100 / (1 + np.exp(-x)) for x in (l0, l1))
    assert logit_parts(start, end) == pytest.approx(signs * (end - start) * (s1 - s0) / (l1 - l0))


def test_records_state_parts_and_change(over_years: Decomposition) -> None:
    parts = over_years.parts("oil_share_gva")
    rows = parts.records([2050])
    assert rows[-1]["source"] == "change"
    assert sum(r["value"] for r in rows[:-1]) == pytest.approx(rows[-1]["value"], abs=EXACT)
    assert all(r["since"] == 2025 and r["against"] is None and r["year"] == 2050 for r in rows)
    assert len({(r["source"], r["term"]) for r in rows}) == len(rows)
    assert all(one["year"] <= two["year"] for one, two in pairwise(parts.records()))
