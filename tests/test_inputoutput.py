"""Input-output algebra against the textbook, second routes, and what must hold of any table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from diversify.errors import InfeasibleError, InputError, SingularError
from diversify.model.economy import load_table
from diversify.model.inputoutput import (
    Households,
    aggregate,
    aggregation_matrix,
    allocation_coefficients,
    backward_linkage,
    closed_coefficients,
    forward_linkage,
    ghosh_inverse,
    gras,
    hypothetical_extraction,
    import_shares,
    key_sectors,
    leontief_inverse,
    mixed_model,
    multipliers,
    price_change,
    ras,
    solve_output,
    spectral_radius,
    split_imports,
    technical_coefficients,
)

Array = NDArray[np.float64]

# Miller and Blair (2009), table 2.3: flows and output of two sectors.
Z = np.array([[150.0, 500.0], [200.0, 100.0]])
X = np.array([1000.0, 2000.0])
F = np.array([350.0, 1700.0])
A = np.array([[0.15, 0.25], [0.20, 0.05]])
# The same, section 2.5: households with labour inputs of 300 and 500 and an income of 1000.
HOUSEHOLDS = Households(income=np.array([0.3, 0.25]), consumption=np.array([0.05, 0.4]), own=0.05)


# ------------------------------------------------------------------ textbook


def test_coefficients_and_inverse() -> None:
    """Miller and Blair (2009), table 2.4 and the inverse below it."""
    np.testing.assert_allclose(technical_coefficients(Z, X), A, rtol=1e-15)
    np.testing.assert_allclose(leontief_inverse(A), [[1.2541, 0.3300], [0.2640, 1.1221]], atol=5e-5)


def test_output_for_a_new_final_demand() -> None:
    """Miller and Blair (2009), section 2.3: f = (600, 1500) needs x = (1247.5, 1841.6)."""
    np.testing.assert_allclose(solve_output(A, np.array([600.0, 1500.0])), [1247.5, 1841.6], atol=0.05)
    np.testing.assert_allclose(solve_output(A, F), X, rtol=1e-14)


def test_households_as_a_sector() -> None:
    """Miller and Blair (2009), section 2.5: the inverse closed for households."""
    wanted = [[1.3651, 0.4253, 0.2509], [0.5273, 1.3481, 0.5954], [0.5698, 0.4890, 1.2885]]
    np.testing.assert_allclose(leontief_inverse(closed_coefficients(A, HOUSEHOLDS)), wanted, atol=6e-5)


def test_output_multipliers() -> None:
    """Miller and Blair (2009), section 6.2.1: simple 1.518 and 1.452, total 2.462 and 2.262."""
    ones = np.ones(2)
    np.testing.assert_allclose(multipliers(A, ones), [1.518, 1.452], atol=5e-4)
    total = multipliers(A, ones, "total", HOUSEHOLDS, of_households=1.0)
    np.testing.assert_allclose(total, [2.462, 2.262], atol=5e-4)
    truncated = multipliers(A, ones, "total", HOUSEHOLDS)
    np.testing.assert_allclose(truncated, [1.892, 1.773], atol=5e-4)


def test_income_multipliers() -> None:
    """Miller and Blair (2009), section 6.2.2: type I 1.47 and 1.52, type II 1.90 and 1.96."""
    income = HOUSEHOLDS.income
    np.testing.assert_allclose(multipliers(A, income, "I"), [1.47, 1.52], atol=5e-3)
    found = multipliers(A, income, "II", HOUSEHOLDS, of_households=HOUSEHOLDS.own)
    np.testing.assert_allclose(found, [1.90, 1.96], atol=5e-3)
    total = multipliers(A, income, "total", HOUSEHOLDS, of_households=HOUSEHOLDS.own)
    np.testing.assert_allclose(total, [0.570, 0.489], atol=5e-4)


def test_prices_when_wages_rise() -> None:
    """Wages of section 2.5 up by 30 percent: by the inverse of table 2.4, 0.1327 and 0.1139."""
    found = price_change(A, 0.3 * HOUSEHOLDS.income)
    np.testing.assert_allclose(
        found, [1.2541 * 0.09 + 0.2640 * 0.075, 0.33 * 0.09 + 1.1221 * 0.075], atol=2e-5
    )


def test_ras_on_the_textbook_data() -> None:
    """Data of Miller and Blair (2009), section 7.4.2; the result is biproportional and meets its totals."""
    old = np.array([[0.120, 0.100, 0.049], [0.210, 0.247, 0.265], [0.026, 0.249, 0.145]])
    x = np.array([421.0, 284.0, 283.0])
    new = np.array([[98.0, 72, 75], [65, 8, 63], [88, 27, 44]])
    found = ras(old * x, new.sum(axis=1), new.sum(axis=0))
    np.testing.assert_allclose(found.matrix.sum(axis=1), [245, 136, 159], rtol=1e-11)
    np.testing.assert_allclose(found.matrix.sum(axis=0), [251, 107, 182], rtol=1e-11)
    ratio = found.matrix / (old * x)
    np.testing.assert_allclose(ratio, np.outer(ratio[:, 0], ratio[0]) / ratio[0, 0], rtol=1e-9)
    np.testing.assert_allclose(np.outer(found.rows, found.columns), ratio, rtol=1e-9)


def test_gras_with_negative_entries() -> None:
    """Totals of Junius and Oosterhaven (2003); digits of the first rows from another program's own test."""
    old = np.array([[7.0, 3, 5, -3], [2, 9, 8, 0], [-2, 0, 2, 0]])
    found = gras(old, np.array([15.0, 26, -1]), np.array([9.0, 16, 17, -2]))
    np.testing.assert_allclose(found.matrix[0], [8.424340881, 3.375237362, 5.200422021, -2.0], atol=2e-6)
    np.testing.assert_allclose(found.matrix[1, :2], [3.000997078, 12.624763744], atol=2e-6)


