"""Nothing typed is lost: kept within a second, recovered after a kill, gone after a clean end."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from diversify.gui.autosave import DELAY, Autosave, typing
from diversify.gui.desktop import Desktop
from diversify.gui.kept_scenario import packed, unpacked
from diversify.gui.restore import forget, recover, remember, reopen
from diversify.gui.session import Session
from diversify.gui.settings import Settings
from diversify.gui.shelf import Place, abandoned, new_place, shelf_folder
from diversify.gui.widgets import named
from diversify.model import load_scenario, save_scenario, shipped_scenarios

KILLS = 50


@pytest.fixture
def other(qapp: object) -> Iterator[Session]:
    """The session of the next run."""
    made = Session()
    made.said = []  # type: ignore[attr-defined]
    made.messages.posted.connect(lambda text, level: made.said.append(text))  # type: ignore[attr-defined]
    yield made
    made.shut()


def killed(autosave: Autosave) -> None:
    """Leave the folder as a program that is gone does: locked by nobody."""
    autosave._timer.stop()
    autosave._ended = True
    assert autosave._place is not None
    autosave._place._lock.unlock()


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_scenario_is_kept_exactly(name: str) -> None:
    scenario = load_scenario(name).with_parameter("theta", "low").with_change("oil_price", 71.25, start=2030)
    found = unpacked(packed(scenario))
    assert found == scenario
    assert found.key == scenario.key
    assert found.file == scenario.file
    assert (found.inherits is None) == (scenario.inherits is None)
    if scenario.inherits is not None:
        assert found.own == scenario.own


def test_everything_open_comes_back(session: Session, other: Session, tmp_path: Path) -> None:
    session.open("oil-windfall")
    session.duplicate()
    session.set_parameter("world_demand", 4.0)
    session.open(Path(save_scenario(load_scenario("ai-low"), tmp_path / "mine.toml").file or ""))
    session.set_closure("type2")
    session.set_base(2021)
    session.show(session.documents[0], False)
    session.show(None, False)
    session.compare_with(session.documents[1])
    session.activate(session.documents[2])
    keeper = Autosave(session, tmp_path / "kept")
    assert keeper.write()
    killed(keeper)
    states = recover(other, tmp_path / "kept")
    assert len(states) == 1
    for was, now in zip(session.documents, other.documents, strict=True):
        assert now.scenario == was.scenario
        assert (now.path, now.dirty, now.slot, now.shown) == (was.path, was.dirty, was.slot, was.shown)
        assert now.result.scenario == was.scenario
    assert other.documents.index(other.document) == 2
    assert other.against is other.documents[1]
    assert not other.counterfactual_shown
    assert "2 scenarios have unsaved changes" in other.said[0]  # type: ignore[attr-defined]
    forget(states)
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_change_is_written_within_a_second_however_many_follow(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    keeper = Autosave(session, tmp_path)
    assert DELAY <= 1000
    with qtbot.waitSignal(keeper.written, timeout=10_000):
        for value in range(60, 90):
            session.set_parameter("oil_price", float(value))
            qtbot.wait(20)  # never a pause as long as the delay
    keeper.finish()


def test_the_moves_of_a_drag_are_kept_before_it_ends(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    keeper = Autosave(session, tmp_path)
    session.begin_drag("oil_price", (20.0, 120.0))
    session.set_parameter("oil_price", 99.0)
    qtbot.waitSignal(keeper.written, timeout=10_000).wait()
    assert keeper._place is not None
    state = keeper._place.read()
    assert state is not None
    assert unpacked(state["documents"][0]["scenario"]).changes[-1].value == 99.0
    session.end_drag()
    keeper.finish()


def test_half_typed_text_is_kept_and_said(
    qtbot: QtBot, session: Session, other: Session, tmp_path: Path
) -> None:
    keeper = Autosave(session, tmp_path)
    note = named(QPlainTextEdit(), "Note")
    qtbot.addWidget(note)
    note.show()
    note.activateWindow()
    note.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(note.hasFocus)
    with qtbot.waitSignal(keeper.written, timeout=10_000):
        qtbot.keyClicks(note, "because")
    assert typing() == {"field": "Note", "text": "because"}
    killed(keeper)
    forget(recover(other, tmp_path))
    assert "“Note”: because" in other.said[0]  # type: ignore[attr-defined]


def test_a_clean_end_leaves_nothing_behind(desktop: Desktop, tmp_path: Path) -> None:
    root = tmp_path / "kept"
    desktop.start([], root)
    desktop.session.set_parameter("oil_price", 90.0)
    assert desktop.autosave is not None
    desktop.autosave.write()
    assert len(list(root.iterdir())) == 1
    desktop.window.close()
    assert list(root.iterdir()) == []


def test_a_page_comes_back_and_the_work_is_kept_anew(
    desktop: Desktop, session: Session, tmp_path: Path
) -> None:
    root = tmp_path / "kept"
    session.set_parameter("oil_price", 88.0)
    keeper = Autosave(session, root, lambda: {"page": "explore"})
    keeper.write()
    killed(keeper)
    desktop.start([], root)
    assert desktop.window.pages.current == "explore"
    assert desktop.session.scenario == session.scenario
    (folder,) = root.iterdir()
    assert folder.name.startswith(f"{os.getpid()}-")
    assert folder != keeper._place.folder  # type: ignore[union-attr]


def test_programs_that_live_keep_what_is_theirs(session: Session, other: Session, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from diversify.gui.shelf import new_place; "
        "place = new_place(Path(sys.argv[1])); place.write({'documents': []}); print('here', flush=True); "
        "sys.stdin.read()"
    )
    arguments = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as alive:
        assert alive.stdout is not None
        assert alive.stdout.readline() == "here\n"
        assert recover(other, tmp_path) == []
        assert list(abandoned(tmp_path)) == []
        keeper = Autosave(session, tmp_path)
        keeper.write()
        assert len(list(tmp_path.iterdir())) == 2
        keeper.finish()
        alive.kill()
    (found,) = abandoned(tmp_path)
    assert list(abandoned(tmp_path)) == []  # ours now, and nobody else's
    found.leave()


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"format": 2}', '{"format": 1, "documents": [{"scenario": {}}]}']
)
def test_what_cannot_be_read_is_kept_aside(other: Session, tmp_path: Path, text: str) -> None:
    place = new_place(tmp_path)
    (place.folder / "session.json").write_text(text)
    place._lock.unlock()
    assert recover(other, tmp_path) == []
    (kept,) = tmp_path.iterdir()
    assert kept.name.endswith(".kept")
    assert (kept / "session.json").read_text() == text
    assert str(kept) in other.said[0]  # type: ignore[attr-defined]
    assert recover(other, tmp_path) == []
    assert len(other.said) == 1  # type: ignore[attr-defined]


def test_a_folder_that_cannot_be_written_is_said_once(session: Session, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    keeper = Autosave(session, blocked)
    assert not keeper.write()
    assert not keeper.write()
    assert len(session.said) == 1  # type: ignore[attr-defined]
    keeper.finish()


def test_what_was_open_opens_again(
    session: Session, other: Session, settings: Settings, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        save_scenario(load_scenario("oil-windfall"), tmp_path / f"{name}.toml")
        session.open(tmp_path / f"{name}.toml")
    session.activate(session.documents[1])
    session.show(session.documents[0], False)
    remember(session, settings)
    (tmp_path / "two.toml").unlink()
    reopen(other, settings)
    assert [document.scenario.name for document in other.documents] == ["ai-strategy", "one"]
    assert other.document is other.documents[1]
    assert not other.documents[0].shown
    assert other.said == []  # type: ignore[attr-defined]
    for nonsense in ("", "x", "[]", "[[1], 2]", "null"):
        settings.store.setValue("session", nonsense)
        reopen(other, settings)
    assert len(other.documents) == 2


# One program types and saves until it is killed; the next takes over what it left and goes on counting.
_TYPIST = """
import os, sys, time
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from diversify.gui import autosave
from diversify.gui.autosave import Autosave
from diversify.gui.restore import forget, recover
from diversify.gui.session import Session
from diversify.model import load_scenario, project, load_economy

