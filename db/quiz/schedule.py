"""The spaced repetition: what a grade does to a card, and how it is taken back.

The intervals are those of FSRS-6 as the package `fsrs` computes them, without fuzz: the same
answers give the same days. Time between reviews is counted in local days, as the cards come due
(`waiting.py`). The package is loaded only when a card is graded.
"""

import sqlite3
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from db import clock
from db.errors import UsageError
from db.quiz import store
from db.quiz.easy_days import eased
from db.quiz.options import LearnOptions
from db.quiz.questions import question
from db.quiz.statistics import predicted
from db.quiz.waiting import day_of, days_between

if TYPE_CHECKING:
    import fsrs

RATINGS = {1: "again", 2: "hard", 3: "good", 4: "easy"}
AGAIN = 1


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a grade did: where the card stands, and whether it turned out a leech."""

    card: store.Card
    leech: bool = False


def review(
    connection: sqlite3.Connection,
    question_id: str,
    rating: int,
    *,
    milliseconds: int,
    now: datetime,
    given: tuple[str, ...] = (),
    options: LearnOptions | None = None,
    review_id: str = "",
) -> Reviewed:
    """Grade a question's card 1 (again) to 4 (easy) and return where it stands then.

    `given` is what was answered, in words (`grade.in_words`). The card, its siblings and the
    review are one transaction; the same `review_id` (a UUID) a second time counts once. Raises
    UnknownAddress for a question that is not there, UsageError for another rating.
    """
    _check_rating(rating)
    asked = question(connection, question_id)
    options = options or LearnOptions()
    with connection:
        row = store.row(connection, question_id)
        if row.card and review_id and store.has_review(connection, review_id):
            return Reviewed(row.card)
        after = _graded(_fsrs_card(question_id, row.state, now), rating, now, options)
        store.add_review(
            connection,
            question_id,
            mode="learn",
            given=given,
            correct=rating > AGAIN,
            rating=rating,
            card_before=row.state,
            predicted=predicted.of(row.card, now, options.parameters),
            milliseconds=milliseconds,
            now=now,
            review_id=review_id,
        )
        lapsed = rating == AGAIN and row.card is not None and row.card.phase == "review"
        lapses = row.lapses + lapsed
        leech = lapsed and _is_leech(lapses, options)
        card = store.put_card(
            connection, question_id, after.to_json(), now, family=asked.family, day=day_of(now),
            lapses=lapses, suspended=store.LEECH if leech and options.leech_aside else 0,
        )  # fmt: skip
        if options.siblings_apart:
            store.bury_siblings(connection, question_id, asked.family, day_of(now))
        return Reviewed(card, leech)


def undo_last(connection: sqlite3.Connection, now: datetime | None = None) -> str | None:
    """Take the latest grade back and return its question, None where there is none.

    The card is again what it was before, the review keeps a tombstone; a second call takes back
    the grade before that.
    """
    now = now or clock.now()
    with connection:
        row = connection.execute(
            "SELECT id, question, card_before, rating FROM review"
            " WHERE mode = 'learn' AND deleted = '' ORDER BY rowid DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        review_id, question_id, before, rating = row
        connection.execute(
            "UPDATE review SET deleted = ? WHERE id = ?", (clock.stamp(now), review_id)
        )
        store.put_back(connection, question_id, before, now, lapsed=rating == AGAIN)
        return str(question_id)


def previews(
    connection: sqlite3.Connection,
    question_id: str,
    now: datetime,
    *,
    options: LearnOptions | None = None,
) -> dict[int, timedelta]:
    """Return for each grade how long the card would then be away; nothing is written."""
    card = _fsrs_card(question_id, store.card_state(connection, question_id), now)
    moment, options = now.astimezone(UTC), options or LearnOptions()
    return {rating: _graded(card, rating, now, options).due - moment for rating in RATINGS}


def _is_leech(lapses: int, options: LearnOptions) -> bool:
    """Tell whether this lapse makes a leech: at so many, and after every half as many again."""
    over = lapses - options.leech_after
    again = max(1, options.leech_after // 2)
    return options.leech_after > 0 and over >= 0 and over % again == 0


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


@lru_cache(maxsize=8)
def scheduler(options: LearnOptions) -> "fsrs.Scheduler":
    """Return what computes the intervals under these options."""
    import fsrs

    more = {"parameters": options.parameters} if options.parameters else {}
    return fsrs.Scheduler(
        desired_retention=options.retention,
        learning_steps=[timedelta(minutes=step) for step in options.learning_steps],
        relearning_steps=[timedelta(minutes=step) for step in options.relearning_steps],
        maximum_interval=options.longest_interval,
        enable_fuzzing=False,
        **more,
    )


def _graded(card: "fsrs.Card", rating: int, now: datetime, options: LearnOptions) -> "fsrs.Card":
    from copy import copy

    import fsrs

    card, moment = copy(card), now.astimezone(UTC)
    if card.last_review:
        card.last_review = moment - timedelta(days=days_between(card.last_review, now))
    after, _ = scheduler(options).review_card(card, fsrs.Rating(rating), moment)
    if options.easy_days and after.state == fsrs.State.Review:
        days = eased(
            str(after.card_id), now, (after.due - moment).days, options.easy_days,
            options.longest_interval,
        )  # fmt: skip
        after.due = moment + timedelta(days=days)
    return after
