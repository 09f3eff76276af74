"""Bringing notes in: first a preview that changes nothing, then all of them, undone by one undo."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from db import clock
from db.errors import NotADocument, UsageError
from db.models import COLORS, Note, Segment
from db.notes import checking, history, meanings, rows, store
from db.notes import tags as tagging
from db.notes.exchange.parsing import MOST_BYTES, Incoming, parse
from db.notes.exchange.placing import Places
from db.notes.meanings import Meaning

MOST_TAGS = 100
"""Tags of one note that are taken; one that has more was not made by a person."""
_SAMPLE = 200
"""Notes of each kind that a preview names."""

Progress = Callable[[int, int], None]
"""Told how many notes of how many are placed."""


@dataclass(slots=True)
class Preview:
    """What an import would do, and why some of the file would be left out.

    `notes` are those that would be added; of these `orphans` have words that are not in the
    library's text, or stand in a document that is not there: they are kept as such. `nowhere` are
    left out, for the file does not say which document they are on. `meanings` are what the file
    calls colours that have no name here.
    """

    notes: list[Note] = field(default_factory=list)
    total: int = 0
    duplicates: int = 0
    unreadable: int = 0
    too_long: int = 0
    shortened: int = 0
    nowhere: list[Incoming] = field(default_factory=list)
    meanings: dict[str, Meaning] = field(default_factory=dict)

    @property
    def orphans(self) -> list[Note]:
        """The notes that would not find their words."""
        return [note for note in self.notes if note.standing == "orphan"]

    @property
    def moved(self) -> list[Note]:
        """The notes whose words are found changed, or elsewhere."""
        return [note for note in self.notes if note.standing == "moved"]

    @property
    def documents(self) -> list[str]:
        """The documents the notes are on, each once, in the file's order."""
        return list(dict.fromkeys(note.anchor.key.document for note in self.notes))


def read_file(path: Path) -> bytes:
    """Read a file of annotations; raises NotADocument where it cannot be, or is too large."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
            size = file.seek(0, 2)
    except OSError as error:
        raise NotADocument(f"{path} cannot be read ({error.strerror}).") from error
    if size > MOST_BYTES:
        raise NotADocument(
            f"{path.name} is too large ({size / 1e6:,.0f} MB); up to {MOST_BYTES / 1e6:,.0f} MB "
            "are read. Export fewer notes at a time."
        )
    return content


def preview(
    connection: sqlite3.Connection,
    content: bytes,
    *,
    document: str = "",
    progress: Progress | None = None,
) -> Preview:
    """Say what would come of a file; nothing is written. Raises NotADocument.

    `document` is where notes belong whose source names none of the library's documents.
    """
    parsed = parse(content)
    found = Preview(total=len(parsed.notes) + parsed.unreadable, unreadable=parsed.unreadable)
    found.meanings = meanings.lacking(connection, parsed.meanings)
    places = Places(connection)
    known = _Known(connection)
    incoming = _with_parents_places(parsed.notes)
    for number, note in enumerate(incoming, 1):
        _weigh(note, places.place(note, document), known, found)
        if progress and (number % 500 == 0 or number == len(incoming)):
            progress(number, len(incoming))
    return found


def _weigh(
    incoming: Incoming, segments: Sequence[Segment], known: "_Known", found: Preview
) -> None:
    if not segments:
        found.nowhere.append(incoming)
        return
    try:
        note = _note(incoming, segments, found)
        checking.check_anchors(tuple(one.anchor for one in note.segments))
    except UsageError:
        found.too_long += 1
        return
    if known.has(note):
        found.duplicates += 1
    else:
        found.notes.append(known.learn(note))


def _note(incoming: Incoming, segments: Sequence[Segment], found: Preview) -> Note:
    first, *more = segments
    tags = _tags(incoming.tags)
    found.shortened += len(incoming.tags) > MOST_TAGS
    return Note(
        incoming.id, first.anchor, checking.body(incoming.body), incoming.color or COLORS[0],
        tags, incoming.created, incoming.modified or incoming.created, first.state,
        style=checking.style(incoming.style or "fill"), kind=checking.kind(incoming.kind or "note"),
        folder=checking.folder(incoming.folder[: checking.MOST_FOLDER]), more=tuple(more),
    )  # fmt: skip


def _tags(words: Sequence[str]) -> tuple[str, ...]:
    """Make tags of any words: what cannot stand in one becomes a hyphen."""
    made = []
    for word in words[:MOST_TAGS]:
        tidy = "-".join(word[:200].replace('"', " ").split())
        tidy = "/".join(filter(None, tagging.normal(tidy).split("/")))[:100].strip("/")
        tidy = "".join(char for char in tidy if char.isprintable() and checking.is_text(char))
        if tidy:
            made.append(f"{tidy}-" if tidy.casefold() == "none" else tidy)
    return tagging.checked(made)


def _with_parents_places(notes: Sequence[Incoming]) -> list[Incoming]:
    """Give answers the place of what they answer; those that answer in a circle have none."""
    by_id = {note.id: note for note in notes}
    return [_placed_by_parent(note, by_id) if note.parent else note for note in notes]


def _placed_by_parent(note: Incoming, by_id: dict[str, Incoming]) -> Incoming:
    seen = {note.id}
    above: Incoming | None = note
    while above is not None and above.parent and above.id not in seen - {note.id}:
        seen.add(above.id)
        above = by_id.get(above.parent)
        if above is note:
            return replace(note, source="", label="", exact="")
    if above is None or above.parent:
        return note
    where = ("source", "label", "start", "end", "exact", "prefix", "suffix")
    return replace(note, **{name: getattr(above, name) for name in where})


class _Known:
    """What is there already, or came earlier in the same file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._ids: set[str] = set()
        self._gone: set[str] = set()
        self._said: set[int] = set()
        for note_id, deleted, *said in connection.execute(
            "SELECT id, deleted, document, label, start, end, quote, body FROM main.note"
        ):
            (self._gone if deleted else self._ids).add(note_id)
            if not deleted:
                self._said.add(hash(tuple(said)))

    def has(self, note: Note) -> bool:
        return note.id in self._ids or _identity(note) in self._said

    def learn(self, note: Note) -> Note:
        """Remember a note; one whose id lies in the wastebasket gets another."""
        import uuid

        if note.id in self._gone:
            note = replace(note, id=str(uuid.uuid4()))
        self._ids.add(note.id)
        self._said.add(_identity(note))
        return note


