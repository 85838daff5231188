"""What a projection says in words: message ids and rounded numbers, the one source of sentences for every
door.

The sentences themselves are in `diversify.sentences`, so that tiles, chart subtitles and slides say the same
in three
languages. Effects carry two significant digits; keys that start with ``effect`` are signed when written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from diversify.arrays import Array
from diversify.model.projection.batch import at_home
from diversify.model.projection.indicators import has_resource

if TYPE_CHECKING:
    from diversify.model.projection.result import Difference, Result

SMALL = 0.005
"""Effects below this many percent (or points) are called none."""
NO_PROGRAMME = 4e-6
"""AI spending of a year below this share of base-year GDP (half a million manat of 2025) is none."""
EQUIPPED = 0.99
"""From this share of the needed AI capital on, the money is not called short."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth saying: the id of its sentence, the numbers in it, and whether it is a warning."""

    id: str
    numbers: Mapping[str, float | str] = field(default_factory=dict)
    level: Literal["info", "warning"] = "info"


WORTH_A_WARNING = 0.05
"""Percentage points of the oil share above which its rise is a warning, and below which it is a remark."""


HALF = 0.5
"""Where national income gains less than this part of what GDP gains, most of the gain leaves."""


def effect(value: float) -> float:
    """Two significant digits, as effects are shown to people."""
    return float(f"{value:.1e}")


def findings(result: Result, other: Result) -> tuple[Finding, ...]:
    """What to say about `result` against `other`, the most important first.

    Parameters
    ----------
    result, other : Result
        A projection and what it is compared with: its own counterfactual, or a scenario that the user picked.

    Returns
    -------
    tuple of Finding
        Ids of sentences in `diversify.sentences` with their numbers.
    """
    d = result - other
    out: list[Finding] = []
    if d.marks:
        out.append(Finding("comparison_marked", {"what": ", ".join(d.marks)}, "warning"))
    if result.scenario.key == other.scenario.key and not d.marks:
        out.append(Finding("nothing_moved" if result.scenario.is_counterfactual else "same_runs"))
    elif not result.scenario.is_counterfactual and _idle(d):
        names = dict.fromkeys(change.lever for change in result.scenario.changes)
        out.append(Finding("levers_idle", {"levers": ", ".join(names)}, "warning"))
    else:
        out += _effects(d)
    if has_resource(result.flows):
        out += [] if d.marks else _oil(d)  # across worlds nothing is the doing of "these changes"
        if "goods_export_share" not in result.economy.table.extensions:
            out.append(Finding("goods_share_unknown"))
    out += _money(result)
    out += _equipped(result)
    out += _public(result)
    out += _programme(result)
    out += _limits(result)
    if not at_home(result.economy):
        out.append(Finding("foreign_defaults", level="warning"))
    if result.economy.estimated:
        out.append(Finding("estimated_base", {"base": str(result.economy.base)}))
    return tuple(out)


def _at(d: Difference, values: Array, year: int) -> float:
    return float(values[d.years.index(year)])


def _idle(d: Difference) -> bool:
    """Whether two runs with different levers are the same run, to the last bit."""
    same = ("gdp", "employment", "consumption", "oil_share_gva", "adoption")
    return not d.marks and all(not np.any(d.values(name, "absolute")) for name in same)


def _middle(d: Difference) -> int:
    """2035, or ten years after a later base."""
    return min(max(2035, d.years[0] + 5), d.years[-1])


def _effects(d: Difference) -> list[Finding]:
    last, middle = d.years[-1], _middle(d)
    gdp, consumption = d.values("gdp"), d.values("consumption")
    gni, exports = d.values("gni"), d.values("nonoil_exports")
    out = [
        Finding(
            "gdp_effect",
            {
                "middle": str(middle),
                "effect_middle": effect(_at(d, gdp, middle)),
                "last": str(last),
                "effect_last": effect(_at(d, gdp, last)),
            },
        )
    ]
    if d.marks:
        return out  # costs and gains of what else differs are not those of the levers
    below = [y for y, v in zip(d.years, consumption, strict=True) if v < -SMALL]
    above = [y for y, v in zip(d.years, consumption, strict=True) if v > SMALL]
    if below and above and above[-1] == last and below[0] < above[0]:
        until = [y for y in below if y < above[0]][-1]
        out.append(Finding("cost_before_gain", {"first": str(below[0]), "until": str(until)}))
    loses = {k: _at(d, v, last) for k, v in (("consumption", consumption), ("gni", gni))}
    if _at(d, gdp, last) > SMALL and min(loses.values()) < -SMALL:
        out.append(
            Finding(
                "gdp_hides_loss",
                {
                    "last": str(last),
                    "effect_gdp": effect(_at(d, gdp, last)),
                    "effect_consumption": effect(loses["consumption"]),
                    "effect_gni": effect(loses["gni"]),
                },
                "warning",
            )
        )
    leaves = _at(d, gdp, last) > WORTH_A_WARNING and loses["gni"] < HALF * _at(d, gdp, last)
    if leaves and out[-1].id != "gdp_hides_loss":
        numbers = {"effect_gdp": effect(_at(d, gdp, last)), "effect_gni": effect(loses["gni"])}
        out.append(Finding("gain_leaves", {"last": str(last), **numbers}, "warning"))
    if _at(d, gdp, last) > SMALL and _at(d, exports, last) < _at(d, gdp, last):
        out.append(
            Finding(
                "mostly_non_tradable",
                {
                    "last": str(last),
                    "effect_exports": effect(_at(d, exports, last)),
                    "effect_gdp": effect(_at(d, gdp, last)),
                },
            )
        )
    return out


