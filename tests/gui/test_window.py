"""The window as a whole: start, keyboard, files, questions, messages, names, looks, a random walk."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from diversify.gui import messages
from diversify.gui.appearance import dark_palette
from diversify.gui.files import Files
from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.status import StatusBar
from diversify.model import load_scenario

HEAVY = ("pandas", "scipy.stats", "scipy.optimize", "pptx", "openpyxl", "xlsxwriter", "jinja2")


def status(window: MainWindow) -> StatusBar:
    found = window.statusBar()
    assert isinstance(found, StatusBar)
    return found


def test_the_window_comes_first_and_nothing_heavy_with_it(tmp_path: Path) -> None:
    script = f"""
import sys
from PySide6.QtCore import QSettings, QTimer
from diversify.gui.app import application
app = application(["diversify"])
from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
window = MainWindow(Session(), Settings(QSettings({str(tmp_path / "s.ini")!r}, QSettings.Format.IniFormat)))
window.start([])
window.show()
print("first:", [name for name in {(*HEAVY, "matplotlib")} if name in sys.modules])
def later():
    window.charts.canvas.draw()
    print("later:", [name for name in {HEAVY} if name in sys.modules], window.charts is not None)
    window.close()
QTimer.singleShot(1500, later)
raise SystemExit(app.exec())
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == ["first: []", "later: [] True"]


def test_title_marks_unsaved_changes(window: MainWindow, tmp_path: Path) -> None:
    assert not window.isWindowModified()
    window.session.set_parameter("oil_price", 90.0)
    assert window.isWindowModified()
    assert window.session.document.title in window.windowTitle()
    assert "[*]" in window.windowTitle()
    window.session.save(tmp_path / "mine.toml")
    assert not window.isWindowModified()


def test_status_bar_always_shows_base_closure_and_residual(window: MainWindow) -> None:
    bar = status(window)
    assert bar.base.text() == "Base 2025, estimated"
    assert bar.closure.text() == "Closure: wage curve"
    assert "e-" in bar.residual.text()
    window.base.setCurrentIndex(window.base.findData(2021))
    window.base.activated.emit(window.base.currentIndex())
    assert bar.base.text() == "Base 2021, official"
    window.closure.setCurrentIndex(window.closure.findData("market_clearing"))
    window.closure.activated.emit(window.closure.currentIndex())
    assert bar.closure.text() == "Closure: market clearing"
    assert window.tiles.year.minimum() == 2021
    window.session.undo_group.activeStack().undo()
    assert window.closure.currentData() == "default"


def test_a_comparison_across_worlds_is_marked(window: MainWindow) -> None:
    session, page = window.session, window.scenarios
    assert page.warning.isHidden()
    session.compare_with(session.documents[0])
    session.set_base(2021)
    assert page.warning.text() == "Not like for like: base year differ."
    assert not page.warning.isHidden()
    page.against.setCurrentIndex(0)
    page.against.activated.emit(0)
    assert session.against is None
    assert page.warning.isHidden()


def test_scenario_list_both_ways(window: MainWindow) -> None:
    session, page = window.session, window.scenarios
    session.open("oil-windfall")
    assert page.list.count() == 4
    assert page.list.currentRow() == 2
    page.list.setCurrentRow(1)
    assert session.active is session.documents[1]
    page.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert session.documents[0].shown
    page.list.item(3).setCheckState(Qt.CheckState.Unchecked)
    assert not session.counterfactual_shown
    session.show(session.documents[0], False)
    assert page.list.item(0).checkState() == Qt.CheckState.Unchecked
    page.list.item(1).setText("My strategy")
    assert session.document.title == "My strategy"
    session.undo_group.activeStack().undo()
    assert page.list.item(1).text() == session.document.title != "My strategy"


def test_tiles_say_what_the_result_says(qtbot: QtBot, window: MainWindow) -> None:
    session, tile = window.session, window.tiles.tiles[0]
    qtbot.waitUntil(lambda: session.uncertainty.ranges is not None, timeout=30_000)
    gdp, effect = session.result.values("gdp"), session.difference().values("gdp")
    for year in (2030, 2050):
        window.tiles.year.setValue(year)
        place = session.result.years.index(year)
        assert tile.value.text() == f"{gdp[place] / 1000:,.1f} bn AZN"
        assert float(tile.difference.text().split()[0]) == pytest.approx(effect[place], rel=0.06)
        assert tile.range.text().startswith("5–95 %:")
        assert str(year) in tile.accessibleName()


def test_the_story_is_in_words(window: MainWindow) -> None:
    assert len(window.story.text()) > 20
    assert "{" not in window.story.text()


# keyboard ------------------------------------------------------------------------------------------------


