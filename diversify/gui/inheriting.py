"""Open scenarios and their parents: a child follows its parent's file, also through undo and redo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from diversify.errors import DiversifyError
from diversify.gui.documents import Document
from diversify.model.projection.inheritance import ancestors, independent, is_same, rebased

if TYPE_CHECKING:
    from diversify.gui.calculator import Calculator
    from diversify.gui.messages import Messages
    from diversify.model.projection.scenario import Scenario


def renewed(scenario: Scenario, documents: Iterable[Document]) -> Scenario:
    """Return a scenario on what its open parents' files say now; the same object if that is nothing new.

    Raises
    ------
    ScenarioError
        If a parent has come to inherit from it.
    """
    above = scenario.inherits
    if above is None:
        return scenario
    every = tuple(documents)
    files = (document.saved for document in every if document.saved is not None)
    present = next((saved for saved in files if is_same(saved, above)), None)
    parent = renewed(above, every) if present is None else present
    if parent is above or (parent == above and parent.inherits is above.inherits):
        return scenario
    return replace(rebased(scenario, parent), parent=scenario.parent)


def in_place(scenario: Scenario, now: Scenario) -> Scenario:
    """Return a scenario of the past or future under the name and file that its document has now."""
    placed = replace(scenario, name=now.name, file=now.file)
    if scenario.inherits is None:
        return replace(placed, parent=None)
    if is_same(scenario.inherits, placed):  # it was saved over its own parent
        return independent(placed)
    same = now.inherits is not None and is_same(now.inherits, scenario.inherits)
    return replace(placed, parent=now.parent) if same else placed


def on_present_parents(
    scenario: Scenario, documents: Sequence[Document], calculator: Calculator, messages: Messages
) -> Scenario:
    """Return a scenario on what its open parents' files say now; as it is where that cannot be computed."""
    try:
        fresh = renewed(scenario, documents)
        if fresh is not scenario:
            calculator.result(fresh)
            calculator.result(fresh.counterfactual())
    except DiversifyError as error:
        messages.error(error)
        return scenario
    return fresh


def renew_children(documents: Sequence[Document], calculator: Calculator, messages: Messages) -> None:
    """Let the open scenarios inherit what has just been saved; the children of children come last."""
    for document in sorted(documents, key=lambda one: len(tuple(ancestors(one.scenario)))):
        fresh = on_present_parents(document.scenario, documents, calculator, messages)
        if fresh is document.scenario:
            continue
        if document.saved is not None:
            document.saved = on_present_parents(document.saved, documents, calculator, messages)
        document.scenario = fresh
        document.result = calculator.result(fresh)
        document.counterfactual = calculator.result(fresh.counterfactual())
