"""What was done to one's own questions, step by step: undone, and done again."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from db import clock
from db.quiz import own_rows, store
from db.quiz.basis import Basis
from db.quiz.own_rows import OwnQuestion
from db.quiz.questions import question_from_dict

MOST_CHANGES = 100
"""Changes that can be undone."""
_UNDONE = "DELETE FROM main.question_change WHERE undone > 0"


def undo(connection: sqlite3.Connection, now: datetime | None = None) -> bool:
    """Take the last change of one's questions back; tell whether there was one."""
    row = connection.execute(
        "SELECT id, before, after FROM main.question_change WHERE undone = 0"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return False
    with connection:
        connection.execute(
            "UPDATE main.question_change SET undone ="
            " (SELECT max(undone) + 1 FROM main.question_change) WHERE id = ?", (row[0],)
        )  # fmt: skip
        _apply(connection, row[1], row[2], clock.stamp(now))
    return True


def redo(connection: sqlite3.Connection, now: datetime | None = None) -> bool:
    """Do again what `undo` took back last; tell whether there was anything."""
    row = connection.execute(
        "SELECT id, before, after FROM main.question_change WHERE undone > 0"
        " ORDER BY undone DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return False
    with connection:
        connection.execute("UPDATE main.question_change SET undone = 0 WHERE id = ?", (row[0],))
        _apply(connection, row[2], row[1], clock.stamp(now))
    return True


def record(connection: sqlite3.Connection, before: str, after: str, made: str) -> None:
    """Keep what a change was, `ids` or `dump` on either side; the caller has the transaction.

    What was undone before can then not be done again.
    """
    connection.execute(_UNDONE)
    connection.execute(
        "INSERT INTO main.question_change (question, before, after, made) VALUES ('', ?, ?, ?)",
        (before, after, made),
    )
    connection.execute(
        "DELETE FROM main.question_change WHERE id NOT IN"
        " (SELECT id FROM main.question_change ORDER BY id DESC LIMIT ?)", (MOST_CHANGES,)
    )  # fmt: skip


def _apply(connection: sqlite3.Connection, wanted: str, other: str, made: str) -> None:
    """Make things what `wanted` says they were; empty where the questions were not there."""
    if not wanted:
        _come_or_go(connection, json.loads(other), made, made)
        return
    values = json.loads(wanted)
    if "ids" in values:
        _come_or_go(connection, values, "", made)
    else:
        own_rows.update(connection, replace(_load(values), modified=made))


def _come_or_go(
    connection: sqlite3.Connection, values: Mapping[str, Any], deleted: str, made: str
) -> None:
    own_rows.set_deleted(connection, values["ids"], deleted, made)
    if values.get("answers"):
        store.set_taken_in(connection, values["ids"], deleted)


def ids(questions: Sequence[str], *, with_answers: bool = False) -> str:
    """Return questions that came or went, as `record` takes them.

    `with_answers`: those that were given in another program came with them.
    """
    return json.dumps({"ids": list(questions), **({"answers": True} if with_answers else {})})


def dump(one: OwnQuestion) -> str:
    """Return a question as it stood, as `record` takes it."""
    return json.dumps(asdict(one), ensure_ascii=False)


def _load(values: dict[str, object]) -> OwnQuestion:
    made = dict(values)
    made["question"] = question_from_dict(values["question"])  # type: ignore[arg-type]
    made["basis"] = tuple(Basis(**one) for one in values["basis"])  # type: ignore[attr-defined]
    return OwnQuestion(**made)  # type: ignore[arg-type]  # as `dump` wrote it
