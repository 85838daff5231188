"""The toolbox's algebra by second routes, by hand, and by what must hold of any table."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from diversify.errors import InfeasibleError, InputError, SingularError
from diversify.model.inputoutput import (
    Households,
    LeontiefSystem,
    aggregate,
    aggregation_bias,
    aggregation_matrix,
    closed_coefficients,
    deflate,
    disaggregate,
    disaggregation_matrix,
    dispersion,
    dynamic_leontief,
    effects,
    extraction_of_each,
    field_of_influence,
    footprint,
    forward_linkage,
    ghosh_inverse,
    ghosh_output,
    hypothetical_extraction,
    influence_of,
    insert_sector,
    is_forward_stable,
    leontief_inverse,
    losses_of_each,
    multipliers,
    price_composition,
    siot_from_sut,
    structural_decomposition,
    structural_paths,
    technical_coefficients,
    turnpike_growth,
    value_added_in_trade,
)

Array = NDArray[np.float64]

# Miller and Blair (2009), table 2.3: flows and output of two sectors.
Z = np.array([[150.0, 500.0], [200.0, 100.0]])
X = np.array([1000.0, 2000.0])
A = np.array([[0.15, 0.25], [0.20, 0.05]])
HOUSEHOLDS = Households(income=np.array([0.3, 0.25]), consumption=np.array([0.05, 0.4]), own=0.05)


def table(n: int = 6, seed: int = 0, negative: bool = False, idle: bool = False) -> tuple[Array, Array]:
    """Flows and outputs of a productive economy; on request with a negative cell or an idle sector."""
    draw = np.random.default_rng(seed)
    x = draw.uniform(10, 1000, n)
    flows = draw.random((n, n)) * x
    flows *= draw.uniform(0.2, 0.8, n) * x / flows.sum(axis=0)
    if negative:
        flows[0, 1] = -0.02 * x[1]
    if idle:
        flows[2] = flows[:, 2] = x[2] = 0.0
    return flows, x


# ------------------------------------------------------------------ the system


@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_one_factorization_serves_everything(n: int) -> None:
    a = technical_coefficients(*table(n))
    system = LeontiefSystem(a)
    right = np.random.default_rng(1).random((n, 3))
    L = np.linalg.inv(np.eye(n) - a)
    np.testing.assert_allclose(system.inverse, L, rtol=1e-12, atol=1e-13)
    np.testing.assert_allclose(system.solve(right), L @ right, rtol=1e-12)
    np.testing.assert_allclose(system.solve(right[:, 0]), L @ right[:, 0], rtol=1e-12)
    np.testing.assert_allclose(system.solve_transposed(right), L.T @ right, rtol=1e-12)
    assert system.inverse is system.inverse
    assert not system.inverse.flags.writeable


def test_the_input_is_left_alone() -> None:
    a = A.copy()
    LeontiefSystem(a)
    LeontiefSystem(a.T)
    np.testing.assert_array_equal(a, A)
    assert LeontiefSystem(np.asfortranarray(A)).solve(np.ones(2)) == pytest.approx(
        LeontiefSystem(A).solve(np.ones(2))
    )


def test_no_sector_at_all() -> None:
    system = LeontiefSystem(np.zeros((0, 0)))
    assert system.solve(np.zeros(0)).shape == (0,)
    assert system.inverse.shape == (0, 0)


@settings(max_examples=100, deadline=None)
@given(arrays(np.float64, (4, 4), elements=st.floats(0, 0.6)))
def test_productive_is_what_the_eigenvalues_say(a: Array) -> None:
    radius = float(np.abs(np.linalg.eigvals(a)).max())
    if radius < 1 - 1e-6:
        assert (LeontiefSystem(a).inverse >= -1e-12).all()
    elif radius > 1 + 1e-6:
        with pytest.raises(SingularError):
            LeontiefSystem(a)


@pytest.mark.parametrize("n", [3, 300])
def test_whoever_eats_itself_is_named_in_tables_of_any_size(n: int) -> None:
    a = np.full((n, n), 0.1 / n)
    a[n // 2, n // 2] = 1.2
    names = [f"S{i}" for i in range(n)]
    with pytest.raises(SingularError) as caught:
        LeontiefSystem(a, names)
    assert caught.value.sector == f"S{n // 2}"


def test_infinite_coefficients_are_refused() -> None:
    with pytest.raises(SingularError, match="square matrix of numbers"):
        LeontiefSystem(np.array([[0.1, np.inf], [-np.inf, 0.1]]))


# ------------------------------------------------------------------ multipliers and effects


def test_effects_add_up_and_agree_with_the_closed_inverse() -> None:
    """The partition gives what the closed inverse gives (Miller and Blair 2009, section 2.5)."""
    rows = np.vstack([np.ones(2), HOUSEHOLDS.income, [0.0, 0.7]])
    found = effects(A, rows, HOUSEHOLDS)
    closed = leontief_inverse(closed_coefficients(A, HOUSEHOLDS))
    np.testing.assert_allclose(found.total, rows @ closed[:2, :2], rtol=1e-13)
    np.testing.assert_allclose(found.direct + found.indirect, rows @ leontief_inverse(A), rtol=1e-13)
    np.testing.assert_allclose(found.direct + found.indirect + found.induced, found.total, rtol=1e-14)
    counted = effects(A, np.ones(2), HOUSEHOLDS, of_households=1.0).total
    np.testing.assert_allclose(counted, closed[:, :2].sum(axis=0), rtol=1e-13)


def test_truncated_counts_the_sectors_alone() -> None:
    """Miller and Blair (2009), section 6.2.1: truncated 1.892 and 1.773."""
    found = multipliers(A, np.ones(2), "truncated", HOUSEHOLDS, of_households=1.0)
    np.testing.assert_allclose(found, [1.892, 1.773], atol=5e-4)
    ratio = multipliers(A, HOUSEHOLDS.income, "truncated II", HOUSEHOLDS)
    np.testing.assert_allclose(ratio, effects(A, HOUSEHOLDS.income, HOUSEHOLDS).total / HOUSEHOLDS.income)


def test_a_sector_without_wages_has_effects_but_no_ratio() -> None:
    households = Households(np.array([0.0, 0.25]), np.array([0.05, 0.4]))
    found = multipliers(A, households.income, "II", households)
    assert np.isnan(found[0])
    assert found[1] > 1
    assert (multipliers(A, households.income, "total", households) > 0).all()


def test_households_that_spend_more_than_they_earn() -> None:
    with pytest.raises(SingularError, match="Households spend") as caught:
        effects(A, np.ones(2), Households(np.array([0.6, 0.7]), np.array([0.9, 0.9])))
    assert caught.value.sector == "households"


# ------------------------------------------------------------------ linkages


def test_dispersion_by_hand() -> None:
    """Rasmussen's indices of a matrix whose means are plain: columns 2 and 4, rows 2.5 and 3.5."""
    L = np.array([[1.0, 4.0], [3.0, 4.0]])
    found = dispersion(L)
    np.testing.assert_allclose(found.power, [2 / 3, 4 / 3])
    np.testing.assert_allclose(found.sensitivity, [2.5 / 3, 3.5 / 3])
    np.testing.assert_allclose(found.power_variation, [np.sqrt(2) / 2, 0])
    np.testing.assert_allclose(found.sensitivity_variation, [np.sqrt(4.5) / 2.5, np.sqrt(0.5) / 3.5])
    assert np.isnan(dispersion(np.array([[2.0]])).power_variation).all()


