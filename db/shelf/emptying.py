"""The wastebasket emptied for good: what would be lost is said first, and nothing brings it back.

Notes on editions that go stay, without a place, as they are since the editions were removed.
"""

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import NamedTuple

from db.errors import UsageError
from db.languages import edition_named
from db.models import EditionKey
from db.notes.rows import writing
from db.shelf.wastebasket import Removed, removed

_SAID = 3
"""So many editions are named in the question; of more, how many there are."""


class Losing(NamedTuple):
    """What would go for good, and how many notes are on it."""

    editions: tuple[Removed, ...]
    notes: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the editions."""
        return tuple(one.id for one in self.editions)


def losing(connection: sqlite3.Connection, ids: Collection[str] = ()) -> Losing:
    """Tell what would be lost: all that is in the wastebasket, or some of it.

    Raises UsageError for an id that is not in it.
    """
    there = removed(connection)
    if missing := set(ids) - {one.id for one in there}:
        raise UsageError(f"“{sorted(missing)[0][:40]}” is not in the wastebasket.")
    going = tuple(one for one in there if not ids or one.id in ids)
    return Losing(going, sum(_notes(connection, key) for key in {one.key for one in going}))


def _notes(connection: sqlite3.Connection, key: EditionKey) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM main.note WHERE document = ? AND edition = ? AND language = ?"
        " AND deleted = '' AND NOT EXISTS (SELECT 1 FROM main.edition e WHERE"
        " e.document = note.document AND e.kind = note.edition AND e.language = note.language)",
        (key.document, key.kind, key.language),
    ).fetchone()
    return int(count)


def question(going: Losing) -> str:
    """Ask whether that is to go for good."""
    if not going.editions:
        return "The wastebasket is empty."
    names = [edition_named(one.key) for one in going.editions]
    if len(names) > _SAID:
        documents = {one.key.document for one in going.editions}
        names = [f"{len(names):,} editions of {_counted(len(documents), 'document')}"]
    passages = sum(one.passages for one in going.editions)
    words = f"Delete {_listed(names)} for good, {_counted(passages, 'paragraph')}?"
    if going.notes:
        stay = "stays" if going.notes == 1 else "stay"
        words += f" {_counted(going.notes, 'note')} on it {stay}, without a place."
    return f"{words} Nothing brings it back."


def empty(connection: sqlite3.Connection, ids: Collection[str] = ()) -> list[Removed]:
    """Delete all that is in the wastebasket, or some of it, for good; return what went.

    Raises UsageError for an id that is not in it: then nothing goes. Undo forgets them, too.
    """
    with writing(connection):
        going = losing(connection, ids)
        connection.executemany(
            "DELETE FROM main.removed_edition WHERE id = ?", [(one,) for one in going.ids]
        )
        _forget(connection, set(going.ids))
    return list(going.editions)


def _forget(connection: sqlite3.Connection, gone: Collection[str]) -> None:
    """Take what is gone out of the changes that can be undone or repeated."""
    rows = connection.execute(
        "SELECT id, change FROM main.shelf_change WHERE kind IN ('removal', 'restoring')"
    ).fetchall()
    for number, written in rows:
        change = json.loads(written)
        left = [one for one in change if one[0] not in gone]
        if not left:
            connection.execute("DELETE FROM main.shelf_change WHERE id = ?", (number,))
        elif len(left) < len(change):
            connection.execute(
                "UPDATE main.shelf_change SET change = ? WHERE id = ?",
                (json.dumps(left, ensure_ascii=False), number),
            )


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
