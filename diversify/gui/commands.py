"""Undo and redo: a step is a scenario before and after; a drag, however long, is one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from diversify.model.projection.scenario import Scenario

_ID = 1  # all steps may merge; the gesture decides


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

    def id(self) -> int:
        return _ID

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, ChangeScenario) or self.gesture is None or other.gesture != self.gesture:
            return False
        self.after = other.after
        self.setObsolete(self.after == self.before)  # dragged back to where it was: no step
        return True

    def undo(self) -> None:
        self._show(self.before)

    def redo(self) -> None:
        self._show(self.after)
