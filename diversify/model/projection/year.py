"""One year of the economy: the blocks put together, and the Newton iteration that solves prices, wage and
quantities.

What is decided before the year (AI, capital, the budget) is in `Fixed`; the year's own unknowns are ln p, ln
w, x and H.
A Newton step uses the Jacobian at the batch's mean state: exact for a single run, a chord step for a batch,
so that no
matrix per draw is built; draws that do not converge so are finished with their own Jacobians.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from diversify.errors import ConvergenceError
from diversify.model.projection import demand, labour, prices, technology
from diversify.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from diversify.model.projection.calibration import Calibration

Array = npt.NDArray[np.float64]

TOLERANCE = 2e-12
"""Largest residual of a price (relative), of the wage equation and of a row balance (relative to total
output)."""
CHORD_STEPS = 40
NEWTON_STEPS = 30
WAGE_STEP = 0.25
NUDGE = 1e-5


@dataclass(frozen=True, slots=True)
class Closure:
    """What is endogenous: which of the switches of L4 and of the wage block are on."""

    name: str

    @property
    def spends_income(self) -> bool:
        """Type II: consumption follows income (H = c Yh) in place of the external balance."""
        return self.name == "type2"

    @property
    def clears(self) -> bool:
        """Market clearing: L = (1-u*) LF in place of the wage curve."""
        return self.name == "market_clearing"


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is given when the year opens; arrays (draw or 1, sector) or (draw or 1, 1)."""

    a: Array
    da: Array
    a_lag: Array
    K_added: Array
    need: Array
    cover: Array
    e: Array
    G: Array
    f_oil: Array
    lab: Array
    cf: Array
    sd: Array
    si: Array
    I_ai: Array
    I_support: Array
    public_ai: Array
    foreign_ai: Array
    foreign_stock: Array
    unabsorbed: Array
    s: Array
    displaced: Array
    outside_home: Array
    outside_abroad: Array
    ai_home: Array
    ai_abroad: Array
    pm: Array
    lnpm: Array
    po: Array
    P_star: Array
    q: Array
    x_oil: Array
    K: Array
    I_j: Array
    I_private: Array
    I_oil: Array
    r0T: Array
    pi: Array
    E: Array
    nod: Array
    guard: Array
    xs: Array
    z1: Array
    N: Array
    LF: Array
    S1: Array
    gbar: Array
    W: Array
    Ws: Array
    NL_target: Array
    H_habit: Array


@dataclass(frozen=True, slots=True)
class Unknowns:
    """ln p, ln w, x, H of one year."""

    lnp: Array
    lnw: Array
    x: Array
    H: Array


@dataclass(frozen=True, slots=True)
class Priced:
    """Everything that follows from prices and the wage alone."""

    p: Array
    z: Array
    m: Array
    home: Array
    pq: Array
    pK: Array
    inputs: Array
    wages: Array
    surplus: Array
    residual: Array


@dataclass(frozen=True, slots=True)
class Demanded:
    """Final demand at given prices, household demand as a line in H; volumes."""

    X: Array
    C_at_0: Array
    C_slope: Array
    G: Array
    I: Array  # noqa: E741 - the letter of the equation list
    other: Array
    fixed_home: Array
    I_state: Array
    E: Array
    AI_private: Array
    AI_foreign: Array
    AI_public: Array
    outflow: Array
    supported: Array


def price_block(c: Calibration, f: Fixed, lnp: Array, lnw: Array) -> Priced:
    """P1 to P3 at prices lnp and wage lnw; `residual` is price minus unit cost (0 for the regulated
    price)."""
    p = np.exp(lnp)
    z = prices.ramp(f.z1, lnp, f.lnpm, c.phi)
    m = prices.import_share(z, c.m0, c.s_m)
    pq = prices.composite(p, f.pm, m)
    pK = (pq * c.bI).sum(-1, keepdims=True)
    inputs = prices.unit_inputs(pq, c.A0, f.cf, f.sd, f.si, c.ict)
    wages = np.exp(lnw) * c.ul * f.lab
    surplus = f.r0T * pK
    residual = (p - inputs * (1.0 + c.tau) - wages - surplus) * (1.0 - c.resource)
    return Priced(p, z, m, 1.0 - m, pq, pK, inputs, wages, surplus, residual)


