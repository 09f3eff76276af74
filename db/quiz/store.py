"""Cards and reviews in the person's file: where each question stands, and every answer given.

A card's state is the JSON of `fsrs.Card`. A review's `given` is a JSON array of words
(`grade.in_words`), so that it holds whatever order the choices were shown in. Its `mode` is
`learn` where the answer moved the card, else what was being done: `round` (practice), `exam`,
`sprint` or `check` (of what was read); `import` where it was given in another program.
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


_ELSEWHERE = uuid.UUID("5b7e8f0a-3c52-4d0e-9a57-6a1d0c9be214")
"""Of the ids that answers of other programs get: the same answer gets the same one again."""

BY_HAND, LEECH = 1, 2
"""Why a card is suspended."""


@dataclass(frozen=True, slots=True)
class Card:
    """Where a question stands in the schedule; stability in days, difficulty 1 to 10."""

    question: str
    phase: Phase
    due: datetime
    last_review: datetime | None = None
    stability: float | None = None
    difficulty: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """All that is kept of a question's card; `state` is empty where it was never studied.

    `suspended` is BY_HAND or LEECH, `flag` a number of one's own from 1 to 7, `buried` the local
    day on which the card is kept away.
    """

    question: str
    state: str = ""
    lapses: int = 0
    suspended: int = 0
    flag: int = 0
    buried: str = ""

    @property
    def card(self) -> Card | None:
        """Where the card stands, None where it was never studied."""
        return card_from_state(self.question, self.state) if self.state else None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer given in another program; `key` names it there, `made` is its moment.

    `rating` is None where it moved no card that is still there. `before` is the JSON of the card
    before it, of a log that does not go back to the first; `predicted` as of `add_review`.
    """

    key: str
    made: datetime
    correct: bool
    rating: int | None
    milliseconds: int = 0
    before: str = ""
    predicted: float | None = None


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


def row(connection: sqlite3.Connection, question_id: str) -> Row:
    """Return what is kept of a question's card."""
    found = connection.execute(
        "SELECT state, lapses, suspended, flag, buried FROM card"
        " WHERE question = ? AND deleted = ''",
        (question_id,),
    ).fetchone()
    return Row(question_id, *found) if found else Row(question_id)


def card_state(connection: sqlite3.Connection, question_id: str) -> str:
    """Return the JSON of a question's card, empty where it has none."""
    return row(connection, question_id).state


def card(connection: sqlite3.Connection, question_id: str) -> Card | None:
    """Return a question's card, None where it was never studied."""
    return row(connection, question_id).card


def put_card(
    connection: sqlite3.Connection,
    question_id: str,
    state: str,
    now: datetime,
    *,
    family: str = "",
    day: str = "",
    lapses: int = 0,
    suspended: int = 0,
) -> Card:
    """Write a question's card, new or as it stands now; the caller has the transaction."""
    written = card_from_state(question_id, state)
    made = clock.stamp(now)
    connection.execute(
        "INSERT INTO card (id, question, state, due, created, modified, home, phase, lapses,"
        " suspended, family, day) VALUES (:id, :question, :state, :due, :made, :made, :home,"
        " :phase, :lapses, :suspended, :family, :day) ON CONFLICT (question) DO UPDATE SET"
        " state = excluded.state, due = excluded.due, modified = excluded.modified,"
        " created = iif(deleted = '' AND phase > 0, created, excluded.created), deleted = '',"
        " phase = excluded.phase, lapses = excluded.lapses, suspended = excluded.suspended,"
        " family = excluded.family, day = excluded.day, buried = ''",
        {
            "id": str(uuid.uuid4()), "question": question_id, "state": state,
            "due": clock.stamp(written.due), "made": made, "home": _home(connection, question_id),
            "phase": json.loads(state)["state"], "lapses": lapses, "suspended": suspended,
            "family": family, "day": day,
        },
    )  # fmt: skip
    return written


def _home(connection: sqlite3.Connection, question_id: str) -> str:
    own = "SELECT 1 FROM main.own_question WHERE id = ?"
    return "own" if connection.execute(own, (question_id,)).fetchone() else "library"


def put_new(connection: sqlite3.Connection, question_id: str, family: str, now: datetime) -> None:
    """See that a question never studied has a card: one's own, or one to be set aside or flagged.

    The caller has the transaction.
    """
    made = clock.stamp(now)
    connection.execute(
        "INSERT INTO card (id, question, state, due, created, modified, home, family)"
        " VALUES (:id, :question, '', :made, :made, :made, :home, :family)"
        " ON CONFLICT (question) DO UPDATE SET deleted = '', modified = excluded.modified"
        " WHERE deleted <> ''",
        {
            "id": str(uuid.uuid4()), "question": question_id, "made": made, "family": family,
            "home": _home(connection, question_id),
        },
    )  # fmt: skip


