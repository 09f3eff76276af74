"""Cards and reviews in the person's file: where each question stands, and every answer given.

A card's state is the JSON of `fsrs.Card`. A review's `given` is a JSON array of words
(`grade.in_words`), so that it holds whatever order the choices were shown in. Its `mode` is
`learn` where the answer moved the card, else what was being done: `round`.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from db import clock
from db.quiz.grade import Grade, in_words
from db.quiz.models import Question

Phase = Literal["learning", "review", "relearning"]
_PHASES: dict[int, Phase] = {1: "learning", 2: "review", 3: "relearning"}


@dataclass(frozen=True, slots=True)
class Card:
    """Where a question stands in the schedule; stability in days, difficulty 1 to 10."""

    question: str
    phase: Phase
    due: datetime
    last_review: datetime | None = None
    stability: float | None = None
    difficulty: float | None = None


def card_from_state(question_id: str, state: str) -> Card:
    """Read a card of its JSON without loading fsrs."""
    values = json.loads(state)
    last = values["last_review"]
    return Card(
        question_id,
        _PHASES[values["state"]],
        due=clock.parse(values["due"]),
        last_review=clock.parse(last) if last else None,
        stability=values["stability"],
        difficulty=values["difficulty"],
    )


def card_state(connection: sqlite3.Connection, question_id: str) -> str:
    """Return the JSON of a question's card, empty where it has none."""
    row = connection.execute(
        "SELECT state FROM card WHERE question = ? AND deleted = ''", (question_id,)
    ).fetchone()
    return str(row[0]) if row else ""


def card(connection: sqlite3.Connection, question_id: str) -> Card | None:
    """Return a question's card, None where it was never studied."""
    state = card_state(connection, question_id)
    return card_from_state(question_id, state) if state else None


def put_card(connection: sqlite3.Connection, question_id: str, state: str, now: datetime) -> Card:
    """Write a question's card, new or as it stands now; the caller has the transaction."""
    written = card_from_state(question_id, state)
    connection.execute(
        "INSERT INTO card (id, question, state, due, created, modified)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (question) DO UPDATE SET"
        " state = excluded.state, due = excluded.due, modified = excluded.modified,"
        " created = iif(deleted = '', created, excluded.created), deleted = ''",
        (str(uuid.uuid4()), question_id, state, clock.stamp(written.due), *[clock.stamp(now)] * 2),
    )
    return written


def remove_card(connection: sqlite3.Connection, question_id: str, now: datetime) -> None:
    """Leave a tombstone of a question's card; the caller has the transaction."""
    made = clock.stamp(now)
    connection.execute(
        "UPDATE card SET deleted = ?, modified = ? WHERE question = ?", (made, made, question_id)
    )


def add_review(
    connection: sqlite3.Connection,
    question_id: str,
    *,
    mode: str,
    given: Iterable[str],
    correct: bool,
    milliseconds: int,
    now: datetime,
    rating: int | None = None,
    card_before: str = "",
) -> str:
    """Write one answer and return its id; the caller has the transaction."""
    review_id = str(uuid.uuid4())
    connection.execute(
        "INSERT INTO review (id, question, mode, given, correct, rating, card_before,"
        " milliseconds, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (review_id, question_id, mode, json.dumps(list(given)), correct, rating, card_before,
         max(0, milliseconds), clock.stamp(now)),
    )  # fmt: skip
    return review_id


def record_answer(
    connection: sqlite3.Connection,
    question: Question,
    given: object,
    grade: Grade,
    *,
    milliseconds: int,
    mode: str = "round",
    now: datetime | None = None,
) -> str:
    """Keep an answer that does not move the card; return the review's id.

    `question` and `given` must be as shown together: the choices are kept by their words.
    """
    with connection:
        return add_review(
            connection,
            question.id,
            mode=mode,
            given=in_words(question, given),
            correct=grade.correct,
            milliseconds=milliseconds,
            now=now or clock.now(),
        )


def answered(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """Count how often each question was answered right and wrong, in every mode."""
    rows = connection.execute(
        "SELECT question, sum(correct), sum(NOT correct) FROM review WHERE deleted = ''"
        " GROUP BY question"
    )
    return {question_id: (right, wrong) for question_id, right, wrong in rows}


def last_answers(connection: sqlite3.Connection) -> dict[str, tuple[str, bool]]:
    """Return when each question of the bank was last answered (a stamp), and whether rightly."""
    rows = connection.execute(
        "SELECT question.id, review.made, review.correct FROM library.question"
        " JOIN review ON review.rowid = (SELECT latest.rowid FROM review AS latest"
        " WHERE latest.question = question.id AND latest.deleted = ''"
        " ORDER BY latest.made DESC, latest.rowid DESC LIMIT 1)"
    )
    return {question_id: (made, bool(correct)) for question_id, made, correct in rows}
