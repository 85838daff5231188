"""Charts in the window: what is chosen is drawn, a drag moves the numbers of a full drawing, exports."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from diversify.charts import Sheet
from diversify.gui.chart_canvas import ChartCanvas
from diversify.gui.chart_views import SHIPPED
from diversify.gui.documents import COUNTERFACTUAL_SLOT
from diversify.gui.main_window import MainWindow
from diversify.gui.settings import Settings
from diversify.model import load_economy, project


def sheet(window: MainWindow) -> Sheet:
    assert window.charts is not None
    found = window.charts.canvas.sheet
    assert found is not None
    return found


def canvas(window: MainWindow) -> ChartCanvas:
    assert window.charts is not None
    return window.charts.canvas


def numbers(made: Sheet) -> list[np.ndarray]:
    return [np.array(series.values) for d in made.drawings for series in d.series(d.runs)]


def drawn(window: MainWindow) -> Sheet:
    """Return the sheet after what has been asked for is on it."""
    canvas(window).draw()
    return sheet(window)


def test_one_two_four_and_six_charts(window: MainWindow) -> None:
    assert len(sheet(window).drawings) == 4
    assert window.charts is not None
    for action, number in zip(window.actions_.counts, (1, 2, 4, 6), strict=True):
        action.trigger()
        assert len(drawn(window).drawings) == number
        assert sum(not picker.isHidden() for picker in window.charts.pickers) == number


@pytest.mark.parametrize("difference", [False, True])
def test_picker_chooses_chart_and_difference(window: MainWindow, difference: bool) -> None:
    assert window.charts is not None
    picker = window.charts.pickers[1]
    picker.combo.setCurrentIndex(picker.combo.findData("unemployment"))
    picker.difference.setChecked(difference)
    shown = drawn(window).drawings[1]
    assert shown.chart.indicators == ("unemployment",)
    assert shown.chart.difference is difference
    session = window.session
    expected = (session.difference() if difference else session.result).values("unemployment")
    assert np.allclose(shown.series(shown.runs)[0].values, expected)


def test_every_chart_on_offer_can_be_drawn(window: MainWindow) -> None:
    assert window.charts is not None
    window.charts.set_count(1)
    picker = window.charts.pickers[0]
    for index in range(picker.combo.count()):
        if picker.combo.itemData(index) is not None:
            picker.combo.setCurrentIndex(index)
            assert drawn(window).drawings[0].chart.name == picker.combo.itemData(index)


def test_ticked_scenarios_and_counterfactual_are_on_the_charts(window: MainWindow) -> None:
    session = window.session
    session.open("oil-windfall")
    labels = [run.name for run in drawn(window).runs]
    assert labels == [
        session.documents[2].title,
        session.documents[1].title,
        "No lever moved (counterfactual)",
    ]
    assert sheet(window).runs[-1].slot == COUNTERFACTUAL_SLOT
    session.show(session.documents[1], False)
    session.show(None, False)
    assert [run.name for run in drawn(window).runs] == [session.documents[2].title]


def test_a_moved_scenario_does_not_pass_for_what_its_title_promises(window: MainWindow) -> None:
    session, title = window.session, window.session.document.title
    session.begin_drag("adoption_ceiling", (55.0, 90.0))
    session.set_parameter("adoption_ceiling", 90.0)
    assert window.charts is not None
    assert window.charts.canvas.book.runs()[0].name == title  # the drag goes on on the same drawing
    session.end_drag()
    assert drawn(window).runs[0].name == f"{title} (changed)"
    session.undo_group.activeStack().undo()
    assert drawn(window).runs[0].name == title
    session.set_parameter("adoption_ceiling", 90.0)
    session.set_title(session.document, "Mine")
    assert drawn(window).runs[0].name == "Mine"  # a title of one's own promises nothing
    session.new()
    session.set_parameter("oil_price", 90.0)
    assert drawn(window).runs[0].name == "New scenario"


def test_the_scenario_compared_with_is_the_zero_line(window: MainWindow) -> None:
    session = window.session
    strategy = session.document
    session.open("oil-windfall")
    session.compare_with(strategy)
    first = drawn(window).drawings[0]
    (shown,) = first.series(first.runs)  # neither the reference nor the counterfactual has a difference
    assert np.array_equal(shown.values, (session.result - strategy.result).values("gdp"))
    assert strategy.title in first.subtitle()
    session.activate(strategy)  # it cannot be compared with itself
    assert session.reference() is strategy.counterfactual


def test_a_scenario_keeps_its_look_when_others_come_and_go(window: MainWindow) -> None:
    session = window.session
    before = sheet(window).runs[0].slot
    mine = session.document
    session.open("oil-windfall")
    session.activate(mine)
    assert drawn(window).runs[0].slot == before


def test_a_drag_moves_what_a_full_drawing_shows(window: MainWindow) -> None:
    slider = window.levers.rows["adoption_ceiling"].slider
    slider.setSliderDown(True)
    before = sheet(window)
    for position in range(100, 200, 7):
        slider.setSliderPosition(position)
    assert sheet(window) is before  # nothing was built anew
    moved = numbers(sheet(window))
    slider.setSliderDown(False)
    assert not window.session.dragging
    full = numbers(drawn(window))
    assert sheet(window) is not before
    assert len(moved) == len(full)
    for one, other in zip(moved, full, strict=True):
        # while it moves, a run starts from its neighbour and agrees to 1e-9; what stays is the run by itself
        assert np.allclose(one, other, rtol=1e-6, atol=1e-7, equal_nan=True)
    own = project(load_economy(), window.session.scenario)
    assert np.array_equal(window.session.result.values("gdp"), own.values("gdp"))
    assert window.session.document.stack.count() == 1


def test_limits_stand_still_in_a_drag_and_hold_every_position(window: MainWindow) -> None:
    assert window.charts is not None
    window.charts.set_count(1)
    drawn(window)
    row = window.levers.rows["adoption_ceiling"]
    row.slider.setSliderDown(True)
    limits = sheet(window).drawings[0].axes.get_ylim()
    for position in (0, row.slider.maximum() // 3, row.slider.maximum()):
        row.slider.setSliderPosition(position)
        values = numbers(sheet(window))[0]
        assert limits[0] - 1e-9 <= values.min()
        assert values.max() <= limits[1] + 1e-9
    assert sheet(window).drawings[0].axes.get_ylim() == limits
    row.slider.setSliderDown(False)


def test_a_tick_changes_the_picture(window: MainWindow) -> None:
    slider = window.levers.rows["adoption_ceiling"].slider
    slider.setSliderDown(True)
    slider.setSliderPosition(20)
    one = np.array(canvas(window).buffer_rgba())  # type: ignore[no-untyped-call]
    slider.setSliderPosition(180)
    other = np.array(canvas(window).buffer_rgba())  # type: ignore[no-untyped-call]
    slider.setSliderPosition(20)
    again = np.array(canvas(window).buffer_rgba())  # type: ignore[no-untyped-call]
    slider.setSliderDown(False)
    assert not np.array_equal(one, other)
    assert np.array_equal(one, again)


@pytest.mark.parametrize("view", range(len(SHIPPED)))
def test_a_tick_shows_what_a_full_drawing_shows(window: MainWindow, view: int) -> None:
    window.explore.show_view(SHIPPED[view])
    window.session.open("ai-ambitious")  # more than one run, so that names make way for each other
    drawn(window)
    slider = window.levers.rows["adoption_ceiling"].slider
    slider.setSliderDown(True)
    for position in (20, 180, 90):
        slider.setSliderPosition(position)
    in_place = np.array(canvas(window).buffer_rgba()).astype(int)  # type: ignore[no-untyped-call]
    canvas(window).draw()
    whole = np.array(canvas(window).buffer_rgba()).astype(int)  # type: ignore[no-untyped-call]
    slider.setSliderDown(False)
    assert np.array_equal(in_place, whole)


def test_charts_that_a_lever_does_not_touch_are_left_alone(window: MainWindow) -> None:
    made = sheet(window)
    assert made.update(made.runs) in ([], list(range(len(made.drawings))))  # the first time all are new
    assert made.update(made.runs) == []


def test_what_the_lever_does_not_move_goes_into_the_background(window: MainWindow) -> None:
    assert window.charts is not None
    window.charts.set_count(1)
    picker = window.charts.pickers[0]
    picker.combo.setCurrentIndex(picker.combo.findData("unemployment"))
    picker.difference.setChecked(False)
    drawn(window)
    slider = window.levers.rows["oil_price"].slider
    slider.setSliderDown(True)
    mine, counterfactual = sheet(window).drawings[0].artists[:2]
    assert canvas(window)._still == {counterfactual}
    assert mine not in canvas(window)._still
    slider.setSliderDown(False)
    drawn(window)
    assert canvas(window)._still == frozenset()


def test_ranges_appear_on_release_and_can_be_hidden(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    qtbot.waitUntil(lambda: session.uncertainty.ranges is not None, timeout=30_000)
    first = drawn(window).drawings[0]
    assert first.series(first.runs)[0].band is not None
    window.actions_.ranges.trigger()
    first = drawn(window).drawings[0]
    assert first.series(first.runs)[0].band is None


def test_canvas_says_what_it_shows(window: MainWindow) -> None:
    drawn(window)
    assert canvas(window).accessibleName() == "Charts"
    assert "GDP" in canvas(window).accessibleDescription()


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "csv"])
def test_export_of_one_chart(
    window: MainWindow, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.charts is not None
    path = tmp_path / "chart"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda parent, title, start, kinds: (str(path), kinds.split(";;")[0])
    )
    action = next(a for a in window.charts.pickers[0].menu_button.menu().actions() if a.data() == kind)
    action.trigger()
    written = tmp_path / f"chart.{kind}"
    assert written.stat().st_size > 500
    assert window.session.said[-1] == ("info", f"Saved chart.{kind}.")  # type: ignore[attr-defined]
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF", "csv": b'"scenario"'}[kind]
    assert written.read_bytes().startswith(start)
    assert [item.name for item in tmp_path.iterdir() if item.name.startswith(".")] == []


def test_numbers_in_the_csv_are_those_of_the_chart(window: MainWindow, tmp_path: Path) -> None:
    assert window.charts is not None
    window.charts.exporter.write(
        tmp_path / "gdp.csv", window.charts.subject([window.charts.pickers[0].chart])
    )
    with (tmp_path / "gdp.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["scenario"] == "ai-strategy"]
    values = [float(row["value"]) for row in rows]
    assert np.array_equal(values, window.session.difference().values("gdp"))


def test_export_that_fails_says_so(window: MainWindow, tmp_path: Path) -> None:
    assert window.charts is not None
    assert not window.charts.exporter.write(
        tmp_path / "no" / "chart.png", window.charts.subject(window.charts.charts)
    )
    assert window.session.said[-1][0] == "error"  # type: ignore[attr-defined]
    assert QGuiApplication.overrideCursor() is None


def test_copy_puts_a_picture_on_the_clipboard(window: MainWindow) -> None:
    assert window.charts is not None
    window.charts.exporter.export("copy", window.charts.subject(window.charts.charts[:1]))
    image = QGuiApplication.clipboard().image()
    assert image.width() > 800
    assert len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 2


def test_chosen_charts_are_remembered(window: MainWindow, settings: Settings) -> None:
    assert window.charts is not None
    window.charts.set_count(2)
    window.charts.pickers[0].combo.setCurrentIndex(window.charts.pickers[0].combo.findData("sofaz"))
    window.close()
    count, records = settings.charts() or (0, [])
    assert count == 2
    assert records[0]["chart"] == "sofaz:lines:level"