# ------------------------------------------------------------------ second routes


def tables(n: int = 4) -> st.SearchStrategy[tuple[Array, Array]]:
    """Flows and outputs of productive economies: every column sum of A is at most 0.9."""

    def make(values: tuple[Array, Array, Array]) -> tuple[Array, Array]:
        raw, x, share = values
        return raw / raw.sum(axis=0) * share * x, x

    positive = arrays(np.float64, (n, n), elements=st.floats(0.01, 1.0))
    outputs = arrays(np.float64, n, elements=st.floats(1.0, 1e4))
    shares = arrays(np.float64, n, elements=st.floats(0.05, 0.9))
    return st.tuples(positive, outputs, shares).map(make)


@settings(max_examples=50, deadline=None)
@given(tables())
def test_lu_agrees_with_the_power_series(table: tuple[Array, Array]) -> None:
    a = technical_coefficients(*table)
    series, term = np.eye(4), np.eye(4)
    for _ in range(600):
        term = term @ a
        series = series + term
    np.testing.assert_allclose(leontief_inverse(a), series, rtol=1e-9)


@settings(max_examples=50, deadline=None)
@given(tables(), st.permutations(range(4)))
def test_the_order_of_sectors_changes_nothing(table: tuple[Array, Array], order: list[int]) -> None:
    flows, x = table
    p = list(order)
    moved, y = flows[np.ix_(p, p)], x[p]
    np.testing.assert_allclose(
        leontief_inverse(technical_coefficients(moved, y)),
        leontief_inverse(technical_coefficients(flows, x))[np.ix_(p, p)],
        rtol=1e-10,
    )
    for function in (backward_linkage, forward_linkage):
        np.testing.assert_allclose(function(moved, y), function(flows, x)[p], rtol=1e-10)
    lost = hypothetical_extraction(flows, x, [p[0]]).loss
    np.testing.assert_allclose(hypothetical_extraction(moved, y, [0]).loss, lost[p], rtol=1e-8, atol=1e-9)


