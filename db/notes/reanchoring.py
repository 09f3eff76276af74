"""Finding all notes again after an edition changed: a library update, an import done again."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from db.errors import UnknownAddress
from db.library.documents import edition
from db.models import EditionKey, Note, Segment
from db.notes import rows
from db.notes.anchors import Ground, Resolution, resolve

_FINGERPRINT = "library_fingerprint"
_EVERY = 200

Progress = Callable[[int, int], None]
"""Told how many notes of how many have been looked at."""


@dataclass(frozen=True, slots=True)
class ReanchorReport:
    """All live notes that were looked at, by what has become of them."""

    anchored: tuple[Note, ...] = ()
    moved: tuple[Note, ...] = ()
    orphan: tuple[Note, ...] = ()


def reanchor(
    connection: sqlite3.Connection,
    *,
    documents: Iterable[str] | None = None,
    progress: Progress | None = None,
) -> ReanchorReport:
    """Find every note's words in its edition as it is now, and write down where they are.

    Quotation, prefix and suffix stay as they were made. A note that was moved stays `moved`
    while it is where it was put. Deleted notes are looked after too (they may be undone) and
    not reported.
    """
    with rows.writing(connection):
        return _reanchor(connection, documents, progress)


def reanchor_if_library_changed(
    connection: sqlite3.Connection, progress: Progress | None = None
) -> ReanchorReport | None:
    """Find the notes again if the bundled library is another than last time; None if it is not."""
    query = "SELECT coalesce((SELECT value FROM {}.meta WHERE key = ?), '')"
    (found,) = connection.execute(query.format("library"), ("fingerprint",)).fetchone()
    if connection.execute(query.format("main"), (_FINGERPRINT,)).fetchone() == (found,):
        return None
    with rows.writing(connection):
        report = _reanchor(connection, None, progress)
        connection.execute("REPLACE INTO main.meta VALUES (?, ?)", (_FINGERPRINT, found))
    return report


def settled(connection: sqlite3.Connection, note: Note) -> Note:
    """Return a note as it holds in its edition as it is now; nothing is written."""
    return _settle(note, _ground(connection, note.anchor.key))


def _reanchor(
    connection: sqlite3.Connection, documents: Iterable[str] | None, progress: Progress | None
) -> ReanchorReport:
    wanted = None if documents is None else frozenset(documents)
    by_edition: dict[EditionKey, list[Note]] = defaultdict(list)
    for note in rows.select(connection, "label <> ''"):
        if wanted is None or note.anchor.key.document in wanted:
            by_edition[note.anchor.key].append(note)
    found: dict[str, list[Note]] = defaultdict(list)
    total, done = sum(map(len, by_edition.values())), 0
    for key, notes in by_edition.items():
        ground = _ground(connection, key)
        for note in notes:
            now = _settle(note, ground)
            if now != note:
                rows.move(connection, now)
            if not now.deleted:
                found[now.standing].append(now)
            done += 1
            if progress and (done % _EVERY == 0 or done == total):
                progress(done, total)
    return ReanchorReport(*(tuple(found[state]) for state in ("anchored", "moved", "orphan")))


def _ground(connection: sqlite3.Connection, key: EditionKey) -> Ground:
    try:
        return Ground(edition(connection, key).passages)
    except UnknownAddress:
        return Ground(())


def _settle(note: Note, ground: Ground) -> Note:
    """Find every segment of a note by itself; what stands on no paragraph stays as it is."""
    if not note.anchor.label:
        return note
    first, *more = (_settle_segment(one, ground) for one in note.segments)
    return note._replace(anchor=first.anchor, state=first.state, more=tuple(more))


def _settle_segment(segment: Segment, ground: Ground) -> Segment:
    place = resolve(segment.anchor, ground)
    if place.state == "orphan":
        return segment._replace(state="orphan")
    if _stays(segment, place):
        return segment
    there = segment.anchor._replace(label=place.label, start=place.start, end=place.end)
    return Segment(there, place.state)


def _stays(segment: Segment, place: Resolution) -> bool:
    """Tell whether a moved note is where it was put; only its maker can say that it is right."""
    anchor = segment.anchor
    here = (anchor.label, anchor.start, anchor.end)
    return segment.state == "moved" and here == (place.label, place.start, place.end)
