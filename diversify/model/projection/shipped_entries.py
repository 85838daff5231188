"""Scenario files that come with the program, taken as they are: loading what checks the shape of others costs
more than a projection, and tests check the shape of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from diversify.model.projection.parameters import LANGUAGES
from diversify.model.projection.scenario import Closure, Mode, Shape

Texts = dict[Literal["en", "az", "ru"], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One [[change]], as `scenario_schema.ChangeEntry`."""

    lever: str
    unit: str
    value: float | None = None
    points: list[list[int | float]] = field(default_factory=list)
    mode: Mode = "set"
    sectors: list[str] = field(default_factory=list)
    start: int | None = None
    end: int | None = None
    until: int | None = None
    shape: Shape = "step"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file, as `scenario_schema.ScenarioEntry`; those that come with the program have no history."""

    format: Literal[1]
    title: Texts = field(default_factory=dict)
    question: Texts = field(default_factory=dict)
    parent: str | None = None
    base: int | None = None
    closure: Closure | None = None
    notes: Texts = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)
    change: list[Entry] = field(default_factory=list)


def taken(data: Mapping[str, Any]) -> File:
    """Return the content of a file that comes with the program.

    Raises
    ------
    TypeError, AttributeError
        If somebody has written into it what does not belong there: then it is to be checked as any other.
    """
    plain = dict(data)
    for name in ("title", "question", "notes"):
        if isinstance(plain.get(name), str):
            plain[name] = dict.fromkeys(LANGUAGES, plain[name])
    return File(**plain | {"change": [Entry(**change) for change in data.get("change", ())]})