def test_levers_work_with_the_keyboard_alone(qtbot: QtBot, window: MainWindow) -> None:
    session, row = window.session, window.levers.rows["oil_price"]
    window.actions_.find.trigger()
    qtbot.keyClicks(window.levers.search, "oil_price")
    assert [name for name, r in window.levers.rows.items() if r.isVisible()] == ["oil_price"]
    row.box.setFocus(Qt.FocusReason.TabFocusReason)
    row.box.selectAll()
    qtbot.keyClicks(row.box, "91.5")
    qtbot.keyClick(row.box, Qt.Key.Key_Return)
    assert session.scenario.changes[-1].value == 91.5
    row.slider.setFocus(Qt.FocusReason.TabFocusReason)
    before = row.slider.value()
    qtbot.keyClick(row.slider, Qt.Key.Key_Right)
    assert row.slider.value() == before + 1
    assert session.scenario.changes[-1].value == row.scale.value(before + 1)
    qtbot.keyClick(row.reset, Qt.Key.Key_Space)
    assert all(change.lever != "oil_price" for change in session.scenario.changes)
    for _step in range(session.document.stack.count()):
        window.actions_.undo.trigger()
    assert not session.document.dirty


def test_standard_keys(window: MainWindow) -> None:
    actions = window.actions_
    keys = {
        action.shortcut().toString() for action in (actions.new, actions.open, actions.save, actions.undo)
    }
    assert keys == {"Ctrl+N", "Ctrl+O", "Ctrl+S", "Ctrl+Z"}
    every = [
        key.toString() for action in window.findChildren(type(actions.new)) for key in action.shortcuts()
    ]
    assert len(every) == len(set(every))


def test_every_control_has_a_name(window: MainWindow) -> None:
    window.levers.rows["adoption_ceiling"].more.click()
    window.show_parameters()
    nameless = []
    for widget in window.findChildren(QWidget):
        inner = isinstance(widget, QLineEdit) and isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or inner or not widget.isVisible():
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name) and not widget.accessibleName():
            nameless.append(repr(widget))
    assert nameless == []


def test_spin_box_is_the_control_with_the_levers_name(window: MainWindow) -> None:
    row = window.levers.rows["oil_price"]
    told = QAccessible.queryAccessibleInterface(row.box)
    assert told.text(QAccessible.Text.Name) == "Oil price"
    assert "USD/bbl" in row.slider.accessibleDescription()
    assert row.label.buddy() is row.box


# files ---------------------------------------------------------------------------------------------------


def test_save_as_open_and_recent(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, path = window.session, tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(path), ""))
    session.set_parameter("oil_price", 90.0)
    window.actions_.save.trigger()  # a shipped scenario has no file: it asks
    written = path.with_suffix(".toml")
    assert load_scenario(written).key == session.scenario.key
    session.set_parameter("oil_price", 95.0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: pytest.fail("asked again"))
    window.actions_.save.trigger()
    assert load_scenario(written).changes[-1].value == 95.0
    window.actions_.close.trigger()
    assert all(document.path != written for document in session.documents)
    window.actions_.fill_recent()
    window.actions_.recent.actions()[0].trigger()
    assert session.document.path == written.resolve()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a, **k: ([str(written)], ""))
    window.actions_.open.trigger()
    assert len([d for d in session.documents if d.path == written.resolve()]) == 1


def test_shipped_scenarios_are_in_the_menu(window: MainWindow) -> None:
    window.actions_.fill_shipped()
    actions = window.actions_.shipped.actions()
    assert len(actions) == 12
    actions[-1].trigger()
    assert window.session.document.title == actions[-1].text()


def test_a_wrong_file_gives_one_message_and_an_intact_window(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text("format = 1\n[[change]]\nlever = 'oil_pric'\nvalue = 3\nunit = 'USD/bbl'\n")
    title, count = window.windowTitle(), window.scenarios.list.count()
    assert not window.files.open_file(path)
    assert len(window.session.said) == 1  # type: ignore[attr-defined]
    assert "oil_price" in status(window).message.text()
    assert (window.windowTitle(), window.scenarios.list.count()) == (title, count)
    assert window.settings.recent() == []
    assert window.session.set_parameter("oil_price", 80.0)


@pytest.mark.parametrize(
    ("answer", "closed"),
    [
        (QMessageBox.StandardButton.Cancel, False),
        (QMessageBox.StandardButton.Discard, True),
        (QMessageBox.StandardButton.Save, True),
    ],
)
def test_closing_asks_only_where_work_would_be_lost(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton,
    closed: bool,
) -> None:
    asked = []
    monkeypatch.setattr(Files, "ask", lambda self, document: asked.append(document) or answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "kept.toml"), ""))
    window.session.open("oil-windfall")
    window.session.set_parameter("world_demand", 4.0)
    assert window.close() is closed
    assert asked == [window.session.documents[2]]
    assert (tmp_path / "kept.toml").exists() is (answer == QMessageBox.StandardButton.Save)
    monkeypatch.setattr(Files, "ask", lambda self, document: QMessageBox.StandardButton.Discard)


def test_closing_waits_for_the_draws(qtbot: QtBot, window: MainWindow) -> None:
    window.session.set_parameter("oil_price", 77.0)
    qtbot.waitUntil(lambda: window.session.uncertainty.jobs.busy, timeout=10_000)
    window.close()
    assert not any(thread.name == "diversify-job" for thread in threading.enumerate())


# messages and looks ----------------------------------------------------------------------------------------


