"""A slider with marks for low, central and high; jumps to the pointer and leaves the wheel to the panel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

_MARK = 5  # pixels below the groove


class MarkedSlider(QSlider):
    """A horizontal slider with up to three marks; `grabbed` comes before the first value of a drag."""

    grabbed = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._marks: tuple[tuple[int, bool], ...] = ()
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sliderPressed.connect(self._grab)
        self.sliderReleased.connect(self._drop)

    def set_marks(self, positions: Sequence[tuple[int, bool]]) -> None:
        """Show marks at (position, whether it is the central one)."""
        self._marks = tuple(positions)
        self.update()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), size.height() + _MARK)

    def minimumSizeHint(self) -> QSize:
        return QSize(50, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        for position, central in self._marks:
            painter.setPen(QPen(colour, 2.0 if central else 1.0))
            x = self._pixel(position)
            top = self.height() // 2 + (4 if central else 6)
            painter.drawLine(x, top, x, self.height() - 1)
        painter.end()
        super().paintEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            handle = self._rectangle(QStyle.SubControl.SC_SliderHandle)
            self._grab()
            if not handle.contains(event.position().toPoint()):
                self.setSliderPosition(self._position(round(event.position().x())))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._drop()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:  # a turn of the wheel over the panel scrolls it and moves no lever
            event.ignore()

    def _grab(self) -> None:
        if not self._held:
            self._held = True
            self.grabbed.emit()

    def _drop(self) -> None:
        if self._held and not self.isSliderDown():
            self._held = False
            self.dropped.emit()

    def _option(self) -> QStyleOptionSlider:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return option

    def _rectangle(self, part: QStyle.SubControl) -> QRect:
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, self._option(), part, self)

    def _span(self) -> tuple[int, int]:
        groove = self._rectangle(QStyle.SubControl.SC_SliderGroove)
        length = self._rectangle(QStyle.SubControl.SC_SliderHandle).width()
        return groove.x() + length // 2, groove.width() - length

    def _pixel(self, position: int) -> int:
        start, length = self._span()
        return start + QStyle.sliderPositionFromValue(
            self.minimum(),
            self.maximum(),
            position,
            length,
            self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )

    def _position(self, pixel: int) -> int:
        start, length = self._span()
        return QStyle.sliderValueFromPosition(
            self.minimum(), self.maximum(), pixel - start, length,
            self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )  # fmt: skip
