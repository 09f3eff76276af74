"""The alignment of a document's editions, checked: which paragraphs have no answer.

1,565 of 1,841 resolutions that there are in six languages match one to one; the others are told
here, to be put right by hand (`repairs`).
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from db.library.alignment import Fix, Row, align
from db.library.documents import document, documents, edition
from db.models import Document, Edition, EditionKey
from db.shelf.repairs import Repair, aligned, fixes, repairs


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two editions of a document side by side, with what was put right by hand."""

    left: Edition
    right: Edition
    rows: tuple[Row, ...]
    fixes: tuple[Fix, ...] = ()

    @property
    def mismatches(self) -> list[Row]:
        """The rows of which one side is empty."""
        return [row for row in self.rows if not (row.left and row.right)]


def aligned_editions(left: Edition, right: Edition, made: Sequence[Repair]) -> Alignment:
    """Align two editions, repairs and all."""
    fixed = fixes(made, left, right)
    return Alignment(left, right, align(_labels(left), _labels(right), fixes=fixed), fixed)


def _labels(one: Edition) -> list[str]:
    return [passage.label for passage in aligned(one) if passage.label != "title"]


def reference(found: Document) -> EditionKey | None:
    """Return the edition others are held against: the official English one, else the first."""
    keys = [summary.key for summary in found.editions]
    official = [key for key in keys if key.kind == "official"]
    return next(iter([k for k in official if k.language == "en"] + official + keys), None)


def check(connection: sqlite3.Connection, name: str) -> list[Alignment]:
    """Align every edition of a document with the one of reference; raises UnknownAddress."""
    found = document(connection, name)
    first = reference(found)
    if first is None:
        return []
    left, made = edition(connection, first), repairs(connection, found.id)
    others = [summary.key for summary in found.editions if summary.key != first]
    return [aligned_editions(left, edition(connection, key), made) for key in others]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """How well a document's editions answer one another."""

    document: str
    editions: int
    mismatches: int


def survey(connection: sqlite3.Connection) -> list[Surveyed]:
    """Check every document of which there are several editions."""
    several = [one for one in documents(connection) if len(one.editions) > 1]
    return [
        Surveyed(
            one.id, len(one.editions),
            sum(len(found.mismatches) for found in check(connection, one.id)),
        )
        for one in several
    ]  # fmt: skip