@settings(max_examples=50, deadline=None)
@given(tables(), st.floats(1e-3, 1e3))
def test_the_unit_of_money_changes_no_ratio(table: tuple[Array, Array], scale: float) -> None:
    flows, x = table
    a, b = technical_coefficients(flows, x), technical_coefficients(scale * flows, scale * x)
    np.testing.assert_allclose(a, b, rtol=1e-12)
    np.testing.assert_allclose(ghosh_inverse(flows, x), ghosh_inverse(scale * flows, scale * x), rtol=1e-9)
    lost, other = (hypothetical_extraction(k * flows, k * x, [1]).loss for k in (1.0, scale))
    np.testing.assert_allclose(other, scale * lost, rtol=1e-8, atol=1e-9 * scale)


def test_ghosh_and_leontief_are_similar() -> None:
    """Miller and Blair (2009), equation 12.10: G = x^-1 L x."""
    L, G = leontief_inverse(A), ghosh_inverse(Z, X)
    np.testing.assert_allclose(G, L * X / X[:, None], rtol=1e-14)
    np.testing.assert_allclose(allocation_coefficients(Z, X), Z / X[:, None], rtol=1e-15)
    np.testing.assert_allclose((X - Z.sum(axis=0)) @ G, X, rtol=1e-14)


def test_imports_split_and_add_up() -> None:
    table = load_table(2021)
    m = import_shares(table.M, table.x, table.exports)
    np.testing.assert_array_equal(m, table.import_shares)
    a = technical_coefficients(table.Z, table.x)
    domestic, imported = split_imports(a, m)
    np.testing.assert_allclose(domestic + imported, a, atol=1e-16)
    np.testing.assert_allclose(imported[3], m[3] * a[3])
    output = solve_output(domestic, (1 - m) * (table.Y.sum(axis=1) - table.exports) + table.exports)
    np.testing.assert_allclose(output, table.x, rtol=1e-12)


def test_multipliers_of_value_added_are_bounded() -> None:
    table = load_table(2021)
    a = technical_coefficients(table.Z, table.x)
    everything = (table.gva + table.taxes_on_inputs) / table.x
    np.testing.assert_allclose(
        multipliers(a, everything), 1.0, rtol=1e-13
    )  # all demand ends as primary input
    domestic, _ = split_imports(a, table.import_shares)
    assert (multipliers(domestic, everything) < 1).all()


def test_a_multiplier_of_nothing_is_no_number() -> None:
    assert np.isnan(multipliers(A, np.array([0.0, 1.0]), "I")[0])


# ------------------------------------------------------------------ linkages


def test_linkages_against_their_definitions() -> None:
    L, G = leontief_inverse(A), ghosh_inverse(Z, X)
    np.testing.assert_allclose(backward_linkage(Z, X, normalized=False), L.sum(axis=0))
    np.testing.assert_allclose(backward_linkage(Z, X, basis="direct", normalized=False), A.sum(axis=0))
    np.testing.assert_allclose(forward_linkage(Z, X, normalized=False), G.sum(axis=1))
    np.testing.assert_allclose(forward_linkage(Z, X, basis="leontief", normalized=False), L.sum(axis=1))
    np.testing.assert_allclose(
        forward_linkage(Z, X, basis="direct", normalized=False), (Z / X[:, None]).sum(axis=1)
    )
    assert backward_linkage(Z, X).mean() == pytest.approx(1)


def test_key_sectors_of_azerbaijan() -> None:
    table = load_table(2021)
    words = dict(zip(table.codes, key_sectors(table.Z, table.x), strict=True))
    assert words["OILGAS"] == "weak"  # almost no links: dependence works through exports and the budget
    assert words["METMIN"] in ("key", "backward")
    assert set(words.values()) <= {"key", "backward", "forward", "weak"}


# ------------------------------------------------------------------ prices, mixed model, extraction


