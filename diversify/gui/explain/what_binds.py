"""What binds, and when: labour, capital, the fiscal ceiling, the fund, AI money and skills, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from diversify.charts.limit_strips import limit_strips
from diversify.charts.picture import Picture
from diversify.charts.runs import source_line
from diversify.gui.explain.phrases import level_cell
from diversify.gui.explain.question import Question
from diversify.gui.explain.topic import Topic
from diversify.gui.session import Session
from diversify.gui.tables import Cell
from diversify.model.analysis.closures import limits
from diversify.model.analysis.limits_by_year import Limit, limits_by_year
from diversify.text import N_, _, format_number, sentence, translate_unit

_BINDS, _NOT = "●", "–"


class WhatBinds(Question):
    """One run is asked about: the active scenario's."""

    why = N_(
        "Labour binds where unemployment is at or below its norm; the deficit rule is the ceiling of public "
        "spending unless the guard of the oil fund cuts deeper; capital binds where margins have reached "
        "their bounds; AI money binds where it equips less than the adoption that is asked for."
    )

    def __init__(self, session: Session, topic: Topic) -> None:
        super().__init__(session, topic, _("What binds, and when"), "limits")
        self.controls.addStretch(1)

    def marks(self) -> Sequence[str]:
        return ()

    def answer(self) -> None:
        result, year = self.session.result, self.year
        found = limits_by_year(result)
        t = result.years.index(year)
        binds = np.stack([limit.binds for limit in found])
        title = _("What binds: {scenario}").format(scenario=self.document.title)
        names = tuple(_(limit.title) for limit in found)
        self.figure.show_drawing(
            partial(_drawn, names, result.years, binds, title, year, source_line([self.run()]))
        )
        self.show_words(self._of_year(found, t), *(sentence(one) for one in limits(result)))
        self._fill(found, result.years)
        self.table.scrollTo(self.order.index(t, 0), self.table.ScrollHint.PositionAtCenter)

    def _of_year(self, found: Sequence[Limit], t: int) -> str:
        year = self.session.result.years[t]
        if t == 0:
            return _("{year} is the base year: it is observed, nothing is limited in it.").format(year=year)
        said = [
            _(limit.says).format(value=format_number(float(limit.values[t])))
            for limit in found
            if limit.binds[t]
        ]
        return _("In {year}: {limits}.").format(year=year, limits="; ".join(said) or _("nothing binds"))

    def _fill(self, found: Sequence[Limit], years: Sequence[int]) -> None:
        rows = []
        for t, year in enumerate(years):
            row = [Cell(str(year), float(year), strong=year == self.year)]
            for limit in found:
                mark = _BINDS if limit.binds[t] else _NOT
                value = float(limit.values[t])
                number = (
                    level_cell(value, 0 if limit.unit == "sectors" else None)
                    if np.isfinite(value)
                    else Cell()
                )
                says = _(limit.says).format(value=number.text) if limit.binds[t] else _("does not bind")
                row.append(Cell(f"{mark} {number.text}".strip(), tip=says))
            rows.append(row)
        heads = [
            Cell(f"{_(limit.title)}\n{translate_unit(limit.unit)}".strip(), tip=_(limit.title))
            for limit in found
        ]
        self.show_rows([_("Year"), *heads], rows)


def _drawn(
    names: tuple[str, ...],
    years: tuple[int, ...],
    binds: npt.NDArray[np.bool_],
    title: str,
    year: int,
    source: str,
    figure: Figure,
    dark: bool,
) -> Picture:
    return limit_strips(figure, dark, names, years, binds, title=title, year=year, source=source)
