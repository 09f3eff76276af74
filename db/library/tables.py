"""The tables of documents, the same in `library.db` and in `study.db`, and how an edition is
written to them and taken out again.

The index (`db.search.index`) is derived from `passage` and kept along with it here.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from db.models import Document, Edition, EditionKey, Passage
from db.search import index
from db.search.index import Entry
from db.text import index_text

LIBRARY_FORMAT = "3"
"""The version of `library.db` that this program reads; checked, never migrated."""

CONTENT_TABLES = (
    """
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    short_title TEXT NOT NULL,
    date TEXT NOT NULL,
    summary TEXT NOT NULL
);
CREATE TABLE edition (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    provenance TEXT NOT NULL,
    passages INTEGER NOT NULL,
    UNIQUE (document, kind, language)
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    edition INTEGER NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    voice TEXT NOT NULL,
    text TEXT NOT NULL,
    part TEXT NOT NULL,
    heading TEXT NOT NULL,
    opener TEXT NOT NULL,
    speaker TEXT NOT NULL,
    details TEXT NOT NULL,
    UNIQUE (edition, label)
);
"""
    + index.INDEX_TABLES
)

_PASSAGE_COLUMNS = "label, kind, voice, text, part, heading, opener, speaker, details"
_DETAILS = ("addressees", "themes", "deadline", "terms", "refs", "lines", "sources", "footnotes")
_details_of = attrgetter(*_DETAILS)
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def _details(passage: Passage) -> str:
    values = _details_of(passage)
    if not any(values):
        return ""
    more = {name: value for name, value in zip(_DETAILS, values, strict=True) if value}
    return _WRITER.encode(more)


def passage_from_row(row: Sequence[Any]) -> Passage:
    """Make a passage of the columns `label` to `details`, in the order of the table."""
    *plain, details = row
    if not details:
        return Passage(*plain)
    more: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in json.loads(details).items()
    }
    if marks := more.get("footnotes"):
        more["footnotes"] = tuple(map(tuple, marks))
    label, kind, voice, words, part, heading, opener, speaker = plain
    return Passage(
        label, kind, voice, words, part=part, heading=heading, opener=opener, speaker=speaker,
        **more,
    )  # fmt: skip


def add_document(connection: sqlite3.Connection, document: Document) -> None:
    """Write a document's row, or bring the one that is there up to date."""
    connection.execute(
        "INSERT INTO main.document (name, kind, title, short_title, date, summary)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET kind = excluded.kind,"
        " title = excluded.title, short_title = excluded.short_title, date = excluded.date,"
        " summary = excluded.summary",
        (document.id, document.kind, document.title, document.short_title, document.date,
         document.summary),
    )  # fmt: skip


def add_edition(connection: sqlite3.Connection, edition: Edition) -> None:
    """Write an edition, its passages and their index entries; one that is there is replaced."""
    add_rows(connection, edition.key, edition.title, edition.provenance, rows_of(edition.passages))


PassageRow = tuple[str, str, str, str, str, str, str, str, str, str]
"""A passage as it is written: the columns `label` to `details`, and what the index is given."""


def rows_of(passages: Iterable[Passage]) -> list[PassageRow]:
    """Make passages ready to be written: plain values, which travel fast between processes."""
    return [
        (p.label, p.kind, p.voice, p.text, p.part, p.heading, p.opener, p.speaker, _details(p),
         index_text(p.text))
        for p in passages
    ]  # fmt: skip


def add_rows(
    connection: sqlite3.Connection,
    key: EditionKey,
    title: str,
    provenance: Mapping[str, str],
    rows: Sequence[PassageRow],
) -> None:
    """Write an edition whose passages were made ready; one that is there is replaced."""
    index.make_ready(connection)
    remove_edition(connection, key)
    cursor = connection.execute(
        "INSERT INTO main.edition (document, kind, language, title, provenance, passages)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (key.document, key.kind, key.language, title,
         json.dumps(dict(provenance), ensure_ascii=False, sort_keys=True), len(rows)),
    )  # fmt: skip
    edition_id = cursor.lastrowid
    (first,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM main.passage").fetchone()
    connection.executemany(
        "INSERT INTO main.passage (id, edition, label, kind, voice, text, part, heading, opener,"
        " speaker, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((first + place, edition_id, *row[:-1]) for place, row in enumerate(rows)),
    )
    index.add_entries(
        connection,
        (
            Entry(first + place, row[3], row[5], "" if place else title, row[-1])
            for place, row in enumerate(rows)
        ),
    )


def remove_edition(connection: sqlite3.Connection, key: EditionKey) -> bool:
    """Take an edition out, with its index entries; tell whether it was there."""
    row = connection.execute(
        "SELECT id FROM main.edition WHERE document = ? AND kind = ? AND language = ?",
        (key.document, key.kind, key.language),
    ).fetchone()
    if row is None:
        return False
    index.make_ready(connection)
    entries = connection.execute(f"{index.ENTRIES.format(home='main')} WHERE p.edition = ?", row)
    index.remove_entries(connection, (Entry(*entry) for entry in entries.fetchall()))
    connection.execute("DELETE FROM main.passage WHERE edition = ?", row)
    connection.execute("DELETE FROM main.edition WHERE id = ?", row)
    return True
