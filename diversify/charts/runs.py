"""The runs a chart shows, and the numbers it takes from them: levels, differences, bands, base status."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from diversify import __version__
from diversify.arrays import Array
from diversify.charts.catalogue import Chart
from diversify.model.economy.rolling import ROLLED
from diversify.model.projection.identities import identity_title
from diversify.model.projection.parameters import indicators
from diversify.text import N_, _, format_number, localized, printable, translate_unit

if TYPE_CHECKING:
    from diversify.model.projection.result import Difference, Result

OTHERS = "others"  # stands for the sectors that a chart does not name

STATUSES = (N_("official (aggregated)"), N_("estimated"), N_("user"))


@dataclass(frozen=True)
class Run:
    """One result on a chart.

    Attributes
    ----------
    result
        The projection.
    label
        Its name for people; empty means the scenario's title.
    reference
        The result that differences are taken from: the counterfactual, or a scenario the user picked.
    band
        Per indicator (2, Y): lower and upper bound of the level, such as its 5-95 % range.
    effect_band
        The same for the difference from the reference.
    slot
        Number of its colour, dash and marker; None means its place in the list. Keeps a scenario's look
        when others come and go.
    """

    result: Result
    label: str = ""
    reference: Result | None = None
    band: Mapping[str, Array] | None = None
    effect_band: Mapping[str, Array] | None = None
    slot: int | None = None

    @property
    def name(self) -> str:
        """Label, or else the scenario's title, in the current language."""
        scenario = self.result.scenario
        return printable(self.label or localized(scenario.title) or scenario.name, keep="\t\r\n")

    @cached_property
    def difference(self) -> Difference | None:
        """Result minus reference."""
        return None if self.reference is None else self.result - self.reference


def as_runs(runs: Sequence[Run | Result]) -> tuple[Run, ...]:
    """Return runs, plain results turned into runs without a reference."""
    return tuple(run if isinstance(run, Run) else Run(run) for run in runs)


@dataclass(frozen=True)
class Series:
    """One line, area or row of bars: `values` (Y,) in `unit` over `years` (Y,); `band` (2, Y) or None."""

    run: int
    indicator: str
    sector: str | None
    label: str
    unit: str
    years: Array
    values: Array
    band: Array | None

    @property
    def key(self) -> tuple[int, str, str | None]:
        """What it is, whatever its numbers."""
        return self.run, self.indicator, self.sector

    def same(self, other: Series) -> bool:
        """Whether another series shows the same numbers."""
        pairs = [(self.values, other.values)]
        if self.band is not None and other.band is not None:
            pairs.append((self.band, other.band))
        elif self.band is not other.band:
            return False
        return all(one is two or np.array_equal(one, two, equal_nan=True) for one, two in pairs)


def measure(chart: Chart, indicator: str) -> str:
    """Return what is shown of an indicator: level, percent, points, absolute, index or share."""
    return indicators()[indicator].difference if chart.form == "difference" else chart.form


def unit(chart: Chart, indicator: str, run: Run) -> str:
    """Return the unit of what is shown, in the current language."""
    kind = measure(chart, indicator)
    if kind == "percent":
        return _("% difference")
    if kind == "index":
        return _("index, {year} = 100").format(year=int(run.result.years[0]))
    if kind == "share":
        by_sector = chart.by_sector and indicators()[indicator].sectoral
        return _("% of all sectors") if by_sector else _("% of GDP")
    own = run.result.units[indicator]
    return _("percentage points") if kind == "points" and own.startswith("%") else translate_unit(own)


def values(chart: Chart, run: Run, indicator: str) -> Array:
    """Return what a chart shows of an indicator: (Y, n) where it shows sectors, else (Y,)."""
    kind = measure(chart, indicator)
    if not chart.difference:
        return formed(_levels(chart, run.result, indicator), kind, run.result, indicator)
    assert run.difference is not None, "only runs with a reference are shown in differences"
    if not indicators()[indicator].sectoral or chart.by_sector:
        return np.asarray(run.difference.values(indicator, kind))  # type: ignore[arg-type]  # a difference
    both = run.difference.years
    own, other = (
        _levels(chart, r, indicator)[np.isin(r.years, both)] for r in (run.result, run.difference.other)
    )
    return 100.0 * (own / other - 1.0) if kind == "percent" else own - other


def _levels(chart: Chart, result: Result, indicator: str) -> Array:
    """Return (Y, n) by sector where the chart shows sectors, else (Y,): of amounts the total."""
    array: Array = np.asarray(result.values(indicator))
    return array.sum(axis=1) if array.ndim == 2 and not chart.by_sector else array


def formed(levels: Array, kind: str, result: Result, indicator: str) -> Array:
    """Return levels as an index of the base year, as shares, or as they are."""
    if kind == "index":
        first = np.where(levels[0] == 0.0, np.nan, levels[0])
        return np.asarray(100.0 * levels / first)
    if kind == "share":
        if levels.ndim == 2:
            return np.asarray(100.0 * levels / levels.sum(axis=1, keepdims=True))
        constant = " of " in result.units[indicator]  # GDP at the prices of the indicator
        return np.asarray(100.0 * levels / np.asarray(result.values("gdp" if constant else "gdp_current")))
    return levels


def years(chart: Chart, run: Run) -> Array:
    """Return (Y,) the years that `values` has."""
    source = run.difference if chart.difference and run.difference is not None else run.result
    return np.asarray(source.years, dtype=np.float64)


