"""How many cards come due on the days ahead, if nothing new is begun and nothing forgotten."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db import clock
from db.quiz.waiting import day_of, start_of

_ALIVE = "deleted = '' AND suspended = 0"


@dataclass(frozen=True, slots=True)
class Due:
    """Cards that come due on a day; `overdue` of them, on the first day, were due before it."""

    day: str
    cards: int
    overdue: int = 0


def forecast(connection: sqlite3.Connection, now: datetime, days: int = 30) -> list[Due]:
    """Count the cards of each of the next days, today first; what is overdue stands on today."""
    today = date.fromisoformat(day_of(now))
    bounds = [
        clock.stamp(start_of((today + timedelta(days=n)).isoformat())) for n in range(days + 1)
    ]
    overdue = _count(connection, "", bounds[0])
    found = []
    for n in range(days):
        late = overdue if n == 0 else 0
        cards = _count(connection, bounds[n], bounds[n + 1])
        found.append(Due((today + timedelta(days=n)).isoformat(), cards + late, late))
    return found


def _count(connection: sqlite3.Connection, begin: str, end: str) -> int:
    (cards,) = connection.execute(
        "SELECT sum(one) FROM (SELECT count(*) AS one FROM card INDEXED BY card_waiting"
        f" WHERE {_ALIVE} AND phase = 2 AND due >= :begin AND due < :end UNION ALL"
        " SELECT count(*) FROM card INDEXED BY card_waiting"
        f" WHERE {_ALIVE} AND phase IN (1, 3) AND due >= :begin AND due < :end)",
        {"begin": begin, "end": end},
    ).fetchone()
    return int(cards)
