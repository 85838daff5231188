"""Which sectors gain and lose: differences from the reference by sector, sorted, their sum stated."""

from __future__ import annotations

import numpy as np

from diversify.gui.explain.choices import Choice
from diversify.gui.explain.drawings import Bars, bars_drawing
from diversify.gui.explain.phrases import effect_cell, level_cell, sums_to
from diversify.gui.explain.question import Question
from diversify.gui.explain.topic import Topic
from diversify.gui.session import Session
from diversify.gui.tables import Cell
from diversify.model.analysis.sector_effects import MEASURES, TAXES, SectorEffects, sector_effects
from diversify.text import N_, _, format_effect, translate_unit

_NAMED = 3  # sectors named on each side
_SMALL = 1e-6  # of the whole level, in percent: nothing to speak of


class SectorGains(Question):
    """One measure at a time, in one year."""

    why = N_(
        "GDP at prices of the base year is the value added of all sectors plus net product taxes, so the "
        "differences of the sectors and of the taxes add up to the difference of GDP. The other measures are "
        "sums over sectors."
    )

    def __init__(self, session: Session, topic: Topic) -> None:
        super().__init__(session, topic, _("Which sectors gain and lose"), "sectors")
        self.measure = Choice(_("Measure"), {name: _(title) for name, title in MEASURES.items()})
        self.controls.addWidget(self.measure)
        self.controls.addStretch(1)
        self.measure.activated.connect(self.renew)

    def answer(self) -> None:
        if self.same():
            return
        found = sector_effects(self.session.result, self.session.reference(), self.year, self.measure.key)
        names = self.names()
        shown = [i for i in found.order if abs(found.points[i]) > _SMALL]
        title = _("{measure} in {year}: difference by sector").format(
            measure=_(MEASURES[found.measure]), year=found.year
        )
        unit = translate_unit(found.unit)
        against = _("Against {reference}").format(reference=self.session.reference_name())
        bars = Bars(tuple(names[found.codes[i]] for i in shown), found.values[shown], title, unit)
        draw = bars_drawing(bars, self.run(), signed=True, total=_("sum"), note=against)
        self.figure.show_drawing(draw, f"sectors-{found.measure}")
        self.show_words(*self._sentences(found, names))
        rows = [
            [
                Cell(names[found.codes[i]], tip=found.codes[i]),
                effect_cell(float(found.values[i]), unit),
                effect_cell(float(found.points[i]), _("percentage points")),
                effect_cell(float(found.percent[i]), "%"),
                level_cell(float(found.levels[i]), unit=unit),
            ]
            for i in found.order
        ]
        whole = [
            Cell(_("All together"), strong=True),
            effect_cell(found.whole, unit),
            effect_cell(float(found.points.sum()), _("percentage points")),
            effect_cell(float(found.points.sum()), "%"),
            level_cell(float(found.levels.sum()), unit=unit),
        ]
        self.show_rows(
            [
                Cell(_("Sector")),
                Cell(_("difference\n{unit}").format(unit=unit)),
                Cell(_("contribution\npercentage points"), tip=_("Percent of the level of the whole")),
                Cell(_("of its own\n%"), tip=_("Percent of the sector's own level")),
                Cell(_("compared with\n{unit}").format(unit=unit)),
            ],
            [*rows, whole],
        )

    def names(self) -> dict[str, str]:
        """Return the titles of the sectors, and of what belongs to none."""
        return {s.code: s.title for s in self.session.result.sectors} | {TAXES: _("Net product taxes")}

    def _sentences(self, found: SectorEffects, names: dict[str, str]) -> list[str]:
        up = [i for i in found.order if found.points[i] > _SMALL]
        down = [i for i in reversed(found.order) if found.points[i] < -_SMALL]

        def said(chosen: list[int]) -> str:
            return ", ".join(
                f"{names[found.codes[i]]} {format_effect(float(found.values[i]))}" for i in chosen[:_NAMED]
            )

        out = [
            _("{up} sectors gain, {down} lose in {year}.").format(
                up=len([i for i in up if found.codes[i] != TAXES]),
                down=len([i for i in down if found.codes[i] != TAXES]),
                year=found.year,
            )
        ]
        if up:
            out.append(_("Most gained: {names}.").format(names=said(up)))
        if down:
            out.append(_("Most lost: {names}.").format(names=said(down)))
        return [*out, sums_to(list(np.asarray(found.values)), found.whole, found.unit)]

    def state(self) -> dict[str, object]:
        return {"measure": self.measure.key}

    def restore(self, state: dict[str, object]) -> None:
        self.measure.choose(state.get("measure"))
