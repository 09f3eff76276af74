import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest
from quiz_bank import (
    BANK,
    BRIDGES,
    FERRY,
    KIND_BANK,
    MAYOR,
    PRESS,
    SPEAKER,
    STREETS,
    TOLL,
    TOWER,
    VERBS,
    WHERE,
    WORDS,
    YEARS,
    opened,
)  # fmt: skip

from db.errors import UnknownAddress
from db.quiz.checking import check
from db.quiz.models import Choice, Pair, Question
from db.quiz.questions import (
    KINDS,
    Gap,
    gaps,
    gaps_only,
    insert,
    question,
    question_from_dict,
    questions,
)


@pytest.fixture
def bank() -> Iterator[sqlite3.Connection]:
    with opened() as connection:
        yield connection


def ids(found: list[Question]) -> list[str]:
    return [one.id for one in found]


def test_what_is_inserted_is_read_back_whole_and_in_order(bank: sqlite3.Connection) -> None:
    assert questions(bank) == list(BANK)


def test_every_kind_is_read_back_whole() -> None:
    assert {one.kind for one in KIND_BANK} == set(KINDS)
    with opened(KIND_BANK) as connection:
        assert questions(connection) == list(KIND_BANK)
    for one in KIND_BANK:
        assert question_from_dict(json.loads(json.dumps(asdict(one)))) == one


def test_a_second_file_comes_after_the_first(bank: sqlite3.Connection) -> None:
    insert(bank, "library", [replace(FERRY, id="aaa-first-by-name", answer=False)])
    assert ids(questions(bank))[-1] == "aaa-first-by-name"
    assert question(bank, "aaa-first-by-name").answer is False


