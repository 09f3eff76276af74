"""Where an imported edition goes: which document, new or instead of which, or not at all.

Official texts (AKN4UN XML) become the official edition of the document of their symbol; the one
published last stays. Everything else becomes an `import` edition: of the document of its symbol,
or of one named after its file.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from db.library.preparing import Prepared, slug
from db.library.readers import is_read_so
from db.library.reference import ImportOutcome
from db.models import Document, EditionKey
from db.text import fold

_FAITHFUL = ("PDF", "text", "HTML", "Word")
"""Formats in the order of how much of a document's structure they keep."""

_ENOUGH = 0.25
"""The share of paragraphs that two texts of the same name have in common if they are one."""


_REVIEWED = (
    "You put the paragraphs of this text right by hand, and they are kept. Review this file to "
    "have it instead."
)


@dataclass(frozen=True, slots=True)
class Place:
    """What is to become of an edition; `prepared` has the name that it gets."""

    outcome: ImportOutcome
    prepared: Prepared
    message: str = ""


class Placing:
    """Decides for one edition after another, and remembers what this run has brought."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._brought: dict[EditionKey, str] = {}

    def brought(self) -> int:
        """Return how many editions this run has brought."""
        return len(self._brought)

    def forget_since(self, brought: int) -> None:
        """Forget the editions brought after that many: they were not kept."""
        for key in list(self._brought)[brought:]:
            del self._brought[key]

    def place(self, prepared: Prepared, path: str) -> Place:
        """Say what is to become of an edition."""
        if not prepared.has_symbol:
            prepared = self.named(prepared, path)
        key = prepared.key
        stored, bundled = self._provenance("main", key), self._provenance("library", key)
        place = self._place(prepared, stored, bundled)
        if key in self._brought and place.outcome == "updated" and key.kind == "import":
            place = Place(
                "skipped", prepared,
                f"This import has the text from {self._brought[key]} already. Import this file by "
                "itself to have it instead.",
            )  # fmt: skip
        self._brought.setdefault(key, path)
        return place

    def _place(self, prepared: Prepared, stored: dict[str, str], bundled: dict[str, str]) -> Place:
        ours = prepared.provenance
        if ours["sha256"] in {stored.get("sha256"), bundled.get("sha256")} and (
            bundled or "reviewed" in stored or is_read_so(stored)
        ):
            return Place("unchanged", prepared, "It is in the library already.")
        if bundled:
            return Place("skipped", prepared, "The bundled library has this text.")
        if "reviewed" in stored:
            return Place("skipped", prepared, _REVIEWED)
        if (
            stored.get("published", "") > ours.get("published", "")
            and prepared.key.kind != "import"
        ):
            when = stored["published"]
            return Place(
                "skipped", prepared, f"The library has the text published later, on {when}."
            )
        if _faith(stored) > _faith(ours):
            return Place(
                "skipped", prepared,
                f"The library has this text from {stored['format']}, which is read better. Remove "
                "that edition first to have this one.",
            )  # fmt: skip
        return Place("updated" if stored else "added", prepared)

    def named(self, prepared: Prepared, path: str) -> Prepared:
        """Find the document that a text without a symbol is of, or a free name for it."""
        base = slug(path)
        texts = {fold(row[3]) for row in prepared.rows}
        taken = {name for (name,) in self._names(base)}
        name, number = base, 1
        while name in taken and not self._is_same(name, prepared, texts):
            number += 1
            name = f"{base}-{number}"
        return renamed(prepared, name)

    def _names(self, base: str) -> Iterator[tuple[str]]:
        for home in ("main", "library"):
            yield from self._connection.execute(
                f"SELECT name FROM {home}.document WHERE name = ?1 OR name GLOB ?1 || '-[0-9]*'",
                (base,),
            )

    def _is_same(self, name: str, prepared: Prepared, texts: set[str]) -> bool:
        """Tell whether a document of that name is this one: another state, another language."""
        found = self._connection.execute(
            "SELECT e.kind, e.language, p.text FROM main.edition e JOIN main.passage p"
            " ON p.edition = e.id WHERE e.document = ?",
            (name,),
        ).fetchall()
        theirs = {fold(t) for kind, language, t in found
                  if (kind, language) == (prepared.key.kind, prepared.key.language)}  # fmt: skip
        return len(texts & theirs) >= _ENOUGH * max(1, min(len(texts), len(theirs)))

    def _provenance(self, home: str, key: EditionKey) -> dict[str, str]:
        row = self._connection.execute(
            f"SELECT provenance FROM {home}.edition"
            " WHERE document = ? AND kind = ? AND language = ?",
            (key.document, key.kind, key.language),
        ).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def names_document(self, key: EditionKey) -> bool:
        """Tell whether this edition's title is to be the document's.

        The bundled library's stays; after that the English official text's, then the first one's.
        """
        known = {
            home: self._connection.execute(
                f"SELECT 1 FROM {home}.document WHERE name = ?", (key.document,)
            ).fetchone()
            for home in ("main", "library")
        }
        if known["library"]:
            return False
        if not known["main"] or (key.kind == "official" and key.language == "en"):
            return True
        others = self._connection.execute(
            "SELECT count(*) FROM main.edition WHERE document = ?1"
            " AND NOT (kind = ?2 AND language = ?3)",
            (key.document, key.kind, key.language),
        ).fetchone()
        return bool(others[0] == 0)


def _faith(provenance: dict[str, str]) -> int:
    form = provenance.get("format", "")
    return _FAITHFUL.index(form) if form in _FAITHFUL else -1


def renamed(prepared: Prepared, name: str) -> Prepared:
    """Give a document without a symbol its name, in the footnotes' addresses too."""
    rows = [
        (*row[:8], _with_name(row[8], name), row[9]) if row[1] == "footnote" else row
        for row in prepared.rows
    ]
    document: Document = prepared.document._replace(id=name)
    key = prepared.key._replace(document=name)
    return replace(prepared, document=document, key=key, rows=rows)


def _with_name(details: str, name: str) -> str:
    if not details:
        return details
    values = json.loads(details)
    values["sources"] = [f"{name} {label}" for label in values.get("sources", ())]
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
