"""The start, names for screen readers, small and dark windows, messages, parameters to read."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from diversify.gui import messages
from diversify.gui.main_window import MainWindow
from diversify.gui.palettes import dark_palette
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.status import StatusBar

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
    from matplotlib.lines import Line2D
    line = Line2D([0], [0])
    line.set(linewidth=3, color="k")
    print("quick:", Line2D.set.__doc__, line.get_linewidth(), line.get_color())
    window.close()
QTimer.singleShot(1500, later)
raise SystemExit(app.exec())
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == ["first: []", "later: [] True", "quick: None 3.0 k"]


ENGINE = (
    "numpy", "matplotlib", "pydantic", "tomlkit", "scipy", "diversify.model.economy.table",
    "diversify.model.inputoutput", "diversify.model.projection.loop", "diversify.model.projection.result",
    "diversify.charts.drawing",
)  # fmt: skip


def test_the_window_is_on_screen_before_the_model_is_loaded(tmp_path: Path) -> None:
    script = f"""
import gc, sys
from PySide6.QtCore import QSettings
from diversify.gui import quick_start
from diversify.gui.app import application
app = application(["diversify"])
from diversify.gui.desktop import Desktop
from diversify.gui.session import Session
from diversify.gui.settings import Settings
settings = Settings(QSettings({str(tmp_path / "s.ini")!r}, QSettings.Format.IniFormat))
desktop = Desktop(Session(), settings)
desktop.window.show()
app.processEvents()
print("before:", [name for name in {(*HEAVY, *ENGINE)} if name in sys.modules])
desktop.window.start([])
print("after:", "diversify.model.projection.loop" in sys.modules, desktop.window.base.count() > 0)
import linecache
print("read:", [name for name in linecache.cache if "numpy" in name or "pydantic" in name], gc.isenabled())
quick_start.end()
print("frozen:", gc.get_freeze_count() > 10_000, gc.isenabled())
desktop.window.close()
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert lines == ["before: []", "after: True True", "read: [] False", "frozen: True True"]


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
    qtbot.wait(200)
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
    shown = {record.name: item for record, item in view.tree.lines}
    for name, value in window.session.scenario.parameters.items():
        assert shown[name].font(1).bold()
        if isinstance(value, float):
            assert shown[name].text(1) != "–"
    view.search.setText("theta")
    assert 0 < sum(not item.isHidden() for item in shown.values()) < len(shown)
    window.session.open("baseline")
    assert not any(item.font(1).bold() for item in shown.values())
