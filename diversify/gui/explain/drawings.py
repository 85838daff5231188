"""Pictures of parts as a `FigureView` takes them: functions that hold numbers and no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from matplotlib.figure import Figure

from diversify.arrays import Array
from diversify.charts import Run
from diversify.charts.parts import PartsChart, over_time, waterfall
from diversify.charts.picture import Draw, Picture
from diversify.charts.ranked_bars import ranked_bars
from diversify.charts.runs import source_line
from diversify.charts.sheet import Sheet
from diversify.model.analysis.parts import Parts
from diversify.text import N_

VIEWS = {"year": N_("In the year"), "time": N_("Over time")}


def parts_drawing(parts: Parts, run: Run, year: int | None, message: str, note: str = "") -> Draw:
    """Return what draws parts: of one year under each other, or (None) of all years."""
    chart = over_time(parts, message, note) if year is None else waterfall(parts, year, message, note)
    return partial(_sheet, chart, run)


def _sheet(chart: PartsChart, run: Run, figure: Figure, dark: bool) -> Picture:
    return Sheet(figure, [chart], [run], dark)


@dataclass(frozen=True)
class Bars:
    """What ranked bars show: (n,) names and values, in `unit`."""

    names: tuple[str, ...]
    values: Array
    title: str
    unit: str


def bars_drawing(bars: Bars, run: Run, **how: Any) -> Draw:
    """Return what draws ranked bars; `how` is passed on to `ranked_bars`."""
    return partial(_bars, bars, source_line([run]), how)


def _bars(bars: Bars, source: str, how: dict[str, Any], figure: Figure, dark: bool) -> Picture:
    return ranked_bars(
        figure, dark, bars.names, bars.values, title=bars.title, unit=bars.unit, source=source, **how
    )
