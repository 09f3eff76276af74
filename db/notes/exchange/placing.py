"""Finding where notes from a file belong: which document, which edition, which words.

Nothing is written here. Whatever names a document of the library is taken for it: a link of ours,
a symbol in an address of the UN's, the address an imported text was found at.
"""

import re
import sqlite3
from collections.abc import Sequence
from urllib.parse import unquote

from db import links, text
from db.library import documents
from db.models import NOWHERE, Anchor, Document, EditionKey, NoteState, Segment
from db.notes import anchors
from db.notes.anchors import Ground
from db.notes.exchange.as_annotations import FREE
from db.notes.exchange.parsing import Incoming

_SYMBOL = re.compile(r"\b[ASEase](?:/[A-Za-z0-9][A-Za-z0-9.\-]*){2,6}")
_LANGUAGE = re.compile(r"[/=:.](ar|zh|en|fr|ru|es)(?=$|[/&?#.])")


class Places:
    """The library as a file's notes are placed in it: each edition is read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._documents = {one.id.casefold(): one for one in documents.documents(connection)}
        self._found_at = dict(_addresses(connection))
        self._grounds: dict[EditionKey, Ground] = {}
        self._placed: dict[tuple[object, ...], list[Segment]] = {}
        self._named: dict[str, tuple[EditionKey | None, list[EditionKey]]] = {}

    def place(self, note: Incoming, fallback: str = "") -> Sequence[Segment]:
        """Return where a note belongs, an orphan where its words are not found; or nothing.

        `fallback` is the document of notes whose source is none of the library's.
        """
        if note.source == FREE:
            return [Segment(NOWHERE)]
        wanted = (note.source, fallback, *_places(note), *map(_places, note.more))
        if wanted not in self._placed:
            self._placed[wanted] = self._place(note, fallback)
        return self._placed[wanted]

    def _place(self, note: Incoming, fallback: str) -> list[Segment]:
        key, candidates = self._editions(note.source, fallback)
        if key is None:
            return []
        first = self._best(note, key, candidates)
        rest = [self._segment(one, first.anchor.key) for one in note.more]
        return [first, *rest]

    # which document -----------------------------------------------------------------------

    def _editions(self, source: str, fallback: str) -> tuple[EditionKey | None, list[EditionKey]]:
        """Return the edition a source names, or the likeliest one, and all that come into question.

        A symbol that is not in the library names its official edition, which may come one day.
        """
        if source not in self._named:
            self._named[source] = self._read(source, fallback)
        return self._named[source]

    def _read(self, source: str, fallback: str) -> tuple[EditionKey | None, list[EditionKey]]:
        name, kind, language = self._name(source)
        known = self._documents.get((name or fallback).casefold())
        if known is None:
            key = EditionKey(name, kind or "official", language or "en") if name else None
            return key, []
        keys = [one.key for one in known.editions]
        if not keys:
            return EditionKey(known.id, kind or "official", language or "en"), []
        keys.sort(key=lambda key: (kind not in ("", key.kind), language not in ("", key.language)))
        exact = kind and language and (keys[0].kind, keys[0].language) == (kind, language)
        return keys[0], keys[:1] if exact else keys

    def _name(self, source: str) -> tuple[str, str, str]:
        if links.is_link(source):
            link = links.read(source)
            known = self._documents.get(link.document.casefold())
            return known.id if known else link.document[:200], link.kind, link.language
        plain = unquote(source)[:2000]
        language = found[1] if (found := _LANGUAGE.search(plain)) else ""
        if document := self._found_at.get(source.partition("#")[0]):
            return document, "", language
        for symbol in _SYMBOL.findall(plain):
            if name := self._symbol(symbol):
                return name, "", language
        return "", "", language

    def _symbol(self, symbol: str) -> str:
        """Return the document a symbol begins with: addresses may go on behind it."""
        parts = symbol.removesuffix(".pdf").split("/")
        for count in range(len(parts), 2, -1):
            if known := self._documents.get("/".join(parts[:count]).casefold()):
                return known.id
        return symbol if re.fullmatch(r"[ASE]/(HRC/)?RES/[\w./\-]+", symbol) else ""

    # which words --------------------------------------------------------------------------

    def _best(self, note: Incoming, key: EditionKey, candidates: list[EditionKey]) -> Segment:
        """Try the editions in turn until one holds the very words."""
        found = [self._segment(note, one) for one in (candidates or [key])[:12]]
        return min(found, key=lambda one: _WORST.index(one.state))

    def _segment(self, note: Incoming, key: EditionKey) -> Segment:
        ground = self._ground(key)
        anchor = _anchor(note, key)
        if not anchor.label and not anchor.quote:
            return Segment(anchor)
        place = anchors.resolve(anchor, ground)
        if place.state == "orphan" and not (anchor.label or anchor.prefix or anchor.suffix):
            place = anchors.only_place(anchor, ground) or place
        there = anchor._replace(label=place.label, start=place.start, end=place.end)
        if place.state == "orphan":
            return Segment(there._replace(label=there.label or "title"), "orphan")
        wording = ground.wordings[place.label].text
        words = wording[place.start : place.end]
        if text.fold(words) != text.fold(anchor.quote):
            return Segment(there, place.state)
        if not note.prefix and not note.suffix and anchor.quote:
            there = _surrounded(there, wording)
        state: NoteState = place.state if note.label else "anchored"
        return Segment(there, state)

    def _ground(self, key: EditionKey) -> Ground:
        if key not in self._grounds:
            known = self._documents.get(key.document.casefold())
            there = known is not None and any(one.key == key for one in known.editions)
            passages = documents.edition(self._connection, key).passages if there else ()
            self._grounds[key] = Ground(passages)
        return self._grounds[key]

    def title(self, document: str) -> str:
        """Name a document as a person knows it."""
        known: Document | None = self._documents.get(document.casefold())
        return known.short_title if known else document


def _places(note: Incoming) -> tuple[object, ...]:
    """Return all by which a note's place is found."""
    return note.label, note.start, note.end, note.exact, note.prefix, note.suffix


_WORST: tuple[NoteState, ...] = ("anchored", "moved", "orphan")


def _anchor(note: Incoming, key: EditionKey) -> Anchor:
    """Return a note's place as the file has it; offsets that do not fit its words are mended."""
    if not note.exact:
        return Anchor(key, note.label)
    start = note.start if note.end - note.start == len(note.exact) else 0
    return Anchor(key, note.label, start, start + len(note.exact), note.exact,
                  note.prefix[-_AROUND:], note.suffix[:_AROUND])  # fmt: skip


_AROUND = 200
"""Code points of what a file says is around the words that are kept."""


def _surrounded(anchor: Anchor, wording: str) -> Anchor:
    before = wording[max(0, anchor.start - anchors.CONTEXT) : anchor.start]
    return anchor._replace(prefix=before, suffix=wording[anchor.end :][: anchors.CONTEXT])


def _addresses(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """List where the texts of the library were found, with their documents."""
    return [
        (str(address), str(document))
        for home in ("library", "main")
        for document, *found in connection.execute(
            "SELECT document, json_extract(provenance, '$.found_at'),"
            f" json_extract(provenance, '$.url') FROM {home}.edition"
        )
        for address in found
        if address
    ]
