"""One's own questions: ids, undo, the card, clauses that changed or went."""

import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from quiz_bank import FERRY, KIND_BANK, TOWER, opened

from db.errors import UnknownAddress, UsageError
from db.library.tables import add_document, add_edition
from db.models import Document, Edition, EditionKey, Passage
from db.quiz import own, own_changes, store, waiting
from db.quiz.options import LearnOptions
from db.quiz.questions import question, questions

NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)
KEY = EditionKey("X/1", "import", "en")


def put_text(study: sqlite3.Connection, words: str, label: str = "op3") -> None:
    add_document(study, Document("X/1", "resolution", "On ferries", "X/1"))
    add_edition(
        study, Edition(KEY, "On ferries", (Passage(label, "operative", "official", words),))
    )
    study.commit()


@pytest.fixture
def study() -> Iterator[sqlite3.Connection]:
    with opened(()) as connection:
        put_text(connection, "Decides that the ferry is free on Sundays.")
        yield connection


def test_a_question_of_each_kind_is_kept_whole(study: sqlite3.Connection) -> None:
    added = own.add_all(study, KIND_BANK, now=NOON)
    assert [replace(one.question, id="") for one in added] == [
        replace(one, id="") for one in KIND_BANK
    ]
    assert own.own_questions(study) == added
    assert questions(study) == [one.question for one in added]
    assert all(str(uuid.UUID(one.question.id)) == one.question.id for one in added)


def test_its_card_waits_as_new_and_goes_with_it(study: sqlite3.Connection) -> None:
    made = own.add(study, FERRY, now=NOON).question
    assert waiting.due(study, NOON, limit=9) == [made.id]
    assert waiting.counts(study, NOON) == waiting.Waiting(0, 0, 1)
    own.remove(study, [made.id], NOON)
    assert waiting.due(study, NOON, limit=9) == []
    with pytest.raises(UnknownAddress):
        question(study, made.id)
    assert own_changes.undo(study, NOON)
    assert waiting.due(study, NOON, limit=9) == [made.id]


def test_undo_and_redo_go_through_everything(study: sqlite3.Connection) -> None:
    first, second = own.add_all(study, [FERRY, TOWER], now=NOON)
    changed = own.change(study, replace(first.question, prompt="Is it free?"), now=NOON)
    own.remove(study, [second.question.id], NOON)
    steps = [[changed.question], [changed.question, second.question],
             [first.question, second.question], []]  # fmt: skip
    for after in steps[1:]:
        assert own_changes.undo(study)
        assert questions(study) == after
    assert not own_changes.undo(study)
    for after in reversed(steps[:-1]):
        assert own_changes.redo(study)
        assert questions(study) == after
    assert not own_changes.redo(study)


def test_a_new_change_leaves_nothing_to_redo(study: sqlite3.Connection) -> None:
    own.add(study, FERRY)
    own_changes.undo(study)
    own.add(study, TOWER)
    assert not own_changes.redo(study)
    assert [one.kind for one in questions(study)] == ["flashcard"]


def test_a_changed_clause_flags_its_question_and_a_missing_one_too(
    study: sqlite3.Connection,
) -> None:
    made = own.add(study, FERRY, key=KEY)
    assert made.basis[0].text == "Decides that the ferry is free on Sundays."
    assert own.check_clauses(study) == 0
    put_text(study, "Decides that the ferry is free on Saturdays.")
    assert own.check_clauses(study) == 1
    (flagged,) = own.own_questions(study, flagged=True)
    assert flagged.state == "changed"
    assert own.rest_on_today(study, flagged.question.id).state == ""
    assert own.check_clauses(study, "X/1") == 0
    put_text(study, "Recalls something else.", label="op9")
    assert own.check_clauses(study, "X/1") == 1
    assert own.own_questions(study, flagged=True)[0].state == "gone"
    assert waiting.due(study, NOON, limit=9, options=LearnOptions()) == [made.question.id]


def test_an_unsound_question_is_refused_with_a_sentence_and_nothing_is_written(
    study: sqlite3.Connection,
) -> None:
    with pytest.raises(UsageError, match="The prompt is empty"):
        own.add_all(study, [TOWER, replace(FERRY, prompt=" ")])
    assert questions(study) == []
    assert not own_changes.undo(study)


def test_the_same_generated_question_is_there_once(study: sqlite3.Connection) -> None:
    named = replace(FERRY, id=str(uuid.uuid4()))
    own.add(study, named, origin="generated")
    own.add(study, named, origin="generated")
    assert questions(study) == [named]
    own.remove(study, [named.id])
    own.add(study, named, origin="generated")
    assert questions(study) == [named]
    assert store.row(study, named.id).state == ""
