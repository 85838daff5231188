"""Scenarios named on the command line, projected once each, and the runs they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from diversify.errors import InputError
from diversify.model import load_economy, load_scenario, project
from diversify.model.economy.anchor_files import anchor_years
from diversify.terminal.progress import Progress
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.economy import Economy
    from diversify.model.projection.result import Result
    from diversify.model.projection.scenario import Scenario


@dataclass(frozen=True)
class Run:
    """A projected scenario and what it is compared with."""

    result: Result
    reference: Result
    marks: tuple[str, ...]  # how the two worlds differ: "base", "closure", "parameters"

    @property
    def name(self) -> str:
        """Name of the scenario: the stem of its file."""
        return self.result.scenario.name


@dataclass(frozen=True)
class World:
    """The economy that all scenarios of one command run on.

    Attributes
    ----------
    base
        Base year instead of the scenarios' own; None leaves each its own.
    table, anchors
        Files of a table of one's own; None means Azerbaijan's.
    """

    base: int | None = None
    table: Path | None = None
    anchors: Path | None = None

    def __post_init__(self) -> None:
        if self.table is None and self.anchors is not None:
            raise InputError(_("--anchors goes with --table: name the table that the anchors belong to."))
        if self.table is not None and self.base is not None:
            raise InputError(
                _("--base chooses among Azerbaijan's years; a table of your own has its own year.")
            )

    def scenario(self, name: str) -> Scenario:
        """Return the scenario of that file or name, moved to the base year of this world."""
        scenario = load_scenario(name)
        base = own_economy(self.table, self.anchors).base if self.table else self.base
        return scenario if base in (None, scenario.base) else replace(scenario, base=base)

    def economy(self, scenario: Scenario) -> Economy:
        """Return the economy that `scenario` runs on.

        Raises
        ------
        InputError
            If Azerbaijan has no such base year.
        """
        if self.table:
            return own_economy(self.table, self.anchors)
        if scenario.base not in anchor_years():
            text = _(
                "{name} has the base year {base}, but Azerbaijan's bases are {bases}. Choose one with "
                "--base, or name a table of {base} with --table and --anchors."
            )
            bases = _(" and ").join(map(str, anchor_years()))
            raise InputError(text.format(name=scenario.name, base=scenario.base, bases=bases))
        return azerbaijan(scenario.base)


@cache
def azerbaijan(base: int) -> Economy:
    """Return Azerbaijan's economy in a base year; read once."""
    return load_economy(base)


@cache
def own_economy(table: Path, anchors: Path | None) -> Economy:
    """Return the economy of a table file and its anchors file; read once."""
    from diversify.model.economy import Economy, read_anchors, read_table

    return Economy(read_table(table), read_anchors(anchors) if anchors else None)


def runs(world: World, names: Sequence[str], against: str | None = None) -> list[Run]:
    """Project the named scenarios, each with its counterfactual or with the one scenario `against`.

    Raises
    ------
    InputError
        If two files have the same name, for their results could not be told apart.
    """
    scenarios = [world.scenario(name) for name in dict.fromkeys(names)]
    stems = [scenario.name for scenario in scenarios]
    for stem in stems:
        if stems.count(stem) > 1:
            raise InputError(
                _("Two of the scenarios are called {name}; rename one of the files.").format(name=stem)
            )
    other = world.scenario(against) if against else None
    found: dict[object, Result] = {}
    with Progress(_("projecting")) as progress:

        def result(scenario: Scenario) -> Result:
            if scenario.key not in found:
                found[scenario.key] = project(world.economy(scenario), scenario)
            return found[scenario.key]

        made = []
        for done, scenario in enumerate(scenarios):
            progress(done, len(scenarios))
            own = project(world.economy(scenario), scenario)
            found.setdefault(scenario.key, own)
            reference = result(other or scenario.counterfactual())
            made.append(Run(own, reference, (own - reference).marks))
    return made
