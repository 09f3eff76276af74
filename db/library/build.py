"""Building `library.db` from `resources/library`: checked, deterministic, all or nothing.

python -m db.library.build [--check] [-o FILE] [--shared DIR] [--official DIR|ZIP]
"""

import argparse
import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import resources
from db.errors import ResoluteError, SourceError
from db.library import checks, sources
from db.library.evidence import Evidence
from db.library.tables import CONTENT_TABLES, LIBRARY_FORMAT, add_document, add_edition
from db.models import Document, Edition
from db.quiz import questions
from db.search.index import INDEXES

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE claim (
    id TEXT PRIMARY KEY, passage TEXT NOT NULL, wording TEXT NOT NULL, quoted INTEGER NOT NULL,
    paragraphs TEXT NOT NULL, text_wording TEXT NOT NULL, verdict TEXT NOT NULL,
    comment TEXT NOT NULL
);
CREATE TABLE glossary (
    term TEXT PRIMARY KEY, kind TEXT NOT NULL, definition TEXT NOT NULL, aliases TEXT NOT NULL,
    see TEXT NOT NULL, evidence TEXT NOT NULL, teaching_aid INTEGER NOT NULL,
    strength INTEGER NOT NULL
);
CREATE TABLE timeline (
    id INTEGER PRIMARY KEY, date TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    source TEXT NOT NULL, addresses TEXT NOT NULL
);
CREATE TABLE sponsor (id INTEGER PRIMARY KEY, state TEXT NOT NULL UNIQUE, role TEXT NOT NULL);
CREATE TABLE speaker (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, office TEXT NOT NULL, represents TEXT NOT NULL,
    documents TEXT NOT NULL
);
"""


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 over all source files, names included."""
    digest = hashlib.sha256(LIBRARY_FORMAT.encode())
    for path in sources.files(folder):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def load(folder: Path, evidence: Evidence | None = None) -> sources.Library:
    """Read and check the sources; raises SourceError naming file and line of all that is wrong.

    What the values say is looked at only where their shape is right.
    """
    library, problems = sources.read(folder)
    if problems := sorted(set(problems)) or checks.check(library, evidence):
        listed = "\n".join(map(str, problems))
        raise SourceError(f"The library's sources have {len(problems)} problem(s):\n{listed}")
    return library


def build(
    folder: Path, target: Path, evidence: Evidence | None = None, official: Path | None = None
) -> None:
    """Build the library of `folder` into `target`, which is replaced whole or not at all.

    `official` is a folder or zip of official texts to put in beside. The same sources give the
    same bytes (for one version of SQLite). Raises SourceError.
    """
    library = load(folder, evidence)
    texts = _official_texts(official, library)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    try:
        _write(library, texts, partial, _mark(fingerprint(folder), texts))
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)


Texts = tuple[Sequence[Document], Sequence[Edition]]
"""Official texts: the documents that the sources do not have, and the editions of all."""


def _official_texts(official: Path | None, library: sources.Library) -> Texts:
    if official is None:
        return (), ()
    from db.library.official import read_all

    documents, editions = read_all(official)
    own = {source.document.id for source in library.documents}
    return [one for one in documents if one.id not in own], editions


def _mark(mark: str, texts: Texts) -> str:
    """Return the sources' fingerprint, another one where other official texts stand beside."""
    if not texts[1]:
        return mark
    sums = [edition.provenance["sha256"] for edition in texts[1]]
    return hashlib.sha256("".join([mark, *sums]).encode()).hexdigest()


def _write(library: sources.Library, texts: Texts, path: Path, mark: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.executescript(CONTENT_TABLES + _TABLES + questions.QUESTION_TABLE)
        connection.execute("BEGIN")
        rows = [("format", LIBRARY_FORMAT), ("fingerprint", mark)]
        connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)
        for source in library.documents:
            add_document(connection, source.document)
            add_edition(connection, source.edition)
        for document in texts[0]:
            add_document(connection, document)
        for edition in texts[1]:
            add_edition(connection, edition)
        _write_tables(connection, library)
        questions.insert(connection, "main", [question for question, _ in library.questions])
        for table in INDEXES:
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()


def _list(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _write_tables(connection: sqlite3.Connection, library: sources.Library) -> None:
    connection.executemany(
        "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(c.id, c.passage, c.wording, c.quoted, _list(c.paragraphs), c.text_wording, c.verdict,
          c.comment) for c, _ in library.claims],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO glossary VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(t.term, t.kind, t.definition, _list(t.aliases), _list(t.see), _list(t.evidence),
          t.teaching_aid, t.strength) for t, _ in library.glossary],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO timeline (date, title, text, source, addresses) VALUES (?, ?, ?, ?, ?)",
        [(e.date, e.title, e.text, e.source, _list(e.addresses)) for e, _ in library.timeline],
    )
    connection.executemany(
        "INSERT INTO sponsor (state, role) VALUES (?, ?)",
        [(s.state, s.role) for s, _ in library.sponsors],
    )
    connection.executemany(
        "INSERT INTO speaker VALUES (?, ?, ?, ?, ?)",
        [(s.id, s.name, s.office, s.represents, _list(s.documents)) for s, _ in library.speakers],
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Build or check from the command line; 0 done, 3 the sources are wrong."""
    shared = resources.path("..").resolve().parent / "shared"
    parser = argparse.ArgumentParser(prog="python -m db.library.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="check only, write nothing")
    parser.add_argument("-o", "--output", type=Path, default=resources.path("library.db"))
    parser.add_argument("--sources", type=Path, default=resources.path("library"))
    parser.add_argument("--shared", type=Path, default=shared,
                        help="the material that the words are held against")  # fmt: skip
    parser.add_argument("--official", type=Path,
                        help="a folder or zip of official texts (AKN4UN) to put in")  # fmt: skip
    options = parser.parse_args(arguments)
    try:
        evidence = Evidence.read(options.shared)
        if options.check:
            load(options.sources, evidence)
        else:
            build(options.sources, options.output, evidence, options.official)
    except ResoluteError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    against = "held against their sources" if evidence else "not held against sources (absent)"
    done = "checked" if options.check else f"built into {options.output}"
    print(f"The bundled library is {done}; its words were {against}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
