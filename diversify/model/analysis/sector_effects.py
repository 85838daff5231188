"""Which sectors gain and lose: the difference between two results, sector by sector, with its sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.text import N_, _

if TYPE_CHECKING:
    from diversify.model.projection.result import Result

MEASURES: Mapping[str, str] = {
    "gdp": N_("GDP, volume"),
    "employment": N_("Employment"),
    "output": N_("Gross output"),
    "exports": N_("Exports"),
    "imports": N_("Imports"),
}
"""What can be told apart by sector without a rest; titles to be translated."""
TAXES = "taxes"
"""What belongs to no sector: net product taxes in GDP."""


@dataclass(frozen=True)
class SectorEffects:
    """The difference of one measure in one year.

    Attributes
    ----------
    measure
        One of `MEASURES`.
    codes
        The sectors; for GDP then `TAXES`.
    values : ndarray, (n,)
        Difference of each, in `unit`.
    levels : ndarray, (n,)
        Level of each in the run compared with, in `unit`.
    whole
        Difference of the whole, as the results report it.
    """

    measure: str
    year: int
    codes: tuple[str, ...]
    values: Array
    levels: Array
    whole: float
    unit: str

    @property
    def percent(self) -> Array:
        """(n,) of each sector's own level; NaN where it has none."""
        known = np.abs(self.levels) > 1e-9
        return np.asarray(np.where(known, 100.0 * self.values / np.where(known, self.levels, 1.0), np.nan))

    @property
    def points(self) -> Array:
        """(n,) contribution to the whole, percent of the level of the whole."""
        return np.asarray(100.0 * self.values / self.levels.sum())

    @property
    def order(self) -> tuple[int, ...]:
        """From the largest gain to the largest loss."""
        return tuple(int(i) for i in np.argsort(-self.values, kind="stable"))


def sector_effects(result: Result, other: Result, year: int, measure: str = "gdp") -> SectorEffects:
    """Split the difference of a measure between two results by sector; the parts add up.

    GDP is value added of the sectors plus net product taxes, all at prices of the base year, so a measure of
    volume has no rest; the others are sums over sectors.

    Raises
    ------
    InputError
        If the measure is unknown, the year is not in both results, or the sectors are not the same.
    """
    if measure not in MEASURES:
        raise InputError(
            _("{name} is not split by sector here; there are {known}.").format(
                name=measure, known=", ".join(MEASURES)
            )
        )
    codes = tuple(sector.code for sector in result.sectors)
    if codes != tuple(sector.code for sector in other.sectors):
        raise InputError(_("The two runs do not have the same sectors."))
    if year not in result.years or year not in other.years:
        raise InputError(_("{year} is not in both runs.").format(year=year))
    name = "gva" if measure == "gdp" else measure
    own, base = (np.asarray(r.values(name)[r.years.index(year)]) for r in (result, other))
    if measure == "gdp":
        codes = (*codes, TAXES)
        own, base = (np.append(v, _taxes(r, year)) for v, r in ((own, result), (base, other)))
        whole = sum(
            sign * float(r.values("gdp")[r.years.index(year)]) for r, sign in ((result, 1), (other, -1))
        )
    else:
        whole = float(own.sum() - base.sum())
    return SectorEffects(measure, year, codes, own - base, base, whole, result.units[name])


def _taxes(result: Result, year: int) -> float:
    taxes = result.flows.product_tax_volume
    return float(taxes[result.years.index(year), min(result.draw, taxes.shape[1] - 1), 0])
