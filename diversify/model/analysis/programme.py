"""The 28 initiatives of the national programme: which lever or indicator each is, what it does by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from diversify.errors import ScenarioError
from diversify.frozen import FrozenDict
from diversify.model.projection.batch import assumptions
from diversify.model.projection.parameters import LANGUAGES, Text
from diversify.model.projection.runs import project_many
from diversify.model.projection.scenario_files import load_scenario
from diversify.resources import packaged_rows
from diversify.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diversify.model.economy import Economy
    from diversify.model.projection.runs import Progress
    from diversify.model.projection.scenario import Scenario

START = 2026
"""Every central setting starts in this year, or in the year after a later base."""
MIDDLE, LAST = 2035, 2050
STATUS = {
    "lever": N_("lever"),
    "indicator": N_("indicator"),
    "demand only": N_("demand only, no credible effect"),
}
SHOWN = (("gdp", MIDDLE), ("gdp", LAST), ("gni", LAST), ("oil_share_gva", LAST))
"""What is told of every row: indicator and year."""
WHOLE = "="
"""Setting of an outcome: the scenario of the whole programme."""


@dataclass(frozen=True)
class Initiative:
    """One row of the programme.

    Attributes
    ----------
    row
        Its number, 1 to 28.
    status
        A key of `STATUS`.
    levers, indicators, parameters
        Names of what stands for it in the model.
    settings
        Central values of its levers, (lever, sector codes, value); empty where the row is inside another one.
    scenario
        The scenario that the settings are added to and measured against.
    whole
        The scenario whose effect an outcome reports; "" for the others.
    within
        The row that holds its effect, or None.
    equations, source_id, mark
        Where it is in the model, where its numbers come from, and how good they are.
    """

    row: int
    status: str
    title: Text
    channel: Text
    levers: tuple[str, ...]
    indicators: tuple[str, ...]
    parameters: tuple[str, ...]
    settings: tuple[tuple[str, tuple[str, ...], float], ...]
    scenario: str
    whole: str
    within: int | None
    equations: str
    source_id: str
    mark: str

    def apply(self, base: int) -> Scenario:
        """The scenario of this row on a base year."""
        if self.whole:
            return load_scenario(self.whole)
        scenario = load_scenario(self.scenario)
        for lever, sectors, value in self.settings:
            scenario = scenario.with_change(lever, value, sectors=sectors, start=max(START, base + 1))
        return scenario


@dataclass(frozen=True)
class Measured:
    """A row with its effects, in the order of `SHOWN`: percent or percentage points; None inside another row
    and where the table lacks the sectors that it is about."""

    initiative: Initiative
    effects: tuple[float, ...] | None


@cache
def initiatives() -> tuple[Initiative, ...]:
    """The 28 rows, in order."""
    return tuple(_initiative(row) for row in packaged_rows("programme.csv"))


def _initiative(row: Mapping[str, str]) -> Initiative:
    whole = row["settings"].startswith(WHOLE)
    return Initiative(
        row=int(row["row"]),
        status=row["status"],
        title=FrozenDict({k: row[f"title_{k}"] for k in LANGUAGES}),
        channel=FrozenDict({k: row[f"channel_{k}"] for k in LANGUAGES}),
        levers=tuple(row["levers"].split()),
        indicators=tuple(row["indicators"].split()),
        parameters=tuple(row["parameters"].split()),
        settings=() if whole else tuple(map(_setting, filter(None, row["settings"].split(";")))),
        scenario=row["on"],
        whole=row["settings"][1:] if whole else "",
        within=int(row["within"]) if row["within"] else None,
        equations=row["equations"],
        source_id=row["source_id"],
        mark=row["mark"],
    )


def _setting(text: str) -> tuple[str, tuple[str, ...], float]:
    where, _is, value = text.partition("=")
    lever, _at, sectors = where.partition("@")
    return lever, tuple(filter(None, sectors.split("+"))), float(value)


def _possible(economy: Economy, one: Initiative) -> bool:
    """Whether this table has the sectors that the row is about."""
    try:
        assumptions(economy, one.apply(economy.base))
    except ScenarioError:
        return False
    return True


def measure(economy: Economy, progress: Progress | None = None) -> Sequence[Measured]:
    """Project every row by itself and compare it with the scenario that it is added to."""
    rows = [one for one in initiatives() if one.within is None and _possible(economy, one)]
    against = list(dict.fromkeys(one.scenario for one in rows))
    scenarios = [load_scenario(name) for name in against] + [one.apply(economy.base) for one in rows]
    found = project_many(economy, scenarios, progress=progress)
    place = {one.row: len(against) + k for k, one in enumerate(rows)}
    out = []
    for one in initiatives():
        if one.row not in place:
            out.append(Measured(one, None))
            continue
        d = found.result(place[one.row]) - found.result(against.index(one.scenario))
        out.append(Measured(one, tuple(float(d.values(name)[d.years.index(year)]) for name, year in SHOWN)))
    return out
