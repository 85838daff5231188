"""F6 goes round the parts of the window, so that a long panel need not be crossed with the Tab key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from diversify.gui.window_commands import WindowCommands


def next_part(window: WindowCommands, step: int) -> None:
    """Put the focus into the next part of the window that is shown (step -1: into the one before)."""
    parts: list[QWidget] = [
        window.actions_.tools, window.page_bar, window.scenarios, window.levers, window.pages,
    ]  # fmt: skip
    parts = [part for part in parts if part.isVisible()]
    focus = QApplication.focusWidget()
    now = next((i for i, part in enumerate(parts) if focus is not None and part.isAncestorOf(focus)), -1)
    place = now + step if now >= 0 else 0
    for offset in range(len(parts)):
        target = _first_control(parts[(place + offset * step) % len(parts)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _first_control(part: QWidget) -> QWidget | None:
    for widget in part.findChildren(QWidget):
        wanted = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if wanted and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            return widget
    return None
