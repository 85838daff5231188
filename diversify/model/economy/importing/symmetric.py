"""Symmetric tables of one economy out of a selected sheet: arrays by meaning, and what is to be said."""

from __future__ import annotations

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.importing.layout import EMPLOYMENT, EXTENSION, IMPORTED, IMPORTS, OUTPUT, TAXES
from diversify.model.economy.importing.lines import (
    IMPORTED_CODE,
    Categories,
    Found,
    categories_of,
    described,
    final_lines,
    kind_lines,
    paired,
    sectors,
)
from diversify.model.economy.importing.reading import Part
from diversify.model.economy.importing.report import Difference
from diversify.model.economy.importing.selecting import Line
from diversify.model.economy.importing.totals import check_totals
from diversify.text import _


def symmetric(part: Part, imported: Part | None, tolerance: float, residual: str) -> Found:
    """Return the arrays of a symmetric table.

    Parameters
    ----------
    part
        The table; of domestic flows if `imported` is given.
    imported
        The table of imported flows, with the same sectors.
    residual
        Kind of value added that takes what the columns lack, if there are no rows of it.

    Raises
    ------
    TableError
        If rows and columns do not name the same sectors, or a needed part is missing.
    """
    found = Found()
    rows, columns = paired(part, found)
    final = final_lines(part)
    categories = categories_of(final)
    n = len(rows)
    Z, Y = part.block(rows, columns), part.block(rows, final) @ categories.sums
    x, M = _sides(part, rows, columns, found, tolerance, final, categories, Z, Y)
    Zm = Ym = None
    if imported is not None:
        Zm, Ym = _imported(imported, rows, categories, Y)
        Z, Y, M = Z + Zm, Y + Ym, Zm.sum(axis=1) + Ym.sum(axis=1)
        found.said.append(_("Imported flows are added to domestic ones; imports are their sums."))
    names = categories.names
    taxes = part.block(part.selection.row(TAXES), columns).sum(axis=0)
    taxes_final = part.block(part.selection.row(TAXES), final).sum(axis=0) @ categories.sums
    bought = part.selection.row(IMPORTED)
    if bought and imported is None:
        inputs = part.block(bought, columns).sum(axis=0)
        final_use = part.block(bought, final).sum(axis=0) @ categories.sums
        Z, Y = np.pad(np.vstack([Z, inputs]), ((0, 0), (0, 1))), np.vstack([Y, final_use])
        M, x = np.append(M, inputs.sum() + final_use.sum()), np.append(x, 0.0)
        taxes = np.append(taxes, 0.0)
        found.said.append(
            _(
                "The flows are domestic and imports are known by user, not by product: they stand in a row "
                "{code} that has no output and is all imported."
            ).format(code=IMPORTED_CODE)
        )
    kinds, value_added = _value_added(part, columns, len(M), x - Z.sum(axis=0) - taxes, residual, found)
    found.fields = {
        "sectors": sectors(rows, columns, len(M) > n),
        "Z": Z,
        "Y": Y,
        "M": M,
        "Z_m": Zm,
        "Y_m": Ym,
        "x": x,
        "value_added": value_added,
        "value_added_kinds": kinds,
        "taxes_on_inputs": taxes,
        "taxes_on_final": taxes_final,
        "categories": names,
        "employment": _employment(part, columns, len(M)),
        "extensions": _extensions(part, columns, len(M)),
    }
    check_totals(part, rows, columns, final, found, tolerance)
    return found


def _sides(
    part: Part,
    rows: tuple[Line, ...],
    columns: tuple[Line, ...],
    found: Found,
    tolerance: float,
    final: tuple[Line, ...],
    categories: Categories,
    Z: Array,
    Y: Array,
) -> tuple[Array, Array]:
    """Return output and imports, from rows or columns, whichever there are."""
    for name, line in zip(categories.names, range(len(categories.names)), strict=True):
        of = [f"{c.code}" for c, used in zip(final, categories.sums[:, line], strict=True) if used]
        found.recognised.append((name, _("column {codes}").format(codes=" + ".join(of))))
    M = _side(part, IMPORTS, rows, columns, found, tolerance)
    if M is not None and (M <= 0).all() and (M < 0).any():
        M = -M
        found.said.append(_("Imports are printed as negative numbers; their sign is turned."))
    if M is None:
        M = np.zeros(len(rows))
        if not part.selection.row(IMPORTED):
            found.said.append(_("There are no imports in the file; they are taken as 0."))
    x = _side(part, OUTPUT, rows, columns, found, tolerance)
    if x is None:
        x = Z.sum(axis=1) + Y.sum(axis=1) - M
        found.said.append(_("There is no output in the file; it is uses minus imports."))
    return x, M


