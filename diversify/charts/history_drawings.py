"""How hindcasts are drawn: growth as lines with the years of shock shaded, shares as marks in rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from diversify.arrays import Array
from diversify.charts import labels
from diversify.charts.drawing import GAP, Drawing
from diversify.charts.history import NAMES, HistoryChart, section_name
from diversify.charts.lines import LineDrawing
from diversify.charts.picture import Track
from diversify.charts.runs import Run, Series, number
from diversify.charts.style import FONT, SOLID, Slot, Theme
from diversify.text import _

ACTUAL = "actual"
MARK_SIZES = (6.0, 6.5, 13.0)  # points: base year, model, outturn
MARK_PARTS = (0.5, 0.55, 0.9)  # of a row, at most
HEADER = ("window", "variant", "year", "section", "line", "label", "value", "unit")

Cell = str | float | int | None


class GrowthDrawing(LineDrawing):
    """One line each for the outturn, the variants of the model, the naive and the IMF's forecast."""

    def __init__(
        self, axes: Axes, chart: HistoryChart, runs: Sequence[Run], look: Theme, width: float
    ) -> None:
        self.asked = chart
        super().__init__(axes, chart, runs, look, width, True)
        for year in chart.first.window.shocks:
            axes.axvspan(year - 0.5, year + 0.5, color=look.grid, zorder=0.5, linewidth=0.0)
        axes.axhline(0.0, color=look.text, linewidth=1.0, zorder=1.5)
        for line in self.lines:
            line.set_markevery(1)

    def style(self, s: Series) -> Slot:
        own = super().style(s)
        return Slot(self.look.text, SOLID, "o", "", 0) if s.sector == ACTUAL else own

    def series(self, runs: Sequence[Run]) -> list[Series]:
        first = self.asked.first.growth["gdp"]
        found: list[tuple[str, Array]] = [(ACTUAL, first.actual)]
        found += [(h.variant, h.growth["gdp"].model) for h in self.asked.data]
        found.append(("naive", first.naive))
        if first.forecast is not None:
            found.append(("weo", first.forecast))
        years = np.asarray(self.asked.first.window.years[1:], dtype=np.float64)
        return [Series(0, "gdp_growth", k, _(NAMES[k]), _("%"), years, v, None) for k, v in found]

    def subtitle(self) -> str:
        w = self.asked.first.window
        known = _("Oil, fiscal data, labour force and exchange rate as they came; shaded: years of shock.")
        if w.sectoral:
            return known
        return known + " " + _("Structure of 2021, from after the window.")

    def table(self) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
        w = self.asked.first.window
        return HEADER, [
            (w.name, s.sector, int(year), None, s.sector, s.label, float(value), "%")
            for s in self.series(self.runs)
            for year, value in zip(s.years, s.values, strict=True)
        ]

    def describe(self) -> str:
        found = [_("Chart: {title}.").format(title=self.chart.title), self.subtitle()]
        for s in self.series(self.runs):
            values = ", ".join(
                f"{int(y)}: {number(float(v))}" for y, v in zip(s.years, s.values, strict=True)
            )
            found.append(f"{s.label}: {values}.")
        return " ".join(found)


