"""Where the effect on GDP comes from: growth accounting against the reference."""

from __future__ import annotations

import math

from diversify.charts.parts import ACCOUNTED
from diversify.gui.explain.choices import Choice
from diversify.gui.explain.drawings import VIEWS, parts_drawing
from diversify.gui.explain.phrases import effect_cell, largest, sums_to, with_unit
from diversify.gui.explain.question import Question
from diversify.gui.explain.topic import Topic
from diversify.gui.session import Session
from diversify.gui.tables import Cell
from diversify.model.analysis.coalitions import comparable
from diversify.model.analysis.growth_accounting import EXPLAINED, TERMS, accounting
from diversify.text import _, format_number, translate_unit


class GdpEffect(Question):
    """Productivity itself, capital that follows, labour, product taxes, oil and gas, data centres."""

    why = EXPLAINED

    def __init__(self, session: Session, topic: Topic) -> None:
        super().__init__(session, topic, _("Where the effect on GDP comes from"), "gdp-effect")
        self.view = Choice(_("One year, or all"), {key: _(text) for key, text in VIEWS.items()})
        self.controls.addWidget(self.view)
        self.controls.addStretch(1)
        self.view.activated.connect(self.renew)

    def answer(self) -> None:
        if self.same():
            return
        result, other = self.session.result, self.session.reference()
        comparable(result.scenario, other.scenario)
        found = accounting(result, other)
        parts, year = found.parts(), self.year
        t = parts.years.index(year)
        shown = None if self.view.key == "time" else year
        self.figure.show_drawing(parts_drawing(parts, self.run(), shown, ACCOUNTED))
        ratio = float(found.ratio[t])
        multiple = _("GDP moves by {ratio} times what productivity alone would bring.").format(
            ratio=format_number(ratio, 2)
        )
        self.show_words(
            _("GDP in {year}: {change} against {reference}.").format(
                year=year,
                change=with_unit(float(parts.change[t]), parts.unit),
                reference=self.session.reference_name(),
            ),
            _("Most of it: {parts}.").format(parts=largest(parts, year)) if parts.at(year).any() else "",
            multiple if math.isfinite(ratio) else "",
            sums_to(list(parts.at(year)), float(parts.change[t]), parts.unit),
        )
        money = translate_unit(result.units["gdp"])
        rows = [
            [Cell(_(TERMS[p.term])), effect_cell(float(v), "%"), effect_cell(float(level), money)]
            for p, v, level in zip(parts.parts, parts.at(year), found.values[t], strict=True)
        ]
        rows.append(
            [
                Cell(_("Effect on GDP"), strong=True),
                effect_cell(float(parts.change[t]), "%"),
                effect_cell(float(found.effect[t]), money),
            ]
        )
        self.show_rows([_("In {year}").format(year=year), _("% of GDP"), money], rows)

    def state(self) -> dict[str, object]:
        return {"view": self.view.key}

    def restore(self, state: dict[str, object]) -> None:
        self.view.choose(state.get("view"))
