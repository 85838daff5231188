"""Exogenous paths of a batch in the model's letters: what the levers and the assumptions mean year by
year."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.model.projection import programme
from diversify.model.projection.arrays import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.projection.constants import Calibration

PERCENT = 100.0
PROGRAMME = "programme"


@dataclass(frozen=True)
class Exogenous:
    """Arrays (year, draw or 1, sector or 1); shares and indices, year 0 is the base. NaN = the lever is
    blank.

    `pm`, `X` and `E` are what a hindcast knows of its window: import prices (index, 1 in every projection),
    exports (value by sector, mln, in place of D1) and state expenditure (mln, in place of the budget law L3);
    NaN = the equation holds. With `pm` all that is fixed in money (budget law, habits, net lending, regulated
    price, net transfers, the fund's return) moves, so that foreign inflation alone changes no volume.
    `programme` holds the levers of the programme in their own units, None while all are at their defaults.
    """

    q: Array
    P_star: Array
    pm: Array
    X: Array
    E: Array
    nod: Array
    b: Array
    Yw: Array
    N: Array
    LF: Array
    pi: Array
    speed: Array
    ceiling: Array
    adoption: Array
    ai_on: Array
    ai_of_need: Array
    ai_public: Array
    ai_private: Array
    ai_foreign: Array
    displacement: Array
    availability: Array
    opex: Array
    outside: Array
    outside_imports: Array
    programme: Mapping[str, Array] | None = None

    @property
    def draws(self) -> int:
        """Number of draws that these paths span (1 when nothing varies)."""
        own = max(getattr(self, f.name).shape[1] for f in fields(self) if f.name != PROGRAMME)
        return max(own, *(v.shape[1] for v in self.programme.values())) if self.programme else own

    def take(self, draws: slice) -> Exogenous:
        """The paths of some of the draws, as views."""
        every = {f.name: getattr(self, f.name) for f in fields(self) if f.name != PROGRAMME}
        levers = self.programme and {
            k: v[:, draws] if v.shape[1] > 1 else v for k, v in self.programme.items()
        }
        return replace(self, **{k: v[:, draws] for k, v in every.items() if v.shape[1] > 1}, programme=levers)


def index(growth: Array) -> Array:
    """Index with base year 1 from growth rates in percent; the rate of a year is the growth into it."""
    factor = 1.0 + growth / PERCENT
    factor[0] = 1.0
    return np.asarray(np.cumprod(factor, axis=0), dtype=np.float64)


def exogenous(c: Calibration, years: tuple[int, ...], a: Mapping[str, Array]) -> Exogenous:
    """Paths in model letters from resolved levers and assumptions.

    Parameters
    ----------
    c : Calibration
        Base-year constants.
    years : tuple of int
        Base year and after.
    a : mapping of str to ndarray
        Levers and path assumptions by record name, in the records' units, ``(year, draw or 1, sector or 1)``.
    """
    n = c.A0.shape[0]

    def wide(v: Array) -> Array:
        """Paths by sector padded like the table."""
        return (
            np.concatenate([v, np.full((*v.shape[:2], n - v.shape[2]), np.nan)], axis=2)
            if v.shape[2] == c.n_labels < n
            else v
        )

    def share(name: str) -> Array:
        return a[name] / PERCENT

    s = c.s_c
    price = a["oil_price"] / a["oil_price"][0]
    gas = a["gas_price"] / a["gas_price"][0]
    growth = filled(wide(a["productivity"]))
    parts = {k: a[f"ai_investment_budget_{k}"] for k in ("public", "private", "foreign")}
    year = np.array(years, dtype=float)[:, None, None]
    unknown = np.full((len(years), 1, 1), np.nan)
    stop = a["ai_stop_year"]
    levers = programme.stated(a)
    return Exogenous(
        q=s * index(a["oil_output"]) + (1.0 - s) * index(a["gas_output"]),
        P_star=s * price + (1.0 - s) * gas,
        pm=np.ones((len(years), 1, 1)),
        X=unknown,
        E=unknown,
        nod=share("nonoil_deficit"),
        b=share("private_lending_shift"),
        Yw=index(a["world_demand"]),
        N=index(a["population_growth"]),
        LF=c.LF0 * index(a["labour_force"]),
        pi=index(growth),
        speed=a["adoption_speed"],
        ceiling=wide(share("adoption_ceiling")),
        adoption=wide(share("adoption_path")),
        ai_on=(np.isnan(stop) | (year < stop)).astype(float),
        ai_of_need=share("ai_investment_of_need"),
        ai_public=filled(parts["public"]),
        ai_private=parts["private"],
        ai_foreign=filled(parts["foreign"]),
        displacement=a["ai_displacement"],
        availability=share("energy_availability"),
        opex=share("energy_opex"),
        outside=a["outside_investment"],
        outside_imports=share("outside_investment_imports"),
        programme=None if levers is None else {k: wide(v) for k, v in levers.items()},
    )
