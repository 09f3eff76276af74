import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from quiz_bank import many, opened

from db import clock
from db.errors import UnknownAddress, UsageError
from db.quiz import schedule, store, waiting
from db.quiz.options import LearnOptions

NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)
DAY = timedelta(days=1)
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


@pytest.fixture
def study() -> Iterator[sqlite3.Connection]:
    with opened(many(12)) as connection:
        yield connection


def grade_card(
    study: sqlite3.Connection, question_id: str, rating: int, now: datetime
) -> store.Card:
    return schedule.review(study, question_id, rating, milliseconds=900, now=now).card


def counts(
    study: sqlite3.Connection, now: datetime, options: LearnOptions | None = None
) -> tuple[int, int]:
    found = waiting.counts(study, now, options=options)
    return found.due, found.new


def dump(study: sqlite3.Connection) -> list[tuple[object, ...]]:
    columns = "question, state, due, deleted"
    return study.execute(f"SELECT {columns} FROM card ORDER BY question").fetchall()


def test_the_new_questions_come_in_file_order(study: sqlite3.Connection) -> None:
    assert waiting.due(study, NOON, limit=3) == ["q000", "q001", "q002"]
    assert len(waiting.due(study, NOON, limit=100)) == 10
    assert len(waiting.due(study, NOON, limit=100, options=LearnOptions(new_a_day=99))) == 12
    assert waiting.due(study, NOON, limit=5, options=LearnOptions(new_a_day=0)) == []
    assert waiting.due(study, NOON, limit=0) == waiting.due(study, NOON, limit=-1) == []
    assert counts(study, NOON) == (0, 10)


def test_a_day_brings_only_so_many_new_questions(study: sqlite3.Connection) -> None:
    for question_id in waiting.due(study, NOON, limit=4):
        grade_card(study, question_id, EASY, NOON)
    assert waiting.due(study, NOON, limit=99) == [f"q{n:03}" for n in range(4, 10)]
    assert counts(study, NOON) == (0, 6)
    assert counts(study, NOON, options=LearnOptions(new_a_day=3)) == (0, 0)
    assert counts(study, NOON + 2 * DAY) == (0, 8)


def test_cards_that_are_due_come_before_new_questions(study: sqlite3.Connection) -> None:
    grade_card(study, "q005", AGAIN, NOON)
    assert "q005" not in waiting.due(study, NOON, limit=99)
    assert waiting.next_due(study, NOON) == NOON + timedelta(minutes=1)
    later = NOON + timedelta(minutes=2)
    assert waiting.due(study, later, limit=3) == ["q005", "q000", "q001"]
    assert counts(study, later) == (1, 9)
    assert waiting.next_due(study, later) is None


def test_what_is_longest_due_comes_first(study: sqlite3.Connection) -> None:
    grade_card(study, "q007", AGAIN, NOON)
    grade_card(study, "q003", GOOD, NOON)
    grade_card(study, "q001", EASY, NOON)
    found = waiting.due(study, NOON + 300 * DAY, limit=99, options=LearnOptions(new_a_day=0))
    assert found == ["q007", "q003", "q001"]


def test_missed_days_never_vanish(study: sqlite3.Connection) -> None:
    for question_id in waiting.due(study, NOON, limit=10):
        grade_card(study, question_id, GOOD, NOON)
    for years in (1, 10, 100):
        assert counts(study, NOON + years * 365 * DAY, options=LearnOptions(new_a_day=0)) == (10, 0)


def test_a_review_and_its_card_are_written(study: sqlite3.Connection) -> None:
    card = schedule.review(
        study, "q000", GOOD, given=("True",), milliseconds=-5, now=NOON.astimezone()
    ).card
    assert card.phase == "learning"
    assert card.due == NOON + timedelta(minutes=10)
    assert store.card(study, "q000") == card
    row = study.execute(
        "SELECT question, mode, given, correct, rating, card_before, milliseconds, made FROM review"
    ).fetchone()
    assert row == ("q000", "learn", '["True"]', 1, GOOD, "", 0, clock.stamp(NOON))
    grade_card(study, "q000", AGAIN, NOON + DAY)
    correct, before = study.execute(
        "SELECT correct, card_before FROM review WHERE rating = 1"
    ).fetchone()
    assert not correct
    assert json.loads(before)["due"] == card.due.isoformat()
    assert not study.in_transaction


