"""Notes as EPUB Annotations 1.0, in the W3C Working Draft of 20 September 2026.

A draft changes: DRAFT says which one this is, and the file does, too. The file is a ZIP with
`annotations.json`, an AnnotationSet about one publication.

The draft allows an annotation one target. A highlight over several paragraphs goes out as an
annotation for each: the first has the note's id and what was written, the id of a further one is
worked out from it (`part_id`), so that they are one note again when they come back. What the draft
has no word for (the squiggle, own names of colours, folders) is said in terms of our own beside
its terms; its section on serialization lets an application add them.
"""

import io
import json
import uuid
import zipfile
from collections.abc import Sequence
from typing import Any

from db import clock
from db.errors import UsageError
from db.links import Link, write
from db.notes.exchange import as_annotations
from db.notes.exchange.entries import Entry

DRAFT = "https://www.w3.org/TR/2026/WD-epub-anno-10-20260920/"
CONTEXT = ("https://www.w3.org/ns/epub-anno.jsonld", {"resolute": "urn:x-resolute:"})
STYLE, COLOR_NAME, MEANING, FOLDER = (
    f"resolute:{name}" for name in ("style", "colorName", "colorMeaning", "folder")
)
MEMBER = "annotations.json"
_HIGHLIGHTS = {"fill": "solid", "underline": "underline", "strike": "strikethrough",
               "squiggle": "underline"}  # fmt: skip
"""The nearest that the draft has."""


def package(entries: Sequence[Entry]) -> bytes:
    """Write a set about one document as a ZIP; raises UsageError where there are several."""
    documents = {entry.note.anchor.key.document for entry in entries}
    if len(documents) != 1 or "" in documents:
        raise UsageError(
            "A file of EPUB annotations is about one document. Choose the document whose notes "
            "are to go out."
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MEMBER, json.dumps(annotation_set(entries), ensure_ascii=False, indent=1))
    return out.getvalue()


def annotation_set(entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the notes on a document as an AnnotationSet."""
    first = entries[0]
    document = first.note.anchor.key.document
    about = {
        "dc:identifier": [write(Link(document))],
        "dc:title": first.source.title or first.title,
        "dc:creator": [first.source.body or first.source.speaker],
        "dc:date": first.source.date,
        "dc:format": "text/plain",
    }
    return {
        "@context": list(CONTEXT),
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": "AnnotationSet",
        "generator": {**as_annotations.GENERATOR, "dcterms:conformsTo": DRAFT},
        "generated": clock.stamp(),
        "about": {name: value for name, value in about.items() if value not in ("", [""])},
        "items": [
            _item(entry, number) for entry in entries for number in range(len(entry.note.segments))
        ],
    }


def part_id(note_id: str, number: int) -> str:
    """Return the id of a highlight's part, counted from 0: the note's own, or one of that."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{note_id}#{number}")) if number else note_id


def _item(entry: Entry, number: int) -> dict[str, Any]:
    note, anchor = entry.note, entry.note.segments[number].anchor
    key = anchor.key
    return {
        "id": f"urn:uuid:{part_id(note.id, number)}",
        "type": "Annotation",
        "motivation": "highlighting" if number else as_annotations.motivation(note),
        "created": note.created,
        "modified": note.modified,
        "target": {
            "source": write(Link(key.document, "", key.kind, key.language)),
            "selector": as_annotations.selectors(anchor) if anchor.label else [],
            "meta": {"headings": [{"level": 1, "txt": entry.citation.text}]},
        },
        "body": _body(entry, "" if number else note.body),
    }


def _body(entry: Entry, words: str) -> dict[str, Any]:
    note, own = entry.note, entry.meaning
    made = {
        "type": "TextualBody", "value": words, "format": "text/markdown", "color": note.color,
        "highlight": _HIGHLIGHTS[note.style], "tags": list(note.tags), FOLDER: note.folder,
        STYLE: "" if note.style == "fill" else note.style,
    }  # fmt: skip
    if entry.tells_color:
        made |= {COLOR_NAME: own.name, MEANING: own.meaning}
    always = {"type", "value"}
    return {name: value for name, value in made.items() if value or name in always}
