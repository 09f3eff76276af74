"""Easy days, a change of the schedule seen before it is made and taken back, the load ahead."""

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from quiz_bank import many, opened

from db.quiz import easy_days, options, rescheduling, schedule, store, waiting
from db.quiz.memory import DEFAULT
from db.quiz.options import LearnOptions
from db.quiz.statistics import simulation

BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)
USUAL = LearnOptions(siblings_apart=False)
OTHER = tuple(value * 1.1 for value in DEFAULT[:4]) + DEFAULT[4:]


@pytest.fixture
def study() -> Iterator[sqlite3.Connection]:
    with opened(many(40)) as made:
        options.write(made, USUAL)
        yield made


def learn(study: sqlite3.Connection, days: int = 60, seed: int = 1) -> datetime:
    chance, now = random.Random(seed), BEGIN
    for day in range(days):
        now = BEGIN + timedelta(days=day)
        for name in waiting.due(study, now, limit=30, options=USUAL):
            schedule.review(study, name, chance.choice([1, 3, 3, 4, 4]), milliseconds=5000,
                            now=now, options=USUAL)  # fmt: skip
    return now


def states(study: sqlite3.Connection) -> dict[str, str]:
    return dict(study.execute("SELECT question, state FROM card ORDER BY question"))


def test_the_same_options_move_nothing(study: sqlite3.Connection) -> None:
    now = learn(study)
    made = rescheduling.plan(study, options.read(study), now)
    assert made.cards > 20
    assert (made.moves, made.earlier, made.later) == ((), 0, 0)


def test_parameters_replayed_are_those_the_grades_would_have_given(
    study: sqlite3.Connection,
) -> None:
    now = learn(study)
    replay = rescheduling.plan(study, replace(USUAL, parameters=OTHER), now)
    assert replay.moves
    with opened(many(40)) as other:
        for name, rating, made in study.execute(
            "SELECT question, rating, made FROM review ORDER BY made, rowid"
        ):
            schedule.review(other, name, rating, milliseconds=1,
                            now=datetime.fromisoformat(made),
                            options=replace(USUAL, parameters=OTHER))  # fmt: skip
        for move in replay.moves:
            expected, got = store.card(other, move.question), json.loads(move.after)
            assert expected is not None
            assert got["stability"] == pytest.approx(expected.stability)
            assert datetime.fromisoformat(got["due"]).date() == expected.due.date()


def test_a_change_is_seen_made_and_taken_back(study: sqlite3.Connection) -> None:
    now = learn(study)
    before = states(study)
    made = rescheduling.plan(study, replace(USUAL, retention=0.97), now)
    assert states(study) == before
    assert made.earlier > 0 == made.later
    assert made.due_after > made.due_before
    assert rescheduling.apply(study, made, "Retention 97 %", now) == len(made.moves)
    assert options.read(study).retention == 0.97
    assert rescheduling.plan(study, options.read(study), now).moves == ()
    assert rescheduling.last_change(study) == "Retention 97 %"
    answered = made.moves[0].question
    schedule.review(study, answered, 3, milliseconds=1, now=now, options=USUAL)
    undone = rescheduling.undo(study, now)
    assert undone == rescheduling.Undone("Retention 97 %", len(made.moves) - 1, 1)
    assert options.read(study) == USUAL
    assert {k: v for k, v in states(study).items() if k != answered} == {
        k: v for k, v in before.items() if k != answered
    }
    assert rescheduling.undo(study, now) is None
    assert rescheduling.last_change(study) == ""


def test_new_cards_a_day_go_back_too_unless_they_were_set_since(study: sqlite3.Connection) -> None:
    for since, back in ((None, USUAL.new_a_day), (7, 7)):
        made = rescheduling.plan(study, replace(USUAL, new_a_day=25), BEGIN)
        rescheduling.apply(study, made, "25 new cards a day", BEGIN)
        if since is not None:
            options.write(study, replace(options.read(study), new_a_day=since))
        assert rescheduling.undo(study, BEGIN) is not None
        assert options.read(study).new_a_day == back


def test_easy_days_take_their_share_and_stay_near(study: sqlite3.Connection) -> None:
    load = (1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0)
    days: Counter[int] = Counter()
    for n in range(2000):
        away = 20 + n % 30
        moved = easy_days.eased(str(n), BEGIN, away, load)
        low, high = easy_days.bounds(away)
        assert low <= moved <= high
        assert moved == easy_days.eased(str(n), BEGIN, away, load)
        days[(BEGIN + timedelta(days=moved)).astimezone().weekday()] += 1
    assert days[6] == 0
    assert 0.3 < days[5] / days[2] < 0.7
    assert easy_days.eased("x", BEGIN, 2, load) == 2
    assert easy_days.eased("x", BEGIN, 50) == 50


def test_easy_days_hold_for_a_grade_too(study: sqlite3.Connection) -> None:
    free = replace(USUAL, easy_days=(0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0))
    learn(study, 1)
    name = next(iter(states(study)))
    after = schedule.review(study, name, 4, milliseconds=1, now=BEGIN, options=free).card
    assert after.phase == "review"
    assert after.due.astimezone().weekday() == 3
    assert schedule.previews(study, name, BEGIN, options=free)


@pytest.mark.parametrize("odd", [[1, 1], [0] * 7, [1] * 7, "x", [None] * 7])
def test_odd_easy_days_are_none(odd: object) -> None:
    assert options.sound({"easy_days": odd}).easy_days == ()


def test_the_load_ahead_under_other_options(study: sqlite3.Connection) -> None:
    now = learn(study, 20)
    begin = simulation.start(study, now)
    assert begin.seconds == 5.0
    usual = simulation.simulate(begin, USUAL, days=120)
    strict = simulation.simulate(begin, replace(USUAL, retention=0.97), days=120)
    idle = simulation.simulate(begin, replace(USUAL, new_a_day=0), days=120)
    total = [sum(one.reviews for one in loads) for loads in (usual, strict, idle)]
    assert total[1] > total[0] >= total[2]
    assert strict[-1].known > usual[-1].known
    assert simulation.simulate(begin, USUAL, days=120) == usual
    assert sum(one.new for one in idle) == 0
    assert sum(one.new for one in usual) <= waiting.unseen(study)


def test_nothing_studied_has_no_load(study: sqlite3.Connection) -> None:
    begin = simulation.start(study, BEGIN)
    loads = simulation.simulate(begin, replace(USUAL, new_a_day=0), days=5)
    assert [one.reviews for one in loads] == [0] * 5
