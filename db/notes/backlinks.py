"""Which notes link to a note or a paragraph, and what a link that is begun could be to."""

import re
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from db.address import describe, sort_key
from db.models import Note
from db.notes import markup, rows
from db.text import fold

MOST = 12
"""Targets that are offered."""
_NEW = 400
"""Notes that are looked through for a title, those changed last."""


class Target(NamedTuple):
    """Something a link can be to: the link as written, its words, and a line that says more."""

    link: str
    words: str
    more: str


def to_note(connection: sqlite3.Connection, note: Note) -> list[Note]:
    """Return the notes with a link to a note, or to the paragraph where it stands."""
    anchor = note.anchor
    places = {(anchor.key.document.casefold(), one.anchor.label) for one in note.segments}

    def leads_here(link: markup.Link) -> bool:
        place = (link.document.casefold(), link.label)
        return bool(link.note and note.id.startswith(link.note)) or (
            bool(link.label) and place in places
        )

    return [
        other
        for other in rows.select(connection, "deleted = '' AND instr(body, '[[')")
        if other.id != note.id
        and any(leads_here(link) for link in markup.found(other.body, other.anchor.key.document))
    ]


def targets(
    connection: sqlite3.Connection, typed: str, document: str = "", *, most: int = MOST
) -> list[Target]:
    """Return what a link may be to, of which `typed` stands behind its brackets.

    Paragraphs first where a document is named or `document` has what is typed, then notes by
    their titles, then documents.
    """
    words = fold(typed).split()
    found = [
        *_paragraphs(connection, typed, document, most),
        *_notes(connection, words),
        *_documents(connection, words),
    ]
    return found[:most]


def _paragraphs(
    connection: sqlite3.Connection, typed: str, document: str, most: int
) -> Iterator[Target]:
    """Offer the labels that begin as typed, of the document that is named or else of this one."""
    named, _, begun = typed.strip().rpartition(" ")
    in_it = named or document
    if not in_it or not begun or not re.fullmatch(r"[\w.]+", begun):
        return
    labels: dict[str, str] = {}
    for home in ("library", "main"):
        for label, text in connection.execute(
            f"SELECT p.label, p.text FROM {home}.passage p JOIN {home}.edition e"
            " ON e.id = p.edition WHERE e.document = ? COLLATE NOCASE AND p.kind <> 'record'"
            " AND p.label LIKE ? || '%' AND p.label <> 'title'",
            (in_it, begun),
        ):
            labels.setdefault(label, text)
    for label in sorted(labels, key=sort_key)[:most]:
        more = " ".join(labels[label][:80].split())
        yield Target(markup.write_link(f"{in_it} {label}"), f"{in_it}, {describe(label)}", more)


def _notes(connection: sqlite3.Connection, words: list[str]) -> Iterator[Target]:
    recent = (
        "deleted = '' AND (body <> '' OR quote <> '') AND id IN"
        f" (SELECT id FROM main.note WHERE deleted = '' ORDER BY modified DESC LIMIT {_NEW})"
    )
    notes = sorted(rows.select(connection, recent), key=lambda n: n.modified, reverse=True)
    for note in notes:
        called = markup.title(note.body) or " ".join(note.anchor.quote[:60].split())
        if called and all(word in fold(called) for word in words):
            link = markup.write_link(f"{markup.NOTE}{note.id[:8]}", called)
            yield Target(link, called, f"Note {_where(note)}")


def _where(note: Note) -> str:
    anchor = note.anchor
    if not anchor.key.document:
        return f"in {note.folder}" if note.folder else "of the notebook"
    place = f", {describe(anchor.label)}" if anchor.label else ""
    return f"on {anchor.key.document}{place}"


def _documents(connection: sqlite3.Connection, words: list[str]) -> Iterator[Target]:
    for home in ("library", "main"):
        for name, title in connection.execute(
            f"SELECT name, short_title FROM {home}.document ORDER BY name"
        ):
            if all(word in fold(f"{name} {title}") for word in words):
                yield Target(markup.write_link(name), name, title)


def find_note(connection: sqlite3.Connection, beginning: str) -> Note | None:
    """Return the live note whose id begins so, None where there is none or are several."""
    pattern = re.sub(r"[^0-9a-f-]", "", beginning.casefold())
    if len(pattern) < 8:
        return None
    found = list(rows.select(connection, "deleted = '' AND id GLOB ? || '*' LIMIT 2", pattern))
    return found[0] if len(found) == 1 else None
