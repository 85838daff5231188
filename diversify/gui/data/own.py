"""The base year and tables of one's own: looked at, completed in place, and then what scenarios rest on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
)

from diversify.errors import DiversifyError, InputError
from diversify.files import write_text
from diversify.gui import own_tables
from diversify.gui.data.anchor_lines import AnchorFile, built_in, look_at_anchors, template
from diversify.gui.data.base_choice import BaseChoice
from diversify.gui.data.look_tabs import LookTabs
from diversify.gui.data.looking import Look, Wish, look
from diversify.gui.data.questions import Questions
from diversify.gui.data.view import View, button, prose
from diversify.gui.jobs import Jobs
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.widgets import ElidedLabel, named
from diversify.model.economy import Anchors, Economy
from diversify.text import _

_ALL = 1000  # the part of the room that the tabs take where there are any
_TABLES = "*.csv *.tsv *.txt *.xlsx *.xlsm *.zip *.parquet"


class OwnTableView(View):
    """From top to bottom: the base years there are, a file, what it holds, what it needs, and its use."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.jobs = Jobs(self)
        self.wish: Wish | None = None
        self.look: Look | None = None
        self.anchor_path: Path | None = None
        self.anchor_file: AnchorFile | None = None
        self._built_in: Anchors | None = None
        self.folder = Path.home()
        self.setAcceptDrops(True)
        self.bases = BaseChoice(session)
        self.choose = button(_("Table file…"), _("Choose a table of your own; it may also be dropped here"))
        self.layout_file = button(_("Layout file…"), _("Read it by a layout of your own (TOML)"))
        self.use_file = button(_("Use table…"), _("The file with the use table, where this one holds supply"))
        self.file = ElidedLabel()
        self.bar = named(QProgressBar(), _("Reading the file"))
        self.bar.setRange(0, 0)
        self.cancel = button(_("Cancel"), _("Stop reading"))
        self.questions = Questions()
        self.tabs = LookTabs(session)
        self.anchors = button(_("Anchors…"), _("Choose the file with budget, fund, labour force (TOML)"))
        self.take = button("", "")
        self.template = button(_("Template…"), _("Save a file of anchors to be filled in"))
        self.use = button(_("Use as base"), _("Let the active scenario rest on this table"))
        self.status = prose(_("What is still needed"))
        self._lay_out()
        self.choose.clicked.connect(self.ask_file)
        self.layout_file.clicked.connect(self._ask_layout)
        self.use_file.clicked.connect(self._ask_use)
        self.cancel.clicked.connect(self._cancel)
        self.questions.answered.connect(self.answer)
        self.anchors.clicked.connect(self._ask_anchors)
        self.take.clicked.connect(self._take_built_in)
        self.template.clicked.connect(self._ask_template)
        self.use.clicked.connect(self.use_table)
        self.jobs.done.connect(self._looked)
        self.jobs.failed.connect(self._failed)
        session.tables_changed.connect(self.renew)
        self._show()

    def _lay_out(self) -> None:
        files, below = QHBoxLayout(), QHBoxLayout()
        for widget in (self.choose, self.layout_file, self.use_file):
            files.addWidget(widget)
        files.addWidget(self.file, 1)
        files.addWidget(self.bar)
        files.addWidget(self.cancel)
        for widget in (self.anchors, self.take, self.template):
            below.addWidget(widget)
        below.addStretch(1)
        below.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.bases)
        column.addLayout(files)
        column.addWidget(self.questions)
        column.addWidget(self.tabs, _ALL)
        column.addWidget(self.status)
        column.addLayout(below)
        column.addStretch(1)

    # base years ----------------------------------------------------------------------------------------

    def content(self) -> object:
        session = self.session
        return id(session.result.economy), tuple((y, id(e)) for y, e in session.calculator.own.items())

    def refresh(self) -> None:
        self.bases.refresh()

    # a file --------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask for a table file and look at it."""
        if path := self._ask(_("Table of your own"), _("Tables ({suffixes})").format(suffixes=_TABLES)):
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Look at a file; nothing is used before it is asked for."""
        self.folder = path.parent
        self._start(Wish(path))

    def answer(self, name: str, value: object) -> None:
        """Take an answer to a question about the file, and look again."""
        if self.wish is not None and self.wish.answered(name, value) != self.wish:
            self._start(self.wish.answered(name, value))

    def _start(self, wish: Wish) -> None:
        self.wish = wish
        self.file.setText(wish.path.name)
        self.bar.show()
        self.cancel.show()
        self.jobs.start(partial(look, wish))

    def _cancel(self) -> None:
        self.jobs.cancel()
        self.wish = None if self.look is None else self.look.wish
        self._show()

    def _looked(self, _number: int, found: object) -> None:
        if not isinstance(found, Look):
            return
        first = self.look is None or self.look.wish.path != found.wish.path
        self.look = found
        self.questions.show_look(found)
        self.tabs.show_look(found)
        if first:
            self.tabs.setCurrentIndex(0)
        if found.problem and not found.open:
            self.session.messages.error(InputError(found.problem))
        self._look_at_anchors()

    def _failed(self, _number: int, error: Exception) -> None:
        self.session.messages.error(error)
        self.wish = None if self.look is None else self.look.wish
        self._show()

    def _ask_layout(self) -> None:
        if path := self._ask(_("Layout of your own"), _("Layouts (*.toml)")):
            self.answer("layout", str(path))

    def _ask_use(self) -> None:
        path = self._ask(_("Use table"), _("Tables ({suffixes})").format(suffixes=_TABLES))
        if path is not None and self.wish is not None:
            self._start(Wish(self.wish.path, self.wish.said, path))

    # anchors -------------------------------------------------------------------------------------------

    def _ask_anchors(self) -> None:
        if path := self._ask(_("Anchors"), _("Anchors (*.toml)")):
            self.open_anchors(path)

    def open_anchors(self, path: Path) -> None:
        """Take the anchors of a file; what is missing is listed."""
        self.anchor_path, self._built_in = path, None
        self._look_at_anchors()
        if self.anchor_file is not None and self.anchor_file.problem:
            self.session.messages.error(InputError(self.anchor_file.problem))

    def _look_at_anchors(self) -> None:
        table = None if self.look is None else self.look.table
        self.anchor_file = None if table is None else look_at_anchors(self.anchor_path, table.codes)
        self._show()

    def _take_built_in(self) -> None:
        if self.look is not None and self.look.table is not None:
            self._built_in = built_in(self.look.table)
            self._show()

    def _ask_template(self) -> None:
        if self.look is None or self.look.table is None:
            return
        start = str(self.folder / f"anchors_{self.look.table.year}.toml")
        name, _chosen = QFileDialog.getSaveFileName(self, _("Save template"), start, _("Anchors (*.toml)"))
        if name:
            self.write_template(Path(name))

    def write_template(self, path: Path) -> bool:
        """Write a file of anchors to be filled in; a message says how that went."""
        if self.look is None or self.look.table is None:
            return False
        try:
            write_text(path, template(self.look.table))
        except OSError as error:
            self.session.messages.error(error)
            return False
        self.session.messages.info(_("Saved {file}.").format(file=path.name))
        return True

    # use -----------------------------------------------------------------------------------------------

    def use_table(self) -> bool:
        """Let the active scenario rest on the table; a message says what that means, or why not."""
        anchors = self._anchors()
        if self.look is None or self.look.table is None or anchors is None:
            return False
        try:
            economy = Economy(own_tables.as_own(self.look.table), anchors)
        except DiversifyError as error:
            self.session.messages.error(error)
            return False
        if not own_tables.use(self.session, economy):
            return False
        text = _("“{title}” now rests on {file}, {year}. Other base years stay as they are.")
        self.session.messages.info(
            text.format(title=self.session.document.title, file=self.look.wish.path.name, year=economy.base)
        )
        return True

    def _anchors(self) -> Anchors | None:
        return self._built_in or (self.anchor_file.anchors if self.anchor_file else None)

    def _show(self) -> None:
        """Show what can be done now and what is still needed."""
        busy, found = self.jobs.busy, self.look
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        table = None if found is None else found.table
        self.layout_file.setVisible(found is not None)
        self.use_file.setVisible(found is not None and (found.wish.use is not None or "model" in found.open))
        self.tabs.setVisible(found is not None)
        self.questions.setVisible(found is not None and bool(found.open or found.wish.said))
        if found is not None:
            self.file.setText(found.wish.path.name)
        for needed in (self.anchors, self.template):
            needed.setEnabled(table is not None)
        offered = None if table is None else built_in(table)
        self.take.setVisible(offered is not None)
        if offered is not None:
            text = _("Built-in anchors of {year}").format(year=offered.year)
            self.take.setText(text)
            self.take.setAccessibleName(text)
            self.take.setToolTip(
                _("The sectors are Azerbaijan's: take budget, fund and labour force as built in")
            )
        self.use.setEnabled(table is not None and self._anchors() is not None and not busy)
        self.tabs.show_anchors(None if self._built_in is not None else self.anchor_file)
        self.status.setText(self._needed())

    def _needed(self) -> str:
        if self.look is None:
            return _(
                "A table of your own: choose a file, or drop one here. It is looked at first; nothing is "
                "used and nothing guessed. Its anchors, the figures that no table holds, are asked for then."
            )
        if self.look.problem:
            return f"⚠ {self.look.problem}"
        if self._anchors() is not None:
            return _("All is there: the table can be used as base.")
        if self.anchor_file is not None and self.anchor_file.problem:
            return f"⚠ {self.anchor_file.problem}"
        return _(
            "The table can be read. A projection needs its anchors too: choose their file, or save a "
            "template to fill in. The last tab says what each is for."
        )

    def _ask(self, title: str, kinds: str) -> Path | None:
        name, _chosen = QFileDialog.getOpenFileName(self, title, str(self.folder), kinds)
        return Path(name) if name else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()):
            if path.suffix.lower() == ".toml":
                self.open_anchors(path)
            else:
                self.open_file(path)
        event.acceptProposedAction()

    def stop(self) -> None:
        self.jobs.close()
