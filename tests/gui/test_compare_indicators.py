"""The table of scenarios and indicators: levels, differences, years, true numbers, worlds that are unlike."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from diversify.errors import InputError
from diversify.gui.compare.indicator_rows import read_years
from diversify.gui.compare.indicators import IndicatorsView
from diversify.gui.compare.page import ComparePage
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import NUMBER
from diversify.text import set_language


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> ComparePage:
    session.open("oil-windfall")
    session.open("low-oil-price")
    made = ComparePage(session, settings)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def view(page: ComparePage) -> IndicatorsView:
    found = page.show_part("indicators")
    assert isinstance(found, IndicatorsView)
    return found


def titles(view: IndicatorsView) -> list[str]:
    return [str(view.order.headerData(c, Qt.Orientation.Horizontal)) for c in range(view.order.columnCount())]


def names(view: IndicatorsView) -> list[str]:
    return [str(view.order.headerData(r, Qt.Orientation.Vertical)) for r in range(view.order.rowCount())]


def set_kind(view: IndicatorsView, kind: str) -> None:
    view.kind.setCurrentIndex(view.kind.findData(kind))
    view.kind.activated.emit(view.kind.currentIndex())


def type_years(view: IndicatorsView, text: str) -> None:
    view.when.setText(text)
    view.when.editingFinished.emit()


def test_cells_are_the_results_numbers_with_unit_and_base(view: IndicatorsView, session: Session) -> None:
    place = titles(view).index("GDP, volume\nmln AZN at prices of 2025\n2035")
    for row, document in enumerate(session.documents):
        number = view.order.index(row, place).data(NUMBER)
        assert number == document.result.series("gdp")[2035]
    assert [view.order.index(0, len(titles(view)) - 2 + k).data() for k in (0, 1)] == [
        "2025, estimated",
        "wage curve",
    ]
    assert "mln AZN at prices of 2025" in view.order.index(0, place).data(Qt.ItemDataRole.ToolTipRole)


def test_differences_are_from_the_chosen_reference(view: IndicatorsView, session: Session) -> None:
    set_kind(view, "differences")
    first = session.documents[0]
    session.compare_with(first)
    place = titles(view).index("GDP, volume, difference\n% difference\n2050")
    own = session.documents[1].result
    expected = 100.0 * (own.series("gdp")[2050] / first.result.series("gdp")[2050] - 1.0)
    assert np.isclose(view.order.index(1, place).data(NUMBER), expected)
    assert first.title in view.note.text()
    assert "Compared with: the same" in view.order.headerData(
        0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole
    )
    set_kind(view, "both")
    assert len(titles(view)) == 2 + 2 * 5 * 3


def test_rows_are_sorted_by_the_true_number(view: IndicatorsView, session: Session) -> None:
    place = titles(view).index("GDP, volume\nmln AZN at prices of 2025\n2035")
    view.table.sortByColumn(place, Qt.SortOrder.DescendingOrder)
    numbers = [view.order.index(row, place).data(NUMBER) for row in range(3)]
    assert numbers == sorted(numbers, reverse=True)
    by_title = {document.title: document.result.series("gdp")[2035] for document in session.documents}
    assert [by_title[name] for name in names(view)] == numbers


def test_years_and_indicators_are_chosen(view: IndicatorsView, session: Session) -> None:
    type_years(view, "2027; 2030-2031")
    assert view.years == (2027, 2030, 2031)
    type_years(view, "1990")
    assert view.years == (2027, 2030, 2031)
    assert view.when.text() == "2027, 2030, 2031"
    assert "outside 2025–2050" in session.said[-1][1]  # type: ignore[attr-defined]
    view.choose.click()
    view.choice.choose([("unemployment", "")])
    view.choice.changed.emit()
    view.choice.choose([("unemployment", ""), ("gva_share", "AGR")])
    view.choice.changed.emit()
    assert view.measures == [("unemployment", ""), ("gva_share", "AGR")]  # what was there stays in front
    last = len(titles(view)) - 3  # base and closure stand at the end
    assert "Agriculture" in titles(view)[last]
    shares = session.documents[0].result.frame("gva_share")
    assert view.order.index(0, last).data(NUMBER) == shares.loc[2031, "AGR"]
    view.choice.search.setText("UNEMPLOYMENT")
    assert not view.choice._items["unemployment", ""].isHidden()
    assert view.choice._items["gva_share", "AGR"].isHidden()


def test_unlike_worlds_are_marked_and_like_ones_are_not(view: IndicatorsView, session: Session) -> None:
    assert view.warning.isHidden()
    session.set_base(2021)
    assert view.warning.text() == "Not like for like: base year differ. Marked ⚠."
    assert [name.startswith("⚠") for name in names(view)] == [True, True, False]
    assert [name.endswith("(changed)") for name in names(view)] == [False, False, True]
    both = "mln AZN at prices of 2025 / mln AZN at prices of 2021"
    assert titles(view)[0] == f"GDP, volume\n{both}\n2030"
    assert view.order.index(0, titles(view).index("Base")).data() == "⚠ 2025, estimated"
    type_years(view, "2023, 2030")
    blank = [view.order.index(row, 0).data() for row in range(3)]
    assert blank[:2] == ["–", "–"]  # before their base year
    assert blank[2] != "–"
    session.undo_group.undo()
    assert view.warning.isHidden()


def test_a_copy_and_a_file_have_all_digits_quotes_and_no_formula(
    view: IndicatorsView, session: Session, tmp_path: Path
) -> None:
    session.set_title(session.document, '=1+1; "x"')
    set_language("az")
    view.renew()
    view.table.copy_all()
    gdp = session.document.result.series("gdp")[2030]
    assert repr(float(gdp)).replace(".", ",") in QGuiApplication.clipboard().text()
    assert view.table.write(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert {len(row) for row in rows} == {2 + 1 + 15}
    assert rows[-1][0] == '\'=1+1; "x"'
    assert float(rows[-1][1].replace(",", ".")) == gdp


def test_chosen_cells_alone_are_copied(view: IndicatorsView) -> None:
    view.table.setCurrentIndex(view.order.index(0, 2))
    model = view.table.selectionModel()
    for row in (0, 1):
        model.select(view.order.index(row, 2), model.SelectionFlag.Select)
    view.table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert all(line.count("\t") == 1 for line in lines)


def test_the_choice_is_remembered(
    view: IndicatorsView, page: ComparePage, session: Session, settings: Settings
) -> None:
    type_years(view, "2040")
    view.measures = [("gni", "")]
    set_kind(view, "both")
    other = ComparePage(session, settings)
    other.restore(page.state())
    again = other.part("indicators")
    assert isinstance(again, IndicatorsView)
    assert (again.years, again.measures, again.kind.currentData()) == ((2040,), [("gni", "")], "both")
    broken = {
        "part": "x",
        "parts": {"indicators": {"years": ["2040; rm"], "measures": [["no", 1], 7], "kind": 3}},
    }
    other.restore(json.dumps(broken).encode())
    assert again.years == (2030, 2035, 2050)
    other.deleteLater()


@pytest.mark.parametrize("text", ["", "20", "2030-2029", "2051", "2030-2031-2032", "٢٠٣٠", "2030.5"])
def test_years_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_years(text, 2025, 2050)
