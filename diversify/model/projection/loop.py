"""The loop over years, the only one there is: open, solve, close. A run is a batch of draws with one draw in
it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import Cancelled
from diversify.model.projection.adopting import Adopted, of_all_years, of_year
from diversify.model.projection.arrays import dot
from diversify.model.projection.closing import close_year
from diversify.model.projection.given import Fixed
from diversify.model.projection.newton import Shared, shared, slopes, solve, wage_response
from diversify.model.projection.opening import State, open_year
from diversify.model.projection.programme import Programme, programme
from diversify.model.projection.starting import beside, given, guess
from diversify.model.projection.world import World, world
from diversify.model.projection.year import Closure, Unknowns
from diversify.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diversify.model.projection.constants import Calibration
    from diversify.model.projection.exogenous import Exogenous


WORN = 2.5
"""Mean steps a year from which on Jacobians lent by a run nearby are not passed on."""


@dataclass(frozen=True, eq=False)
class Trajectory:
    """All years of a batch: what was given, what was solved, the fund; arrays (year, draw or 1, sector or
    1)."""

    c: Calibration
    years: tuple[int, ...]
    f: Fixed
    y: Unknowns
    F: Array
    F_open: Array
    steps: Array
    closure: Closure
    programme: Programme | None
    lent: Shared | None
    moved: Array | None

    @cached_property
    def elasticity(self) -> Array:
        """dlnL/dlnw of every year after the base, (year - 1, draw, 1)."""
        return wage_response(self.c, self.f, self.y, self.closure)[1:]

    @cached_property
    def along(self) -> Array:
        """What tells how often `moved` is in another run's distance from this one, (year, 1, unknown)."""
        assert self.moved is not None
        inside = self.moved / self.c.units
        size = dot(inside, inside)
        return inside / self.c.units / np.where(size > 0.0, size, np.inf)


@lru_cache(maxsize=4)
def jacobians(near: Trajectory) -> Shared:
    """Jacobian of every year after the base, for runs nearby: lent by a run nearby where those still did,
    else at the solution; of a run of one draw, (year - 1, unknown, unknown).

    They are larger than the run itself, so those of the last few runs only are kept.
    """
    if near.lent is not None:
        return near.lent
    return shared(slopes(near.c, near.f, near.y, near.closure)[1:])


def base_state(c: Calibration, w: Exogenous, adopted: Adopted) -> tuple[State, Fixed]:
    """Year 0: the table itself, with the state it leaves behind."""
    n = c.A0.shape[0]
    zero, one, vec = np.zeros((1, 1)), np.ones((1, 1)), np.zeros((1, n))
    P, q = w.P_star[0], w.q[0]
    W = c.kept * c.So0 * P * q
    gva = (c.ul + c.r0) * c.x0
    tax = (
        (c.tau * c.A0.sum(0) * c.x0).sum(-1, keepdims=True)
        + c.tC * c.C0.sum()
        + c.tG * c.G0.sum()
        + c.tI * (c.I0.sum(-1, keepdims=True) + c.Ioil0 + c.shI * c.E0 / (1.0 + c.tI))
    )
    gdp = gva.sum(-1, keepdims=True) + tax
    nonoil = gdp - ((c.resource + c.refining) * gva).sum(-1, keepdims=True)
    y = Unknowns(np.concatenate([vec, zero, c.x0, c.H0], axis=1))
    K0 = c.I0 / (c.d + c.g)
    state = State(
        y=y,
        a=c.a0,
        K_added=vec,
        G=vec,
        s=zero,
        foreign_stock=zero,
        z=vec,
        K=K0,
        I_j=c.I0,
        S=zero,
        E=c.E0,
        Rn=c.Rn0,
        GDP=gdp,
        nonoil=nonoil,
        Rod=c.thb * c.So0,
        inflow=c.ths * c.So0,
        F=c.F1,
        Ws=W,
    )
    f = Fixed(
        a=c.a0,
        da=vec,
        a_lag=adopted.base,
        K_added=vec,
        need=vec,
        cover=vec,
        e=c.CC * adopted.base,
        G=vec,
        f_oil=vec,
        lab=np.ones((1, n)),
        cf=np.ones((1, n)),
        sd=vec,
        si=vec,
        I_ai=zero,
        I_support=zero,
        public_ai=zero,
        foreign_ai=zero,
        foreign_stock=zero,
        unabsorbed=zero,
        s=zero,
        displaced=one,
        outside_home=vec,
        outside_abroad=vec,
        ai_home=vec,
        ai_abroad=vec,
        pm=np.ones((1, n)),
        lnpm=vec,
        po=one,
        P_star=one,
        q=one,
        x_oil=c.x0[..., c.o, None],
        K=K0,
        I_j=c.I0,
        I_private=c.I0.sum(-1, keepdims=True),
        I_oil=c.Ioil0,
        spent=zero,
        hub=zero,
        hub_inputs=vec,
        r0T=c.r0,
        pi=np.ones((1, n)),
        E=c.E0,
        nod=c.nod0,
        guard=zero,
        xs=c.X0,
        s_x=c.s_x,
        z1=vec,
        N=one,
        LF=c.LF0,
        S1=zero,
        gbar=zero,
        W=W,
        Ws=W,
        Tx=c.Tx,
        rF=c.rF,
        NL_target=c.b0 * gdp,
        H_habit=(1.0 - c.lam_C) * c.H0,
        z_start=vec,
        unit_labour=c.ul,
        labour=c.l0,
        support=vec,
        other=c.inv0,
        fixed_home=vec,
        services_abroad=vec,
        equipment_abroad=zero,
        C_least=c.gam,
        G_budget=c.shG * c.E0,
        I_budget=c.shI * c.E0,
        I_given=c.I0.sum(-1, keepdims=True) + c.Ioil0,
        outflow=zero,
        transfers=c.shT * c.E0 + c.Tx,
        claims=c.b0 * gdp,
        wage_norm=zero,
        jobs=c.l0 / c.LF0,
        private_ai=one,
        displacing=zero,
    )
    return state, f


