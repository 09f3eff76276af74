"""Files of annotations as notes that have no place yet: W3C JSON-LD, EPUB sets, Hypothesis.

Pure: bytes in, `Incoming` out. A file may come from anywhere: what is not what it should be is
left out and counted; HTML stays the text it is. Hypothesis writes annotations as its API does
(h.readthedocs.io, API reference v1: `uri`, `text`, `tags`, `target[].selector[]`, `references`).
"""

import io
import json
import re
import uuid
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from db import clock
from db.address import is_label
from db.errors import NotADocument
from db.models import COLORS, NOTE_KINDS, STYLES
from db.notes.checking import MOST_SEGMENTS
from db.notes.exchange.as_annotations import DESCRIPTION
from db.notes.exchange.as_epub import COLOR_NAME, FOLDER, MEANING, MEMBER, STYLE, part_id
from db.notes.meanings import Meaning

MOST_BYTES = 64_000_000
"""Bytes of a file that are read; a hundred thousand notes come to about 60 MB."""
MOST_NOTES = 200_000
MOST_TARGETS = MOST_SEGMENTS
"""Places of one annotation that are taken."""
_DEEPEST = 8
"""Selectors that refine one another."""
_FURTHEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Incoming:
    """A note as a file has it; what the file does not say is empty.

    `start` and `end` are offsets in the paragraph `label`. `parent` names the annotation this one
    answers. `source` is where the file says it stands, an IRI. `more` are further places of the
    same highlight.
    """

    id: str
    source: str = ""
    label: str = ""
    start: int = 0
    end: int = 0
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    color: str = ""
    created: str = ""
    modified: str = ""
    parent: str = ""
    style: str = ""
    kind: str = ""
    folder: str = ""
    more: "tuple[Incoming, ...]" = ()


@dataclass(slots=True)
class Parsed:
    """What a file held, and how many things in it were no annotations."""

    notes: list[Incoming] = field(default_factory=list)
    unreadable: int = 0
    meanings: dict[str, Meaning] = field(default_factory=dict)
    """What the file calls colours and uses them for, by colour."""


def parse(content: bytes) -> Parsed:
    """Read a file's bytes; raises NotADocument with what to do where they hold no annotations."""
    if len(content) > MOST_BYTES:
        raise NotADocument(
            f"The file is too large ({len(content) / 1e6:,.0f} MB); up to "
            f"{MOST_BYTES / 1e6:,.0f} MB are read. Export fewer notes at a time."
        )
    found = Parsed()
    data = _loaded(content)
    items = _items(data)
    if len(items) > MOST_NOTES:
        raise NotADocument(
            f"The file holds {len(items):,} annotations; up to {MOST_NOTES:,} are read. Export "
            "fewer at a time."
        )
    for item in items:
        before = len(found.notes)
        if isinstance(item, dict):
            found.notes += _notes(item)
            _learn(item, found.meanings)
        found.unreadable += len(found.notes) == before
    if isinstance(data, dict) and data.get("type") == "AnnotationSet":
        found.notes = _joined(found.notes)
    return found


def _joined(notes: list[Incoming]) -> list[Incoming]:
    """Make one note again of the parts that `as_epub` wrote, in whatever order they stand."""
    by_id = {note.id: note for note in notes}
    parts: dict[str, list[Incoming]] = {}
    taken: set[str] = set()
    for note in notes:
        for number in range(1, MOST_SEGMENTS):
            part = by_id.get(part_id(note.id, number))
            if part is None or part.id in taken or not _goes_on(note, part):
                break
            taken.add(part.id)
            parts.setdefault(note.id, []).append(part)
    return [
        replace(note, more=(*note.more, *parts.get(note.id, ())))
        for note in notes
        if note.id not in taken
    ]


def _goes_on(note: Incoming, part: Incoming) -> bool:
    same = note.source == part.source
    return same and bool(note.exact and part.exact and part.label)


def _loaded(content: bytes) -> Any:
    if content[:4] == b"PK\x03\x04":
        content = _member(content)
    try:
        return json.loads(_decoded(content))
    except RecursionError:
        raise NotADocument(
            "The file is nested too deeply to hold annotations; nothing was read."
        ) from None
    except ValueError:
        raise NotADocument(
            "This is no file of annotations. W3C annotations (JSON-LD), EPUB annotations and the "
            "JSON of Hypothesis can be read."
        ) from None


