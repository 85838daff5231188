"""What the session does to levers beyond moving one: paths, many sectors, locks, states of the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from diversify.errors import ScenarioError
from diversify.gui.documents import Document
from diversify.gui.lever_memory import LeverMemory
from diversify.gui.lever_state import stated, touched
from diversify.gui.messages import Messages
from diversify.gui.opened import Opened
from diversify.model.projection.parameters import levers, records
from diversify.text import _, localized, ngettext

if TYPE_CHECKING:
    from diversify.model.projection.checks import Value
    from diversify.model.projection.scenario import Change, Scenario


class LeverEditing(Opened):
    """The lever commands of the session; each is one step to undo."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.messages = Messages(self)
        self.memory = LeverMemory(self)

    @property
    def locked(self) -> frozenset[str]:
        """The levers of the active scenario that must not be moved."""
        return self.memory.locked(self.document)

    def set_locked(self, name: str, wanted: bool) -> None:
        """Lock a lever of the active scenario: nothing moves it until it is unlocked."""
        self.settle()
        self.memory.set_locked(self.document, name, wanted)

    def set_changes(
        self, name: str, wanted: Mapping[tuple[str, ...], Change | None], document: Document | None = None
    ) -> bool:
        """State a lever of a scenario anew for some sets of sectors, all in one step.

        Parameters
        ----------
        wanted
            Sectors (none: all) -> the change that replaces what is there, None to take it away. What it is
            not given for stays.
        document
            The scenario, which becomes active; the active one if none is given.
        """
        if document is not None:
            self.activate(document)
        text = _("Edit {lever}").format(lever=localized(levers()[name].title))
        return self._change(lambda scenario: stated(scenario, name, wanted), text)

    def reset_all(self) -> bool:
        """Take every lever of the active scenario that is not locked back to its default."""
        moved = dict.fromkeys(change.lever for change in self.scenario.changes)
        kept = [name for name in moved if name in self.locked]

        def unmoved(scenario: Scenario) -> Scenario:
            for name in moved:
                scenario = scenario if name in kept else scenario.without(name)
            return scenario

        done = self._change(unmoved, _("Reset all levers"))
        if done and kept:
            said = ngettext(
                "{count} locked lever keeps its value: {levers}.",
                "{count} locked levers keep their values: {levers}.",
                len(kept),
            )
            self.messages.notice(said.format(count=len(kept), levers=_titles(kept)))
        return done

    def set_state(self, name: str, value: Value | None) -> bool:
        """State a parameter of the active scenario; None: the value of its parent, or the default."""
        title = localized(records()[name].title)
        text = _("Reset {name}") if value is None else _("Set {name}")
        return self._change(lambda scenario: scenario.with_parameter(name, value), text.format(name=title))

    def refuse_locked(self, document: Document, after: Scenario) -> None:
        """Check that a change leaves the locked levers of a scenario as they are.

        Raises
        ------
        ScenarioError
            If it moves one of them.
        """
        locked = self.memory.locked(document)
        held = sorted(touched(document.scenario, after) & locked) if locked else []
        if held:
            text = ngettext(
                "{levers} is locked in “{scenario}”. Unlock it first.",
                "{levers} are locked in “{scenario}”. Unlock them first.",
                len(held),
            )
            raise ScenarioError(text.format(levers=_titles(held), scenario=document.title))

    def _change(
        self, change: Callable[[Scenario], Scenario], text: str, move: tuple[object, ...] = ()
    ) -> bool:
        raise NotImplementedError


def _titles(names: list[str]) -> str:
    return ", ".join(localized(levers()[name].title) for name in names)