def test_forward_linkage_without_the_ghosh_inverse() -> None:
    for case in ({}, {"idle": True}):
        flows, x = table(**case)  # type: ignore[arg-type]
        rows = ghosh_inverse(flows, x).sum(axis=1)
        np.testing.assert_allclose(forward_linkage(flows, x, normalized=False), rows, rtol=1e-12)


@pytest.mark.parametrize(("i", "j"), [(0, 1), (2, 2)])
def test_influence_is_the_new_inverse_minus_the_old(i: int, j: int) -> None:
    a = technical_coefficients(*table())
    changed = a.copy()
    changed[i, j] += 0.05
    L = leontief_inverse(a)
    np.testing.assert_allclose(
        influence_of(L, i, j, 0.05), leontief_inverse(changed) - L, rtol=1e-9, atol=1e-12
    )
    small = influence_of(L, i, j, 1e-9) / 1e-9
    np.testing.assert_allclose(field_of_influence(L)[i, j], np.linalg.norm(small), rtol=1e-6)
    with pytest.raises(SingularError):
        influence_of(L, i, j, 100.0, tuple("ABCDEF"))
    with pytest.raises(InputError):
        influence_of(L, 9, 0)


# ------------------------------------------------------------------ prices and Ghosh


def test_prices_are_made_of_primary_costs() -> None:
    """All costs and inputs together are the price of 1 (Miller and Blair 2009, section 2.6)."""
    flows, x = table()
    v = (x - flows.sum(axis=0)) / x
    parts = price_composition(technical_coefficients(flows, x), np.vstack([0.7 * v, 0.3 * v]))
    np.testing.assert_allclose(parts.sum(axis=0), 1, rtol=1e-12)
    np.testing.assert_allclose(parts[1] / parts[0], 3 / 7)


