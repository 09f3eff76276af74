"""The search index on the desk: made anew from the menu, when it is of an older version, and when
it is damaged, in a thread of its own with progress, stopped when wished.
"""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.places import Places
from db.search import index
from desktop.parts import Parts
from desktop.tasks import Worker

_Deed = Callable[..., int | None]
_MOST_MENDINGS = 2
"""So many times an index is mended unasked: each makes a copy, and one that stays damaged stays."""


class Indexing(QObject):
    """Has the index made anew, one time at a time; searches are answered meanwhile."""

    told = Signal(str)
    """How far it is."""
    said = Signal(str)
    """What came of it, to stay in view."""
    made_anew = Signal()
    running_changed = Signal(bool)
    _progressed = Signal(int, int)

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._places, self._study = parts.places, parts.study
        self._worker: Worker | None = None
        self._stop = threading.Event()
        self._why = ""
        self._mendings = 0
        self._quietly = False
        self.running = False
        self._progressed.connect(self._tell)

    def check(self) -> None:
        """Make the index anew if it is of an older version."""
        self._study.ask(self, index.is_current, self._checked, self._failed)

    def _checked(self, current: bool) -> None:
        if not current:
            from db.study.reindexing import reindex

            self._quietly = True
            self._start(reindex, "The search index is made anew for this version")

    def rebuild(self) -> None:
        """Make it anew because somebody wishes it."""
        from db.study.reindexing import reindex

        self._start(reindex, "The search index is made anew")

    def mend(self) -> None:
        """Make it anew because it is damaged, after a copy of the person's file."""
        from db.study.reindexing import mend

        if self.running or self._mendings >= _MOST_MENDINGS:
            return
        self._mendings += 1
        self._start(mend, "The search index was damaged and is made anew")

    def stop(self) -> None:
        """Stop; the index is the one that was."""
        if self.running:
            self._stop.set()
            self.told.emit("Stopping …")

    def close(self) -> None:
        """Stop for good: the desk is about to close."""
        self._stop.set()
        if self._worker is not None:
            self._worker.close(interrupt=False)

    def _start(self, deed: _Deed, why: str) -> None:
        if self.running:
            return
        if self._worker is None:
            self._worker = Worker("indexing", _Nothing, self)
        self._stop.clear()
        self._why = why
        self._run(True)
        self.told.emit(f"{why} …")
        work = partial(
            _done, places=self._places, deed=deed, tell=self._progressed.emit,
            stopped=self._stop.is_set,
        )  # fmt: skip
        self._worker.ask(self, work, self._came, self._failed)

    def _run(self, running: bool) -> None:
        self.running = running
        self.running_changed.emit(running)

    def _tell(self, done: int, of: int) -> None:
        if self.running and not self._stop.is_set():
            share = f"{100 * done // of} %" if of else "…"
            self.told.emit(f"{self._why}: {share} of {of:,} passages")

    def _came(self, passages: int | None) -> None:
        self._run(False)
        self.told.emit("")
        if passages is None:
            self.said.emit("Stopped: the search index is the one that was.")
            return
        noun = "passage" if passages == 1 else "passages"
        words = f"The search index was made anew: {passages:,} {noun} of your documents."
        (self.told if self._quietly else self.said).emit(words)
        self._quietly = False
        self.made_anew.emit()

    def _failed(self, error: Exception) -> None:
        if self.running:
            self._run(False)
            self.told.emit("")
        self.said.emit(str(error))


class _Nothing:
    """Stands for a connection: this work opens its own, for each time it is done."""

    def interrupt(self) -> None:
        """There is no statement to be stopped: the work looks itself whether it is wanted."""

    def set_progress_handler(self, handler: Callable[[], bool], n: int, /) -> None:
        """There is no statement to be watched."""

    def close(self) -> None:
        """There is no file to let go of."""


def _done(_nothing: Any, *, places: Places, deed: _Deed, tell: Any, stopped: Any) -> int | None:
    """Make the index anew, in the worker's thread."""
    return deed(places, tell, stopped)