def _oil(d: Difference) -> list[Finding]:
    """Depletion first: what the share does anyway, then what the levers add to it."""
    last, first = d.years[-1], d.years[0]
    share = d.other.values("oil_share_gva")[-len(d.years) :]
    moved, exports = _at(d, d.values("oil_share_gva"), last), _at(d, d.values("oil_share_exports"), last)
    out = [
        Finding(
            "oil_share_anyway",
            {
                "first": str(first),
                "last": str(last),
                "share_first": round(float(share[0]), 1),
                "share_last": round(float(share[-1]), 1),
                "effect": effect(moved) if abs(moved) > SMALL else 0.0,
            },
        )
    ]
    adopts = d.values("adoption", "points")[-1] > SMALL
    if moved > SMALL and exports > SMALL:
        resource = d.result.economy.anchors.resource if d.result.economy.anchors else None
        only = adopts.any() and all(
            s.code == resource for s, on in zip(d.result.sectors, adopts, strict=True) if on
        )
        numbers: dict[str, float | str] = {
            "last": str(last),
            "effect_gva": effect(moved),
            "effect_exports": effect(exports),
        }
        id_ = "energy_ai_dependence" if only else "dependence_increasing"
        out.append(Finding(id_, numbers, "warning" if only or moved > WORTH_A_WARNING else "info"))
    return out


def _money(result: Result) -> list[Finding]:
    cost, saving = result.values("ai_cost"), result.values("ai_saving")
    least = NO_PROGRAMME * float(result.values("gdp")[0])
    if not (cost > least).any():
        return []
    year = result.years[-1]
    out = [
        Finding(
            "ai_cost_and_saving",
            {"year": str(year), "cost": effect(float(cost[-1])), "saving": effect(float(saving[-1]))},
        )
    ]
    losing = [y for y, c, s in zip(result.years, cost, saving, strict=True) if c > s and c > least]
    if losing and losing[-1] != year:
        out.append(Finding("ai_costs_more_until", {"year": str(losing[-1])}))
    elif losing:
        out.append(Finding("ai_costs_more", {"year": str(year)}, "warning"))
    return out


def _equipped(result: Result) -> list[Finding]:
    """Whether the new adoption gets its AI capital, and what share of it in the worst year."""
    need, have = (_own(result, v).sum(-1) for v in (result.flows.f.need, result.flows.f.K_added))
    share = np.where(need > 0.0, have / np.where(need > 0.0, need, 1.0), 1.0)
    worst = int(share.argmin())
    if share[worst] >= EQUIPPED:
        return []
    numbers: dict[str, float | str] = {
        "year": str(result.years[worst]),
        "share": round(100.0 * float(share[worst])),
    }
    return [Finding("ai_money_short", numbers, "warning")]


def _own(result: Result, flow: Array) -> Array:
    """The draw of a flow that is this result's, (year, sector); flows of a batch hold all its results."""
    return flow[:, min(result.draw, flow.shape[1] - 1)]


def _public(result: Result) -> list[Finding]:
    """What public AI money displaces is not capital here, so that its loss costs nothing later: say so."""
    displaced = _own(result, result.flows.f.displaced) * _own(result, result.flows.d.AI_public)
    return [Finding("public_money_displaces", level="warning")] if (displaced > 0.0).any() else []


def _programme(result: Result) -> list[Finding]:
    """What the programme does outside GDP, and what has no credible effect on it."""
    extra, last = result.flows.run.programme, str(result.years[-1])
    if extra is None:
        return []
    out = []
    gas, power = result.values("hub_gas")[-1], result.values("hub_electricity")[-1]
    if power > 0.0:
        numbers: dict[str, float | str] = {
            "year": last,
            "electricity": effect(float(power)),
            "gas": effect(float(gas)),
        }
        out.append(Finding("hub_burns_gas", numbers))
    hours = float(result.values("traffic_time_saved")[-1])
    if hours > 0.0:
        out.append(Finding("time_outside_gdp", {"year": last, "hours": effect(hours)}))
    if any(change.lever == "public_safety" for change in result.scenario.changes):
        out.append(Finding("safety_demand_only"))
    return out


def _limits(result: Result) -> list[Finding]:
    """Which limits bind and since when."""
    out = []
    none_left = result.values("unemployment") < 0.0
    if none_left.any():
        first = result.years[int(none_left.argmax())]
        out.append(Finding("more_work_than_workers", {"first": str(first)}, "warning"))
    for flag, when in result.flags.items():
        if when.any():
            years = [y for y, on in zip(result.years, when, strict=True) if on]
            out.append(Finding(flag, {"first": str(years[0]), "count": str(len(years))}, "warning"))
    return out
