"""How well each document, part, paragraph, topic and kind of question is known.

What is known of a question is the chance that it would be recalled now: by FSRS for a card that is
studied, else the share of its answers that were right; nothing for one never answered. A group is
known as well as its questions are on average.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal, NamedTuple

from db import clock
from db.quiz.options import read
from db.quiz.statistics.predicted import model

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


class Item(NamedTuple):
    """A question as these sums need it; a tuple, for there may be 100,000."""

    id: str
    kind: str
    place: str
    topics: str
    right: int
    wrong: int
    known: float

    @property
    def document(self) -> str:
        """The document that decides it."""
        return self.place.rpartition(" ")[0]


_ITEMS = (
    "WITH asked AS (SELECT id, kind, evidence, topics FROM library.question UNION ALL"
    " SELECT id, kind, evidence, topics FROM main.own_question WHERE deleted = '')"
    " SELECT asked.id, asked.kind, json_extract(asked.evidence, '$[0]'), asked.topics,"
    " coalesce(marks.right, 0), coalesce(marks.answers, 0),"
    " CASE WHEN card.state <> '' THEN json_extract(card.state, '$.stability') END,"
    " CASE WHEN card.state <> '' THEN json_extract(card.state, '$.last_review') END"
    " FROM asked LEFT JOIN answer_count AS marks ON marks.question = asked.id"
    " LEFT JOIN card ON card.question = asked.id AND card.deleted = ''"
)
_MANY = 20_000
"""Questions between two tellings."""


def items(
    connection: sqlite3.Connection,
    now: datetime | None = None,
    tell: Callable[[int], None] | None = None,
) -> list[Item]:
    """List every question with its answers and how well it is known now."""
    found: list[Item] = []
    item = _maker(connection, now or clock.now())
    for row in connection.execute(_ITEMS):
        found.append(item(row))
        if tell and len(found) % _MANY == 0:
            tell(len(found))
    return found


def _maker(connection: sqlite3.Connection, now: datetime) -> Callable[[tuple[Any, ...]], Item]:
    """Return what makes an item of a row of _ITEMS."""
    today = now.astimezone(UTC).date()
    recall = model(read(connection).parameters).recall

    @cache
    def days(last: str) -> int:
        return max(0, (today - date.fromisoformat(last)).days)

    def make(row: tuple[Any, ...]) -> Item:
        name, kind, place, topics, right, answers, stability, last = row
        if stability and last:
            known = recall(stability, days(last[:10]))
        else:
            known = right / answers if answers else 0.0
        return Item(name, kind, place or "", topics, right, answers - right, known)

    return make


def mastery(
    connection: sqlite3.Connection, found: Iterable[Item], by: By, document: str = ""
) -> list[Mastery]:
    """Add questions up in groups, in the order the groups first come; `document`: only its own.

    Parts are those of the edition a document is read in first; what stands in none is its heading.
    """
    if document:
        found = (one for one in found if one.document.casefold() == document.casefold())
    parts = _parts(connection) if by == "part" else {}
    groups: dict[str, list[Item]] = {}
    for one in found:
        for key in _keys(one, by, parts):
            groups.setdefault(key, []).append(one)
    return [_sum(key, of) for key, of in groups.items()]


def paragraphs(connection: sqlite3.Connection, document: str, now: datetime) -> dict[str, float]:
    """Return how well each paragraph of a document is known, by label; only those answered."""
    own = "substr(json_extract(asked.evidence, '$[0]'), 1, length(:document) + 1)"
    item = _maker(connection, now)
    rows = connection.execute(f"{_ITEMS} WHERE {own} = :document || ' '", {"document": document})
    labels: dict[str, list[Item]] = {}
    for one in map(item, rows):
        labels.setdefault(one.place.rpartition(" ")[2], []).append(one)
    return {
        label: _sum(label, of).known
        for label, of in labels.items()
        if any(one.known or one.wrong for one in of)
    }


def _keys(one: Item, by: By, parts: dict[str, str]) -> Iterator[str]:
    if by == "kind":
        yield one.kind
    elif by == "topic":
        yield from dict.fromkeys(json.loads(one.topics)) if one.topics != "[]" else ("",)
    elif by == "document":
        yield one.document
    elif by == "part":
        yield f"{one.document} {parts.get(one.place, '')}".strip()
    else:
        yield one.place


def _sum(key: str, of: list[Item]) -> Mastery:
    return Mastery(
        key,
        len(of),
        sum(one.right + one.wrong > 0 for one in of),
        sum(one.right for one in of),
        sum(one.wrong for one in of),
        sum(one.known for one in of) / len(of),
    )


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
