"""Where one's own questions stand, in one narrow row each: kept whatever is done to them."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from quiz_bank import FERRY, KIND_BANK, TOWER, opened
from sqlite_utils import Database

from db import clock
from db.quiz import own, own_changes, schedule, store
from db.quiz.options import LearnOptions
from db.quiz.statistics import counts, mastery
from db.quiz.tables import STANDING
from db.study.migrations import migrations

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
APART = LearnOptions(siblings_apart=False)
Rows = list[tuple[object, ...]]


@pytest.fixture
def study() -> Iterator[sqlite3.Connection]:
    with opened(()) as connection:
        yield connection


def kept(study: sqlite3.Connection) -> Rows:
    return study.execute("SELECT * FROM own_standing ORDER BY question").fetchall()


def made_anew(study: sqlite3.Connection) -> Rows:
    select = STANDING.format(position="rowid", questions="own_question")
    return study.execute(f"{select} WHERE asked.deleted = '' ORDER BY 1").fetchall()


def test_it_is_kept_through_everything(study: sqlite3.Connection) -> None:
    ids = [one.question.id for one in own.add_all(study, KIND_BANK, now=NOON)]
    assert len(kept(study)) == len(ids)
    for day, name in enumerate(ids[:5]):
        schedule.review(study, name, 3, milliseconds=9, now=NOON + timedelta(day), options=APART)
        assert kept(study) == made_anew(study)
    schedule.undo_last(study, NOON + timedelta(days=9))
    with study:
        store.add_review(study, ids[0], mode="round", given=[], correct=False, milliseconds=1,
                         now=NOON)  # fmt: skip
        store.remove_card(study, ids[1], NOON)
    moved = replace(own.own_question(study, ids[2]).question, evidence=("X/1 op9",))
    own.change(study, moved, now=NOON)
    assert kept(study) == made_anew(study)
    own.remove(study, ids[:3], NOON)
    assert len(kept(study)) == len(ids) - 3
    while own_changes.undo(study, NOON):
        assert kept(study) == made_anew(study)
    assert kept(study) == []
    own_changes.redo(study, NOON)
    counts.recount(study)
    assert kept(study) == made_anew(study) != []


def test_it_says_what_mastery_reads(study: sqlite3.Connection) -> None:
    made = own.add(study, TOWER, now=NOON).question
    schedule.review(study, made.id, 4, milliseconds=9, now=NOON, options=APART)
    (row,) = kept(study)
    assert row[0] == made.id
    assert row[2:7] == ("flashcard", "X/1 op7", "[]", 1, 1)
    assert row[8] == "2026-03-03"
    assert mastery.paragraphs(study, "X/1", NOON)["op7"].known == 1.0


def test_a_file_from_before_gets_its_rows() -> None:
    older = sqlite3.connect(":memory:")
    migrations.apply(Database(older), stop_before="m008_standing")
    made = clock.stamp(NOON)
    with older:
        older.execute(
            "INSERT INTO own_question (id, kind, prompt, explanation, evidence, topics,"
            " difficulty, choices, answer, text, quote, more, origin, created, modified)"
            " VALUES ('q', 'true-false', 'p', 'x', '[\"X/1 op3\"]', '[\"boats\"]', 1, '[]', 1, '',"
            " '', '{}', 'own', ?, ?)",
            (made, made),
        )
        state = '{"state": 2, "stability": 4.5, "last_review": "2026-03-01T10:00:00+00:00"}'
        older.execute(
            "INSERT INTO card (id, question, state, due, created, modified)"
            " VALUES ('c', 'q', ?, ?, ?, ?)",
            (state, made, made, made),
        )
        store.add_review(older, "q", mode="learn", given=[], correct=True, milliseconds=1,
                         now=NOON)  # fmt: skip
    migrations.apply(Database(older))
    assert kept(older) == [
        ("q", 1, "true-false", "X/1 op3", '["boats"]', 1, 1, 4.5, "2026-03-01"),
    ]
    older.close()


def test_a_question_brought_in_again_stands_once(study: sqlite3.Connection) -> None:
    made = own.add(study, FERRY, now=NOON).question
    own.remove(study, [made.id], NOON)
    own.add(study, made, now=NOON)
    assert [row[0] for row in kept(study)] == [made.id]
