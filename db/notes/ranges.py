"""What a highlight holds on to, as a person chooses it: ranges changed, split, merged, attached.

Every function is one transaction and one step of undo.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db import clock
from db.errors import UnknownAddress, UsageError
from db.library.documents import edition
from db.models import Anchor, EditionKey, Note, Passage, Segment
from db.notes import anchors, checking, history, rows, store

_Spans = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place where the words of an orphan may be now, and how alike they are (0-100)."""

    anchor: Anchor
    likeness: float


def put(
    connection: sqlite3.Connection,
    note_id: str,
    places: Sequence[Anchor],
    *,
    now: datetime | None = None,
) -> Note:
    """Let a note hold on to other words, or another paragraph; it counts as anchored there.

    Raises UsageError for what is no place, UnknownAddress where the note is not there.
    """
    checking.check_anchors(tuple(places))
    with rows.writing(connection):
        before = store.get(connection, note_id)
        return _place(connection, before, tuple(map(Segment, places)), now)


def confirm(connection: sqlite3.Connection, note_id: str, *, now: datetime | None = None) -> Note:
    """Take the words to which a note has moved as its words from now on."""
    with rows.writing(connection):
        before = store.get(connection, note_id)
        passages = _passages(connection, before.anchor.key)
        segments = (_confirmed(one, passages) for one in before.segments)
        return _place(connection, before, tuple(segments), now)


def _confirmed(segment: Segment, passages: dict[str, Passage]) -> Segment:
    anchor = segment.anchor
    if segment.state != "moved" or anchor.label not in passages:
        return segment
    there = anchors.make(anchor.key, passages[anchor.label], anchor.start, anchor.end)
    return Segment(there)


def detach(connection: sqlite3.Connection, note_id: str, *, now: datetime | None = None) -> Note:
    """Let go of the words to which a note has moved: it is an orphan, to be attached by hand."""
    with rows.writing(connection):
        before = store.get(connection, note_id)
        segments = (
            one._replace(state="orphan") if one.state == "moved" else one for one in before.segments
        )
        return _place(connection, before, tuple(segments), now)


def split(
    connection: sqlite3.Connection,
    note_id: str,
    label: str = "",
    offset: int = 0,
    *,
    now: datetime | None = None,
) -> list[Note]:
    """Part a highlight at a code point of a paragraph, or without one into its paragraphs.

    The first part keeps words and tags, the others its colour, style and tags. Raises UsageError
    where there is nothing to part.
    """
    with rows.writing(connection):
        before = store.get(connection, note_id)
        if label:
            passages = _passages(connection, before.anchor.key)
            parts = _parted(before.segments, passages, label, offset)
        else:
            parts = [(one,) for one in before.segments]
        if len(parts) < 2:
            raise UsageError("Put the caret inside the highlight, where it is to be split.")
        step = history.new_step(connection)
        made = [_place(connection, before, parts[0], now, step)]
        for part in parts[1:]:
            made.append(
                store.add(
                    connection, [one.anchor for one in part], color=before.color,
                    style=before.style, tags=before.tags, folder=before.folder, now=now, step=step,
                )
            )  # fmt: skip
        return made


def _parted(
    segments: Sequence[Segment], passages: dict[str, Passage], label: str, offset: int
) -> list[tuple[Segment, ...]]:
    """Cut one segment in two; a side that has only spaces is none."""
    for place, one in enumerate(segments):
        anchor = one.anchor
        if anchor.label == label and anchor.start < offset < anchor.end and label in passages:
            first = _trimmed(anchor.key, passages[label], anchor.start, offset)
            second = _trimmed(anchor.key, passages[label], offset, anchor.end)
            sides = ((*segments[:place], *first), (*second, *segments[place + 1 :]))
            return [side for side in sides if side]
    return [tuple(segments)]


def _trimmed(key: EditionKey, passage: Passage, start: int, end: int) -> tuple[Segment, ...]:
    words = passage.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return (Segment(anchors.make(key, passage, start, end)),) if start < end else ()


