"""Lines: one indicator of one scenario over the years, of the economy or of one sector."""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from diversify.errors import InputError
from diversify.model import indicators
from diversify.terminal.runs import Run
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.projection.parameters import Indicator
    from diversify.model.projection.result import Ensemble, Result
    from diversify.terminal.output import Record

Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]
QUANTILES = (0.05, 0.5, 0.95)
DIFFERENCE_UNITS = {"percent": "%", "points": "pp"}


@dataclass(frozen=True)
class Line:
    """One indicator of one scenario over the years.

    Attributes
    ----------
    sector
        Code of the sector; None for the whole economy.
    values, difference
        (Y,) arrays over `years`; the difference in `difference_unit` from the scenario called `against`.
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
    """Return the lines of `names`; by sector (only `sectors`, if given) for indicators that are by sector."""
    lines = []
    for name in known(names):
        indicator, values = indicators()[name], result.values(name)
        empty = Line(
            result.scenario.name,
            indicator,
            None,
            result.units[name],
            result.years,
            np.empty(0, dtype=np.float64),
        )
        if values.ndim == 1:
            lines.append(replace(empty, values=values))
            continue
        codes = tuple(sector.code for sector in result.sectors)
        for code in _codes(sectors, codes):
            lines.append(replace(empty, sector=code, values=values[:, codes.index(code)]))
    return lines


def of_run(run: Run, names: Sequence[str], sectors: Sequence[str] | None = None) -> list[Line]:
    """Return the lines of a run with their differences from its reference."""
    differences = run.result - run.reference
    lines = []
    for line in of_result(run.result, names, sectors):
        kind = line.indicator.difference
        values = differences.values(line.indicator.name, kind)
        if line.sector is not None:
            values = values[:, [sector.code for sector in run.result.sectors].index(line.sector)]
        unit = DIFFERENCE_UNITS.get(kind, line.unit)
        lines.append(
            replace(
                line,
                difference=values,
                difference_unit=unit,
                against=run.reference.scenario.name,
                marks=run.marks,
            )
        )
    return lines


def of_sample(
    result: Result, ensemble: Ensemble, names: Sequence[str], sectors: Sequence[str] | None = None
) -> list[Line]:
    """Return the lines of the projection, those of the whole economy followed by quantiles of its draws."""
    lines = []
    for line in of_result(result, names, sectors):
        lines.append(line)
        if line.sector is None:
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


def _codes(wanted: Sequence[str] | None, codes: Sequence[str]) -> Sequence[str]:
    unknown = [code for code in wanted or () if code not in codes]
    if unknown:
        message = _("There is no sector {code}; the sectors are {codes}.")
        raise InputError(message.format(code=unknown[0], codes=" ".join(codes)))
    return wanted or codes


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