def test_ghosh_output_returns_the_table() -> None:
    for case in ({}, {"idle": True}):
        flows, x = table(**case)  # type: ignore[arg-type]
        v = x - flows.sum(axis=0)
        np.testing.assert_allclose(ghosh_output(flows, x, v), x, rtol=1e-12)
        np.testing.assert_allclose(v @ ghosh_inverse(flows, x), x, rtol=1e-12)


# ------------------------------------------------------------------ extraction


@pytest.mark.parametrize("own", [None, True, False])
@pytest.mark.parametrize(
    ("kind", "basis"),
    [("total", "ghosh"), ("backward", "ghosh"), ("forward", "ghosh"), ("forward", "leontief")],
)
@pytest.mark.parametrize("case", [{}, {"negative": True}, {"idle": True}])
def test_all_extractions_from_one_inverse(
    kind: Any, basis: Any, own: bool | None, case: dict[str, bool]
) -> None:
    """Rank-one updates give what one solution for each sector gives."""
    flows, x = table(**case)  # type: ignore[arg-type]
    found = extraction_of_each(flows, x, kind, basis=basis, own_final_demand=own)
    for k in range(len(x)):
        one = hypothetical_extraction(flows, x, [k], kind, basis=basis, own_final_demand=own)
        np.testing.assert_allclose(found.loss[:, k], one.loss, rtol=1e-9, atol=1e-11 * x.max())
        np.testing.assert_allclose(found.x[:, k], one.x, rtol=1e-9, atol=1e-11 * x.max())
    if kind == "total" and not own:
        np.testing.assert_allclose(losses_of_each(flows, x), found.loss.sum(axis=0), rtol=1e-12)


# ------------------------------------------------------------------ structural decomposition


def by_all_orders(start: list[Array], end: list[Array]) -> Array:
    """The mean over all k! orders, written as Dietzenbacher and Los (1998) define it."""
    k = len(start)
    total = np.zeros((k, len(start[-1])))
    orders = list(permutations(range(k)))
    for order in orders:
        now = list(start)
        for i in order:
            before = np.linalg.multi_dot(now)
            now[i] = end[i]
            total[i] += np.linalg.multi_dot(now) - before
    return total / len(orders)


def factors(k: int, seed: int) -> list[Array]:
    draw = np.random.default_rng(seed)
    return [draw.uniform(0.5, 2, (3, 3)) for _ in range(k - 1)] + [draw.uniform(1, 5, 3)]


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_the_average_is_that_of_all_orders(k: int) -> None:
    start, end = factors(k, 1), factors(k, 2)
    found = structural_decomposition(start, end)
    np.testing.assert_allclose(found.effects, by_all_orders(start, end), rtol=1e-10, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 5),
    st.integers(0, 1000),
    st.sampled_from(["average", "polar", "polar_first", "polar_last", "interaction"]),
)
def test_terms_add_up(k: int, seed: int, method: Any) -> None:
    start, end = factors(k, seed), factors(k, seed + 1)
    found = structural_decomposition(start, end, method=method)
    change = found.end - found.start
    np.testing.assert_allclose(found.effects.sum(axis=0) + found.interaction, change, rtol=1e-9, atol=1e-7)
    growth = structural_decomposition(start, end, method=method, form="growth")
    np.testing.assert_allclose(growth.effects, found.effects / found.start, rtol=1e-12)
    ratio = structural_decomposition(start, end, method=method, form="factor")
    np.testing.assert_allclose(
        ratio.effects.prod(axis=0) * ratio.interaction, found.end / found.start, rtol=1e-9
    )


