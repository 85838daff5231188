"""The solution of a year: joint Newton steps on prices, wage, output and household spending.

A step uses the Jacobian at the batch's mean state: exact for a single run, a chord step for a batch, so that
no matrix per draw is built. Draws that do not converge are finished with their own Jacobians.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import ConvergenceError
from diversify.model.projection import prices
from diversify.model.projection.arrays import dot, largest
from diversify.model.projection.year import (
    Closure,
    Fixed,
    Priced,
    Unknowns,
    demand_block,
    price_block,
    quantity_jacobian,
    quantity_residual,
    wage_residual,
)
from diversify.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from diversify.model.projection.constants import Calibration

TOLERANCE = 1e-11
"""Largest residual of a price, of the wage equation, and of a row balance relative to total output."""
SAFE = 1e-6
"""Above this the contraction of the last step is not trusted to go on."""
STALE = 0.02
"""A single run that contracts less than this in a step takes a new Jacobian: a lever has jumped."""
CHORD_STEPS = 40
NEWTON_STEPS = 30
WAGE_STEP = 0.25
NUDGE = 1e-5


def _shared(J: Array) -> Callable[[Array], Array]:
    """Apply J^-1 of one matrix to all draws; an approximate inverse is enough, the residual decides."""
    return partial(_times, np.asarray(np.linalg.inv(J).T, dtype=np.float64))


def _own(J: Array) -> Callable[[Array], Array]:
    return partial(_solved, J)


# partial and not a closure, so that a result can be pickled
def _times(inverse: Array, r: Array) -> Array:
    return r @ inverse


def _solved(J: Array, r: Array) -> Array:
    return np.asarray(np.linalg.solve(J, r[..., None])[..., 0], dtype=np.float64)


class Linearised(NamedTuple):
    """Solvers and directions of a Newton iteration: dlnp/dlnw, d(x, H)/dlnw, dlnL/dlnw."""

    price: Callable[[Array], Array]
    quantity: Callable[[Array], Array]
    dlnp: Array
    dxH: Array
    elasticity: Array


def newton(
    c: Calibration, f: Fixed, y: Unknowns, closure: Closure, shared: bool
) -> tuple[Unknowns, Array, Linearised]:
    """A step with new Jacobians, of the batch's mean if `shared`, else of each draw, and the wage response.

    Returns the unknowns after it, each draw's residual before it (draw,), and what further steps need.
    """
    many = shared and y.lnp.shape[0] > 1
    v = price_block(c, f, y.lnp, y.lnw)
    cm, fm, vm = (c, f, v) if not many else _mean(c, f, y.lnp, y.lnw)
    taxed = cm.A0.T * fm.cf[..., :, None]
    taxed[..., :, c.ict] += fm.sd
    taxed *= cm.tau1[..., :, None]
    Jp = prices.jacobian(vm.p, vm.m, fm.pm, cm.s_m * cm.phi, taxed, cm.bI, fm.r0T, cm.non)
    price = _shared(Jp[0]) if shared else _own(Jp)
    lnp = y.lnp - price(v.residual)
    worst = largest(v.residual)

    v = price_block(c, f, lnp, y.lnw)
    d = demand_block(c, f, v)
    r = quantity_residual(c, f, v, d, y.x, y.H, closure)
    vm, dm = v, d
    if many:
        cm, fm, vm = _mean(c, f, lnp, y.lnw)
        dm = demand_block(cm, fm, vm)
    Jq = quantity_jacobian(cm, fm, vm, dm, closure)
    quantity = _shared(Jq[0]) if shared else _own(Jq)

    dlnp = price(v.wages * c.non)
    v = price_block(c, f, lnp + NUDGE * dlnp, y.lnw + NUDGE)
    moved = quantity_residual(c, f, v, demand_block(c, f, v), y.x, y.H, closure)
    dxH = quantity((r - moved) / NUDGE)
    elasticity = dot(f.labour, dxH[:, :-1]) / dot(f.labour, y.x)
    lin = Linearised(price, quantity, dlnp, dxH, elasticity)
    after, rest = _moved(c, f, y, lnp, r, lin, closure)
    return after, np.maximum(worst, rest), lin


def chord(c: Calibration, f: Fixed, y: Unknowns, lin: Linearised, closure: Closure) -> tuple[Unknowns, Array]:
    """A step with the Jacobians of an earlier one; second value is the residual before it, (draw,)."""
    v = price_block(c, f, y.lnp, y.lnw)
    lnp, worst = y.lnp, largest(v.residual)
    if worst.max() > TOLERANCE:
        lnp = lnp - lin.price(v.residual)
        v = price_block(c, f, lnp, y.lnw)
    r = quantity_residual(c, f, v, demand_block(c, f, v), y.x, y.H, closure)
    after, rest = _moved(c, f, y, lnp, r, lin, closure)
    return after, np.maximum(worst, rest)


def _moved(
    c: Calibration, f: Fixed, y: Unknowns, lnp: Array, r: Array, lin: Linearised, closure: Closure
) -> tuple[Unknowns, Array]:
    """Quantities at prices lnp, then the wage, with prices and quantities following it."""
    xH = y.xH - lin.quantity(r)
    g, slope, _slack = wage_residual(c, f, y.lnw, xH[..., :-1], closure)
    gradient = lin.elasticity if closure.clears else 1.0 + slope * lin.elasticity
    dw = np.minimum(np.maximum(-g / gradient, -WAGE_STEP), WAGE_STEP)
    worst = np.maximum(largest(r) / c.scale, np.abs(g[:, 0]))
    return Unknowns(lnp + lin.dlnp * dw, y.lnw + dw, xH + lin.dxH * dw), worst


def _mean(c: Calibration, f: Fixed, lnp: Array, lnw: Array) -> tuple[Calibration, Fixed, Priced]:
    """The batch's mean state."""
    cm, fm = c.mean, f.mean()
    return cm, fm, price_block(cm, fm, lnp.mean(0, keepdims=True), lnw.mean(0, keepdims=True))


