"""The question bank: its table in the bundled library, reading it, and what a question must be.

A cloze's text has its gaps as `{{answer|accepted variant|...}}`, the format of
`resources/library/questions/*.toml`.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from db import text as words
from db.address import is_label
from db.errors import UnknownAddress
from db.quiz.models import Choice, Question

CHOICE_KINDS = frozenset({"multiple-choice", "who-said-it"})
KINDS = ("multiple-choice", "true-false", "cloze", "who-said-it")

QUESTION_TABLE = """
CREATE TABLE question (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    prompt TEXT NOT NULL,
    explanation TEXT NOT NULL,
    evidence TEXT NOT NULL,
    topics TEXT NOT NULL,
    difficulty INTEGER NOT NULL,
    choices TEXT NOT NULL,
    answer INTEGER,
    text TEXT NOT NULL,
    quote TEXT NOT NULL
);
"""
"""`position` is the order of the files; evidence, topics and choices are JSON arrays."""

_COLUMNS = (
    "id, kind, prompt, explanation, evidence, topics, difficulty, choices, answer, text, quote"
)
_GAP = re.compile(r"\{\{([^{}]*)\}\}")
_MOST_CHOICES = 5
_MOST_GAPS = 3
_GIVEAWAYS = ("all of the above", "none of the above", "all of these", "none of these")


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a cloze: the answer shown as the right one, and what else counts as right."""

    answer: str
    variants: tuple[str, ...] = ()


def insert(connection: sqlite3.Connection, schema: str, questions: Iterable[Question]) -> None:
    """Write questions to the question table of `schema` behind those that are there, in order."""
    connection.executemany(
        f"INSERT INTO {schema}.question ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (q.id, q.kind, q.prompt, q.explanation, _json(q.evidence), _json(q.topics),
             q.difficulty, _json([asdict(choice) for choice in q.choices]), q.answer, q.text,
             q.quote)
            for q in questions
        ),
    )  # fmt: skip


def _json(value: Iterable[object]) -> str:
    return json.dumps(list(value), ensure_ascii=False)


def choice_from_dict(values: dict[str, Any]) -> Choice:
    """Make a choice of what `asdict` and JSON made of it."""
    return Choice(
        text=values["text"],
        correct=bool(values.get("correct", False)),
        why=values.get("why", ""),
        evidence=tuple(values.get("evidence", ())),
    )


def _from_row(row: tuple[Any, ...]) -> Question:
    name, kind, prompt, explanation, evidence, topics, difficulty, choices, answer, *rest = row
    return Question(
        name, kind, prompt, explanation,
        evidence=tuple(json.loads(evidence)),
        topics=tuple(json.loads(topics)),
        difficulty=difficulty,
        choices=tuple(map(choice_from_dict, json.loads(choices))),
        answer=None if answer is None else bool(answer),
        text=rest[0],
        quote=rest[1],
    )  # fmt: skip


def questions(
    connection: sqlite3.Connection,
    *,
    document: str | None = None,
    topic: str | None = None,
    kind: str | None = None,
) -> list[Question]:
    """List the questions in the order of the files: those a document decides, of a topic, a kind.

    Names are compared without regard to case; what matches nothing gives an empty list.
    """
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM library.question"
        " WHERE (:kind IS NULL OR kind = :kind COLLATE NOCASE)"
        " AND (:topic IS NULL OR EXISTS"
        " (SELECT 1 FROM json_each(topics) WHERE value = :topic COLLATE NOCASE))"
        " AND (:document IS NULL OR substr(json_extract(evidence, '$[0]'), 1,"
        " length(:document) + 1) = :document || ' ' COLLATE NOCASE)"
        " ORDER BY position",
        {"kind": kind, "topic": topic, "document": document},
    )
    return list(map(_from_row, rows))


