"""The window, offscreen: from a lever's tick to pixels, and from the start to the first chart."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from benchmarks.measuring import Measured, median

if TYPE_CHECKING:
    from diversify.gui.main_window import MainWindow

TICKS = 300
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


@cache
def ticks(charts: int) -> list[float]:
    """Drag a lever up and down; return the seconds of every tick until all is painted."""
    from PySide6.QtWidgets import QApplication

    times = []
    with opened(charts) as window:
        row = window.levers.rows[LEVER]
        slider = row.slider
        last = slider.maximum()
        span = range(last // 4, 3 * last // 4 + 1)
        path = [*span, *reversed(span)]
        slider.setSliderDown(True)
        slider.grabbed.emit()
        for k in range(TICKS + 10):
            start = time.perf_counter()
            slider.setSliderPosition(path[7 * k % len(path)])
            QApplication.processEvents()
            times.append(time.perf_counter() - start)
        slider.setSliderDown(False)
        slider.dropped.emit()
        QApplication.processEvents()
    return times[10:]


def tick_1() -> Measured:
    """Drag with one chart on screen."""
    return median("tick_1_chart_ms", ticks(1), "ms", 10)


def tick_4() -> Measured:
    """Drag with four charts on screen."""
    return median("tick_4_charts_ms", ticks(4), "ms", 16)


def tick_4_p99() -> Measured:
    """Find the tick of that drag that one in a hundred exceeds."""
    worst = 1000 * statistics.quantiles(ticks(4), n=100)[-1]
    return Measured("tick_4_charts_p99_ms", worst, "ms", TICKS, 33)


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
        "tick_4_charts_p99_ms": tick_4_p99,
        "window_s": window,
        "first_chart_s": first_chart,
    }
)
