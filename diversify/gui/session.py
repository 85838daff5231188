"""The state of the window and the only way to change it: open scenarios, their levers and results.

Every change takes the same road: a new scenario is computed at once, becomes a step that can be undone, and
`result_changed` carries the whole result. What cannot be computed changes nothing; `messages` says why.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from diversify import model
from diversify.errors import DiversifyError
from diversify.gui.commands import ChangeScenario, push
from diversify.gui.documents import Document, copy_of, free_name
from diversify.gui.inheriting import in_place, on_present_parents, renew_children
from diversify.gui.lever_editing import LeverEditing
from diversify.gui.lever_state import moved, on_base
from diversify.gui.uncertainty import Uncertainty
from diversify.gui.versions import (
    annotated,
    may_write,
    next_log,
    signature,
    take_history,
    write_notes,
)
from diversify.model.projection.parameters import levers
from diversify.model.projection.scenario import Scenario
from diversify.text import LANGUAGES, _, localized

if TYPE_CHECKING:
    from diversify.model.projection.result import Result

_PAUSE = 700  # ms between two moves of a lever by keys or wheel that are one step


class Session(LeverEditing):
    """Owns all open scenarios. Pages read it, call its methods, and redraw on its signals."""

    drag_started = Signal(object)  # tuple of Results over the lever's range, for the limits of charts
    drag_ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.uncertainty = Uncertainty(self)
        self._gesture = 0
        self._dragging = False
        self._last_move: tuple[object, ...] = ()
        self._clock = QElapsedTimer()
        self._clock.start()

    @property
    def dragging(self) -> bool:
        """Whether a lever is being dragged now."""
        return self._dragging

    def defaults(self) -> Mapping[str, float | None]:
        """Return every lever's last value if nothing is moved; None where there is no single one."""
        return self.calculator.defaults(self.scenario)

    # levers ------------------------------------------------------------------------------------------

    def set_parameter(
        self, name: str, value: float | None, *, sectors: Sequence[str] = (), **timing: Any
    ) -> bool:
        """Move a lever of the active scenario; a value of None takes it back to its default.

        Parameters
        ----------
        name, value
            The lever, and its value in the record's unit (for mode "scale": a ratio).
        sectors
            Codes it holds for; none means every sector.
        timing
            Any of start, end, until (years), shape and mode; what is not given stays as it is.

        Returns
        -------
        bool
            Whether it was done; if not, a message says why and nothing has changed.
        """
        text = _("Move {lever}").format(lever=localized(levers()[name].title))
        move = name, tuple(sectors), tuple(sorted(timing))
        return self._change(
            lambda scenario: moved(scenario, name, value, tuple(sectors), **timing), text, move
        )

    def reset(self, name: str) -> bool:
        """Take a lever back to its default, for all sectors and every single one."""
        text = _("Reset {lever}").format(lever=localized(levers()[name].title))
        return self._change(lambda scenario: scenario.without(name), text)

    def begin_drag(self, name: str, values: Sequence[float], *, sectors: Sequence[str] = ()) -> None:
        """Prepare for a drag of a lever over `values`: charts learn their limits from one batch of runs."""
        self._gesture += 1
        self._dragging = True
        gc.disable()  # a full collection takes as long as three ticks; it can wait for the release
        self.uncertainty.cancel()
        candidates = []
        for value in values:
            try:
                candidates.append(moved(self.scenario, name, value, tuple(sectors)))
            except (
                DiversifyError
            ):  # out of reach, such as a ramp from a blank: the drag will not get there either
                continue
        results: tuple[Result, ...] = ()
        try:
            results = self.calculator.sweep(candidates)
        except DiversifyError:  # an extreme has no solution: limits follow the lever then
            results = ()
        self.calculator.prepare(self.document.result)
        self.drag_started.emit(results)

    def end_drag(self) -> None:
        """End a drag: one step to undo, one full drawing, new ranges."""
        if self._dragging:
            self._dragging = False
            gc.enable()
            self._gesture += 1
            try:
                self.document.result = self.calculator.result(self.scenario)
            except DiversifyError as error:  # found on the way, but not from the start: what was found stays
                self.messages.error(error)
            self.result_changed.emit(self.result)
            self.drag_ended.emit()
            self.settled()

    def set_base(self, year: int) -> bool:
        """Start the active scenario from the table of another year; no lever moves earlier than before."""
        return self._change(lambda scenario: on_base(scenario, year), _("Change base year"))

    def set_closure(self, closure: str) -> bool:
        """Choose what clears the labour market in the active scenario."""
        return self._change(lambda scenario: replace(scenario, closure=closure), _("Change closure"))

    def set_title(self, document: Document, title: str) -> bool:
        """Give a scenario another title, the same in every language."""
        self.activate(document)
        text = title.strip()
        titles = dict.fromkeys(LANGUAGES, text)
        return bool(text) and self._change(lambda s: replace(s, title=titles), _("Change title"))

    def change(self, document: Document, change: Callable[[Scenario], Scenario], text: str) -> bool:
        """Make another scenario of an open one, as a step called `text`; it becomes the active one."""
        self.activate(document)
        return self._change(change, text)

    # scenarios ---------------------------------------------------------------------------------------

    def open(self, where: str | Path) -> Document | None:
        """Open a scenario file, or a shipped scenario by name; None, and a message, if that fails."""
        path = where.resolve() if isinstance(where, Path) else None
        already = next((d for d in self.documents if d.is_of(where if path is None else path)), None)
        if already is None:
            try:
                already = self.add(model.load_scenario(where))
            except (DiversifyError, OSError) as error:
                self.messages.error(error)
                return None
            already.path = path
            take_history(already, self.messages)
        self.activate(already)
        return already

    def new(self) -> Document | None:
        """Open a scenario without any lever moved, on the base and with the closure of the active one."""
        world = {} if self.active is None else {"base": self.scenario.base, "closure": self.scenario.closure}
        title = dict.fromkeys(LANGUAGES, _("New scenario"))
        try:
            document = self.add(Scenario(free_name("scenario", self.names()), title, **world))  # type: ignore[arg-type]
        except DiversifyError as error:
            self.messages.error(error)
            return None
        self.activate(document)
        return document

    def duplicate(self) -> Document:
        """Open a copy of the active scenario beside it."""
        source = self.document
        document = self.add(copy_of(source.scenario, self.names()))
        if source.dirty:
            document.saved = None
        self.activate(document)
        return document

    def save(self, path: Path, author: str = "") -> bool:
        """Write the active scenario to a file; its name becomes that of the file, its history one longer."""
        document = self.document
        try:
            may_write(document, path, self.documents)
            log = next_log(document, author)
            scenario = model.save_scenario(document.scenario, path, log=log)
            document.result = self.calculator.result(scenario)
        except (DiversifyError, OSError) as error:
            self.messages.error(error)
            return False
        document.log, document.note, document.since = log, "", None
        document.seen = signature(path)
        document.scenario = document.saved = scenario
        document.path = path.resolve()
        self.memory.remember_locks(document)
        renew_children(self.documents, self.calculator, self.messages)
        self.messages.info(_("Saved {file}.").format(file=path.name))
        self.marked_changed.emit()
        self.result_changed.emit(self.result)
        self.settled()
        self.saved.emit(document)
        return True

    def annotate(self, document: Document, place: int, **fields: str) -> bool:
        """Give a saved version another note or author, in the file at once."""
        try:
            write_notes(document, annotated(document.log, place, **fields))
        except (DiversifyError, OSError) as error:
            self.messages.error(error)
            return False
        self.marked_changed.emit()
        return True

    def close(self, document: Document) -> None:
        """Close a scenario; the last one makes room for an empty one."""
        if len(self.documents) > 1 or self.new() is not None:
            self.remove(document)

    def shut(self) -> None:
        """Stop and wait for whatever runs beside the window."""
        gc.enable()
        self.uncertainty.close()

    # the one road ------------------------------------------------------------------------------------

    def settle(self) -> None:
        self.end_drag()

    def settled(self) -> None:
        if not self._dragging:
            self.uncertainty.ask(self.result, self.reference())

    def _change(
        self, change: Callable[[Scenario], Scenario], text: str, move: tuple[object, ...] = ()
    ) -> bool:
        document = self.document
        try:
            after = change(document.scenario)
            if after == document.scenario:
                return True
            self.refuse_locked(document, after)
            self._projected(document, after)
            self.calculator.result(after.counterfactual())
        except DiversifyError as error:
            self.messages.error(error)
            self.result_changed.emit(document.result)  # whoever asked shows what holds
            return False
        show = partial(self._show, document)
        push(document.stack, ChangeScenario(text, document.scenario, after, show, self._gesture_of(move)))
        return True

    def _projected(self, document: Document, scenario: Scenario) -> Result:
        if self._dragging:
            return self.calculator.passing(scenario, document.result)
        return self.calculator.result(scenario)

    def _gesture_of(self, move: tuple[object, ...]) -> object:
        if not move:
            self._gesture += 1
            return None
        if not self._dragging:
            if move != self._last_move or self._clock.elapsed() > _PAUSE:
                self._gesture += 1
            self._clock.restart()
        self._last_move = move
        return self._gesture, move

    def _show(self, document: Document, scenario: Scenario) -> None:
        """Bring a scenario of the past or future into its document; the name stays that of the file."""
        now = document.scenario
        scenario = on_present_parents(in_place(scenario, now), self.documents, self.calculator, self.messages)
        before = document.dirty, document.title
        document.counterfactual = self.calculator.result(scenario.counterfactual())
        document.result = self._projected(document, scenario)
        document.scenario = scenario
        if before != (document.dirty, document.title):
            self.marked_changed.emit()
        self.result_changed.emit(self.result)
        self.settled()
