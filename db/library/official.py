"""Official texts from a folder, a zip or a file, into the person's library.

Each edition is written in a transaction of its own: what is done stays done when the work is
stopped or a later file is bad.
"""

import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from db import clock
from db.errors import NotADocument, SourceError, UsageError
from db.formats import akn
from db.formats.akn import ParsedResolution
from db.languages import coded
from db.library import intake
from db.library.documents import edition_order
from db.library.intake import GivenFile
from db.library.reference import ImportResult
from db.library.tables import add_document, add_edition
from db.models import Document, Edition, EditionKey

Progress = Callable[[int, int], None]
"""Told how many files are done, and how many there are."""

_SYMBOL = re.compile(r"A/RES/[A-Z0-9-]+/\d+[A-Z]?(?:-[A-Z])?")
_LETTERS = re.compile(r"(?<=\d)[A-Z](?:[-–][A-Z])?$")
_PRINTED_SYMBOL = re.compile(rb"<(?:\w+:)?docNumber\b[^>]*>\s*(A/RES/[^<]{1,40})<")


def add_official(
    connection: sqlite3.Connection,
    symbols: Sequence[str] | None,
    source: Path,
    languages: Sequence[str] | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[ImportResult]:
    """Add the official texts of `symbols` (all where None) that `source` holds.

    `languages` are ISO 639-1 codes; raises UsageError for one that is not among the official
    ones. A symbol that is not there, and a file that is not what it should be, is a failed
    result; a stopped run returns what it did.
    """
    wanted = _wanted(symbols)
    spoken = official_languages(languages)
    results: list[ImportResult] = []
    if problem := _unusable(source):
        return [ImportResult(str(source), "failed", message=problem)]
    total = intake.count([source], _is_text)
    for done, file in enumerate(intake.given([source], _is_text)):
        if cancelled and cancelled():
            return results
        if progress:
            progress(done, total)
        if file.problem or _may_hold(file.data, wanted):
            results += add_file(connection, file, wanted, spoken)
    if progress:
        progress(total, total)
    return results + _missing(results, wanted, spoken, source)


def read_all(source: Path) -> tuple[list[Document], list[Edition]]:
    """Read every official text of a folder, zip or file, in order of symbol and language.

    The same source gives the same documents and editions: nothing is noted of when they were
    read. Of two texts for the same symbol and language the one published later counts. Raises
    SourceError that names every file that cannot be read.
    """
    problems = [problem] if (problem := _unusable(source)) else []
    found: dict[EditionKey, ParsedResolution] = {}
    for file in intake.given([source], _is_text) if not problems else ():
        try:
            if file.problem:
                raise NotADocument(file.problem)
            parsed = akn.parse_all(file.data) if akn.looks_like(file.data) else []
        except NotADocument as error:
            problems.append(f"{file.path}: {error}")
            continue
        for one in parsed:
            facts = {**one.edition.provenance, "source": file.name, "sha256": file.sha256}
            _keep_latest(found, replace(one, edition=one.edition._replace(provenance=facts)))
    if not found and not problems:
        problems.append(f"{source} holds no official text.")
    if problems:
        raise SourceError("The official texts cannot be read:\n" + "\n".join(sorted(problems)))
    ordered = [found[key] for key in sorted(found, key=_reading_order)]
    documents: dict[str, Document] = {}
    for one in ordered:  # English comes first: its title is the document's
        documents.setdefault(one.document.id, one.document)
    return list(documents.values()), [one.edition for one in ordered]


def _keep_latest(found: dict[EditionKey, ParsedResolution], one: ParsedResolution) -> None:
    def rank(text: ParsedResolution) -> tuple[str, str]:
        return text.edition.provenance.get("published", ""), text.edition.provenance["sha256"]

    before = found.get(one.edition.key)
    if before is None or rank(before) < rank(one):
        found[one.edition.key] = one


def _reading_order(key: EditionKey) -> tuple[Any, ...]:
    numbers = tuple(int(number) for number in re.findall(r"\d+", key.document))
    return numbers, key.document, edition_order(key)


def _unusable(source: Path) -> str:
    """Say why nothing can be read from a source; '' where it can be."""
    if source.is_dir():
        return ""
    if not source.is_file():
        return f"{source} is not there. Give a folder, a zip or an XML file."
    if source.suffix.lower() == ".zip" and not zipfile.is_zipfile(source):
        return f"{source.name} cannot be read as a zip. It may have been cut off: get it again."
    return ""


def _is_text(name: str) -> bool:
    path = PurePosixPath(name)
    junk = path.name.startswith("._") or "__MACOSX" in path.parts
    return path.suffix.lower() == ".xml" and not junk


def _wanted(symbols: Sequence[str] | None) -> dict[str, str] | None:
    """Return what was asked for in the library's spelling, with the person's own."""
    if symbols is None:
        return None
    wanted = {}
    for asked in symbols:
        symbol = "".join(asked.split()).upper()
        symbol = symbol if symbol.startswith("A/RES/") else f"A/RES/{symbol}"
        wanted[symbol] = asked
    return wanted


def official_languages(languages: Sequence[str] | None) -> set[str] | None:
    """Return the languages that were chosen, None for all; raises UsageError for another."""
    if languages is None:
        return None
    chosen = {language.strip().lower() for language in languages}
    if unknown := chosen - akn.LANGUAGES:
        raise UsageError(
            f"There are no official texts in {', '.join(map(coded, sorted(unknown)))}. "
            f"Choose among {', '.join(map(coded, sorted(akn.LANGUAGES)))}."
        )
    return chosen


def _without_letters(symbol: str) -> str:
    return _LETTERS.sub("", symbol)


def _is_wanted(symbol: str, wanted: dict[str, str] | None) -> bool:
    """Tell whether a symbol was asked for; 77/256 asks for 77/256 A and B as well."""
    if wanted is None or symbol in wanted:
        return True
    bare = _without_letters(symbol)
    return any(bare == asked or re.fullmatch(f"{bare}[A-Z][-–][A-Z]", asked) for asked in wanted)


def _may_hold(data: bytes, wanted: dict[str, str] | None) -> bool:
    """Tell by the symbol printed on the cover, without parsing, whether a file is worth it."""
    if wanted is None:
        return True
    printed = _printed_symbol(data)
    if not printed:
        return akn.looks_like(data)
    return _without_letters(printed) in map(_without_letters, wanted)


def _printed_symbol(data: bytes) -> str:
    printed = _PRINTED_SYMBOL.search(data)
    return "".join(printed[1].decode("utf-8", "replace").split()) if printed else ""


def add_file(
    connection: sqlite3.Connection,
    file: GivenFile,
    wanted: dict[str, str] | None,
    spoken: set[str] | None,
    told: dict[str, str] | None = None,
) -> list[ImportResult]:
    """Add what a file has of what is wanted, each text whole or not at all.

    `wanted` are symbols in the library's spelling and `spoken` languages, None for all; `told` is
    what else is known of where the file is from.
    """
    path = file.path
    if not file.problem and not akn.looks_like(file.data):
        return [ImportResult(path, "skipped", message="It is no AKN4UN text, so it was left out.")]
    try:
        if file.problem:
            raise NotADocument(file.problem)
        found = akn.parse_all(file.data)
    except NotADocument as error:
        return [ImportResult(path, "failed", _printed_symbol(file.data), message=str(error))]
    facts = {
        "source": file.name,
        "sha256": file.sha256,
        "retrieved": clock.stamp(),
        **(told or {}),
    }
    return [
        _write(connection, path, one.document,
               one.edition._replace(provenance={**one.edition.provenance, **facts}))
        for one in found
        if _is_wanted(one.document.id, wanted)
        and (spoken is None or one.edition.key.language in spoken)
    ]  # fmt: skip


def _write(
    connection: sqlite3.Connection, path: str, document: Document, edition: Edition
) -> ImportResult:
    key, count = edition.key, len(edition.passages)
    stored = provenance_of(connection, "main", key)
    bundled = provenance_of(connection, "library", key)
    result = ImportResult(path, "added", document.id, count, key=key)
    if edition.provenance["sha256"] in {stored.get("sha256"), bundled.get("sha256")}:
        return replace(result, outcome="unchanged", message="It is in the library already.")
    if bundled:
        return replace(result, outcome="skipped", message="The bundled library has this text.")
    if stored.get("published", "") > edition.provenance.get("published", ""):
        return replace(
            result,
            outcome="skipped",
            message=f"The library has the text published later, on {stored['published']}.",
        )
    with connection:
        if _names_document(connection, key):
            add_document(connection, document)
        add_edition(connection, edition)
    return replace(result, outcome="updated") if stored else result


def provenance_of(connection: sqlite3.Connection, home: str, key: EditionKey) -> dict[str, str]:
    """Return where an edition of `main` (the person's) or `library` is from; {} for none."""
    row = connection.execute(
        f"SELECT provenance FROM {home}.edition WHERE document = ? AND kind = ? AND language = ?",
        (key.document, key.kind, key.language),
    ).fetchone()
    return dict(json.loads(row[0])) if row else {}


def _names_document(connection: sqlite3.Connection, key: EditionKey) -> bool:
    """Tell whether this edition's title is to be the document's: the English one if there is one.

    A document of the bundled library keeps the title it has there.
    """
    known = {
        home: connection.execute(
            f"SELECT 1 FROM {home}.document WHERE name = ?", (key.document,)
        ).fetchone()
        for home in ("main", "library")
    }
    return not known["library"] and (not known["main"] or key.language == "en")


def _missing(
    results: Sequence[ImportResult],
    wanted: dict[str, str] | None,
    spoken: set[str] | None,
    source: Path,
) -> list[ImportResult]:
    missing = []
    unread = {_without_letters(r.document) for r in results if not r.key}
    for symbol, asked in (wanted or {}).items():
        if not _SYMBOL.fullmatch(symbol):
            message = f"“{asked}” is not the symbol of a resolution. Write it like A/RES/78/311."
            missing.append(ImportResult(str(source), "failed", asked, message=message))
            continue
        found = {r.key.language for r in results if r.key and _is_wanted(r.document, {symbol: ""})}
        absent = (spoken or set()) - found
        if _without_letters(symbol) in unread or (found and not absent):
            continue
        tongues = f" in {', '.join(sorted(absent))}" if absent else ""
        message = f"{asked} is not in {source.name}{tongues}."
        missing.append(ImportResult(str(source), "failed", symbol, message=message))
    return missing
