"""A part of the page whose numbers take a moment: found beside the window, with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from diversify.gui.data.view import View, button
from diversify.gui.jobs import Jobs
from diversify.gui.messages import describe
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.widgets import named
from diversify.text import _

Progress = Callable[[int, int], None]
Work = Callable[[Progress, Callable[[], bool]], object]


class Waiting(QWidget):
    """A line with what is under way, how far it is, and the button that stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.bar = named(QProgressBar(), _("Progress"))
        self.button = button(_("Cancel"), _("Stop computing"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words)
        line.addWidget(self.bar, 1)
        line.addWidget(self.button)
        self.hide()


class Computed(View):
    """A subclass says what is computed (`work`) and shows it (`show_found`); until then it waits."""

    progressed = Signal(int, int, int)  # number of the request, steps done, steps in all

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session, settings)
        self.jobs = Jobs(self)
        self.waiting = Waiting()
        self._request = 0
        self.waiting.button.clicked.connect(self._pressed)
        self.jobs.done.connect(self._done)
        self.jobs.failed.connect(self._failed)
        self.progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    def work(self) -> Work:
        """Return what finds the numbers; it runs in another thread and touches no widget."""
        raise NotImplementedError

    def show_found(self, found: object) -> None:
        """Show the numbers."""
        raise NotImplementedError

    def refresh(self) -> None:
        self.compute()

    def compute(self) -> None:
        """Find the numbers; what was asked for before is dropped."""
        self._request += 1
        number, work, say = self._request, self.work(), self.progressed
        self.waiting.words.setText(_("Computing…"))
        self.waiting.bar.setRange(0, 0)
        self.waiting.bar.show()
        self.waiting.button.setText(_("Cancel"))
        self.waiting.show()
        self.jobs.start(lambda stop: work(lambda done, of: say.emit(number, done, of), stop))

    def stop(self) -> None:
        self.jobs.close()

    def _progress(self, request: int, done: int, of: int) -> None:
        if request == self._request and self.jobs.busy:
            self.waiting.bar.setRange(0, max(of, 1))
            self.waiting.bar.setValue(done)

    def _done(self, _number: int, found: object) -> None:
        self.waiting.hide()
        self.show_found(found)

    def _failed(self, _number: int, error: Exception) -> None:
        self._halt(describe(error))
        self.session.messages.error(error)

    def _pressed(self) -> None:
        if self.waiting.bar.isHidden():
            self.compute()
            return
        self.jobs.cancel()
        self._halt(_("Cancelled."))

    def _halt(self, why: str) -> None:
        self.waiting.words.setText(why)
        self.waiting.bar.hide()
        self.waiting.button.setText(_("Calculate"))
