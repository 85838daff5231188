"""Lines: one indicator of one scenario over the years, of the economy or of one sector."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from diversify.errors import InputError
from diversify.model import indicators
from diversify.terminal.runs import Run
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.projection.ensemble import Ensemble
    from diversify.model.projection.parameters import Indicator
    from diversify.model.projection.result import Result
    from diversify.terminal.output import Record

Numbers = NDArray[np.float64]
QUANTILES = (0.05, 0.5, 0.95)
ADDITIVE = ("mln", "thousand persons")  # units whose sectors add up to the whole economy
DIFFERENCE_UNITS = {"percent": "%", "points": "pp"}


@dataclass(frozen=True)
class Line:
    """One indicator of one scenario over the years.

    Attributes
    ----------
    sector
        Code of the sector; None for the whole economy.
    values, difference
        (Y,) arrays over `years`; the difference in `difference_unit` from the scenario called `against`,
        not a number in years that the other does not have.
    marks
        How the two worlds differ that the difference is taken between.
    quantile
        Which quantile of a sample of draws; None for the projection itself.
    """

    scenario: str
    indicator: Indicator
    sector: str | None
    unit: str
    years: tuple[int, ...]
    values: Numbers
    difference: Numbers | None = None
    difference_unit: str = ""
    against: str = ""
    marks: tuple[str, ...] = ()
    quantile: float | None = None

    def at(self, year: int) -> float:
        """Return the value of one year."""
        return float(self.values[year - self.years[0]])

    def difference_at(self, year: int) -> float:
        """Return the difference of one year; not a number where there is none."""
        return math.nan if self.difference is None else float(self.difference[year - self.years[0]])


def known(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names if all are indicators.

    Raises
    ------
    InputError
        Naming the first that is none, with the nearest name there is.
    """
    for name in names:
        if name not in indicators():
            near = difflib.get_close_matches(name, indicators(), n=3, cutoff=0.4) or indicators()
            message = _("There is no indicator {name}; did you mean {near}?")
            raise InputError(message.format(name=name, near=" / ".join(near)))
    return tuple(names)


def of_result(result: Result, names: Sequence[str], sectors: Sequence[str] | None = None) -> list[Line]:
    """Return the lines of `names`.

    An indicator by sector gives one line per sector (only `sectors`, if given); where sectors add up, the
    whole economy comes first.
    """
    found = []
    for name in known(names):
        indicator, unit = indicators()[name], result.units[name]
        for code, values in _by_sector(result, result.values(name), unit, sectors):
            found.append(Line(result.scenario.name, indicator, code, unit, result.years, values))
    return found


def of_run(run: Run, names: Sequence[str], sectors: Sequence[str] | None = None) -> list[Line]:
    """Return the lines of a run with their differences from its reference."""
    here = of_result(run.result, names, sectors)
    there = of_result(run.reference, names, sectors)
    found = []
    for line, other in zip(here, there, strict=True):
        kind = line.indicator.difference
        values = np.full(len(line.years), np.nan)
        common = min(len(line.values), len(other.values))  # all runs end in the same year
        a, b = line.values[-common:], other.values[-common:]
        values[-common:] = 100 * (a / np.where(b == 0, np.nan, b) - 1) if kind == "percent" else a - b
        found.append(
            replace(
                line,
                difference=values,
                difference_unit=DIFFERENCE_UNITS.get(kind, line.unit),
                against=run.reference.scenario.name,
                marks=run.marks,
            )
        )
    return found


def of_sample(
    result: Result, ensemble: Ensemble, names: Sequence[str], sectors: Sequence[str] | None = None
) -> list[Line]:
    """Return the lines of the projection, those of no sector followed by the quantiles of their draws."""
    lines = []
    for line in of_result(result, names, sectors):
        lines.append(line)
        if not line.indicator.sectoral:
            quantiles = ensemble.quantiles(line.indicator.name, QUANTILES)
            lines += [
                replace(line, values=row, quantile=q) for q, row in zip(QUANTILES, quantiles, strict=True)
            ]
    return lines


def records(lines: Sequence[Line], years: Sequence[int]) -> list[Record]:
    """Return lines as records, one per line and year; differences and quantiles only where there are any."""
    compared = any(line.difference is not None for line in lines)
    sampled = any(line.quantile is not None for line in lines)
    found: list[Record] = []
    for line in lines:
        for year in years:
            record: dict[str, object] = {
                "scenario": line.scenario,
                "year": year,
                "indicator": line.indicator.name,
                "sector": line.sector,
                "value": _number(line.at(year)),
                "unit": line.unit,
            }
            if sampled:
                record["quantile"] = line.quantile
            if compared:
                record |= {
                    "difference": _number(line.difference_at(year)),
                    "difference_unit": line.difference_unit,
                    "against": line.against,
                    "marks": " ".join(line.marks),
                }
            found.append(record)
    return found


def _by_sector(
    result: Result, values: Numbers, unit: str, wanted: Sequence[str] | None
) -> Iterator[tuple[str | None, Numbers]]:
    codes = [sector.code for sector in result.sectors]
    unknown = [code for code in wanted or () if code not in codes]
    if unknown:
        message = _("There is no sector {code}; the sectors are {codes}.")
        raise InputError(message.format(code=unknown[0], codes=" ".join(codes)))
    if values.ndim == 1:
        yield None, values
        return
    if wanted is None and unit.startswith(ADDITIVE):
        yield None, values.sum(axis=1)
    for code in wanted or codes:
        yield code, values[:, codes.index(code)]


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
