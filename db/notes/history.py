"""Undo and redo of what a person does to notes, kept in `note_change` across restarts.

A change holds the note on either side as JSON, empty where there was none. Only body, colour
and tags are kept: where a note holds is `reanchoring`'s to say and is not undone. `undone` is 0, or
counts up with every undo, so that redo takes the last one first.
"""

import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from db import clock
from db.models import Note
from db.notes import rows

MOST_CHANGES = 100
"""Changes of one document's notes that are kept."""
ONE_WRITING = timedelta(seconds=30)
"""Saves of a body that follow one another within this time are one change: one goes on writing."""


@dataclass(frozen=True, slots=True)
class NoteChange:
    """What an undo or redo did: the action it took back or repeated, and the note on either side.

    `before` is None where the note was not there, `after` where it no longer is.
    """

    action: Literal["add", "update", "delete"]
    note_id: str
    document: str
    before: Note | None
    after: Note | None


def record(
    connection: sqlite3.Connection, before: Note | None, after: Note | None, made: str
) -> None:
    """Note down a change within its transaction; its document has nothing to redo from then on."""
    note = after or before
    assert note is not None
    document = note.anchor.key.document
    connection.execute(
        "DELETE FROM main.note_change WHERE document = ? AND undone > 0", (document,)
    )
    if before and after and _goes_on(connection, before, after, made):
        return
    connection.execute(
        "INSERT INTO main.note_change (note, document, before, after, made) VALUES (?, ?, ?, ?, ?)",
        (note.id, document, _dump(before), _dump(after), made),
    )
    connection.execute(
        "DELETE FROM main.note_change WHERE document = ?1 AND id NOT IN"
        " (SELECT id FROM main.note_change WHERE document = ?1 ORDER BY id DESC LIMIT ?2)",
        (document, MOST_CHANGES),
    )


def _goes_on(connection: sqlite3.Connection, before: Note, after: Note, made: str) -> bool:
    """Join a save of a body to the save of the same body just before it; tell whether it was."""
    last = connection.execute(
        "SELECT id, note, before, made FROM main.note_change WHERE document = ?"
        " ORDER BY id DESC LIMIT 1",
        (after.anchor.key.document,),
    ).fetchone()
    if last is None or last[1] != after.id or not last[2]:
        return False
    first = json.loads(last[2])
    writing = first["body"] != before.body and before.body != after.body
    same = (before.color, before.tags) == (after.color, after.tags)
    kept = (first["color"], tuple(first["tags"])) == (after.color, after.tags)
    soon = timedelta() <= clock.parse(made) - clock.parse(last[3]) <= ONE_WRITING
    if not (writing and same and kept and soon):
        return False
    connection.execute(
        "UPDATE main.note_change SET after = ?, made = ? WHERE id = ?",
        (_dump(after), made, last[0]),
    )
    return True


def undo(
    connection: sqlite3.Connection, document: str | None = None, *, now: datetime | None = None
) -> NoteChange | None:
    """Take back the last change (of a document's notes); None where there is none left."""
    with rows.writing(connection):
        change = _next(connection, document, "undone = 0 ORDER BY id DESC")
        if change is None:
            return None
        connection.execute(
            "UPDATE main.note_change SET undone ="
            " (SELECT max(undone) + 1 FROM main.note_change) WHERE id = ?",
            (change.id,),
        )
        return _put(connection, change, change.before, now)


def redo(
    connection: sqlite3.Connection, document: str | None = None, *, now: datetime | None = None
) -> NoteChange | None:
    """Repeat the change that was taken back last; None where there is none."""
    with rows.writing(connection):
        change = _next(connection, document, "undone > 0 ORDER BY undone DESC")
        if change is None:
            return None
        connection.execute("UPDATE main.note_change SET undone = 0 WHERE id = ?", (change.id,))
        return _put(connection, change, change.after, now)


class _Change(NamedTuple):
    id: int
    note: str
    document: str
    before: str
    after: str

    @property
    def action(self) -> Literal["add", "update", "delete"]:
        return "add" if not self.before else "update" if self.after else "delete"


def _next(connection: sqlite3.Connection, document: str | None, which: str) -> _Change | None:
    row = connection.execute(
        "SELECT id, note, document, before, after FROM main.note_change"
        f" WHERE document = coalesce(?, document) AND {which} LIMIT 1",
        (document,),
    ).fetchone()
    return _Change(*row) if row else None


def _dump(note: Note | None) -> str:
    if note is None:
        return ""
    return json.dumps({"body": note.body, "color": note.color, "tags": note.tags})


def _put(
    connection: sqlite3.Connection, change: _Change, reach: str, now: datetime | None
) -> NoteChange:
    """Bring a note to a recorded state; its row is there, deleted or not."""
    note = rows.find(connection, change.note)
    assert note is not None
    made = clock.stamp(now)
    put = replace(note, modified=made, deleted="" if reach else made)
    if reach:
        kept = json.loads(reach)
        put = replace(put, body=kept["body"], color=kept["color"], tags=tuple(kept["tags"]))
    rows.overwrite(connection, put)
    before, after = (None if n.deleted else n for n in (note, put))
    return NoteChange(change.action, change.note, change.document, before, after)