def put_back(
    connection: sqlite3.Connection, question_id: str, before: str, now: datetime, *, lapsed: bool
) -> None:
    """Make a card what it was before its last grade; the caller has the transaction.

    `lapsed`: the grade was `again`, which counts as a lapse of a card in review.
    """
    family, day = connection.execute(
        "SELECT family, day FROM card WHERE question = ?", (question_id,)
    ).fetchone()
    connection.execute(
        "UPDATE card SET buried = '' WHERE family = ? AND buried = ? AND family <> ''",
        (family, day),
    )
    kept = row(connection, question_id)
    suspended = kept.suspended if kept.suspended == BY_HAND else 0
    if not before:
        remove_card(connection, question_id, now)
        if _home(connection, question_id) == "own":
            put_new(connection, question_id, family, now)
            connection.execute(
                "UPDATE card SET state = '', phase = 0, day = '', due = created WHERE question = ?",
                (question_id,),
            )
        return
    was_review = card_from_state(question_id, before).phase == "review"
    lapses = max(0, kept.lapses - (lapsed and was_review))
    put_card(connection, question_id, before, now, family=family, lapses=lapses,
             suspended=suspended)  # fmt: skip


def bury_siblings(connection: sqlite3.Connection, question_id: str, family: str, day: str) -> None:
    """Keep the other cards of a paragraph away for the day, those in learning excepted."""
    if family:
        connection.execute(
            "UPDATE card SET buried = ? WHERE family = ? AND question <> ? AND phase IN (0, 2)"
            " AND deleted = ''",
            (day, family, question_id),
        )


def remove_card(connection: sqlite3.Connection, question_id: str, now: datetime) -> None:
    """Leave a tombstone of a question's card; the caller has the transaction."""
    made = clock.stamp(now)
    connection.execute(
        "UPDATE card SET deleted = ?, modified = ? WHERE question = ?", (made, made, question_id)
    )


def has_review(connection: sqlite3.Connection, review_id: str) -> bool:
    """Tell whether an answer is already there, taken back or not."""
    found = connection.execute("SELECT 1 FROM review WHERE id = ?", (review_id,)).fetchone()
    return found is not None


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
    predicted: float | None = None,
    review_id: str = "",
) -> str:
    """Write one answer and return its id; one that is there already is left as it is.

    `predicted` is the chance of recall that FSRS gave a card in review. The caller has the
    transaction.
    """
    review_id = review_id or str(uuid.uuid4())
    connection.execute(
        "INSERT OR IGNORE INTO review (id, question, mode, given, correct, rating, card_before,"
        " milliseconds, made, predicted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (review_id, question_id, mode, json.dumps(list(given)), correct, rating, card_before,
         max(0, milliseconds), clock.stamp(now), predicted),
    )  # fmt: skip
    return review_id


def take_in(connection: sqlite3.Connection, question_id: str, answers: Iterable[Answer]) -> None:
    """Write answers of another program, each once however often it comes.

    The caller has the transaction.
    """
    for one in answers:
        review_id = str(uuid.uuid5(_ELSEWHERE, f"{question_id} {one.key}"))
        if has_review(connection, review_id):
            connection.execute("UPDATE review SET deleted = '' WHERE id = ?", (review_id,))
            continue
        add_review(
            connection, question_id, mode="import", given=(), correct=one.correct,
            milliseconds=one.milliseconds, now=one.made, rating=one.rating,
            card_before=one.before, predicted=one.predicted, review_id=review_id,
        )  # fmt: skip


def set_taken_in(connection: sqlite3.Connection, ids: Iterable[str], deleted: str) -> None:
    """Leave a stamp on questions' answers of another program, or with `` bring them back."""
    connection.executemany(
        "UPDATE review SET deleted = ? WHERE question = ? AND mode = 'import' AND deleted <> ?",
        [(deleted, one, deleted) for one in ids],
    )


def record_answer(
    connection: sqlite3.Connection,
    question: Question,
    given: object,
    grade: Grade,
    *,
    milliseconds: int,
    mode: str = "round",
    now: datetime | None = None,
    review_id: str = "",
) -> str:
    """Keep an answer that does not move the card; return the review's id.

    `question` and `given` must be as shown together: the choices are kept by their words. The
    same `review_id` (a UUID) a second time counts once.
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
            review_id=review_id,
        )


def answered(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """Count how often each question was answered right and wrong, in every mode."""
    rows = connection.execute(
        "SELECT question, sum(correct), sum(NOT correct) FROM review WHERE deleted = ''"
        " GROUP BY question"
    )
    return {question_id: (right, wrong) for question_id, right, wrong in rows}


def last_answers(connection: sqlite3.Connection) -> dict[str, tuple[str, bool]]:
    """Return when each question was last answered (a stamp), and whether rightly."""
    rows = connection.execute(
        "SELECT question.id, review.made, review.correct FROM"
        " (SELECT id FROM library.question UNION ALL"
        " SELECT id FROM main.own_question WHERE deleted = '') AS question"
        " JOIN review ON review.rowid = (SELECT latest.rowid FROM review AS latest"
        " WHERE latest.question = question.id AND latest.deleted = ''"
        " ORDER BY latest.made DESC, latest.rowid DESC LIMIT 1)"
    )
    return {question_id: (made, bool(correct)) for question_id, made, correct in rows}
