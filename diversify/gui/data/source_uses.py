"""Every source with what is known of it and what uses it: files of data, records of the model. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from diversify.model.projection.parameters import records
from diversify.resources import packaged_rows
from diversify.text import N_, _

KINDS = {"macro": N_("series"), "table": N_("tables"), "parameter": N_("parameters")}
_USERS = ("hindcast", "targets", "programme", "ai_services", "checked_against")


@dataclass(frozen=True)
class SourceLine:
    """One source, each field as its list has it, empty where the list does not say.

    Attributes
    ----------
    kind
        Key of `KINDS`: which list it is on.
    files
        Files of data that come from it.
    records
        Names of the records of the model that name it.
    """

    id: str
    kind: str
    publisher: str
    title: str
    address: str
    vintage: str
    licence: str
    status: str
    note: str
    files: tuple[str, ...]
    records: tuple[str, ...]


@cache
def source_lines() -> tuple[SourceLine, ...]:
    """Return all sources: of series, of tables, of parameters."""
    return tuple(_lines())


def _lines() -> Iterator[SourceLine]:
    used, files = _records(), _files()
    for row in packaged_rows("macro/sources.csv"):
        key = row["source_id"]
        yield SourceLine(
            key, "macro", row["publisher"], row["title"], row["address"], row["vintage"], row["licence"],
            row["status"], row["note"], files.get(key, ()), used.get(key, ()),
        )  # fmt: skip
    for row in packaged_rows("io/sources.csv"):
        key = row["source_id"]
        own = tuple(name.strip() for name in row["files"].split(";") if name.strip())
        note = " ".join(row[name] for name in ("method", "confidence", "check") if row[name])
        yield SourceLine(
            key, "table", row["publisher"], row["content"], row["address"], row["years"], "", row["status"],
            note, own, used.get(key, ()),
        )  # fmt: skip
    for row in packaged_rows("parameter_sources.csv"):
        key = row["source_id"]
        address = " ".join(part for part in (row["address"], row["page"]) if part)
        yield SourceLine(
            key, "parameter", row["host"], row["title"], address, "", "", "", "", files.get(key, ()),
            used.get(key, ()),
        )  # fmt: skip


def _records() -> Mapping[str, tuple[str, ...]]:
    """Names of records by source: of the record itself or of any of its values."""
    found: dict[str, dict[str, None]] = {}
    for name, record in records().items():
        found.setdefault(record.source_id, {})[name] = None
    for row in packaged_rows("calibration.csv"):
        if row["source_id"]:
            found.setdefault(row["source_id"], {})[row["name"]] = None
    return {key: tuple(names) for key, names in found.items()}


def _files() -> Mapping[str, tuple[str, ...]]:
    """Names of data files by source, as the catalogue of series and the files themselves say."""
    found: dict[str, dict[str, None]] = {}
    for row in packaged_rows("macro/series_catalog.csv"):
        found.setdefault(row["source_id"], {})[row["file"]] = None
    for stem in _USERS:
        for row in packaged_rows(f"{stem}.csv"):
            found.setdefault(row["source_id"], {})[f"{stem}.csv"] = None
    return {key: tuple(names) for key, names in found.items()}


def kind_text(line: SourceLine) -> str:
    """Return what a source is a source of, in the current language."""
    return _(KINDS[line.kind])
