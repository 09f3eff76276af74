"""Long work of the window's own thread, done a few milliseconds at a time between events."""

from collections.abc import Callable, Generator
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer

SLICE = 0.004
"""Seconds that one slice may take: well inside a frame of 16.7 ms, in which there is painting."""


class Slices(QObject):
    """Runs one generator at a time; a new one takes the place of the one under way.

    What comes after it has a turn of its own, so that the last slice and it are not one hold.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Generator[None, None, Any] | None = None
        self._done: Callable[[Any], None] | None = None
        self._result: tuple[Any] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._slice)

    def start(self, work: Generator[None, None, Any], done: Callable[[Any], None]) -> None:
        """Run `work` up to its end, where `done` gets what it returns."""
        self._work, self._done, self._result = work, done, None
        self._timer.start()

    def stop(self) -> None:
        """Leave the work under way undone."""
        self._timer.stop()
        self._work = self._done = self._result = None

    def pause(self) -> None:
        """Do no more for now; `resume` goes on."""
        self._timer.stop()

    def resume(self) -> None:
        """Go on with what was paused."""
        if self.busy:
            self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._work is not None

    def now(self) -> None:
        """Do a slice at once, and what comes after it if the work ends with it."""
        self._slice()
        if self._result is not None:
            self._finish()

    def _slice(self) -> None:
        work = self._work
        if self._result is not None or work is None:
            self._finish()
            return
        end = perf_counter() + SLICE
        try:
            while perf_counter() < end:
                next(work)
        except StopIteration as finished:
            self._result = (finished.value,)

    def _finish(self) -> None:
        done, result = self._done, self._result
        self.stop()
        if done is not None and result is not None:
            done(*result)
