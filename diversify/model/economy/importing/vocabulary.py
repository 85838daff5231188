"""What labels mean in the languages of statistical offices (vocabulary.csv), for tables without a layout."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

from diversify.model.economy.importing.layout import GVA, OUTPUT, TOTAL, matches

_FILE = files("diversify.model.economy.importing") / "vocabulary.csv"


def meanings(axis: str, *labels: str) -> tuple[str, ...]:
    """Return the roles that a label can have on an axis ("row" or "column"); several if it is not clear.

    A total of output or value added is output or value added; a total of anything else is a total.
    """
    found = [role for role, patterns in _patterns(axis).items() if matches(patterns, *labels)]
    if TOTAL in found:
        main = [role for role in (OUTPUT, GVA) if role in found]
        return tuple(main or [TOTAL])
    return tuple(found)


@lru_cache(maxsize=2)
def _patterns(axis: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    with _FILE.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["axis"] == axis:
                found.setdefault(row["role"], []).append(row["pattern"])
    return {role: tuple(patterns) for role, patterns in found.items()}
