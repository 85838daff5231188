"""Why the oil share changes, over the years or against the reference: volumes, prices, and who moved them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diversify.charts.parts import MOVED
from diversify.gui.explain.choices import Choice
from diversify.gui.explain.computed import Computed, Work
from diversify.gui.explain.drawings import VIEWS, parts_drawing
from diversify.gui.explain.phrases import effect_cell, largest, sums_to
from diversify.gui.explain.topic import Topic
from diversify.gui.session import Session
from diversify.gui.tables import Cell
from diversify.model.analysis.coalitions import comparable
from diversify.model.analysis.decomposition import MEASURES, TERMS, Decomposition, decompose
from diversify.model.analysis.parts import Parts, titled
from diversify.model.projection.indicators import has_resource
from diversify.model.projection.parameters import indicators
from diversify.model.projection.runs import Cancel, Progress
from diversify.text import N_, _, format_effect, format_number, localized

SINCE = {"years": N_("Since the base year"), "reference": N_("Against the reference")}


class OilShare(Computed):
    """Every measure of oil dependence comes from the same runs."""

    why = N_(
        "Volumes and prices: an exact logit decomposition of the share, so that nothing is left over. Who "
        "did it: Shapley values over the runs of all mixtures of the two scenarios. “Without levers” is what "
        "happens anyway: depletion, prices, growth of the rest."
    )

    def __init__(self, session: Session, topic: Topic) -> None:
        super().__init__(session, topic, _("Why the oil share changes"), "oil-share")
        self.measure = Choice(
            _("Measure of oil dependence"), {name: localized(indicators()[name].title) for name in MEASURES}
        )
        self.since = Choice(_("Change since when, or against what"), {k: _(v) for k, v in SINCE.items()})
        self.view = Choice(_("One year, or all"), {key: _(text) for key, text in VIEWS.items()})
        for box in (self.measure, self.since, self.view):
            self.controls.addWidget(box, 2 if box is self.measure else 1)
            box.activated.connect(self.renew)

    def same(self) -> bool:
        if not has_resource(self.session.result.flows):
            self.nothing(_("This economy has no oil or gas sector, so there is no oil share to explain."))
            return True
        return self.since.key == "reference" and super().same()

    def basis(self) -> object:
        against = self.session.reference() if self.since.key == "reference" else None
        return self.session.result, against

    def answer(self) -> None:
        if self.since.key == "reference":
            comparable(self.session.result.scenario, self.session.reference().scenario)
        super().answer()

    def marks(self) -> Sequence[str]:
        return super().marks() if self.since.key == "reference" else ()

    def work(self) -> Work:
        one = self.session.result
        other = self.session.reference().scenario if self.since.key == "reference" else None

        def run(progress: Progress, cancel: Cancel) -> Decomposition:
            return decompose(one.economy, one.scenario, other, MEASURES, progress=progress, cancel=cancel)

        return run

    def show_found(self, found: object) -> None:
        assert isinstance(found, Decomposition)
        parts, year = found.parts(self.measure.key), self.year
        if found.since is not None and year == found.since:
            year += 1  # nothing has changed in the year that changes are counted from
        t = parts.years.index(year)
        shown = None if self.view.key == "time" else year
        draw = parts_drawing(parts, self.run(), shown, MOVED)
        self.figure.show_drawing(draw, f"{self.measure.key}-why")
        gone = year in found.undefined(parts.indicator)
        self.show_words(
            self._whole(parts, t),
            _("By whom: {parts}.").format(parts=largest(parts.by("source"), year, 4)),
            _("Through what: {parts}.").format(parts=largest(parts.by("term"), year, 4))
            if self._terms(parts)
            else "",
            _(
                "Oil or the rest is not positive in {year} in one of the runs: a share then has no volume "
                "and price terms, and the parts are by source only."
            ).format(year=year)
            if gone
            else "",
            sums_to(list(parts.at(year)), float(parts.change[t]), parts.unit),
        )
        self._fill(parts, t)

    def _whole(self, parts: Parts, t: int) -> str:
        title = localized(indicators()[parts.indicator].title)
        said = {
            "start": format_number(float(parts.start[t]), 1),
            "end": format_number(float(parts.end[t]), 1),
            "change": format_effect(float(parts.change[t])),
            "year": parts.years[t],
        }
        if parts.since is not None:
            return _(
                "{title} goes from {start} % in {since} to {end} % in {year}: {change} percentage points."
            ).format(title=title, since=parts.since, **said)
        return _(
            "{title} in {year} is {end} %, against {reference} {start} %: {change} percentage points."
        ).format(title=title, reference=self.session.reference_name(), **said)

    @staticmethod
    def _terms(parts: Parts) -> list[str]:
        named = [name for name in TERMS if TERMS[name]]
        return [name for name in named if any(part.term == name for part in parts.parts)]

    def _fill(self, parts: Parts, t: int) -> None:
        terms, unit = self._terms(parts), _("percentage points")
        by_source: dict[str, dict[str, float]] = {}
        titles: dict[str, str] = {}
        for part, value in zip(parts.parts, np.nan_to_num(parts.values[t]), strict=True):
            by_source.setdefault(part.source, {})[part.term] = float(value)
            titles[part.source] = titled(part.source_title)
        rows = [
            [
                Cell(titles[source]),
                *(effect_cell(cells.get(name, 0.0), unit) for name in terms),
                effect_cell(sum(cells.values()), unit),
            ]
            for source, cells in by_source.items()
        ]
        below = [sum(cells.get(name, 0.0) for cells in by_source.values()) for name in terms]
        rows.append(
            [
                Cell(_("All together"), strong=True),
                *(effect_cell(value, unit) for value in below),
                effect_cell(float(parts.change[t]), unit),
            ]
        )
        heads = [_("In {year}, {unit}").format(year=parts.years[t], unit=unit)]
        self.show_rows([*heads, *(_(TERMS[name]) for name in terms), _("all")], rows)

    def state(self) -> dict[str, object]:
        return {"measure": self.measure.key, "since": self.since.key, "view": self.view.key}

    def restore(self, state: dict[str, object]) -> None:
        for key, box in (("measure", self.measure), ("since", self.since), ("view", self.view)):
            box.choose(state.get(key))
