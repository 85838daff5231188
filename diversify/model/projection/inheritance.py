"""How a child scenario takes over from its parent, and a scenario in full as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diversify.frozen import FrozenDict
from diversify.model.projection.checks import Value
from diversify.model.projection.scenario import Change, Scenario


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
