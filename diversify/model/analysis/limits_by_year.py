"""What binds in each year of a projection: labour, capital, deficit rule, fund, AI money, skills, oil."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array
from diversify.model.analysis.closures import NEAR, tightness_at_bound
from diversify.model.projection.findings import EQUIPPED
from diversify.text import N_

if TYPE_CHECKING:
    from diversify.model.projection.result import Result

PERCENT = 100.0


@dataclass(frozen=True)
class Limit:
    """One limit over the years.

    Attributes
    ----------
    id
    title, says
        Its name, and what it means where it binds; to be translated. `says` may hold {value}.
    binds : ndarray of bool, (year,)
    values : ndarray, (year,)
        What it is told by, in `unit`; NaN where there is no number.
    unit
        Unit of the values; "" for limits that bind or do not.
    """

    id: str
    title: str
    says: str
    binds: npt.NDArray[np.bool_]
    values: Array
    unit: str = ""


def limits_by_year(result: Result) -> tuple[Limit, ...]:
    """Return every limit of the model with the years in which it binds.

    The base year is observed, not solved: nothing binds in it.
    """
    count = len(result.years)
    solved = np.arange(count) > 0
    none = np.full(count, np.nan)
    unemployment = np.asarray(result.values("unemployment"))
    norm = PERCENT * float(np.ravel(result.flows.c.u_star)[0])
    short = unemployment <= norm + PERCENT * NEAR
    guard = np.asarray(result.flags["flag_transfer_guard"], dtype=bool)
    sectors = tightness_at_bound(result).sum(1).astype(np.float64)
    equipped = _equipped(result)

    def flag(name: str) -> npt.NDArray[np.bool_]:
        return np.asarray(result.flags[name], dtype=bool) & solved

    return (
        Limit(
            "labour",
            N_("Labour"),
            N_("labour is the limit (unemployment {value} %, at or below its norm)"),
            short & solved,
            unemployment,
            "%",
        ),
        Limit(
            "low_unemployment",
            N_("Labour has run out"),
            N_("unemployment of {value} % is outside what the model can tell"),
            flag("flag_low_unemployment"),
            unemployment,
            "%",
        ),
        Limit(
            "capital",
            N_("Capital"),
            N_("in {value} sectors margins move no further for scarce or idle capital"),
            (sectors > 0) & solved,
            sectors,
            "sectors",
        ),
        Limit(
            "deficit_rule",
            N_("Fiscal ceiling"),
            N_("the deficit rule sets public spending"),
            ~guard & solved,
            np.asarray(result.values("nonoil_deficit")),
            "%",
        ),
        Limit(
            "fund_guard",
            N_("Oil fund"),
            N_("the guard of the oil fund cuts public spending below what the rule allows"),
            guard & solved,
            np.asarray(result.values("sofaz_assets")),
            "mln AZN",
        ),
        Limit(
            "ai_money",
            N_("AI money"),
            N_("AI money equips {value} % of the new adoption; the rest brings no gain"),
            (equipped < PERCENT * EQUIPPED) & solved,
            equipped,
            "%",
        ),
        Limit(
            "unabsorbed",
            N_("AI money not absorbed"),
            N_("more AI money is offered than can be used"),
            flag("flag_unabsorbed"),
            none,
        ),
        Limit(
            "skills",
            N_("Skills"),
            N_("there are too few ICT specialists for the adoption that is asked for"),
            flag("flag_skills_limit"),
            none,
        ),
        Limit(
            "oil",
            N_("Oil and gas at home"),
            N_("domestic use of oil and gas is above output"),
            flag("flag_oil_shortage"),
            none,
        ),
    )


def _equipped(result: Result) -> Array:
    """Share of the new adoption that has its capital, %, (year,); 100 where none is needed."""
    flows = result.flows.f
    need, have = (v[:, min(result.draw, v.shape[1] - 1)].sum(-1) for v in (flows.need, flows.K_added))
    return np.asarray(PERCENT * np.where(need > 0.0, have / np.where(need > 0.0, need, 1.0), 1.0))
