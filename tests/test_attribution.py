"""What each lever did: Shapley values against brute force, additivity, groups, refusals, cancelling."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diversify.errors import Cancelled, InputError, ParameterError
from diversify.model import Scenario, load_economy, load_scenario, project, project_many
from diversify.model.analysis.attribution import Attribution, attribute
from diversify.model.analysis.coalitions import Game, Player, everywhere, play
from diversify.model.analysis.shapley import alone, coalitions, last, shapley
from diversify.model.economy import Economy
from diversify.model.projection import indicators as formulas

INDICATORS = ("gdp", "consumption", "oil_share_gva", "unemployment", "employment", "sofaz_assets")
EXACT = 1e-9


@pytest.fixture(scope="module")
def economy() -> Economy:
    return load_economy()


@pytest.fixture(scope="module")
def mixed() -> Scenario:
    """Four groups: adoption and money for it, oil, fiscal policy, the world."""
    return (
        load_scenario("ai-strategy")
        .with_change("ai_investment_of_need", 60)
        .with_change("oil_output", -6, start=2030)
        .with_change("nonoil_deficit", 17, start=2028)
        .with_change("world_demand", 2, start=2027)
    )


GROUPS = {
    "ai": (
        "adoption_ceiling",
        "adoption_speed",
        "energy_availability",
        "energy_opex",
        "ai_investment_of_need",
    ),
    "oil": ("oil_output",),
    "fiscal": ("nonoil_deficit",),
    "world": ("world_demand",),
}


@pytest.fixture(scope="module")
def found(economy: Economy, mixed: Scenario) -> Attribution:
    return attribute(economy, mixed, indicators=INDICATORS, groups=GROUPS)


def brute_force(economy: Economy, scenario: Scenario, name: str) -> dict[str, np.ndarray]:
    """Every order of the groups by itself, by adding their changes to a scenario one after the other."""
    level: dict[frozenset[str], np.ndarray] = {}

    def of(members: frozenset[str]) -> np.ndarray:
        if members not in level:
            names = {lever for group in members for lever in GROUPS[group]}
            some = replace(scenario, changes=tuple(c for c in scenario.changes if c.lever in names))
            values = project(economy, some).values(name)
            level[members] = values.sum(1) if values.ndim == 2 else values
        return level[members]

    parts = {group: np.zeros(26) for group in GROUPS}
    for order in permutations(GROUPS):
        before: frozenset[str] = frozenset()
        for group in order:
            parts[group] += (of(before | {group}) - of(before)) / factorial(len(GROUPS))
            before |= {group}
    return parts


@pytest.mark.parametrize("name", ["gdp", "oil_share_gva", "employment"])
def test_parts_are_those_of_brute_force(
    economy: Economy, mixed: Scenario, found: Attribution, name: str
) -> None:
    base = project(economy, mixed.counterfactual()).values(name)
    base = base.sum(1) if base.ndim == 2 else base
    parts = found.parts(name)
    for group, wanted in brute_force(economy, mixed, name).items():
        own = parts.values[:, [p.source for p in parts.parts].index(group)]
        percent = 100 * wanted / base if parts.unit == "%" else wanted
        assert own == pytest.approx(percent, abs=1e-8)  # two solvers' tolerance
        assert np.abs(own).max() > 1e-3


@pytest.mark.parametrize("name", INDICATORS)
def test_parts_add_up_to_the_difference_of_two_runs(
    economy: Economy, mixed: Scenario, found: Attribution, name: str
) -> None:
    parts = found.parts(name)
    assert parts.residual < EXACT
    d = project(economy, mixed) - project(economy, mixed.counterfactual())
    whole = d.values(name)
    if whole.ndim == 2:
        levels = [r.values(name).sum(1) for r in (d.result, d.other)]
        whole = 100 * (levels[0] / levels[1] - 1)
    assert parts.values.sum(1) == pytest.approx(whole, abs=1e-7)


def test_every_mixture_is_the_run_of_its_scenario(
    economy: Economy, mixed: Scenario, found: Attribution
) -> None:
    some = [
        replace(
            mixed,
            changes=tuple(c for c in mixed.changes if c.lever in {n for g in chosen for n in GROUPS[g]}),
        )
        for chosen in (("ai",), ("ai", "oil"), ("fiscal", "world"))
    ]
    runs = project_many(economy, some)
    for i, mask in enumerate((0b0001, 0b0011, 0b1100)):
        assert found.worth["gdp"][mask] == pytest.approx(runs.result(i).values("gdp"), rel=1e-9)


def test_sectors_of_an_indicator_add_up_to_the_economy(economy: Economy, found: Attribution) -> None:
    code = economy.table.codes[3]
    assert found.parts("employment", code).residual < EXACT
    with pytest.raises(InputError, match="no sector"):
        found.parts("employment", "NOWHERE")
    with pytest.raises(InputError, match="not attributed"):
        found.parts("wage")


def test_default_groups_are_those_of_the_records(economy: Economy, mixed: Scenario) -> None:
    groups = attribute(economy, mixed).players
    assert [p.name for p in groups] == [
        "AI adoption", "AI investment", "Oil and gas", "Public finance", "World and people",
    ]  # fmt: skip
    levers = attribute(economy, mixed, by="lever").players
    assert {"adoption_ceiling", "ai_investment_of_need", "oil_output"} <= {p.name for p in levers}


def test_levers_left_out_are_one_more_group(economy: Economy, mixed: Scenario) -> None:
    found = attribute(economy, mixed, groups={"banks": ["adoption_ceiling@FIN+BUS"], "oil": ["oil_output"]})
    assert [p.name for p in found.players] == ["banks", "oil", "others"]
    parts = found.parts("gdp")
    assert parts.residual < EXACT
    banks = replace(
        mixed,
        changes=(replace(mixed.changes[0], lever="adoption_ceiling", sectors=("FIN", "BUS"), value=55.0),),
    )
    run = project(economy, banks) - project(economy, banks.counterfactual())
    assert found.alone("gdp")[0] == pytest.approx(run.values("gdp"), abs=1e-7)


def test_states_of_the_world_are_a_group_of_their_own(economy: Economy) -> None:
    one, other = load_scenario("ai-ambitious"), load_scenario("ai-strategy")
    found = attribute(economy, one, other, ("gdp",))
    assert found.players[-1].name == "world"
    parts = found.parts("gdp")
    assert parts.residual < EXACT
    a, b = project(economy, one).values("gdp"), project(economy, other).values("gdp")
    assert parts.values.sum(1) == pytest.approx(100 * (a / b - 1), abs=1e-7)
    world = project(economy, replace(other, parameters=one.parameters)).values("gdp")
    assert found.worth["gdp"][1 << (len(found.players) - 1)] == pytest.approx(world, rel=1e-9)


def test_nothing_moved_gives_no_parts(economy: Economy) -> None:
    found = attribute(economy, load_scenario("baseline"))
    parts = found.parts("gdp")
    assert parts.parts == ()
    assert not parts.change.any()
    assert len(parts.records([2030])) == 1


def test_other_worlds_are_refused(economy: Economy) -> None:
    s = load_scenario("ai-strategy")
    with pytest.raises(InputError, match="closure"):
        attribute(economy, s, replace(s, closure="type2"))
    with pytest.raises(InputError, match="base year"):
        attribute(economy, s, replace(s, base=2021))
    with pytest.raises(InputError, match="two groups"):
        attribute(economy, s, groups={"a": ["adoption_ceiling"], "b": ["adoption_ceiling@FIN"]})
    with pytest.raises(ParameterError, match="no lever"):
        attribute(economy, s, groups={"a": ["adoption_celling"]})
    with pytest.raises(InputError, match="whole economy"):
        attribute(economy, s, groups={"a": ["oil_price@FIN"]})
    with pytest.raises(InputError, match="indicator"):
        attribute(economy, s, indicators=["gpd"])


def test_more_than_ten_groups_are_refused(economy: Economy) -> None:
    s = load_scenario("ai-strategy")
    codes = economy.table.codes
    with pytest.raises(InputError, match="4096"):
        attribute(economy, s, groups={c: [f"adoption_ceiling@{c}"] for c in codes[:11]})


def test_ten_groups_take_1024_runs_and_can_be_cancelled(economy: Economy) -> None:
    s = load_scenario("ai-strategy")
    groups = {c: [f"adoption_ceiling@{c}"] for c in economy.table.codes[:9]}
    steps: list[tuple[int, int]] = []
    found = attribute(economy, s, groups=groups, progress=lambda done, all_: steps.append((done, all_)))
    assert len(found.worth["gdp"]) == 1024
    assert found.parts("gdp").residual < EXACT
    assert steps == [(512, 1024), (1024, 1024)]
    with pytest.raises(Cancelled):
        attribute(economy, s, groups=groups, cancel=lambda: True)


def test_a_batch_in_pieces_is_the_whole_batch(economy: Economy, monkeypatch: pytest.MonkeyPatch) -> None:
    s = load_scenario("ai-strategy")
    players = tuple(Player(c, c, (("adoption_ceiling", (c,)),)) for c in economy.table.codes[:6])
    game = Game(economy, s, s.counterfactual(), players)

    def gdp() -> np.ndarray:
        return play(game, lambda w: {"gdp": formulas.compute("gdp", w, economy)})["gdp"]

    whole = gdp()
    monkeypatch.setattr("diversify.model.analysis.coalitions.CHUNK", 7)
    assert gdp() == pytest.approx(whole, rel=1e-10)


@given(st.integers(0, 5), st.integers(0, 2**32 - 1))
def test_shapley_values_of_any_game(players: int, seed: int) -> None:
    """Efficiency, symmetry under renaming, nothing for a player who adds nothing (Shapley's axioms)."""
    rng = np.random.default_rng(seed)
    worth = rng.normal(size=(2**players, 3))
    shares = shapley(worth)
    assert shares.sum(0) == pytest.approx(worth[-1] - worth[0], abs=1e-12)
    order = rng.permutation(players)
    member = coalitions(players)
    renamed = (member[:, order] << np.arange(players)).sum(1) if players else np.zeros(1, dtype=int)
    again = np.empty_like(worth)
    again[renamed] = worth
    assert shapley(again) == pytest.approx(shares[order], abs=1e-12)
    with_idle = np.concatenate([worth, worth])
    assert shapley(with_idle)[-1] == pytest.approx(0.0, abs=1e-12)
    assert shapley(with_idle)[:-1] == pytest.approx(shares, abs=1e-12)


def test_shapley_values_of_the_glove_game() -> None:
    """Left glove, right glove, right glove: 2/3, 1/6, 1/6 (Shapley 1953)."""
    worth = np.array([float(bool(i & 1) and bool(i & 6)) for i in range(8)])
    assert shapley(worth) == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert alone(worth).tolist() == [0, 0, 0]
    assert last(worth).tolist() == [1, 0, 0]
    with pytest.raises(InputError, match="power of two"):
        shapley(np.zeros(6))


def test_speed_of_adoption_may_differ_by_sector(economy: Economy) -> None:
    s = load_scenario("ai-strategy").with_change("adoption_speed", 0.4)
    game = Game(
        economy,
        s,
        s.counterfactual(),
        (
            Player("banks", "", (("adoption_ceiling", ("FIN",)), ("adoption_speed", ("FIN",)))),
            Player("rest", "", everywhere(["adoption_ceiling", "adoption_speed"]), rest=True),
        ),
    )
    worth = play(game, lambda w: {"a": formulas.compute("adoption", w, economy)})["a"]
    fin, edu = economy.table.index("FIN"), economy.table.index("EDU")
    fast = project(economy, s).values("adoption")
    assert worth[0b01, :, fin] == pytest.approx(fast[:, fin])
    assert np.ptp(worth[0b01, :, edu]) == 0.0
    assert worth[0b11] == pytest.approx(fast)


def test_an_economy_without_a_resource_splits_by_sector_too(economy: Economy) -> None:
    """The engine gives it an empty resource sector; its own sectors keep their places."""
    assert economy.anchors is not None
    classes = {**economy.anchors.classes, "OILGAS": "MINOTH"}
    dry = Economy(economy.table, replace(economy.anchors, resource=None, refining=None, classes=classes))
    s = load_scenario("ai-strategy").with_change("adoption_speed", 0.4)
    found = attribute(dry, s, groups={"banks": ["adoption_speed@FIN"]})
    assert [p.name for p in found.players] == ["banks", "others"]
    parts = found.parts("gdp")
    assert parts.residual < EXACT
    d = project(dry, s) - project(dry, s.counterfactual())
    assert parts.values.sum(1) == pytest.approx(d.values("gdp"), abs=1e-7)
    assert parts.at(2030)[0] != 0.0
