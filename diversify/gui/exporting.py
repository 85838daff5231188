"""Charts leave the window: a picture or its numbers in a file, or a picture on the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from diversify.charts import Chart, Drawing, Sheet
from diversify.charts.sheet import SIZE
from diversify.errors import DiversifyError
from diversify.gui.chart_canvas import ChartCanvas
from diversify.gui.session import Session
from diversify.text import N_, _

FILTERS = {
    "png": N_("PNG picture (*.png)"),
    "svg": N_("SVG drawing (*.svg)"),
    "pdf": N_("PDF document (*.pdf)"),
    "csv": N_("Numbers as CSV (*.csv)"),
}
_COPY_DPI = 150.0


class Exporter(QObject):
    """Asks where to, writes, and says so; a file is whole or not there."""

    def __init__(self, session: Session, canvas: ChartCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self.canvas, self.window_ = session, canvas, parent
        self.folder = Path.home()

    def export(self, kind: str, specs: Sequence[Chart]) -> None:
        """Export charts as one of the kinds, or copy them."""
        if kind == "copy":
            self.copy(specs)
            return
        path = self.ask(kind, specs)
        if path is not None:
            self.write(path, specs)

    def ask(self, kind: str, specs: Sequence[Chart]) -> Path | None:
        """Ask for a file; None if the user thinks better of it."""
        stem = f"{self.session.scenario.name}-{specs[0].name if len(specs) == 1 else 'charts'}"
        start = str(self.folder / f"{stem}.{kind}")
        kinds = [kind, *(k for k in FILTERS if k != kind and (k != "csv" or len(specs) == 1))]
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

    def write(self, path: Path, specs: Sequence[Chart]) -> bool:
        """Write charts, or the numbers of one, to a file; the suffix says what."""
        from diversify.export.images import save_chart, save_numbers

        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            if path.suffix.lower() == ".csv":
                save_numbers(self._drawing(specs[0]), path)
            else:
                save_chart(list(specs), self.canvas.book.runs(), path)
        except (DiversifyError, OSError) as error:
            self.session.messages.error(error)
            return False
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.session.messages.info(_("Saved {file}.").format(file=path.name))
        return True

    def copy(self, specs: Sequence[Chart]) -> None:
        """Put a picture of charts on the clipboard."""
        figure = Figure(figsize=SIZE, dpi=_COPY_DPI)
        canvas = FigureCanvasAgg(figure)
        sheet = Sheet(figure, list(specs), self.canvas.book.runs())
        canvas.draw()  # type: ignore[no-untyped-call]
        for artist in sheet.artists:
            figure.draw_artist(artist)
        width, height = canvas.get_width_height()
        pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        image = QImage(pixels, width, height, QImage.Format.Format_RGBA8888).copy()
        QGuiApplication.clipboard().setImage(image)
        self.session.messages.info(_("The chart is on the clipboard."))

    def _drawing(self, spec: Chart) -> Drawing:
        figure = Figure(figsize=SIZE)
        FigureCanvasAgg(figure)
        return Sheet(figure, [spec], self.canvas.book.runs()).drawings[0]
