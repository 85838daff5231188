"""The tree that says which scenario was dropped on which; what follows from that is not its business."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from diversify.gui.compare.family import Member
from diversify.gui.compare.looks import HEIGHT, WIDTH

MEMBER = Qt.ItemDataRole.UserRole


class Tree(QTreeWidget):
    """The tree itself: says what was dropped on what."""

    dropped = Signal(object, object)  # the Member, and its new parent or None

    def __init__(self) -> None:
        super().__init__()
        self.setIconSize(QSize(WIDTH, HEIGHT))
        self.setAlternatingRowColors(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setExpandsOnDoubleClick(False)

    def member(self, item: QTreeWidgetItem | None = None) -> Member | None:
        """Return the scenario of a line, of the present one if none is given."""
        item = item or self.currentItem()
        found = None if item is None else item.data(0, MEMBER)
        return found if isinstance(found, Member) else None

    def dropEvent(self, event: QDropEvent) -> None:
        moved = self.member()
        target = self.itemAt(event.position().toPoint())
        self.setState(QAbstractItemView.State.NoState)
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the session moves it, and the tree follows
        event.accept()
        if moved is not None:
            self.dropped.emit(moved, None if target is None else self.member(target))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.itemActivated.emit(self.currentItem(), 0)
        else:
            super().keyPressEvent(event)
