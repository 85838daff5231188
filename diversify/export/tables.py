"""Tables as workbooks in the plain layout: cells that are numbers, no text that runs as a formula."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from diversify.files import replacing
from diversify.model.economy import Table, write_table

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "in_memory": True,
}
_LABELS = 6  # columns that describe a sector are texts even where they look like numbers


class _Exact(float):
    """A number that is written with all its digits: XlsxWriter would format it with 16."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def save_table(table: Table, path: str | os.PathLike[str]) -> None:
    """Write a table as an XLSX workbook; `import_file` reads it back bit for bit.

    A spreadsheet program that saves it again keeps 15 significant digits.

    Raises
    ------
    OSError
        If it cannot be written; an old file stays whole.
    """
    with _only_sheet(path) as sheet:
        for r, row in enumerate(_cells(table)):
            for c, text in enumerate(row):
                number = None if c < _LABELS or row[0].startswith("#") else _number(text)
                if number is not None:
                    sheet.write_number(r, c, _Exact(number))
                elif text:
                    sheet.write_string(r, c, text)


def save_cells(rows: Sequence[Sequence[str | float | None]], path: str | os.PathLike[str]) -> None:
    """Write rows of texts and numbers as an XLSX workbook with one sheet.

    Raises
    ------
    OSError
        If it cannot be written; an old file stays whole.
    """
    with _only_sheet(path) as sheet:
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(r, c, cell)
                elif cell is not None:
                    sheet.write_number(r, c, _Exact(cell))


@contextmanager
def _only_sheet(path: str | os.PathLike[str]) -> Iterator[Any]:
    """Give the sheet of a new workbook; it is made in memory, so that a full disk is one plain OSError."""
    import xlsxwriter  # type: ignore[import-untyped]

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        yield book.add_worksheet("table")
    with replacing(path) as draft:
        draft.write_bytes(content.getvalue())


def _cells(table: Table) -> list[list[str]]:
    """Return the cells of the plain CSV layout; lines before the header stay one cell."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        write_table(table, path)
        lines = path.read_text(encoding="utf-8").split("\n")
    start = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    return [[line] for line in lines[:start]] + list(csv.reader(lines[start:]))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