def test_two_factors_by_hand() -> None:
    """y = a b from 2 x 3 to 4 x 5: polar forms 6 and 8, 10 and 6; alone 6 and 4 and together 4."""
    start, end = [np.array([[2.0]]), np.array([3.0])], [np.array([[4.0]]), np.array([5.0])]
    assert structural_decomposition(start, end).effects.ravel().tolist() == [8, 6]
    assert structural_decomposition(start, end, method="polar_first").effects.ravel().tolist() == [6, 8]
    assert structural_decomposition(start, end, method="polar_last").effects.ravel().tolist() == [10, 4]
    assert structural_decomposition(start, end, method="polar").effects.ravel().tolist() == [8, 6]
    alone = structural_decomposition(start, end, method="interaction")
    assert alone.effects.ravel().tolist() == [6, 4]
    assert alone.interaction.tolist() == [4]
    assert alone.interactions[0, 1].tolist() == [4]


def test_polar_average_is_exact_for_two_factors_only() -> None:
    for k, same in ((2, True), (4, False)):
        start, end = factors(k, 3), factors(k, 4)
        polar = structural_decomposition(start, end, method="polar").effects
        average = structural_decomposition(start, end).effects
        assert np.allclose(polar, average) is same


def test_growth_from_nothing_is_no_number() -> None:
    start, end = [np.eye(2), np.array([0.0, 1])], [np.eye(2), np.array([1.0, 2])]
    assert np.isnan(structural_decomposition(start, end, form="growth").effects[:, 0]).all()
    assert np.isnan(structural_decomposition(start, end, form="factor").effects[:, 0]).all()


def test_any_function_of_the_factors() -> None:
    found = structural_decomposition(
        [A, np.ones(2)], [1.1 * A, 2 * np.ones(2)], lambda a, f: leontief_inverse(a) @ f
    )
    np.testing.assert_allclose(found.effects.sum(axis=0), found.end - found.start)
    assert (found.effects > 0).all()


# ------------------------------------------------------------------ paths


def test_paths_by_hand() -> None:
    """Sector 1 alone demanded: the chain 1, 1-2, 1-1 ... of the coefficients of table 2.3."""
    found = structural_paths(A, np.ones(2), np.array([100.0, 0.0]), cutoff=0.01, max_length=2)
    values = {path.sectors: path.value for path in found.paths}
    wanted = {(0,): 100, (0, 1): 20, (0, 0): 15, (0, 1, 0): 5, (0, 0, 1): 3, (0, 0, 0): 2.25}
    assert {path: values[path] for path in wanted} == pytest.approx(wanted)
    assert (0, 1, 1) not in values  # 1.0 of 151.8 is below the cut-off
    assert found.total == pytest.approx(100 * leontief_inverse(A)[:, 0].sum())
    assert found.explained == pytest.approx(sum(values.values()) / found.total)


@pytest.mark.parametrize("case", [{}, {"negative": True}, {"idle": True}])
def test_no_path_above_the_cutoff_is_missed(case: dict[str, bool]) -> None:
    flows, x = table(4, **case)  # type: ignore[arg-type]
    a, v, f = technical_coefficients(flows, x), np.array([0.3, 0, 0.2, 0.1]), np.array([5.0, 10, 0, 20])
    found = structural_paths(a, v, f, cutoff=0.005, max_length=3)
    bound = 0.005 * (v @ leontief_inverse(np.abs(a)) @ f)
    brute = {}
    ways: list[tuple[tuple[int, ...], float]] = [((i,), f[i]) for i in range(4)]
    for _ in range(4):
        brute |= {path: v[path[-1]] * flow for path, flow in ways}
        ways = [((*path, i), a[i, path[-1]] * flow) for path, flow in ways for i in range(4)]
    wanted = {path: value for path, value in brute.items() if abs(value) >= bound and value != 0}
    assert {path.sectors: path.value for path in found.paths} == pytest.approx(wanted)
    sizes = [abs(path.value) for path in found.paths]
    assert sizes == sorted(sizes, reverse=True)


def test_a_lower_cutoff_explains_all_in_the_end() -> None:
    f = np.array([350.0, 1700.0])
    shares = [
        structural_paths(A, np.ones(2), f, cutoff=c, max_length=60).explained for c in (1e-1, 1e-3, 1e-6)
    ]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1, abs=1e-3)
    assert not structural_paths(A, np.ones(2), f, cutoff=1e-6, most=10).complete


# ------------------------------------------------------------------ dynamic model

CAPITAL = np.array([[0.1, 0.2], [0.3, 0.1]])


