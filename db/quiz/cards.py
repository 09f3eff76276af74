"""What is done with cards besides grading them: bury, suspend, flag."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from db import clock
from db.errors import UsageError
from db.quiz import store
from db.quiz.questions import question
from db.quiz.waiting import day_of

FLAGS = 7


def suspend(
    connection: sqlite3.Connection, ids: Iterable[str], now: datetime, *, on: bool = True
) -> None:
    """Set cards aside until they are taken up again (`on=False`); raises UnknownAddress."""
    _set(connection, ids, now, "suspended", store.BY_HAND if on else 0)


def bury(
    connection: sqlite3.Connection, ids: Iterable[str], now: datetime, *, on: bool = True
) -> None:
    """Keep cards away for the rest of the local day; raises UnknownAddress."""
    _set(connection, ids, now, "buried", day_of(now) if on else "")


def flag(connection: sqlite3.Connection, ids: Iterable[str], number: int, now: datetime) -> None:
    """Flag cards with a number from 1 to 7, 0 for none; raises UsageError, UnknownAddress."""
    if not 0 <= number <= FLAGS:
        raise UsageError(f"{number} is not a flag. Flags go from 1 to {FLAGS}; 0 is none.")
    _set(connection, ids, now, "flag", number)


def _set(
    connection: sqlite3.Connection, ids: Iterable[str], now: datetime, column: str, value: object
) -> None:
    asked = [question(connection, one) for one in ids]
    with connection:
        for one in asked:
            store.put_new(connection, one.id, one.family, now)
            connection.execute(
                f"UPDATE card SET {column} = ?, modified = ? WHERE question = ?",
                (value, clock.stamp(now), one.id),
            )
