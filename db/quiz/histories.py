"""The grades of each card in order: what parameters are fitted to, and memories replayed of."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from db import clock
from db.quiz.memory import Memory
from db.quiz.store import card_from_state
from db.quiz.waiting import days_between

Grades = list[tuple[int, int]]
"""Grades (1 to 4), each with the local days since the one before; 0 for the first."""

_GRADES = (
    "SELECT question, rating, made, card_before FROM review WHERE mode IN ('learn', 'import')"
    " AND deleted = '' AND rating IS NOT NULL ORDER BY question, made"
)


def histories(
    connection: sqlite3.Connection,
) -> Iterator[tuple[str, Memory | None, Grades]]:
    """Yield each question with the memory it began with, and its grades.

    It began with one where its card came with a schedule from elsewhere; the first grade then has
    its days too.
    """
    for name, rows in groupby(connection.execute(_GRADES), key=lambda row: row[0]):
        grades: Grades = []
        begun, last = None, None
        for _, rating, made, state in rows:
            now = clock.parse(made)
            if last is None and state:
                card = card_from_state(name, state)
                last = card.last_review
                if card.stability and card.difficulty:
                    begun = Memory(card.stability, card.difficulty)
            grades.append((rating, days_between(last, now) if last else 0))
            last = now
        yield name, begun, grades
