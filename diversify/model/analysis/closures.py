"""One scenario under every closure of the model, side by side, and which limit binds in each and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array
from diversify.model.projection.findings import Finding
from diversify.model.projection.runs import project_many
from diversify.text import N_

if TYPE_CHECKING:
    from diversify.model.economy import Economy
    from diversify.model.projection.result import Difference, Result
    from diversify.model.projection.runs import Cancel, Progress
    from diversify.model.projection.scenario import Scenario

CLOSURES: Mapping[str, str] = {
    "demand_led": N_("Demand-led: wages do not answer unemployment"),
    "default": N_("Default: wages answer unemployment slowly"),
    "market_clearing": N_("Market-clearing: wages keep unemployment at its norm"),
    "type2": N_("Type II: households spend what they earn"),
}
"""Closures in the order from no limit on labour to the tightest, Type II last; title of each."""
NEAR = 0.0005
"""Unemployment this close to its norm, as a share of the labour force, counts as at it."""


@dataclass(frozen=True)
class Closed:
    """A scenario under one closure, against its own counterfactual under the same."""

    closure: str
    result: Result
    reference: Result

    @property
    def title(self) -> str:
        """Title of the closure, in English to be translated."""
        return CLOSURES[self.closure]

    @property
    def difference(self) -> Difference:
        """Effect of the scenario's levers under this closure."""
        return self.result - self.reference

    @property
    def limits(self) -> tuple[Finding, ...]:
        """Which limit binds, and when."""
        return limits(self.result)


def compare_closures(
    economy: Economy,
    scenario: Scenario,
    closures: Sequence[str] = tuple(CLOSURES),
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> tuple[Closed, ...]:
    """Project a scenario and its counterfactual under each closure.

    Parameters
    ----------
    economy : Economy
    scenario : Scenario
        Its own closure is replaced.
    closures : sequence of str
        Some of `CLOSURES`.
    progress, cancel : callable, optional
        As in `project_many`.

    Returns
    -------
    tuple of Closed
        In the order asked for. Effects of different closures are answers to different questions: what is
        held fixed differs, so the spread between them is no error band.
    """
    own = [replace(scenario, closure=closure) for closure in closures]
    every = [*own, *(s.counterfactual() for s in own)]
    found = project_many(economy, every, progress=progress, cancel=cancel)
    return tuple(
        Closed(closure, found.result(i), found.result(len(own) + i)) for i, closure in enumerate(closures)
    )


def limits(result: Result) -> tuple[Finding, ...]:
    """Say which limits bind in a projection and when: labour, the deficit rule or the fund's guard, capital,
    oil.

    Returns
    -------
    tuple of Finding
        Ids of sentences with the years; labour and public spending always, the others where they bind.
    """
    years = np.array(result.years)[1:]
    norm = 100.0 * float(np.ravel(result.flows.c.u_star)[0])
    u = result.values("unemployment")[1:]
    short = u <= norm + 100.0 * NEAR
    out: list[Finding] = []
    if short.any():
        out.append(
            Finding(
                "limit_labour",
                {"years": spans(years[short]), "norm": norm, "lowest": round(float(u.min()), 1)},
            )
        )
    if not short.all():
        worst = int(u.argmax())
        out.append(
            Finding(
                "limit_demand",
                {
                    "years": spans(years[~short]),
                    "norm": norm,
                    "highest": round(float(u[worst]), 1),
                    "year": str(years[worst]),
                },
            )
        )
    guard = result.flags["flag_transfer_guard"][1:]
    if not guard.all():
        out.append(Finding("limit_deficit_rule", {"years": spans(years[~guard])}))
    if guard.any():
        out.append(Finding("limit_fund_guard", {"years": spans(years[guard])}, "warning"))
    bound = tightness_at_bound(result)[1:]
    if bound.any():
        count = int(bound.sum(1).max())
        out.append(
            Finding("limit_capital", {"years": spans(years[bound.any(1)]), "count": str(count)}, "warning")
        )
    for flag in ("flag_low_unemployment", "flag_oil_shortage"):
        when = result.flags[flag][1:]
        if when.any():
            out.append(Finding(f"limit_{flag[5:]}", {"years": spans(years[when])}, "warning"))
    return tuple(out)


def tightness_at_bound(result: Result) -> npt.NDArray[np.bool_]:
    """Whether the margin of a sector is clipped for scarce or idle capital (P3), (year, sector).

    Sectors without a margin in the base year have none to clip.
    """
    w = result.flows
    at = min(result.draw, w.f.r0T.shape[1] - 1)
    r0: Array = np.asarray(np.broadcast_to(w.c.r0, (w.f.r0T.shape[1], w.c.r0.shape[1]))[at])
    there = r0 > 0.0
    T = np.where(there, w.f.r0T[:, at] / np.where(there, r0, 1.0), 1.0)
    low, high = (float(np.ravel(v)[0]) for v in (w.c.T_min, w.c.T_max))
    return np.asarray(there & ((low * (1 + 1e-9) >= T) | (high * (1 - 1e-9) <= T)))


def spans(years: Sequence[int] | npt.NDArray[np.int_]) -> str:
    """Years as spans: "2026–2030, 2035"; the same in every language."""
    out: list[list[int]] = []
    for year in years:
        if out and out[-1][1] == year - 1:
            out[-1][1] = int(year)
        else:
            out.append([int(year), int(year)])
    return ", ".join(f"{a}–{b}" if a < b else str(a) for a, b in out)