def test_a_failed_write_leaves_neither_card_nor_review(study: sqlite3.Connection) -> None:
    study.execute(
        "CREATE TRIGGER full BEFORE INSERT ON card BEGIN SELECT raise(ABORT, 'disk is full'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        grade_card(study, "q000", GOOD, NOON)
    assert study.execute("SELECT count(*) FROM review").fetchone() == (0,)
    assert counts(study, NOON) == (0, 10)


@pytest.mark.parametrize("rating", [0, 5, -1, 99])
def test_another_grade_is_refused(study: sqlite3.Connection, rating: int) -> None:
    with pytest.raises(UsageError, match="is not a grade"):
        grade_card(study, "q000", rating, NOON)
    assert dump(study) == []


def test_a_question_that_is_not_there_is_refused(study: sqlite3.Connection) -> None:
    with pytest.raises(UnknownAddress):
        grade_card(study, "q999", GOOD, NOON)
    assert dump(study) == []


def test_a_card_whose_question_left_the_bank_waits_unseen(study: sqlite3.Connection) -> None:
    grade_card(study, "q000", AGAIN, NOON)
    study.execute("DELETE FROM library.question WHERE id = 'q000'")
    assert counts(study, NOON + DAY, options=LearnOptions(new_a_day=0)) == (0, 0)
    assert waiting.due(study, NOON + DAY, limit=9, options=LearnOptions(new_a_day=0)) == []
    assert store.card(study, "q000") is not None


def test_the_previews_are_what_the_grades_do(study: sqlite3.Connection) -> None:
    for now in (NOON, NOON + timedelta(minutes=11), NOON + 9 * DAY):
        foreseen = schedule.previews(study, "q000", now)
        assert list(foreseen) == [AGAIN, HARD, GOOD, EASY]
        assert foreseen[AGAIN] < foreseen[GOOD] <= foreseen[EASY]
        for rating, interval in foreseen.items():
            assert grade_card(study, "q000", rating, now).due - now == interval
            assert schedule.undo_last(study, now) == "q000"
        grade_card(study, "q000", GOOD, now)


def test_previews_write_nothing(study: sqlite3.Connection) -> None:
    schedule.previews(study, "q000", NOON)
    assert dump(study) == []


def test_a_higher_retention_brings_a_card_back_sooner(study: sqlite3.Connection) -> None:
    grade_card(study, "q000", EASY, NOON)
    usual = schedule.previews(study, "q000", NOON + 9 * DAY)[GOOD]
    assert (
        schedule.previews(study, "q000", NOON + 9 * DAY, options=LearnOptions(retention=0.97))[GOOD]
        < usual
    )


def test_the_same_answers_give_the_same_cards() -> None:
    dumps = []
    for _ in range(2):
        with opened(many(3)) as study:
            for n in range(30):
                grade_card(study, f"q{n % 3:03}", 1 + n % 4, NOON + n * 3 * DAY)
            dumps.append(dump(study))
    assert dumps[0] == dumps[1]


def test_undo_goes_back_step_by_step(study: sqlite3.Connection) -> None:
    steps = []
    for n, (question_id, rating) in enumerate([("q000", 3), ("q001", 4), ("q000", 1), ("q000", 2)]):
        steps.append([row for row in dump(study) if not row[-1]])
        grade_card(study, question_id, rating, NOON + n * DAY)
    for question_id in ("q000", "q000", "q001", "q000"):
        assert schedule.undo_last(study, NOON + 5 * DAY) == question_id
        assert [row for row in dump(study) if not row[-1]] == steps.pop()
    assert schedule.undo_last(study, NOON) is None
    assert counts(study, NOON) == (0, 10)
    tombstones = study.execute("SELECT count(*) FROM review WHERE deleted <> ''").fetchone()
    assert tombstones == (4,)


def test_a_question_undone_is_new_again_and_can_be_graded_again(study: sqlite3.Connection) -> None:
    grade_card(study, "q000", EASY, NOON)
    schedule.undo_last(study, NOON)
    assert store.card(study, "q000") is None
    assert waiting.due(study, NOON, limit=1) == ["q000"]
    assert store.answered(study) == {}
    grade_card(study, "q000", EASY, NOON + 3 * DAY)
    (created,) = study.execute("SELECT created FROM card").fetchone()
    assert created == clock.stamp(NOON + 3 * DAY)
    assert counts(study, NOON + 3 * DAY) == (0, 9)


def test_undo_follows_the_order_of_the_answers_not_the_clock(study: sqlite3.Connection) -> None:
    grade_card(study, "q000", GOOD, NOON)
    grade_card(study, "q001", GOOD, NOON - 40 * DAY)
    assert schedule.undo_last(study, NOON) == "q001"


def test_undo_leaves_rounds_alone(study: sqlite3.Connection) -> None:
    with study:
        store.add_review(
            study, "q000", mode="round", given=(), correct=True, milliseconds=1, now=NOON
        )
    assert schedule.undo_last(study, NOON) is None
    assert store.answered(study) == {"q000": (1, 0)}


@pytest.mark.parametrize("back", [timedelta(minutes=30), 3 * DAY, 5000 * DAY])
@pytest.mark.parametrize("rating", [AGAIN, HARD, GOOD, EASY])
def test_a_clock_set_back_loses_no_review(
    study: sqlite3.Connection, back: timedelta, rating: int
) -> None:
    for days in (0, 1, 20):
        grade_card(study, "q000", GOOD, NOON + days * DAY)
    now = NOON + 20 * DAY - back
    card = grade_card(study, "q000", rating, now)
    assert card.due > now
    assert card.last_review == now
    assert study.execute("SELECT count(*) FROM review").fetchone() == (4,)
    assert schedule.previews(study, "q000", now - back)[GOOD] > timedelta(0)


def test_cards_graded_under_a_clock_ahead_are_not_gone_for_years(study: sqlite3.Connection) -> None:
    ahead = NOON + 3650 * DAY
    for n in range(10):
        grade_card(study, f"q{n:03}", EASY, ahead)
    assert counts(study, NOON) == (10, 2)
    assert waiting.due(study, NOON, limit=4, options=LearnOptions(new_a_day=0)) == [
        f"q{n:03}" for n in range(4)
    ]
    grade_card(study, "q000", GOOD, NOON)
    assert counts(study, NOON) == (9, 2)
    assert "q000" not in waiting.due(study, NOON, limit=99)


def test_times_of_any_zone_are_one_moment(study: sqlite3.Connection) -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=14)))
    there = grade_card(study, "q000", GOOD, elsewhere)
    here = grade_card(study, "q001", GOOD, NOON)
    assert replace(there, question="q001") == here


