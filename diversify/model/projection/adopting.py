"""Adoption of AI by year, and what it asks for and may bring before it is known what is paid for (A1, A3).

Where no money can buy adoption support, all years are known before the first is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection import adoption, technology

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diversify.model.projection.constants import Calibration
    from diversify.model.projection.programme import Programme
    from diversify.model.projection.world import World

UNSUPPORTED = np.zeros((1, 1))
"""Adoption support where there is none."""


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

    def step(self, c: Calibration, w: World, t: int, s: Array) -> Array:
        """A1: adoption of year t, kept; `s` is last year's adoption support."""
        a1 = self.a[self.before + t - 1]
        k = adoption.speed_with_support(w.speed, c.psi, s)
        # the ceiling never lies below what is adopted already
        a = np.where(w.held, a1, adoption.logistic_step(a1, k, np.maximum(w.ceiling, a1)))
        if w.path_ever:
            a = np.where(w.path_given, w.path, a)
        if a.shape[0] > self.a.shape[1]:
            self.a = np.repeat(self.a, a.shape[0], axis=1)
        self.a[self.before + t] = a
        return a


class Wanted(NamedTuple):
    """Adoption of a year with what it needs and would bring if all of it had its AI capital; arrays
    (draw or 1, sector), with a leading year axis for all years."""

    a: Array
    da: Array
    a_lag: Array
    added: Array
    k_ai: Array
    early: Array
    late: Array
    dip: Array
    bought_home: Array
    bought_abroad: Array
    reached: Array

    def years(self) -> list[Wanted]:
        """Every year of it."""
        return [Wanted(*row) for row in zip(*self, strict=True)]


def wanted(c: Calibration, a: Array, a1: Array, a_lag: Array, CC: Array) -> Wanted:
    """What adoption `a`, after `a1` the year before, needs and would bring with all of its capital."""
    da = a - a1
    early, late = adoption.split(a_lag, c.a0)
    added = (a > c.a0).astype(float)
    home, abroad = technology.ai_services(a, c.a0, c.c_ai, c.mu_ai)
    return Wanted(
        a=a,
        da=da,
        a_lag=a_lag,
        added=added,
        k_ai=c.k_ai * a * added,
        early=CC * early,
        late=CC * late,
        dip=c.J * np.maximum(da, 0.0),
        bought_home=home,
        bought_abroad=abroad,
        reached=c.resource * adoption.reached(a, c.a0, c.f_gap),
    )


def of_year(c: Calibration, w: World, t: int, s: Array, adopted: Adopted, extra: Programme | None) -> Wanted:
    """What adoption of year `t` wants, after adoption support `s` of the year before."""
    a1 = adopted.a[adopted.before + t - 1]
    a = adopted.step(c, w, t, s)
    if extra is None:
        return wanted(c, a, a1, adopted.lagged(t), c.CC)
    return wanted(c, a, a1, adopted.lagged(t, extra.shorter), extra.CC)


def of_all_years(
    c: Calibration, worlds: Sequence[World], adopted: Adopted, extra: Programme | None
) -> list[Wanted] | None:
    """The same of all years of a single run, the base year included; None where it hangs on what AI money
    buys."""
    if c.draws > 1 or not (all(w.as_needed for w in worlds) or (c.psi == 0.0).all()):
        return None
    for t, w in enumerate(worlds[1:], start=1):
        adopted.step(c, w, t, UNSUPPORTED)
    if adopted.a.shape[1] > 1:
        return None
    a = adopted.a[adopted.before :]
    if extra is None:
        a_lag = np.stack([adopted.lagged(t) for t in range(len(a))])
    else:
        a_lag = np.stack([adopted.lagged(t, extra.shorter[t]) for t in range(len(a))])
    a1 = adopted.a[adopted.before - 1 : -1]
    return wanted(c, a, a1, a_lag, c.CC if extra is None else extra.CC).years()
