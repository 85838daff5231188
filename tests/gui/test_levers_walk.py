"""A random walk over the windows of levers: no exception, and what they show is what the scenario says."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diversify.gui.lever_state import origin, state_of
from diversify.gui.levers.panel import LeverPanel
from diversify.gui.levers.path_editor import PathEditor
from diversify.gui.levers.sector_editor import SectorEditor
from diversify.gui.levers.sector_model import VALUE
from diversify.gui.parameters_view import ParametersView
from diversify.gui.session import Session
from diversify.model.projection.parameters import levers, records
from diversify.text import localized

STEPS = 150
KEYS = (
    Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Insert,
    Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip
WORDS = ("", "tətbiq", "НЕФТЬ", "zzz", "price")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_random_walk_leaves_everything_consistent(qtbot: QtBot, session: Session, seed: int) -> None:
    chance = random.Random(seed)
    session.open("priority-sectors")
    panel = LeverPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    view = ParametersView(session, panel)
    view.show()
    sectoral = [record for record in levers().values() if record.sectoral]
    sectors = SectorEditor(session, chance.choice(sectoral), panel)
    sectors.show()
    paths = [PathEditor(session, levers()["oil_price"], ((),), panel) for _i in range(2)]
    for path in paths:
        path.show()
    codes = [sector.code for sector in session.result.sectors]

    def act() -> None:
        row = panel.rows[chance.choice(list(panel.rows))]
        path, stack = chance.choice(paths), session.undo_group.activeStack()
        deed = chance.randrange(13)
        if deed < 3:
            row.slider.setValue(chance.randrange(row.slider.maximum() + 1))
        elif deed == 3:
            row.lock.click()
        elif deed == 4:
            row.reset.click()
        elif deed == 5:
            chance.choice((stack.undo, stack.redo))()
        elif deed == 6:
            qtbot.keyClick(path.graph, chance.choice(KEYS))
        elif deed == 7:
            chance.choice((path.single, path.many)).click()
        elif deed == 8:
            path.apply()
        elif deed == 9:
            sectors.choose(chance.sample(codes, 3))
            chance.choice((sectors.set_chosen, sectors.clear_chosen))()
        elif deed == 10:
            chance.choice((panel.only_moved, panel.only_favourites)).click()
            panel.search.setText(chance.choice(WORDS))
        elif deed == 11:
            _record, item = chance.choice(view.tree.lines)
            view.tree.setCurrentItem(item)
            chance.choice((view.low, view.high, view.central, view.reset)).click()
        else:
            row.more.click()

    for _step in range(STEPS):
        act()
    print(f"seed {seed}: {localized(session.scenario.title)}, {len(session.scenario.changes)} changes")
    scenario, defaults = session.scenario, session.defaults()
    for name, row in panel.rows.items():
        state = state_of(scenario, name, defaults.get(name))
        number = row.box.number()
        assert row.origin == origin(scenario, name)
        assert (number is None) == (state.value is None) or number == pytest.approx(row.scale.low), name
        if state.value is not None and number is not None and row.record.unit != "year":
            assert number == pytest.approx(state.value, abs=row.scale.step), name
        assert row.locked == (name in session.locked)
    for line in sectors.model.lines:
        state = state_of(scenario, sectors.record.name, None, (line.code,))
        assert line.value == state.value
        assert (sectors.model.index(sectors.model.lines.index(line), VALUE).data() != "") == state.changed
    for record, item in view.tree.lines:
        assert item.font(1).bold() == (record.name in scenario.parameters)
    assert set(scenario.parameters) <= set(records())
