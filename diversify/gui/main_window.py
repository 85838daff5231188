"""The main window: scenarios and levers on the left, headline numbers and charts on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from diversify.gui.actions import BASES, Actions
from diversify.gui.appearance import icon
from diversify.gui.files import Files
from diversify.gui.levers.panel import LeverPanel
from diversify.gui.scenario_list import ScenarioList
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.status import CLOSURES, StatusBar
from diversify.gui.story import Story
from diversify.gui.tiles import Tiles
from diversify.gui.widgets import Wheelless, named
from diversify.text import _

if TYPE_CHECKING:
    from diversify.gui.chart_grid import ChartGrid
    from diversify.gui.parameters_view import ParametersView

START = ("baseline", "ai-strategy")
_LEFT = 372  # pixels for scenarios and levers at first
_SIZE = (1280, 820)
_PAINT = 20  # ms for the first numbers to be painted before Matplotlib is loaded


class MainWindow(QMainWindow):
    """Puts the pages together. They meet in the session only."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.files = Files(session, settings, self)
        self.scenarios = ScenarioList(session)
        self.levers = LeverPanel(session)
        self.tiles = Tiles(session)
        self.story = Story(session)
        self.charts: ChartGrid | None = None
        self.parameters: ParametersView | None = None
        self._waiting = QLabel(_("Preparing charts…"))
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._start = QTimer(self)
        self._start.setSingleShot(True)
        self._start.timeout.connect(self.add_charts)
        self.setWindowIcon(icon("app"))
        self.setStatusBar(StatusBar(session))
        self._lay_out()
        self.actions_ = Actions(self)
        self._world_switches()
        self.scenarios.list.addActions(
            [self.actions_.rename, self.actions_.duplicate, self.actions_.save, self.actions_.close]
        )
        session.shown_changed.connect(self._retitle)
        session.marked_changed.connect(self._retitle)
        session.result_changed.connect(self._show_world)
        self.resize(*_SIZE)
        self.restoreGeometry(settings.bytes("geometry"))
        self._split.restoreState(settings.bytes("split"))

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(6, 4, 2, 2)
        column.addWidget(self.scenarios)
        column.addWidget(self.levers, 1)
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(2, 4, 6, 2)
        self._right.setSpacing(4)
        self._right.addWidget(self.tiles)
        self._right.addWidget(self.story)
        self._right.addWidget(self._waiting, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([_LEFT, _SIZE[0] - _LEFT])
        left.setMinimumWidth(300)
        self.setCentralWidget(self._split)

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

    def start(self, files: list[Path]) -> None:
        """Open the given files, or a first scenario; charts follow when the window is on screen."""
        opened = [path for path in files if self.files.open_file(path)]
        if not opened:
            for name in START:
                document = self.session.open(name)
                if document is not None and name == START[0]:
                    document.shown = False  # the counterfactual shows the same
        if self.session.active is None:
            self.session.new()
        self._start.start(_PAINT)

    def add_charts(self) -> None:
        """Load Matplotlib and put the charts in."""
        if self.charts is not None:
            return
        from diversify.gui.chart_grid import DEFAULTS, ChartGrid

        count, chosen = self.settings.charts() or (4, list(DEFAULTS))
        self.charts = ChartGrid(self.session, count if count in (1, 2, 4) else 4, chosen)
        self._right.replaceWidget(self._waiting, self.charts)
        self._right.setStretchFactor(self.charts, 1)
        self._waiting.deleteLater()
        for action in self.actions_.counts:
            action.setChecked(action.data() == self.charts.count)

    # commands ------------------------------------------------------------------------------------------

    def set_chart_count(self, count: int) -> None:
        """Show one, two or four charts."""
        if self.charts is not None:
            self.charts.set_count(count)

    def export_charts(self) -> None:
        """Save the visible charts as one picture."""
        if self.charts is not None:
            self.charts.export_all()

    def show_ranges(self) -> None:
        """Show the 5-95 % ranges on the charts, or hide them."""
        if self.charts is not None:
            self.charts.canvas.book.ranges_shown = self.actions_.ranges.isChecked()
            self.charts.canvas.refresh()

    def find_lever(self) -> None:
        """Put the cursor into the search box of the levers."""
        self.levers.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.levers.search.selectAll()

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
        self._start.stop()
        self.session.shut()
        status = self.statusBar()
        if isinstance(status, StatusBar):
            status.stop()
        self.settings.set_bytes("geometry", self.saveGeometry())
        self.settings.set_bytes("split", self._split.saveState())
        if self.charts is not None:
            self.settings.set_charts(self.charts.count, self.charts.choices)
        super().closeEvent(event)