def test_balanced_growth_keeps_its_proportions() -> None:
    growth = turnpike_growth(A, CAPITAL)
    values, vectors = np.linalg.eig(np.linalg.solve(CAPITAL, np.eye(2) - A))
    k = int(np.argmin(np.where(np.all(vectors * np.sign(vectors[:1]) > 0, axis=0), values, np.inf)))
    assert growth == pytest.approx(values[k])
    x = np.abs(vectors[:, k])
    path = dynamic_leontief(A, CAPITAL, np.zeros((4, 2)), x, method="forward")
    np.testing.assert_allclose(path.x[1:] / path.x[:-1], 1 + growth, rtol=1e-9)
    assert path.growth == growth


def test_forward_and_backward_are_one_equation() -> None:
    f = np.full((5, 2), [350.0, 1700.0])
    forward = dynamic_leontief(A, CAPITAL, f, np.array([1000.0, 2000.0]), method="forward").x
    t = np.arange(4)
    np.testing.assert_allclose(
        forward[t], forward[t] @ A.T + (forward[t + 1] - forward[t]) @ CAPITAL.T + f[t]
    )
    back = dynamic_leontief(A, CAPITAL, f[:4], forward[4], method="backward").x
    np.testing.assert_allclose(back, forward[:4], rtol=1e-9)


def test_auto_chooses_by_stability() -> None:
    """One sector has one root and is stable; b_22 small in two sectors makes a root of 20 and more."""
    one = dynamic_leontief(np.array([[0.5]]), np.array([[1.0]]), np.full((3, 1), 4.0), np.array([10.0]))
    assert one.method == "forward"
    np.testing.assert_allclose(one.x.ravel(), [10, 11, 12.5])
    assert is_forward_stable(np.array([[0.5]]), np.array([[1.0]]))
    unstable = np.array([[2.0, 0.0], [0.0, 0.04]])
    assert not is_forward_stable(A, unstable)
    path = dynamic_leontief(A, unstable, np.full((6, 2), [360.0, 1720.0]), X)
    assert path.method == "capacity"
    assert (path.x > 0).all()
    with pytest.raises(InputError, match="sector B with negative output"):
        dynamic_leontief(
            A, unstable, np.full((30, 2), [360.0, 1720.0]), X, method="forward", names=("A", "B")
        )


def test_capacity_builds_for_growth_and_never_shrinks() -> None:
    f = np.outer(1.03 ** np.arange(12), [350.0, 1700.0])
    path = dynamic_leontief(A, np.array([[0.0, 0.0], [0.5, 0.4]]), f, X)
    assert path.method == "capacity"  # sector 1 supplies no capital: B cannot be inverted
    assert (np.diff(path.capacity, axis=0) >= 0).all()
    assert (path.x[2:].sum(axis=1) >= (f[2:] @ leontief_inverse(A).T).sum(axis=1) * (1 - 1e-12)).all()
    assert (path.capacity[-1] > path.capacity[0]).all()
    t = np.arange(1, 11)
    orders = path.capacity[t + 1] - path.capacity[t]
    made = path.x[t] @ A.T + orders @ np.array([[0.0, 0.0], [0.5, 0.4]]).T + f[t]
    np.testing.assert_allclose(path.x[t], made, rtol=1e-12)


def test_dynamic_refuses_what_it_cannot_do() -> None:
    f = np.ones((3, 2))
    with pytest.raises(SingularError, match="sector A supplies no capital"):
        dynamic_leontief(A, np.array([[0.0, 0], [1, 1]]), f, X, method="forward", names=("A", "B"))
    with pytest.raises(InputError, match="must be"):
        dynamic_leontief(A, CAPITAL, np.ones(2), X)
    with pytest.raises(InputError, match="Unknown method"):
        dynamic_leontief(A, CAPITAL, f, X, method="sideways")  # type: ignore[arg-type]
    assert turnpike_growth(A, np.zeros((2, 2))) == np.inf


# ------------------------------------------------------------------ supply and use

# Made for this test: industry 2 makes 20 of product 1 beside its own.
SUPPLY = np.array([[80.0, 20.0], [0.0, 100.0]])
USE = np.array([[10.0, 30.0], [20.0, 5.0]])
FINAL = np.array([[60.0], [75.0]])
PRIMARY = np.array([[50.0, 85.0]])


@pytest.mark.parametrize("model", "ABCD")
def test_symmetric_tables_balance(model: Any) -> None:
    found = siot_from_sut(SUPPLY, USE, FINAL, PRIMARY, model)
    np.testing.assert_allclose(found.Z.sum(axis=1) + found.Y.sum(axis=1), found.x)
    np.testing.assert_allclose(found.Z.sum(axis=0) + found.W.sum(axis=0), found.x)
    np.testing.assert_allclose(found.x, SUPPLY.sum(axis=1 if model in "AB" else 0))
    assert len(found.negatives) == 0
    square = siot_from_sut(np.diag([80.0, 120.0]), USE, FINAL, PRIMARY, model)
    np.testing.assert_allclose(square.Z, USE)  # nothing secondary: nothing to do


