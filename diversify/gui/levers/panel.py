"""All levers in collapsible groups, with a search box that finds a lever by any of its names."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diversify.gui.levers.row import LeverRow
from diversify.gui.session import Session
from diversify.gui.widgets import SearchBox, named
from diversify.model.projection.parameters import groups, levers
from diversify.text import _, localized, ngettext

_LETTERS = str.maketrans({"ı": "i", "ə": "e", "ё": "е"})


def folded(text: str) -> str:
    """Return text for comparison: without case, dots on i or not, accents, and with ə as e."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


class Group(QWidget):
    """A heading that opens and closes, and the rows below it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.rows: list[LeverRow] = []
        self.heading = named(QToolButton(), title)
        self.heading.setText(title)
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.setAutoRaise(True)
        self.heading.setArrowType(Qt.ArrowType.DownArrow)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body = QWidget()
        self._rows = QVBoxLayout(self.body)
        self._rows.setContentsMargins(4, 0, 4, 4)
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.body)
        self.heading.toggled.connect(self._fold)

    def add(self, row: LeverRow) -> None:
        """Put a row at the end."""
        self.rows.append(row)
        self._rows.addWidget(row)

    def count_moved(self) -> None:
        """Say in the heading how many levers are moved, so that a closed group hides nothing."""
        count = sum(row.mark.text() != " " for row in self.rows)
        said = ngettext("{count} moved", "{count} moved", count).format(count=count)
        self.heading.setText(f"{self.title} – {said}" if count else self.title)

    def _fold(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self.heading.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)


class LeverPanel(QWidget):
    """The levers of the active scenario."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.rows: dict[str, LeverRow] = {}
        self.groups: dict[str, Group] = {}
        self._words: dict[str, str] = {}
        self.search = named(SearchBox(), _("Search levers"))
        self.search.setPlaceholderText(_("Search levers"))
        self.search.setClearButtonEnabled(True)
        self.only_moved = named(QCheckBox(_("Moved only")), _("Show moved levers only"))
        self.nothing = QLabel(_("No lever fits."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.nothing.hide()
        bar = QHBoxLayout()
        bar.addWidget(self.search, 1)
        bar.addWidget(self.only_moved)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(2)
        self._fill()
        self._list.addWidget(self.nothing)
        self._list.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self.area, 1)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._search)
        self.search.textChanged.connect(self.filter)
        self.only_moved.toggled.connect(self.filter)
        session.result_changed.connect(self.show_scenario)

    def _fill(self) -> None:
        names = groups()
        for name, record in levers().items():
            if record.group not in self.groups:
                group = Group(localized(names[record.group]) if record.group in names else record.group)
                self.groups[record.group] = group
                self._list.addWidget(group)
            row = LeverRow(record, self.session)
            self.groups[record.group].add(row)
            self.rows[name] = row
            texts = [name, record.symbol, *record.title.values(), *names.get(record.group, {}).values()]
            self._words[name] = folded(" ".join(texts))

    def show_scenario(self) -> None:
        """Show the active scenario in every row."""
        defaults = self.session.defaults()
        for name, row in self.rows.items():
            row.show_scenario(defaults.get(name))
        if not self.session.dragging:
            for group in self.groups.values():
                group.count_moved()
            if self.only_moved.isChecked():
                self.filter()

    def filter(self) -> None:
        """Show the levers whose names have every word searched for; open their groups."""
        words = folded(self.search.text()).split()
        moved_only = self.only_moved.isChecked()
        found = False
        for group in self.groups.values():
            some = False
            for row in group.rows:
                fits = all(word in self._words[row.record.name] for word in words)
                fits = fits and (not moved_only or row.mark.text() != " ")
                row.setVisible(fits)
                some = some or fits
            group.setVisible(some)
            if some and (words or moved_only):
                group.heading.setChecked(True)
            found = found or some
        self.nothing.setVisible(not found)

    def _search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
