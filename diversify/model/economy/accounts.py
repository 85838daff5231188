"""The input-output toolbox with labels: `Accounts(table)` has the algebra's names, answers in pandas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model import inputoutput as io
from diversify.model.economy import table_changes
from diversify.model.economy.aggregation import aggregate
from diversify.model.economy.decomposing import FACTORS, factors_of, value_of
from diversify.model.economy.labelled import LabelledFlows
from diversify.model.economy.measures_labelled import LabelledMeasures
from diversify.model.economy.sectors import Sector
from diversify.model.economy.table import Table
from diversify.text import _

if TYPE_CHECKING:
    import pandas as pd

    from diversify.model.economy.labelled import Labelled

    Series = pd.Series[float]


class Accounts(LabelledMeasures):
    """Every question of the toolbox, put to one table; answers carry the table's codes.

    The system is factored once, when it is first needed, and serves all questions; L is built only where it
    is asked for. Frames share memory with cached arrays: copy before writing to them.

    Parameters
    ----------
    table
        The table. One that was opened unbalanced is used as it is; `table.balanced` and its notes say so.
    flows
        "domestic" (imports are leakage) or "total" (see `LabelledFlows`).
    """

    # prices and closures

    def price_change(
        self, cost_change: Labelled = 0.0, *, given: Mapping[str, float] | None = None
    ) -> Series:
        """Change of all prices, a share, by changes of cost per unit of output; `given` prices are set."""
        held = None if given is None else self._base.vector(given, np.nan)
        found = io.price_change(
            self._base.A,
            self._base.vector(cost_change),
            given=held,
            names=self.table.codes,
            system=self._base.system,
        )
        return self._base.series(found, "price_change")

    def price_composition(self) -> pd.DataFrame:
        """What every price of 1 is made of in the end: kinds of value added, taxes on inputs, imports."""
        rows = {**dict(zip(self.table.value_added_kinds, self.table.value_added, strict=True))}
        rows["taxes"], rows["imports"] = self.table.taxes_on_inputs, self._base.totals("imports")
        costs = self._base.per_output(np.vstack(list(rows.values())))
        parts = io.price_composition(self._base.A, costs, system=self._base.system)
        return self._base.frame(parts.T, list(rows))

    def mixed_model(self, output: Mapping[str, float], final_demand: Labelled | None = None) -> pd.DataFrame:
        """Output and final demand of all sectors where the output of some is given by code."""
        f = self._base.f if final_demand is None else self._base.vector(final_demand)
        found = io.mixed_model(self._base.A, f, self._base.vector(output, np.nan), self.table.codes)
        return self._base.frame({"output": found.x, "final_demand": found.f})

    def hypothetical_extraction(
        self,
        sectors: Sequence[str] | None = None,
        kind: io.ExtractionKind = "total",
        *,
        own_final_demand: bool | None = None,
        basis: io.ForwardBasis = "ghosh",
    ) -> pd.DataFrame:
        """Output lost without the links of a group; of every sector in turn (columns) by default."""
        Z, x, codes = self._base.Z, self.table.x, self.table.codes
        if sectors is None:
            every = io.extraction_of_each(
                Z, x, kind, own_final_demand=own_final_demand, basis=basis, system=self._base.system
            )
            return self._base.frame(every.loss)
        where = [self.table.index(code) for code in ([sectors] if isinstance(sectors, str) else sectors)]
        found = io.hypothetical_extraction(
            Z, x, where, kind, own_final_demand=own_final_demand, basis=basis, names=codes
        )
        return self._base.frame({"output": found.x, "loss": found.loss})

    def dynamic_leontief(
        self,
        B: Array | pd.DataFrame,
        final_demand: Array | None = None,
        method: io.DynamicMethod = "auto",
        *,
        start: Labelled | None = None,
        growth: float = 0.0,
        periods: int = 10,
    ) -> pd.DataFrame:
        """Output by period (rows) where growth needs capital, B stock of a product per unit of output.

        By default final demand is that of the table without fixed capital formation, which the model makes
        itself; it grows by `growth` a period. `start` is output, by default the table's. B may be labelled;
        codes it does not have need no capital.
        """
        import pandas as pd

        codes = list(self.table.codes)
        if isinstance(B, pd.DataFrame):
            for code in (*B.index, *B.columns):
                self.table.index(str(code))
            B = B.reindex(index=codes, columns=codes, fill_value=0.0).to_numpy(dtype=np.float64)
        if final_demand is None:
            kept = self._base.f
            if "gfcf" in self.table.categories:
                kept = kept - self._base.Y[:, self.table.categories.index("gfcf")]
            final_demand = np.outer((1.0 + growth) ** np.arange(periods), kept)
        x0 = self.table.x if start is None else self._base.vector(start)
        path = io.dynamic_leontief(self._base.A, B, final_demand, x0, method=method, names=self.table.codes)
        frame = pd.DataFrame(path.x, columns=self._base.index)
        frame.index = pd.RangeIndex(1, len(frame) + 1, name="period")
        frame.attrs.update(method=path.method, growth=path.growth)
        return frame

    # what causes what

    def structural_paths(
        self,
        of: str | Labelled = "output",
        *,
        final_demand: Labelled | None = None,
        cutoff: float = 1e-3,
        max_length: int = 12,
    ) -> pd.DataFrame:
        """Chains of supply by size: the path from the product demanded back, its value, its share of all.

        attrs["explained"] is the share that the listed paths explain.
        """
        import pandas as pd

        f = self._base.f if final_demand is None else self._base.vector(final_demand)
        v = self._base.per_output(self._base.totals(of))
        found = io.structural_paths(
            self._base.A, v, f, cutoff=cutoff, max_length=max_length, system=self._base.system
        )
        codes = self.table.codes
        rows = [
            (" < ".join(codes[i] for i in p.sectors), len(p.sectors) - 1, p.value, p.share)
            for p in found.paths
        ]
        frame = pd.DataFrame(rows, columns=["path", "links", "value", "share"])
        frame.attrs.update(explained=found.explained, total=found.total, complete=found.complete)
        return frame

    def structural_decomposition(
        self,
        other: Accounts | Table,
        of: str = "output",
        method: io.Method = "average",
        *,
        form: io.Form = "level",
    ) -> pd.DataFrame:
        """What made this table become `other`: intensity, technology, import shares, demand mix and level.

        Both tables must have the same sectors; in current prices price changes are part of every factor.
        """
        later = other.table if isinstance(other, Accounts) else other
        if later.codes != self.table.codes:
            raise InputError(_("A decomposition needs two tables with the same sectors in the same order."))
        found = io.structural_decomposition(
            factors_of(self.table, of), factors_of(later, of), value_of, method=method, form=form
        )
        parts = dict(zip(FACTORS, found.effects, strict=True))
        if method == "interaction":
            parts["interaction"] = found.interaction
        return self._base.frame({"start": found.start, "end": found.end, **parts})

    def footprint(self, of: str | Labelled = "value_added") -> pd.DataFrame:
        """What each category of final demand causes in each sector, s^ L Y, in the unit counted."""
        s = self._base.per_output(self._base.totals(of))
        made = s[:, None] * self._base.system.solve(self._base.Y)
        return self._base.frame(made, self.table.categories)

    def value_added_in_trade(self) -> pd.DataFrame:
        """What the exports of each product are made of: value added, taxes and imports embodied at home.

        A table of one country cannot say whether its own value added returns in imports; several regions can.
        """
        parts = self.price_composition_of_domestic
        exports = self.table.exports
        made: dict[str, Array] = {name: row * exports for name, row in parts.items()}
        return self._base.frame({**made, "exports": np.array(exports)})

    @cached_property
    def price_composition_of_domestic(self) -> Mapping[str, Array]:
        """(n,) shares of value added, taxes and imports in a unit of each domestic product."""
        home = self._base if self._base.flows == "domestic" else LabelledFlows(self.table)
        rows = np.vstack([self.table.gva, self.table.taxes_on_inputs, home.totals("imports")])
        found = io.price_composition(home.A, home.per_output(rows), system=home.system)
        return dict(zip(("domestic_value_added", "taxes", "foreign_content"), found, strict=True))

    # tables from tables

    def ras(self, row_totals: Labelled, column_totals: Labelled) -> pd.DataFrame:
        """Flows scaled to new totals of intermediate sales and purchases, all entries 0 or above.

        Sectors that a mapping does not name keep the totals that they have.
        """
        return self._balanced(False, row_totals, column_totals)

    def gras(self, row_totals: Labelled, column_totals: Labelled) -> pd.DataFrame:
        """The same for flows of either sign."""
        return self._balanced(True, row_totals, column_totals)

    def _balanced(self, signed: bool, row_totals: Labelled, column_totals: Labelled) -> pd.DataFrame:
        call = io.gras if signed else io.ras
        u = self._base.vector(self._filled(row_totals, self._base.Z.sum(axis=1)))
        v = self._base.vector(self._filled(column_totals, self._base.Z.sum(axis=0)))
        names = self.table.codes
        return self._base.frame(call(self._base.Z, u, v, row_names=names, column_names=names).matrix)

    def _filled(self, totals: Labelled, now: Array) -> Labelled:
        if not isinstance(totals, Mapping):
            return totals
        return {**dict(zip(self.table.codes, now.tolist(), strict=True)), **totals}

    def aggregate(self, mapping: Mapping[str, str]) -> Accounts:
        """The accounts with sectors merged, new code by old code; all sectors must be named."""
        return Accounts(aggregate(self.table, mapping), self._base.flows)

    def disaggregate(self, code: str, parts: Mapping[str, float]) -> Accounts:
        """The accounts with a sector split by weights."""
        return Accounts(table_changes.disaggregate(self.table, code, parts), self._base.flows)

    def insert_sector(
        self,
        parent: str,
        sector: Sector,
        output: float,
        inputs: Mapping[str, float],
        sales: Mapping[str, float],
        *,
        own: float = 0.0,
        employment: float | None = None,
    ) -> Accounts:
        """The accounts with a sector split out of `parent`, with inputs and customers of its own."""
        table = table_changes.insert_sector(
            self.table, parent, sector, output, inputs, sales, own=own, employment=employment
        )
        return Accounts(table, self._base.flows)

    def deflate(self, prices: Labelled) -> pd.DataFrame:
        """Flows, final demand, output and value added at constant prices; price indices (base 1) by code.

        Domestic and imported products have one price; value added is what is left (double deflation).
        """
        found = io.deflate(
            self.table.Z, self.table.Y, self.table.x, self._base.vector(prices, 1.0), names=self.table.codes
        )
        columns = [*self.table.codes, *self.table.categories, "output", "value_added"]
        return self._base.frame(np.column_stack([found.Z, found.Y, found.x, found.value_added]), columns)
