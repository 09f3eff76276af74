"""Reading what stands beside the documents: glossary, timeline, register, claims."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from db.library.reference import Claim, GlossaryTerm, Speaker, Sponsor, TimelineEvent


@dataclass(frozen=True, slots=True)
class Voiced:
    """A speaker, and the addresses of the passages that give the speaker's words."""

    speaker: Speaker
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Who sponsored the draft, in the record's order, and who spoke."""

    sponsors: tuple[Sponsor, ...]
    speakers: tuple[Voiced, ...]


def _items(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


def glossary(connection: sqlite3.Connection) -> list[GlossaryTerm]:
    """Return the glossary in its own order: terms, names, procedure, verbs."""
    rows = connection.execute(
        "SELECT term, kind, definition, aliases, see, evidence, teaching_aid, strength"
        " FROM library.glossary ORDER BY rowid"
    )
    return [
        GlossaryTerm(term, kind, definition, _items(aliases), _items(see), _items(evidence),
                     bool(aid), strength)
        for term, kind, definition, aliases, see, evidence, aid, strength in rows
    ]  # fmt: skip


def timeline(connection: sqlite3.Connection) -> list[TimelineEvent]:
    """Return the dated events, the earliest first."""
    rows = connection.execute(
        "SELECT date, title, text, source, addresses FROM library.timeline ORDER BY id"
    )
    return [
        TimelineEvent(date, title, text, source, _items(addresses))
        for date, title, text, source, addresses in rows
    ]


def register(connection: sqlite3.Connection) -> Register:
    """Return the register with the passages that each speaker speaks in."""
    sponsors = connection.execute("SELECT state, role FROM library.sponsor ORDER BY id")
    rows = connection.execute(
        "SELECT id, name, office, represents, documents FROM library.speaker ORDER BY rowid"
    )
    speakers = [
        Speaker(name, called, office, represents, _items(documents))
        for name, called, office, represents, documents in rows
    ]
    spoken = connection.execute(
        "SELECT e.document || ' ' || p.label, p.speaker FROM library.passage p"
        " JOIN library.edition e ON e.id = p.edition"
        " WHERE p.speaker <> '' AND p.kind <> 'record' ORDER BY p.id"
    ).fetchall()
    voiced = tuple(
        Voiced(
            one, tuple(where for where, words in spoken if speaker_named(speakers, words) == one)
        )
        for one in speakers
    )
    return Register(tuple(Sponsor(*row) for row in sponsors), voiced)


def speaker_named(speakers: Sequence[Speaker], words: str) -> Speaker | None:
    """Return whom a passage means by `Fu Cong, Permanent Representative of China`."""
    said = words.casefold()
    return next((one for one in speakers if one.name.casefold() in said), None)


def claims(connection: sqlite3.Connection, document: str = "") -> list[Claim]:
    """Return the claims a document makes, or all, in the order of the report."""
    rows = connection.execute(
        "SELECT id, passage, wording, quoted, paragraphs, text_wording, verdict, comment"
        " FROM library.claim ORDER BY rowid"
    )
    found = [
        Claim(name, passage, wording, bool(quoted), _items(paragraphs), text, verdict, comment)
        for name, passage, wording, quoted, paragraphs, text, verdict, comment in rows
    ]
    return [one for one in found if not document or one.passage.startswith(f"{document} ")]
