"""Which scenarios are open, which one is active, which are on the charts, and what they are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoGroup

from diversify.errors import ScenarioError
from diversify.gui.calculator import Calculator
from diversify.gui.documents import Document, free_slot
from diversify.text import _

if TYPE_CHECKING:
    from diversify.model.projection.result import Difference, Result
    from diversify.model.projection.scenario import Scenario


class Opened(QObject):
    """The open scenarios. The session adds what changes them."""

    result_changed = Signal(object)  # the active scenario's Result
    shown_changed = Signal()  # which scenarios are open, active, ticked, or compared with
    marked_changed = Signal()  # title or unsaved work of a scenario
    saved = Signal(object)  # the Document whose file has just been written
    tables_changed = Signal()  # which tables the base years have
    page_wanted = Signal(str)  # id of a page that another page leads to

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.calculator = Calculator()
        self.undo_group = QUndoGroup(self)
        self.documents: list[Document] = []
        self.active: Document | None = None
        self.against: Document | None = None  # None: the own counterfactual
        self.counterfactual_shown = True

    @property
    def document(self) -> Document:
        """The active scenario's document.

        Raises
        ------
        ScenarioError
            If none is open.
        """
        if self.active is None:
            raise ScenarioError(_("No scenario is open. Open one or make a new one."))
        return self.active

    @property
    def scenario(self) -> Scenario:
        """The active scenario."""
        return self.document.scenario

    @property
    def result(self) -> Result:
        """The result of the active scenario."""
        return self.document.result

    def reference(self, document: Document | None = None) -> Result:
        """Return what a scenario (the active one) is compared with."""
        document = document or self.document
        if self.against is None or self.against is document or not self.comparable(document):
            return document.counterfactual
        return self.against.result

    def comparable(self, document: Document) -> bool:
        """Return whether what scenarios are compared with has the sectors of this one."""
        other = document if self.against is None else self.against
        codes = [[sector.code for sector in one.result.sectors] for one in (document, other)]
        return codes[0] == codes[1]

    def difference(self) -> Difference:
        """Return the active result minus its reference."""
        return self.result - self.reference()

    def reference_name(self) -> str:
        """Return what the active scenario is compared with, in words."""
        if self.against is None or self.against is self.active:
            return _("the same, no lever moved")
        if self.active is not None and not self.comparable(self.active):
            text = _("the same, no lever moved (“{title}” has other sectors)")
            return text.format(title=self.against.title)
        return self.against.title

    def names(self) -> set[str]:
        """Return the names of all open scenarios."""
        return {document.scenario.name for document in self.documents}

    def activate(self, document: Document) -> None:
        """Make a scenario the one whose levers are shown."""
        if document is self.active:
            return
        self.settle()
        self.active = document
        self.undo_group.setActiveStack(document.stack)
        self.shown_changed.emit()
        self.result_changed.emit(document.result)
        self.settled()

    def show(self, document: Document | None, shown: bool) -> None:
        """Put a scenario on the charts or take it off; None is the counterfactual of the active one."""
        if document is None:
            self.counterfactual_shown = shown
        else:
            document.shown = shown
        self.shown_changed.emit()

    def recolour(self, document: Document, slot: int) -> None:
        """Give a scenario another colour and dash; who had it takes the other's."""
        for other in self.documents:
            if other.slot == slot:
                other.slot = document.slot
        document.slot = slot
        self.shown_changed.emit()

    def compare_with(self, document: Document | None) -> None:
        """Take differences from another scenario; None: from the own counterfactual."""
        if document is not self.against:
            self.against = document
            self.shown_changed.emit()
            self.settled()

    def settle(self) -> None:
        """Called before the active scenario gives way to another."""

    def settled(self) -> None:
        """Called when levers, active scenario or reference have changed."""

    def add(self, scenario: Scenario) -> Document:
        """Compute a scenario and put it into the list.

        Raises
        ------
        DiversifyError
            If it cannot be computed; nothing has changed then.
        """
        slot = free_slot({document.slot for document in self.documents})
        result = self.calculator.result(scenario)
        document = Document(scenario, result, self.calculator.result(scenario.counterfactual()), slot)
        self.documents.append(document)
        self.undo_group.addStack(document.stack)
        return document

    def remove(self, document: Document) -> None:
        """Take a scenario, not the last, out of the list; its neighbour becomes active if it was."""
        place = self.documents.index(document)
        self.documents.remove(document)
        self.undo_group.removeStack(document.stack)
        if self.against is document:
            self.against = None
        if self.active is document:
            self.active = None
            self.activate(self.documents[min(place, len(self.documents) - 1)])
        else:
            self.shown_changed.emit()
            self.settled()
