"""How long the event loop is held, and where.

A hold is the time between two beats of the event loop, as the clock on the wall has it and as
processor time of the window's own thread: the first has the noise of a busy machine in it, and the
waiting for Python's lock, the second has neither.

A machine with two busy cores stalls now and then for as long as a frame, whatever runs on it. What
the desk itself does at a step it does each time, so everything is done several times, and the hold
at a step is the median of those.
"""

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice, pairwise
from statistics import median
from time import perf_counter, sleep, thread_time
from types import FrameType

from beside import spread
from PySide6.QtCore import QObject, Qt, QTimer
from pytestqt.qtbot import QtBot

FRAME = 1 / 60
"""Seconds of a frame: the window may be held no longer at a time."""
ROUNDS = 7
"""So often everything is done."""
_LOOKS = 500
"""So often it is looked at most whether the desk is at rest."""


class Heart(QObject):
    """Beats whenever the event loop comes round, and says how long it was held between."""

    def __init__(self) -> None:
        super().__init__()
        self.holds: list[float] = []
        self.busy: list[float] = []
        """The processor time within each hold."""
        self.all: list[float] = []
        """All holds of rounds that are over."""
        self.last = self._spent = 0.0
        self._timer = QTimer(self, interval=0, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def _beat(self) -> None:
        now, spent = perf_counter(), thread_time()
        if self.last:
            self.holds.append(now - self.last)
            self.busy.append(spent - self._spent)
        self.last, self._spent = perf_counter(), thread_time()

    @contextmanager
    def beating(self) -> Iterator[None]:
        self.last = 0.0
        self._timer.start()
        try:
            yield
        finally:
            self._timer.stop()

    @contextmanager
    def passed_over(self) -> Iterator[None]:
        """Reckon in the middle of a hold: the time for it is no part of what is measured."""
        now, spent = perf_counter(), thread_time()
        yield
        if self.last:
            self.last += perf_counter() - now
            self._spent += thread_time() - spent


class Witness:
    """Looks every few milliseconds where the window's thread is, once it is held too long."""

    def __init__(self, heart: Heart) -> None:
        self._heart, self._over = heart, threading.Event()
        self._watched = threading.get_ident()
        self.seen: Counter[str] = Counter()

    def _look(self) -> None:
        while not self._over.is_set():
            if self._heart.last and perf_counter() - self._heart.last > FRAME / 2:
                self.seen[" < ".join(islice(self._calls(), 3)) or "Qt itself"] += 1
            sleep(0.002)

    def _calls(self) -> Iterator[str]:
        """Name the calls of ours that are under way, the innermost first.

        Nothing is read from files: it would hold the lock that the window waits for.
        """
        frame: FrameType | None = sys._current_frames()[self._watched]
        while frame is not None:
            if "/desktop/" in frame.f_code.co_filename:
                yield f"{frame.f_code.co_name} ({frame.f_lineno})"
            frame = frame.f_back

    @contextmanager
    def looking(self) -> Iterator[None]:
        thread = threading.Thread(target=self._look, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()


def at_rest(qtbot: QtBot) -> None:
    """Wait until the loop comes round twenty times in a row with hardly anything to do.

    Where it never does, as after hours of other tests, what is measured then tells.
    """
    spent: list[float] = []

    def calm() -> bool:
        spent.append(thread_time())
        rounds = [after - before for before, after in pairwise(spent[-21:])]
        return (len(rounds) == 20 and max(rounds) < FRAME / 4) or len(spent) > _LOOKS

    qtbot.waitUntil(calm, timeout=30_000)


class Rounds:
    """The same steps done several times, and how long the loop was held in each."""

    def __init__(self, heart: Heart, rounds: int) -> None:
        self._heart, self._count = heart, rounds
        self.holds: list[list[float]] = []
        """For each round the longest hold of each step, in seconds by the clock."""
        self.busy: list[list[float]] = []
        """The same in processor time."""

    def run(self, act: Callable[[], Iterator[None]], back: Callable[[], object]) -> None:
        for _ in range(self._count):
            holds: list[float] = []
            busy: list[float] = []
            with self._heart.beating():
                for _step in act():
                    with self._heart.passed_over():
                        holds.append(max(self._heart.holds, default=0.0))
                        busy.append(max(self._heart.busy, default=0.0))
                        self._heart.all += self._heart.holds
                        self._heart.holds, self._heart.busy = [], []
            self.holds.append(holds)
            self.busy.append(busy)
            back()

    def facts(self) -> dict[str, str]:
        """Say how long the loop was held, and for which times the longest."""
        rounds = sorted(max(holds) for holds in self.holds)
        return {
            "longest": f"{1000 * longest(self.holds):.1f} ms (wanted: {1000 * FRAME:.1f})",
            "busiest": f"{1000 * longest(self.busy):.1f} ms",
            "longest_of_each_round": ", ".join(f"{1000 * one:.1f}" for one in rounds) + " ms",
            "holds": spread(self._heart.all),
        }


def longest(rounds: list[list[float]]) -> float:
    """Return the longest hold at any step, that of a step being the median of all rounds."""
    return max(float(median(step)) for step in zip(*rounds, strict=True))
