"""Theme, text size, calm, contrast, the ring around the focus, and the texts of Qt itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from diversify.charts.style import DARK, LIGHT, contrast
from diversify.gui import qt_texts
from diversify.gui.appearance import icon, is_dark
from diversify.gui.desktop import Desktop
from diversify.gui.look import SIZES, Look, wear, worn
from diversify.gui.main_window import MainWindow
from diversify.gui.palettes import dark_palette, light_palette
from diversify.gui.settings import Settings
from diversify.text import set_language

READABLE, VISIBLE = 4.5, 3.0  # WCAG 2.2: text; what is no text
_Role, _Group = QPalette.ColorRole, QPalette.ColorGroup


@pytest.fixture(autouse=True)
def plain(qapp: object) -> Iterator[None]:
    wear(Look(theme="light"))
    yield
    wear(Look())
    qt_texts.speak("en")


@pytest.mark.parametrize("palette", [light_palette, dark_palette])
def test_every_text_of_the_window_can_be_read(palette: object) -> None:
    colours = palette()  # type: ignore[operator]
    pairs = [
        (_Role.WindowText, _Role.Window), (_Role.WindowText, _Role.Base), (_Role.Text, _Role.Base),
        (_Role.Text, _Role.AlternateBase), (_Role.ButtonText, _Role.Button), (_Role.ButtonText, _Role.Window),
        (_Role.HighlightedText, _Role.Highlight), (_Role.ToolTipText, _Role.ToolTipBase),
        (_Role.PlaceholderText, _Role.Base), (_Role.PlaceholderText, _Role.Window),
        (_Role.PlaceholderText, _Role.AlternateBase),
        (_Role.Link, _Role.Base), (_Role.Link, _Role.Window),
        (_Role.LinkVisited, _Role.Base), (_Role.LinkVisited, _Role.Window),
    ]  # fmt: skip
    weak = [
        (group.name, text.name, ground.name)
        for group in (_Group.Active, _Group.Inactive, _Group.Disabled)
        for text, ground in pairs
        if contrast(colours.color(group, text).name(), colours.color(group, ground).name()) < READABLE
    ]
    assert weak == []
    ring, ground = colours.color(_Role.Highlight).name(), colours.color(_Role.Window).name()
    assert contrast(ring, ground) >= VISIBLE


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_every_text_of_a_chart_can_be_read(window: MainWindow, qtbot: QtBot, look: object) -> None:
    from matplotlib.colors import to_hex
    from matplotlib.text import Text

    wear(Look(theme=look.name))  # type: ignore[attr-defined]
    assert window.charts is not None
    canvas = window.charts.canvas
    for count in (1, 4):
        window.set_chart_count(count)
        canvas.draw()
        ground = to_hex(canvas.figure.get_facecolor())
        assert ground.lower() == look.background.lower()  # type: ignore[attr-defined]
        texts = [text for text in canvas.figure.findobj(Text) if text.get_text().strip()]
        assert texts
        weak = {text.get_text() for text in texts if contrast(to_hex(text.get_color()), ground) < READABLE}
        assert weak == set()


def test_theme_changes_while_everything_stays(desktop: Desktop, qtbot: QtBot) -> None:
    window, menu = desktop.window, desktop.window.actions_.look
    charts = window.charts
    assert charts is not None
    qtbot.waitUntil(lambda: charts.canvas.sheet is not None, timeout=20_000)
    window.levers.search.setText("oil")
    before = window.actions_.save.icon().pixmap(24, 24).toImage()
    told(menu.themes["dark"].trigger)
    assert is_dark()
    assert desktop.window is window
    assert window.levers.search.text() == "oil"
    assert window.actions_.save.icon().pixmap(24, 24).toImage() != before
    assert window.palette().color(_Role.Window).lightness() < 128
    qtbot.waitUntil(lambda: charts.canvas.sheet.look is DARK, timeout=10_000)  # type: ignore[union-attr]
    assert desktop.settings.look().theme == "dark"
    menu.themes["light"].trigger()
    assert not is_dark()


def test_the_system_theme_is_followed(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    desktop.window.actions_.look.themes["system"].trigger()
    for wanted in ("dark", "light"):
        monkeypatch.setenv("DIVERSIFY_COLOURS", wanted)
        desktop._follow_system()
        assert is_dark() is (wanted == "dark")
    desktop.window.actions_.look.themes["light"].trigger()
    monkeypatch.setenv("DIVERSIFY_COLOURS", "dark")
    desktop._follow_system()
    assert not is_dark()


def test_text_grows_and_shrinks_and_is_remembered(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.session.set_parameter("oil_price", 90.0)
    first = desktop.window.levers.search.font().pointSizeF()
    desktop.window.actions_.look.larger.trigger()
    desktop.window.actions_.look.larger.trigger()
    assert desktop.window.levers.search.font().pointSizeF() == pytest.approx(first * 1.25)
    assert desktop.session.document.dirty
    assert desktop.settings.look().size == 125
    for _step in SIZES:
        desktop.window.actions_.look.smaller.trigger()
    assert worn().size == SIZES[0]
    assert not desktop.window.actions_.look.smaller.isEnabled()
    desktop.window.actions_.look.normal.trigger()
    assert desktop.window.levers.search.font().pointSizeF() == first
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_text_size_has_the_usual_keys(window: MainWindow) -> None:
    menu = window.actions_.look
    keys = [{key.toString() for key in a.shortcuts()} for a in (menu.larger, menu.smaller, menu.normal)]
    assert {"Ctrl++", "Ctrl+="} <= keys[0]
    assert "Ctrl+-" in keys[1]
    assert keys[2] == {"Ctrl+0"}


def test_calm_stops_every_effect(desktop: Desktop) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.cursorFlashTime() > 0
    desktop.window.actions_.look.calm.trigger()
    assert app.cursorFlashTime() == 0
    assert not any(app.isEffectEnabled(effect) for effect in Qt.UIEffect if effect.name.startswith("UI_A"))
    assert desktop.settings.look().calm
    desktop.window.actions_.look.calm.trigger()
    assert app.cursorFlashTime() > 0


def test_strange_settings_give_the_usual_look(settings: Settings) -> None:
    for stored in ("", "x", "[1]", '["pink", 7, 1]', '["dark", "x", 0]', "null"):
        settings.store.setValue("look", stored)
        assert settings.look().theme == "system"
        assert settings.look().size == 100


def test_an_icon_in_the_text_colour(qapp: object) -> None:
    wear(Look(theme="dark"))
    pixels = icon("save").pixmap(48, 48).toImage()
    seen = {
        pixels.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if pixels.pixelColor(x, y).alpha() > 250
    }
    assert dark_palette().color(_Role.ButtonText).name() in seen


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen_on_every_control(window: MainWindow, qtbot: QtBot, theme: str) -> None:
    told(lambda: wear(Look(theme=theme)))
    window.activateWindow()
    qtbot.wait(50)
    blind = []
    for widget in controls(window):
        window.focus_ring._follow(None, None)
        margin = 4
        area = widget.rect().adjusted(-margin, -margin, margin, margin)
        place = area.translated(widget.mapTo(window, widget.rect().topLeft()))
        place = place.intersected(window.rect())
        before = window.grab(place).toImage()
        window.focus_ring._follow(None, widget)
        after = window.grab(place).toImage()
        changed = sum(
            before.pixel(x, y) != after.pixel(x, y)
            for x in range(before.width())
            for y in (*range(min(8, before.height())), *range(max(0, before.height() - 8), before.height()))
        )
        if changed < 20:
            blind.append(widget)
    window.focus_ring._follow(None, None)
    assert blind == []


def controls(window: QWidget) -> list[QWidget]:
    """Return every control on screen that the Tab key reaches."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.visibleRegion().isEmpty()
    ]


