"""Multi-regional tables out of a selected sheet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from diversify.errors import TableError
from diversify.model.economy.importing.layout import IMPORTED, OUTPUT, TAXES
from diversify.model.economy.importing.lines import (
    Found,
    described,
    final_lines,
    kind_lines,
    paired,
    say_negative,
)
from diversify.model.economy.importing.reading import Part
from diversify.model.economy.importing.report import Difference
from diversify.model.economy.sectors import Sector
from diversify.text import _

DISCREPANCY, EVERYWHERE = "discrepancy", "all"
"""A column of statistical discrepancy belongs to no region: it gets one of its own."""


def regional(part: Part, tolerance: float, residual: str) -> Found:
    """Return the arrays of a multi-regional table; columns of the same region and category are summed.

    Raises
    ------
    TableError
        If rows and columns do not name the same sectors, or a region is missing.
    """
    found = Found()
    rows, columns = paired(part, found)
    final = final_lines(part)
    final = tuple(
        replace(line, region=EVERYWHERE) if line.role == DISCREPANCY and not line.region else line
        for line in final
    )
    bare = next((line for line in (*rows, *final) if not line.region), None)
    if bare is not None:
        message = _(
            "{sheet}: {label} has no region. Say region_row and region_column, or region_separator, in a "
            "layout."
        )
        raise TableError(message.format(sheet=part.sheet.name, label=bare.code or bare.name))
    Z = part.block(rows, columns)
    final_labels = tuple(dict.fromkeys((line.region, line.role) for line in final))
    Y = np.zeros((len(rows), len(final_labels)))
    for line, values in zip(final, part.block(rows, final).T, strict=True):
        Y[:, final_labels.index((line.region, line.role))] += values
    found.recognised.append((_("regions"), ", ".join(dict.fromkeys(line.region for line in rows))))
    found.recognised.append((_("final demand"), ", ".join(dict.fromkeys(line.role for line in final))))
    supplied = Z.sum(axis=1) + Y.sum(axis=1)
    down, across = part.selection.row(OUTPUT), part.selection.column(OUTPUT)
    x = supplied
    if across:
        x = part.block(rows, across).sum(axis=1)
        found.recognised.append((_("output"), described(across, _("column"))))
    if down:
        printed = part.block(down, columns).sum(axis=0)
        found.recognised.append((_("output"), described(down, _("row"))))
        for i in np.flatnonzero(np.abs(printed - x) > tolerance) if across else ():
            label = f"{rows[i].region} {rows[i].code}"
            what = _("output in the column minus in the row")
            found.differences.append(Difference(what, label, float(x[i] - printed[i])))
        x = x if across else printed
    if not (down or across):
        found.said.append(_("There is no output in the file; it is the sum of all uses."))
    taxes = part.block(part.selection.row(TAXES), columns).sum(axis=0)
    bought = part.block(part.selection.row(IMPORTED), columns).sum(axis=0)
    lines = kind_lines(part)
    kinds = tuple(dict.fromkeys(line.role for line in lines))
    value_added = np.zeros((len(kinds), len(rows)))
    for line, row in zip(lines, part.block(lines, columns), strict=True):
        value_added[kinds.index(line.role)] += row
        found.recognised.append((line.role, _("row {codes}").format(codes=line.code)))
    if not lines:
        if not residual:
            message = _("{sheet} has no value added. Say in a layout which rows it is, or residual = 'gva'.")
            raise TableError(message.format(sheet=part.sheet.name))
        kinds, value_added = (residual,), (x - Z.sum(axis=0) - taxes - bought)[None, :]
        found.said.append(_("Value added is what the columns lack: output minus inputs and taxes."))
    names = {line.code: line.name for line in rows if line.name and line.name != line.code}
    found.fields = {
        "labels": tuple((line.region, line.code) for line in rows),
        "final_labels": final_labels,
        "Z": Z,
        "Y": Y,
        "x": x,
        "value_added": value_added,
        "value_added_kinds": kinds,
        "taxes_on_inputs": taxes,
        "imported_inputs": bought,
        "sectors": {code: Sector(code, {"en": name}) for code, name in names.items()},
    }
    say_negative(found)
    return found
