"""What an export says of a note: its words, whose they are, where they stand, and the way back."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from db import links
from db.address import Address
from db.cite import Citation, Source, citation, source_of
from db.cite.source import bare_source
from db.errors import UnknownAddress
from db.library import documents
from db.links import Link
from db.models import COLORS, RIGHT_TO_LEFT, Document, EditionKey, Note, Passage
from db.notes import meanings
from db.notes.meanings import Meaning

VOICE_WORDS = {
    "official": "official text",
    "quoted": "quoted",
    "reported": "reported",
    "digest": "study digest",
}
"""Whose words a passage has, as an export says it."""

_NONE = Meaning()

Progress = Callable[[int, int], None]
"""Told how many notes of how many are done."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A note with all an export says of it.

    `words` are the note's quotation, a paragraph a line, or all of its paragraph where it is on
    the whole of it. `passages` are the paragraphs of its segments, None for one that is not in
    the library any more. `meaning` is what the reader calls the note's colour and uses it for. A
    free note has no source, citation or link.
    """

    note: Note
    title: str
    source: Source
    citation: Citation
    link: str
    words: str
    passages: tuple[Passage | None, ...] = (None,)
    meaning: Meaning = _NONE

    @property
    def passage(self) -> Passage | None:
        """The paragraph the note begins in."""
        return self.passages[0]

    @property
    def voice(self) -> str:
        """Whose words these are."""
        return VOICE_WORDS[self.passage.voice] if self.passage else ""

    @property
    def language(self) -> str:
        """The language of the words, ISO 639-1."""
        return self.note.anchor.key.language

    @property
    def is_right_to_left(self) -> bool:
        """Whether the words run from the right."""
        return self.language in RIGHT_TO_LEFT

    @property
    def color_name(self) -> str:
        """What the colour is called: “Evidence (green)”, or “green” where it has no other name."""
        own, color = self.meaning.name, self.note.color
        return f"{own} ({color})" if own else color

    @property
    def looks(self) -> tuple[str, str]:
        """Colour and style of a highlight, as they are called; empty of other notes."""
        return (self.color_name, self.note.style) if self.tells_color else ("", "")

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words, paragraph by paragraph."""
        marked = tuple(one.anchor.quote for one in self.note.segments if one.anchor.quote)
        return marked or ((self.words,) if self.words else ())

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the paragraphs the note is on, in the text's order."""
        return tuple(filter(None, (one.anchor.label for one in self.note.segments)))

    @property
    def tells_color(self) -> bool:
        """Whether the note is a highlight, so that its colour is seen."""
        return bool(self.note.anchor.quote)


def gather(
    connection: sqlite3.Connection,
    notes: Sequence[Note],
    style: str = "un",
    progress: Progress | None = None,
) -> list[Entry]:
    """Look up what belongs to notes, in their order; raises UsageError for an unknown style."""
    ground = _Ground(connection)
    made = []
    for number, note in enumerate(notes, 1):
        made.append(_entry(note, ground, style))
        if progress and (number % 500 == 0 or number == len(notes)):
            progress(number, len(notes))
    return made


def legend(entries: Sequence[Entry]) -> list[tuple[str, str, str]]:
    """List the colours the reader has given a name or meaning: colour, name and meaning."""
    used = {entry.note.color: entry for entry in entries if entry.tells_color}
    return [
        (color, used[color].color_name, used[color].meaning.meaning)
        for color in COLORS
        if color in used and used[color].meaning != _NONE
    ]


def by_document(entries: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Yield the entries of each document under its title."""
    for title, group in groupby(entries, key=lambda entry: entry.title):
        yield title, list(group)


def link_to(note: Note) -> str:
    """Return the link back to where a note stands; a free one stands nowhere."""
    key = note.anchor.key
    if not key.document:
        return ""
    return links.write(Link(key.document, note.anchor.label, key.kind, key.language))


def _entry(note: Note, ground: "_Ground", style: str) -> Entry:
    key = note.anchor.key
    if not key.document:
        folder = note.folder or "Notebook"
        nowhere = bare_source(Address(""))
        return Entry(note, folder, nowhere, Citation(("",)), "", "", meaning=ground.meaning(note))
    source, known = ground.of(key)
    labels = [one.anchor.label for one in note.segments]
    passages = tuple(known.get(label) for label in labels)
    quotes = [one.anchor.quote for one in note.segments]
    whole = passages[0].text if passages[0] else ""
    words = "\n".join(filter(None, quotes)) or whole
    last = labels[-1] if labels[-1] != labels[0] else ""
    said = citation(Address(key.document, labels[0]), style, last=last, source=source)
    return Entry(note, ground.title(key.document), source, said, link_to(note), words, passages,
                 ground.meaning(note))  # fmt: skip


class _Ground:
    """Sources and passages of editions, and what colours are called, each read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._documents = {one.id: one for one in documents.documents(connection)}
        self._known: dict[EditionKey, tuple[Source, dict[str, Passage]]] = {}
        self._meanings = meanings.load(connection)

    def meaning(self, note: Note) -> Meaning:
        return self._meanings.get(note.color, _NONE)

    def title(self, document: str) -> str:
        known = self._documents.get(document)
        return _title(known) if known else document

    def of(self, key: EditionKey) -> tuple[Source, dict[str, Passage]]:
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def _read(self, key: EditionKey) -> tuple[Source, dict[str, Passage]]:
        document = self._documents.get(key.document)
        if document is None:
            return bare_source(Address(key.document)), {}
        try:
            edition = documents.edition(self._connection, key)
        except UnknownAddress:
            return bare_source(Address(key.document)), {}
        return source_of(document, edition), {one.label: one for one in edition.passages}


def _title(document: Document) -> str:
    if document.short_title in (document.title, ""):
        return document.title
    return f"{document.short_title}: {document.title}"
