"""A person's own questions in `study.db`: added, changed, thrown away, undone; and their clauses.

An id is a UUID; a question thrown away leaves its row with a stamp, and its card keeps its reviews.
What the clauses said when the question was made is its basis: where the library says something
else today, the question is flagged `changed`, where the clause is not there, `gone`.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Literal

from db import clock
from db.errors import UnknownAddress, UsageError
from db.library import documents
from db.models import EditionKey
from db.quiz import checking, store, usable
from db.quiz.models import Question
from db.quiz.questions import COLUMNS, from_row, question_from_dict, to_row

Origin = Literal["own", "highlight", "note", "generated", "import"]
State = Literal["", "changed", "gone"]
MOST_CHANGES = 100
"""Changes that can be undone."""

_MADE = ("prompt", "kind", "explanation")
_WHERE_CHANGED = "DELETE FROM main.question_change WHERE undone > 0"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a clause said when the question was made, and in which edition."""

    address: str
    kind: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the card of an imported question stands: `state` as `store.put_card` takes it."""

    state: str = ""
    lapses: int = 0
    suspended: bool = False


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
    known: dict[str, Basis | None] = {}
    added: list[OwnQuestion] = []
    for question in questions:
        kept = replace(question, id=_uuid(question.id), options=())
        _refuse_unsound(kept, origin)
        basis = _basis(connection, kept, key, known)
        added.append(OwnQuestion(kept, origin, note, basis, "", made, made))
    with connection:
        fresh = [one for one in added if not _is_there(connection, one.question.id)]
        for one in fresh:
            _insert(connection, one)
            _put_card(connection, one.question, (standings or {}).get(one.question.id), made)
        if fresh:
            _record(connection, "", json.dumps({"ids": [one.question.id for one in fresh]}), made)
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
    basis = _basis(connection, question, key, {})
    after = replace(before, question=question, basis=basis, state="", modified=clock.stamp(now))
    with connection:
        _update(connection, after)
        _record(connection, _dump(before), _dump(after), after.modified)
    return after


def remove(connection: sqlite3.Connection, ids: Sequence[str], now: datetime | None = None) -> None:
    """Throw questions away, their cards with them; one undo brings them back."""
    made = clock.stamp(now)
    with connection:
        _set_deleted(connection, ids, made, made)
        _record(connection, json.dumps({"ids": list(ids)}), "", made)


def own_question(connection: sqlite3.Connection, question_id: str) -> OwnQuestion:
    """Return one of one's own questions; raises UnknownAddress."""
    found = _read(connection, "id = ?", (question_id,))
    if not found:
        raise UnknownAddress("This question is not there any more.")
    return found[0]


def own_questions(
    connection: sqlite3.Connection, *, document: str | None = None, flagged: bool = False
) -> list[OwnQuestion]:
    """List one's own questions in the order they were made: of a document, or flagged ones."""
    return _read(
        connection,
        "(?1 IS NULL OR document = ?1) AND (NOT ?2 OR state <> '')",
        (document, flagged),
    )


def check_clauses(connection: sqlite3.Connection, document: str | None = None) -> int:
    """Hold the questions (of a document) against what their clauses say today.

    Flags what changed, unflags what is as it was, and returns how many are flagged.
    """
    known: dict[str, Basis | None] = {}
    flagged = 0
    with connection:
        for one in own_questions(connection, document=document):
            state = _state(connection, one, known)
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


# undo -----------------------------------------------------------------------------------------


