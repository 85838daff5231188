"""Any picture in a window: a canvas for a function that draws it, with a menu to save and copy it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from diversify.charts.picture import Draw, Picture
from diversify.gui.appearance import is_dark
from diversify.gui.exporting import Exporter, Subject, fill
from diversify.gui.messages import Messages
from diversify.gui.widgets import named
from diversify.gui.zoom_canvas import ZoomCanvas


class DrawnCanvas(ZoomCanvas):
    """A canvas of what a function draws."""

    def __init__(self) -> None:
        super().__init__()
        self.function: Draw | None = None

    def make(self) -> Picture | None:
        if self.function is None:
            return None
        self.figure.clear()
        return self.function(self.figure, is_dark())


class FigureView(QWidget):
    """Shows what a function without Qt draws: `draw(figure, dark)` returns a picture (a Sheet, a Plate).

    The picture is drawn when the widget is seen, and again when size or theme change. The mouse and the
    arrow keys read its numbers, charts over the years can be zoomed; the context menu (also Shift+F10 and
    the menu key) saves and copies.

    Parameters
    ----------
    messages
        Where "Saved ..." and errors go.
    name
        What a screen reader calls it; what the picture shows follows as the description.
    stem
        Name of its files, without suffix.
    """

    def __init__(
        self, messages: Messages, name: str, stem: str = "diversify", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.canvas = named(DrawnCanvas(), name)
        self.exporter = Exporter(messages, self)
        self.stem = stem
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self.menu = QMenu(self)
        fill(self.menu, self._chosen)
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.canvas.customContextMenuRequested.connect(self._open_menu)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self.canvas)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_numbers)

    @property
    def picture(self) -> Picture | None:
        """The picture shown, once it has been drawn."""
        return self.canvas.picture

    def show_drawing(self, draw: Draw, stem: str = "") -> None:
        """Show what `draw` draws; the old picture stays until the event loop has time for it."""
        self.canvas.function = draw
        self.canvas.zooms.clear()
        self.stem = stem or self.stem
        self.canvas.refresh()

    def refresh(self) -> None:
        """Draw again, as its function now draws it."""
        self.canvas.refresh()

    def export(self, kind: str) -> None:
        """Save or copy it: png, svg, pdf, csv, copy (the picture) or numbers."""
        if self.canvas.function is not None:
            self.exporter.export(kind, Subject(self.stem, self.canvas.function))

    def copy_numbers(self) -> None:
        """Put its numbers on the clipboard, for a spreadsheet."""
        self.export("numbers")

    def _chosen(self, action: QAction) -> None:
        self.export(action.data())

    def _open_menu(self, where: QPoint) -> None:
        self.menu.popup(self.canvas.mapToGlobal(where))