def series(chart: Chart, runs: Sequence[Run], sectors: Sequence[str] = ()) -> list[Series]:
    """Return what a line chart shows, run by run; of sectoral indicators the given `sectors`."""
    made = list[Series]()
    for i, run in enumerate(runs):
        if chart.difference and run.reference is None:
            continue
        names = {s.code: localized(s.name) for s in run.result.sectors}
        where = {code: j for j, code in enumerate(names)}
        when = years(chart, run)
        for name in chart.indicators:
            array, of = values(chart, run, name), unit(chart, name, run)
            if array.ndim == 1:
                label = localized(indicators()[name].title)
                made.append(Series(i, name, None, label, of, when, array, _band(chart, run, name)))
                continue
            for code in sectors:
                if code in where:
                    made.append(Series(i, name, code, names[code], of, when, array[:, where[code]], None))
    return made


def _band(chart: Chart, run: Run, indicator: str) -> Array | None:
    """Return the range of what is shown, where the run has it in that form."""
    kind = measure(chart, indicator)
    if kind == indicators()[indicator].difference:
        return (run.effect_band or {}).get(indicator)
    return (run.band or {}).get(indicator) if kind == "level" else None


def largest_sectors(run: Run, count: int, without: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the codes of the `count` sectors with most value added in the base year, in table order."""
    gva = np.asarray(run.result.economy.table.gva)
    codes = [sector.code for sector in run.result.sectors]
    ranked = [j for j in np.argsort(-gva, kind="stable") if codes[j] not in without]
    return tuple(codes[j] for j in sorted(ranked[:count]))


def stacked_sectors(run: Run, count: int) -> tuple[str, ...]:
    """Return `count` codes from the bottom of a stack up: oil and gas, refining, then the largest others."""
    anchors = run.result.economy.anchors
    oil = () if anchors is None else (anchors.resource, anchors.refining)
    first = tuple(code for code in oil if code)
    return (*first, *largest_sectors(run, count - len(first), without=first))


def base_status(run: Run) -> str:
    """Return the base year and what kind of table it is, such as "2025, estimated"."""
    table = run.result.economy.table
    status = _("own table") if table.status == "user" else _(table.status)
    return _("{year}, {status}").format(year=table.year, status=status)


def source_text(source: str) -> str:
    """Return a table's source in the current language where it is one of ours; others stay as written."""
    before = ROLLED.format(source="")
    if source.startswith(before):
        return _(ROLLED).format(source=source_text(source.removeprefix(before)))
    return _(source) if source else ""


def source_line(runs: Sequence[Run]) -> str:
    """Return where the numbers come from: source, base and its status, version, worst identity residual."""
    bases = dict.fromkeys((source_text(run.result.economy.table.source), base_status(run)) for run in runs)
    worst = max(
        (run.result.worst_residual for run in runs), key=lambda one: abs(one[2]), default=("", 0, 0.0)
    )
    sources = "; ".join(_("{source} (base {status})").format(source=s, status=b) for s, b in bases)
    text = _(
        "Source: {sources}. diversify {version}; worst identity residual {residual} of GDP ({identity})."
    )
    return text.format(
        sources=sources,
        version=__version__,
        residual=f"{abs(worst[2]):.0e}",
        identity=identity_title(worst[0]),
    )


MARKS = {"base": N_("base year"), "closure": N_("closure"), "parameters": N_("parameters")}


def marks(runs: Sequence[Run], across: bool = True) -> tuple[str, ...]:
    """Return in what the runs, or a run and its reference, differ besides their levers.

    Any of "base", "closure" and "parameters"; nothing means that the comparison is fair.

    Parameters
    ----------
    runs
        The runs shown.
    across
        Whether the runs are compared with each other, as on shared axes.
    """
    found = set[str]()
    for run in runs:
        if run.difference is not None:
            found.update(run.difference.marks)
        if across and run.result is not runs[0].result:
            found.update(_between(run.result, runs[0].result))
    return tuple(mark for mark in MARKS if mark in found)


def _between(one: Result, other: Result) -> tuple[str, ...]:
    if [s.code for s in one.sectors] != [s.code for s in other.sectors]:
        return ("base",)
    return (one - other).marks


def mark_text(found: Sequence[str]) -> str:
    """Return the sentence that warns of an unfair comparison; empty where there is nothing to warn of."""
    if not found:
        return ""
    what = ", ".join(_(MARKS[mark]) for mark in found)
    return _("Not like for like: the runs differ in {what}, not only in levers.").format(what=what)


def reference_text(runs: Sequence[Run]) -> str:
    """Return what differences are taken from, in words."""
    compared = [run for run in runs if run.reference is not None]
    references = [run.reference for run in compared if run.reference is not None]
    if not references:
        return _("No scenario to compare with.")
    if all(r.scenario.is_counterfactual for r in references) and not marks(compared, across=False):
        return _("Against the same, no lever moved.")
    names = dict.fromkeys(localized(r.scenario.title) or r.scenario.name for r in references)
    return _("Against: {names}.").format(names=", ".join(names))


def number(value: float, *, signed: bool = False) -> str:
    """Write a number for people: an effect (`signed`) with two significant digits, a level with three."""
    if abs(value) < 5e-7:
        return format_number(0.0, 0)
    digits = max(1 - math.floor(math.log10(abs(value))), 0) if signed else None
    return format_number(value, digits, signed=signed)