def demand_block(c: Calibration, f: Fixed, v: Priced) -> Demanded:
    """D1 to D3, A7: final demand in volumes; AI money by who pays it."""
    X = demand.exports(f.xs, c.s_x, v.z)
    C_at_0, C_slope = demand.households(v.pq * (1.0 + c.tC), f.N, c.gam, c.bet)
    # AI spending is untaxed: equipment and software from home and abroad, support services at composite
    # prices
    pAI = (v.p * c.ai_dom + f.pm * c.ai_imp).sum(-1, keepdims=True)
    money = pAI * f.I_ai + (v.pq * c.support).sum(-1, keepdims=True) * f.I_support
    AI_public, AI_foreign = money * f.public_ai, money * f.foreign_ai
    I_state = c.shI * f.E - f.displaced * AI_public
    E = f.E + (1.0 - f.displaced) * AI_public
    G = c.G0 * (c.shG * f.E / ((v.pq * c.G0).sum(-1, keepdims=True) * (1.0 + c.tG)))
    volume = f.I_private + f.I_oil + I_state / (v.pK * (1.0 + c.tI))
    supported = c.support * f.I_support
    other = c.inv0 + supported
    fixed_home = X + f.ai_home + f.outside_home
    return Demanded(
        X,
        C_at_0,
        C_slope,
        G,
        c.bI * volume,
        other,
        fixed_home,
        I_state,
        E,
        money - AI_public - AI_foreign,
        AI_foreign,
        AI_public,
        c.foreign_return * f.foreign_stock,
        supported,
    )


def absorbed(c: Calibration, f: Fixed, d: Demanded, x: Array, H: Array) -> Array:
    """Composite goods used at home, inputs and final; volume by product."""
    return technology.inputs_used(x, c.A0, f.cf, f.sd, c.ict) + d.C_at_0 + d.C_slope * H + d.G + d.I + d.other


def rent(c: Calibration, f: Fixed, v: Priced, x: Array, use: Array) -> tuple[Array, Array]:
    """So = P* X_o + p_o D_o - inputs - taxes - wages, and X_o = x_o - D_o: rent and exports are the
    residuals."""
    o = c.o
    D_o = (v.home[..., o] * use[..., o])[..., None]
    x_o = x[..., o, None]
    unit = (v.inputs * (1.0 + c.tau) + v.wages)[..., o, None]
    X_o = x_o - D_o
    return f.P_star * X_o + f.po * D_o - unit * x_o, X_o


def household_income(c: Calibration, v: Priced, x: Array, E: Array, capital_share: Array | float) -> Array:
    """L2: Yh = (1-td) sum_n (wages + h surplus) x + resource wages + shT E + Tx, with h = `capital_share`."""
    non = 1.0 - c.resource
    return (
        (1.0 - c.td) * (non * (v.wages + capital_share * v.surplus) * x).sum(-1, keepdims=True)
        + (c.resource * v.wages * x).sum(-1, keepdims=True)
        + c.shT * E
        + c.Tx
    )


def spending(
    c: Calibration, f: Fixed, v: Priced, d: Demanded, x: Array, So: Array, closure: Closure
) -> Array:
    """H that the closure asks for: the external balance L4 with partial adjustment, or H = c Yh under Type
    II."""
    if closure.spends_income:
        return c.c * household_income(c, v, x, f.E, c.h)
    # household income and retained earnings both count towards private net lending, so the split h drops out
    income = household_income(c, v, x, f.E, 1.0) + (1.0 - c.ths - c.thb - c.thf) * So
    outlays = (
        (f.I_private + f.I_oil) * v.pK * (1.0 + c.tI)
        + (v.pq * c.inv0).sum(-1, keepdims=True)
        + d.AI_private
        + d.outflow
    )
    return c.lam_C * (income - outlays - f.NL_target) + (1.0 - c.lam_C) * f.H_habit


def quantity_residual(
    c: Calibration, f: Fixed, v: Priced, d: Demanded, x: Array, H: Array, closure: Closure
) -> Array:
    """L1 and L4 as one vector (draw, sector + 1): supply minus output by sector, wanted minus actual H
    last."""
    use = absorbed(c, f, d, x, H)
    So, _X_o = rent(c, f, v, x, use)
    out = np.empty((*x.shape[:-1], x.shape[-1] + 1))
    np.multiply(v.home, use, out=out[..., :-1])
    out[..., :-1] += d.fixed_home - x
    out[..., c.o] = 0.0
    out[..., -1:] = spending(c, f, v, d, x, So, closure) - H
    return out


