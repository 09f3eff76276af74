"""From a file, or from a text that was imported, to a draft that a person can review."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db import clock
from db.errors import NotADocument, UnknownAddress
from db.formats.detect import detect
from db.formats.pages import pages_of
from db.library.documents import document as find_document
from db.library.documents import edition as find_edition
from db.library.intake import GivenFile, given
from db.library.readers import is_read_so, reader_of
from db.models import EditionKey
from db.review.draft import Draft


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft and the file it was read from, whose bytes are empty where it is no longer there.

    `stored` is the number of paragraphs of the text that the draft would replace; `is_again` says
    that it is that text, `was_left` that a person has worked on it before.
    """

    draft: Draft
    path: str
    data: bytes = b""
    is_pdf: bool = False
    stored: int = 0
    was_left: bool = False
    is_again: bool = False


def wants_review(connection: sqlite3.Connection, path: Path) -> bool:
    """Tell whether a file is a PDF that is not in the library yet; its layout had to be guessed."""
    try:
        with path.open("rb") as file:
            if detect(file.read(1024)).format != "pdf":
                return False
    except OSError:
        return False
    file_given = next(iter(given([path])))
    return not file_given.problem and _known(connection, file_given.sha256) is None


def _known(connection: sqlite3.Connection, sha256: str) -> EditionKey | None:
    """Return the edition that was imported from a file with this checksum.

    One that an older version read, and nobody reviewed, is none: the file is read anew.
    """
    row = connection.execute(
        "SELECT document, kind, language, provenance FROM main.edition"
        " WHERE json_extract(provenance, '$.sha256') = ?",
        (sha256,),
    ).fetchone()
    if row is None:
        return None
    provenance = json.loads(row[3])
    stands = "reviewed" in provenance or is_read_so(provenance)
    return EditionKey(*row[:3]) if stands else None


def propose(connection: sqlite3.Connection, path: Path) -> Proposal:
    """Read a file that holds one text, and return what its paragraphs would be.

    A text that is in the library already is returned as it is there. Raises NotADocument with
    the file's name and what is wrong, and where there is nothing to review: official XML says its
    paragraphs itself, zips hold many files.
    """
    from db.formats.reading import read

    file = _only(given([path]), path)
    found = detect(file.data)
    if found.format == "akn":
        raise NotADocument(
            f"{file.name} is official XML, which says itself what its paragraphs are. Import it."
        )
    if (key := _known(connection, file.sha256)) is not None:
        return propose_again(connection, key)
    try:
        (one, *_) = read(file.data, file.name, found)
    except NotADocument as error:
        raise NotADocument(f"{file.name}: {error}") from error
    facts = {
        "source": file.name, "path": file.path, "sha256": file.sha256,
        "retrieved": clock.stamp(), "reader": reader_of(one.edition.provenance),
    }  # fmt: skip
    edition = one.edition
    provenance = {**edition.provenance, **facts}
    pages = pages_of(provenance.get("pages", ""), edition.passages)
    draft = Draft(one.document, edition.key, edition.title, edition.passages, tuple(pages),
                  provenance)  # fmt: skip
    stored = _count(connection, edition.key)
    return Proposal(draft, file.path, file.data, found.format == "pdf", stored)


def _only(files: object, path: Path) -> GivenFile:
    found: Sequence[GivenFile] = list(files)  # type: ignore[call-overload]
    if len(found) != 1 or found[0].path != str(path):
        raise NotADocument(f"{path.name} holds several files. Import it, then review them.")
    if found[0].problem:
        raise NotADocument(f"{path.name}: {found[0].problem}")
    return found[0]


def propose_again(connection: sqlite3.Connection, key: EditionKey) -> Proposal:
    """Return an imported text as it is stored, to review it once more.

    Raises UnknownAddress where it was not imported from a file without paragraphs of its own.
    """
    if key.kind != "import":
        raise UnknownAddress(
            "Only texts imported from PDF, Word, HTML or text files can be reviewed."
        )
    found = find_edition(connection, key)
    pages = pages_of(found.provenance.get("pages", ""), found.passages)
    draft = Draft(
        find_document(connection, key.document), key, found.title, found.passages, tuple(pages),
        found.provenance,
    )  # fmt: skip
    path = found.provenance.get("path", "")
    data = same_bytes(path, found.provenance.get("sha256", ""))
    is_pdf = detect(data).format == "pdf"
    return Proposal(draft, path, data, is_pdf, len(found.passages), is_again=True)


def same_bytes(path: str, sha256: str) -> bytes:
    """Return what a file holds if it is still the one that was imported."""
    if not path or not Path(path).is_file():
        return b""
    file = next(iter(given([Path(path)])), None)
    return file.data if file is not None and file.sha256 == sha256 else b""


def _count(connection: sqlite3.Connection, key: EditionKey) -> int:
    row = connection.execute(
        "SELECT passages FROM main.edition WHERE document = ? AND kind = ? AND language = ?",
        (key.document, key.kind, key.language),
    ).fetchone()
    return row[0] if row else 0
