"""How people want the window to look: light, dark or as the system, how large the text is, how calm it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from diversify.gui.appearance import is_dark, retint, wants_dark
from diversify.gui.palettes import dark_palette, light_palette
from diversify.text import N_

THEMES = {"system": N_("As the &system"), "light": N_("&Light"), "dark": N_("&Dark")}
SIZES = (80, 90, 100, 110, 125, 150, 175, 200)  # per cent of the system's font
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


@dataclass(frozen=True)
class Look:
    """The choices.

    Attributes
    ----------
    theme
        "system", "light" or "dark".
    size
        Text size in per cent of the system's, one of SIZES.
    calm
        No animation anywhere, no blinking cursor.
    """

    theme: str = "system"
    size: int = 100
    calm: bool = False

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            object.__setattr__(self, "theme", "system")
        if self.size not in SIZES:
            object.__setattr__(self, "size", 100)

    def sized(self, steps: int) -> Look:
        """Return the look with text so many steps larger (negative: smaller), within what there is."""
        place = SIZES.index(self.size) + steps
        return replace(self, size=SIZES[max(0, min(place, len(SIZES) - 1))])


_worn = Look()


def worn() -> Look:
    """Return the look that the program has now."""
    return _worn


def calm() -> bool:
    """Whether nothing may move by itself."""
    return _worn.calm


def wear(look: Look) -> None:
    """Give the whole program a look; what is on screen follows, but for what was measured in text."""
    global _worn
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    _worn = look
    dark = _wants_dark(app, look)
    if look.theme == "system" and _system_contrast():
        app.setPalette(QPalette())  # the system's own colours are better than ours then
    else:
        app.setPalette(dark_palette() if dark else light_palette())
    retint(app)
    _write(app, look.size)
    for effect in _EFFECTS:
        QApplication.setEffectEnabled(effect, not look.calm)
    flash = int(_own(app, "flash", app.cursorFlashTime()))
    app.setCursorFlashTime(0 if look.calm else flash)


def follow_system() -> None:
    """Wear the look anew: the system has changed its colours."""
    if _worn.theme == "system" and _wants_dark(QGuiApplication.instance(), _worn) != is_dark():
        wear(_worn)


def _wants_dark(app: object, look: Look) -> bool:
    hints = QGuiApplication.styleHints()
    if look.theme == "system":
        hints.unsetColorScheme()
        return wants_dark()
    dark = look.theme == "dark"
    wanted = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    if hints.colorScheme() != wanted:
        hints.setColorScheme(wanted)  # also the frame of the window, where the platform can
    return dark


def _system_contrast() -> bool:
    """Whether the system shows high contrast."""
    hints = QGuiApplication.styleHints()
    ask = getattr(hints, "accessibility", None)  # from Qt 6.10 on
    return ask is not None and ask().contrastPreference() == Qt.ContrastPreference.HighContrast


def _write(app: QApplication, size: int) -> None:
    font = QFont(app.font())
    points = _own(app, "points", font.pointSizeF()) * size / 100.0
    if points != font.pointSizeF() and points > 0.0:
        font.setPointSizeF(points)
        app.setFont(font)


def _own(app: QApplication, name: str, value: float) -> float:
    """Return what the system had at first."""
    key = f"system_{name}"
    if app.property(key) is None:
        app.setProperty(key, float(value))
    return cast("float", app.property(key))
