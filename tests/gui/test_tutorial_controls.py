"""What the tutorials tell people to press is there: menus by their names, keys."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from diversify import manual
from diversify.gui.help_menu import walk
from diversify.gui.main_window import MainWindow

NAMES = [name for name in manual.pages() if name.startswith("tutorial-")]
MENU = re.compile(r"\*{1,2}((?:File|Edit|View|Model|Help) › [^*]+?)\*{1,2}")
KEYS = re.compile(r"\b((?:(?:Ctrl|Shift|Alt)\+)+[A-Z0-9]|F\d+|Shift\+F\d)\b")


def said(pattern: re.Pattern[str]) -> set[str]:
    return {found for name in NAMES for found in pattern.findall(manual.page(name))}


def test_menus_of_the_tutorials_exist(window: MainWindow) -> None:
    found = set()
    for path, action in walk(window.menuBar()):
        text = action.text().replace("&", "").removesuffix("…")
        found.add(f"{path} › {text}" if path else text)
    menus = {menu.title().replace("&", "") for menu in window.findChildren(type(window.actions_.shipped))}
    named = said(MENU)
    assert len(named) > 5
    for name in named:
        known = name in found or any(name in other for other in found)
        assert known or name.split(" › ")[-1] in menus, f"there is no {name}; there are {sorted(found)}"


def test_keys_of_the_tutorials_do_something(window: MainWindow) -> None:
    known = {key for action in window.findChildren(QAction) for key in action.shortcuts()}
    known |= {shortcut.key() for shortcut in window.findChildren(QShortcut)}
    texts = {key.toString(QKeySequence.SequenceFormat.PortableText) for key in known}
    named = said(KEYS)
    assert {"Ctrl+S", "F4", "Shift+F1"} <= named
    assert named <= texts, f"no such keys: {sorted(named - texts)}"


@pytest.mark.parametrize("name", NAMES)
def test_a_tutorial_can_be_read_in_the_window(window: MainWindow, name: str) -> None:
    from diversify.gui.help import open_help

    shown = open_help(window, f"manual:{name}")
    assert "diversify" in shown.browser.toPlainText()
