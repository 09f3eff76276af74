"""What the flashcards ask of the store: functions of a connection, run by the worker, without Qt.

`db.quiz` is imported where it is used: the start of the program does not wait for it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from db.quiz.models import Question


@dataclass(frozen=True, slots=True)
class Card:
    """A flashcard to show; `intervals` say for each grade how long it would then be away."""

    question: Question
    front: str
    back: str
    intervals: dict[int, timedelta]
    due: int
    new: int
    flag: int = 0
    leech: str = ""
    """The prompt of the card before, where its grade made it a leech."""


@dataclass(frozen=True, slots=True)
class NothingDue:
    """No card to show now; `unseen` were never studied, `backlog` waits past today's limit."""

    next_due: datetime | None
    unseen: int
    backlog: int = 0
    leech: str = ""


def next_card(connection: Any) -> Card | NothingDue:
    """Return the next card to study, or when there will be one."""
    from db import clock
    from db.quiz import options, waiting

    now, kept = clock.now(), options.read(connection)
    if found := waiting.due(connection, now, limit=1, options=kept):
        return _card(connection, found[0], now)
    return NothingDue(
        waiting.next_due(connection, now), waiting.unseen(connection),
        waiting.backlog(connection, now),
    )  # fmt: skip


def card(connection: Any, question_id: str) -> Card:
    """Return one card as it would be shown now."""
    from db import clock

    return _card(connection, question_id, clock.now())


def _card(connection: Any, question_id: str, now: datetime) -> Card:
    from db.quiz import options, questions, schedule, session, store, waiting

    kept = options.read(connection)
    # another order of the choices each day: the place of the right one is not to be learnt
    shown = session.shuffle_choices(
        questions.question(connection, question_id), now.astimezone().toordinal()
    )
    front, back = session.flashcard(shown)
    counted = waiting.counts(connection, now, options=kept)
    intervals = schedule.previews(connection, question_id, now, options=kept)
    row = store.row(connection, question_id)
    return Card(shown, front, back, intervals, counted.due, counted.new, row.flag)


def grade_card(
    connection: Any, question_id: str, rating: int, milliseconds: int, review_id: str
) -> Card | NothingDue:
    """Keep a grade, in one transaction, and return what comes next.

    Tried again with the same `review_id` (a UUID), it counts once.
    """
    from db import clock
    from db.quiz import options, questions, schedule

    done = schedule.review(
        connection, question_id, rating, milliseconds=milliseconds, now=clock.now(),
        options=options.read(connection), review_id=review_id,
    )  # fmt: skip
    following = next_card(connection)
    if done.leech:
        return replace(following, leech=questions.question(connection, question_id).prompt)
    return following


def undo_grade(connection: Any) -> Card | NothingDue:
    """Take the latest grade back and return its card."""
    from db import clock
    from db.quiz import schedule

    question_id = schedule.undo_last(connection)
    if question_id is None:
        return next_card(connection)
    return _card(connection, question_id, clock.now())
