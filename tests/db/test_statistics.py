"""The numbers of what was answered: days in any zone, calibration, forecast, mastery, sums kept."""

import random
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from quiz_bank import many, opened

from db import clock
from db.quiz import schedule, store
from db.quiz.options import LearnOptions
from db.quiz.statistics import counts, days, forecast, mastery, predicted, retention

BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)
APART = LearnOptions(siblings_apart=False)


@pytest.fixture
def study() -> Iterator[sqlite3.Connection]:
    with opened(many(12)) as made:
        yield made


@pytest.fixture(params=["UTC", "Asia/Kathmandu", "America/New_York"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def grade(study: sqlite3.Connection, number: int, rating: int, now: datetime) -> None:
    name = sorted(one for (one,) in study.execute("SELECT id FROM library.question"))[number]
    schedule.review(study, name, rating, milliseconds=1500, now=now, options=APART)


def a_fortnight(study: sqlite3.Connection, seed: int = 1) -> datetime:
    chance = random.Random(seed)
    now = BEGIN
    for _ in range(160):
        now += timedelta(minutes=chance.randrange(5, 300))
        grade(study, chance.randrange(12), chance.choice([1, 3, 3, 3, 4]), now)
    return now


def sums(study: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    shown = []
    for table in ("answer_count", "answer_time", "answer_chance"):
        filled = "recalls" if table == "answer_chance" else "answers"
        rows = study.execute(f"SELECT * FROM {table} WHERE {filled} > 0 ORDER BY 1, 2").fetchall()
        shown.append([tuple(round(v, 6) if isinstance(v, float) else v for v in r) for r in rows])
    return shown


def test_the_sums_stay_those_of_the_reviews_through_answers_and_undoing(
    study: sqlite3.Connection,
) -> None:
    now = a_fortnight(study)
    for _ in range(7):
        schedule.undo_last(study, now)
    study.execute("DELETE FROM review WHERE rowid % 11 = 0")
    study.execute("UPDATE review SET milliseconds = 7 WHERE rowid % 13 = 0")
    kept = sums(study)
    assert sum(row[1] for row in kept[0]) == len(  # type: ignore[misc]
        study.execute("SELECT 1 FROM review WHERE deleted = ''").fetchall()
    )
    counts.recount(study)
    assert sums(study) == kept


def test_the_same_answer_twice_is_counted_once(study: sqlite3.Connection) -> None:
    for _ in range(2):
        with study:
            store.add_review(
                study, "q", mode="round", given=[], correct=True, milliseconds=1, now=BEGIN,
                review_id="one",
            )  # fmt: skip
    assert sums(study)[0] == [("q", 1, 1)]


def test_days_are_local_and_none_is_left_out(study: sqlite3.Connection, zone: str) -> None:
    now = a_fortnight(study)
    found = days.days(study, last=now.astimezone().date().isoformat())
    made = [clock.parse(m) for (m,) in study.execute("SELECT made FROM review")]
    expected: dict[str, int] = {}
    for moment in made:
        day = moment.astimezone().date().isoformat()
        expected[day] = expected.get(day, 0) + 1
    assert {one.day: one.answers for one in found if one.answers} == expected
    assert len(found) == (now.astimezone().date() - min(made).astimezone().date()).days + 1
    assert sum(one.milliseconds for one in found) == 1500 * 160
    assert sum(one.recalls for one in found) > 20
    assert days.total("all", days.grouped(found, "week")) == days.total(
        "all", days.grouped(found, "month")
    )


def test_days_in_a_row() -> None:
    ran = [days.Day(f"2026-01-0{n}", answers=n % 4) for n in range(1, 8)]
    assert days.streak(ran, "2026-01-07") == days.Streak(3, 3)
    assert days.streak([*ran, days.Day("2026-01-08")], "2026-01-08").current == 3
    assert days.streak([*ran, days.Day("2026-01-08")], "2026-01-09").current == 0
    assert days.streak([], "2026-01-09") == days.Streak(0, 0)


def test_no_answers_give_no_days(study: sqlite3.Connection) -> None:
    assert days.days(study) == []
    assert retention.calibration(study).bins == ()


def test_what_was_predicted_is_kept_with_each_review_and_compared(
    study: sqlite3.Connection,
) -> None:
    a_fortnight(study)
    rows = study.execute("SELECT predicted, correct FROM review WHERE predicted IS NOT NULL")
    pairs = rows.fetchall()
    found = retention.calibration(study)
    assert found.reviews == len(pairs) > 20
    assert found.predicted == pytest.approx(sum(p for p, _ in pairs) / len(pairs))
    assert found.true == pytest.approx(sum(c for _, c in pairs) / len(pairs))
    assert all(one.low <= one.predicted <= one.high + 0.005 for one in found.bins)
    assert found.log_loss > 0
    assert retention.calibration(study, since="2027-01").reviews == 0


def test_reviews_from_before_there_were_predictions_get_theirs(study: sqlite3.Connection) -> None:
    a_fortnight(study)
    before = study.execute("SELECT id, predicted FROM review ORDER BY id").fetchall()
    study.execute("UPDATE review SET predicted = NULL")
    study.execute(
        "INSERT INTO review (id, question, mode, given, correct, card_before, milliseconds, made)"
        " VALUES ('odd', 'q', 'learn', '[]', 1, '{', 1, '2026-03-02T08:00:00.000000Z')"
    )
    predicted.fill(study)
    study.execute("DELETE FROM review WHERE id = 'odd'")
    assert study.execute("SELECT id, predicted FROM review ORDER BY id").fetchall() == before


def test_the_width_of_what_few_reviews_can_tell() -> None:
    assert retention.margin(0.9, 10) > retention.margin(0.9, 1000) > 0


def test_the_forecast_holds_every_card_that_is_not_set_aside(study: sqlite3.Connection) -> None:
    now = a_fortnight(study)
    found = forecast.forecast(study, now, 3650)
    studied = study.execute("SELECT count(*) FROM card WHERE phase > 0 AND deleted = ''")
    assert sum(one.cards for one in found) == studied.fetchone()[0]
    assert found[0].day == now.astimezone().date().isoformat()
    assert found[0].cards >= found[0].overdue
    assert forecast.forecast(study, now + timedelta(days=4000), 1)[0].overdue > 0


def test_a_group_is_known_as_its_questions_are(study: sqlite3.Connection) -> None:
    now = BEGIN
    assert all(one.known == 0 for one in mastery.items(study, now))
    grade(study, 0, 4, now)
    with study:
        for correct in (True, False):
            store.add_review(
                study, mastery.items(study, now)[1].id, mode="round", given=[], correct=correct,
                milliseconds=1, now=now,
            )  # fmt: skip
    found = mastery.items(study, now)
    assert sorted((one.known for one in found), reverse=True)[:3] == [1.0, 0.5, 0.0]
    later = mastery.items(study, now + timedelta(days=60))
    assert 0 < max(one.known for one in later) < 1
    for by in ("document", "paragraph", "topic", "kind"):
        groups = mastery.mastery(study, found, by)
        assert max(one.known for one in groups) > 0
        if by != "topic":
            assert sum(one.questions for one in groups) == 12
    document = found[0].document
    assert mastery.mastery(study, found, "paragraph", "NO/SUCH") == []
    by_label = mastery.paragraphs(study, document, now)
    assert by_label
    assert all(0 <= known <= 1 for known in by_label.values())
