"""All levers in groups that fold, with search, filters, and keys for the lever that has the focus."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diversify.gui.appearance import icon
from diversify.gui.lever_state import touched
from diversify.gui.levers.commands import LeverCommands, row_of
from diversify.gui.levers.group import Group
from diversify.gui.levers.row import PICTURES, LeverRow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.widgets import SearchBox, named
from diversify.model.projection.parameters import groups, levers
from diversify.model.projection.scenario import Scenario
from diversify.text import _, folded, localized


class LeverPanel(QWidget):
    """The levers of the active scenario. A tick of a drag touches only the rows that it changes."""

    def __init__(self, session: Session, settings: Settings | None = None) -> None:
        super().__init__()
        self.session = session
        if settings is not None:
            session.memory.keep_in(settings)
        self.rows: dict[str, LeverRow] = {}
        self.groups: dict[str, Group] = {}
        self._words: dict[str, str] = {}
        self._shown: Scenario | None = None
        self._defaults: Mapping[str, float | None] = {}
        self.search = named(SearchBox(), _("Search levers"))
        self.search.setPlaceholderText(_("Search levers"))
        self.search.setToolTip(_("Name, symbol, unit or explanation, in any of the three languages"))
        self.search.setClearButtonEnabled(True)
        self.only_moved = named(QCheckBox(_("Moved only")), _("Show moved levers only"))
        self.only_moved.setToolTip(
            _("Everything that differs from the base: ● moved in this scenario, ○ moved by its parent")
        )
        self.only_favourites = named(QCheckBox(_("Favourites")), _("Show favourites only"))
        self.only_favourites.setToolTip(_("Levers that you have marked with a star"))
        self.menu = named(QToolButton(), _("More for levers"))
        self.menu.setText("⋯")
        self.menu.setToolTip(_("Fold, open or reset all levers"))
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setAutoRaise(True)
        self.nothing = QLabel(_("No lever fits."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.nothing.hide()
        self._fill()
        self._lay_out()
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._search)
        self.commands = LeverCommands(self)
        self.search.textChanged.connect(self.filter)
        self.only_moved.toggled.connect(self.filter)
        self.only_favourites.toggled.connect(self.filter)
        session.result_changed.connect(self.show_scenario)
        session.memory.locks_changed.connect(self._show_locks)
        session.memory.favourites_changed.connect(self._show_favourites)
        self._show_favourites()
        if session.active is not None:
            self.show_scenario()

    def _fill(self) -> None:
        names = groups()
        pictures: dict[str, QIcon] = {name: icon(name) for name in PICTURES}
        for name, record in levers().items():
            if record.group not in self.groups:
                title = localized(names[record.group]) if record.group in names else record.group
                group = Group(record.group, title)
                group.heading.setChecked(record.group not in self.session.memory.folded)
                group.folded.connect(self.session.memory.set_folded)
                self.groups[record.group] = group
            row = LeverRow(record, self.session, pictures)
            self.groups[record.group].add(row)
            self.rows[name] = row
        width = max(row.widest_blank() for row in self.rows.values())
        for row in self.rows.values():
            row.box.setFixedWidth(width)

    def _lay_out(self) -> None:
        bar, filters = QHBoxLayout(), QHBoxLayout()
        bar.addWidget(self.search, 1)
        bar.addWidget(self.menu)
        filters.addWidget(self.only_moved)
        filters.addWidget(self.only_favourites)
        filters.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(2)
        for group in self.groups.values():
            column.addWidget(group)
        column.addWidget(self.nothing)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room = inside.minimumSizeHint().width() + self.area.verticalScrollBar().sizeHint().width()
        self.area.setMinimumWidth(room)  # nothing is cut at the right, whatever the size of the text
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(bar)
        whole.addLayout(filters)
        whole.addWidget(self.area, 1)

    # what is shown -----------------------------------------------------------------------------------

    def show_scenario(self) -> None:
        """Show the active scenario in the rows that it changes; in all of them if nothing changed."""
        before, after = self._shown, self.session.scenario
        self._shown = after
        alike = before is not None and (before.base, before.closure) == (after.base, after.closure)
        alike = alike and before is not None and before.parameters == after.parameters
        if not alike:
            self._defaults = self.session.defaults()
        if alike and before is not None and before is not after and before.inherits is after.inherits:
            names = touched(before, after)
        else:
            names = set(self.rows)
        shown = {name: self.rows[name].show_scenario(self._defaults.get(name)) for name in names}
        flipped = {self.rows[name].record.group for name, moved in shown.items() if moved}
        for name in flipped if before is not None else self.groups:
            self.groups[name].count()
        if not self.session.dragging:
            self._show_locks()
            if flipped and self.only_moved.isChecked():
                self.filter()

    def _show_locks(self) -> None:
        locked = self.session.locked
        for name, row in self.rows.items():
            if row.locked != (name in locked):
                row.show_locked(name in locked)
                row.show_scenario(self._defaults.get(name))

    def _show_favourites(self) -> None:
        for name, row in self.rows.items():
            row.show_favourite(name in self.session.memory.favourites)
        if self.only_favourites.isChecked():
            self.filter()

    def filter(self) -> None:
        """Show the levers that have every word searched for; groups open for them and fold again after."""
        words = folded(self.search.text()).split()
        moved_only, favourites_only = self.only_moved.isChecked(), self.only_favourites.isChecked()
        narrowed = bool(words) or moved_only or favourites_only
        found = False
        for group in self.groups.values():
            some = False
            for row in group.rows:
                fits = not words or all(word in self._searched(row) for word in words)
                fits = fits and (not moved_only or bool(row.origin))
                fits = fits and (not favourites_only or row.star.isChecked())
                row.setVisible(fits)
                some = some or fits
            group.setVisible(some)
            group.heading.setChecked(narrowed or group.name not in self.session.memory.folded)
            found = found or some
        self.nothing.setVisible(not found)

    def _searched(self, row: LeverRow) -> str:
        """Return everything that a lever is found by; put together at the first search."""
        record = row.record
        if record.name not in self._words:
            titles = groups().get(record.group, {}).values()
            texts = [record.name, record.symbol, record.unit, *record.title.values(), *record.note.values()]
            self._words[record.name] = folded(" ".join([*texts, *titles]))
        return self._words[record.name]

    # commands ----------------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = row_of(self.childAt(event.pos()))
        if row is not None:
            if row_of(QApplication.focusWidget()) is not row:
                (row.lock if row.locked else row.slider).setFocus(Qt.FocusReason.PopupFocusReason)
            self.commands.menu(row).popup(event.globalPos())

    def visible_rows(self) -> list[LeverRow]:
        """Return the rows on show, from top to bottom."""
        return [row for group in self.groups.values() for row in group.rows if row.isVisible()]

    def fold(self, folded: bool) -> None:
        """Fold all groups, or open them."""
        for group in self.groups.values():
            group.heading.setChecked(not folded)
            self.session.memory.set_folded(group.name, folded)

    def _search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