root, mine, kills = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
autosave.DELAY = 15
project(load_economy(2025), load_scenario("baseline"))  # read everything once, before the forks

def count(session):
    found = [c.value for c in session.scenario.changes if c.lever == "oil_price"]
    return 0 if not found else round((found[0] - 20.0) / 0.01)

def typist(report):
    app = QApplication([])
    session = Session()
    states = recover(session, root)
    if not states:
        session.open("ai-strategy")
    number = count(session)
    keeper = Autosave(session, root)
    def kept():
        os.write(report, b"%d\\n" % count(session))
    keeper.written.connect(kept)
    assert keeper.write()
    forget(states)
    def step():
        session.set_parameter("oil_price", 20.0 + 0.01 * (count(session) + 1))
        if count(session) % 3 == 0:
            session.save(mine)
    timer = QTimer()
    timer.timeout.connect(step)
    timer.start(2)
    app.exec()

least = 0
for kill in range(kills):
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        typist(theirs)
        os._exit(1)
    os.close(theirs)
    stream = os.fdopen(ours)
    first = int(stream.readline())
    assert first >= least, f"run {kill} found {first}, but {least} had been kept"
    time.sleep(0.12 + 0.01 * (kill % 25))
    os.kill(child, 9)
    os.waitpid(child, 0)
    said = [first, *(int(line) for line in stream if line.endswith("\\n"))]
    stream.close()
    least = max(said)
    if mine.exists():
        load_scenario(mine)  # whole, whenever the kill came
app = QApplication([])
session = Session()
states = recover(session, root)
assert len(states) == 1
assert count(session) >= least > 10, (count(session), least)
assert session.result.scenario == session.scenario
forget(states)
session.shut()
print("kills", kills, "counted to", count(session), "left", sorted(p.name for p in root.iterdir()))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the programs are forked to start fast")
def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _TYPIST, str(tmp_path / "kept"), str(tmp_path / "mine.toml"), str(KILLS)],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
    )
    assert run.returncode == 0, run.stderr[-3000:]
    assert run.stdout.startswith(f"kills {KILLS} ")
    assert run.stdout.rstrip().endswith("left []")


def test_a_place_is_written_in_one_step(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    for surely in (True, False):
        place.write({"documents": [], "surely": surely}, surely=surely)
        assert place.read() == {"format": 1, "documents": [], "surely": surely}
    assert {path.name for path in place.folder.iterdir()} == {"lock", "session.json"}
    place.leave()
    assert Place(place.folder).read() is None


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIVERSIFY_STATE", str(tmp_path))
    assert shelf_folder() == tmp_path
    monkeypatch.delenv("DIVERSIFY_STATE")
    assert shelf_folder().parts[-2:] == ("diversify", "sessions")
