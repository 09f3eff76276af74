"""Examining the two files of data, and making anew what can be made of the rest.

The search index is derived from the passages, and where a note stands is derived from its words
and the text: these are repaired, after a dated copy. Anything else that is wrong is only told.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from db import connection as stores
from db.errors import LibraryDamaged, NotAStore, StoreError
from db.notes import indexing, rows
from db.notes.store import ReanchorReport, reanchor
from db.places import Places
from db.search.index import INDEXES
from db.study import backup
from db.study.reindexing import reindex
from db.text import index_text

State = Literal["ok", "repaired", "broken"]

LOOKED_UP = 200
"""About how many passages are looked up in an index, spread evenly over all of them."""

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_ERROR")


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing (`library`, `study`, `index`, `notes`) was found, in a sentence."""

    what: str
    state: State
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, in the order they were made."""

    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is broken any more."""
        return all(finding.state != "broken" for finding in self.findings)


def examine(places: Places) -> Report:
    """Examine the library and the person's file, and repair what is derived.

    Raises nothing a person could act on: that stands in the report. Index and notes are looked
    at only where both files are sound.
    """
    library = _found("library", places, _library)
    study = _found("study", places, _study)
    findings = [library, study]
    if Report((library, study)).sound and places.study.is_file():
        try:
            findings += _derived(places)
        except StoreError as error:
            findings[1] = Finding("study", "broken", str(error))
    return Report(tuple(findings))


def _found(what: str, places: Places, look: Callable[[Places], str]) -> Finding:
    try:
        return Finding(what, "ok", look(places))
    except StoreError as error:
        return Finding(what, "broken", str(error))


def _library(places: Places) -> str:
    stores.check_library(places)
    path = stores.library_path(places)
    with closing(stores.open_library(path)) as connection:
        if trouble := _index_trouble(connection, "library"):
            raise LibraryDamaged(
                f"The search index of the bundled library {path} is damaged ({trouble}). Install "
                "Resolute again, or in a checkout delete the file: it is built anew at the next "
                "start."
            )
        (count,) = connection.execute("SELECT count(*) FROM library.passage").fetchone()
    return f"The bundled library is sound: {_counted(count, 'passage')}."


def _study(places: Places) -> str:
    places.check()
    path = places.study
    if not path.is_file():
        return f"There is no {path.name} in {places.data} yet; the first note makes it."
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with (
        stores.said_plainly(places),
        closing(sqlite3.connect(uri, uri=True, timeout=stores.BUSY_SECONDS)) as connection,
    ):
        connection.execute("PRAGMA query_only = ON")
        wrong = [
            message
            for (message,) in connection.execute("PRAGMA integrity_check(5)")
            if message != "ok" and not any(table in message for table in (*INDEXES, "note_fts"))
        ]
        lost = {table for table, *_ in connection.execute("PRAGMA foreign_key_check")}
    if lost:
        wrong.append(f"rows of {', '.join(sorted(lost))} belong to nothing")
    if wrong:
        raise NotAStore(
            f"{path} is damaged ({'; '.join(wrong)}). It was left as it is. Restore a copy from "
            f"{places.backups}, or start again with --data-dir DIR."
        )
    return f"{path} is sound."


def _derived(places: Places) -> list[Finding]:
    with closing(stores.open_study(places)) as connection, stores.said_plainly(places):
        trouble, astray = _index_trouble(connection, "main"), indexing.trouble(connection)
        held = _held(connection)
        if not trouble and not astray and held:
            (count,) = connection.execute("SELECT count(*) FROM main.passage").fetchone()
            index = f"The search index has {_counted(count, 'passage')} of your own documents."
            return [Finding("index", "ok", index), Finding("notes", "ok", _say_notes(held))]
        copy = backup.create(connection, places, "before-repair").path
        notes = _mended_notes(connection, held, astray, copy)
    return [_mended_index(places, trouble, copy), notes]


