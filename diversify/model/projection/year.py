"""One year of the economy: its blocks put together, as residuals of what the year must satisfy.

What is decided before the year (AI, capital, the budget) is in `Fixed`; the unknowns are ln p, ln w, x and H.
`evaluate` goes once through all blocks: every step of the solution costs that, and so does closing the year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection import demand, labour, prices, technology
from diversify.model.projection.arrays import dot, times
from diversify.model.projection.given import Fixed

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


class Unknowns(NamedTuple):
    """ln p, ln w, x and H side by side, of one year (or of all, with a leading year axis)."""

    together: Array

    @property
    def lnp(self) -> Array:
        """Log price by sector."""
        return self.together[..., : self.together.shape[-1] // 2 - 1]

    @property
    def lnw(self) -> Array:
        """Log wage."""
        at = self.together.shape[-1] // 2
        return self.together[..., at - 1 : at]

    @property
    def xH(self) -> Array:
        """Output by sector, household spending in the last column."""
        return self.together[..., self.together.shape[-1] // 2 :]

    @property
    def x(self) -> Array:
        """Output by sector."""
        return self.together[..., self.together.shape[-1] // 2 : -1]

    @property
    def H(self) -> Array:
        """Nominal household spending."""
        return self.together[..., -1:]

    @property
    def apart(self) -> tuple[Array, Array, Array, Array]:
        """(ln p, ln w, x, H)."""
        all_, at = self.together, self.together.shape[-1] // 2
        return all_[..., : at - 1], all_[..., at - 1 : at], all_[..., at:-1], all_[..., -1:]


class Priced(NamedTuple):
    """Everything that follows from prices and the wage alone; `pI` is the taxed price of investment."""

    p: Array
    z: Array
    m: Array
    home: Array
    pq: Array
    pK: Array
    pI: Array
    G_cost: Array
    inv_cost: Array
    inputs: Array
    wages: Array
    surplus: Array
    earned: Array
    residual: Array


class Demanded(NamedTuple):
    """Final demand in volumes; AI money with its shares by who pays it, and what it does to the budget."""

    X: Array
    C: Array
    G: Array
    I: Array  # noqa: E741 - the letter of the equation list
    money: Array
    private: Array
    foreign: Array
    public: Array
    displacing: Array
    voted: Array

    @property
    def AI_private(self) -> Array:
        """AI money of firms at home."""
        return self.money * self.private

    @property
    def AI_foreign(self) -> Array:
        """AI money from abroad."""
        return self.money * self.foreign

    @property
    def AI_public(self) -> Array:
        """AI money of the state."""
        return self.money * self.public

    @property
    def E(self) -> Array:
        """Expenditure of the budget: as voted, and AI money that displaces nothing."""
        return self.voted + self.money * (self.public - self.displacing)


class Evaluated(NamedTuple):
    """A year at some prices and quantities: its blocks, and what its equations leave over.

    `residual` is in the order of the unknowns, (..., 2 sectors + 2): price less cost, the wage equation,
    demand less output and wanted less actual spending as shares of the base year's output.
    """

    v: Priced
    d: Demanded
    use: Array
    So: Array
    X_o: Array
    u: Array
    slack: Array
    residual: Array


def price_block(c: Calibration, f: Fixed, lnp: Array, lnw: Array) -> Priced:
    """P1 to P3 at prices lnp and wage lnw; `residual` is price minus unit cost, 0 for the regulated price."""
    n = lnp.shape[-1]
    p = np.exp(lnp)
    z = f.z_start + c.phi_wide * lnp
    m = prices.import_share(z, c.m0, c.home0, c.s_m)
    pq = prices.composite(p, f.pm, m)
    cost = times(pq, c.baskets)
    pK, pI = cost[..., n : n + 1], cost[..., n + 1 : n + 2]
    G_cost, inv_cost = cost[..., n + 2 : n + 3], cost[..., n + 3 :]
    inputs = prices.unit_inputs(cost[..., :n], pq[..., c.ict, None], f.cf, f.sd, f.services_abroad)
    wages = np.exp(lnw) * f.unit_labour
    surplus = f.r0T * pK
    earned = wages + surplus
    residual = (p - inputs * c.tau1 - earned) * c.non
    return Priced(p, z, m, 1.0 - m, pq, pK, pI, G_cost, inv_cost, inputs, wages, surplus, earned, residual)


def demand_block(c: Calibration, f: Fixed, v: Priced, H: Array) -> Demanded:
    """D1 to D3, A7: final demand in volumes; AI money by who pays it."""
    # AI spending is untaxed: equipment and software from home and abroad, support at composite prices
    money = dot(v.p, f.ai_home) + dot(v.pq, f.support) + f.equipment_abroad
    return Demanded(
        X=demand.exports(f.xs, f.s_x, v.z),
        C=demand.households(v.pq * c.tC1, f.C_least, c.bet, H),
        G=c.G0 * (f.G_budget / v.G_cost),
        I=c.bI * (f.I_given + (f.I_budget - money * f.displacing) / v.pI),
        money=money,
        private=f.private_ai,
        foreign=f.foreign_ai,
        public=f.public_ai,
        displacing=f.displacing,
        voted=f.E,
    )


def absorbed(c: Calibration, f: Fixed, d: Demanded, x: Array) -> Array:
    """Composite goods used at home, inputs and final; volume by product."""
    return technology.inputs_used(x, c.A0, f.cf, f.sd, c.ict) + d.C + d.G + d.I + f.other


def rent(c: Calibration, f: Fixed, v: Priced, x: Array, use: Array) -> tuple[Array, Array]:
    """So = P* X_o + p_o D_o - inputs - taxes - wages, X_o = x_o - D_o: rent and exports are the residuals."""
    at = slice(c.o, c.o + 1)
    D_o = v.home[..., at] * use[..., at]
    x_o = x[..., at]
    unit = v.inputs[..., at] * c.tau1[..., at] + v.wages[..., at]
    X_o = x_o - D_o
    return f.P_star * X_o + f.po * D_o - unit * x_o, X_o


def household_income(c: Calibration, f: Fixed, v: Priced, x: Array, earned: Array) -> Array:
    """L2: Yh = (1-td) sum_n earned x + resource wages + shT E + Tx; `earned` per unit of output is wages and
    a share h of the surplus."""
    at = slice(c.o, c.o + 1)
    return c.net * dot(earned * c.non, x) + v.wages[..., at] * x[..., at] + f.transfers


def spending(
    c: Calibration, f: Fixed, v: Priced, d: Demanded, x: Array, So: Array, closure: Closure
) -> Array:
    """H that the closure asks for: the external balance L4 with partial adjustment, or H = c Yh (Type II)."""
    if closure.spends_income:
        return c.c * household_income(c, f, v, x, v.wages + c.h * v.surplus)
    # household income and retained earnings both count towards private net lending, so the split h drops out
    income = household_income(c, f, v, x, v.earned) + c.kept * So
    outlays = f.I_given * v.pI + v.inv_cost + d.money * d.private + f.claims
    return c.lam_C * (income - outlays) + f.H_habit


def wage_residual(
    c: Calibration, f: Fixed, lnw: Array, x: Array, closure: Closure
) -> tuple[Array, Array, Array]:
    """(residual, u, f(u)): W1 and W2, or L = (1-u*) LF in place of W2 where markets clear."""
    u = 1.0 - dot(f.jobs, x)
    slack = labour.slack(u, c.u_star, c.u_tangent)
    if closure.clears:
        return np.log((1.0 - u) / (1.0 - c.u_star)), u, slack
    return lnw - labour.wage(f.wage_norm, c.eta_both, slack), u, slack


def wage_slope(c: Calibration, u: Array, closure: Closure) -> Array:
    """Slope of the residual of the wage equation in employment as a share of the labour force."""
    if closure.clears:
        return 1.0 / (1.0 - u)
    return -c.eta_both * labour.slack_slope(u, c.u_tangent)


def evaluate(c: Calibration, f: Fixed, y: Unknowns, closure: Closure) -> Evaluated:
    """All blocks at `y`, and the residuals of P3, W2, L1 and L4; works on one year (draw, ...) and on all
    years (year, draw, ...)."""
    lnp, lnw, x, H = y.apart
    v = price_block(c, f, lnp, lnw)
    d = demand_block(c, f, v, H)
    use = absorbed(c, f, d, x)
    So, X_o = rent(c, f, v, x, use)
    wage, u, slack = wage_residual(c, f, lnw, x, closure)
    rows = (v.home * use + d.X + f.fixed_home - x) * c.non
    spent = spending(c, f, v, d, x, So, closure) - H
    residual = np.concatenate((v.residual, wage, rows, spent), axis=-1)
    residual /= c.units
    return Evaluated(v, d, use, So, X_o, u, slack, residual)
