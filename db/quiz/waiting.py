"""What waits to be studied: cards in learning, cards that are due, new questions.

A card in learning comes at its minute, a card in review on its local day, so that one sitting a
day is enough. What is not studied stays due, however many days are missed: limits put off, they
drop nothing. Every query runs along the index `card_waiting`.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from db import clock
from db.quiz.options import LearnOptions

STRAY = timedelta(days=1)
"""A card modified later than this from now was graded by a clock that ran ahead."""

_ALIVE = "deleted = '' AND suspended = 0"
_THERE = (
    "(home <> 'library' OR EXISTS"
    " (SELECT 1 FROM library.question WHERE question.id = card.question))"
)
_LEARNING = f"{_ALIVE} AND phase IN (1, 3) AND due <= :now"
_REVIEW = f"{_ALIVE} AND phase = 2 AND due < :tomorrow AND buried <> :day"
# graded while the clock was ahead: due now, not years on
_ASTRAY = (
    f"{_ALIVE} AND modified > :stray AND phase > 0 AND"
    " ((phase = 2 AND due >= :tomorrow) OR (phase <> 2 AND due > :now))"
)
_INDEX = {_ASTRAY: "card_modified"}
"""Which index a query runs along; the planner, knowing no statistics, may choose worse."""

_NEW_OWN = f"{_ALIVE} AND phase = 0 AND buried <> :day AND home <> 'library'"
_NEW_BANK = (
    "SELECT question.id FROM library.question WHERE NOT EXISTS (SELECT 1 FROM card"
    " WHERE card.question = question.id AND card.deleted = ''"
    " AND (card.phase > 0 OR card.suspended > 0 OR card.buried = :day))"
    " AND NOT (:apart AND EXISTS (SELECT 1 FROM card"
    " WHERE card.family = json_extract(question.evidence, '$[0]') AND card.day = :day"
    " AND card.deleted = ''))"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cards wait now: in learning, in review, and new ones of today."""

    learning: int
    review: int
    new: int

    @property
    def due(self) -> int:
        """Cards in learning and in review."""
        return self.learning + self.review


def day_of(now: datetime) -> str:
    """Return the local day of a moment, as ISO 8601 writes it."""
    return now.astimezone().date().isoformat()


def start_of(day: str) -> datetime:
    """Return when a local day begins; days change length with the zone's clocks."""
    return datetime.combine(date.fromisoformat(day), time.min).astimezone()


def days_between(earlier: datetime, now: datetime) -> int:
    """Count the local days between two moments; none where the clock went back."""
    return max(0, (now.astimezone().date() - earlier.astimezone().date()).days)


def _times(now: datetime, options: LearnOptions) -> dict[str, object]:
    day = day_of(now)
    tomorrow = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return {
        "now": clock.stamp(now), "stray": clock.stamp(now + STRAY), "day": day,
        "today": clock.stamp(start_of(day)), "tomorrow": clock.stamp(start_of(tomorrow)),
        "apart": options.siblings_apart,
    }  # fmt: skip


def due(
    connection: sqlite3.Connection,
    now: datetime,
    *,
    limit: int,
    options: LearnOptions | None = None,
) -> list[str]:
    """List the questions to study: in learning, then by how long they have been due, then new.

    `limit` is for the whole list; those of `options` for the reviews and the new questions of one
    local day, what was done today counted.
    """
    options = options or LearnOptions()
    times = _times(now, options)
    found = _cards(connection, _LEARNING, "due, question", times, limit)
    reviews, new = _left_today(connection, times, options)
    for condition, order in ((_REVIEW, "due, question"), (_ASTRAY, "modified, question")):
        room = min(limit - len(found), reviews)
        more = _cards(connection, condition, order, times, room)
        reviews -= len(more)
        found += more
    return found + _new(connection, times, min(limit - len(found), new))


def counts(
    connection: sqlite3.Connection, now: datetime, *, options: LearnOptions | None = None
) -> Waiting:
    """Count the cards that are due, and the new questions still to come today."""
    options = options or LearnOptions()
    times = _times(now, options)
    reviews, new = _left_today(connection, times, options)
    waiting = _count(connection, _REVIEW, times) + _count(connection, _ASTRAY, times)
    return Waiting(
        _count(connection, _LEARNING, times),
        min(reviews, waiting),
        len(_new(connection, times, new)),
    )


