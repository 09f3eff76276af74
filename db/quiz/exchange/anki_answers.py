"""The answers of Anki's review log, as answers to the questions that its cards become.

Which of them count for a memory is what Anki's own FSRS takes (rslib/src/scheduler/fsrs/params.rs):
grades in learning, review and relearning; not those of a filtered deck that moved nothing, and none
from before the card was last made new. The others are kept as answers without a grade.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from math import exp, expm1

from db import clock
from db.quiz.exchange.anki_file import AnkiCard, AnkiReview
from db.quiz.memory import DEFAULT, Memory
from db.quiz.statistics.predicted import model
from db.quiz.store import Answer
from db.quiz.waiting import days_between

_LEARNING, _REVIEW, _FILTERED, _BY_HAND = 0, 1, 3, 4
_EASES = (1.3, 10.0)
_LEAST_EASE = 1300
"""Permille; what is lower was written by FSRS: 100 to 1100 for difficulties of 1 to 10."""

_LONGEST = 3_600_000
"""Milliseconds that an answer is counted with at most."""

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


def answers(card: AnkiCard) -> tuple[Answer, ...]:
    """Return a card's answers in order; those without a possible time are left out."""
    latest = clock.now() + timedelta(days=1)
    dated = [(made, one) for one in card.reviews
             if (made := _moment(one.made)) and _EARLIEST <= made <= latest]  # fmt: skip
    begins = _last_reset([one for _, one in dated])
    passed = [_uncounted(made, one) for made, one in dated[:begins] if one.button]
    return (*passed, *_counted(dated[begins:]))


def _counted(dated: Sequence[tuple[datetime, AnkiReview]]) -> Iterator[Answer]:
    """Yield the answers since a card was new, with the chance of recall of those in review."""
    memory: Memory | None = None
    last: datetime | None = None
    for made, one in dated:
        if not 1 <= one.button <= 4:
            continue
        if one.kind == _FILTERED and not one.factor:
            yield _uncounted(made, one)
            continue
        before = ""
        if last is None and one.kind != _LEARNING and one.last_interval > 0:
            last = made - timedelta(days=one.last_interval)
            stability = float(one.last_interval)
            memory = Memory(stability, difficulty_of_ease(stability, one.factor))
            before = _state(memory, made, last)
        days = days_between(last, made) if last else 0
        asked = memory if one.kind in (_REVIEW, _FILTERED) and days else None
        predicted = round(model().recall(asked.stability, days), 6) if asked else None
        yield _answer(made, one, one.button, before, predicted)
        memory = model().replayed([(one.button, days)], memory)
        last = made


def _last_reset(reviews: Sequence[AnkiReview]) -> int:
    """Return the place behind the last time the card was made new by hand."""
    for place in range(len(reviews), 0, -1):
        one = reviews[place - 1]
        if one.kind == _BY_HAND and not one.button and not one.factor:
            return place
    return 0


def _uncounted(made: datetime, one: AnkiReview) -> Answer:
    return _answer(made, one, None, "", None)


def _answer(
    made: datetime, one: AnkiReview, rating: int | None, before: str, predicted: float | None
) -> Answer:
    spent = min(max(one.milliseconds, 0), _LONGEST)
    return Answer(str(one.made), made, one.button > 1, rating, spent, before, predicted)


def _moment(milliseconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _state(memory: Memory, due: datetime, last: datetime) -> str:
    """Write a card in review as `fsrs.Card` does, without loading the package."""
    return json.dumps(
        {
            "card_id": 0, "state": 2, "step": None, "stability": memory.stability,
            "difficulty": memory.difficulty, "due": due.isoformat(),
            "last_review": last.isoformat(),
        }
    )  # fmt: skip


def difficulty_of_ease(stability: float, factor: int) -> float:
    """Return the difficulty (1 to 10) of an ease in permille, 0 where none is known.

    By the formula of fsrs-rs (`memory_state_from_sm2`, src/inference.rs); what FSRS itself wrote
    is the difficulty, scaled.
    """
    if 0 < factor < _LEAST_EASE:
        return min(max(1 + (factor - 100) * 9 / 1000, 1.0), 10.0)
    ease = min(max(factor / 1000, _EASES[0]), _EASES[1]) if factor else 2.5
    growth = exp(DEFAULT[8]) * float(stability ** -DEFAULT[9]) * expm1(0.1 * DEFAULT[10])
    return min(max(11 - (ease - 1) / growth, 1.0), 10.0)
