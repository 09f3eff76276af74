"""Notes as W3C Web Annotations (Recommendation of 23 February 2017), in JSON-LD.

One file is an AnnotationCollection with its one page embedded (model, section 5). Where a note
stands is said three times (section 4.2): the paragraph's label as a FragmentSelector, refined by
the offsets in its text as a TextPositionSelector, and the words with what is around them as a
TextQuoteSelector; all offsets count code points. The colour is the style class of the target, as
section 4.4 has it, with the style as a second class, and the style sheet has the maker's own name
of the colour as its label, and what it stands for as its description; a bookmark's folder or a free
note's notebook is a body that classifies; a highlight over several paragraphs has a target in each.
Citation and voice are Dublin Core terms, which the context knows.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from db import clock
from db.links import Link, write
from db.models import Anchor, Note
from db.notes.exchange.entries import Entry
from db.notes.exchange.tints import LIGHT

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'
GENERATOR = {"type": "Software", "name": "Resolute"}
FREE = "resolute:"
"""What a free note is about: nothing but the notebook itself, which its folder names."""
DESCRIPTION = "dcterms:description"
_LOOKS = {
    "fill": "background: {}",
    "underline": "text-decoration: underline solid {}",
    "strike": "text-decoration: line-through solid {}",
    "squiggle": "text-decoration: underline wavy {}",
}


def collection(entries: Sequence[Entry]) -> str:
    """Write a collection as JSON-LD."""
    made = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": "Notes",
        "created": clock.stamp(),
        "generator": GENERATOR,
        "total": len(entries),
        "first": {
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": list(map(annotation, entries)),
        },
    }
    return json.dumps(made, ensure_ascii=False, indent=1)


def annotation(entry: Entry) -> dict[str, Any]:
    """Return one note as an annotation, without the context."""
    note = entry.note
    made: dict[str, Any] = {
        "id": f"urn:uuid:{note.id}",
        "type": "Annotation",
        "motivation": motivation(note),
        "created": note.created,
        "modified": note.modified,
        "generator": GENERATOR,
    }
    if bodies := _bodies(note):
        made["body"] = bodies
    if entry.tells_color:
        made["stylesheet"] = _sheet(entry)
    targets = [_target(entry, number) for number in range(len(note.segments))]
    made["target"] = targets if len(targets) > 1 else targets[0]
    return made


def _sheet(entry: Entry) -> dict[str, str]:
    """Return how a highlight looks, with what its maker calls the colour and means by it."""
    note, own = entry.note, entry.meaning
    look = _LOOKS[note.style].format(LIGHT[note.color])
    made = {"type": "CssStylesheet", "value": f".{note.color}.{note.style} {{ {look} }}"}
    if own.name:
        made["label"] = own.name
    if own.meaning:
        made[DESCRIPTION] = own.meaning
    return made


def motivation(note: Note) -> str:
    """Return why a note was made, in the words of the model (section 3.3.5)."""
    if note.kind == "bookmark":
        return "bookmarking"
    return "commenting" if note.body or not note.anchor.quote else "highlighting"


def _bodies(note: Note) -> list[Mapping[str, str]]:
    said = {"type": "TextualBody", "purpose": "commenting", "value": note.body,
            "format": "text/markdown"}  # fmt: skip
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in note.tags]
    folder = {"type": "TextualBody", "purpose": "classifying", "value": note.folder}
    return [*([said] if note.body else []), *tags, *([folder] if note.folder else [])]


def _target(entry: Entry, number: int) -> dict[str, Any]:
    anchor = entry.note.segments[number].anchor
    key = anchor.key
    made: dict[str, Any] = {
        "type": "SpecificResource",
        "source": write(Link(key.document, "", key.kind, key.language)) if key.document else FREE,
        "styleClass": [entry.note.color, entry.note.style],
    }
    if anchor.label:
        made["selector"] = selectors(anchor)
    if key.document:
        made["dcterms:title"] = entry.title
        made["dcterms:bibliographicCitation"] = entry.citation.text
    if (passage := entry.passages[number]) is not None:
        made["dcterms:type"] = passage.voice
    return made


def selectors(anchor: Anchor) -> list[dict[str, Any]]:
    """Return where an anchor is, as selectors."""
    fragment: dict[str, Any] = {"type": "FragmentSelector", "value": anchor.label}
    if not anchor.quote:
        return [fragment]
    fragment["refinedBy"] = {
        "type": "TextPositionSelector", "start": anchor.start, "end": anchor.end,
    }  # fmt: skip
    quoted = {"type": "TextQuoteSelector", "exact": anchor.quote, "prefix": anchor.prefix,
              "suffix": anchor.suffix}  # fmt: skip
    return [fragment, quoted]
