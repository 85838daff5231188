"""What the table of indicators shows: for open scenarios the chosen indicators and years. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diversify.arrays import Array
from diversify.errors import InputError
from diversify.model.projection.parameters import indicators
from diversify.model.projection.result import Difference, Result
from diversify.text import N_, _, localized, translate_unit

HEADLINES = ("gdp", "nonoil_gdp", "oil_share_gva", "unemployment", "sofaz_assets")
YEARS = (2030, 2035, 2050)
MARKS = {"base": N_("base year"), "closure": N_("closure"), "parameters": N_("parameters")}
Measure = tuple[str, str]  # indicator; sector code, or "" for the whole economy


@dataclass(frozen=True)
class Column:
    """One column of the table: a measure in a year, as a level or as a difference."""

    indicator: str
    sector: str
    year: int
    difference: bool

    def value(self, result: Result, reference: Result) -> float | None:
        """Return its number for one scenario; None where there is none, such as before its base year."""
        if not self.difference:
            return _at(result, self, np.asarray(result.values(self.indicator)), result.years)
        try:
            gap = Difference(result, reference)
        except InputError:  # other sectors or another horizon
            return None
        return _at(result, self, gap.values(self.indicator), gap.years)

    def unit(self, result: Result) -> str:
        """Return its unit in the current language."""
        kind, own = indicators()[self.indicator].difference, result.units[self.indicator]
        if not self.difference or kind == "absolute":
            return translate_unit(own)
        if kind == "percent":
            return _("% difference")
        return _("pp") if own.startswith("%") else translate_unit(own)

    def title(self, result: Result) -> str:
        """Return what it measures, without year and unit."""
        return measure_title((self.indicator, self.sector), result)


def columns(
    measures: Sequence[Measure], years: Sequence[int], levels: bool, differences: bool
) -> list[Column]:
    """Return the columns: by measure, by level and difference, by year."""
    kinds = [False] * levels + [True] * differences
    return [Column(name, sector, year, kind) for name, sector in measures for kind in kinds for year in years]


def measure_title(measure: Measure, result: Result) -> str:
    """Return the title of an indicator, with the sector if it is of one."""
    title = localized(indicators()[measure[0]].title)
    if not measure[1]:
        return title
    names = {sector.code: localized(sector.name) for sector in result.sectors}
    return f"{title}: {names.get(measure[1], measure[1])}"


def read_years(text: str, first: int, last: int) -> tuple[int, ...]:
    """Read years such as "2030, 2035 2045-2050".

    Raises
    ------
    InputError
        If one is none, or lies outside `first` to `last`.
    """
    found: set[int] = set()
    for part in text.replace(",", " ").replace(";", " ").replace("–", "-").split():
        ends = part.split("-")
        if len(ends) > 2 or not all(end.isascii() and end.isdigit() and len(end) == 4 for end in ends):
            raise InputError(
                _("“{text}” is no year. Write years like 2030, 2035, 2045-2050.").format(text=part)
            )
        years = range(int(ends[0]), int(ends[-1]) + 1)
        if not years or years[0] < first or years[-1] > last:
            raise InputError(_("{text} is outside {first}–{last}.").format(text=part, first=first, last=last))
        found.update(years)
    if not found:
        raise InputError(_("Give at least one year."))
    return tuple(sorted(found))


def years_text(years: Sequence[int]) -> str:
    """Return years as `read_years` reads them."""
    return ", ".join(map(str, years))


def _at(result: Result, column: Column, values: Array, years: Sequence[int]) -> float | None:
    if column.year not in years:
        return None
    row = values[years.index(column.year)]
    if values.ndim == 1:
        number = float(row)
    else:
        codes = [sector.code for sector in result.sectors]
        if column.sector not in codes:
            return None
        number = float(row[codes.index(column.sector)])
    return number if np.isfinite(number) else None
