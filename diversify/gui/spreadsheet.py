"""Cells for spreadsheets: tabs for the clipboard, CSV for files, the language's decimal sign. No Qt."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from pathlib import Path

from diversify.files import safe_cell, write_text
from diversify.text import decimal_sign

Cell = str | float | None
_MARK = "\ufeff"  # without it spreadsheets take UTF-8 for a code page


def tab_separated(rows: Sequence[Sequence[Cell]]) -> str:
    """Return rows for the clipboard; what a spreadsheet would run as a formula gets an apostrophe."""
    return _written(rows, "\t")


def comma_separated(rows: Sequence[Sequence[Cell]]) -> str:
    """Return rows as CSV; where the decimal sign is a comma, semicolons stand between cells."""
    return _written(rows, ";" if decimal_sign() == "," else ",")


def save_rows(rows: Sequence[Sequence[Cell]], path: Path) -> None:
    """Write rows to a CSV file in one step.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    write_text(path, _MARK + comma_separated(rows))


def plain_number(value: float) -> str:
    """Return a number in full precision with the language's decimal sign and no other mark."""
    return repr(float(value)).removesuffix(".0").replace(".", decimal_sign())


def _written(rows: Sequence[Sequence[Cell]], separator: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
    writer.writerows([[_text(cell) for cell in row] for row in rows])
    return stream.getvalue()


def _text(cell: Cell) -> object:
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    return safe_cell(cell) if isinstance(cell, str) else plain_number(cell)
