"""A passage with what stands before and after it, for a look at a hit beside the list."""

import sqlite3
from dataclasses import dataclass

from db.library.tables import passage_from_row
from db.models import EditionKey, Passage

HOMES = ("main", "library")


@dataclass(frozen=True, slots=True)
class Context:
    """A passage of an edition, its neighbours in order, and the edition's title."""

    key: EditionKey
    title: str
    before: tuple[Passage, ...]
    passage: Passage
    after: tuple[Passage, ...]


def context(
    connection: sqlite3.Connection, key: EditionKey, label: str, around: int = 1
) -> Context | None:
    """Read a passage and `around` others on either side; None where it is not there."""
    for home in HOMES:
        found = connection.execute(
            f"SELECT p.id, e.id, e.title FROM {home}.edition e JOIN {home}.passage p"
            " ON p.edition = e.id WHERE e.document = ? AND e.kind = ? AND e.language = ?"
            " AND p.label = ?",
            (key.document, key.kind, key.language, label),
        ).fetchone()
        if found is not None:
            passage, edition, title = found
            before = _passages(connection, home, edition, f"id < {passage}", "DESC", around)
            here = _passages(connection, home, edition, f"id = {passage}", "", 1)
            after = _passages(connection, home, edition, f"id > {passage}", "", around)
            return Context(key, title, before[::-1], here[0], after)
    return None


def _passages(
    connection: sqlite3.Connection, home: str, edition: int, where: str, order: str, limit: int
) -> tuple[Passage, ...]:
    rows = connection.execute(
        "SELECT label, kind, voice, text, part, heading, opener, speaker, details"
        f" FROM {home}.passage WHERE edition = ? AND {where} ORDER BY id {order} LIMIT ?",
        (edition, limit),
    )
    return tuple(map(passage_from_row, rows))
