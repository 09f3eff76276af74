"""The one way in which the shelf is changed, so that every change can be undone and redone.

A change of rows is kept as the rows on either side of it, a removal as what the wastebasket has.
Rows are never deleted: they get a `deleted` stamp. `undone` is 0, or counts up with every undo, so
that redo takes the last one first.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from db import clock
from db.notes.rows import writing

MOST_CHANGES = 100
"""Changes of the shelf that are kept."""

_COLUMNS: Final = {
    "collection": ("name",),
    "collected": ("collection", "document"),
    "document_detail": ("details",),
    "alignment_repair": (
        "document", "here", "here_label", "here_quote", "there", "there_label", "there_quote",
        "paired",
    ),
}  # fmt: skip


class Row(NamedTuple):
    """A row as it is to be: its table, its id, and its own columns by name; or deleted."""

    table: str
    id: str
    values: Mapping[str, Any]
    deleted: bool = False


class Done(NamedTuple):
    """What an undo or redo did: what the change was called, and the documents it was about."""

    words: str
    documents: frozenset[str]


Replay = Callable[[sqlite3.Connection, Any, bool], frozenset[str]]
"""Takes back (True) or repeats (False) a change as it was recorded; returns its documents."""

_REPLAYS: dict[str, Replay] = {}


def replayed_by(kind: str) -> Callable[[Replay], Replay]:
    """Say which function takes back and repeats the changes of a kind."""

    def keep(replay: Replay) -> Replay:
        _REPLAYS[kind] = replay
        return replay

    return keep


def make(
    connection: sqlite3.Connection, words: str, rows: Sequence[Row], now: datetime | None = None
) -> None:
    """Write rows and note the change down, both or neither; `words` say what was done."""
    with writing(connection):
        stamp = clock.stamp(now)
        sides = []
        for row in rows:
            before = _stored(connection, row.table, row.id)
            _put(connection, row.table, _whole(row, before, stamp))
            sides.append([row.table, before, _stored(connection, row.table, row.id)])
        if sides:
            note_down(connection, "rows", words, sides, stamp)


def note_down(
    connection: sqlite3.Connection, kind: str, words: str, change: Any, stamp: str
) -> None:
    """Keep a change within its transaction; there is nothing to redo from then on."""
    connection.execute("DELETE FROM main.shelf_change WHERE undone > 0")
    connection.execute(
        "INSERT INTO main.shelf_change (kind, words, change, made) VALUES (?, ?, ?, ?)",
        (kind, words, json.dumps(change, ensure_ascii=False), stamp),
    )
    connection.execute(
        "DELETE FROM main.shelf_change WHERE id NOT IN"
        " (SELECT id FROM main.shelf_change ORDER BY id DESC LIMIT ?)",
        (MOST_CHANGES,),
    )


def undo(connection: sqlite3.Connection) -> Done | None:
    """Take back the last change; None where there is none left."""
    with writing(connection):
        found = _next(connection, "undone = 0 ORDER BY id DESC")
        if found is None:
            return None
        connection.execute(
            "UPDATE main.shelf_change SET undone ="
            " (SELECT max(undone) + 1 FROM main.shelf_change) WHERE id = ?",
            (found[0],),
        )
        return _replay(connection, found, back=True)


def redo(connection: sqlite3.Connection) -> Done | None:
    """Repeat the change that was taken back last; None where there is none."""
    with writing(connection):
        found = _next(connection, "undone > 0 ORDER BY undone DESC")
        if found is None:
            return None
        connection.execute("UPDATE main.shelf_change SET undone = 0 WHERE id = ?", (found[0],))
        return _replay(connection, found, back=False)


_Change = tuple[int, str, str, str]


def _next(connection: sqlite3.Connection, which: str) -> _Change | None:
    row: _Change | None = connection.execute(
        f"SELECT id, kind, words, change FROM main.shelf_change WHERE {which} LIMIT 1"
    ).fetchone()
    return row


def _replay(connection: sqlite3.Connection, found: _Change, *, back: bool) -> Done:
    from db.shelf import language, wastebasket  # noqa: F401  # they say how theirs are replayed

    _, kind, words, change = found
    return Done(words, _REPLAYS[kind](connection, json.loads(change), back))


@replayed_by("rows")
def _replay_rows(connection: sqlite3.Connection, change: Any, back: bool) -> frozenset[str]:
    stamp = clock.stamp()
    documents = set()
    for table, before, after in reversed(change) if back else change:
        reach = before if back else after
        gone = {**after, "deleted": stamp}
        _put(connection, table, {**(reach or gone), "modified": stamp})
        documents.add(_document_of(table, after))
    return frozenset(documents - {""})


def _document_of(table: str, row: Mapping[str, Any]) -> str:
    return str(row["id"] if table == "document_detail" else row.get("document", ""))


def _whole(row: Row, before: Mapping[str, Any] | None, stamp: str) -> dict[str, Any]:
    return {
        "created": stamp, **(before or {}), **row.values, "id": row.id, "modified": stamp,
        "deleted": stamp if row.deleted else "",
    }  # fmt: skip


def _stored(connection: sqlite3.Connection, table: str, name: str) -> dict[str, Any] | None:
    columns = ("id", *_COLUMNS[table], "created", "modified", "deleted")
    row = connection.execute(
        f"SELECT {', '.join(columns)} FROM main.{table} WHERE id = ?", (name,)
    ).fetchone()
    return dict(zip(columns, row, strict=True)) if row else None


def _put(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    columns = ("id", *_COLUMNS[table], "created", "modified", "deleted")
    places = ", ".join("?" * len(columns))
    connection.execute(
        f"REPLACE INTO main.{table} ({', '.join(columns)}) VALUES ({places})",
        [row[column] for column in columns],
    )
