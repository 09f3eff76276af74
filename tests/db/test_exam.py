"""Exams and sprints: time, answers changed, marking rules, left and taken up."""

import json

import pytest
from quiz_bank import BRIDGES, FERRY, KIND_BANK, MAYOR, PRESS, SPEAKER, TOLL, VERBS, many

from db.errors import UsageError
from db.quiz.exam import Exam, Rule
from db.quiz.session import begin
from db.quiz.sprint import Score, Sprint

RIGHTS = ("Decides", "Invites", "Requests")


def test_answers_can_be_changed_until_it_is_handed_in() -> None:
    exam = Exam([FERRY, SPEAKER], limit=60)
    exam.answer(False, 100)
    exam.answer(True, 50)
    exam.go(1)
    exam.answer((1,))
    exam.clear()
    assert exam.unanswered == (1,)
    result = exam.hand_in()
    assert (result.right, result.points, result.share) == (1, 1.0, 0.5)
    assert result.items[1].grade is None
    with pytest.raises(UsageError, match="over"):
        exam.answer(True)
    assert exam.hand_in() == result


def test_the_time_ends_it_and_runs_only_forward() -> None:
    exam = Exam([FERRY], limit=60)
    assert not exam.spend(59)
    assert not exam.spend(-500)
    assert exam.left == 1
    assert exam.spend(5)
    assert exam.left == 0
    assert Exam([FERRY], limit=0).left is None
    assert not Exam([FERRY], limit=0).spend(9e9)


@pytest.mark.parametrize(
    ("rule", "points"), [("whole", 1.0), ("part", 1 + 0.5 + 2 / 3), ("minus", 1 - 1 / 2 - 1)]
)
def test_the_marking_rules(rule: Rule, points: float) -> None:
    exam = Exam([FERRY, BRIDGES, VERBS, SPEAKER, FERRY, MAYOR], limit=0, rule=rule)
    givens = [True, (0,), ("Decides", "Invites", "Recalls"), (1,), False]
    if rule == "minus":
        givens[1] = ()
    for place, given in enumerate(givens):
        exam.go(place)
        exam.answer(given)
    result = exam.hand_in()
    taken_off = 1 / 3 if rule == "minus" else 0
    assert sum(item.points for item in result.items) == pytest.approx(points - taken_off)
    assert result.points >= 0


def test_the_review_shows_the_clause_and_what_rules_out_the_choice_taken() -> None:
    exam = Exam([BRIDGES, PRESS], limit=0)
    exam.answer((1,))
    exam.go(1)
    exam.answer((1,))
    assert [item.evidence for item in exam.hand_in().items] == [
        ("X/1 op2", "X/1 op3"), ("X/1 op3", "miller p1"),
    ]  # fmt: skip


def test_an_exam_left_is_taken_up_exactly() -> None:
    exam = Exam(begin(KIND_BANK, seed=4).questions, limit=600, rule="part")
    exam.go(3)
    exam.answer(("x" * 100_000,), 5)
    exam.flag()
    exam.spend(100)
    taken_up = Exam.from_json(exam.to_json())
    assert taken_up.to_json() == exam.to_json()
    assert taken_up.left == 500
    assert taken_up.questions == exam.questions
    assert taken_up.review_id(3) == exam.review_id(3) != exam.review_id(4)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 9}', "null", '{"format": 1}'])
def test_a_damaged_exam_is_said_plainly(text: str) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        Exam.from_json(text)
    values = json.loads(Exam([FERRY], limit=1).to_json())
    for name in values.keys() - {"over"}:
        with pytest.raises(UsageError):
            Exam.from_json(json.dumps({**values, name: {"a": [1]}}))


def test_a_sprint_asks_what_one_key_answers_until_the_time_is_up() -> None:
    sprint = Sprint([*many(5), TOLL, BRIDGES, VERBS], seed=1, seconds=60)
    assert {one.kind for one in sprint.round.questions} == {"true-false"}
    for given in (True, True, False, True):
        sprint.spend(10)
        assert sprint.answer(given, 900) is not None
    assert sprint.score == Score(3, 1, 2)
    assert sprint.spend(20)
    assert sprint.answer(True, 1) is None
    assert sprint.score == Score(3, 1, 2)
