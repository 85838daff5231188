"""The page Data: identities with residuals, sources with their uses, parameters with their evidence."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diversify.gui.data.identities import FORMS, IdentitiesView
from diversify.gui.data.page import DataPage
from diversify.gui.data.parameters import ParametersView
from diversify.gui.data.residuals import gdp_three_ways, table_residuals
from diversify.gui.data.source_uses import source_lines
from diversify.gui.data.sources import SourcesView
from diversify.gui.evidence_card import EvidenceCard
from diversify.gui.manual_browser import ManualBrowser
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import NUMBER
from diversify.model import load_table
from diversify.model.analysis.evidence import carded
from diversify.model.economy.table import Table
from diversify.model.projection.identities import TITLES
from diversify.model.projection.sources import sources


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> DataPage:
    made = DataPage(session, settings)
    qtbot.addWidget(made)
    made.resize(660, 560)
    made.show()
    return made


def choose(view: IdentitiesView, form: str) -> None:
    view.form.setCurrentIndex(list(FORMS).index(form))
    view.form.activated.emit(view.form.currentIndex())


def test_gdp_is_the_same_three_ways_and_a_broken_row_shows() -> None:
    table = load_table(2021)
    assert list(gdp_three_ways(table).values()) == pytest.approx([table.gdp] * 3)
    Z = table.Z.copy()
    Z[0, 0] += 5.0
    names = ("sectors", "Y", "M", "x", "value_added", "taxes_on_inputs", "taxes_on_final", "year")
    broken = Table(Z=Z, allow_unbalanced=True, **{name: getattr(table, name) for name in names})
    rows, columns = table_residuals(broken)
    assert rows[0] == pytest.approx(5.0)
    assert columns[0] == pytest.approx(5.0)
    assert np.abs(rows[1:]).max() < 1e-6


def test_every_identity_of_the_run_is_named_with_its_worst_year(page: DataPage, session: Session) -> None:
    view = page.show_part("identities")
    assert isinstance(view, IdentitiesView)
    assert "129,094" in view.words.text()
    assert view.model.rowCount() == load_table(2025).n
    choose(view, "worst")
    assert view.model.rowCount() == len(TITLES)
    result = session.result
    name, year, size = result.worst_residual
    row = list(result.residuals).index(name)
    assert view.model.index(row, 0).data() == TITLES[name]
    assert view.model.index(row, 1).data() == str(year)
    assert abs(view.model.index(row, 2).data(NUMBER)) == pytest.approx(abs(size))
    assert TITLES[name] in view.words.text()
    choose(view, "years")
    assert view.model.rowCount() == len(result.years)
    assert view.model.columnCount() == 1 + len(TITLES)


def test_the_residuals_follow_the_levers(page: DataPage, session: Session) -> None:
    view = page.show_part("identities")
    assert isinstance(view, IdentitiesView)
    choose(view, "years")
    before = [view.model.index(9, c).data(NUMBER) for c in range(1, view.model.columnCount())]
    session.set_parameter("oil_price", 45.0)
    after = [view.model.index(9, c).data(NUMBER) for c in range(1, view.model.columnCount())]
    assert after == [float(v[9]) for v in session.result.residuals.values()]
    assert after != before


def test_all_sources_are_listed_with_their_uses(page: DataPage, qtbot: QtBot) -> None:
    lines = {line.id: line for line in source_lines()}
    assert set(lines) >= set(sources())
    for name, record in carded().items():
        assert name in lines[record.source_id].records
    assert "iot_2021_official_23sector.csv" in lines["ssc_iot_2021"].files
    assert lines["weo_2026_04"].licence == "IMF terms of use"
    view = page.show_part("sources")
    assert isinstance(view, SourcesView)
    assert view.order.rowCount() == len(lines)
    qtbot.keyClicks(view.search, "weo april")
    assert 0 < view.order.rowCount() < 10
    view.search.setText("P001")
    view.table.setCurrentIndex(view.order.index(0, 0))
    assert "https://" in view.card.toPlainText()
    assert "adoption_a0" in view.card.toPlainText()


def test_assumptions_are_filtered_and_the_scenarios_value_stands_out(
    page: DataPage, session: Session
) -> None:
    view = page.show_part("parameters")
    assert isinstance(view, ParametersView)
    assert view.model.rowCount() == len(carded())
    view.mark.setCurrentIndex(view.mark.findData("A"))
    view.mark.activated.emit(view.mark.currentIndex())
    assert view.model.rowCount() == sum(record.mark == "A" for record in carded().values())
    view.mark.setCurrentIndex(0)
    view.stated.setChecked(True)
    before = view.model.rowCount()
    assert before == len({change.lever for change in session.scenario.changes})
    assert session.set_state("theta", "high")
    assert view.model.rowCount() == before + 1


def test_the_evidence_and_the_manual_open_from_the_keyboard(page: DataPage, qtbot: QtBot) -> None:
    view = page.show_part("parameters")
    assert isinstance(view, ParametersView)
    qtbot.keyClicks(view.search, "wage_curve_eta")
    view.table.setCurrentIndex(view.order.index(0, 0))
    assert view.chosen() == "wage_curve_eta"
    qtbot.keyClick(view.evidence, Qt.Key.Key_Space)
    cards = view.findChildren(EvidenceCard)
    assert len(cards) == 1
    assert "wage_curve_eta" in cards[0].text.toPlainText()
    qtbot.keyClick(view.manual, Qt.Key.Key_Space)
    browser = view.findChild(ManualBrowser)
    assert browser is not None
    assert browser.textCursor().block().text() == "wage_curve_eta"
    browser.close()
    cards[0].close()
