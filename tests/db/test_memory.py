"""The arithmetic of FSRS-6 against the package `fsrs`, grade for grade."""

import random
from datetime import UTC, datetime, timedelta

import fsrs
import pytest

from db.quiz.memory import DEFAULT, Memory, Model

BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("seed", range(20))
def test_every_grade_gives_what_the_package_gives(seed: int) -> None:
    chance = random.Random(seed)
    parameters = tuple(one * chance.uniform(1.0, 1.05) for one in DEFAULT)
    package, model = fsrs.Scheduler(parameters, enable_fuzzing=False), Model(parameters)
    card, now, memory = fsrs.Card(due=BEGIN), BEGIN, None
    for _ in range(12):
        days = chance.choice([0, 0, 1, 3, 20, 200]) if memory else 0
        rating, now = chance.randint(1, 4), now + timedelta(days=days)
        card, _ = package.review_card(card, fsrs.Rating(rating), now)
        memory = model.after(memory, rating, days) if memory else model.first(rating)
        assert memory.stability == pytest.approx(card.stability)
        assert memory.difficulty == pytest.approx(card.difficulty)
        later = now + timedelta(days=9)
        assert model.recall(memory.stability, 9) == pytest.approx(
            package.get_card_retrievability(card, later)
        )


def test_the_interval_is_when_recall_has_sunk_to_what_is_wanted() -> None:
    model = Model()
    assert model.interval(30, 0.9) == 30
    assert model.recall(30, model.interval(30, 0.8)) == pytest.approx(0.8, abs=0.005)
    assert model.interval(1e9, 0.9, longest=365) == 365
    assert model.interval(0.001, 0.99) == 1


def test_grades_replayed_give_the_same_as_one_by_one() -> None:
    model = Model()
    assert model.replayed([]) is None
    assert model.replayed([(3, 0)]) == model.first(3)
    assert model.replayed([(3, 0), (1, 5)]) == model.after(model.first(3), 1, 5)
    assert isinstance(model.first(1), Memory)
    assert tuple(fsrs.Scheduler().parameters) == DEFAULT
