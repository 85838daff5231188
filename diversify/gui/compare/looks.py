"""How a scenario looks wherever the page names it: a sample of its line, in its colour and dash."""

from __future__ import annotations

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from diversify.charts.style import slot, theme
from diversify.gui.appearance import is_dark
from diversify.gui.documents import COUNTERFACTUAL_SLOT
from diversify.text import N_, _

COLOURS = (N_("blue"), N_("orange"), N_("green"), N_("mauve"), N_("brown"), N_("light blue"), N_("black"))
OFFERED = tuple(number for number in range(13) if number != COUNTERFACTUAL_SLOT)
WIDTH, HEIGHT = 30, 14
_SCALE = 2  # sharp on dense screens, too
_STROKE = 2.4


def sample(number: int) -> QIcon:
    """Return a short piece of the line of a slot."""
    look = slot(number, theme(is_dark()))
    pixmap = QPixmap(WIDTH * _SCALE, HEIGHT * _SCALE)
    pixmap.setDevicePixelRatio(_SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    pen = QPen(QColor(look.color), _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if look.dash[1]:
        pen.setDashPattern(list(look.dash[1]))
    painter = QPainter(pixmap)
    painter.setPen(pen)
    painter.drawLine(QLineF(1.0, HEIGHT / 2.0, WIDTH - 1.0, HEIGHT / 2.0))
    painter.end()
    return QIcon(pixmap)


def slot_name(number: int) -> str:
    """Return a slot in words: its colour, and the number of its dash pattern."""
    return _("{colour}, dash {number}").format(colour=_(COLOURS[number % len(COLOURS)]), number=number + 1)
