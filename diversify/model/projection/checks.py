"""Rules that every change and every parameter of a scenario must meet, as sentences that say what to do."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from numbers import Integral
from typing import TYPE_CHECKING

from diversify.errors import ParameterError, ScenarioError
from diversify.frozen import FrozenDict
from diversify.model.projection.parameters import Record, levers, records, suggestion, unit_on
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.projection.scenario import Change

HORIZON = 2050
"""Last year of every projection."""

YEAR_DIGITS = 4

Value = float | Mapping[str, float]
"""A parameter in a scenario: one number, or numbers by sector code (by year, as text, for a path)."""

MARKS = {"low": "low", "central": "default", "default": "default", "high": "high"}
STATES = ("parameter", "calibration")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the field it is in, and the sentence."""

    field: str
    message: str


@lru_cache(maxsize=4096)
def change_faults(change: Change, base: int) -> tuple[Fault, ...]:
    """Return everything that is wrong with one change on this base year; nothing if it is right."""
    record = levers().get(change.lever)
    if record is None:
        text = _("There is no lever “{name}”.").format(name=change.lever)
        return (Fault("lever", text + suggestion(change.lever, levers())),)
    kinds = tuple(_kind_faults(change))
    if kinds:
        return kinds
    return (*_unit_faults(change, record), *_value_faults(change, record, base), *_year_faults(change, base))


def as_number(value: object) -> object:
    """Return a number as a float; what is none, or too large for one, is left for the checks to name."""
    try:
        # an object that is no number raises, which is caught below
        return value if value is None or isinstance(value, bool | str) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return value if isinstance(value, Hashable) else repr(value)


def as_year(value: object) -> object:
    """Return a whole number, NumPy's too, as an int; what is none is left for the checks to name."""
    if isinstance(value, bool) or not isinstance(value, Integral):
        return value
    return int(value)


def as_points(name: str, points: Iterable[tuple[object, object]]) -> Iterator[tuple[object, object]]:
    """Yield the points of a lever as pairs of year and number; ScenarioError if one is no pair."""
    for point in points:
        try:
            year, value = point
        except (TypeError, ValueError):
            text = _("must be pairs [year, value] with whole years.")
            raise ScenarioError(f"{name}: {text}") from None
        yield as_year(year), as_number(value)


def some(sectors: Iterable[str]) -> tuple[str, ...]:
    """Return sector codes as a tuple; a text is one code."""
    return (sectors,) if isinstance(sectors, str) else tuple(sectors)


def is_number(value: object) -> bool:
    """Return whether a value is a finite number."""
    return isinstance(value, float) and math.isfinite(value)


def _kind_faults(change: Change) -> Iterable[Fault]:
    for field, known in (("mode", ("set", "add", "scale")), ("shape", ("step", "linear", "s-curve"))):
        if getattr(change, field) not in known:
            text = _("{lever}: {field} must be one of {known}.")
            yield Fault(field, text.format(lever=change.lever, field=field, known=", ".join(known)))
    years = [("start", change.start), ("end", change.end), ("until", change.until)]
    for field, year in [*years, *(("points", year) for year, _value in change.points)]:
        if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
            text = _("{lever}: {year} is not a whole year.")
            yield Fault(field, text.format(lever=change.lever, year=year))


def _unit_faults(change: Change, record: Record) -> Iterable[Fault]:
    right = "ratio" if change.mode == "scale" else record.unit
    if change.unit not in ("", right):
        text = _(
            'The unit of {lever} is “{right}”, not “{unit}”. Convert the value and write unit = "{right}".'
        )
        yield Fault("unit", text.format(lever=change.lever, right=right, unit=change.unit))
    if change.sectors and not record.sectoral:
        text = _("{lever} has one value for the whole economy. Leave out sectors.")
        yield Fault("sectors", text.format(lever=change.lever))
    if change.mode != "set" and record.default is None and not record.by_year and record.path == record.name:
        text = _('{lever} is blank unless it is set, so there is nothing to {mode}. Use mode = "set".')
        yield Fault("mode", text.format(lever=change.lever, mode=change.mode))


def _value_faults(change: Change, record: Record, base: int) -> Iterable[Fault]:
    if (change.value is None) == (not change.points):
        text = _("{lever} needs either a value or points, not both and not neither.")
        yield Fault("value", text.format(lever=change.lever))
        return
    numbers = [change.value] if change.value is not None else [number for year, number in change.points]
    field = "points" if change.points else "value"
    low, high = default_range(record, first_year(change, base))
    for number in numbers:
        if number is None or not is_number(number):
            text = _("{lever}: {value} is not a number.")
            yield Fault(field, text.format(lever=change.lever, value=number))
            continue
        ends = {
            "set": (number, number),
            "add": (low + number, high + number),
            "scale": (min(low * number, high * number), max(low * number, high * number)),
        }[change.mode]
        if ends[0] < record.min or ends[1] > record.max:
            text = _("{lever} would be {value}; it must stay between {min:g} and {max:g} {unit}.")
            shown = f"{ends[0]:g}" if ends[0] == ends[1] else f"{ends[0]:g} … {ends[1]:g}"
            yield Fault(
                field,
                text.format(
                    lever=change.lever,
                    value=shown,
                    min=record.min,
                    max=record.max,
                    unit=unit_on(record.unit, base),
                ),
            )
        elif record.unit == "year" and number <= base:
            text = _("{lever} is {value:g}, but the projection starts after {base}. Give a later year.")
            yield Fault(field, text.format(lever=change.lever, value=number, base=base))


