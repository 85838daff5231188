"""Sheets of raw cells, from CSV files here and from workbooks in `workbook`; places in A1 notation."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from diversify.errors import TableError
from diversify.model.economy.importing.cells import clean
from diversify.text import _

Cell = str | float | None

LARGEST = 64
"""Largest file that is read unless more is allowed, MiB (of a workbook: unpacked)."""
MOST_ROWS = 20_000
MOST_COLUMNS = 16_384
MOST_CELLS = 40_000_000
_DELIMITERS = {",": "','", ";": "';'", "\t": "tab", "|": "'|'"}
_SAMPLE = 200
_UTF16 = (b"\xff\xfe", b"\xfe\xff")  # marks that spreadsheet programs write before "Unicode text"
_STEADY = 0.6
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet of cells: text, number or nothing. Rows may differ in length; indices count from 0."""

    name: str
    rows: Sequence[Sequence[Cell]]

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, None outside the sheet."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def text(self, row: int, column: int) -> str:
        """Return a cell as a label: clean text, whole numbers without a decimal sign."""
        value = self.cell(row, column)
        if value is None:
            return ""
        if isinstance(value, str):
            return clean(value)
        return str(int(value)) if value == int(value) else repr(value)

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Number of columns of the longest row."""
        return max((len(row) for row in self.rows), default=0)


def column_name(index: int) -> str:
    """Return the letters of a column that counts from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_name(row: int, column: int) -> str:
    """Return a place in A1 notation."""
    return f"{column_name(column)}{row + 1}"


def column_index(letters: str) -> int:
    """Return the index of a column by its letters."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def place(text: str) -> tuple[int, int]:
    """Return (row, column) of a place such as C7.

    Raises
    ------
    ValueError
        If it is none.
    """
    match = _PLACE.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    return int(match[2]) - 1, column_index(match[1])


def span(text: str) -> tuple[int, int, int, int]:
    """Return (first row, first column, last row, last column), inclusive, of a range such as C7:F10.

    Raises
    ------
    ValueError
        If it is none or runs backwards.
    """
    first, colon, last = text.partition(":")
    top, left = place(first)
    bottom, right = place(last) if colon else (top, left)
    if bottom < top or right < left:
        raise ValueError(text)
    return top, left, bottom, right


def read_delimited(
    path: Path, *, delimiter: str | None = None, encoding: str = "utf-8-sig", largest: float = LARGEST
) -> Sheet:
    """Read a text file as one sheet of texts.

    Raises
    ------
    TableError
        If it cannot be read, is too large, or its delimiter is not clear.
    """
    try:
        if path.stat().st_size > largest * 2**20:
            message = _("{file} is larger than {size:g} MiB. If it is the right file, allow more.")
            raise TableError(message.format(file=path.name, size=largest))
        content = path.read_bytes()
    except OSError as error:
        message = _("{file} cannot be read: {reason}.")
        raise TableError(message.format(file=path.name, reason=error.strerror or error)) from None
    return read_text(path.name, content, delimiter=delimiter, encoding=encoding)


def read_text(
    name: str, content: bytes, *, delimiter: str | None = None, encoding: str = "utf-8-sig"
) -> Sheet:
    """Read the bytes of a text file as one sheet of texts.

    Raises
    ------
    TableError
        If it is no text in this encoding, or its delimiter is not clear.
    """
    if encoding == "utf-8-sig" and content[:2] in _UTF16:
        encoding = "utf-16"
    try:
        text = content.decode(encoding)
    except (UnicodeError, LookupError) as error:
        message = _(
            "{file} cannot be read as {encoding} text ({reason}). Say encoding in a layout (such as cp1251 "
            "or cp1252), or save it as UTF-8."
        )
        raise TableError(message.format(file=name, encoding=encoding, reason=error)) from None
    if "\0" in text:
        raise TableError(_("{file} is not a text file.").format(file=name))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        sign = delimiter or _delimiter(name, text)
        rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]
    except (csv.Error, TypeError) as error:
        message = _("{file} is not a table of text: {reason}.")
        raise TableError(message.format(file=name, reason=error)) from None
    check_size(name, len(rows), max((len(row) for row in rows), default=0))
    return Sheet(PurePosixPath(name).stem, rows)


def check_size(name: str, rows: int, columns: int, cells: int = 0) -> None:
    """Raise TableError if a sheet has more rows, columns or cells than any table."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or cells > MOST_CELLS:
        message = _(
            "{name} has at least {rows} rows and {columns} columns; at most {most_rows} rows, {most_columns} "
            "columns and {most_cells} cells are read. Delete what lies beside the table."
        )
        raise TableError(
            message.format(
                name=name,
                rows=rows,
                columns=columns,
                most_rows=MOST_ROWS,
                most_columns=MOST_COLUMNS,
                most_cells=MOST_CELLS,
            )
        )


def _delimiter(name: str, text: str) -> str:
    """Return the only sign that splits nearly all lines into equally many cells."""
    lines = [line for line in text.splitlines() if line.strip() and line[0] != "#"][:_SAMPLE]
    found = []
    for sign in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
        width, lines_of_it = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if width > 2 and lines_of_it >= _STEADY * sum(n for w, n in widths.items() if w > 1):
            found.append((sign, lines_of_it))
    most = max((count for _sign, count in found), default=0)
    found = [(sign, count) for sign, count in found if count >= _STEADY * most]
    if len(found) != 1:
        names = " / ".join(_DELIMITERS[sign] for sign, _count in found) or " / ".join(_DELIMITERS.values())
        message = _("The cells of {file} can be separated by {signs}. Say delimiter in a layout.")
        raise TableError(message.format(file=name, signs=names))
    return found[0][0]
