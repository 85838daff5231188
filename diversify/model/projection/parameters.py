"""The records behind every number of the model: parameters, levers, constants, and the list of indicators.

A record is read from four files in ``diversify/model/data``: ``records.csv`` (meaning, unit, bounds, texts),
``calibration.csv`` (values: one, by sector or by year), ``groups.csv`` and ``indicators.csv``. The evidence
behind the values is in ``parameters.csv``, the addresses of all sources in ``parameter_sources.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from diversify.errors import ParameterError
from diversify.frozen import FrozenDict
from diversify.resources import packaged_rows
from diversify.text import _

LANGUAGES = ("en", "az", "ru")
_MONEY = "mln AZN"

Kind = Literal["lever", "parameter", "calibration", "band", "observation"]
Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Values:
    """Low, default and high value of a record in one sector; None where there is none."""

    low: float | None
    default: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Record:
    """One parameter: what it is, what it may be, and where that comes from.

    Attributes
    ----------
    low, default, high
        In ``unit``. ``default`` is None where the effect is off until a scenario states it, and for records
        that vary by sector or year.
    central
        The central value of the evidence; equal to ``default`` unless that is None.
    min, max
        Hard bounds: a value outside is refused.
    by_sector
        Sector code -> values, empty unless ``sectoral`` values exist.
    by_year
        Year -> value, the points of a path, joined by ``interpolation``: "flat" holds the last point,
        "linear" and "smoothstep" join two points; before the first and after the last point the value is
        held.
    path
        Name of the record whose values are the default of this lever; the lever's own name otherwise.
    shift
        For a path whose low and high are known from one year on: (first year, low - default, high - default).
    sectoral
        True if a scenario may state it for single sectors.
    sampled
        True if draws vary it.
    off
        The value that switches the effect off: a number, "blank" (leave the lever unset), or "none" where an
        equation cannot do without a number.
    support
        What the effect rests on: "source", "assumption" (the effect is common ground, its size is assumed) or
        "none" (no evidence of the effect: it is off unless a scenario turns it on).
    """

    name: str
    kind: Kind
    symbol: str
    equation: str
    unit: str
    low: float | None
    default: float | None
    high: float | None
    central: float | None
    min: float
    max: float
    distribution: str
    mark: str
    source_id: str
    group: str
    title: Text
    note: Text
    by_sector: Mapping[str, Values]
    by_year: Mapping[int, float | None]
    interpolation: str
    path: str
    shift: tuple[int, float, float] | None
    sectoral: bool
    sampled: bool
    off: str
    support: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One result that people see: name, unit (``{base}`` stands for the base year), meaning, comparison."""

    name: str
    unit: str
    sectoral: bool
    difference: Literal["percent", "points", "absolute"]
    group: str
    title: Text
    definition: Text


@cache
def records() -> Mapping[str, Record]:
    """Return every record by name, levers first, in display order."""
    values: dict[str, list[Mapping[str, str]]] = {}
    for row in packaged_rows("calibration.csv"):
        values.setdefault(row["name"], []).append(row)
    return FrozenDict(
        {row["name"]: _record(row, values.get(row["name"], [])) for row in packaged_rows("records.csv")}
    )


@cache
def levers() -> Mapping[str, Record]:
    """Return the records that a policy analyst moves, in display order."""
    return FrozenDict({name: record for name, record in records().items() if record.kind == "lever"})


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return every indicator of a result by name, in display order."""
    return FrozenDict(
        {
            row["name"]: Indicator(
                name=row["name"],
                unit=row["unit"],
                sectoral=row["sectoral"] == "yes",
                difference=cast('Literal["percent", "points", "absolute"]', row["difference"]),
                group=row["group"],
                title=_text(row, "title"),
                definition=_text(row, "definition"),
            )
            for row in packaged_rows("indicators.csv")
        }
    )


@cache
def groups() -> Mapping[str, Text]:
    """Return the names of the groups of records and indicators in three languages, in display order."""
    return FrozenDict({row["group"]: _text(row, "name") for row in packaged_rows("groups.csv")})


def lever(name: str) -> Record:
    """Return the record of one lever.

    Raises
    ------
    ParameterError
        If there is no such lever; the sentence names the nearest one.
    """
    record = levers().get(name)
    if record is None:
        raise ParameterError(_("There is no lever “{name}”.").format(name=name) + suggestion(name, levers()))
    return record


def unit_on(unit: str, base: int, currency: str = "") -> str:
    """Return the unit of a record on another base: money of a record is money of the base year.

    Parameters
    ----------
    unit
        As the record has it: "mln AZN of 2025".
    currency
        The table's; where it is not known yet, money of another base year is written without one.
    """
    if not unit.startswith(_MONEY) or (not currency and unit == f"{_MONEY} of {base}"):
        return unit
    return f"mln {currency} of {base}" if currency else f"mln of {base}"


def suggestion(name: str, known: Mapping[str, object]) -> str:
    """Return " Did you mean ...?" with the nearest known name, or where to find the names."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return " " + _("Did you mean “{name}”?").format(name=near[0])
    return " " + _("Known are: {names}.").format(names=", ".join(known))


def _record(row: Mapping[str, str], values: list[Mapping[str, str]]) -> Record:
    plain = [value for value in values if not value["sector_or_year"]]
    by_sector, by_year, shift = {}, {}, None
    for value in values:
        key = value["sector_or_year"]
        if key.isdigit():
            by_year[int(key)] = _number(value["value"])
            if value["low"] and value["value"] and value["high"]:
                middle = float(value["value"])
                shift = int(key), float(value["low"]) - middle, float(value["high"]) - middle
        elif key:
            by_sector[key] = Values(_number(value["low"]), _number(value["value"]), _number(value["high"]))
    central = _number(plain[0]["value"]) if plain else None
    marks = {value["mark"] for value in values}
    return Record(
        name=row["name"],
        kind=cast(Kind, row["kind"]),
        symbol=row["symbol"],
        equation=row["equation"],
        unit=row["unit"],
        low=_number(plain[0]["low"]) if plain else None,
        default=None if by_year or by_sector or row["default"] else central,
        high=_number(plain[0]["high"]) if plain else None,
        central=central,
        min=float(row["min"]),
        max=float(row["max"]),
        distribution=row["distribution"],
        mark="A" if "A" in marks or not marks else min(marks),  # an assumption anywhere is shown as one
        source_id=row["source_id"],
        group=row["group"],
        title=_text(row, "title"),
        note=_text(row, "note"),
        by_sector=FrozenDict(by_sector),
        by_year=FrozenDict(by_year),
        interpolation=row["interpolation"],
        path=row["default"] if row["default"] not in ("", "blank") else row["name"],
        shift=shift,
        sectoral=row["sectoral"] == "yes",
        sampled=row["sampled"] == "yes",
        off=row["off"],
        support=row["support"],
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _text(row: Mapping[str, str], field: str) -> Text:
    return FrozenDict({language: row[f"{field}_{language}"] for language in LANGUAGES})
