"""A CSV table as a labelled grid of numbers, so that every complaint can name file, row and column."""

from __future__ import annotations

import codecs
import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from diversify.errors import TableError
from diversify.model.economy import layout
from diversify.text import _

BEGINNING = 2**16
"""Bytes that are looked at before the whole of a file is read."""


@dataclass(frozen=True)
class Grid:
    """The lines of a file: what it says of itself, its columns, and its rows by code.

    `rows` maps a row code to (line number, cells by column); columns carry no unit.
    """

    path: Path
    about: dict[str, str]
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: dict[str, tuple[int, dict[str, str]]]

    def number(self, row: str, column: str, *, gap: float | None = None) -> float:
        """Return one cell as a number; `gap` is what an empty cell means, if it may be empty."""
        line, cells = self.rows[row]
        text = cells.get(column, "").strip()
        if not text and gap is not None:
            return gap
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if math.isfinite(value):
            return value
        where = _("{file}, line {line}: row {row}, column {column}").format(
            file=self.path.name, line=line, row=row, column=column
        )
        if not text:
            raise TableError(_("{where} is empty; write 0 if there is no flow.").format(where=where))
        hint = _(" Use a point as the decimal sign.") if "," in text else ""
        raise TableError(_("{where} is not a number: {text!r}.").format(where=where, text=text) + hint)


def read_grid(path: Path, unit: str | None = None) -> Grid:
    """Read the lines of a table file; TableError says what keeps it from being read."""
    lines = _text(path).splitlines()
    about, notes, start = _about(path, lines)
    reader = csv.reader(lines[start:])
    header = [cell.strip() for cell in next(_lines(path, start, reader), [])]
    if header[:1] != ["code"]:
        message = _(
            "{file}, line {line}: the header must begin with 'code', separated by commas; it begins {text!r}."
        )
        first = lines[start][:40] if start < len(lines) else ""
        raise TableError(message.format(file=path.name, line=start + 1, text=first))
    columns = _without_unit(header, unit or about.get("unit", "mln AZN"))
    _unique(path, columns, _("column"))
    rows: dict[str, tuple[int, dict[str, str]]] = {}
    for cells in _lines(path, start, reader):
        if not any(cell.strip() for cell in cells):
            continue
        line = start + reader.line_num
        code = cells[0].strip()
        if len(cells) != len(columns):
            message = _("{file}, line {line}: row {row} has {found} cells, the header has {wanted}.")
            raise TableError(
                message.format(file=path.name, line=line, row=code, found=len(cells), wanted=len(columns))
            )
        if code in rows:
            message = _("{file}, line {line}: row {row} is there a second time; codes must be unique.")
            raise TableError(message.format(file=path.name, line=line, row=code))
        rows[code] = (line, dict(zip(columns, cells, strict=True)))
    return Grid(path, about, notes, tuple(columns), rows)


def _text(path: Path) -> str:
    """Return the text of a file; one without end, such as a device, is refused by its first bytes."""
    try:
        with path.open("rb") as stream:
            content = stream.read(BEGINNING)
            if b"\0" in content and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise TableError(_("{file} is not a text file.").format(file=path.name))
            return (content + stream.read()).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError:
        raise TableError(_("There is no file {path}.").format(path=path)) from None
    except OSError as error:
        message = _("{file} cannot be read: {reason}.")
        raise TableError(message.format(file=path.name, reason=error.strerror or error)) from None
    except ValueError as error:  # not UTF-8, or impossible as a file name
        message = _("{path} cannot be read as UTF-8 text: {reason}. Save the table as CSV in UTF-8.")
        raise TableError(message.format(path=path, reason=error)) from None


def _lines(path: Path, start: int, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield the lines of a CSV reader; what it cannot take apart, such as an endless cell, is refused."""
    count = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = _(
                "{file}, after line {line}: this is not CSV: {reason}. Is a quotation mark left open?"
            )
            raise TableError(message.format(file=path.name, line=start + count, reason=error)) from None
        count += 1
        yield cells


def _about(path: Path, lines: list[str]) -> tuple[dict[str, str], tuple[str, ...], int]:
    """Read the lines that begin with "#"; return what they say, the notes, and where the header is."""
    about: dict[str, str] = {}
    notes: list[str] = []
    start = 0
    while start < len(lines) and (not lines[start].strip() or lines[start].startswith("#")):
        key, colon, value = lines[start].lstrip("#").partition(":")
        key, value = key.strip(), value.strip()
        if colon and key == "note":
            notes.append(value)
        elif colon and key in layout.KEYS:
            about[key] = value
        elif colon and lines[start].startswith("# ") and key.isidentifier():
            message = _("{file}, line {line}: there is no key {key!r}; choose one of {keys}.")
            keys = ", ".join((*layout.KEYS, "note"))
            raise TableError(message.format(file=path.name, line=start + 1, key=key, keys=keys))
        start += 1
    return about, tuple(notes), start


def _without_unit(header: Iterable[str], unit: str) -> list[str]:
    return [name if name in layout.DESCRIPTION else name.removesuffix(layout.suffix(unit)) for name in header]


def _unique(path: Path, names: list[str], kind: str) -> None:
    for name in names:
        if names.count(name) > 1:
            message = _("{file}: {kind} {name} is there more than once; every name must be unique.")
            raise TableError(message.format(file=path.name, kind=kind, name=name))