def _member(content: bytes) -> bytes:
    """Take the annotations out of an EPUB annotations file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(MEMBER).file_size > MOST_BYTES:
                raise NotADocument("The annotations in this file are too large to be read.")
            return archive.read(MEMBER)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError):
        raise NotADocument(
            f"There is no {MEMBER} that can be read in this ZIP file; EPUB annotations have one."
        ) from None


def _decoded(content: bytes) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    return content.decode("utf-16" if wide else "utf-8-sig")


def _items(data: Any) -> list[Any]:
    """Find the list of annotations in what JSON gave."""
    if isinstance(data, list):
        return data
    if isinstance(data, dict):
        for name in ("rows", "annotations", "items", "@graph"):
            if isinstance(data.get(name), list):
                replies = data.get("replies")
                return [*data[name], *(replies if isinstance(replies, list) else [])]
        first = data.get("first")
        if isinstance(first, dict):
            return _items(first)
        if isinstance(first, str):
            raise NotADocument(
                "This file only says where its annotations are. Save the pages it names, and "
                "import those."
            )
        if "target" in data or "uri" in data:
            return [data]
    raise NotADocument("There are no annotations in this file.")


# one annotation --------------------------------------------------------------------------------


def _notes(item: dict[str, Any]) -> Iterator[Incoming]:
    """Make a note of an annotation, or one for each of its sources; the first has its id.

    Several places in one source are a highlight over several paragraphs.
    """
    said = _said(item)
    named = _text(item.get("id")) or _text(item.get("@id"))
    targets = item.get("target")
    targets = targets if isinstance(targets, list) else [targets]
    places: dict[str, list[Incoming]] = {}
    for target in targets[:MOST_TARGETS] or [None]:
        place = _place(target, _text(item.get("uri")))
        if place.source or said.parent:
            places.setdefault(place.source, []).append(place)
    for number, (first, *more) in enumerate(places.values()):
        further = tuple(one for one in more if one.exact and one.label and first.exact)
        where = {name: getattr(first, name) for name in _WHERE}
        yield replace(said, id=_id(f"{named}#{number}" if number else named), more=further, **where)


_WHERE = ("source", "label", "start", "end", "exact", "prefix", "suffix")


def _said(item: dict[str, Any]) -> Incoming:
    """Return all that an annotation says but where it stands."""
    body, tags, folder, looks = _bodies(item)
    targets = item.get("target")
    for target in targets if isinstance(targets, list) else [targets]:
        looks += _texts(target.get("styleClass")) if isinstance(target, dict) else ()
    motivation = _texts(item.get("motivation"))
    return Incoming(
        "", body=body, tags=tags, folder=folder, parent=_parent(item),
        color=next((one for one in looks if one in COLORS), ""),
        style=next((_STYLES[one] for one in looks if one in _STYLES), ""),
        kind=NOTE_KINDS[1] if "bookmarking" in motivation else "",
        created=_stamp(item.get("created")),
        modified=_stamp(item.get("modified") or item.get("updated")),
    )  # fmt: skip


_STYLES: dict[str, str] = {"solid": "fill", "strikethrough": "strike"}
_STYLES.update((one, one) for one in STYLES)


def _id(named: str) -> str:
    """Return a UUID that is the same each time; a note without a name gets a new one."""
    bare = named.removeprefix("urn:uuid:").lower()
    try:
        return str(uuid.UUID(bare)) if len(bare) == 36 else str(_hashed(named))
    except ValueError:
        return str(_hashed(named))


def _hashed(named: str) -> uuid.UUID:
    safe = named.encode("utf-8", "replace").decode()
    return uuid.uuid5(uuid.NAMESPACE_URL, safe) if named else uuid.uuid4()


def _parent(item: dict[str, Any]) -> str:
    references = item.get("references")
    if isinstance(references, list) and references:
        return _id(_text(references[-1])) if _text(references[-1]) else ""
    target = item.get("target")
    if item.get("motivation") == "replying" and isinstance(target, str):
        return _id(target)
    return ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(one for one in values if isinstance(one, str))


def _learn(item: dict[str, Any], known: dict[str, Meaning]) -> None:
    """Note down what an annotation calls its colour; the first that does is believed."""
    if len(known) == len(COLORS):
        return
    sheet, body = item.get("stylesheet"), item.get("body")
    for one, keys in ((sheet, ("label", DESCRIPTION)), (body, (COLOR_NAME, MEANING))):
        said = [_text(one.get(key)) for key in keys] if isinstance(one, dict) else []
        if any(said) and (color := _said(item).color):
            known.setdefault(color, Meaning(*said))


def _stamp(value: Any) -> str:
    """Read a date and time as xsd:dateTime writes it; what is none, or in no year, is empty."""
    try:
        moment = datetime.fromisoformat(_text(value))
        return clock.stamp(moment if moment.tzinfo else moment.replace(tzinfo=None))
    except (ValueError, OverflowError):
        return ""


# what it says ----------------------------------------------------------------------------------


def _bodies(item: dict[str, Any]) -> tuple[str, tuple[str, ...], str, tuple[str, ...]]:
    """Return what an annotation says, its tags, its folder, and words for its looks."""
    said = [_text(item.get("text")), _text(item.get("bodyValue"))]
    tags = list(_texts(item.get("tags")))
    folder, looks = "", []
    bodies = item.get("body")
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, str):
            said.append(body)
        if not isinstance(body, dict):
            continue
        value, purpose = _text(body.get("value")), _texts(body.get("purpose"))
        if "tagging" in purpose:
            tags.append(value)
        elif "classifying" in purpose:
            folder = value
        else:
            said.append(value)
        tags += [*_texts(body.get("tags")), *_texts(body.get("tag")), *_texts(body.get("keyword"))]
        looks += [_text(body.get("color")), _text(body.get(STYLE)), _text(body.get("highlight"))]
        folder = folder or _text(body.get(FOLDER))
    words = "\n\n".join(one for one in said if one.strip())
    return words, tuple(one for one in tags if one.strip()), folder, tuple(looks)


# where it stands -------------------------------------------------------------------------------


def _place(target: Any, uri: str) -> Incoming:
    """Return what a target says of a place; nothing else of it is filled in."""
    if isinstance(target, str):
        return _at(target)
    if not isinstance(target, dict):
        return _at(uri)
    source = target.get("source")
    if isinstance(source, dict):
        source = source.get("id")
    found: dict[str, Any] = {}
    for selector in _selectors(target.get("selector"), 0):
        _take(selector, found)
    at = _at(_text(source) or _text(target.get("id")) or uri)
    label = found.get("label", at.label)
    start, end = found.get("span", (0, 0)) if label else (0, 0)
    quote = found.get("quote", ("", "", ""))
    return Incoming("", at.source, label, start, end, *quote)


def _at(iri: str) -> Incoming:
    """Take a paragraph's label off the end of an IRI."""
    source, _, fragment = iri.partition("#")
    return Incoming("", source, fragment if is_label(fragment) else "")


def _selectors(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and depth < _DEEPEST:
            yield one
            for inner in _selectors(one.get("refinedBy"), depth + 1):
                yield {**inner, "_within": one.get("type")}


def _take(selector: dict[str, Any], found: dict[str, Any]) -> None:
    """Note down what a selector says; offsets count only within a paragraph that is named."""
    match selector.get("type"):
        case "FragmentSelector":
            fragment = re.sub("^#", "", _text(selector.get("value")))
            if is_label(fragment):
                found.setdefault("label", fragment)
        case "TextPositionSelector" if selector.get("_within") == "FragmentSelector":
            start, end = selector.get("start"), selector.get("end")
            if type(start) is int and type(end) is int and 0 <= start < end <= _FURTHEST:
                found.setdefault("span", (start, end))
        case "TextQuoteSelector":
            parts = [_text(selector.get(name)) for name in ("exact", "prefix", "suffix")]
            if parts[0].strip():
                found.setdefault("quote", tuple(parts))
