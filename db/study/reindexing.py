"""Making the search index anew beside the one that is there, and putting it in its place at once.

The long part is done in a file of its own, from one snapshot of the passages: meanwhile notes are
kept, searches answered from the index that is there, and the work can be stopped at any moment. A
short transaction then takes the finished tables over. FTS5 keeps a table's content in ordinary
tables, its shadow tables (https://www.sqlite.org/fts5.html, section 9), which are copied whole.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from db import connection as stores
from db.places import Places
from db.search import index
from db.search.index import ENTRIES, INDEXES, Entry
from db.study import backup

BATCH = 1000
"""Passages between two looks whether the work is still wanted."""

_TRIES = 3
Progress = Callable[[int, int], None]
"""Is told how many passages are done, and of how many."""


def reindex(
    places: Places,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int | None:
    """Make the index of the person's documents anew; return how many passages it has.

    None where it was stopped: then the index is the one that was. Where documents come or go
    meanwhile, it begins again. An index that was damaged is replaced too; whoever mends one makes
    a copy of the file first (`mend`). Raises a StoreError where the file cannot be written.
    """
    fresh = places.data / "index.partial"
    with closing(stores.open_study(places, indexed=False)) as study, stores.said_plainly(places):
        try:
            for _ in range(_TRIES):
                made = _make(places.study, fresh, progress, cancelled)
                if made is None:
                    return None
                if _take_over(study, fresh, made):
                    return made.passages
        finally:
            _remove(fresh)
        with study:
            study.execute("BEGIN IMMEDIATE")  # documents come and go faster than it is made
            index.lay(study)
            count = index.rebuild(study)
            index.write_version(study)
            return count


def mend(
    places: Places,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int | None:
    """Make a damaged index anew, as `reindex` does, after a dated copy of the file."""
    with closing(stores.open_study(places, indexed=False)) as study:
        backup.create(study, places, "before-repair")
    return reindex(places, progress, cancelled)


class _Made:
    """A finished index in a file of its own, and what of the documents it was made from."""

    def __init__(self, state: object, passages: int) -> None:
        self.state, self.passages = state, passages


def _make(
    study: Path, fresh: Path, progress: Progress, cancelled: Callable[[], bool]
) -> _Made | None:
    _remove(fresh)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = OFF")
        made.execute("PRAGMA synchronous = OFF")
        made.executescript(index.INDEX_TABLES)
        made.execute("ATTACH ? AS study", (str(study),))
        made.execute("BEGIN")
        state = _state(made, "study")
        (total,) = made.execute("SELECT count(*) FROM study.passage").fetchone()
        rows = made.execute(ENTRIES.format(home="study"))
        done = 0
        progress(done, total)
        while batch := rows.fetchmany(BATCH):
            if cancelled():
                return None
            index.add_entries(made, (Entry(*row) for row in batch))
            done += len(batch)
            progress(done, total)
        made.execute("COMMIT")
        return _Made(state, done)


def _state(connection: sqlite3.Connection, home: str) -> object:
    """Return what changes whenever documents come, change or go."""
    editions = connection.execute(
        f"SELECT id, document, kind, language, title, provenance, passages FROM {home}.edition"
        " ORDER BY id"
    ).fetchall()
    passages = connection.execute(f"SELECT count(*), max(id) FROM {home}.passage").fetchone()
    return editions, passages


def _take_over(study: sqlite3.Connection, fresh: Path, made: _Made) -> bool:
    """Put the new index in the place of the old one; False where it is of other documents."""
    study.execute("ATTACH ? AS fresh", (str(fresh),))
    try:
        with study:
            study.execute("BEGIN IMMEDIATE")
            if _state(study, "main") != made.state:
                return False
            for table in INDEXES:
                _replace(study, table)
            index.write_version(study)
        return True
    finally:
        study.execute("DETACH fresh")


def _replace(study: sqlite3.Connection, table: str) -> None:
    """Give a table of the index the content of the new one.

    The table itself is laid anew only where it is another one or not there: FTS5 cannot drop one
    that is too damaged to be opened.
    """
    query = f"SELECT sql FROM {{}}.sqlite_master WHERE name = '{table}'"
    (wanted,) = study.execute(query.format("fresh")).fetchone()
    had = study.execute(query.format("main")).fetchone()
    is_other = had is not None and index.plain(had[0]) != index.plain(wanted)
    if is_other:
        study.execute(f"DROP TABLE main.{table}")
    shadows = study.execute(
        "SELECT name, sql FROM fresh.sqlite_master WHERE type = 'table' AND name <> ?1"
        " AND name LIKE ?1 || '%'",
        (table,),
    ).fetchall()
    if had is None or is_other:
        for name, _ in shadows:
            study.execute(f"DROP TABLE IF EXISTS main.{name}")
        study.execute(wanted.replace(" TABLE ", " TABLE main.", 1))
    for name, statement in shadows:
        study.execute(f"DROP TABLE IF EXISTS main.{name}")
        study.execute(statement.replace(" TABLE ", " TABLE main.", 1))
        study.execute(f"INSERT INTO main.{name} SELECT * FROM fresh.{name}")


def _remove(fresh: Path) -> None:
    for path in (fresh, fresh.with_name(f"{fresh.name}-journal")):
        with suppress(OSError):
            path.unlink(missing_ok=True)
