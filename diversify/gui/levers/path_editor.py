"""The window for a lever's value by year: one value with a shape, or points; what results is drawn beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from diversify.errors import DiversifyError
from diversify.gui.beside import Beside, fit
from diversify.gui.lever_state import stated
from diversify.gui.levers.explain import explain
from diversify.gui.levers.path_graph import PathGraph
from diversify.gui.levers.path_points import Points, as_points
from diversify.gui.levers.points_table import PointsTable
from diversify.gui.levers.scale import neutral, scale_of
from diversify.gui.levers.timing import Timing
from diversify.gui.levers.value_box import ValueBox
from diversify.gui.record_texts import number_text, unit_text
from diversify.gui.session import Session
from diversify.gui.widgets import named
from diversify.model.projection.checks import change_faults
from diversify.model.projection.parameters import Record
from diversify.model.projection.scenario import Change, Scenario
from diversify.text import _, localized

Targets = Sequence[tuple[str, ...]]


class PathEditor(Beside):
    """Edits one draft. The scenario learns of it by Apply or OK only, as one step to undo.

    Parameters
    ----------
    targets
        Sets of sectors that get the same path, each as a change of its own; an empty set is all sectors.
    """

    def __init__(
        self, session: Session, record: Record, targets: Targets, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self.record, self.targets = session, record, tuple(targets)
        self.document = session.document
        self.title = localized(record.title)
        self.valid = True
        self.draft = self.stated = self._stated()
        self._build()
        self.show_draft()
        session.result_changed.connect(self._follow)
        session.shown_changed.connect(self._leave)
        session.memory.locks_changed.connect(self.show_draft)

    def _build(self) -> None:
        title, base = self.title, self.document.scenario.base
        self.setWindowTitle(_("{lever}: path by year").format(lever=title))
        self.where = QLabel(self._where())
        self.where.setWordWrap(True)
        self.where.setToolTip(explain(self.record))
        self.single = named(QRadioButton(_("One value")), _("{lever}: one value").format(lever=title))
        self.many = named(QRadioButton(_("Points by year")), _("{lever}: points by year").format(lever=title))
        self.box = named(ValueBox(), _("{lever}: value").format(lever=title), unit_text(self.record, base))
        self.timing = Timing(title)
        self.graph = PathGraph(_("{lever}: graph").format(lever=title), self._write)
        self.graph.setToolTip(
            _("Drag points, or use keys: arrows choose and move, Shift changes the year, Insert and Delete")
        )
        self.table = PointsTable(_("{lever}: points").format(lever=title))
        self.add = named(QPushButton(_("Add point")), _("Add a point"))
        self.remove = named(QPushButton(_("Remove point")), _("Remove the chosen point"))
        self.fault = QLabel()
        self.fault.setWordWrap(True)
        self.fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(box.Ok | box.Apply | box.Cancel)
        for kind, text in ((box.Ok, _("OK")), (box.Apply, _("Apply")), (box.Cancel, _("Cancel"))):
            self.buttons.button(kind).setText(text)
        self._lay_out()
        self.single.clicked.connect(self._choose_single)
        self.many.clicked.connect(self._choose_many)
        self.box.valueChanged.connect(self._typed)
        self.timing.edited.connect(self._timed)
        self.graph.edited.connect(self._take_points)
        self.graph.selected.connect(self.table.choose)
        self.table.edited.connect(self._take_points)
        self.table.refused.connect(self._refuse)
        self.table.unpasted.connect(self._say)
        self.table.currentCellChanged.connect(self.graph.select)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self.graph.remove)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(box.Apply).clicked.connect(self.apply)

    def _lay_out(self) -> None:
        legend = QLabel(_("- - -  without this change      ——  what results"))
        kinds, points, right = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        kinds.addWidget(self.single)
        kinds.addWidget(self.many)
        kinds.addStretch(1)
        points.addWidget(self.add)
        points.addWidget(self.remove)
        form = QFormLayout()
        form.setContentsMargins(18, 0, 0, 0)
        form.addRow(_("Value"), self.box)
        left = QVBoxLayout()
        left.addWidget(self.graph, 1)
        left.addWidget(legend)
        right.addLayout(kinds)
        right.addLayout(form)
        right.addWidget(self.timing)
        right.addWidget(self.table, 1)
        right.addLayout(points)
        halves = QHBoxLayout()
        halves.addLayout(left, 3)
        halves.addLayout(right, 2)
        whole = QVBoxLayout(self)
        whole.addWidget(self.where)
        whole.addLayout(halves, 1)
        whole.addWidget(self.fault)
        whole.addWidget(self.buttons)
        fit(self, 51, 33)

    # scenario -> draft -------------------------------------------------------------------------------

    def _stated(self) -> Change:
        """Return what the scenario states for the first of the targets; else what a first move would be."""
        key = self.record.name, frozenset(self.targets[0])
        found = [change for change in self.document.scenario.changes if change.key == key]
        if found:
            return found[-1] if len(found) == 1 else self._as_one(found)
        default = self.session.calculator.defaults(self.document.scenario).get(self.record.name)
        least = self._years()[-1] if self.record.unit == "year" else self.record.min
        first = next((v for v in (default, self.record.central) if v is not None), least)
        return Change(self.record.name, first, sectors=self.targets[0])

    def _as_one(self, found: list[Change]) -> Change:
        """Several changes in a row, each from its year on, are points."""
        base = self.document.scenario.base
        points = {c.start or base + 1: c.value for c in found if c.value is not None}
        return Change(self.record.name, points=tuple(sorted(points.items())), sectors=self.targets[0])

    def _follow(self) -> None:
        """Take over what the scenario says now, unless something has been edited here."""
        if self.session.dragging or self.session.active is not self.document:
            return
        untouched = self.draft == self.stated
        self.stated = self._stated()
        if untouched:
            self.draft = self.stated
        self.show_draft()

    def _leave(self) -> None:
        if self.document not in self.session.documents:
            self.reject()

    # draft -> controls -------------------------------------------------------------------------------

    def show_draft(self) -> None:
        """Show the draft in every control, and the path that results; say in place what is wrong with it."""
        draft, base = self.draft, self.document.scenario.base
        scale = scale_of(self.record, draft.mode)
        by_points = bool(draft.points)
        (self.many if by_points else self.single).setChecked(True)
        blocked = self.box.blockSignals(True)
        self.box.set_scale(scale)
        self.box.set_number(draft.value if draft.value is not None else draft.points[-1][1])
        self.box.blockSignals(blocked)
        self.box.setEnabled(not by_points)
        self.timing.show_change(draft, base)
        for widget in (self.table, self.add, self.remove):
            widget.setEnabled(by_points)
        self.table.show_points(draft.points)
        faults = change_faults(replace(draft, unit=""), base)
        said = faults[0].message if faults else ""
        before = after = None
        try:
            before = self._path(self._scenario(None))
            after = before if faults else self._path(self._scenario(draft))
        except DiversifyError as error:
            said = said or str(error)
        if before is not None and after is not None:
            self.graph.show_paths(self._years(), before, after)
        if not faults:
            self.graph.show_points(draft.points, (scale.low, scale.high), scale.step, by_points)
        if self.record.name in self.session.memory.locked(self.document):
            said = said or _("This lever is locked in the scenario. Unlock it first.")
        self._refuse(said)

    def _refuse(self, said: str) -> None:
        self.valid = not said
        self._say(said)
        box = QDialogButtonBox.StandardButton
        for kind in (box.Ok, box.Apply):
            self.buttons.button(kind).setEnabled(self.valid)

    def _say(self, said: str) -> None:
        self.fault.setText(f"⚠ {said}" if said else "")
        self.fault.setVisible(bool(said))
        self.fault.setAccessibleName(said)

    def _scenario(self, draft: Change | None) -> Scenario:
        return stated(self.document.scenario, self.record.name, dict.fromkeys(self.targets, draft))

    def _path(self, scenario: Scenario) -> Any:
        path = self.session.calculator.paths(scenario)[self.record.name]
        chosen = {code for target in self.targets for code in target}
        codes = [sector.code for sector in self.document.result.sectors]
        columns = [i for i, code in enumerate(codes) if code in chosen]
        return path[:, columns] if path.ndim == 2 and columns else path

    def _years(self) -> tuple[int, ...]:
        return tuple(self.document.result.years)

    def _write(self, value: float) -> str:
        return number_text(round(value, 6), self.record)

    def _where(self) -> str:
        names = {sector.code: localized(sector.name) for sector in self.document.result.sectors}
        chosen = [names.get(code, code) for target in self.targets for code in target]
        sectors = ", ".join(chosen) or _("all sectors")
        unit = unit_text(self.record, self.document.scenario.base)
        parts = [f"{self.title}, {unit}", *([sectors] if self.record.sectoral else []), self.document.title]
        return " · ".join(parts)

    # controls -> draft -------------------------------------------------------------------------------

    def _choose_single(self) -> None:
        if self.draft.points:
            start, value = self.draft.points[0][0], self.draft.points[-1][1]
            self.draft = replace(self.draft, points=(), value=value, start=start)
            self.show_draft()

    def _choose_many(self) -> None:
        if not self.draft.points:
            path = self._path(self._scenario(self.draft if self.valid else None))
            self._take_points(as_points(self.draft, path if path.ndim == 1 else path[:, 0], self._years()))

    def _typed(self) -> None:
        self.draft = replace(self.draft, value=self.box.number())
        self.show_draft()

    def _timed(self, timing: dict[str, Any]) -> None:
        draft = replace(self.draft, **timing, unit="")
        if draft.mode != self.draft.mode:  # a number means something else now
            central = self.record.central if self.record.central is not None else self.record.min
            value = central if draft.mode == "set" else neutral(draft.mode)
            points = tuple((year, value) for year, _value in draft.points)
            draft = replace(draft, points=points, value=None if points else value)
        self.draft = draft
        self.show_draft()

    def _take_points(self, points: Points) -> None:
        self.draft = replace(self.draft, points=points, value=None, start=None, end=None, shape="step")
        self.show_draft()

    def _add(self) -> None:
        self.graph.add()

    # draft -> scenario -------------------------------------------------------------------------------

    def apply(self) -> bool:
        """Put the draft into the scenario; one step to undo."""
        if not self.valid:
            return False
        wanted = dict.fromkeys(self.targets, self.draft)
        done = self.session.set_changes(self.record.name, wanted, self.document)
        if done:
            self.draft = self.stated = self._stated()
            self.show_draft()
        else:
            self._refuse(_("The model has no solution with this path; nothing has been changed."))
        return done

    def _accept(self) -> None:
        if self.apply():
            self.accept()
