"""Lines of a table by meaning: paired sectors, categories of final demand, kinds of value added."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.importing.layout import COLUMN_ROLES, EXTENSION, ROW_ROLES, SECTORS
from diversify.model.economy.importing.reading import Part
from diversify.model.economy.importing.report import Difference
from diversify.model.economy.importing.selecting import Line
from diversify.model.economy.sectors import Sector
from diversify.text import _

_SHOWN = 5
IMPORTED_CODE = "IMPORTS"
"""The row that holds imports where a table knows their users but not their products."""


@dataclass
class Found:
    """Arguments of a table, and what was found on the way."""

    fields: dict[str, Any] = field(default_factory=dict)
    recognised: list[tuple[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


@dataclass(frozen=True)
class Categories:
    """Categories of final demand: their names and the (columns, k) matrix that sums columns into them."""

    names: tuple[str, ...]
    sums: Array


def paired(part: Part, found: Found) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the sectors' rows and columns in the order of the rows.

    Raises
    ------
    TableError
        If a code is there twice or only on one side.
    """
    rows, columns = part.selection.row(SECTORS), part.selection.column(SECTORS)
    for side, lines in ((_("rows"), rows), (_("columns"), columns)):
        keys = [(line.region, line.code) for line in lines]
        twice = (
            next((key for key in keys if keys.count(key) > 1), None) if len(set(keys)) < len(keys) else None
        )
        if twice:
            message = _("{sheet}: {code} stands in two {side}. Say first_cell and last_cell, or skip one.")
            label = " ".join(filter(None, twice))
            raise TableError(message.format(sheet=part.sheet.name, code=label, side=side))
    places = {(line.region, line.code): line for line in columns}
    missing = [line.code for line in rows if (line.region, line.code) not in places]
    known = {(line.region, line.code) for line in rows}
    extra = [line.code for line in columns if (line.region, line.code) not in known]
    if missing or extra or not rows:
        message = _(
            "{sheet}: rows and columns do not name the same sectors; only in rows: {rows}; only in columns: "
            "{columns}. Say in a layout which are sectors, and which to skip."
        )
        nothing = _("none")
        raise TableError(
            message.format(
                sheet=part.sheet.name,
                rows=", ".join(missing[:8]) or nothing,
                columns=", ".join(extra[:8]) or nothing,
            )
        )
    found.recognised.append((_("sectors"), described(rows, _("rows"))))
    return rows, tuple(places[line.region, line.code] for line in rows)


def sectors(rows: tuple[Line, ...], columns: tuple[Line, ...], with_imports: bool) -> tuple[Sector, ...]:
    """Return sectors with the names that rows or columns give."""
    made = []
    for row, column in zip(rows, columns, strict=True):
        name = row.name if row.name not in ("", row.code) else column.name
        made.append(Sector(row.code, {"en": name} if name and name != row.code else {}))
    if with_imports:
        made.append(Sector(IMPORTED_CODE, {"en": "Imported products, by user"}))
    return tuple(made)


def categories_of(lines: tuple[Line, ...]) -> Categories:
    """Return the categories that columns of final demand sum to."""
    names = tuple(dict.fromkeys(line.role for line in lines))
    sums = np.zeros((len(lines), len(names)))
    for i, line in enumerate(lines):
        sums[i, names.index(line.role)] = 1.0
    return Categories(names, sums)


def final_lines(part: Part) -> tuple[Line, ...]:
    """Return the columns of final demand."""
    return tuple(line for line in part.selection.columns if line.role not in COLUMN_ROLES)


def kind_lines(part: Part) -> tuple[Line, ...]:
    """Return the rows of value added."""
    return tuple(
        line
        for line in part.selection.rows
        if line.role not in ROW_ROLES and not line.role.startswith(EXTENSION)
    )


def say_negative(found: Found) -> None:
    """Say which inputs of a multi-regional table are negative, the largest first; they are kept."""
    Z, labels = found.fields["Z"], found.fields["labels"]
    cells = np.argwhere(Z < 0)
    if not len(cells):
        return
    worst = cells[np.argsort(Z[tuple(cells.T)])][:_SHOWN]
    shown = ", ".join(f"{' '.join(labels[i])} → {' '.join(labels[j])} ({Z[i, j]:g})" for i, j in worst)
    message = _("Negative inputs are kept ({n}), the largest: {cells}.")
    found.said.append(message.format(n=len(cells), cells=shown))


def described(lines: tuple[Line, ...], side: str) -> str:
    """Return in words which lines these are."""
    first, last = lines[0].code, lines[-1].code
    return f"{side} {first}" if len(lines) == 1 else f"{side} {first} … {last} ({len(lines)})"
