"""The matrix of a document: its paragraphs against themes, verbs, addressees, or what others say.

A cell is filled where a paragraph has the theme, opens with the verb, is addressed to somebody, or
where a passage of another document refers to it; the cell holds the addresses that it opens.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from db.errors import UnknownAddress
from db.library import documents
from db.models import Passage

By = Literal["theme", "verb", "addressee", "statement"]
KINDS: tuple[By, ...] = ("theme", "verb", "addressee", "statement")


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph: its label and what it begins with."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in the document's order, columns the fullest first; `cells` by (label, column)."""

    document: str
    by: By
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], tuple[str, ...]]

    def labels(self, column: str) -> tuple[str, ...]:
        """Return the paragraphs of a column."""
        return tuple(row.label for row in self.rows if (row.label, column) in self.cells)


def matrix(connection: sqlite3.Connection, document: str, by: By) -> Matrix:
    """Make the matrix of a document's first edition; raises UnknownAddress."""
    found = documents.document(connection, document)
    if not found.editions:
        raise UnknownAddress(f"There is no text of {document} in the library.")
    has_digest = any(one.key.kind == "digest" for one in found.editions)
    key = documents.choose_edition(found, kind="digest" if has_digest else None)
    passages = [
        one for one in documents.edition(connection, key).passages
        if one.kind not in ("record", "heading")
    ]  # fmt: skip
    cells: dict[tuple[str, str], list[str]] = {}
    if by == "statement":
        for label, name, where in _statements(connection, found.id, passages):
            cells.setdefault((label, name), []).append(where)
    else:
        for one in passages:
            for column in _columns(one, by):
                cells[one.label, column] = [f"{found.id} {one.label}"]
    counts: dict[str, int] = {}
    for _, column in cells:
        counts[column] = counts.get(column, 0) + 1
    return Matrix(
        found.id,
        by,
        tuple(Row(one.label, _words(one)) for one in passages),
        tuple(sorted(counts, key=lambda name: (-counts[name], name.casefold()))),
        {place: tuple(of) for place, of in cells.items()},
    )


def _words(one: Passage) -> str:
    return one.heading or " ".join(one.text.split()[:8])


def _columns(one: Passage, by: By) -> tuple[str, ...]:
    if by == "theme":
        return one.themes
    if by == "verb":
        return (one.opener,) if one.opener else ()
    return one.addressees


def _statements(
    connection: sqlite3.Connection, document: str, passages: list[Passage]
) -> Iterator[tuple[str, str, str]]:
    """Yield label, column and address for each passage elsewhere that refers to a paragraph.

    The column is who speaks, or the short title of the document where nobody does.
    """
    labels = {one.label for one in passages}
    for home in ("library", "main"):
        rows = connection.execute(
            "SELECT document.name, document.short_title, p.label, p.speaker,"
            f" json_extract(p.details, '$.refs') FROM {home}.passage AS p"
            f" JOIN {home}.edition AS e ON e.id = p.edition"
            f" JOIN {home}.document ON document.name = e.document"
            " WHERE e.document <> ? AND p.details LIKE ? ORDER BY p.id",
            (document, f"%{json.dumps(document, ensure_ascii=False)[1:-1]} %"),
        ).fetchall()
        for name, title, label, speaker, refs in rows:
            for ref in json.loads(refs or "[]"):
                of, _, there = ref.rpartition(" ")
                if of == document and there in labels:
                    yield there, speaker or title, f"{name} {label}"
