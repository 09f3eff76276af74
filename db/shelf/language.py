"""Putting right in which language an edition is, and with it all that points at the edition."""

import re
import sqlite3
from typing import Any

from db import clock
from db.languages import language_name
from db.models import EditionKey
from db.notes.rows import writing
from db.shelf.changes import note_down, replayed_by
from db.shelf.details import WrongDetail

_CODE = re.compile(r"[a-z]{2,3}")
_POINTING = (
    ("edition", "kind"), ("note", "edition"), ("reading", "edition"),
    ("reading_position", "edition"), ("removed_edition", "kind"),
)  # fmt: skip
"""What names an edition, and in which column its kind stands."""


def set_language(connection: sqlite3.Connection, key: EditionKey, language: str) -> EditionKey:
    """Say that one of the person's editions is in another language; notes and reading go along.

    Raises WrongDetail for what is no language code, or where the document has such an edition.
    """
    language = language.strip().lower()
    wanted = EditionKey(key.document, key.kind, language)
    if wanted == key:
        return key
    if not _CODE.fullmatch(language):
        raise WrongDetail(
            "language", f"“{language}” is no language. Write its code: en is English, fr French."
        )
    with writing(connection):
        if _exists(connection, wanted):
            raise WrongDetail(
                "language",
                f"{key.document} has an {key.kind} edition in {language_name(language)} already.",
            )
        if not _exists(connection, key, "main"):
            raise WrongDetail("language", "Only the language of your own editions can be changed.")
        change = [key.document, key.kind, key.language, language]
        _replay_language(connection, change, False)
        words = f"the language of the {key.kind} edition of {key.document}"
        note_down(connection, "language", words, change, clock.stamp())
    return wanted


def _exists(connection: sqlite3.Connection, key: EditionKey, *homes: str) -> bool:
    return any(
        connection.execute(
            f"SELECT 1 FROM {home}.edition WHERE document = ? AND kind = ? AND language = ?",
            (key.document, key.kind, key.language),
        ).fetchone()
        for home in homes or ("main", "library")
    )


@replayed_by("language")
def _replay_language(connection: sqlite3.Connection, change: Any, back: bool) -> frozenset[str]:
    document, kind, before, after = change
    old, new = (after, before) if back else (before, after)
    if _exists(connection, EditionKey(document, kind, new)):
        return frozenset()
    for table, column in _POINTING:
        connection.execute(
            f"UPDATE main.{table} SET language = ?"
            f" WHERE document = ? AND {column} = ? AND language = ?",
            (new, document, kind, old),
        )
    connection.execute(
        "UPDATE main.edition SET provenance = json_set(provenance, '$.language', ?)"
        " WHERE document = ? AND kind = ? AND language = ?",
        (new, document, kind, new),
    )
    return frozenset({document})
