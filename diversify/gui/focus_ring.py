"""A ring around the control that has the keyboard, the same for every kind of control."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QFocusFrame, QMainWindow, QMenu, QMenuBar, QWidget


class FocusRing(QFocusFrame):
    """Follows the focus inside one window. Styles mark the focus on few controls, and faintly."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        ours = new is not None and new.window() is self._window
        ringed = new if ours and not isinstance(new, QMenu | QMenuBar | QMainWindow) else None
        self.setWidget(ringed)  # type: ignore[arg-type] # none is allowed, the stub forgets it
