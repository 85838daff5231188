"""A scenario as plain data, exactly and with its parents, for what the window keeps between runs.

Unlike a scenario file it needs no other file to be read back, and it holds what no file has yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from diversify.model.projection.scenario import Change, Scenario

_PLAIN = ("name", "parent", "base", "closure")
_TEXTS = ("title", "question", "notes")


def packed(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as what JSON can hold."""
    data: dict[str, Any] = {name: getattr(scenario, name) for name in _PLAIN}
    data |= {name: dict(getattr(scenario, name)) for name in _TEXTS}
    data["sources"] = list(scenario.sources)
    data["parameters"] = {
        name: dict(value) if isinstance(value, Mapping) else value
        for name, value in scenario.parameters.items()
    }
    data["changes"] = [
        {field.name: getattr(change, field.name) for field in fields(Change)} for change in scenario.changes
    ]
    data["file"] = None if scenario.file is None else str(scenario.file)
    data["inherits"] = None if scenario.inherits is None else packed(scenario.inherits)
    return data


def unpacked(data: Mapping[str, Any]) -> Scenario:
    """Return the scenario that was packed.

    Raises
    ------
    DiversifyError, ValueError, TypeError, LookupError, AttributeError
        If it was not packed by this program.
    """
    inherits = data["inherits"]
    file = data["file"]
    return Scenario(
        **{name: data[name] for name in (*_PLAIN, *_TEXTS)},
        sources=tuple(data["sources"]),
        parameters=data["parameters"],
        changes=tuple(_change(item) for item in data["changes"]),
        inherits=None if inherits is None else unpacked(inherits),
        file=None if file is None else Path(file),
    )


def _change(item: Mapping[str, Any]) -> Change:
    points = tuple((int(year), float(value)) for year, value in item["points"])
    return Change(**{**item, "points": points, "sectors": tuple(item["sectors"])})
