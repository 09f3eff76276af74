"""Making the index of notes anew, and looking whether it agrees with the notes."""

import sqlite3

from db.notes import index, rows

_MANY, _USUAL = 16 * 1024 * 1024, 1024 * 1024
"""Bytes FTS5 gathers before it writes them: for very many notes at once, and its own (fts5)."""


def bring_up_to_date(connection: sqlite3.Connection) -> bool:
    """Make the index anew where it is of another version; tell whether it was."""
    if index.is_current(connection):
        return False
    with rows.writing(connection):
        rebuild(connection)
    return True


def rebuild(connection: sqlite3.Connection) -> int:
    """Make the index anew from the notes, in the caller's transaction; return how many it has."""
    for name in index.TABLES:
        connection.execute(f"DROP TABLE IF EXISTS main.{name}")
    for statement in index.NOTE_INDEX_TABLES.split(";\n"):
        connection.execute(statement)
    _gather(connection, _MANY)
    count = 0
    for note in rows.select(connection, "deleted = '' ORDER BY rowid"):
        index.put(connection, note)
        count += 1
    _gather(connection, _USUAL)
    connection.execute("REPLACE INTO main.meta VALUES ('note_index', ?)", (index.VERSION,))
    return count


def _gather(connection: sqlite3.Connection, size: int) -> None:
    connection.execute("INSERT INTO main.note_fts (note_fts, rank) VALUES ('hashsize', ?)", (size,))


def trouble(connection: sqlite3.Connection) -> str:
    """Say what of the index does not agree with the notes, empty where all does."""
    try:
        return _trouble(connection)
    except sqlite3.DatabaseError as error:
        if not error.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_ERROR")):
            raise
        return str(error)
    finally:
        connection.rollback()


_TWICE = (
    ("SELECT id, modified, body <> '' FROM main.note WHERE deleted = ''",
     "SELECT note, modified, worded FROM main.note_index"),
    ("SELECT num FROM main.note_index", "SELECT num FROM main.note_words"),
    ("SELECT n.note, t.tag FROM main.note_index n JOIN main.note_index_tag t ON t.num = n.num",
     "SELECT note, tag FROM main.note_tag WHERE note IN (SELECT note FROM main.note_index)"),
)  # fmt: skip
"""What has to be the same, however it is read."""


def _trouble(connection: sqlite3.Connection) -> str:
    connection.execute("INSERT INTO main.note_fts (note_fts, rank) VALUES ('integrity-check', 1)")
    for one, other in _TWICE:
        for first, second in ((one, other), (other, one)):
            query = f"SELECT count(*) FROM ({first} EXCEPT {second})"
            if count := connection.execute(query).fetchone()[0]:
                return f"{count} of its entries do not agree with the notes"
    return ""
