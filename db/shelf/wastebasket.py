"""The wastebasket: editions taken out of the library, whole, until they are put back.

What hangs on an edition stays in the person's file: its notes become orphans and find their place
again when it comes back. The bundled library's editions cannot be removed.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from db import clock
from db.errors import UnknownAddress, UsageError
from db.languages import edition_named
from db.library.documents import edition
from db.library.tables import add_document, add_rows, passage_from_row, remove_edition, rows_of
from db.models import Document, EditionKey
from db.notes.reanchoring import reanchor
from db.notes.rows import writing
from db.shelf.changes import note_down, replayed_by


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on editions: notes on them, cards and paragraphs read of documents that go."""

    notes: int
    cards: int
    read: int
    documents: tuple[str, ...]
    """The documents that go altogether: nothing else of them is in the library."""


@dataclass(frozen=True, slots=True)
class Removed:
    """An edition in the wastebasket; `removed` is a UTC stamp."""

    id: str
    key: EditionKey
    title: str
    passages: int
    removed: str


def mine(connection: sqlite3.Connection, document: str) -> list[EditionKey]:
    """List the editions of a document that can be removed: the person's own."""
    rows = connection.execute(
        "SELECT document, kind, language FROM main.edition WHERE document = ? ORDER BY id",
        (document,),
    )
    return [EditionKey(*row) for row in rows]


def hanging(connection: sqlite3.Connection, keys: Sequence[EditionKey]) -> Hanging:
    """Tell what hangs on editions, before they are removed."""
    notes = sum(
        connection.execute(
            "SELECT count(*) FROM main.note WHERE document = ? AND edition = ? AND language = ?"
            " AND deleted = ''",
            (key.document, key.kind, key.language),
        ).fetchone()[0]
        for key in keys
    )
    going = tuple(
        document
        for document in dict.fromkeys(key.document for key in keys)
        if not _is_bundled(connection, document) and set(mine(connection, document)) <= set(keys)
    )
    read = sum(_read(connection, document) for document in going)
    cards = sum(_cards(connection, document) for document in going)
    return Hanging(notes, cards, read, going)


def _read(connection: sqlite3.Connection, document: str) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM main.reading WHERE document = ? AND read <> '' AND deleted = ''",
        (document,),
    ).fetchone()
    return int(count)


def _cards(connection: sqlite3.Connection, document: str) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM main.card c JOIN library.question q ON q.id = c.question"
        " WHERE c.deleted = '' AND instr(q.evidence, ?) > 0",
        (f'"{document} ',),
    ).fetchone()
    return int(count)


def _is_bundled(connection: sqlite3.Connection, document: str) -> bool:
    row = connection.execute("SELECT 1 FROM library.document WHERE name = ?", (document,))
    return row.fetchone() is not None


def remove(
    connection: sqlite3.Connection, keys: Iterable[EditionKey], now: datetime | None = None
) -> list[Removed]:
    """Put editions into the wastebasket, all or none; raises UsageError for one that is not there.

    Notes on them are kept, as orphans.
    """
    keys = list(dict.fromkeys(keys))
    with writing(connection):
        stamp = clock.stamp(now)
        ids = [[str(uuid4()), key.document, key.kind, key.language] for key in keys]
        for one, key in zip(ids, keys, strict=True):
            _throw(connection, one[0], key, stamp)
        if ids:
            note_down(connection, "removal", f"removing {_named(keys)}", ids, stamp)
        reanchor(connection, documents={key.document for key in keys})
    wanted = {one[0] for one in ids}
    return [one for one in removed(connection) if one.id in wanted]


def removed(connection: sqlite3.Connection) -> list[Removed]:
    """List what is in the wastebasket, the last thing thrown away first."""
    rows = connection.execute(
        "SELECT id, document, kind, language, title, passages, created FROM main.removed_edition"
        " ORDER BY created DESC, document, kind, language"
    )
    return [
        Removed(name, EditionKey(document, kind, language), title, passages, stamp)
        for name, document, kind, language, title, passages, stamp in rows
    ]