def _side(
    part: Part,
    role: str,
    rows: tuple[Line, ...],
    columns: tuple[Line, ...],
    found: Found,
    tolerance: float,
) -> Array | None:
    """Return a vector by sector from a column, or from a row, compared where there are both."""
    across, down = part.selection.column(role), part.selection.row(role)
    vectors = []
    if across:
        vectors.append(part.block(rows, across).sum(axis=1))
        found.recognised.append((role, described(across, _("column"))))
    if down:
        vectors.append(part.block(down, columns).sum(axis=0))
        found.recognised.append((role, described(down, _("row"))))
    if len(vectors) == 2:
        for line, a, b in zip(rows, *vectors, strict=True):
            if abs(a - b) > tolerance:
                what = _("{role} in the column minus in the row").format(role=role)
                found.differences.append(Difference(what, line.code, float(a - b)))
    return vectors[0] if vectors else None


def _imported(
    imported: Part, rows: tuple[Line, ...], categories: Categories, Y: Array
) -> tuple[Array, Array]:
    """Return the imported part of inputs and final demand."""
    there, columns = paired(imported, Found())
    if [line.code for line in there] != [line.code for line in rows]:
        message = _("{sheet}: the imported flows do not have the sectors of the domestic ones.")
        raise TableError(message.format(sheet=imported.sheet.name))
    final = final_lines(imported)
    unknown = [line.role for line in final if line.role not in categories.names]
    if unknown:
        message = _("{sheet}: {role} is no final demand of the domestic flows.")
        raise TableError(message.format(sheet=imported.sheet.name, role=unknown[0]))
    Zm, Ym = imported.block(there, columns), np.zeros_like(Y)
    for j, values in enumerate(imported.block(there, final).T):
        Ym[:, categories.names.index(final[j].role)] += values
    return Zm, Ym


def _value_added(
    part: Part, columns: tuple[Line, ...], n: int, lacking: Array, residual: str, found: Found
) -> tuple[tuple[str, ...], Array]:
    lines = kind_lines(part)
    kinds = tuple(dict.fromkeys(line.role for line in lines))
    if not lines:
        if not residual:
            message = _(
                "{sheet} has no value added. Say in a layout which rows it is, or residual = 'gva' to take "
                "what the columns lack."
            )
            raise TableError(message.format(sheet=part.sheet.name))
        found.said.append(_("Value added is what the columns lack: output minus inputs and taxes."))
        return (residual,), lacking[None, :]
    values = np.zeros((len(kinds), n))
    for line, row in zip(lines, part.block(lines, columns), strict=True):
        values[kinds.index(line.role), : len(row)] += row
    for kind in kinds:
        of = " + ".join(line.code for line in lines if line.role == kind)
        found.recognised.append((kind, _("row {codes}").format(codes=of)))
    return kinds, values


def _employment(part: Part, columns: tuple[Line, ...], n: int) -> Array | None:
    lines = part.selection.row(EMPLOYMENT)
    if not lines:
        return None
    values = part.block(lines, columns, scaled=False).sum(axis=0)
    return np.pad(values, (0, n - len(values)))


def _extensions(part: Part, columns: tuple[Line, ...], n: int) -> dict[str, Array]:
    lines = [line for line in part.selection.rows if line.role.startswith(EXTENSION)]
    values = part.block(lines, columns, scaled=False)
    return {
        line.role.removeprefix(EXTENSION): np.pad(row, (0, n - len(row)))
        for line, row in zip(lines, values, strict=True)
    }
