"""The solution of a year: Newton steps on prices, wage, output and household spending together.

A step uses one inverse Jacobian for all draws, of the batch's mean or of a year or run nearby, with each
draw's own slope of the wage equation, and corrects it draw by draw with what the steps so far have shown
(Broyden). A single run takes a new one when it contracts slowly; draws that do not arrive are finished alone,
with their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.errors import ConvergenceError
from diversify.model.projection.arrays import dot, largest, times
from diversify.model.projection.given import Fixed
from diversify.model.projection.year import Closure, Evaluated, Unknowns, evaluate, wage_slope
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.projection.constants import Calibration

TOLERANCE = 1e-11
"""Largest residual of a price, of the wage equation, and of a balance relative to total output."""
AHEAD = 4
"""A single run takes a new Jacobian where at the last contraction more steps than this are ahead: a new one
costs as much, and a lever has jumped."""
STALLED = 0.7
"""A batch whose worst draw contracts less than this goes on with that draw alone."""
FEW = 8
"""Where less than one draw in so many has not arrived, those go on as a batch of their own."""
STEPS = 40
NEWTON_STEPS = 30
WAGE_STEP = 0.25
NUDGE = 1e-6
"""Step of the differences that make a Jacobian; their error is of the same size, relative to a slope."""
SMALLEST = np.finfo(float).tiny
LARGEST_RATIO = 0.5
"""What a Broyden correction may at most take a step to have missed."""


def slopes(c: Calibration, f: Fixed, y: Unknowns, closure: Closure) -> Array:
    """Transposed Jacobian of the residuals, (..., unknown moved, equation), in units of the unknowns.

    `y` has one draw; every unknown is moved a little, all of them as one batch. What is given, price and
    volume of the resource, has no equation: its own is put in.
    """
    at = y.together
    size = at.shape[-1]
    moved = Unknowns(at + NUDGE * np.diag(c.units[0]))
    rise = evaluate(c, f, moved, closure).residual - evaluate(c, f, y, closure).residual
    J = np.asarray(rise / NUDGE)
    for i in (c.o, size // 2 + c.o):
        J[..., i, i] = 1.0
    return J


def inverted(J: Array) -> Array:
    """Inverse of one Jacobian or of a stack of them."""
    return np.asarray(np.linalg.inv(J), dtype=np.float64)


class Shared(NamedTuple):
    """A Jacobian that draws, years or runs share, (..., unknown, unknown): residuals times `inverse` are a
    step in units of the unknowns; `wage` are the slopes of the wage equation in output that are in it."""

    inverse: Array
    wage: Array


def shared(J: Array) -> Shared:
    """What is needed of a Jacobian, or of a stack of them."""
    half = J.shape[-1] // 2
    return Shared(inverted(J), J[..., half:-1, half - 1])


def shared_at(c: Calibration, f: Fixed, y: Unknowns, closure: Closure) -> Shared:
    """The Jacobian at the batch's mean."""
    if y.together.shape[0] > 1:
        c, f, y = c.mean, f.mean(), Unknowns(y.together.mean(0, keepdims=True))
    return shared(slopes(c, f, y, closure))


def wage_response(c: Calibration, f: Fixed, y: Unknowns, closure: Closure) -> Array:
    """dlnL/dlnw with prices, output and spending following the wage, (year, draw, 1)."""
    n = c.A0.shape[0]
    out = np.empty((*y.together.shape[:-1], 1))
    for k in range(out.shape[1]):
        part = slice(k, k + 1)
        ck, fk = c.take(part), f.take(part, axis=1)
        yk = Unknowns(y.together[:, part])
        row = inverted(slopes(ck, fk, yk, closure))[:, n, None]
        # what moves when only the wage equation does, per unit of the wage
        moved = row[..., n + 1 : -1] / row[..., n, None] * c.scale
        out[:, part] = dot(fk.labour, moved) / dot(fk.labour, yk.x)
    return out


def solve(
    c: Calibration, f: Fixed, start: Unknowns, closure: Closure, year: int, J: Shared | None = None
) -> tuple[Unknowns, Evaluated, Shared, int]:
    """Prices, wage, output and household spending of one year, evaluated; the Jacobian used, and steps.

    `J` is one of the year before or of the same year in a run nearby, if there is any.

    Raises
    ------
    ConvergenceError
        A draw did not reach the tolerance; the message names the year and how far it was.
    """
    # a hopeless year overflows on its way to the ConvergenceError that names it
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return _solved(c, f, start, closure, year, J)


