"""The rows of one's own questions in `study.db`: read, written, thrown away."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from db.quiz.basis import Basis, State
from db.quiz.models import Question
from db.quiz.questions import COLUMNS, from_row, to_row

Origin = Literal["own", "highlight", "note", "generated", "import"]
_OWN = "origin, note, basis, state, created, modified"


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question with where it comes from and what it rests on; times are UTC stamps.

    `note` is the note it was made from; `state` says why it is flagged.
    """

    question: Question
    origin: Origin = "own"
    note: str = ""
    basis: tuple[Basis, ...] = ()
    state: State = ""
    created: str = ""
    modified: str = ""


def read(
    connection: sqlite3.Connection, condition: str, values: Sequence[object]
) -> list[OwnQuestion]:
    """List the questions that fit an SQL condition, in the order they were made."""
    rows = connection.execute(
        f"SELECT {COLUMNS}, {_OWN} FROM main.own_question WHERE deleted = '' AND {condition}"
        " ORDER BY rowid",
        values,
    )
    return [_own(row) for row in rows]


def _own(row: tuple[object, ...]) -> OwnQuestion:
    origin, note, basis, state, created, modified = row[-6:]
    return OwnQuestion(
        from_row(row[:-6]),
        origin,  # type: ignore[arg-type]  # as it was written
        str(note),
        tuple(Basis(*one) for one in json.loads(str(basis))),
        state,  # type: ignore[arg-type]
        str(created),
        str(modified),
    )


def insert(connection: sqlite3.Connection, one: OwnQuestion) -> None:
    """Write a new question; the caller has the transaction."""
    values = (*to_row(one.question), *_more(one), one.question.document)
    marks = ", ".join("?" * len(values))
    connection.execute(
        f"INSERT INTO main.own_question ({COLUMNS}, {_OWN}, document) VALUES ({marks})", values
    )


def update(connection: sqlite3.Connection, one: OwnQuestion) -> None:
    """Write a question anew, and whose sibling its card is; the caller has the transaction."""
    names = ", ".join(f"{name} = ?" for name in f"{COLUMNS}, {_OWN}, document".split(", "))
    values = (*to_row(one.question), *_more(one), one.question.document, one.question.id)
    connection.execute(f"UPDATE main.own_question SET {names} WHERE id = ?", values)
    connection.execute(
        "UPDATE main.card SET family = ? WHERE question = ?", (one.question.family, one.question.id)
    )


def _more(one: OwnQuestion) -> tuple[str, ...]:
    basis = [[b.address, b.kind, b.language, b.text] for b in one.basis]
    written = json.dumps(basis, ensure_ascii=False)
    return one.origin, one.note, written, one.state, one.created, one.modified


def is_there(connection: sqlite3.Connection, question_id: str) -> bool:
    """Tell whether a question is there; one that was thrown away makes room for its id."""
    found = connection.execute(
        "SELECT 1 FROM main.own_question WHERE id = ? AND deleted = ''", (question_id,)
    ).fetchone()
    if found is None:
        connection.execute("DELETE FROM main.own_question WHERE id = ?", (question_id,))
    return found is not None


def set_deleted(
    connection: sqlite3.Connection, ids: Iterable[str], deleted: str, made: str
) -> None:
    """Stamp questions and their cards as thrown away, or with '' as there again."""
    rows = [(deleted, made, one) for one in ids]
    connection.executemany(
        "UPDATE main.own_question SET deleted = ?, modified = ? WHERE id = ?", rows
    )
    connection.executemany(
        "UPDATE main.card SET deleted = ?, modified = ? WHERE question = ?", rows
    )