def merge(
    connection: sqlite3.Connection, note_ids: Sequence[str], *, now: datetime | None = None
) -> Note:
    """Make one highlight of several of one edition, with the words and tags of all.

    It keeps the first one's colour and style; ranges that overlap become one. Raises UsageError
    for fewer than two, or where one of them holds no words of the same edition.
    """
    with rows.writing(connection):
        notes = [store.get(connection, note_id) for note_id in dict.fromkeys(note_ids)]
        keys = {note.anchor.key for note in notes}
        if len(notes) < 2 or len(keys) > 1 or not all(note.anchor.quote for note in notes):
            raise UsageError("Choose two highlights or more of the same text to make one of them.")
        if any(one.state == "orphan" for note in notes for one in note.segments):
            raise UsageError("One of these no longer finds its words. Attach it first.")
        step, first = history.new_step(connection), notes[0]
        segments = _joined(first.anchor.key, notes, _passages(connection, first.anchor.key))
        store.update(
            connection, first.id, now=now, step=step,
            body="\n\n".join(note.body.strip("\n") for note in notes if note.body.strip()),
            tags=[tag for note in notes for tag in note.tags],
        )  # fmt: skip
        made = _place(connection, store.get(connection, first.id), segments, now, step)
        for note in notes[1:]:
            store.delete(connection, note.id, now=now, step=step)
        return made


def _joined(
    key: EditionKey, notes: Sequence[Note], passages: dict[str, Passage]
) -> tuple[Segment, ...]:
    spans: _Spans = {}
    for note in notes:
        for anchor in (one.anchor for one in note.segments):
            spans.setdefault(anchor.label, []).append((anchor.start, anchor.end))
    return tuple(
        Segment(anchors.make(key, passage, *span))
        for label, passage in passages.items()
        if label in spans
        for span in _union(spans[label], passage.text)
    )


def _union(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Join spans that overlap, or have only spaces between them."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def suggestions(connection: sqlite3.Connection, note_id: str, *, most: int = 5) -> list[Suggestion]:
    """Return where the lost words of an orphan may be now, the likeliest first."""
    note = store.get(connection, note_id)
    lost = next((one.anchor for one in note.segments if one.state == "orphan"), None)
    if lost is None:
        return []
    passages = _passages(connection, note.anchor.key)
    if not lost.quote:
        return []
    found = anchors.candidates(lost, list(passages.values()), most=most)
    return [Suggestion(anchor, likeness) for anchor, likeness in found]


def attach(
    connection: sqlite3.Connection, note_id: str, place: Anchor, *, now: datetime | None = None
) -> Note:
    """Let the lost part of an orphan hold on to a place; its other parts stay where they are.

    A place of another edition or document is taken for the whole note.
    """
    note = store.get(connection, note_id)
    lost = [number for number, one in enumerate(note.segments) if one.state == "orphan"]
    if not note.more or not lost or place.key != note.anchor.key or not place.quote:
        return put(connection, note_id, [place], now=now)
    with rows.writing(connection):
        segments = list(note.segments)
        segments[lost[0]] = Segment(place)
        return _place(connection, note, tuple(segments), now)


def _place(
    connection: sqlite3.Connection,
    before: Note,
    segments: tuple[Segment, ...],
    now: datetime | None,
    step: int | None = None,
) -> Note:
    first, *more = segments
    after = before._replace(anchor=first.anchor, state=first.state, more=tuple(more))
    if after == before:
        return before
    after = after._replace(modified=clock.stamp(now))
    rows.overwrite(connection, after)
    rows.place(connection, after)
    history.record(connection, before, after, after.modified, step)
    return after


def _passages(connection: sqlite3.Connection, key: EditionKey) -> dict[str, Passage]:
    try:
        return {one.label: one for one in edition(connection, key).passages}
    except UnknownAddress:
        return {}
