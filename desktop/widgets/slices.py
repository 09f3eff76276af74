"""Long work of the window's own thread, done a few milliseconds at a time between events."""

from collections import deque
from collections.abc import Callable, Generator
from time import perf_counter
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import isValid

SLICE = 0.003
"""Seconds that one slice may take: well inside a frame of 16.7 ms, in which there is painting."""
_MUCH = 0.003
"""After so many seconds of other things, painting above all, a slice waits for another turn."""
FRAME_BEHIND = 17
"""Milliseconds after which what speaks of a page follows it: a frame later, which is the page's."""


class Slices(QObject):
    """Runs one generator at a time; a new one takes the place of the one under way.

    What comes after it has a turn of its own, so that the last slice and it are not one hold; and
    a turn of the event loop has one slice, whoever's it is. What is `urgent` comes before the rest.
    """

    def __init__(self, parent: QObject | None = None, *, urgent: bool = False) -> None:
        super().__init__(parent)
        self.urgent = urgent
        self._work: Generator[None, None, Any] | None = None
        self._done: Callable[[Any], None] | None = None
        self._result: tuple[Any] | None = None

    def start(self, work: Generator[None, None, Any], done: Callable[[Any], None]) -> None:
        """Run `work` up to its end, where `done` gets what it returns."""
        self._work, self._done, self._result = work, done, None
        _turns().join(self)

    def stop(self) -> None:
        """Leave the work under way undone."""
        _turns().leave(self)
        self._work = self._done = self._result = None

    def pause(self) -> None:
        """Do no more for now; `resume` goes on."""
        _turns().leave(self)

    def resume(self) -> None:
        """Go on with what was paused."""
        if self.busy:
            _turns().join(self)

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._work is not None

    def now(self) -> None:
        """Do a slice at once, and what comes after it if the work ends with it."""
        self.slice()
        if self._result is not None:
            self._finish()

    def slice(self) -> None:
        """Work for the time of a slice, or do what comes after the work."""
        work = self._work
        if self._result is not None or work is None:
            self._finish()
            return
        end = perf_counter() + SLICE
        try:
            while self._work is work and perf_counter() < end:
                next(work)
        except StopIteration as finished:
            if self._work is work:  # it may have begun something else, or been stopped
                self._result = (finished.value,)

    def _finish(self) -> None:
        done, result = self._done, self._result
        self.stop()
        if done is not None and result is not None:
            done(*result)


class _Turns(QObject):
    """Whose turn it is: each of those who have work gets a slice after the other.

    Where something else has taken long since the last one, the event loop comes round once more
    before: else that and the slice would be one hold.
    """

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._waiting: deque[Slices] = deque()
        self._last = 0.0
        self._gave_way = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)

    def join(self, one: Slices) -> None:
        """Take part from now on."""
        if one not in self._waiting:
            (self._waiting.appendleft if one.urgent else self._waiting.append)(one)
        self._timer.start()

    def leave(self, one: Slices) -> None:
        """Take part no longer."""
        if one in self._waiting:
            self._waiting.remove(one)

    def _turn(self) -> None:
        while self._waiting and not isValid(self._waiting[0]):
            self._waiting.popleft()
        if not self._waiting:
            self._timer.stop()
            return
        if self._gives_way():
            return
        first = self._waiting[0]
        if not first.urgent:
            self._waiting.rotate(-1)
        first.slice()
        self._last = perf_counter()

    def _gives_way(self) -> bool:
        """Tell whether to let the event loop come round once more, and never twice in a row."""
        now = perf_counter()
        self._gave_way = not self._gave_way and now - self._last > _MUCH
        self._last = now
        return self._gave_way


_all: _Turns | None = None


def _turns() -> _Turns:
    """Return the turns of this application, which end with it."""
    global _all  # noqa: PLW0603
    if _all is None or not isValid(_all):
        _all = _Turns(QCoreApplication.instance())
    return _all
