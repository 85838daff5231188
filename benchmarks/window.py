"""The window, offscreen: from a lever's tick to pixels, from the start to the first chart, and the memory of
a long day."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from benchmarks.measuring import Measured, median

if TYPE_CHECKING:
    from diversify.gui.main_window import MainWindow

TICKS = 300
MOVES = 10_000
DRAG = 100  # moves between a press and a release
WARM = 3_000  # moves after which the results that are kept for undo are as many as ever
LEVER = "adoption_ceiling"
CANVAS = (1200, 800)
PATIENCE = 20.0  # seconds to wait for charts


@contextmanager
def opened(charts: int) -> Iterator[MainWindow]:
    """Open the window as the program does, with its first scenarios and `charts` charts; remember nothing."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from diversify.gui.app import application
    from diversify.gui.main_window import MainWindow
    from diversify.gui.session import Session
    from diversify.gui.settings import Settings

    app = application(["benchmarks"])
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(Session(), Settings(store))
        window.start([])
        window.show()
        wait(lambda: window.charts is not None)
        assert window.charts is not None
        window.set_chart_count(charts)
        canvas = window.charts.canvas
        for _ in range(3):
            more = CANVAS[0] - canvas.width(), CANVAS[1] - canvas.height()
            window.resize(window.width() + more[0], window.height() + more[1])
            QApplication.processEvents()
        wait(lambda: canvas.sheet is not None and len(canvas.sheet.drawings) == charts)
        yield window
        for document in window.session.documents:
            document.saved = document.scenario  # nothing to ask about
        window.close()
        window.deleteLater()
        app.processEvents()


def wait(ready: Callable[[], bool]) -> None:
    """Run the event loop until `ready`.

    Raises
    ------
    TimeoutError
        After 20 seconds.
    """
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get ready")
        QApplication.processEvents()


def drag(window: MainWindow, moves: int, first: int = 0) -> list[float]:
    """Press a lever, move it up and down, let go; return the seconds of every move until all is painted."""
    from PySide6.QtWidgets import QApplication

    slider = window.levers.rows[LEVER].slider
    last = slider.maximum()
    span = range(last // 4, 3 * last // 4 + 1)
    path = [*span, *reversed(span)]
    slider.setSliderDown(True)
    slider.grabbed.emit()
    times = []
    for k in range(first, first + moves):
        start = time.perf_counter()
        slider.setSliderPosition(path[7 * k % len(path)])
        QApplication.processEvents()
        times.append(time.perf_counter() - start)
    slider.setSliderDown(False)
    slider.dropped.emit()
    QApplication.processEvents()
    return times


@cache
def ticks(charts: int) -> list[float]:
    """Drag a lever with so many charts on screen; return the seconds of every tick."""
    with opened(charts) as window:
        return drag(window, TICKS + 10)[10:]


def tick_1() -> Measured:
    """Drag with one chart on screen."""
    return median("tick_1_chart_ms", ticks(1), "ms", 10)


def tick_4() -> Measured:
    """Drag with four charts on screen."""
    return median("tick_4_charts_ms", ticks(4), "ms", 16)


def p99(charts: int, name: str) -> Measured:
    """Find the tick of a drag that one in a hundred exceeds."""
    return Measured(name, 1000 * statistics.quantiles(ticks(charts), n=100)[-1], "ms", TICKS, 33)


def slowest(charts: int, name: str) -> Measured:
    """Find the slowest tick of a drag."""
    return Measured(name, 1000 * max(ticks(charts)), "ms", TICKS, 50)


def memory() -> Measured:
    """Move a lever 10,000 times in drags of 100, and say how much memory the program holds more than after
    the first 3,000."""
    with opened(1) as window:
        held = []
        for first in range(0, MOVES, DRAG):
            drag(window, DRAG, first)
            held.append(resident())
    return Measured("memory_10000_moves_mb", held[-1] - held[WARM // DRAG - 1], "MB", MOVES, 5)


def resident() -> float:
    """Memory of this process that is in use, MB; its peak where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@cache
def starts() -> list[tuple[float, float]]:
    """Start the program some times; return seconds from there to the window and to the first chart."""
    found = []
    for _ in range(6):
        begin = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.starting"], capture_output=True, text=True, check=True
        )
        window, chart = (float(moment) - begin for moment in done.stdout.split())
        found.append((window, chart))
    return found[1:]  # the first one warms the disk


def window() -> Measured:
    """Start until the window is on screen."""
    return median("window_s", [pair[0] for pair in starts()], "s", 0.4)


def first_chart() -> Measured:
    """Start until charts are drawn."""
    return median("first_chart_s", [pair[1] for pair in starts()], "s", 1.0)


WINDOW: Mapping[str, Callable[[], Measured]] = MappingProxyType(
    {
        "tick_1_chart_ms": tick_1,
        "tick_4_charts_ms": tick_4,
        "tick_1_chart_p99_ms": partial(p99, 1, "tick_1_chart_p99_ms"),
        "tick_4_charts_p99_ms": partial(p99, 4, "tick_4_charts_p99_ms"),
        "tick_1_chart_max_ms": partial(slowest, 1, "tick_1_chart_max_ms"),
        "tick_4_charts_max_ms": partial(slowest, 4, "tick_4_charts_max_ms"),
        "window_s": window,
        "first_chart_s": first_chart,
        "memory_10000_moves_mb": memory,
    }
)
