"""What moved oil dependence: volumes and prices of oil and of the rest, each split by who did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.analysis.attribution import WORLD
from diversify.model.analysis.coalitions import Game, Player, comparable, everywhere, moved, play
from diversify.model.analysis.logit import SHARES, logit_parts, logs
from diversify.model.analysis.parts import Part, Parts
from diversify.model.analysis.shapley import shapley
from diversify.model.projection import indicators as formulas
from diversify.model.projection.batch import anchored, assumptions, years_of
from diversify.model.projection.parameters import levers
from diversify.text import N_, _

if TYPE_CHECKING:
    from diversify.model.economy import Economy
    from diversify.model.projection.flows import Flows
    from diversify.model.projection.runs import Cancel, Progress
    from diversify.model.projection.scenario import Scenario

WHOLE = "whole"
TERMS: Mapping[str, str] = {
    "oil_volume": N_("oil volume"),
    "oil_price": N_("oil price"),
    "nonoil_volume": N_("non-oil volume"),
    "nonoil_price": N_("non-oil price"),
    WHOLE: "",
}
NO_LEVER = Part("", "no_lever", "", N_("Without levers"))
ADOPTION, INVESTMENT, ENERGY, FISCAL = "AI adoption", "AI investment", "AI in energy", "Public finance"

MEASURES = (
    "oil_share_gva",
    "oil_share_gva_constant",
    "oil_share_goods_exports",
    "oil_share_exports",
    "oil_share_revenue",
    "nonoil_deficit",
    "oil_dependence_extraction",
    "oil_dependence_extraction_total",
)
"""The measures of oil dependence; those not in `SHARES` have no volumes and prices, only sources."""


def sources(economy: Economy, one: Scenario, other: Scenario) -> tuple[Player, ...]:
    """Who moves oil dependence between two scenarios: AI in oil, AI elsewhere, fiscal policy, other levers.

    Adoption is AI in oil in the resource sector and AI elsewhere in all others. Money for AI is AI elsewhere,
    unless only the resource sector adopts. If [parameters] differ, the state of the world is one more.
    """
    codes, resource = economy.table.codes, anchored(economy).resource
    names = moved(economy, one, other)
    of = {g: [n for n in names if levers()[n].group == g] for g in (ADOPTION, INVESTMENT, ENERGY, FISCAL)}
    elsewhere = tuple(code for code in codes if code != resource)
    here = _only_resource(economy, one, other, resource)
    oil = everywhere(of[ENERGY] + (of[INVESTMENT] if here else []))
    if resource is not None:
        oil += tuple((n, (resource,)) for n in of[ADOPTION])
    rest = everywhere([n for n in names if levers()[n].group not in of])
    found = [
        Player("ai_oil", N_("AI in oil"), oil),
        Player(
            "ai_elsewhere",
            N_("AI elsewhere"),
            tuple((n, elsewhere) for n in of[ADOPTION]) + everywhere([] if here else of[INVESTMENT]),
        ),
        Player("fiscal", N_("Fiscal policy"), everywhere(of[FISCAL])),
        Player("rest", N_("Other levers"), rest),
    ]
    if one.parameters != other.parameters:
        found.append(WORLD)
    return tuple(found)


def _only_resource(economy: Economy, one: Scenario, other: Scenario, resource: str | None) -> bool:
    """Whether no other sector than the resource adopts more AI in either scenario."""
    adopts = np.zeros(economy.table.n, dtype=bool)
    for scenario in (one, other):
        paths = assumptions(economy, scenario).paths
        adopts |= np.isfinite(paths["adoption_ceiling"]).any(0) | np.isfinite(paths["adoption_path"]).any(0)
    return [c for c, on in zip(economy.table.codes, adopts, strict=True) if on] == [resource]


@dataclass(frozen=True)
class Decomposition:
    """The change of the measures of oil dependence, by terms and sources.

    Attributes
    ----------
    game : Game
        The two scenarios and the sources; for a change over years `other` is the counterfactual.
    since : int or None
        Year that the change is counted from; None for the difference between the two scenarios.
    years : tuple of int
    logs : mapping of str to ndarray, (2**k, year, 4)
        Per share the logarithms of its volumes and prices in every mixture of the scenarios.
    levels : mapping of str to ndarray, (2**k, year)
        Every measure in every mixture, %.
    """

    game: Game
    since: int | None
    years: tuple[int, ...]
    logs: Mapping[str, Array]
    levels: Mapping[str, Array]

    def parts(self, measure: str) -> Parts:
        """The change of one measure in parts that add up, percentage points.

        A share of value added or exports has four terms, each split by source. In years in which oil or the
        rest is not positive in one of the runs a share has no logit: there `whole` holds each source's part.
        """
        if measure not in self.levels:
            raise InputError(
                _("{name} is no measure of oil dependence that was decomposed; there are {known}.").format(
                    name=measure, known=", ".join(self.levels)
                )
            )
        level = self.levels[measure]
        at = None if self.since is None else self.years.index(self.since)
        before = level[:1] if at is None else level[:, at : at + 1]
        worth = np.zeros((*level.shape, len(TERMS)))
        worth[..., -1] = level - before
        if measure in self.logs:
            own = self.logs[measure]
            start = own[:1] if at is None else own[:, at : at + 1]
            split = logit_parts(np.broadcast_to(start, own.shape), own)
            known = self._known(measure)
            worth[:, known, :-1] = split[:, known]
            worth[:, known, -1] = 0.0
        shares = shapley(worth)
        held = [(Part("", p.name, "", p.title), v) for p, v in zip(self.game.players, shares, strict=True)]
        if at is not None:
            held.insert(0, (NO_LEVER, worth[0]))
        used = np.asarray(worth.any((0, 1)))
        if not used.any():
            used[-1] = True
        found = [
            (Part(term, p.source, TERMS[term], p.source_title), v[:, m])
            for p, v in held
            for m, term in enumerate(TERMS)
            if used[m]
        ]
        return Parts(
            scenario=self.game.one.name,
            against="" if at is not None else self.game.other.name,
            since=self.since,
            indicator=measure,
            sector=None,
            unit="percentage points",
            years=self.years,
            parts=tuple(part for part, _values in found),
            values=np.stack([v for _part, v in found], axis=1),
            start=np.broadcast_to(before[-1], len(self.years)),
            end=level[-1],
        )

    def undefined(self, measure: str) -> tuple[int, ...]:
        """Years in which the share has no logit in one of the runs, so that its terms are not known."""
        if measure not in self.logs:
            return ()
        return tuple(y for y, known in zip(self.years, self._known(measure), strict=True) if not known)

    def _known(self, measure: str) -> npt.NDArray[np.bool_]:
        """Whether all runs have a logit, (year,); a change over years needs it in its first year, too."""
        known = np.asarray(np.isfinite(self.logs[measure]).all((0, 2)))
        first = self.since is None or bool(known[self.years.index(self.since)])
        return known & first


def decompose(
    economy: Economy,
    scenario: Scenario,
    other: Scenario | None = None,
    measures: Sequence[str] = MEASURES,
    *,
    since: int | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Decomposition:
    """Say what moved oil dependence: over years, or between two scenarios.

    Parameters
    ----------
    economy : Economy
    scenario : Scenario
    other : Scenario, optional
        With it, the difference between the scenarios in every year; without it, the change over years of the
        scenario, where what happens without levers (depletion, prices, non-oil growth) is a part of its own.
    measures : sequence of str
        Some of `MEASURES`.
    since : int, optional
        Year that a change over years is counted from; default the base year.
    progress, cancel : callable, optional
        As in `project_many`.

    Returns
    -------
    Decomposition

    Raises
    ------
    InputError
        If a measure or the year is unknown, or base year or closure of two scenarios differ.

    Notes
    -----
    Terms: exact logit decomposition (`logit_parts`). Sources: Shapley values (1953; Shorrocks 2013) over the
    runs of all mixtures of the two scenarios, of every term by itself; by linearity they add up both ways.
    """
    for name in measures:
        if name not in MEASURES:
            raise InputError(
                _("{name} is no measure of oil dependence; there are {known}.").format(
                    name=name, known=", ".join(MEASURES)
                )
            )
    years = years_of(economy)
    if other is None:
        since = years[0] if since is None else since
        if since not in years:
            message = _("The projection runs from {first} to {last}; {year} lies outside.")
            raise InputError(message.format(first=years[0], last=years[-1], year=since))
    elif since is not None:
        raise InputError(_("A difference between scenarios is not counted from a year; leave the year out."))
    against = scenario.counterfactual() if other is None else other
    comparable(scenario, against)
    game = Game(economy, scenario, against, sources(economy, scenario, against))

    def measured(w: Flows) -> dict[str, Array]:
        found = {name: formulas.compute(name, w, economy) for name in measures}
        return found | {f"{n} logs": logs(SHARES[n](w, economy)) for n in measures if n in SHARES}

    worth = play(game, measured, progress, cancel)
    return Decomposition(
        game,
        since,
        years,
        {n: worth[f"{n} logs"] for n in measures if n in SHARES},
        {n: worth[n] for n in measures},
    )
