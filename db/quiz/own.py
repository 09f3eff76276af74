"""A person's own questions in `study.db`: added, changed, thrown away, held against their clauses.

An id is a UUID; a question thrown away leaves its row with a stamp, and its card keeps its reviews.
What the clauses said when the question was made is its basis: where the library says something
else today, the question is flagged `changed`, where the clause is not there, `gone`.
"""

import sqlite3
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from db import clock
from db.errors import UnknownAddress, UsageError
from db.models import EditionKey
from db.quiz import checking, own_changes, own_rows, store, usable
from db.quiz.basis import Known, basis_of, state_of
from db.quiz.models import Question
from db.quiz.own_rows import Origin, OwnQuestion


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the card of an imported question stands: `state` as `store.put_card` takes it.

    `answers` are those that brought it there.
    """

    state: str = ""
    lapses: int = 0
    suspended: bool = False
    answers: tuple[store.Answer, ...] = ()


def add(
    connection: sqlite3.Connection,
    question: Question,
    *,
    origin: Origin = "own",
    note: str = "",
    key: EditionKey | None = None,
    now: datetime | None = None,
) -> OwnQuestion:
    """Add a question and its card, new; return it with its id. Raises UsageError as `add_all`."""
    (added,) = add_all(connection, [question], origin=origin, note=note, key=key, now=now)
    return added


def add_all(
    connection: sqlite3.Connection,
    questions: Iterable[Question],
    *,
    origin: Origin = "own",
    note: str = "",
    key: EditionKey | None = None,
    now: datetime | None = None,
    standings: Mapping[str, Standing] | None = None,
) -> list[OwnQuestion]:
    """Add questions and their cards in one transaction that one undo takes back.

    `key` is the edition whose words the clauses are taken from. A question whose id is a UUID
    keeps it, and one that is there already is left as it is; others get one. Cards are new, but
    for those of `standings`, by id. Raises UsageError where a question is not sound, and adds
    none; one that is imported must be `usable` only.
    """
    made = clock.stamp(now)
    known: Known = {}
    added: list[OwnQuestion] = []
    for question in questions:
        kept = replace(question, id=_uuid(question.id), options=())
        _refuse_unsound(kept, origin)
        basis = basis_of(connection, kept, key, known)
        added.append(OwnQuestion(kept, origin, note, basis, "", made, made))
    with connection:
        fresh = [one for one in added if not own_rows.is_there(connection, one.question.id)]
        for one in fresh:
            own_rows.insert(connection, one)
            _put_card(connection, one.question, (standings or {}).get(one.question.id), made)
        if fresh:
            came = own_changes.ids([one.question.id for one in fresh], with_answers=bool(standings))
            own_changes.record(connection, "", came, made)
    return added


def change(
    connection: sqlite3.Connection,
    question: Question,
    *,
    key: EditionKey | None = None,
    now: datetime | None = None,
) -> OwnQuestion:
    """Write a question anew under its id; its card stays, and it rests on the clauses of today.

    Raises UnknownAddress where it is not there, UsageError where it is not sound.
    """
    question = replace(question, options=())
    before = own_question(connection, question.id)
    _refuse_unsound(question, before.origin)
    basis = basis_of(connection, question, key, {})
    after = replace(before, question=question, basis=basis, state="", modified=clock.stamp(now))
    with connection:
        own_rows.update(connection, after)
        own_changes.record(
            connection, own_changes.dump(before), own_changes.dump(after), after.modified
        )
    return after


def remove(connection: sqlite3.Connection, ids: Sequence[str], now: datetime | None = None) -> None:
    """Throw questions away, their cards with them; one undo brings them back."""
    made = clock.stamp(now)
    with connection:
        own_rows.set_deleted(connection, ids, made, made)
        own_changes.record(connection, own_changes.ids(ids), "", made)


def own_question(connection: sqlite3.Connection, question_id: str) -> OwnQuestion:
    """Return one of one's own questions; raises UnknownAddress."""
    found = own_rows.read(connection, "id = ?", (question_id,))
    if not found:
        raise UnknownAddress("This question is not there any more.")
    return found[0]


def own_questions(
    connection: sqlite3.Connection, *, document: str | None = None, flagged: bool = False
) -> list[OwnQuestion]:
    """List one's own questions in the order they were made: of a document, or flagged ones."""
    return own_rows.read(
        connection,
        "(?1 IS NULL OR document = ?1) AND (NOT ?2 OR state <> '')",
        (document, flagged),
    )


def check_clauses(connection: sqlite3.Connection, document: str | None = None) -> int:
    """Hold the questions (of a document) against what their clauses say today.

    Flags what changed, unflags what is as it was, and returns how many are flagged.
    """
    known: Known = {}
    flagged = 0
    with connection:
        for one in own_questions(connection, document=document):
            state = state_of(connection, one.basis, known)
            flagged += bool(state)
            if state != one.state:
                connection.execute(
                    "UPDATE main.own_question SET state = ? WHERE id = ?", (state, one.question.id)
                )
    return flagged


def rest_on_today(
    connection: sqlite3.Connection, question_id: str, now: datetime | None = None
) -> OwnQuestion:
    """Say of a flagged question that it holds still: it rests on what its clauses say today."""
    return change(connection, own_question(connection, question_id).question, now=now)


def _uuid(question_id: str) -> str:
    try:
        return str(uuid.UUID(question_id))
    except ValueError:
        return str(uuid.uuid4())


def _put_card(
    connection: sqlite3.Connection, question: Question, standing: Standing | None, made: str
) -> None:
    now = clock.parse(made)
    store.put_new(connection, question.id, question.family, now)
    if standing and standing.state:
        store.put_card(
            connection, question.id, standing.state, now, family=question.family,
            lapses=standing.lapses, suspended=store.BY_HAND if standing.suspended else 0,
        )  # fmt: skip
        store.take_in(connection, question.id, standing.answers)


def _refuse_unsound(question: Question, origin: Origin) -> None:
    if wrong := usable.check(question) if origin == "import" else checking.check(question):
        raise UsageError(wrong[0].partition("”: ")[2] or wrong[0])
