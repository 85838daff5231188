"""The plain table layout in a workbook or CSV file: recognised, read as `read_table` reads it."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from diversify.model.economy.importing.cells import clean
from diversify.model.economy.importing.sheets import Cell, Sheet
from diversify.model.economy.readers import read_table
from diversify.model.economy.table import Table

_FIELDS = {"prices": "price_basis"}


def is_plain(sheet: Sheet) -> bool:
    """Tell whether the first line that is not a comment begins with "code", as the plain layout has it."""
    for row in sheet.rows:
        first = clean(str(row[0])) if row and row[0] is not None else ""
        if first and not first.startswith("#"):
            return first == "code" and len(row) > 2 and row[1] in ("name", None)
    return False


def read_plain(
    file: Path, sheet: Sheet, about: Mapping[str, Any], *, allow_unbalanced: bool, allow_negative: bool
) -> Table:
    """Read a sheet in the plain layout (see `diversify.model.economy.layout`).

    Raises
    ------
    TableError
        As `read_table` does, naming the file and the line.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    width = sheet.width
    for row in sheet.rows:
        first = row[0] if row else None
        if isinstance(first, str) and first.startswith("#"):
            text.write(", ".join(str(cell) for cell in row if cell not in (None, "")) + "\n")
        else:
            writer.writerow([_text(cell) for cell in row] + [""] * (width - len(row)))
    said = {_FIELDS.get(key, key): value for key, value in about.items() if value is not None}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / file.name
        copy.write_text(text.getvalue(), encoding="utf-8")
        return read_table(copy, allow_unbalanced=allow_unbalanced, allow_negative=allow_negative, **said)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else repr(cell).removesuffix(".0")
