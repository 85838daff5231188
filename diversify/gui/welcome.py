"""The first thing that people see: the scenarios with their questions, recent files, and the tour."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.widgets import named
from diversify.model import load_scenario, shipped_scenarios
from diversify.text import _, localized

SHOW = "welcome"  # in the settings: whether to show it at the start
_WHERE = Qt.ItemDataRole.UserRole


class Welcome(QWidget):
    """Offers a way in; whatever is chosen makes room for the first page."""

    done = Signal()  # something was opened, or the user wants to work
    tour = Signal()
    browse = Signal()  # for a file
    opened = Signal(object)  # Path of a file to open

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        head = QLabel(_("What could follow if Azerbaijan relied less on oil?"))
        font = head.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        head.setFont(font)
        about = QLabel(
            _(
                "Move levers such as AI adoption, the oil price or the budget rule, and see what the model"
                " makes of it until 2050. It explores what follows from choices; it is no forecast."
            )
        )
        for label in (head, about):
            label.setWordWrap(True)
        self.scenarios = self._list(_("Scenarios to start from"))
        for name in shipped_scenarios():
            scenario = load_scenario(name)
            self._add(self.scenarios, localized(scenario.title), localized(scenario.question), name)
        self.recent = self._list(_("Recent files"))
        self._fill_recent()
        self.again = QCheckBox(_("Show this at the start"))
        self.again.setChecked(settings.flag(SHOW, True))
        self.again.toggled.connect(partial(settings.set_flag, SHOW))
        columns = QHBoxLayout()
        for title, shown, stretch in (
            (_("Scenarios to start from"), self.scenarios, 3), (_("Recent files"), self.recent, 2),
        ):  # fmt: skip
            column = QVBoxLayout()
            label = QLabel(title)
            label.setBuddy(shown)
            column.addWidget(label)
            column.addWidget(shown, 1)
            columns.addLayout(column, stretch)
        self.buttons = [
            self._button(_("Take the &tour"), self.tour),
            self._button(_("&Open a file…"), self.browse),
            self._button(_("Start e&xploring"), self.done),
        ]
        line = QHBoxLayout()
        line.addWidget(self.again)
        line.addStretch(1)
        for button in self.buttons:
            line.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 8)
        whole.addWidget(head)
        whole.addWidget(about)
        whole.addLayout(columns, 1)
        whole.addLayout(line)

    def _list(self, name: str) -> QListWidget:
        made = named(QListWidget(), name)
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAlternatingRowColors(True)
        made.setSpacing(2)
        made.itemActivated.connect(self._open)
        made.itemClicked.connect(self._open)
        return made

    def _add(self, target: QListWidget, title: str, more: str, where: object) -> None:
        item = QListWidgetItem(f"{title}\n{more}" if more else title)
        item.setToolTip(f"{title}\n{more}")
        item.setData(_WHERE, where)
        target.addItem(item)

    def _fill_recent(self) -> None:
        for path in self.settings.recent():
            self._add(self.recent, path.stem, str(path.parent), path)
        if not self.recent.count():
            text = _("Files that you open or save will be listed here. Save with {key}.").format(key="Ctrl+S")
            item = QListWidgetItem(text)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.recent.addItem(item)

    def _button(self, text: str, signal: object) -> QPushButton:
        button = named(QPushButton(text), text.replace("&", "").removesuffix("…"))
        button.clicked.connect(signal.emit)  # type: ignore[attr-defined] # a signal of this widget
        return button

    def _open(self, item: QListWidgetItem) -> None:
        where = item.data(_WHERE)
        if isinstance(where, Path):
            self.opened.emit(where)
        elif where is not None:
            self.session.open(str(where))
        if where is not None:
            self.done.emit()
