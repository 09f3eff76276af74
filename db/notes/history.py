"""Undo and redo of what a person does to notes, kept in `note_change` across restarts.

A change holds what differs of a note on either side as JSON, empty where there was none: undoing a
colour leaves words written since alone. Where a note holds is kept only where a person chose it;
what `reanchoring` does is not undone. Changes of one `step` are undone together, whatever
documents they are on. `undone` is 0, or counts up with every undo, so that redo takes the last one
first.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from db import clock
from db.models import Anchor, EditionKey, Note
from db.notes import meanings, rows
from db.notes.meanings import Meaning
from db.notes.reanchoring import settled

MOST_CHANGES = 100
"""Steps of one document's notes that are kept."""
ONE_WRITING = timedelta(seconds=30)
"""Saves of a body that follow one another within this time are one change: one goes on writing."""

_KEPT = ("body", "color", "tags", "style", "kind", "folder")
_LAST_STEP = (
    "SELECT min(step) FROM (SELECT DISTINCT step FROM main.note_change WHERE document = ?"
    " ORDER BY step DESC LIMIT ?)"
)


@dataclass(frozen=True, slots=True)
class NoteChange:
    """What an undo or redo did: the action it took back or repeated, and the note on either side.

    `before` is None where the note was not there, `after` where it no longer is. Of a step with
    several changes they are the first one's, `count` says of how many notes, and `documents` are
    all it touched.
    """

    action: Literal["add", "update", "delete"]
    note_id: str
    document: str
    before: Note | None
    after: Note | None
    count: int = 1
    documents: tuple[str, ...] = ()


def new_step(connection: sqlite3.Connection) -> int:
    """Return a number for changes that are to be undone at once; call it within `rows.writing`."""
    query = "SELECT coalesce(max(step), 0) + 1 FROM main.note_change"
    return int(connection.execute(query).fetchone()[0])


def record(
    connection: sqlite3.Connection,
    before: Note | None,
    after: Note | None,
    made: str,
    step: int | None = None,
) -> None:
    """Note down a change within its transaction; its document has nothing to redo from then on."""
    note = after or before
    assert note is not None
    document = note.anchor.key.document
    connection.execute(
        "DELETE FROM main.note_change WHERE undone > 0 AND step IN"
        " (SELECT step FROM main.note_change WHERE document = ? AND undone > 0)",
        (document,),
    )
    if step is None and before and after and _goes_on(connection, before, after, made):
        return
    connection.execute(
        "INSERT INTO main.note_change (note, document, before, after, made, step)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (note.id, document, _dump(before, after), _dump(after, before), made,
         new_step(connection) if step is None else step),
    )  # fmt: skip
    (oldest,) = connection.execute(_LAST_STEP, (document, MOST_CHANGES)).fetchone()
    connection.execute(
        "DELETE FROM main.note_change WHERE document = ? AND step < ?", (document, oldest)
    )


def _goes_on(connection: sqlite3.Connection, before: Note, after: Note, made: str) -> bool:
    """Join a save of a body to the save of the same body just before it; tell whether it was."""
    last = connection.execute(
        "SELECT id, note, before, after, made, step FROM main.note_change WHERE document = ?"
        " ORDER BY id DESC LIMIT 1",
        (after.anchor.key.document,),
    ).fetchone()
    if last is None or last[1] != after.id or not last[2]:
        return False
    (count,) = connection.execute(
        "SELECT count(*) FROM main.note_change WHERE step = ?", (last[5],)
    ).fetchone()
    first, then = json.loads(last[2]), json.loads(last[3] or "{}")
    changed = {name for name in {*first, *then} if first.get(name) != then.get(name)}
    writing = changed == {"body"} and before.body != after.body
    only_body = before._replace(body=after.body, modified=after.modified) == after
    soon = timedelta() <= clock.parse(made) - clock.parse(last[4]) <= ONE_WRITING
    if not (count == 1 and writing and only_body and soon):
        return False
    connection.execute(
        "UPDATE main.note_change SET after = ?, made = ? WHERE id = ?",
        (json.dumps({**then, "body": after.body}), made, last[0]),
    )
    return True


def undo(
    connection: sqlite3.Connection, document: str | None = None, *, now: datetime | None = None
) -> NoteChange | None:
    """Take back the last step (of a document's notes); None where there is none left."""
    with rows.writing(connection):
        step = _next(connection, document, "undone = 0 ORDER BY step DESC")
        if step is None:
            return None
        connection.execute(
            "UPDATE main.note_change SET undone ="
            " (SELECT max(undone) + 1 FROM main.note_change) WHERE step = ?",
            (step,),
        )
        changes = reversed(_changes(connection, step))
        meanings.drop(connection, _names(connection, step))
        return _told([_put(connection, one, one.before, now) for one in changes])


