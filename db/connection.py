"""Opening the two files of data, and a sentence for everything that can be wrong with them.

A connection has the person's file as `main` and the bundled library attached as `library`.
The library is opened `mode=ro&immutable=1`; the person's file in WAL with `synchronous=FULL`.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from db import clock, errors, study
from db.library.tables import CONTENT_TABLES, LIBRARY_FORMAT
from db.notes import index as note_index
from db.places import Places
from db.quiz.tables import COUNT_REVIEWS, QUIZ_TABLES, REVIEW_FACTS, STANDING_KEPT
from db.search import index
from db.study.tables import (
    NOTE_COLUMNS,
    PERSONAL_TABLES,
    READING_TABLES,
    SAVED_SEARCH_TABLES,
    SHELF_TABLES,
)

BUSY_SECONDS = 5.0
_CACHE = 16_000
"""Kilobytes of the person's file a connection may hold: what is read of very many notes."""
_OURS = {"_sqlite_migrations", "passage", "note", "card"}
_NOT_A_STORE = (
    "{path} is not a Resolute data file, or it is damaged. It was left as it is. Move it away and "
    "restore a copy from {backups}, or start again with --data-dir DIR."
)


def library_path(places: Places) -> Path:
    """Return the bundled library, building it first in a checkout where it is stale or absent."""
    if places.library_override:
        return places.library_override
    from db.library import bundled

    return bundled.ensure()


def _uri(path: Path, query: str) -> str:
    return f"{path.absolute().as_uri()}?{query}"


def open_library(path: Path) -> sqlite3.Connection:
    """Open a library by itself, read-only; raises LibraryMissing or LibraryDamaged."""
    connection = sqlite3.connect(":memory:", uri=True, check_same_thread=True)
    try:
        _attach_library(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _attach_library(connection: sqlite3.Connection, path: Path) -> None:
    if not path.is_file():
        raise errors.LibraryMissing(
            f"The bundled library {path} is missing. Install Resolute again, "
            "or in a checkout run: python -m db.library.build"
        )
    try:
        connection.execute("ATTACH ? AS library", (_uri(path, "mode=ro&immutable=1"),))
        row = connection.execute("SELECT value FROM library.meta WHERE key = 'format'").fetchone()
        found = row[0] if row else "none"
        connection.execute("SELECT count(*) FROM library.edition").fetchone()
    except sqlite3.DatabaseError as error:
        raise _library_damaged(path, str(error)) from error
    if found != LIBRARY_FORMAT:
        raise errors.LibraryDamaged(
            f"The bundled library {path} has format {found}; this version reads {LIBRARY_FORMAT}. "
            "Install Resolute again, or in a checkout run: python -m db.library.build"
        )


def open_reader(places: Places) -> sqlite3.Connection:
    """Open both files for reading, quickly: a person's file that is not ready yet counts as empty.

    Raises a StoreError where the library or an existing person's file cannot be read.
    """
    library = library_path(places)
    connection = _open_study_for_reading(places)
    try:
        _attach_library(connection, library)
    except BaseException:
        connection.close()
        raise
    return connection


def open_reader_anyway(places: Places) -> sqlite3.Connection:
    """Open as `open_reader` does; a person's file that cannot be opened counts as empty.

    Raises a StoreError where the library cannot be read.
    """
    try:
        return open_reader(places)
    except (errors.LibraryMissing, errors.LibraryDamaged, errors.SourceError):
        raise
    except errors.StoreError:
        connection = _empty_study()
    try:
        _attach_library(connection, library_path(places))
    except BaseException:
        connection.close()
        raise
    return connection


def _open_study_for_reading(places: Places) -> sqlite3.Connection:
    path = places.study
    try:
        is_there = path.is_file()
    except OSError as error:
        raise _not_writable(path, error) from error
    if is_there:
        connection = _connect(path, "mode=rw")
        try:
            if _version(connection, places) == study.SCHEMA_VERSION:
                connection.execute("PRAGMA query_only = ON")
                connection.execute(f"PRAGMA cache_size = -{_CACHE}")
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
    return _empty_study()


def _empty_study() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", uri=True)
    personal = PERSONAL_TABLES + READING_TABLES + SHELF_TABLES + QUIZ_TABLES + NOTE_COLUMNS
    later = SAVED_SEARCH_TABLES + REVIEW_FACTS + COUNT_REVIEWS + STANDING_KEPT
    later += note_index.NOTE_INDEX_TABLES
    connection.executescript(CONTENT_TABLES + personal + later)
    return connection


def open_study(places: Places, *, indexed: bool = True) -> sqlite3.Connection:
    """Open the person's file for writing, created or migrated where needed, library attached.

    An index of an older version is made anew first, which takes its time; where `indexed` is
    False it is left to the caller (`db.study.reindexing`), who must not write documents before.

    Raises StoreTooNew, StoreLocked, NotAStore or StoreNotWritable, the file untouched; a
    migration is preceded by a dated copy in `backups`.
    """
    library = library_path(places)
    places.make()
    if places.study.exists() and not os.access(places.study, os.W_OK):
        raise _not_writable(places.study, "it is read-only")
    connection = _connect(places.study, "mode=rwc")
    try:
        _prepare(connection, places, indexed=indexed)
        _attach_library(connection, library)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path, query: str) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(_uri(path, query), uri=True, timeout=BUSY_SECONDS)
    except sqlite3.OperationalError as error:
        raise _not_writable(path, error) from error
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _not_writable(path: Path, error: Exception | str) -> errors.StoreNotWritable:
    return errors.StoreNotWritable(
        f"{path} cannot be opened for writing ({error}). Check that the folder exists and is "
        "yours to write, or choose another with --data-dir DIR."
    )


