"""The pages of the window, and the window that gives way to one in another language."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from diversify.gui.desktop import Desktop
from diversify.gui.main_window import MainWindow
from diversify.gui.pages import PAGES
from diversify.text import language


def test_every_page_opens_by_its_key_and_is_remembered(window: MainWindow) -> None:
    for number, kind in enumerate(PAGES, 1):
        action = window.page_bar.choices[kind.id]
        assert action.shortcut().toString() == f"Alt+{number}"
        action.trigger()
        assert window.pages.current == kind.id
        assert action.isChecked()
    window.retire()
    assert window.settings.store.value("page") == PAGES[-1].id


def test_levers_make_room_for_the_page(window: MainWindow) -> None:
    before = window.pages.width()
    window.actions_.left.trigger()
    assert not window.left.isVisible()
    assert window.pages.width() >= before
    window.actions_.left.trigger()
    assert window.left.isVisible()


@pytest.mark.parametrize("wanted", ["az", "ru"])
def test_language_changes_while_the_work_stays(qtbot: QtBot, desktop: Desktop, wanted: str) -> None:
    session, old = desktop.session, desktop.window
    session.set_parameter("oil_price", 90.0)
    result, documents = session.result, list(session.documents)
    gone = weakref.ref(old)
    old.actions_.look.languages[wanted].trigger()
    assert language() == wanted
    assert desktop.settings.language() == wanted
    assert desktop.window is not old
    assert session.result is result
    assert session.documents == documents
    assert desktop.window.actions_.save.text() != "&Save"
    assert session.undo_group.canUndo()
    desktop.window.actions_.undo.trigger()
    assert not session.document.dirty
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del old
    gc.collect()
    assert gone() is None or not gone().isVisible()  # type: ignore[union-attr]


def test_windows_given_up_hear_no_signal(qtbot: QtBot, desktop: Desktop) -> None:
    for wanted in ("az", "ru", "en", "az", "en"):
        desktop.set_language(wanted)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desktop.session.set_parameter("oil_price", 70.0)  # a widget of a dead window would raise here
    assert desktop.window.isVisible()
