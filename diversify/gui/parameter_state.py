"""What a scenario says about one parameter: the whole of it, one sector's or one year's part. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from diversify.frozen import FrozenDict
from diversify.gui.record_texts import number_text
from diversify.model.projection.checks import Value
from diversify.model.projection.parameters import Record
from diversify.model.projection.scenario import Scenario
from diversify.text import _


def parts(record: Record) -> tuple[str, ...]:
    """Return the sectors or years whose values differ; nothing for a single value."""
    return (*record.by_sector, *(str(year) for year in record.by_year))


def part_of(record: Record, stated: Value | None, key: str) -> float | None:
    """Return the value of one sector or year; `stated` is what the scenario says of the parameter."""
    if isinstance(stated, Mapping) and key in stated:
        return stated[key]
    if stated is not None and not isinstance(stated, Mapping):
        return stated
    return record.by_sector[key].default if key in record.by_sector else record.by_year.get(int(key))


def with_part(record: Record, stated: Value | None, key: str, number: float) -> Value:
    """Return what a scenario has to state for one sector or year to take a number and all others to stay."""
    if not key:
        return number
    kept = parts(record) if record.by_year or not (stated is None or isinstance(stated, Mapping)) else ()
    now = {name: part_of(record, stated, name) for name in kept}
    if isinstance(stated, Mapping):
        now |= stated
    now[key] = number
    return FrozenDict({name: value for name, value in now.items() if value is not None})


def value_text(record: Record, stated: Value | None) -> str:
    """Return the value of a parameter in one line."""
    if isinstance(stated, Mapping) or (stated is None and parts(record)):
        return _("by year") if record.by_year else _("by sector")
    number = record.default if stated is None else stated
    return "–" if number is None else number_text(number, record)


def origin_of(scenario: Scenario, name: str) -> str:
    """Return who states a parameter: "own" the scenario, "inherited" its parent, "" nobody."""
    if name not in scenario.parameters:
        return ""
    theirs = {} if scenario.inherits is None else scenario.inherits.parameters
    return "inherited" if theirs.get(name) == scenario.parameters[name] else "own"
