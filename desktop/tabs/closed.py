"""The tabs that were closed, to be opened again: the last one first."""

from typing import NamedTuple

from desktop.tabs.session import SearchTab, Tab

_DEEPEST = 100
"""So many closed tabs can be reopened."""


class Closed(NamedTuple):
    """A tab that was closed: what it showed, its place, and whether it was a second one."""

    tab: Tab | SearchTab
    place: int
    second: bool = False


class ClosedTabs:
    """Remembers what was closed."""

    def __init__(self) -> None:
        self._closed: list[Closed] = []

    def remember(self, closed: Closed) -> None:
        """Remember a tab that is about to go."""
        self._closed.append(closed)
        del self._closed[:-_DEEPEST]

    def __bool__(self) -> bool:
        return bool(self._closed)

    def take(self) -> Closed | None:
        """Return what was closed last; it is remembered no longer."""
        return self._closed.pop() if self._closed else None
