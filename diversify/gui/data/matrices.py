"""An input-output table as the matrices that people look at: flows, coefficients, shares, inverse. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diversify.arrays import Array
from diversify.model.economy import Table
from diversify.model.economy.labelled import Flows, LabelledFlows
from diversify.model.inputoutput import leontief_inverse
from diversify.text import N_, _, translate_unit

QUANTITIES = {
    "flows": N_("Flows"),
    "inputs": N_("Input coefficients (A)"),
    "sales": N_("Shares of output sold"),
    "inverse": N_("Leontief inverse"),
}
BASES = {"total": N_("Domestic and imported"), "domestic": N_("Domestic only")}
CATEGORIES = {
    "households": N_("Households"),
    "government": N_("Government"),
    "npish": N_("Non-profit institutions"),
    "gfcf": N_("Fixed capital formation"),
    "inventories": N_("Change in inventories"),
    "exports": N_("Exports"),
}
KINDS = {
    "compensation": N_("Compensation of employees"),
    "social_contributions": N_("Social contributions"),
    "net_income": N_("Net operating income"),
    "other_taxes": N_("Other taxes on production"),
    "consumption_of_fixed_capital": N_("Consumption of fixed capital"),
}


@dataclass(frozen=True)
class Label:
    """A row or column: its code (empty where it is no sector), its name, and whether it is a sum."""

    code: str
    name: str
    sum: bool = False

    @property
    def text(self) -> str:
        """Code and name in one line."""
        return f"{self.code}  {self.name}" if self.code and self.code != self.name else self.name


@dataclass(frozen=True)
class Matrix:
    """What a table view shows.

    Attributes
    ----------
    values
        (rows, columns); NaN is an empty cell.
    sectors
        The first so many rows and columns are the sectors.
    unit
        To be read with every number, in the current language.
    digits
        Decimal places shown; copies have all.
    """

    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    values: Array
    sectors: int
    unit: str
    digits: int


def matrix(table: Table, quantity: str, flows: Flows = "total") -> Matrix:
    """Return one of `QUANTITIES` of a table.

    Parameters
    ----------
    flows
        "total": uses domestic and imported together, imports as a column. "domestic": uses of what is made
        at home, imports as a row.

    Raises
    ------
    TableError
        Where there is no inverse.
    """
    system = LabelledFlows(table, flows)
    if quantity == "flows":
        return _flows(table, system)
    if quantity == "inputs":
        return _inputs(table, system)
    if quantity == "sales":
        return _sales(table, system)
    L = leontief_inverse(system.A, table.codes)
    sectors = _sectors(table)
    values = np.vstack([L, L.sum(axis=0)])
    rows = (*sectors, Label("", _("Sum: output multiplier"), sum=True))
    return Matrix(rows, sectors, values, table.n, _("output per unit of final demand"), 4)


def _sectors(table: Table) -> tuple[Label, ...]:
    return tuple(Label(sector.code, sector.title) for sector in table.sectors)


def _finals(table: Table) -> tuple[Label, ...]:
    return tuple(Label("", _(CATEGORIES.get(name, name))) for name in table.categories)


def _primary(table: Table, system: LabelledFlows) -> tuple[tuple[Label, ...], Array]:
    """Rows below the sectors, and their values under sectors and categories, (r, n + k)."""
    n, k = table.n, len(table.categories)
    rows: list[tuple[Label, Array, Array | None]] = []
    if system.flows == "domestic":
        used = table.Z.sum(axis=0) - system.Z.sum(axis=0)
        rows.append((Label("", _("Imports")), used, table.Y.sum(axis=0) - system.Y.sum(axis=0)))
    rows.append((Label("", _("Net taxes on products")), table.taxes_on_inputs, table.taxes_on_final))
    for name, row in zip(table.value_added_kinds, table.value_added, strict=True):
        rows.append((Label("", _(KINDS.get(name, name))), row, None))
    rows.append((Label("", _("Value added"), sum=True), table.gva, None))
    values = np.full((len(rows), n + k), np.nan)
    for place, (_label, sector, final) in enumerate(rows):
        values[place, :n] = sector
        if final is not None:
            values[place, n:] = final
    return tuple(label for label, _sector, _final in rows), values


def _flows(table: Table, system: LabelledFlows) -> Matrix:
    n = table.n
    labels, below = _primary(table, system)
    total = system.flows == "total"
    uses = system.Z.sum(axis=1) + system.Y.sum(axis=1)
    columns = [*_sectors(table), *_finals(table), Label("", _("All uses"), sum=True)]
    beside = [uses[:, None]]
    if total:
        columns.append(Label("", _("Imports")))
        beside.append(table.M[:, None])
    columns.append(Label("", _("Output"), sum=True))
    beside.append(table.x[:, None])
    top = np.hstack([system.Z, system.Y, *beside])
    more = np.full((len(labels), top.shape[1]), np.nan)
    more[:, : below.shape[1]] = below
    filled = np.nansum(below, axis=1)
    more[:, below.shape[1]] = filled
    output = np.full((1, top.shape[1]), np.nan)
    output[0, :n] = table.x
    parts, rows = [top, more, output], [*_sectors(table), *labels, Label("", _("Output"), sum=True)]
    if table.employment is not None:
        jobs = np.full((1, top.shape[1]), np.nan)
        jobs[0, :n], jobs[0, below.shape[1]] = table.employment, table.employment.sum()
        parts.append(jobs)
        rows.append(Label("", _("Employment, thousand persons")))
    return Matrix(tuple(rows), tuple(columns), np.vstack(parts), n, translate_unit(table.unit), 1)


def _inputs(table: Table, system: LabelledFlows) -> Matrix:
    n = table.n
    labels, below = _primary(table, system)
    values = np.vstack([system.A, system.per_output(below[:, :n])])
    return Matrix((*_sectors(table), *labels), _sectors(table), values, n, _("per unit of output"), 4)


def _sales(table: Table, system: LabelledFlows) -> Matrix:
    uses = np.hstack([system.Z, system.Y])
    columns = [*_sectors(table), *_finals(table)]
    if system.flows == "total":
        uses = np.hstack([uses, -table.M[:, None]])
        columns.append(Label("", _("less imports")))
    x = table.x[:, None]
    values = np.divide(uses, x, out=np.full_like(uses, np.nan), where=x != 0)
    return Matrix(_sectors(table), tuple(columns), values, table.n, _("share of output"), 4)