def solve(
    c: Calibration, f: Fixed, guess: Unknowns, closure: Closure, year: int, lin: Linearised | None = None
) -> tuple[Unknowns, Linearised, int]:
    """Prices, wage, output and household spending of one year, with its Jacobians and the number of steps.

    `lin` are Jacobians of the same year in a run nearby: where they still contract well no new ones are made.

    Raises
    ------
    ConvergenceError
        A draw did not reach the tolerance; the message names the year and how far it was.
    """
    if lin is None:
        y, worst, lin = newton(c, f, guess, closure, shared=True)
    else:
        y, worst = chord(c, f, guess, lin, closure)
    before, alone = float(worst.max()), guess.lnp.shape[0] == 1
    for n in range(2, CHORD_STEPS + 1):
        y, worst = chord(c, f, y, lin, closure)
        now = float(worst.max())
        # what is left after this step is about now x (now / before): no need to look once more
        if now < TOLERANCE or (now < SAFE and now * now / before < TOLERANCE):
            return y, lin, n
        if not np.isfinite(now) or (n > 6 and now > 0.7 * before):
            break
        if alone and now > STALE * before:
            y, worst, lin = newton(c, f, y, closure, shared=True)
            now = float(worst.max())
        before = now
    return _finish(c, f, guess, closure, year)


def _finish(
    c: Calibration, f: Fixed, guess: Unknowns, closure: Closure, year: int
) -> tuple[Unknowns, Linearised, int]:
    """Full Newton with each draw's own Jacobian, for a batch whose mean Jacobian was not good enough."""
    y, worst = guess, np.array([np.inf])
    for n in range(1, NEWTON_STEPS + 1):
        y, worst, lin = newton(c, f, y, closure, shared=False)
        if float(worst.max()) < TOLERANCE:
            return y, lin, n
        if not np.all(np.isfinite(worst)):
            break
    raise ConvergenceError(
        _(
            "The year {year} has no solution under this scenario (residual {residual:.1e}): prices, wage "
            "and output do not meet. Move the levers that changed most up to {year} closer to the baseline."
        ).format(year=year, residual=float(worst.max()))
    )
