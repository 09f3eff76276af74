"""Notes as EPUB Annotations 1.0, in the W3C Working Draft of 20 September 2026.

A draft changes: DRAFT says which one this is, and the file does, too. The file is a ZIP with
`annotations.json`, an AnnotationSet about one publication.
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
CONTEXT = "https://www.w3.org/ns/epub-anno.jsonld"
MEMBER = "annotations.json"
_HIGHLIGHTS = {"fill": "solid", "underline": "underline", "strike": "strikethrough",
               "squiggle": "underline"}  # fmt: skip
"""The draft has no squiggle, and one target: of several paragraphs the first."""


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
        "@context": [as_annotations.CONTEXT, CONTEXT],
        "id": f"urn:uuid:{uuid.uuid4()}",
        "type": "AnnotationSet",
        "generator": {**as_annotations.GENERATOR, "dcterms:conformsTo": DRAFT},
        "generated": clock.stamp(),
        "about": {name: value for name, value in about.items() if value not in ("", [""])},
        "items": list(map(_item, entries)),
    }


def _item(entry: Entry) -> dict[str, Any]:
    note, key = entry.note, entry.note.anchor.key
    body: dict[str, Any] = {
        "type": "TextualBody", "value": note.body, "format": "text/markdown", "color": note.color,
        "highlight": _HIGHLIGHTS[note.style],
    }  # fmt: skip
    if note.tags:
        body["tags"] = list(note.tags)
    return {
        "id": f"urn:uuid:{note.id}",
        "type": "Annotation",
        "motivation": as_annotations.motivation(note),
        "created": note.created,
        "modified": note.modified,
        "target": {
            "source": write(Link(key.document, "", key.kind, key.language)),
            "selector": as_annotations.selectors(note.anchor) if note.anchor.label else [],
            "meta": {"headings": [{"level": 1, "txt": entry.citation.text}]},
        },
        "body": body,
    }
