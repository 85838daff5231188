"""The scenarios by inheritance: a new parent by mouse or by keys, look, visibility."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QBrush, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QToolButton,
    QTreeWidgetItem,
    QVBoxLayout,
)

from diversify.gui.compare.family import Member, every, family
from diversify.gui.compare.looks import HEIGHT, OFFERED, WIDTH, sample, slot_name
from diversify.gui.compare.tree_widget import MEMBER, Tree
from diversify.gui.compare.view import View
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.widgets import ElidedLabel, Wheelless, named
from diversify.model.projection.inheritance import independent, is_same, rebased
from diversify.model.projection.scenario import Scenario
from diversify.text import _, localized, ngettext


class TreeView(View):
    """The tree, and below it parent and look of the line that is chosen."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.tree = named(
            Tree(),
            _("Scenarios by inheritance"),
            _("Enter opens a scenario; Space puts an open one on the charts or takes it off."),
        )
        self.tree.setHeaderLabels([_("Scenario"), _("States itself"), _("State")])
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.parent_ = named(QComboBox(), _("Parent of the chosen scenario"))
        self.parent_.installEventFilter(Wheelless(self.parent_))
        self.parent_.setMinimumContentsLength(12)
        self.parent_.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.look = named(QToolButton(), _("Colour and dash"))
        self.look.setToolTip(_("Colour and dash of the chosen scenario in every chart"))
        self.look.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.look.setIconSize(QSize(WIDTH, HEIGHT))
        self._looks = [self._make_look(number) for number in OFFERED]
        self.look.setMenu(QMenu(self.look))
        self.look.menu().addActions(self._looks)
        self.hint = ElidedLabel(
            _("Drag a scenario onto its new parent, or choose the parent below. What it states itself stays.")
        )
        self._shape: list[tuple[object, ...]] = []
        self._lay_out()
        self.tree.itemChanged.connect(self._ticked)
        self.tree.itemActivated.connect(self._opened)
        self.tree.currentItemChanged.connect(self._offer)
        self.tree.dropped.connect(self.reparent)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.parent_.activated.connect(self._parent_chosen)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        label = QLabel(_("Parent"))
        label.setBuddy(self.parent_)
        line.addWidget(label)
        line.addWidget(self.parent_, 1)
        line.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.hint)
        column.addWidget(self.tree, 1)
        column.addLayout(line)

    # showing ------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        chosen = self.tree.member()
        roots = family(self.session.documents)
        members = every(roots)
        shape = [_shape(member) for member in roots]
        blocked = self.tree.blockSignals(True)
        if shape == self._shape:  # a line is not taken away while Qt is still busy with it
            for item, member in zip(self._items(), members, strict=True):
                self._fill(item, member)
        else:
            self._shape = shape
            self.tree.clear()
            for member in roots:
                self._add(self.tree.invisibleRootItem(), member)
            self.tree.expandAll()
            active = next(m for m in members if m.document is self.session.active)
            wanted = next((m for m in members if chosen is not None and _is(m, chosen)), active)
            self.tree.setCurrentItem(self._items()[members.index(wanted)])
        self.tree.blockSignals(blocked)
        self._offer()

    def _add(self, above: QTreeWidgetItem, member: Member) -> None:
        item = QTreeWidgetItem(above)
        self._fill(item, member)
        for child in member.children:
            self._add(item, child)

    def _fill(self, item: QTreeWidgetItem, member: Member) -> None:
        item.setData(0, MEMBER, member)
        document, title, state = member.document, member.title, _("not open")
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
        tip = f"{title}\n{localized(member.scenario.question)}".strip()
        active = document is not None and document is self.session.active
        if document is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
            state = _("changed") if document.dirty else _("open")
            tip = f"{title}\n{document.path or document.scenario.name}"
            item.setIcon(0, sample(document.slot))
            shown = document.shown or active
            item.setCheckState(0, Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            if active:
                state = _("active, changed") if document.dirty else _("active")
            else:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
        else:
            muted = QBrush(self.palette().color(QPalette.ColorRole.PlaceholderText))
            for column in range(3):
                item.setForeground(column, muted)
        font = self.tree.font()
        font.setBold(active)
        item.setFont(0, font)
        item.setFlags(flags)
        item.setToolTip(0, tip)
        for column, text in enumerate((title, own_text(member.scenario), state)):
            item.setText(column, text)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{title}, {state}")

    def _items(self, above: QTreeWidgetItem | None = None) -> list[QTreeWidgetItem]:
        root = above or self.tree.invisibleRootItem()
        found = []
        for place in range(root.childCount()):
            item = root.child(place)
            if item is not None:
                found += [item, *self._items(item)]
        return found

    def _offer(self, *_items: object) -> None:
        """Show parent and look of the chosen line."""
        member = self.tree.member()
        document = None if member is None else member.document
        blocked = self.parent_.blockSignals(True)
        self.parent_.clear()
        self.parent_.addItem(_("no parent: what it inherits goes"), None)
        if member is not None:
            for other in every(family(self.session.documents)):
                if other.document is not None and other.document is document:
                    continue
                self.parent_.addItem(other.title, other)
                above = member.scenario.inherits
                if above is not None and is_same(other.scenario, above):
                    self.parent_.setCurrentIndex(self.parent_.count() - 1)
            if member.scenario.inherits is not None:
                self.parent_.addItem(_("no parent: keep every value"), independent)
        self.parent_.setToolTip(self.parent_.currentText())
        self.parent_.blockSignals(blocked)
        self.parent_.setEnabled(document is not None)
        self.look.setEnabled(document is not None)
        if document is not None:
            self.look.setIcon(sample(document.slot))
            self.look.setAccessibleDescription(slot_name(document.slot))
            for action in self._looks:
                action.setIcon(sample(action.data()))
                action.setChecked(action.data() == document.slot)

    def _make_look(self, number: int) -> QAction:
        action = QAction(slot_name(number), self.look, checkable=True)
        action.setData(number)
        action.triggered.connect(partial(self._recolour, number))
        return action

    # doing --------------------------------------------------------------------------------------------

    def reparent(self, member: Member, parent: Member | None) -> bool:
        """Put a scenario under another one, or under none; a message says why where that cannot be."""
        document = member.document
        if document is None or (parent is not None and parent.document is document):
            return False
        above = None
        if parent is not None:
            above = parent.file_state or parent.scenario
            if parent.document is not None and parent.document.dirty and parent.file_state is not None:
                text = _("“{parent}” has changes that are not saved; a child inherits what its file says.")
                self.session.messages.notice(text.format(parent=parent.title))
        return self.session.change(document, partial(rebased, parent=above), _("Change parent"))

    def _parent_chosen(self, index: int) -> None:
        member, chosen = self.tree.member(), self.parent_.itemData(index)
        if member is None or member.document is None:
            return
        if chosen is independent:
            self.session.change(member.document, independent, _("Keep every value without a parent"))
        else:
            self.reparent(member, chosen)
        self._offer()

    def _recolour(self, number: int, _checked: bool = False) -> None:
        member = self.tree.member()
        if member is not None and member.document is not None:
            self.session.recolour(member.document, number)

    def _opened(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        member = self.tree.member(item)
        if member is None:
            return
        if member.document is not None:
            self.session.activate(member.document)
        elif member.scenario.file is not None:
            self.session.open(member.scenario.name if is_shipped(member.scenario) else member.scenario.file)

    def _ticked(self, item: QTreeWidgetItem, _column: int) -> None:
        member = self.tree.member(item)
        if member is not None and member.document is not None:
            self.session.show(member.document, item.checkState(0) == Qt.CheckState.Checked)

    def _menu(self, where: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.tree.viewport().mapToGlobal(where))

    def menu(self) -> QMenu | None:
        """Return the menu of the chosen line."""
        member, item = self.tree.member(), self.tree.currentItem()
        if member is None or item is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open")).triggered.connect(partial(self._opened, item, 0))
        if member.document is not None:
            above = menu.addMenu(_("Parent"))
            for place in range(self.parent_.count()):
                action = above.addAction(self.parent_.itemText(place))
                action.setCheckable(True)
                action.setChecked(place == self.parent_.currentIndex())
                action.triggered.connect(partial(self._choose_parent, place))
            look = menu.addMenu(_("Colour and dash"))
            look.addActions(self._looks)
        return menu

    def _choose_parent(self, place: int, _checked: bool = False) -> None:
        self._parent_chosen(place)


def own_text(scenario: Scenario) -> str:
    """Return how much a scenario states itself, such as "3 levers, 1 parameter"."""
    own = scenario.own
    moved = {change.lever for change in own.changes} | set(own.without)
    parts = []
    if moved:
        parts.append(ngettext("{n} lever", "{n} levers", len(moved)).format(n=len(moved)))
    if own.parameters:
        count = len(own.parameters)
        parts.append(ngettext("{n} parameter", "{n} parameters", count).format(n=count))
    parts += [_("base year")] * (own.base is not None) + [_("closure")] * (own.closure is not None)
    return ", ".join(parts) or _("nothing")


def is_shipped(scenario: Scenario) -> bool:
    """Return whether a scenario is one that comes with the program."""
    from diversify.gui.compare.family import shipped

    return any(scenario.file == one.file for one in shipped())


def _shape(member: Member) -> tuple[object, ...]:
    """Return what decides which lines the tree has; an open line stays what it was when its title changes."""
    own = member.scenario.file if member.document is None else id(member.document)
    return own, tuple(map(_shape, member.children))


def _is(one: Member, other: Member) -> bool:
    if other.document is not None:
        return one.document is other.document
    return is_same(one.scenario, other.scenario)
