"""Questions whose answers take many runs: computed beside the window, with progress, and only the newest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QToolButton

from diversify.gui.explain.question import Question
from diversify.gui.explain.topic import Topic
from diversify.gui.jobs import Jobs
from diversify.gui.messages import describe, log
from diversify.gui.session import Session
from diversify.gui.widgets import named
from diversify.model.projection.runs import Cancel, Progress
from diversify.text import _

Work = Callable[[Progress, Cancel], object]


class Computed(Question):
    """A subclass says what its numbers rest on (`basis`), how they are found (`work`), and shows them."""

    progressed = Signal(int, int, int)  # number of the request, runs done, runs in all

    def __init__(self, session: Session, topic: Topic, title: str, stem: str) -> None:
        super().__init__(session, topic, title, stem)
        self.jobs = Jobs(self)
        self.found: object = None
        self._basis: object = None  # what `found` rests on
        self._wanted: object = None  # what is being computed
        self._request = 0
        self.bar = named(QProgressBar(), _("Runs done"))
        self.bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.bar.setMaximumWidth(16 * self.fontMetrics().averageCharWidth())
        self.button = named(QToolButton(), _("Cancel"))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.clicked.connect(self._pressed)
        self.news.addWidget(self.bar)
        self.news.addWidget(self.button)
        self.jobs.done.connect(self._done)
        self.jobs.failed.connect(self._failed)
        self.progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        self._rest()

    # a subclass says ------------------------------------------------------------------------------------

    def basis(self) -> object:
        """Return all that the numbers rest on; other numbers are computed as soon as it is another."""
        raise NotImplementedError

    def work(self) -> Work:
        """Return what finds the numbers; it runs in another thread and touches no widget."""
        raise NotImplementedError

    def show_found(self, found: object) -> None:
        """Show the numbers, which are those of now."""
        raise NotImplementedError

    # the way of a request -------------------------------------------------------------------------------

    def answer(self) -> None:
        if self.same():
            self._drop()
            return
        basis = self.basis()
        if basis == self._basis and self.found is not None:
            self._drop()
            self.show_found(self.found)
        elif basis != self._wanted:
            self._start(basis)
        else:
            self._old()

    def _start(self, basis: object) -> None:
        self._request += 1
        number, work, say = self._request, self.work(), self.progressed
        self._wanted = basis
        self.bar.setRange(0, 0)
        self.bar.show()
        self.button.setText(_("Cancel"))
        self.button.setAccessibleName(_("Cancel"))
        self.button.show()
        self._old()
        self.jobs.start(lambda stop: work(lambda done, of: say.emit(number, done, of), stop))

    def _old(self) -> None:
        """Say that what is seen, if anything, is of before."""
        if self.found is None:
            self.nothing(_("Computing…"))
        else:
            self.outdated(_("These numbers are from before the last change; new ones are being computed."))

    def settled(self) -> None:
        if self._wanted is not None:
            self._old()
        elif self.button.isHidden():
            self.current()
        else:
            self._cancelled()

    def _progress(self, request: int, done: int, of: int) -> None:
        if request == self._request and self.jobs.busy:
            self.bar.setRange(0, max(of, 1))
            self.bar.setValue(done)

    def _done(self, _number: int, found: object) -> None:
        self._basis, self._wanted, self.found = self._wanted, None, found
        self._rest()
        self.renew()

    def _failed(self, _number: int, error: Exception) -> None:
        log.warning("no answer: %s", error, exc_info=error)
        self._drop()
        self.found = self._basis = None
        self.nothing(describe(error))

    def _drop(self) -> None:
        self.jobs.cancel()
        self._wanted = None
        self._rest()

    def _rest(self) -> None:
        self.bar.hide()
        self.button.hide()

    def _pressed(self) -> None:
        if self._wanted is None:
            self.renew()
            return
        self._drop()
        self.button.setText(_("Calculate"))
        self.button.setAccessibleName(_("Calculate"))
        self.button.show()
        self._cancelled()

    def _cancelled(self) -> None:
        if self.found is None:
            self.nothing(_("Cancelled. Press Calculate to have the numbers."))
        else:
            self.outdated(
                _("Cancelled: these numbers are from before the last change. Press Calculate for new ones.")
            )

    def stop(self) -> None:
        self.jobs.close()
