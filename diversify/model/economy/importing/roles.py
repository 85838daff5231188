"""Labels in folders of files as roles of a layout; lines of one role are added."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.importing.layout import Patterns, named
from diversify.text import _

Pair = tuple[str, str]


def role(patterns: Patterns, label: str) -> str:
    """Return the role of a label, empty if it has none.

    Raises
    ------
    TableError
        If it can be two things.
    """
    found = named(patterns, (label,))
    if len(found) > 1:
        message = _("{label} can be {roles}. Say in a layout what it is.")
        raise TableError(message.format(label=label, roles=" / ".join(found)))
    return found[0] if found else ""


def final_demand(patterns: Patterns, labels: Sequence[Pair], values: Array) -> tuple[tuple[Pair, ...], Array]:
    """Return pairs of region and category, and (N, K) demand; columns of one pair are added."""
    pairs = [(region, role(patterns, name) or name) for region, name in labels]
    kept = tuple(dict.fromkeys(pairs))
    if len(kept) == len(pairs):
        return kept, values
    places = {pair: k for k, pair in enumerate(kept)}
    added = np.zeros((len(values), len(kept)))
    for pair, column in zip(pairs, values.T, strict=True):
        added[:, places[pair]] += column
    return kept, added


def sums(rows: Sequence[tuple[str, Array]], n: int) -> dict[str, Array]:
    """Return (n,) rows by name; rows of one name are added."""
    found: dict[str, Array] = {}
    for name, row in rows:
        found[name] = found.get(name, np.zeros(n)) + row
    return found
