"""The open scenarios: which is active, which are on the charts, and what they are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from diversify.gui.documents import Document
from diversify.gui.session import Session
from diversify.gui.widgets import ElidedLabel, Wheelless, named
from diversify.text import N_, _, localized

if TYPE_CHECKING:
    from diversify.model.projection.result import Difference

MARKS = {"base": N_("base year"), "closure": N_("closure"), "parameters": N_("parameters")}
_ROWS = 6  # lines that the list is high at most


def unlike(difference: Difference) -> str:
    """Return the sentence that a comparison crosses worlds; empty if it is fair."""
    if not difference.marks:
        return ""
    what = ", ".join(_(MARKS[mark]) for mark in difference.marks)
    return _("Not like for like: {what} differ.").format(what=what)


class ScenarioList(QWidget):
    """A tick puts a scenario on the charts; the chosen line is the one whose levers are shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._documents: list[Document | None] = []
        self.list = named(
            QListWidget(),
            _("Open scenarios"),
            _("Space puts a scenario on the charts or takes it off; F2 renames it."),
        )
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.against = named(QComboBox(), _("Compare with"))
        self.against.setMinimumContentsLength(10)
        self.against.installEventFilter(Wheelless(self.against))
        self.against.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        label = QLabel(_("Compare with"))
        label.setBuddy(self.against)
        self.question = ElidedLabel()
        self.warning = ElidedLabel()
        font = self.warning.font()
        font.setBold(True)
        self.warning.setFont(font)
        line_of_comparison = QHBoxLayout()
        line_of_comparison.addWidget(label)
        line_of_comparison.addWidget(self.against, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.list)
        column.addWidget(self.question)
        column.addLayout(line_of_comparison)
        column.addWidget(self.warning)
        self.warning.hide()
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemChanged.connect(self._edited)
        self.against.activated.connect(self._compare)
        session.shown_changed.connect(self.refresh)
        session.marked_changed.connect(self.refresh)
        session.result_changed.connect(self._warn)

    def refresh(self) -> None:
        """Show the open scenarios as the session has them."""
        session = self.session
        blocked = self.list.blockSignals(True)
        self._documents = [*session.documents, None]
        while self.list.count() > len(self._documents):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(self._documents):
            self.list.addItem(QListWidgetItem())
        for row, document in enumerate(self._documents):
            self._fill(self.list.item(row), document)
        if session.active is not None:
            self.list.setCurrentRow(session.documents.index(session.active))
            self.question.setText(localized(session.scenario.question))
            self.question.setVisible(bool(self.question.text()))
        self.list.blockSignals(blocked)
        lines = min(max(len(self._documents), 2), _ROWS)
        self.list.setFixedHeight(lines * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth())
        self._offer()
        self._warn()

    def _fill(self, item: QListWidgetItem, document: Document | None) -> None:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
        font = self.list.font()
        if document is None:
            text, shown = (
                _("No lever moved: counterfactual of the active scenario"),
                self.session.counterfactual_shown,
            )
            font.setItalic(True)
            tip = _("The same base, closure and parameters with no lever moved.")
        else:
            text, shown = document.title, document.shown or document is self.session.active
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
            font.setBold(document is self.session.active)
            tip = str(document.path or document.scenario.name)
        if document is self.session.active:
            flags &= ~Qt.ItemFlag.ItemIsUserCheckable  # the active one is always on the charts
        item.setFlags(flags)
        item.setText(text)
        item.setFont(font)
        item.setToolTip(f"{text}\n{tip}")
        item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
        changed = document is not None and document.dirty
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, {_('changed')}" if changed else text)
        item.setData(Qt.ItemDataRole.StatusTipRole, "")

    def _offer(self) -> None:
        blocked = self.against.blockSignals(True)
        self.against.clear()
        self.against.addItem(_("the same, no lever moved"))
        for document in self.session.documents:
            self.against.addItem(document.title)
        chosen = self.session.against
        model = self.against.model()
        if self.session.active is not None and isinstance(model, QStandardItemModel):
            model.item(self.session.documents.index(self.session.active) + 1).setEnabled(False)
        if chosen is self.session.active:
            chosen = None  # nothing is compared with itself; the choice comes back with another scenario
        self.against.setCurrentIndex(0 if chosen is None else self.session.documents.index(chosen) + 1)
        self.against.setToolTip(self.against.currentText())
        self.against.blockSignals(blocked)

    def _warn(self) -> None:
        if self.session.active is not None:
            text = unlike(self.session.difference())
            if text != self.warning.text() or self.warning.isHidden() != (not text):
                self.warning.setText(text)
                self.warning.setVisible(bool(text))

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.session.documents):
            self.session.activate(self.session.documents[row])

    def _edited(self, item: QListWidgetItem) -> None:
        document = self._documents[self.list.row(item)]
        shown = item.checkState() == Qt.CheckState.Checked
        if document is not None and item.text() != document.title:
            if not self.session.set_title(document, item.text()):
                self.refresh()
        elif document is not self.session.active:
            self.session.show(document, shown)

    def _compare(self, index: int) -> None:
        self.session.compare_with(None if index == 0 else self.session.documents[index - 1])
