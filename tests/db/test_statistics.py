"""The numbers of what was answered: days in any zone, calibration, forecast, mastery, sums kept."""

import random
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from quiz_bank import many, opened

from db import clock
from db.quiz import memory, schedule, store
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


def known(study: sqlite3.Connection, by: mastery.By, now: datetime) -> list[float]:
    return [one.known for one in mastery.mastery(study, by, now)]


def test_a_group_is_known_as_its_questions_are(study: sqlite3.Connection) -> None:
    now = BEGIN
    assert not any(known(study, "kind", now))
    grade(study, 0, 4, now)
    other = sorted(one for (one,) in study.execute("SELECT id FROM library.question"))[1]
    for correct in (True, False):
        with study:
            store.add_review(study, other, mode="round", given=[], correct=correct, milliseconds=1,
                             now=now)  # fmt: skip
    (whole,) = mastery.mastery(study, "kind", now)
    assert (whole.questions, whole.answered, whole.right, whole.wrong) == (12, 2, 2, 1)
    assert whole.known == pytest.approx(1.5 / 12)
    later = now + timedelta(days=60)
    assert 0.5 / 12 < known(study, "kind", later)[0] < whole.known
    for by in ("document", "paragraph", "topic"):
        groups = mastery.mastery(study, by, now)
        assert max(one.known for one in groups) > 0
        if by != "topic":
            assert sum(one.questions for one in groups) == 12


def test_what_is_known_of_a_document_is_told_by_its_labels(study: sqlite3.Connection) -> None:
    assert mastery.paragraphs(study, "X/1", BEGIN) == {}
    now = a_fortnight(study)
    found = mastery.paragraphs(study, "X/1", now)
    groups = {one.key: one for one in mastery.mastery(study, "paragraph", now)}
    assert found
    assert all(groups[f"X/1 {label}"] == one for label, one in found.items())
    assert mastery.paragraphs(study, "X", now) == {}


def test_sqlite_computes_the_chance_of_recall_as_the_model_does(
    study: sqlite3.Connection,
) -> None:
    now = a_fortnight(study)
    later = now + timedelta(days=9)
    cards = [store.card(study, name) for (name,) in study.execute("SELECT question FROM card")]
    chances = [
        memory.Model().recall(one.stability, (later.date() - one.last_review.date()).days)
        for one in cards
        if one and one.stability and one.last_review
    ]
    assert len(chances) == 12
    assert known(study, "kind", later) == [pytest.approx(sum(chances) / 12)]


def test_sqlite_without_mathematics_is_taught_to_raise(study: sqlite3.Connection) -> None:
    now = a_fortnight(study)
    expected = known(study, "paragraph", now)
    study.create_function("pow", 2, mastery.power, deterministic=True)
    assert known(study, "paragraph", now) == pytest.approx(expected)
