import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quiz_bank import BRIDGES, FERRY, SPEAKER, TOLL

from db.quiz.grade import LONGEST_ANSWER, GapGrade, Grade, grade, in_words, shown_answer
from db.quiz.models import Choice, Pair
from db.quiz.questions import VERDICTS, gaps_only
from db.text import fold, tokens

RIGHT = ("river-keepers", "fair toll", "78/311")


def fill(answer: str, text: str) -> GapGrade:
    return grade(replace(TOLL, text=f"The {{{{{text}}}}}."), (answer,)).gaps[0]


def test_choices_are_right_only_all_together() -> None:
    assert grade(BRIDGES, (0, 2)) == Grade(
        True, "The towns; The counties", right=(0, 2), chosen=(0, 2)
    )
    assert grade(BRIDGES, (2, 0, 2)).correct
    assert not grade(BRIDGES, (0,)).correct
    assert not grade(BRIDGES, (0, 1, 2)).correct
    assert not grade(BRIDGES, ()).correct
    assert grade(BRIDGES, (0, 1)).chosen == (0, 1)
    assert grade(SPEAKER, (0,)).correct
    assert grade(SPEAKER, (1,)) == Grade(False, "The miller", right=(0,), chosen=(1,))


def test_nothing_chosen_is_wrong_even_where_nothing_is_right() -> None:
    nothing_right = replace(BRIDGES, choices=(BRIDGES.choices[1],) * 3)
    assert not grade(nothing_right, ()).correct


def test_true_and_false() -> None:
    assert grade(FERRY, True) == Grade(True, "True")
    assert grade(FERRY, False) == Grade(False, "True")
    assert grade(replace(FERRY, answer=False), False) == Grade(True, "False")
    assert not grade(replace(FERRY, answer=None), False).correct


@pytest.mark.parametrize(
    "given",
    [None, 1, 0, -1, 2.5, "True", "0", b"0", object(), {}, {0: 1}, [None], ([0, 2],), (True,),
     ("0", "2"), (0.0, 2.0), (0, 2, 99), (0, 2, -1), (0, 10**400), float("nan"), ("a",) * 1000,
     ("x" * 100_000,), ("\ud800", "\x00", "\u202e"), (None, None, None), range(3)],
)  # fmt: skip
def test_what_does_not_fit_is_wrong_and_never_raises(given: Any) -> None:
    for question in (BRIDGES, SPEAKER, FERRY, TOLL, replace(FERRY, kind="essay")):
        assert not grade(question, given).correct
        assert all(isinstance(said, str) for said in in_words(question, given))


def test_the_gaps_of_a_cloze_are_marked_one_by_one() -> None:
    assert grade(TOLL, RIGHT).correct
    marked = grade(TOLL, ("river-keepers", "free lunch", "78/311"))
    assert not marked.correct
    assert marked.expected == "river-keepers; fair toll; 78/311"
    assert [gap.correct for gap in marked.gaps] == [True, False, True]
    assert marked.gaps[1] == GapGrade("free lunch", "fair toll", correct=False)


def test_gaps_left_out_or_too_many_are_wrong() -> None:
    assert not grade(TOLL, RIGHT[:2]).correct
    assert [gap.given for gap in grade(TOLL, RIGHT[:1]).gaps] == ["river-keepers", "", ""]
    assert not grade(TOLL, (*RIGHT, "more")).correct
    assert not grade(replace(TOLL, text="no gap"), ()).correct


@pytest.mark.parametrize(
    "said",
    ["river-keepers", "River-Keepers", "  river   keepers ", "river\u2011keepers", "riverkeepers",
     "the river-keepers", "a river keepers", "river\u00a0keepers.", "“river keepers”",
     "river\u00adkeepers", "ríver-keepers", "keepers of the river", "river –\nkeepers"],
)  # fmt: skip
def test_spellings_of_the_same_words_are_right(said: str) -> None:
    assert fill(said, "river-keepers|keepers of the river").correct


@pytest.mark.parametrize(
    "said", ["river-kepers", "river-keeppers", "river-kerpers", "rievr-keepers"]
)
def test_one_slip_of_a_letter_is_right(said: str) -> None:
    assert fill(said, "river-keepers").correct