def backlog(connection: sqlite3.Connection, now: datetime) -> int:
    """Count every card in review that is due, whatever the limit of the day."""
    times = _times(now, LearnOptions())
    return _count(connection, _REVIEW, times) + _count(connection, _ASTRAY, times)


def unseen(connection: sqlite3.Connection) -> int:
    """Count the questions never studied, of the bank and one's own."""
    times = {"day": "", "apart": False}
    own = connection.execute(f"SELECT count(*) FROM card WHERE {_NEW_OWN}", times).fetchone()
    bank = connection.execute(f"SELECT count(*) FROM ({_NEW_BANK})", times).fetchone()
    return int(own[0]) + int(bank[0])


def next_due(connection: sqlite3.Connection, now: datetime) -> datetime | None:
    """Return when the next card comes after `now`, None where none will."""
    times = _times(now, LearnOptions())
    (learning,) = connection.execute(
        f"SELECT min(due) FROM card WHERE {_ALIVE} AND phase IN (1, 3) AND due > :now", times
    ).fetchone()
    (review,) = connection.execute(
        f"SELECT min(due) FROM card WHERE {_ALIVE} AND phase = 2 AND due >= :tomorrow", times
    ).fetchone()
    found = [clock.parse(learning)] if learning else []
    if review:
        found.append(start_of(day_of(clock.parse(review))))
    return min(found, default=None)


def _cards(
    connection: sqlite3.Connection,
    condition: str,
    order: str,
    times: dict[str, object],
    limit: int,
) -> list[str]:
    if limit <= 0:
        return []
    rows = connection.execute(
        f"SELECT question FROM card INDEXED BY {_INDEX.get(condition, 'card_waiting')}"
        f" WHERE {condition} AND {_THERE} ORDER BY {order} LIMIT :limit",
        {**times, "limit": limit},
    )
    return [name for (name,) in rows]


def _count(connection: sqlite3.Connection, condition: str, times: dict[str, object]) -> int:
    """Count along the index; the few of the bank whose question is gone are counted off."""
    (all_of_them,) = connection.execute(
        f"SELECT count(*) FROM card INDEXED BY {_INDEX.get(condition, 'card_waiting')}"
        f" WHERE {condition}",
        times,
    ).fetchone()
    (gone,) = connection.execute(
        "SELECT count(*) FROM card INDEXED BY card_home"
        f" WHERE home = 'library' AND {condition} AND NOT {_THERE}",
        times,
    ).fetchone()
    return int(all_of_them) - int(gone)


def _left_today(
    connection: sqlite3.Connection, times: dict[str, object], options: LearnOptions
) -> tuple[int, int]:
    """Return how many reviews, and how many new questions, the day still allows."""
    reviews, new = connection.execute(
        "SELECT count(*) FILTER (WHERE card_before <> ''"
        " AND json_extract(card_before, '$.state') = 2), count(*) FILTER (WHERE card_before = '')"
        " FROM review INDEXED BY review_made WHERE deleted = '' AND made >= :today"
        " AND made < :tomorrow AND mode = 'learn'",
        times,
    ).fetchone()
    return max(0, options.reviews_a_day - int(reviews)), max(0, options.new_a_day - int(new))


def _new(connection: sqlite3.Connection, times: dict[str, object], limit: int) -> list[str]:
    """List new questions, one's own and the bank's by turns."""
    if limit <= 0:
        return []
    values = {**times, "limit": limit}
    own = _cards(connection, _NEW_OWN, "due, question", times, limit)
    bank = [
        name
        for (name,) in connection.execute(
            f"{_NEW_BANK} ORDER BY question.position LIMIT :limit", values
        )
    ]
    shared = min(len(own), len(bank))
    turns = [name for pair in zip(own, bank, strict=False) for name in pair]
    return [*turns, *own[shared:], *bank[shared:]][:limit]
