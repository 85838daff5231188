"""Pictures leave the window: in a file, as numbers in a file, or either of them on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from diversify.charts.numbers import across, tab_separated
from diversify.charts.picture import Draw, Picture
from diversify.charts.sheet import SIZE
from diversify.errors import DiversifyError
from diversify.gui.messages import Messages
from diversify.text import N_, _

EXPORTS = (
    ("png", N_("Save as PNG…")), ("svg", N_("Save as SVG…")), ("pdf", N_("Save as PDF…")),
    ("csv", N_("Save numbers as CSV…")), ("copy", N_("Copy picture")), ("numbers", N_("Copy numbers")),
)  # fmt: skip
FILTERS = {
    "png": N_("PNG picture (*.png)"),
    "svg": N_("SVG drawing (*.svg)"),
    "pdf": N_("PDF document (*.pdf)"),
    "csv": N_("Numbers as CSV (*.csv)"),
}
_COPY_DPI = 150.0


@dataclass(frozen=True)
class Subject:
    """What leaves: a function that draws it, and a name for the file; `single` if it has one table."""

    stem: str
    draw: Draw
    single: bool = True


def fill(menu: QMenu, chosen: Callable[..., object]) -> None:
    """Put the ways out into a menu; `chosen`, a bound method, is called with the action."""
    for kind, text in EXPORTS:
        menu.addAction(_(text)).setData(kind)
    menu.triggered.connect(chosen)


class Exporter(QObject):
    """Asks where to, writes, and says so; a file is whole or not there."""

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self.messages, self.window_ = messages, parent
        self.folder = Path.home()

    def export(self, kind: str, subject: Subject) -> None:
        """Export as one of the kinds of `EXPORTS`."""
        if kind == "copy":
            self.copy(subject)
        elif kind == "numbers":
            self.copy_numbers(subject)
        else:
            path = self.ask(kind, subject)
            if path is not None:
                self.write(path, subject)

    def ask(self, kind: str, subject: Subject) -> Path | None:
        """Ask for a file; None if the user thinks better of it."""
        start = str(self.folder / f"{subject.stem}.{kind}")
        kinds = [kind, *(k for k in FILTERS if k != kind and (k != "csv" or subject.single))]
        offered = ";;".join(_(FILTERS[k]) for k in kinds)
        name, chosen = QFileDialog.getSaveFileName(self.window_, _("Export chart"), start, offered)
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower().removeprefix(".") not in FILTERS:
            suffix = next((k for k in kinds if _(FILTERS[k]) == chosen), kind)
            path = path.with_name(f"{path.name}.{suffix}")
        self.folder = path.parent
        return path

    def write(self, path: Path, subject: Subject) -> bool:
        """Write the picture, or its first table, to a file; the suffix says what."""
        from diversify.export.images import save_cells, save_picture

        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            if path.suffix.lower() == ".csv":
                save_cells(_drawn(subject).tables()[0], path)
            else:
                save_picture(subject.draw, path)
        except (DiversifyError, OSError) as error:
            self.messages.error(error)
            return False
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.messages.info(_("Saved {file}.").format(file=path.name))
        return True

    def copy(self, subject: Subject) -> None:
        """Put the picture on the clipboard."""
        figure = Figure(figsize=SIZE, dpi=_COPY_DPI)
        canvas = FigureCanvasAgg(figure)
        picture = subject.draw(figure, False)
        canvas.draw()  # type: ignore[no-untyped-call]
        for artist in picture.artists:
            figure.draw_artist(artist)
        width, height = canvas.get_width_height()
        pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        image = QImage(pixels, width, height, QImage.Format.Format_RGBA8888).copy()
        QGuiApplication.clipboard().setImage(image)
        self.messages.info(_("The chart is on the clipboard."))

    def copy_numbers(self, subject: Subject) -> None:
        """Put the numbers seen on the clipboard, for a spreadsheet: years down, series across."""
        picture = _drawn(subject)
        tracks = picture.tracks()
        tables = [across(tracks)] if tracks else picture.tables()
        QGuiApplication.clipboard().setText("\n\n".join(tab_separated(*table) for table in tables))
        self.messages.info(_("The numbers are on the clipboard."))


def _drawn(subject: Subject) -> Picture:
    figure = Figure(figsize=SIZE)
    FigureCanvasAgg(figure)
    return subject.draw(figure, False)
