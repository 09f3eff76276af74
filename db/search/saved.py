"""Searches that a person keeps under a name: theirs, so they are in the person's file.

A deleted one stays with its `deleted` stamp and can be brought back.
"""

import sqlite3
import uuid
from dataclasses import dataclass

from db import clock
from db.errors import UnknownAddress, UsageError
from db.notes.rows import writing

LONGEST = 200
"""Characters a name may have; more are cut off."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name."""

    id: str
    name: str
    query: str


def listed(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Return the searches that are kept, by name."""
    return _select(connection, "deleted = '' ORDER BY name COLLATE NOCASE, id")


def deleted(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Return the searches that were deleted, the last one first."""
    return _select(connection, "deleted <> '' ORDER BY deleted DESC, id")


def called(connection: sqlite3.Connection, name: str) -> SavedSearch:
    """Return the search that is kept under a name, in whatever case, or has this id.

    Raises UnknownAddress where there is none, UsageError where several are called so.
    """
    found = _called(connection, name)
    if not found:
        raise UnknownAddress(f"No saved search is called “{name[:40]}”.")
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise UsageError(f"Several saved searches are called “{name[:40]}”. Say which: {ids}.")
    return found[0]


def _called(connection: sqlite3.Connection, name: str) -> list[SavedSearch]:
    wanted = _name(name).casefold()
    return [one for one in listed(connection) if wanted in (one.name.casefold(), one.id)]


def _select(connection: sqlite3.Connection, which: str) -> list[SavedSearch]:
    query = f"SELECT id, name, query FROM main.saved_search WHERE {which}"
    return [SavedSearch(*row) for row in connection.execute(query)]


def save(connection: sqlite3.Connection, name: str, query: str) -> SavedSearch:
    """Keep a query under a name; raises UsageError where there is nothing to keep."""
    query = query.strip()
    if not query:
        raise UsageError("There is no search to save: type one first.")
    made = clock.stamp()
    saved = SavedSearch(str(uuid.uuid4()), _name(name) or _name(query), query)
    with writing(connection):
        connection.execute(
            "INSERT INTO main.saved_search (id, name, query, created, modified)"
            " VALUES (?, ?, ?, ?, ?)",
            (saved.id, saved.name, saved.query, made, made),
        )
    return saved


def save_anew(connection: sqlite3.Connection, name: str, query: str) -> SavedSearch:
    """Keep a query under a name that no other has; raises UsageError where one has it."""
    if not _name(name):
        raise UsageError("A saved search needs a name.")
    if _called(connection, name):
        raise UsageError(f"There is a saved search “{name[:40]}” already. Take another name.")
    return save(connection, name, query)


def rename(connection: sqlite3.Connection, search_id: str, name: str) -> str:
    """Give a search another name; return the one it had. Raises UsageError for an empty name."""
    if not (wanted := _name(name)):
        raise UsageError("A saved search needs a name.")
    with writing(connection):
        before = connection.execute(
            "SELECT name FROM main.saved_search WHERE id = ?", (search_id,)
        ).fetchone()
        _change(connection, search_id, "name", wanted)
    return str(before[0]) if before else ""


def delete(connection: sqlite3.Connection, search_id: str) -> None:
    """Take a search off the list."""
    with writing(connection):
        _change(connection, search_id, "deleted", clock.stamp())


def restore(connection: sqlite3.Connection, search_id: str) -> None:
    """Bring a deleted search back."""
    with writing(connection):
        _change(connection, search_id, "deleted", "")


def _change(connection: sqlite3.Connection, search_id: str, column: str, value: str) -> None:
    connection.execute(
        f"UPDATE main.saved_search SET {column} = ?, modified = ? WHERE id = ?",
        (value, clock.stamp(), search_id),
    )


def _name(typed: str) -> str:
    return " ".join(typed.split())[:LONGEST]
