"""Ctrl+C in the terminal, or the end of the session, closes the window as its own button does:
what was typed is kept.

Qt's loop runs no Python while nothing happens, and Python looks at signals only between steps of
its own. So the signal wakes a thread that asks Qt to quit.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_ASKING = (signal.SIGINT, signal.SIGTERM)
_MOMENT = 0.02
"""Seconds between two looks whether the application is there yet."""


@contextmanager
def ends_at_once() -> Iterator[None]:
    """Let Ctrl+C end the program by itself: an exception while Qt is loaded would crash it."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def watched() -> Iterator[list[int]]:
    """Let SIGINT and SIGTERM close the desk that is run meanwhile; the list has those that came.

    On Windows, where a signal cannot write to a pipe, they are left as they are.
    """
    caught: list[int] = []
    if sys.platform == "win32":
        yield caught
        return
    over = threading.Event()
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    threading.Thread(target=_wait, args=(reader, over), name="interrupt", daemon=True).start()
    wakeup_before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    before = {
        number: signal.signal(number, lambda came, _frame: caught.append(came))
        for number in _ASKING
    }
    try:
        yield caught
    finally:
        over.set()
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(wakeup_before)
        os.close(writer)


def _wait(reader: int, over: threading.Event) -> None:
    """Ask the application to quit at each signal written to the pipe, once there is one."""
    with open(reader, "rb", buffering=0) as pipe:
        while number := pipe.read(1):
            if number[0] not in _ASKING:
                continue
            while (application := _application()) is None and not over.wait(_MOMENT):
                pass
            if application is not None:
                core = sys.modules["PySide6.QtCore"]
                queued = core.Qt.ConnectionType.QueuedConnection
                core.QMetaObject.invokeMethod(application, "quit", queued)


def _application() -> Any:
    """Return Qt's application if there is one; Qt is not imported for it."""
    core = sys.modules.get("PySide6.QtCore")
    return core.QCoreApplication.instance() if core else None
