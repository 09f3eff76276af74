"""What an address points at, for a look at it in passing: a paragraph, a document, or neither."""

import sqlite3
from dataclasses import dataclass

from db.address import Address
from db.library.documents import edition_order
from db.library.tables import passage_from_row
from db.models import EditionKey, Passage

_HOMES = ("library", "main")
OFFICIAL_ADDRESS = "https://undocs.org/{language}/{symbol}"
"""Where the United Nations publish a document under its symbol."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A target with what the library has of it.

    Without `key` the document is not in the library; without `passage` the edition has no such
    paragraph, or none was asked for. `kind`, `title` and `summary` are the document's.
    """

    target: Address
    title: str = ""
    kind: str = ""
    summary: str = ""
    key: EditionKey | None = None
    passage: Passage | None = None

    @property
    def official_address(self) -> str:
        """The document's official address, '' where it has no symbol."""
        symbol = self.target.document
        return OFFICIAL_ADDRESS.format(language="en", symbol=symbol) if "/" in symbol else ""


def look_up(
    connection: sqlite3.Connection, target: Address, like: EditionKey | None = None
) -> Looked:
    """Look an address up in the edition one is reading, or in the one most like it."""
    keys = [
        EditionKey(*row)
        for home in _HOMES
        for row in connection.execute(
            f"SELECT document, kind, language FROM {home}.edition WHERE document = ?",
            (target.document,),
        )
    ]
    if not keys:
        return Looked(target)
    keys.sort(key=lambda key: (_unlike(key, like), edition_order(key)))
    found = Looked(target, *_about(connection, target.document), keys[0])
    if not target.label:
        return found
    for key in keys:
        if (passage := _passage(connection, key, target.label)) is not None:
            return Looked(target, found.title, found.kind, found.summary, key, passage)
    return found


def _unlike(key: EditionKey, like: EditionKey | None) -> int:
    if like is None:
        return 0
    return 2 * (key.language != like.language) + (key.kind != like.kind)


def _about(connection: sqlite3.Connection, document: str) -> tuple[str, str, str]:
    for home in _HOMES:
        row = connection.execute(
            f"SELECT title, kind, summary FROM {home}.document WHERE name = ?", (document,)
        ).fetchone()
        if row is not None:
            return str(row[0]), str(row[1]), str(row[2])
    return document, "", ""


def _passage(connection: sqlite3.Connection, key: EditionKey, label: str) -> Passage | None:
    """Return a paragraph, or the nearest one above it, or the first one of an annex."""
    above = label
    while above:
        if found := _one(connection, key, "p.label = ?", above):
            return found
        above = above.rpartition(".")[0]
    if label.startswith("annex"):
        start = f"{label.partition('.')[0]}."
        return _one(connection, key, "p.label >= ? AND p.label < ? || '\uffff'", start, start)
    return None


def _one(
    connection: sqlite3.Connection, key: EditionKey, condition: str, *values: str
) -> Passage | None:
    for home in _HOMES:
        row = connection.execute(
            "SELECT p.label, p.kind, p.voice, p.text, p.part, p.heading, p.opener, p.speaker,"
            f" p.details FROM {home}.edition e JOIN {home}.passage p ON p.edition = e.id"
            " WHERE e.document = ? AND e.kind = ? AND e.language = ?"
            f" AND {condition} ORDER BY p.id LIMIT 1",
            (key.document, key.kind, key.language, *values),
        ).fetchone()
        if row is not None:
            return passage_from_row(row)
    return None
