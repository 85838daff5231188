"""Constants of the projection under one or many draws, in the letters of the equation list.

All arrays carry a leading draw axis, ``(draw or 1, sector)`` for vectors and ``(draw or 1, 1)`` for scalars:
one projection is a batch of one. Rates are shares (not percent); money is mln; labour thousand persons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array
from diversify.model.projection import technology

Draws = slice | npt.NDArray[np.intp]
"""Some of the draws of a batch, by place."""


@dataclass(frozen=True)
class Calibration:
    """Constants of one economy under one or many draws of the parameters (letters as in the equation
    list)."""

    # structure of the table, the same in every draw
    A0: Array
    l0: Array
    x0: Array
    C0: Array
    G0: Array
    X0: Array
    inv0: Array
    bI: Array
    m0: Array
    tau: Array
    tC: Array
    tG: Array
    tI: Array
    resource: Array
    refining: Array
    # income, prices, demand
    ul: Array
    r0: Array
    td: Array
    h: Array
    c: Array
    gam: Array
    bet: Array
    s_m: Array
    s_x: Array
    phi: Array
    eps: Array
    # capital
    I0: Array
    Ioil0: Array
    kap: Array
    d: Array
    g: Array
    acc: Array
    chi: Array
    T_min: Array
    T_max: Array
    # public finance, fund, external balance
    E0: Array
    Rn0: Array
    nod0: Array
    shG: Array
    shI: Array
    shT: Array
    ths: Array
    thb: Array
    thf: Array
    thF: Array
    rF: Array
    F0: Array
    F1: Array
    Tx: Array
    b0: Array
    So0: Array
    H0: Array
    law: Array
    lam_C: Array
    smooth: Array
    s_c: Array
    phi_d: Array
    # labour market
    LF0: Array
    u_star: Array
    u_tangent: Array
    eta: Array
    eta_i: Array
    gbar: Array
    beta_ai: Array
    # artificial intelligence
    a0: Array
    rel: Array
    cap: Array
    lag: Array
    k0: Array
    CC: Array
    theta: Array
    kappa: Array
    J: Array
    lam: Array
    k_ai: Array
    c_ai: Array
    mu_ai: Array
    d_ai: Array
    psi: Array
    s_max: Array
    f_gap: Array
    ai_dom: Array
    ai_imp: Array
    support: Array
    foreign_return: Array
    out_dom: Array
    out_imp: Array
    # where things are
    o: int
    ict: int
    n_labels: int
    # the programme's parameters by record, in the units of the records
    programme: Mapping[str, Array]

    @cached_property
    def draws(self) -> int:
        """Number of draws that these constants span (1 when nothing varies)."""
        own = (getattr(self, f.name).shape[0] for f in fields(self) if f.name not in _SHARED)
        return max(*own, *(v.shape[0] for v in self.programme.values()))

    # combinations that every step of the iteration uses
    @cached_property
    def scale(self) -> float:
        """Total output of the base year: what residuals of quantities are measured against."""
        return float(self.x0.sum())

    @cached_property
    def non(self) -> Array:
        """1 for every sector but the resource."""
        return 1.0 - self.resource

    @cached_property
    def of_ict(self) -> Array:
        """1 for information and communication, and for AI services where they are split out of it."""
        mine = (self.programme["technology_scope"] >= 1.0).astype(float)
        mine[..., self.ict] = 1.0
        return mine

    @cached_property
    def inputs0(self) -> Array:
        """Inputs per unit of output at basic prices of the base year."""
        return self.A0.sum(0)[None, :]

    @cached_property
    def input_saving(self) -> Array:
        """What a gain of 1 saves of the inputs of every sector."""
        return technology.input_saving(self.lam, self.ul, self.inputs0)

    @cached_property
    def full_gain(self) -> Array:
        """Gain of full effective adoption, kappa theta."""
        return self.kappa * self.theta

    def wide(self, v: Array) -> Array:
        """A constant of every sector: without draws, arrays of one shape multiply in half the time."""
        return v + np.zeros_like(self.x0) if v.shape[0] == 1 else v

    @cached_property
    def none(self) -> Array:
        """Nothing in every sector."""
        return np.zeros_like(self.x0)

    @cached_property
    def lasting(self) -> Array:
        """Share of capital that is left after a year."""
        return self.wide(1.0 - self.d)

    @cached_property
    def lasting_ai(self) -> Array:
        """Share of AI capital that is left after a year."""
        return self.wide(1.0 - self.d_ai)

    @cached_property
    def added_from(self) -> Array:
        """AI capital of the adopters of the base year."""
        return self.k_ai * self.a0 * self.x0

    @cached_property
    def of_capital(self) -> Array:
        """What a unit of capital adds to investment: wear and growth, less the gap that it fills."""
        return self.wide(self.d + self.g - self.acc)

    @cached_property
    def of_desired(self) -> Array:
        """What a unit of desired capital adds to investment."""
        return self.wide(self.acc * (1.0 + self.g))

    @cached_property
    def tight(self) -> tuple[Array, Array, Array]:
        """Exponent and bounds of tightness."""
        return self.wide(self.chi), self.wide(self.T_min), self.wide(self.T_max)

    @cached_property
    def guarded(self) -> npt.NDArray[np.bool_]:
        """Whether there is a resource whose revenue guards the deficit."""
        return self.So0 > 0.0

    @cached_property
    def habit(self) -> Array:
        """Share of last year's spending in this year's."""
        return 1.0 - self.lam_C

    @cached_property
    def indexed(self) -> bool:
        """Whether wages follow the gain of AI in any draw."""
        return bool((self.beta_ai != 0.0).any())

    @cached_property
    def weight(self) -> Array:
        """Share of each sector in the employment of the base year."""
        jobs = self.l0 * self.x0
        return jobs / jobs.sum()

    @cached_property
    def tau1(self) -> Array:
        """1 + tax on inputs."""
        return 1.0 + self.tau

    @cached_property
    def tC1(self) -> Array:
        """1 + tax on household consumption."""
        return 1.0 + self.tC

    @cached_property
    def tI1(self) -> Array:
        """1 + tax on investment."""
        return 1.0 + self.tI

    @cached_property
    def baskets(self) -> Array:
        """What composite prices are weighed with, side by side: inputs of every sector, investment before
        and after tax, government at purchasers' prices, inventories."""
        columns = (self.bI, self.bI * self.tI1, self.G0 * (1.0 + self.tG), self.inv0)
        return np.concatenate([self.A0, *(v.T for v in columns)], axis=1)

    @cached_property
    def phi_wide(self) -> Array:
        """Share of a relative price that trade notices within the year."""
        return self.wide(self.phi)

    @cached_property
    def unnoticed(self) -> Array:
        """Share of what trade had noticed that stays."""
        return self.wide(1.0 - self.phi)

    @cached_property
    def units(self) -> Array:
        """What the unknowns ln p, ln w, x, H are measured in where they are compared with one another."""
        n = self.A0.shape[0]
        return np.repeat([1.0, self.scale], n + 1)[None, :]

    @cached_property
    def home0(self) -> Array:
        """Share of home products in what is absorbed in the base year."""
        return 1.0 - self.m0

    @cached_property
    def eta_both(self) -> Array:
        """Response of the wage to unemployment within the year."""
        return self.eta + self.eta_i

    @cached_property
    def net(self) -> Array:
        """1 - direct tax rate."""
        return 1.0 - self.td

    @cached_property
    def kept(self) -> Array:
        """Share of the resource rent that stays with private residents."""
        return 1.0 - self.ths - self.thb - self.thf

    @cached_property
    def mean(self) -> Calibration:
        """The mean over draws of every constant, for the Jacobian that a batch shares."""
        varying = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in _SHARED}
        return replace(self, **{k: v.mean(0, keepdims=True) for k, v in varying.items() if v.shape[0] > 1})

    def take(self, draws: Draws) -> Calibration:
        """The constants of some of the draws, as views."""
        varying = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in _SHARED}
        some = {k: v[draws] if v.shape[0] > 1 else v for k, v in self.programme.items()}
        return replace(self, **{k: v[draws] for k, v in varying.items() if v.shape[0] > 1}, programme=some)


_SHARED = {"A0", "o", "ict", "n_labels", "programme"}
