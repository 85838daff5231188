"""What the menus and the palette ask of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from diversify.gui.window_parts import next_part

if TYPE_CHECKING:
    from diversify.gui.actions import Actions
    from diversify.gui.chart_grid import ChartGrid
    from diversify.gui.explore_page import ExplorePage
    from diversify.gui.files import Files
    from diversify.gui.levers.panel import LeverPanel
    from diversify.gui.page_bar import PageBar
    from diversify.gui.pages import Pages
    from diversify.gui.parameters_view import ParametersView
    from diversify.gui.scenario_list import ScenarioList
    from diversify.gui.session import Session
    from diversify.gui.settings import Settings
    from diversify.gui.tiles import Tiles
    from diversify.gui.welcome import Welcome

FIRST = "explore"  # page that the ways in lead to


class WindowCommands(QMainWindow):
    """The commands; the main window makes the parts that they work on."""

    session: Session
    settings: Settings
    files: Files
    scenarios: ScenarioList
    levers: LeverPanel
    pages: Pages
    page_bar: PageBar
    explore: ExplorePage
    left: QWidget
    actions_: Actions
    parameters: ParametersView | None
    welcome: Welcome | None

    @property
    def tiles(self) -> Tiles:
        """The headline numbers."""
        return self.explore.tiles

    @property
    def charts(self) -> ChartGrid | None:
        """The charts of the first page, once they are there."""
        return self.explore.charts

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
        self.pages.show_page(FIRST)
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
