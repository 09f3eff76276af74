"""How well each document, part, paragraph, topic and kind of question is known.

What is known of a question is the chance that it would be recalled now: by FSRS for a card that is
studied, else the share of its answers that were right; nothing for one never answered. A group is
known as well as its questions are on average.

SQLite adds the questions up from where each stands (`tables.STANDING`): there may be 100,000. What
is left, a row for each paragraph, each list of topics or each kind, is folded here.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from db import clock
from db.quiz.options import read
from db.quiz.statistics.predicted import model
from db.quiz.tables import STANDING

By = Literal["document", "part", "paragraph", "topic", "kind"]
GROUPS: tuple[By, ...] = ("document", "part", "paragraph", "topic", "kind")


@dataclass(frozen=True, slots=True)
class Mastery:
    """A group of questions: how many, how many were ever answered, how the answers came out.

    `known` is 0 to 1; `key` is what the group is by: a document, a paragraph's address, a topic.
    """

    key: str
    questions: int
    answered: int
    right: int
    wrong: int
    known: float


_RECALL = "pow(1 + :factor * max(0, julianday(:today) - julianday(reviewed)) / stability, :decay)"
"""`Model.recall` as SQLite computes it; NULL for a card never studied."""
_BANK = STANDING.format(position="position", questions="library.question")
_SUMS = (
    "SELECT {column}, count(*), sum(answers > 0), sum(right), sum(answers - right),"
    f" total(coalesce({_RECALL}, right * 1.0 / answers)) FROM"
    f" (SELECT 0 AS own, * FROM ({_BANK}) UNION ALL SELECT 1, * FROM own_standing)"
    " WHERE :document = '' OR (place >= :document || ' ' AND place < :document || '!')"
    " GROUP BY 1 ORDER BY min(own), min(position)"
)
_COLUMNS: dict[By, str] = {"topic": "topics", "kind": "kind"}


def mastery(connection: sqlite3.Connection, by: By, now: datetime | None = None) -> list[Mastery]:
    """Add all questions up in groups, in the order the groups first come.

    Parts are those of the edition a document is read in first; what stands in none is its heading.
    """
    rows = _sums(connection, _COLUMNS.get(by, "place"), now)
    return _folded(rows, _keys(connection, by))


def paragraphs(
    connection: sqlite3.Connection, document: str, now: datetime | None = None
) -> dict[str, Mastery]:
    """Return how well each paragraph of a document is known, by label; only those answered."""
    found = _folded(_sums(connection, "place", now, document), _itself)
    return {one.key.rpartition(" ")[2]: one for one in found if one.answered or one.known}


def _sums(
    connection: sqlite3.Connection, column: str, now: datetime | None, document: str = ""
) -> Iterable[tuple[Any, ...]]:
    _see_to_powers(connection)
    under = model(read(connection).parameters)
    today = (now or clock.now()).astimezone(UTC).date().isoformat()
    values = {"factor": under.factor, "decay": under.decay, "today": today, "document": document}
    return connection.execute(_SUMS.format(column=column), values)


def _see_to_powers(connection: sqlite3.Connection) -> None:
    """Give SQLite `pow` where it was built without its mathematical functions."""
    try:
        connection.execute("SELECT pow(1, 1)")
    except sqlite3.OperationalError:
        connection.create_function("pow", 2, power, deterministic=True)


def power(base: float | None, exponent: float) -> float | None:
    """Raise a number as SQLite's own `pow` does: NULL stays NULL."""
    return None if base is None else base**exponent


def _folded(rows: Iterable[tuple[Any, ...]], keys: Callable[[str], Iterable[str]]) -> list[Mastery]:
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for value, *sums in rows:
        for key in keys(value):
            groups.setdefault(key, []).append(tuple(sums))
    return [_sum(key, of) for key, of in groups.items()]


def _sum(key: str, of: list[tuple[Any, ...]]) -> Mastery:
    questions, answered, right, wrong, known = map(sum, zip(*of, strict=True))
    return Mastery(key, questions, answered, right, wrong, known / questions)


def _keys(connection: sqlite3.Connection, by: By) -> Callable[[str], Iterable[str]]:
    """Return what tells the groups that a row of the sums belongs to."""
    if by == "part":
        parts = _parts(connection)
        return lambda place: (f"{_document(place)} {parts.get(place, '')}".strip(),)
    return {"topic": _topics, "document": lambda place: (_document(place),)}.get(by, _itself)


def _itself(value: str) -> tuple[str]:
    return (value,)


def _document(place: str) -> str:
    return place.rpartition(" ")[0]


def _topics(written: str) -> Iterable[str]:
    return dict.fromkeys(json.loads(written)) or ("",)


def _parts(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the part each paragraph with a question stands in, by address."""
    found: dict[str, str] = {}
    for home in ("library", "main"):
        rows = connection.execute(
            f"SELECT edition.document || ' ' || label, part FROM {home}.passage"
            f" JOIN {home}.edition ON edition.id = passage.edition WHERE part <> ''"
            " AND edition.language IN ('', 'en') ORDER BY passage.id"
        )
        for where, part in rows:
            found.setdefault(where, part)
    return found
