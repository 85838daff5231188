"""The main window: scenarios and levers on the left, headline numbers and charts on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSplitter, QVBoxLayout, QWidget

from diversify.gui import accessible
from diversify.gui.actions import Actions
from diversify.gui.appearance import icon
from diversify.gui.drops import dropped_files, take
from diversify.gui.explore_page import ExplorePage
from diversify.gui.file_watch import FileWatch
from diversify.gui.files import Files
from diversify.gui.focus_ring import FocusRing
from diversify.gui.help import set_topic
from diversify.gui.levers.panel import LeverPanel
from diversify.gui.note_bar import NoteBar
from diversify.gui.notice_bar import NoticeBar
from diversify.gui.own_tables import base_text, base_years
from diversify.gui.page_bar import PageBar
from diversify.gui.pages import PAGES, Pages
from diversify.gui.scenario_list import ScenarioList
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.status import CLOSURES, StatusBar
from diversify.gui.widgets import Wheelless, named
from diversify.gui.window_commands import WindowCommands
from diversify.text import _

if TYPE_CHECKING:
    from diversify.gui.story import Story

START = ("baseline", "ai-strategy")
_LEFT = 352  # pixels for scenarios and levers at first
_SIZE = (1280, 820)
_FRAME = (8, 40)  # pixels that the frame and title of a window take at most
_ROOMY = 1200  # pixels from which the names of pages have room


class MainWindow(WindowCommands):
    """Puts the pages together. They meet in the session only."""

    language_chosen = Signal(str)  # whoever owns the window makes a new one in that language
    closed = Signal()  # for good, not for another window
    look_chosen = Signal(object)  # a Look: whoever owns the window wears it

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        accessible.install()
        self.session, self.settings = session, settings
        self.files = Files(session, settings, self)
        self.scenarios = ScenarioList(session)
        self.levers = LeverPanel(session, settings)
        self.pages = Pages(session, settings)
        page = self.pages.page("explore")
        assert isinstance(page, ExplorePage)
        self.explore = page
        self.parameters = None
        self.welcome = None
        self.setWindowIcon(icon("app"))
        self.setStatusBar(StatusBar(session))
        self._lay_out()
        self.actions_ = Actions(self)
        self.explore.count_changed.connect(self.actions_.show_count)
        self._world_switches()
        self._set_topics()
        self.watch = FileWatch(session, self.notices)
        self.setAcceptDrops(True)
        self.scenarios.list.addActions(
            [self.actions_.rename, self.actions_.duplicate, self.actions_.save, self.actions_.close]
        )
        session.shown_changed.connect(self._retitle)
        session.marked_changed.connect(self._retitle)
        session.result_changed.connect(self._show_world)
        self.focus_ring = FocusRing(self)
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize() - QSize(*_FRAME)))
        self.restoreGeometry(settings.bytes("geometry"))
        self._split.restoreState(settings.bytes("split"))

    @property
    def story(self) -> Story:
        """The findings in words."""
        return self.explore.story

    def _lay_out(self) -> None:
        self.notices = NoticeBar()
        self.left = left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(6, 4, 2, 2)
        column.addWidget(self.scenarios)
        column.addWidget(self.levers, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(left)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.notices)
        beside.addWidget(self.pages, 1)
        self._split.addWidget(right)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([_LEFT, _SIZE[0] - _LEFT])
        left.setMinimumWidth(max(300, left.minimumSizeHint().width()))
        self.setCentralWidget(self._split)
        self.page_bar = PageBar(self.pages)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.page_bar)
        self.note_bar = NoteBar(self.session)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.note_bar)
        wanted = str(self.settings.store.value("page", ""))
        self.pages.show_page(wanted if wanted in {kind.id for kind in PAGES} else PAGES[0].id)

    def _world_switches(self) -> None:
        tools = self.actions_.tools
        self.base = named(QComboBox(), _("Base year"))
        self.base.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # filled once it is shown
        self.closure = named(QComboBox(), _("Closure: what clears the labour market"))
        for name, text in CLOSURES.items():
            self.closure.addItem(_(text), name)
        for text, box in ((_("Base"), self.base), (_("Closure"), self.closure)):
            box.installEventFilter(Wheelless(box))
            label = QLabel(f" {text} ")
            label.setBuddy(box)
            tools.addWidget(label)
            tools.addWidget(box)
        self.base.activated.connect(self._choose_base)
        self.closure.activated.connect(self._choose_closure)

    def _set_topics(self) -> None:
        """Say what F1 explains, part by part."""
        for name, row in self.levers.rows.items():
            set_topic(row, f"lever:{name}")
        for tile in self.tiles.tiles:
            set_topic(tile, f"indicator:{tile.name}")

    def start(self, files: list[Path]) -> None:
        """Open the given files, or a first scenario; charts follow when the window is on screen."""
        opened = [path for path in files if self.files.open_file(path)]
        if not opened and self.session.active is None:
            for name in START:
                document = self.session.open(name)
                if document is not None and name == START[0]:
                    document.shown = False  # the counterfactual shows the same
        if self.session.active is None:
            self.session.new()
        self.begin()

    def begin(self) -> None:
        """Fill the charts in, now that scenarios are open."""
        self.explore.begin()
        self.scenarios.refresh()  # a window made anew hears of nothing that was opened before it
        self._show_world()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.page_bar.set_compact(event.size().width() < _ROOMY)
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        take(self, dropped_files(event.mimeData()))
        event.acceptProposedAction()

    # state ---------------------------------------------------------------------------------------------

    def _list_bases(self) -> None:
        """List the base years there are now: tables of one's own come and go."""
        years = base_years(self.session)
        if [self.base.itemData(place) for place in range(self.base.count())] != years:
            self.base.clear()
            for year in years:
                self.base.addItem("", year)
        for place, year in enumerate(years):
            self.base.setItemText(place, base_text(self.session, year))

    def _choose_base(self, index: int) -> None:
        self.session.set_base(self.base.itemData(index))

    def _choose_closure(self, index: int) -> None:
        self.session.set_closure(self.closure.itemData(index))

    def _show_world(self) -> None:
        if self.session.dragging:
            return
        scenario = self.session.scenario
        self._list_bases()
        self.base.setCurrentIndex(self.base.findData(scenario.base))
        self.closure.setCurrentIndex(self.closure.findData(scenario.closure))
        self._retitle()

    def _retitle(self) -> None:
        if self.session.active is None:
            return
        document = self.session.active
        self.setWindowModified(document.dirty)
        own = document.result.economy.table.status == "user"
        title = _("{title} (own table)").format(title=document.title) if own else document.title
        self.setWindowTitle(f"{title}[*] – diversify")
        self.actions_.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_close_all():
            event.ignore()
            return
        self.retire()
        self.session.shut()
        self.closed.emit()
        super().closeEvent(event)

    def retire(self) -> None:
        """Put the state of the window into the settings and stop what waits; the session goes on."""
        self.session.settle()
        self.pages.stop()
        self.watch.stop()
        status = self.statusBar()
        if isinstance(status, StatusBar):
            status.stop()
        self.pages.remember()
        self.settings.set_bytes("geometry", self.saveGeometry())
        self.settings.set_bytes("split", self._split.saveState())
        self.settings.store.setValue("page", self.pages.current)
