"""The loop over years, the only one there is: open, solve, close. A run is a batch of draws with one draw in
it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import Cancelled
from diversify.model.projection.closing import close_year
from diversify.model.projection.newton import Linearised, solve
from diversify.model.projection.opening import Adopted, State, open_year, world
from diversify.model.projection.year import Closure, Fixed, Unknowns
from diversify.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diversify.model.projection.constants import Calibration
    from diversify.model.projection.exogenous import Exogenous


EXTRAPOLATED = 3
"""Projected years that the guess needs; before, it is last year (the base year is no point of the path)."""


@dataclass(frozen=True, slots=True)
class Trajectory:
    """All years of a batch: what was given, what was solved, the fund; arrays (year, draw or 1, sector or
    1)."""

    c: Calibration
    years: tuple[int, ...]
    f: Fixed
    y: Unknowns
    F: Array
    F_open: Array
    elasticity: Array
    steps: Array
    lin: tuple[Linearised, ...]
    closure: Closure


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
    y = Unknowns(vec, zero, np.concatenate([c.x0, c.H0], axis=1))
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
        H_habit=c.H0,
        z_start=vec,
        unit_labour=c.ul,
        labour=c.l0,
        support=vec,
        other=c.inv0,
        fixed_home=vec,
    )
    return state, f


def stack(values: Sequence[Array]) -> Array:
    """Yearly arrays as one (year, draw, ...) array; what no draw changes stays one draw wide."""
    wide = max(v.shape[0] for v in values)
    if any(v.shape[0] != wide for v in values):
        values = [np.broadcast_to(v, (wide, v.shape[1])) for v in values]
    return np.concatenate(values).reshape(len(values), wide, -1)


def guess(c: Calibration, f: Fixed, history: list[Unknowns], draws: int) -> Unknowns:
    """Start of the iteration: the last three years extrapolated, with what is given this year put in."""
    last = history[-1]
    if len(history) > EXTRAPOLATED:
        one, two = history[-2], history[-3]
        lnp, lnw, xH = (3.0 * (a - b) + d for a, b, d in zip(last, one, two, strict=True))
    else:
        lnp, lnw, xH = (np.repeat(v, draws // v.shape[0], axis=0) for v in last)
    lnp[:, c.o, None] = np.log(f.po)
    xH[:, c.o, None] = f.x_oil
    return Unknowns(lnp, lnw, xH)


def beside(c: Calibration, f: Fixed, history: list[Unknowns], near: Trajectory, t: int) -> Unknowns:
    """Start of the iteration from a run nearby: its year, moved by how far this run is from it so far."""
    there = Unknowns(*(v[t] for v in near.y))
    away = [Unknowns(*(a - b[t - k] for a, b in zip(history[-k], near.y, strict=True))) for k in (1, 2)[:t]]
    if t > 1:
        moved = (p + 2.0 * a - b for p, a, b in zip(there, *away, strict=True))
    else:
        moved = (p + a for p, a in zip(there, *away, strict=True))
    lnp, lnw, xH = moved
    lnp[:, c.o, None] = np.log(f.po)
    xH[:, c.o, None] = f.x_oil
    return Unknowns(lnp, lnw, xH)


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
    ahead = world(c, w)
    fs, ys, Fs, opened = [fixed], [state.y], [state.F], [c.F0]
    lins, steps = [], []
    for t, year in enumerate(years[1:], start=1):
        if cancel is not None and cancel():
            raise Cancelled(_("Cancelled in the projection of {year}.").format(year=year))
        f = open_year(c, ahead, t, state, adopted)
        # a hopeless year overflows on its way to the ConvergenceError that names it
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            start = guess(c, f, ys, draws) if near is None else beside(c, f, ys, near, t)
            y, lin, n = solve(c, f, start, closure, year, None if near is None else near.lin[t - 1])
        opened.append(state.F)
        state = close_year(c, f, y, state, closure)
        fs.append(f)
        ys.append(y)
        Fs.append(state.F)
        lins.append(lin)
        steps.append(n)

    return Trajectory(
        c=c,
        years=years,
        f=Fixed(*map(stack, zip(*fs, strict=True))),
        y=Unknowns(*map(stack, zip(*ys, strict=True))),
        F=stack(Fs),
        F_open=stack(opened),
        elasticity=stack([lin.elasticity for lin in lins]),
        steps=np.array(steps),
        closure=closure,
        lin=tuple(lins),
    )
