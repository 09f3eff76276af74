"""Repairs of an alignment: which paragraph of one edition answers which of another, by hand.

Kept by label and by the words a paragraph begins with, so that an edition that was updated, and
numbers its paragraphs otherwise now, is aligned as it was put right.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from db.errors import UsageError
from db.models import Edition, EditionKey, Passage
from db.text import fold

if TYPE_CHECKING:
    from db.library.alignment import Fix
    from db.shelf.changes import Row

QUOTED = 120
"""So many characters of a paragraph are kept, to know it again."""


class Repair(NamedTuple):
    """A repair as it was made: two editions of a document, a paragraph of each, its first words."""

    id: str
    document: str
    here: str
    here_label: str
    here_quote: str
    there: str
    there_label: str
    there_quote: str
    paired: bool

    def turned(self) -> "Repair":
        """Return the same repair seen from the other edition."""
        return Repair(
            self.id, self.document, self.there, self.there_label, self.there_quote, self.here,
            self.here_label, self.here_quote, self.paired,
        )  # fmt: skip


def repairs(connection: sqlite3.Connection, document: str) -> tuple[Repair, ...]:
    """Return the repairs of a document's alignments, in the order they were made."""
    rows = connection.execute(
        "SELECT id, document, here, here_label, here_quote, there, there_label, there_quote, paired"
        " FROM main.alignment_repair WHERE document = ? AND deleted = '' ORDER BY modified, id",
        (document,),
    )
    return tuple(Repair(*row) for row in rows)


def fixes(made: Iterable[Repair], left: Edition, right: Edition) -> "tuple[Fix, ...]":
    """Return what of the repairs holds between two editions as they are now.

    One whose paragraph is not there any more waits until it is.
    """
    from db.library.alignment import Fix  # a start reads repairs, and has nothing to align

    sides = _side(left.key), _side(right.key)
    grounds = _Ground(left), _Ground(right)
    found: dict[tuple[str, str], Fix] = {}
    for repair in made:
        for one in (repair, repair.turned()):
            if (one.here, one.there) != sides or left.key.document != one.document:
                continue
            a = grounds[0].find(one.here_label, one.here_quote)
            b = grounds[1].find(one.there_label, one.there_quote)
            if a and b:
                found[a, b] = Fix(a, b, one.paired)
                break
    return tuple(found.values())


def _side(key: EditionKey) -> str:
    return f"{key.kind} {key.language}"


class _Ground:
    """An edition's paragraphs by label and by how they begin."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._texts: dict[str, str] = {}

    def find(self, label: str, quote: str) -> str:
        """Return the label of the paragraph that was meant, '' where it is gone."""
        self._texts = self._texts or {p.label: fold(p.text) for p in self._edition.passages}
        words = fold(quote)
        if label in self._texts and self._texts[label].startswith(words):
            return label
        alike = [one for one, text in self._texts.items() if words and text.startswith(words)]
        if len(alike) == 1:
            return alike[0]
        return label if label in self._texts else ""  # reworded, then


def pair(
    connection: sqlite3.Connection, left: Edition, right: Edition, pairs: Sequence[tuple[str, str]]
) -> None:
    """Say that paragraphs answer one another, in one change; raises UsageError for no paragraph."""
    _write(connection, left, right, pairs, paired=True)


def unpair(
    connection: sqlite3.Connection, left: Edition, right: Edition, pairs: Sequence[tuple[str, str]]
) -> None:
    """Say that paragraphs do not answer one another; raises UsageError for no paragraph."""
    _write(connection, left, right, pairs, paired=False)


def following(left: Edition, right: Edition, first: tuple[str, str]) -> list[tuple[str, str]]:
    """Pair two paragraphs and those after them, as long as both sides have the same kind of them.

    What a copy lost or has twice shifts every number after it: this is how it is put right at once.
    """
    rest = (_from(left, first[0]), _from(right, first[1]))
    pairs = takewhile(lambda pair: pair[0].kind == pair[1].kind, zip(*rest, strict=False))
    return [(a.label, b.label) for a, b in pairs] or [first]


def _from(edition: Edition, label: str) -> list[Passage]:
    text = aligned(edition)
    at = next((n for n, p in enumerate(text) if p.label == label), len(text))
    return text[at:]


def aligned(edition: Edition) -> list[Passage]:
    """Return the passages that are aligned: not the record, not the footnotes."""
    return [p for p in edition.passages if p.kind not in {"record", "footnote"}]


def _write(
    connection: sqlite3.Connection,
    left: Edition,
    right: Edition,
    pairs: Sequence[tuple[str, str]],
    *,
    paired: bool,
) -> None:
    from db.shelf.changes import Row, make

    document = left.key.document
    if document != right.key.document or left.key == right.key:
        raise UsageError("Two editions of one document are aligned; these are not.")
    sides = {p.label: p.text for p in left.passages}, {p.label: p.text for p in right.passages}
    here, there = _side(left.key), _side(right.key)
    rows = []
    for a, b in pairs:
        if a not in sides[0] or b not in sides[1]:
            raise UsageError(f"There is no paragraph “{a if a not in sides[0] else b}” any more.")
        values = {
            "document": document, "here": here, "here_label": a,
            "here_quote": sides[0][a][:QUOTED], "there": there, "there_label": b,
            "there_quote": sides[1][b][:QUOTED], "paired": int(paired),
        }  # fmt: skip
        rows.append(Row("alignment_repair", _id(document, (here, a), (there, b)), values))
    rows += _contrary(connection, document, {row.id for row in rows}, pairs, (here, there), paired)
    what = f"{len(pairs)} paragraphs" if len(pairs) > 1 else f"{pairs[0][0]} and {pairs[0][1]}"
    make(connection, f"{'pairing' if paired else 'parting'} {what} of {document}", rows)


def _id(document: str, one: tuple[str, str], other: tuple[str, str]) -> str:
    """Return the id of what is said of two paragraphs, the same from whichever side it is seen."""
    return " ".join([document, *min((one, other), (other, one))[0], *max(one, other)])


def _contrary(
    connection: sqlite3.Connection,
    document: str,
    written: set[str],
    pairs: Sequence[tuple[str, str]],
    sides: tuple[str, str],
    paired: bool,
) -> list["Row"]:
    """Take back the earlier pairs of paragraphs that have another counterpart from now on."""
    from db.shelf.changes import Row

    if not paired:
        return []
    lefts, rights = {a for a, _ in pairs}, {b for _, b in pairs}
    gone = []
    for repair in repairs(connection, document):
        seen = repair if (repair.here, repair.there) == sides else repair.turned()
        if (
            (seen.here, seen.there) == sides
            and repair.paired
            and repair.id not in written
            and (seen.here_label in lefts or seen.there_label in rights)
        ):
            gone.append(Row("alignment_repair", repair.id, {}, deleted=True))
    return gone
