"""What a scenario says about one lever, as a row of the panel shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from diversify.model.economy.anchors import RESOURCE_CLASS
from diversify.model.projection.parameters import Record
from diversify.model.projection.scenario import NONOIL, Change, Scenario
from diversify.text import N_, _

_BLANKS = {
    "adoption_ceiling": N_("held at base year"),
    "adoption_path": N_("S-curve"),
    "ai_investment_budget_public": N_("none"),
    "ai_investment_budget_foreign": N_("none"),
    "ai_stop_year": N_("never"),
}
_BY_SECTOR = N_("by sector")
_AS_NEEDED = N_("as needed")


@dataclass(frozen=True)
class LeverState:
    """One lever, for all sectors or for some.

    Attributes
    ----------
    change
        The change that the row shows and edits; None if the lever is at its default.
    count
        How many changes there are for the lever and these sectors.
    inherited
        Whether the change comes from the parent scenario.
    default
        Value in the last year if nothing is moved; None for blank and for defaults that differ by sector.
    """

    change: Change | None
    count: int
    inherited: bool
    default: float | None

    @property
    def changed(self) -> bool:
        """Whether the lever is moved."""
        return self.change is not None

    @property
    def is_path(self) -> bool:
        """Whether one number cannot show it: points, or several changes in a row."""
        return self.change is not None and (bool(self.change.points) or self.count > 1)

    @property
    def mode(self) -> str:
        """How the value enters: "set", "add" or "scale"."""
        return "set" if self.change is None else self.change.mode

    @property
    def value(self) -> float | None:
        """The number to show: of the change, else of the default; None for blank."""
        if self.change is None:
            return self.default
        return self.change.points[-1][1] if self.change.points else self.change.value


def state_of(
    scenario: Scenario, lever: str, default: float | None, sectors: tuple[str, ...] = ()
) -> LeverState:
    """Return the state of a lever for exactly these sectors (none: for all)."""
    key = lever, frozenset(sectors)
    found = [change for change in scenario.changes if change.key == key]
    inherited = scenario.inherits is not None and bool(found) and found[-1] in scenario.inherits.changes
    return LeverState(found[-1] if found else None, len(found), inherited, default)


def origin(scenario: Scenario, lever: str) -> str:
    """Return who moves a lever: "own" the scenario itself, "inherited" its parent alone, "" nobody."""
    found = [change for change in scenario.changes if change.lever == lever]
    if not found:
        return ""
    theirs = () if scenario.inherits is None else scenario.inherits.changes
    return "inherited" if all(change in theirs for change in found) else "own"


def group_text(scenario: Scenario, lever: str, sector: str) -> str:
    """Return what a change for a group of sectors does to one of them, "group: +0.5"; empty if none does."""
    for change in reversed(scenario.changes):
        group = change.lever == lever and change.sectors != (sector,)
        inside = sector in change.sectors or (NONOIL in change.sectors and sector != RESOURCE_CLASS)
        if group and inside:
            return _("group: {value}").format(value=_value_text(change))
    return ""


def _value_text(change: Change) -> str:
    if change.points:
        return _("path")
    value = change.value or 0.0
    return {"add": f"{value:+g}", "scale": f"×{value:g}"}.get(change.mode, f"{value:g}")


def sectors_moved(scenario: Scenario, lever: str) -> int:
    """Return how many changes the scenario has for single sectors or groups of them."""
    return sum(1 for change in scenario.changes if change.lever == lever and change.sectors)


def blank_text(record: Record) -> str:
    """Return what to call a lever without a value; empty if it always has one."""
    if record.sectoral and record.path != record.name:
        return _(_BY_SECTOR)
    if record.default is None and not record.by_year and record.path == record.name:
        return _(_BLANKS.get(record.name, _AS_NEEDED))
    return ""


def path_text(scenario: Scenario, lever: str, sectors: tuple[str, ...] = ()) -> str:
    """Return all changes of a lever for these sectors in one line, such as "2026: 40, 2030: 55"."""
    parts = []
    for change in scenario.changes:
        if change.key == (lever, frozenset(sectors)):
            points = change.points or ((change.start or scenario.base + 1, change.value or 0.0),)
            parts += [f"{year}: {value:g}" for year, value in points]
    return ", ".join(parts)


def moved(
    scenario: Scenario, name: str, value: float | None, sectors: tuple[str, ...], **timing: Any
) -> Scenario:
    """Return a scenario with one lever moved as a row of the panel does it.

    There is one change per lever and sectors; what `timing` does not give keeps its value. None removes it.
    """
    key = name, frozenset(sectors)
    old = [change for change in scenario.changes if change.key == key]
    if value is None:
        return scenario.without(name, sectors)
    how: dict[str, Any] = {"mode": "set"}
    if len(old) == 1 and not old[0].points:
        how = {field: getattr(old[0], field) for field in ("start", "end", "until", "shape", "mode")}
    how |= timing
    return _placed(scenario, scenario.without(name, sectors).with_change(name, value, sectors=sectors, **how))


def stated(scenario: Scenario, name: str, wanted: Mapping[tuple[str, ...], Change | None]) -> Scenario:
    """Return a scenario with the changes of a lever for these sectors replaced; None takes them away.

    Parameters
    ----------
    wanted
        Sectors (none: all) -> the change, whose own lever and sectors do not matter.

    Raises
    ------
    ScenarioError
        If a change does not fit the lever or the base year.
    """
    for sectors, change in wanted.items():
        before, scenario = scenario, scenario.without(name, sectors)
        if change is not None:
            how = {f: getattr(change, f) for f in ("points", "mode", "start", "end", "until", "shape")}
            scenario = _placed(before, scenario.with_change(name, change.value, sectors=sectors, **how))
    return scenario


def touched(before: Scenario, after: Scenario) -> set[str]:
    """Return the levers that two scenarios do not state alike."""
    found = {id(change) for change in before.changes} ^ {id(change) for change in after.changes}
    apart = [change for change in (*before.changes, *after.changes) if id(change) in found]
    return {c.lever for c in apart if (c in before.changes) != (c in after.changes)}


def _placed(before: Scenario, after: Scenario) -> Scenario:
    """Put the change that came last where it was `before`, and ahead of those for fewer of its sectors.

    The later change works on what the earlier left: a value for one sector must outlive one for all.
    """
    *others, last = after.changes
    theirs = () if after.inherits is None else after.inherits.changes
    places = [before.changes.index(c) for c in before.changes if c.key == last.key and c not in theirs][:1]
    for place, other in enumerate(others):
        inside = other.sectors and (not last.sectors or set(other.sectors) < set(last.sectors))
        if other.lever == last.lever and inside and other not in theirs:
            places.append(place)
    if not places:
        return after
    place = min(places)
    return replace(after, changes=(*others[:place], last, *others[place:]))


def on_base(scenario: Scenario, year: int) -> Scenario:
    """Return a scenario on another base year whose own changes begin no earlier than they did.

    A change that states no start begins the year after the base. On an earlier base it would begin earlier
    and overwrite years that are known, so its start is stated there.
    """
    moved_later = replace(scenario, base=year)
    if year >= scenario.base:
        return moved_later
    theirs = scenario.inherits.changes if scenario.inherits else ()
    return replace(
        moved_later,
        changes=tuple(
            replace(change, start=scenario.base + 1)
            if change.start is None and not change.points and change not in theirs
            else change
            for change in scenario.changes
        ),
    )
