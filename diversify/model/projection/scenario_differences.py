"""What differs between the inputs of two scenarios: base year, closure, parameters, every lever in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from diversify.model.projection.checks import Value
from diversify.model.projection.parameters import Record, levers, records
from diversify.model.projection.scenario import Change, Key, Scenario

Origin = Literal["explicit", "inherited", "default"]
Kind = Literal["base", "closure", "parameter", "lever", "order"]


@dataclass(frozen=True, slots=True)
class Stated:
    """One side of a difference.

    Attributes
    ----------
    origin
        Whether the scenario states it itself, takes it from a parent, or nobody states it.
    value
        A number, the name of a closure, or None where `changes` say it or there is no value.
    changes
        Of a lever: everything said about it for these sectors, in order; empty at the default.
    """

    origin: Origin
    value: float | str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class InputDifference:
    """One input that two scenarios do not share.

    Attributes
    ----------
    kind
        What it is; "order" if both say the same about a lever, but in another order that counts.
    name
        Record of the parameter or lever; "base" or "closure".
    sectors
        Of a lever: the sectors it is about; empty for all.
    item
        Of a parameter: sector code or year; empty where it is one number.
    old, new
        What the second and the first scenario say.
    """

    kind: Kind
    name: str
    unit: str
    old: Stated
    new: Stated
    sectors: tuple[str, ...] = ()
    item: str = ""


def input_differences(new: Scenario, old: Scenario) -> tuple[InputDifference, ...]:
    """Return every input in which `new` differs from `old`, in the order of the records.

    Nothing returned means that both give the same result on the same accounts.
    """
    return tuple(_differences(new, old))


def lever_origin(scenario: Scenario, key: Key) -> Origin:
    """Return who moves a lever for a set of sectors; taken back to its default by the child is explicit."""
    own = scenario.own
    if any(change.key == key for change in own.changes):
        return "explicit"
    if any(change.key == key for change in scenario.changes):
        return "inherited"
    above = scenario.inherits
    put_back = above is not None and any(change.key == key for change in above.changes)
    return "explicit" if put_back else "default"


def lever_keys(*scenarios: Scenario) -> tuple[Key, ...]:
    """Return lever and sectors of every change of some scenarios, in the order of the records."""
    order = {name: place for place, name in enumerate(levers())}
    keys = dict.fromkeys(change.key for scenario in scenarios for change in scenario.changes)
    return tuple(sorted(keys, key=lambda key: (order.get(key[0], len(order)), sorted(key[1]))))


def _differences(new: Scenario, old: Scenario) -> Iterator[InputDifference]:
    if new.base != old.base:
        yield InputDifference("base", "base", "", _base(old), _base(new))
    if new.closure != old.closure:
        yield InputDifference("closure", "closure", "", _closure(old), _closure(new))
    for name, record in records().items():
        if name in new.parameters or name in old.parameters:
            yield from _parameter(record, new, old)
    for key in lever_keys(new, old):
        there, here = _lever(old, key), _lever(new, key)
        if there.changes != here.changes:
            stated = (*here.changes, *there.changes)[0]
            yield InputDifference(
                "lever", key[0], levers()[key[0]].unit, there, here, tuple(sorted(stated.sectors))
            )
    yield from _orders(new, old)


def _base(scenario: Scenario) -> Stated:
    own = scenario.own.base is not None
    above = scenario.inherits is not None
    return Stated("explicit" if own else "inherited" if above else "default", float(scenario.base))


def _closure(scenario: Scenario) -> Stated:
    own = scenario.own.closure is not None
    above = scenario.inherits is not None
    return Stated("explicit" if own else "inherited" if above else "default", scenario.closure)


def _parameter(record: Record, new: Scenario, old: Scenario) -> Iterator[InputDifference]:
    name = record.name
    here, there = new.parameters.get(name), old.parameters.get(name)
    if here == there:
        return
    for item in _items(record, here, there):
        before, after = _stated(record, old, item), _stated(record, new, item)
        if before.value != after.value or (before.origin == "default") != (after.origin == "default"):
            yield InputDifference("parameter", name, record.unit, before, after, item=item)


def _items(record: Record, *values: Value | None) -> list[str]:
    tables = [value for value in values if isinstance(value, Mapping)]
    if not tables:
        return [""]
    items = dict.fromkeys(key for table in tables for key in table)
    if any(isinstance(value, float) for value in values):  # one number for all against a table
        items |= dict.fromkeys(record.by_sector)
    return list(items)


def _stated(record: Record, scenario: Scenario, item: str) -> Stated:
    value = _of(scenario.parameters.get(record.name), item)
    if value is None:
        return Stated("default", _default(record, item))
    above = scenario.inherits
    same = above is not None and _of(above.parameters.get(record.name), item) == value
    return Stated("inherited" if same else "explicit", value)


def _of(value: Value | None, item: str) -> float | None:
    return value.get(item) if isinstance(value, Mapping) else value


def _default(record: Record, item: str) -> float | None:
    if item and item in record.by_sector:
        return record.by_sector[item].default
    if item.isdigit() and record.by_year:
        return record.by_year.get(int(item))
    return record.default


def _lever(scenario: Scenario, key: Key) -> Stated:
    changes = tuple(change for change in scenario.changes if change.key == key)
    return Stated(lever_origin(scenario, key), None, changes)


def _orders(new: Scenario, old: Scenario) -> Iterator[InputDifference]:
    """Find levers of which both say the same for some groups of sectors, but in another order."""
    for name in levers():
        here, there = _order(new, name), _order(old, name)
        both = set(here) & set(there)
        if [key for key in here if key in both] != [key for key in there if key in both]:
            before = Stated("explicit", None, tuple(c for c in old.changes if c.lever == name))
            after = Stated("explicit", None, tuple(c for c in new.changes if c.lever == name))
            yield InputDifference("order", name, levers()[name].unit, before, after)


def _order(scenario: Scenario, name: str) -> list[Key]:
    return list(dict.fromkeys(change.key for change in scenario.changes if change.lever == name))
