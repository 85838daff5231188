"""How results leave the terminal: aligned text, CSV that is safe to open in a spreadsheet, JSON records."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from diversify.errors import InputError
from diversify.files import safe_cell, write_text
from diversify.text import _

OTHERS = ("xlsx", "xls", "ods", "docx", "pptx", "html", "pdf", "png", "svg", "jpg", "jpeg", "toml")
Record = Mapping[str, object]


def chosen_format(wanted: str | None, output: Path | None) -> str:
    """Return `wanted`, else what the suffix of `output` says, else "text".

    Raises
    ------
    InputError
        If the suffix promises what is not written here, such as a workbook or a picture.
    """
    if wanted:
        return wanted
    suffix = output.suffix.lower().lstrip(".") if output else ""
    if suffix in OTHERS:
        message = _("Results are not written as .{suffix}: give {path} the suffix .csv, .json or .txt.")
        raise InputError(message.format(suffix=suffix, path=output.name if output else ""))
    return suffix if suffix in ("csv", "json") else "text"


def deliver(text: str, output: Path | None) -> None:
    """Print `text`, or write it to `output` and nothing to the terminal.

    Raises
    ------
    InputError
        If it cannot be written there.
    """
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        write_text(output, text)
    except OSError as error:  # names the draft; people gave the output
        message = _("Cannot write {path}: {reason}. Choose another place.")
        raise InputError(message.format(path=output, reason=error.strerror or error)) from error


def deliver_records(records: Sequence[Record], wanted: str, output: Path | None) -> None:
    """Print or write records as "csv" or "json", always in UTF-8 unless a person is watching.

    Raises
    ------
    InputError
        If they cannot be written there.
    """
    if output is None and isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # a program reads this: the console's code page is not its
    deliver((csv_text if wanted == "csv" else json_text)(records), output)


def csv_text(records: Sequence[Record]) -> str:
    """Return records as CSV, the keys of the first as header; None becomes an empty cell.

    A text that a spreadsheet would take for a formula is prefixed by an apostrophe.
    """
    target = io.StringIO()
    if records:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow([safe_cell(key) for key in records[0]])
        writer.writerows([safe_cell(value) for value in record.values()] for record in records)
    return target.getvalue()


def json_text(records: Sequence[Record]) -> str:
    """Return records as a JSON list, one record a line."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False, allow_nan=False) for record in records)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def text_table(rows: Sequence[Sequence[str]], *, left: int = 1) -> str:
    """Return rows of equal length as aligned columns, the first `left` of them flush left.

    The first row is the header.
    """
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if k < left else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines) + "\n"
