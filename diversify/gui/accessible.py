"""Tells screen readers that a canvas is a chart: Qt knows it as a widget of no kind."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_CANVAS = "FigureCanvasQTAgg"  # by name: to ask for the class would load Matplotlib at the start
_made: list[QAccessibleInterface] = []  # Qt deletes them with their widgets; Python must not do so before
_installed = False


def install() -> None:
    """Give every canvas the role of a chart from now on; once is enough."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_chart)


def _chart(_name: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QWidget) or all(kind.__name__ != _CANVAS for kind in type(thing).__mro__):
        return None
    _made[:] = [one for one in _made if shiboken6.isValid(one)]
    made = QAccessibleWidget(thing, QAccessible.Role.Chart)
    _made.append(made)
    return made