def test_a_year_of_study() -> None:
    chance = random.Random(7)
    with opened(many(30)) as study:
        reviews, longest_wait = 0, timedelta(0)
        for day in range(365):
            now = NOON + day * DAY
            if 100 <= day < 130 or chance.random() < 0.2:
                continue
            due, new = counts(study, now, options=LearnOptions(new_a_day=2))
            todo = waiting.due(study, now, limit=1000, options=LearnOptions(new_a_day=2))
            assert len(todo) == due + new
            assert len(set(todo)) == len(todo)
            for question_id in todo:
                card = grade_card(study, question_id, chance.choice((1, 3, 3, 3, 4)), now)
                assert card.due > now
                longest_wait = max(longest_wait, card.due - now)
                reviews += 1
            assert counts(study, now, options=LearnOptions(new_a_day=0)) == (0, 0)
        assert study.execute("SELECT count(*) FROM card").fetchone() == (30,)
        assert study.execute("SELECT count(*) FROM review").fetchone() == (reviews,)
        assert 30 * 4 < reviews < 30 * 60
        assert longest_wait > 30 * DAY


def test_a_card_is_read_without_loading_fsrs() -> None:
    with opened(many(1)) as study:
        grade_card(study, "q000", GOOD, NOON)
        state = store.card_state(study, "q000")
    script = (
        "import sys; from db.quiz import store; "
        f"print(store.card_from_state('q000', {state!r}).phase, 'fsrs' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["learning", "False"]