def test_qt_speaks_russian_and_azerbaijani(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    set_language("ru")
    qt_texts.speak("ru")
    assert "Отменить" in menu_texts()
    monkeypatch.setattr(
        qt_texts, "_", lambda text: {"&Undo": "&Geri al", "Cancel": "Ləğv et"}.get(text, text)
    )
    qt_texts.speak("az")
    assert "Geri al" in menu_texts()
    assert "Redo" in menu_texts()  # without a translation Qt's own text stays, never an empty one
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "Ləğv et"
    qt_texts.speak("en")
    assert "Undo" in menu_texts()


def test_our_catalogue_knows_what_qt_says() -> None:
    assert {"&Undo", "Select All", "Cancel", "File &name:", "Show &hidden files"} <= qt_texts._TEXTS


def told(do: Callable[[], object]) -> None:
    """Do something, and tell every widget of a new palette as Qt does while the application runs."""
    do()
    for widget in QApplication.allWidgets():
        QApplication.sendEvent(widget, QEvent(QEvent.Type.ApplicationPaletteChange))


def menu_texts() -> str:
    field = QLineEdit()
    menu = field.createStandardContextMenu()
    return " ".join(action.text().replace("&", "") for action in menu.actions())


def test_the_window_made_anew_lists_scenarios_and_what_they_are_compared_with(desktop: Desktop) -> None:
    first = desktop.session.documents[0]
    desktop.session.compare_with(first)
    desktop.set_language("az")
    scenarios = desktop.window.scenarios
    shown = [scenarios.list.item(row).text() for row in range(scenarios.list.count())]
    assert shown[:-1] == [document.title for document in desktop.session.documents]
    assert scenarios.list.currentItem().text() == desktop.session.document.title
    assert scenarios.against.currentText() == first.title
    desktop.set_language("en")
