"""What a reader is asked to show, and the reading of it from the library."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from db.library import documents
from db.models import Document, Edition, EditionKey
from db.shelf.repairs import Repair, repairs
from db.study import positions
from desktop.reader.claims import Checked, Claims
from desktop.reader.marks import Selected


class Target(NamedTuple):
    """What a reader is asked to show; without a key the best edition of the document.

    A key without a kind or a language means any edition that has the other.
    """

    document: str
    key: EditionKey | None = None
    label: str = ""
    offset: int = -48
    marks: tuple[tuple[int, int], ...] = ()
    anew: bool = False
    selected: Selected | None = None


class Loaded(NamedTuple):
    """What came from the library for a target."""

    target: Target
    document: Document
    edition: Edition
    in_library: Mapping[str, str]
    claims: Claims
    repairs: tuple[Repair, ...] = ()
    """What was put right by hand of how its editions answer one another."""


def is_stale(connection: Any, loaded: Loaded) -> bool:
    """Tell whether the library has something else of a document than what was loaded of it."""
    return documents.document(connection, loaded.document.id) != loaded.document


def load(connection: Any, target: Target) -> Loaded:
    """Read a target's edition; raises UnknownAddress. Runs in a worker's thread.

    A target without a paragraph is shown where the document was left the last time.
    """
    if not target.label and target.key is None:
        left = positions.load(connection, target.document)
        if left is not None:
            target = target._replace(key=left[0], label=left[1])
    everything = documents.documents(connection)
    found = documents.named(everything, target.document)
    key = _nearest(found, target.key)
    edition = documents.edition(connection, key)
    names = {one.id: one.short_title for one in everything}
    claims, made = _claims(connection, found), repairs(connection, found.id)
    return Loaded(target, found, edition, names, claims, made)


def _claims(connection: Any, found: Document) -> Claims:
    """Return what was checked of a report or statement, by the address of its passage."""
    if found.kind not in {"press-report", "statement"}:
        return {}
    from db.library import lists

    by_passage: dict[str, list[Checked]] = {}
    for claim in lists.claims(connection, found.id):
        by_passage.setdefault(claim.passage, []).append(claim)
    return by_passage


def _nearest(found: Document, wanted: EditionKey | None) -> EditionKey:
    """Choose the edition that is wanted, or the best one if it is not there."""
    fitting = (one.key for one in found.editions if wanted and fits(one.key, wanted))
    return next(fitting, None) or documents.choose_edition(found)


def fits(key: EditionKey, wanted: EditionKey) -> bool:
    """Tell whether this is a wanted edition; a kind or language that is empty is any."""
    return wanted.kind in ("", key.kind) and wanted.language in ("", key.language)