def _mended_index(places: Places, trouble: str, copy: Path) -> Finding:
    if not trouble:
        return Finding("index", "ok", "The search index agrees with your documents.")
    count = reindex(places) or 0
    return Finding(
        "index",
        "repaired",
        f"The search index was damaged ({trouble}) and was made anew from "
        f"{_counted(count, 'passage')}. The file as it was before: {copy}",
    )


def _mended_notes(
    connection: sqlite3.Connection, held: ReanchorReport | None, astray: str, copy: Path
) -> Finding:
    if held and not astray:
        return Finding("notes", "ok", _say_notes(held))
    said = ""
    if astray:
        with rows.writing(connection):
            indexing.rebuild(connection)
        said = f"The index of your notes was damaged ({astray}) and was made anew. "
    said += _say_notes(reanchor(connection))
    return Finding("notes", "repaired", f"{said} The file as it was before: {copy}")


def _say_notes(found: ReanchorReport) -> str:
    anchored, moved, orphans = map(len, (found.anchored, found.moved, found.orphan))
    if not anchored + moved + orphans:
        return "There are no notes yet."
    said = f"{_counted(anchored + moved + orphans, 'note')}: {anchored} on their words"
    if moved:
        said += f", {moved} moved along with words that changed"
    if orphans:
        said += f", {orphans} no longer finding their words (kept; see: notes list is:orphan)"
    return f"{said}."


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _held(connection: sqlite3.Connection) -> ReanchorReport | None:
    """Look whether all notes are written down where their words are; None where one is not."""

    def forbid(action: int, table: str | None, *_: str | None) -> int:
        writes = action == sqlite3.SQLITE_UPDATE and table == "note"
        return sqlite3.SQLITE_DENY if writes else sqlite3.SQLITE_OK

    connection.set_authorizer(forbid)
    try:
        return reanchor(connection)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname != "SQLITE_AUTH":
            raise
        return None
    finally:
        connection.set_authorizer(None)


def _index_trouble(connection: sqlite3.Connection, home: str) -> str:
    """Say what is wrong with an index, empty where nothing is.

    FTS5's own check looks at the form of the index alone, for it keeps no text: so the passages
    are counted off against it, and some are looked up.
    """
    try:
        for table in INDEXES:
            if trouble := _table_trouble(connection, home, table):
                return trouble
        return "it does not find what is there" if _is_blind(connection, home) else ""
    except sqlite3.DatabaseError as error:
        _raise_unless_damage(error)
        return str(error)
    finally:
        connection.rollback()


def _table_trouble(connection: sqlite3.Connection, home: str, table: str) -> str:
    if home == "main":
        connection.execute(f"INSERT INTO main.{table} ({table}) VALUES ('integrity-check')")
    passages, entries = f"SELECT id FROM {home}.passage", f"SELECT rowid FROM {home}.{table}"
    for one, other in ((passages, entries), (entries, passages)):
        (count,) = connection.execute(f"SELECT count(*) FROM ({one} EXCEPT {other})").fetchone()
        if count:
            return f"{count} of its entries do not agree with the passages"
    return ""


def _is_blind(connection: sqlite3.Connection, home: str) -> bool:
    (count,) = connection.execute(f"SELECT count(*) FROM {home}.passage").fetchone()
    for rowid, body in connection.execute(
        f"SELECT id, text FROM {home}.passage WHERE id % ? = 0", (count // LOOKED_UP + 1,)
    ):
        words = " ".join([word for word in index_text(body).split() if word.isalnum()][:1])
        for table in INDEXES:
            query = f"SELECT 1 FROM {home}.{table} WHERE {table} MATCH ? AND rowid = ?"
            if words and not connection.execute(query, (f'"{words}"', rowid)).fetchone():
                return True
    return False


def _raise_unless_damage(error: sqlite3.DatabaseError) -> None:
    """Let through that the file is locked or cannot be written: that is not the index's fault."""
    if not error.sqlite_errorname.startswith(_DAMAGE):
        raise error
