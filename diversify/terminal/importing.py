"""The command that reads what offices publish: a report of what was found, and the table as a file."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from diversify.errors import InputError
from diversify.model.economy import Table, write_table
from diversify.model.economy.importing import load_layout, preview, shipped_layouts
from diversify.terminal.output import deliver, deliver_records, text_table
from diversify.text import _


def import_table(arguments: Namespace) -> int:
    """Print what a file holds; with an output write its table, too.

    Raises
    ------
    InputError
        If no file is named, or it cannot be read without guessing.
    """
    if arguments.list:
        sys.stdout.write(_layouts())
        return 0
    if arguments.file is None:
        raise InputError(_("Name a file or folder to import, or --list for the layouts."))
    seen = preview(
        arguments.file,
        arguments.layout,
        use=arguments.use,
        sheet=arguments.sheet or "",
        largest=arguments.largest,
        year=arguments.year,
        unit=arguments.unit,
        scale=arguments.scale,
    )
    imported = seen.imported
    if imported is not None:
        if arguments.format in ("csv", "json"):
            deliver_records(imported.report.records(), arguments.format, None)
        else:
            deliver(imported.report.text(), None)
    if imported is None or set(seen.needs) - {"allow_negative"}:
        raise InputError(seen.problem)
    if arguments.output is None:
        if seen.problem:
            sys.stderr.write(seen.problem + "\n")
    else:
        table = imported.table(
            region=arguments.region or "",
            model=arguments.model,
            allow_unbalanced=arguments.allow_unbalanced,
            allow_negative=arguments.allow_negative,
        )
        _write(table, arguments.output)
    return 0


def _write(table: Table, output: Path) -> None:
    try:
        if output.suffix.lower() == ".xlsx":
            from diversify.export.tables import save_table

            save_table(table, output)
        else:
            write_table(table, output)
    except OSError as error:
        message = _("Cannot write {path}: {reason}. Choose another place.")
        raise InputError(message.format(path=output, reason=error.strerror or error)) from error


def _layouts() -> str:
    rows = [[_("layout"), _("kind"), _("of")]]
    for name in shipped_layouts():
        layout = load_layout(name)
        rows.append([name, layout.kind, layout.title])
    return text_table(rows, left=3)
