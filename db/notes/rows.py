"""Notes as rows of the person's file: reading and writing them, nothing decided here.

Whoever writes a note writes its entries in the `index` in the same transaction.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from db import at_once
from db.models import Anchor, EditionKey, Note, NoteState, Segment
from db.notes import index

_COLUMNS = (
    "id, document, edition, language, label, start, end, quote, prefix, suffix, body, color,"
    " state, created, modified, deleted, style, kind, folder, more"
)
_READ = f"{_COLUMNS}, (SELECT group_concat(tag, ' ') FROM main.note_tag WHERE note = note.id)"
SELECT = f"SELECT {_READ} FROM main.note"
"""Reads rows as `note_of` takes them."""


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the file from the first read to the commit: what is changed is what was read.

    A transaction the caller has begun is joined, and stays the caller's to commit.
    """
    if connection.in_transaction:
        yield
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def select(connection: sqlite3.Connection, where: str = "", *values: str) -> Iterator[Note]:
    """Read the notes that fit a condition on `main.note`, deleted ones too, in no order."""
    query = f"{SELECT} WHERE {where}" if where else SELECT
    return map(note_of, connection.execute(query, values))


def select_at_once(connection: sqlite3.Connection, where: str, *values: str) -> list[Note]:
    """Read such notes as `select` does, fast beside a busy thread."""
    return list(
        map(note_of, at_once.rows(connection, _READ, f"FROM main.note WHERE {where}", values))
    )


def find(connection: sqlite3.Connection, note_id: str) -> Note | None:
    """Read one note, deleted or not."""
    return next(select(connection, "id = ?", note_id), None)


def insert(connection: sqlite3.Connection, note: Note) -> None:
    """Write a new note's row and tags."""
    anchor = note.anchor
    connection.execute(
        f"INSERT INTO main.note ({_COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (note.id, anchor.key.document, anchor.key.kind, anchor.key.language, anchor.label,
         anchor.start, anchor.end, anchor.quote, anchor.prefix, anchor.suffix, note.body,
         note.color, note.state, note.created, note.modified, note.deleted, note.style, note.kind,
         note.folder, dump_segments(note.more)),
    )  # fmt: skip
    _write_tags(connection, note)
    index.put(connection, note)


def overwrite(connection: sqlite3.Connection, note: Note) -> None:
    """Write what a person can change of a note, but where it holds: that is `place`."""
    connection.execute(
        "UPDATE main.note SET body = ?, color = ?, style = ?, kind = ?, folder = ?, modified = ?,"
        " deleted = ? WHERE id = ?",
        (note.body, note.color, note.style, note.kind, note.folder, note.modified, note.deleted,
         note.id),
    )  # fmt: skip
    connection.execute("DELETE FROM main.note_tag WHERE note = ?", (note.id,))
    _write_tags(connection, note)
    index.put(connection, note)


def place(connection: sqlite3.Connection, note: Note) -> None:
    """Write the words a note holds on to, and where, as a person has chosen them."""
    anchor = note.anchor
    connection.execute(
        "UPDATE main.note SET document = ?, edition = ?, language = ?, quote = ?, prefix = ?,"
        " suffix = ? WHERE id = ?",
        (anchor.key.document, anchor.key.kind, anchor.key.language, anchor.quote, anchor.prefix,
         anchor.suffix, note.id),
    )  # fmt: skip
    move(connection, note)
    index.put(connection, note)


def move(connection: sqlite3.Connection, note: Note) -> None:
    """Write where a note holds."""
    anchor = note.anchor
    connection.execute(
        "UPDATE main.note SET label = ?, start = ?, end = ?, state = ?, more = ? WHERE id = ?",
        (anchor.label, anchor.start, anchor.end, note.state, dump_segments(note.more), note.id),
    )
    index.move(connection, note)


def erase(connection: sqlite3.Connection, note_id: str) -> None:
    """Take a note's row away for good, and every change of it that could be undone."""
    index.drop(connection, note_id)
    connection.execute("DELETE FROM main.note WHERE id = ?", (note_id,))
    connection.execute("DELETE FROM main.note_change WHERE note = ?", (note_id,))


def _write_tags(connection: sqlite3.Connection, note: Note) -> None:
    pairs = [(note.id, tag) for tag in note.tags]
    connection.executemany("INSERT INTO main.note_tag (note, tag) VALUES (?, ?)", pairs)


def note_of(row: Sequence[Any]) -> Note:
    """Make a note of a row that `SELECT` reads."""
    (
        note_id, document, edition, language, label, start, end, quote, prefix, suffix, body,
        color, state, made, modified, deleted, style, kind, folder, more, tags,
    ) = row  # fmt: skip
    key = EditionKey(document, edition, language)
    return Note(
        note_id, Anchor(key, label, start, end, quote, prefix, suffix), body, color,
        tuple(sorted((tags or "").split(), key=str.casefold)), made, modified, state, deleted,
        style, kind, folder, read_segments(key, more) if more else (),
    )  # fmt: skip


def dump_segments(segments: Sequence[Segment]) -> str:
    """Write further segments as JSON, each a list; their edition is their note's."""
    if not segments:
        return ""
    listed = [
        [a.label, a.start, a.end, a.quote, a.prefix, a.suffix, one.state]
        for one in segments
        for a in (one.anchor,)
    ]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


def read_segments(key: EditionKey, dumped: str) -> tuple[Segment, ...]:
    """Read what `dump_segments` wrote."""
    return tuple(
        Segment(Anchor(key, label, start, end, quote, prefix, suffix), _state(state))
        for label, start, end, quote, prefix, suffix, state in json.loads(dumped or "[]")
    )


def _state(word: str) -> NoteState:
    return "moved" if word == "moved" else "orphan" if word == "orphan" else "anchored"


def data_version(connection: sqlite3.Connection) -> int:
    """Return what goes up whenever another connection has written into the file."""
    return int(connection.execute("PRAGMA main.data_version").fetchone()[0])
