"""Bringing notes in: first a preview that changes nothing, then all of them, undone by one undo."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from db import clock
from db.errors import NotADocument, UsageError
from db.models import COLORS, Note, NoteState, Segment
from db.notes import checking, history, meanings, rows, store
from db.notes import tags as tagging
from db.notes.exchange.parsing import MOST_BYTES, Incoming, parse
from db.notes.exchange.placing import Places
from db.notes.meanings import Meaning

MOST_TAGS = 100
"""Tags of one note that are taken; one that has more was not made by a person."""
MOST_NAMES = 5000
"""Different tags of one file that are taken: lists and completion are to stay of use."""

Progress = Callable[[int, int], None]
"""Told how many notes of how many are placed."""


@dataclass(slots=True)
class Preview:
    """What an import would do, and why some of the file would be left out.

    `notes` are those that would be added, `standing` the same by state: the `orphan` ones have
    words that are not in the library's text, or stand in a document that is not there, and are kept
    as such. `nowhere` are left out, for the file does not say which document they are on. `tags`
    are the different ones, in lower case, `surplus` counts those left off, and `meanings` are what
    the file calls colours that have no name here.
    """

    notes: list[Note] = field(default_factory=list)
    standing: dict[NoteState, list[Note]] = field(default_factory=dict)
    total: int = 0
    duplicates: int = 0
    unreadable: int = 0
    too_long: int = 0
    shortened: int = 0
    surplus: int = 0
    tags: set[str] = field(default_factory=set)
    nowhere: list[Incoming] = field(default_factory=list)
    meanings: dict[str, Meaning] = field(default_factory=dict)

    @property
    def placed(self) -> list[Note]:
        """The notes whose words are found as they were."""
        return self.standing.get("anchored", [])

    @property
    def orphans(self) -> list[Note]:
        """The notes that would not find their words."""
        return self.standing.get("orphan", [])

    @property
    def moved(self) -> list[Note]:
        """The notes whose words are found changed, or elsewhere."""
        return self.standing.get("moved", [])

    def add(self, note: Note) -> None:
        """Take a note that would be added."""
        self.notes.append(note)
        self.standing.setdefault(note.standing, []).append(note)

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
        found.add(known.learn(note))


def _note(incoming: Incoming, segments: Sequence[Segment], found: Preview) -> Note:
    first, *more = segments
    tags = _welcome(_tags(incoming.tags), found)
    found.shortened += len(incoming.tags) > MOST_TAGS
    return Note(
        incoming.id, first.anchor, checking.body(incoming.body), incoming.color or COLORS[0],
        tags, incoming.created, incoming.modified or incoming.created, first.state,
        style=checking.style(incoming.style or "fill"), kind=checking.kind(incoming.kind or "note"),
        folder=checking.folder(incoming.folder[: checking.MOST_FOLDER]), more=tuple(more),
    )  # fmt: skip


def _welcome(tags: tuple[str, ...], found: Preview) -> tuple[str, ...]:
    """Leave out what goes beyond the different tags that one file may bring."""
    kept = []
    for tag in tags:
        if tag.casefold() in found.tags or len(found.tags) < MOST_NAMES:
            found.tags.add(tag.casefold())
            kept.append(tag)
    found.surplus += len(tags) - len(kept)
    return tuple(kept)


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
    """Give answers the place of what they answer, in one pass however long the talk is."""
    by_id = {note.id: note for note in notes}
    tops: dict[str, Incoming | None] = {}
    return [_placed_by_parent(note, by_id, tops) if note.parent else note for note in notes]


_WHERE = ("source", "label", "start", "end", "exact", "prefix", "suffix")


def _placed_by_parent(
    note: Incoming, by_id: dict[str, Incoming], tops: dict[str, Incoming | None]
) -> Incoming:
    """Take the place of what begins the talk; `tops` holds what is known of that by id.

    Where that is not in the file, or the answers go in a circle (None), a note keeps the place it
    names itself.
    """
    path: list[str] = []
    above: Incoming = note
    while above.id not in tops and above.parent in by_id:
        tops[above.id] = None  # until it is known: whoever comes by here again goes in a circle
        path.append(above.id)
        above = by_id[above.parent]
    top = tops.get(above.id, above)
    tops |= dict.fromkeys(path, top)
    if top is None or top.parent:
        return note
    return replace(note, **{name: getattr(top, name) for name in _WHERE})


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
            note = note._replace(id=str(uuid.uuid4()))
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
        (found.surplus, f"tags left off: a file may bring {MOST_NAMES:,} different ones"),
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
            note._replace(created=note.created or made, modified=note.modified or made)
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
