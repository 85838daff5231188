"""The findings in words, below the headline numbers: words before charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from diversify import model
from diversify.gui.session import Session
from diversify.gui.widgets import ElidedLabel, named
from diversify.text import _, sentence

if TYPE_CHECKING:
    from diversify.model.projection.findings import Finding

_SHOWN = 3


_DEPENDENCE = "dependence"  # findings on what the changes do to oil dependence, the question of it all


def _rank(finding: Finding) -> int:
    if finding.level == "warning":
        return 0
    return 1 if finding.id.startswith(_DEPENDENCE) else 2


class Story(ElidedLabel):
    """The first findings of the active scenario in one line; all of them in the tooltip."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.session = session
        named(self, _("Findings"))
        session.result_changed.connect(self.refresh)
        session.shown_changed.connect(self.refresh)
        session.drag_started.connect(self._rest)
        session.drag_ended.connect(self.refresh)

    def _rest(self) -> None:
        """Grey while a lever moves: these words are of where it was."""
        self.setEnabled(False)

    def refresh(self) -> None:
        """Say what the model found, warnings and oil dependence first; in a drag the last words stay."""
        if self.session.active is None or self.session.dragging:
            return
        found = model.findings(self.session.result, self.session.reference())
        said = [sentence(item) for item in sorted(found, key=_rank)]
        self.setEnabled(True)
        self.setText(" ".join(said[:_SHOWN]))
        self.set_hint("\n".join(said))
        self.setAccessibleDescription(" ".join(said))
