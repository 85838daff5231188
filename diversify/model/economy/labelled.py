"""The flows of a table as arrays with one factored system, and the labels that results get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.economy.table import Table
from diversify.model.inputoutput import Households, LeontiefSystem, split_imports, technical_coefficients
from diversify.text import _

if TYPE_CHECKING:
    import pandas as pd

    Labelled = Mapping[str, float] | pd.Series[float] | npt.ArrayLike

Flows = Literal["domestic", "total"]
INCOME = ("compensation", "social_contributions")
_ALL = "all"


class LabelledFlows:
    """What every labelled answer starts from.

    Parameters
    ----------
    table
        The table.
    flows
        "domestic": imports are leakage, A_d = (I - m^) A with the same import share m of a product for every
        user but exports, or A_d = (Z - Z_m) / x where the table knows imports by user. "total": imports are
        made as if at home, A; final demand is net of them.
    """

    def __init__(self, table: Table, flows: Flows = "domestic") -> None:
        if flows not in ("domestic", "total"):
            raise InputError(_("Unknown flows {flows!r}; choose domestic or total.").format(flows=flows))
        self.table = table
        self.flows = flows

    @cached_property
    def total_coefficients(self) -> Array:
        """(n, n) A of total flows."""
        return technical_coefficients(self.table.Z, self.table.x, self.table.codes)

    @cached_property
    def A(self) -> Array:
        """(n, n) coefficients of the flows chosen."""
        if self.flows == "total" or not self.table.M.any():
            return self.total_coefficients
        return self.domestic_coefficients

    @cached_property
    def domestic_coefficients(self) -> Array:
        """(n, n) A_d of inputs made at home, whatever flows are chosen."""
        table = self.table
        if table.Z_m is not None:
            return technical_coefficients(table.Z - table.Z_m, table.x, table.codes)
        return split_imports(self.total_coefficients, table.import_shares)[0]

    @cached_property
    def Z(self) -> Array:
        """(n, n) the flows chosen."""
        if self.flows == "total" or not self.table.M.any():
            return self.table.Z
        if self.table.Z_m is not None:
            known: Array = self.table.Z - self.table.Z_m
            return known
        home: Array = (1.0 - self.table.import_shares)[:, None] * self.table.Z
        return home

    @cached_property
    def Y(self) -> Array:
        """(n, k) final demand of the flows chosen; exports are from home."""
        if self.flows == "total":
            return self.table.Y
        if self.table.Y_m is not None:
            known: Array = self.table.Y - self.table.Y_m
            return known
        exported = np.array([name == "exports" for name in self.table.categories])
        home: Array = np.where(exported, 1.0, (1.0 - self.table.import_shares)[:, None]) * self.table.Y
        return home

    @cached_property
    def f(self) -> Array:
        """(n,) final demand that output serves, x - Z i."""
        demand: Array = self.table.x - self.Z.sum(axis=1)
        return demand

    @cached_property
    def system(self) -> LeontiefSystem:
        """I - A, factored once."""
        return LeontiefSystem(self.A, self.table.codes)

    def per_output(self, totals: Array) -> Array:
        """(n,) or (k, n) over output; 0 where there is none."""
        x = self.table.x
        return np.divide(totals, x, out=np.zeros_like(totals), where=x != 0)

    def totals(self, of: str | Labelled) -> Array:
        """Return what is counted, (n,): "output", "value_added", "imports", "taxes", "employment", "income"
        (compensation), a kind of value added, an extension, or numbers of one's own by sector.
        """
        if not isinstance(of, str):
            return self.vector(of)
        table = self.table
        known: dict[str, Array] = {
            "output": table.x,
            "value_added": table.gva,
            "imports": (self.total_coefficients - self.A).sum(axis=0) * table.x,
            "taxes": table.taxes_on_inputs,
            **dict(zip(table.value_added_kinds, table.value_added, strict=True)),
            **table.extensions,
        }
        if table.employment is not None:
            known["employment"] = table.employment
        if of == "income":
            return self.income(INCOME)
        if of in known:
            return np.array(known[of], dtype=np.float64)
        message = _("There is nothing called {name!r} in this table to count; it has {names}.")
        raise InputError(message.format(name=of, names=", ".join((*known, "income"))))

    def income(self, kinds: str | Sequence[str]) -> Array:
        """Return household income by sector, (n,): the sum of kinds of value added; "all" is all of them."""
        table = self.table
        wanted = table.value_added_kinds if kinds == _ALL else (kinds,) if isinstance(kinds, str) else kinds
        found = [k for k in wanted if k in table.value_added_kinds]
        if not found or (kinds != INCOME and len(found) < len(wanted)):
            message = _("Household income is made of kinds of value added; this table has {kinds}.")
            raise InputError(message.format(kinds=", ".join(table.value_added_kinds)))
        rows = [table.value_added_kinds.index(k) for k in found]
        total: Array = table.value_added[rows].sum(axis=0)
        return total

    def households(
        self, income: str | Sequence[str] = INCOME, total_income: float | None = None
    ) -> Households:
        """Return households as a sector.

        Parameters
        ----------
        income
            Kinds of value added that are theirs, by default compensation; "all" for income from all sources.
        total_income
            What consumption is divided by, in the table's unit: by default the larger of that income and
            consumption at basic prices, for who spends more than this income has other income.
        """
        earned = self.income(income)
        whole = float(self.table.final("households").sum())
        spent = self.Y[:, self.table.categories.index("households")]
        by = max(float(earned.sum()), whole) if total_income is None else total_income
        if not by > 0:
            raise InputError(_("Households need an income above 0 to close the model with."))
        return Households(self.per_output(earned), spent / by)

    def vector(self, values: Labelled, missing: float = 0.0) -> Array:
        """Return numbers by sector, (n,), from a mapping or series by code, an array, or one number."""
        codes = self.table.codes
        if hasattr(values, "keys"):
            given = dict(values.items())  # type: ignore[union-attr] # what has keys has items
            unknown = [code for code in given if code not in codes]
            if unknown:
                self.table.index(str(unknown[0]))
            return np.array([float(given.get(code, missing)) for code in codes])
        found = np.asarray(values, dtype=np.float64)
        if found.shape not in ((), (len(codes),)):
            message = _("Give one number for every sector ({n}), or numbers by code.")
            raise InputError(message.format(n=len(codes)))
        return np.array(np.broadcast_to(found, len(codes)))

    @cached_property
    def index(self) -> pd.Index[str]:
        """The codes as an index."""
        import pandas as pd

        return pd.Index(self.table.codes, name="sector")

    def series(self, values: Array, name: str) -> pd.Series[float]:
        """Return values by sector."""
        import pandas as pd

        return pd.Series(values, index=self.index, name=name, copy=False)

    def frame(self, values: Array | Mapping[str, Any], columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return values by sector and by sector, or by the columns named."""
        import pandas as pd

        if isinstance(values, Mapping):
            return pd.DataFrame(dict(values), index=self.index)
        across = self.index if columns is None else pd.Index(columns)
        return pd.DataFrame(values, index=self.index, columns=across, copy=False)
