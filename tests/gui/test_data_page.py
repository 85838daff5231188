"""The page Data as a whole and its first part: the base table, its numbers, finding, copying, saving."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from diversify.gui.data import saving
from diversify.gui.data.base_table import FORMS, BaseTableView
from diversify.gui.data.making import checks
from diversify.gui.data.matrices import BASES, QUANTITIES, matrix
from diversify.gui.data.page import PARTS, DataPage
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import NUMBER
from diversify.model import Accounts, load_table
from diversify.model.economy.importing import import_file
from diversify.text import set_language


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> DataPage:
    made = DataPage(session, settings)
    qtbot.addWidget(made)
    made.resize(660, 560)
    made.show()
    return made


@pytest.fixture
def view(page: DataPage) -> BaseTableView:
    made = page.show_part("table")
    assert isinstance(made, BaseTableView)
    return made


def test_every_control_has_a_name_and_is_reached_by_keys(page: DataPage) -> None:
    for part in PARTS:
        view = page.show_part(part.id)
        for widget in view.findChildren(QWidget):
            inner = isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QLineEdit | QAbstractItemView)
            if inner or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(view):
                continue
            face = QAccessible.queryAccessibleInterface(widget)
            name = widget.accessibleName() or face.text(QAccessible.Text.Name)
            kind = type(widget).__name__
            assert name or kind in ("QHeaderView", "QScrollBar", "QTabWidget"), (part.id, widget)


@pytest.mark.parametrize("language", ["az", "ru"])
def test_every_part_fits_a_small_window_in_every_language(
    qtbot: QtBot, session: Session, settings: Settings, language: str
) -> None:
    set_language(language)
    made = DataPage(session, settings)
    qtbot.addWidget(made)
    made.show()
    for part in PARTS:
        view = made.show_part(part.id)
        assert view.minimumSizeHint().width() <= 640, part.id  # beside the levers in a window of 1024


def test_the_page_remembers_its_part_and_choices(
    page: DataPage, qtbot: QtBot, session: Session, settings: Settings
) -> None:
    view = page.show_part("table")
    assert isinstance(view, BaseTableView)
    view.quantity.setCurrentIndex(view.quantity.findData("inverse"))
    page.show_part(PARTS[-1].id)
    other = DataPage(session, settings)
    qtbot.addWidget(other)
    other.restore(page.state())
    assert other.tabs.currentIndex() == len(PARTS) - 1
    again = other.part("table")
    assert isinstance(again, BaseTableView)
    assert again.quantity.currentData() == "inverse"
    other.restore(b"nonsense")


@pytest.mark.parametrize("flows", BASES)
def test_matrices_hold_the_identities_they_show(flows: str) -> None:
    table = load_table(2021)
    of = {q: matrix(table, q, flows) for q in QUANTITIES}  # type: ignore[arg-type]
    inputs = of["inputs"].values
    kept = [i for i, row in enumerate(of["inputs"].rows) if not row.sum]
    np.testing.assert_allclose(inputs[kept].sum(axis=0), 1.0, atol=1e-9)  # costs make up a unit of output
    np.testing.assert_allclose(of["sales"].values.sum(axis=1), 1.0, atol=1e-9)  # uses make up output
    flat = of["flows"].values[: table.n]
    np.testing.assert_allclose(
        flat[:, -2] if flows == "domestic" else flat[:, -3] - flat[:, -2], table.x, atol=1e-6
    )
    inverse = Accounts(table, flows).leontief_inverse().to_numpy()  # type: ignore[arg-type]
    np.testing.assert_allclose(of["inverse"].values[:-1], inverse, atol=1e-12)


def test_names_stay_in_the_headers_and_numbers_follow_the_choice(view: BaseTableView) -> None:
    table = view.session.result.economy.table
    assert view.model.headerData(1, Qt.Orientation.Vertical) == f"OILGAS  {table.sectors[1].title}"
    assert view.model.headerData(1, Qt.Orientation.Horizontal) == "OILGAS"
    assert view.model.index(1, 1).data(NUMBER) == table.Z[1, 1]
    view.quantity.setCurrentIndex(view.quantity.findData("inputs"))
    view.quantity.activated.emit(1)
    assert view.model.index(1, 1).data(NUMBER) == pytest.approx(table.Z[1, 1] / table.x[1])
    assert "estimated" in view.about.text()
    assert "GRAS" in view.about.text()


def test_a_sector_is_found_by_code_or_name_and_enter_goes_on(view: BaseTableView, qtbot: QtBot) -> None:
    qtbot.keyClicks(view.search, "const")
    table = view.session.result.economy.table
    assert view.table.currentIndex().row() == table.index("CONS")
    assert view.table.currentIndex().column() == table.index("CONS")
    view.search.clear()
    qtbot.keyClicks(view.search, " and ")
    first = view.table.currentIndex().row()
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert view.table.currentIndex().row() > first
    view.search.setText("no such thing")
    assert "no such thing" in view.note.text()


@pytest.mark.parametrize(("language", "sign"), [("en", "."), ("az", ",")])
def test_a_selection_is_copied_with_the_decimal_sign_of_the_language(
    view: BaseTableView, language: str, sign: str
) -> None:
    set_language(language)
    view.table.clearSelection()
    view.table.setCurrentIndex(view.model.index(0, 0))
    selection = view.table.selectionModel()
    block = QItemSelection(view.model.index(0, 0), view.model.index(1, 1))
    selection.select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    view.table.copy()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0] == ["", "AGR", "OILGAS"]
    value = view.session.result.economy.table.Z[0, 0]
    assert lines[1][1] == repr(float(value)).replace(".", sign)
    assert len(lines) == 3


def test_the_whole_table_is_saved_so_that_it_can_be_read_again(view: BaseTableView, tmp_path: Path) -> None:
    table = view.session.result.economy.table
    for kind, name in (("plain-csv", "a.csv"), ("plain-xlsx", "b.xlsx")):
        assert saving.write(view.table, table, tmp_path / name, kind)
        assert import_file(tmp_path / name).table().data_hash == table.data_hash
    for kind, name in (("csv", "c.csv"), ("xlsx", "d.xlsx")):
        assert saving.write(view.table, table, tmp_path / name, kind)
    from openpyxl import load_workbook

    sheet = load_workbook(tmp_path / "d.xlsx").active
    assert sheet is not None
    assert sheet.cell(2, 2).value == pytest.approx(float(table.Z[0, 0]), rel=1e-14)
    assert not saving.write(view.table, table, tmp_path / "none" / "e.csv", "plain-csv")


def test_the_map_is_drawn_and_the_making_says_what_is_left(view: BaseTableView, qtbot: QtBot) -> None:
    view.form.setCurrentIndex(list(FORMS).index("map"))
    view.form.activated.emit(1)
    qtbot.waitUntil(lambda: view.picture.picture is not None, timeout=10_000)
    assert "2025" in view.picture.picture.titles()[0]
    view.form.setCurrentIndex(list(FORMS).index("making"))
    view.form.activated.emit(2)
    text = view.making.text.toPlainText()
    assert "GRAS" in text
    assert "0.022" in text
    assert view.making.model.rowCount() == len(checks(load_table(2025)))
    for _name, official, ours in checks(load_table(2025)):
        assert ours == pytest.approx(official, abs=0.5)
    view.session.set_base(2021)
    assert "third party" in view.making.text.toPlainText()