def _identity(note: Note) -> int:
    anchor = note.anchor
    place = (anchor.key.document, anchor.label, anchor.start, anchor.end, anchor.quote)
    return hash((*place, note.body))


def sentence(found: Preview, added: int | None = None) -> str:
    """Say what an import would do, or has done where `added` says how many notes there are now."""
    new = len(found.notes) if added is None else added
    parts = [f"{_many(new, 'note')} {'would be' if added is None else 'were'} added"]
    counted = (
        (len(found.moved), "with reworded or moved words"),
        (len(found.orphans), "without a place in the text: is:orphan lists them"),
        (found.duplicates, "already here"),
        (len(found.nowhere), "left out: their document is not named"),
        (found.unreadable, "left out: not to be read"),
        (found.too_long, "left out: too long"),
        (found.shortened, f"with more than {MOST_TAGS} tags keep the first {MOST_TAGS}"),
    )
    parts += [f"{count:,} {words}" for count, words in counted if count]
    if found.meanings and new:
        named = ", ".join(
            f"{color} “{one.name or one.meaning}”" for color, one in found.meanings.items()
        )
        parts.append(f"names for colours that have none here: {named}")
    return "; ".join(parts) + "."


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def bring_in(
    connection: sqlite3.Connection, found: Preview, *, now: datetime | None = None
) -> list[Note]:
    """Add the notes of a preview, all or none, as one step of undo; return what was added.

    What has come to the notes meanwhile is left as it is. Colours without a name get the file's.
    """
    made = clock.stamp(now)
    with rows.writing(connection):
        known = _Known(connection)
        added = [
            replace(note, created=note.created or made, modified=note.modified or made)
            for note in found.notes
            if not known.has(note)
        ]
        for note in added:
            rows.insert(connection, note)
        names = meanings.adopt(connection, found.meanings) if added else {}
        history.record_added(connection, added, made, names)
    return added


def take_back(
    connection: sqlite3.Connection, note_ids: Sequence[str], *, now: datetime | None = None
) -> list[Note]:
    """Delete what one import brought in, with the names of colours; return what was there."""
    with rows.writing(connection):
        gone = store.delete_many(connection, note_ids, now=now)
        for note in gone[:1]:
            meanings.drop(connection, history.names_added_with(connection, note.id))
    return gone