def question(connection: sqlite3.Connection, question_id: str) -> Question:
    """Return one question; raises UnknownAddress with what to do."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM library.question WHERE id = ?", (question_id,)
    ).fetchone()
    if row is None:
        raise UnknownAddress(
            f"There is no question “{question_id}” in the bank. “resolute quiz list” lists them."
        )
    return _from_row(row)


def gaps(text: str) -> tuple[str | Gap, ...]:
    """Cut a cloze's text into plain text and gaps, in order; stray braces stay text."""
    pieces: list[str | Gap] = []
    end = 0
    for match in _GAP.finditer(text):
        if match.start() > end:
            pieces.append(text[end : match.start()])
        answer, *variants = (part.strip() for part in match[1].split("|"))
        pieces.append(Gap(answer, tuple(filter(None, variants))))
        end = match.end()
    if end < len(text):
        pieces.append(text[end:])
    return tuple(pieces)


def gaps_only(text: str) -> tuple[Gap, ...]:
    """Return the gaps of a cloze's text without what stands between them."""
    return tuple(piece for piece in gaps(text) if isinstance(piece, Gap))


def check(question: Question) -> list[str]:
    """Say in sentences what is wrong with a question; whether its addresses exist is not asked."""
    found = [*_check_head(question)]
    if question.kind in CHOICE_KINDS:
        found += _check_choices(question)
    elif question.choices:
        found.append(f"A {question.kind} question shows no choices; take them out.")
    if question.kind == "who-said-it" and not question.quote.strip():
        found.append("The words that somebody said are missing: give a quote.")
    if question.kind == "true-false" and not isinstance(question.answer, bool):
        found.append("The answer is missing: answer = true or answer = false.")
    if question.kind == "cloze":
        found += _check_gaps(question.text)
    return [f"Question “{question.id}”: {sentence}" for sentence in found]


def _check_head(question: Question) -> Iterator[str]:
    if not question.id.strip():
        yield "It has no id."
    if question.kind not in KINDS:
        yield f"“{question.kind}” is not a kind of question; use one of {', '.join(KINDS)}."
    if not question.prompt.strip():
        yield "The prompt is empty."
    if not question.explanation.strip():
        yield "The explanation is empty."
    if question.difficulty not in (1, 2, 3):
        yield f"The difficulty is {question.difficulty}; it is 1, 2 or 3."
    if not question.evidence:
        yield "No evidence: name the paragraph that decides it."
    for address in (*question.evidence, *(a for c in question.choices for a in c.evidence)):
        document, _, label = address.rpartition(" ")
        if not document or not is_label(label):
            yield f"“{address}” is not an address like A/RES/78/311 op6."


def _check_choices(question: Question) -> Iterator[str]:
    choices = question.choices
    if not 3 <= len(choices) <= _MOST_CHOICES:
        yield f"It has {len(choices)} choices; give three to five."
    texts = [words.collapse(words.fold(choice.text)) for choice in choices]
    if "" in texts:
        yield "A choice is empty."
    if len(set(texts)) < len(texts):
        yield "Two choices say the same."
    if any(said.startswith(_GIVEAWAYS) for said in texts):
        yield "A choice speaks of the other choices; they are shuffled."
    right = sum(choice.correct for choice in choices)
    if question.kind == "who-said-it" and right != 1:
        yield f"{right} choices are correct; who-said-it has exactly one."
    elif not right:
        yield "No choice is correct."
    elif right == len(choices):
        yield "All choices are correct."
    for choice in choices:
        if not choice.correct and not choice.why.strip():
            yield f"The wrong choice “{choice.text}” does not say why it is wrong."
    yield from _check_lengths(choices)


def _check_lengths(choices: tuple[Choice, ...]) -> Iterator[str]:
    longest_wrong = max((len(choice.text) for choice in choices if not choice.correct), default=0)
    for choice in choices:
        size = len(choice.text)
        if choice.correct and longest_wrong and size > max(1.5 * longest_wrong, longest_wrong + 15):
            yield f"The correct choice “{choice.text}” gives itself away: far longer than the rest."


def _check_gaps(text: str) -> Iterator[str]:
    pieces = gaps(text)
    holes = gaps_only(text)
    if not holes:
        yield "The text has no gap; write one as {{answer|accepted variant}}."
    if len(holes) > _MOST_GAPS:
        yield f"The text has {len(holes)} gaps; three are enough."
    if any(not words.tokens(words.fold(hole.answer)) for hole in holes):
        yield "A gap has no answer."
    if any(isinstance(piece, str) and re.search(r"\{\{|\}\}", piece) for piece in pieces):
        yield "The braces of a gap do not close."
