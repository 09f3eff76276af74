"""A small question bank of the tests' own, and a study file in memory that has it attached."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlite_utils import Database

from db.library.tables import CONTENT_TABLES
from db.quiz import questions
from db.quiz.models import Choice, Item, Pair, Question
from db.study.migrations import migrations

BRIDGES = Question(
    "op2-bridges",
    "multiple-choice",
    "Who keeps the bridges?",
    "Paragraph 2 gives the bridges to the towns and the counties.",
    ("X/1 op2",),
    topics=("operative part", "bridges"),
    choices=(
        Choice("The towns", correct=True),
        Choice("The ferrymen", why="They keep the boats.", evidence=("X/1 op3",)),
        Choice("The counties", correct=True),
        Choice("The millers", why="No paragraph names them."),
    ),
)
FERRY = Question(
    "op3-ferry",
    "true-false",
    "The ferry is free on Sundays.",
    "Paragraph 3 says so.",
    ("X/1 op3",),
    topics=("operative part",),
    difficulty=2,
    answer=True,
)
TOLL = Question(
    "op4-toll",
    "cloze",
    "Fill in the paragraph on tolls.",
    "Paragraph 4.",
    ("X/1 op4", "X/1 pp1"),
    topics=("tolls",),
    text="The {{river-keepers|keepers of the river}} set a {{fair toll}} under rule {{78/311}}.",
)
SPEAKER = Question(
    "speaker-dam",
    "who-said-it",
    "Who spoke of the dam?",
    "It is in the first paragraph of the statement.",
    ("miller p1",),
    topics=("statements",),
    difficulty=3,
    choices=(
        Choice("The miller", correct=True),
        Choice("The ferryman", why="He spoke of boats.", evidence=("ferryman p1",)),
        Choice("The mayor", why="She did not speak."),
    ),
    quote="a dam for everybody",
)
BANK = (BRIDGES, FERRY, TOLL, SPEAKER)

STREETS = Question(
    "op5-streets", "count-correct", "How many of these are in paragraph 5?", "Two of them are.",
    ("X/1 op5",),
    choices=(
        Choice("Streets are swept", correct=True),
        Choice("Streets are lit", correct=True),
        Choice("Streets are paved", why="Paragraph 6 paves them.", evidence=("X/1 op6",)),
    ),
)  # fmt: skip
TOWER = Question(
    "op7-tower", "flashcard", "Who keeps the tower?", "Paragraph 7.", ("X/1 op7",),
    back="The bell-ringers",
)  # fmt: skip
MAYOR = Question(
    "op8-mayor", "short-answer", "What is the mayor to write each year?", "Paragraph 8.",
    ("X/1 op8",), answers=("a report on the wells", "a wells report"),
)  # fmt: skip
VERBS = Question(
    "verbs", "matching", "Which verb opens which paragraph?", "Each paragraph has one.",
    ("X/1 op2", "X/1 op3", "X/1 op4"),
    pairs=(
        Pair("paragraph 2", "Decides", ("X/1 op2",)),
        Pair("paragraph 3", "Invites", ("X/1 op3",)),
        Pair("paragraph 4", "Requests", ("X/1 op4",)),
    ),
    others=("Recalls",),
)  # fmt: skip
YEARS = Question(
    "years", "ordering", "Put in order, earliest first.", "The dates are in the preamble.",
    ("X/1 pp1",),
    items=(
        Item("the flood", "1893", ("X/1 pp1",)),
        Item("the bridge", "1901"),
        Item("the ferry", "1950"),
    ),
)  # fmt: skip
WHERE = Question(
    "where", "find-in-text", "Which paragraph sets the toll?", "Paragraph 4 does.", ("X/1 op4",),
    targets=("X/1 op4",), within=("X/1 op2", "X/1 op3", "X/1 op4"),
)  # fmt: skip
PRESS = Question(
    "press", "press-against-text", "Is it what the text says?", "The text says less.",
    ("X/1 op3", "miller p1"), quote="The ferry is always free.",
    choices=(
        Choice("narrower", correct=True),
        Choice("same", why="Sundays only.", evidence=("X/1 op3",)),
    ),
)  # fmt: skip
WORDS = Question(
    "words", "cloze", "Choose the words.", "Paragraph 4.", ("X/1 op4",),
    text="A {{fair}} toll for {{all}}.", others=("high", "some"),
)  # fmt: skip
KIND_BANK = (*BANK, STREETS, TOWER, MAYOR, VERBS, YEARS, WHERE, PRESS, WORDS)
"""A question of every kind."""


def many(count: int, documents: tuple[str, ...] = ("X/1",)) -> list[Question]:
    """Make `count` true-false questions, the documents by turns."""
    return [
        replace(FERRY, id=f"q{n:03}", evidence=(f"{documents[n % len(documents)]} op{n + 1}",))
        for n in range(count)
    ]


@contextmanager
def opened(bank: tuple[Question, ...] | list[Question] = BANK) -> Iterator[sqlite3.Connection]:
    """Open an empty study file in memory with a library that holds only this bank."""
    connection = sqlite3.connect(":memory:")
    try:
        migrations.apply(Database(connection))
        connection.execute("ATTACH ':memory:' AS library")
        connection.execute(questions.QUESTION_TABLE.replace("question", "library.question", 1))
        for statement in CONTENT_TABLES.split(";\n"):
            if statement.strip().startswith("CREATE TABLE"):
                connection.execute(statement.replace("CREATE TABLE ", "CREATE TABLE library.", 1))
        questions.insert(connection, "library", bank)
        connection.commit()
        yield connection
    finally:
        connection.close()
