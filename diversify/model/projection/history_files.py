"""The history of a scenario as its file keeps it: read from [[history]] and [stamp], and written there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diversify.errors import InputError, ScenarioError
from diversify.frozen import FrozenDict
from diversify.model.economy.toml_files import read_toml
from diversify.model.projection.history import MOST, Log, RecordState, Stamp, Version
from diversify.model.projection.scenario_entries import change_entry
from diversify.model.projection.scenario_files import as_change
from diversify.text import _

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from diversify.model.projection.scenario_schema import HistoryEntry, StampEntry

LARGEST = 400_000
"""Letters of a file with its history; the oldest versions go where there would be more."""
_WIDTH = 110
_NONE = "-"


def read_log(path: str | os.PathLike[str]) -> Log:
    """Return the history of a scenario file; empty where it has none.

    Raises
    ------
    ScenarioError
        If the file cannot be read or is at fault.
    """
    from diversify.model.projection.scenario_schema import validate

    file = Path(path)
    try:
        entry, faults = validate(read_toml(file))
    except InputError as error:
        raise ScenarioError(f"{file.name}: {error}") from None
    if entry is None:
        raise ScenarioError("\n".join(f"{file.name}: {fault.field}: {fault.message}" for fault in faults))
    stamp = None if entry.stamp is None else _stamp(entry.stamp)
    return Log(tuple(_version(item) for item in entry.history[-MOST:]), stamp)


def _version(entry: HistoryEntry) -> Version:
    changes = [as_change(item) for item in entry.change]
    if None in changes:
        raise ScenarioError(_("history: points must be pairs [year, value] with whole years."))
    parameters = {
        name: FrozenDict(value) if isinstance(value, Mapping) else value
        for name, value in entry.parameters.items()
    }
    return Version(
        _aware(entry.date),
        entry.author,
        entry.note,
        entry.version,
        entry.data,
        entry.base,
        entry.closure,
        FrozenDict(parameters),
        tuple(change for change in changes if change is not None),
        FrozenDict({name: tuple(values) for name, values in entry.results.items()}),
    )


def _stamp(entry: StampEntry) -> Stamp:
    return Stamp(_aware(entry.date), entry.version, entry.data, _records(entry.records))


def _aware(date: datetime) -> datetime:
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date


def _records(text: str) -> Mapping[str, RecordState]:
    """Read records as `_records_text` writes them; one that somebody has broken is not known any more."""
    found = {}
    for part in text.split(";"):
        name, *numbers = part.split()[:5] or [""]
        try:
            default, low, high = numbers[:3]
            state = RecordState(
                None if default == _NONE else float(default), float(low), float(high), "".join(numbers[3:])
            )
        except ValueError:
            continue
        found[name] = state
    return FrozenDict(found)


# writing -------------------------------------------------------------------------------------------------


def write_log(document: TOMLDocument, log: Log) -> None:
    """Put a log at the end of a scenario's document, in the place of the one it has."""
    import tomlkit

    for key in ("history", "stamp"):
        if key in document:
            document.remove(key)
    versions = list(log.versions)
    room = LARGEST - len(document.as_string())
    texts = [_version_text(version) for version in versions]
    while texts and sum(map(len, texts)) > room:
        texts.pop(0)
    if log.stamp is not None:
        texts.append(_stamp_text(log.stamp))
    if texts:
        added = tomlkit.parse("\n".join(texts))
        for key, item in added.items():
            document.add(key, item)


def _version_text(version: Version) -> str:
    lines = [
        "[[history]]",
        f"date = {_date(version.date)}",
        f"author = {_quoted(version.author)}",
        f"note = {_quoted(version.note)}",
        f"version = {_quoted(version.program)}",
        f"data = {_quoted(version.data)}",
        f"base = {version.base}",
        f"closure = {_quoted(version.closure)}",
    ]
    if version.results:
        lines.append(f"results = {_inline(version.results)}")
    if version.parameters:
        lines.append(f"parameters = {_inline(version.parameters)}")
    if version.changes:
        lines += ["change = [", *(f"    {_inline(change_entry(change))}," for change in version.changes), "]"]
    return "\n".join(lines) + "\n"


def _stamp_text(stamp: Stamp) -> str:
    return "\n".join(
        [
            "[stamp]",
            f"date = {_date(stamp.date)}",
            f"version = {_quoted(stamp.program)}",
            f"data = {_quoted(stamp.data)}",
            'records = """',
            *_wrapped(_record_text(name, state) for name, state in stamp.records.items()),
            '"""',
            "",
        ]
    )


def _record_text(name: str, state: RecordState) -> str:
    default = _NONE if state.default is None else repr(state.default)
    return f"{name} {default} {state.min!r} {state.max!r} {state.rest}".rstrip()


def _wrapped(parts: Iterable[str]) -> list[str]:
    lines = [""]
    for part in parts:
        if lines[-1] and len(lines[-1]) + len(part) > _WIDTH:
            lines.append("")
        lines[-1] += f"{part}; "
    return [line.rstrip() for line in lines if line]


def _date(date: datetime) -> str:
    return date.isoformat(timespec="seconds").replace("+00:00", "Z")


def _quoted(text: str) -> str:
    import tomlkit

    return tomlkit.string(text).as_string()


def _inline(values: Mapping[str, Any]) -> str:
    import tomlkit

    table = tomlkit.inline_table()
    for name, value in values.items():
        table[name] = dict(value) if isinstance(value, Mapping) else _plain(value)
    return table.as_string()


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value
