"""The main window: scenarios and levers on the left, headline numbers and charts on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from diversify.gui.actions import BASES, Actions
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
from diversify.gui.page_bar import PageBar
from diversify.gui.pages import PAGES, Pages
from diversify.gui.scenario_list import ScenarioList
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.status import CLOSURES, StatusBar
from diversify.gui.widgets import Wheelless, named
from diversify.gui.window_parts import next_part
from diversify.text import _

if TYPE_CHECKING:
    from diversify.gui.chart_grid import ChartGrid
    from diversify.gui.parameters_view import ParametersView
    from diversify.gui.story import Story
    from diversify.gui.tiles import Tiles
    from diversify.gui.welcome import Welcome

START = ("baseline", "ai-strategy")
_LEFT = 352  # pixels for scenarios and levers at first
_SIZE = (1280, 820)
_ROOMY = 1200  # pixels from which the names of pages have room


class MainWindow(QMainWindow):
    """Puts the pages together. They meet in the session only."""

    language_chosen = Signal(str)  # whoever owns the window makes a new one in that language
    closed = Signal()  # for good, not for another window
    look_chosen = Signal(object)  # a Look: whoever owns the window wears it

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.files = Files(session, settings, self)
        self.scenarios = ScenarioList(session)
        self.levers = LeverPanel(session, settings)
        self.pages = Pages(session, settings)
        page = self.pages.page("explore")
        assert isinstance(page, ExplorePage)
        self.explore = page
        self.parameters: ParametersView | None = None
        self.welcome: Welcome | None = None
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
        self.resize(*_SIZE)
        self.restoreGeometry(settings.bytes("geometry"))
        self._split.restoreState(settings.bytes("split"))

    @property
    def tiles(self) -> Tiles:
        """The headline numbers."""
        return self.explore.tiles

    @property
    def story(self) -> Story:
        """The findings in words."""
        return self.explore.story

    @property
    def charts(self) -> ChartGrid | None:
        """The charts of the first page, once they are there."""
        return self.explore.charts

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
        for year, text in BASES:
            self.base.addItem(_(text), year)
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
        self._show_world()

    # commands ------------------------------------------------------------------------------------------

    def set_chart_count(self, count: int) -> None:
        """Show so many charts on the first page."""
        self.explore.set_chart_count(count)

    def export_charts(self) -> None:
        """Save the visible charts as one picture."""
        self.explore.export_charts()

    def show_ranges(self) -> None:
        """Show the 5-95 % ranges on the charts, or hide them."""
        self.explore.show_ranges(self.actions_.ranges.isChecked())

    def show_left(self) -> None:
        """Show scenarios and levers beside the page, or give the page their room."""
        self.left.setVisible(self.actions_.left.isChecked())

    def find_lever(self) -> None:
        """Put the cursor into the search box of the levers."""
        self.levers.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.levers.search.selectAll()

    def show_lever(self, name: str) -> None:
        """Bring a lever into view and put the cursor into its box."""
        row = self.levers.rows[name]
        self.actions_.left.setChecked(True)
        self.show_left()
        if not row.isVisible():
            self.levers.search.setText(name)
        self.levers.area.ensureWidgetVisible(row)
        row.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_indicator(self, name: str) -> None:
        """Show an indicator on the first chart."""
        self.pages.show_page("explore")
        self.explore.add_charts()
        self.explore.show_indicator(name)

    def show_palette(self) -> None:
        """Find anything by typing."""
        from diversify.gui.command_palette import CommandPalette

        palette = CommandPalette(self)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.open()

    def show_welcome(self) -> None:
        """Show the ways in beside the levers; any page takes its place."""
        from diversify.gui.welcome import Welcome

        if self.welcome is None:
            self.welcome = Welcome(self.session, self.settings)
            self.welcome.done.connect(self.leave_welcome)
            self.welcome.tour.connect(self.take_tour)
            self.welcome.browse.connect(self.files.open)
            self.welcome.opened.connect(self.files.open_file)
            self.pages.addWidget(self.welcome)
        self.pages.setCurrentWidget(self.welcome)
        self.welcome.scenarios.setFocus()

    def leave_welcome(self) -> None:
        """Show the first page; the next look at the ways in is made anew."""
        self.pages.show_page(PAGES[0].id)
        if self.welcome is not None:
            self.welcome.deleteLater()
            self.welcome = None

    def take_tour(self) -> None:
        """Start the tour on the first page."""
        from diversify.gui.tour import Tour

        self.leave_welcome()
        self.actions_.left.setChecked(True)
        self.show_left()
        for running in self.findChildren(Tour):
            running.end()
        Tour(self)

    def copy_python(self) -> None:
        """Put a script of what is on screen on the clipboard."""
        from diversify.gui.copy_python import copy_python

        copy_python(self)

    def next_part(self) -> None:
        """Put the focus into the next part of the window."""
        next_part(self, 1)

    def previous_part(self) -> None:
        """Put the focus into the part of the window before."""
        next_part(self, -1)

    def rename_scenario(self) -> None:
        """Edit the title of the active scenario in the list."""
        self.scenarios.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.scenarios.list.editItem(self.scenarios.list.currentItem())

    def show_parameters(self) -> None:
        """Show the states of the world in a window of their own."""
        if self.parameters is None:
            from diversify.gui.parameters_view import ParametersView

            self.parameters = ParametersView(self.session, self)
        self.parameters.show()
        self.parameters.raise_()

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

    def _choose_base(self, index: int) -> None:
        self.session.set_base(self.base.itemData(index))

    def _choose_closure(self, index: int) -> None:
        self.session.set_closure(self.closure.itemData(index))

    def _show_world(self) -> None:
        if self.session.dragging:
            return
        scenario = self.session.scenario
        self.base.setCurrentIndex(self.base.findData(scenario.base))
        self.closure.setCurrentIndex(self.closure.findData(scenario.closure))
        self._retitle()

    def _retitle(self) -> None:
        if self.session.active is None:
            return
        document = self.session.active
        self.setWindowModified(document.dirty)
        self.setWindowTitle(f"{document.title}[*] – diversify")
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
