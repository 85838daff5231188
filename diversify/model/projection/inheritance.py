"""How a child scenario takes over from its parent, and a scenario in full as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from diversify.errors import ScenarioError
from diversify.frozen import FrozenDict
from diversify.model.projection.checks import Value
from diversify.model.projection.scenario import BASE, Change, Scenario
from diversify.text import _, localized


def merge(
    inherited: Iterable[Change], own: Iterable[Change], without: Iterable[str] = ()
) -> tuple[Change, ...]:
    """Return a parent's changes followed by a child's.

    A child's changes of a lever for some sectors replace all changes of the parent with the same lever and
    the same set of sectors; levers in ``without`` are dropped from what is inherited.
    """
    mine = tuple(own)
    keys, dropped = {change.key for change in mine}, set(without)
    kept = [change for change in inherited if change.key not in keys and change.lever not in dropped]
    return (*kept, *mine)


def merge_parameters(inherited: Mapping[str, Value], own: Mapping[str, Value]) -> FrozenDict[str, Value]:
    """Return a parent's parameters with a child's laid over them, sector by sector where both have tables."""
    merged = dict(inherited)
    for name, value in own.items():
        before = merged.get(name)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            merged[name] = FrozenDict({**before, **value})
        else:
            merged[name] = value
    return FrozenDict(merged)


def ancestors(scenario: Scenario) -> Iterator[Scenario]:
    """Yield a scenario's parent, the parent's parent, and so on."""
    parent = scenario.inherits
    while parent is not None:
        yield parent
        parent = parent.inherits


def is_same(one: Scenario, other: Scenario) -> bool:
    """Return whether two scenarios are one, perhaps in two states of its file."""
    return one is other or (has_file(one) and one.file == other.file and one.name == other.name)


def has_file(scenario: Scenario) -> bool:
    """Return whether a scenario has a file of its own; a copy not saved yet knows that of its original."""
    return scenario.file is not None and scenario.file.stem == scenario.name


def rebased(scenario: Scenario, parent: Scenario | None) -> Scenario:
    """Return a scenario under another parent: what it states stays, what it inherits is the new parent's.

    Raises
    ------
    ScenarioError
        If the parent is the scenario itself or inherits from it, or has no file to be named by.
    """
    if parent is not None:
        names = {
            "child": localized(scenario.title) or scenario.name,
            "parent": localized(parent.title) or parent.name,
        }
        if is_same(parent, scenario):
            raise ScenarioError(_("“{child}” cannot be its own parent.").format(**names))
        if any(is_same(above, scenario) for above in ancestors(parent)):
            text = _(
                "“{parent}” inherits from “{child}”, so it cannot be its parent. "
                "Take “{parent}” away from it first."
            )
            raise ScenarioError(text.format(**names))
        if not has_file(parent):
            text = _("“{parent}” has no file that a child could name. Save it first.")
            raise ScenarioError(text.format(**names))
    own = scenario.own
    return replace(
        scenario,
        parent=None if parent is None else parent.name,
        inherits=parent,
        base=own.base or (parent.base if parent else BASE),
        closure=own.closure or (parent.closure if parent else "default"),
        parameters=merge_parameters(parent.parameters if parent else {}, own.parameters),
        changes=merge(parent.changes if parent else (), own.changes, own.without),
    )


def independent(scenario: Scenario) -> Scenario:
    """Return the same choices without a parent: what was inherited is stated from now on."""
    return replace(scenario, parent=None, inherits=None)


def as_dict(scenario: Scenario) -> dict[str, object]:
    """Return the scenario in full, inherited parts included, as plain data for provenance and JSON."""
    changes = []
    for change in scenario.changes:
        entry: dict[str, object] = {"lever": change.lever, "mode": change.mode, "unit": change.unit}
        for name in ("value", "points", "sectors", "start", "end", "until"):
            value = getattr(change, name)
            if value not in (None, ()):
                entry[name] = list(value) if isinstance(value, tuple) else value
        if not change.points:
            entry["shape"] = change.shape
        changes.append(entry)
    return {
        "name": scenario.name,
        "title": dict(scenario.title),
        "question": dict(scenario.question),
        "parent": scenario.parent,
        "base": scenario.base,
        "closure": scenario.closure,
        "notes": dict(scenario.notes),
        "sources": list(scenario.sources),
        "parameters": {
            name: dict(value) if isinstance(value, Mapping) else value
            for name, value in scenario.parameters.items()
        },
        "changes": changes,
    }
