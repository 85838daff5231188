"""Work beside the window: only the newest result is delivered, closing waits, nothing is left."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from diversify.errors import Cancelled
from diversify.gui.jobs import Jobs


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def gated(gate: threading.Event, value: object) -> Callable[[Callable[[], bool]], object]:
    def work(stop: Callable[[], bool]) -> object:
        gate.wait(10)
        return value

    return work


def test_result_comes_back_in_the_window_thread(qtbot: QtBot, jobs: Jobs) -> None:
    where: list[threading.Thread] = []
    jobs.done.connect(lambda number, value: where.append(threading.current_thread()))
    with qtbot.waitSignal(jobs.done) as got:
        number = jobs.start(lambda stop: threading.current_thread())
    assert got.args[0] == number
    assert got.args[1] is not threading.main_thread()
    assert where == [threading.main_thread()]


def test_a_late_result_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    got: list[object] = []
    jobs.done.connect(lambda number, value: got.append(value))
    first, second = threading.Event(), threading.Event()
    jobs.start(gated(first, "old"))
    jobs.start(gated(second, "between"))
    jobs.start(gated(second, "new"))
    first.set()
    second.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert got == ["new"]


def test_there_is_never_more_than_one_thread(qtbot: QtBot, jobs: Jobs) -> None:
    gate, before = threading.Event(), threading.active_count()
    for number in range(5):
        jobs.start(gated(gate, number))
        assert threading.active_count() == before + 1
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_new_request_asks_the_old_one_to_stop(qtbot: QtBot, jobs: Jobs) -> None:
    stopped = threading.Event()

    def patient(stop: Callable[[], bool]) -> object:
        while not stop():
            threading.Event().wait(0.005)
        stopped.set()
        raise Cancelled("stopped")

    failed: list[object] = []
    jobs.failed.connect(lambda number, error: failed.append(error))
    jobs.start(patient)
    with qtbot.waitSignal(jobs.done) as got:
        jobs.start(lambda stop: "new")
    assert got.args[1] == "new"
    assert stopped.is_set()
    assert failed == []


def test_an_error_is_an_answer(qtbot: QtBot, jobs: Jobs) -> None:
    def broken(stop: Callable[[], bool]) -> object:
        raise ValueError("no")

    with qtbot.waitSignal(jobs.failed) as got:
        jobs.start(broken)
    assert isinstance(got.args[1], ValueError)


def test_closing_waits_and_delivers_nothing(qtbot: QtBot, qapp: object) -> None:
    jobs, got = Jobs(), []
    jobs.done.connect(lambda number, value: got.append(value))
    begun = threading.Event()

    def slow(stop: Callable[[], bool]) -> object:
        begun.set()
        while not stop():
            threading.Event().wait(0.005)
        return "late"

    jobs.start(slow)
    assert begun.wait(5)
    jobs.close()
    assert not any(thread.name == "diversify-job" for thread in threading.enumerate())
    qtbot.wait(20)
    assert got == []
    jobs.start(lambda stop: "after the end")
    assert not any(thread.name == "diversify-job" for thread in threading.enumerate())


def test_a_result_for_nobody_is_dropped(qtbot: QtBot) -> None:
    jobs, go = Jobs(), threading.Event()
    jobs.start(lambda stop: go.wait(5))
    (thread,) = (t for t in threading.enumerate() if t.name == "diversify-job")
    delete(jobs)
    go.set()
    thread.join(5)  # an exception in the thread would fail the test
    assert not thread.is_alive()
