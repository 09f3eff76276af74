"""Notes as rows of the person's file: reading and writing them, nothing decided here."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from db.models import Anchor, EditionKey, Note

_NOTES = (
    "SELECT id, document, edition, language, label, start, end, quote, prefix, suffix, body,"
    " color, state, created, modified, deleted,"
    " (SELECT group_concat(tag, ' ') FROM main.note_tag WHERE note = note.id) FROM main.note"
)


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
    query = f"{_NOTES} WHERE {where}" if where else _NOTES
    return map(_note, connection.execute(query, values))


def find(connection: sqlite3.Connection, note_id: str) -> Note | None:
    """Read one note, deleted or not."""
    return next(select(connection, "id = ?", note_id), None)


def insert(connection: sqlite3.Connection, note: Note) -> None:
    """Write a new note's row and tags."""
    anchor = note.anchor
    connection.execute(
        "INSERT INTO main.note (id, document, edition, language, label, start, end, quote, prefix,"
        " suffix, body, color, state, created, modified, deleted)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (note.id, anchor.key.document, anchor.key.kind, anchor.key.language, anchor.label,
         anchor.start, anchor.end, anchor.quote, anchor.prefix, anchor.suffix, note.body,
         note.color, note.state, note.created, note.modified, note.deleted),
    )  # fmt: skip
    _write_tags(connection, note)


def overwrite(connection: sqlite3.Connection, note: Note) -> None:
    """Write what a person can change of a note: body, colour, tags, whether it is deleted."""
    connection.execute(
        "UPDATE main.note SET body = ?, color = ?, modified = ?, deleted = ? WHERE id = ?",
        (note.body, note.color, note.modified, note.deleted, note.id),
    )
    connection.execute("DELETE FROM main.note_tag WHERE note = ?", (note.id,))
    _write_tags(connection, note)


def move(connection: sqlite3.Connection, note: Note) -> None:
    """Write where a note holds."""
    connection.execute(
        "UPDATE main.note SET label = ?, start = ?, end = ?, state = ? WHERE id = ?",
        (note.anchor.label, note.anchor.start, note.anchor.end, note.state, note.id),
    )


def _write_tags(connection: sqlite3.Connection, note: Note) -> None:
    pairs = [(note.id, tag) for tag in note.tags]
    connection.executemany("INSERT INTO main.note_tag (note, tag) VALUES (?, ?)", pairs)


def _note(row: tuple[Any, ...]) -> Note:
    (
        note_id,
        document,
        kind,
        language,
        *anchor,
        body,
        color,
        state,
        made,
        modified,
        deleted,
        tags,
    ) = row
    return Note(
        note_id, Anchor(EditionKey(document, kind, language), *anchor), body, color,
        tuple(sorted((tags or "").split(), key=str.casefold)), made, modified, state, deleted,
    )  # fmt: skip
