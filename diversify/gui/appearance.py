"""How the window looks: the Fusion style without style sheets, and pictures in the colour of the text."""

from __future__ import annotations

import os

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QStyleFactory

from diversify.gui.palettes import dark_palette, light_palette

# Drawn for this program on a grid of 24: strokes only, in the text colour of the theme.
_SHAPES = {
    "reset": '<path d="M4 4v6h6"/><path d="M4.5 10a8 8 0 1 1-.3 5"/>',
    "details": '<path d="M4 7h9"/><path d="M17 7h3"/><circle cx="15" cy="7" r="2"/>'
    '<path d="M4 17h3"/><path d="M11 17h9"/><circle cx="9" cy="17" r="2"/>',
    "star": '<path d="m12 3 2.7 6 6.3.6-4.8 4.3 1.5 6.4L12 17l-5.7 3.3 1.5-6.4L3 9.6 9.3 9z"/>',
    "star-full": '<path d="m12 3 2.7 6 6.3.6-4.8 4.3 1.5 6.4L12 17l-5.7 3.3 1.5-6.4L3 9.6 9.3 9z"/>'
    '<path stroke-width="5" d="M12 8.5v5"/><path stroke-width="4" d="M8 11.5h8"/>'
    '<path stroke-width="3" d="m9.5 15 2.5-2 2.5 2"/>',
    "unlocked": '<path d="M5 11h14v10H5z"/><path d="M8 11V7a4 4 0 0 1 7.5-2"/>',
    "locked": '<path d="M5 11h14v10H5z"/><path d="M8 11V7a4 4 0 0 1 8 0v4"/>'
    '<path stroke-width="5" d="M8 16h8"/>',
    "undo": '<path d="M8 4 3 9l5 5"/><path d="M3 9h11a6 6 0 0 1 0 12h-3"/>',
    "redo": '<path d="m16 4 5 5-5 5"/><path d="M21 9H10a6 6 0 0 0 0 12h3"/>',
    "new": '<path d="M6 2h8l5 5v15H6z"/><path d="M14 2v5h5"/><path d="M9 14h6"/><path d="M12 11v6"/>',
    "open": '<path d="M3 19V5h6l2 3h9v3"/><path d="M3 19l3-8h16l-3 8z"/>',
    "save": '<path d="M4 4h13l3 3v13H4z"/><path d="M8 4v5h7V4"/><path d="M8 20v-7h8v7"/>',
    "duplicate": '<path d="M8 8h12v12H8z"/><path d="M16 8V4H4v12h4"/>',
    "export": '<path d="M12 3v12"/><path d="m7 8 5-5 5 5"/><path d="M4 15v6h16v-6"/>',
    "one": '<path d="M4 5h16v14H4z"/>',
    "two": '<path d="M4 5h16v14H4z"/><path d="M12 5v14"/>',
    "four": '<path d="M4 4h16v16H4z"/><path d="M4 12h16"/><path d="M12 4v16"/>',
    "six": '<path d="M3 4h18v16H3z"/><path d="M3 12h18"/><path d="M9 4v16"/><path d="M15 4v16"/>',
    "grip": '<path d="M9 5v.01"/><path d="M15 5v.01"/><path d="M9 12v.01"/><path d="M15 12v.01"/>'
    '<path d="M9 19v.01"/><path d="M15 19v.01"/>',
    "difference": '<path d="M12 4 3.5 20h17z"/>',
    "lock": '<path d="M5 11h14v10H5z"/><path d="M8 11V7a4 4 0 0 1 8 0v4"/>',
    "table": '<path d="M4 4h16v16H4z"/><path d="M4 9.5h16"/><path d="M4 15h16"/><path d="M10 9.5V20"/>',
    "views": '<path d="M4 4h7v7H4z"/><path d="M13 4h7v7h-7z"/><path d="M4 13h7v7H4z"/>'
    '<path d="m14 16 3 3 3-3"/>',
    "explore": '<path d="M4 20V4"/><path d="M4 20h16"/><path d="m7 15 4-5 4 3 5-7"/>',
    "compare": '<path d="M4 5h6v15H4z"/><path d="M14 9h6v11h-6z"/>',
    "explain": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .8-1 1.7"/>'
    '<path d="M12 17v.01"/>',
    "data": '<path d="M4 5h16v14H4z"/><path d="M4 10h16"/><path d="M4 14.5h16"/><path d="M10 5v14"/>',
    "app": '<path d="M3 20h18"/><path d="M5 16l5-6 4 3 6-8"/><circle cx="20" cy="5" r="1.5"/>',
}
_names: dict[int, str] = {}  # which picture an icon is, by its cache key
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}"'
    ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{shape}</svg>'
)


def dress(app: QApplication) -> None:
    """Give the program its style, in the colours that the system asks for; `look.wear` has the choices."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(dark_palette() if wants_dark() else light_palette())


def wants_dark() -> bool:
    """Whether the system, or DIVERSIFY_COLOURS where the system does not say, asks for dark colours."""
    chosen = os.environ.get("DIVERSIFY_COLOURS", "")
    if chosen in ("dark", "light"):
        return chosen == "dark"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def is_dark() -> bool:
    """Whether text is lighter than its background now."""
    palette = QGuiApplication.palette()
    text, ground = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    return text.lightness() > ground.lightness()


def icon(name: str) -> QIcon:
    """Return one of our icons in the text colour of the theme.

    Raises
    ------
    KeyError
        If there is no icon of that name.
    """
    from PySide6.QtSvg import QSvgRenderer

    palette = QGuiApplication.palette()
    result = QIcon()
    for group, mode in (
        (QPalette.ColorGroup.Active, QIcon.Mode.Normal),
        (QPalette.ColorGroup.Disabled, QIcon.Mode.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.ButtonText).name()
        renderer = QSvgRenderer(QByteArray(_SVG.format(colour=colour, shape=_SHAPES[name]).encode()))
        for size in (16, 24, 48):
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            result.addPixmap(pixmap, mode)
    _names[result.cacheKey()] = name
    return result


def retint(app: QApplication) -> None:
    """Draw our icons anew in the text colour of the theme, wherever they are shown."""
    for window in app.topLevelWidgets():
        shown = [window, *window.findChildren(QAction), *window.findChildren(QAbstractButton)]
        for item in shown:
            if isinstance(item, QAction | QAbstractButton):
                name = _names.get(item.icon().cacheKey())
                if name is not None:
                    item.setIcon(icon(name))
