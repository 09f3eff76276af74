"""Finding all notes again after an edition changed: a library update, an import done again."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from db.errors import UnknownAddress
from db.library.documents import edition
from db.models import EditionKey, Note
from db.notes import rows
from db.notes.anchors import Ground, Resolution, resolve

_FINGERPRINT = "library_fingerprint"


@dataclass(frozen=True, slots=True)
class ReanchorReport:
    """All live notes that were looked at, by what has become of them."""

    anchored: tuple[Note, ...] = ()
    moved: tuple[Note, ...] = ()
    orphan: tuple[Note, ...] = ()


def reanchor(
    connection: sqlite3.Connection, *, documents: Iterable[str] | None = None
) -> ReanchorReport:
    """Find every note's words in its edition as it is now, and write down where they are.

    Quotation, prefix and suffix stay as they were made. A note that was moved stays `moved`
    while it is where it was put. Deleted notes are looked after too (they may be undone) and
    not reported.
    """
    with rows.writing(connection):
        return _reanchor(connection, documents)


def reanchor_if_library_changed(connection: sqlite3.Connection) -> ReanchorReport | None:
    """Find the notes again if the bundled library is another than last time; None if it is not."""
    query = "SELECT coalesce((SELECT value FROM {}.meta WHERE key = ?), '')"
    (found,) = connection.execute(query.format("library"), ("fingerprint",)).fetchone()
    if connection.execute(query.format("main"), (_FINGERPRINT,)).fetchone() == (found,):
        return None
    with rows.writing(connection):
        report = _reanchor(connection, None)
        connection.execute("REPLACE INTO main.meta VALUES (?, ?)", (_FINGERPRINT, found))
    return report


def _reanchor(connection: sqlite3.Connection, documents: Iterable[str] | None) -> ReanchorReport:
    wanted = None if documents is None else frozenset(documents)
    by_edition: dict[EditionKey, list[Note]] = defaultdict(list)
    for note in rows.select(connection):
        if wanted is None or note.anchor.key.document in wanted:
            by_edition[note.anchor.key].append(note)
    found: dict[str, list[Note]] = defaultdict(list)
    for key, notes in by_edition.items():
        ground = _ground(connection, key)
        for note in notes:
            settled = _settle(note, ground)
            if settled != note:
                rows.move(connection, settled)
            if not settled.deleted:
                found[settled.state].append(settled)
    return ReanchorReport(*(tuple(found[state]) for state in ("anchored", "moved", "orphan")))


def _ground(connection: sqlite3.Connection, key: EditionKey) -> Ground:
    try:
        return Ground(edition(connection, key).passages)
    except UnknownAddress:
        return Ground(())


def _settle(note: Note, ground: Ground) -> Note:
    place = resolve(note.anchor, ground)
    anchor = replace(note.anchor, label=place.label, start=place.start, end=place.end)
    if place.state == "orphan":
        return replace(note, state="orphan")
    if _stays(note, place):
        return note
    return replace(note, anchor=anchor, state=place.state)


def _stays(note: Note, place: Resolution) -> bool:
    """Tell whether a moved note is where it was put; only its maker can say that it is right."""
    anchor = note.anchor
    here = (anchor.label, anchor.start, anchor.end)
    return note.state == "moved" and here == (place.label, place.start, place.end)
