"""What the charts are given: the active scenario, those that are ticked, and the counterfactual, as runs."""

from __future__ import annotations

from diversify.charts import Run
from diversify.gui.documents import COUNTERFACTUAL_SLOT, Document
from diversify.gui.session import Session
from diversify.gui.uncertainty import Ranges
from diversify.model.projection.result import Result
from diversify.text import _


class ChartRuns:
    """Turns the session into runs; those that have not changed stay the same objects from tick to tick."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.ranges_shown = True
        self._kept: dict[tuple[object, ...], Run] = {}
        self._departs: dict[int, bool] = {}

    def runs(self) -> list[Run]:
        """Return the active scenario, then the other ticked ones, then the counterfactual."""
        session = self.session
        if session.active is None:
            return []
        documents = [session.active, *(d for d in session.documents if d.shown and d is not session.active)]
        fresh: dict[tuple[object, ...], Run] = {}
        for document in documents:
            reference, ranges = self._reference(document), self._ranges(document)
            drawn = id(ranges and ranges.band)
            key: tuple[object, ...] = (id(document.result), id(reference), drawn, self._name(document))
            fresh[key] = self._kept.get(key) or self._run(document, document.result, reference, ranges)
        world = session.active.counterfactual
        twin = any(document.result.scenario.key == world.scenario.key for document in documents)
        if session.counterfactual_shown and not twin:
            label = _("No lever moved (counterfactual)")
            own = ("counterfactual", id(world), label)
            fresh[own] = self._kept.get(own) or Run(world, label, slot=COUNTERFACTUAL_SLOT)
        self._kept = fresh
        return list(fresh.values())

    def imagined(self, result: Result) -> Run:
        """Return the run of the active scenario as if `result` were its result."""
        document = self.session.document
        return self._run(document, result, self.session.reference(), None)

    def _reference(self, document: Document) -> Result | None:
        """Return what a scenario differs from; None for the one that the others are compared with."""
        session = self.session
        is_zero = document is session.against and document is not session.active
        return None if is_zero else session.reference(document)

    def _ranges(self, document: Document) -> Ranges | None:
        ranges = self.session.uncertainty.ranges
        mine = ranges is not None and ranges.result is document.result
        return ranges if mine and self.ranges_shown else None

    def _name(self, document: Document) -> str:
        """Return the title; where levers have left what the file says under it, that too.

        While a lever moves the name stays: another one would have the charts built anew.
        """
        if not self.session.dragging:
            departs = document.departs
            self._departs = {**self._departs, id(document): departs}
        elif id(document) not in self._departs:
            self._departs[id(document)] = document.departs
        return document.changed_title if self._departs[id(document)] else document.title

    def _run(
        self, document: Document, result: Result, reference: Result | None, ranges: Ranges | None
    ) -> Run:
        band = None if ranges is None else ranges.band
        effect = None if ranges is None else ranges.effect
        return Run(result, self._name(document), reference, band, effect, document.slot)
