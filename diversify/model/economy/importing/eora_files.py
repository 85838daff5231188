"""Eora26: tables without labels and labels in files of their own, as a folder or as published archives."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.importing.layout import TAXES, Layout
from diversify.model.economy.importing.lines import Found
from diversify.model.economy.importing.places import Place, open_place
from diversify.model.economy.importing.roles import final_demand, role, sums
from diversify.text import _

EORA_TABLE = re.compile(r"Eora26_(\d{4})_(bp|pp)_T\.txt")
_INDICES = ("indices.zip", "indice.zip")  # the archive of labels, published beside those of the years


def eora(place: Place, layout: Layout) -> Found:
    """Read Eora26.

    Regions stand in the second column of the labels, sectors in the fourth. The region ROW (statistical
    discrepancies, one sector) stays. Satellite rows (Q) become extensions.

    Raises
    ------
    TableError
        If a file is missing, or tables and labels do not have the same size.
    """
    found = Found()
    tables = [name for name in place.files if EORA_TABLE.fullmatch(name)]
    if len(tables) != 1:
        message = _("{folder} holds the tables {names}; keep one.")
        raise TableError(message.format(folder=place.name, names=" / ".join(tables) or _("none")))
    start = tables[0].removesuffix("T.txt")
    with _labels(place) as there:
        labels = [(row[1], row[3]) for row in _tabs(there, "labels_T.txt", 4)]
        raw_final = [(row[1], row[3]) for row in _tabs(there, "labels_FD.txt", 4)]
        inputs = [_last(row) for row in _tabs(there, "labels_VA.txt", 1)]
        rows = (
            [" ".join(filter(None, row[:2])) for row in _tabs(there, "labels_Q.txt", 1)]
            if (f"{start}Q.txt" in place and "labels_Q.txt" in there)
            else []
        )
    n = len(labels)
    Z = _numbers(place, f"{start}T.txt", (n, n))
    Y = _numbers(place, f"{start}FD.txt", (n, len(raw_final)))
    V = _numbers(place, f"{start}VA.txt", (len(inputs), n))
    roles = layout.areas["table"]
    added = sums([(role(roles.rows, name) or name, row) for name, row in zip(inputs, V, strict=True)], n)
    taxes = added.pop(TAXES, np.zeros(n))
    extensions = {}
    if rows:
        Q = _numbers(place, f"{start}Q.txt", (len(rows), n))
        extensions = sums([(f"Q: {name}", row) for name, row in zip(rows, Q, strict=True)], n)
        found.recognised.append(("Q", _("{n} rows").format(n=len(rows))))
    final_labels, final = final_demand(roles.columns, raw_final, Y)
    found.said.append(_("Output is the sum of all uses."))
    year, price = EORA_TABLE.fullmatch(tables[0]).groups()  # type: ignore[union-attr]  # it matched above
    found.fields = {
        "labels": tuple(labels),
        "final_labels": final_labels,
        "Z": Z,
        "Y": final,
        "x": Z.sum(axis=1) + final.sum(axis=1),
        "value_added": np.array(list(added.values())).reshape(len(added), n),
        "value_added_kinds": tuple(added),
        "taxes_on_inputs": taxes,
        "imported_inputs": np.zeros(n),
        "extensions": extensions,
        "price_basis": "basic" if price == "bp" else "purchasers'",
        "year": int(year),
    }
    return found


@contextmanager
def _labels(place: Place) -> Iterator[Place]:
    """Return where the labels are: with the tables, or in the archive of labels beside theirs."""
    beside = [place.path.parent / name for name in _INDICES]
    archives = [path for path in beside if path.is_file() and zipfile.is_zipfile(path)]
    if "labels_T.txt" in place or not archives:
        yield place
        return
    with open_place(archives[0]) as there:
        yield there


def _last(row: list[str]) -> str:
    """Return the name of a primary input: its second cell, or its only one."""
    cells = [cell for cell in row if cell]
    return cells[1] if len(cells) > 1 else cells[0]


def _tabs(place: Place, file: str, least: int) -> list[list[str]]:
    rows = [[cell.strip() for cell in line.split("\t")] for line in place.text(file).splitlines()]
    rows = [row for row in rows if any(row)]
    if any(len(row) < least for row in rows):
        raise TableError(_("{file} has a line of fewer than {n} cells.").format(file=file, n=least))
    return rows


def _numbers(place: Place, file: str, shape: tuple[int, int]) -> Array:
    with place.open(file) as stream:
        try:
            values: Array = np.loadtxt(stream, delimiter="\t", ndmin=2, dtype=np.float64, encoding="utf-8")
        except (ValueError, UnicodeDecodeError) as error:
            raise TableError(_("{file} cannot be read: {reason}.").format(file=file, reason=error)) from None
    if values.shape != shape:
        message = _("{name} has the shape {found}, its labels {wanted}.")
        raise TableError(message.format(name=file, found=values.shape, wanted=shape))
    return values
