"""Notes in the person's file: adding, changing, deleting, listing; undo; finding them again.

Every write is one transaction and can be undone, across restarts; a deleted note keeps its row.
This is the door to the rest of `db.notes` that needs a database.
"""

import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from db import clock
from db.address import sort_key
from db.errors import UnknownAddress
from db.models import Anchor, EditionKey, Note, Segment
from db.notes import checking, history, rows
from db.notes import tags as tagging
from db.notes.checking import MOST_BODY
from db.notes.history import NoteChange, redo, undo
from db.notes.reanchoring import ReanchorReport, reanchor, reanchor_if_library_changed

__all__ = [
    "MOST_BODY",
    "NoteChange",
    "ReanchorReport",
    "Saved",
    "add",
    "change_many",
    "delete",
    "delete_many",
    "get",
    "notes",
    "notes_on",
    "reanchor",
    "reanchor_if_library_changed",
    "redo",
    "save",
    "undo",
    "update",
]


@dataclass(frozen=True, slots=True)
class Saved:
    """A note as it is stored now, and the note that keeps what somebody else wrote meanwhile."""

    note: Note
    other: Note | None = None


def add(
    connection: sqlite3.Connection,
    anchor: Anchor | Sequence[Anchor],
    *,
    body: str = "",
    color: str = "yellow",
    tags: Iterable[str] = (),
    style: str = "fill",
    kind: str = "note",
    folder: str = "",
    note_id: str = "",
    now: datetime | None = None,
    step: int | None = None,
) -> Note:
    """Store a new note on one place or, as a highlight over several paragraphs, on each of them.

    `note_id` is a new UUID where one shows the note before it is stored. Changes of one `step`
    (`history.new_step`) are undone together. Raises UsageError for what a note cannot be.
    """
    first, *more = places = (anchor,) if isinstance(anchor, Anchor) else tuple(anchor)
    checking.check_anchors(places)
    made = clock.stamp(now)
    note = Note(
        note_id or str(uuid.uuid4()), first, checking.body(body), checking.color(color),
        tagging.checked(tags), made, made, style=checking.style(style), kind=checking.kind(kind),
        folder=checking.folder(folder), more=tuple(map(Segment, more)),
    )  # fmt: skip
    with rows.writing(connection):
        rows.insert(connection, note)
        history.record(connection, None, note, made, step)
    return note


def update(
    connection: sqlite3.Connection,
    note_id: str,
    *,
    body: str | None = None,
    color: str | None = None,
    tags: Iterable[str] | None = None,
    style: str | None = None,
    folder: str | None = None,
    now: datetime | None = None,
    step: int | None = None,
) -> Note:
    """Change what is given; nothing is written where nothing differs.

    Raises UsageError for what a note cannot be and UnknownAddress where the note is not there.
    """
    with rows.writing(connection):
        before = get(connection, note_id)
        after = before._replace(
            body=before.body if body is None else checking.body(body),
            color=before.color if color is None else checking.color(color),
            tags=before.tags if tags is None else tagging.checked(tags),
            style=before.style if style is None else checking.style(style),
            folder=before.folder if folder is None else checking.folder(folder),
        )
        return _write(connection, before, after, now, step)


def _write(
    connection: sqlite3.Connection,
    before: Note,
    after: Note,
    now: datetime | None,
    step: int | None = None,
) -> Note:
    if after == before:
        return before
    after = after._replace(modified=clock.stamp(now))
    rows.overwrite(connection, after)
    history.record(connection, before, after, after.modified, step)
    return after


def save(
    connection: sqlite3.Connection,
    basis: Note,
    *,
    body: str,
    color: str,
    tags: Iterable[str],
    now: datetime | None = None,
) -> Saved:
    """Store what was written upon `basis`, the note as it was when the writing began.

    What was not touched stays as it is by now. Where somebody else has written into the body
    meanwhile their text is kept as a note of its own beside this one; where they have deleted the
    note it comes back. Raises as `update` does.
    """
    with rows.writing(connection):
        stored = rows.find(connection, basis.id)
        if stored is None:
            raise UnknownAddress("The note was deleted for good elsewhere; what you typed is here.")
        after, wanted = stored._replace(deleted=""), checking.body(body)
        other = None
        if wanted not in {basis.body, stored.body}:
            if stored.body != basis.body and stored.body.strip():
                other = _copy(connection, stored, now)
            after = after._replace(body=wanted)
        given = tagging.checked(tags)
        if given != basis.tags:
            after = after._replace(tags=_merged(basis.tags, given, stored.tags))
        if color != basis.color:
            after = after._replace(color=checking.color(color))
        if stored.deleted and after == stored._replace(deleted=""):
            return Saved(stored)  # deleted elsewhere, and nothing was written here
        return Saved(_write(connection, stored, after, now), other)


