"""One year of the economy: its blocks put together, as residuals of what the year must satisfy.

What is decided before the year (AI, capital, the budget) is in `Fixed`; the unknowns are ln p, ln w, x and H.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection import demand, labour, prices, technology
from diversify.model.projection.arrays import dot

if TYPE_CHECKING:
    from diversify.model.projection.constants import Calibration


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


class Fixed(NamedTuple):
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
    s_x: Array
    z1: Array
    N: Array
    LF: Array
    S1: Array
    gbar: Array
    W: Array
    Ws: Array
    Tx: Array
    rF: Array
    NL_target: Array
    H_habit: Array
    # combinations that the iteration would otherwise compute again in every step
    z_start: Array
    unit_labour: Array
    labour: Array
    support: Array
    other: Array
    fixed_home: Array

    def mean(self) -> Fixed:
        """The batch's mean, for the Jacobian that its draws share."""
        return Fixed(*(v.mean(0, keepdims=True) if v.shape[0] > 1 else v for v in self))


class Unknowns(NamedTuple):
    """ln p, ln w, and x with H in its last column, of one year (or of all, with a leading year axis)."""

    lnp: Array
    lnw: Array
    xH: Array

    @property
    def x(self) -> Array:
        """Output by sector."""
        return self.xH[..., :-1]

    @property
    def H(self) -> Array:
        """Nominal household spending."""
        return self.xH[..., -1:]


class Priced(NamedTuple):
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


class Demanded(NamedTuple):
    """Final demand at given prices, household demand as a line in H; volumes, and AI money by who pays it."""

    X: Array
    C_at_0: Array
    C_slope: Array
    G: Array
    I: Array  # noqa: E741 - the letter of the equation list
    given: Array
    fixed_home: Array
    E: Array
    AI_private: Array
    AI_foreign: Array
    AI_public: Array
    outflow: Array


def price_block(c: Calibration, f: Fixed, lnp: Array, lnw: Array) -> Priced:
    """P1 to P3 at prices lnp and wage lnw; `residual` is price minus unit cost, 0 for the regulated price."""
    p = np.exp(lnp)
    z = f.z_start + c.phi * lnp
    m = prices.import_share(z, c.m0, c.s_m)
    pq = prices.composite(p, f.pm, m)
    pK = dot(pq, c.bI)
    inputs = prices.unit_inputs(pq, c.A0, f.cf, f.sd, f.si * f.pm[..., c.ict, None], c.ict)
    wages = np.exp(lnw) * f.unit_labour
    surplus = f.r0T * pK
    residual = (p - inputs * c.tau1 - wages - surplus) * c.non
    return Priced(p, z, m, 1.0 - m, pq, pK, inputs, wages, surplus, residual)


def demand_block(c: Calibration, f: Fixed, v: Priced) -> Demanded:
    """D1 to D3, A7: final demand in volumes; AI money by who pays it."""
    X = demand.exports(f.xs, f.s_x, v.z)
    C_at_0, C_slope = demand.households(v.pq * c.tC1, f.N, c.gam, c.bet)
    # AI spending is untaxed: equipment and software from home and abroad, support at composite prices
    money = dot(v.p, f.ai_home) + dot(f.pm, f.ai_abroad)
    money = money + dot(v.pq, f.support)
    AI_public, AI_foreign = money * f.public_ai, money * f.foreign_ai
    displaced = f.displaced * AI_public
    G = c.G0 * (c.shG * f.E / dot(v.pq, c.G0_taxed))
    volume = f.I_private + f.I_oil + (c.shI * f.E - displaced) / (v.pK * c.tI1)
    I = c.bI * volume  # noqa: E741
    return Demanded(
        X,
        C_at_0,
        C_slope,
        G,
        I,
        C_at_0 + G + I + f.other,
        X + f.fixed_home,
        f.E + AI_public - displaced,
        money - AI_public - AI_foreign,
        AI_foreign,
        AI_public,
        c.foreign_return * f.foreign_stock,
    )


def absorbed(c: Calibration, f: Fixed, d: Demanded, x: Array, H: Array) -> Array:
    """Composite goods used at home, inputs and final; volume by product."""
    return technology.inputs_used(x, c.A0, f.cf, f.sd, c.ict) + d.given + d.C_slope * H


