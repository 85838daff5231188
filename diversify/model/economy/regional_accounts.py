"""The toolbox for a table of several regions, labelled: footprints and trade in value added by region."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model import inputoutput as io
from diversify.text import _

if TYPE_CHECKING:
    import pandas as pd

    from diversify.model.economy.multiregional import MultiRegionalTable


class RegionalAccounts:
    """Questions to a multi-regional table; answers carry its regions and sectors.

    For one region alone use `Accounts(table.national(region))`.

    Parameters
    ----------
    table
        The table; all its flows are between its own regions.
    """

    def __init__(self, table: MultiRegionalTable) -> None:
        self.table = table
        self._where = [table.regions.index(region) for region, _code in table.labels]

    @cached_property
    def _names(self) -> list[str]:
        return [" ".join(label) for label in self.table.labels]

    @cached_property
    def _A(self) -> Array:
        return io.technical_coefficients(self.table.Z, self.table.x, self._names)

    @cached_property
    def _system(self) -> io.LeontiefSystem:
        return io.LeontiefSystem(self._A, self._names)

    @cached_property
    def _by_region(self) -> Array:
        """(N, R) final demand by the region that uses it."""
        R = np.zeros((len(self.table.final_labels), len(self.table.regions)))
        for k, (region, _category) in enumerate(self.table.final_labels):
            if region not in self.table.regions:
                message = _("Final demand of {region} belongs to no region that produces.")
                raise InputError(message.format(region=region))
            R[k, self.table.regions.index(region)] = 1.0
        demand: Array = self.table.Y @ R
        return demand

    @cached_property
    def _index(self) -> pd.MultiIndex:
        import pandas as pd

        return pd.MultiIndex.from_tuples(self.table.labels, names=["region", "sector"])

    def technical_coefficients(self) -> pd.DataFrame:
        """A of all regions."""
        import pandas as pd

        return pd.DataFrame(self._A, index=self._index, columns=self._index, copy=False)

    def leontief_inverse(self) -> pd.DataFrame:
        """L of all regions."""
        import pandas as pd

        return pd.DataFrame(self._system.inverse, index=self._index, columns=self._index, copy=False)

    def multipliers(self, of: str = "output") -> pd.Series[float]:
        """Effect in all regions of one unit of final demand for each product of each region."""
        import pandas as pd

        found = io.multipliers(self._A, self._per_output(of), system=self._system)
        return pd.Series(found, index=self._index, name=of)

    def footprint(self, of: str = "value_added") -> pd.DataFrame:
        """What is made in each region (rows) for the final demand of each (columns), in the unit counted."""
        import pandas as pd

        found = io.footprint(self._A, self._by_region, self._per_output(of), self._where, system=self._system)
        regions = pd.Index(self.table.regions, name="region")
        return pd.DataFrame(found.flows, index=regions, columns=pd.Index(self.table.regions, name="for"))

    def value_added_in_trade(self) -> pd.DataFrame:
        """Exports of each region: domestic and foreign content, own value added re-exported and returned.

        Taxes on inputs, and inputs whose supplier is not in the table, count as value added of the region
        that uses them, so that contents add up to exports.
        """
        import pandas as pd

        table = self.table
        primary = table.gva + table.taxes_on_inputs + table.imported_inputs
        found = io.value_added_in_trade(
            self._A, self._by_region, table.x, primary, self._where, names=self._names, system=self._system
        )
        names = ("exports", "domestic", "foreign", "reexported", "returned")
        columns = {name: getattr(found, name) for name in names}
        return pd.DataFrame(columns, index=pd.Index(table.regions, name="region"))

    def _per_output(self, of: str) -> Array:
        table = self.table
        kinds = dict(zip(table.value_added_kinds, table.value_added, strict=True))
        known = {"output": table.x, "value_added": table.gva, **kinds, **table.extensions}
        if of not in known:
            message = _("There is nothing called {name!r} in this table to count; it has {names}.")
            raise InputError(message.format(name=of, names=", ".join(known)))
        total = np.array(known[of], dtype=np.float64)
        return np.divide(total, table.x, out=np.zeros_like(total), where=table.x != 0)
