"""Workbooks read safely: refused if they unpack to too much, streamed, values only, merged labels filled."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from diversify.errors import DiversifyError, TableError
from diversify.model.economy.importing.sheets import (
    LARGEST,
    MOST_COLUMNS,
    Cell,
    Sheet,
    check_size,
    span,
)
from diversify.text import _

RATIO = 200
"""A workbook may unpack to this many times its size."""
MOST_PARTS = 2_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z0-9:]+)"')
_MAX_MERGED = 10_000
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")


class Workbook:
    """An open workbook: the names of its sheets, and each read when it is asked for."""

    def __init__(self, path: Path, book: Any, archive: zipfile.ZipFile) -> None:
        self._path, self._book, self._archive = path, book, archive
        self.sheet_names: tuple[str, ...] = tuple(
            sheet.title for sheet in book.worksheets if hasattr(sheet, "iter_rows")
        )
        self._parts = dict(zip(self.sheet_names, _parts(book), strict=True))

    def sheet(self, name: str) -> Sheet:
        """Read one sheet.

        Raises
        ------
        TableError
            If it is too large, or a cell holds an error instead of a value.
        """
        with _readable(self._path):
            return self._read(name)

    def _read(self, name: str) -> Sheet:
        source = self._book[name]
        source.reset_dimensions()  # what the file claims its size to be may be wrong
        where = f"{self._path.name}, {name}"
        rows: list[list[Cell]] = []
        empty = count = 0
        for row in source.iter_rows(values_only=True):
            cells = [_cell(value, where, len(rows) + empty) for value in row]
            while cells and cells[-1] is None:
                cells.pop()
            if not cells:
                empty += 1
                continue
            count += len(cells)
            check_size(where, len(rows) + empty + 1, len(cells), count)
            rows.extend([] for _row in range(empty))
            empty = 0
            rows.append(cells)
        self._fill(rows, self._parts[name])
        return Sheet(name, rows)

    def _fill(self, rows: list[list[Cell]], part: str) -> None:
        """Give every cell of a merged label its text; merged numbers stay where they are."""
        for top, left, bottom, right in _merged(self._archive, part):
            if top >= len(rows) or left >= len(rows[top]):
                continue
            label = rows[top][left]
            if not isinstance(label, str):
                continue
            for row in range(top, min(bottom, len(rows) - 1) + 1):
                last = min(right, MOST_COLUMNS)
                rows[row].extend([None] * (last + 1 - len(rows[row])))
                for column in range(left, last + 1):
                    if rows[row][column] is None:
                        rows[row][column] = label


@contextmanager
def open_workbook(path: Path, *, largest: float = LARGEST) -> Iterator[Workbook]:
    """Open an XLSX file for reading.

    Parameters
    ----------
    largest
        What its parts may unpack to, MiB.

    Raises
    ------
    TableError
        If it is no workbook, unpacks to too much, or declares entities.
    """
    from openpyxl import load_workbook

    with _readable(path):
        if not zipfile.is_zipfile(path):
            message = _(
                "{file} is not an XLSX workbook. Open it in a spreadsheet program and save it as XLSX or CSV."
            )
            raise TableError(message.format(file=path.name))
        archive = zipfile.ZipFile(path)
    with archive:
        with _readable(path):
            _check_archive(path, archive, largest)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of parts that are not read, such as styles and extensions
                book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            found = Workbook(path, book, archive)
        try:
            yield found
        finally:
            book.close()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn whatever a damaged workbook makes the libraries raise into one sentence.

    Raises
    ------
    TableError
        Instead of any exception that is not of this package.
    """
    try:
        yield
    except (DiversifyError, MemoryError):
        raise
    except Exception as error:  # zip, zlib, XML and openpyxl raise a dozen kinds, none of one family
        reason = str(error) or type(error).__name__
        message = _(
            "{file} is damaged or no workbook: {reason}. Open it in a spreadsheet program and save it anew."
        )
        raise TableError(message.format(file=path.name, reason=reason)) from None


def _check_archive(path: Path, archive: zipfile.ZipFile, largest: float) -> None:
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    packed = max(path.stat().st_size, 1)
    if size > largest * 2**20 or size > RATIO * packed or len(parts) > MOST_PARTS:
        message = _(
            "{file} unpacks to {size:.0f} MiB, {ratio:.0f} times its size; at most {largest:g} MiB and "
            "{most} times are read. If you trust it, allow more MiB."
        )
        raise TableError(
            message.format(
                file=path.name, size=size / 2**20, ratio=size / packed, largest=largest, most=RATIO
            )
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                if b"<!DOCTYPE" in stream.read(1024).upper():
                    message = _("{file} declares entities, which no workbook needs; it is not read.")
                    raise TableError(message.format(file=path.name))


def _parts(book: Any) -> list[str]:
    """Return the part of the archive that holds each sheet, in the order of the sheets."""
    return [str(PurePosixPath(sheet._worksheet_path)).lstrip("/") for sheet in book.worksheets]


def _merged(archive: zipfile.ZipFile, part: str) -> list[tuple[int, int, int, int]]:
    found: list[tuple[int, int, int, int]] = []
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(2**20):
            text = tail + chunk
            for match in _MERGED.finditer(text):
                found.append(span(match[1].decode()))
            cut = text.rfind(b"<")
            tail = text[cut:] if cut >= 0 else b""
            if len(found) > _MAX_MERGED:
                break
    return list(dict.fromkeys(found))


def _cell(value: object, where: str, row: int) -> Cell:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return float(value) + 0.0
    text = str(value)
    if text in _ERRORS:
        message = _("{where}, row {row}: a cell holds the error {text} instead of a value.")
        raise TableError(message.format(where=where, row=row + 1, text=text))
    return text
