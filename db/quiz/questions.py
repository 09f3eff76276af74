"""The question bank: the kinds of questions and their fields, their table, reading and writing.

Every question, in TOML a `[[question]]` table of `resources/library/questions/*.toml`, has

    id            unique, never used again for another question: answers are kept under it
    kind          one of the kinds below
    prompt        what is asked
    explanation   why the answer is right, shown after it
    evidence      addresses ("A/RES/78/311 op6"), the first one deciding
    topics        words to filter by; the first one is shown above the question
    difficulty    1 easy, 2 middling, 3 hard; 1 where it is not given

and what its kind asks for:

    flashcard           back: the answer, told; one marks oneself
    multiple-choice     choices, three to five, of which one is correct or several are
    true-false          answer = true or false; the prompt is the statement
    count-correct       choices, three to six statements, none to all of them correct; one says
                        how many are
    cloze               text, gaps as {{answer|accepted variant|...}}; typed, or chosen from the
                        answers and `others` where there are others
    short-answer        answers: the one shown as right, then variants that are accepted
    matching            pairs, three to six, {left, right, evidence}; others: right sides that
                        match nothing
    ordering            items, three to eight, {text, note, evidence}, in the right order; the note
                        (a date, a paragraph) is told afterwards
    who-said-it         quote, and choices of which exactly one is correct
    find-in-text        targets: the addresses of which any one is right; within: the addresses
                        to choose among, the targets too; none: all of the document's paragraphs
    press-against-text  quote: what a report says; choices {text = same|near|narrower|absent,
                        correct, why, evidence}, exactly one correct, two to four of them

A choice is {text, correct, why, evidence}: a wrong one says why it is wrong, and names the clause
that shows it. The choices, pairs, words and items are shown in an order of the round's.
`checking.py` says what a question must be; the build names file and line of what is not.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from db.errors import UnknownAddress
from db.quiz.models import Choice, Item, Pair, Question
from db.quiz.tables import QUESTION_COLUMNS

CHOICE_KINDS = frozenset({"multiple-choice", "who-said-it", "press-against-text"})
"""The kinds answered by choosing choices."""

KINDS = (
    "flashcard", "multiple-choice", "true-false", "count-correct", "cloze", "short-answer",
    "matching", "ordering", "who-said-it", "find-in-text", "press-against-text",
)  # fmt: skip

VERDICTS = {
    "same": "The text says this",
    "near": "The text says something near to it",
    "narrower": "The text says less than this",
    "absent": "The text does not say it",
}
"""How what a report says stands to the text, as a press-against-text question shows it."""

QUESTION_TABLE = f"""
CREATE TABLE question (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,{QUESTION_COLUMNS});
"""
"""`position` is the order of the files."""

COLUMNS = (
    "id, kind, prompt, explanation, evidence, topics, difficulty, choices, answer, text, quote,"
    " more"
)
_MORE = ("back", "answers", "others", "pairs", "items", "targets", "within")
_GAP = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a cloze: the answer shown as the right one, and what else counts as right."""

    answer: str
    variants: tuple[str, ...] = ()


def insert(connection: sqlite3.Connection, schema: str, questions: Iterable[Question]) -> None:
    """Write questions to the question table of `schema` behind those that are there, in order."""
    connection.executemany(
        f"INSERT INTO {schema}.question ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        map(to_row, questions),
    )


def to_row(q: Question) -> tuple[Any, ...]:
    """Return a question as the values of COLUMNS."""
    more = {name: _dumped(value) for name in _MORE if (value := getattr(q, name))}
    return (
        q.id, q.kind, q.prompt, q.explanation, _json(q.evidence), _json(q.topics), q.difficulty,
        _json([asdict(choice) for choice in q.choices]), q.answer, q.text, q.quote,
        json.dumps(more, ensure_ascii=False) if more else "",
    )  # fmt: skip


def _dumped(value: str | tuple[str | Pair | Item, ...]) -> str | list[Any]:
    if isinstance(value, str):
        return value
    return [one if isinstance(one, str) else asdict(one) for one in value]


def _json(value: Iterable[object]) -> str:
    return json.dumps(list(value), ensure_ascii=False)


def choice_from_dict(values: Mapping[str, Any]) -> Choice:
    """Make a choice of what `asdict` and JSON made of it."""
    return Choice(
        text=values["text"],
        correct=bool(values.get("correct", False)),
        why=values.get("why", ""),
        evidence=tuple(values.get("evidence", ())),
    )


def _parts(values: Mapping[str, Any]) -> dict[str, Any]:
    """Make pairs and items of what JSON or TOML has of them, and tuples of lists."""
    made = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    for name, make in (("pairs", Pair), ("items", Item)):
        if name in made:
            made[name] = tuple(
                make(**{**part, "evidence": tuple(part.get("evidence", ()))}) for part in made[name]
            )
    return made


def question_from_dict(values: Mapping[str, Any]) -> Question:
    """Make a question of what `asdict` and JSON made of it, or of a checked TOML table.

    Raises TypeError, KeyError or ValueError for anything else.
    """
    made = _parts(values)
    made["choices"] = tuple(map(choice_from_dict, made.get("choices", ())))
    return Question(**made)


def from_row(row: tuple[Any, ...]) -> Question:
    """Make a question of the values of COLUMNS."""
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
        **(_parts(json.loads(rest[2])) if rest[2] else {}),
    )  # fmt: skip


def questions(
    connection: sqlite3.Connection,
    *,
    document: str | None = None,
    topic: str | None = None,
    kind: str | None = None,
) -> list[Question]:
    """List the questions in the order of the files, then one's own in the order they were made.

    Those a document decides, of a topic, a kind; names are compared without regard to case, and
    what matches nothing gives an empty list.
    """
    chosen = (
        " WHERE (:kind IS NULL OR kind = :kind COLLATE NOCASE)"
        " AND (:topic IS NULL OR EXISTS"
        " (SELECT 1 FROM json_each(topics) WHERE value = :topic COLLATE NOCASE))"
        " AND (:document IS NULL OR substr(json_extract(evidence, '$[0]'), 1,"
        " length(:document) + 1) = :document || ' ' COLLATE NOCASE)"
    )
    values = {"kind": kind, "topic": topic, "document": document}
    found: list[Question] = []
    for table, order in (
        ("library.question", "ORDER BY position"),
        ("main.own_question", "AND deleted = '' ORDER BY rowid"),
    ):
        rows = connection.execute(f"SELECT {COLUMNS} FROM {table}{chosen} {order}", values)
        found += map(from_row, rows)
    return found


def question(connection: sqlite3.Connection, question_id: str) -> Question:
    """Return one question, of the bank or one's own; raises UnknownAddress with what to do."""
    for table, alive in (("library.question", ""), ("main.own_question", " AND deleted = ''")):
        row = connection.execute(
            f"SELECT {COLUMNS} FROM {table} WHERE id = ?{alive}", (question_id,)
        ).fetchone()
        if row is not None:
            return from_row(row)
    raise UnknownAddress(
        f"There is no question “{question_id}” in the bank. “resolute quiz list” lists them."
    )


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


def filled(text: str) -> str:
    """Return a cloze's text with every gap filled rightly."""
    return "".join(piece if isinstance(piece, str) else piece.answer for piece in gaps(text))