def test_what_nobody_caught_becomes_one_sentence_and_a_log(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "logs" / "window.log"
    monkeypatch.setattr(messages, "log_file", lambda: log)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(messages, "qInstallMessageHandler", lambda handler: None)
    monkeypatch.setattr(messages.faulthandler, "enable", lambda: None)
    handlers = list(messages.log.handlers)
    messages.install(window.session.messages)
    try:
        raise ZeroDivisionError("secret detail")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    said = status(window).message.text()
    assert "unexpected" in said
    assert "secret" not in said
    assert "Traceback" in log.read_text()
    for handler in set(messages.log.handlers) - set(handlers):
        handler.close()
        messages.log.removeHandler(handler)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_the_smallest_window_cuts_no_control(
    qtbot: QtBot, settings: Settings, language: str, dark: bool, qapp: object
) -> None:
    from diversify.text import set_language

    set_language(language)
    palette = qapp.palette()  # type: ignore[attr-defined]
    if dark:
        qapp.setPalette(dark_palette())  # type: ignore[attr-defined]
    window = MainWindow(Session(), settings)
    qtbot.addWidget(window)
    window.start([])
    window.resize(1024, 700)
    window.show()
    qtbot.waitUntil(lambda: window.charts is not None and window.charts.canvas.sheet is not None)
    window.levers.rows["productivity"].more.click()
    qtbot.wait(10)
    assert (window.width(), window.height()) == (1024, 700)
    inside = window.levers.area.viewport()
    for row in window.levers.rows.values():
        for widget in (row.box, row.slider, row.reset, row.more, row.unit):
            right = widget.mapTo(inside, widget.rect().topRight()).x()
            assert right <= inside.width(), f"{row.record.name}: {widget}"
    for tile in window.tiles.tiles:
        assert tile.value.shown_text() == tile.value.text()
        assert tile.difference.shown_text() == tile.difference.text()
    window.close()
    qapp.setPalette(palette)  # type: ignore[attr-defined]


def test_dark_text_can_be_read() -> None:
    from diversify.charts.style import contrast

    palette, roles = dark_palette(), QPalette.ColorRole
    for text, ground in (
        (roles.WindowText, roles.Window), (roles.Text, roles.Base), (roles.ButtonText, roles.Button),
        (roles.ToolTipText, roles.ToolTipBase), (roles.HighlightedText, roles.Highlight),
        (roles.PlaceholderText, roles.Base), (roles.PlaceholderText, roles.Window),
    ):  # fmt: skip
        assert contrast(palette.color(text).name(), palette.color(ground).name()) >= 4.5, (text, ground)


def test_parameters_are_there_to_read(window: MainWindow) -> None:
    window.session.open("no-reform")
    window.show_parameters()
    view = window.parameters
    assert view is not None
    shown = {record.name: item for record, item in view._items}
    for name, value in window.session.scenario.parameters.items():
        assert shown[name].font(1).bold()
        if isinstance(value, float):
            assert shown[name].text(1) != "–"
    view.search.setText("theta")
    assert 0 < sum(not item.isHidden() for item in shown.values()) < len(shown)
    window.session.open("baseline")
    assert not any(item.font(1).bold() for item in shown.values())


def test_a_random_walk_never_fails(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    session, chance = window.session, random.Random(7)
    names = list(window.levers.rows)

    def slide() -> None:
        slider = window.levers.rows[chance.choice(names)].slider
        slider.setSliderDown(True)
        for _tick in range(3):
            slider.setSliderPosition(chance.randint(0, slider.maximum()))
        slider.setSliderDown(False)

    steps = (
        slide, slide, slide, window.actions_.undo.trigger, window.actions_.redo.trigger, session.duplicate,
        lambda: session.activate(chance.choice(session.documents)),
        lambda: session.compare_with(chance.choice([None, *session.documents])),
        lambda: session.show(chance.choice([None, *session.documents]), chance.random() < 0.5),
        lambda: session.set_base(chance.choice([2021, 2025])),
        lambda: session.set_closure(chance.choice(["default", "demand_led", "type2"])),
        lambda: session.reset(chance.choice(names)),
        lambda: session.save(tmp_path / f"{chance.randint(0, 3)}.toml"),
        lambda: len(session.documents) > 4 and session.close(chance.choice(session.documents)),
        lambda: window.charts.set_count(chance.choice([1, 2, 4])),  # type: ignore[union-attr]
        lambda: window.charts.pickers[0].combo.setCurrentIndex(chance.randint(0, 20)),  # type: ignore[union-attr]
    )  # fmt: skip
    for _step in range(60):
        chance.choice(steps)()
        qtbot.wait(1)
        assert session.result.scenario == session.scenario
        assert session.document.counterfactual.scenario.is_counterfactual
    unexpected = [text for level, text in session.said if "unexpected" in text]  # type: ignore[attr-defined]
    assert unexpected == []


def test_settings_of_strangers_do_no_harm(tmp_path: Path, qapp: object) -> None:
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    for key in ("charts", "recent", "geometry", "split"):
        store.setValue(key, "nonsense")
    window = MainWindow(Session(), Settings(store))
    window.start([])
    assert window.session.active is not None
    window.add_charts()
    assert window.charts is not None
    assert window.charts.count == 4
    window.close()
