"""Notes as a table for spreadsheets: RFC 4180 in UTF-8 with a byte order mark.

A cell that a spreadsheet would take for a formula begins with an apostrophe instead (OWASP, CSV
injection); the mark tells Excel that the file is UTF-8.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from db.notes.exchange.entries import Entry

COLUMNS = (
    "document", "title", "paragraph", "citation", "voice", "quote", "note", "color", "style",
    "color_name", "color_meaning", "tags", "kind", "folder", "state", "created", "modified",
    "edition", "language", "link", "id",
)  # fmt: skip
_FORMULA = frozenset("=+-@\t\r\n")


def table(entries: Sequence[Entry]) -> bytes:
    """Write a row a note, under the names of the columns; of several paragraphs all are named."""
    return sheet(COLUMNS, map(_row, entries))


def sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write any table so that spreadsheets read it, and run nothing in it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Keep a spreadsheet from taking words for a formula; full-width signs count as well."""
    bare = cell.lstrip(" \u00a0\u3000")[:1]
    if cell[:1] in _FORMULA or unicodedata.normalize("NFKC", bare) in _FORMULA:
        return f"'{cell}"
    return cell


def _row(entry: Entry) -> tuple[str, ...]:
    note, key = entry.note, entry.note.anchor.key
    own = (entry.meaning.name, entry.meaning.meaning)
    looks = (note.color, note.style, *own) if entry.tells_color else ("", "", "", "")
    return (
        key.document, entry.title, " ".join(entry.labels), entry.citation.text, entry.voice,
        entry.words, note.body, *looks, " ".join(note.tags), note.kind, note.folder,
        note.standing, note.created, note.modified, key.kind, key.language, entry.link, note.id,
    )  # fmt: skip