def _solved(
    c: Calibration, f: Fixed, start: Unknowns, closure: Closure, year: int, J: Shared | None
) -> tuple[Unknowns, Evaluated, Shared, int]:
    alone, y = start.together.shape[0] == 1, start
    at = evaluate(c, f, y, closure)
    if J is None:
        J = shared_at(c, f, y, closure)
    path = Path(c, f, J, at, closure)
    before = np.inf
    for n in range(STEPS):
        now = float(np.abs(at.residual).max())
        if now < TOLERANCE:
            return y, at, J, n
        if not alone and _few_left(at.residual):
            return _rest(c, f, y, at, closure, year, J, n)
        if not now < np.inf or (n > 6 and now > STALLED * before):
            break
        if alone and (now > before or now * (now / before) ** AHEAD > TOLERANCE):
            J = shared_at(c, f, y, closure)
            path = Path(c, f, J, at, closure)
        before = now
        y = path.step(y, at.residual)
        at = evaluate(c, f, y, closure)
    return _finish(c, f, start, y, at, closure, year, J)


def _few_left(residual: Array) -> bool:
    """Whether less than one draw in `FEW` has not arrived."""
    return bool(FEW * np.count_nonzero(largest(residual) >= TOLERANCE) < len(residual))


class Path:
    """Steps of one year: the shared Jacobian, corrected for each draw by its own slope of the wage equation
    (Sherman and Morrison) and by the steps already taken.

    Broyden's first method in the form that keeps the steps only (Kelley, Iterative Methods for Linear and
    Nonlinear Equations, 1995, chapter 7).
    """

    def __init__(self, c: Calibration, f: Fixed, J: Shared, at: Evaluated, closure: Closure) -> None:
        self.units, self.inverse = c.units, J.inverse
        self.wage = J.inverse.shape[0] // 2 - 1
        self.by_wage = J.inverse[self.wage, None]
        own = f.jobs * (wage_slope(c, at.u, closure) * c.scale) - J.wage
        self.own = own / (1.0 + dot(own, self.by_wage[:, self.wage + 1 : -1]))
        self.taken: list[Array] = []
        self.weighed: list[Array] = []

    def step(self, y: Unknowns, residual: Array) -> Unknowns:
        """Unknowns after one more step, at whose start `residual` was left."""
        s = -times(residual, self.inverse)
        s -= dot(self.own, s[:, self.wage + 1 : -1]) * self.by_wage
        if self.taken:
            last = self.taken[-1]
            self.weighed.append(last / np.maximum(dot(last, last), SMALLEST))
            for weighed, after in zip(self.weighed, self.taken[1:], strict=False):
                s += dot(weighed, s) * after
            s /= 1.0 - np.minimum(dot(self.weighed[-1], s), LARGEST_RATIO)
        wage = s[:, self.wage, None]
        if np.abs(wage).max() > WAGE_STEP:
            # all follow the wage where it is held back
            back = np.minimum(np.maximum(wage, -WAGE_STEP), WAGE_STEP) - wage
            s = s + back * (self.by_wage / self.by_wage[:, self.wage])
        self.taken.append(s)
        return Unknowns(y.together + s * self.units)


def _rest(
    c: Calibration, f: Fixed, y: Unknowns, at: Evaluated, closure: Closure, year: int, J: Shared, n: int
) -> tuple[Unknowns, Evaluated, Shared, int]:
    """The few draws that have not arrived as a batch of their own, put back among the others."""
    late = np.flatnonzero(largest(at.residual) >= TOLERANCE)
    part = c.take(late), f.take(late), Unknowns(y.together[late])
    y_late, at_late, _J, more = _solved(*part, closure, year, None)
    for whole, those in ((y, y_late), (at.v, at_late.v), (at.d, at_late.d), (at[2:], at_late[2:])):
        for v, own in zip(whole, those, strict=True):
            if len(v) > 1:
                v[late] = own
    return y, at, J, n + more


def _finish(
    c: Calibration,
    f: Fixed,
    start: Unknowns,
    y: Unknowns,
    at: Evaluated,
    closure: Closure,
    year: int,
    J: Shared,
) -> tuple[Unknowns, Evaluated, Shared, int]:
    """The draws that have not arrived one by one, with a new Jacobian in every step."""
    arrived = largest(at.residual) < TOLERANCE
    together = np.where(arrived[:, None], y.together, start.together)
    steps = STEPS
    for k in np.flatnonzero(~arrived):
        part = slice(k, k + 1)
        ck, fk, yk = c.take(part), f.take(part), Unknowns(together[part])
        for n in range(NEWTON_STEPS + 1):
            last = evaluate(ck, fk, yk, closure)
            worst = float(largest(last.residual).max())
            if worst < TOLERANCE or not worst < np.inf or n == NEWTON_STEPS:
                break
            J = shared_at(ck, fk, yk, closure)
            yk = Path(ck, fk, J, last, closure).step(yk, last.residual)
        if not worst < TOLERANCE:
            raise ConvergenceError(
                _(
                    "The year {year} has no solution under this scenario (residual {residual:.1e}): prices, "
                    "wage and output do not meet. Move the levers that changed most up to {year} closer to "
                    "the baseline."
                ).format(year=year, residual=worst)
            )
        together[part], steps = yk.together, n
    y = Unknowns(together)
    return y, evaluate(c, f, y, closure), J, steps
