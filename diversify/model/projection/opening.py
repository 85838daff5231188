"""What a year finds decided when it opens: AI, technique, capital, the budget law (the lagged part of the
system)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection import adoption, demand, prices, public_finance, technology
from diversify.model.projection.arrays import dot, total
from diversify.model.projection.given import Fixed
from diversify.model.projection.programme import Programme, payers
from diversify.model.projection.world import World
from diversify.model.projection.year import Unknowns

if TYPE_CHECKING:
    from diversify.model.projection.constants import Calibration


NOTHING = np.zeros((1, 1))
"""Where there is no programme."""


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
        self.e_base = c.CC * self.base

    def lagged(self, t: int, shorter: Array | None = None) -> Array:
        """a[t - lag]; a lag that is no whole number of years is interpolated between two years.

        `shorter` are years that the lag is shorter by in this year (R2), (draw or 1, 1).
        """
        if shorter is not None and (shorter > 0.0).any():
            return self.earlier(t, shorter)
        if self.one_lag:
            i = self.before + t - int(self.whole[0])
            return (1.0 - self.part) * self.a[i] + self.part * self.a[i - 1]
        place, d = self.before + t - self.whole, np.arange(len(self.whole))
        a = np.broadcast_to(self.a, (self.a.shape[0], len(self.whole), self.a.shape[2]))
        return (1.0 - self.part) * a[place, d] + self.part * a[place - 1, d]

    def earlier(self, t: int, shorter: Array) -> Array:
        """a[t - lag + shorter], never later than this year."""
        lag = np.maximum(self.whole[:, None] + self.part - shorter, 0.0)
        whole = np.floor(lag[:, 0]).astype(int)
        part, place = lag - whole[:, None], self.before + t - whole
        if len(lag) == 1:
            return np.asarray((1.0 - part) * self.a[place[0]] + part * self.a[place[0] - 1])
        d = np.arange(len(lag))
        a = np.broadcast_to(self.a, (self.a.shape[0], len(lag), self.a.shape[2]))
        return np.asarray((1.0 - part) * a[place, d] + part * a[place - 1, d])

    def record(self, t: int, a: Array) -> None:
        """Keep the adoption of year t."""
        if a.shape[0] > self.a.shape[1]:
            self.a = np.repeat(self.a, a.shape[0], axis=1)
        self.a[self.before + t] = a


def open_year(
    c: Calibration, w: World, t: int, st: State, adopted: Adopted, extra: Programme | None = None
) -> Fixed:
    """Everything of year `t` (0 = base) that follows from the past and the levers, before its own prices.

    `w` is that year of the world, `extra` that of the programme, None where none of its levers is moved.
    """
    ai = ai_block(c, w, t, st, adopted, extra)
    G, f_oil, x1 = ai.G, ai.f_oil, st.y.x
    cf = technology.column_factor(G, c.input_saving) - w.opex * f_oil
    sd, si = technology.ai_services(ai.a, c.a0, ai.cover, c.c_ai, c.mu_ai)
    lab = technology.labour_ratio(G, w.pi, c.lam)

    K1d = demand.desired_capital(c.kap, x1)
    K = demand.capital(st.K, st.I_j, c.lasting)
    I_j = demand.investment(K, K1d, c.d, c.g, c.acc)
    # tightness looks at last year's capital against last year's output; base-year capital fits exactly
    T = prices.tightness(K1d, st.K, c.chi, c.T_min, c.T_max)

    nod, guard = public_finance.deficit_ratio(w.rule, st.Rod, st.inflow, st.F, st.nonoil, c.thF, c.So0)
    E = public_finance.budget_law(st.Rn, st.nonoil, nod, w.law)
    if w.E_ever:
        E = np.where(w.E_given, w.E, E)
    Ws = public_finance.smoothed(w.W, st.Ws * w.inflation, c.smooth)
    z_start = (1.0 - c.phi) * st.z - w.ramped
    xs = w.xs
    if w.X_ever:
        # exports of a given value: X = value/p is D1 with elasticity 1/phi on this year's price alone
        xs = np.where(w.X_given, w.X * np.exp(z_start / c.phi), w.xs)
    home, abroad, support = c.ai_dom * ai.I_ai, c.ai_imp * ai.I_ai, c.support * ai.I_support
    I_private = total(I_j)
    NL_target = w.b * st.GDP + (w.W - Ws)
    outflow = c.foreign_return * ai.foreign_stock
    public, foreign = ai.public, ai.foreign
    spent, hub, hub_inputs = NOTHING, NOTHING, c.resource * 0.0
    if extra is not None:
        public, foreign = payers(extra, ai.I_ai + ai.I_support, public, foreign)
        spent, hub, hub_inputs = extra.spent, extra.hub, extra.hub_inputs
        home, abroad, support = home + extra.home, abroad + extra.abroad, support + extra.market + hub_inputs
        outflow = outflow + extra.profits
        NL_target = NL_target - hub
        sd, si, cf = sd + extra.data_rules, si * extra.licences, cf - extra.saved
        # public output is valued at cost: what AI saves there and the state keeps is spent less
        E = E - np.exp(st.y.lnw) * dot(extra.kept_saving * c.ul * np.maximum(G, 0.0) / w.pi, x1)
    gbar = w.gbar + c.beta_ai * dot(c.weight, G - st.G)
    labour = c.l0 * lab
    return Fixed(
        a=ai.a,
        da=ai.da,
        a_lag=ai.a_lag,
        K_added=ai.K_added,
        need=ai.need,
        cover=ai.cover,
        e=ai.e,
        G=G,
        f_oil=f_oil,
        lab=lab,
        cf=cf,
        sd=sd,
        si=si,
        I_ai=ai.I_ai,
        I_support=ai.I_support,
        public_ai=public,
        foreign_ai=foreign,
        foreign_stock=ai.foreign_stock,
        unabsorbed=ai.unabsorbed,
        s=ai.s,
        displaced=w.displaced,
        outside_home=w.outside_home,
        outside_abroad=w.outside_abroad,
        ai_home=home,
        ai_abroad=abroad,
        pm=w.pm,
        lnpm=w.lnpm,
        po=w.po,
        P_star=w.P_star,
        q=w.q,
        x_oil=w.x_oil * (1.0 + w.availability * f_oil[..., c.o, None]),
        K=K,
        I_j=I_j,
        I_private=I_private,
        I_oil=w.I_oil,
        spent=spent,
        hub=hub,
        hub_inputs=hub_inputs,
        r0T=c.r0 * T,
        pi=w.pi,
        E=E,
        nod=nod,
        guard=guard.astype(float),
        xs=xs,
        s_x=w.s_x,
        z1=st.z,
        N=w.N,
        LF=w.LF,
        S1=st.S,
        gbar=gbar,
        W=w.W,
        Ws=Ws,
        Tx=w.Tx,
        rF=w.rF,
        NL_target=NL_target,
        H_habit=(1.0 - c.lam_C) * (w.law * st.y.H),
        z_start=z_start,
        unit_labour=c.ul * lab,
        labour=labour,
        support=support,
        other=c.inv0 + support,
        fixed_home=home + w.outside_home,
        services_abroad=si * w.pm[..., c.ict, None],
        equipment_abroad=dot(w.pm, abroad),
        C_least=w.C_least,
        G_budget=c.shG * E,
        I_budget=c.shI * E,
        I_given=I_private + w.I_oil,
        outflow=outflow,
        transfers=c.shT * E + w.Tx,
        claims=NL_target + outflow,
        wage_norm=st.S + gbar,
        jobs=labour / w.LF,
        private_ai=1.0 - public - foreign,
        displacing=w.displaced * public,
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


def ai_block(
    c: Calibration, w: World, t: int, st: State, adopted: Adopted, extra: Programme | None = None
) -> AI:
    """A1 to A4 with the investment lever A2b; volumes at base prices."""
    k = adoption.speed_with_support(w.speed, c.psi, st.s)
    # the ceiling never lies below what is adopted already
    a = np.where(w.held, st.a, adoption.logistic_step(st.a, k, np.maximum(w.ceiling, st.a)))
    if w.path_ever:
        a = np.where(w.path_given, w.path, a)
    adopted.record(t, a)
    a_lag = adopted.lagged(t) if extra is None else adopted.lagged(t, extra.shorter)

    need = adoption.added_need(a, c.a0, st.y.x, c.x0, c.k_ai)
    kept = (1.0 - c.d_ai) * st.K_added
    gap = np.maximum(need - kept, 0.0) * w.on
    gaps = total(gap)
    # a blank private budget meets what the state and foreigners leave of the wanted share of the need
    left = np.maximum(w.of_need * gaps - w.public - w.foreign, 0.0)
    budget = (w.public + w.foreign + np.where(w.private_given, w.private, left)) * w.on
    paid = np.where(budget > 0.0, budget, 1.0)
    public, foreign = w.public * w.on / paid, w.foreign * w.on / paid
    if extra is not None:
        public = public + extra.subsidy * np.maximum(1.0 - public - foreign, 0.0)
    some = np.where(gaps > 0.0, gaps, 1.0)
    fund = np.where(gaps > 0.0, np.minimum(budget / some, 1.0), 1.0)
    # money beyond the gaps: adoption support up to s_max times the need; the rest is not spent
    surplus = np.maximum(budget - gaps, 0.0)
    I_support = np.minimum(surplus, c.s_max * gaps)
    I_j = fund * gap
    K_added = kept + I_j
    cover = adoption.coverage(K_added, need, a, c.a0)
    e = adoption.effective(a_lag, c.a0, cover, c.CC if extra is None else extra.CC)
    da = a - st.a
    I_ai = total(I_j)
    return AI(
        a=a,
        da=da,
        a_lag=a_lag,
        K_added=K_added,
        need=need,
        cover=cover,
        e=e,
        G=adoption.gain(e, adopted.e_base, da, c.full_gain, c.J),
        f_oil=c.resource * adoption.resource_gain(a, c.a0, cover, c.f_gap),
        I_ai=I_ai,
        I_support=I_support,
        public=public,
        foreign=foreign,
        foreign_stock=(1.0 - c.d_ai) * st.foreign_stock + foreign * (I_ai + I_support),
        unabsorbed=surplus - I_support,
        s=I_support / some,
    )
