"""Levers: every control speaks to the session and shows what the session says."""

from __future__ import annotations

import math
from html import escape

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from diversify import text
from diversify.gui.lever_state import blank_text
from diversify.gui.levers.explain import explain
from diversify.gui.levers.panel import LeverPanel
from diversify.gui.levers.scale import Scale, scale_of
from diversify.gui.levers.value_box import ValueBox
from diversify.gui.session import Session
from diversify.model.projection.parameters import levers

LEVERS = tuple(levers())


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> LeverPanel:
    made = LeverPanel(session)
    qtbot.addWidget(made)
    made.resize(350, 700)
    made.show()
    made.show_scenario()
    return made


def change(session: Session, lever: str, sectors: tuple[str, ...] = ()) -> object:
    found = [c for c in session.scenario.changes if c.lever == lever and c.sectors == sectors]
    return found[0].value if found else None


@pytest.mark.parametrize("name", LEVERS)
def test_slider_moves_the_lever_and_the_box(panel: LeverPanel, session: Session, name: str) -> None:
    row = panel.rows[name]
    place = row.slider.maximum() * 2 // 5 + 1
    row.slider.setValue(place)
    assert change(session, name) == pytest.approx(row.scale.value(place))
    assert row.box.number() == pytest.approx(row.scale.value(place))
    assert row.mark.text() == "●"
    assert row.label.font().bold()


