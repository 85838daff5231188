"""From a scenario to paths: defaults, shapes, modes, sectors, and draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diversify.errors import ParameterError, ScenarioError
from diversify.model.projection.assumptions import Assumptions, resolve
from diversify.model.projection.draws import sample, triangular
from diversify.model.projection.parameters import levers, records
from diversify.model.projection.paths import through_points, weight
from diversify.model.projection.scenario import Change, Scenario

CODES = tuple(records()["theta"].by_sector)
BASELINE = Scenario(name="baseline")


def solved(scenario: Scenario = BASELINE, base: int = 2025, **given: float) -> Assumptions:
    return resolve(scenario, CODES, {}, base, **given)


def at(path: np.ndarray, year: int, base: int = 2025) -> float:
    return float(path[year - base])


def test_default_paths_of_the_reference_run() -> None:
    paths = solved(base_oil_price=69.14, base_deficit=19.4).paths
    assert set(paths) == set(levers()) | {"population_growth", "private_lending_shift"}
    assert [at(paths["oil_output"], year) for year in (2026, 2027, 2028, 2050)] == [-0.3, -0.3, -4, -4]
    assert [at(paths["gas_output"], year) for year in (2026, 2031, 2032, 2033, 2050)] == [3, 0.5, 0, -3, -3]
    assert at(paths["oil_price"], 2025) == 69.14
    assert at(paths["oil_price"], 2030) == pytest.approx(69.14 * 0.9407)
    assert at(paths["gas_price"], 2030) == 0.97
    deficit = paths["nonoil_deficit"]
    assert [at(deficit, year) for year in (2025, 2026, 2037, 2050)] == [19.4, 19, 13, 13]
    s = 5 / 11
    assert at(deficit, 2031) == pytest.approx(19 - 6 * (3 * s**2 - 2 * s**3))
    shift = paths["private_lending_shift"]
    assert (at(shift, 2025), at(shift, 2031), at(shift, 2037)) == (0, pytest.approx(-2.75), -5.5)
    assert at(paths["labour_force"], 2028) == pytest.approx(0.9)
    assert at(paths["population_growth"], 2030) == pytest.approx(0.45)
    assert paths["productivity"].shape == (26, 23)
    assert np.isnan(paths["adoption_ceiling"]).all()
    assert np.isnan(paths["ai_stop_year"]).all()


def test_default_paths_from_the_2021_base() -> None:
    paths = solved(base=2021, base_deficit=25.0).paths
    assert paths["oil_price"][:5].tolist() == [70.86, 100.93, 82.49, 80.52, 69.14]
    assert at(paths["oil_price"], 2026, 2021) == pytest.approx(69.14 * 0.9407)
    assert at(paths["oil_output"], 2023, 2021) == pytest.approx(-7.6547)
    assert (paths["nonoil_deficit"] == 25).all()
    assert at(paths["private_lending_shift"], 2026, 2021) == pytest.approx(-3)
    assert at(paths["private_lending_shift"], 2040, 2021) == -6


def test_without_a_deficit_of_the_base_year_it_is_blank_there() -> None:
    deficit = solved().paths["nonoil_deficit"]
    assert np.isnan(deficit[0])
    assert not np.isnan(deficit[1:]).any()


def test_a_higher_price_of_the_base_year_lifts_the_whole_path() -> None:
    assert solved(base_oil_price=138.28).paths["oil_price"] == pytest.approx(2 * solved().paths["oil_price"])


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("step", [0, 1, 1, 1, 1, 0]),
        ("linear", [0, 0.25, 0.5, 0.75, 1, 0]),
        ("s-curve", [0, 0.15625, 0.5, 0.84375, 1, 0]),
    ],
)
def test_shapes(shape: str, expected: list[float]) -> None:
    years = (2027, 2028, 2029, 2030, 2031, 2032)
    end = None if shape == "step" else 2031
    assert weight(shape, 2028, end, 2031, years) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("mode", "value", "expected"),
    [("set", 40.0, 40.0), ("add", 10.0, 75.04), ("scale", 1.5, 97.56)],
)
def test_modes(mode: str, value: float, expected: float) -> None:
    path = solved(BASELINE.with_change("oil_price", value, mode=mode, start=2030, until=2034)).paths[
        "oil_price"
    ]
    assert at(path, 2030) == at(path, 2034) == pytest.approx(expected, abs=1e-4)
    untouched = solved().paths["oil_price"]
    assert at(path, 2029) == at(untouched, 2029)
    assert at(path, 2035) == at(untouched, 2035)


def test_points_are_joined_held_after_and_default_before() -> None:
    path = solved(BASELINE.with_change("oil_price", points=[(2030, 50), (2032, 70)])).paths["oil_price"]
    assert [at(path, year) for year in (2030, 2031, 2032, 2050)] == [50, 60, 70, 70]
    assert at(path, 2029) == at(solved().paths["oil_price"], 2029)


def test_a_blank_lever_ramps_up_from_the_adoption_of_the_base_year() -> None:
    ramp = BASELINE.with_change("adoption_ceiling", 55, start=2026, end=2035, shape="linear")
    path = solved(ramp).paths["adoption_ceiling"]
    assert np.isnan(path[0]).all()
    assert path[1] == pytest.approx(0.9 * 5 + 0.1 * 55)
    assert path[10:] == pytest.approx(55)
    with pytest.raises(ScenarioError, match="blank"):
        solved(BASELINE.with_change("ai_investment_budget_public", 500, start=2026, end=2030, shape="linear"))


def test_sectors_classes_and_nonoil() -> None:
    ceiling = BASELINE.with_change("adoption_ceiling", 55, sectors=["AGR", "ICT"]).with_change(
        "productivity", -0.5, mode="add", sectors=["nonoil"]
    )
    assumed = solved(ceiling)
    moved = {
        code for code, value in zip(CODES, assumed.paths["adoption_ceiling"][5], strict=True) if value == 55
    }
    assert moved == {"AGR", "ICT"}
    productivity = dict(zip(CODES, assumed.paths["productivity"][5], strict=True))
    assert productivity["OILGAS"] == 0
    assert productivity["AGR"] == 1.5
    assert productivity["PUB"] == pytest.approx(0.3)
    assert assumed.changed == {"adoption_ceiling", "productivity"}

    own = resolve(
        ceiling, ("FARM", "DIGITAL", "OIL"), {"FARM": "AGR", "DIGITAL": "ICT", "OIL": "OILGAS"}, 2025
    )
    assert own.parameters["theta"].tolist() == [4, 8, 0]  # type: ignore[union-attr]
    assert own.paths["productivity"][5].tolist() == [1.5, 2.0, 0.0]
    with pytest.raises(ScenarioError, match=r"AGRI.*AGR"):
        solved(BASELINE.with_change("adoption_ceiling", 55, sectors=["AGRI"]))
    with pytest.raises(ScenarioError, match="class"):
        resolve(BASELINE, ("FARM",), {}, 2025)


def test_a_later_change_works_on_what_an_earlier_left() -> None:
    scenario = BASELINE.with_change("adoption_ceiling", 55).with_change(
        "adoption_ceiling", 80, sectors=["FIN"]
    )
    path = dict(zip(CODES, solved(scenario).paths["adoption_ceiling"][3], strict=True))
    assert path["FIN"] == 80
    assert path["AGR"] == 55


def test_parameters_reach_the_paths_and_the_arrays() -> None:
    scenario = (
        BASELINE.with_parameter("theta", "high")
        .with_parameter("trade_elasticity", {"AGR": 0.0})
        .with_parameter("world_demand_growth", 1.0)
        .with_parameter("baseline_productivity", 1.0)
        .with_parameter("population_growth", {"2025": 0.0, "2050": -1.0})
    )
    assumed = solved(scenario)
    assert assumed.parameters["theta"][CODES.index("ICT")] == 15  # type: ignore[index]
    assert assumed.parameters["trade_elasticity"][0] == 0  # type: ignore[index]
    assert assumed.parameters["trade_elasticity"][3] == 2.5  # type: ignore[index]
    assert (assumed.paths["world_demand"] == 1).all()
    assert (assumed.paths["productivity"] == 1).all()
    assert at(assumed.paths["population_growth"], 2050) == -1
    with pytest.raises(ScenarioError, match="XX"):
        solved(BASELINE.with_parameter("theta", {"XX": 1.0}))


def test_bounds_hold_for_the_path_that_results() -> None:
    threefold = BASELINE.with_change("oil_price", 3, mode="scale")
    assert solved(threefold).paths["oil_price"].max() == pytest.approx(3 * 69.14 * 0.9407)
    again = Scenario(changes=(*threefold.changes, Change("oil_price", 2, mode="scale", start=2030)))
    with pytest.raises(ScenarioError, match="range"):
        solved(again)


def test_the_same_question_gives_the_same_bits_and_nothing_can_be_written() -> None:
    scenario = BASELINE.with_change("oil_price", 80, start=2030)
    one, two = solved(scenario), solved(scenario)
    for name in one.paths:
        assert np.array_equal(one.paths[name], two.paths[name], equal_nan=True)
        with pytest.raises(ValueError, match="read-only"):
            one.paths[name][:] = 0


@given(
    start=st.integers(2026, 2050),
    length=st.integers(0, 10),
    shape=st.sampled_from(["step", "linear", "s-curve"]),
    mode=st.sampled_from(["set", "add", "scale"]),
)
def test_no_lever_touches_a_year_before_its_start(start: int, length: int, shape: str, mode: str) -> None:
    value = {"set": 80.0, "add": 5.0, "scale": 1.2}[mode]
    end = None if shape == "step" else min(start + length, 2050)
    scenario = BASELINE.with_change("oil_price", value, mode=mode, start=start, end=end, shape=shape)  # type: ignore[arg-type]
    moved, untouched = solved(scenario).paths["oil_price"], solved().paths["oil_price"]
    assert (moved[: start - 2025] == untouched[: start - 2025]).all()
    assert moved[-1] != untouched[-1] or end == 2050


def test_points_before_and_between() -> None:
    years = (2020, 2025, 2026, 2030, 2040)
    assert through_points({2025: 1.0, 2030: 2.0}, "flat", years).tolist() == [1, 1, 1, 2, 2]
    assert through_points({2025: 1.0, 2030: 2.0}, "linear", years).tolist() == [1, 1, 1.2, 2, 2]
    assert through_points({2025: 1.0, 2030: 2.0}, "smoothstep", years) == pytest.approx([1, 1, 1.104, 2, 2])


def test_draws_lie_in_their_ranges_and_move_together() -> None:
    drawn = sample(500, seed=3)
    assert {name for name, record in records().items() if record.sampled} == set(drawn.parameters) | {
        "world_demand_growth",
        "crude_volume_growth",
        "gas_volume_growth",
        "oil_price_step_2026",
    }
    theta = drawn.parameters["theta"]
    assert theta.shape == (500, 23)
    ict, agr = theta[:, CODES.index("ICT")], theta[:, CODES.index("AGR")]
    assert (np.argsort(ict) == np.argsort(agr)).all()  # one quantile for all sectors
    assert ict.min() >= 2
    assert ict.max() <= 15
    assert (theta[:, CODES.index("OILGAS")] == 0).all()
    lag = drawn.parameters["lag_to_gain"]
    assert (lag == np.rint(lag)).all()
    assert set(lag) <= set(range(2, 8))
    assert drawn.parameters["capital_response_kappa"].min() >= 1
    assert abs(np.corrcoef(ict, drawn.parameters["complementarity_CC"])[0, 1]) < 0.15


def test_draws_shift_paths_from_the_year_in_which_they_become_uncertain() -> None:
    drawn = sample(200, seed=1)
    years = range(2025, 2051)
    oil = drawn.shift("oil_output", years)
    assert oil.shape == (200, 26)
    assert (oil[:, :3] == 0).all()
    assert (oil[:, 3:] != 0).all()
    assert oil.min() >= -1.6
    assert oil.max() <= 2
    price = 69.14 * 0.9407 + drawn.shift("oil_price", years)[:, -1]
    assert price.min() > 50
    assert price.max() < 80.01
    assert (drawn.shift("gas_output", years)[:, :8] == 0).all()
    assert drawn.shift("labour_force", years).shape == (200, 26)


def test_draws_do_not_depend_on_what_else_is_drawn() -> None:
    alone = sample(50, 7, names=["lag_to_gain"]).parameters["lag_to_gain"]
    assert (alone == sample(50, 7).parameters["lag_to_gain"]).all()
    assert "lag_to_gain" not in sample(5, held=["lag_to_gain"]).parameters
    assert sample(50, names=["adoption_ceiling"]).parameters["adoption_ceiling"].max() <= 80
    with pytest.raises(ParameterError, match="frisch"):
        sample(5, names=["frisch"])


def test_triangular_quantiles() -> None:
    q = np.array([0.0, 0.5, 1.0])
    assert triangular(q, 0, 1, 2) == pytest.approx([0, 1, 2])
    assert triangular(q, 1, 1, 2) == pytest.approx([1, 2 - np.sqrt(0.5), 2])
    assert triangular(q, 3, 3, 3) == pytest.approx([3, 3, 3])
