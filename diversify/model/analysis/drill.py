"""From GDP to its source: sector, chain of supply, coefficient, and the cell and source that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.model.analysis.year_table import year_table
from diversify.model.economy.accounts import Accounts
from diversify.model.economy.azerbaijan import load_table
from diversify.model.economy.margins import OFFICIAL_YEAR
from diversify.model.economy.rolling import ROLLED
from diversify.model.projection.sources import Source, sources

if TYPE_CHECKING:
    from diversify.model.economy.table import Table
    from diversify.model.projection.result import Result

CUTOFF = 2e-3
"""Share of a sector's value added that a chain must carry to be listed."""
LONGEST = 8
PACKAGED = (23, 19)
"""Numbers of sectors in which the official table is packaged."""
_SEPARATOR = " < "


@dataclass(frozen=True)
class Chain:
    """One chain of supply, from the product finally demanded back to the sector that earns.

    Attributes
    ----------
    codes
        The product demanded first, the sector whose value added it makes last.
    value
        Value added, in the table's unit.
    share
        Of all value added of the sector, 0 to 1.
    """

    codes: tuple[str, ...]
    value: float
    share: float


@dataclass(frozen=True)
class Chains:
    """The chains that end in one sector, the largest first.

    `explained` is the share of its value added that they carry together; shorter than `LONGEST` links and
    above `CUTOFF` none is missed while `complete`.
    """

    code: str
    chains: tuple[Chain, ...]
    explained: float
    total: float
    complete: bool


@dataclass(frozen=True)
class Factor:
    """One factor of a chain: final demand, a coefficient for each link, value added per output.

    `user` is empty for what is no coefficient; the product of all factors is the chain's value.
    """

    kind: str  # "demand", "coefficient" or "earned"
    supplier: str
    user: str
    value: float


@dataclass(frozen=True)
class Coefficient:
    """What an input coefficient of one year rests on.

    Attributes
    ----------
    value
        From home, per unit of output: what a chain is multiplied by.
    total, home_share
        All origins, and the share made at home; value = total times home_share.
    base
        All origins in the base table.
    saving
        What is left of inputs per unit after savings of inputs by AI, 1 = none.
    price
        Price of the input over that of the output, base year = 1.
    services
        Bought AI services and the like, added to the rest, at prices of the year.
    cell, output
        Flow and output of the base table that the base coefficient is made of, in its unit.
    official
        The cell of the official table that an estimated one was made from; None where there is none.
    """

    supplier: str
    user: str
    year: int
    value: float
    total: float
    home_share: float
    base: float
    saving: float
    price: float
    services: float
    cell: float
    output: float
    official: float | None
    table: Table
    source: Source | None


class Drill:
    """Asks one year of a result, deeper and deeper.

    Parameters
    ----------
    result : Result
    year : int

    Raises
    ------
    InputError
        If the result has no such year.
    """

    def __init__(self, result: Result, year: int) -> None:
        self.result, self.year = result, year
        self.table = year_table(result, year)
        self.accounts = Accounts(self.table)

    @cached_property
    def domestic(self) -> Array:
        """(n, n) input coefficients from home."""
        return np.array(self.accounts.domestic_coefficients(), dtype=np.float64)

    @property
    def taxes(self) -> float:
        """Net product taxes: what belongs to no sector."""
        return self.table.gdp - float(self.table.gva.sum())

    def ranked(self) -> tuple[int, ...]:
        """Positions of the sectors, the largest value added first."""
        return tuple(int(i) for i in np.argsort(-self.table.gva, kind="stable"))

    def chains(self, code: str, cutoff: float = CUTOFF) -> Chains:
        """Chains of supply that end in the value added of a sector.

        Raises
        ------
        TableError
            If there is no such sector.
        """
        k = self.table.index(code)
        own = np.zeros(self.table.n)
        own[k] = self.table.gva[k]
        found = self.accounts.structural_paths(own, cutoff=cutoff, max_length=LONGEST)
        chains = tuple(
            Chain(tuple(str(path).split(_SEPARATOR)), float(value), float(share))
            for path, value, share in zip(found["path"], found["value"], found["share"], strict=True)
        )
        a = found.attrs
        return Chains(code, chains, float(a["explained"]), float(a["total"]), bool(a["complete"]))

    def factors(self, chain: Chain) -> tuple[Factor, ...]:
        """What the value of a chain is the product of."""
        where = [self.table.index(code) for code in chain.codes]
        home = self.table.x - self.domestic @ self.table.x
        out = [Factor("demand", chain.codes[0], "", float(home[where[0]]))]
        out += [
            Factor("coefficient", self.table.codes[i], self.table.codes[j], float(self.domestic[i, j]))
            for j, i in pairwise(where)
        ]
        last = where[-1]
        earned = float(self.table.gva[last] / self.table.x[last]) if self.table.x[last] else 0.0
        return (*out, Factor("earned", chain.codes[-1], "", earned))

    def coefficient(self, supplier: str, user: str) -> Coefficient:
        """What the coefficient of a link rests on, down to the cell of the base table and its source."""
        i, j = self.table.index(supplier), self.table.index(user)
        base = self.result.economy.table
        w, t, draw = self.result.flows, self.result.years.index(self.year), self.result.draw

        def at(values: Array) -> Array:
            """One year and draw of (year or 1, draw or 1, sector)."""
            values = np.asarray(values, dtype=np.float64)
            return np.asarray(values[min(t, len(values) - 1), min(draw, values.shape[1] - 1)])

        pq, cf, x = (np.broadcast_to(at(v), (self.table.n,)) for v in (w.v.pq, w.f.cf, w.y.x))
        price = float(pq[i] / (self.table.x[j] / x[j])) if x[j] > 0.0 and self.table.x[j] > 0.0 else 1.0
        total = float(self.table.Z[i, j] / self.table.x[j]) if self.table.x[j] else 0.0
        value = float(self.domestic[i, j])
        base_value = float(w.c.A0[i, j])
        saving = float(cf[j])
        return Coefficient(
            supplier,
            user,
            self.year,
            value,
            total,
            value / total if total else 1.0,
            base_value,
            saving,
            price,
            total - base_value * saving * price,
            float(base.Z[i, j]),
            float(base.x[j]),
            _official(base, supplier, user),
            base,
            sources().get(base.source_id),
        )

    def name(self, code: str) -> str:
        """Title of a sector in the current language."""
        return self.table.sectors[self.table.index(code)].title


def over_years(result: Result, chain: Chain) -> Array:
    """Every factor of a chain in every year, then their product, (year, factor + 1)."""
    rows = []
    for year in result.years:
        values = [factor.value for factor in Drill(result, year).factors(chain)]
        rows.append([*values, float(np.prod(values))])
    return np.array(rows)


def is_estimated(table: Table) -> bool:
    """Whether the cells of a table were balanced from an older one."""
    return table.source.startswith(ROLLED.format(source=""))


def _official(base: Table, supplier: str, user: str) -> float | None:
    """The cell of the packaged official table, where the base was made from it."""
    if not is_estimated(base) or base.n not in PACKAGED:
        return None
    table = load_table(OFFICIAL_YEAR, base.n)
    if table.codes != base.codes:
        return None
    return float(table.Z[table.index(supplier), table.index(user)])
