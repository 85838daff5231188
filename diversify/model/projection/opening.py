"""What a year finds decided when it opens: AI, technique, capital, the budget law, the world (the lagged
part of the system)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection import adoption, demand, prices, public_finance, technology
from diversify.model.projection.arrays import dot
from diversify.model.projection.year import Fixed, Unknowns

if TYPE_CHECKING:
    from diversify.model.projection.calibration import Calibration
    from diversify.model.projection.exogenous import Exogenous


class State(NamedTuple):
    """What one year hands to the next; arrays (draw or 1, sector) or (draw or 1, 1)."""

    y: Unknowns
    a: Array
    K_added: Array
    G: Array
    s: Array
    foreign_stock: Array
    z: Array
    K: Array
    I_j: Array
    S: Array
    E: Array
    Rn: Array
    GDP: Array
    nonoil: Array
    Rod: Array
    inflow: Array
    F: Array
    Ws: Array


class Adopted:
    """Adoption of every year, with the history before the base that the lag looks back into (A1, A3)."""

    def __init__(self, c: Calibration, years: int) -> None:
        lag = c.lag
        self.before = int(np.ceil(lag.max())) + 1
        draws = max(c.a0.shape[0], lag.shape[0])
        self.a = np.empty((self.before + years, draws, c.a0.shape[1]))
        back = np.arange(-self.before, years)
        self.a[:] = c.a0 * np.exp(c.k0 * np.minimum(back, 0.0)[:, None, None])
        self.whole = np.floor(lag[:, 0]).astype(int)
        self.part = lag - self.whole[:, None]
        self.one_lag = len(set(self.whole.tolist())) == 1
        self.base = self.lagged(0)

    def lagged(self, t: int) -> Array:
        """a[t - lag]; a lag that is no whole number of years is interpolated between two years."""
        if self.one_lag:
            i = self.before + t - int(self.whole[0])
            return (1.0 - self.part) * self.a[i] + self.part * self.a[i - 1]
        place, d = self.before + t - self.whole, np.arange(len(self.whole))
        a = np.broadcast_to(self.a, (self.a.shape[0], len(self.whole), self.a.shape[2]))
        return (1.0 - self.part) * a[place, d] + self.part * a[place - 1, d]

    def record(self, t: int, a: Array) -> None:
        """Keep the adoption of year t."""
        if a.shape[0] > self.a.shape[1]:
            self.a = np.repeat(self.a, a.shape[0], axis=1)
        self.a[self.before + t] = a


def open_year(c: Calibration, w: Exogenous, t: int, st: State, adopted: Adopted) -> Fixed:
    """Everything of year `t` (0 = base) that follows from the past and from the levers, before the year's
    own prices."""
    ai = ai_block(c, w, t, st, adopted)
    a, cover, G, f_oil = ai.a, ai.cover, ai.G, ai.f_oil
    pi, x1 = w.pi[t], st.y.x
    inputs0 = c.A0.sum(0)[None, :]
    cf = technology.column_factor(G, c.lam, c.ul, inputs0) - c.resource * w.opex[t] * f_oil
    sd, si = technology.ai_services(a, c.a0, cover, c.c_ai, c.mu_ai)

    q, P_star = w.q[t], w.P_star[t]
    abroad, inflation = w.pm[t], w.pm[t] / w.pm[t - 1]
    law = c.law * inflation
    pm = abroad + c.resource * (P_star - abroad)
    K1d = demand.desired_capital(c.kap, x1)
    K = demand.capital(st.K, st.I_j, c.d)
    I_j = demand.investment(K, K1d, c.d, c.g, c.acc)
    # tightness looks at last year's capital against last year's output; base-year capital fits exactly
    T = prices.tightness(K1d, st.K, c.chi, c.T_min, c.T_max)

    rule = np.where(np.isnan(w.nod[t]), c.nod0, w.nod[t])
    nod, guard = public_finance.deficit_ratio(rule, st.Rod, st.inflow, st.F, st.nonoil, c.thF, c.So0)
    E = np.where(np.isnan(w.E[t]), public_finance.budget_law(st.Rn, st.nonoil, nod, law), w.E[t])
    W = c.kept * c.So0 * P_star * q
    Ws = public_finance.smoothed(W, st.Ws * inflation, c.smooth)
    out = w.outside[t]
    lab, lnpm = technology.labour_ratio(G, pi, c.lam), np.log(pm)
    z_start = (1.0 - c.phi) * st.z - c.phi * lnpm
    # exports of a given value: X = value/p is D1 with elasticity 1/phi on this year's price alone
    given = ~np.isnan(w.X[t])
    xs = np.where(
        given, w.X[t] * np.exp(z_start / c.phi), c.X0 * np.where(c.refining > 0.0, q, w.Yw[t] ** c.eps)
    )
    home, outside_home = c.ai_dom * ai.I_ai, c.out_dom * out * (1.0 - w.outside_imports[t])
    support = c.support * ai.I_support
    weight = c.l0 * c.x0
    indexed = c.beta_ai * dot(weight, G - st.G) / weight.sum(-1, keepdims=True)
    return Fixed(
        a=a,
        da=ai.da,
        a_lag=ai.a_lag,
        K_added=ai.K_added,
        need=ai.need,
        cover=cover,
        e=ai.e,
        G=G,
        f_oil=f_oil,
        lab=lab,
        cf=cf,
        sd=sd,
        si=si,
        I_ai=ai.I_ai,
        I_support=ai.I_support,
        public_ai=ai.public,
        foreign_ai=ai.foreign,
        foreign_stock=ai.foreign_stock,
        unabsorbed=ai.unabsorbed,
        s=ai.s,
        displaced=w.displacement[t],
        outside_home=outside_home,
        outside_abroad=c.out_imp * out * w.outside_imports[t],
        ai_home=home,
        ai_abroad=c.ai_imp * ai.I_ai,
        pm=pm,
        lnpm=lnpm,
        po=abroad * (P_star / abroad) ** c.phi_d,
        P_star=P_star,
        q=q,
        x_oil=c.x0[..., c.o, None] * q * (1.0 + w.availability[t] * f_oil[..., c.o, None]),
        K=K,
        I_j=I_j,
        I_private=I_j.sum(-1, keepdims=True),
        I_oil=c.Ioil0 * q,
        r0T=c.r0 * T,
        pi=pi,
        E=E,
        nod=nod,
        guard=guard.astype(float),
        xs=xs,
        s_x=np.where(given, 1.0 / c.phi, c.s_x),
        z1=st.z,
        N=w.N[t],
        LF=w.LF[t],
        S1=st.S,
        gbar=c.gbar + indexed + np.log(inflation),
        W=W,
        Ws=Ws,
        Tx=c.Tx * abroad,
        rF=c.rF + (1.0 + c.rF) * (inflation - 1.0),
        NL_target=(c.b0 + w.b[t]) * law * st.GDP + (W - Ws),
        H_habit=law * st.y.H,
        z_start=z_start,
        unit_labour=c.ul * lab,
        labour=c.l0 * lab,
        support=support,
        other=c.inv0 + support,
        fixed_home=home + outside_home,
    )


class AI(NamedTuple):
    """The AI block of one year."""

    a: Array
    da: Array
    a_lag: Array
    K_added: Array
    need: Array
    cover: Array
    e: Array
    G: Array
    f_oil: Array
    I_ai: Array
    I_support: Array
    public: Array
    foreign: Array
    foreign_stock: Array
    unabsorbed: Array
    s: Array


def ai_block(c: Calibration, w: Exogenous, t: int, st: State, adopted: Adopted) -> AI:
    """A1 to A4 with the investment lever A2b; volumes at base prices."""
    on = w.ai_on[t]
    k = adoption.speed_with_support(w.speed[t], c.psi, st.s)
    K = adoption.ceiling(
        np.where(np.isnan(w.ceiling[t]), c.a0 / np.where(c.rel > 0, c.rel, 1.0), w.ceiling[t]),
        c.rel,
        st.a,
        c.cap,
    )
    a = np.where(np.isnan(w.ceiling[t]) | (on == 0.0), st.a, adoption.logistic_step(st.a, k, K))
    a = np.where(np.isnan(w.adoption[t]), a, w.adoption[t])
    adopted.record(t, a)
    a_lag = adopted.lagged(t)

    need = adoption.added_need(a, c.a0, st.y.x, c.x0, c.k_ai)
    kept = (1.0 - c.d_ai) * st.K_added
    gap = np.maximum(need - kept, 0.0) * on
    gaps = gap.sum(-1, keepdims=True)
    budget = np.where(np.isnan(w.ai_budget[t]), w.ai_of_need[t] * gaps, w.ai_budget[t]) * on
    some = np.where(gaps > 0.0, gaps, 1.0)
    fund = np.where(gaps > 0.0, np.minimum(budget / some, 1.0), 1.0)
    # money beyond the gaps: adoption support up to s_max times the need; the rest is not absorbed and not
    # spent
    surplus = np.maximum(budget - gaps, 0.0)
    I_support = np.minimum(surplus, c.s_max * gaps)
    I_j = fund * gap
    K_added = kept + I_j
    cover = adoption.coverage(K_added, need, a, c.a0)
    e = adoption.effective(a_lag, c.a0, cover, c.CC)
    da = a - st.a
    total = I_j.sum(-1, keepdims=True)
    foreign = w.ai_foreign[t]
    return AI(
        a=a,
        da=da,
        a_lag=a_lag,
        K_added=K_added,
        need=need,
        cover=cover,
        e=e,
        G=adoption.gain(e, c.CC * adopted.base, da, c.theta, c.kappa, c.J),
        f_oil=c.resource * adoption.resource_gain(a, c.a0, cover, c.f_gap),
        I_ai=total,
        I_support=I_support,
        public=w.ai_public[t],
        foreign=foreign,
        foreign_stock=(1.0 - c.d_ai) * st.foreign_stock + foreign * (total + I_support),
        unabsorbed=surplus - I_support,
        s=I_support / some,
    )
