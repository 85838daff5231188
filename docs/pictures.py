"""Makes the pictures of the documentation: `python docs/pictures.py [NAME ...]`; no display is needed."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from diversify.cli import main as terminal
from diversify.gui.pages import PAGES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from diversify.gui.main_window import MainWindow

HERE = Path(__file__).resolve().parent
PICTURES = HERE / "pictures"
TABLE = HERE.parent / "tests" / "data" / "country" / "plain.csv"
SIZE = (1366, 768)
LEAST, PATIENCE = 1_500, 60_000  # ms: for charts; for the ranges that a worker computes
CHARTS = {
    "oil-share.png": ("decompose", "ai-strategy", "--chart"),
    "hindcast.png": ("hindcast", "--window", "2021-2025", "--chart"),
    "programme.png": ("attribute", "all-of-it", "--indicator", "oil_share_gva", "--years", "2050", "--chart"),
}


def draw(name: str) -> None:
    """Draw what a command of the terminal draws."""
    with tempfile.TemporaryDirectory() as folder:
        asked = [*CHARTS[name], str(PICTURES / name), "--output", str(Path(folder) / "text.txt")]
        if terminal(asked) != 0:
            raise SystemExit(f"{' '.join(asked)} failed")


def wait(least: int, done: Callable[[], bool] | None = None) -> None:
    """Let the window work for so many ms, and on until it is done."""
    from PySide6.QtCore import QElapsedTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < least or (done is not None and not done() and clock.elapsed() < PATIENCE):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def finished(window: MainWindow) -> Callable[[], bool]:
    """Whether the ranges of the active scenario are there."""

    def done() -> bool:
        return not window.session.uncertainty.pending

    return done


@contextmanager
def opened(spoken: str, names: Sequence[str]) -> Iterator[MainWindow]:
    """A window in a language with shipped scenarios open, the last one active; nothing is kept of it."""
    from PySide6.QtCore import QLocale, QSettings

    from diversify.gui.app import application
    from diversify.gui.main_window import MainWindow
    from diversify.gui.qt_texts import speak
    from diversify.gui.session import Session
    from diversify.gui.settings import Settings
    from diversify.text import set_language

    application(["diversify"])
    set_language(spoken)
    speak(spoken)
    QLocale.setDefault(QLocale(spoken))
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(Session(), Settings(store))
        for name in names:
            window.session.open(name)
        window.start([])
        window.resize(*SIZE)
        window.show()
        wait(LEAST)
        yield window
        for document in window.session.documents:
            document.saved = document.scenario  # closing asks nothing
        window.close()


def explore(window: MainWindow) -> QWidget:
    """The first page in 2050, the ceiling of the strategy raised."""
    window.session.set_parameter("adoption_ceiling", 70.0, start=2026)
    window.tiles.year.setValue(2050)
    return window


def first(window: MainWindow) -> QWidget:
    """The first page as it opens."""
    return window


def welcome(window: MainWindow) -> QWidget:
    """The ways in."""
    window.show_welcome()
    return window


def compare(window: MainWindow) -> QWidget:
    """Levers side by side."""
    from diversify.gui.compare.page import ComparePage

    window.pages.show_page("compare")
    page = window.pages.page("compare")
    if isinstance(page, ComparePage):
        page.tabs.setCurrentIndex(1)
    return window


def explain(window: MainWindow) -> QWidget:
    """Why the oil share changes, in the last year."""
    from diversify.gui.explain.page import ExplainPage

    window.pages.show_page("explain")
    page = window.pages.page("explain")
    if isinstance(page, ExplainPage):
        page.year.setValue(2050)
        page.list.setCurrentRow(1)
    return window


def data(window: MainWindow) -> QWidget:
    """The base table."""
    window.pages.show_page("data")
    return window


def oil_dependence(window: MainWindow) -> QWidget:
    """One chart, as for a slide."""
    window.set_chart_count(1)
    window.show_indicator("oil_share_goods_exports")
    if window.charts is not None:
        window.charts.pickers[0].difference.setChecked(True)
    return window


def path_editor(window: MainWindow) -> QWidget:
    """The window for a value by year, with the ceiling in points."""
    from diversify.gui.levers.path_editor import PathEditor
    from diversify.model.projection.parameters import records

    points = [(2026, 15), (2030, 30), (2036, 50), (2042, 60)]
    draft = window.session.scenario.with_change("adoption_ceiling", points=points)
    window.session.change(window.session.document, lambda _scenario: draft, "path")
    editor = PathEditor(window.session, records()["adoption_ceiling"], [()], window)
    editor.show()
    return editor


def evidence_card(window: MainWindow) -> QWidget:
    """What the ceiling rests on."""
    from diversify.gui.evidence_card import EvidenceCard

    card = EvidenceCard("adoption_ceiling", window)
    card.show()
    return card


def import_preview(window: MainWindow) -> QWidget:
    """A table of one's own, as the page for data shows it before it is taken."""
    window.pages.show_page("data")
    window.pages.page("data").open_file(TABLE)  # type: ignore[attr-defined] # the page of that id has it
    return window


STRATEGY, SEVERAL = ("baseline", "ai-strategy"), ("export-push", "ai-strategy")
THREE = ("baseline", "ai-strategy", "export-push")
SHOTS: dict[
    str, tuple[Callable[[MainWindow], QWidget], Sequence[str], str, str]
] = {  # shot, scenarios, language, page/part that it needs
    "window": (first, SEVERAL, "en", "explore"),
    "window-az": (first, SEVERAL, "az", "explore"),
    "window-ru": (first, SEVERAL, "ru", "explore"),
    "welcome": (welcome, STRATEGY, "en", "explore"),
    "explore": (explore, STRATEGY, "en", "explore"),
    "one-chart": (oil_dependence, THREE, "en", "explore"),
    "path-editor": (path_editor, STRATEGY, "en", "explore"),
    "evidence-card": (evidence_card, STRATEGY, "en", "explore"),
    "compare": (compare, THREE, "en", "compare"),
    "explain": (explain, STRATEGY, "en", "explain"),
    "data": (data, STRATEGY, "en", "data"),
    "import-preview": (import_preview, STRATEGY, "en", "data/own"),
}


def places() -> set[str]:
    """Ids of the pages of the window, and of the parts of the page for data."""
    found = {kind.id for kind in PAGES}
    if "data" in found:
        from diversify.gui.data.page import PARTS

        found |= {f"data/{part.id}" for part in PARTS}
    return found


def photograph(name: str) -> None:
    """Make one picture of the window, or say why there is none."""
    shot, names, spoken, needed = SHOTS[name]
    if needed not in places():
        print(f"{name}.png left out: the window has no “{needed}” yet")
        return
    with opened(spoken, names) as window:
        shown = shot(window)
        wait(LEAST, finished(window))
        shown.grab().save(str(PICTURES / f"{name}.png"))
        if shown is not window:
            shown.close()


def main(names: Sequence[str]) -> None:
    """Make the named pictures, or all."""
    PICTURES.mkdir(exist_ok=True)
    known = {**dict.fromkeys(CHARTS, draw), **dict.fromkeys(SHOTS, photograph)}
    for name in names or known:
        if name not in known:
            raise SystemExit(f"no picture {name}; there are {', '.join(known)}")
        known[name](name)


if __name__ == "__main__":
    main(sys.argv[1:])