def restore(connection: sqlite3.Connection, ids: Iterable[str]) -> list[EditionKey]:
    """Put editions back where they were, their notes too; all or none.

    Raises UsageError where the library has the edition again, or the wastebasket has it no more.
    """
    with writing(connection):
        known = {one.id: one.key for one in removed(connection)}
        wanted = list(dict.fromkeys(ids))
        if any(one not in known for one in wanted):
            raise UsageError("That is not in the wastebasket any more.")
        for one in wanted:
            if known[one] in mine(connection, known[one].document):
                raise UsageError(
                    f"The library has {_named([known[one]])} again. Remove that first to have the "
                    "earlier one back."
                )
        keys = [known[one] for one in wanted]
        payload = [[one, *_columns(known[one])] for one in wanted]
        _replay_restoring(connection, payload, False)
        if payload:
            note_down(
                connection, "restoring", f"bringing back {_named(keys)}", payload, clock.stamp()
            )
    return keys


def _columns(key: EditionKey) -> tuple[str, str, str]:
    return key.document, key.kind, key.language


def _named(keys: Sequence[EditionKey]) -> str:
    if len(keys) > 1:
        return f"{len(keys)} editions"
    return edition_named(keys[0])


# throwing away and putting back ------------------------------------------------------------------


def _throw(connection: sqlite3.Connection, name: str, key: EditionKey, stamp: str) -> None:
    if key not in mine(connection, key.document):
        try:
            edition(connection, key)
        except UnknownAddress as error:
            raise UsageError(str(error)) from error
        raise UsageError(f"T{_named([key])[1:]} comes with the program and stays.")
    content = _content(connection, key)
    connection.execute(
        "INSERT INTO main.removed_edition"
        " (id, document, kind, language, title, passages, content, created)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (name, *_columns(key), content["title"], len(content["passages"]),
         zlib.compress(json.dumps(content, ensure_ascii=False).encode()), stamp),
    )  # fmt: skip
    remove_edition(connection, key)
    if not mine(connection, key.document):
        connection.execute("DELETE FROM main.document WHERE name = ?", (key.document,))


def _content(connection: sqlite3.Connection, key: EditionKey) -> dict[str, Any]:
    number, title, provenance = connection.execute(
        "SELECT id, title, provenance FROM main.edition"
        " WHERE document = ? AND kind = ? AND language = ?",
        _columns(key),
    ).fetchone()
    passages = connection.execute(
        "SELECT label, kind, voice, text, part, heading, opener, speaker, details"
        " FROM main.passage WHERE edition = ? ORDER BY id",
        (number,),
    ).fetchall()
    document = connection.execute(
        "SELECT name, kind, title, short_title, date, summary FROM main.document WHERE name = ?",
        (key.document,),
    ).fetchone()
    return {
        "document": document, "title": title, "provenance": json.loads(provenance),
        "passages": passages,
    }  # fmt: skip


def _put_back(connection: sqlite3.Connection, name: str, key: EditionKey) -> None:
    """Put an edition back, unless the library has it again or the wastebasket not any more."""
    row = connection.execute(
        "SELECT content FROM main.removed_edition WHERE id = ?", (name,)
    ).fetchone()
    own = mine(connection, key.document)
    if row is None or key in own:
        return
    content = json.loads(zlib.decompress(row[0]))
    if content["document"] and not own:
        add_document(connection, Document(*content["document"]))
    passages = [passage_from_row(tuple(one)) for one in content["passages"]]
    add_rows(connection, key, content["title"], content["provenance"], rows_of(passages))
    connection.execute("DELETE FROM main.removed_edition WHERE id = ?", (name,))


@replayed_by("removal")
def _replay_removal(connection: sqlite3.Connection, change: Any, back: bool) -> frozenset[str]:
    stamp = clock.stamp()
    for name, *columns in change:
        key = EditionKey(*columns)
        if back:
            _put_back(connection, name, key)
        elif key in mine(connection, key.document):
            _throw(connection, name, key, stamp)
    documents = frozenset(columns[0] for _, *columns in change)
    reanchor(connection, documents=documents)
    return documents


@replayed_by("restoring")
def _replay_restoring(connection: sqlite3.Connection, change: Any, back: bool) -> frozenset[str]:
    return _replay_removal(connection, change, not back)
