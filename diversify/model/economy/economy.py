"""A base year to project from: its table and the figures that no table holds."""

from __future__ import annotations

from dataclasses import dataclass

from diversify.errors import AnchorError
from diversify.model.economy.anchors import Anchors
from diversify.model.economy.sectors import Sector
from diversify.model.economy.table import Table
from diversify.text import _


@dataclass(frozen=True, eq=False)
class Economy:
    """The accounts of a base year.

    Parameters
    ----------
    table
        The input-output table.
    anchors
        Budget, fund, labour force and so on. Without them the input-output algebra works; a projection
        needs them and says so.

    Raises
    ------
    AnchorError
        If the anchors are of another year or name sectors that the table does not have.
    """

    table: Table
    anchors: Anchors | None = None

    def __post_init__(self) -> None:
        if self.anchors is None:
            return
        if self.anchors.year != self.table.year:
            message = _(
                "The anchors are of {anchors}, the table is of {table}; both must be of the same year."
            )
            raise AnchorError(message.format(anchors=self.anchors.year, table=self.table.year))
        self.anchors.check_sectors(self.table.codes)

    @property
    def base(self) -> int:
        """The base year."""
        return self.table.year

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The sectors of the table."""
        return self.table.sectors

    @property
    def estimated(self) -> bool:
        """Whether the cells of the table are estimated rather than official."""
        return self.table.status == "estimated"
