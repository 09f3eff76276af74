"""Regular expressions that people type, with a limit of time: what takes longer finds nothing."""

import re
from functools import lru_cache
from math import prod
from threading import local
from time import monotonic
from typing import Any

SECONDS = 0.05
"""How long one passage may be looked at."""

ALTOGETHER = 2.0
"""How long the passages that one search looks at may take together."""

MOST_CHARACTERS = 200

MOST_REPEATED = 20_000
"""How often `{n}` may repeat altogether: `regex` writes repetitions out before it has a limit of
time, a million of them for half a second."""

_REPEATED = re.compile(r"\{\s*(\d+)")


@lru_cache(maxsize=32)
def _compiled(pattern: str) -> Any:
    import regex

    if len(pattern) > MOST_CHARACTERS:
        raise regex.error("it is too long")
    if prod(int(number) for number in _REPEATED.findall(pattern)) > MOST_REPEATED:
        raise regex.error("it repeats too often")
    return regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)


def trouble(pattern: str) -> str:
    """Say what is wrong with a pattern, empty where nothing is."""
    import regex

    try:
        _compiled(pattern)
    except (regex.error, ValueError, OverflowError, RecursionError, MemoryError) as error:
        return f"This pattern cannot be read: {str(error)[:80]}."
    return ""


class Matcher:
    """Tells whether texts match patterns, as long as there is time; `late` once there is none."""

    def __init__(self) -> None:
        self._until = monotonic() + ALTOGETHER
        self.late = False

    def __call__(self, pattern: str, text: str) -> bool:
        """Tell whether a pattern is found in a text."""
        if monotonic() > self._until:
            self.late = True
            return False
        try:
            return _compiled(pattern).search(text, timeout=SECONDS) is not None
        except TimeoutError:
            self.late = True
            return False


_SEARCH = local()


def begin() -> Matcher:
    """Begin a search of this thread, with all its time before it."""
    _SEARCH.matcher = matcher = Matcher()
    return matcher


def has_pattern(pattern: str, text: str) -> bool:
    """Tell whether a pattern is found in a text, as the search of this thread has time."""
    return bool(_SEARCH.matcher(pattern, text))


def spans(pattern: str, text: str) -> list[tuple[int, int]]:
    """Return where a pattern stands in a text: (start, end) code points, nothing empty."""
    try:
        found = _compiled(pattern).finditer(text, timeout=SECONDS)
        return [match.span() for match in found if match.end() > match.start()]
    except TimeoutError:
        return []
