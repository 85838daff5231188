"""The colours of the window, light and dark: every text at least 4.5:1 on what is behind it, tested."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

_Role = QPalette.ColorRole
_Colours = dict[QPalette.ColorRole, str]

_LIGHT: _Colours = {
    _Role.Window: "#efefef",
    _Role.WindowText: "#000000",
    _Role.Base: "#ffffff",
    _Role.AlternateBase: "#f7f7f7",
    _Role.ToolTipBase: "#ffffe1",
    _Role.ToolTipText: "#000000",
    _Role.PlaceholderText: "#5f5f5f",
    _Role.Text: "#000000",
    _Role.Button: "#efefef",
    _Role.ButtonText: "#000000",
    _Role.BrightText: "#ffffff",
    _Role.Link: "#0b5cad",
    _Role.LinkVisited: "#7a3e9d",
    _Role.Highlight: "#1f6fb2",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#1f6fb2",
    _Role.Light: "#ffffff",
    _Role.Midlight: "#cacaca",
    _Role.Mid: "#b8b8b8",
    _Role.Dark: "#9f9f9f",
    _Role.Shadow: "#767676",
}
_LIGHT_DISABLED: _Colours = {
    _Role.WindowText: "#6b6b6b",
    _Role.Text: "#6b6b6b",
    _Role.ButtonText: "#6b6b6b",
    _Role.Base: "#efefef",
    _Role.Highlight: "#6e6e6e",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#6e6e6e",
}
_DARK: _Colours = {
    _Role.Window: "#282a2d",
    _Role.WindowText: "#e8e8e8",
    _Role.Base: "#1e1f22",
    _Role.AlternateBase: "#282a2d",
    _Role.ToolTipBase: "#3a3d41",
    _Role.ToolTipText: "#e8e8e8",
    _Role.PlaceholderText: "#a6a9ae",
    _Role.Text: "#e8e8e8",
    _Role.Button: "#3a3d41",
    _Role.ButtonText: "#e8e8e8",
    _Role.BrightText: "#ff6b6b",
    _Role.Link: "#6cb2ff",
    _Role.LinkVisited: "#c9a0ff",
    _Role.Highlight: "#3d72d3",
    _Role.HighlightedText: "#ffffff",
    _Role.Accent: "#6cb2ff",
    _Role.Light: "#4c5054",
    _Role.Midlight: "#43474b",
    _Role.Mid: "#232527",
    _Role.Dark: "#191a1c",
    _Role.Shadow: "#101112",
}
_DARK_DISABLED: _Colours = {
    _Role.WindowText: "#a6a9ae",
    _Role.Text: "#a6a9ae",
    _Role.ButtonText: "#a6a9ae",
    _Role.Base: "#282a2d",
    _Role.Highlight: "#4c5054",
    _Role.HighlightedText: "#e8e8e8",
    _Role.Accent: "#4c5054",
}


def light_palette() -> QPalette:
    """Return our own light colours; the style's have grey text too pale to read."""
    return _palette(_LIGHT, _LIGHT_DISABLED)


def dark_palette() -> QPalette:
    """Return our own dark colours, for platforms without any."""
    return _palette(_DARK, _DARK_DISABLED)


def _palette(colours: _Colours, disabled: _Colours) -> QPalette:
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role, colour in disabled.items():
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colour))
    return palette
