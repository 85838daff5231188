"""The page Data: a table file looked at, completed in place, and used as base; nothing is guessed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import made_layouts
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diversify.errors import DiversifyError
from diversify.gui.data.anchor_lines import look_at_anchors, template
from diversify.gui.data.own import OwnTableView
from diversify.gui.data.page import DataPage
from diversify.gui.drops import take
from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.model import load_economy, read_anchors, read_table, write_table
from diversify.model.economy.anchors import PURPOSE

COUNTRY = Path(__file__).parents[1] / "data" / "country"


@pytest.fixture
def view(qtbot: QtBot, session: Session, settings: Settings) -> Iterator[OwnTableView]:
    page = DataPage(session, settings)
    qtbot.addWidget(page)
    page.resize(660, 560)
    page.show()
    made = page.show_part("own")
    assert isinstance(made, OwnTableView)
    yield made
    page.stop()


def see(qtbot: QtBot, view: OwnTableView, path: Path) -> None:
    view.open_file(path)
    qtbot.waitUntil(lambda: not view.jobs.busy and view.look is not None and view.look.wish is view.wish)


def errors(view: OwnTableView) -> list[str]:
    return [text for level, text in view.session.said if level == "error"]  # type: ignore[attr-defined]


def test_another_base_year_says_what_it_changes(view: OwnTableView) -> None:
    assert "starts from this table" in view.bases.changes.text()
    assert not view.bases.start.isEnabled()
    view.bases.base.setCurrentIndex(view.bases.base.findData(2021))
    view.bases.base.activated.emit(1)
    for words in ("2021", "93,203", "70.9", "2022"):
        assert words in view.bases.changes.text()
    view.bases.start.click()
    assert view.session.scenario.base == 2021
    view.session.document.stack.undo()
    assert view.session.scenario.base == 2025


def test_a_table_and_its_anchors_become_the_base(view: OwnTableView, qtbot: QtBot) -> None:
    see(qtbot, view, COUNTRY / "resource.csv")
    assert not errors(view)
    assert "plain" in view.tabs.words.toPlainText()
    assert not view.use.isEnabled()
    assert "needs its anchors" in view.status.text()
    assert view.anchor_file is not None
    assert {line.name for line in view.anchor_file.missing} >= {
        "expenditure",
        "labour_force",
        "machinery",
        "MINE",
    }
    view.open_anchors(COUNTRY / "resource.toml")
    assert view.use.isEnabled()
    qtbot.keyClick(view.use, Qt.Key.Key_Space)
    assert view.session.scenario.base == 2021
    table = view.session.result.economy.table
    assert table.status == "user"
    assert table.codes == ("MINE", "FARM", "FACT", "BUILD", "SERV")
    assert "own table" in view.bases.base.currentText()
    assert not view.bases.back.isHidden()
    view.bases.back.click()
    assert view.session.result.economy is load_economy(2021)


def test_missing_year_and_unit_are_asked_for_in_place(
    view: OwnTableView, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made_layouts.write_xlsx(tmp_path / "table.xlsx", {"IOT": made_layouts.azstat()})
    see(qtbot, view, path)
    assert view.look is not None
    assert view.look.open == ("unit",)
    assert not errors(view)
    unit = view.questions.boxes["unit"]
    assert unit.isVisible()
    assert not view.questions.boxes["sheet"].isVisible()
    qtbot.keyClicks(unit, "mln AZN")
    qtbot.keyClick(unit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.look is not None and view.look.table is not None)
    assert view.look.table.unit == "mln AZN"
    assert unit.isVisible()  # what was said can be changed
    assert view.tabs.models["blocks"].rowCount() > 0
    assert view.tabs.models["left_out"].rowCount() == len(view.look.seen.left_out) > 0


def test_two_sheets_that_fit_are_offered_and_none_is_taken(
    view: OwnTableView, qtbot: QtBot, tmp_path: Path
) -> None:
    cells = made_layouts.azstat()
    path = made_layouts.write_xlsx(tmp_path / "two.xlsx", {"First": cells, "Second": cells})
    see(qtbot, view, path)
    assert view.look is not None
    assert "sheet" in view.look.open
    assert view.look.table is None
    box = view.questions.boxes["sheet"]
    assert box.currentData() == ""
    place = box.findData("Second")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    qtbot.waitUntil(lambda: view.look is not None and "sheet" not in view.look.open and not view.jobs.busy)
    assert view.look.wish.said["sheet"] == "Second"
    assert view.look.seen.imported is not None


def test_what_does_not_balance_is_shown_and_only_then_allowed(
    view: OwnTableView, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "broken.csv"
    text = (COUNTRY / "resource.csv").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("FARM,"))
    cells = row.split(",")
    last = max(i for i, cell in enumerate(cells) if cell.replace(".", "").isdigit())
    cells[last] = str(float(cells[last]) + 100.0)
    path.write_text(text.replace(row, ",".join(cells)), encoding="utf-8")
    see(qtbot, view, path)
    assert view.look is not None
    assert view.look.table is None
    assert "allow_unbalanced" in view.look.open
    assert "FARM" in view.status.text()
    view.questions.ticks["allow_unbalanced"].click()
    qtbot.waitUntil(lambda: view.look is not None and view.look.table is not None)
    assert not view.look.table.balanced


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04 broken", b"a,b\n1,2\n"])
def test_a_bad_file_is_one_message_and_an_intact_window(
    view: OwnTableView, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    before = view.session.result
    for name in ("bad.xlsx", "bad.csv", "bad.zip"):
        path = tmp_path / name
        path.write_bytes(content)
        count = len(errors(view))
        see(qtbot, view, path)
        assert view.look is not None
        assert view.look.problem
        assert len(errors(view)) - count == (0 if view.look.open else 1)
        assert not view.use.isEnabled()
        assert not view.use_table()
    assert view.session.result is before


def test_missing_anchors_are_listed_with_what_each_is_for(tmp_path: Path) -> None:
    table = read_table(COUNTRY / "resource.csv")
    nothing = look_at_anchors(None, table.codes)
    assert {line.name for line in nothing.missing if line.section == "[classes]"} == set(table.codes)
    assert all(line.purpose for line in nothing.lines)
    assert {line.name for line in nothing.lines} >= set(PURPOSE)
    partial = tmp_path / "some.toml"
    text = (COUNTRY / "resource.toml").read_text(encoding="utf-8").replace("population = 1900\n", "")
    partial.write_text(text, encoding="utf-8")
    found = look_at_anchors(partial, table.codes)
    assert found.anchors is None
    assert [line.name for line in found.missing] == ["population"]
    assert "population" in found.problem
    whole = look_at_anchors(COUNTRY / "resource.toml", table.codes)
    assert whole.anchors is not None
    assert not whole.missing
    partial.write_text("]", encoding="utf-8")
    assert look_at_anchors(partial, table.codes).problem


def test_a_template_filled_in_is_read(view: OwnTableView, qtbot: QtBot, tmp_path: Path) -> None:
    see(qtbot, view, COUNTRY / "resource.csv")
    path = tmp_path / "anchors.toml"
    assert view.write_template(path)
    with pytest.raises(DiversifyError):
        read_anchors(path)  # nothing is filled in: nothing is guessed
    lines = path.read_text(encoding="utf-8").splitlines()
    given = (COUNTRY / "resource.toml").read_text(encoding="utf-8").splitlines()
    values = {line.split(" = ")[0]: line for line in given if " = " in line}
    filled = [
        values.get(line.removeprefix("# ").split(" = ")[0].strip('"').split(" =")[0], line) for line in lines
    ]
    path.write_text("\n".join(filled), encoding="utf-8")
    assert read_anchors(path) == read_anchors(COUNTRY / "resource.toml")
    assert template(read_table(COUNTRY / "resource.csv")).count("for") > 3


def test_an_edited_copy_of_the_built_in_table_takes_the_built_in_anchors(
    view: OwnTableView, qtbot: QtBot, tmp_path: Path
) -> None:
    write_table(load_economy(2025).table, tmp_path / "edited.csv")
    see(qtbot, view, tmp_path / "edited.csv")
    assert not view.take.isHidden()
    assert not view.use.isEnabled()  # it is offered, not taken
    view.take.click()
    assert view.use_table()
    assert view.session.result.economy.table.status == "user"
    assert view.session.scenario.base == 2025


def test_anchors_of_another_year_are_refused(view: OwnTableView, qtbot: QtBot, tmp_path: Path) -> None:
    see(qtbot, view, COUNTRY / "resource.csv")
    path = tmp_path / "late.toml"
    text = (COUNTRY / "resource.toml").read_text(encoding="utf-8").replace("year = 2021", "year = 2022")
    path.write_text(text, encoding="utf-8")
    view.open_anchors(path)
    assert not view.use_table()
    assert "2022" in errors(view)[-1]
    assert view.session.scenario.base == 2025


def test_dropped_files_come_to_the_page(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    copied = Path(shutil.copy(COUNTRY / "resource.csv", tmp_path / "land.csv"))
    take(window, [copied])
    page = window.pages.page("data")
    assert isinstance(page, DataPage)
    view = page.part("own")
    assert isinstance(view, OwnTableView)
    qtbot.waitUntil(lambda: view.look is not None and view.look.table is not None)
    assert window.pages.current == "data"
