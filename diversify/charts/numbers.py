"""The numbers behind a chart as a table, and the chart in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.charts.catalogue import Chart
from diversify.charts.picture import Cell, Track
from diversify.charts.runs import Run, Series, base_status, marks, measure, number, reference_text
from diversify.files import safe_cell
from diversify.model.projection.parameters import indicators
from diversify.text import _, decimal_sign

HEADER = (
    "scenario", "label", "year", "indicator", "sector", "measure", "value", "unit", "low", "high",
    "reference", "base_status", "differs_in",
)  # fmt: skip


def table(
    chart: Chart, runs: Sequence[Run], shown: Sequence[Series]
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return header and rows, one row per run, indicator, sector and year, in full precision.

    Codes and units are English, as in every file for programs; `label` is what people read. A number that
    does not exist is None. `differs_in` names what makes a comparison unfair (base, closure, parameters).
    """
    rows = list[tuple[Cell, ...]]()
    for s in shown:
        run = runs[s.run]
        kind = measure(chart, s.indicator)
        of = _unit(chart, run, s.indicator, kind)
        reference = run.reference.scenario.name if chart.difference and run.reference is not None else None
        fixed = (reference, base_status(run), " ".join(marks([run] if chart.difference else [runs[0], run])))
        for i, year in enumerate(s.years):
            low, high = (None, None) if s.band is None else (_cell(s.band[0][i]), _cell(s.band[1][i]))
            rows.append(
                (run.result.scenario.name, run.name, int(year), s.indicator, s.sector, kind,
                 _cell(s.values[i]), of, low, high, *fixed)
            )  # fmt: skip
    return HEADER, rows


def _unit(chart: Chart, run: Run, indicator: str, kind: str) -> str:
    """Return the unit in English, as files for programs have it."""
    own = run.result.units[indicator]
    if kind == "points" and own.startswith("%"):
        return "percentage points"
    if kind == "share":
        return "% of all sectors" if chart.by_sector and indicators()[indicator].sectoral else "% of GDP"
    return {"percent": "%", "index": "index, base year = 100"}.get(kind, own)


def _cell(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def describe(chart: Chart, runs: Sequence[Run], shown: Sequence[Series]) -> str:
    """Return what the chart shows in sentences: title, unit, and where each series starts and ends."""
    parts = [_("Chart: {title}.").format(title=chart.title)]
    if chart.difference:
        parts.append(reference_text(runs))
    for s in shown:
        there = np.flatnonzero(np.isfinite(s.values))
        if not there.size:
            continue
        first, last = there[0], there[-1]
        name = (
            runs[s.run].name if len(shown) == 1 or not _several(shown) else f"{runs[s.run].name}, {s.label}"
        )
        text = (
            _("{name}: {first} in {start}, {last} in {end} ({unit}).")
            if first != last
            else _("{name}: {last} in {end} ({unit}).")
        )
        parts.append(
            text.format(
                name=name,
                first=number(s.values[first], signed=chart.difference),
                start=int(s.years[first]),
                last=number(s.values[last], signed=chart.difference),
                end=int(s.years[last]),
                unit=s.unit,
            )
        )
    if len(parts) == 1 + chart.difference:
        parts.append(_("Nothing to show."))
    return " ".join(parts)


def _several(shown: Sequence[Series]) -> bool:
    return len({(s.indicator, s.sector) for s in shown}) > 1


def across(tracks: Sequence[Track]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return what is seen as a spreadsheet would have it: points down, series across with their units."""
    points = list(dict.fromkeys(label for track in tracks for label in track.labels))
    if all(point.isdigit() for point in points):
        points.sort(key=int)
    header = [""]
    columns = list[dict[str, float | None]]()
    for track in tracks:
        name = ", ".join(part for part in (track.name, track.what) if part)
        header.append(f"{name} ({track.unit})" if track.unit else name)
        columns.append(dict(zip(track.labels, map(_cell, track.values), strict=True)))
    rows = [(point, *(column.get(point) for column in columns)) for point in points]
    return tuple(header), rows


def tab_separated(header: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> str:
    """Return cells as a spreadsheet takes them from the clipboard: tabs, the language's decimal sign."""
    return "\n".join("\t".join(map(_pasted, row)) for row in (header, *rows))


def _pasted(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).replace(".", decimal_sign())
    return str(safe_cell(" ".join(str(value).split())))
