"""Tables of one's own as base: what rests on them, what is marked, what is refused, and the way back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from diversify.charts.runs import base_status
from diversify.gui import kept_tables, own_tables
from diversify.gui.autosave import Autosave
from diversify.gui.chart_runs import ChartRuns
from diversify.gui.copy_python import copy_python
from diversify.gui.main_window import MainWindow
from diversify.gui.restore import remember, reopen, restore
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.model import Economy, load_economy, project, read_anchors, read_table
from diversify.model.projection.history_files import read_log

COUNTRY = Path(__file__).parents[1] / "data" / "country"


def copperland(year: int = 2021) -> Economy:
    """A made country of five sectors that lives on copper."""
    table, anchors = read_table(COUNTRY / "resource.csv"), read_anchors(COUNTRY / "resource.toml")
    return Economy(own_tables.as_own(replace(table, year=year)), replace(anchors, year=year))


def test_a_table_of_a_new_year_is_one_step_that_can_be_undone(session: Session) -> None:
    before = session.result
    own = copperland(2019)
    assert own_tables.use(session, own)
    assert session.scenario.base == 2019
    assert session.result.economy is own
    assert session.result.values("gdp")[-1] == project(own, session.scenario).values("gdp")[-1]
    assert session.document.counterfactual.economy is own
    assert own_tables.base_years(session) == [2025, 2021, 2019]
    assert own_tables.base_text(session, 2019) == "2019, own table"
    session.document.stack.undo()
    assert session.result is before
    session.document.stack.redo()
    assert session.result.economy is own
    assert own_tables.take_back(session, 2019)
    assert session.scenario.base == 2025


def test_a_table_takes_the_place_of_the_built_in_one_of_its_year(session: Session) -> None:
    built_in = load_economy(2025)
    table = replace(built_in.table, notes=("mine",))
    own = Economy(own_tables.as_own(table), built_in.anchors)
    session.set_parameter("oil_price", 50.0)
    assert own_tables.use(session, own)
    assert session.result.economy is own
    assert base_status(ChartRuns(session).runs()[0]) == "2025, own table"
    assert not session.document.stack.canUndo()
    assert own_tables.take_back(session, 2025)
    assert session.result.economy is built_in


def test_comparison_with_another_table_is_marked(session: Session) -> None:
    built_in = load_economy(2021)
    own = Economy(own_tables.as_own(built_in.table), built_in.anchors)
    first = session.document
    session.duplicate()
    assert own_tables.use(session, own)
    session.compare_with(first)
    assert "base" in session.difference().marks


def test_scenarios_with_other_sectors_are_compared_with_themselves(session: Session) -> None:
    first = session.document
    session.duplicate()
    session.compare_with(first)
    assert own_tables.use(session, copperland(2019))
    assert session.reference() is session.document.counterfactual
    assert "other sectors" in session.reference_name()
    assert session.difference().marks == ()


def test_what_cannot_be_computed_changes_nothing(session: Session) -> None:
    table, anchors = read_table(COUNTRY / "resource.csv"), read_anchors(COUNTRY / "resource.toml")
    bad = Economy(own_tables.as_own(table), replace(anchors, expenditure=99_999_999.0))
    before, base = session.result, session.scenario.base
    assert not own_tables.use(session, bad)
    assert session.result is before
    assert session.scenario.base == base
    assert own_tables.base_years(session) == [2025, 2021]
    assert session.calculator.economy(2021) is load_economy(2021)
    assert [level for level, _text in session.said] == ["error"]  # type: ignore[attr-defined]


def test_a_saved_scenario_says_what_it_rested_on_and_asks_for_it(session: Session, tmp_path: Path) -> None:
    own = copperland(2019)
    assert own_tables.use(session, own)
    path = tmp_path / "mine.toml"
    assert session.save(path)
    assert "base = 2019" in path.read_text(encoding="utf-8")
    log = read_log(path)
    assert log.stamp is not None
    assert own.table.data_hash.startswith(log.stamp.data)
    other = Session()
    said: list[str] = []
    other.messages.posted.connect(lambda text, level: said.append(text))
    assert other.open(path) is None
    assert "2019" in said[0]
    assert "Data" in said[0]
    assert other.open("baseline") is not None
    assert own_tables.use(other, copperland(2019))
    assert other.open(path) is not None
    other.shut()


def test_the_window_says_own_table_everywhere(window: MainWindow) -> None:
    session = window.session
    assert own_tables.use(session, copperland(2019))
    assert window.base.currentText() == "2019, own table"
    assert window.base.count() == 3
    assert [action.text() for action in window.actions_.bases if action.isChecked()] == ["2019, own table"]
    assert "own table" in window.statusBar().base.text()  # type: ignore[attr-defined]
    assert "own table" in window.windowTitle()
    copy_python(window)
    assert session.said[-1][0] == "error"  # type: ignore[attr-defined]
    session.set_parameter("oil_price", 60.0)
    assert own_tables.take_back(session, 2019)
    assert window.base.currentText() == "2025, estimated"
    assert not [text for level, text in session.said[:-1] if level == "error" and "unexpected" in text]  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", ["explore", "compare", "explain", "data"])
def test_every_page_takes_a_table_with_other_sectors(window: MainWindow, page: str) -> None:
    session = window.session
    assert own_tables.use(session, copperland(2019))
    window.pages.show_page(page)
    session.compare_with(session.documents[0])
    session.set_parameter("oil_price", 60.0)
    session.set_base(2025)
    session.document.stack.undo()
    assert not [text for level, text in session.said if level == "error"]  # type: ignore[attr-defined]


def test_an_own_table_comes_back_after_a_crash(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIVERSIFY_STATE", str(tmp_path / "sessions"))
    own = copperland(2019)
    assert own_tables.use(session, own)
    session.set_parameter("oil_price", 55.0)
    state = json.loads(json.dumps(Autosave(session, tmp_path / "sessions").state()))
    other = Session()
    restore(other, state)
    back = other.result.economy
    assert back.table.data_hash == own.table.data_hash
    assert back.table.status == "user"
    assert back.anchors == own.anchors
    assert (other.result.values("gdp") == session.result.values("gdp")).all()
    other.shut()


def test_an_own_table_comes_back_at_the_next_start_and_a_lost_one_is_said(
    session: Session, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIVERSIFY_STATE", str(tmp_path / "sessions"))
    assert own_tables.use(session, copperland(2019))
    assert session.save(tmp_path / "mine.toml")
    remember(session, settings)
    other = Session()
    reopen(other, settings)
    assert other.scenario.base == 2019
    other.shut()
    for file in kept_tables.folder().glob("*.json"):
        file.write_text("{}", encoding="utf-8")
    third = Session()
    said: list[str] = []
    third.messages.posted.connect(lambda text, level: said.append(text))
    reopen(third, settings)
    assert third.active is None
    assert any("Bring it in again" in text for text in said)
    third.shut()
