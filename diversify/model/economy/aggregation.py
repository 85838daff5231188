"""Tables with fewer sectors: sectors merged, flows between them summed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from diversify.arrays import Array
from diversify.errors import TableError
from diversify.model.economy.sectors import Sector
from diversify.model.economy.table import SHARE_EXTENSIONS, Table
from diversify.model.inputoutput.aggregation import aggregate as sum_flows
from diversify.model.inputoutput.aggregation import aggregation_matrix
from diversify.text import _


def aggregate(table: Table, mapping: Mapping[str, str], sectors: Mapping[str, Sector] | None = None) -> Table:
    """Return the table with its sectors merged.

    Parameters
    ----------
    table
        The table.
    mapping
        New code by old code; every old code must be there.
    sectors
        What the new sectors are, by new code, in the order wanted. By default a sector that is taken over
        alone keeps its names, and one that is merged has the names of its parts.

    Raises
    ------
    TableError
        If the mapping leaves out a sector or names one that the table does not have.
    """
    missing = [code for code in table.codes if code not in mapping]
    unknown = [code for code in mapping if code not in table.codes]
    if missing or unknown:
        message = _("The mapping leaves out {missing} and has unknown {unknown}; name every sector once.")
        nothing = _("nothing")
        raise TableError(
            message.format(missing=", ".join(missing) or nothing, unknown=", ".join(unknown) or nothing)
        )
    new = list(dict.fromkeys(mapping[code] for code in table.codes))
    if sectors:
        order = list(sectors)
        new.sort(key=lambda code: order.index(code) if code in sectors else len(order))
    S = aggregation_matrix([new.index(mapping[code]) for code in table.codes], len(new))
    note = _("Merged from {old} to {new} sectors.").format(old=table.n, new=len(new))
    return Table(
        sectors=tuple((sectors or {}).get(code) or _merged(table, mapping, code) for code in new),
        Z=sum_flows(table.Z, S),
        Y=S @ table.Y,
        M=S @ table.M,
        x=S @ table.x,
        value_added=table.value_added @ S.T,
        taxes_on_inputs=S @ table.taxes_on_inputs,
        taxes_on_final=table.taxes_on_final,
        employment=None if table.employment is None else S @ table.employment,
        Z_m=None if table.Z_m is None else sum_flows(table.Z_m, S),
        Y_m=None if table.Y_m is None else S @ table.Y_m,
        categories=table.categories,
        region=table.region,
        value_added_kinds=table.value_added_kinds,
        year=table.year,
        status=table.status,
        unit=table.unit,
        currency=table.currency,
        price_basis=table.price_basis,
        source=table.source,
        source_id=table.source_id,
        tolerance=table.tolerance,
        notes=(*table.notes, note),
        extensions={name: _extension(table, name, S) for name in table.extensions},
        allow_unbalanced=not table.balanced,
        allow_negative=not table.nonnegative,
    )


def _merged(table: Table, mapping: Mapping[str, str], code: str) -> Sector:
    parts = [sector for sector in table.sectors if mapping[sector.code] == code]
    if len(parts) == 1:
        return Sector(code, parts[0].name, parts[0].nace, parts[0].section)
    languages = [key for key in ("en", "az", "ru") if all(key in part.name for part in parts)]
    names = {key: "; ".join(part.name[key] for part in parts) for key in languages}
    sections = dict.fromkeys(word for part in parts for word in part.section.split())
    return Sector(code, names, "; ".join(part.nace for part in parts if part.nace), " ".join(sections))


def _extension(table: Table, name: str, S: Array) -> Array:
    row = table.extensions[name]
    if name not in SHARE_EXTENSIONS:
        merged: Array = S @ row
        return merged
    weights = table.final(SHARE_EXTENSIONS[name])
    total = S @ weights
    # Where nothing is exported the share is the plain mean of the parts.
    means = (S @ row) / S.sum(axis=1)
    shares: Array = np.divide(S @ (row * weights), total, out=means, where=total > 0)
    return shares
