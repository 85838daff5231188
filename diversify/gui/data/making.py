"""How the table of the base year was made: the steps, the rules by product, what is left against official
totals."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTextBrowser, QVBoxLayout, QWidget

from diversify.errors import DiversifyError
from diversify.gui.data.matrices import CATEGORIES
from diversify.gui.session import Session
from diversify.gui.tables import Cell, RowsModel, Sorted, Table
from diversify.gui.widgets import named
from diversify.model.economy import Table as Accounts
from diversify.model.economy import load_table, roll_forward
from diversify.model.economy.margins import OFFICIAL_YEAR, expenditure
from diversify.text import N_, _, format_number

STEPS = (
    N_(
        "Output by product is official output by activity times the ratio of product to activity in {old}, "
        "scaled to the official total. Value added likewise."
    ),
    N_(
        "Net taxes on products are paid at the rates of {old} times one common factor, so that inputs and "
        "final demand together pay the official sum."
    ),
    N_("Exports and imports by product come from the balance of payments and customs."),
    N_(
        "Inventories are given, not balanced: the official total over the products that are kept in stock, "
        "in proportion to output and imports."
    ),
    N_(
        "The cells of {old} are scaled by GRAS until every row and every column has its total. Margins are "
        "official, cells are estimated."
    ),
)
_ESTIMATED = "est_gras_2021"
_OFFICIAL = "ssc_iot_2021"
Line = tuple[str, float, float]


class Making(QWidget):
    """Sentences above, and the official totals beside those of the table below."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.text = named(QTextBrowser(), _("How the table was made"))
        self.text.setOpenLinks(False)
        self.model, self.order = RowsModel(self), Sorted(self)
        self.order.setSourceModel(self.model)
        self.table = Table(session, _("The table against official totals"), "table-check")
        self.table.setModel(self.order)
        self.table.verticalHeader().hide()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.text)
        split.addWidget(self.table)
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def show_table(self, table: Accounts) -> None:
        """Show how one table was made."""
        known = table.source_id in (_ESTIMATED, _OFFICIAL)
        self.text.setMarkdown(_text(table))
        self.table.setVisible(known)
        if not known:
            return
        titles = (_("Total"), _("Official"), _("Table"), _("Difference"), "%")
        rows = []
        for name, official, ours in checks(table):
            off = ours - official
            rows.append(
                [
                    Cell(name),
                    Cell(format_number(official, 1), official),
                    Cell(format_number(ours, 1), ours),
                    Cell(format_number(off, 3, signed=True), off),
                    Cell(format_number(100.0 * off / official, 4, signed=True), 100.0 * off / official),
                ]
            )
        self.model.fill([Cell(title) for title in titles], rows)
        self.table.fit()


def checks(table: Accounts) -> list[Line]:
    """Return (what, official, in the table) for every total of Azerbaijan's table, mln AZN.

    Final demand is at purchasers' prices, as the official accounts have it.
    """
    official = expenditure(table.year)
    demand = table.Y.sum(axis=0) + table.taxes_on_final
    lines = [
        (_(CATEGORIES[name]), float(theirs), float(ours))
        for name, theirs, ours in zip(table.categories, official.final, demand, strict=True)
    ]
    taxes = float(table.taxes_on_inputs.sum() + table.taxes_on_final.sum())
    lines.append((_("Imports"), official.imports, float(table.M.sum())))
    lines.append((_("Net taxes on products"), official.net_taxes, taxes))
    gdp = float(official.final.sum()) - official.imports
    lines.append((_("Gross domestic product"), gdp, table.gdp))
    return lines


def _text(table: Accounts) -> str:
    if table.source_id == _ESTIMATED:
        steps = [f"{i}. {_(text).format(old=OFFICIAL_YEAR)}" for i, text in enumerate(STEPS, start=1)]
        return "\n\n".join([*steps, _proof()])
    if table.source_id == _OFFICIAL:
        return _(
            "As the office prints it, with 81 products merged to 23 by a third party. Rounding of the "
            "printed numbers is absorbed in output for rows and in value added for columns."
        )
    head = _("This table is one of your own. What is known of it:")
    return "\n\n".join([head, *(f"- {note}" for note in (table.source, *table.notes) if note)])


def _proof() -> str:
    """Say how near the method comes to the official table when it is given that table's own totals."""
    official = load_table(OFFICIAL_YEAR)
    try:
        again = roll_forward(official, OFFICIAL_YEAR)
    except DiversifyError as error:
        return str(error)
    worst = max(
        float(np.abs(getattr(again, name) - getattr(official, name)).max()) for name in ("Z", "Y", "x")
    )
    text = _(
        "Proof of the method: given the totals of {old} it returns the official table of {old}; the largest "
        "difference of any cell is {worst} mln AZN. How far cells drift over years is on the tab “Checked "
        "against”."
    )
    return text.format(old=OFFICIAL_YEAR, worst=format_number(worst, 3))
