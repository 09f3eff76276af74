"""Work in threads: what comes home, what does not, what is stopped, and where connections live."""

import gc
import os
import sqlite3
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models import Anchor, EditionKey
from db.places import Places
from desktop.tasks import Worker

MINUTES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
"""A query that ends only when it is stopped."""


class Owner(QObject):
    """Writes down what it is brought."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[Any] = []
        self.errors: list[Exception] = []
        self.threads: set[threading.Thread] = set()

    def take(self, what: Any) -> None:
        self.threads.add(threading.current_thread())
        self.came.append(what)

    def fail(self, error: Exception) -> None:
        self.threads.add(threading.current_thread())
        self.errors.append(error)


def memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:")


def nothing(_connection: sqlite3.Connection) -> str:
    return "done"


def niceness(_connection: sqlite3.Connection) -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def endless(connection: sqlite3.Connection) -> Any:
    return connection.execute(MINUTES).fetchone()


def raising(_connection: sqlite3.Connection) -> None:
    raise LookupError("not there")


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    made = Worker("test", memory)
    yield made
    made.close()


@pytest.fixture
def owner(qapp: QApplication) -> Owner:
    return Owner()


class Gate:
    """Work that waits in the thread until it is let through."""

    def __init__(self) -> None:
        self.entered, self.opened = threading.Event(), threading.Event()

    def __call__(self, connection: sqlite3.Connection) -> str:
        self.entered.set()
        assert self.opened.wait(10)
        return "through"


# what comes home ----------------------------------------------------------------------------


def test_all_of_200_results_arrive_in_order_in_the_thread_of_the_window(
    qtbot: QtBot, worker: Worker, owner: Owner
) -> None:
    def answer(number: int) -> Callable[[sqlite3.Connection], tuple[int, threading.Thread]]:
        def work(connection: sqlite3.Connection) -> tuple[int, threading.Thread]:
            (found,) = connection.execute("SELECT ?", (number,)).fetchone()
            return found, threading.current_thread()

        return work

    for number in range(200):
        worker.ask(owner, answer(number), owner.take, owner.fail)
    qtbot.waitUntil(lambda: len(owner.came) == 200)
    assert [number for number, _ in owner.came] == list(range(200))
    assert owner.threads == {threading.main_thread()}
    (worked_in,) = {thread for _, thread in owner.came}
    assert worked_in not in owner.threads


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has no nice value")
def test_the_window_comes_before_its_workers(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    ours = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    if ours >= 5:
        pytest.skip("the tests themselves stand back further")
    worker.ask(owner, niceness, owner.take)
    qtbot.waitUntil(lambda: bool(owner.came))
    assert owner.came[0] > ours


def test_what_goes_wrong_is_said_plainly(qtbot: QtBot, qapp: QApplication, owner: Owner) -> None:
    @contextmanager
    def plainly() -> Iterator[None]:
        try:
            yield
        except LookupError as error:
            raise ValueError("It is not there. Look elsewhere.") from error

    worker = Worker("plain", memory, None, plainly)
    worker.ask(owner, raising, owner.take, owner.fail)
    worker.ask(owner, nothing, owner.take, owner.fail)
    qtbot.waitUntil(lambda: owner.came == ["done"])
    worker.close()
    assert [str(error) for error in owner.errors] == ["It is not there. Look elsewhere."]


def test_an_owner_that_is_gone_gets_nothing(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    gate, gone, forgotten = Gate(), Owner(), Owner()
    came = gone.came
    worker.ask(owner, gate, owner.take)
    worker.ask(gone, nothing, gone.take, gone.fail)
    worker.ask(forgotten, nothing, forgotten.take)
    worker.ask(owner, nothing, owner.take)
    shiboken6.delete(gone)
    trace = weakref.ref(forgotten)
    del forgotten
    gc.collect()
    assert trace() is None
    gate.opened.set()
    qtbot.waitUntil(lambda: owner.came == ["through", "done"])
    assert came == []


def test_an_owner_deleted_while_its_result_is_on_the_way_gets_nothing(
    qtbot: QtBot, worker: Worker, owner: Owner
) -> None:
    gone, brought = Owner(), threading.Event()
    came = gone.came
    worker.ask(gone, nothing, gone.take)
    worker.ask(owner, lambda _: brought.set(), owner.take)
    assert brought.wait(10)  # by now the first result waits in the queue of this thread
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: bool(owner.came))
    assert came == []


def test_the_work_of_an_owner_that_is_gone_is_done_all_the_same(
    qtbot: QtBot, worker: Worker, owner: Owner
) -> None:
    gate, gone, written = Gate(), Owner(), threading.Event()
    worker.ask(owner, gate)
    worker.ask(gone, lambda _: written.set(), gone.take)
    shiboken6.delete(gone)
    gate.opened.set()
    assert written.wait(10)


# lanes and stopping -------------------------------------------------------------------------


def test_the_newest_of_a_lane_wins_and_stops_the_running_query(
    qtbot: QtBot, worker: Worker, owner: Owner
) -> None:
    running = threading.Event()

    def work(connection: sqlite3.Connection) -> Any:
        running.set()
        return endless(connection)

    worker.ask(owner, work, owner.take, owner.fail, lane="search")
    assert running.wait(10)
    worker.ask(owner, nothing, owner.take, owner.fail, lane="search")
    qtbot.waitUntil(lambda: owner.came == ["done"])
    assert owner.errors == []


def test_a_stop_between_two_statements_is_not_lost(
    qtbot: QtBot, worker: Worker, owner: Owner
) -> None:
    gate = Gate()

    def work(connection: sqlite3.Connection) -> Any:
        gate(connection)
        return endless(connection)

    ticket = worker.ask(owner, work, owner.take, owner.fail)
    assert gate.entered.wait(10)
    worker.cancel(ticket)
    gate.opened.set()
    worker.ask(owner, nothing, owner.take)
    qtbot.waitUntil(lambda: owner.came == ["done"])
    assert owner.errors == []


def test_work_dropped_while_the_files_are_opened_is_not_begun(qtbot: QtBot, owner: Owner) -> None:
    gate, begun = Gate(), []

    def opening() -> sqlite3.Connection:
        opened = memory()
        gate(opened)
        return opened

    worker = Worker("slow", opening)
    worker.ask(owner, lambda _: begun.append("first"), owner.take, owner.fail, lane="search")
    assert gate.entered.wait(10)
    worker.ask(owner, lambda _: begun.append("second"), owner.take, owner.fail, lane="search")
    gate.opened.set()
    qtbot.waitUntil(lambda: owner.came == [None])
    assert begun == ["second"]
    worker.close()


def test_of_what_waits_in_a_lane_only_the_newest_is_done(
    qtbot: QtBot, worker: Worker, owner: Owner
) -> None:
    gate, done = Gate(), []
    worker.ask(owner, gate)
    for letters in ("c", "ca", "cap"):
        worker.ask(owner, lambda _, typed=letters: done.append(typed), owner.take, lane="search")
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(owner.came))
    assert done == ["cap"]
    assert len(owner.came) == 1


def test_lanes_and_owners_do_not_stand_in_each_others_way(
    qtbot: QtBot, worker: Worker, owner: Owner
) -> None:
    other, gate = Owner(), Gate()
    worker.ask(owner, gate)
    worker.ask(owner, lambda _: 1, owner.take, lane="search")
    worker.ask(owner, lambda _: 2, owner.take, lane="names")
    worker.ask(other, lambda _: 3, other.take, lane="search")
    worker.ask(owner, lambda _: 4, owner.take)
    gate.opened.set()
    qtbot.waitUntil(lambda: len(owner.came) == 3 and len(other.came) == 1)
    assert (owner.came, other.came) == ([1, 2, 4], [3])


def test_a_result_that_was_dropped_on_its_way_home_stays_away(
    qtbot: QtBot, worker: Worker, owner: Owner
) -> None:
    brought = threading.Event()
    ticket = worker.ask(owner, lambda _: "late", owner.take)
    worker.ask(owner, lambda _: brought.set(), owner.take)
    assert brought.wait(10)
    worker.cancel(ticket)
    qtbot.waitUntil(lambda: bool(owner.came))
    assert owner.came == [None]


def test_the_connection_works_on_after_a_stop(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    for _ in range(5):
        worker.ask(owner, endless, owner.take, owner.fail, lane="search")
    worker.ask(owner, lambda c: c.execute("SELECT 7").fetchone(), owner.take, lane="search")
    qtbot.waitUntil(lambda: owner.came == [(7,)])


# what goes wrong ----------------------------------------------------------------------------


def test_what_fails_goes_to_failed(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    with qtbot.assertNotEmitted(worker.trouble):
        worker.ask(owner, raising, owner.take, owner.fail)
        qtbot.waitUntil(lambda: bool(owner.errors))
    (error,) = owner.errors
    assert isinstance(error, LookupError)
    assert owner.came == []


def test_what_fails_and_nobody_asks_about_is_trouble(
    qtbot: QtBot, worker: Worker, owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(worker.trouble) as met:
        worker.ask(owner, raising, owner.take)
    assert isinstance(met.args[0], LookupError)
    assert "not there" in caplog.text


def test_files_that_cannot_be_opened_are_tried_again_with_the_next_work(
    qtbot: QtBot, owner: Owner
) -> None:
    tries: list[int] = []

    def opening() -> sqlite3.Connection:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("no folder yet")
        return memory()

    worker = Worker("late", opening)
    worker.ask(owner, nothing, owner.take, owner.fail)
    worker.ask(owner, nothing, owner.take, owner.fail)
    worker.ask(owner, nothing, owner.take, owner.fail)
    qtbot.waitUntil(lambda: len(owner.came) == 2)
    assert [str(error) for error in owner.errors] == ["no folder yet"]
    assert len(tries) == 2
    worker.close()


def test_reopening_takes_a_new_connection(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    worker.ask(owner, lambda c: c.execute("CREATE TABLE seen (x)").fetchall())
    worker.reopen()
    worker.ask(owner, lambda c: c.execute("SELECT name FROM sqlite_master").fetchall(), owner.take)
    qtbot.waitUntil(lambda: bool(owner.came))
    assert owner.came == [[]]


# the end ------------------------------------------------------------------------------------


def test_closing_ends_the_thread_and_what_runs_in_it(qapp: QApplication, owner: Owner) -> None:
    worker, running, begun = Worker("ending", memory), threading.Event(), []

    def work(connection: sqlite3.Connection) -> Any:
        running.set()
        return endless(connection)

    worker.ask(owner, work, owner.take, owner.fail)
    worker.ask(owner, lambda _: begun.append(1), owner.take)
    assert running.wait(10)
    worker.close()
    assert not worker._thread.is_alive()
    assert worker._connection is None
    QApplication.processEvents()
    assert (begun, owner.came, owner.errors) == ([], [], [])


def test_closing_without_a_stop_finishes_what_was_asked_for(
    qapp: QApplication, owner: Owner
) -> None:
    worker, written = Worker("writing", memory), []
    gate = Gate()
    worker.ask(owner, gate)
    for number in range(20):
        worker.ask(owner, lambda _, n=number: written.append(n))
    gate.opened.set()
    worker.close(interrupt=False)
    assert written == list(range(20))
    assert not worker._thread.is_alive()


def test_closing_twice_is_no_trouble(qapp: QApplication) -> None:
    worker = Worker("twice", memory)
    worker.close()
    worker.close()
    assert not worker._thread.is_alive()


def test_nothing_of_answered_work_is_kept(qtbot: QtBot, worker: Worker, owner: Owner) -> None:
    for number in range(50):
        worker.ask(owner, nothing, owner.take, lane=f"load {number}")
    qtbot.waitUntil(lambda: len(owner.came) == 50)
    assert worker._lanes == {}


# connections and threads, on the whole desk -------------------------------------------------


def test_no_connection_is_opened_or_used_in_the_thread_of_the_window(
    qtbot: QtBot, open_desk: Any, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[tuple[str, threading.Thread]] = []
    connect = sqlite3.connect

    class Watched(sqlite3.Connection):
        def execute(self, *given: Any) -> sqlite3.Cursor:
            used.append(("execute", threading.current_thread()))
            return super().execute(*given)

        def close(self) -> None:
            used.append(("close", threading.current_thread()))
            super().close()

    def watched(*given: Any, **named: Any) -> sqlite3.Connection:
        used.append(("connect", threading.current_thread()))
        return connect(*given, **{"factory": Watched, **named})

    monkeypatch.setattr(sqlite3, "connect", watched)
    desk = open_desk()
    qtbot.waitUntil(lambda: desk.features._ready)
    desk.navigator.open_address("fu-cong p2")
    qtbot.waitUntil(lambda: desk.navigator.reader().edition is not None)
    desk.features.panels.focus_search()
    QTest.keyClicks(desk.features.panels.search.box, "women")
    qtbot.waitUntil(lambda: desk.features.panels.search.model.rowCount() > 0)
    with qtbot.waitSignal(desk.hub.notes_changed):
        desk.features.annotating.highlight(
            [Anchor(EditionKey("fu-cong", "digest", "en"), "p2")], "green"
        )
    desk.features.quizzing.open_round()
    qtbot.waitUntil(lambda: desk.window.tabs.page("round").view is not None)
    QTest.keyClick(desk.window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    desk.window.close()
    kinds = {kind for kind, _ in used}
    threads = {thread.name for _, thread in used}
    assert kinds == {"connect", "execute", "close"}
    assert threads == {"reading", "searching", "study"}
