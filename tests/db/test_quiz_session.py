import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from quiz_bank import BANK, BRIDGES, FERRY, SPEAKER, TOLL, many, opened

from db.errors import UsageError
from db.quiz.choosing import Filter, choose
from db.quiz.grade import Given, grade
from db.quiz.models import Question
from db.quiz.session import Progress, Round, begin, flashcard, shuffle_choices
from db.quiz.store import answered, last_answers, record_answer

NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)
TYPED = ("river-keepers", "fair toll", "78/311")


@pytest.fixture
def study() -> Iterator[sqlite3.Connection]:
    with opened() as connection:
        yield connection


def right_answer(question: Question) -> Given:
    if question.kind == "true-false":
        return bool(question.answer)
    if question.kind == "cloze":
        return TYPED
    return tuple(n for n, choice in enumerate(question.choices) if choice.correct)


def played(seed: int = 1) -> Round:
    """A round of four: right, wrong, passed over, right."""
    play = begin(BANK, seed=seed)
    for index, question in enumerate(play.questions):
        if index == 1:
            play.answer("rubbish", 100)
        elif index != 2:
            play.answer(right_answer(question), 1000)
        play.next()
    return play


def test_the_seed_decides_the_round() -> None:
    bank = many(30)
    assert begin(bank, seed=5).questions == begin(bank, seed=5).questions
    assert begin(bank, seed=5).questions != begin(bank, seed=6).questions
    assert set(begin(bank, seed=5).questions) == set(bank)


def test_choices_are_shuffled_and_none_is_lost() -> None:
    orders = {shuffle_choices(SPEAKER, seed).choices for seed in range(60)}
    assert len(orders) == 6
    assert all(sorted(c.text for c in order) == sorted(c.text for c in SPEAKER.choices)
               for order in orders)  # fmt: skip
    assert shuffle_choices(TOLL, 3) is TOLL
    assert shuffle_choices(FERRY, 3) is FERRY


def test_an_answer_is_marked_at_once_by_the_choices_as_shown() -> None:
    for seed in range(10):
        play = begin([BRIDGES], seed=seed)
        shown = play.questions[0]
        assert play.answer(right_answer(shown), 10).correct
        assert {shown.choices[n].text for n in play.answers[0].grade.right} == {
            "The towns",
            "The counties",
        }


def test_the_first_answer_counts() -> None:
    play = begin([FERRY], seed=1)
    first = play.answer(False, 10)
    assert play.answer(True, 20) is first
    assert play.progress == Progress(1, 1, right=0, wrong=1)


def test_a_round_goes_on_to_its_end() -> None:
    play = begin(BANK, seed=1)
    assert play.progress == Progress(1, 4, 0, 0)
    seen = [play.current]
    while play.next():
        seen.append(play.current)
    assert seen == list(play.questions)
    assert play.current is play.next() is play.current_answer is None
    assert play.progress == Progress(4, 4, 0, 0)
    with pytest.raises(UsageError, match="over"):
        play.answer(True, 1)


def test_an_empty_round_is_over_at_once() -> None:
    play = begin([], seed=1)
    assert play.current is None
    assert play.progress == Progress(0, 0, 0, 0)
    assert play.summary().right == ()


def test_the_summary_shows_the_evidence() -> None:
    play = played()
    summary = play.summary()
    assert [o.question for o in summary.right] == [play.questions[0], play.questions[3]]
    assert [o.question for o in summary.wrong] == [play.questions[1]]
    assert [o.question for o in summary.unanswered] == [play.questions[2]]
    assert summary.milliseconds == 2100
    assert all(o.evidence[0] == o.question.evidence[0] for o in summary.right)


def test_the_evidence_includes_what_rules_out_the_choice_taken() -> None:
    play = begin([BRIDGES], seed=4)
    ferrymen = [choice.text for choice in play.questions[0].choices].index("The ferrymen")
    play.answer((ferrymen,), 1)
    assert play.summary().wrong[0].evidence == ("X/1 op2", "X/1 op3")


@pytest.mark.parametrize("steps", range(6))
def test_a_round_left_is_resumed_exactly(steps: int) -> None:
    play = begin(BANK, seed=3)
    for _ in range(steps):
        if play.current:
            play.answer(right_answer(play.current), 77)
        play.next()
    resumed = Round.from_json(play.to_json())
    assert resumed.questions == play.questions
    assert (resumed.position, resumed.seed) == (play.position, play.seed)
    assert resumed.progress == play.progress
    assert resumed.summary() == play.summary()
    assert resumed.to_json() == play.to_json()


@pytest.mark.parametrize(
    "given",
    [None, object(), {1: 2}, (object(),), ("x" * 100_000,) * 3, ("\ud800",) * 3, {0, 5}, 10**50,
     (10**400,), (0.5,), True, b"x"],
)  # fmt: skip
def test_a_hostile_answer_survives_leaving_and_resuming(given: object) -> None:
    for question in BANK:
        play = begin([question], seed=1)
        marked = play.answer(given, 5)
        text = play.to_json()
        assert len(text) < 5000
        resumed = Round.from_json(text)
        assert resumed.answers[0].grade.correct is marked.correct
        assert resumed.answers[0].milliseconds == 5


