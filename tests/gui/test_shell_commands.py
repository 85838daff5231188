"""The command palette, F1, the list of keys, About, and F6 round the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diversify.gui.about import AboutDialog, parts, versions
from diversify.gui.command_palette import CommandPalette, entries
from diversify.gui.help import PAGES_HELP, HelpWindow, content, topic_of
from diversify.gui.help_menu import keys_text, walk
from diversify.gui.main_window import MainWindow
from diversify.gui.pages import PAGES
from diversify.model.projection.parameters import indicators, levers
from diversify.text import in_every_language, set_language


def palette(window: MainWindow, qtbot: QtBot) -> CommandPalette:
    window.actions_.palette.trigger()
    found = [child for child in window.children() if isinstance(child, CommandPalette)]
    qtbot.waitUntil(found[-1].isVisible)
    return found[-1]


def chosen(opened: CommandPalette) -> str:
    return opened.list.currentItem().text()


def find(window: MainWindow, qtbot: QtBot, typed: str) -> None:
    """Type into the palette and press Enter."""
    opened = palette(window, qtbot)
    qtbot.keyClicks(opened.search, typed)
    qtbot.keyClick(opened.search, Qt.Key.Key_Return)
    assert not opened.isVisible()


def test_everything_has_a_name_in_the_palette(window: MainWindow) -> None:
    found = entries(window)
    titles = [entry.title for entry in found]
    for document in window.session.documents:
        assert f"Scenario: {document.title}" in titles
    assert {f"Lever: {record.title['en']}" for record in levers().values()} <= set(titles)
    assert {f"Chart: {one.title['en']}" for one in indicators().values()} <= set(titles)
    assert {f"Page: {kind.title}" for kind in PAGES} <= set(titles)
    enabled = [a for _above, a in walk(window.menuBar()) if a.isEnabled()]
    assert sum(" › " in title for title in titles) >= len(enabled) > 25
    assert all(entry.words for entry in found)


def test_palette_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    find(window, qtbot, "base year 2021")
    assert session.scenario.base == 2021
    find(window, qtbot, "open oil windfall")
    assert session.scenario.name == "oil-windfall"
    find(window, qtbot, "NEFTIN QIYMETI")  # Azerbaijani, without its dots and tails
    box = window.levers.rows["oil_price"].box
    assert box.isVisible()
    find(window, qtbot, "scenario ai-strategy")
    assert session.scenario.name == "ai-strategy"
    find(window, qtbot, "chart unemployment")
    assert window.charts is not None
    assert window.charts.pickers[0].chart.indicators == ("unemployment",)


def test_what_is_seen_to_begin_so_is_found_before_names_in_other_languages(
    window: MainWindow, qtbot: QtBot
) -> None:
    opened = palette(window, qtbot)
    opened.filter("az")  # "azaldılmış hərəkət" is reduced motion
    chosen = opened.list.currentItem()
    assert chosen is not None
    assert chosen.text() == "View › Language › Azərbaycanca"
    opened.filter("")
    assert opened.list.currentRow() == 0
    opened.reject()


def test_palette_moves_with_arrows_and_leaves_with_escape(window: MainWindow, qtbot: QtBot) -> None:
    opened = palette(window, qtbot)
    qtbot.keyClicks(opened.search, "lever")
    first = chosen(opened)
    qtbot.keyClick(opened.search, Qt.Key.Key_Down)
    second = chosen(opened)
    assert first != second
    qtbot.keyClick(opened.search, Qt.Key.Key_PageDown)
    assert chosen(opened) not in (first, second)
    qtbot.keyClick(opened.search, Qt.Key.Key_PageUp)
    qtbot.keyClick(opened.search, Qt.Key.Key_Up)
    assert chosen(opened) == first
    qtbot.keyClicks(opened.search, " no such thing")
    assert opened.list.currentRow() == -1
    qtbot.keyClick(opened.search, Qt.Key.Key_Return)
    assert opened.isVisible()
    qtbot.keyClick(opened.search, Qt.Key.Key_Escape)
    assert not opened.isVisible()


def test_texts_are_known_in_every_language() -> None:
    assert in_every_language("&Save")[0] == "&Save"
    set_language("ru")
    from diversify.text import _

    assert in_every_language(_("&Save")) == ("&Save", *in_every_language("&Save")[1:])
    assert len(set(in_every_language(_("&Save")))) == 3


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_f1_explains_every_lever_indicator_and_page(language: str) -> None:
    set_language(language)
    for name, record in levers().items():
        assert record.title[language] in content(f"lever:{name}")
        assert record.note[language] in content(f"lever:{name}")
    for name, indicator in indicators().items():
        assert indicator.definition[language] in content(f"indicator:{name}")
    for kind in PAGES:
        assert kind.id in PAGES_HELP
        assert len(content(f"page:{kind.id}")) > 100


def test_f1_shows_help_on_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    row = window.levers.rows["oil_price"]
    assert topic_of(row.slider) == "lever:oil_price"
    assert topic_of(window.tiles.tiles[0].value) == "indicator:gdp"
    window.activateWindow()
    row.box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is row.box)
    window.actions_.help.here.trigger()
    (shown,) = [child for child in window.children() if isinstance(child, HelpWindow)]
    assert "Oil price" in shown.browser.toPlainText()
    assert not shown.isModal()
    shown.show_topic("lever:nonsense")
    assert "no help on this" in shown.browser.toPlainText()
    window.actions_.help.manual.trigger()
    assert len(shown.browser.toPlainText()) > 500
    shown.close()


def test_keys_are_listed_as_they_are(window: MainWindow) -> None:
    text = keys_text(window)
    for key in ("Ctrl+S", "Ctrl+Shift+P", "F1", "Ctrl+Z", "F6", "Ctrl++"):
        assert f"{key}" in text
    for action in window.findChildren(QAction):
        for key in action.shortcuts():
            if not key.toString().startswith("Alt+") and action.text():
                assert key.toString() in text, action.text()


def test_no_key_means_two_things(window: MainWindow) -> None:
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_about_names_every_part_and_its_licence(qtbot: QtBot) -> None:
    found = {name.lower(): (version, licence) for name, version, licence in parts()}
    for name in ("diversify", "numpy", "scipy", "pandas", "matplotlib", "pyside6_essentials", "platformdirs"):
        version, licence = found.get(name) or found[name.replace("_", "-")]
        assert version[0].isdigit()
        assert licence != "–", name
    assert "pytest" not in found
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    assert dialog.table.rowCount() == len(found)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == versions()
    assert "Qt 6" in versions()


def test_the_log_folder_is_said_and_opened(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    window.actions_.help.log.trigger()
    assert len(opened) == 1
    assert opened[0] in window.session.said[-1][1]  # type: ignore[attr-defined]


def test_f6_goes_round_the_parts(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.levers.search.setFocus()
    qtbot.waitUntil(window.levers.search.hasFocus)
    seen = []
    for _part in range(5):
        window.actions_.next_part.trigger()
        focus = QApplication.focusWidget()
        parts_ = (window.actions_.tools, window.page_bar, window.scenarios, window.levers, window.pages)
        seen.append(next(i for i, part in enumerate(parts_) if part.isAncestorOf(focus)))
    assert sorted(seen) == [0, 1, 2, 3, 4]
    window.actions_.previous_part.trigger()
    assert window.scenarios.isAncestorOf(QApplication.focusWidget())
