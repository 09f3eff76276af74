"""What stands between the fetching and a network: an answer, how it breaks, and the time.

Whoever has a network (the window by Qt, the command line by `urllib_fetch.py`) passes a `Fetch`
in. It follows no redirect, asks for no compression and judges nothing: all of that is
`fetching.py`'s.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

STALL = 20.0
"""After so many seconds without a byte a transfer counts as stalled."""

BROWSER = "Resolute (study desk for United Nations resolutions)"
"""The name under which the program asks; GitHub answers nobody without one."""

Cause = Literal["unreachable", "untrusted", "stalled", "cut"]


class Broken(Exception):
    """A transfer that cannot go on, and why; raised by a transport."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause)
        self.cause: Cause = cause


class Stopped(Exception):
    """The person wants it no more; raised by a transport and by the fetching."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says: HTTP status, headers by lower-case name, and the bytes as they come.

    `pieces` raises Broken where they end too soon or not at all.
    """

    status: int
    headers: Mapping[str, str]
    pieces: Iterator[bytes]


Fetch = Callable[[str, Mapping[str, str]], AbstractContextManager[Answer]]
"""Ask for an address with headers; raises Broken. Leaving the answer lets go of the line."""


class Clock(Protocol):
    """The time that passes between two attempts, in seconds."""

    def now(self) -> float:
        """Return the seconds since some moment."""

    def wait(self, seconds: float) -> None:
        """Let time pass; raises Stopped where the person wants it no more."""


class Waiting:
    """The real time, cut short by an event."""

    def __init__(self, stop: threading.Event | None = None) -> None:
        self.stop = stop or threading.Event()

    def now(self) -> float:
        """Return the seconds of the system's steady clock."""
        from time import monotonic

        return monotonic()

    def wait(self, seconds: float) -> None:
        """Wait; raises Stopped as soon as the event is set."""
        if self.stop.wait(seconds):
            raise Stopped
