"""The reading record in the person's file: which paragraph was read, when, and for how long.

A paragraph is known by document and label: read in one language or edition, it is read. What is
taken back stays as a row that says so.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from db import clock
from db.models import EditionKey

UNREAD = ""
_PACE = "reading_pace"


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph: how many seconds it was read, since when it counts as read (UTC, or '')."""

    label: str
    seconds: float = 0.0
    read: str = UNREAD
    by_hand: bool = False


def load(connection: sqlite3.Connection, document: str) -> list[Reading]:
    """Return what is known of the paragraphs of a document."""
    rows = connection.execute(
        "SELECT label, seconds, read, by_hand FROM main.reading WHERE document = ?", (document,)
    )
    return [Reading(label, seconds, read, bool(hand)) for label, seconds, read, hand in rows]


def save(
    connection: sqlite3.Connection,
    key: EditionKey,
    readings: Sequence[Reading],
    *,
    now: datetime | None = None,
) -> None:
    """Write down how paragraphs stand now, and the edition they were read in; all or none."""
    stamp = clock.stamp(now)
    rows = [
        (str(uuid4()), key.document, one.label, key.kind, key.language, one.seconds, one.read,
         one.by_hand, stamp, stamp)
        for one in readings
    ]  # fmt: skip
    with connection:
        connection.executemany(
            "INSERT INTO main.reading (id, document, label, edition, language, seconds, read,"
            " by_hand, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (document, label) DO UPDATE SET edition = excluded.edition,"
            " language = excluded.language, seconds = excluded.seconds, read = excluded.read,"
            " by_hand = excluded.by_hand, modified = excluded.modified",
            rows,
        )


def shares(connection: sqlite3.Connection) -> dict[str, float]:
    """Return how much of each document begun has been read: its edition that is read furthest."""
    found: dict[str, float] = {}
    for home in ("library", "main"):
        for document, count, read in connection.execute(
            f"SELECT e.document, count(*), count(r.id) FROM {home}.edition e"
            f" JOIN {home}.passage p ON p.edition = e.id"
            " LEFT JOIN main.reading r ON r.document = e.document AND r.label = p.label"
            " AND r.read <> ''"
            " WHERE e.document IN (SELECT document FROM main.reading WHERE read <> '')"
            " AND p.kind NOT IN ('record', 'heading', 'footnote') AND p.label <> 'title'"
            " GROUP BY e.id"
        ):
            found[document] = max(found.get(document, 0.0), read / count)
    return found


def load_stays(connection: sqlite3.Connection) -> list[float]:
    """Return the paces of the person's last stays, in words a minute; damaged ones are none."""
    row = connection.execute("SELECT value FROM main.meta WHERE key = ?", (_PACE,)).fetchone()
    try:
        kept = json.loads(row[0]) if row else []
    except ValueError:
        return []
    numbers = kept if isinstance(kept, list) else []
    return [float(one) for one in numbers if isinstance(one, int | float)]


def save_stays(connection: sqlite3.Connection, stays: Sequence[float]) -> None:
    """Keep the paces of the person's last stays."""
    value = json.dumps([round(stay, 1) for stay in stays])
    with connection:
        connection.execute(
            "INSERT INTO main.meta (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (_PACE, value),
        )
