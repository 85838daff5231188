"""What a layout is: where in a file the parts of a table stand, how numbers are written, what they measure.

A layout finds rows and columns by their codes or names (`rows`, `columns`: role to patterns, "*" stands for
anything) or by place (`blocks`: ranges such as C7:F10), or by both: then blocks bound what is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from diversify.frozen import FrozenDict
from diversify.model.economy.importing.cells import NOTHING, clean

Kind = Literal["siot", "sut", "make-use", "mrio"]
Orientation = Literal["rows", "columns"]

SECTORS, PRODUCTS = "sectors", "products"
TOTAL, SKIP, OUTPUT, IMPORTS, TAXES, MARGINS = "total", "skip", "output", "imports", "taxes", "margins"
EMPLOYMENT, IMPORTED, GVA = "employment", "imported_inputs", "gva"
EXTENSION = "ext_"

#: Roles of rows that are neither sectors nor value added; any other role of a row is a kind of value added.
ROW_ROLES = (SECTORS, TOTAL, SKIP, OUTPUT, IMPORTS, TAXES, MARGINS, EMPLOYMENT, IMPORTED)

#: Roles of columns that are neither sectors nor final demand; any other role of a column is a category.
COLUMN_ROLES = (SECTORS, TOTAL, SKIP, OUTPUT, IMPORTS, TAXES, MARGINS)

#: Ranges that a layout may give.
BLOCKS = ("Z", "Y", "V", "x", "M", "T", "U", "S")

Patterns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Area:
    """One table on one sheet.

    Attributes
    ----------
    sheet
        Its name, with "*" for anything; empty for the only sheet.
    below, until
        Patterns of a label above the table, and of the first label after it, where a sheet holds several.
    header_rows
        Rows of the sheet, from 1, with the codes of the columns first, then their names.
    code_column, name_column, region_column
        Letters of the columns with the codes, names and regions of the rows; empty to find them.
    region_row
        Row of the sheet with the regions of the columns.
    region_separator
        Sign between region and sector where one label holds both; empty if they stand apart.
    first_cell, last_cell
        First and last cell with numbers; empty for what the labels bound.
    orientation
        "rows" if rows supply and columns use, "columns" for the transpose.
    blocks, rows, columns
        See the module. Patterns are compared with code and name, without case.
    skip, total
        Patterns of rows and columns that are left out; totals are compared with what adds up.
    """

    sheet: str = ""
    below: str = ""
    until: str = ""
    header_rows: tuple[int, ...] = ()
    code_column: str = ""
    name_column: str = ""
    region_column: str = ""
    region_row: int = 0
    region_separator: str = ""
    first_cell: str = ""
    last_cell: str = ""
    orientation: Orientation = "rows"
    blocks: Mapping[str, str] = field(default_factory=FrozenDict)
    rows: Patterns = field(default_factory=FrozenDict)
    columns: Patterns = field(default_factory=FrozenDict)
    skip: tuple[str, ...] = ()
    total: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How to read a table: its areas (one, or supply/make and use), its numbers and what they measure.

    Attributes
    ----------
    name, title, notes
        For people; notes say what is uncertain.
    kind
        "siot", "sut", "make-use" or "mrio".
    areas
        By part: "table" for a symmetric or multi-regional table; "supply" (or "make") and "use"; "imports"
        for a second table of imported flows that is added to one of domestic flows.
    decimal, thousands
        None to find them in the file.
    missing, flags
        See `cells.Style`.
    scale
        What the numbers are multiplied by.
    unit, currency, year, prices, source
        What they measure. A year of 0 is to be asked for.
    tolerance
        Largest difference that is rounding, after scaling.
    residual
        Kind of value added that takes what the columns lack, where a file has no value added; else empty.
    signs
        Patterns that the labels or titles of a file must all match for the layout to be recognised; "|"
        stands between alternatives.
    allow_negative
        Whether inputs, final demand and imports may be negative.
    files
        "pymrio" or "eora26" for folders or archives of files; empty for one file.
    """

    name: str
    kind: Kind
    areas: Mapping[str, Area]
    title: str = ""
    notes: str = ""
    decimal: str | None = None
    thousands: str | None = None
    missing: tuple[str, ...] = NOTHING
    flags: tuple[str, ...] = ()
    delimiter: str | None = None
    encoding: str = "utf-8-sig"
    scale: float = 1.0
    unit: str = ""
    currency: str = ""
    year: int = 0
    prices: str = "basic"
    source: str = ""
    tolerance: float = 1e-3
    residual: str = ""
    signs: tuple[str, ...] = ()
    allow_negative: bool = False
    files: str = ""


def named(patterns: Patterns, labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles that patterns give labels; sectors only if nothing else, since they may be "*"."""
    found = tuple(role for role, words in patterns.items() if role != SECTORS and matches(words, *labels))
    if not found and matches(patterns.get(SECTORS, ()), *labels):
        return (SECTORS,)
    return found


def matches(patterns: tuple[str, ...], *labels: str) -> bool:
    """Tell whether any label matches any pattern, without case."""
    return any(_compiled(pattern).fullmatch(label) for pattern in patterns for label in labels if label)


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in clean(pattern).split("*"))
    return re.compile(".*".join(parts), re.IGNORECASE)
