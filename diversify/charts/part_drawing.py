"""What the two drawings of parts share: their numbers as a table, their words, no legend of runs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from diversify.charts.drawing import Drawing
from diversify.charts.parts import PartsChart, against_text, condensed
from diversify.charts.runs import Run, Series, number, reference_text
from diversify.charts.style import Slot, Theme
from diversify.text import _, translate_unit

HEADER = (
    "scenario", "against", "since", "year", "indicator", "sector", "source", "term", "label", "value", "unit",
)  # fmt: skip


class PartDrawing(Drawing):
    """Parts that the chart carries; the runs only say where the numbers come from."""

    def __init__(self, axes: Axes, chart: PartsChart, runs: Sequence[Run], look: Theme, width: float) -> None:
        super().__init__(axes, chart, runs, look, width)
        self.asked = chart
        self.parts = condensed(chart.parts)
        self.run_named = True
        self.rows = self._rows()
        self.keys = [s.key for s in self.series(self.runs)]

    def _rows(self) -> list[int]:
        """Numbers of the years shown."""
        wanted = self.asked.years or self.parts.years
        return [self.parts.years.index(year) for year in wanted]

    @property
    def name(self) -> str:
        """Name of what is explained: the first run's, or the scenario's."""
        return self.runs[0].name if self.runs else self.parts.scenario

    def entries(self) -> list[tuple[str, Slot]]:
        return []

    def series(self, runs: Sequence[Run]) -> list[Series]:
        when = np.asarray(self.parts.years, dtype=np.float64)[self.rows]
        unit = self.unit_text()
        return [
            Series(
                0, self.parts.indicator, None, part.label, unit, when, self.parts.values[self.rows, i], None
            )
            for i, part in enumerate(self.parts.parts)
        ]

    def move(self, shown: Sequence[Series]) -> None:
        """Stay: the parts are given, new ones are a new chart."""

    def unit_text(self) -> str:
        of = self.parts.unit
        return _("% difference") if of == "%" else translate_unit(of)

    def subtitle(self) -> str:
        year = self.asked.years[0] if self.asked.years else None
        return f"{self.name}. {self._against(year)} {self.chart.subtitle}".strip()

    def _against(self, year: int | None) -> str:
        reference = self.runs[0].reference if self.runs else None
        if self.parts.since is not None or reference is None or reference.scenario.name != self.parts.against:
            return against_text(self.parts, year)
        when = _("{year}.").format(year=year) + " " if year else ""
        return when + reference_text(self.runs[:1])

    def table(self) -> tuple[tuple[str, ...], list[tuple[str | float | int | None, ...]]]:
        p, rows = self.parts, list[tuple[str | float | int | None, ...]]()
        for t in self.rows:
            for part, value in zip(p.parts, p.values[t], strict=True):
                rows.append(
                    (p.scenario, p.against or None, p.since, p.years[t], p.indicator, p.sector,
                     part.source or None, part.term or None, part.label,
                     float(value) if np.isfinite(value) else None, p.unit)
                )  # fmt: skip
        return HEADER, rows

    def describe(self) -> str:
        found = [_("Chart: {title}.").format(title=self.chart.title), self.subtitle()]
        t = self.rows[-1]
        for part, value in zip(self.parts.parts, self.parts.values[t], strict=True):
            found.append(
                _("{name}: {value} in {year} ({unit}).").format(
                    name=part.label,
                    value=number(float(value), signed=True),
                    year=self.parts.years[t],
                    unit=self.unit_text(),
                )
            )
        if not self.parts.parts:
            found.append(_("Nothing to show."))
        return " ".join(found)
