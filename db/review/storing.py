"""A reviewed draft into the library, and out of it again as if nothing had been."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from db import clock
from db.formats import pages
from db.library.documents import edition as find_edition
from db.library.placing import Placing
from db.library.preparing import Prepared
from db.library.tables import add_document, add_edition, add_rows, remove_edition, rows_of
from db.models import Document, Edition, EditionKey
from db.notes.reanchoring import ReanchorReport, reanchor
from db.notes.rows import writing
from db.review.draft import Draft


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored, and what stood there before: that is put back when it is undone."""

    key: EditionKey
    passages: int
    notes: ReanchorReport
    document_before: Document | None = None
    edition_before: Edition | None = None


def store(connection: sqlite3.Connection, draft: Draft, path: str) -> Stored:
    """Store a draft as the imported edition of its document, whole or not at all.

    A text without a symbol is named after its file. Notes on the text that was there find their
    words again.
    """
    with writing(connection):
        placing = Placing(connection)
        prepared = _prepared(draft)
        if not prepared.has_symbol:
            prepared = placing.named(prepared, path or draft.title)
        key = prepared.key
        before = _document(connection, key.document), _edition(connection, key)
        if placing.names_document(key):
            add_document(connection, prepared.document)
        add_rows(connection, key, prepared.title, prepared.provenance, prepared.rows)
        notes = reanchor(connection, documents={key.document})
    return Stored(key, len(prepared.rows), notes, *before)


def take_back(connection: sqlite3.Connection, stored: Stored) -> ReanchorReport:
    """Undo the storing of a draft: what was there before is there again."""
    key = stored.key
    with writing(connection):
        if stored.edition_before is not None:
            add_edition(connection, stored.edition_before)
        else:
            remove_edition(connection, key)
        if stored.document_before is not None:
            add_document(connection, stored.document_before)
        else:
            connection.execute(
                "DELETE FROM main.document WHERE name = ?1"
                " AND NOT EXISTS (SELECT 1 FROM main.edition WHERE document = ?1)",
                (key.document,),
            )
        return reanchor(connection, documents={key.document})


def _prepared(draft: Draft) -> Prepared:
    begun = [
        (page, one.label)
        for page, one in zip(draft.pages, draft.passages, strict=True)
        if one.kind != "footnote"
    ]
    facts: Mapping[str, str] = {
        **draft.provenance,
        "pages": pages.written(begun),
        "reviewed": clock.stamp(),
    }
    document = draft.document._replace(editions=())
    kept = {name: value for name, value in facts.items() if value}
    return Prepared(document, draft.key, draft.title, kept, rows_of(draft.passages),
                    bool(document.id))  # fmt: skip


def _document(connection: sqlite3.Connection, name: str) -> Document | None:
    row = connection.execute(
        "SELECT name, kind, title, short_title, date, summary FROM main.document WHERE name = ?",
        (name,),
    ).fetchone()
    return Document(*row) if row else None


def _edition(connection: sqlite3.Connection, key: EditionKey) -> Edition | None:
    row = connection.execute(
        "SELECT 1 FROM main.edition WHERE document = ? AND kind = ? AND language = ?",
        (key.document, key.kind, key.language),
    ).fetchone()
    return find_edition(connection, key) if row else None
