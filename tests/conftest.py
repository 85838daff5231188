"""What every test gets: Qt without a display, one BLAS thread, and a check that nothing is left running."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before anything imports numpy
os.environ["MPLBACKEND"] = "agg"
os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns about a locale that the machine does not have

import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from diversify import text


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test starts in English and cannot pass its language on."""
    text.set_language("en")
    yield
    text.set_language("en")


@pytest.fixture(autouse=True)
def nothing_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a thread or a Qt timer running."""
    threads = set(threading.enumerate())
    timers: list[Any] = []
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        start = core.QTimer.start

        def remember(self: Any, *arguments: Any) -> None:
            timers.append(self)
            start(self, *arguments)

        monkeypatch.setattr(core.QTimer, "start", remember)
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(timeout=2)
    left = [thread.name for thread in set(threading.enumerate()) - threads]
    if core is not None:
        import shiboken6

        left += [repr(timer) for timer in timers if shiboken6.isValid(timer) and timer.isActive()]
    assert not left, f"left running: {', '.join(left)}"