@pytest.mark.parametrize("name", LEVERS)
def test_box_moves_the_lever_and_the_slider(panel: LeverPanel, session: Session, name: str) -> None:
    row = panel.rows[name]
    value = row.scale.value(row.slider.maximum() * 5 // 9)
    row.box.setValue(value)
    assert change(session, name) == pytest.approx(value)
    assert row.slider.value() == row.scale.position(value)


@pytest.mark.parametrize("name", LEVERS)
def test_session_moves_box_and_slider(panel: LeverPanel, session: Session, name: str) -> None:
    row = panel.rows[name]
    value = row.scale.value(row.slider.maximum() // 2)
    assert session.set_parameter(name, value)
    assert row.box.number() == pytest.approx(value)
    assert row.slider.value() == row.scale.position(value)
    row.reset.click()
    assert change(session, name) is None
    assert row.mark.text() == " "
    assert not row.reset.isEnabled()


@pytest.mark.parametrize("name", LEVERS)
def test_an_exact_value_survives_being_shown(panel: LeverPanel, session: Session, name: str) -> None:
    record = levers()[name]
    if record.unit == "year":
        return
    value = record.min + (record.max - record.min) / 3.0
    assert session.set_parameter(name, value)
    panel.show_scenario()
    assert change(session, name) == value


def test_blank_levers_say_what_blank_means(panel: LeverPanel, session: Session) -> None:
    row = panel.rows["ai_investment_budget_public"]
    assert row.box.number() is None
    assert row.box.text() == "none"
    row.box.setValue(500.0)
    assert change(session, "ai_investment_budget_public") == 500.0
    row.box.setValue(row.box.minimum())
    assert change(session, "ai_investment_budget_public") is None
    assert row.box.text() == "none"
    assert panel.rows["ai_stop_year"].box.text() == "never"
    assert panel.rows["ai_investment_budget_private"].box.text() == "as needed"


def test_blank_ceiling_is_held_at_the_base_year(panel: LeverPanel, session: Session) -> None:
    panel.rows["adoption_ceiling"].reset.click()
    assert panel.rows["adoption_ceiling"].box.text() == "held at base year"


def test_emptying_the_box_makes_it_blank(qtbot: QtBot, panel: LeverPanel, session: Session) -> None:
    box = panel.rows["adoption_ceiling"].box
    box.setFocus()
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert change(session, "adoption_ceiling") is None


def test_timing_both_ways(panel: LeverPanel, session: Session) -> None:
    row = panel.rows["oil_price"]
    row.more.click()
    timing = row.timing
    assert timing is not None
    assert not timing.isEnabled()
    row.box.setValue(90.0)
    assert timing.isEnabled()
    timing.start.setValue(2030)
    timing.shape.setCurrentIndex(timing.shape.findData("linear"))
    timing.shape.activated.emit(timing.shape.currentIndex())
    timing.end.setValue(2035)
    timing.until.setValue(2040)
    moved = next(c for c in session.scenario.changes if c.lever == "oil_price")
    assert (moved.value, moved.start, moved.shape, moved.end, moved.until) == (
        90.0,
        2030,
        "linear",
        2035,
        2040,
    )
    row.slider.setValue(row.slider.value() + 5)  # the value moves, the timing stays
    moved = next(c for c in session.scenario.changes if c.lever == "oil_price")
    assert (moved.start, moved.shape, moved.end, moved.until) == (2030, "linear", 2035, 2040)
    assert session.set_parameter("oil_price", 80.0, start=2032, end=2036, until=None, shape="s-curve")
    assert (timing.start.value(), timing.end.value(), timing.until.text()) == (2032, 2036, "stays")
    assert timing.shape.currentData() == "s-curve"


def test_mode_changes_the_range(panel: LeverPanel, session: Session) -> None:
    row = panel.rows["productivity"]
    assert row.box.text() == "by sector"
    row.box.setValue(2.0)
    row.more.click()
    assert row.timing is not None
    row.timing.mode.setCurrentIndex(row.timing.mode.findData("add"))
    row.timing.mode.activated.emit(row.timing.mode.currentIndex())
    moved = next(c for c in session.scenario.changes if c.lever == "productivity")
    assert (moved.mode, moved.value) == ("add", 0.0)
    row.box.setValue(-0.5)
    moved = next(c for c in session.scenario.changes if c.lever == "productivity")
    assert (moved.mode, moved.value) == ("add", -0.5)
    assert row.scale.low < 0.0


def test_a_path_of_points_is_named_and_replaced_by_one_value(panel: LeverPanel, session: Session) -> None:
    session.open("fast-oil-decline")
    session.duplicate()
    path = session.scenario.with_change("oil_price", points=[(2027, 60.0), (2035, 80.0)])
    session._change(lambda scenario: path, "path")
    row = panel.rows["oil_price"]
    assert row.note.text() == "a path: 2027: 60, 2035: 80"
    assert row.box.number() == 80.0
    row.box.setValue(70.0)
    assert change(session, "oil_price") == 70.0
    assert row.note.isHidden()


def test_search_folds_case_and_dots(panel: LeverPanel) -> None:
    assert text.folded("İNVESTİSİYA ılıq Şəki") == text.folded("investisiya ILIQ ŞƏKI")
    panel.search.setText("  CEİLING adoptıon")
    shown = {name for name, row in panel.rows.items() if not row.isHidden()}
    assert "adoption_ceiling" in shown
    assert len(shown) < 6
    for words in ("DANIMARKADA 42", "danimarkada 42", "Дании", "Denmark stood"):  # only its note says so
        panel.search.setText(words)
        assert {name for name, row in panel.rows.items() if not row.isHidden()} == {"adoption_ceiling"}
    assert panel.groups["AI adoption"].isVisible()
    assert not panel.groups["Oil and gas"].isVisible()
    panel.search.setText("xyzzy")
    assert panel.nothing.isVisible()
    panel.search.clear()
    assert all(not row.isHidden() for row in panel.rows.values())


def test_moved_only(panel: LeverPanel, session: Session) -> None:
    panel.only_moved.setChecked(True)
    shown = {name for name, row in panel.rows.items() if not row.isHidden()}
    assert shown == {c.lever for c in session.scenario.changes}
    session.set_parameter("gas_price", 2.0)
    assert not panel.rows["gas_price"].isHidden()


def test_groups_close_and_count(panel: LeverPanel) -> None:
    group = panel.groups["AI adoption"]
    assert group.heading.text() == f"AI adoption ({len(group.rows)}) – 2 moved"
    group.heading.click()
    assert not group.body.isVisible()
    panel.search.setText("ceiling")
    assert group.body.isVisible()


@pytest.mark.parametrize("name", LEVERS)
def test_tooltip_has_meaning_range_and_source(name: str) -> None:
    record = levers()[name]
    said = explain(record, blank_text(record))
    assert escape(record.title["en"]) in said
    assert "Range:" in said
    assert "Source:" in said
    assert "Quality" in said
    assert len(said) > 80


@pytest.mark.parametrize("mode", ["set", "add", "scale"])
@pytest.mark.parametrize("name", LEVERS)
def test_scale_maps_there_and_back(name: str, mode: str) -> None:
    scale = scale_of(levers()[name], mode)
    assert all(scale.position(scale.value(k)) == k for k in range(scale.last + 1))
    assert scale.value(0) == scale.low
    assert scale.value(scale.last) == pytest.approx(scale.high, abs=scale.step)
    assert scale.spread(9)[0] == scale.low


def test_scale_leaves_no_binary_dust() -> None:
    scale = Scale(0.0, 1.0, 0.005, 3)
    assert str(scale.value(67)) == "0.335"


def test_wheel_over_a_control_without_focus_scrolls_only(panel: LeverPanel, session: Session) -> None:
    before = session.scenario
    for widget in (panel.rows["oil_price"].slider, panel.rows["oil_price"].box):
        widget.clearFocus()
        event = QWheelEvent(
            QPointF(5, 5), widget.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
    assert session.scenario == before


@pytest.mark.parametrize("language", ["en", "az", "ru"])
def test_value_box_reads_point_and_comma_in_every_language(qtbot: QtBot, language: str) -> None:
    text.set_language(language)
    box = ValueBox()
    qtbot.addWidget(box)
    box.set_scale(Scale(-1.0, 2000.0, 0.1, 1), "blank")
    for typed, number in (
        ("1234.56", 1234.56),
        ("1234,56", 1234.56),
        ("-0,5", -0.5),
        ("", None),
        ("blank", None),
    ):
        assert box.validate(typed, 0)[0] == QValidator.State.Acceptable
        value = box.valueFromText(typed)
        assert value == (box.minimum() if number is None else number)
    box.set_number(0.5)
    assert box.text() == f"0{QLocale(language).decimalPoint()}5"
    for typed in ("5000", "-3", "-"):
        assert box.validate(typed, 0)[0] == QValidator.State.Intermediate
    for typed in ("x", "1e", "nan", "inf", "1 2"):
        assert box.validate(typed, 0)[0] != QValidator.State.Acceptable
    assert box.fixup("5000") == "2000" + QLocale(language).decimalPoint() + "0"
    assert not math.isnan(box.value())


def test_a_number_out_of_range_is_corrected_aloud(qtbot: QtBot, panel: LeverPanel, session: Session) -> None:
    row = panel.rows["adoption_ceiling"]
    row.box.setFocus()
    row.box.selectAll()
    qtbot.keyClicks(row.box, "250")
    qtbot.keyClick(row.box, Qt.Key.Key_Return)
    assert change(session, "adoption_ceiling") == row.scale.high
    level, said = session.said[-1]  # type: ignore[attr-defined]
    assert level == "notice"
    assert "250" in said
    assert "95" in said
    assert row.title in said


def test_undo_after_typing_is_the_undo_of_the_window(
    qtbot: QtBot, panel: LeverPanel, session: Session
) -> None:
    row = panel.rows["adoption_ceiling"]
    row.more.setChecked(True)
    assert row.timing is not None
    for box, typed in ((row.box, "70"), (row.timing.start, "2030")):
        box.setFocus()
        box.selectAll()
        qtbot.keyClicks(box, typed)
        assert takes_undo(box)  # half typed: its own
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert not takes_undo(box)


def takes_undo(box: QWidget) -> bool:
    return takes(box, Qt.Key.Key_Z)


def takes(box: QWidget, key: Qt.Key) -> bool:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(box, event)
    return event.isAccepted()


def test_fields_leave_the_window_its_commands(panel: LeverPanel) -> None:
    for field in (panel.rows["oil_price"].box, panel.search):
        assert not takes(field, Qt.Key.Key_E)  # export, end of line on X11
        assert not takes(field, Qt.Key.Key_D)  # duplicate, delete on X11
        assert takes(field, Qt.Key.Key_V)
