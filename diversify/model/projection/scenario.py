"""What a scenario is: levers moved, states of the world, base year and closure. Immutable; no files here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from diversify.errors import ScenarioError
from diversify.frozen import FrozenDict
from diversify.model.projection.checks import (
    Value,
    as_number,
    as_points,
    as_year,
    change_faults,
    first_year,
    parameter_value,
    some,
)
from diversify.model.projection.parameters import LANGUAGES, Text, lever, records, suggestion
from diversify.text import _

BASE = 2025
NONOIL = "nonoil"
"""Written as a sector in a change: every sector but crude oil and gas extraction."""
Closure = Literal["default", "demand_led", "market_clearing", "type2"]
CLOSURES = get_args(Closure)
Mode = Literal["set", "add", "scale"]
Shape = Literal["step", "linear", "s-curve"]
Key = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One lever moved: to what, for which sectors, when and how fast.

    Attributes
    ----------
    value, points
        Either one value, or (year, value) points joined by straight lines, held after the last.
    unit
        The lever's unit; "ratio" for mode "scale". Empty is filled in.
    mode
        "set" replaces the default path, "add" adds to it, "scale" multiplies it.
    sectors
        Sector codes, or "nonoil" for all sectors but oil and gas extraction. Empty = every sector.
    start, end, until
        First year; year in which a ramp is complete; last year, after which the default returns. A start of
        None is the first year after the base year.
    shape
        "step" at once; "linear" or "s-curve" from nothing in the year before the start to everything at the
        end.
    """

    lever: str
    value: float | None = None
    points: tuple[tuple[int, float], ...] = ()
    unit: str = ""
    mode: Mode = "set"
    sectors: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    until: int | None = None
    shape: Shape = "step"

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", as_number(self.value))
        object.__setattr__(self, "points", tuple(as_points(self.lever, self.points)))
        object.__setattr__(self, "sectors", some(self.sectors))
        for year in ("start", "end", "until"):
            object.__setattr__(self, year, as_year(getattr(self, year)))
        record = records().get(self.lever)
        if not self.unit and record is not None:
            object.__setattr__(self, "unit", "ratio" if self.mode == "scale" else record.unit)

    @property
    def key(self) -> Key:
        """Lever and sectors: two changes with the same key are about the same thing."""
        return self.lever, frozenset(self.sectors)


@dataclass(frozen=True, slots=True)
class Own:
    """What a scenario states itself, beyond what it takes from its parent."""

    base: int | None
    closure: str | None
    parameters: Mapping[str, Value]
    changes: tuple[Change, ...]
    without: tuple[str, ...]


