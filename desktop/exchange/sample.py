"""A sample of what would go out, and what a worker is asked to get and to write it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

SIZE = 12
"""Things that a sample shows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The first of `count` things that would go out, and as text where the format is text."""

    count: int
    things: list[Any]
    text: str = ""


class Going(Protocol):
    """How one sort of thing goes out: functions of a connection, for a worker's thread."""

    def offered(self, connection: Any) -> Any:
        """List what can be chosen from."""

    def shown(self, connection: Any, wish: Any) -> Shown:
        """Return a sample; raises UsageError for a wish that cannot be."""

    def gathered(self, connection: Any, wish: Any) -> list[Any]:
        """Return all that goes out; raises UsageError where that is nothing."""

    def saved(self, connection: Any, wish: Any, path: Path) -> tuple[int, Path]:
        """Write it to a file; return how many things that are, and where."""
