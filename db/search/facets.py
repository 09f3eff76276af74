"""What is found, counted: by document, kind, part, verb, speaker, voice, language and year.

A separate question, asked after the first hits are shown; it looks at `CAP` passages of each home
at most and can be interrupted at any moment.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from db.search import patterns
from db.search.candidates import HOMES, damage_told, not_doubled, raise_if_blind
from db.search.engine import Interrupted
from db.search.filters import Statement, offer_functions
from db.search.query import parse
from db.search.tree import Node
from db.search.widening import with_forms

CAP = 20_000
"""How many passages of a home are counted; behind them counts are told as being at least so."""

FACETS = ("document", "kind", "part", "verb", "speaker", "voice", "language", "year")
"""What is counted, in the order it is shown; `FIELD_OF` has the field that narrows to a value."""

FIELD_OF = {
    "document": "doc", "kind": "kind", "part": "part", "verb": "verb", "speaker": "speaker",
    "voice": "voice", "language": "lang", "year": "date",
}  # fmt: skip

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


def facets(
    connection: sqlite3.Connection,
    text: str,
    *,
    document: str | None = None,
    stemmed: bool = True,
) -> Facets:
    """Count what a query finds: its words as typed, or if nobody wrote these, their other forms.

    Without `stemmed` it is the words as typed alone. Nothing typed raises. Raises IndexDamaged or
    LibraryDamaged where an index cannot be read, Interrupted where the connection was interrupted.
    """
    node = parse(text).node
    counted = _counted(connection, node, document)
    if node is not None and stemmed and not counted.total:
        formed = with_forms(connection, node)
        if formed != node:
            counted = _counted(connection, formed, document)
    if not counted.total:
        raise_if_blind(connection)
    return counted


def _counted(connection: sqlite3.Connection, node: Node | None, document: str | None) -> Facets:
    counters: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    capped = False
    if node is not None:
        matcher = patterns.begin()
        offer_functions(connection)
        for home, statement in _statements(connection, node, document):
            capped = _count(connection, home, statement, counters) >= CAP or capped
        capped = capped or matcher.late
    counts = {
        name: tuple((value, count) for value, count in counter.most_common() if value)
        for name, counter in counters.items()
    }
    return Facets(counts, sum(counters["document"].values()), capped)


def _count(
    connection: sqlite3.Connection,
    home: str,
    statement: Statement,
    counters: dict[str, Counter[str]],
) -> int:
    sql = _COUNTED.format(home=home, found=statement.sql_as("id"))
    found = 0
    with _interruptible(home):
        for *values, count in connection.execute(sql, statement.values):
            found += count
            for name, value in zip(FACETS, values, strict=True):
                counters[name][value] += count
    return found


class Total(NamedTuple):
    """How many passages are found in all, or that there are at least so many."""

    total: int
    at_least: bool


def total(connection: sqlite3.Connection, node: Node, *, document: str | None = None) -> Total:
    """Count the passages that a tree finds, and nothing else of them; raises as `facets` does."""
    matcher, counts = patterns.begin(), []
    offer_functions(connection)
    for home, statement in _statements(connection, node, document):
        sql = f"SELECT count(*) FROM ({statement.sql})"
        with _interruptible(home):
            counts += connection.execute(sql, statement.values).fetchone()
    return Total(sum(counts), CAP in counts or matcher.late)


def _statements(
    connection: sqlite3.Connection, node: Node, document: str | None
) -> Iterator[tuple[str, Statement]]:
    for home in HOMES:
        without = not_doubled(connection) if home == "main" else []
        yield home, Statement(home, node, document=document, without=without, limit=CAP)


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


def narrowed(text: str, facet: str, value: str) -> str:
    """Return a query that keeps to one value of a facet."""
    field = f"{FIELD_OF[facet]}:" + (f'"{value}"' if " " in value or "(" in value else value)
    return f"({text}) {field}" if " or " in text.lower() else f"{text.strip()} {field}"


def within(text: str, more: str) -> str:
    """Return a query for what is found by `more` among what `text` finds."""
    return f"({text.strip()}) ({more.strip()})"
