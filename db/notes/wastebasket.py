"""Deleted notes: listed, brought back, deleted for good; after 90 days they go by themselves."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from db import clock
from db.models import Note
from db.notes import history, rows

KEPT = timedelta(days=90)
"""How long a deleted note can be brought back."""


def deleted(connection: sqlite3.Connection) -> list[Note]:
    """List the deleted notes, the last one first."""
    found = rows.select(connection, "deleted <> ''")
    return sorted(found, key=lambda note: note.deleted, reverse=True)


def restore(
    connection: sqlite3.Connection, note_ids: Sequence[str], *, now: datetime | None = None
) -> list[Note]:
    """Bring deleted notes back, as one step of undo; return those that were there."""
    made = clock.stamp(now)
    with rows.writing(connection):
        step = history.new_step(connection)
        back = []
        for note in _deleted(connection, note_ids):
            back.append(note._replace(deleted="", modified=made))
            rows.overwrite(connection, back[-1])
            history.record(connection, None, back[-1], made, step)
    return back


def erase(connection: sqlite3.Connection, note_ids: Sequence[str]) -> int:
    """Delete notes of the wastebasket for good; return how many. Nothing brings them back."""
    with rows.writing(connection):
        gone = _deleted(connection, note_ids)
        for note in gone:
            rows.erase(connection, note.id)
    return len(gone)


def sweep(connection: sqlite3.Connection, *, now: datetime | None = None) -> int:
    """Delete for good what has been in the wastebasket for longer than `KEPT`."""
    limit = clock.stamp((now or clock.now()) - KEPT)
    query = "SELECT id FROM main.note WHERE deleted <> '' AND deleted < ?"
    old = [note_id for (note_id,) in connection.execute(query, (limit,))]
    return erase(connection, old) if old else 0


def _deleted(connection: sqlite3.Connection, note_ids: Sequence[str]) -> list[Note]:
    found = (rows.find(connection, note_id) for note_id in note_ids)
    return [note for note in found if note is not None and note.deleted]
