"""A file that was read: what was found, and its table once it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from diversify.errors import TableError
from diversify.model.economy.importing.layout import Kind
from diversify.model.economy.importing.report import Report
from diversify.model.economy.multiregional import MultiRegionalTable
from diversify.model.economy.sectors import Sector
from diversify.model.economy.supply_use import SupplyUseTable
from diversify.model.economy.table import Table
from diversify.text import _

SutModel = Literal["A", "B", "C", "D"]
AnyTable = Table | SupplyUseTable | MultiRegionalTable


@dataclass(frozen=True)
class Imported:
    """A file that was read: what was found, and the table once it is asked for.

    Attributes
    ----------
    kind
        What the file holds: "siot", "sut", "make-use" or "mrio".
    report
        What was recognised, left out and taken as zero, and which account fails where.
    sectors
        The sectors, products or, for several regions, the sectors of all of them.
    regions
        The regions of a multi-regional table; empty for one economy.
    allow_negative
        Whether the layout allows negative flows.
    """

    kind: Kind
    report: Report
    sectors: tuple[Sector, ...]
    regions: tuple[str, ...]
    _make: Callable[[bool, bool], AnyTable]
    allow_negative: bool = False

    def raw(self, *, allow_unbalanced: bool = False, allow_negative: bool = False) -> AnyTable:
        """Return what the file holds: a Table, SupplyUseTable or MultiRegionalTable.

        Raises
        ------
        BalanceError
            If an account does not balance, unless `allow_unbalanced`.
        NegativeError
            If a symmetric table has negative flows, unless they are allowed here or by the layout.
        """
        return self._make(allow_unbalanced, allow_negative or self.allow_negative)

    def table(
        self,
        *,
        region: str = "",
        model: SutModel | None = None,
        allow_unbalanced: bool = False,
        allow_negative: bool = False,
    ) -> Table:
        """Return the symmetric table of one economy.

        Parameters
        ----------
        region
            Whose, for a multi-regional table.
        model
            How it is made of supply and use: A, B (products), C or D (industries).
        allow_unbalanced, allow_negative
            See `Table`.

        Raises
        ------
        TableError
            If the file needs a region or model that was not given, or the table cannot be.
        """
        found = self.raw(allow_unbalanced=allow_unbalanced, allow_negative=allow_negative)
        negative = allow_negative or self.allow_negative
        if isinstance(found, MultiRegionalTable):
            if not region:
                message = _("The file holds {n} regions: {regions}. Say which.")
                raise TableError(message.format(n=len(found.regions), regions=", ".join(found.regions)))
            return found.national(region, allow_negative=negative)
        if isinstance(found, SupplyUseTable):
            if model is None:
                raise TableError(
                    _(
                        "The file holds supply and use. Say the model: A or B for products by products "
                        "(product or industry technology), C or D for industries by industries (fixed "
                        "industry or product sales structure)."
                    )
                )
            return found.symmetric(model, allow_negative=negative)
        return found
