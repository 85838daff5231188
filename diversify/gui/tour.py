"""A tour in five steps: a card beside each part of the window; work goes on meanwhile, Escape leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFocusFrame, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from diversify.gui.widgets import named
from diversify.text import N_, _

if TYPE_CHECKING:
    from diversify.gui.window_commands import WindowCommands

STEPS = (
    (
        N_("Scenarios"),
        N_("A scenario is a set of choices. The bold one is active; a tick puts another on the charts too."),
    ),
    (
        N_("Levers"),
        N_("Drag a slider or type a value: everything answers at once. Ctrl+Z takes back any step."),
    ),
    (
        N_("Headline numbers"),
        N_(
            "The level in the year you choose, below it the difference from what you compare with, and how"
            " sure that is. The line under the tiles says it in words."
        ),
    ),
    (
        N_("Charts"),
        N_("Each chart shows any indicator, as levels or differences, and can be saved or copied."),
    ),
    (
        N_("More"),
        N_(
            "Other pages are at the left edge. Ctrl+Shift+P finds everything by its name, F1 explains what"
            " has the focus, Ctrl+S keeps your scenario in a file."
        ),
    ),
)
_WIDTH, _GAP = 42, 8  # letters; pixels


class Tour(QFrame):
    """The card, moved from part to part."""

    def __init__(self, window: WindowCommands) -> None:
        super().__init__(window)
        self.window_ = window
        self.step = 0
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.ring = QFocusFrame(window)
        self.title = QLabel()
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setFixedWidth(_WIDTH * self.fontMetrics().averageCharWidth())
        self.back = named(QPushButton(_("&Back")), _("Back"))
        self.next = named(QPushButton(_("&Next")), _("Next"))
        self.leave = named(QPushButton(_("Leave the tour")), _("Leave the tour"))
        line = QHBoxLayout()
        for button, do in ((self.leave, self.end), (self.back, self.go_back), (self.next, self.go_on)):
            button.clicked.connect(do)
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(line)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.end)
        self._show()

    def go_on(self) -> None:
        """Show the next step; after the last the tour ends."""
        if self.step == len(STEPS) - 1:
            self.end()
            return
        self.step += 1
        self._show()

    def go_back(self) -> None:
        """Show the step before."""
        self.step = max(self.step - 1, 0)
        self._show()

    def end(self) -> None:
        """Leave the tour."""
        self.ring.setWidget(None)  # type: ignore[arg-type] # none is allowed, the stub forgets it
        self.ring.deleteLater()
        self.hide()
        self.deleteLater()

    def _targets(self) -> tuple[QWidget, ...]:
        window = self.window_
        charts = window.charts or window.pages
        return window.scenarios, window.levers, window.tiles, charts, window.page_bar

    def _show(self) -> None:
        title, text = STEPS[self.step]
        count = _("Step {step} of {steps}").format(step=self.step + 1, steps=len(STEPS))
        self.title.setText(f"{_(title)} · {count}")
        self.text.setText(_(text))
        self.back.setEnabled(self.step > 0)
        last = self.step == len(STEPS) - 1
        self.next.setText(_("&Done") if last else _("&Next"))
        named(self, self.title.text(), self.text.text())
        target = self._targets()[self.step]
        self.ring.setWidget(target)
        self.adjustSize()
        self.move(self._place(target))
        self.show()
        self.raise_()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, target: QWidget) -> QPoint:
        """Return a place beside the target, or below it, inside the window."""
        window = self.window_.rect()
        there = QRect(target.mapTo(self.window_, QPoint(0, 0)), target.size())
        x, y = there.right() + _GAP, there.top() + _GAP
        if x + self.width() > window.right():
            x, y = there.left() + _GAP, there.bottom() + _GAP
        if y + self.height() > window.bottom():
            y = max(there.top() - self.height() - _GAP, _GAP)
            if there.height() > window.height() // 2:
                y = there.center().y() - self.height() // 2
        return QPoint(min(x, window.right() - self.width()), y)