def redo(
    connection: sqlite3.Connection, document: str | None = None, *, now: datetime | None = None
) -> NoteChange | None:
    """Repeat the step that was taken back last; None where there is none."""
    with rows.writing(connection):
        step = _next(connection, document, "undone > 0 ORDER BY undone DESC")
        if step is None:
            return None
        connection.execute("UPDATE main.note_change SET undone = 0 WHERE step = ?", (step,))
        meanings.adopt(connection, _names(connection, step))
        return _told([_put(connection, o, o.after, now) for o in _changes(connection, step)])


class _Change(NamedTuple):
    id: int
    note: str
    document: str
    before: str
    after: str

    @property
    def action(self) -> Literal["add", "update", "delete"]:
        return "add" if not self.before else "update" if self.after else "delete"


def _next(connection: sqlite3.Connection, document: str | None, which: str) -> int | None:
    row = connection.execute(
        f"SELECT step FROM main.note_change WHERE document = coalesce(?, document) AND {which}"
        " LIMIT 1",
        (document,),
    ).fetchone()
    return int(row[0]) if row else None


def _changes(connection: sqlite3.Connection, step: int) -> list[_Change]:
    found = connection.execute(
        "SELECT id, note, document, before, after FROM main.note_change"
        " WHERE step = ? AND note <> '' ORDER BY id",
        (step,),
    )
    return [_Change(*row) for row in found]


def _names(connection: sqlite3.Connection, step: int) -> dict[str, Meaning]:
    """Return the names of colours that came with a step's notes: a row that is on no note."""
    row = connection.execute(
        "SELECT after FROM main.note_change WHERE step = ? AND note = ''", (step,)
    ).fetchone()
    return meanings.read(row[0]) if row else {}


def names_added_with(connection: sqlite3.Connection, note_id: str) -> dict[str, Meaning]:
    """Return the names of colours that came in the step that added a note."""
    row = connection.execute(
        "SELECT step FROM main.note_change WHERE note = ? AND before = '' ORDER BY id LIMIT 1",
        (note_id,),
    ).fetchone()
    return _names(connection, row[0]) if row else {}


def _told(made: list[NoteChange]) -> NoteChange:
    """Sum up a step: of several kinds of changes in one it is an update."""
    actions = {one.action for one in made}
    documents = tuple(dict.fromkeys(one.document for one in made))
    action = made[0].action if len(actions) == 1 else "update"
    return replace(made[0], action=action, count=len(made), documents=documents)


def _dump(note: Note | None, other: Note | None) -> str:
    """Write what a note is, or what differs of it from what it is on the other side."""
    if note is None:
        return ""
    kept: dict[str, Any] = {
        name: getattr(note, name)
        for name in _KEPT
        if other is None or getattr(note, name) != getattr(other, name)
    }
    if other is not None and _held(note) != _held(other):
        kept["place"] = _held(note)
    return json.dumps(kept)


def _held(note: Note) -> list[Any]:
    a = note.anchor
    key = [a.key.document, a.key.kind, a.key.language]
    first = [a.label, a.start, a.end, a.quote, a.prefix, a.suffix, note.state]
    return [key, first, rows.dump_segments(note.more)]


def _put(
    connection: sqlite3.Connection, change: _Change, reach: str, now: datetime | None
) -> NoteChange:
    """Bring a note to a recorded state; its row is there, deleted or not."""
    note = rows.find(connection, change.note)
    assert note is not None
    made = clock.stamp(now)
    put = note._replace(modified=made, deleted="" if reach else made)
    kept = json.loads(reach or "{}")
    if "tags" in kept:
        kept["tags"] = tuple(kept["tags"])
    place = kept.pop("place", None)
    put = put._replace(**kept)
    rows.overwrite(connection, put)
    if place is not None:
        put = settled(connection, _placed(put, place))
        rows.place(connection, put)
    before, after = (None if n.deleted else n for n in (note, put))
    return NoteChange(change.action, change.note, change.document, before, after)


def _placed(note: Note, place: list[Any]) -> Note:
    (document, kind, language), (*first, state), more = place
    key = EditionKey(document, kind, language)
    segments = rows.read_segments(key, more)
    return note._replace(anchor=Anchor(key, *first), state=state, more=segments)


def record_added(
    connection: sqlite3.Connection,
    notes: Sequence[Note],
    made: str,
    names: Mapping[str, Meaning] | None = None,
) -> None:
    """Note down that many notes were added at once: one step, which one undo takes back.

    `names` are names of colours that came with them, and go with them.
    """
    if not notes:
        return
    step = new_step(connection)
    first = {note.anchor.key.document: note for note in reversed(notes)}
    for note in first.values():
        record(connection, None, note, made, step)
    leading = {note.id for note in first.values()}
    connection.executemany(
        "INSERT INTO main.note_change (note, document, before, after, made, step)"
        " VALUES (?, ?, '', ?, ?, ?)",
        [
            (one.id, one.anchor.key.document, _dump(one, None), made, step)
            for one in notes
            if one.id not in leading
        ],
    )
    if names:
        connection.execute(
            "INSERT INTO main.note_change (note, document, before, after, made, step)"
            " VALUES ('', ?, '', ?, ?, ?)",
            (notes[0].anchor.key.document, meanings.dumped(names), made, step),
        )