def test_models_by_hand() -> None:
    """A: product 1 has the inputs of industry 1 per unit, times 100; B: 80 % and 20 / 120 of the columns."""
    a = siot_from_sut(SUPPLY, USE, FINAL, PRIMARY, "A")
    np.testing.assert_allclose(a.Z, [[12.5, 27.5], [25, 0]], atol=1e-12)
    b = siot_from_sut(SUPPLY, USE, FINAL, PRIMARY, "B")
    np.testing.assert_allclose(b.Z, [[10 + 5, 25], [20 + 5 / 6, 25 / 6]])
    d = siot_from_sut(SUPPLY, USE, FINAL, PRIMARY, "D")
    np.testing.assert_allclose(d.Z, [[8, 24], [20 + 2, 5 + 6]])
    np.testing.assert_allclose(d.Y, [[48], [87]])
    c = siot_from_sut(SUPPLY, USE, FINAL, PRIMARY, "C")
    # Industry 2 makes all of product 2 and with every 100 of it 20 of product 1; the rest is industry 1's.
    np.testing.assert_allclose(c.Z, [[10 - 0.2 * 20, 30 - 0.2 * 5], [1.2 * 20, 1.2 * 5]])


def test_negatives_are_said_balanced_or_refused() -> None:
    """By hand: product 2 has what industry 2 uses, less a quarter of what industry 1 uses for 80."""
    use = np.array([[30.0, 5.0], [25.0, 0.0]])
    final, primary = np.array([[65.0], [75.0]]), np.array([[25.0, 115.0]])
    kept = siot_from_sut(SUPPLY, use, final, primary, "A")
    np.testing.assert_allclose(kept.Z, [[37.5, -2.5], [31.25, -6.25]])
    assert kept.negatives.tolist() == [[0, 1], [1, 1]]
    assert kept.negative_sum == pytest.approx(-8.75)
    with pytest.raises(InfeasibleError, match=r"2 negative flows, -8\.75 together.*from Q to Q"):
        siot_from_sut(SUPPLY, use, final, primary, "A", negatives="raise", products=("P", "Q"))
    with pytest.raises(InfeasibleError, match="column Q"):  # a column of negatives only cannot be balanced
        siot_from_sut(SUPPLY, use, final, primary, "A", negatives="balance", products=("P", "Q"))


def test_balanced_negatives_keep_the_totals() -> None:
    use = np.array([[30.0, 5.0], [25.0, 30.0]])
    final, primary = np.array([[65.0], [45.0]]), np.array([[25.0, 85.0]])
    kept = siot_from_sut(SUPPLY, use, final, primary, "A")
    assert kept.Z[0, 1] == pytest.approx(-2.5)
    found = siot_from_sut(SUPPLY, use, final, primary, "A", negatives="balance")
    assert found.Z[0, 1] == 0
    np.testing.assert_allclose(found.Z.sum(axis=0), kept.Z.sum(axis=0))
    np.testing.assert_allclose(found.Z.sum(axis=1), kept.Z.sum(axis=1))
    np.testing.assert_array_equal(found.negatives, kept.negatives)


def test_supply_and_use_that_cannot_be_transformed() -> None:
    with pytest.raises(InputError, match="as many products as industries"):
        siot_from_sut(np.ones((3, 2)), np.ones((3, 2)), np.ones((3, 1)), np.ones((1, 2)), "A")
    with pytest.raises(SingularError, match="same proportions"):
        siot_from_sut(np.ones((2, 2)), USE, FINAL, PRIMARY, "C")
    with pytest.raises(SingularError, match="product Q has no output"):
        siot_from_sut(np.array([[1.0, 1], [0, 0]]), USE, FINAL, PRIMARY, "B", products=("P", "Q"))
    with pytest.raises(InputError, match="Unknown model"):
        siot_from_sut(SUPPLY, USE, FINAL, PRIMARY, "E")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="same products"):
        siot_from_sut(SUPPLY, USE, FINAL[:1], PRIMARY, "B")
    more = np.array([[50.0, 10], [20, 60], [30, 30]])
    wide = siot_from_sut(
        more, np.ones((3, 2)), more.sum(axis=1, keepdims=True) - 2, np.array([[97.0, 97]]), "B"
    )
    assert wide.Z.shape == (3, 3)


