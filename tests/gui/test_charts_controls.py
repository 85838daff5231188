"""Controls of the charts: kind, form, search, zoom, locked scales, order, numbers as a table, saved views."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diversify.charts import Drawing, chart
from diversify.charts.multiples import MultiplesDrawing
from diversify.charts.spec import as_text, settled
from diversify.gui.chart_grid import ChartGrid
from diversify.gui.chart_list import FOLDED, ChartCombo, ChartList
from diversify.gui.chart_picker import ChartPicker
from diversify.gui.chart_place import Place, from_record
from diversify.gui.chart_views import SHIPPED, View, ViewStore
from diversify.gui.main_window import MainWindow
from diversify.gui.settings import Settings
from diversify.model.projection.parameters import groups
from diversify.text import set_language


def grid(window: MainWindow) -> ChartGrid:
    assert window.charts is not None
    return window.charts


def drawings(window: MainWindow) -> list[Drawing]:
    grid(window).canvas.draw()
    sheet = grid(window).canvas.sheet
    assert sheet is not None
    return sheet.drawings


def choose(picker: ChartPicker, text: str) -> None:
    """Click an entry of the chart's menu."""
    picker.menu.fill()
    action = next(a for a in picker.menu.actions() if a.text().split("\t")[0] == text)
    assert action.isEnabled()
    action.trigger()


@pytest.fixture
def azerbaijani() -> Iterator[None]:
    set_language("az")
    yield
    set_language("en")


# --- what is shown -------------------------------------------------------------------------------------


def test_kind_and_form_are_chosen_in_the_menu_and_fit_each_other(window: MainWindow) -> None:
    picker = grid(window).pickers[0]
    picker.show_chart(chart("employment"))
    choose(picker, "Small charts, one a sector")
    assert isinstance(drawings(window)[0], MultiplesDrawing)
    choose(picker, "Share of the total")
    assert (picker.chart.kind, picker.chart.form) == ("multiples", "share")
    choose(picker, "Areas stacked by sector")
    assert drawings(window)[0].chart.kind == "areas"
    picker.menu.fill()
    texts = [action.text() for action in picker.menu.actions()]
    assert "Index, base year = 100" not in texts  # an index does not pile up
    assert not picker.difference.isEnabled()


def test_sectors_are_chosen_and_put_back_to_the_largest(window: MainWindow) -> None:
    picker = grid(window).pickers[0]
    picker.show_chart(chart("adoption"))
    for code in ("ICT", "FIN"):
        picker.menu.fill()
        (menu,) = [a.menu() for a in picker.menu.actions() if a.menu() is not None]
        next(a for a in menu.actions() if a.data() == code).trigger()
    assert set(picker.chart.sectors) == {"ICT", "FIN"}
    assert {key[2] for key in drawings(window)[0].keys} == {"ICT", "FIN"}
    picker.menu.fill()
    (menu,) = [a.menu() for a in picker.menu.actions() if a.menu() is not None]
    menu.actions()[0].trigger()
    assert picker.chart.sectors == ()


def test_targets_can_be_hidden(window: MainWindow) -> None:
    picker = grid(window).pickers[0]
    picker.show_chart(chart("nonoil_deficit"))
    assert drawings(window)[0].targets.found  # type: ignore[attr-defined]
    choose(picker, "Show official targets")
    assert not drawings(window)[0].targets.found  # type: ignore[attr-defined]


def test_charts_are_listed_by_group_and_found_by_any_part_of_their_name(
    qtbot: QtBot, azerbaijani: None
) -> None:
    listed = ChartList()
    heads = [listed.item(i) for i in range(listed.rowCount()) if not listed.item(i).isEnabled()]
    assert {head.text() for head in heads} <= {names["az"] for names in groups().values()}
    assert len(heads) >= 8
    combo = ChartCombo(listed)
    qtbot.addWidget(combo)
    finder = combo.completer()
    finder.setCompletionPrefix("ISSIZ")  # typed without dots
    model = finder.completionModel()
    found = [model.index(i, 0).data(Qt.ItemDataRole.DisplayRole) for i in range(model.rowCount())]
    assert "İşsizlik" in found
    assert all("issiz" in str(model.index(i, 0).data(FOLDED)) for i in range(model.rowCount()))


def test_typing_something_that_is_no_chart_changes_nothing(window: MainWindow) -> None:
    combo = grid(window).pickers[0].combo
    combo.lineEdit().setText("nonsense")
    combo.lineEdit().editingFinished.emit()
    assert combo.currentText() == "GDP, volume"
    combo.lineEdit().clear()
    QTest.keyClicks(combo.lineEdit(), "unemploy")
    combo.completer().activated.emit("Unemployment")
    combo.setCurrentIndex(combo.findText("Unemployment"))
    assert grid(window).pickers[0].chart.name == "unemployment"


