"""A small graph of a lever over the years: the default, the path that results, and points to drag."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from diversify.arrays import Array
from diversify.gui.levers.path_points import Points, distinct, inserted, moved_point, removed
from diversify.text import _

_NEAR = 10.0  # pixels within which a press takes hold of a point
_PAD = 8
_TICKS = 4


class PathGraph(QWidget):
    """Draws and lets one move points by mouse or keys; whoever owns it decides what a point means.

    Arrows: left and right choose a point, up and down move it, with Shift left and right move its year; Page
    Up and Page Down take ten steps. Insert, or a double click, adds a point; Delete takes one away.
    """

    edited = Signal(tuple)  # the points after every move
    selected = Signal(int)

    def __init__(self, name: str, write: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.write = write
        self.years: tuple[int, ...] = (2025, 2050)
        self.points: Points = ()
        self.current = 0
        self.editable = False
        self._before: list[Array] = []
        self._after: list[Array] = []
        self._bounds = (0.0, 1.0)
        self._step = 0.01
        self._view = (0.0, 1.0)
        self._held = False

    def sizeHint(self) -> QSize:
        return QSize(420, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 130)

    def show_paths(self, years: Sequence[int], before: Array, after: Array) -> None:
        """Show the path without and with the change, (Y,) or (Y, n): equal columns are one line."""
        self.years = tuple(years)
        self._before, self._after = distinct(before), distinct(after)
        self._refit()

    def show_points(self, points: Points, bounds: tuple[float, float], step: float, editable: bool) -> None:
        """Show points that lie in `bounds` and move by `step`; without `editable` there are none to move."""
        self._bounds, self._step, self.editable = bounds, step, editable
        self.points = points if editable else ()
        self.current = min(self.current, max(len(self.points) - 1, 0))
        self._refit()
        self.setAccessibleDescription(self.said())

    def select(self, place: int) -> None:
        """Choose the point that keys move."""
        if self.points and 0 <= place < len(self.points) and place != self.current:
            self.current = place
            self.selected.emit(place)
        self._tell()

    def said(self) -> str:
        """Return what a screen reader says of the graph now."""
        if self.points:
            year, value = self.points[self.current]
            text = _("Point {number} of {count}: {year}, {value}")
            return text.format(
                number=self.current + 1, count=len(self.points), year=year, value=self.write(value)
            )
        ends = [line for line in self._after if np.isfinite(line[-1])]
        if not ends:
            return _("no value")
        last = " – ".join(self.write(v) for v in sorted({float(ends[0][-1]), float(ends[-1][-1])}))
        return _("{year}: {value}").format(year=self.years[-1], value=last)

    # keys and mouse ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10,
        }.get(Qt.Key(event.key()))  # fmt: skip
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if not self.points:
            super().keyPressEvent(event)
        elif step is not None:
            year, value = self.points[self.current]
            self._move(year, value + step * self._step)
        elif way is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            year, value = self.points[self.current]
            self._move(year + way, value)
        elif way is not None:
            self.select(self.current + way)
        elif event.key() == Qt.Key.Key_Home:
            self.select(0)
        elif event.key() == Qt.Key.Key_End:
            self.select(len(self.points) - 1)
        elif event.key() == Qt.Key.Key_Insert:
            self.add()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        else:
            super().keyPressEvent(event)

    def add(self, year: int | None = None, value: float | None = None) -> None:
        """Put a point between the chosen one and the next, or at a year."""
        points, place = inserted(self.points, self.current, self.years, year, value)
        self._take(points, place)

    def remove(self) -> None:
        """Take the chosen point away; the last one stays."""
        self._take(removed(self.points, self.current), min(self.current, max(len(self.points) - 2, 0)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = [(self._distance(p, event.position()), i) for i, p in enumerate(self.points)]
        if event.button() == Qt.MouseButton.LeftButton and near and min(near)[0] <= _NEAR:
            self._held = True
            self.select(min(near)[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            year, value = self._place(event.position())
            self._move(year, round(value / self._step) * self._step)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = False
            self._refit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.editable:
            year, value = self._place(event.position())
            self.add(year, round(value / self._step) * self._step)

    def _move(self, year: int, value: float) -> None:
        value = min(max(round(value, 10), self._bounds[0]), self._bounds[1])
        self._take(moved_point(self.points, self.current, year, value, self.years), self.current)

    def _take(self, points: Points, place: int) -> None:
        if points != self.points:
            self.points, self.current = points, place
            self._refit()
            self.edited.emit(points)
            self.selected.emit(place)
        self._tell()

    def _tell(self) -> None:
        said = self.said()
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.update()

    # geometry ----------------------------------------------------------------------------------------

    def _refit(self) -> None:
        if not self._held:
            lines = [
                *self._before,
                *self._after,
                np.array([value for _year, value in self.points] or [np.nan]),
            ]
            known = np.concatenate([line[np.isfinite(line)] for line in lines])
            low, high = (float(known.min()), float(known.max())) if known.size else self._bounds
            room = max((high - low) * 0.2, 8 * self._step)
            low, high = max(low - room, self._bounds[0]), min(high + room, self._bounds[1])
            for line in [*self._before, *self._after]:  # a default may lie outside of what a lever may be
                low, high = (
                    min(low, float(np.nanmin(line, initial=low))),
                    max(high, float(np.nanmax(line, initial=high))),
                )
            self._view = (low, high if high > low else low + 1.0)
        self.update()

    def _frame(self) -> QRectF:
        metrics = self.fontMetrics()
        wide = max(metrics.horizontalAdvance(self.write(tick)) for tick in (*self._ticks(), 0.0))
        tall = metrics.height()
        return QRectF(self.rect()).adjusted(wide + _PAD, tall / 2 + 2, -_PAD - tall, -tall - _PAD)

    def _pixel(self, year: float, value: float) -> QPointF:
        frame, (low, high) = self._frame(), self._view
        x = (year - self.years[0]) / max(self.years[-1] - self.years[0], 1)
        y = (value - low) / (high - low)
        return QPointF(frame.left() + x * frame.width(), frame.bottom() - y * frame.height())

    def _place(self, at: QPointF) -> tuple[int, float]:
        frame, (low, high) = self._frame(), self._view
        x = min(max((at.x() - frame.left()) / max(frame.width(), 1.0), 0.0), 1.0)
        y = min(max((frame.bottom() - at.y()) / max(frame.height(), 1.0), 0.0), 1.0)
        return round(self.years[0] + x * (self.years[-1] - self.years[0])), low + y * (high - low)

    def _distance(self, point: tuple[int, float], at: QPointF) -> float:
        away = self._pixel(*point) - at
        return math.hypot(away.x(), away.y())

    def _ticks(self) -> list[float]:
        low, high = self._view
        rough = (high - low) / _TICKS
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(s for s in (1.0, 2.0, 5.0, 10.0) if s * power >= rough * (1 - 1e-9)) * power
        first = math.ceil(low / step - 1e-9)
        return [k * step for k in range(first, math.floor(high / step + 1e-9) + 1)]

    # drawing -----------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        self._paint_axes(painter)
        faint = palette.color(QPalette.ColorRole.PlaceholderText)
        for line in self._before:
            self._paint_line(painter, line, QPen(faint, 1.5, Qt.PenStyle.DashLine))
        for line in self._after:
            self._paint_line(painter, line, QPen(palette.color(QPalette.ColorRole.Link), 2.0))
        for place, point in enumerate(self.points):
            self._paint_point(painter, point, place == self.current)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_axes(self, painter: QPainter) -> None:
        palette, frame = self.palette(), self._frame()
        tall = self.fontMetrics().height()
        ink, grid = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Midlight)
        for tick in self._ticks():
            y = self._pixel(self.years[0], tick).y()
            painter.setPen(QPen(grid, 1.0))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(ink)
            where = QRectF(0, y - tall / 2, frame.left() - 4, tall)
            painter.drawText(
                where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.write(tick)
            )
        for year in [year for year in self.years if year % 5 == 0]:
            x = self._pixel(year, self._view[0]).x()
            painter.setPen(QPen(grid, 1.0))
            painter.drawLine(QPointF(x, frame.bottom()), QPointF(x, frame.bottom() + 3))
            painter.setPen(ink)
            where = QRectF(x - 40, frame.bottom() + 4, 80, tall)
            painter.drawText(where, Qt.AlignmentFlag.AlignHCenter, str(year))

    def _paint_line(self, painter: QPainter, line: Array, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        known = [(y, float(v)) for y, v in zip(self.years, line, strict=True) if math.isfinite(v)]
        painter.drawPolyline(QPolygonF([self._pixel(year, value) for year, value in known]))

    def _paint_point(self, painter: QPainter, point: tuple[int, float], chosen: bool) -> None:
        palette, at = self.palette(), self._pixel(*point)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 2.0 if chosen else 1.0))
        painter.setBrush(palette.color(QPalette.ColorRole.Link))
        if chosen:  # a square: the shape, not the colour, says which one keys move
            painter.drawRect(QRectF(at.x() - 5, at.y() - 5, 10, 10))
            text, metrics = f"{point[0]}: {self.write(point[1])}", self.fontMetrics()
            wide, tall = metrics.horizontalAdvance(text) + 4, metrics.height()
            x = min(max(at.x() - wide / 2, 2.0), self.width() - wide - 2.0)
            above = at.y() - self._frame().top() > 2 * tall
            where = QRectF(x, at.y() - 8 - tall if above else at.y() + 8, wide, tall)
            painter.fillRect(where, palette.color(QPalette.ColorRole.Base))
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, text)
        else:
            painter.drawEllipse(at, 4.5, 4.5)
