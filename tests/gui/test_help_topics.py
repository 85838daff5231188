"""F1 leads somewhere: levers, parameters, indicators, pages and charts each have a topic that opens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl

from diversify import manual
from diversify.charts import chart, charts
from diversify.gui.help import LESSONS, content, open_help, topic_of
from diversify.gui.main_window import MainWindow
from diversify.gui.pages import PAGES
from diversify.model.analysis.equations import entered
from diversify.model.analysis.evidence import carded
from diversify.model.analysis.programme import initiatives
from diversify.model.projection.parameters import Record, indicators
from diversify.text import set_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    set_language("en")


@pytest.mark.parametrize("record", carded().values(), ids=lambda record: record.name)
def test_a_record_shows_its_section_and_its_equations(record: Record) -> None:
    text = content(f"lever:{record.name}")
    page = "levers.md" if record.kind == "lever" else "parameters.md"
    assert manual.section(page, record.name).text in text
    for equation in entered(record):
        assert manual.equation(equation.id).text in text
    set_language("ru")
    other = content(f"lever:{record.name}")
    assert record.title["ru"] in other
    assert all(manual.equation(equation.id).text in other for equation in entered(record))


def test_levers_of_the_programme_say_so() -> None:
    for row in initiatives():
        for name in row.levers:
            text = content(f"lever:{name}")
            assert f"{row.row}. {row.title['en']}" in text
            assert "](programme.md)" in text
    assert "](programme.md)" not in content("lever:oil_price")


def test_every_indicator_and_every_chart_has_help() -> None:
    for name, indicator in indicators().items():
        text = content(f"indicator:{name}")
        assert indicator.definition["en"] in text
        assert manual.section("indicators.md", name)
    for name in charts():
        assert content(f"indicator:{','.join(chart(name).indicators)}").count("# ") >= 1


def test_every_page_leads_to_a_step_of_a_tutorial() -> None:
    for kind in PAGES:
        step = manual.section(*LESSONS[kind.id])
        assert step.text in content(f"page:{kind.id}")
        set_language("az")
        assert f"]({step.page}#{manual.anchor(step.title)})" in content(f"page:{kind.id}")
        set_language("en")


def test_charts_say_what_they_show(window: MainWindow) -> None:
    assert window.charts is not None
    picker = window.charts.pickers[0]
    picker.show_chart(chart("unemployment"))
    assert topic_of(picker.combo) == "indicator:unemployment"
    topic = topic_of(window.charts.canvas)
    assert topic.startswith("indicator:unemployment,")
    shown = open_help(window, topic)
    assert "unemployment" in shown.browser.toPlainText().lower()


def test_links_of_help_lead_on(window: MainWindow) -> None:
    shown = open_help(window, "lever:public_rd").browser
    shown.anchorClicked.emit(QUrl("programme.md"))
    assert "The national programme" in shown.toPlainText()
    shown.anchorClicked.emit(QUrl("model.md#r3-research"))
    assert shown.textCursor().block().text() == "R3 Research"
