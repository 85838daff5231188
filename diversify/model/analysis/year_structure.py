"""The structure of one year in questions: what would be lost without a sector, who sells to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from diversify.arrays import Array
from diversify.model.economy.accounts import Accounts
from diversify.text import N_

if TYPE_CHECKING:
    from diversify.model.economy.table import Table

Kind = Literal["total", "backward", "forward"]
KINDS: dict[Kind, str] = {
    "total": N_("Whole sector"),
    "backward": N_("Its purchases only"),
    "forward": N_("Its sales only"),
}
CATEGORIES = {
    "households": N_("Households"),
    "government": N_("Government"),
    "npish": N_("Non-profit institutions"),
    "gfcf": N_("Capital formation"),
    "inventories": N_("Changes in inventories"),
    "exports": N_("Exports"),
}
"""Categories of final demand for people, to be translated."""


@dataclass(frozen=True)
class Losses:
    """What an economy would lose without each sector in turn, (n, n): column k without sector k.

    Attributes
    ----------
    codes
    value_added : ndarray
        In the table's unit.
    jobs : ndarray or None
        Thousand persons; None where the table has no employment.
    imports : ndarray
        Imported inputs no longer bought, in the table's unit.
    totals
        Value added, jobs and imported inputs of the whole economy.
    """

    codes: tuple[str, ...]
    value_added: Array
    jobs: Array | None
    imports: Array
    totals: tuple[float, float, float]

    def share(self, k: int) -> float:
        """Percent of all value added that is lost without sector k."""
        return float(100.0 * self.value_added[:, k].sum() / self.totals[0])

    def elsewhere(self, k: int) -> float:
        """Value added that the other sectors lose without sector k."""
        return float(self.value_added[:, k].sum() - self.value_added[k, k])

    @property
    def ranked(self) -> tuple[int, ...]:
        """Positions of the sectors, the largest loss of value added first."""
        return tuple(int(k) for k in np.argsort(-self.value_added.sum(0), kind="stable"))


def losses(table: Table, kind: Kind = "total") -> Losses:
    """Extract every sector of a table in turn (Dietzenbacher and van der Linden 1997; domestic flows).

    Parameters
    ----------
    table
        Such as `year_table(result, year)`.
    kind
        "total": the sector neither buys nor sells and serves no final demand; "backward": it buys nothing;
        "forward": it sells nothing as inputs (Ghosh).
    """
    lost = Accounts(table).hypothetical_extraction(kind=kind).to_numpy(dtype=np.float64)
    imported = Accounts(table).import_coefficients().to_numpy(dtype=np.float64).sum(0)
    x = np.where(table.x > 0.0, table.x, 1.0)
    jobs = None if table.employment is None else (table.employment / x)[:, None] * lost
    return Losses(
        table.codes,
        (table.gva / x)[:, None] * lost,
        jobs,
        imported[:, None] * lost,
        (
            float(table.gva.sum()),
            float("nan") if table.employment is None else float(table.employment.sum()),
            float(imported @ table.x),
        ),
    )


@dataclass(frozen=True)
class Trade:
    """What one product is made of and where it goes; both sides add up to the supply.

    Attributes
    ----------
    inputs, uses : ndarray, (n,)
        Bought from, and sold to, each sector; domestic and imported together.
    value_added, taxes, imports
        The rest of the supply: value added, net taxes on inputs, imports of the same product.
    final : mapping of str to float
        Sold to final demand by category; changes in inventories may be negative.
    """

    code: str
    inputs: Array
    uses: Array
    value_added: float
    taxes: float
    imports: float
    final: dict[str, float]

    @property
    def supply(self) -> float:
        """Output and imports."""
        return float(self.inputs.sum() + self.value_added + self.taxes + self.imports)


def trade(table: Table, code: str) -> Trade:
    """Return purchases and sales of a sector.

    Raises
    ------
    TableError
        If the table has no such sector.
    """
    k = table.index(code)
    return Trade(
        code,
        np.array(table.Z[:, k]),
        np.array(table.Z[k]),
        float(table.gva[k]),
        float(table.taxes_on_inputs[k]),
        float(table.M[k]),
        {name: float(table.Y[k, c]) for c, name in enumerate(table.categories)},
    )