def stack(values: Sequence[Array]) -> Array:
    """Yearly arrays as one (year, draw, ...) array; what no draw changes stays one draw wide."""
    wide = max([len(v) for v in values])
    if wide == 1:
        return np.concatenate(values).reshape(len(values), 1, -1)
    out = np.empty((len(values), wide, values[0].shape[1]))
    for t, v in enumerate(values):
        out[t] = v
    return out


def gathered(fs: Sequence[Fixed], ahead: World, last: World) -> Fixed:
    """What was given in all years; what the world says of all years is not put together again.

    `last` is the last year of the world `ahead`.
    """
    out = []
    for name, values in zip(Fixed._fields, zip(*fs, strict=True), strict=True):
        if values[-1] is getattr(last, name, None):
            whole = getattr(ahead, name)[: len(fs)].copy()
            whole[0] = values[0]
            out.append(whole)
        else:
            out.append(stack(values))
    return Fixed(*out)


def run(
    c: Calibration,
    w: Exogenous,
    years: tuple[int, ...],
    closure: Closure,
    cancel: Callable[[], bool] | None = None,
    near: Trajectory | None = None,
) -> Trajectory:
    """All years of a batch of draws.

    Parameters
    ----------
    c, w : Calibration, Exogenous
        Constants and paths of the batch, 1 or `draw` wide.
    years : tuple of int
        The base year and every year after it.
    closure : Closure
        One for the whole batch.
    cancel : callable, optional
        Asked once a year; True stops the run with Cancelled.
    near : Trajectory, optional
        A run of the same years with slightly other paths, to start from; the answer is the same to 1e-9.
    """
    if closure.name == "demand_led":
        c = replace(c, eta=np.zeros((1, 1)), eta_i=np.zeros((1, 1)))
    draws = max(c.draws, w.draws)
    adopted = Adopted(c, len(years))
    state, fixed = base_state(c, w, adopted)
    extra = programme(c, w)
    ahead = world(c, w, extra)
    fs, Fs, opened = [fixed], [state.F], [c.F0]
    Y = np.empty((len(years), draws, state.y.together.shape[1]))
    Y[0] = state.y.together
    J, lent = None, near is not None
    steps: list[int] = []
    worlds = ahead.years()
    known = of_all_years(c, worlds[: len(years)], adopted, extra)
    lender = None if near is None else jacobians(near)
    for t, year in enumerate(years[1:], start=1):
        if cancel is not None and cancel():
            raise Cancelled(_("Cancelled in the projection of {year}.").format(year=year))
        more = None if extra is None else extra.year(t)
        want = of_year(c, worlds[t], t, state.s, adopted, more) if known is None else known[t]
        f = open_year(c, worlds[t], state, want, adopted, more)
        if near is None or lender is None:
            start = guess(Y, t)
        else:
            start, J = beside(Y, near, t), Shared(*(v[t - 1] for v in lender))
        y, at, last, n = solve(c, f, given(c, f, start, draws), closure, year, J)
        opened.append(state.F)
        state = close_year(c, f, y, at, state, closure)
        fs.append(f)
        Y[t] = y.together
        Fs.append(state.F)
        steps.append(n)
        if draws == 1:
            lent = lent and last is J
            J = last

    return Trajectory(
        c=c,
        years=years,
        f=gathered(fs, ahead, worlds[len(years) - 1]),
        y=Unknowns(Y),
        F=stack(Fs),
        F_open=stack(opened),
        steps=np.array(steps),
        closure=closure,
        programme=extra,
        lent=lender if lent and np.mean(steps) < WORN else None,
        moved=None if near is None or draws > 1 else Y - near.y.together,
    )
