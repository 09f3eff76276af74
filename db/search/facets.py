"""What a search found, counted: by document, kind, part, verb, speaker, voice, language and year.

A separate question, asked after the first hits are shown; it looks at `CAP` passages of each home
at most and can be interrupted at any moment.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from db.search import patterns
from db.search.candidates import HOMES, damage_told, not_doubled
from db.search.engine import Interrupted
from db.search.filters import Statement, offer_functions
from db.search.sought import Sought
from db.text import fold

CAP = 20_000
"""How many passages of a home are counted; behind them counts are told as being at least so."""

FACETS = ("document", "kind", "part", "verb", "speaker", "voice", "language", "year")
"""What is counted, in the order it is shown; `narrowing.FIELD_OF` has the field of each."""

FOLDED = ("part", "verb", "speaker")
"""Facets whose values are the same whatever their accents and capitals, as their fields have it."""

_COUNTED = (
    "SELECT e.document, p.kind, p.part, p.opener, p.speaker, p.voice, e.language,"
    " substr(coalesce((SELECT date FROM {home}.document WHERE name = e.document), ''), 1, 4),"
    " count(*) FROM ({found}) found CROSS JOIN {home}.passage p ON p.id = found.id"
    " JOIN {home}.edition e ON e.id = p.edition GROUP BY 1, 2, 3, 4, 5, 6, 7"
)


@dataclass(frozen=True, slots=True)
class Facets:
    """For each of `FACETS` its values with their counts, the most frequent first.

    `total` counts all passages; `at_least` says that there may be more than were counted.
    """

    counts: dict[str, tuple[tuple[str, int], ...]]
    total: int
    at_least: bool


def facets(connection: sqlite3.Connection, sought: Sought | None) -> Facets:
    """Count what a search has found, `Results.sought`; nothing at all for None.

    Raises IndexDamaged or LibraryDamaged where an index cannot be read, Interrupted where the
    connection was interrupted.
    """
    counters: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    matcher, capped = patterns.begin(), False
    offer_functions(connection)
    for found in _found(connection, sought):
        capped = _count(connection, found, counters) >= CAP or capped
    counts = {
        name: tuple((value, count) for value, count in counter.most_common() if value)
        for name, counter in (counters | {one: _folded(counters[one]) for one in FOLDED}).items()
    }
    return Facets(counts, sum(counters["document"].values()), capped or matcher.late)


class _Found(NamedTuple):
    """The SQL that finds the ids of passages of a home, each once, and the values bound to it."""

    home: str
    sql: str
    values: dict[str, str]


def _folded(counter: Counter[str]) -> Counter[str]:
    """Count values together that a field takes for the same; the most frequent one is named."""
    names: dict[str, str] = {}
    together: Counter[str] = Counter()
    for value, count in counter.most_common():
        together[names.setdefault(fold(value), value)] += count
    return together


def _count(connection: sqlite3.Connection, found: _Found, counters: dict[str, Counter[str]]) -> int:
    sql = _COUNTED.format(home=found.home, found=found.sql)
    counted = 0
    with _interruptible(found.home):
        for *values, count in connection.execute(sql, found.values):
            counted += count
            for name, value in zip(FACETS, values, strict=True):
                counters[name][value] += count
    return counted


class Total(NamedTuple):
    """How many passages are found in all, or that there are at least so many."""

    total: int
    at_least: bool


def total(connection: sqlite3.Connection, sought: Sought) -> Total:
    """Count how many passages were found, and nothing else of them; raises as `facets` does."""
    matcher, counts = patterns.begin(), []
    offer_functions(connection)
    for found in _found(connection, sought):
        with _interruptible(found.home):
            sql = f"SELECT count(*) FROM ({found.sql})"
            counts += connection.execute(sql, found.values).fetchone()
    return Total(sum(counts), max(counts) >= CAP or matcher.late)


def _found(connection: sqlite3.Connection, sought: Sought | None) -> Iterator[_Found]:
    for home in HOMES if sought else ():
        assert sought is not None
        without = not_doubled(connection) if home == "main" else []
        ask = partial(Statement, home, document=sought.document, without=without, limit=CAP)
        body, titled = ask(sought.node), ask(sought.titled, stage="title")
        others = [one.passage for one in sought.shown if one.home == home]
        if titled.sql:
            with _interruptible(home):
                others += [one for (one,) in connection.execute(titled.sql, titled.values)]
        found = body.sql_as("id")
        if others:
            found = f"SELECT id FROM ({found}) UNION SELECT value FROM json_each(:others)"
        yield _Found(home, found, body.values | {"others": str(others)})


@contextmanager
def _interruptible(home: str) -> Iterator[None]:
    """Raise what is said of a damaged index, and Interrupted where the connection was."""
    try:
        with damage_told(home):
            yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Interrupted from error
        raise
