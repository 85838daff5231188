"""The levers of the national programme beyond AI itself, put together for all years at once (R1 to R10).

Everything here follows from levers and years alone, so it is ready before the first year is opened. With
every lever at its default there is no programme at all, and the model runs as if these equations were not
there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from diversify.arrays import Array
from diversify.model.projection import (
    cost_channels,
    export_support,
    foreign_investment,
    human_capital,
    readiness,
    research,
)
from diversify.model.projection.arrays import filled, total
from diversify.model.projection.hub import hub
from diversify.model.projection.parameters import levers, records
from diversify.model.projection.programme_money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.projection.constants import Calibration
    from diversify.model.projection.exogenous import Exogenous

GROUPS = ("Readiness", "Research and people", "Foreign investment and hub", "State and city", "Exports")
"""Groups of records whose levers and parameters belong here."""
STATES = ("parameter", "calibration")
PERCENT = 100.0


def stated(a: Mapping[str, Array]) -> Mapping[str, Array] | None:
    """The programme's levers, or None when all of them are at their defaults."""
    mine = {name: r for name, r in levers().items() if r.group in GROUPS}
    idle = all(
        np.isnan(a[k]).all() if r.default is None else bool((a[k] == r.default).all())
        for k, r in mine.items()
    )
    return None if idle else {k: a[k] for k in mine}


def parameters() -> tuple[str, ...]:
    """Names of the records that the programme's equations read as constants."""
    mine = [r.name for r in records().values() if r.group in GROUPS and r.kind in STATES]
    return (*mine, "ai_investment_construction_domestic", "ai_investment_machinery_domestic")


class Programme(NamedTuple):
    """What the programme does in every year, arrays (year, draw or 1, sector or 1); money in mln at base
    prices.

    The first nine move paths that exist without it, the rest is added when a year opens.
    """

    speed: Array
    ceiling: Array
    skills_cap: Array
    pi: Array
    exports: Array
    exports_added: Array
    lost_gas: Array
    # what a year opens with
    CC: Array
    shorter: Array
    licences: Array
    subsidy: Array
    saved: Array
    data_rules: Array
    kept_saving: Array
    home: Array
    abroad: Array
    market: Array
    spent: Array
    public: Array
    foreign: Array
    profits: Array
    hub: Array
    hub_inputs: Array
    # what is only reported
    readiness: Array
    skills_bind: Array
    specialists: Array
    hours: Array
    electricity: Array
    gas: Array

    def year(self, t: int) -> Programme:
        """One year of it."""
        return Programme(*(v[t] for v in self))


def programme(c: Calibration, w: Exogenous) -> Programme | None:
    """The programme of a batch, or None where no lever of it is moved."""
    if w.programme is None:
        return None
    a, p = w.programme, c.programme
    years = len(w.LF)
    ready = readiness.readiness(c.CC, p, a)
    speed = readiness.diffusion(p, a)
    people = human_capital.learning(p, a)
    S = human_capital.specialists(c, w.LF, p, a)
    skills = human_capital.ceiling_by_skills(S, w.LF, p, a)
    drawn = foreign_investment.response(ready.governance, a["regulation_strictness"], p)
    tech = foreign_investment.foreign(c, p, a["tech_fdi"], drawn, "technology_scope")
    goods = foreign_investment.foreign(c, p, a["tradable_fdi"], drawn, "tradable_scope")
    young = foreign_investment.startups(c, p, a)
    centres = hub(c, p, a)
    costs = cost_channels.costs(c, p, a)
    sold = export_support.support(c, p, a)

    new = tech.exports + young.exports
    money = Money(c, years)
    money.equipment(ready.equipment, p["digital_public_share"] / PERCENT)
    money.equipment(costs.equipment + sold.equipment)
    money.services(ready.services + people.services + a["public_rd"] + costs.services + sold.services)
    money.services(young.inflow, p["startup_public_share"] / PERCENT)
    imported = p["fdi_import_share"] / PERCENT
    money.project(tech.inflow + goods.inflow, imported, foreign=1.0)
    money.project(
        centres.building, 1.0 - p["ai_investment_construction_domestic"] / PERCENT, 0.0, centres.foreign
    )
    money.project(
        centres.equipment, 1.0 - p["ai_investment_machinery_domestic"] / PERCENT, 0.0, centres.foreign
    )

    return Programme(
        speed=speed.speed,
        ceiling=ready.ceiling,
        skills_cap=skills,
        pi=research.productivity(c, p, a)
        * (1.0 + (people.productivity - 1.0) * c.non)
        * (tech.productivity * goods.productivity),
        exports=sold.exports,
        exports_added=goods.exports + new * human_capital.staffed(c, S, w.LF, new, a),
        lost_gas=centres.lost_gas,
        CC=ready.CC,
        shorter=speed.shorter,
        licences=speed.licences,
        subsidy=speed.subsidy,
        saved=costs.saved - sold.dearer,
        data_rules=costs.data_rules,
        kept_saving=p["public_saving_scope"] * a["public_saving"] / PERCENT,
        home=money.home,
        abroad=money.abroad,
        market=money.market,
        spent=money.spent,
        public=money.public,
        foreign=money.foreign,
        profits=tech.profits + goods.profits + centres.profits,
        hub=centres.revenue,
        hub_inputs=centres.inputs,
        readiness=ready.level,
        skills_bind=(skills < filled(w.ceiling) * ready.ceiling).any(-1, keepdims=True).astype(float),
        specialists=S,
        hours=costs.hours,
        electricity=centres.electricity,
        gas=centres.gas,
    )


def payers(e: Programme, other: Array, public: Array, foreign: Array) -> tuple[Array, Array]:
    """Public and foreign shares of all money of a year: `other` AI money with its own shares, the programme's
    with its own; what data centres buy to run is private (R10)."""
    whole = other + e.spent + total(e.hub_inputs)
    some = np.where(whole > 0.0, whole, 1.0)
    return (public * other + e.public) / some, (foreign * other + e.foreign) / some
