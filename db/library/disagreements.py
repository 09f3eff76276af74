"""Where sources disagree: one point of a text, and what each source says of it, side by side.

What the sources say are the library's claims (`resources/library/claims.toml`), each weighed
against the text; a point is what several of them rest on, or what one gets otherwise than the text.
"""

import sqlite3
from dataclasses import dataclass, replace

from db.address import sort_key
from db.errors import UnknownAddress
from db.library import documents, lists
from db.library.reference import Claim

VERDICT_WORDS = {
    "same": "says this",
    "near": "says something near to it",
    "narrower": "says less than this",
    "absent": "does not say it",
}
"""How the text stands to what is said."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What one source says: its passage, its name, its words (`quoted`: its very words)."""

    claim: str
    address: str
    source: str
    wording: str
    quoted: bool
    verdict: str
    comment: str
    text_wording: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """What is spoken of: the paragraph of the text (address, heading, words), and the sayings."""

    address: str
    heading: str
    text: str
    sayings: tuple[Saying, ...]

    @property
    def differs(self) -> bool:
        """Tell whether any source says more or other than the text."""
        return any(one.verdict != "same" for one in self.sayings)


def points(connection: sqlite3.Connection, document: str = "") -> list[Point]:
    """List the points of a document, or of all, in the order of the text."""
    titles = {one.id: one.short_title for one in documents.documents(connection)}
    found: dict[str, list[Saying]] = {}
    for claim in lists.claims(connection):
        about = claim.paragraphs[0] if claim.paragraphs else ""
        if document and about.rpartition(" ")[0] != document:
            continue
        found.setdefault(about, []).append(_saying(connection, claim, titles))
    made = [_point(connection, about, tuple(of)) for about, of in found.items()]
    return sorted((one for one in made if one.differs), key=_order)


def _order(one: Point) -> tuple[object, ...]:
    name, _, label = one.address.rpartition(" ")
    return (not one.address, name, sort_key(label) if label else ())


def _saying(connection: sqlite3.Connection, claim: Claim, titles: dict[str, str]) -> Saying:
    name, _, label = claim.passage.rpartition(" ")
    try:
        speaker = documents.passages_of(
            connection, documents.choose_edition(documents.document(connection, name)), label
        )[0].speaker
    except UnknownAddress:
        speaker = ""
    title = titles.get(name, name)
    return Saying(
        claim.id, claim.passage, speaker or title, claim.wording,
        claim.quoted, claim.verdict, claim.comment, claim.text_wording, claim.paragraphs,
    )  # fmt: skip


def _point(connection: sqlite3.Connection, about: str, sayings: tuple[Saying, ...]) -> Point:
    empty = Point(about, "Nothing in the text" if not about else "", "", sayings)
    if not about:
        return empty
    name, _, label = about.rpartition(" ")
    try:
        key = documents.choose_edition(documents.document(connection, name), kind="digest")
        passage = documents.passages_of(connection, key, label)[0]
    except UnknownAddress:
        return empty
    return replace(empty, heading=passage.heading, text=passage.text)