def test_a_given_price_passes_on() -> None:
    given_price = np.array([0.1, np.nan])
    found = price_change(A, np.array([9.9, 0.0]), given=given_price)
    np.testing.assert_allclose(found, [0.1, 0.25 * 0.1 / 0.95])
    np.testing.assert_allclose(price_change(A, np.zeros(2), given=np.array([0.2, 0.1])), [0.2, 0.1])


def test_a_price_given_as_it_would_be_changes_nothing() -> None:
    free = price_change(A, np.array([0.09, 0.075]))
    held = price_change(A, np.array([0.09, 0.075]), given=np.array([free[0], np.nan]))
    np.testing.assert_allclose(held, free, rtol=1e-14)


@settings(max_examples=50, deadline=None)
@given(tables(), st.sets(st.integers(0, 3), max_size=4))
def test_output_given_as_it_is_returns_the_table(table: tuple[Array, Array], chosen: set[int]) -> None:
    flows, x = table
    a, f = technical_coefficients(flows, x), x - flows.sum(axis=1)
    held = np.full(4, np.nan)
    held[list(chosen)] = x[list(chosen)]
    found = mixed_model(a, np.where(np.isnan(held), f, 0.0), held)
    np.testing.assert_allclose(found.x, x, rtol=1e-9)
    np.testing.assert_allclose(found.f, f, rtol=1e-7, atol=1e-9 * float(x.max()))


def test_mixed_model_by_hand() -> None:
    """Output of sector 1 held at 1500, demand of sector 2 at 1700: x2 = (1700 + 0.2 * 1500) / 0.95."""
    found = mixed_model(A, np.array([0.0, 1700.0]), np.array([1500.0, np.nan]))
    second = 2000 / 0.95
    np.testing.assert_allclose(found.x, [1500, second])
    np.testing.assert_allclose(found.f, [0.85 * 1500 - 0.25 * second, 1700])


def test_extraction_by_hand() -> None:
    total = hypothetical_extraction(Z, X, [0])
    np.testing.assert_allclose(total.x, [0, 1700 / 0.95])
    np.testing.assert_allclose(total.loss, X - total.x)
    own = hypothetical_extraction(Z, X, [0], own_final_demand=True)
    np.testing.assert_allclose(own.x, [350, 1700 / 0.95])
    backward = hypothetical_extraction(Z, X, [0], "backward")
    np.testing.assert_allclose(backward.x, [350 + 0.25 * 1700 / 0.95, 1700 / 0.95])
    forward = hypothetical_extraction(Z, X, [0], "forward")
    np.testing.assert_allclose(forward.x[1], 1400 / 0.95)
    np.testing.assert_allclose(forward.x[0], 650 + 0.15 * 0 + 200 / 2000 * forward.x[1])


def test_extracting_nothing_loses_nothing_and_everything_all() -> None:
    np.testing.assert_allclose(hypothetical_extraction(Z, X, []).loss, 0, atol=1e-12)
    np.testing.assert_allclose(hypothetical_extraction(Z, X, [0, 1]).x, 0)


# ------------------------------------------------------------------ balancing


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.float64, (4, 5), elements=st.floats(0.01, 10)),
    arrays(np.float64, (4, 5), elements=st.floats(0.01, 10)),
)
def test_ras_hits_its_totals(old: Array, other: Array) -> None:
    u, v = other.sum(axis=1), other.sum(axis=0)
    found = ras(old, u, v)
    np.testing.assert_allclose(found.matrix.sum(axis=1), u, rtol=1e-9)
    np.testing.assert_allclose(found.matrix.sum(axis=0), v, rtol=1e-9)
    assert (found.matrix >= 0).all()
    again = ras(found.matrix, u, v)
    np.testing.assert_allclose(again.matrix, found.matrix, rtol=1e-8)


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.float64, (4, 4), elements=st.floats(-1, 10)),
    arrays(np.float64, 4, elements=st.floats(0.5, 2)),
    arrays(np.float64, 4, elements=st.floats(0.5, 2)),
)
def test_gras_finds_back_what_was_scaled(old: Array, r: Array, s: Array) -> None:
    """A matrix made by known multipliers is found again from its totals, signs and all."""
    old = np.round(old, 3)
    assume((np.maximum(old, 0) > 0.1).sum(axis=0).min() >= 2)
    assume((np.maximum(old, 0) > 0.1).sum(axis=1).min() >= 2)
    both = np.outer(r, s)
    made = np.where(old > 0, old * both, old / both)
    found = gras(old, made.sum(axis=1), made.sum(axis=0), tolerance=1e-11)
    np.testing.assert_allclose(found.matrix, made, rtol=1e-5, atol=1e-6)
    assert (np.sign(found.matrix) == np.sign(old)).all()


