"""The accounts of several regions in one year as an immutable multi-regional input-output table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass, field
from functools import cached_property

import numpy as np

from diversify.arrays import Array, read_only
from diversify.errors import TableError
from diversify.frozen import FrozenDict
from diversify.model.economy.sectors import Sector
from diversify.model.economy.table import Table
from diversify.model.economy.wide_checks import beyond, check_arrays, note_of
from diversify.text import _

_ARRAYS = ("Z", "Y", "x", "value_added", "taxes_on_inputs", "imported_inputs")
EMPLOYMENT = "employment"
"""The extension that is a national table's employment, thousand persons."""


@dataclass(frozen=True, eq=False, kw_only=True)
class MultiRegionalTable:
    """A multi-regional table of N region-sectors and K region-categories of final demand.

    Two identities hold for every region-sector i:

    * row: sum_j Z[i, j] + sum_k Y[i, k] = x[i]
    * column: sum_i Z[i, j] + imported_inputs[j] + taxes_on_inputs[j] + gva[j] = x[j]

    Parameters
    ----------
    labels
        N pairs of (region, sector code), the order of rows and columns.
    final_labels
        K pairs of (region, category).
    Z, Y, x
        (N, N), (N, K) and (N,).
    value_added, value_added_kinds
        (v, N) and its v names.
    taxes_on_inputs
        (N,) net taxes on products used as inputs.
    imported_inputs
        (N,) inputs whose supplier is not in the table, such as WIOD's international transport margins.
    sectors
        What the sector codes mean, by code.
    extensions
        Further rows by name, (N,) each.
    tolerance
        Largest difference that is rounding, in `unit`.
    allow_unbalanced
        Open a table that does not balance, as it is; `balanced` is then False and a note says so.

    Raises
    ------
    TableError
        Wrong shapes or values that are not finite.
    BalanceError
        Rows or columns that do not balance: names the worst and by how much.
    """

    labels: tuple[tuple[str, str], ...]
    final_labels: tuple[tuple[str, str], ...]
    Z: Array
    Y: Array
    x: Array
    value_added: Array
    value_added_kinds: tuple[str, ...]
    taxes_on_inputs: Array
    imported_inputs: Array
    sectors: Mapping[str, Sector] = field(default_factory=FrozenDict)
    extensions: Mapping[str, Array] = field(default_factory=FrozenDict)
    year: int
    unit: str = "mln USD"
    currency: str = "USD"
    price_basis: str = "basic"
    status: str = "user"
    source: str = ""
    tolerance: float = 1e-3
    notes: tuple[str, ...] = ()
    balanced: bool = field(default=True, init=False)
    allow_unbalanced: InitVar[bool] = False

    def __post_init__(self, allow_unbalanced: bool) -> None:
        put = object.__setattr__
        for name in _ARRAYS:
            put(self, name, read_only(getattr(self, name)))
        put(self, "extensions", FrozenDict({key: read_only(row) for key, row in self.extensions.items()}))
        put(self, "sectors", FrozenDict(self.sectors))
        self._check_shapes()
        note = note_of(self.differences(), self.unit, allow_unbalanced)
        if note:
            put(self, "balanced", False)
            put(self, "notes", (*self.notes, note))

    def _check_shapes(self) -> None:
        n, k, v = len(self.labels), len(self.final_labels), len(self.value_added_kinds)
        if len(set(self.labels)) < n or len(set(self.final_labels)) < k or n == 0:
            raise TableError(
                _("Every pair of region and sector, and of region and category, must be unique.")
            )
        shapes = ((n, n), (n, k), (n,), (v, n), (n,), (n,))
        check_arrays({name: getattr(self, name) for name in _ARRAYS}, shapes)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The regions, in the order of the table."""
        return tuple(dict.fromkeys(region for region, _code in self.labels))

    @property
    def gva(self) -> Array:
        """(N,) value added."""
        total: Array = self.value_added.sum(axis=0)
        return total

    def differences(self) -> tuple[tuple[str, float], ...]:
        """Return (row or column, residual) of every account that does not balance, the largest first."""
        rows = self.Z.sum(axis=1) + self.Y.sum(axis=1) - self.x
        spent = self.Z.sum(axis=0) + self.imported_inputs + self.taxes_on_inputs + self.gva
        names = [" ".join(label) for label in self.labels]
        return beyond(
            self.tolerance,
            (
                (_("row {label}"), "label", rows, names),
                (_("column {label}"), "label", self.x - spent, names),
            ),
        )

    def national(self, region: str, *, allow_negative: bool = False) -> Table:
        """Return the table of one region: its flows with all the others become exports and imports.

        Flows are total (domestic + imported) by product; exports of i are what other regions use of it,
        imports of i what the region uses of it from others. The extension "employment" becomes employment.
        GDP leaves out taxes on final demand, which a multi-regional table does not print by region.

        Parameters
        ----------
        allow_negative
            Whether flows may be negative (see `Table`); multi-regional tables have such cells.

        Raises
        ------
        TableError
            If there is no such region; names those there are.
        """
        if region not in self.regions:
            message = _("There is no region {region!r} in this table; it has {regions}.")
            raise TableError(message.format(region=region, regions=", ".join(self.regions)))
        own = np.array([label[0] == region for label in self.labels])
        own_final = np.array([label[0] == region for label in self.final_labels])
        codes = tuple(code for place, code in self.labels if place == region)
        merged = np.zeros((len(codes), len(self.labels)))  # sums the same product of all regions
        for k, (_region, code) in enumerate(self.labels):
            if code in codes:
                merged[codes.index(code), k] = 1.0
        foreign = merged * ~own
        Zc, Yc = self.Z[:, own], self.Y[:, own_final]
        imports = foreign @ Zc.sum(axis=1) + foreign @ Yc.sum(axis=1)
        exports = self.Z[np.ix_(own, ~own)].sum(axis=1) + self.Y[np.ix_(own, ~own_final)].sum(axis=1)
        Z, Y = merged @ Zc, np.column_stack([merged @ Yc, exports])
        known = np.array([code in codes for _r, code in self.labels])
        other = Zc[~known].sum(axis=0)  # products of which this region has no sector
        other_final = np.append(Yc[~known].sum(axis=0), 0.0)
        bought = self.imported_inputs[own] + other
        sectors = [self.sectors.get(code, Sector(code)) for code in codes]
        fields = {"M": imports, "x": self.x[own], "taxes_on_inputs": self.taxes_on_inputs[own]}
        value_added = self.value_added[:, own]
        extensions = {name: row[own] for name, row in self.extensions.items()}
        if bought.any() or other_final.any():
            Z = np.pad(np.vstack([Z, bought]), ((0, 0), (0, 1)))
            Y = np.vstack([Y, other_final])
            fields = {name: np.append(row, 0.0) for name, row in fields.items()}
            fields["M"][-1] = bought.sum() + other_final.sum()
            value_added = np.pad(value_added, ((0, 0), (0, 1)))
            extensions = {name: np.append(row, 0.0) for name, row in extensions.items()}
            sectors.append(Sector("IMPORTS", {"en": "Imports of no sector of this table"}))
        categories = tuple(category for place, category in self.final_labels if place == region)
        return Table(
            sectors=tuple(sectors),
            Z=Z,
            Y=Y,
            value_added=value_added,
            value_added_kinds=self.value_added_kinds,
            taxes_on_final=np.zeros(len(categories) + 1),
            categories=(*categories, "exports"),
            employment=extensions.pop(EMPLOYMENT, None),
            extensions=extensions,
            region=region,
            year=self.year,
            status=self.status,
            unit=self.unit,
            currency=self.currency,
            price_basis=self.price_basis,
            source=self.source,
            tolerance=self.tolerance,
            notes=(
                *self.notes,
                _("{region} out of a table of {n} regions.").format(region=region, n=len(self.regions)),
            ),
            allow_unbalanced=not self.balanced,
            allow_negative=allow_negative,
            **fields,
        )