def _copy(connection: sqlite3.Connection, note: Note, now: datetime | None) -> Note:
    made = clock.stamp(now)
    copy = note._replace(id=str(uuid.uuid4()), created=made, modified=made, deleted="")
    rows.insert(connection, copy)
    history.record(connection, None, copy, made)
    return copy


def _merged(
    before: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """Add and take away from others' tags what was added and taken away here."""
    gone = {tag.casefold() for tag in before} - {tag.casefold() for tag in mine}
    kept = (tag for tag in theirs if tag.casefold() not in gone)
    old = {tag.casefold() for tag in before}
    return tagging.checked([*kept, *(tag for tag in mine if tag.casefold() not in old)])


def change_many(
    connection: sqlite3.Connection,
    note_ids: Sequence[str],
    *,
    color: str | None = None,
    style: str | None = None,
    folder: str | None = None,
    add_tags: Iterable[str] = (),
    remove_tags: Iterable[str] = (),
    now: datetime | None = None,
) -> list[Note]:
    """Change several notes, all or none, as one step of undo; those that are gone are left out.

    Raises UsageError for what a note cannot be.
    """
    added = tagging.checked(add_tags)
    removed = {tag.casefold() for tag in tagging.checked(remove_tags)}
    made = []
    with rows.writing(connection):
        step = history.new_step(connection)
        for before in _live(connection, note_ids):
            tags = tagging.checked(
                [*(tag for tag in before.tags if tag.casefold() not in removed), *added]
            )
            after = before._replace(
                tags=tags,
                color=before.color if color is None else checking.color(color),
                style=before.style if style is None else checking.style(style),
                folder=before.folder if folder is None else checking.folder(folder),
            )
            made.append(_write(connection, before, after, now, step))
    return made


def delete(
    connection: sqlite3.Connection,
    note_id: str,
    *,
    now: datetime | None = None,
    step: int | None = None,
) -> None:
    """Delete a note, leaving its row with a stamp; raises UnknownAddress."""
    with rows.writing(connection):
        _delete(connection, get(connection, note_id), now, step)


def delete_many(
    connection: sqlite3.Connection, note_ids: Sequence[str], *, now: datetime | None = None
) -> list[Note]:
    """Delete several notes as one step of undo; return those that were there."""
    with rows.writing(connection):
        step = history.new_step(connection)
        gone = _live(connection, note_ids)
        for note in gone:
            _delete(connection, note, now, step)
    return gone


def _delete(
    connection: sqlite3.Connection, before: Note, now: datetime | None, step: int | None = None
) -> None:
    made = clock.stamp(now)
    rows.overwrite(connection, before._replace(modified=made, deleted=made))
    history.record(connection, before, None, made, step)


def _live(connection: sqlite3.Connection, note_ids: Sequence[str]) -> list[Note]:
    found = (rows.find(connection, note_id) for note_id in note_ids)
    return [note for note in found if note is not None and not note.deleted]


def get(connection: sqlite3.Connection, note_id: str) -> Note:
    """Return a live note; raises UnknownAddress."""
    note = rows.find(connection, note_id) if checking.is_text(note_id) else None
    if note is None or note.deleted:
        raise UnknownAddress(
            f"There is no note “{note_id[:40]}”. “resolute notes list” shows those there are."
        )
    return note


def notes(connection: sqlite3.Connection, *, document: str | None = None) -> list[Note]:
    """List live notes, all of them, in the order of the text; `listing` knows queries and pages."""
    if document is None:
        found = rows.select_at_once(connection, "deleted = ''")
    else:
        found = rows.select_at_once(connection, "document = ? AND deleted = ''", document)
    return sorted(found, key=_text_order)


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