# ------------------------------------------------------------------ merging and splitting


def test_merging_has_a_bias_unless_structures_agree() -> None:
    flows, x = table(4)
    S = aggregation_matrix([0, 0, 1, 2], 3)
    f = np.array([10.0, 0, 5, 5])
    bias = aggregation_bias(flows, x, S, f)
    assert np.abs(bias.total).max() > 1e-3
    own = aggregation_bias(flows, x, S, x - flows.sum(axis=1))
    np.testing.assert_allclose(own.total, 0, atol=1e-9 * x.max())
    R = disaggregation_matrix([[0.25, 0.75], [1.0], [1.0]])
    three, y = table(3)
    none = aggregation_bias(disaggregate(three, R), R @ y, aggregation_matrix([0, 0, 1, 2], 3), f)
    np.testing.assert_allclose(none.total, 0, atol=1e-10)
    np.testing.assert_allclose(none.first, 0, atol=1e-12)


def test_first_order_bias_is_the_first_term() -> None:
    flows, x = table(4)
    S, f = aggregation_matrix([0, 0, 1, 2], 3), np.array([10.0, 0, 5, 5])
    a, merged = technical_coefficients(flows, x), technical_coefficients(aggregate(flows, S), S @ x)
    np.testing.assert_allclose(aggregation_bias(flows, x, S, f).first, (merged @ S - S @ a) @ f)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0.05, 1), min_size=1, max_size=4), st.integers(0, 99))
def test_splitting_and_merging_returns_the_table(weights: list[float], seed: int) -> None:
    flows, _x = table(3, seed)
    shares = [w / sum(weights) for w in weights]
    R = disaggregation_matrix([[1.0], shares, [1.0]])
    groups = [0, *[1] * len(shares), 2]
    np.testing.assert_allclose(
        aggregate(disaggregate(flows, R), aggregation_matrix(groups, 3)), flows, rtol=1e-12
    )
    with pytest.raises(InputError, match="sector 2 have shares"):
        disaggregation_matrix([[1.0], [0.5, 0.6]])
    with pytest.raises(InputError, match="one column for every sector"):
        disaggregate(flows, R[:, :2])


def split(**changes: Any) -> Any:
    """AI services of 100 split out of the second sector of table 2.3."""
    final, primary = np.array([[350.0], [1700.0]]), np.array([[650.0, 1400.0]])
    given = {
        "parent": 1,
        "output": 100.0,
        "inputs": np.array([0.1, 0.2]),
        "primary": np.array([0.65]),
        "sales": np.array([0.3, 0.25]),
        "final": np.array([0.4]),
        "own": 0.05,
        "names": ("AGR", "ICT"),
    }
    return insert_sector(Z, final, primary, X, **(given | changes))


