"""Supply (or make) and use tables of one year, and the symmetric table that a stated model makes of them."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from typing import Literal

import numpy as np

from diversify.arrays import Array, read_only
from diversify.errors import TableError
from diversify.model.economy.sectors import Sector
from diversify.model.economy.table import Table
from diversify.model.economy.wide_checks import beyond, check_arrays, note_of
from diversify.text import _

_ARRAYS = (
    "supply",
    "use",
    "Y",
    "M",
    "value_added",
    "taxes_on_inputs",
    "taxes_on_final",
    "product_taxes",
    "margins",
)


@dataclass(frozen=True, eq=False, kw_only=True)
class SupplyUseTable:
    """Supply and use of p products by m industries.

    Two identities hold:

    * product i: sum_j supply[i, j] + M[i] + margins[i] + product_taxes[i] = sum_j use[i, j] + sum_k Y[i, k]
    * industry j: sum_i supply[i, j] = sum_i use[i, j] + taxes_on_inputs[j] + sum_v value_added[v, j]

    Parameters
    ----------
    products, industries
        The p products and m industries.
    supply
        (p, m) domestic output at basic prices (a make table is its transpose).
    use
        (p, m) intermediate use, domestic and imported.
    Y, categories
        (p, k) final demand and its k names.
    M, margins, product_taxes
        (p,) imports; trade and transport margins and net taxes that lie between the prices of supply and of
        use: zero where the use table is at basic prices too.
    value_added, value_added_kinds
        (v, m) and its v names.
    taxes_on_inputs, taxes_on_final
        (m,) and (k,) net taxes on products, where the use table is at basic prices.
    tolerance
        Largest difference that is rounding, in `unit`.

    Raises
    ------
    TableError
        Wrong shapes or values that are not finite.
    BalanceError
        Products or industries that do not balance, unless allow_unbalanced.
    """

    products: tuple[Sector, ...]
    industries: tuple[Sector, ...]
    supply: Array
    use: Array
    Y: Array
    categories: tuple[str, ...]
    M: Array
    value_added: Array
    value_added_kinds: tuple[str, ...]
    taxes_on_inputs: Array
    taxes_on_final: Array
    product_taxes: Array
    margins: Array
    year: int
    unit: str = ""
    currency: str = ""
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
        p, m, k, v = (
            len(self.products),
            len(self.industries),
            len(self.categories),
            len(self.value_added_kinds),
        )
        shapes = ((p, m), (p, m), (p, k), (p,), (v, m), (m,), (k,), (p,), (p,))
        check_arrays({name: getattr(self, name) for name in _ARRAYS}, shapes)
        note = note_of(self.differences(), self.unit, allow_unbalanced)
        if note:
            put(self, "balanced", False)
            put(self, "notes", (*self.notes, note))

    def differences(self) -> tuple[tuple[str, float], ...]:
        """Return (product or industry, residual) of what does not balance, the largest first."""
        supplied = self.supply.sum(axis=1) + self.M + self.margins + self.product_taxes
        products = supplied - self.use.sum(axis=1) - self.Y.sum(axis=1)
        spent = self.use.sum(axis=0) + self.taxes_on_inputs + self.value_added.sum(axis=0)
        industries = self.supply.sum(axis=0) - spent
        return beyond(
            self.tolerance,
            (
                (_("product {code}"), "code", products, [one.code for one in self.products]),
                (_("industry {code}"), "code", industries, [one.code for one in self.industries]),
            ),
        )

    def symmetric(
        self,
        model: Literal["A", "B", "C", "D"],
        *,
        negatives: Literal["keep", "balance", "almon", "raise"] = "keep",
        allow_negative: bool = False,
    ) -> Table:
        """Return the symmetric table: A and B product by product, C and D industry by industry.

        Models and what is done with negative flows are those of `diversify.model.inputoutput.siot_from_sut`,
        by which name it can be called too; `allow_negative` is that of `Table`. A note says what the model
        made negative.

        Raises
        ------
        TableError
            If use is at purchasers' prices: margins and taxes of each flow would have to be guessed.
        InputError
            If the model needs as many products as industries, or makes flows that cannot be.
        """
        from diversify.model.inputoutput.supply_use import siot_from_sut

        if np.abs(self.margins).max(initial=0.0) > self.tolerance or (
            np.abs(self.product_taxes).max(initial=0.0) > self.tolerance
        ):
            raise TableError(
                _(
                    "The use table is at purchasers' prices: margins and taxes on each flow are not known. "
                    "Take the use table at basic prices."
                )
            )
        made_here = self.supply.sum(axis=1) > 0
        bought, bought_final = self.use[~made_here].sum(axis=0), self.Y[~made_here].sum(axis=0)
        products = tuple(p for p, here in zip(self.products, made_here, strict=True) if here)
        final = np.column_stack([self.Y, -self.M])[made_here]
        made = siot_from_sut(
            self.supply[made_here],
            self.use[made_here],
            final,
            np.vstack([self.taxes_on_inputs, bought, self.value_added]),
            model,
            negatives=negatives,
            products=[sector.code for sector in products],
            industries=[sector.code for sector in self.industries],
        )
        sectors = products if model in "AB" else self.industries
        notes = [_("Symmetric table by model {model} from supply and use tables.").format(model=model)]
        if len(made.negatives):
            note = _("The model made {n} flows negative, {total:,.6g} together; treatment: {treatment}.")
            said = {"n": len(made.negatives), "total": made.negative_sum, "treatment": negatives}
            notes.append(note.format(**said))
        Z, Y, M, x, added, taxes = made.Z, made.Y[:, :-1], -made.Y[:, -1], made.x, made.W[2:], made.W[0]
        if not made_here.all():
            Z, Y = np.pad(np.vstack([Z, made.W[1]]), ((0, 0), (0, 1))), np.vstack([Y, bought_final])
            M, x, taxes = np.append(M, self.M[~made_here].sum()), np.append(x, 0.0), np.append(taxes, 0.0)
            added = np.pad(added, ((0, 0), (0, 1)))
            sectors = (*sectors, Sector("IMPORTS", {"en": "Products without domestic output"}))
            codes = ", ".join(p.code for p, here in zip(self.products, made_here, strict=True) if not here)
            note = _("Products that nobody makes here ({codes}) are imported: the row IMPORTS.")
            notes.append(note.format(codes=codes))
        return Table(
            sectors=sectors,
            Z=Z,
            Y=Y,
            M=M,
            x=x,
            value_added=added,
            value_added_kinds=self.value_added_kinds,
            taxes_on_inputs=taxes,
            taxes_on_final=self.taxes_on_final,
            categories=self.categories,
            year=self.year,
            status=self.status,
            unit=self.unit,
            currency=self.currency,
            price_basis=self.price_basis,
            source=self.source,
            tolerance=self.tolerance,
            notes=(*self.notes, *notes),
            allow_unbalanced=not self.balanced,
            allow_negative=allow_negative,
        )

    siot_from_sut = symmetric
