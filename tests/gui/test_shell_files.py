"""Files that change outside, files that are dropped, one window for a file."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from diversify.gui.autosave import Autosave
from diversify.gui.desktop import Desktop
from diversify.gui.handover import hand_over
from diversify.gui.main_window import MainWindow
from diversify.gui.restore import forget, recover
from diversify.gui.session import Session
from diversify.gui.status import StatusBar
from diversify.model import load_scenario, save_scenario
from diversify.model.projection.identities import identity_title


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A scenario file of somebody's own."""
    path = tmp_path / "mine.toml"
    save_scenario(load_scenario("ai-low").with_change("world_demand", 3.0), path)
    return path.resolve()


def elsewhere(path: Path, value: float) -> None:
    """Change the file as another program does: by a new file in its place."""
    time.sleep(0.01)  # another time of change, on any file system
    other = path.with_name("other.toml")
    save_scenario(load_scenario(path).with_change("world_demand", value), other)
    os.replace(other, path)


def said(window: MainWindow) -> list[str]:
    return [text for _level, text in window.session.said]  # type: ignore[attr-defined]


def test_a_changed_file_is_offered_and_no_work_is_lost(window: MainWindow, qtbot: QtBot, mine: Path) -> None:
    session, bar = window.session, window.notices
    window.files.open_file(mine)
    session.set_parameter("oil_price", 90.0)
    own = session.scenario
    for value in (4.0, 5.0):  # twice: a watch on the file itself would miss the second
        elsewhere(mine, value)
        qtbot.waitUntil(bar.isVisible, timeout=10_000)
        assert "mine.toml" in bar.text.text()
        assert "Undo" in bar.text.text()
        assert session.scenario == own  # nothing happens by itself
        bar.buttons[0].click()
        assert not bar.isVisible()
        assert [c.value for c in session.scenario.changes if c.lever == "world_demand"] == [value]
        assert not session.document.dirty
        session.document.stack.undo()
        assert session.scenario.key == own.key
        assert session.document.dirty


def test_keeping_what_is_open_lets_the_next_save_write(window: MainWindow, qtbot: QtBot, mine: Path) -> None:
    session = window.session
    window.files.open_file(mine)
    elsewhere(mine, 4.0)
    qtbot.waitUntil(window.notices.isVisible, timeout=10_000)
    window.notices.buttons[1].click()
    assert session.document.dirty
    assert window.files.save()
    assert [c.value for c in load_scenario(mine).changes if c.lever == "world_demand"] == [3.0]
    window.watch.look()
    assert not window.notices.isVisible()


def test_what_says_the_same_is_no_change(window: MainWindow, mine: Path) -> None:
    window.files.open_file(mine)
    mine.write_text(mine.read_text() + "\n# a remark\n")
    window.watch.look()
    assert not window.notices.isVisible()
    window.session.set_parameter("world_demand", 2.0)
    assert window.files.save()
    window.watch.look()
    assert not window.notices.isVisible()


def test_a_file_that_goes_leaves_the_work(window: MainWindow, qtbot: QtBot, mine: Path) -> None:
    window.files.open_file(mine)
    mine.unlink()
    qtbot.waitUntil(lambda: window.session.document.dirty, timeout=10_000)
    assert "no longer there" in said(window)[-1]
    assert window.files.save()
    assert mine.exists()


def test_a_broken_file_is_said_and_changes_nothing(window: MainWindow, mine: Path) -> None:
    window.files.open_file(mine)
    before = window.session.scenario
    mine.write_text("format = 1\nbase = 'x'\n")
    window.watch.look()
    window.notices.buttons[0].click()
    assert window.session.scenario == before
    assert "mine.toml" in said(window)[-1]


def test_recovered_work_meets_a_file_that_has_changed(desktop: Desktop, qtbot: QtBot, mine: Path) -> None:
    writer = Session()
    writer.open(mine)
    writer.set_parameter("oil_price", 90.0)
    keeper = Autosave(writer, mine.parent / "kept")
    keeper.write()
    keeper._timer.stop()
    keeper._ended = True
    keeper._place._lock.unlock()  # type: ignore[union-attr]
    writer.shut()
    elsewhere(mine, 6.0)
    desktop.start([], mine.parent / "kept")
    assert desktop.window.notices.isVisible()
    assert desktop.session.document.dirty
    assert not desktop.window.files.session.save(mine)  # it would write over what the other wrote


def test_dropped_files(window: MainWindow, mine: Path, tmp_path: Path) -> None:
    def drop(*paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        window.dropEvent(
            QDropEvent(
                QPoint(300, 300).toPointF(), Qt.DropAction.CopyAction, data,
                Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            )
        )  # fmt: skip

    assert window.acceptDrops()
    drop(mine)
    assert window.session.document.path == mine
    count = len(window.session.documents)
    drop(mine, tmp_path / "picture.png")
    assert len(window.session.documents) == count
    assert "picture.png is no scenario file" in said(window)[-1]


def test_a_file_open_elsewhere_comes_up_there(
    desktop: Desktop, qtbot: QtBot, mine: Path, tmp_path: Path
) -> None:
    root = tmp_path / "kept"
    desktop.start([mine], root)
    desktop.session.open("oil-windfall")
    assert desktop.autosave is not None
    desktop.autosave.write()
    left: list[list[Path]] = []
    asking = threading.Thread(
        target=lambda: left.append(hand_over(root, [mine, tmp_path / "new.toml"], 10.0))
    )
    asking.start()
    qtbot.waitUntil(lambda: not asking.is_alive(), timeout=15_000)
    asking.join()
    assert left == [[tmp_path.resolve() / "new.toml"]]
    assert desktop.session.document.path == mine


def test_nobody_waits_for_a_window_that_is_gone(mine: Path, session: Session, tmp_path: Path) -> None:
    session.open(mine)
    keeper = Autosave(session, tmp_path / "kept")
    keeper.write()
    assert keeper._place is not None
    script = (
        "import sys; from pathlib import Path; from diversify.gui.handover import hand_over; "
        "print(hand_over(Path(sys.argv[1]), [Path(sys.argv[2])], 0.3))"
    )
    arguments = [sys.executable, "-c", script, str(tmp_path / "kept"), str(mine)]
    for release in (False, True):  # a window that hangs, then one that has been killed
        if release:
            keeper._place.release()
        run = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=60)
        assert str(mine) in run.stdout
    assert not list(keeper._place.folder.glob("open-*"))
    states = recover(session, tmp_path / "kept")
    assert len(states) == 1
    forget(states)
    keeper._ended = True
    keeper.finish()


def test_good_news_opens_no_box(window: MainWindow, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail("a box"))
    window.files.open_file(mine)
    window.session.set_parameter("world_demand", 2.0)
    window.files.save()
    assert said(window)[-1] == "Saved mine.toml."
    window.files.close()


@pytest.mark.parametrize("width", [1024, 1366])
def test_the_residual_names_its_identity(window: MainWindow, width: int) -> None:
    window.resize(width, 720)
    bar = window.statusBar()
    assert isinstance(bar, StatusBar)
    bar.refresh()
    name = identity_title(window.session.result.worst_residual[0])
    assert "=" in name or " " in name
    assert name in bar.residual.toolTip()
    assert name in bar.residual.accessibleDescription()
    assert (name in bar.residual.text()) is (width > 1200)
