"""The year's solution reached by another road: price sweeps, one linear solve, bisection on the wage."""

from __future__ import annotations

import numpy as np
import pytest

from diversify.model import load_economy, load_scenario, project
from diversify.model.projection.given import Fixed
from diversify.model.projection.year import Unknowns, evaluate, price_block

YEAR = 17


@pytest.mark.parametrize("name", ["baseline", "ai-ambitious", "low-oil-price"])
def test_sweeps_and_bisection_find_the_same_year(name: str) -> None:
    run = project(load_economy(), load_scenario(name)).flows.run
    c, f = run.c, Fixed(*(v[YEAR] for v in run.f))
    n = c.A0.shape[0]

    def solve(lnw: float) -> tuple[float, np.ndarray, np.ndarray]:
        w = np.array([[lnw]])
        lnp = np.where(c.resource > 0, np.log(f.po), 0.0)
        for _sweep in range(200):  # p = unit cost, again and again: contracts at about one half
            v = price_block(c, f, lnp, w)
            lnp = np.log(np.where(c.resource > 0, v.p, v.p - v.residual))

        def residual(q: np.ndarray) -> np.ndarray:
            """What is left of the wage equation, of the balances and of household spending."""
            y = Unknowns(np.concatenate([lnp, w, q[None, :]], axis=1))
            return evaluate(c, f, y, run.closure).residual[0, n:]

        given = np.zeros(n + 1)
        given[c.o] = f.x_oil[0, 0]
        at_0 = residual(given)[1:]
        columns = []
        for j in range(n + 1):  # the system is linear in (x, H): read its columns off
            unit = given.copy()
            unit[j] += 1.0
            columns.append(residual(unit)[1:] - at_0)
        J = np.array(columns).T
        J[c.o] = 0.0
        J[c.o, c.o] = 1.0
        q = given + np.linalg.solve(J, -at_0)
        return float(residual(q)[0]), lnp[0], q

    low, high = -0.9, 0.9
    assert solve(low)[0] < 0 < solve(high)[0]
    for _step in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if solve(middle)[0] < 0 else (low, middle)
    _g, lnp, q = solve(low)
    assert abs(low - run.y.lnw[YEAR, 0, 0]) < 1e-9
    assert np.abs(lnp - run.y.lnp[YEAR, 0]).max() < 1e-9
    assert np.abs(q / run.y.xH[YEAR, 0] - 1).max() < 1e-9
