"""The page Data: hindcasts with their verdict, published figures beside ours; both computed in a job."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from diversify.gui.data import hindcasts
from diversify.gui.data.checked import CheckedView
from diversify.gui.data.hindcasts import FORMS, HindcastsView
from diversify.gui.data.page import DataPage
from diversify.gui.data.verdicts import verdict
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.tables import NUMBER
from diversify.model.analysis.checked_against import TOPICS, checked_against
from diversify.model.analysis.forecast_errors import mae
from diversify.model.analysis.hindcast import hindcast
from diversify.model.analysis.windows import WINDOWS


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> Iterator[DataPage]:
    made = DataPage(session, settings)
    qtbot.addWidget(made)
    made.resize(660, 560)
    made.show()
    yield made
    made.stop()


def choose(view: HindcastsView, box: str, data: str) -> None:
    widget = getattr(view, box)
    widget.setCurrentIndex(widget.findData(data))
    widget.activated.emit(widget.currentIndex())


def test_the_verdict_says_what_the_errors_say() -> None:
    for w in WINDOWS.values():
        for variant in w.variants:
            h = hindcast(w.name, variant)
            for key, title in (("gdp", "GDP growth"), ("nonoil_gdp", "non-oil growth")):
                g = h.growth[key]
                error = mae(g.model, g.actual)
                worse = error > 1.05 * min(mae(g.naive, g.actual), mae(g.last, g.actual))
                assert (f"On {title} it does not beat a naive guess" in verdict(h)) == worse
    assert "On GDP growth it does not beat a naive guess" in verdict(hindcast("2021-2025", "unconditional"))
    assert "it is no test" in verdict(hindcast("2021-2025", "ex_post"))
    assert "favours the model" in verdict(hindcast("2014-2019", "unconditional"))


def test_windows_and_variants_are_drawn_and_tabled(page: DataPage, qtbot: QtBot) -> None:
    view = page.show_part("hindcast")
    assert isinstance(view, HindcastsView)
    qtbot.waitUntil(lambda: view.chosen() is not None, timeout=20_000)
    assert view.waiting.isHidden()
    assert "does not beat a naive guess" in view.words.text()
    qtbot.waitUntil(lambda: view.picture.picture is not None, timeout=10_000)
    choose(view, "form", "shares")
    choose(view, "window_", "2014-2019")
    assert view.variant.count() == 2
    choose(view, "form", "numbers")
    first = hindcast("2014-2019", "unconditional").growth["gdp"]
    assert view.model.index(0, 2).data(NUMBER) == first.actual[0]
    assert view.model.index(1, 2).data(NUMBER) == first.model[0]
    years = [view.model.headerData(c, Qt.Orientation.Horizontal) for c in range(2, 7)]
    assert years == ["2015*", "2016*", "2017", "2018", "2019"]
    assert len(FORMS) == view.form.count()


def test_it_is_computed_only_when_shown_and_can_be_cancelled(
    page: DataPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    go_on = threading.Event()

    def slow(name: str, variant: str) -> object:
        asked.append(name)
        go_on.wait(10)
        return hindcast(name, variant)

    monkeypatch.setattr(hindcasts, "hindcast", slow)
    assert not asked
    view = page.show_part("hindcast")
    assert isinstance(view, HindcastsView)
    qtbot.waitUntil(lambda: bool(asked))
    assert view.waiting.isVisible()
    qtbot.keyClick(view.waiting.button, Qt.Key.Key_Space)
    assert view.waiting.bar.isHidden()
    go_on.set()
    qtbot.waitUntil(lambda: not view.jobs.busy)
    assert view.chosen() is None
    qtbot.keyClick(view.waiting.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.chosen() is not None, timeout=20_000)


def test_every_published_figure_is_beside_ours(page: DataPage, qtbot: QtBot) -> None:
    view = page.show_part("checked")
    assert isinstance(view, CheckedView)
    qtbot.waitUntil(lambda: view.model.rowCount() > 0, timeout=20_000)
    lines = checked_against()
    assert view.model.rowCount() == len(lines)
    assert view.model.index(0, 1).data(NUMBER) == lines[0].ours
    assert view.model.index(0, 3).data(NUMBER) == lines[0].difference
    for topic in TOPICS:
        view.topic.setCurrentIndex(view.topic.findData(topic))
        view.topic.activated.emit(view.topic.currentIndex())
        assert view.model.rowCount() == sum(line.topic == topic for line in lines)
        assert view.why.text()
