"""Long work of the window's own thread, done a few milliseconds at a time between events."""

from collections.abc import Callable, Generator
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer

SLICE = 0.006
"""Seconds that one slice may take: well inside a frame of 16.7 ms."""


class Slices(QObject):
    """Runs one generator at a time; a new one takes the place of the one under way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Generator[None, None, Any] | None = None
        self._done: Callable[[Any], None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._slice)

    def start(self, work: Generator[None, None, Any], done: Callable[[Any], None]) -> None:
        """Run `work` up to its end, where `done` gets what it returns."""
        self._work, self._done = work, done
        self._timer.start()

    def stop(self) -> None:
        """Leave the work under way undone."""
        self._timer.stop()
        self._work = self._done = None

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._work is not None

    def now(self) -> None:
        """Do a slice at once."""
        self._slice()

    def _slice(self) -> None:
        work, done = self._work, self._done
        if work is None or done is None:
            self._timer.stop()
            return
        end = perf_counter() + SLICE
        try:
            while perf_counter() < end:
                next(work)
        except StopIteration as finished:
            self.stop()
            done(finished.value)