def quantity_jacobian(c: Calibration, f: Fixed, v: Priced, d: Demanded, closure: Closure) -> Array:
    """d(quantity_residual)/d(x, H), shape (..., sector + 1, sector + 1); `x_o` is given, so its row is the
    identity."""
    n, o = v.p.shape[-1], c.o
    A = c.A0 * f.cf[..., None, :]
    A[..., c.ict, :] += f.sd
    M = np.zeros((*A.shape[:-2], n + 1, n + 1))
    M[..., :n, :n] = v.home[..., :, None] * A
    M[..., :n, n] = v.home * d.C_slope
    domestic_oil = M[..., o, :].copy()
    non = 1.0 - c.resource
    if closure.spends_income:
        M[..., n, :n] = c.c * (1.0 - c.td) * non * (v.wages + c.h * v.surplus)
    else:
        kept = (1.0 - c.ths - c.thb - c.thf) * (f.po - f.P_star)
        M[..., n, :n] = c.lam_C * (1.0 - c.td) * non * (v.wages + v.surplus)
        M[..., n, :] += c.lam_C * kept * domestic_oil
    each = np.arange(n + 1)
    M[..., each, each] -= 1.0
    M[..., o, :] = 0.0
    M[..., o, o] = -1.0
    return M


def wage_residual(
    c: Calibration, f: Fixed, lnw: Array, x: Array, closure: Closure
) -> tuple[Array, Array, Array]:
    """(residual, its slope in ln w per unit of dlnL/dlnw, f(u)): W2, or L = (1-u*) LF under market
    clearing."""
    L = (c.l0 * f.lab * x).sum(-1, keepdims=True)
    u = 1.0 - L / f.LF
    slack, slope = labour.slack(u, c.u_star, c.u_tangent)
    if closure.clears:
        return np.log(L / ((1.0 - c.u_star) * f.LF)), np.ones_like(L), slack
    res = lnw - labour.wage(f.S1, f.gbar, c.eta, c.eta_i, slack)
    return res, -(c.eta + c.eta_i) * slope * (1.0 - u), slack


def _shared(J: Array) -> Callable[[Array], Array]:
    """Apply J^-1 for one matrix shared by all draws; an approximate inverse is enough, the residual
    decides."""
    inverse = np.linalg.inv(J).T
    return lambda r: r @ inverse


def _own(J: Array) -> Callable[[Array], Array]:
    def apply(r: Array) -> Array:
        return np.asarray(np.linalg.solve(J, r[..., None])[..., 0], dtype=np.float64)

    return apply


def _mean(block: object) -> dict[str, Array]:
    return {k: v.mean(0, keepdims=True) for k in block.__slots__ if (v := getattr(block, k)).shape[0] > 1}  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Linearised:
    """Solvers and directions of one Newton iteration: dlnp/dlnw, d(x, H)/dlnw, dlnL/dlnw."""

    price: Callable[[Array], Array]
    quantity: Callable[[Array], Array]
    dlnp: Array
    dxH: Array
    elasticity: Array


