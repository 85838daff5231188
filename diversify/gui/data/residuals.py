"""What the accounts of a table leave: rows, columns, and GDP three ways. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from diversify.arrays import Array
from diversify.model.economy import Table
from diversify.text import N_

WAYS = (N_("production"), N_("income"), N_("expenditure"))


def table_residuals(table: Table) -> tuple[Array, Array]:
    """Return (n,) uses less imports less output by row, and costs less output by column."""
    rows: Array = table.Z.sum(axis=1) + table.Y.sum(axis=1) - table.M - table.x
    costs: Array = table.Z.sum(axis=0) + table.taxes_on_inputs + table.value_added.sum(axis=0) - table.x
    return rows, costs


def gdp_three_ways(table: Table) -> Mapping[str, float]:
    """Return GDP at market prices by name of the way, in the table's unit.

    By production: output less inputs at purchasers' prices, plus taxes on products. By income: value added by
    kind, plus those taxes. By expenditure: final demand at purchasers' prices less imports.
    """
    taxes = float(table.taxes_on_inputs.sum() + table.taxes_on_final.sum())
    inputs = float(table.Z.sum() + table.taxes_on_inputs.sum())
    ways = (
        float(table.x.sum()) - inputs + taxes,
        float(table.value_added.sum()) + taxes,
        float(table.Y.sum() + table.taxes_on_final.sum() - table.M.sum()),
    )
    return dict(zip(WAYS, ways, strict=True))
