"""A simulated year: what the schedule foretells and what is remembered; missed days, other zones.

The person forgets as FSRS says with the usual parameters, and the clock is the test's own: what is
proved is that no day, limit or missed week comes between the two. `-m slow` runs 365 days.
"""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from quiz_bank import many, opened

from db.quiz import schedule, store, waiting
from db.quiz.options import LearnOptions

BEGIN = datetime(2025, 3, 3, 8, tzinfo=UTC)


def studied(days: int, cards: int, retention: float, seed: int) -> Iterator[tuple[float, bool]]:
    """Study for so many days; yield for each review what was foretold, and what was remembered."""
    chance = random.Random(seed)
    options = LearnOptions(new_a_day=max(2, cards // 40), retention=retention, siblings_apart=False)
    reference = fsrs.Scheduler(desired_retention=retention)
    with opened(many(cards)) as study:
        for day in range(days):
            now = BEGIN + timedelta(days=day, minutes=chance.randrange(600))
            if day % 40 in (20, 21, 22):
                continue
            for _ in range(2000):
                asked = waiting.due(study, now, limit=1, options=options)
                if not asked:
                    break
                state = store.card_state(study, asked[0])
                remembered = True
                if state and (card := fsrs.Card.from_json(state)).state == fsrs.State.Review:
                    assert card.last_review is not None
                    card.last_review = now - timedelta(
                        days=schedule.days_between(card.last_review, now)
                    )
                    foretold = reference.get_card_retrievability(card, now)
                    remembered = chance.random() < foretold
                    yield foretold, remembered
                schedule.review(
                    study, asked[0], 3 if remembered else 1, milliseconds=1, now=now,
                    options=options,
                )  # fmt: skip
                now += timedelta(seconds=20)
                if store.card(study, asked[0]).phase != "review":  # type: ignore[union-attr]
                    now += timedelta(minutes=1)


def told(days: int, cards: int, retention: float) -> tuple[int, float, float]:
    """Print and return how many reviews there were, and how many were to be and were right."""
    found = list(studied(days, cards, retention, seed=days + cards))
    predicted = sum(foretold for foretold, _ in found) / len(found)
    true = sum(remembered for _, remembered in found) / len(found)
    print(
        f"\n{days} days, {cards} cards, wanted {retention:.0%}: {len(found)} reviews,"
        f" predicted {predicted:.2%}, true {true:.2%}"
    )
    return len(found), predicted, true


def test_a_month_and_a_half(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        reviews, predicted, true = told(45, 40, 0.9)
    assert reviews > 40
    assert abs(predicted - true) < 0.12
    assert 0.8 < predicted < 0.97


@pytest.mark.slow
@pytest.mark.parametrize("retention", [0.85, 0.9, 0.95])
def test_a_year(capsys: pytest.CaptureFixture[str], retention: float) -> None:
    with capsys.disabled():
        reviews, predicted, true = told(365, 300, retention)
    assert reviews > 800
    assert abs(predicted - true) < 0.025
    assert abs(predicted - retention) < 0.05


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Kolkata", "America/Los_Angeles"])
def test_another_zone_at_midnight_loses_and_doubles_nothing(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    midnight = datetime(2025, 3, 4, 0, 0, 1, tzinfo=UTC)
    with opened(many(6)) as study:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()
        try:
            for name in waiting.due(study, midnight - timedelta(minutes=2), limit=6):
                schedule.review(study, name, 4, milliseconds=1, now=midnight - timedelta(minutes=2))
            before = {name: store.card(study, name) for name in map("q{:03}".format, range(6))}
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert waiting.counts(study, midnight).due == 0
            assert {name: store.card(study, name) for name in before} == before
            later = midnight + timedelta(days=400)
            assert sorted(waiting.due(study, later, limit=99)) == sorted(before)
            assert study.execute("SELECT count(*) FROM review").fetchone() == (6,)
        finally:
            monkeypatch.undo()
            time.tzset()


def test_the_same_answer_sent_twice_counts_once() -> None:
    with opened(many(1)) as study:
        name = "1b671a64-40d5-491e-99b0-da01ff1f3341"
        for _ in range(3):
            done = schedule.review(study, "q000", 3, milliseconds=1, now=BEGIN, review_id=name)
            assert done.card.due == BEGIN + timedelta(minutes=10)
        assert study.execute("SELECT count(*) FROM review").fetchone() == (1,)


def test_a_day_ahead_and_back_again_keeps_every_card() -> None:
    with opened(many(4)) as study:
        ahead = BEGIN + timedelta(days=1)
        for name in waiting.due(study, ahead, limit=4):
            schedule.review(study, name, 4, milliseconds=1, now=ahead)
        assert waiting.counts(study, BEGIN).new == 0
        assert len(waiting.due(study, BEGIN + timedelta(days=99), limit=9)) == 4
