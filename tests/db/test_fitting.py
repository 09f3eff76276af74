"""Parameters fitted to reviews of a person who forgets otherwise than FSRS supposes."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from quiz_bank import many, opened

from db.errors import UsageError
from db.quiz import fitting, options, store
from db.quiz.memory import DEFAULT, Memory, Model

BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)


def forgetful(study: object, cards: int, seed: int = 3) -> None:
    """Write reviews of a person whose memories last a third as long as usual."""
    chance, theirs = (
        random.Random(seed),
        Model([value / 3 for value in DEFAULT[:4]] + [*DEFAULT[4:]]),
    )
    usual = Model()
    with study:  # type: ignore[attr-defined]
        for n in range(cards):
            now, memory, known = BEGIN + timedelta(hours=n % 9), theirs.first(3), usual.first(3)
            rating, away = 3, 0
            for _ in range(6):
                store.add_review(
                    study, f"q{n:03}", mode="learn", given=[], correct=rating > 1, rating=rating,  # type: ignore[arg-type]
                    milliseconds=1, now=now, predicted=0.9 if away else None,
                )  # fmt: skip
                away = usual.interval(known.stability, 0.9)
                now += timedelta(days=away)
                rating = 3 if chance.random() < theirs.recall(memory.stability, away) else 1
                memory, known = theirs.after(memory, rating, away), usual.after(known, rating, away)


def test_a_fit_predicts_better_and_stays_within_what_fsrs_takes() -> None:
    pytest.importorskip("fsrs_rs_python", reason="the optional dependency resolute[fit] is absent")
    with opened(many(3)) as study:
        forgetful(study, 150)
        assert fitting.readiness(study).ready
        found = fitting.fit(study)
        assert found.better
        assert found.after < found.before - 0.003
        assert found.parameters[2] < DEFAULT[2]
        assert options.sound({"parameters": found.parameters}).parameters == found.parameters
        assert fitting.fit(study).parameters == found.parameters


def test_few_reviews_are_not_fitted() -> None:
    with opened(many(3)) as study:
        forgetful(study, 2)
        assert not fitting.readiness(study).ready
        with pytest.raises(UsageError, match="a fit takes 400"):
            fitting.fit(study)


def test_without_the_package_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "find_spec", lambda _name: None)
    with opened(many(3)) as study:
        assert not fitting.readiness(study).installed
        with pytest.raises(UsageError, match=r"resolute\[fit\]"):
            fitting.fit(study)


def test_parameters_are_brought_within_bounds() -> None:
    found = fitting.bounded([1e6] * 21)
    assert max(found) <= 100
    assert Memory(1, 1)
