"""Everything the menus and the tool bar can do, with the standard keys of the platform."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from diversify import model
from diversify.gui.appearance import icon
from diversify.gui.help_menu import HelpMenu
from diversify.gui.look_menu import LookMenu
from diversify.gui.own_tables import base_text, base_years
from diversify.gui.status import CLOSURES
from diversify.text import N_, _, localized

if TYPE_CHECKING:
    from diversify.gui.main_window import MainWindow

COUNTS = (
    (1, "one", N_("One chart")), (2, "two", N_("Two charts")), (4, "four", N_("Four charts")),
    (6, "six", N_("Six charts")),
)  # fmt: skip
_Key = QKeySequence.StandardKey


class Actions:
    """Makes the actions and puts them into menus and the tool bar of a window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        files, session = window.files, window.session
        make = self._make
        self.new = make(_("&New scenario"), session.new, _Key.New, "new")
        self.open = make(_("&Open…"), files.open, _Key.Open, "open")
        self.save = make(_("&Save"), files.save, _Key.Save, "save")
        self.save_as = make(_("Save &as…"), files.save_as, "Ctrl+Shift+S")
        self.duplicate = make(_("&Duplicate scenario"), session.duplicate, "Ctrl+D", "duplicate")
        self.close = make(_("&Close scenario"), files.close, _Key.Close)
        self.export = make(_("&Export charts…"), window.export_charts, "Ctrl+E", "export")
        self.copy_python = make(_("Copy as &Python"), window.copy_python, "Ctrl+Shift+C")
        self.reopen = make(_("&Reopen scenarios at the next start"), self._set_reopen)
        self.reopen.setCheckable(True)
        self.reopen.setChecked(window.settings.flag("reopen", True))
        self.quit = make(_("&Quit"), window.close, "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.undo = session.undo_group.createUndoAction(window, _("Undo"))
        self.redo = session.undo_group.createRedoAction(window, _("Redo"))
        for action, key, picture in ((self.undo, _Key.Undo, "undo"), (self.redo, _Key.Redo, "redo")):
            action.setShortcuts(QKeySequence.keyBindings(key))
            action.setIcon(icon(picture))
        self.rename = make(_("&Rename scenario"), window.rename_scenario, "F2")
        self.find = make(_("&Find a lever"), window.find_lever, _Key.Find)
        self.parameters = make(_("&Parameters…"), window.show_parameters, "Ctrl+P")
        self.ranges = make(_("5–95 % ranges on charts"), window.show_ranges)
        self.ranges.setCheckable(True)
        self.ranges.setChecked(True)
        self.bases: list[QAction] = []  # listed once a scenario is open: their tables are read for that
        self.closures = self._group([(name, _(text)) for name, text in CLOSURES.items()], session.set_closure)
        self.counts = self._group([(count, _(text)) for count, _icon, text in COUNTS], window.set_chart_count)
        self.palette = make(_("Find &anything…"), window.show_palette, "Ctrl+Shift+P")
        self.next_part = make(_("&Next part of the window"), window.next_part, "F6")
        self.previous_part = make(_("&Previous part of the window"), window.previous_part, "Shift+F6")
        self.look = LookMenu(window)
        self.help = HelpMenu(window)
        self.left = make(_("Scenarios and &levers"), window.show_left, "F9")
        self.left.setCheckable(True)
        self.left.setChecked(True)
        for number, (count, picture, _text) in enumerate(COUNTS):
            self.counts[number].setIcon(icon(picture))
            self.counts[number].setShortcut(f"Ctrl+{count}")
        self.recent = QMenu(_("Open &recent"), window)
        self.shipped = QMenu(_("Open s&hipped scenario"), window)
        self.recent.aboutToShow.connect(self.fill_recent)
        self.shipped.aboutToShow.connect(self.fill_shipped)
        self._menus()
        self._tool_bar()

    def _make(
        self, text: str, do: Callable[[], object], key: QKeySequence.StandardKey | str = "", picture: str = ""
    ) -> QAction:
        action = QAction(text, self.window)
        action.triggered.connect(partial(_call, do))
        if key:
            action.setShortcuts(
                QKeySequence.keyBindings(key) if isinstance(key, _Key) else [QKeySequence(key)]
            )
        if picture:
            action.setIcon(icon(picture))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        plain = text.replace("&", "").removesuffix("…")
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
        return action

    def _group(self, items: list[tuple[object, str]], choose: Callable[..., object]) -> list[QAction]:
        group = QActionGroup(self.window)
        actions = []
        for value, text in items:
            action = QAction(text, self.window, checkable=True)
            action.setData(value)
            action.triggered.connect(partial(_call, choose, value))
            group.addAction(action)
            actions.append(action)
        return actions

    def _menus(self) -> None:
        bar = self.window.menuBar()
        file = bar.addMenu(_("&File"))
        file.addActions([self.new, self.open])
        file.addMenu(self.recent)
        file.addMenu(self.shipped)
        file.addSeparator()
        file.addActions([self.save, self.save_as, self.duplicate, self.close])
        file.addSeparator()
        file.addActions([self.export, self.copy_python])
        file.addSeparator()
        file.addActions([self.reopen, self.quit])
        edit = bar.addMenu(_("&Edit"))
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addActions([self.palette, self.find, self.rename])
        view = bar.addMenu(_("&View"))
        view.addActions(self.counts)
        view.addSeparator()
        view.addActions([self.ranges, self.left, self.parameters])
        view.addSeparator()
        self.look.fill(view)
        view.addSeparator()
        view.addActions([self.next_part, self.previous_part])
        world = bar.addMenu(_("&Model"))
        self.base_menu = world.addMenu(_("&Base year"))
        self.base_menu.addActions(self.bases)
        closure = world.addMenu(_("&Closure"))
        closure.addActions(self.closures)
        self.help.fill(bar.addMenu(_("&Help")))

    def _tool_bar(self) -> None:
        bar = self.window.addToolBar(_("Main tools"))
        bar.setObjectName("main_tools")
        bar.setMovable(False)
        bar.addActions([self.open, self.save, self.duplicate])
        bar.addSeparator()
        bar.addActions([self.undo, self.redo])
        bar.addSeparator()
        bar.addActions(self.counts)
        bar.addAction(self.export)
        bar.addSeparator()
        self.tools = bar

    def _set_reopen(self) -> None:
        self.window.settings.set_flag("reopen", self.reopen.isChecked())

    def fill_recent(self) -> None:
        """List the recent files that still exist."""
        self.recent.clear()
        for path in self.window.settings.recent():
            action = self.recent.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(partial(_call, self.window.files.open_file, path))
        if self.recent.isEmpty():
            self.recent.addAction(_("No recent files")).setEnabled(False)
        else:
            self.recent.addSeparator()
            self.recent.addAction(_("Forget recent files")).triggered.connect(
                self.window.settings.clear_recent
            )

    def fill_shipped(self) -> None:
        """List the scenarios that come with the program, by title and question."""
        if self.shipped.isEmpty():
            self.shipped.setToolTipsVisible(True)
            for name in model.shipped_scenarios():
                scenario = model.load_scenario(name)
                action = self.shipped.addAction(localized(scenario.title))
                action.setToolTip(localized(scenario.question))
                action.triggered.connect(partial(_call, self.window.session.open, name))

    def show_count(self, count: int) -> None:
        """Mark how many charts are shown."""
        for action in self.counts:
            action.setChecked(action.data() == count)

    def refresh(self) -> None:
        """Show what holds for the active scenario."""
        scenario = self.window.session.scenario
        self._show_bases()
        for actions, value in ((self.bases, scenario.base), (self.closures, scenario.closure)):
            for action in actions:
                action.setChecked(action.data() == value)
        self.save.setEnabled(self.window.session.document.dirty or self.window.session.document.path is None)

    def _show_bases(self) -> None:
        """List the base years there are now: tables of one's own come and go."""
        session = self.window.session
        years = base_years(session)
        if [action.data() for action in self.bases] != years:
            for action in self.bases:
                self.base_menu.removeAction(action)
                action.deleteLater()
            self.bases = self._group([(year, "") for year in years], session.set_base)
            self.base_menu.addActions(self.bases)
        for action in self.bases:
            action.setText(base_text(session, action.data()))


def _call(do: Callable[..., object], *arguments: object) -> None:
    """Call without the `checked` that Qt appends."""
    do(*[a for a in arguments if not isinstance(a, bool)])