class SharesDrawing(Drawing):
    """A row for each section: a tick where it came out, a disc for the model, a square for the base year."""

    row_room = 0.0  # points that the row names took when they were last wrapped

    def __init__(
        self, axes: Axes, chart: HistoryChart, runs: Sequence[Run], look: Theme, width: float
    ) -> None:
        super().__init__(axes, chart, runs, look, width)
        self.asked, h = chart, chart.first
        t = h.window.years.index(chart.years[0])
        model, actual = h.nonoil(h.shares), h.nonoil(h.actual_shares)
        order = np.argsort(-actual[t], kind="stable")
        codes = [code for code in h.sections if code != "B"]
        self.codes = [codes[i] for i in order]
        self.held, self.model, self.actual = actual[0][order], model[t][order], actual[t][order]
        axes.grid(False, axis="y")
        axes.grid(True, axis="x", color=look.grid, linewidth=0.8)
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(axis="x", length=0)
        rows = np.arange(len(self.codes), dtype=np.float64)
        axes.hlines(rows, np.minimum(self.model, self.actual), np.maximum(self.model, self.actual),
                    color=look.axis, linewidth=1.2, zorder=1.8)  # fmt: skip
        square, disc, tick = MARK_SIZES
        self.marks = [
            Line2D(self.held, rows, linestyle="", marker="s", markersize=square, markerfacecolor="none",
                   markeredgecolor=look.muted, label=_(NAMES["held"]), zorder=2.2),
            Line2D(self.model, rows, linestyle="", marker="o", markersize=disc, color=self.slot(0).color,
                   label=_(NAMES[h.variant]), zorder=2.6),
            Line2D(self.actual, rows, linestyle="", marker="|", markersize=tick, markeredgewidth=2.4,
                   color=look.text, label=_(NAMES[ACTUAL]), zorder=3.0),
        ]  # fmt: skip
        for mark in self.marks:
            axes.add_line(mark)
            self.add(mark)
        axes.set_ylim(len(self.codes) - 0.5, -0.5)
        legend = axes.legend(
            handles=self.marks, loc="lower right", frameon=False, labelcolor=look.text,
            prop={"family": FONT, "size": self.size.text},
        )  # fmt: skip
        legend.set_zorder(4)
        self.keys = [s.key for s in self.series(self.runs)]
        self.fix_limits(*self.extent(self.runs))

    def entries(self) -> list[tuple[str, Slot]]:
        return []

    def series(self, runs: Sequence[Run]) -> list[Series]:
        year = np.asarray([float(self.asked.years[0])])
        return [
            Series(0, "gva_share", code, section_name(self.asked.first, code), _("%"), year,
                   np.array([value]), None)
            for code, value in zip(self.codes, self.model, strict=True)
        ]  # fmt: skip

    def tracks(self) -> list[Track]:
        rows = np.arange(len(self.codes), dtype=np.float64)
        names = tuple(section_name(self.asked.first, code) for code in self.codes)
        return [
            Track(self.axes, str(mark.get_label()), "", _("%"), names, values, rows, values, rows=True)
            for mark, values in zip(self.marks, (self.held, self.model, self.actual), strict=True)
        ]

    def move(self, shown: Sequence[Series]) -> None:
        """Stay: the numbers are given, new ones are a new chart."""

    def extent(self, runs: Sequence[Run]) -> tuple[float, float]:
        return 0.0, float(max(self.held.max(), self.model.max(), self.actual.max()))

    def unit_text(self) -> str:
        return _("% of value added without mining")

    def subtitle(self) -> str:
        h, year = self.asked.first, self.asked.years[0]
        t, oil = h.window.years.index(year), h.sections.index("B")
        text = _(
            "{year}. Mining is left out here; its share of all: model {model} %, outturn {actual} %, "
            "{base}: {held} %."
        )
        return text.format(
            year=year,
            model=number(float(h.shares[t, oil])),
            actual=number(float(h.actual_shares[t, oil])),
            base=h.window.base,
            held=number(float(h.actual_shares[0, oil])),
        )

    def _set_value_axis(self, ticks: Array, names: list[str]) -> None:
        self.axes.set_xlim(ticks[0], ticks[-1])
        self.axes.set_xticks(ticks, names)

    def _tick_count(self) -> int:
        return int(np.clip(self.width / 60.0, 2, 8))

    def left(self) -> float:
        room = 0.42 * (self.width + self.row_room)
        size = self.size.small
        texts = [labels.shorten(section_name(self.asked.first, code), room, size) for code in self.codes]
        self.axes.set_yticks(range(len(texts)), texts)
        self.row_room = max(labels.text_width(text, size) for text in texts) + 2 * GAP
        return self.row_room

    def arrange(self) -> None:
        super().arrange()
        row = self.height / len(self.codes)
        for mark, size, part in zip(self.marks, MARK_SIZES, MARK_PARTS, strict=True):
            mark.set_markersize(min(size, part * row))  # marks of one row stay out of the next

    def table(self) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
        h = self.asked.first
        rows = list[tuple[Cell, ...]]()
        for line, values in (("model", self.model), (ACTUAL, self.actual), ("naive", self.held)):
            for code, value in zip(self.codes, values, strict=True):
                name = section_name(h, code)
                rows.append(
                    (h.window.name, h.variant, self.asked.years[0], code, line, name, float(value), "%")
                )
        return HEADER, rows

    def describe(self) -> str:
        found = [_("Chart: {title}.").format(title=self.chart.title), self.subtitle()]
        text = _("{name}: model {model} %, outturn {actual} %, base year {held} %.")
        for i, code in enumerate(self.codes):
            found.append(
                text.format(
                    name=section_name(self.asked.first, code),
                    model=number(float(self.model[i])),
                    actual=number(float(self.actual[i])),
                    held=number(float(self.held[i])),
                )
            )
        return " ".join(found)
