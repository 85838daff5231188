"""The Help menu: help on the focus, keys, the manual, the log, and what the program is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMenuBar

from diversify.gui.help import open_help, topic_of
from diversify.gui.messages import log_file
from diversify.text import _

if TYPE_CHECKING:
    from diversify.gui.main_window import MainWindow


class HelpMenu:
    """Makes the actions of the Help menu."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.here = self._action(_("&Help on this"), self.show_help, "F1")
        self.keys = self._action(_("&Keyboard shortcuts"), self.show_keys, "Ctrl+F1")
        self.manual = self._action(_("&Manual"), self.show_manual)
        self.welcome = self._action(_("&Welcome"), window.show_welcome)
        self.tour = self._action(_("&Tour"), window.take_tour)
        self.log = self._action(_("Show &log folder"), self.show_log)
        self.about = self._action(_("&About diversify"), self.show_about)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    def fill(self, menu: QMenu) -> None:
        """Put the actions into a menu."""
        menu.addActions([self.here, self.keys, self.manual])
        menu.addActions([self.welcome, self.tour])
        menu.addSeparator()
        menu.addActions([self.log, self.about])

    def show_help(self) -> None:
        """Explain what has the focus, else the page."""
        topic = topic_of(QApplication.focusWidget())
        open_help(self.window, topic or f"page:{self.window.pages.current}")

    def show_keys(self) -> None:
        """List every key of the window."""
        open_help(self.window, "").show_text(keys_text(self.window))

    def show_manual(self) -> None:
        """Show the first page of the manual."""
        open_help(self.window, "manual:index.md")

    def show_log(self) -> None:
        """Open the folder of the log file and say where it is."""
        folder = log_file().parent
        self.window.session.messages.info(_("The log is in {folder}.").format(folder=folder))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def show_about(self) -> None:
        """Show versions and licences."""
        from diversify.gui.about import AboutDialog

        AboutDialog(self.window).open()

    def _action(self, text: str, do: Callable[[], None], key: str = "") -> QAction:
        action = QAction(text, self.window)
        action.triggered.connect(do)
        if key:
            action.setShortcut(key)
        return action


def walk(bar: QMenuBar | QMenu, above: str = "") -> Iterator[tuple[str, QAction]]:
    """Give every command of a menu bar with the menus above it, such as "View › Theme"."""
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            title = menu.title().replace("&", "")
            menu.aboutToShow.emit()  # some menus are filled when they are shown
            yield from walk(menu, f"{above} › {title}" if above else title)
        elif not action.isSeparator():
            yield above, action


def keys_text(window: QMainWindow) -> str:
    """Return all keys of a window as Markdown: of its menus, of its parts, and those that hold everywhere."""
    listed = list(walk(window.menuBar()))
    known = {id(action) for _above, action in listed}
    parts = _("In parts of the window")
    listed += [(parts, action) for action in window.findChildren(QAction) if id(action) not in known]
    lines = [f"# {_('Keyboard shortcuts')}"]
    heading = None
    said = set()
    for above, action in listed:
        keys = [
            key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts() if key.count()
        ]
        line = f"- **{', '.join(keys)}**: {action.text().replace('&', '').removesuffix('…')}"
        if keys and action.text() and line not in said:
            said.add(line)
            if above != heading:
                heading = above
                lines += ["", f"## {above}", ""]
            lines.append(line)
    everywhere = (
        ("Tab", _("next control; with Shift the one before")),
        ("F6", _("next part of the window; with Shift the one before")),
        ("Alt+1 … Alt+9", _("another page")),
        ("← →", _("on a slider: one step; Page Up and Page Down: a tenth of its range")),
        ("Esc", _("leave a menu, a list or the tour")),
    )
    lines += ["", f"## {_('Everywhere')}", "", *(f"- **{key}**: {text}" for key, text in everywhere)]
    return "\n".join(lines)
