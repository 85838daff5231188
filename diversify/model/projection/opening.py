"""What a year finds decided when it opens: AI, technique, capital, the budget law (the lagged part of the
system)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection import adoption, demand, prices, public_finance, technology
from diversify.model.projection.adopting import Adopted, Wanted
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


def open_year(
    c: Calibration, w: World, st: State, want: Wanted, adopted: Adopted, extra: Programme | None = None
) -> Fixed:
    """Everything of a year that follows from the past and the levers, before its own prices.

    `w` is that year of the world, `want` of adoption, `extra` of the programme, None where none of its levers
    is moved; `adopted` knows the base year.
    """
    ai = ai_block(c, w, st, want, adopted, extra)
    G, f_oil, x1, money = ai.G, ai.f_oil, st.y.x, ai.money
    cf = technology.column_factor(G, c.input_saving) - w.opex * f_oil
    sd, si = want.bought_home * ai.cover, want.bought_abroad * ai.cover
    lab = technology.labour_ratio(G, w.pi, c.lam)

    K1d = demand.desired_capital(c.kap, x1)
    K = demand.capital(st.K, st.I_j, c.lasting)
    I_j = demand.investment(K, K1d, c.of_capital, c.of_desired)
    # tightness looks at last year's capital against last year's output; base-year capital fits exactly
    T = prices.tightness(K1d, st.K, *c.tight)

    nod, guard = public_finance.deficit_ratio(w.rule, st.Rod, st.inflow, st.F, st.nonoil, c.thF, c.guarded)
    E = public_finance.budget_law(st.Rn, st.nonoil, nod, w.law)
    if w.E_ever:
        E = np.where(w.E_given, w.E, E)
    Ws = public_finance.smoothed(w.W, st.Ws * w.inflation, c.smooth)
    z_start = c.unnoticed * st.z - w.ramped
    xs = w.xs
    if w.X_ever:
        # exports of a given value: X = value/p is D1 with elasticity 1/phi on this year's price alone
        xs = np.where(w.X_given, w.X * np.exp(z_start / c.phi), w.xs)
    home, abroad, support = c.ai_dom * ai.I_ai, c.ai_imp * ai.I_ai, c.support * money.support
    I_private = total(I_j)
    NL_target = w.b * st.GDP + (w.W - Ws)
    outflow = c.foreign_return * ai.foreign_stock
    public, foreign = money.public, money.foreign
    spent, hub, hub_inputs = NOTHING, NOTHING, c.none
    if extra is not None:
        public, foreign = payers(extra, ai.I_ai + money.support, public, foreign)
        spent, hub, hub_inputs = extra.spent, extra.hub, extra.hub_inputs
        home, abroad, support = home + extra.home, abroad + extra.abroad, support + extra.market + hub_inputs
        outflow = outflow + extra.profits
        NL_target = NL_target - hub
        sd, si, cf = sd + extra.data_rules, si * extra.licences, cf - extra.saved
        # public output is valued at cost: what AI saves there and the state keeps is spent less
        E = E - np.exp(st.y.lnw) * dot(extra.kept_saving * c.ul * np.maximum(G, 0.0) / w.pi, x1)
    gbar = w.gbar + c.beta_ai * dot(c.weight, G - st.G) if c.indexed else w.gbar
    labour = c.l0 * lab
    return Fixed(
        a=want.a,
        da=want.da,
        a_lag=want.a_lag,
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
        I_support=money.support,
        public_ai=public,
        foreign_ai=foreign,
        foreign_stock=ai.foreign_stock,
        unabsorbed=money.unabsorbed,
        s=money.s,
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
        H_habit=c.habit * (w.law * st.y.H),
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
    """What AI money does in one year."""

    K_added: Array
    need: Array
    cover: Array
    e: Array
    G: Array
    f_oil: Array
    I_ai: Array
    money: Money
    foreign_stock: Array


def ai_block(
    c: Calibration, w: World, st: State, want: Wanted, adopted: Adopted, extra: Programme | None
) -> AI:
    """A2 to A4; volumes at base prices."""
    need = adoption.added_need(want.k_ai, st.y.x, c.added_from)
    kept = c.lasting_ai * st.K_added
    gap = np.maximum(need - kept, 0.0) * w.on
    money = AS_NEEDED._replace(fund=w.fund) if w.as_needed else spent_on_ai(c, w, total(gap))
    if extra is not None:
        left = np.maximum(1.0 - money.public - money.foreign, 0.0)
        money = money._replace(public=money.public + extra.subsidy * left)
    I_j = money.fund * gap
    K_added = kept + I_j
    cover = adoption.coverage(K_added, need, want.added)
    e = adoption.effective(want.early, want.late, cover)
    I_ai = total(I_j)
    return AI(
        K_added=K_added,
        need=need,
        cover=cover,
        e=e,
        G=adoption.gain(e, adopted.e_base, want.dip, c.full_gain),
        f_oil=adoption.resource_gain(want.reached, cover),
        I_ai=I_ai,
        money=money,
        foreign_stock=c.lasting_ai[..., :1] * st.foreign_stock + money.foreign * (I_ai + money.support),
    )


class Money(NamedTuple):
    """A2b: the share of the gaps that is paid for, adoption support and what it is of the gaps, money that
    buys nothing; public and foreign shares. Arrays (draw or 1, 1)."""

    fund: Array
    support: Array
    s: Array
    unabsorbed: Array
    public: Array
    foreign: Array


AS_NEEDED = Money(np.ones((1, 1)), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)
"""Where no budget is stated and none is wanted beyond the need."""


def spent_on_ai(c: Calibration, w: World, gaps: Array) -> Money:
    """A2b, the AI investment lever: budgets against the gaps of all sectors."""
    # a blank private budget meets what the state and foreigners leave of the wanted share of the need
    left = np.maximum(w.of_need * gaps - w.public - w.foreign, 0.0)
    budget = (w.public + w.foreign + np.where(w.private_given, w.private, left)) * w.on
    paid = np.where(budget > 0.0, budget, 1.0)
    some = np.where(gaps > 0.0, gaps, 1.0)
    # money beyond the gaps: adoption support up to s_max times the need; the rest is not spent
    surplus = np.maximum(budget - gaps, 0.0)
    support = np.minimum(surplus, c.s_max * gaps)
    return Money(
        fund=np.where(gaps > 0.0, np.minimum(budget / some, 1.0), 1.0),
        support=support,
        s=support / some,
        unabsorbed=surplus - support,
        public=w.public * w.on / paid,
        foreign=w.foreign * w.on / paid,
    )
