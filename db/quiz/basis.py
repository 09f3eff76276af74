"""What a question rests on: what its clauses said when it was made, held against what they say."""

import sqlite3
from dataclasses import dataclass
from typing import Literal

from db.errors import UnknownAddress
from db.library import documents
from db.models import EditionKey
from db.quiz.models import Question

State = Literal["", "changed", "gone"]
"""Why a question is flagged: a clause says something else today, or is not there."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a clause said when the question was made, and in which edition."""

    address: str
    kind: str
    language: str
    text: str


Known = dict[str, Basis | None]
"""Clauses that were looked up, so that many questions read each once."""


def basis_of(
    connection: sqlite3.Connection,
    question: Question,
    key: EditionKey | None,
    known: Known,
) -> tuple[Basis, ...]:
    """Return what the clauses of a question say, in the edition of `key` where it is theirs."""
    found = (_clause(connection, where, key, known) for where in question.evidence)
    return tuple(one for one in found if one)


def _clause(
    connection: sqlite3.Connection,
    where: str,
    key: EditionKey | None,
    known: Known,
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


def state_of(connection: sqlite3.Connection, found: tuple[Basis, ...], known: Known) -> State:
    """Tell whether the clauses say today what they said."""
    for basis in found:
        key = EditionKey(basis.address.rpartition(" ")[0], basis.kind, basis.language)
        today = _clause_in(connection, basis.address, key, known)
        if today is None:
            return "gone"
        if today.text != basis.text:
            return "changed"
    return ""


def _clause_in(
    connection: sqlite3.Connection, where: str, key: EditionKey, known: Known
) -> Basis | None:
    """Return what an address says in this very edition; remembered by edition and address."""
    name = f"{key.kind} {key.language} {where}"
    if name not in known:
        known[name] = _clause(connection, where, key, {})
    return known[name]