def undo(connection: sqlite3.Connection, now: datetime | None = None) -> bool:
    """Take the last change of one's questions back; tell whether there was one."""
    row = connection.execute(
        "SELECT id, before, after FROM main.question_change WHERE undone = 0"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return False
    with connection:
        connection.execute(
            "UPDATE main.question_change SET undone ="
            " (SELECT max(undone) + 1 FROM main.question_change) WHERE id = ?", (row[0],)
        )  # fmt: skip
        _apply(connection, row[1], row[2], clock.stamp(now))
    return True


def redo(connection: sqlite3.Connection, now: datetime | None = None) -> bool:
    """Do again what `undo` took back last; tell whether there was anything."""
    row = connection.execute(
        "SELECT id, before, after FROM main.question_change WHERE undone > 0"
        " ORDER BY undone DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return False
    with connection:
        connection.execute("UPDATE main.question_change SET undone = 0 WHERE id = ?", (row[0],))
        _apply(connection, row[2], row[1], clock.stamp(now))
    return True


def _record(connection: sqlite3.Connection, before: str, after: str, made: str) -> None:
    connection.execute(_WHERE_CHANGED)
    connection.execute(
        "INSERT INTO main.question_change (question, before, after, made) VALUES ('', ?, ?, ?)",
        (before, after, made),
    )
    connection.execute(
        "DELETE FROM main.question_change WHERE id NOT IN"
        " (SELECT id FROM main.question_change ORDER BY id DESC LIMIT ?)", (MOST_CHANGES,)
    )  # fmt: skip


def _apply(connection: sqlite3.Connection, wanted: str, other: str, made: str) -> None:
    """Make things what `wanted` says they were; empty where the questions were not there."""
    if not wanted:
        _set_deleted(connection, json.loads(other)["ids"], made, made)
        return
    values = json.loads(wanted)
    if ids := values.get("ids"):
        _set_deleted(connection, ids, "", made)
    else:
        _update(connection, replace(_load(values), modified=made))


def _set_deleted(
    connection: sqlite3.Connection, ids: Iterable[str], deleted: str, made: str
) -> None:
    rows = [(deleted, made, one) for one in ids]
    connection.executemany(
        "UPDATE main.own_question SET deleted = ?, modified = ? WHERE id = ?", rows
    )
    connection.executemany(
        "UPDATE main.card SET deleted = ?, modified = ? WHERE question = ?", rows
    )


def _dump(one: OwnQuestion) -> str:
    return json.dumps(asdict(one), ensure_ascii=False)


def _load(values: dict[str, object]) -> OwnQuestion:
    made = dict(values)
    made["question"] = question_from_dict(values["question"])  # type: ignore[arg-type]
    made["basis"] = tuple(Basis(**one) for one in values["basis"])  # type: ignore[attr-defined]
    return OwnQuestion(**made)  # type: ignore[arg-type]  # as `_dump` wrote it


# rows -----------------------------------------------------------------------------------------

_OWN = "origin, note, basis, state, created, modified"


def _read(
    connection: sqlite3.Connection, condition: str, values: Sequence[object]
) -> list[OwnQuestion]:
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


def _insert(connection: sqlite3.Connection, one: OwnQuestion) -> None:
    values = (*to_row(one.question), *_more(one), one.question.document)
    marks = ", ".join("?" * len(values))
    connection.execute(
        f"INSERT INTO main.own_question ({COLUMNS}, {_OWN}, document) VALUES ({marks})", values
    )


def _update(connection: sqlite3.Connection, one: OwnQuestion) -> None:
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


def _is_there(connection: sqlite3.Connection, question_id: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM main.own_question WHERE id = ? AND deleted = ''", (question_id,)
    ).fetchone()
    if found is None:
        connection.execute("DELETE FROM main.own_question WHERE id = ?", (question_id,))
    return found is not None


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


def _refuse_unsound(question: Question, origin: Origin) -> None:
    if wrong := usable.check(question) if origin == "import" else checking.check(question):
        raise UsageError(wrong[0].partition("”: ")[2] or wrong[0])


# clauses --------------------------------------------------------------------------------------


def _basis(
    connection: sqlite3.Connection,
    question: Question,
    key: EditionKey | None,
    known: dict[str, Basis | None],
) -> tuple[Basis, ...]:
    found = (_clause(connection, where, key, known) for where in question.evidence)
    return tuple(one for one in found if one)


def _clause(
    connection: sqlite3.Connection,
    where: str,
    key: EditionKey | None,
    known: dict[str, Basis | None],
) -> Basis | None:
    """Return what an address says, in the edition of `key` where it is that document's."""
    if where in known:
        return known[where]
    name, _, label = where.rpartition(" ")
    try:
        chosen = key if key and key.document == name else documents.choose_edition(
            documents.document(connection, name)
        )  # fmt: skip
        passages = documents.passages_of(connection, chosen, label)
        words = "\n".join(passage.text for passage in passages)
        known[where] = Basis(where, chosen.kind, chosen.language, words)
    except UnknownAddress:
        known[where] = None
    return known[where]


def _state(
    connection: sqlite3.Connection, one: OwnQuestion, known: dict[str, Basis | None]
) -> State:
    for basis in one.basis:
        key = EditionKey(basis.address.rpartition(" ")[0], basis.kind, basis.language)
        today = _clause_in(connection, basis.address, key, known)
        if today is None:
            return "gone"
        if today.text != basis.text:
            return "changed"
    return ""


def _clause_in(
    connection: sqlite3.Connection, where: str, key: EditionKey, known: dict[str, Basis | None]
) -> Basis | None:
    """Return what an address says in this very edition; remembered by edition and address."""
    name = f"{key.kind} {key.language} {where}"
    if name not in known:
        known[name] = _clause(connection, where, key, {})
    return known[name]
