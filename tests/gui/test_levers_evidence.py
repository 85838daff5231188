"""The evidence card: every lever and parameter has one, complete, selectable, reached by keyboard."""

from __future__ import annotations

from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diversify.gui.evidence_card import EvidenceCard, omissions
from diversify.gui.levers.panel import LeverPanel
from diversify.gui.session import Session
from diversify.model.analysis.equations import entered, equations
from diversify.model.analysis.evidence import carded, evidence
from diversify.text import set_language


@pytest.mark.parametrize("name", list(carded()))
def test_every_card_answers_every_question(qtbot: QtBot, name: str) -> None:
    card = EvidenceCard(name)
    qtbot.addWidget(card)
    said = card.text.toPlainText()
    known = evidence(name)
    for part in (
        name,
        known.title,
        known.record.symbol,
        known.source,
        known.quality,
        known.support,
        known.off,
    ):
        assert part in said
    assert known.address in said
    assert " ".join(known.why.split()) in " ".join(said.split())
    for equation in entered(known.record):
        assert equation.id in said
    assert omissions(known.record)


def test_equations_name_functions_that_exist() -> None:
    for equation in equations().values():
        for place in equation.places:
            module, name = place.split(".")
            assert hasattr(import_module(f"diversify.model.projection.{module}"), name), place


def test_a_card_speaks_the_language_and_can_be_selected(qtbot: QtBot) -> None:
    for language, word in (("az", "Tətbiqin tavanı"), ("ru", "Потолок внедрения")):
        set_language(language)
        card = EvidenceCard("adoption_ceiling")
        qtbot.addWidget(card)
        assert word in card.text.toPlainText()
        assert word in card.text.accessibleName()
    card.text.selectAll()
    card.text.copy()
    assert "A1" in QApplication.clipboard().text()
    assert card.text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_the_card_opens_from_row_and_keyboard(qtbot: QtBot, session: Session) -> None:
    panel = LeverPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_scenario()
    row = panel.rows["oil_price"]
    panel.activateWindow()
    row.box.setFocus()
    qtbot.waitUntil(row.box.hasFocus)
    qtbot.keyClick(row.box, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    cards = panel.findChildren(EvidenceCard)
    assert [card.windowTitle() for card in cards] == ["Evidence: Oil price"]
    assert cards[0].isVisible()
    cards[0].reject()
    row.more.click()
    assert row.details is not None
    row.details.evidence.click()
    assert any(card.isVisible() for card in panel.findChildren(EvidenceCard))


def test_every_equation_that_a_card_names_is_listed_in_three_languages() -> None:
    for record in carded().values():
        for equation in entered(record):
            assert equation.places, f"{record.name}: {equation.id}"
            assert all(equation.title[language] for language in ("en", "az", "ru"))
