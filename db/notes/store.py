"""Notes in the person's file: adding, changing, deleting, listing; undo; finding them again.

Every write is one transaction and can be undone, across restarts; a deleted note keeps its row.
This is the door to the rest of `db.notes` that needs a database.
"""

import re
import sqlite3
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from db import clock
from db.address import sort_key
from db.errors import UnknownAddress, UsageError
from db.models import COLORS, Anchor, EditionKey, Note
from db.notes import filters, history, rows
from db.notes.history import NoteChange, redo, undo
from db.notes.reanchoring import ReanchorReport, reanchor, reanchor_if_library_changed

__all__ = [
    "NoteChange",
    "ReanchorReport",
    "add",
    "delete",
    "get",
    "notes",
    "notes_on",
    "reanchor",
    "reanchor_if_library_changed",
    "redo",
    "undo",
    "update",
]

MOST_BODY = 1_000_000
"""Bytes of UTF-8 a note's body may have."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(r'[^\s"\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,100}')


def add(
    connection: sqlite3.Connection,
    anchor: Anchor,
    *,
    body: str = "",
    color: str = "yellow",
    tags: Iterable[str] = (),
    now: datetime | None = None,
) -> Note:
    """Store a new note; raises UsageError for what a note cannot be."""
    _check_anchor(anchor)
    made = clock.stamp(now)
    note = Note(str(uuid.uuid4()), anchor, _body(body), _color(color), _tags(tags), made, made)
    with rows.writing(connection):
        rows.insert(connection, note)
        history.record(connection, None, note, made)
    return note


def update(
    connection: sqlite3.Connection,
    note_id: str,
    *,
    body: str | None = None,
    color: str | None = None,
    tags: Iterable[str] | None = None,
    now: datetime | None = None,
) -> Note:
    """Change what is given; nothing is written where nothing differs.

    Raises UsageError for what a note cannot be and UnknownAddress where the note is not there.
    """
    with rows.writing(connection):
        before = get(connection, note_id)
        after = replace(
            before,
            body=before.body if body is None else _body(body),
            color=before.color if color is None else _color(color),
            tags=before.tags if tags is None else _tags(tags),
        )
        if after == before:
            return before
        after = replace(after, modified=clock.stamp(now))
        rows.overwrite(connection, after)
        history.record(connection, before, after, after.modified)
    return after


def delete(connection: sqlite3.Connection, note_id: str, *, now: datetime | None = None) -> None:
    """Delete a note, leaving its row with a stamp; raises UnknownAddress."""
    with rows.writing(connection):
        before = get(connection, note_id)
        made = clock.stamp(now)
        rows.overwrite(connection, replace(before, modified=made, deleted=made))
        history.record(connection, before, None, made)


def get(connection: sqlite3.Connection, note_id: str) -> Note:
    """Return a live note; raises UnknownAddress."""
    note = None if _SURROGATE.search(note_id) else rows.find(connection, note_id)
    if note is None or note.deleted:
        raise UnknownAddress(
            f"There is no note “{note_id[:40]}”. “resolute notes list” shows those there are."
        )
    return note


def notes(
    connection: sqlite3.Connection, *, document: str | None = None, query: str = ""
) -> list[Note]:
    """List live notes in the order of the text; the query's grammar is that of `filters`.

    Raises UsageError for a query that asks for a colour or state that does not exist.
    """
    test = filters.wanted(query)
    if document is None:
        found = rows.select(connection, "deleted = ''")
    else:
        found = rows.select(connection, "document = ? AND deleted = ''", document)
    return sorted(filter(test, found), key=_text_order)


def notes_on(connection: sqlite3.Connection, key: EditionKey) -> list[Note]:
    """List the notes that stand beside an edition, made on it or on another of its document.

    Those of the edition itself come first, both in its paragraphs' order. Only theirs are offsets
    into its text, and not an orphan's; the others belong to the paragraph as a whole.
    """
    places = _places(connection, key)
    found = [n for n in notes(connection, document=key.document) if n.anchor.label in places]
    return sorted(found, key=lambda n: (n.anchor.key != key, places[n.anchor.label]))


def _text_order(note: Note) -> tuple[object, ...]:
    anchor = note.anchor
    return anchor.key.document, sort_key(anchor.label), anchor.start, anchor.end, note.created


def _places(connection: sqlite3.Connection, key: EditionKey) -> dict[str, int]:
    for home in ("library", "main"):
        row = connection.execute(
            f"SELECT id FROM {home}.edition WHERE document = ? AND kind = ? AND language = ?",
            (key.document, key.kind, key.language),
        ).fetchone()
        if row:
            query = f"SELECT label, id FROM {home}.passage WHERE edition = ?"
            return dict(connection.execute(query, row))
    return {}


def _check_anchor(anchor: Anchor) -> None:
    key = anchor.key
    words = (key.document, key.kind, key.language, anchor.label)
    quoted = (anchor.quote, anchor.prefix, anchor.suffix)
    if not (
        all(words)
        and 0 <= anchor.start <= anchor.end < 2**31
        and bool(anchor.quote) == (anchor.start < anchor.end)
        and sum(map(len, words + quoted)) <= MOST_BODY
        and not any(map(_SURROGATE.search, words + quoted))
    ):
        raise UsageError(
            "That is no place for a note. A note needs a document, a paragraph, and either words "
            "of it with their place or none."
        )


def _body(body: str) -> str:
    whole = _SURROGATE.sub("\ufffd", body)
    if len(whole.encode()) > MOST_BODY:
        raise UsageError(
            f"The note is too long ({len(whole.encode()) / 1e6:.1f} MB); a note holds 1 MB of "
            "text. Split it into several."
        )
    return whole


def _color(color: str) -> str:
    if color not in COLORS:
        raise UsageError(f"There is no colour “{color[:40]}”. Choose one of: {', '.join(COLORS)}.")
    return color


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Check tags and put them in order, each once whatever its case."""
    found: dict[str, str] = {}
    for tag in tags:
        tidy = unicodedata.normalize("NFC", tag)
        if not _TAG.fullmatch(tidy) or not all(tidy.split("::")) or tidy.casefold() == "none":
            raise UsageError(
                f"“{tag[:40]}” cannot be a tag. Use one word of at most 100 characters, other than "
                "“none”: “trade-policy”, or “trade::policy” for a tag below a tag."
            )
        found.setdefault(tidy.casefold(), tidy)
    return tuple(sorted(found.values(), key=str.casefold))
