"""Work beside the window: one worker thread, the newest request only, results that know their number."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from diversify.errors import Cancelled

Work = Callable[[Callable[[], bool]], object]  # gets "should I stop?", gives the result


@dataclass(frozen=True)
class _Run:
    number: int
    work: Work
    stop: threading.Event


class Jobs(QObject):
    """Runs plain callables in a thread; only the result of the newest request is delivered.

    A new request cancels the running one and takes its place as soon as that has noticed, so there is never
    more than one thread. `done` and `failed` arrive in the thread of the window.
    """

    done = Signal(int, object)
    failed = Signal(int, object)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._running: _Run | None = None
        self._waiting: _Run | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a run is under way or waits for its turn."""
        return self._running is not None

    def start(self, work: Work) -> int:
        """Ask for `work`; return its run number. Whatever was asked for before is dropped."""
        self.cancel()
        run = _Run(self._number, work, threading.Event())
        if self._closed:
            return run.number
        if self._running is None:
            self._launch(run)
        else:
            self._waiting = run
        return run.number

    def cancel(self) -> None:
        """Drop the running and the waiting request; a late result will not be delivered."""
        self._number += 1
        self._waiting = None
        if self._running is not None:
            self._running.stop.set()

    def close(self) -> None:
        """Cancel, wait for the thread to end, and accept no more work."""
        self._closed = True
        self.cancel()
        if self._thread is not None:
            self._thread.join()

    def _launch(self, run: _Run) -> None:
        self._running = run
        self._thread = threading.Thread(target=self._run, args=(run,), name="diversify-job")
        self._thread.start()

    def _run(self, run: _Run) -> None:
        value: object = None
        error: Exception | None = None
        try:
            value = run.work(run.stop.is_set)
        except Cancelled:
            run.stop.set()
        except Exception as caught:  # handed to the window's thread, which logs and tells
            error = caught
        try:
            self._ended.emit(run, value, error)
        except RuntimeError:  # whoever asked has been deleted with its page: nobody waits for the result
            if isValid(self):
                raise

    def _end(self, run: _Run, value: object, error: Exception | None) -> None:
        if self._thread is not None:
            self._thread.join()
        self._running = self._thread = None
        current = run.number == self._number and not run.stop.is_set() and not self._closed
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not self._closed:
            self._launch(waiting)
        if current and error is not None:
            self.failed.emit(run.number, error)
        elif current:
            self.done.emit(run.number, value)