@pytest.mark.parametrize(
    ("said", "expected", "near"),
    [
        ("river-kpers", "river-keepers", True),  # two slips
        ("river-sleepers", "river-keepers", True),
        ("liver-keepers", "river-keepers", True),  # another first letter
        ("tall", "toll", True),  # too short a word to guess
        ("78/312", "78/311", False),
        ("A/RES/78/310", "A/RES/78/311", False),
        ("A/RES/78/311", "A/RES/78/3111", False),
        ("eightieth session 81", "eightieth session 80", False),
        ("ferry", "river-keepers", False),
        ("rules", "rule", True),
        ("смычка", "смычку", True),  # another script: a letter is a different form
        ("人工智慧", "人工智能", True),
        ("10 15", "1015", False),
    ],
)
def test_what_means_something_else_is_wrong(said: str, expected: str, near: bool) -> None:
    marked = fill(said, expected)
    assert not marked.correct
    assert marked.near is near


def test_other_scripts_are_right_when_they_are_the_same() -> None:
    assert fill("人工智能", "人工智能").correct
    assert fill("التَّعاون", "التعاون").correct
    assert fill("décide", "DÉCIDE").correct


def test_punctuation_alone_is_no_answer() -> None:
    for said in ("", " ", "-", "…", "the-", "()"):
        assert not fill(said, "–|toll").correct
    assert fill("the", "the").correct


def test_near_is_said_of_the_whole_only_where_no_gap_is_quite_wrong() -> None:
    assert grade(TOLL, ("river-kpers", "fair toll", "78/311")).near
    assert not grade(TOLL, ("river-kpers", "fair toll", "78/312")).near
    assert not grade(TOLL, RIGHT).near


def test_an_endless_answer_is_wrong_unread_and_not_kept_whole() -> None:
    endless = "river-keepers " * 8000
    marked = grade(TOLL, (endless, *RIGHT[1:]))
    assert not marked.correct
    assert len(marked.gaps[0].given) == LONGEST_ANSWER
    assert not fill("river-keepers" + " " * LONGEST_ANSWER, "river-keepers").correct


def test_an_answer_in_words_holds_whatever_the_order_of_the_choices() -> None:
    turned = replace(BRIDGES, choices=BRIDGES.choices[::-1])
    assert in_words(BRIDGES, (0, 1)) == ("The towns", "The ferrymen")
    assert set(in_words(turned, (3, 2))) == {"The towns", "The ferrymen"}
    assert in_words(FERRY, False) == ("False",)
    assert in_words(TOLL, ["a", "b"]) == ("a", "b")


def test_an_answer_is_shown_the_way_the_right_one_is() -> None:
    assert shown_answer(BRIDGES, (1, 0)) == "The towns; The ferrymen"
    assert shown_answer(TOLL, ["a", "", "b"]) == "a; b"
    assert shown_answer(FERRY, None) == ""
    verdict = replace(BRIDGES, kind="press-against-text", choices=(Choice("absent"),))
    assert shown_answer(verdict, (0,)) == VERDICTS["absent"]
    paired = replace(FERRY, kind="matching", pairs=(Pair("a", "1"), Pair("b", "2")))
    assert shown_answer(paired, ("2", "1")) == "a – 2; b – 1"
    assert shown_answer(replace(FERRY, kind="ordering"), ("x", "y")) == "x → y"


def test_marking_choices_does_not_load_what_only_typing_needs() -> None:
    script = "import sys, db.quiz.session, db.quiz.schedule; " \
        "sys.exit(bool({'rapidfuzz', 'fsrs', 'sqlite_utils'} & set(sys.modules)))"  # fmt: skip
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(alphabet="abc é-|2人", min_size=1, max_size=12))
def test_any_text_is_marked_and_the_answer_itself_is_always_right(said: str, answer: str) -> None:
    question = replace(TOLL, text=f"{{{{{answer}}}}}")
    assert isinstance(grade(question, (said,)).correct, bool)
    (hole,) = gaps_only(question.text)
    typed = grade(question, (hole.answer,))
    assert typed.correct is bool(tokens(fold(hole.answer)))
