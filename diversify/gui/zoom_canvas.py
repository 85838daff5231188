"""A canvas of charts whose years and values are zoomed and moved in place, by mouse and keys."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.patches import Rectangle
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from diversify.charts import Sheet
from diversify.charts.drawing import Limits
from diversify.gui import chart_zoom
from diversify.gui.chart_zoom import Spot
from diversify.gui.figure_canvas import FigureCanvas

_PAN = {
    Qt.Key.Key_Left: (-2, 0.0), Qt.Key.Key_Right: (2, 0.0),
    Qt.Key.Key_Up: (0, 0.1), Qt.Key.Key_Down: (0, -0.1),
}  # fmt: skip
_ZOOM = {
    Qt.Key.Key_Plus: chart_zoom.STEP, Qt.Key.Key_Equal: chart_zoom.STEP,
    Qt.Key.Key_Minus: 1 / chart_zoom.STEP,
}  # fmt: skip


class ZoomCanvas(FigureCanvas):
    """Lets parts of a sheet's charts be shown.

    The wheel zooms around the pointer, a box drawn with the left button zooms to it, dragging with the
    middle button or with Shift moves what is shown, a double click shows all. By keys: + and -, Shift with
    arrows, Home, for the chart that the cursor reads.
    """

    zoomed = Signal(int, object)  # number of a chart, and the Limits it shows; None: all

    def __init__(self) -> None:
        super().__init__()
        self.locks: Sequence[Limits | None] = ()  # scales that stay, chart by chart
        self.zooms: dict[int, Limits] = {}
        self.background: object = None  # what is drawn below the artists that move
        self._pressed: tuple[Spot, float, float] | None = None
        self._band: Rectangle | None = None

    @property
    def sheet(self) -> Sheet | None:
        """The charts shown, once they have been drawn."""
        return self.picture if isinstance(self.picture, Sheet) else None

    def busy(self) -> bool:
        """Whether limits must stay for now."""
        return False

    def build(self) -> None:
        super().build()
        sheet = self.sheet
        for number in range(len(sheet.drawings) if sheet is not None and not self._stale else 0):
            if sheet is not None and self.limits_of(number) is not None:
                sheet.keep(number, self.limits_of(number))

    def keep(self) -> None:
        self.background = self.copy_from_bbox(self.figure.bbox)  # type: ignore[no-untyped-call]
        super().keep()

    def zoom(self, number: int, limits: Limits | None) -> None:
        """Show a part of one chart, drawn in its own place; None shows what it shows at rest."""
        sheet = self.sheet
        if sheet is None or self._stale or self.busy():
            return
        if limits is None:
            self.zooms.pop(number, None)
        else:
            self.zooms[number] = limits
        self.zoomed.emit(number, limits)
        sheet.keep(number, self.limits_of(number))
        self._repaint_chart(sheet, number)

    def limits_of(self, number: int) -> Limits | None:
        """Return what of a chart is to be shown: the part zoomed to, or else its locked scale."""
        locked = self.locks[number] if number < len(self.locks) else None
        return self.zooms.get(number, locked)

    def _repaint_chart(self, sheet: Sheet, number: int) -> None:
        """Draw one chart anew on the background that the others keep."""
        x, y, width, height = (part * float(self.figure.dpi) / 72.0 for part in sheet.cells[number])
        drawing = sheet.drawings[number]
        self.restore_region(self.background)  # type: ignore[no-untyped-call]
        ground = Rectangle((x, y), width, height, facecolor=sheet.look.background, edgecolor="none")
        ground.set_figure(self.figure)
        for part in (ground, drawing.axes, *(pane for pane in drawing.panes if pane is not drawing.axes)):
            self.figure.draw_artist(part)
        self.keep()
        if self.cursor_ is not None:
            self.cursor_.refresh()
        self.show_parts([self.figure.bbox])

    def _spot(self, event: QMouseEvent | QWheelEvent) -> tuple[Spot, float, float] | None:
        x, y = self.mouseEventCoords(event)  # type: ignore[no-untyped-call]
        found = None if self.sheet is None or self._stale else chart_zoom.spot(self.sheet, x, y)
        return None if found is None else (found, float(x), float(y))

    def wheelEvent(self, event: QWheelEvent) -> None:
        at = self._spot(event)
        turns = event.angleDelta().y() / 120.0
        if at is None or self.sheet is None or not turns:
            event.ignore()
            return
        one = at[0]
        drawing = self.sheet.drawings[one.number]
        self._zoom_by(one.number, chart_zoom.scaled(drawing, chart_zoom.STEP**turns, one.year, one.value))
        event.accept()

    def _zoom_by(self, number: int, limits: Limits) -> None:
        sheet = self.sheet
        assert sheet is not None
        whole = limits.years == sheet.drawings[number].span_of_years
        (low, high), _years = chart_zoom.shown(sheet.drawings[number])
        wider = limits.values is not None and limits.values[1] - limits.values[0] >= high - low
        self.zoom(number, None if whole and wider else limits)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)  # type: ignore[no-untyped-call]
        self._pressed = self._spot(event) if event.button() != Qt.MouseButton.RightButton else None
        self.hide_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._pressed is None or self.sheet is None or event.buttons() == Qt.MouseButton.NoButton:
            return
        x, y = (float(part) for part in self.mouseEventCoords(event))  # type: ignore[no-untyped-call]
        if self._pans(event):
            self._pan_to(x, y)
        else:
            self._draw_band(x, y)

    @staticmethod
    def _pans(event: QMouseEvent) -> bool:
        middle = bool(event.buttons() & Qt.MouseButton.MiddleButton)
        return middle or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

    def _pan_to(self, x: float, y: float) -> None:
        assert self._pressed is not None
        assert self.sheet is not None
        start, _x, _y = self._pressed
        year, value = start.axes.transData.inverted().transform((x, y))
        drawing = self.sheet.drawings[start.number]
        self.zoom(start.number, chart_zoom.panned(drawing, start.year - year, start.value - value))

    def _draw_band(self, x: float, y: float) -> None:
        """Draw the box to be zoomed to."""
        assert self._pressed is not None
        assert self.sheet is not None
        _spot, x0, y0 = self._pressed
        if self._band is None:
            look = self.sheet.look
            self._band = Rectangle((0, 0), 0, 0, facecolor=look.axis, edgecolor=look.text, alpha=0.25)
            self._band.set_figure(self.figure)
        self._band.set_bounds(min(x, x0), min(y, y0), abs(x - x0), abs(y - y0))
        self.restore_region(self._rest)  # type: ignore[no-untyped-call]
        self.figure.draw_artist(self._band)
        self.show_parts([self.figure.bbox])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)  # type: ignore[no-untyped-call]
        pressed, band = self._pressed, self._band
        self._pressed = self._band = None
        if pressed is None or band is None or self.sheet is None:
            return
        x, y = band.get_xy()
        corners = (x, x + band.get_width()), (y, y + band.get_height())
        limits = chart_zoom.boxed(self.sheet.drawings[pressed[0].number], pressed[0], *corners)
        if limits is not None:
            self.zoom(pressed[0].number, limits)
        else:
            self.restore_region(self._rest)  # type: ignore[no-untyped-call]
            self.show_parts([self.figure.bbox])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._spot(event)
        if at is not None:
            self._pressed = None
            self.reset(at[0].number)

    def reset(self, number: int) -> None:
        """Show all of a chart again."""
        if number in self.zooms:
            self.zoom(number, None)

    def _read_chart(self) -> int:
        """Return the number of the chart that the cursor reads; the first where it stands nowhere."""
        track = None if self.cursor_ is None else self.cursor_.place
        if track is None or self.sheet is None:
            return 0
        found = (i for i, d in enumerate(self.sheet.drawings) if track.axes in (d.axes, *d.panes))
        return next(found, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, sheet = Qt.Key(event.key()), self.sheet
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        number = self._read_chart()
        if sheet is None or self._stale or not sheet.drawings[number].panes:
            super().keyPressEvent(event)
            return
        drawing = sheet.drawings[number]
        if key == Qt.Key.Key_Home:
            self.reset(number)
        elif key in _ZOOM:
            self._zoom_by(number, chart_zoom.scaled(drawing, _ZOOM[key]))
        elif shift and key in _PAN and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            (low, high), _years = chart_zoom.shown(drawing)
            self.zoom(number, chart_zoom.panned(drawing, _PAN[key][0], _PAN[key][1] * (high - low)))
        else:
            super().keyPressEvent(event)
