"""What each lever did: the difference from the reference, by groups of levers or one by one."""

from __future__ import annotations

import numpy as np

from diversify.charts.parts import CREDITED
from diversify.gui.explain.choices import Choice, indicator_choice, sector_items
from diversify.gui.explain.computed import Computed, Work
from diversify.gui.explain.drawings import VIEWS, parts_drawing
from diversify.gui.explain.phrases import effect_cell, effect_unit, largest, sums_to, with_unit
from diversify.gui.explain.topic import Topic
from diversify.gui.session import Session
from diversify.gui.tables import Cell
from diversify.model.analysis.attribution import ADDITIVE, OVERLAP, SHARED, Attribution, By, attribute
from diversify.model.analysis.coalitions import MOST, comparable, moved
from diversify.model.projection.indicators import COSTLY, FORMULAS
from diversify.model.projection.parameters import indicators
from diversify.model.projection.runs import Cancel, Progress
from diversify.text import N_, _, localized

BY = {"group": N_("By group"), "lever": N_("Lever by lever")}
_CHEAP = tuple(name for name in FORMULAS if name not in COSTLY)


class LeversDid(Computed):
    """All mixtures of the two scenarios are run once; every indicator, sector and year comes from them."""

    why = OVERLAP

    def __init__(self, session: Session, topic: Topic) -> None:
        super().__init__(session, topic, _("What each lever did"), "levers")
        self.indicator = indicator_choice(_("Indicator"))
        self.sector = Choice(_("Sector"))
        self.by = Choice(_("Groups of levers, or single levers"), {k: _(text) for k, text in BY.items()})
        self.view = Choice(_("One year, or all"), {k: _(text) for k, text in VIEWS.items()})
        for box in (self.indicator, self.sector, self.by, self.view):
            self.controls.addWidget(box, 2 if box is self.indicator else 1)
            box.activated.connect(self.renew)

    def basis(self) -> object:
        names = (self.indicator.key,) if self.indicator.key in COSTLY else ()
        return self.session.result, self.session.reference(), self.by.key, names

    def work(self) -> Work:
        one, other = self.session.result, self.session.reference().scenario
        names = (*_CHEAP, *([self.indicator.key] if self.indicator.key in COSTLY else []))
        by: By = "lever" if self.by.key == "lever" else "group"

        def run(progress: Progress, cancel: Cancel) -> Attribution:
            return attribute(
                one.economy,
                one.scenario,
                other,
                names,
                by=by,
                progress=progress,
                cancel=cancel,
            )

        return run

    def answer(self) -> None:
        own = indicators()[self.indicator.key]
        self.sector.setVisible(own.sectoral)
        if own.sectoral:
            self.sector.offer(sector_items(self.session.result.sectors, own.unit.startswith(ADDITIVE)))
        result, other = self.session.result.scenario, self.session.reference().scenario
        comparable(result, other)
        count = len(moved(self.session.result.economy, result, other)) if self.by.key == "lever" else 0
        if count <= MOST:
            super().answer()
            return
        self._drop()
        self.nothing(
            _(
                "{count} levers are moved; up to {most} can be told apart one by one. Choose “By group”, or "
                "compare with a scenario that shares some of them."
            ).format(count=count, most=MOST)
        )

    def show_found(self, found: object) -> None:
        assert isinstance(found, Attribution)
        name, year = self.indicator.key, self.year
        sector = self.sector.key or None if indicators()[name].sectoral else None
        parts = found.parts(name, sector)
        alone, last = found.alone(name, sector), found.last(name, sector)
        t = parts.years.index(year)
        shown = None if self.view.key == "time" else year
        self.figure.show_drawing(
            parts_drawing(parts, self.run(), shown, CREDITED, _(SHARED)), f"levers-{name}"
        )
        title = localized(indicators()[name].title)
        self.show_words(
            _("{title} in {year}: {change} against {reference}.").format(
                title=title, year=year, change=with_unit(float(parts.change[t]), parts.unit),
                reference=self.session.reference_name(),
            ),
            _("Most of it: {parts}.").format(parts=largest(parts, year)) if np.any(parts.at(year)) else "",
            sums_to(list(parts.at(year)), float(parts.change[t]), parts.unit),
        )  # fmt: skip
        unit = effect_unit(parts.unit)
        rows = [
            [Cell(p.label, strong=False), *(effect_cell(float(v), unit) for v in cells)]
            for p, *cells in zip(parts.parts, parts.at(year), alone[:, t], last[:, t], strict=True)
        ]
        rows.append([Cell(_("All together"), strong=True), effect_cell(float(parts.change[t]), unit)])
        rows[-1] += [Cell(), Cell()]
        self.show_rows(
            [
                Cell(_("In {year}, {unit}").format(year=year, unit=unit)),
                Cell(_("credited"), tip=_("Its part of the whole difference")),
                Cell(_("alone"), tip=_("If it were the only one moved")),
                Cell(_("taken back"), tip=_("What would be lost if it alone were taken back")),
            ],
            rows,
        )

    def state(self) -> dict[str, object]:
        return {"indicator": self.indicator.key, "by": self.by.key, "view": self.view.key}

    def restore(self, state: dict[str, object]) -> None:
        for key, box in (("indicator", self.indicator), ("by", self.by), ("view", self.view)):
            box.choose(state.get(key))