def damaged() -> Iterator[str]:
    yield from ("", "{", "null", "[]", "{}", "7", '{"format": 2}', "[" * 100_000)
    values = json.loads(played().to_json())
    for name in values:
        for bad in (None, "x", {"a": 1}, [None], [[1]], [[99, [], 1]], float("inf")):
            yield json.dumps({**values, name: bad})


DAMAGED = list(damaged())


@pytest.mark.parametrize("text", DAMAGED, ids=map(str, range(len(DAMAGED))))
def test_a_damaged_round_is_said_plainly(text: str) -> None:
    with pytest.raises(UsageError, match="unfinished round cannot be read"):
        Round.from_json(text)


def test_recorded_answers_are_kept_by_their_words(study: sqlite3.Connection) -> None:
    play = begin([BRIDGES], seed=2)
    shown = play.questions[0]
    marked = play.answer(right_answer(shown), 1234)
    record_answer(study, shown, right_answer(shown), marked, milliseconds=1234, now=NOON)
    mode, given, correct, rating, milliseconds = study.execute(
        "SELECT mode, given, correct, rating, milliseconds FROM review"
    ).fetchone()
    assert (mode, correct, rating, milliseconds) == ("round", 1, None, 1234)
    assert set(json.loads(given)) == {"The towns", "The counties"}
    assert study.execute("SELECT count(*) FROM card").fetchone() == (0,)


def test_a_hostile_answer_is_recorded(study: sqlite3.Connection) -> None:
    for given in (("\ud800\x00",) * 3, ("x" * 100_000,), None, object(), 7):
        for question in BANK:
            record_answer(study, question, given, grade(question, given), milliseconds=1)
    assert answered(study) == {question.id: (0, 5) for question in BANK}
    assert study.execute("SELECT max(length(given)) < 1000 FROM review").fetchone() == (1,)


def mark(study: sqlite3.Connection, question: Question, given: Given, hours: int) -> None:
    when = NOON + timedelta(hours=hours)
    record_answer(study, question, given, grade(question, given), milliseconds=1, now=when)


def test_answers_are_counted_and_the_last_one_known(study: sqlite3.Connection) -> None:
    assert answered(study) == last_answers(study) == {}
    mark(study, FERRY, True, 1)
    mark(study, FERRY, True, 2)
    mark(study, FERRY, False, 3)
    mark(study, TOLL, TYPED, 4)
    assert answered(study) == {"op3-ferry": (2, 1), "op4-toll": (1, 0)}
    assert {name: correct for name, (_, correct) in last_answers(study).items()} == {
        "op3-ferry": False,
        "op4-toll": True,
    }


def test_ten_are_chosen_by_the_seed() -> None:
    with opened(many(40)) as study:
        chosen = choose(study, seed=1)
        assert len({question.id for question in chosen}) == 10
        assert choose(study, seed=1) == chosen
        assert choose(study, seed=2) != chosen
        assert len(choose(study, seed=1, count=99)) == 40
        assert (
            choose(study, seed=1, count=0)
            == choose(study, seed=1, chosen=Filter(topics=("none",)))
            == []
        )


def test_what_is_not_known_is_chosen_first_then_what_was_answered_longest_ago() -> None:
    bank = many(15)
    with opened(bank) as study:
        for n, question in enumerate(bank[:9]):
            mark(study, question, True, hours=n)
        mark(study, bank[4], False, hours=20)
        chosen = [question.id for question in choose(study, seed=3)]
    assert set(chosen[:7]) == {"q004", *(f"q{n:03}" for n in range(9, 15))}
    assert chosen[7:] == ["q000", "q001", "q002"]


def test_the_documents_take_turns() -> None:
    bank = many(30) + [replace(q, id=f"m-{q.id}") for q in many(3, documents=("miller",))]
    with opened(bank) as study:
        for seed in range(5):
            chosen = [question.document for question in choose(study, seed=seed)]
            assert chosen.count("miller") == 3
        assert {q.document for q in choose(study, seed=1, chosen=Filter(document="X/1"))} == {"X/1"}


def test_a_question_as_a_flashcard() -> None:
    assert flashcard(BRIDGES) == (
        "Who keeps the bridges?\na) The towns\nb) The ferrymen\nc) The counties\nd) The millers",
        "The towns\nThe counties\nParagraph 2 gives the bridges to the towns and the counties.",
    )
    assert flashcard(FERRY) == (
        "The ferry is free on Sundays.\nTrue or false?",
        "True\nParagraph 3 says so.",
    )
    assert flashcard(TOLL) == (
        "Fill in the paragraph on tolls.\nThe […] set a […] under rule […].",
        "The river-keepers set a fair toll under rule 78/311.\nParagraph 4.",
    )
    front, back = flashcard(SPEAKER)
    assert "a dam for everybody" in front
    assert "“" not in front
    assert back.startswith("The miller\n")
