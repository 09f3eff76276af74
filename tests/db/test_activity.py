"""The reading record: what was read, noted and answered, when, by the paragraph."""

import json
import sqlite3
from datetime import UTC, datetime

from db.models import Anchor, EditionKey
from db.notes import store
from db.quiz import own
from db.quiz.models import Question
from db.study import activity, reading_record
from db.study.activity import Activity
from db.study.reading_record import Reading

KEY = EditionKey("A/RES/78/311", "digest", "en")
MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_all_three_stand_in_the_order_of_time(study: sqlite3.Connection) -> None:
    read = Reading("op6", 42.4, "2026-11-23T09:00:00.000000Z")
    by_hand = Reading("op7", 0, "2026-11-23T10:00:00.000000Z", by_hand=True)
    reading_record.save(study, KEY, [read, by_hand, Reading("op8", 3)])
    store.add(study, Anchor(KEY, "op6"), body="First\nsecond", now=NOON)
    gone = store.add(study, Anchor(KEY, "op9"), body="gone", now=NOON)
    store.delete(study, gone.id)
    (question, evidence) = study.execute("SELECT id, evidence FROM library.question").fetchone()
    with study:
        study.execute(
            "INSERT INTO review (id, question, mode, given, correct, milliseconds, made)"
            " VALUES ('r', ?, 'round', '', 0, 1, '2026-11-23T08:00:00.000000Z')",
            (question,),
        )
    found = activity.activities(study)
    assert [(one.what, one.label, one.said) for one in found if one.what != "answered"] == [
        ("read", "op6", "42 seconds"), ("read", "op7", "marked by hand"), ("noted", "op6", "First"),
    ]  # fmt: skip
    answered = [one for one in found if one.what == "answered"]
    assert len(answered) == len(json.loads(evidence))
    assert answered[0].said == "wrong (round)"
    assert found == sorted(found, key=lambda one: one.made)


def test_answers_to_ones_own_questions_are_in_it(study: sqlite3.Connection) -> None:
    made = own.add(study, Question("", "true-false", "So?", "So.", ("fu-cong p2",), answer=True))
    with study:
        study.execute(
            "INSERT INTO review (id, question, mode, given, correct, milliseconds, made)"
            " VALUES ('r', ?, 'learn', '', 1, 1, '2026-11-23T08:00:00.000000Z')",
            (made.question.id,),
        )
    (one,) = activity.activities(study)
    assert (one.document, one.label, one.said) == ("fu-cong", "p2", "right (learn)")


def test_it_narrows_by_document_and_day(study: sqlite3.Connection) -> None:
    store.add(study, Anchor(KEY, "op6"), now=MORNING)
    store.add(study, Anchor(EditionKey("fu-cong", "digest", "en"), "p1"), now=NOON)
    assert [one.document for one in activity.activities(study, "fu-cong")] == ["fu-cong"]
    assert len(activity.activities(study, since="2026-11-23", until="2026-11-23")) == 2
    assert activity.activities(study, until="2026-11-22") == []
    assert [one.document for one in activity.activities(study, since="2026-11-23T10")] == [
        "fu-cong"
    ]
    (row,) = activity.as_rows([Activity("t", "d", "l", "read", "s")])
    assert row == ("t", "d", "l", "read", "s")
    assert len(row) == len(activity.COLUMNS)