@dataclass(frozen=True)
class Scenario:
    """A named set of choices, complete in itself: what it inherits is included.

    ``parameters`` are states of the world: they hold in the scenario and in its counterfactual. ``changes``
    are moved levers, applied in order, the inherited ones first; where two touch the same lever and sector,
    the later works on what the earlier left.

    Attributes
    ----------
    name
        File stem; the name in every output.
    parent, inherits
        Name or path of the parent as the file states it, and the parent itself.
    file
        Where it was read from or last saved to.
    """

    name: str = "scenario"
    title: Text = field(default_factory=FrozenDict)
    question: Text = field(default_factory=FrozenDict)
    parent: str | None = None
    base: int = BASE
    closure: str = "default"
    notes: Text = field(default_factory=FrozenDict)
    sources: tuple[str, ...] = ()
    parameters: Mapping[str, Value] = field(default_factory=FrozenDict)
    changes: tuple[Change, ...] = ()
    inherits: Scenario | None = field(default=None, repr=False, compare=False)
    file: Path | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("title", "question", "notes", "parameters"):
            value = getattr(self, name)
            if not isinstance(value, FrozenDict):
                if isinstance(value, str):
                    value = dict.fromkeys(LANGUAGES, value)
                if name == "parameters":
                    value = {key: parameter_value(key, item) for key, item in value.items()}
                object.__setattr__(self, name, FrozenDict(value))
        if self.closure not in CLOSURES:
            text = _("There is no closure “{name}”.").format(name=self.closure)
            raise ScenarioError(text + suggestion(str(self.closure), dict.fromkeys(CLOSURES)))
        if not self.title:
            object.__setattr__(self, "title", FrozenDict(dict.fromkeys(LANGUAGES, self.name)))
        object.__setattr__(self, "sources", tuple(self.sources))
        object.__setattr__(self, "changes", tuple(self.changes))

    @property
    def is_counterfactual(self) -> bool:
        """True if no lever is moved."""
        return not self.changes

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Everything that decides the result, hashable: equal keys give equal results."""
        return self.base, self.closure, self.parameters, self.changes

    def counterfactual(self) -> Scenario:
        """Return the same world (base, closure, parameters) with no lever moved."""
        if self.is_counterfactual:
            return self
        return Scenario(
            name=f"{self.name} (counterfactual)",
            title={language: f"{text}: {_UNMOVED[language]}" for language, text in self.title.items()},
            base=self.base,
            closure=self.closure,
            parameters=self.parameters,
        )

    def with_change(
        self,
        name: str,
        value: float | None = None,
        *,
        points: Iterable[tuple[int, float]] = (),
        mode: Mode = "set",
        sectors: Iterable[str] = (),
        start: int | None = None,
        end: int | None = None,
        until: int | None = None,
        shape: Shape | None = None,
    ) -> Scenario:
        """Return this scenario with one lever moved.

        It takes the place of a change of the same lever, sectors and start. Without a ``start`` it takes the
        place of every change of the same lever and sectors, and keeps the timing of the first one.

        Raises
        ------
        ParameterError, ScenarioError
            If the lever is unknown, or value or years are out of bounds.
        """
        lever(name)  # says so if there is none
        chosen, dots = some(sectors), tuple(points)
        key = name, frozenset(chosen)
        old = [change for change in self.changes if change.key == key]
        if start is None and not dots:
            first = old[0] if old else None
            if first and not first.points:
                start, until = first.start, until if until is not None else first.until
                if shape is None:
                    shape, end = first.shape, end if end is not None else first.end
        elif start is not None:
            old = [change for change in old if first_year(change, self.base) == start]
        new = Change(name, value, dots, "", mode, chosen, start, end, until, shape or "step")
        faults = change_faults(new, self.base)
        if faults:
            raise ScenarioError(" ".join(fault.message for fault in faults))
        changes = list(self.changes)
        place = changes.index(old[0]) if old else len(changes)
        changes[place : place + 1] = [new]
        return self.with_changes([change for change in changes if change is new or change not in old])

    def without(self, name: str, sectors: Iterable[str] | None = None) -> Scenario:
        """Return this scenario with a lever back at its default (only for these sectors, if given)."""
        lever(name)
        chosen = None if sectors is None else frozenset(some(sectors))
        return self.with_changes(
            change
            for change in self.changes
            if change.lever != name or (chosen is not None and frozenset(change.sectors) != chosen)
        )

    def taken_back(self, name: str, sectors: Iterable[str] = ()) -> Scenario:
        """Return this scenario with a lever, for exactly these sectors, as its parent has it.

        Without a parent, or where the parent leaves it alone, that is the default.
        """
        lever(name)
        key = name, frozenset(some(sectors))
        theirs = self.inherits.changes if self.inherits else ()
        kept = [change for change in self.changes if change.key != key]
        return self.with_changes([*kept, *(change for change in theirs if change.key == key)])

    def with_parameter(self, name: str, value: Value | str | None) -> Scenario:
        """Return this scenario in another state of the world.

        Parameters
        ----------
        value
            A number, a number by sector, "low", "central" or "high", or None for the value of the parent
            (without a parent: the default).
        """
        parameters = dict(self.parameters)
        if value is not None:
            parameters[name] = parameter_value(name, value)
        elif self.inherits and name in self.inherits.parameters:
            parameters[name] = self.inherits.parameters[name]
        else:
            parameters.pop(name, None)
        return replace(self, parameters=FrozenDict(parameters))

    @property
    def own(self) -> Own:
        """What this scenario states itself: all of it, or what differs from its parent."""
        parent = self.inherits
        if parent is None:
            base = None if self.base == BASE else self.base
            closure = None if self.closure == "default" else self.closure
            return Own(base, closure, self.parameters, self.changes, ())
        kept, dropped = _inherited(self.changes, parent.changes)
        gone = {name for name in parent.parameters if name not in self.parameters}
        return Own(
            None if self.base == parent.base else self.base,
            None if self.closure == parent.closure else self.closure,
            FrozenDict(
                {k: v for k, v in self.parameters.items() if parent.parameters.get(k) != v}
                | {k: parameter_value(k, "central") for k in sorted(gone)}
            ),
            tuple(change for change in self.changes if change.key not in kept),
            tuple(sorted(dropped)),
        )

    def with_changes(self, changes: Iterable[Change]) -> Scenario:
        """Return this scenario with these changes, in the order that a file gives: inherited ones first."""
        ordered = list(changes)
        if self.inherits:
            theirs = self.inherits.changes
            kept = _inherited(ordered, theirs)[0]
            ordered.sort(key=lambda change: theirs.index(change) if change.key in kept else len(theirs))
        return replace(self, changes=tuple(ordered))


_UNMOVED = {"en": "no lever moved", "az": "heç bir rıçaq dəyişməyib", "ru": "рычаги не сдвинуты"}


def _inherited(own: Iterable[Change], parent: Iterable[Change]) -> tuple[set[Key], set[str]]:
    """Return what is taken from the parent as it is, and the levers of the parent that are put back."""
    here, there = _by_key(own), _by_key(parent)
    dropped = {key[0] for key in there if key not in here}
    return {key for key in here if here[key] == there.get(key) and key[0] not in dropped}, dropped


def _by_key(changes: Iterable[Change]) -> dict[Key, list[Change]]:
    groups: dict[Key, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.key, []).append(change)
    return groups
