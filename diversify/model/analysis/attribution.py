"""What each lever did: the difference between two scenarios, credited to groups of levers without a rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.analysis.coalitions import Game, Player, comparable, everywhere, moved, play
from diversify.model.analysis.parts import Part, Parts
from diversify.model.analysis.shapley import alone, last, shapley
from diversify.model.projection import indicators as formulas
from diversify.model.projection.batch import years_of
from diversify.model.projection.parameters import groups as group_titles
from diversify.model.projection.parameters import indicators, lever, levers
from diversify.model.projection.result import indicator as described
from diversify.model.projection.result import units
from diversify.text import N_, _

if TYPE_CHECKING:
    from diversify.model.economy import Economy
    from diversify.model.projection.runs import Cancel, Progress
    from diversify.model.projection.scenario import Scenario

By = Literal["group", "lever"]
ADDITIVE = ("mln", "thousand persons")
"""Units whose sectors add up to the whole economy."""
OVERLAP = N_(
    "Each group is credited with what it adds on average over all orders in which the groups can be switched "
    "on (Shapley value), so the parts add up to the whole difference. What groups only do together, or take "
    "from each other, is shared between them: compare what a group does alone with what is lost when it "
    "alone is taken back."
)
SHARED = N_("What groups do only together is shared between them.")
"""The same in short, for a chart."""
WORLD = Player("world", N_("State of the world"), world=True)
OTHERS = N_("Other levers")


def default_players(economy: Economy, one: Scenario, other: Scenario, by: By = "group") -> tuple[Player, ...]:
    """Groups of the levers that differ between two scenarios: as the records are grouped, or one by one.

    If the scenarios' [parameters] differ, the state of the world is one more player: it holds all of them.
    """
    names = moved(economy, one, other)
    if by == "lever":
        found = [Player(n, levers()[n].title, everywhere((n,))) for n in names]
    else:
        kept = dict.fromkeys(levers()[n].group for n in names)
        found = [
            Player(g, group_titles()[g], everywhere([n for n in names if levers()[n].group == g]))
            for g in kept
        ]
    return (*found, *_world(one, other))


def own_players(
    economy: Economy, one: Scenario, other: Scenario, groups: Mapping[str, Sequence[str]]
) -> tuple[Player, ...]:
    """Groups that a user names; what differs but is in none of them is together one more player.

    Parameters
    ----------
    groups
        Name -> levers, each ``lever`` or, for some sectors only, ``lever@CODE+CODE``.

    Raises
    ------
    ParameterError, InputError
        If a name is no lever, a code no sector, or a lever is in two groups.
    """
    found = [Player(name, name, tuple(map(_cell, chosen))) for name, chosen in groups.items()]
    whole = {name for player in found for name, sectors in player.cells if not sectors}
    rest = [n for n in moved(economy, one, other) if n not in whole]
    if rest:
        found.append(Player("others", OTHERS, everywhere(rest), rest=True))
    return (*found, *_world(one, other))


def _cell(text: str) -> tuple[str, tuple[str, ...]]:
    name, _at, sectors = text.partition("@")
    return lever(name).name, tuple(code for code in sectors.split("+") if code)


def _world(one: Scenario, other: Scenario) -> tuple[Player, ...]:
    return (WORLD,) if one.parameters != other.parameters else ()


@dataclass(frozen=True)
class Attribution:
    """The difference between two scenarios, credited to groups of levers.

    Attributes
    ----------
    game : Game
        The two scenarios and the groups.
    years : tuple of int
    worth : mapping of str to ndarray
        Per indicator its level in every mixture of the two scenarios, (2**k, year) or (2**k, year, sector);
        order as in `shapley.coalitions`.
    """

    game: Game
    years: tuple[int, ...]
    worth: Mapping[str, Array]

    @cached_property
    def players(self) -> tuple[Player, ...]:
        """The groups, in the order of every result."""
        return self.game.players

    def parts(self, indicator: str, sector: str | None = None) -> Parts:
        """The difference in parts, in the indicator's own kind (percent of the other scenario, or points).

        Raises
        ------
        InputError
            If the indicator was not asked for, or needs a sector.
        """
        worth = self._levels(indicator, sector)
        scale, unit = self._scale(indicator, worth)
        values = shapley(worth) * scale
        end = (worth[-1] - worth[0]) * scale
        return Parts(
            scenario=self.game.one.name,
            against=self.game.other.name,
            since=None,
            indicator=indicator,
            sector=sector,
            unit=unit,
            years=self.years,
            parts=tuple(Part("", p.name, "", p.title) for p in self.players),
            values=np.moveaxis(values, 0, 1),
            start=np.zeros(len(self.years)),
            end=end,
        )

    def alone(self, indicator: str, sector: str | None = None) -> Array:
        """Effect of each group by itself, (player, year), in the unit of `parts`."""
        worth = self._levels(indicator, sector)
        return alone(worth) * self._scale(indicator, worth)[0]

    def last(self, indicator: str, sector: str | None = None) -> Array:
        """What is lost when each group alone is taken back, (player, year), in the unit of `parts`."""
        worth = self._levels(indicator, sector)
        return last(worth) * self._scale(indicator, worth)[0]

    def _levels(self, indicator: str, sector: str | None) -> Array:
        if indicator not in self.worth:
            described(indicator)
            raise InputError(
                _("{name} was not attributed; it is one of the indicators to ask for.").format(name=indicator)
            )
        worth = self.worth[indicator]
        if worth.ndim == 2:
            return worth
        codes = self.game.economy.table.codes
        if sector is not None:
            if sector not in codes:
                message = _("There is no sector {code}; the sectors are {codes}.")
                raise InputError(message.format(code=sector, codes=" ".join(codes)))
            return np.asarray(worth[..., codes.index(sector)])
        if not indicators()[indicator].unit.startswith(ADDITIVE):
            message = _("{name} is known by sector: choose one, such as {code}.")
            raise InputError(message.format(name=indicator, code=codes[0]))
        return np.asarray(worth.sum(-1))

    def _scale(self, indicator: str, worth: Array) -> tuple[Array, str]:
        own = indicators()[indicator]
        if own.difference == "percent":
            return 100.0 / np.where(worth[0] == 0.0, np.nan, worth[0]), "%"
        points = own.difference == "points" and own.unit.startswith("%")
        unit = "percentage points" if points else units(self.game.economy)[indicator]
        return np.ones(len(self.years)), unit


def attribute(
    economy: Economy,
    scenario: Scenario,
    other: Scenario | None = None,
    indicators: Sequence[str] = ("gdp",),
    *,
    by: By = "group",
    groups: Mapping[str, Sequence[str]] | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Attribution:
    """Credit the difference between two scenarios to groups of levers by exact Shapley values.

    Every mixture of the two scenarios is run, 2**k runs for k groups, in one batch.

    Parameters
    ----------
    economy : Economy
    scenario : Scenario
    other : Scenario, optional
        What the difference is taken from; default the scenario's own counterfactual.
    indicators : sequence of str
        Any indicators of a result.
    by : {"group", "lever"}
        Default groups: as the records are grouped, or every lever by itself.
    groups : mapping of str to sequence of str, optional
        Groups of one's own: name -> levers.
    progress, cancel : callable, optional
        As in `project_many`.

    Returns
    -------
    Attribution

    Raises
    ------
    InputError
        If base year or closure differ, an indicator is unknown, or there are more than ten groups.

    Notes
    -----
    Shapley (1953); as a decomposition without residual Shorrocks (2013). If the scenarios state different
    [parameters], all of them together are one player, the state of the world.
    """
    against = scenario.counterfactual() if other is None else other
    for name in indicators:
        described(name)
    comparable(scenario, against)
    players = (
        default_players(economy, scenario, against, by)
        if groups is None
        else own_players(economy, scenario, against, groups)
    )
    game = Game(economy, scenario, against, players)
    names = tuple(dict.fromkeys(indicators))
    worth = play(game, lambda w: {k: formulas.compute(k, w, economy) for k in names}, progress, cancel)
    return Attribution(game, years_of(economy), worth)
