"""Sizes of windows beside the main one: in heights of the text, inside the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def fit(window: QWidget, wide: float, tall: float) -> None:
    """Give a window a size in heights of its text, as far as the screen has room."""
    height = window.fontMetrics().height()
    room = window.screen().availableSize()
    window.resize(min(round(wide * height), room.width()), min(round(tall * height), room.height()))
