"""Copy as Python: what the window shows and what its script makes are the same arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from diversify.gui.main_window import MainWindow
from diversify.gui.session import Session
from diversify.model import shipped_scenarios


def made(window: MainWindow) -> dict[str, Any]:
    """Copy, and run what was copied up to its last lines."""
    window.actions_.copy_python.trigger()
    text = QGuiApplication.clipboard().text()
    found: dict[str, Any] = {"__name__": "script"}
    exec(compile(text, "script.py", "exec"), found)
    return found


def assert_on_screen(session: Session, found: dict[str, Any]) -> None:
    result, reference = session.result, session.reference()
    np.testing.assert_array_equal(found["results"][0].values("gdp"), result.values("gdp"))
    np.testing.assert_array_equal(found["results"][0].frame("gva").to_numpy(), result.frame("gva").to_numpy())
    np.testing.assert_array_equal(found["effect"].values("gdp"), (result - reference).values("gdp"))
    assert found["scenarios"][0].key == session.scenario.key
    assert found["scenarios"][0].base == session.scenario.base


@pytest.mark.parametrize("base", [2025, 2021])
def test_every_shipped_scenario_as_the_window_has_it(window: MainWindow, base: int) -> None:
    session = window.session
    for name in shipped_scenarios():
        document = session.open(name)
        assert document is not None
        session.set_base(base)
        session.set_parameter("world_demand", 2.25)  # unsaved
        assert_on_screen(session, made(window))
        session.close(document)


def test_charts_comparison_and_ranges_are_those_on_screen(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    session.open("oil-windfall")
    session.compare_with(session.documents[0])
    session.set_closure("type2")
    window.set_chart_count(2)
    qtbot.waitUntil(lambda: session.uncertainty.ranges is not None, timeout=30_000)
    found = made(window)
    assert_on_screen(session, found)
    assert window.charts is not None
    assert found["charts"] == list(window.charts.charts)
    on_screen = window.charts.canvas.book.runs()
    assert [run.label for run in found["runs"]] == [run.label for run in on_screen]
    shown = window.charts.charts[0].indicators[0]
    np.testing.assert_array_equal(found["runs"][0].band[shown], on_screen[0].band[shown])
    np.testing.assert_array_equal(found["runs"][0].effect_band[shown], on_screen[0].effect_band[shown])
    assert "script" in session.said[-1][1]  # type: ignore[attr-defined]