def rent(c: Calibration, f: Fixed, v: Priced, x: Array, use: Array) -> tuple[Array, Array]:
    """So = P* X_o + p_o D_o - inputs - taxes - wages, X_o = x_o - D_o: rent and exports are the residuals."""
    at = slice(c.o, c.o + 1)
    D_o = v.home[..., at] * use[..., at]
    x_o = x[..., at]
    unit = v.inputs[..., at] * c.tau1[..., at] + v.wages[..., at]
    X_o = x_o - D_o
    return f.P_star * X_o + f.po * D_o - unit * x_o, X_o


def household_income(c: Calibration, f: Fixed, v: Priced, x: Array, capital_share: Array | float) -> Array:
    """L2: Yh = (1-td) sum_n (wages + h surplus) x + resource wages + shT E + Tx, with h = `capital_share`."""
    at = slice(c.o, c.o + 1)
    earned = dot((v.wages + capital_share * v.surplus) * c.non, x)
    return c.net * earned + v.wages[..., at] * x[..., at] + c.shT * f.E + f.Tx


def spending(
    c: Calibration, f: Fixed, v: Priced, d: Demanded, x: Array, So: Array, closure: Closure
) -> Array:
    """H that the closure asks for: the external balance L4 with partial adjustment, or H = c Yh (Type II)."""
    if closure.spends_income:
        return c.c * household_income(c, f, v, x, c.h)
    # household income and retained earnings both count towards private net lending, so the split h drops out
    income = household_income(c, f, v, x, 1.0) + c.kept * So
    outlays = (f.I_private + f.I_oil) * (v.pK * c.tI1) + dot(v.pq, c.inv0)
    return c.lam_C * (income - outlays - d.AI_private - d.outflow - f.NL_target) + (1.0 - c.lam_C) * f.H_habit


def quantity_residual(
    c: Calibration, f: Fixed, v: Priced, d: Demanded, x: Array, H: Array, closure: Closure
) -> Array:
    """L1 and L4 as one vector (draw, sector + 1): demand less output by sector, wanted less actual H last."""
    use = absorbed(c, f, d, x, H)
    So, _X_o = rent(c, f, v, x, use)
    out = np.empty((*x.shape[:-1], x.shape[-1] + 1))
    rows = out[..., :-1]
    np.multiply(v.home, use, out=rows)
    rows += d.fixed_home
    rows -= x
    rows[..., c.o] = 0.0
    np.subtract(spending(c, f, v, d, x, So, closure), H, out=out[..., -1:])
    return out


def quantity_jacobian(c: Calibration, f: Fixed, v: Priced, d: Demanded, closure: Closure) -> Array:
    """d(quantity_residual)/d(x, H), (..., sector + 1, sector + 1); x_o is given: its row is the identity."""
    n, o = v.p.shape[-1], c.o
    A = c.A0 * f.cf[..., None, :]
    A[..., c.ict, :] += f.sd
    wide = np.broadcast_shapes(A.shape[:-2], v.home.shape[:-1])
    M = np.zeros((*wide, n + 1, n + 1))
    M[..., :n, :n] = v.home[..., :, None] * A
    M[..., :n, n] = v.home * d.C_slope
    if closure.spends_income:
        M[..., n, :n] = c.c * c.net * c.non * (v.wages + c.h * v.surplus)
    else:
        M[..., n, :n] = c.lam_C * c.net * c.non * (v.wages + v.surplus)
        M[..., n, :] += c.lam_C * c.kept * (f.po - f.P_star) * M[..., o, :]
    each = np.arange(n + 1)
    M[..., each, each] -= 1.0
    M[..., o, :] = 0.0
    M[..., o, o] = -1.0
    return M


def wage_residual(
    c: Calibration, f: Fixed, lnw: Array, x: Array, closure: Closure
) -> tuple[Array, Array, Array]:
    """(residual, its slope in ln w per unit of dlnL/dlnw, f(u)): W2, or L = (1-u*) LF where markets clear."""
    L = dot(f.labour, x)
    u = 1.0 - L / f.LF
    slack, slope = labour.slack(u, c.u_star, c.u_tangent)
    if closure.clears:
        return np.log(L / ((1.0 - c.u_star) * f.LF)), np.ones_like(L), slack
    res = lnw - labour.wage(f.S1, f.gbar, c.eta, c.eta_i, slack)
    return res, -(c.eta + c.eta_i) * slope * (1.0 - u), slack
