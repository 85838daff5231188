"""From GDP to its source: sector, chain of supply, factor, and the cell and source that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from matplotlib.figure import Figure
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton

from diversify.arrays import Array
from diversify.charts.picture import Picture
from diversify.charts.runs import source_line
from diversify.charts.year_line import year_line
from diversify.gui.explain import from_gdp_texts as texts
from diversify.gui.explain.drawings import Bars, bars_drawing
from diversify.gui.explain.question import Question
from diversify.gui.explain.topic import Topic
from diversify.gui.explain.trail import Trail
from diversify.gui.session import Session
from diversify.gui.widgets import named
from diversify.model.analysis.drill import CUTOFF, Chain, Drill, Factor, over_years
from diversify.text import N_, _, translate_unit


class FromGdp(Question):
    """Enter or a double click goes one step deeper, Backspace one step up."""

    why = N_(
        "Structural path analysis (Defourny and Thorbecke 1984): value added of a sector is the sum of "
        "chains of supply, each the product of final demand, an input coefficient from home for each link, "
        "and value added per unit of output. Coefficients of a later year are those of the base table, less "
        "what AI saves, times the change of prices; prices of the year."
    )

    def __init__(self, session: Session, topic: Topic) -> None:
        super().__init__(session, topic, _("From GDP to its source"), "from-gdp")
        self.sector = ""  # the steps taken; empty or None where not yet
        self.chain: tuple[str, ...] = ()
        self.factor: int | None = None
        self._below: list[object] = []  # what each row of the table leads to
        self.trail = Trail()
        self.deeper = named(QToolButton(), _("Deeper"))
        self.deeper.setText(_("Deeper"))
        self.deeper.setToolTip(_("Open the chosen row (Enter)"))
        self.up = named(QToolButton(), _("Up"))
        self.up.setText(_("Up"))
        self.up.setToolTip(_("One step back (Backspace)"))
        for button, do in ((self.up, self.go_up), (self.deeper, self.go_deeper)):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(do)
        self.controls.addWidget(self.trail, 1)
        self.controls.addWidget(self.up)
        self.controls.addWidget(self.deeper)
        self.trail.chosen.connect(self.back_to)
        self.table.activated.connect(self._open)
        back = QShortcut(QKeySequence(Qt.Key.Key_Backspace), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.go_up)

    def marks(self) -> Sequence[str]:
        return ()

    # the way --------------------------------------------------------------------------------------------

    @property
    def steps_down(self) -> int:
        """How many steps below GDP."""
        return (self.sector != "") + bool(self.chain) + (self.factor is not None)

    def back_to(self, steps_down: int) -> None:
        """Go back up to a step."""
        if steps_down < 3:
            self.factor = None
        if steps_down < 2:
            self.chain = ()
        if steps_down < 1:
            self.sector = ""
        self._moved()

    def go_up(self) -> None:
        """Go one step up."""
        if self.steps_down:
            self.back_to(self.steps_down - 1)

    def go_deeper(self) -> None:
        """Open the row on which the cursor of the table stands, or the first."""
        index = self.table.currentIndex()
        self._open(index if index.isValid() else self.order.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        row = self.order.mapToSource(index).row()
        below = self._below[row] if 0 <= row < len(self._below) else None
        if isinstance(below, str) and below:
            self.sector = below
            self.topic.set_sector(below)
        elif isinstance(below, Chain):
            self.chain = below.codes
        elif isinstance(below, int):
            self.factor = below
        else:
            return
        self._moved()

    def _moved(self) -> None:
        self.renew()
        self.table.setCurrentIndex(self.order.index(0, 0))

    # the answers ----------------------------------------------------------------------------------------

    def answer(self) -> None:
        drill = Drill(self.session.result, self.year)
        if self.sector and self.sector not in drill.table.codes:
            self.sector, self.chain, self.factor = "", (), None
        steps = [
            (_("GDP {year}").format(year=drill.year), _("GDP of {year} by sector").format(year=drill.year))
        ]
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        if not self.sector:
            self._gdp(drill)
        elif not self.chain:
            steps.append(self._step(drill))
            self._sector(drill)
        else:
            steps += [self._step(drill), (" → ".join(reversed(self.chain)), texts.path(drill, self.chain))]
            chain = Chain(self.chain, 0.0, 0.0)
            factors = drill.factors(chain)
            if self.factor is None:
                self._chain(drill, chain, factors)
            else:
                factor = factors[self.factor]
                steps.append((texts.factor_code(factor), texts.factor_name(drill, factor)))
                self._factor(drill, chain, factors[self.factor])
        self.trail.show_steps(steps)
        self.up.setEnabled(self.steps_down > 0)
        self.deeper.setEnabled(any(below is not None and below != "" for below in self._below))

    def _step(self, drill: Drill) -> tuple[str, str]:
        return drill.name(self.sector), drill.name(self.sector)

    def _gdp(self, drill: Drill) -> None:
        order, table = drill.ranked(), drill.table
        self._below = [*(table.codes[i] for i in order), ""]
        names = [table.sectors[i].title for i in order] + [_("Net product taxes")]
        values = np.array([*(float(table.gva[i]) for i in order), drill.taxes])
        title = _("GDP of {year} by sector").format(year=drill.year)
        bars = Bars(tuple(names), values, title, translate_unit(table.unit))
        self.figure.show_drawing(bars_drawing(bars, self.run(), total=_("sum")), "gdp")
        self.show_words(*texts.gdp(drill))
        self.show_rows(*texts.gdp_rows(drill, names, values))

    def _sector(self, drill: Drill) -> None:
        found = drill.chains(self.sector, CUTOFF)
        self._below = [*found.chains]
        names = tuple(texts.onward(drill, chain.codes) for chain in found.chains)
        values = np.array([chain.value for chain in found.chains])
        title = _("{sector}: value added by chain of supply").format(sector=drill.name(self.sector))
        bars = Bars(names, values, title, translate_unit(drill.table.unit))
        self.figure.show_drawing(bars_drawing(bars, self.run()), "chains")
        self.show_words(*texts.sector(drill, found))
        self.show_rows(*texts.chain_rows(drill, found))

    def _chain(self, drill: Drill, chain: Chain, factors: Sequence[Factor]) -> None:
        self._below = [*range(len(factors)), ""]
        values = over_years(self.session.result, chain)[:, -1]
        self._line(values, texts.path(drill, chain.codes), translate_unit(drill.table.unit))
        self.show_words(*texts.chain(drill, factors))
        self.show_rows(*texts.factor_rows(drill, factors))

    def _factor(self, drill: Drill, chain: Chain, factor: Factor) -> None:
        assert self.factor is not None
        values = over_years(self.session.result, chain)[:, self.factor]
        unit = translate_unit(drill.table.unit) if factor.kind == "demand" else _("per unit of output")
        self._line(values, texts.factor_name(drill, factor), unit)
        said, rows = texts.source(drill, factor)
        self._below = [None] * len(rows)
        self.show_words(*said)
        self.show_rows([_("What"), _("How much"), _("Unit"), _("Where from")], rows)

    def _line(self, values: Array, title: str, unit: str) -> None:
        years = self.session.result.years
        source = source_line([self.run()])
        self.figure.show_drawing(partial(_drawn, years, values, title, unit, self.year, source), "from-gdp")


def _drawn(
    years: tuple[int, ...], values: Array, title: str, unit: str, year: int, source: str,
    figure: Figure, dark: bool,
) -> Picture:  # fmt: skip
    return year_line(figure, dark, years, values, title=title, unit=unit, year=year, source=source)
