"""What a scenario says about one lever, as a row of the panel shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from diversify.model.projection.assumptions import NONOIL, RESOURCE
from diversify.model.projection.parameters import Record
from diversify.model.projection.scenario import Change, Scenario
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


def group_text(scenario: Scenario, lever: str, sector: str) -> str:
    """Return what a change for a group of sectors does to one of them, "group: +0.5"; empty if none does."""
    for change in reversed(scenario.changes):
        group = change.lever == lever and change.sectors != (sector,)
        inside = sector in change.sectors or (NONOIL in change.sectors and sector != RESOURCE)
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
    return scenario.without(name, sectors).with_change(name, value, sectors=sectors, **how)