def test_the_old_totals_return_the_old_matrix() -> None:
    old = np.array([[7.0, 3, 5, -3], [2, 9, 8, 1], [-2, 0, 2, 1]])
    found = gras(old, old.sum(axis=1), old.sum(axis=0))
    np.testing.assert_allclose(found.matrix, old, rtol=1e-12)
    assert found.rounds == 0
    assert found.rescaled == 1


def test_empty_rows_and_columns_may_stay_empty() -> None:
    old = np.array([[1.0, 0, 2], [0, 0, 0], [3, 0, 4]])
    found = ras(old, np.array([4.0, 0, 6]), np.array([5.0, 0, 5]))
    assert (found.matrix[1] == 0).all()
    assert (found.matrix[:, 1] == 0).all()
    emptied = ras(old, np.array([0.0, 0, 6]), np.array([4.0, 0, 2]))
    np.testing.assert_allclose(emptied.matrix, [[0, 0, 0], [0, 0, 0], [4, 0, 2]])


def test_totals_that_all_but_cancel_are_shifted() -> None:
    """Sums of 0 and of rounding: rescaling could not make them equal."""
    old = np.array([[2.0, -1.0], [1.0, -2.0]])
    found = gras(old, np.array([1.0, -1.0]), np.array([3.0, -3.0 + 1e-7]))
    np.testing.assert_allclose(found.matrix.sum(axis=0), [3, -3 + 1e-7], rtol=1e-9)
    np.testing.assert_allclose(found.matrix.sum(axis=1), [1, -1], atol=1e-7)
    assert found.rescaled == 1


def test_rounding_between_the_totals_is_absorbed_and_said() -> None:
    found = ras(np.ones((2, 2)), np.array([100.0, 200.0]), np.array([150.0001, 150.0]))
    assert found.rescaled == pytest.approx(1 + 1e-4 / 300)
    np.testing.assert_allclose(found.matrix.sum(), 300.0001)


ONES = np.ones((2, 2))


@pytest.mark.parametrize(
    ("old", "u", "v", "words", "what"),
    [
        (ONES, [-1.0, 3.0], [1.0, 1.0], r"-1\.0 of row NORTH.*negative", "NORTH -1.0"),
        (ONES, [1.0, 1.0], [3.0, -1.0], r"-1\.0 of column EAST.*negative", "EAST -1.0"),
        ([[0.0, 0], [1, 1]], [1.0, 1], [1.0, 1], "1.0 of row NORTH.*no positive entry", "NORTH 1.0"),
        ([[-1.0, 0], [1, 1]], [0.0, 1], [0.0, 1], "0.0 of row NORTH.*only negative", "NORTH 0.0"),
        (ONES, [1.0, 1.0], [1.0, 1.5], r"add up to 2\.0000 and the column totals to 2\.5000", "-0.5000"),
        ([[1.0, 0], [0, 1]], [1.0, 2.0], [2.0, 1.0], "together with the zeros", "1.0"),
        ([[1.0, 0], [0, 1]], [2.0, 1.0], [1.0, 2.0], "together with the zeros", "NORTH 2.0"),
        (ONES, [1.0], [1.0, 1.0], "as many row and column totals", "shape"),
        (ONES, [np.nan, 1.0], [1.0, 1.0], "must be numbers", "numbers"),
    ],
)
def test_totals_that_cannot_be_met_are_named(old: Any, u: Any, v: Any, words: str, what: str) -> None:
    with pytest.raises(InfeasibleError, match=words) as caught:
        gras(
            np.array(old),
            np.array(u),
            np.array(v),
            row_names=("NORTH", "SOUTH"),
            column_names=("WEST", "EAST"),
        )
    assert what in caught.value.what


