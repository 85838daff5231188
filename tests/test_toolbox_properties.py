"""What must hold of any table in every function: the order of sectors and the unit of money mean nothing.

Tables are drawn with a sector without output, one without wages, and a negative cell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from diversify.errors import InfeasibleError
from diversify.model import inputoutput as io

Array = NDArray[np.float64]
N = 5


class Case(NamedTuple):
    """A productive table; `order` is where its sectors go, `scale` what its money is counted in."""

    Z: Array
    x: Array
    f: Array
    wages: Array
    order: list[int]
    scale: float

    def moved(self) -> Case:
        """The same table with sectors in another order and money in another unit."""
        o, k = self.order, self.scale
        return Case(
            k * self.Z[np.ix_(o, o)], k * self.x[o], k * self.f[o], k * self.wages[o], list(range(N)), 1.0
        )

    @property
    def households(self) -> io.Households:
        by = max(float(self.wages.sum()), float(self.f.sum()), 1e-9) * 2
        return io.Households(_over(self.wages, self.x), np.maximum(self.f, 0) / by)


def _over(values: Array, x: Array) -> Array:
    return np.divide(values, x, out=np.zeros_like(x), where=x > 0)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    x = rng.uniform(10, 1000, N)
    Z = rng.random((N, N)) * x
    Z *= rng.uniform(0.1, 0.7, N) * x / Z.sum(axis=0)
    if draw(st.booleans()):  # a sector without output
        Z[2], Z[:, 2], x[2] = 0.0, 0.0, 0.0
    if draw(st.booleans()):  # a negative cell, such as scrap
        Z[0, 1] = -0.01 * x[1]
    wages = 0.5 * (x - Z.sum(axis=0))
    if draw(st.booleans()):  # a sector without wages
        wages[3] = 0.0
    order = draw(st.permutations(range(N)))
    return Case(Z, x, x - Z.sum(axis=1), wages, list(order), draw(st.sampled_from([1e-3, 7.0, 1e6])))


def _coefficients(c: Case) -> Array:
    return io.technical_coefficients(c.Z, c.x)


#: Ratios by sector, (n,) or (n, n): order moves them, the unit of money leaves them.
RATIOS: dict[str, Callable[[Case], Array]] = {
    "technical_coefficients": _coefficients,
    "allocation_coefficients": lambda c: io.allocation_coefficients(c.Z, c.x),
    "leontief_inverse": lambda c: io.leontief_inverse(_coefficients(c)),
    "ghosh_inverse": lambda c: io.ghosh_inverse(c.Z, c.x),
    "multipliers": lambda c: io.multipliers(_coefficients(c), np.ones(N)),
    "multipliers II": lambda c: io.multipliers(_coefficients(c), _over(c.wages, c.x), "II", c.households),
    "induced": lambda c: io.effects(_coefficients(c), _over(c.wages, c.x), c.households).induced,
    "backward_linkage": lambda c: io.backward_linkage(c.Z, c.x),
    "backward, direct": lambda c: io.backward_linkage(c.Z, c.x, basis="direct"),
    "forward_linkage": lambda c: io.forward_linkage(c.Z, c.x),
    "power": lambda c: io.dispersion(io.leontief_inverse(_coefficients(c))).power,
    "variation": lambda c: io.dispersion(io.leontief_inverse(_coefficients(c))).sensitivity_variation,
    "field_of_influence": lambda c: io.field_of_influence(io.leontief_inverse(_coefficients(c))),
    "price_change": lambda c: io.price_change(_coefficients(c), 0.1 * _over(c.wages, c.x)),
    "price_composition": lambda c: io.price_composition(_coefficients(c), _over(c.wages, c.x)[None])[0],
}
#: Money by sector: order moves it, the unit scales it.
MONEY: dict[str, Callable[[Case], Array]] = {
    "solve_output": lambda c: io.solve_output(_coefficients(c), 2 * c.f + c.x),
    "ghosh_output": lambda c: io.ghosh_output(c.Z, c.x, c.wages),
    "extraction": lambda c: io.extraction_of_each(c.Z, c.x).loss,
    "extraction, backward": lambda c: io.extraction_of_each(c.Z, c.x, "backward").loss,
    "extraction, forward": lambda c: io.extraction_of_each(c.Z, c.x, "forward").loss,
    "losses_of_each": lambda c: io.losses_of_each(c.Z, c.x),
    "mixed_model": lambda c: (
        io.mixed_model(_coefficients(c), c.f, np.where(c.x == c.x.max(), 0.9 * c.x, np.nan)).x
    ),
    "gras": lambda c: io.gras(c.Z, 1.1 * c.Z.sum(axis=1), 1.1 * c.Z.sum(axis=0)).matrix,
    "deflate": lambda c: io.deflate(c.Z, c.f[:, None], c.x, np.full(N, 1.25)).value_added,
    "dynamic": lambda c: io.dynamic_leontief(
        _coefficients(c), 0.2 * np.eye(N), np.tile(c.f, (3, 1)), c.x, method="capacity"
    ).x[2],
    "decomposition": lambda c: io.structural_decomposition(
        (_coefficients(c), c.f),
        (0.9 * _coefficients(c), 2 * c.f),
        lambda A, f: io.solve_output(A, f),
    ).effects[0],
}


def _same(found: Array, wanted: Array, order: list[int], scale: float) -> None:
    expected = wanted[np.ix_(order, order)] if wanted.ndim == 2 else wanted[order]
    size = float(np.nanmax(np.abs(expected), initial=0.0))
    np.testing.assert_allclose(found, scale * expected, rtol=1e-8, atol=1e-10 * size * scale)


@pytest.mark.parametrize("name", RATIOS)
@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_neither_order_nor_unit_change_a_ratio(name: str, case: Case) -> None:
    _same(RATIOS[name](case.moved()), RATIOS[name](case), case.order, 1.0)


@pytest.mark.parametrize("name", MONEY)
@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_money_follows_order_and_unit(name: str, case: Case) -> None:
    _same(MONEY[name](case.moved()), MONEY[name](case), case.order, case.scale)


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_key_sectors_stay_key(case: Case) -> None:
    before, after = io.key_sectors(case.Z, case.x), io.key_sectors(case.moved().Z, case.moved().x)
    assert [before[i] for i in case.order] == after


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_a_sector_without_output_takes_no_part(case: Case) -> None:
    """It has only itself: nothing that others do changes, and nothing is nan but its own ratios."""
    idle = case.x == 0
    L, G = io.leontief_inverse(_coefficients(case)), io.ghosh_inverse(case.Z, case.x)
    for inverse in (L, G):
        assert np.isfinite(inverse).all()
        np.testing.assert_array_equal(inverse[idle][:, ~idle], 0)
        np.testing.assert_array_equal(inverse[idle][:, idle], np.eye(idle.sum()))
    ratio = io.multipliers(_coefficients(case), _over(case.wages, case.x), "I")
    np.testing.assert_array_equal(np.isnan(ratio), case.wages == 0)
    assert np.isfinite(io.extraction_of_each(case.Z, case.x).loss).all()
    paths = io.structural_paths(_coefficients(case), np.ones(N), case.f, cutoff=0.01)
    assert not any(idle[i] for path in paths.paths for i in path.sectors)


@settings(max_examples=25, deadline=None)
@given(case=cases(), model=st.sampled_from(["A", "B", "C", "D"]))
def test_symmetric_tables_follow_order_and_unit(case: Case, model: str) -> None:
    """Supply with a tenth of each product made next door; the idle sector is left out."""
    here = np.flatnonzero(case.x > 0)
    x, Z, f = case.x[here], case.Z[np.ix_(here, here)], case.f[here]
    S = 0.9 * np.diag(x) + 0.1 * np.roll(np.diag(x), 1, axis=1)
    W = (S.sum(axis=0) - Z.sum(axis=0))[None]
    found = io.siot_from_sut(S, Z, f[:, None], W, model)  # type: ignore[arg-type]  # one of the four
    o = np.random.default_rng(0).permutation(len(here))
    k = case.scale
    other = io.siot_from_sut(
        k * S[np.ix_(o, o)],
        k * Z[np.ix_(o, o)],
        k * f[o, None],
        k * W[:, o],
        model,  # type: ignore[arg-type]  # one of the four
    )
    size = np.abs(found.Z).max()
    np.testing.assert_allclose(other.Z, k * found.Z[np.ix_(o, o)], rtol=1e-8, atol=1e-10 * k * size)
    np.testing.assert_allclose(other.W, k * found.W[:, o], rtol=1e-8, atol=1e-10 * k * size)
    assert len(other.negatives) == len(found.negatives)


@settings(max_examples=25, deadline=None)
@given(case=cases(), seed=st.integers(0, 1000))
def test_balancing_meets_its_totals_and_says_how(case: Case, seed: int) -> None:
    """Totals of the table scaled by rows and columns: met to the tolerance, and r P s - N / (r s) is it."""
    rng = np.random.default_rng(seed)
    target = io.gras(case.Z, case.Z.sum(axis=1), case.Z.sum(axis=0)).matrix
    target = target * np.outer(rng.uniform(0.8, 1.2, N), rng.uniform(0.8, 1.2, N))
    found = io.gras(case.Z, target.sum(axis=1), target.sum(axis=0))
    size = np.abs(target).sum(axis=0).max()
    np.testing.assert_allclose(found.matrix.sum(axis=0), target.sum(axis=0), atol=1e-11 * size)
    np.testing.assert_allclose(found.matrix.sum(axis=1), target.sum(axis=1), atol=1e-11 * size)
    both = np.outer(found.rows, found.columns)
    rebuilt = both * np.maximum(case.Z, 0) - np.maximum(-case.Z, 0) / both
    np.testing.assert_allclose(found.matrix, rebuilt, rtol=1e-10, atol=1e-12 * size)
    with pytest.raises(InfeasibleError):
        io.gras(case.Z, target.sum(axis=1) + 1.0, target.sum(axis=0) + 1.0, max_rounds=0)
