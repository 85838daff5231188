"""An old table and new official totals give a new table: the cells by GRAS, the margins as published.

The steps, in the letters of `Table` (old = the table given, official = published totals of the year):

1. Output by product: official output by activity x (product / activity) of the old year, scaled to the
   official total. Value added likewise.
2. Net product taxes at the old rates times one common factor, so that inputs and final demand together
   pay the official net taxes. Inputs of a column = output - value added - tax; final demand at basic
   prices = official total - tax.
3. Exports and imports from the balance of payments and customs (`margins.trade`).
4. Inventories are given, not balanced: the official total over the products that are kept in stock, in
   proportion to output + imports; in the old year itself the old ones.
5. GRAS on [Z | households, government, NPISH, investment].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diversify.arrays import Array
from diversify.errors import InfeasibleError, TableError
from diversify.model.economy.employment import employment
from diversify.model.economy.margins import OFFICIAL_YEAR, activity, expenditure, printed, rules, trade
from diversify.model.economy.table import CATEGORIES, Table
from diversify.model.inputoutput.balancing import Balanced, gras
from diversify.text import N_, _

ROLLED = N_("Estimated by GRAS from: {source}")  # in English in every file; charts translate it
_BALANCED = CATEGORIES[:4]  # households, government, NPISH, investment


@dataclass(frozen=True)
class Targets:
    """What the table of the new year has to meet, mln AZN; (n,) unless said.

    `rows` and `columns` are the totals given to GRAS: (n,) and (n + 4,). `final` is at basic prices, (6,).
    """

    output: Array
    gva: Array
    taxes_on_inputs: Array
    exports: Array
    imports: Array
    inventories: Array
    taxes_on_final: Array
    final: Array
    rows: Array
    columns: Array
    goods_export_share: Array


def targets(table: Table, year: int) -> Targets:
    """Return the official totals of `year`, brought to the products of `table`.

    Raises
    ------
    TableError
        If `table` is not Azerbaijan's official one, or the year has no official figures.
    """
    _check_base(table)
    old, then, now = printed(), activity(table.year), activity(year)
    official = expenditure(year)
    output = now.output * old.output / then.output
    output *= now.output.sum() / output.sum()
    gva = now.gva * old.gva / then.gva
    gva *= now.gva.sum() / gva.sum()

    on_inputs = table.taxes_on_inputs / (old.output - old.gva) * (output - gva)
    purchasers = table.Y.sum(axis=0) + table.taxes_on_final
    on_final = table.taxes_on_final / purchasers * official.final
    factor = official.net_taxes / (on_inputs.sum() + on_final.sum())
    on_inputs, on_final = on_inputs * factor, on_final * factor
    final = official.final - on_final

    foreign = trade(table, year)
    held = CATEGORIES.index("inventories")
    if year == table.year:
        inventories = table.final("inventories").copy()
    else:
        stocked = np.where([rule.inventories for rule in rules()], output + foreign.imports, 0.0)
        inventories = stocked * (official.final[held] / stocked.sum())
    rows = output + foreign.imports - foreign.exports - inventories
    columns = np.concatenate([output - gva - on_inputs, final[: len(_BALANCED)]])
    return Targets(
        output, gva, on_inputs, foreign.exports, foreign.imports, inventories, on_final, final, rows, columns,
        foreign.goods_share,
    )  # fmt: skip


def balance(table: Table, wanted: Targets, year: int) -> Balanced:
    """Balance the table's flows to the targets; InfeasibleError names the sector and its target."""
    old = np.hstack([table.Z, table.Y[:, : len(_BALANCED)]])
    try:
        return gras(
            old, wanted.rows, wanted.columns, row_names=table.codes, column_names=table.codes + _BALANCED
        )
    except InfeasibleError as error:
        message = _("The table of {old} cannot be rolled forward to {year}: {reason}")
        text = message.format(old=table.year, year=year, reason=error)
        raise InfeasibleError(text, what=error.what) from error


def roll_forward(table: Table, year: int) -> Table:
    """Return Azerbaijan's official table moved to the official totals of `year`.

    Parameters
    ----------
    table
        The official table of 23 products (`load_table(2021)`).
    year
        2021 (which returns the table within 0.022 mln AZN), 2023, 2024 or 2025.

    Returns
    -------
    Table
        Status "estimated": margins official, cells estimated. Value added by kind has the shares of the
        old table.

    Raises
    ------
    InfeasibleError
        If no table meets the totals, as in the price boom of 2022; names the sector and its target.
    """
    wanted = targets(table, year)
    found = balance(table, wanted, year)
    Z, demand = found.matrix[:, : table.n], found.matrix[:, table.n :]
    Y = np.column_stack([demand, wanted.inventories, wanted.exports])
    x = Z.sum(axis=1) + Y.sum(axis=1) - wanted.imports
    gva = x - Z.sum(axis=0) - wanted.taxes_on_inputs
    notes = [
        _("Margins of {year} are official, cells are estimated by GRAS from the table of {old}.").format(
            year=year, old=table.year
        ),
        _("Value added by kind: shares of {old} times the value added of {year}.").format(
            old=table.year, year=year
        ),
        _("Inventories are spread by rule over the products that are kept in stock."),
    ]
    jobs, note = employment(year)
    return Table(
        sectors=table.sectors,
        Z=Z,
        Y=Y,
        M=wanted.imports,
        x=x,
        value_added=table.value_added / table.gva * gva,
        taxes_on_inputs=wanted.taxes_on_inputs,
        taxes_on_final=wanted.taxes_on_final,
        employment=jobs,
        region=table.region,
        year=year,
        status="estimated",
        source=ROLLED.format(source=table.source),
        source_id="est_gras_2021",
        notes=tuple(notes + ([note] if note else [])),
        extensions={"goods_export_share": wanted.goods_export_share},
    )


def _check_base(table: Table) -> None:
    if table.codes != tuple(rule.code for rule in rules()) or table.categories != CATEGORIES:
        message = _(
            "Only Azerbaijan's table of {n} products can be rolled forward with the packaged figures; "
            "for another table give its own totals to gras."
        )
        raise TableError(message.format(n=len(rules())))
    if table.year != OFFICIAL_YEAR or table.status == "estimated":
        raise TableError(_("Roll the official table forward, not one that is estimated itself."))
