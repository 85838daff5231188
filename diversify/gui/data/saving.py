"""Saving a table: what is shown as CSV or workbook, or the whole table so that it can be read again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from diversify.errors import DiversifyError, InputError
from diversify.gui import tables
from diversify.model.economy import Table, write_table
from diversify.text import N_, _

CHOICES = {
    "csv": N_("What is shown, as CSV (*.csv)"),
    "xlsx": N_("What is shown, as a workbook (*.xlsx)"),
    "plain-csv": N_("Whole table, to be imported again, as CSV (*.csv)"),
    "plain-xlsx": N_("Whole table, to be imported again, as a workbook (*.xlsx)"),
}


def save_as(view: tables.Table, table: Table) -> None:
    """Ask where to and in which of the `CHOICES`, and write; a message says how that went."""
    offered = {_(text): kind for kind, text in CHOICES.items()}
    start = str(Path.home() / f"{view.stem}.csv")
    name, chosen = QFileDialog.getSaveFileName(view, _("Save table"), start, ";;".join(offered))
    if not name:
        return
    kind, path = offered.get(chosen, "csv"), Path(name)
    suffix = f".{kind.removeprefix('plain-')}"
    if path.suffix.lower() not in (".csv", ".xlsx"):
        path = path.with_name(path.name + suffix)
        if path.exists():  # the dialog asked about the name without its ending
            text = _("There is a file {file} already. Choose it in the list to write over it.")
            view.session.messages.error(InputError(text.format(file=path.name)))
            return
    elif path.suffix.lower() != suffix:  # what was typed counts more than the list
        kind = f"plain-{path.suffix.lower()[1:]}" if kind.startswith("plain") else path.suffix.lower()[1:]
    write(view, table, path, kind)


def write(view: tables.Table, table: Table, path: Path, kind: str) -> bool:
    """Write one of the `CHOICES`; a message says how that went."""
    try:
        if kind == "csv":
            return view.write(path)
        if kind == "plain-csv":
            write_table(table, path)
        else:
            from diversify.export.tables import save_cells, save_table

            if kind == "xlsx":
                save_cells(view.cells(everything=True), path)
            else:
                save_table(table, path)
    except (DiversifyError, OSError) as error:
        view.session.messages.error(error)
        return False
    view.session.messages.info(_("Saved {file}.").format(file=path.name))
    return True