def test_each_line_of_controls_stands_above_its_own_chart(window: MainWindow) -> None:
    for count in (1, 2, 4, 6):
        grid(window).set_count(count)
        shown = drawings(window)
        assert len(shown) == count
        high = grid(window).canvas.height()
        for picker, drawing in zip(grid(window).pickers, shown, strict=False):
            box, title = drawing.axes.bbox, drawing.heading[0].get_window_extent()
            assert picker.isVisible()
            assert picker.geometry().bottom() <= high - title.y1 + 2
            assert picker.x() <= box.x0
            assert box.x1 <= picker.geometry().right() + 2
        boxes = [p.geometry() for p in grid(window).pickers[:count]]
        assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


# --- zoom and pan --------------------------------------------------------------------------------------


def middle(window: MainWindow, number: int = 0) -> QPoint:
    box = drawings(window)[number].axes.bbox
    return QPoint(round((box.x0 + box.x1) / 2), round(grid(window).canvas.height() - (box.y0 + box.y1) / 2))


def wheel(window: MainWindow, at: QPoint, turns: int) -> None:
    canvas = grid(window).canvas
    event = QWheelEvent(
        QPointF(at), QPointF(canvas.mapToGlobal(at)), QPoint(), QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_the_wheel_zooms_one_chart_in_place_and_a_double_click_shows_all(window: MainWindow) -> None:
    at, canvas = middle(window), grid(window).canvas
    before, other = (d.axes.get_xlim() for d in drawings(window)[::3])
    sheet, full = canvas.sheet, []
    canvas.drawn.connect(lambda: full.append(1))
    wheel(window, at, 2)
    assert sheet is not None
    low, high = sheet.drawings[0].axes.get_xlim()
    assert before[0] < low < high < before[1]
    assert sheet.drawings[3].axes.get_xlim() == other
    assert canvas.sheet is sheet
    assert full == []  # no full drawing
    grid(window).canvas.refresh()
    assert drawings(window)[0].axes.get_xlim() == (low, high)  # it survives a new drawing
    full.clear()
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert canvas.sheet.drawings[0].axes.get_xlim() == before
    assert full == []


def test_a_zoomed_picture_is_what_a_full_drawing_of_it_shows(window: MainWindow) -> None:
    canvas = grid(window).canvas
    wheel(window, middle(window, 2), 1)
    in_place = np.array(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    canvas.draw()
    whole = np.array(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    assert (np.abs(in_place.astype(int) - whole).max(axis=2) > 8).mean() < 0.001


def test_a_box_zooms_and_shift_moves(window: MainWindow) -> None:
    at, canvas = middle(window), grid(window).canvas
    left, none, shift = (
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
    )
    QTest.mousePress(canvas, left, none, at)
    QTest.mouseMove(canvas, at + QPoint(60, 30))
    QTest.mouseRelease(canvas, left, none, at + QPoint(60, 30))
    sheet = canvas.sheet
    assert sheet is not None
    years = sheet.drawings[0].window
    assert years is not None
    assert 2036 <= years[0] < years[1] <= 2044
    QTest.keyClick(canvas, Qt.Key.Key_Left, shift)
    moved = sheet.drawings[0].window
    assert moved == (years[0] - 2, years[1] - 2)
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert sheet.drawings[0].window is None
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert sheet.drawings[0].window is not None


def test_another_indicator_is_shown_in_full(window: MainWindow) -> None:
    wheel(window, middle(window), 2)
    picker = grid(window).pickers[0]
    assert picker.zoomed
    picker.show_chart(chart("unemployment"))
    assert not picker.zoomed
    assert drawings(window)[0].window is None


# --- scale ---------------------------------------------------------------------------------------------


def test_a_locked_scale_stays_when_levers_move_and_says_what_it_misses(window: MainWindow) -> None:
    picker = grid(window).pickers[0]
    limits = drawings(window)[0].value_limits()
    picker.lock.click()
    assert picker.scale == limits
    row = window.levers.rows["adoption_ceiling"]
    row.slider.setSliderDown(True)
    row.slider.setSliderPosition(row.slider.maximum())
    sheet = grid(window).canvas.sheet
    assert sheet is not None
    assert sheet.drawings[0].value_limits() == limits
    row.slider.setSliderDown(False)
    window.session.set_parameter("oil_output", 300.0, mode="scale")
    window.session.set_parameter("oil_price", 200.0)
    drawing = drawings(window)[0]
    assert drawing.value_limits() == limits
    low, high = drawing.extent(drawing.runs)
    assert drawing.beyond is not None
    assert drawing.beyond.get_visible() == (low < limits[0] or high > limits[1])
    picker.lock.click()
    assert drawings(window)[0].beyond is None


# --- order ---------------------------------------------------------------------------------------------


def test_charts_change_places_by_keys_and_by_the_handle(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    names = [picker.chart.name for picker in grid(window).pickers]
    picker = grid(window).pickers[0]
    picker.combo.setFocus()
    QTest.keyClick(
        picker.combo.lineEdit(),
        Qt.Key.Key_PageDown,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert [p.chart.name for p in grid(window).pickers] == [names[1], names[0], *names[2:]]
    assert [d.chart.name for d in drawings(window)][:2] == [names[1], names[0]]
    assert grid(window).pickers[1].combo.accessibleName() == "Chart 2"
    assert grid(window).pickers[1].combo.hasFocus()
    grip, target = grid(window).pickers[0].grip, grid(window).pickers[3]
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(grip, left, none, QPoint(5, 5))
    QTest.mouseRelease(grip, left, none, grip.mapFromGlobal(target.mapToGlobal(QPoint(40, 60))))
    assert [p.chart.name for p in grid(window).pickers] == [names[0], names[2], names[3], names[1]]


def test_the_last_chart_cannot_go_further(window: MainWindow) -> None:
    names = [picker.chart.name for picker in grid(window).pickers]
    grid(window).pickers[3].move_right()
    assert [picker.chart.name for picker in grid(window).pickers] == names


# --- numbers -------------------------------------------------------------------------------------------


def test_a_chart_shows_its_numbers_and_they_follow_the_lever(window: MainWindow) -> None:
    picker = grid(window).pickers[0]
    picker.table.click()
    drawings(window)
    table = grid(window).tables[picker]
    assert table.isVisible()
    assert table.accessibleName() == "Numbers of chart 1"
    model = table.numbers
    session = window.session
    assert model.headerData(0, Qt.Orientation.Vertical) == "2025"
    assert "% difference" in str(model.headerData(0, Qt.Orientation.Horizontal))
    assert model.value(model.index(10, 0)) == session.difference().values("gdp")[10]
    row = window.levers.rows["adoption_ceiling"]
    row.slider.setSliderDown(True)
    row.slider.setSliderPosition(row.slider.maximum())
    assert model.value(model.index(10, 0)) == session.difference().values("gdp")[10]
    row.slider.setSliderDown(False)
    table.selectColumn(0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 1 + len(session.result.years)
    picker.table.click()
    assert not table.isVisible()


def test_numbers_of_a_chart_are_copied(window: MainWindow) -> None:
    action = next(a for a in grid(window).pickers[0].menu_button.menu().actions() if a.data() == "numbers")
    action.trigger()
    assert QGuiApplication.clipboard().text().count("\n") == len(window.session.result.years)


# --- views ---------------------------------------------------------------------------------------------


def test_every_shipped_view_can_be_shown(window: MainWindow) -> None:
    for view in SHIPPED:
        window.explore.show_view(view)
        shown = drawings(window)
        assert len(shown) == view.count
        assert [as_text(d.chart) for d in shown] == [
            as_text(settled(chart(str(text)))) for text in view.places
        ]
        assert all("Nothing" not in d.describe() for d in shown)
        checked = [a.data() for a in window.actions_.counts if a.isChecked()]
        assert checked == [view.count]


def test_a_view_is_saved_chosen_renamed_and_deleted(
    window: MainWindow, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    button, store = window.explore.views, ViewStore(settings)
    grid(window).set_count(2)
    grid(window).pickers[0].show_chart(chart("gva:areas:share@ICT"))
    window.tiles.year.setValue(2041)
    monkeypatch.setattr(button, "ask_name", lambda *words: "  Mine  ".strip())
    monkeypatch.setattr(button, "may_replace", lambda name: False)
    button._save()
    window.explore.show_view(SHIPPED[1])
    window.explore.show_view(store.all()[0])
    assert grid(window).count == 2
    assert as_text(grid(window).pickers[0].chart) == "gva:areas:share@ICT"
    assert window.tiles.year.value() == 2041
    grid(window).pickers[0].show_chart(chart("wage"))
    button._save()  # the name is taken, and the answer is no
    assert as_text(from_record(store.all()[0].places[0]).chart) == "gva:areas:share@ICT"  # type: ignore[union-attr]
    store.put(View("Other", 1, ("gdp",)))
    monkeypatch.setattr(button, "ask_name", lambda *words: "Other")
    button._rename("Mine")
    assert [view.name for view in store.all()] == ["Mine", "Other"]
    assert window.session.said[-1][0] == "warning"  # type: ignore[attr-defined]
    monkeypatch.setattr(button, "ask_name", lambda *words: "Yours")
    button._rename("Mine")
    assert [view.name for view in store.all()] == ["Yours", "Other"]
    button.fill()
    assert "Yours" in [action.text() for action in button.views.actions()]
    button._delete("Yours")
    assert [view.name for view in store.all()] == ["Other"]


def test_a_place_goes_into_settings_and_back() -> None:
    place = Place(settled(chart("employment:multiples:percent@ICT")), (-1.0, 2.5), table=True)
    assert from_record(place.record()) == place
    for bad in (None, [], {}, {"chart": "nonsense"}, {"chart": "gdp:areas"}, {"chart": "gdp", "scale": "x"}):
        assert from_record(bad) is None


def test_views_that_cannot_be_read_count_as_none(settings: Settings) -> None:
    settings.store.setValue("chart_views", "{broken")
    assert ViewStore(settings).all() == []
