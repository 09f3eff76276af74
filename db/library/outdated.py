"""Texts of the library that an older version read from their files, and that would differ now."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from db.library.readers import is_read_so
from db.models import EditionKey


@dataclass(frozen=True, slots=True)
class Outdated:
    """A text to be read again; `file` is what to import for that, None where it is gone."""

    key: EditionKey
    title: str
    source: str
    file: Path | None


def outdated(connection: sqlite3.Connection) -> list[Outdated]:
    """List the texts whose format is read otherwise now; what a person reviewed stands as it is."""
    rows = connection.execute(
        "SELECT document, kind, language, title, provenance FROM main.edition"
        " WHERE json_extract(provenance, '$.sha256') IS NOT NULL"
        " AND json_extract(provenance, '$.reviewed') IS NULL ORDER BY id"
    )
    found = []
    for document, kind, language, title, written in rows:
        provenance = json.loads(written)
        if not is_read_so(provenance):
            key = EditionKey(document, kind, language)
            path = provenance.get("path", "")
            found.append(Outdated(key, title, provenance.get("source", ""), _file(path)))
    return found


def files(texts: list[Outdated]) -> list[Path]:
    """Return the files that hold texts, each once: what to import to have them read again."""
    return list(dict.fromkeys(one.file for one in texts if one.file is not None))


def _file(path: str) -> Path | None:
    """Return the file at a path, or the zip that a path leads into."""
    whole = Path(path)
    return next((one for one in (whole, *whole.parents) if one.is_file()), None) if path else None
