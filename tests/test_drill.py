"""From GDP to its source, sectors that gain, limits by year, a sector gone, trade: by second routes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from diversify.charts.limit_strips import limit_strips
from diversify.charts.ranked_bars import ranked_bars
from diversify.charts.year_line import year_line
from diversify.errors import InputError, TableError
from diversify.model import load_economy, load_scenario, project
from diversify.model.analysis.closures import limits
from diversify.model.analysis.drill import Drill, is_estimated, over_years
from diversify.model.analysis.limits_by_year import limits_by_year
from diversify.model.analysis.sector_effects import TAXES, sector_effects
from diversify.model.analysis.year_structure import losses, trade
from diversify.model.analysis.year_table import year_table
from diversify.model.economy.accounts import Accounts
from diversify.model.economy.azerbaijan import load_table
from diversify.model.projection.result import Result


@pytest.fixture(scope="module")
def result() -> Result:
    return project(load_economy(2025), load_scenario("ai-ambitious"))


@pytest.fixture(scope="module")
def other(result: Result) -> Result:
    return project(result.economy, result.scenario.counterfactual())


@pytest.fixture(scope="module")
def drill(result: Result) -> Drill:
    return Drill(result, 2035)


def test_gdp_is_that_of_the_result(drill: Drill, result: Result) -> None:
    gdp = float(drill.table.gva.sum()) + drill.taxes
    assert np.isclose(gdp, result.series("gdp_current")[2035], rtol=1e-9)
    values = drill.table.gva[list(drill.ranked())]
    assert (np.diff(values) <= 0).all()


@pytest.mark.parametrize("code", ["OILGAS", "TRADE", "ICT"])
def test_a_chain_is_the_product_of_its_factors(drill: Drill, code: str) -> None:
    found = drill.chains(code)
    assert found.complete
    assert np.isclose(found.total, drill.table.gva[drill.table.index(code)])
    assert np.isclose(found.explained, sum(chain.share for chain in found.chains))
    assert 0.8 < found.explained < 1.0
    for chain in found.chains:
        product = np.prod([factor.value for factor in drill.factors(chain)])
        assert np.isclose(product, chain.value)
        assert chain.codes[-1] == code
        assert chain.share > 0.99 * 2e-3


def test_a_lower_cut_off_explains_more(drill: Drill) -> None:
    wide, narrow = drill.chains("CONS", 1e-4), drill.chains("CONS", 1e-2)
    assert wide.explained > narrow.explained
    assert set(narrow.chains) <= set(wide.chains)


def test_a_coefficient_is_that_of_the_base_times_savings_and_prices(drill: Drill) -> None:
    found = drill.coefficient("TRANS", "FOOD")
    made = found.base * found.saving * found.price + found.services
    assert np.isclose(made, found.total)
    assert abs(found.services) < 1e-9  # only ICT sells services bought for AI
    assert np.isclose(found.base, found.cell / found.output)
    assert np.isclose(found.value, found.total * found.home_share)
    assert found.saving < 1.0
    assert drill.coefficient("ICT", "FOOD").services > 1e-5


def test_it_ends_at_the_cell_and_its_source(drill: Drill) -> None:
    found = drill.coefficient("TRANS", "FOOD")
    official = load_table(2021)
    assert is_estimated(found.table)
    assert found.official == official.Z[official.index("TRANS"), official.index("FOOD")]
    assert found.source is not None
    assert found.source.id == "est_gras_2021"
    scenario = replace(load_scenario("baseline"), base=2021)
    plain = Drill(project(load_economy(2021), scenario), 2030)
    cell = plain.coefficient("TRANS", "FOOD")
    assert cell.official is None
    assert cell.source is not None
    assert cell.source.id == "ssc_iot_2021"


def test_the_base_year_has_the_base_coefficients(result: Result) -> None:
    found = Drill(result, 2025).coefficient("AGR", "FOOD")
    assert np.isclose(found.total, found.base)
    assert np.isclose(found.saving, 1.0)
    assert np.isclose(found.price, 1.0)


def test_over_years_is_each_year_by_itself(result: Result, drill: Drill) -> None:
    chain = drill.chains("AGR").chains[1]
    found = over_years(result, chain)
    assert found.shape == (len(result.years), len(chain.codes) + 2)
    assert np.isclose(found[result.years.index(2035), -1], chain.value)
    assert np.allclose(found[:, :-1].prod(1), found[:, -1])


def test_years_and_sectors_that_are_none_are_refused(result: Result, drill: Drill) -> None:
    with pytest.raises(InputError):
        Drill(result, 2051)
    with pytest.raises(TableError):
        drill.chains("NOPE")


def test_sectors_and_taxes_add_up_to_the_difference_of_gdp(result: Result, other: Result) -> None:
    found = sector_effects(result, other, 2040)
    whole = result.series("gdp")[2040] - other.series("gdp")[2040]
    assert np.isclose(found.whole, whole)
    assert abs(found.values.sum() - whole) < 1e-8 * other.series("gdp")[2040]
    assert found.codes[-1] == TAXES
    assert np.isclose(found.points.sum(), result.series("gdp")[2040] / other.series("gdp")[2040] * 100 - 100)
    jobs = sector_effects(result, other, 2040, "employment")
    frame = result.frame("employment").loc[2040] - other.frame("employment").loc[2040]
    assert np.allclose(jobs.values, frame)
    assert list(jobs.order) == list(np.argsort(-frame.to_numpy(), kind="stable"))


def test_sector_effects_refuse_what_they_do_not_know(result: Result, other: Result) -> None:
    with pytest.raises(InputError, match="not split by sector"):
        sector_effects(result, other, 2040, "wage")
    with pytest.raises(InputError, match="1999"):
        sector_effects(result, other, 1999)


def test_limits_by_year_agree_with_the_sentences(result: Result) -> None:
    found = {limit.id: limit for limit in limits_by_year(result)}
    said = {one.id: one.numbers for one in limits(result)}
    assert not any(limit.binds[0] for limit in found.values())  # the base year is observed
    for name, sentence in (
        ("labour", "limit_labour"),
        ("deficit_rule", "limit_deficit_rule"),
        ("fund_guard", "limit_fund_guard"),
        ("capital", "limit_capital"),
    ):
        assert bool(found[name].binds.any()) == (sentence in said)
    assert (found["deficit_rule"].binds ^ found["fund_guard"].binds)[1:].all()  # one of them always
    flags = result.flags["flag_transfer_guard"]
    assert (found["fund_guard"].binds[1:] == flags[1:]).all()


@pytest.mark.parametrize("kind", ["total", "backward", "forward"])
def test_each_sector_gone_is_the_single_extraction(result: Result, kind: str) -> None:
    table = year_table(result, 2035)
    found = losses(table, kind)  # type: ignore[arg-type]  # one of its kinds
    code, k = "CONS", table.index("CONS")
    alone = Accounts(table).hypothetical_extraction([code], kind)  # type: ignore[arg-type]
    lost = alone["loss"].to_numpy()
    assert np.allclose(found.value_added[:, k], lost * table.gva / table.x)
    assert table.employment is not None
    assert found.jobs is not None
    assert np.allclose(found.jobs[:, k], lost * table.employment / table.x)
    assert 0.0 < found.share(k) < 100.0
    assert np.isclose(found.elsewhere(k) + found.value_added[k, k], found.value_added[:, k].sum())
    assert [found.share(i) for i in found.ranked] == sorted(map(found.share, range(table.n)), reverse=True)


def test_both_sides_of_a_sectors_trade_are_its_supply(result: Result) -> None:
    table = year_table(result, 2035)
    for code in table.codes:
        found = trade(table, code)
        assert np.isclose(found.supply, table.x[table.index(code)] + table.M[table.index(code)])
        assert np.isclose(found.supply, found.uses.sum() + sum(found.final.values()))


@pytest.fixture(params=[(9.0, 5.6), (3.0, 2.2)], ids=["large", "small"])
def figure(request: pytest.FixtureRequest) -> Figure:
    return Figure(figsize=request.param)


@pytest.mark.parametrize("dark", [False, True])
def test_the_drawings_hold_their_numbers_and_words(figure: Figure, dark: bool) -> None:
    values = np.array([3.0, 1.0, -2.0])
    plate = ranked_bars(
        figure, dark, ["a" * 60, "b", "c"], values, title="T", unit="u", signed=True, total="sum", source="S"
    )
    assert plate.tables()[0][1] == [("a" * 60, 3.0), ("b", 1.0), ("c", -2.0)]
    assert "+2" in " ".join(text.get_text() for text in figure.texts)  # the sum is stated
    assert "a" * 60 in plate.describe()
    low, high = figure.axes[0].get_xlim()
    assert low < -2.0
    assert high > 3.0
    assert len(plate.tracks()[0].labels) >= 1


def test_bars_of_one_sign_leave_no_room_for_the_other() -> None:
    up, down = Figure(figsize=(6, 4)), Figure(figsize=(6, 4))
    ranked_bars(up, False, ["a"], np.array([2.0]), title="T", unit="u")
    ranked_bars(down, False, ["a"], np.array([-2.0]), title="T", unit="u")
    assert up.axes[0].get_xlim()[0] == 0.0
    assert down.axes[0].get_xlim()[1] == 0.0


def test_strips_and_lines_hold_their_numbers(figure: Figure) -> None:
    binds = np.array([[True, False, True], [False, False, False]])
    plate = limit_strips(figure, False, ["Labour", "Oil"], [2025, 2026, 2027], binds, title="T", year=2027)
    assert plate.tables()[0][1] == [(2025, 1, 0), (2026, 0, 0), (2027, 1, 0)]
    assert plate.describe().endswith("In 2027: Labour.")
    figure.clear()
    line = year_line(figure, True, [2025, 2026], np.array([1.0, 1.0]), title="T", unit="u", year=2026)
    assert line.tables()[0][1] == [(2025, 1.0), (2026, 1.0)]
    assert line.tracks()[0].values.tolist() == [1.0, 1.0]


def test_an_empty_ranking_draws(figure: Figure) -> None:
    draw: Callable[..., object] = ranked_bars
    draw(figure, False, [], np.zeros(0), title="T", unit="u")
    assert figure.axes