def check_library(places: Places) -> None:
    """Read the bundled library from end to end; raises LibraryMissing or LibraryDamaged."""
    path = library_path(places)
    with closing(open_library(path)) as library:
        try:
            found = [row[0] for row in library.execute("PRAGMA library.integrity_check(1)")]
        except sqlite3.DatabaseError as error:
            found = [str(error)]
    if found != ["ok"]:
        raise _library_damaged(path, found[0])


def _library_damaged(path: Path, what: str) -> errors.LibraryDamaged:
    return errors.LibraryDamaged(
        f"The bundled library {path} is damaged ({what}). Install Resolute again, "
        "or in a checkout delete the file: it is built anew at the next start."
    )


@contextmanager
def said_plainly(places: Places) -> Iterator[None]:
    """Turn what SQLite says of the two files into the sentence a person can act on.

    Damage is the library's where the library does not read through, else the person's file's.
    """
    path = places.study
    try:
        yield
    except sqlite3.OperationalError as error:
        message = str(error)
        if "locked" in message or "busy" in message:
            raise errors.StoreLocked(
                f"{path} is held by another program. Close other Resolute windows or tools that "
                "use it and try again; nothing was changed."
            ) from error
        if "readonly" in message or "unable to open" in message:
            raise _not_writable(path, error) from error
        if "disk is full" in message:
            raise errors.StoreNotWritable(
                f"The disk that holds {path} is full. Free some space; nothing was changed."
            ) from error
        raise
    except sqlite3.DatabaseError as error:
        if type(error) is sqlite3.DatabaseError:
            check_library(places)
            raise errors.NotAStore(
                _NOT_A_STORE.format(path=path, backups=places.backups)
            ) from error
        raise


def _version(connection: sqlite3.Connection, places: Places) -> int:
    with said_plainly(places):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        tables = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_master")}
    if version > study.SCHEMA_VERSION:
        raise errors.StoreTooNew(
            f"{places.study} was written by a newer version of Resolute (schema {version}, this "
            f"one knows {study.SCHEMA_VERSION}). Update Resolute; the file was not changed."
        )
    if tables - {"_sqlite_migrations"} and not tables >= _OURS:
        raise errors.NotAStore(_NOT_A_STORE.format(path=places.study, backups=places.backups))
    return int(version)


def _prepare(connection: sqlite3.Connection, places: Places, *, indexed: bool) -> None:
    version = _version(connection, places)
    with said_plainly(places):
        if version < study.SCHEMA_VERSION:
            _migrate(connection, places)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        _index_notes(connection)
        if indexed or _is_small(connection):
            index.bring_up_to_date(connection)


def _index_notes(connection: sqlite3.Connection) -> None:
    if not note_index.is_current(connection):
        from db.notes import indexing

        indexing.bring_up_to_date(connection)


_MANY = 1000
"""Passages that are indexed in a fraction of a second."""


def _is_small(connection: sqlite3.Connection) -> bool:
    rows = connection.execute(f"SELECT 1 FROM main.passage LIMIT {_MANY}").fetchall()
    return len(rows) < _MANY


def _migrate(connection: sqlite3.Connection, places: Places) -> None:
    """Bring the file up to date: all of it or nothing, and only one program at a time."""
    from sqlite_utils import Database

    from db.study.migrations import migrations

    connection.execute("BEGIN IMMEDIATE")
    with connection:
        had = _version(connection, places)
        if had == study.SCHEMA_VERSION:
            return
        if had:
            with closing(_connect(places.study, "mode=ro")) as source:
                copy_study(source, places, "before-migration")
        migrations.apply(Database(connection))
        _index_notes(connection)
        connection.execute(f"PRAGMA user_version = {study.SCHEMA_VERSION}")


def copy_study(connection: sqlite3.Connection, places: Places, reason: str) -> Path:
    """Copy the person's file, whole and consistent, into `backups`; return the copy's path.

    Raises StoreNotWritable where there is no room or no right to.
    """
    name = f"study-{clock.stamp()[:19].replace(':', '')}-{reason}.db"
    target = places.backups / name
    partial = target.with_suffix(".partial")
    try:
        places.backups.mkdir(parents=True, exist_ok=True)
        _copy(connection, partial)
        os.replace(partial, target)
    except (OSError, sqlite3.OperationalError) as error:
        raise errors.StoreNotWritable(
            f"No copy of {places.study} could be made in {places.backups} ({error}). Check that "
            "the folder is yours to write and that the disk has room; nothing was changed."
        ) from error
    return target


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    assert not connection.in_transaction, "it would wait for its own transaction, for ever"
    try:
        with closing(sqlite3.connect(path)) as copy:
            connection.backup(copy)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
