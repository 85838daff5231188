"""Any picture in a window: drawn when seen, read by mouse and keys, copied with its numbers, in any theme."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from matplotlib.figure import Figure
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diversify.charts import Run, Sheet
from diversify.charts.picture import Plate, Track
from diversify.charts.style import theme
from diversify.gui.figure_view import FigureView
from diversify.gui.messages import Messages
from diversify.model import load_economy, load_scenario, project
from diversify.model.projection.result import Result
from diversify.text import set_language


@pytest.fixture(scope="module")
def result() -> Result:
    return project(load_economy(), load_scenario("ai-strategy"))


def shown(qtbot: QtBot, view: FigureView) -> FigureView:
    qtbot.addWidget(view)
    view.resize(700, 450)
    view.show()
    view.canvas.setFocus()
    qtbot.waitUntil(lambda: view.picture is not None, timeout=10_000)
    return view


@pytest.fixture
def view(qtbot: QtBot, result: Result) -> FigureView:
    made = FigureView(Messages(), "GDP", "gdp")
    made.show_drawing(lambda figure, dark: Sheet(figure, ["gdp"], [Run(result, label="Mine")], dark))
    return shown(qtbot, made)


def pixels(view: FigureView) -> np.ndarray:
    return np.array(view.canvas.buffer_rgba())  # type: ignore[no-untyped-call]


@pytest.fixture
def azerbaijani() -> Iterator[None]:
    set_language("az")
    yield
    set_language("en")


def test_a_picture_is_named_and_described(view: FigureView) -> None:
    assert view.canvas.accessibleName() == "GDP"
    assert "GDP, volume" in view.canvas.accessibleDescription()


def test_keys_read_year_by_year_and_tell_screen_readers(view: FigureView, result: Result) -> None:
    canvas = view.canvas
    said: list[str] = []
    canvas.pointed.connect(said.append)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    value = f"{result.values('gdp')[1]:,.0f}"
    assert said[-1] == f"Mine, 2026: {value} mln AZN at prices of 2025"
    assert canvas.accessibleDescription() == said[-1]
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert "2031" in said[-1]
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert said[-1] == ""
    assert "GDP, volume" in canvas.accessibleDescription()


def test_the_mouse_reads_the_nearest_point_in_place(view: FigureView) -> None:
    canvas = view.canvas
    before = pixels(view)
    track = view.picture.tracks()[0]  # type: ignore[union-attr]
    x, y = track.pixels()[10]
    drawings = []
    canvas.drawn.connect(lambda: drawings.append(1))
    QTest.mouseMove(canvas, QPoint(round(x), round(canvas.height() - y)))
    assert canvas.cursor_ is not None
    assert canvas.cursor_.words().startswith("Mine, 2035")
    assert canvas.cursor_.text.get_text().startswith("2035: ")
    assert not np.array_equal(before, pixels(view))
    canvas.hide_cursor()
    assert np.array_equal(before, pixels(view))
    assert drawings == []  # never drawn in full


def test_tab_goes_from_series_to_series_and_then_on(qtbot: QtBot, result: Result) -> None:
    runs = [Run(result, label="One"), Run(result, label="Two")]
    made = FigureView(Messages(), "Two runs")
    made.show_drawing(lambda figure, dark: Sheet(figure, ["gdp"], runs, dark))
    canvas = shown(qtbot, made).canvas
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.cursor_ is not None
    assert canvas.focusNextPrevChild(True)
    assert canvas.cursor_.words().startswith("Two, 2025")
    assert canvas.focusNextPrevChild(False)
    assert canvas.cursor_.words().startswith("One, 2025")
    assert canvas.cursor_.turn(-1) is False


def test_a_drawing_of_ones_own_is_read_and_follows_the_theme(qtbot: QtBot) -> None:
    seen = []

    def draw(figure: Figure, dark: bool) -> Plate:
        seen.append(dark)
        axes = figure.add_subplot()
        x, y = np.arange(3.0), np.array([1.5, 2.5, 3.5])
        axes.plot(x, y)
        track = Track(axes, "Cement", "", "t", ("a", "b", "c"), x, y, y)
        return Plate(figure, theme(dark), "Mine", "Three points.", (("x", "y"), [("a", 1.5)]), [track])

    made = FigureView(Messages(), "My drawing")
    made.show_drawing(draw)
    canvas = shown(qtbot, made).canvas
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.accessibleDescription() == "Cement, a: 1.50 t"
    before = QGuiApplication.palette()
    try:
        QApplication.setPalette(QPalette(QColor("#2b2d30")))
        made.canvas.setPalette(QPalette(before))
        qtbot.waitUntil(lambda: seen[-1] is True)
    finally:
        QApplication.setPalette(before)


def test_numbers_are_copied_for_a_spreadsheet_of_the_language(
    view: FigureView, result: Result, azerbaijani: None
) -> None:
    view.copy_numbers()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert rows[0][1].startswith("Mine (")
    assert [row[0] for row in rows[1:]] == [str(year) for year in result.years]
    assert [float(row[1].replace(",", ".")) for row in rows[1:]] == list(result.values("gdp"))
    assert "." not in rows[1][1]


def test_a_picture_is_copied(view: FigureView) -> None:
    view.export("copy")
    assert QGuiApplication.clipboard().image().width() > 800