def _year_faults(change: Change, base: int) -> Iterable[Fault]:
    start = first_year(change, base)
    if change.points:
        years = [year for year, _value in change.points]
        if sorted(set(years)) != years:
            text = _("The years of the points of {lever} must rise from point to point.")
            yield Fault("points", text.format(lever=change.lever))
        if change.start is not None or change.end is not None or change.shape != "step":
            text = _("{lever} has points: they say when it moves. Leave out start, end and shape.")
            yield Fault("points", text.format(lever=change.lever))
    if not base < start <= HORIZON:
        text = _("{lever} starts in {start}; it must start after the base year {base} and by {horizon}.")
        yield Fault(
            "points" if change.points else "start",
            text.format(lever=change.lever, start=start, base=base, horizon=HORIZON),
        )
    ramp = change.shape != "step"
    if ramp and not change.points and change.end is None:
        text = _("{lever} has shape {shape}: say with end in which year it is complete.")
        yield Fault("end", text.format(lever=change.lever, shape=change.shape))
    if not ramp and change.end is not None and not change.points:
        text = _(
            '{lever} is a step: leave out end, or choose shape = "linear" or "s-curve". '
            "The last year of a temporary change is until."
        )
        yield Fault("end", text.format(lever=change.lever))
    if change.end is not None and change.end < start:
        text = _("{lever} ends in {end}, before it starts in {start}.")
        yield Fault("end", text.format(lever=change.lever, end=change.end, start=start))
    if change.until is not None and change.until < start:
        text = _("{lever} holds until {until}, before it starts in {start}.")
        yield Fault("until", text.format(lever=change.lever, until=change.until, start=start))


def first_year(change: Change, base: int) -> int:
    """Return the first year that a change alters."""
    if change.points:
        return change.points[0][0]
    return base + 1 if change.start is None else change.start


def default_range(record: Record, first: int) -> tuple[float, float]:
    """Return the smallest and largest default of a record from the year `first` on (0, 0 if blank)."""
    source = records()[record.path]
    values = [source.default, *(item.default for item in source.by_sector.values())]
    numbers = [value for value in values if value is not None]
    points = {year: value for year, value in source.by_year.items() if value is not None}
    if points:  # between two points the path lies between their values
        numbers += [value for year, value in points.items() if year > first]
        from diversify.model.projection.paths import through_points  # NumPy, which few changes need

        numbers += through_points(points, source.interpolation, (min(first, HORIZON),)).tolist()
    return (min(numbers), max(numbers)) if numbers else (0.0, 0.0)


def parameter_value(name: str, value: object) -> Value:
    """Return the value of a parameter in a scenario, checked: marks become numbers, mappings read-only.

    Parameters
    ----------
    value
        A number (for every sector, where the parameter is by sector); a mapping sector code -> number, or
        year -> number for a path; or "low", "central", "high": the values of the record.

    Raises
    ------
    ParameterError
        If there is no such parameter, or the value is of the wrong kind or out of bounds.
    """
    record = records().get(name)
    if record is None or record.kind not in STATES:
        states = {key: item for key, item in records().items() if item.kind in STATES}
        if record is not None and record.kind == "lever":
            text = _("{name} is a lever, not a parameter. Move it with a [[change]].")
            raise ParameterError(text.format(name=name))
        text = _("There is no parameter “{name}”.").format(name=name)
        raise ParameterError(text + suggestion(name, states))
    if isinstance(value, str):
        return _marked(record, value)
    if isinstance(value, Mapping):
        return _table(record, value)
    if record.by_year:
        text = _("{name} is a path: give a table year = value.")
        raise ParameterError(text.format(name=name))
    return _bounded(record, value, name)


def _table(record: Record, value: Mapping[str, object]) -> Value:
    if record.by_year:
        bad = [key for key in value if not _is_year(str(key))]
        text = _("{name} is a path; “{key}” is not a year.")
    elif record.sectoral:
        bad = [key for key in value if str(key).isdigit()]
        text = _("{name} is by sector; “{key}” is not a sector code.")
    else:
        bad, text = [record.name], _("{name} has one value for the whole economy. Give one number.")
    if bad or not value:
        raise ParameterError(text.format(name=record.name, key=bad[0] if bad else ""))
    return FrozenDict(
        {str(key): _bounded(record, number, f"{record.name}.{key}") for key, number in value.items()}
    )


def _is_year(text: str) -> bool:
    return len(text) == YEAR_DIGITS and text.isascii() and text.isdigit()


def _marked(record: Record, word: str) -> Value:
    field = MARKS.get(word)
    by_sector = {code: getattr(v, field) for code, v in record.by_sector.items()} if field else {}
    single = getattr(record, field) if field and not record.by_year else None
    if by_sector and None not in by_sector.values():
        return FrozenDict(by_sector)
    if not by_sector and single is not None:
        return float(single)
    text = _("{name}: “{word}” is not known here. Give a number{marks}.")
    marks = _(', or "low", "central" or "high"') if field is None else ""
    raise ParameterError(text.format(name=record.name, word=word, marks=marks))


def _bounded(record: Record, value: object, where: str) -> float:
    number = as_number(value)
    if not isinstance(number, float) or not math.isfinite(number):
        raise ParameterError(_("{name}: {value} is not a number.").format(name=where, value=value))
    if not record.min <= number <= record.max:
        text = _("{name} is {value:g}; it must stay between {min:g} and {max:g} {unit}.")
        raise ParameterError(
            text.format(name=where, value=number, min=record.min, max=record.max, unit=record.unit)
        )
    return number
