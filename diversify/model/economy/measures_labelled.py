"""Coefficients, inverses, multipliers and linkages of a table, labelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from diversify.model import inputoutput as io
from diversify.model.economy.labelled import INCOME, Flows, LabelledFlows
from diversify.model.economy.table import Table

if TYPE_CHECKING:
    import pandas as pd

    from diversify.model.economy.labelled import Labelled

    Series = pd.Series[float]


class LabelledMeasures:
    """The measures of one table that need nothing but the table; `Accounts` adds models and changes."""

    def __init__(self, table: Table, flows: Flows = "domestic") -> None:
        self.table = table
        self._base = LabelledFlows(table, flows)

    def flow_table(self) -> pd.DataFrame:
        """Flows, final demand by category, imports and output, total flows in the table's unit."""
        table = self.table
        columns = [*table.codes, *table.categories, "imports", "output"]
        return self._base.frame(np.column_stack([table.Z, table.Y, table.M, table.x]), columns)

    # coefficients and inverses

    def technical_coefficients(self) -> pd.DataFrame:
        """A of total flows, input per unit of output."""
        return self._base.frame(self._base.total_coefficients)

    def domestic_coefficients(self) -> pd.DataFrame:
        """A_d = (I - m^) A, or (Z - Z_m) / x where the table knows imports by user."""
        return self._base.frame(self._base.domestic_coefficients)

    def import_coefficients(self) -> pd.DataFrame:
        """A_m = A - A_d."""
        return self._base.frame(self._base.total_coefficients - self._base.domestic_coefficients)

    def leontief_inverse(self) -> pd.DataFrame:
        """L of the flows chosen."""
        return self._base.frame(self._base.system.inverse)

    def allocation_coefficients(self) -> pd.DataFrame:
        """Ghosh's coefficients, sales per unit of output."""
        return self._base.frame(io.allocation_coefficients(self._base.Z, self.table.x, self.table.codes))

    def ghosh_inverse(self) -> pd.DataFrame:
        """G = x^-1 L x."""
        return self._base.frame(io.rescaled_to_ghosh(self._base.system.inverse, self.table.x))

    def output(self, final_demand: Labelled | None = None) -> Series:
        """Output that a final demand needs, x = L f; that of the table by default. In the table's unit."""
        f = self._base.f if final_demand is None else self._base.vector(final_demand)
        return self._base.series(self._base.system.solve(f), "output")

    def ghosh_output(self, primary_inputs: Labelled | None = None) -> Series:
        """Output that primary inputs push through, x' = v' G; those of the table by default."""
        v = (
            self.table.x - self._base.Z.sum(axis=0)
            if primary_inputs is None
            else self._base.vector(primary_inputs)
        )
        b = io.allocation_coefficients(self._base.Z, self.table.x, self.table.codes)
        return self._base.series(io.LeontiefSystem(b, self.table.codes).solve_transposed(v), "output")

    # multipliers and linkages

    def multipliers(
        self,
        of: str | Labelled = "output",
        kind: io.Kind = "simple",
        *,
        income: str | Sequence[str] = INCOME,
        total_income: float | None = None,
    ) -> Series:
        """Effect of one unit of final demand for each product on what `of` names (`LabelledFlows.totals`).

        Kinds as in the algebra. With households inside, "total" and "II" count in households too: 1 of output
        per unit of income. `income` are the kinds of value added that are theirs, "all" for all sources.
        """
        closed = kind not in ("simple", "I")
        households = self._base.households(income, total_income) if closed else None
        counted = 1.0 if isinstance(of, str) and of == "output" else 0.0
        v = self._base.per_output(self._base.totals(of))
        found = io.multipliers(
            self._base.A, v, kind, households, of_households=counted, system=self._base.system
        )
        return self._base.series(found, of if isinstance(of, str) else "multiplier")

    def effects(
        self,
        of: str | Labelled = "output",
        *,
        income: str | Sequence[str] | None = INCOME,
        total_income: float | None = None,
    ) -> pd.DataFrame:
        """Direct, indirect, induced, total effect per unit of final demand; none induced if income=None."""
        households = None if income is None else self._base.households(income, total_income)
        v = self._base.per_output(self._base.totals(of))
        return self._base.frame(io.effects(self._base.A, v, households, system=self._base.system)._asdict())

    def backward_linkage(
        self, basis: Literal["leontief", "direct"] = "leontief", *, normalized: bool = True
    ) -> Series:
        """Column sums of L or A, over their mean if `normalized`."""
        found = io.backward_linkage(
            self._base.Z, self.table.x, basis=basis, normalized=normalized, system=self._base.system
        )
        return self._base.series(found, "backward_linkage")

    def forward_linkage(self, basis: io.Basis = "ghosh", *, normalized: bool = True) -> Series:
        """Row sums of G, L or the allocation coefficients, over their mean if `normalized`."""
        found = io.forward_linkage(
            self._base.Z, self.table.x, basis=basis, normalized=normalized, system=self._base.system
        )
        return self._base.series(found, "forward_linkage")

    def dispersion(self) -> pd.DataFrame:
        """Rasmussen's power and sensitivity of dispersion and their coefficients of variation."""
        return self._base.frame(io.dispersion(self._base.system.inverse)._asdict())

    def key_sectors(self) -> pd.DataFrame:
        """Normalized backward and forward linkages and the class that they make."""
        words = io.key_sectors(self._base.Z, self.table.x, self.table.codes, system=self._base.system)
        back, forth = self.backward_linkage().to_numpy(), self.forward_linkage().to_numpy()
        return self._base.frame({"backward": back, "forward": forth, "class": words})

    def field_of_influence(self) -> pd.DataFrame:
        """Strength of the field of influence of every coefficient."""
        return self._base.frame(io.field_of_influence(self._base.system.inverse))