def test_a_new_sector_by_hand_and_merged_again() -> None:
    found = split()
    np.testing.assert_allclose(found.Z, [[150, 490, 10], [170, 50, 20], [30, 25, 5]])
    np.testing.assert_allclose(found.Y.ravel(), [350, 1660, 40])
    np.testing.assert_allclose(found.x, [1000, 1900, 100])
    np.testing.assert_allclose(found.Z.sum(axis=1) + found.Y.sum(axis=1), found.x)
    np.testing.assert_allclose(found.Z.sum(axis=0) + found.W.sum(axis=0), found.x)
    np.testing.assert_allclose(aggregate(found.Z, aggregation_matrix([0, 1, 1], 2)), Z)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"output": 5000.0}, InputError, "below that of its parent"),
        ({"own": 0.5}, InputError, "inputs of the new sector add up to 1.45"),
        ({"sales": np.array([0.3, 0.5])}, InputError, "sales of the new sector add up to 1.25"),
        ({"sales": np.ones(3)}, InputError, "one share for every"),
        ({"output": 900.0, "sales": np.array([0.4, 0.15])}, InfeasibleError, "from ICT to AGR"),
        ({"output": 700.0}, InfeasibleError, "needs .* more than there is in the flow from ICT to"),
        (
            {
                "output": 1900.0,
                "own": 0.0,
                "inputs": np.zeros(2),
                "sales": np.zeros(2),
                "primary": np.ones(1),
                "final": np.ones(1),
            },
            InfeasibleError,
            "final demand for ICT",
        ),
    ],
)
def test_splits_that_the_parent_cannot_bear(
    changes: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        split(**changes)


# ------------------------------------------------------------------ deflation


def test_double_deflation_by_hand() -> None:
    """Prices of sector 1 doubled: its flows are half, value added what is left."""
    final = np.array([[350.0], [1700.0]])
    found = deflate(Z, final, X, np.array([2.0, 1.0]))
    np.testing.assert_allclose(found.Z, [[75, 250], [200, 100]])
    np.testing.assert_allclose(found.value_added, [500 - 275, 2000 - 350])
    np.testing.assert_allclose(found.Z.sum(axis=1) + found.Y.sum(axis=1), found.x)
    with pytest.raises(InputError, match="sector AGR must be above 0"):
        deflate(Z, final, X, np.array([0.0, 1]), names=("AGR", "ICT"))
    with pytest.raises(InputError, match="together"):
        deflate(Z, final, X, np.ones(2), import_shares=np.ones(2))
    with pytest.raises(InputError, match="one index for every"):
        deflate(Z, final, X, np.ones(3))
    imports = deflate(
        Z, final, X, np.ones(2), import_shares=np.array([0.5, 0]), import_prices=np.array([2.0, 1])
    )
    np.testing.assert_allclose(imports.Z[0], 0.75 * Z[0])


# ------------------------------------------------------------------ several regions


def world(seed: int = 0) -> tuple[Array, Array, Array, Array, list[int]]:
    """Three regions of two sectors: A, Y, x, value added, region of each sector."""
    draw = np.random.default_rng(seed)
    a = draw.random((6, 6)) * 0.6 / 6
    Y = draw.uniform(1, 50, (6, 3))
    x = np.linalg.solve(np.eye(6) - a, Y.sum(axis=1))
    return a, Y, x, x * (1 - a.sum(axis=0)), [0, 0, 1, 1, 2, 2]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 500))
def test_footprints_and_trade_add_up(seed: int) -> None:
    a, Y, x, w, regions = world(seed)
    s = np.linspace(0.1, 2, 6)
    found = footprint(a, Y, s, regions, direct=np.array([1.0, 2, 3]))
    np.testing.assert_allclose(found.production.sum(), s @ x + 6)
    np.testing.assert_allclose(found.consumption, found.production - found.exported + found.imported)
    np.testing.assert_allclose(found.by_product.sum(axis=1), s * x)
    trade = value_added_in_trade(a, Y, x, w, regions)
    np.testing.assert_allclose(trade.absorbed.sum(axis=0), Y.sum(axis=0))
    np.testing.assert_allclose(trade.absorbed.sum(axis=1), [w[:2].sum(), w[2:4].sum(), w[4:].sum()])
    np.testing.assert_allclose(trade.content.sum(axis=0), trade.exports)
    np.testing.assert_allclose(trade.domestic + trade.foreign, trade.exports)
    assert (trade.returned > 0).all()
    assert (trade.returned < trade.domestic).all()


def test_regions_that_do_not_trade_have_no_foreign_content() -> None:
    a = np.diag([0.2, 0.5])
    trade = value_added_in_trade(a, np.diag([8.0, 5.0]), np.array([10.0, 10]), np.array([8.0, 5]), [0, 1])
    for zero in (trade.exports, trade.foreign, trade.reexported, trade.returned):
        np.testing.assert_allclose(zero, 0, atol=1e-12)
    np.testing.assert_allclose(trade.absorbed, np.diag([8.0, 5.0]))


def test_value_added_that_returns_by_hand() -> None:
    """Region 1 sells 50 of inputs to region 2, which sells 60 of final goods to region 1: 50 come home."""
    a = np.array([[0.0, 50 / 60], [0.0, 0.0]])
    Y = np.array([[30.0, 0.0], [60.0, 0.0]])
    trade = value_added_in_trade(a, Y, np.array([80.0, 60.0]), np.array([80.0, 10.0]), [0, 1])
    np.testing.assert_allclose(trade.exports, [50, 60])
    np.testing.assert_allclose(trade.content, [[50, 50], [0, 10]])
    np.testing.assert_allclose(trade.returned, [50, 0], atol=1e-12)
    np.testing.assert_allclose(trade.reexported, [50, 0])
    np.testing.assert_allclose(trade.foreign, [0, 50])
    np.testing.assert_allclose(trade.absorbed, [[80, 0], [10, 0]])
    with pytest.raises(InputError, match="one column for every region"):
        footprint(a, Y, np.ones(2), [0, 2])
