"""The spaced repetition of the question bank: what is due, and what a grade does to a card.

The intervals are those of FSRS-6 as the package `fsrs` computes them, without fuzz: the same
answers give the same days. The package is loaded only when a card is graded.
"""

import sqlite3
import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from db import clock
from db.errors import UsageError
from db.quiz import store
from db.quiz.questions import question

if TYPE_CHECKING:
    import fsrs

RETENTION = 0.9
"""The share of cards to be remembered when they come due."""

NEW_A_DAY = 10
RATINGS = {1: "again", 2: "hard", 3: "good", 4: "easy"}
_STRAY = timedelta(days=1)

_DUE = (
    "SELECT card.question FROM card JOIN library.question ON question.id = card.question"
    " WHERE card.deleted = '' AND card.due <= :now"
)
# A card graded while the clock was ahead is dated by that clock: it is due now, not years on.
_ASTRAY = (
    "SELECT card.question FROM card JOIN library.question ON question.id = card.question"
    " WHERE card.deleted = '' AND card.due > :now AND card.modified > :stray"
)
_NEW = (
    "SELECT question.id FROM library.question WHERE NOT EXISTS"
    " (SELECT 1 FROM card WHERE card.question = question.id AND card.deleted = '')"
)


def due(
    connection: sqlite3.Connection, now: datetime, *, limit: int, new_limit: int = NEW_A_DAY
) -> list[str]:
    """List the questions to study: cards by how long they have been due, then new ones in order.

    `limit` is for the whole list; `new_limit` for the new questions of one local day, those
    already begun today counted. A card stays due until it is graded, however many days are missed.
    """
    times = _times(now)
    found: list[str] = []
    for query in (f"{_DUE} ORDER BY card.due, card.question", f"{_ASTRAY} ORDER BY card.modified"):
        found += _column(connection, f"{query} LIMIT :limit", times, limit - len(found))
    new = min(limit - len(found), _new_left(connection, now, new_limit))
    return found + _column(connection, f"{_NEW} ORDER BY question.position LIMIT :limit", {}, new)


def counts(
    connection: sqlite3.Connection, now: datetime, *, new_limit: int = NEW_A_DAY
) -> tuple[int, int]:
    """Count the cards that are due, and the new questions still to come today."""
    times = _times(now)
    waiting = sum(
        connection.execute(f"SELECT count(*) FROM ({query})", times).fetchone()[0]
        for query in (_DUE, _ASTRAY)
    )
    new = _column(connection, f"{_NEW} LIMIT :limit", {}, _new_left(connection, now, new_limit))
    return waiting, len(new)


def next_due(connection: sqlite3.Connection, now: datetime) -> datetime | None:
    """Return when the next card comes due after `now`, None where none will."""
    (stamp,) = connection.execute(
        "SELECT min(due) FROM card WHERE deleted = '' AND due > ?", (clock.stamp(now),)
    ).fetchone()
    return clock.parse(stamp) if stamp else None


def _times(now: datetime) -> dict[str, str]:
    return {"now": clock.stamp(now), "stray": clock.stamp(now + _STRAY)}


def _column(
    connection: sqlite3.Connection, query: str, times: dict[str, str], limit: int
) -> list[str]:
    if limit <= 0:
        return []
    return [name for (name,) in connection.execute(query, {**times, "limit": limit})]


def _new_left(connection: sqlite3.Connection, now: datetime, new_limit: int) -> int:
    start = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    # a card is never modified before it is created, and `modified` has the index
    (begun,) = connection.execute(
        "SELECT count(*) FROM card WHERE deleted = ''"
        " AND modified >= :start AND created >= :start AND created < :end",
        {"start": clock.stamp(start), "end": clock.stamp(start + timedelta(days=1))},
    ).fetchone()
    return max(0, new_limit - int(begun))


def review(
    connection: sqlite3.Connection,
    question_id: str,
    rating: int,
    *,
    milliseconds: int,
    now: datetime,
    given: tuple[str, ...] = (),
    retention: float = RETENTION,
) -> store.Card:
    """Grade a question's card 1 (again) to 4 (easy) and return where it stands then.

    `given` is what was answered, in words (`grade.in_words`). The card and its review are one
    transaction. Raises UnknownAddress for a question that is not in the bank, UsageError for
    another rating.
    """
    _check_rating(rating)
    question(connection, question_id)
    with connection:
        before = store.card_state(connection, question_id)
        after = _graded(_fsrs_card(question_id, before, now), rating, now, retention)
        store.add_review(
            connection,
            question_id,
            mode="learn",
            given=given,
            correct=rating > 1,
            rating=rating,
            card_before=before,
            milliseconds=milliseconds,
            now=now,
        )
        return store.put_card(connection, question_id, after.to_json(), now)


def undo_last(connection: sqlite3.Connection, now: datetime | None = None) -> str | None:
    """Take the latest grade back and return its question, None where there is none.

    The card is again what it was before, the review keeps a tombstone; a second call takes back
    the grade before that.
    """
    now = now or clock.now()
    with connection:
        row = connection.execute(
            "SELECT id, question, card_before FROM review"
            " WHERE mode = 'learn' AND deleted = '' ORDER BY rowid DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        review_id, question_id, before = row
        connection.execute(
            "UPDATE review SET deleted = ? WHERE id = ?", (clock.stamp(now), review_id)
        )
        if before:
            store.put_card(connection, question_id, before, now)
        else:
            store.remove_card(connection, question_id, now)
        return str(question_id)


def previews(
    connection: sqlite3.Connection,
    question_id: str,
    now: datetime,
    *,
    retention: float = RETENTION,
) -> dict[int, timedelta]:
    """Return for each grade how long the card would then be away; nothing is written."""
    card = _fsrs_card(question_id, store.card_state(connection, question_id), now)
    moment = now.astimezone(UTC)
    return {rating: _graded(card, rating, now, retention).due - moment for rating in RATINGS}


def _check_rating(rating: int) -> None:
    if rating not in RATINGS:
        raise UsageError(
            f"{rating} is not a grade. Grade a card 1 (again), 2 (hard), 3 (good) or 4 (easy)."
        )


def _fsrs_card(question_id: str, state: str, now: datetime) -> "fsrs.Card":
    import fsrs

    if state:
        return fsrs.Card.from_json(state)
    # an id of our own: fsrs would wait a millisecond and read the clock for one
    return fsrs.Card(card_id=zlib.crc32(question_id.encode()), due=now.astimezone(UTC))


def _graded(card: "fsrs.Card", rating: int, now: datetime, retention: float) -> "fsrs.Card":
    import fsrs

    scheduler = fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)
    after, _ = scheduler.review_card(card, fsrs.Rating(rating), now.astimezone(UTC))
    return after
