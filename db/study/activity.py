"""The reading record, paragraph by paragraph: when each was read, noted on and answered about."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

What = Literal["read", "noted", "answered"]


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a person did with a paragraph, and when (UTC stamp).

    `said` is what there is to say of it: seconds read, the note's first line, right or wrong.
    """

    made: str
    document: str
    label: str
    what: What
    said: str


COLUMNS = ("when", "document", "paragraph", "what", "detail")


def activities(
    connection: sqlite3.Connection, document: str = "", *, since: str = "", until: str = ""
) -> list[Activity]:
    """List what was done, the earliest first.

    `since` and `until` are days or stamps in UTC (ISO 8601), the second included.
    """
    last = f"{until}\uffff" if until else ""
    found = [
        one
        for read in (_read, _noted, _answered)
        for one in read(connection)
        if (not document or one.document == document)
        and one.made >= since
        and (not last or one.made <= last)
    ]
    return sorted(found, key=lambda one: (one.made, one.document, one.label, one.what))


def _read(connection: sqlite3.Connection) -> Iterator[Activity]:
    for document, label, seconds, read, by_hand in connection.execute(
        "SELECT document, label, seconds, read, by_hand FROM main.reading"
        " WHERE read <> '' AND deleted = ''"
    ):
        said = "marked by hand" if by_hand else f"{seconds:.0f} seconds"
        yield Activity(read, document, label, "read", said)


def _noted(connection: sqlite3.Connection) -> Iterator[Activity]:
    for created, document, label, body, quote in connection.execute(
        "SELECT created, document, label, body, quote FROM main.note WHERE deleted = ''"
    ):
        lines = (body or quote).strip().splitlines()
        yield Activity(created, document, label, "noted", lines[0][:200] if lines else "")


def _answered(connection: sqlite3.Connection) -> Iterator[Activity]:
    """Yield each answer once for every paragraph that decides its question."""
    for made, evidence, mode, correct in connection.execute(
        "SELECT r.made, q.evidence, r.mode, r.correct FROM main.review r JOIN"
        " (SELECT id, evidence FROM library.question"
        " UNION ALL SELECT id, evidence FROM main.own_question) q"
        " ON q.id = r.question WHERE r.deleted = ''"
    ):
        said = f"{'right' if correct else 'wrong'} ({mode})"
        for address in json.loads(evidence):
            document, _, label = address.rpartition(" ")
            yield Activity(made, document, label, "answered", said)


def as_rows(found: list[Activity]) -> Iterator[tuple[str, ...]]:
    """Yield the record as the rows of a table, under COLUMNS."""
    for one in found:
        yield one.made, one.document, one.label, one.what, one.said
