"""Reading documents, editions and passages, from the bundled library and the person's own."""

import json
import sqlite3
from collections.abc import Iterable

from db import at_once
from db.errors import UnknownAddress
from db.languages import coded, edition_named
from db.library.tables import passage_from_row
from db.models import Document, Edition, EditionKey, EditionSummary, Passage

_HOMES = ("library", "main")
_KIND_ORDER = {"digest": 0, "official": 1, "import": 2}
_LANGUAGE_ORDER = {language: n for n, language in enumerate(("en", "fr", "es", "ru", "ar", "zh"))}


def edition_order(key: EditionKey) -> tuple[int, int, str]:
    """Return what editions of a document are sorted by: the digest first, English first."""
    return _KIND_ORDER.get(key.kind, 9), _LANGUAGE_ORDER.get(key.language, 9), key.language


def documents(connection: sqlite3.Connection) -> list[Document]:
    """List all documents with their editions: the bundled ones first, then by name.

    Title and date are what the person says of a document, where they have said so.
    """
    editions: dict[str, dict[EditionKey, EditionSummary]] = {}
    for home in _HOMES:
        for name, kind, language, title, count in at_once.rows(
            connection, "document, kind, language, title, passages", f"FROM {home}.edition"
        ):
            key = EditionKey(name, kind, language)
            editions.setdefault(name, {}).setdefault(key, EditionSummary(key, title, count))
    said = _said(connection)
    found: dict[str, Document] = {}
    for home, order in (("library", "id"), ("main", "name")):
        columns = f"{order}, name, kind, title, short_title, date, summary"
        rows = at_once.rows(connection, columns, f"FROM {home}.document")
        for _, name, kind, title, short_title, date, summary in sorted(rows):
            own = editions.get(name, {}).values()
            ordered = sorted(own, key=lambda edition: edition_order(edition.key))
            document = Document(name, kind, title, short_title, date, summary, tuple(ordered))
            found.setdefault(name, _overlaid(document, said[name]) if name in said else document)
    return list(found.values())


def short_titles(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, str]:
    """Return the short titles of some documents, as the person says them; none of unknown ones."""
    wanted = list(names)
    said, found = _said(connection), {}
    marks = ", ".join("?" * len(wanted))
    for home in reversed(_HOMES):
        for name, kind, title, short in connection.execute(
            f"SELECT name, kind, title, short_title FROM {home}.document WHERE name IN ({marks})",
            wanted,
        ):
            known = Document(name, kind, title, short)
            found[name] = _overlaid(known, said[name]).short_title if name in said else short
    return found


def _said(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return what the person says of documents (`db.shelf.details`), by document."""
    rows = connection.execute("SELECT id, details FROM main.document_detail WHERE deleted = ''")
    return {name: json.loads(details) for name, details in rows}


def _overlaid(own: Document, said: dict[str, str]) -> Document:
    title = said.get("title", own.title)
    short = title if own.short_title == own.title else own.short_title
    return own._replace(title=title, short_title=short, date=said.get("date", own.date))


def document(connection: sqlite3.Connection, name: str) -> Document:
    """Return one document; raises UnknownAddress with the nearest thing to do."""
    return named(documents(connection), name)


def named(among: Iterable[Document], name: str) -> Document:
    """Pick a document by its id, in any case of letters; raises UnknownAddress."""
    for candidate in among:
        if candidate.id.casefold() == name.casefold():
            return candidate
    raise UnknownAddress(
        f"There is no document “{name}” in the library. “resolute library” lists what there is."
    )


def choose_edition(
    found: Document, *, kind: str | None = None, language: str | None = None
) -> EditionKey:
    """Pick the edition that fits, the digest before others; raises UnknownAddress if none does."""
    for summary in found.editions:
        key = summary.key
        if (kind is None or key.kind == kind) and (language is None or key.language == language):
            return key
    wanted = " ".join(filter(None, [kind, "edition", language and f"in {coded(language)}"]))
    there = [f"{one.key.kind} in {coded(one.key.language)}" for one in found.editions]
    official = f" Official texts are added with: resolute official {found.id} --from FILE"
    raise UnknownAddress(
        f"{found.id} has no {wanted} here. It has: {', '.join(there) or 'none'}."
        + (official if "/" in found.id else "")
    )


def edition(connection: sqlite3.Connection, key: EditionKey) -> Edition:
    """Return an edition with all its passages in order; raises UnknownAddress."""
    for home in _HOMES:
        row = connection.execute(
            f"SELECT id, title, provenance FROM {home}.edition"
            " WHERE document = ? AND kind = ? AND language = ?",
            (key.document, key.kind, key.language),
        ).fetchone()
        if row is None:
            continue
        edition_id, title, provenance = row
        rows = at_once.rows(
            connection,
            "id, label, kind, voice, text, part, heading, opener, speaker, details",
            f"FROM {home}.passage WHERE edition = ?",
            (edition_id,),
        )
        passages = tuple(passage_from_row(row) for _, *row in sorted(rows))
        return Edition(key, title, passages, json.loads(provenance))
    raise UnknownAddress(
        f"T{edition_named(key)[1:]} is not in the library. “resolute library” lists what there is."
    )


def passages_of(connection: sqlite3.Connection, key: EditionKey, label: str) -> list[Passage]:
    """Return the passage with this label and its points (`op6`, `op6.a` …), in order.

    Raises UnknownAddress where there is none.
    """
    whole = edition(connection, key)
    below = f"{label}."
    found = [p for p in whole.passages if p.label == label or p.label.startswith(below)]
    if not found and label:
        numbered = [p.label for p in whole.passages if p.kind != "record"]
        extent = f"It runs from {numbered[0]} to {numbered[-1]}." if numbered else "It is empty."
        raise UnknownAddress(f"{key.document} has no paragraph “{label}”. {extent}")
    return found or list(whole.passages)