def linearise(c: Calibration, f: Fixed, y: Unknowns, closure: Closure, shared: bool) -> Linearised:
    """Jacobians at `y`: of the batch's mean when `shared`, else of each draw; and the response to the
    wage."""
    v = price_block(c, f, y.lnp, y.lnw)
    d = demand_block(c, f, v)
    fc, ff, vv, dd = c, f, v, d
    if shared and y.lnp.shape[0] > 1:
        fc, ff = c.mean, f_mean(f)
        vv, dd = replace(v, **_mean(v)), replace(d, **_mean(d))
    taxed = (c.A0 * ff.cf[..., None, :]).swapaxes(-1, -2).copy()
    taxed[..., :, c.ict] += ff.sd
    taxed *= (1.0 + c.tau)[..., :, None]
    Jp = prices.jacobian(vv.p, vv.m, ff.pm, fc.s_m * fc.phi, taxed, c.bI, ff.r0T, 1.0 - c.resource)
    Jq = quantity_jacobian(fc, ff, vv, dd, closure)
    price = _shared(Jp[0]) if shared else _own(np.broadcast_to(Jp, (y.lnp.shape[0], *Jp.shape[-2:])))
    quantity = _shared(Jq[0]) if shared else _own(np.broadcast_to(Jq, (y.lnp.shape[0], *Jq.shape[-2:])))
    non = 1.0 - c.resource
    dlnp = price(np.broadcast_to(v.wages * non, y.lnp.shape))
    v2 = price_block(c, f, y.lnp + NUDGE * dlnp, y.lnw + NUDGE)
    moved = quantity_residual(c, f, v2, demand_block(c, f, v2), y.x, y.H, closure)
    dxH = -quantity((moved - quantity_residual(c, f, v, d, y.x, y.H, closure)) / NUDGE)
    weights = c.l0 * f.lab
    elasticity = (weights * dxH[:, :-1]).sum(-1, keepdims=True) / (weights * y.x).sum(-1, keepdims=True)
    return Linearised(price, quantity, dlnp, dxH, elasticity)


def f_mean(f: Fixed) -> Fixed:
    """The batch's mean of what is given, for the shared Jacobian."""
    return replace(f, **_mean(f))


def step(c: Calibration, f: Fixed, y: Unknowns, lin: Linearised, closure: Closure) -> tuple[Unknowns, Array]:
    """One joint Newton step; second value is each draw's residual before the step, (draw,)."""
    v = price_block(c, f, y.lnp, y.lnw)
    lnp = y.lnp - lin.price(v.residual)
    worst = np.abs(v.residual).max(-1)
    v = price_block(c, f, lnp, y.lnw)
    d = demand_block(c, f, v)
    r = quantity_residual(c, f, v, d, y.x, y.H, closure)
    worst = np.maximum(worst, np.abs(r).max(-1) / y.x.sum(-1))
    dxH = -lin.quantity(r)
    x, H = y.x + dxH[:, :-1], y.H + dxH[:, -1:]
    g, slope, _slack = wage_residual(c, f, y.lnw, x, closure)
    worst = np.maximum(worst, np.abs(g[:, 0]))
    gradient = lin.elasticity if closure.clears else 1.0 + slope * lin.elasticity
    dw = np.clip(-g / gradient, -WAGE_STEP, WAGE_STEP)
    return Unknowns(
        lnp + lin.dlnp * dw, y.lnw + dw, x + lin.dxH[:, :-1] * dw, H + lin.dxH[:, -1:] * dw
    ), worst


def solve(
    c: Calibration, f: Fixed, guess: Unknowns, closure: Closure, year: int
) -> tuple[Unknowns, Array, int]:
    """Prices, wage, output and household spending of one year, with dlnL/dlnw and the number of steps.

    Raises
    ------
    ConvergenceError
        A draw did not reach the tolerance; the message names the year and how far it was.
    """
    lin = linearise(c, f, guess, closure, shared=True)
    y, previous = guess, np.inf
    for n in range(1, CHORD_STEPS + 1):
        y, worst = step(c, f, y, lin, closure)
        now = float(worst.max())
        if now < TOLERANCE:
            return y, lin.elasticity, n
        if not np.isfinite(now) or (n > 6 and now > 0.7 * previous):
            break
        previous = now
    return _finish(c, f, guess, closure, year)


def _finish(
    c: Calibration, f: Fixed, guess: Unknowns, closure: Closure, year: int
) -> tuple[Unknowns, Array, int]:
    """Full Newton with each draw's own Jacobian, for a batch whose mean Jacobian was not good enough."""
    y, worst = guess, np.array([np.inf])
    for n in range(1, NEWTON_STEPS + 1):
        lin = linearise(c, f, y, closure, shared=False)
        y, worst = step(c, f, y, lin, closure)
        if float(worst.max()) < 10 * TOLERANCE:
            return y, lin.elasticity, n
        if not np.all(np.isfinite(worst)):
            break
    raise ConvergenceError(
        _(
            "The year {year} has no solution under this scenario (residual {residual:.1e}): "
            "prices, wage and output do not "
            "meet. Move the levers that changed most in or before {year} closer to the baseline."
        ).format(year=year, residual=float(np.nanmax(worst)))
    )
