"""History in the window: versions, notes, authors, restore, what changed since; nothing overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from diversify.gui.compare.history import AUTHOR, CHANGED, NOTE, HistoryView
from diversify.gui.compare.history_text import date_text
from diversify.gui.compare.page import ComparePage
from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.model import load_scenario
from diversify.model.projection import history
from diversify.model.projection.history_files import read_log
from diversify.text import set_language


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> ComparePage:
    settings.set_author("A. Aliyev")
    made = ComparePage(session, settings)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def view(page: ComparePage) -> HistoryView:
    found = page.show_part("history")
    assert isinstance(found, HistoryView)
    return found


def save(session: Session, path: Path, note: str = "", author: str = "A. Aliyev") -> None:
    session.document.note = note
    assert session.save(path, author)


def column(view: HistoryView, place: int) -> list[str]:
    return [str(view.model.index(row, place).data()) for row in range(view.model.rowCount())]


def said(session: Session) -> tuple[str, str]:
    return session.said[-1]  # type: ignore[attr-defined,no-any-return]


def test_every_save_adds_a_version_with_the_note_that_was_typed(
    qtbot: QtBot, view: HistoryView, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    assert "no file of its own" in view.title.text()
    qtbot.keyClicks(view.note, "first try")
    assert session.save(path, "A. Aliyev")
    assert view.note.text() == ""
    session.set_parameter("oil_price", 90.0)
    assert session.save(path, "B. Mammadova")
    assert column(view, NOTE) == ["", "first try"]  # the newest first
    assert column(view, AUTHOR) == ["B. Mammadova", "A. Aliyev"]
    assert column(view, CHANGED) == ["nothing", "Oil price"]
    assert [version.note for version in read_log(path).versions] == ["first try", ""]


def test_a_version_is_restored_as_a_step_to_undo(view: HistoryView, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    save(session, path, "before")
    before = session.scenario.key
    session.set_parameter("oil_price", 90.0)
    session.set_closure("type2")
    save(session, path, "after")
    after = session.scenario.key
    view.table.setCurrentIndex(view.model.index(1, 0))
    view.restore_.click()
    assert session.scenario.key == before
    assert session.document.dirty
    assert session.undo_group.undoText().startswith("Restore version of ")
    session.undo_group.undo()
    assert session.scenario.key == after
    assert not session.document.dirty
    assert session.scenario.inherits is not None


def test_a_version_opens_beside_the_present_one(view: HistoryView, session: Session, tmp_path: Path) -> None:
    save(session, tmp_path / "mine.toml")
    before, original = session.scenario.key, session.document
    session.set_parameter("oil_price", 90.0)
    view.compare.click()
    assert session.document is not original
    assert session.scenario.key == before
    assert session.document.path is None
    assert session.document.saved is None  # closing it would lose it, so the window asks
    assert date_text(original.log.versions[0].date) in session.document.title


def test_notes_and_authors_are_edited_in_place_and_work_that_is_not_saved_stays_so(
    qtbot: QtBot, view: HistoryView, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    save(session, path)
    written = load_scenario(path).key
    session.set_parameter("oil_price", 90.0)
    view.table.setFocus()
    view.table.setCurrentIndex(view.model.index(0, NOTE))
    qtbot.keyClick(view.table, Qt.Key.Key_F2)
    editor = view.table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "why")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: column(view, NOTE) == ["why"], timeout=2000)
    assert read_log(path).versions[0].note == "why"
    assert load_scenario(path).key == written
    assert session.document.dirty
    assert session.save(path)  # its own writing is no other program's


def test_who_saves_is_remembered_and_is_the_account_otherwise(
    view: HistoryView, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "analyst")
    view.author.setText("  L. Huseynova ")
    view.author.editingFinished.emit()
    assert settings.author() == "L. Huseynova"
    view.author.clear()
    view.author.editingFinished.emit()
    assert settings.author() == view.author.text() == "analyst"


def test_a_copy_has_no_history_and_save_as_takes_it_along(session: Session, tmp_path: Path) -> None:
    save(session, tmp_path / "one.toml", "a")
    original = session.document
    session.set_parameter("oil_price", 90.0)
    save(session, tmp_path / "two.toml", "b")
    assert [version.note for version in read_log(tmp_path / "two.toml").versions] == ["a", "b"]
    assert [version.note for version in read_log(tmp_path / "one.toml").versions] == ["a"]
    copy = session.duplicate()
    assert copy.log.versions == ()
    assert original.log.versions != ()


def test_history_of_a_file_written_over_is_that_of_the_scenario(session: Session, tmp_path: Path) -> None:
    save(session, tmp_path / "one.toml", "of one")
    session.new()
    save(session, tmp_path / "two.toml", "of two")
    session.close(session.document)
    save(session, tmp_path / "two.toml", "one again")  # asked for in the dialog
    assert [version.note for version in read_log(tmp_path / "two.toml").versions] == ["of one", "one again"]


def test_the_file_of_another_open_scenario_is_not_written_over(session: Session, tmp_path: Path) -> None:
    save(session, tmp_path / "one.toml")
    session.new()
    before = (tmp_path / "one.toml").read_bytes()
    assert not session.save(tmp_path / "one.toml")
    assert said(session)[0] == "error"
    assert "which is open" in said(session)[1]
    assert (tmp_path / "one.toml").read_bytes() == before


def test_a_file_that_another_program_has_changed_is_not_written_over(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    save(session, path)
    path.write_text(path.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    session.set_parameter("oil_price", 90.0)
    assert not session.save(path)
    assert "changed by another program" in said(session)[1]
    assert path.read_text(encoding="utf-8").endswith("# by hand\n")
    assert not session.annotate(session.document, 0, note="x")
    path.unlink()
    assert session.save(path)  # what is gone cannot be lost


def test_save_as_does_not_write_over_a_file_whose_ending_was_not_typed(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken.toml").write_text("format = 1\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "taken"), ""))
    assert not window.files.save_as()
    assert (tmp_path / "taken.toml").read_text(encoding="utf-8") == "format = 1\n"


def test_an_old_file_says_what_has_changed_since(
    view: HistoryView, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.toml"
    save(session, path)
    session.new()
    session.close(session.documents[0])
    text = path.read_text(encoding="utf-8")
    log = read_log(path)
    gdp = log.versions[0].results["gdp"][1]
    assert f"{gdp!r}" in text
    text = text.replace(f"{gdp!r}", f"{gdp / 2.0!r}").replace(
        f'version = "{history.__version__}"', 'version = "0.0.1"'
    )
    path.write_text(text.replace("theta 0.", "theta 0.0"), encoding="utf-8")
    opened = session.open(path)
    assert opened is not None
    assert said(session)[0] == "notice"
    assert "headline number" in said(session)[1]
    assert view.report.isVisibleTo(view)
    report = view.report.toPlainText()
    assert "Saved with diversify 0.0.1" in report
    assert "GDP, volume 2050" in report
    assert "+100 %" in report
    save(session, path)
    assert not view.report.isVisibleTo(view)
    assert read_log(path).stamp is not None


def test_dates_are_written_as_the_language_does(session: Session, tmp_path: Path) -> None:
    save(session, tmp_path / "mine.toml")
    date = session.document.log.versions[0].date
    local = date.astimezone()
    assert date_text(date) == f"{local:%Y-%m-%d %H:%M}"
    set_language("ru")
    assert date_text(date) == f"{local:%d.%m.%Y %H:%M}"


def test_a_file_that_cannot_be_written_keeps_note_and_history(session: Session, tmp_path: Path) -> None:
    session.document.note = "kept"
    assert not session.save(tmp_path / "no" / "folder.toml")
    assert session.document.note == "kept"
    assert session.document.log.versions == ()