def test_giving_up_is_said() -> None:
    with pytest.raises(InfeasibleError, match="after 2 rounds row 1 is off its total"):
        ras(np.array([[1.0, 2], [3, 4]]), np.array([5.0, 1]), np.array([1.0, 5]), max_rounds=2)


def test_ras_refuses_negative_entries() -> None:
    with pytest.raises(InfeasibleError, match="row 1, column 2 is negative; use GRAS"):
        ras(np.array([[1.0, -1], [1, 1]]), np.array([1.0, 1]), np.array([1.0, 1]))


# ------------------------------------------------------------------ what has no answer


def test_a_sector_that_eats_itself_is_named() -> None:
    greedy = np.array([[0.2, 0.1, 0.0], [0.1, 1.1, 0.1], [0.0, 0.1, 0.3]])
    with pytest.raises(SingularError, match="sector GREEDY needs") as caught:
        leontief_inverse(greedy, ("A", "GREEDY", "C"))
    assert caught.value.sector == "GREEDY"
    with pytest.raises(SingularError, match="sector 2 needs"):
        solve_output(greedy, np.ones(3))
    with pytest.raises(SingularError):
        price_change(greedy, np.ones(3))


def test_a_singular_system_is_not_solved() -> None:
    with pytest.raises(SingularError, match="sector A"):
        leontief_inverse(np.array([[1.0, 0.0], [0.0, 0.5]]), ("A", "B"))
    with pytest.raises(
        SingularError, match="sector A"
    ):  # negative entries: no productive test, still singular
        leontief_inverse(np.array([[1.0, 0.0], [-0.1, 0.5]]), ("A", "B"))


def test_coefficients_must_be_square_and_numbers() -> None:
    for bad in (np.ones((2, 3)), np.full((2, 2), np.nan)):
        with pytest.raises(SingularError, match="square matrix of numbers"):
            leontief_inverse(bad)


def test_a_sector_without_output() -> None:
    a = technical_coefficients(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([4.0, 0.0]))
    np.testing.assert_array_equal(a, [[0.25, 0], [0.25, 0]])
    with pytest.raises(SingularError, match="Sector IDLE uses inputs but has no output"):
        technical_coefficients(np.ones((2, 2)), np.array([4.0, 0.0]), ("A", "IDLE"))


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: multipliers(A, X, "total"), ValueError),
        (lambda: multipliers(A, X, "III"), InputError),  # type: ignore[arg-type]
        (lambda: backward_linkage(Z, X, basis="ghosh"), InputError),  # type: ignore[arg-type]
        (lambda: forward_linkage(Z, X, basis="none"), InputError),  # type: ignore[arg-type]
        (lambda: price_change(A, X, given=np.ones(3)), InputError),
        (lambda: mixed_model(A, F, np.ones(3)), InputError),
        (lambda: hypothetical_extraction(Z, X, [2]), InputError),
        (lambda: hypothetical_extraction(Z, X, [0], "sideways"), InputError),  # type: ignore[arg-type]
        (lambda: aggregation_matrix([0, 2], 2), ValueError),
        (lambda: aggregation_matrix([0, 0], 2), ValueError),
    ],
)
def test_wrong_calls_are_refused(call: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        call()


def test_spectral_radius() -> None:
    assert spectral_radius(np.array([[0.0, 2.0], [0.5, 0.0]])) == pytest.approx(1.0)


def test_merging_is_summing() -> None:
    S = aggregation_matrix([0, 1, 0], 2)
    np.testing.assert_array_equal(S, [[1, 0, 1], [0, 1, 0]])
    np.testing.assert_array_equal(aggregate(np.arange(9.0).reshape(3, 3), S), [[16, 8], [8, 4]])
