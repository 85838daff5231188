"""The history of the active scenario: versions with note, author and date, to compare with or restore."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from diversify.gui.compare.history_text import changed_text, date_text, heading, report
from diversify.gui.compare.view import View
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import Cell, Index, RowsModel, Table, buttons
from diversify.gui.versions import open_beside
from diversify.gui.widgets import ElidedLabel, SearchBox, named
from diversify.model.projection.history import Version, restored
from diversify.model.projection.scenario import Scenario
from diversify.text import _, format_number

DATE, NOTE, AUTHOR, CHANGED, PROGRAM = range(5)
_FIELDS = {NOTE: "note", AUTHOR: "author"}
_REPORT = 110  # pixels of what has changed since


class Versions(RowsModel):
    """The newest version first; notes and authors can be edited."""

    edited = Signal(int, str, str)  # place in the log, field, text

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in _FIELDS else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole:
            role = Qt.ItemDataRole.DisplayRole
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or text == self.data(index):
            return False
        self.edited.emit(len(self.rows) - 1 - index.row(), _FIELDS[index.column()], text)
        return True


class HistoryView(View):
    """A line for the next version's note and author, the versions, and the report of what changed since."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.note = named(SearchBox(), _("Note for the next version"))
        self.note.setPlaceholderText(_("What the next version is about (optional)"))
        self.author = named(SearchBox(), _("Author"))
        self.author.setText(settings.author())
        self.title = ElidedLabel()
        self.model = Versions(self)
        self.table = Table(session, _("Versions of the scenario"), "history")
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        across = self.table.horizontalHeader()
        across.setStretchLastSection(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.restore_ = self._button(_("Restore"), _("Put the choices of this version back; can be undone"))
        self.compare = self._button(
            _("Open beside it"), _("Open this version as a scenario of its own, to compare with")
        )
        self.news = ElidedLabel()
        font = self.news.font()
        font.setBold(True)
        self.news.setFont(font)
        self.report = named(QPlainTextEdit(), _("What has changed since the file was saved"))
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setMaximumHeight(_REPORT)
        self._lay_out()
        self.note.textEdited.connect(self._noted)
        self.author.editingFinished.connect(self._signed)
        self.model.edited.connect(self._edited)
        self.restore_.clicked.connect(self.restore_version)
        self.compare.clicked.connect(self.open_version)
        self.table.doubleClicked.connect(self._double)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setSpacing(4)
        for row, (text, field) in enumerate(((_("Note"), self.note), (_("Author"), self.author))):
            label = QLabel(text)
            label.setBuddy(field)
            fields.addWidget(label, row, 0)
            fields.addWidget(field, row, 1)
        line = QHBoxLayout()
        line.addWidget(self.restore_)
        line.addWidget(self.compare)
        line.addStretch(1)
        for button in buttons(self.table):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(fields)
        column.addWidget(self.title)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addWidget(self.news)
        column.addWidget(self.report)

    # showing ------------------------------------------------------------------------------------------

    def content(self) -> object:
        return super().content(), [id(document.log) for document in self.session.documents]

    def refresh(self) -> None:
        document = self.session.document
        versions = document.log.versions[::-1]
        row = self.table.currentIndex().row()
        if not self.note.hasFocus() or self.note.text().strip() != document.note:
            self.note.setText(document.note)
        titles = (_("Date"), _("Note"), _("Author"), _("Otherwise now"), _("Saved with"))
        self.model.fill([Cell(title) for title in titles], [self._row(version) for version in versions])
        across = self.table.horizontalHeader()
        for column in range(len(titles)):
            stretch = column in (NOTE, CHANGED)
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
            across.setSectionResizeMode(column, mode)
        if versions:
            self.table.setCurrentIndex(self.model.index(min(max(row, 0), len(versions) - 1), DATE))
        self.restore_.setEnabled(bool(versions))
        self.compare.setEnabled(bool(versions))
        self.title.setText(self._heading(len(versions)))
        since = document.since
        self.news.setVisible(since is not None)
        self.report.setVisible(since is not None)
        if since is not None:
            self.news.setText(heading(since))
            self.report.setPlainText("\n".join(report(since)))

    def _heading(self, count: int) -> str:
        document = self.session.document
        if document.path is None:
            return _("“{title}” has no file of its own yet; its history begins when it is saved.").format(
                title=document.title
            )
        if count == 0:
            return _("“{title}”: its file has no history yet; each save adds a version.").format(
                title=document.title
            )
        return _("“{title}”: each save adds a version; notes and authors can be edited.").format(
            title=document.title
        )

    def _row(self, version: Version) -> list[Cell]:
        said = changed_text(version, self.session.scenario)
        gdp = version.results.get("gdp")
        tip = "" if gdp is None else _("GDP then: {gdp}").format(gdp=format_number(gdp[-1]))
        return [
            Cell(date_text(version.date)),
            Cell(version.note, tip=version.note),
            Cell(version.author),
            Cell(said, tip=said),
            Cell(f"{version.program}, {version.data[:8]}", tip=tip),
        ]

    def version(self) -> Version | None:
        """Return the version of the chosen line."""
        row, versions = self.table.currentIndex().row(), self.session.document.log.versions
        return versions[len(versions) - 1 - row] if 0 <= row < len(versions) else None

    # doing --------------------------------------------------------------------------------------------

    def restore_version(self) -> None:
        """Put the choices of the chosen version back, as one step to undo."""
        version = self.version()
        if version is None:
            return
        step = _("Restore version of {date}").format(date=date_text(version.date))
        _scenario, lost = restored(self.session.scenario, version)
        if self.session.change(self.session.document, partial(_restored, version=version), step):
            self._say_lost(lost)

    def open_version(self) -> None:
        """Open the chosen version as a scenario of its own."""
        version = self.version()
        if version is None:
            return
        self._say_lost(open_beside(self.session, version, date_text(version.date)))

    def _say_lost(self, lost: tuple[str, ...]) -> None:
        if lost:
            text = _("Left out, since this version of the program does not have it: {names}.")
            self.session.messages.warning(text.format(names=", ".join(lost)))

    def _double(self, index: QModelIndex) -> None:
        if index.column() not in _FIELDS:
            self.restore_version()

    def _noted(self, text: str) -> None:
        self.session.document.note = text.strip()

    def _signed(self) -> None:
        self.settings.set_author(self.author.text())
        self.author.setText(self.settings.author())

    def _edited(self, place: int, field: str, text: str) -> None:
        if not self.session.annotate(self.session.document, place, **{field: text}):
            self.renew()


def _restored(scenario: Scenario, version: Version) -> Scenario:
    return restored(scenario, version)[0]
