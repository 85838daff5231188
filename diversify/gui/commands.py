"""Undo and redo: a step is a scenario before and after; a drag, however long, is one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand, QUndoStack

if TYPE_CHECKING:
    from diversify.model.projection.scenario import Scenario


class ChangeScenario(QUndoCommand):
    """Puts one scenario in the place of another.

    Parameters
    ----------
    text
        What the menu calls the step.
    before, after
        The scenario on both sides of the step.
    show
        Brings a scenario into the window.
    gesture
        Steps of the same gesture become one; None never merges.
    """

    def __init__(
        self,
        text: str,
        before: Scenario,
        after: Scenario,
        show: Callable[[Scenario], None],
        gesture: object = None,
    ) -> None:
        super().__init__(text)
        self.before, self.after, self.gesture = before, after, gesture
        self._show = show

    def goes_on_with(self, other: ChangeScenario) -> bool:
        """Whether `other` is of the same gesture, so that both are one step."""
        return self.gesture is not None and other.gesture == self.gesture

    def go_on(self, other: ChangeScenario) -> None:
        """Take what `other` does into this step, and do it."""
        self.after = other.after
        self.redo()

    def undo(self) -> None:
        self._show(self.before)

    def redo(self) -> None:
        self._show(self.after)


def push(stack: QUndoStack, step: ChangeScenario) -> None:
    """Do a step and put it on the stack, as a part of the last one where both are one gesture.

    Merged here and not by Qt: a step that Qt has taken and dropped again stays in memory for good.
    A gesture that ends where it began leaves no step.
    """
    last = stack.command(stack.count() - 1) if stack.count() and not stack.canRedo() else None
    if isinstance(last, ChangeScenario) and last.goes_on_with(step):
        last.go_on(step)
        if last.after == last.before:
            last.setObsolete(True)
            stack.undo()
    else:
        stack.push(step)
