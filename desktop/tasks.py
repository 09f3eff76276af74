"""The only place with threads: one worker for each store, each with a connection of its own.

Work goes out as a function of a connection; what it returns comes home through one queued signal
of the worker, to a bound method of a QObject. An owner that is gone, or has asked again in the
same lane, gets nothing; work that is under way then is stopped with `interrupt()`.
"""

import logging
import os
import queue
import sys
import threading
import weakref
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

log = logging.getLogger(__name__)


class Connection(Protocol):
    """What the desk may know of a connection: it can be stopped and closed."""

    def interrupt(self) -> None:
        """Stop the statement that is running, from any thread."""

    def set_progress_handler(self, handler: Callable[[], bool], n: int, /) -> None:
        """Ask every `n` steps of a statement whether it is to stop."""

    def close(self) -> None:
        """Let go of the files."""


class Ticket:
    """One piece of work that was asked for."""

    def __init__(
        self,
        owner: QObject,
        work: Callable[[Any], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        lane: str,
    ) -> None:
        self.work, self.owner = work, weakref.ref(owner)
        self.done = weakref.WeakMethod(done) if done else None
        self.failed = weakref.WeakMethod(failed) if failed else None
        self.lane = (id(owner), lane) if lane else None
        self.cancelled = threading.Event()


_STOP = None
_REOPEN = object()
_STEPS = 1_000_000
"""Steps of SQLite's machine, some 10 ms, between two looks whether a statement is still wanted.

`interrupt()` is quicker, but is lost where it comes between two statements.
"""
_GIVES_WAY = 0.0002
"""Seconds for which a thread keeps Python's lock where another waits for it, 25 times less than
Python's own: the window lets go of it at every call of Qt, and waits for it 25 times in a frame."""
_NICE = 5
"""By how much a worker's thread stands back behind the window's where they share a core (the nice
value of Linux, setpriority(2): a third of the time; other systems keep it to processes)."""


class Worker(QObject):
    """A thread that holds one connection and does what it is asked, in order.

    What goes wrong is said as `plainly` says it; `trouble` carries an error that nobody asked to
    hear of.
    """

    trouble = Signal(object)
    _came_home = Signal(object, object, object)

    def __init__(
        self,
        name: str,
        open_connection: Callable[[], Any],
        parent: QObject | None = None,
        plainly: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_GIVES_WAY)
        self._open, self._plainly = open_connection, plainly
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._lanes: dict[tuple[int, str], Ticket] = {}
        self._lock = threading.Lock()
        self._running: Ticket | None = None
        self._dropping = threading.Event()
        self._connection: Any = None
        self._came_home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)
        self._thread.start()

    def ask(
        self,
        owner: QObject,
        work: Callable[[Any], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        lane: str = "",
    ) -> Ticket:
        """Run `work(connection)` in the thread and bring its result to `done`.

        `done` and `failed` are bound methods. With a `lane`, what the same owner asked there
        before is dropped, and stopped if it is running.
        """
        ticket = Ticket(owner, work, done, failed, lane)
        if ticket.lane:
            if before := self._lanes.get(ticket.lane):
                self.cancel(before)
            self._lanes[ticket.lane] = ticket
        self._queue.put(ticket)
        return ticket

    def cancel(self, ticket: Ticket) -> None:
        """Drop a piece of work; if it is running, stop its query."""
        with self._lock:
            ticket.cancelled.set()
            if self._running is ticket:
                self._connection.interrupt()

    def reopen(self) -> None:
        """Close the connection and open it again before the next piece of work."""
        self._queue.put(_REOPEN)

    def close(self, *, interrupt: bool = True) -> None:
        """Close the connection and end the thread, for good.

        What is asked for already is done first, or with `interrupt` stopped and dropped.
        """
        if interrupt:
            self._dropping.set()
            with self._lock:
                running = self._running
            if running is not None:
                self.cancel(running)
        self._queue.put(_STOP)
        self._thread.join(timeout=10)

    def _loop(self) -> None:
        if sys.platform == "linux":
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        while (ticket := self._queue.get()) is not _STOP:
            if ticket is _REOPEN:
                self._let_go()
            elif not ticket.cancelled.is_set() and not self._dropping.is_set():
                self._do(ticket)
        self._let_go()

    def _let_go(self) -> None:
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _do(self, ticket: Ticket) -> None:
        result: Any = None
        error: Exception | None = None
        try:
            if self._connection is None:
                self._connection = self._open()
                self._connection.set_progress_handler(self._is_unwanted, _STEPS)
            with self._lock:
                self._running = ticket
            if not self._is_unwanted():
                with self._plainly():
                    result = ticket.work(self._connection)
        except Exception as caught:
            error = caught
        finally:
            with self._lock:
                self._running = None
        if not ticket.cancelled.is_set() and not self._dropping.is_set():
            self._came_home.emit(ticket, result, error)

    def _is_unwanted(self) -> bool:
        running = self._running
        return running is not None and (running.cancelled.is_set() or self._dropping.is_set())

    def _deliver(self, ticket: Ticket, result: Any, error: Exception | None) -> None:
        if ticket.lane and self._lanes.get(ticket.lane) is ticket:
            del self._lanes[ticket.lane]
        owner = ticket.owner()
        if ticket.cancelled.is_set() or owner is None or not isValid(owner):
            return
        if error is None:
            if ticket.done and (done := ticket.done()):
                done(result)
        elif ticket.failed and (failed := ticket.failed()):
            failed(error)
        else:
            log.error("%s failed", ticket.work, exc_info=error)
            self.trouble.emit(error)
