"""The accounts of one year as an immutable input-output table that checks itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import InitVar, dataclass, field, fields
from functools import cached_property
from typing import Any

import numpy as np

from diversify.arrays import Array, read_only
from diversify.errors import TableError
from diversify.frozen import FrozenDict
from diversify.model.economy.checks import balance, check_imported, check_shapes, check_signs
from diversify.model.economy.sectors import Sector
from diversify.text import _

CATEGORIES = ("households", "government", "npish", "gfcf", "inventories", "exports")
KINDS = ("compensation", "social_contributions", "net_income", "other_taxes", "consumption_of_fixed_capital")

#: Extensions that are shares: when sectors are merged they are weighted by this category of final demand.
SHARE_EXTENSIONS = {"goods_export_share": "exports"}

_IMPORTED = ("Z_m", "Y_m")
_ARRAYS = ("Z", "Y", "M", "x", "value_added", "taxes_on_inputs", "taxes_on_final", "employment")


@dataclass(frozen=True, eq=False, kw_only=True)
class Table:
    """A symmetric input-output table: total flows (domestic + imported) at basic prices.

    Two identities hold for every sector i, and construction checks them:

    * row: sum_j Z[i, j] + sum_k Y[i, k] - M[i] = x[i]
    * column: sum_i Z[i, j] + taxes_on_inputs[j] + gva[j] = x[j]

    Differences up to `tolerance` (rounding of printed tables) are absorbed, in `x` for rows and in
    value added for columns, and a note says so; larger ones raise BalanceError.

    Parameters
    ----------
    sectors
        The n sectors.
    Z
        (n, n) intermediate flows, supplying product by using sector; not negative unless `allow_negative`.
    Y
        (n, k) final demand by category.
    M
        (n,) imports; not negative unless `allow_negative`.
    x
        (n,) gross output; not negative.
    value_added
        (v, n) value added by kind.
    taxes_on_inputs
        (n,) net taxes on products used as inputs.
    taxes_on_final
        (k,) net taxes on final demand: purchasers' minus basic price.
    employment
        (n,) employed persons, thousand; None if unknown.
    Z_m, Y_m
        (n, n) and (n, k) the imported part of Z and Y where it is known by user; their rows add up to M. None
        where imports are a vector by product: then every user but exports has the same import share.
    categories, value_added_kinds
        Names of the columns of `Y` and of the rows of `value_added`.
    region
        Whose table, such as "AZ"; empty if it is not said.
    year, status, unit, currency, price_basis, source, source_id, notes
        What the figures are. `status` is "official (aggregated)", "estimated" or "user".
    tolerance
        Largest rounding difference that is absorbed, in `unit`.
    extensions
        Further rows by name, (n,) each; "goods_export_share" is the share of goods in exports.
    allow_unbalanced
        Open a table that does not balance, as it is; `balanced` is then False and a note says so.
    allow_negative
        Open a table with negative inputs, final demand or imports, as it is; `nonnegative` is then False and
        a note names the cells. What needs flows that are not negative, RAS and projections, refuses it.

    Raises
    ------
    TableError
        Wrong shapes, values that are not finite, signs that cannot be.
    NegativeError
        Negative flows, unless `allow_negative`: names the cells.
    BalanceError
        A row or column that does not balance: names it, by how much, and what to do.
    """

    sectors: tuple[Sector, ...]
    Z: Array
    Y: Array
    M: Array
    x: Array
    value_added: Array
    taxes_on_inputs: Array
    taxes_on_final: Array
    employment: Array | None = None
    Z_m: Array | None = None
    Y_m: Array | None = None
    categories: tuple[str, ...] = CATEGORIES
    value_added_kinds: tuple[str, ...] = KINDS
    region: str = ""
    year: int
    status: str = "user"
    unit: str = "mln AZN"
    currency: str = "AZN"
    price_basis: str = "basic"
    source: str = ""
    source_id: str = ""
    tolerance: float = 1e-3
    notes: tuple[str, ...] = ()
    extensions: Mapping[str, Array] = field(default_factory=FrozenDict)
    balanced: bool = field(default=True, init=False)
    nonnegative: bool = field(default=True, init=False)
    allow_unbalanced: InitVar[bool] = False
    allow_negative: InitVar[bool] = False

    def __post_init__(self, allow_unbalanced: bool, allow_negative: bool) -> None:
        put = object.__setattr__
        for name in ("sectors", "categories", "value_added_kinds", "notes"):
            put(self, name, tuple(getattr(self, name)))
        put(self, "tolerance", float(self.tolerance))
        self._freeze()
        check_shapes(self)
        negative = check_signs(self, allow_negative)
        check_imported(self)
        found = balance(self, allow_unbalanced)
        put(self, "x", read_only(found.x))
        put(self, "value_added", read_only(found.value_added))
        put(self, "balanced", found.balanced)
        put(self, "nonnegative", not negative)
        notes = (*((negative,) if negative else ()), *found.notes)
        put(self, "notes", self.notes + tuple(note for note in notes if note not in self.notes))

    def _freeze(self) -> None:
        for name in (*_ARRAYS, *_IMPORTED):
            values = getattr(self, name)
            if values is not None:
                object.__setattr__(self, name, read_only(values))
        extensions = {name: read_only(row) for name, row in self.extensions.items()}
        object.__setattr__(self, "extensions", FrozenDict(extensions))

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what can be computed again."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Come back from another process as immutable as before."""
        self.__dict__.update(state)
        self._freeze()

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the sectors, in the order of the table."""
        return tuple(sector.code for sector in self.sectors)

    @property
    def regions(self) -> tuple[str, ...]:
        """The one region, as a multi-regional table has several; its name is empty if it is not said."""
        return (self.region,)

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """Pairs of (region, sector code), as a multi-regional table has them."""
        return tuple((self.region, code) for code in self.codes)

    @property
    def final_labels(self) -> tuple[tuple[str, str], ...]:
        """Pairs of (region, category of final demand), as a multi-regional table has them."""
        return tuple((self.region, category) for category in self.categories)

    def national(self, region: str = "") -> Table:
        """Return itself if the region is its own; TableError names its own if not."""
        if region in ("", self.region):
            return self
        message = _("There is no region {region!r} in this table; it has {regions}.")
        raise TableError(message.format(region=region, regions=self.region or _("one without a name")))

    @property
    def n(self) -> int:
        """Number of sectors."""
        return len(self.sectors)

    def index(self, code: str) -> int:
        """Return the position of a sector; TableError names the codes there are."""
        try:
            return self.codes.index(code)
        except ValueError:
            message = _("There is no sector {code!r} in this table; it has {codes}.")
            raise TableError(message.format(code=code, codes=", ".join(self.codes))) from None

    @cached_property
    def gva(self) -> Array:
        """(n,) gross value added at basic prices: the sum of its kinds."""
        return read_only(self.value_added.sum(axis=0))

    @cached_property
    def gdp(self) -> float:
        """Gross domestic product at market prices: value added plus net taxes on products."""
        return float(self.gva.sum() + self.taxes_on_inputs.sum() + self.taxes_on_final.sum())

    def final(self, category: str) -> Array:
        """Return one category of final demand, (n,), read-only."""
        if category not in self.categories:
            message = _("There is no final demand {category!r} in this table; it has {categories}.")
            raise TableError(message.format(category=category, categories=", ".join(self.categories)))
        return self.Y[:, self.categories.index(category)]

    @property
    def exports(self) -> Array:
        """(n,) exports."""
        return self.final("exports")

    @cached_property
    def import_shares(self) -> Array:
        """(n,) imports over domestic use, M / (x + M - exports); 0 where a product is not used at home."""
        use = self.x + self.M - self.exports
        return read_only(np.divide(self.M, use, out=np.zeros(self.n), where=use > 0))

    @cached_property
    def data_hash(self) -> str:
        """SHA-256 of everything numeric and of its labels: the same inputs give the same text."""
        digest = hashlib.sha256()
        labels = (self.codes, self.categories, self.value_added_kinds, self.year, self.unit, self.price_basis)
        digest.update(repr(labels).encode())
        for name in _ARRAYS:
            values = getattr(self, name)
            digest.update(name.encode() + (b"" if values is None else values.tobytes()))
        for name in _IMPORTED:
            if getattr(self, name) is not None:
                digest.update(name.encode() + getattr(self, name).tobytes())
        for name, row in sorted(self.extensions.items()):
            digest.update(name.encode() + row.tobytes())
        return digest.hexdigest()
