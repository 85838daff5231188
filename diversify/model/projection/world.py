"""What is known of all years before the first is opened: paths in the form that the equations use, with what
the programme adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array
from diversify.model.projection.arrays import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diversify.model.projection.constants import Calibration
    from diversify.model.projection.exogenous import Exogenous
    from diversify.model.projection.programme import Programme


class World(NamedTuple):
    """What is known of all years before the first is opened; arrays (year, draw or 1, sector or 1)."""

    inflation: Array
    law: Array
    pm: Array
    lnpm: Array
    ramped: Array
    P_star: Array
    po: Array
    q: Array
    W: Array
    x_oil: Array
    I_oil: Array
    availability: Array
    opex: Array
    rule: Array
    E: Array
    E_given: Array
    E_ever: Sequence[bool]
    xs: Array
    s_x: Array
    X: Array
    X_given: Array
    X_ever: Sequence[bool]
    outside_home: Array
    outside_abroad: Array
    Tx: Array
    rF: Array
    gbar: Array
    b: Array
    N: Array
    C_least: Array
    LF: Array
    pi: Array
    on: Array
    speed: Array
    ceiling: Array
    held: Array
    path: Array
    path_given: Array
    path_ever: Sequence[bool]
    of_need: Array
    public: Array
    private: Array
    private_given: Array
    foreign: Array
    displaced: Array
    as_needed: Sequence[bool]
    fund: Array

    def years(self) -> list[World]:
        """Every year of it."""
        return [World(*row) for row in zip(*self, strict=True)]


def world(c: Calibration, w: Exogenous, extra: Programme | None = None) -> World:
    """Everything about the years that no result of the model moves, for all of them at once."""
    every = _world(c, w)
    if extra is None:
        return every
    ceiling = np.minimum(filled(w.ceiling) * extra.ceiling, extra.skills_cap) * c.rel
    return every._replace(
        speed=every.speed * extra.speed,
        ceiling=np.minimum(ceiling, c.cap),
        pi=every.pi * extra.pi,
        xs=every.xs * extra.exports + extra.exports_added,
        x_oil=every.x_oil - extra.lost_gas,
    )


def ever(given: npt.NDArray[np.bool_]) -> list[bool]:
    """Whether a value is given anywhere in a year, for every year."""
    return [bool(year.any()) for year in given]


def _world(c: Calibration, w: Exogenous) -> World:
    inflation = w.pm / np.concatenate([w.pm[:1], w.pm[:-1]])
    pm = w.pm + c.resource * (w.P_star - w.pm)
    given = ~np.isnan(w.X)
    blank = np.isnan(w.ceiling)
    path_given = ~np.isnan(w.adoption)
    lnpm = np.log(pm)
    stated = (w.ai_public > 0.0) | (w.ai_foreign > 0.0) | ~np.isnan(w.ai_private)
    return World(
        inflation=inflation,
        law=c.law * inflation,
        pm=pm,
        lnpm=lnpm,
        ramped=c.phi * lnpm,
        P_star=w.P_star,
        po=w.pm * (w.P_star / w.pm) ** c.phi_d,
        q=w.q,
        W=c.kept * c.So0 * w.P_star * w.q,
        x_oil=c.x0[..., c.o, None] * w.q,
        I_oil=c.Ioil0 * w.q,
        availability=w.availability,
        opex=c.resource * w.opex,
        rule=np.where(np.isnan(w.nod), c.nod0, w.nod),
        E=filled(w.E),
        E_given=~np.isnan(w.E),
        E_ever=ever(~np.isnan(w.E)),
        xs=c.X0 * np.where(c.refining > 0.0, w.q, w.Yw**c.eps),
        s_x=np.where(given, 1.0 / c.phi, c.s_x),
        X=filled(w.X),
        X_given=given,
        X_ever=ever(given),
        outside_home=c.out_dom * w.outside * (1.0 - w.outside_imports),
        outside_abroad=c.out_imp * w.outside * w.outside_imports,
        Tx=c.Tx * w.pm,
        rF=c.rF + (1.0 + c.rF) * (inflation - 1.0),
        gbar=c.gbar + np.log(inflation),
        b=(c.b0 + w.b) * c.law * inflation,
        N=w.N,
        C_least=c.gam * w.N,
        LF=w.LF,
        pi=w.pi,
        on=w.ai_on,
        speed=w.speed,
        ceiling=np.minimum(filled(w.ceiling) * c.rel, c.cap),
        held=blank | (w.ai_on == 0.0),
        path=filled(w.adoption),
        path_given=path_given,
        path_ever=ever(path_given),
        of_need=w.ai_of_need,
        public=w.ai_public,
        private=filled(w.ai_private),
        private_given=~np.isnan(w.ai_private),
        foreign=w.ai_foreign,
        displaced=w.displacement,
        as_needed=[not year for year in ever(stated | (w.ai_of_need > 1.0))],
        fund=np.minimum(w.ai_of_need, 1.0),
    )