def test_an_id_is_there_only_once(bank: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        insert(bank, "library", [FERRY])


def test_filters(bank: sqlite3.Connection) -> None:
    assert ids(questions(bank, topic="Operative Part")) == ["op2-bridges", "op3-ferry"]
    assert ids(questions(bank, kind="cloze")) == ["op4-toll"]
    assert ids(questions(bank, document="miller")) == ["speaker-dam"]
    assert ids(questions(bank, document="x/1", topic="tolls")) == ["op4-toll"]
    assert questions(bank, document="X/1 op3") == []
    assert questions(bank, document="X") == []
    assert questions(bank, topic="operative") == []
    assert questions(bank, topic="' OR 1=1 --") == []


def test_a_document_is_that_of_the_first_evidence(bank: sqlite3.Connection) -> None:
    other = replace(FERRY, id="two", evidence=("ferryman p1", "X/1 op3"))
    insert(bank, "library", [other])
    assert ids(questions(bank, document="ferryman")) == ["two"]
    assert "two" not in ids(questions(bank, document="X/1"))


def test_an_unknown_question_is_said_plainly(bank: sqlite3.Connection) -> None:
    assert question(bank, "op4-toll") == TOLL
    with pytest.raises(UnknownAddress, match="no question “op9-moon” in the bank"):
        question(bank, "op9-moon")


def test_gaps() -> None:
    assert gaps("The {{ towns | cities|}} keep {{bridges}}.") == (
        "The ",
        Gap("towns", ("cities",)),
        " keep ",
        Gap("bridges"),
        ".",
    )
    assert gaps_only(TOLL.text)[0] == Gap("river-keepers", ("keepers of the river",))


@pytest.mark.parametrize(
    "text", ["", "no gap", "{{", "}}", "{{open", "closed}}", "{ {a} }", "{{a}" * 3]
)
def test_stray_braces_stay_text(text: str) -> None:
    assert gaps_only(text) == ()
    assert "".join(map(str, gaps(text))) == text


def test_the_bank_of_these_tests_is_sound() -> None:
    assert [check(one) for one in KIND_BANK] == [[] for _ in KIND_BANK]


RIGHT, WRONG = BRIDGES.choices[0], BRIDGES.choices[1]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (replace(FERRY, kind="essay"), "“essay” is not a kind of question"),
        (replace(FERRY, id=" "), "It has no id"),
        (replace(FERRY, prompt="  "), "The prompt is empty"),
        (replace(FERRY, explanation=""), "The explanation is empty"),
        (replace(FERRY, difficulty=4), "The difficulty is 4"),
        (replace(FERRY, evidence=()), "No evidence"),
        (replace(FERRY, evidence=("op3",)), "“op3” is not an address"),
        (replace(FERRY, evidence=("X/1 para3",)), "“X/1 para3” is not an address"),
        (replace(FERRY, answer=None), "The answer is missing"),
        (replace(FERRY, choices=(RIGHT,)), "shows no choices"),
        (replace(BRIDGES, choices=()), "0 choices"),
        (replace(BRIDGES, choices=(RIGHT, WRONG)), "2 choices"),
        (replace(BRIDGES, choices=(*BRIDGES.choices, *BRIDGES.choices)), "8 choices"),
        (
            replace(BRIDGES, choices=(*BRIDGES.choices, Choice("THE  Towns", why="no"))),
            "Two choices say the same",
        ),
        (replace(BRIDGES, choices=(*BRIDGES.choices, Choice(" ", why="no"))), "choice is empty"),
        (
            replace(BRIDGES, choices=(*BRIDGES.choices, Choice("All of the above", why="no"))),
            "speaks of the other choices",
        ),
        (replace(BRIDGES, choices=(WRONG, *BRIDGES.choices[3:], SPEAKER.choices[2])), "No choice"),
        (replace(BRIDGES, choices=tuple(replace(c, correct=True) for c in BRIDGES.choices)), "All"),
        (
            replace(BRIDGES, choices=(*BRIDGES.choices, Choice("The monks"))),
            "“The monks” does not say why",
        ),
        (
            replace(BRIDGES, choices=(replace(RIGHT, text="The towns " * 4), *BRIDGES.choices[1:])),
            "gives itself away",
        ),
        (
            replace(BRIDGES, choices=(*BRIDGES.choices, replace(WRONG, text="x", evidence=("?",)))),
            "“?” is not an address",
        ),
        (
            replace(SPEAKER, choices=tuple(replace(c, correct=True) for c in SPEAKER.choices)),
            "3 choices are correct; who-said-it has exactly one",
        ),
        (
            replace(SPEAKER, choices=tuple(replace(c, correct=False) for c in SPEAKER.choices)),
            "0 choices are correct; who-said-it has exactly one",
        ),
        (replace(SPEAKER, quote=""), "give a quote"),
        (replace(TOLL, text="The river-keepers set a toll."), "no gap"),
        (replace(TOLL, text=""), "no gap"),
        (replace(TOLL, text="{{a}} {{b}} {{c}} {{d}}"), "4 gaps"),
        (replace(TOLL, text="The {{|keepers}} set a toll."), "A gap has no answer"),
        (replace(TOLL, text="The {{–}} set a toll."), "A gap has no answer"),
        (replace(TOLL, text="The {{keepers}} set a {{toll."), "braces"),
        (replace(TOLL, prompt="What fair toll is set?"), "gives the answer “fair toll” away"),
        (replace(WORDS, others=("Fair", "some")), "“Fair” is among the wrong options, and right"),
        (replace(TOWER, back=" "), "The back is empty"),
        (replace(TOWER, answers=("x",)), "shows no answers"),
        (replace(MAYOR, answers=()), "It has no answer"),
        (replace(MAYOR, answers=("Mayor",)), "gives the answer “Mayor” away"),
        (replace(STREETS, choices=STREETS.choices[:2]), "2 statements"),
        (replace(VERBS, pairs=VERBS.pairs[:2]), "2 pairs"),
        (replace(VERBS, others=("decides",)), "“decides” is among the wrong options"),
        (replace(VERBS, pairs=(*VERBS.pairs, Pair("paragraph 9", "decides"))), "Two right sides"),
        (replace(YEARS, items=(*YEARS.items, YEARS.items[0])), "Two items say the same"),
        (replace(WHERE, targets=()), "no target"),
        (replace(WHERE, targets=("X/1 op9",)), "not among the paragraphs shown"),
        (replace(WHERE, within=("Y/1 op1", *WHERE.within)), "of several documents"),
        (replace(PRESS, choices=(*PRESS.choices, Choice("wider", why="no"))), "not a verdict"),
        (replace(PRESS, quote=""), "give a quote"),
        (
            replace(SPEAKER, choices=(replace(RIGHT, text="x."), *SPEAKER.choices[1:])),
            "ends in another form",
        ),
        (
            replace(
                FERRY,
                kind="multiple-choice",
                answer=None,
                prompt="Which public wells are there?",
                choices=(Choice("The public wells", correct=True), *SPEAKER.choices[1:]),
            ),
            "alone repeats “public wells”",
        ),
    ],
)
def test_check_says_what_is_wrong(broken: Question, said: str) -> None:
    sentences = check(broken)
    assert any(said in sentence for sentence in sentences), sentences
    assert all(sentence.startswith(f"Question “{broken.id}”: ") for sentence in sentences)


def test_check_says_one_thing_for_one_mistake() -> None:
    assert len(check(replace(FERRY, prompt=""))) == 1
    assert len(check(replace(TOLL, text="none"))) == 1
