"""An open scenario: what it says now, what its file says, its results, and the way back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoStack

from diversify.model.projection.history import Log
from diversify.text import _, localized

if TYPE_CHECKING:
    from diversify.model.projection.history import Since
    from diversify.model.projection.result import Result
    from diversify.model.projection.scenario import Scenario

_UNDO_STEPS = 500
COUNTERFACTUAL_SLOT = 6  # the neutral colour of the charts; open scenarios leave it out


class Document:
    """One open scenario. Only the session changes it.

    Attributes
    ----------
    scenario, result, counterfactual
        Always of the same state: a scenario that cannot be computed never gets in.
    path
        Its file; None for new and for shipped scenarios, which are not written over.
    saved
        The scenario as its file has it; None if there is no file and closing would lose work.
    shown
        Whether the charts show it while another scenario is active.
    slot
        Number of its colour and dash in every chart.
    log, note
        The versions its file keeps, and the note for the next one.
    since
        What has changed in the program since the file was saved; None if nothing has.
    seen
        Time and size of the file when it was read or written last.
    """

    def __init__(self, scenario: Scenario, result: Result, counterfactual: Result, slot: int) -> None:
        self.scenario = scenario
        self.result = result
        self.counterfactual = counterfactual
        self.slot = slot
        self.path: Path | None = None
        self.saved: Scenario | None = scenario
        self.shown = True
        self.log = Log()
        self.note = ""
        self.since: Since | None = None
        self.seen: tuple[int, int] | None = None
        self.stack = QUndoStack()
        self.stack.setUndoLimit(_UNDO_STEPS)

    @property
    def title(self) -> str:
        """The scenario's title in the current language."""
        return localized(self.scenario.title) or self.scenario.name

    @property
    def dirty(self) -> bool:
        """Whether closing it would lose work."""
        return self.scenario != self.saved

    @property
    def departs(self) -> bool:
        """Whether it is no longer what its file says under the title that it still has."""
        saved = self.saved
        if saved is None or saved.file is None or saved.title != self.scenario.title:
            return False
        return saved.key != self.scenario.key

    @property
    def label(self) -> str:
        """The title for charts and tables; where levers have left what the file says under it, that too."""
        return self.changed_title if self.departs else self.title

    @property
    def changed_title(self) -> str:
        """The title of what is no longer what the file says."""
        return _("{title} (changed)").format(title=self.title)

    def is_of(self, where: str | Path) -> bool:
        """Whether it shows that file, or that shipped scenario as it came."""
        if isinstance(where, Path):
            return self.path == where
        return self.path is None and self.scenario.name == where and not self.dirty


def free_slot(taken: set[int]) -> int:
    """Return the lowest slot that no open scenario has."""
    slot = 0
    while slot in taken or slot == COUNTERFACTUAL_SLOT:
        slot += 1
    return slot


def free_name(stem: str, taken: set[str]) -> str:
    """Return `stem`, numbered if that name is taken."""
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


def copy_of(scenario: Scenario, taken: set[str]) -> Scenario:
    """Return the same choices under a new name and title; its parent stays the same."""
    name = free_name(scenario.name, taken)
    title = {language: _("{title} (copy)").format(title=text) for language, text in scenario.title.items()}
    return replace(scenario, name=name, title=title)
