"""The grid of levers and scenarios: what is stated, inherited or default; edits, taking back, copying."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from diversify.errors import InputError
from diversify.gui.compare import wording
from diversify.gui.compare.grid import GridView
from diversify.gui.compare.grid_model import Row
from diversify.gui.compare.page import ComparePage
from diversify.gui.documents import Document
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.model.projection.scenario import Change
from diversify.text import set_language


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> ComparePage:
    session.open("ai-money-short")  # a child of the strategy
    made = ComparePage(session, settings)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def view(page: ComparePage) -> GridView:
    found = page.show_part("levers")
    assert isinstance(found, GridView)
    found.table.setFocus()
    return found


def cell(view: GridView, lever: str, document: Document, *sectors: str) -> QModelIndex:
    row = next(i for i, line in enumerate(view.model.lines) if (line.lever, line.sectors) == (lever, sectors))
    return view.model.index(row, view.model.documents.index(document))


def changes(document: Document, lever: str) -> list[Change]:
    return [change for change in document.scenario.changes if change.lever == lever]


def show_all(view: GridView) -> None:
    view.which.setCurrentIndex(view.which.findData("all"))
    view.which.activated.emit(view.which.currentIndex())


def test_stated_inherited_and_default_differ_in_mark_and_font(view: GridView, session: Session) -> None:
    strategy, short = session.documents
    stated = cell(view, "adoption_ceiling", strategy)
    inherited = cell(view, "adoption_ceiling", short)
    assert str(stated.data()).startswith("● ")
    assert str(inherited.data()).startswith("○ ")
    assert str(stated.data())[2:] == str(inherited.data())[2:] == "55"
    default = cell(view, "ai_investment_of_need", strategy)
    assert default.data() == "100"
    fonts = [index.data(Qt.ItemDataRole.FontRole) for index in (stated, inherited, default)]
    assert [(font.bold(), font.italic()) for font in fonts] == [(True, False), (False, True), (False, False)]
    colours = {
        index.data(Qt.ItemDataRole.ForegroundRole).color().rgba() for index in (stated, inherited, default)
    }
    assert len(colours) == 3
    assert "parent" in inherited.data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_rows_are_those_that_differ_are_moved_or_all(view: GridView, session: Session) -> None:
    def shown(which: str) -> set[str]:
        view.which.setCurrentIndex(view.which.findData(which))
        view.which.activated.emit(view.which.currentIndex())
        return {line.lever for line in view.model.lines if line.lever}

    differ, moved, every = shown("differ"), shown("moved"), shown("all")
    assert differ == {"ai_investment_of_need"}
    assert differ < moved < every
    view.search.setText("NEFTIN")
    assert not view.model.lines
    view.search.setText("OIL price usd")
    assert [line.lever for line in view.model.lines] == ["", "oil_price"]


def test_typing_in_a_cell_moves_the_lever_of_that_scenario(
    qtbot: QtBot, view: GridView, session: Session
) -> None:
    strategy, short = session.documents
    assert session.active is short
    view.table.setCurrentIndex(cell(view, "adoption_ceiling", strategy))
    before = short.scenario
    qtbot.keyClicks(view.table, "4")
    editor = view.table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "7,5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: [change.value for change in changes(strategy, "adoption_ceiling")] == [47.5], timeout=2000
    )
    assert short.scenario is before
    assert session.active is strategy
    assert view.table.currentIndex() == cell(view, "adoption_ceiling", strategy)
    session.undo_group.undo()
    assert [change.value for change in changes(strategy, "adoption_ceiling")] == [55.0]
    assert cell(view, "adoption_ceiling", strategy).data() == "● 55"


def test_delete_takes_back_to_what_is_inherited_or_to_the_default(
    qtbot: QtBot, view: GridView, session: Session
) -> None:
    strategy, short = session.documents
    ceiling = cell(view, "adoption_ceiling", short)
    view.model.setData(ceiling, "60")
    assert cell(view, "adoption_ceiling", short).data() == "● 60"
    view.table.setCurrentIndex(ceiling)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert ceiling.data() == "○ 55"
    own = cell(view, "adoption_ceiling", strategy)
    view.table.setCurrentIndex(own)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert not changes(strategy, "adoption_ceiling")
    assert changes(short, "adoption_ceiling")  # the parent's file still says so
    session.undo_group.undo()
    assert changes(strategy, "adoption_ceiling")


def test_paths_factors_and_kept_timing_can_be_typed(view: GridView, session: Session) -> None:
    strategy = session.documents[0]
    show_all(view)
    oil = cell(view, "oil_price", strategy)
    assert view.model.setData(oil, "2027: 60; 2030: 75,5")
    assert changes(strategy, "oil_price")[0].points == ((2027, 60.0), (2030, 75.5))
    assert cell(view, "oil_price", strategy).data() == "● 2027: 60; 2030: 75.5"
    assert view.model.setData(oil, "×1.2")
    assert [(c.mode, c.value) for c in changes(strategy, "oil_price")] == [("scale", 1.2)]
    assert view.model.setData(oil, "70")
    session.set_parameter("oil_price", 70.0, start=2030, until=2035)
    assert "2030" in str(cell(view, "oil_price", session.document).data())
    assert view.model.setData(cell(view, "oil_price", session.document), "72")
    kept = changes(session.document, "oil_price")[0]
    assert (kept.value, kept.start, kept.until) == (72.0, 2030, 2035)


@pytest.mark.parametrize("text", ["much", "2027 60", "2027: x", "1000", "--5", "1.2.3", "nan", "1e5"])
def test_what_cannot_be_read_or_is_out_of_bounds_changes_nothing(
    view: GridView, session: Session, text: str
) -> None:
    strategy = session.documents[0]
    before, active = strategy.scenario, session.active
    assert not view.model.setData(cell(view, "adoption_ceiling", strategy), text)
    assert strategy.scenario is before
    assert session.active is active
    assert session.said[-1][0] == "error"  # type: ignore[attr-defined]


def test_a_row_for_single_sectors_appears_with_the_change(view: GridView, session: Session) -> None:
    strategy, short = session.documents
    session.activate(strategy)
    session.set_parameter("adoption_ceiling", 30.0, sectors=["AGR"])
    mine = cell(view, "adoption_ceiling", strategy, "AGR")
    assert mine.data() == "● 30"
    assert cell(view, "adoption_ceiling", short, "AGR").data() == "as for other sectors"
    title = view.model.headerData(mine.row(), Qt.Orientation.Vertical)
    assert title.startswith("Adoption ceiling: Agriculture")


def test_a_copy_has_headings_marks_and_safe_text(view: GridView, session: Session, tmp_path: Path) -> None:
    session.set_title(session.document, '=HYPERLINK("x")')
    set_language("az")
    view.model.setData(cell(view, "adoption_speed", session.documents[0]), "0,25")
    view.table.copy_all()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[-1].startswith("\"'=HYPERLINK")
    speed = next(line for line in lines if "0,25" in line)
    assert speed.split("\t")[1] == "0,25"
    assert view.table.write(tmp_path / "grid.csv")
    written = (tmp_path / "grid.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[0].count(";") == 2


def test_one_scenario_or_ten_are_shown_alike(view: GridView, session: Session) -> None:
    for _number in range(8):
        session.duplicate()
    assert view.model.columnCount() == 10
    while len(session.documents) > 1:
        session.close(session.documents[-1])
    assert view.model.columnCount() == 1
    view.which.setCurrentIndex(view.which.findData("differ"))
    view.which.activated.emit(1)
    assert view.model.rowCount() == 0


def test_keys_do_not_leave_the_table_by_tab_only(qtbot: QtBot, view: GridView) -> None:
    view.table.setCurrentIndex(view.model.index(1, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    assert view.table.currentIndex().column() == 1
    qtbot.keyClick(view.table, Qt.Key.Key_Tab)
    assert view.table.currentIndex().column() == 1  # Tab goes on to the next control


def test_a_drag_is_shown_when_it_ends(view: GridView, session: Session) -> None:
    document = session.document
    session.begin_drag("oil_price", [60.0, 70.0])
    session.set_parameter("oil_price", 77.0)
    assert Row("Oil and gas", "oil_price") not in view.model.lines
    session.end_drag()
    assert cell(view, "oil_price", document).data() == "● 77"


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "1,234.5", 1234.5), ("en", "0.125", 0.125), ("en", "0,5", 0.5), ("en", "−3", -3.0),
        ("az", "1.234,5", 1234.5), ("az", "0.125", 0.125), ("az", "7,25", 7.25), ("az", "+2", 2.0),
        ("ru", "1\u00a0234,5", 1234.5), ("ru", "1 234", 1234.0), ("ru", ".5", 0.5),
    ],
)  # fmt: skip
def test_numbers_are_read_as_the_language_writes_them(language: str, text: str, number: float) -> None:
    set_language(language)
    assert wording.read_number(text) == number


@pytest.mark.parametrize("value", [0.0, -0.5, 12.0, 1234.5, 0.12345678, 5000.0])
@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_what_is_shown_can_be_typed_back(language: str, value: float) -> None:
    set_language(language)
    assert wording.read_number(wording.exact(value)) == value


def test_numbers_that_are_none_are_refused() -> None:
    for text in ("", "-", "1..2", "0x10", "1 2 3 4", "infinity", "٣"):
        with pytest.raises(InputError):
            wording.read_number(text)
