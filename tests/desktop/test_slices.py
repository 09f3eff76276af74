"""Long work in slices: one a turn of the loop, whoever's it is, and what comes after by itself."""

from collections.abc import Generator
from itertools import pairwise
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.slices import SLICE, Slices


def long_work(steps: list[str], name: str, slices: int) -> Generator[None, None, str]:
    """Take as long as some slices, and note each step."""
    for _ in range(slices):
        end = perf_counter() + SLICE
        while perf_counter() < end:
            pass
        steps.append(name)
        yield
    return name


class Loop(QObject):
    """Notes in a list whenever the loop comes round."""

    def __init__(self, steps: list[str]) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(lambda: steps.append("loop"))
        self._timer.start()


def test_a_turn_of_the_loop_has_one_slice_whoevers_it_is(qtbot: QtBot) -> None:
    steps: list[str] = []
    done: list[str] = []
    ours = [Slices(), Slices(), Slices()]
    loop = Loop(steps)
    for name, one in zip("abc", ours, strict=True):
        one.start(long_work(steps, name, 3), done.append)
    qtbot.waitUntil(lambda: done == ["a", "b", "c"])
    loop.deleteLater()
    worked = [step for step in steps if step != "loop"]
    assert worked == [*"abc"] * 3
    together = [pair for pair in pairwise(steps) if "loop" not in pair]
    assert together == []


def test_a_slice_waits_a_turn_where_something_else_took_long(qtbot: QtBot) -> None:
    steps: list[str] = []
    done: list[str] = []

    def painting() -> None:
        end = perf_counter() + 2 * SLICE
        while perf_counter() < end:
            pass
        steps.append("painting")

    def work() -> Generator[None, None, str]:
        for step in long_work(steps, "slice", 5):
            QTimer.singleShot(0, painting)
            yield step
        return "done"

    ours = Slices()
    ours.start(work(), done.append)
    loop = Loop(steps)
    qtbot.waitUntil(lambda: bool(done))
    loop.deleteLater()
    assert steps.count("slice") == 5
    assert ("painting", "slice") not in set(pairwise(steps))


def test_what_comes_after_has_a_turn_of_its_own(qtbot: QtBot) -> None:
    steps: list[str] = []
    slices = Slices()
    loop = Loop(steps)
    slices.start(long_work(steps, "work", 1), lambda _: steps.append("after"))
    qtbot.waitUntil(lambda: "after" in steps)
    loop.deleteLater()
    assert steps.index("after") > steps.index("work") + 1
    assert "loop" in steps[steps.index("work") : steps.index("after")]


def test_what_is_stopped_or_gone_holds_up_nobody(qtbot: QtBot) -> None:
    steps: list[str] = []
    done: list[str] = []
    owner = QObject()
    gone, stopped, paused, left = Slices(owner), Slices(), Slices(), Slices()
    for name, one in (("gone", gone), ("stopped", stopped), ("paused", paused), ("left", left)):
        one.start(long_work(steps, name, 5), done.append)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner)
    QApplication.processEvents()
    stopped.stop()
    paused.pause()
    qtbot.waitUntil(lambda: done == ["left"])
    assert paused.busy
    paused.resume()
    qtbot.waitUntil(lambda: done == ["left", "paused"])
    assert not stopped.busy


def test_now_does_a_slice_at_once(qtbot: QtBot) -> None:
    steps: list[str] = []
    done: list[str] = []
    slices = Slices()
    slices.start(long_work(steps, "now", 1), done.append)
    slices.now()
    slices.now()
    assert (steps, done) == (["now"], ["now"])
    assert not slices.busy


def test_work_that_begins_other_work_ends_only_itself(qtbot: QtBot) -> None:
    steps: list[str] = []
    done: list[str] = []
    slices = Slices()

    def begins() -> Generator[None, None, str]:
        slices.start(long_work(steps, "other", 3), done.append)
        yield
        return "first"

    slices.start(begins(), done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert (steps, done) == (["other"] * 3, ["other"])


def test_what_is_urgent_comes_before_what_waits(qtbot: QtBot) -> None:
    steps: list[str] = []
    done: list[str] = []
    waiting, urgent = Slices(), Slices(urgent=True)
    waiting.start(long_work(steps, "waiting", 2), done.append)
    urgent.start(long_work(steps, "urgent", 2), done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["urgent", "waiting"]
    assert steps == ["urgent"] * 2 + ["waiting"] * 2
