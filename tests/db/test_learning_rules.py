"""The rules of learning: limits, siblings, leeches, cards set aside, options, filters."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from quiz_bank import FERRY, KIND_BANK, many, opened

from db.errors import UnknownAddress, UsageError
from db.models import Anchor, EditionKey, Note, Passage
from db.quiz import cards, checking, from_text, options, own, schedule, store, waiting
from db.quiz.choosing import STATES, Filter, matching, on_paragraphs
from db.quiz.grade import difference, grade, in_words
from db.quiz.options import LearnOptions
from db.quiz.questions import gaps_only
from db.quiz.session import shuffle_choices
from db.quiz.store import record_answer
from db.quiz.written import from_text as read_text
from db.quiz.written import to_text

NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = EditionKey("X/1", "import", "en")


@pytest.fixture
def study() -> Iterator[sqlite3.Connection]:
    with opened(many(12)) as connection:
        yield connection


def learn(study: sqlite3.Connection, name: str, rating: int, now: datetime, **more: object) -> bool:
    made = LearnOptions(**more)  # type: ignore[arg-type]
    return schedule.review(study, name, rating, milliseconds=1, now=now, options=made).leech


def test_the_limit_of_reviews_puts_off_and_drops_nothing(study: sqlite3.Connection) -> None:
    for n in range(6):
        learn(study, f"q{n:03}", 4, NOON)
    later, few = NOON + 60 * DAY, LearnOptions(reviews_a_day=2, new_a_day=0)
    assert waiting.counts(study, later, options=few) == waiting.Waiting(0, 2, 0)
    assert waiting.backlog(study, later) == 6
    seen = []
    for day in range(3):
        for name in waiting.due(study, later + day * DAY, limit=99, options=few):
            learn(study, name, 3, later + day * DAY)
            seen.append(name)
    assert sorted(seen) == [f"q{n:03}" for n in range(6)]


def test_a_card_in_review_comes_on_its_day_whatever_the_hour(study: sqlite3.Connection) -> None:
    learn(study, "q000", 4, NOON.replace(hour=20))
    card = store.card(study, "q000")
    assert card is not None
    morning = card.due.replace(hour=6)
    none = LearnOptions(new_a_day=0)
    assert waiting.due(study, morning, limit=9, options=none) == ["q000"]
    assert waiting.due(study, morning - DAY, limit=9, options=none) == []


def test_siblings_come_on_different_days() -> None:
    same = [replace(one, evidence=("X/1 op1",)) for one in many(3)]
    with opened(same) as study:
        assert waiting.due(study, NOON, limit=1) == ["q000"]
        learn(study, "q000", 4, NOON)
        assert waiting.due(study, NOON, limit=9) == []
        assert waiting.due(study, NOON + DAY, limit=1) == ["q001"]
        together = LearnOptions(siblings_apart=False)
        assert len(waiting.due(study, NOON, limit=9, options=together)) == 2
        schedule.undo_last(study, NOON)
        assert waiting.due(study, NOON, limit=1) == ["q000"]


def test_a_card_forgotten_again_and_again_is_a_leech(study: sqlite3.Connection) -> None:
    now, found = NOON, []
    learn(study, "q000", 4, now)
    for _ in range(3):
        now += 40 * DAY
        found.append(learn(study, "q000", 1, now, leech_after=3))
        now += timedelta(minutes=20)
        learn(study, "q000", 3, now, leech_after=3) if not found[-1] else None
    assert found == [False, False, True]
    assert store.row(study, "q000").suspended == store.LEECH
    assert waiting.due(study, now + 99 * DAY, limit=9, options=LearnOptions(new_a_day=0)) == []
    schedule.undo_last(study, now)
    assert store.row(study, "q000").suspended == 0
    assert store.row(study, "q000").lapses == 2


def test_cards_are_buried_suspended_and_flagged_and_taken_up_again(
    study: sqlite3.Connection,
) -> None:
    cards.bury(study, ["q000"], NOON)
    cards.suspend(study, ["q001"], NOON)
    cards.flag(study, ["q002"], 3, NOON)
    assert waiting.due(study, NOON, limit=2) == ["q002", "q003"]
    assert waiting.due(study, NOON + DAY, limit=2) == ["q000", "q002"]
    cards.suspend(study, ["q001"], NOON, on=False)
    cards.bury(study, ["q000"], NOON, on=False)
    assert waiting.due(study, NOON, limit=2) == ["q000", "q001"]
    assert store.row(study, "q002").flag == 3
    with pytest.raises(UsageError, match="Flags go from 1 to 7"):
        cards.flag(study, ["q002"], 8, NOON)
    with pytest.raises(UnknownAddress):
        cards.bury(study, ["nothing"], NOON)


@pytest.mark.parametrize(
    "kept", ["", "[]", "null", '{"new_a_day": "x", "retention": null}', '{"retention": 1e999}',
             '{"learning_steps": [-1, "x", true], "parameters": [1, 2]}'],
)  # fmt: skip
def test_damaged_options_are_as_at_first(study: sqlite3.Connection, kept: str) -> None:
    study.execute("INSERT INTO meta VALUES ('quiz_options', ?)", (kept,))
    found = options.read(study)
    assert replace(found, retention=0.9) == LearnOptions()
    assert 0.7 <= found.retention <= 0.99


def test_options_are_kept_in_range(study: sqlite3.Connection) -> None:
    kept = options.write(study, LearnOptions(new_a_day=-5, retention=2, learning_steps=(5.0,)))
    assert options.read(study) == kept == LearnOptions(0, retention=0.99, learning_steps=(5.0,))


def test_any_filter() -> None:
    with opened(KIND_BANK) as study:
        own.add(study, FERRY, now=NOON)
        record_answer(study, FERRY, False, grade(FERRY, False), milliseconds=1, now=NOON)

        def ids(**chosen: object) -> set[str]:
            found = matching(study, Filter(**chosen), NOON)  # type: ignore[arg-type]
            return {one.id for one in found}

        assert ids(kinds=("cloze",)) == {"op4-toll", "words"}
        assert ids(first="op3", last="op4", kinds=("cloze", "matching")) == {"op4-toll", "words"}
        assert ids(states=("wrong",)) == {"op3-ferry"}
        assert ids(words="TOWER") == {"op7-tower"}
        assert ids(difficulties=(3,)) == {"speaker-dam"}
        assert len(ids(states=("own",))) == 1
        assert ids(states=("wrong", "new")) == ids(states=("nonsense",)) == set()
        assert ids(verb="Urges") == set()
        for state in STATES:
            assert ids(states=(state,)) <= ids()


def test_what_was_read_is_asked_one_question_a_paragraph() -> None:
    bank = [replace(one, id=f"{one.id}-{n}") for n in range(2) for one in many(4)]
    with opened(bank) as study:
        found = on_paragraphs(study, "X/1", ["op1", "op2", "op3"], seed=1, count=3)
        assert {one.family for one in found} == {"X/1 op1", "X/1 op2", "X/1 op3"}
        assert on_paragraphs(study, "X/1", ["op99"], seed=1, count=3) == []


@pytest.mark.parametrize("question", KIND_BANK, ids=lambda one: one.kind)
def test_a_question_written_out_is_read_back(question: object) -> None:
    assert isinstance(question, type(FERRY))
    read = read_text(question.id, question.kind, to_text(question))
    bare = replace(question, pairs=tuple(replace(one, evidence=()) for one in question.pairs),
                   items=tuple(replace(one, evidence=()) for one in question.items))  # fmt: skip
    assert read == bare


def test_a_line_that_is_no_choice_is_named() -> None:
    with pytest.raises(UsageError, match="“Towns”: begin a right choice with"):
        read_text("", "multiple-choice", {"choices": "Towns"})
    with pytest.raises(UsageError, match="left = right"):
        read_text("", "matching", {"pairs": "a b"})


PASSAGE = Passage("op6", "operative", "official", "Calls upon all {States} to mend bridges, soon")


def test_words_and_notes_become_questions_in_one_step() -> None:
    start = PASSAGE.text.index("mend")
    made = from_text.of_words(PASSAGE, "X/1", start - 1, start + 12)
    assert [hole.answer for hole in gaps_only(made.text)] == ["mend bridges"]
    assert checking.check(replace(made, id="x")) == []
    anchor = Anchor(KEY, "op6", start, start + 4, "mend")
    card = from_text.of_note(Note("n", anchor, body="Who mends? :: The States"), PASSAGE)
    assert (card.kind, card.prompt, card.back) == ("flashcard", "Who mends?", "The States")
    marked = from_text.of_note(Note("n", anchor, body="a thought"), PASSAGE)
    assert gaps_only(marked.text)[0].answer == "mend"
    whole = from_text.of_note(Note("n", Anchor(KEY, "op6")), PASSAGE)
    assert whole.back == PASSAGE.text


HOSTILE = (None, object(), 7, True, "x" * 100_000, ("ж" * 100_000,), ("人工智能",), (1, 2, 99),
           ("\ud800",), (), ("",) * 9, {"a": 1})  # fmt: skip


@pytest.mark.parametrize("question", KIND_BANK, ids=lambda one: one.kind)
def test_any_answer_to_any_kind_is_marked_and_kept(question: object) -> None:
    assert isinstance(question, type(FERRY))
    with opened((question,)) as study:
        shown = shuffle_choices(question, 1)
        for given in HOSTILE:
            marked = grade(shown, given)
            assert 0 <= marked.share <= 1
            assert all(len(said) <= 500 for said in in_words(shown, given))
            record_answer(study, shown, given, marked, milliseconds=1, now=NOON)
        assert study.execute("SELECT max(length(given)) < 6000 FROM review").fetchone() == (1,)
        kept = study.execute("SELECT given FROM review").fetchall()
        assert all(isinstance(json.loads(given), list) for (given,) in kept)


def test_a_difference_says_what_is_missing_and_what_is_too_much() -> None:
    found = difference("the wells", "the weelss")
    assert "".join(said for tag, said in found if tag != "extra") == "the wells"
    assert "".join(said for tag, said in found if tag != "missing") == "the weelss"
    assert {tag for tag, _ in found} == {"same", "extra", "missing"}
    assert len("".join(said for _, said in difference("x", "y" * 100_000))) < 600
