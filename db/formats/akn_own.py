"""Reading back what `db.library.exporting.akn` wrote: the very same passages, voices and all.

They are in attributes of a namespace of our own, beside the plain Akoma Ntoso that others read.
"""

import json
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from db.address import is_label
from db.errors import NotADocument
from db.formats.akn_text import tag_of
from db.models import VOICES, Document, Edition, EditionKey, Passage

OWN = "urn:resolute:passages:1"
ATTRIBUTES = ("label", "kind", "voice", "part", "heading", "opener", "speaker")
DETAILS = ("addressees", "themes", "deadline", "terms", "refs", "lines", "sources")
_SPOILT = "The file was written by Resolute, but was changed since so that it cannot be read: {}."


def is_own(statement: etree._Element) -> bool:
    """Tell whether we wrote a statement."""
    return bool(_own(statement, "document"))


def read(statement: etree._Element) -> tuple[Document, Edition]:
    """Read a statement we wrote; a digest comes back as an import, the bundled one stays.

    Raises NotADocument where it was spoilt since.
    """
    key = EditionKey(
        _own(statement, "document"),
        "official" if _own(statement, "edition") == "official" else "import",
        _own(statement, "language"),
    )
    document = Document(
        key.document, _own(statement, "sort") or "document", _own(statement, "named"),
        _own(statement, "short") or key.document, _own(statement, "date"),
    )  # fmt: skip
    facts = _json(_own(statement, "provenance") or "{}")
    if not isinstance(facts, dict) or not key.language:
        raise NotADocument(_SPOILT.format("what it says of itself is missing"))
    provenance = {str(name): str(value) for name, value in facts.items()}
    if _own(statement, "edition") == "digest":
        provenance.setdefault("status", "study digest, not an official text")
    found = tuple(_passages(statement))
    if not found:
        raise NotADocument(f"{key.document} holds no paragraphs.")
    return document, Edition(key, _own(statement, "title"), found, provenance)


def _passages(statement: etree._Element) -> Iterator[Passage]:
    elements = [one for one in statement.iter("{*}p", "{*}crossHeading") if _own(one, "label")]
    labels = [_own(one, "label") for one in elements]
    if len(set(labels)) != len(labels):
        raise NotADocument(_SPOILT.format("a paragraph is there twice"))
    for one in sorted(elements, key=_number):
        yield _passage(one)


def _number(element: etree._Element) -> int:
    written = _own(element, "n")
    if not (written.isascii() and written.isdecimal()):
        raise NotADocument(_SPOILT.format("a paragraph has no number"))
    return int(written[:9])


def _passage(element: etree._Element) -> Passage:
    said = {name: _own(element, name) for name in ATTRIBUTES}
    label = said["label"]
    if said["voice"] not in VOICES or not said["kind"] or any(map(str.isspace, label)):
        raise NotADocument(_SPOILT.format(f"“{label[:40]}” does not say what it is"))
    words: list[str] = []
    marks: list[tuple[int, str]] = []
    _walk(element, words, marks)
    details = _json(_own(element, "details") or "{}")
    if not isinstance(details, dict):
        raise NotADocument(_SPOILT.format(f"the details of “{label[:40]}”"))
    more = {
        name: tuple(value) if isinstance(value, list) else str(value)
        for name, value in details.items()
        if name in DETAILS
    }
    return Passage(
        **cast(Any, said), text="".join(words), footnotes=tuple(marks), **cast(Any, more)
    )


def _walk(element: etree._Element, words: list[str], marks: list[tuple[int, str]]) -> None:
    words.append(element.text or "")
    for child in element:
        if tag_of(child) == "authorialNote":
            note = child.find("{*}p")
            label = _own(note, "label") if note is not None else ""
            if _own(child, "mark") != "none" and is_label(label):
                marks.append((sum(map(len, words)), label))
        elif tag_of(child) == "noteRef":
            label = (child.get("href") or "").removeprefix("#")
            if is_label(label):
                marks.append((sum(map(len, words)), label))
        elif tag_of(child):
            _walk(child, words, marks)
        words.append(child.tail or "")


def _json(written: str) -> Any:
    try:
        return json.loads(written)
    except (ValueError, RecursionError) as error:
        raise NotADocument(_SPOILT.format("what it says of itself")) from error


def _own(element: etree._Element, name: str) -> str:
    return element.get(f"{{{OWN}}}{name}") or ""
