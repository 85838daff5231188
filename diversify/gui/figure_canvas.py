"""A canvas for any picture: drawn in full at rest, read with a cursor that is put over a kept background."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.backend_bases import DrawEvent
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from matplotlib.transforms import BboxBase
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from shiboken6 import isValid

from diversify.charts.cursor import Cursor
from diversify.charts.picture import Picture

SMALLEST = QSize(240, 160)
DPI = 100.0
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
_TURNS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FigureCanvas(FigureCanvasQTAgg):
    """Shows a picture and its reading cursor; what the picture is, a subclass says in `make`.

    The mouse reads the point under it. By keys: left and right go along a series, up and down, or Tab while
    the cursor stands, to another one; Escape puts the cursor away, so that Tab leaves the canvas.
    """

    pointed = Signal(str)  # the point read, in words; empty when there is none
    drawn = Signal()  # a full drawing is on the canvas
    picture: Picture | None = None  # a class attribute too: Qt asks before __init__ is through
    cursor_: Cursor | None = None
    renderer: RendererAgg | None = None  # Matplotlib sets it at the first drawing

    def __init__(self) -> None:
        super().__init__(Figure(dpi=DPI))  # type: ignore[no-untyped-call]
        self._stale = True
        self._rest: object = None  # the canvas as drawn, without the cursor
        self.setMinimumSize(SMALLEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.mpl_connect("draw_event", self._drawn)

    def sizeHint(self) -> QSize:
        return QSize(720, 480)

    def minimumSizeHint(self) -> QSize:
        return SMALLEST

    # drawing -----------------------------------------------------------------------------------------

    def make(self) -> Picture | None:
        """Draw the picture on the figure; None if there is nothing to draw yet."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Draw everything anew, once the event loop has time for it."""
        self._stale = True
        self.draw_idle()  # type: ignore[no-untyped-call]

    def draw(self) -> None:
        """Draw the whole figure now; rebuild it first if what it shows has changed."""
        if self._stale and self.width() >= 20 and self.height() >= 20:
            self.build()
        super().draw()  # type: ignore[no-untyped-call]
        self._draw_pending = False  # what was asked for is done

    def build(self) -> None:
        """Make the picture; the cursor stays where it stood if that is still there."""
        made = self.make()
        if made is None:
            return
        stood = self.cursor_
        self.picture = made
        self._stale = False
        self.cursor_ = None
        if stood is not None and stood.shown:
            self.cursor_ = Cursor(made)
            self.cursor_.track, self.cursor_.point = stood.track, stood.point
            self.cursor_.refresh()

    def _draw_idle(self) -> None:
        """Draw what is pending, but only where it can be seen: before it is shown the size is not known."""
        if isValid(self) and self.isVisible():  # a timer of Matplotlib may outlive the canvas
            super()._draw_idle()  # type: ignore[no-untyped-call]
        self._draw_pending = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)  # type: ignore[no-untyped-call]
        if self._stale:
            self.draw_idle()  # type: ignore[no-untyped-call]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._stale = True
        super().resizeEvent(event)  # type: ignore[no-untyped-call]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.picture is not None:
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show what has been drawn, straight from where it lies, and only where it is asked for."""
        self._draw_idle()
        if self.renderer is None:
            return
        pixels = self.renderer.buffer_rgba()  # type: ignore[no-untyped-call]
        high, wide = pixels.shape[:2]
        image = QImage(pixels, wide, high, QImage.Format.Format_RGBX8888)
        image.setDevicePixelRatio(self.device_pixel_ratio)
        painter = QPainter(self)
        painter.drawImage(0, 0, image)  # Qt keeps to the region of the event
        painter.end()

    def show_parts(self, parts: Sequence[BboxBase]) -> None:
        """Put parts of what has been drawn on the screen, given in pixels of the figure; nothing else."""
        region, ratio, high = QRegion(), self.device_pixel_ratio, self.height()
        for part in parts:
            left, right = math.floor(part.x0 / ratio), math.ceil(part.x1 / ratio)
            top, bottom = high - math.ceil(part.y1 / ratio), high - math.floor(part.y0 / ratio)
            region += QRegion(left, top, right - left, bottom - top)
        self.repaint(region)

    def moving(self) -> Sequence[Artist]:
        """Return the artists to be drawn over the background."""
        return () if self.picture is None else self.picture.artists

    def _drawn(self, event: DrawEvent) -> None:
        if event.canvas is not self or self.picture is None:
            return  # the figure is being written to a file
        self.keep()
        self.setAccessibleDescription(self.picture.describe())
        self.drawn.emit()

    def keep(self) -> None:
        """Put the animated artists on what has just been drawn, and keep that for the cursor."""
        for artist in self.moving():
            self.figure.draw_artist(artist)
        self._rest = self.copy_from_bbox(self.figure.bbox)  # type: ignore[no-untyped-call]
        self.draw_cursor()

    # reading -----------------------------------------------------------------------------------------

    @property
    def reading(self) -> bool:
        """Whether the cursor stands on a point."""
        return self.cursor_ is not None and self.cursor_.shown

    def cursor_made(self) -> Cursor | None:
        """Return the cursor, making it if need be."""
        if self.cursor_ is None and self.picture is not None and not self._stale:
            self.cursor_ = Cursor(self.picture)
        return self.cursor_

    def draw_cursor(self) -> None:
        """Draw the cursor over what is there."""
        if self.cursor_ is None or not self.cursor_.shown:
            return
        self.cursor_.arrange()
        for artist in self.cursor_.artists:
            if artist.get_visible():
                self.figure.draw_artist(artist)

    def show_cursor(self, said: bool = False) -> None:
        """Put the cursor where it stands now, in place; `said` tells screen readers."""
        if self._rest is None or self.cursor_ is None:
            return
        self.restore_region(self._rest)  # type: ignore[no-untyped-call]
        self.draw_cursor()
        self.show_parts([self.figure.bbox])
        words = self.cursor_.words()
        self.pointed.emit(words)
        if said and words:
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def hide_cursor(self) -> None:
        """Put the cursor away."""
        if self.reading and self.cursor_ is not None and self.picture is not None:
            self.cursor_.hide()
            self.show_cursor()
            self.setAccessibleDescription(self.picture.describe())

    def read_at(self, event: QMouseEvent) -> None:
        """Read the point under the mouse."""
        cursor = self.cursor_made()
        if cursor is not None and cursor.point_at(*self.mouseEventCoords(event)):  # type: ignore[no-untyped-call]
            self.show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)  # type: ignore[no-untyped-call]
        if event.buttons() == Qt.MouseButton.NoButton:
            self.read_at(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)  # type: ignore[no-untyped-call]
        self.hide_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hide_cursor()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        cursor = self.cursor_made() if plain else None
        if cursor is None:
            super().keyPressEvent(event)  # type: ignore[no-untyped-call]
        elif key == Qt.Key.Key_Escape and cursor.shown:
            self.hide_cursor()
        elif key in _STEPS:
            cursor.step(_STEPS[key])
            self.show_cursor(said=True)
        elif key in _TURNS and cursor.turn(_TURNS[key]):
            self.show_cursor(said=True)
        else:
            super().keyPressEvent(event)  # type: ignore[no-untyped-call]

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.reading and self.cursor_ is not None and self.cursor_.turn(1 if forward else -1):
            self.show_cursor(said=True)
            return True
        return bool(super().focusNextPrevChild(forward))
