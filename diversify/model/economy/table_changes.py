"""Tables with other sectors: one split by size, one split out with a structure of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.sectors import Sector
from diversify.model.economy.table import SHARE_EXTENSIONS, Table
from diversify.model.inputoutput import disaggregate as split_flows
from diversify.model.inputoutput import disaggregation_matrix
from diversify.model.inputoutput import insert_sector as split_out
from diversify.text import _

_TAXES = "taxes"
_IMPORTS = "imports"


def disaggregate(table: Table, code: str, parts: Mapping[str, float]) -> Table:
    """Return the table with a sector split by stated weights; all parts have the structure of the whole.

    Parameters
    ----------
    table
        The table.
    code
        The sector to split.
    parts
        Weight of each part by its new code, such as output or employment; they are scaled to 1.

    Raises
    ------
    TableError
        If there is no such sector or a weight is not above 0.
    """
    k = table.index(code)
    if not parts or not all(weight > 0 for weight in parts.values()):
        raise TableError(_("Give the parts of {code} with weights above 0.").format(code=code))
    total = sum(parts.values())
    shares = [weight / total for weight in parts.values()]
    R = disaggregation_matrix([shares if i == k else [1.0] for i in range(table.n)])
    old = table.sectors[k]
    new = tuple(Sector(part, old.name, old.nace, old.section) for part in parts)
    copies = (R > 0).astype(np.float64)
    note = _("{code} is split into {parts} by stated weights; the parts share its structure.")
    return _with(
        table,
        sectors=(*table.sectors[:k], *new, *table.sectors[k + 1 :]),
        Z=split_flows(table.Z, R),
        Y=R @ table.Y,
        M=R @ table.M,
        x=R @ table.x,
        value_added=table.value_added @ R.T,
        taxes_on_inputs=R @ table.taxes_on_inputs,
        employment=None if table.employment is None else R @ table.employment,
        Z_m=None if table.Z_m is None else split_flows(table.Z_m, R),
        Y_m=None if table.Y_m is None else R @ table.Y_m,
        extensions={
            name: (copies if name in SHARE_EXTENSIONS else R) @ row for name, row in table.extensions.items()
        },
        notes=(*table.notes, note.format(code=code, parts=", ".join(parts))),
    )


def insert_sector(
    table: Table,
    parent: str,
    sector: Sector,
    output: float,
    inputs: Mapping[str, float],
    sales: Mapping[str, float],
    *,
    own: float = 0.0,
    employment: float | None = None,
) -> Table:
    """Return the table with a sector split out of `parent`, such as AI services out of ICT.

    Parameters
    ----------
    table
        The table.
    parent
        Code of the sector that it is part of today.
    sector
        The new sector; it becomes the last.
    output
        Its output, in the table's unit.
    inputs
        Shares of its output that it spends: by sector code, by kind of value added, "taxes" on its inputs.
    sales
        Shares of its output that it sells: by sector code, by category of final demand; "imports" of its
        product count against them, as a share of output too.
    own
        Share that it buys from itself. Inputs + own = 1; sales - imports + own = 1.
    employment
        Its employed persons, thousand; by default its share of the parent's by output.

    Raises
    ------
    InputError, InfeasibleError
        Shares that do not add up to 1, or a parent that does not buy or sell enough: see the algebra's
        `insert_sector`.
    TableError
        An unknown code or name.
    """
    k = table.index(parent)
    if sector.code in table.codes:
        raise TableError(_("There is a sector {code} already.").format(code=sector.code))
    costs = (*table.codes, *table.value_added_kinds, _TAXES)
    uses = (*table.codes, *table.categories, _IMPORTS)
    spent, sold = _shares(inputs, costs), _shares(sales, uses)
    sold[-1] = -sold[-1]
    found = split_out(
        table.Z,
        np.column_stack([table.Y, -table.M]),
        np.vstack([table.value_added, table.taxes_on_inputs]),
        table.x,
        k,
        output,
        spent[: table.n],
        spent[table.n :],
        sold[: table.n],
        sold[table.n :],
        own=own,
        names=table.codes,
    )
    part = output / float(table.x[k])
    persons = None
    if table.employment is not None:
        persons = _split(
            table.employment, k, part * float(table.employment[k]) if employment is None else employment
        )
    note = _("{code} is split out of {parent}: {output:,.1f} {unit} of output.")
    by_user = (
        ()
        if table.Z_m is None
        else (_("Imports are by product only: those of {code} by user are not known."),)
    )
    return _with(
        table,
        sectors=(*table.sectors, sector),
        Z=found.Z,
        Y=found.Y[:, :-1],
        M=-found.Y[:, -1] + 0.0,
        x=found.x,
        value_added=found.W[:-1],
        taxes_on_inputs=found.W[-1],
        employment=persons,
        extensions={
            name: np.append(row, row[k]) if name in SHARE_EXTENSIONS else _split(row, k, part * float(row[k]))
            for name, row in table.extensions.items()
        },
        notes=(
            *table.notes,
            note.format(code=sector.code, parent=parent, output=output, unit=table.unit),
            *(text.format(code=sector.code) for text in by_user),
        ),
    )


def _with(table: Table, **changed: Any) -> Table:
    kept = {
        name: getattr(table, name)
        for name in (
            *("taxes_on_final", "categories", "value_added_kinds", "year", "unit", "currency"),
            *("region", "price_basis", "source", "source_id", "tolerance"),
        )
    }
    return Table(
        **kept,
        **changed,
        status="user",
        allow_unbalanced=not table.balanced,
        allow_negative=not table.nonnegative,
    )


def _shares(given: Mapping[str, float], names: tuple[str, ...]) -> Array:
    unknown = [name for name in given if name not in names]
    if unknown:
        message = _("There is no {name!r} in this table to give a share; it has {names}.")
        raise TableError(message.format(name=unknown[0], names=", ".join(names)))
    return np.array([float(given.get(name, 0.0)) for name in names])


def _split(row: Array, k: int, part: float) -> Array:
    longer = np.append(row, part)
    longer[k] -= part
    return longer
