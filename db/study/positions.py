"""Reading positions: where a person was in each document."""

import sqlite3
from datetime import datetime

from db import clock
from db.models import EditionKey


def save(
    connection: sqlite3.Connection, key: EditionKey, label: str, *, now: datetime | None = None
) -> None:
    """Remember the edition and paragraph a document is being read at; the last one counts."""
    with connection:
        connection.execute(
            "INSERT INTO main.reading_position (document, edition, language, label, modified)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (document) DO UPDATE SET"
            " edition = excluded.edition, language = excluded.language, label = excluded.label,"
            " modified = excluded.modified",
            (key.document, key.kind, key.language, label, clock.stamp(now)),
        )


def load(connection: sqlite3.Connection, document: str) -> tuple[EditionKey, str] | None:
    """Return where a document was left; edition and paragraph may have gone since."""
    row = connection.execute(
        "SELECT edition, language, label FROM main.reading_position WHERE document = ?",
        (document,),
    ).fetchone()
    return (EditionKey(document, row[0], row[1]), row[2]) if row else None
