"""The page Compare as a whole: names, keys, any number of scenarios, languages, the note after a save."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from diversify.gui import spreadsheet
from diversify.gui.compare.page import PARTS, ComparePage
from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.model.projection.history_files import read_log
from diversify.text import set_language


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> ComparePage:
    made = ComparePage(session, settings)
    qtbot.addWidget(made)
    made.resize(620, 560)
    made.show()
    return made


def test_every_control_has_a_name_and_is_reached_by_keys(page: ComparePage) -> None:
    for part in PARTS:
        view = page.show_part(part.id)
        for widget in view.findChildren(QWidget):
            inner = isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QLineEdit | QAbstractItemView)
            if inner or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(view):
                continue
            face = QAccessible.queryAccessibleInterface(widget)
            name = widget.accessibleName() or face.text(QAccessible.Text.Name)
            assert name or type(widget).__name__ in ("QHeaderView", "QScrollBar"), (part.id, widget)


@pytest.mark.parametrize("count", [1, 2, 9])
def test_every_part_takes_any_number_of_scenarios(page: ComparePage, session: Session, count: int) -> None:
    while len(session.documents) < count:
        session.duplicate()
        session.set_parameter("oil_price", 60.0 + len(session.documents))
    for part in PARTS:
        page.show_part(part.id)
    while len(session.documents) > 1:
        session.close(session.documents[0])
    session.set_base(2021)
    session.close(session.documents[0])
    for part in PARTS:
        page.show_part(part.id)
    assert not [text for level, text in session.said if level == "error"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["az", "ru"])
def test_every_part_opens_in_every_language(
    qtbot: QtBot, session: Session, settings: Settings, language: str
) -> None:
    set_language(language)
    made = ComparePage(session, settings)
    qtbot.addWidget(made)
    made.show()
    for part in PARTS:
        made.show_part(part.id)
    assert made.minimumSizeHint().width() <= 640  # beside the levers in a window of 1024


def test_after_a_save_a_note_can_be_written_or_left(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    session, bar = window.session, window.note_bar
    assert bar.isHidden()
    assert session.save(tmp_path / "mine.toml", "A")
    assert bar.isVisible()
    assert window.isActiveWindow() is False or not bar.note.hasFocus()  # nobody is interrupted
    qtbot.keyClicks(bar.note, "baseline of the report")
    qtbot.keyClick(bar.note, Qt.Key.Key_Return)
    assert bar.isHidden()
    assert [version.note for version in read_log(tmp_path / "mine.toml").versions] == [
        "baseline of the report"
    ]
    session.set_parameter("oil_price", 90.0)
    assert session.save(tmp_path / "mine.toml", "A")
    assert bar.isVisible()
    qtbot.keyClick(bar.note, Qt.Key.Key_Escape)
    assert bar.isHidden()
    session.set_parameter("oil_price", 91.0)
    session.document.note = "typed before"
    assert session.save(tmp_path / "mine.toml", "A")
    assert bar.isHidden()
    session.set_parameter("oil_price", 92.0)
    assert session.save(tmp_path / "mine.toml", "A")
    session.activate(session.documents[0])
    assert bar.isHidden()


def test_a_table_is_not_written_over_a_file_whose_ending_was_not_typed(
    page: ComparePage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.show_part("indicators")
    (tmp_path / "taken.csv").write_text("x")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "taken"), ""))
    view.table.export()  # type: ignore[attr-defined]
    assert (tmp_path / "taken.csv").read_text() == "x"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "new"), ""))
    view.table.export()  # type: ignore[attr-defined]
    assert (tmp_path / "new.csv").read_text(encoding="utf-8-sig").count("\n") == 2


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", 'a,1.5,"\'=x,y",,-2\n'), ("az", "a;1,5;'=x,y;;-2\n"), ("ru", "a;1,5;'=x,y;;-2\n")],
)
def test_cells_are_written_as_the_languages_spreadsheet_reads_them(language: str, expected: str) -> None:
    set_language(language)
    assert spreadsheet.comma_separated([["a", 1.5, "=x,y", None, -2.0]]) == expected
    assert spreadsheet.tab_separated([["+1", float("nan"), "a\tb"]]) == '\'+1\t\t"a\tb"\n'
