"""The versions of a scenario that its file keeps, and what has changed in the program since it was saved."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from diversify import __version__
from diversify.errors import ParameterError
from diversify.frozen import FrozenDict
from diversify.model.projection.checks import Value, parameter_value
from diversify.model.projection.parameters import Record, levers, records
from diversify.model.projection.scenario import Change, Scenario

if TYPE_CHECKING:
    from diversify.model.projection.result import Result

MOST = 40
"""Versions that a file keeps; the oldest go first."""
HEADLINES = ("gdp", "nonoil_gdp", "oil_share_gva", "unemployment", "sofaz_assets")
"""Indicators whose values a version keeps."""
YEARS = (2035, 2050)
"""Years of those values."""
_HASH = 16
_SIZES = 8
_SAME = 1e-6  # relative: results that differ by less are the same


@dataclass(frozen=True, slots=True)
class Version:
    """A scenario as it was saved once: all its choices, the inherited ones included.

    Attributes
    ----------
    date
        With a time zone.
    program, data
        Version of the program; start of the hash of the accounts.
    results
        Headline indicator -> values in `YEARS`.
    """

    date: datetime
    author: str
    note: str
    program: str
    data: str
    base: int
    closure: str
    parameters: Mapping[str, Value]
    changes: tuple[Change, ...]
    results: Mapping[str, tuple[float, ...]] = field(default_factory=FrozenDict)

    def scenario(self) -> Scenario:
        """Return its choices as a scenario, to compare with others."""
        return Scenario(
            name="version",
            base=self.base,
            closure=self.closure,
            parameters=self.parameters,
            changes=self.changes,
        )


@dataclass(frozen=True, slots=True)
class RecordState:
    """What a record said when a file was saved; `rest` stands for its values by sector and year."""

    default: float | None
    min: float
    max: float
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file was last saved with."""

    date: datetime
    program: str
    data: str
    records: Mapping[str, RecordState]


@dataclass(frozen=True, slots=True)
class Log:
    """The versions of a file, the oldest first, and its stamp; both empty for a file written by hand."""

    versions: tuple[Version, ...] = ()
    stamp: Stamp | None = None

    def with_version(self, version: Version, stamp: Stamp) -> Log:
        """Return the log after a save; a save of what the last version says adds nothing without a note."""
        last = self.versions[-1] if self.versions else None
        if last is not None and not version.note and replace(last, note="") == _at(version, last):
            return Log(self.versions, stamp)
        return Log((*self.versions, version)[-MOST:], stamp)


def _at(version: Version, other: Version) -> Version:
    return replace(version, date=other.date, author=other.author)


def version_of(scenario: Scenario, result: Result, author: str, note: str, when: datetime) -> Version:
    """Return the version that a save now would add."""
    return Version(
        when.astimezone(UTC).replace(microsecond=0),
        author.strip(),
        note.strip(),
        __version__,
        data_of(result),
        scenario.base,
        scenario.closure,
        scenario.parameters,
        scenario.changes,
        headlines(result),
    )


def stamp_of(result: Result, when: datetime) -> Stamp:
    """Return what a file saved now is stamped with."""
    return Stamp(when.astimezone(UTC).replace(microsecond=0), __version__, data_of(result), present_records())


def data_of(result: Result) -> str:
    """Return the start of the hash of the accounts that a result rests on."""
    return str(result.economy.table.data_hash)[:_HASH]


def headlines(result: Result) -> Mapping[str, tuple[float, ...]]:
    """Return the headline indicators in `YEARS`; those without a value are left out."""
    found = {}
    for name in HEADLINES:
        values = [float(result.values(name)[result.years.index(year)]) for year in YEARS]
        if all(map(math.isfinite, values)):
            found[name] = tuple(float(f"{value:.{_SIZES}g}") for value in values)
    return FrozenDict(found)


@cache
def present_records() -> Mapping[str, RecordState]:
    """Return the state of every record in this version of the program."""
    return FrozenDict({name: _state(record) for name, record in records().items()})


def _state(record: Record) -> RecordState:
    rest: object = sorted((key, item.low, item.default, item.high) for key, item in record.by_sector.items())
    if record.by_year:
        rest = sorted(record.by_year.items()), record.interpolation
    digest = hashlib.sha256(repr(rest).encode()).hexdigest()[:_SIZES] if rest else ""
    return RecordState(record.default, record.min, record.max, digest)


def restored(scenario: Scenario, version: Version) -> tuple[Scenario, tuple[str, ...]]:
    """Return a scenario with the choices of one of its versions, and the names that no longer exist.

    Name, title and parent stay those of the scenario.
    """
    lost = [change.lever for change in version.changes if change.lever not in levers()]
    parameters = {}
    for name, value in version.parameters.items():
        try:
            parameters[name] = parameter_value(name, value)
        except ParameterError:
            lost.append(name)
    made = replace(scenario, base=version.base, closure=version.closure, parameters=FrozenDict(parameters))
    kept = [change for change in version.changes if change.lever in levers()]
    return made.with_changes(kept), tuple(dict.fromkeys(lost))


# what has changed since ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One number of a record, then and now: default, bound, or ("rest") its values by sector or year."""

    name: str
    what: str
    then: float | None
    now: float | None


@dataclass(frozen=True, slots=True)
class ResultChange:
    """A headline indicator in one year, when the scenario was saved and now."""

    indicator: str
    year: int
    then: float
    now: float


@dataclass(frozen=True, slots=True)
class Since:
    """What is another now than when a file was saved.

    Attributes
    ----------
    program
        Version of the program then and now.
    data
        Whether the accounts of the base year are others.
    records
        Records that say something else.
    gone, added
        Records that were there and are not, and the other way round: a new name shows as one of each.
    results
        Headline indicators that have moved.
    """

    program: tuple[str, str]
    data: bool
    records: tuple[RecordChange, ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]
    results: tuple[ResultChange, ...]


def since(log: Log, result: Result) -> Since | None:
    """Return what has changed since a file was saved; None if nothing has, or it has no stamp."""
    stamp = log.stamp
    if stamp is None:
        return None
    present = present_records()
    same = stamp.program == __version__ and stamp.data == data_of(result)
    if same and dict(stamp.records) == dict(present):
        return None
    return Since(
        (stamp.program, __version__),
        stamp.data != data_of(result),
        tuple(_record_changes(stamp.records, present)),
        tuple(name for name in stamp.records if name not in present),
        tuple(name for name in present if name not in stamp.records),
        tuple(_result_changes(log.versions, result)),
    )


def _record_changes(
    then: Mapping[str, RecordState], now: Mapping[str, RecordState]
) -> Iterable[RecordChange]:
    for name, new in now.items():
        old = then.get(name)
        if old is None:
            continue
        for what in ("default", "min", "max"):
            before, after = getattr(old, what), getattr(new, what)
            if before != after:
                yield RecordChange(name, what, before, after)
        if old.rest != new.rest:
            yield RecordChange(name, "rest", None, None)


def _result_changes(versions: Sequence[Version], result: Result) -> Iterable[ResultChange]:
    if not versions:
        return
    now = headlines(result)
    for name, then in versions[-1].results.items():
        for year, before, after in zip(YEARS, then, now.get(name, ()), strict=False):
            if abs(after - before) > _SAME * max(abs(before), abs(after)):
                yield ResultChange(name, year, before, after)
