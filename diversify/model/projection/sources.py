"""The sources that records, tables and scenarios name: from an id to a title and an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from diversify.frozen import FrozenDict
from diversify.resources import packaged_rows

ASSUMPTION = "assumption"
"""Id of what has no source: it is shown as an assumption."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source: who says it, and where. The address is empty where there is none."""

    id: str
    title: str
    address: str


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by its id."""
    found = {}
    for row in packaged_rows("macro/sources.csv"):
        title = ", ".join(part for part in (row["publisher"], row["title"]) if part)
        found[row["source_id"]] = Source(row["source_id"], title, row["address"])
    for row in packaged_rows("io/sources.csv"):
        title = ", ".join(part for part in (row["publisher"], row["content"]) if part)
        found[row["source_id"]] = Source(row["source_id"], title, row["address"])
    for row in packaged_rows("parameter_sources.csv"):
        address = " ".join(part for part in (row["address"], row["page"]) if part)
        found[row["source_id"]] = Source(row["source_id"], row["title"], address)
    return FrozenDict(found)
