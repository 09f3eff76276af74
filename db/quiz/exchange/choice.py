"""Which questions go out, and what an export says of each besides what it asks."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from db import clock, links
from db.address import describe
from db.errors import UnknownAddress, UsageError
from db.library import documents
from db.links import Link
from db.models import Document, Edition
from db.quiz.choosing import Filter, matching
from db.quiz.models import Question

Home = Literal["", "bank", "own"]

BANK_STAMP = 1_793_491_200
"""Seconds since 1970: when the bank's questions were last changed (1 November 2026).

Anki takes a note anew only where it is younger than the one it has: raise this when questions of
the bank are reworded, to a day
that is past, or a person's edits of today would be lost.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted; what is empty narrows nothing. `home` is `bank` or `own`."""

    document: str = ""
    topic: str = ""
    kind: str = ""
    home: Home = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that decides a question: its address, how it is cited, a link, its words."""

    address: str
    citation: str
    link: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A question with its document's title, its places, and when it was changed (Unix seconds)."""

    question: Question
    title: str
    places: tuple[Place, ...]
    stamp: int = BANK_STAMP


def chosen(connection: sqlite3.Connection, choice: Choice) -> list[Question]:
    """Return the questions wanted, the bank's in its order, then one's own."""
    wanted = Filter(
        document=choice.document or None,
        topics=(choice.topic,) if choice.topic else (),
        kinds=(choice.kind,) if choice.kind else (),
        words=choice.words,
    )
    found = matching(connection, wanted)
    if not choice.home:
        return found
    own = _own_stamps(connection)
    return [one for one in found if (one.id in own) == (choice.home == "own")]


def gather(connection: sqlite3.Connection, questions: Sequence[Question]) -> list[Outgoing]:
    """Look up what belongs to questions, in their order; raises UsageError for none."""
    if not questions:
        raise UsageError("No questions fit this choice. Widen it.")
    own, ground = _own_stamps(connection), _Ground(connection)
    return [
        Outgoing(
            one,
            ground.title(one.document),
            tuple(map(ground.place, one.evidence)),
            own.get(one.id, BANK_STAMP),
        )
        for one in questions
    ]


def by_document(outgoing: Sequence[Outgoing]) -> Iterator[tuple[str, list[Outgoing]]]:
    """Yield the questions of each document under its title, in the order they first come."""
    piles: dict[str, list[Outgoing]] = {}
    for one in outgoing:
        piles.setdefault(one.title, []).append(one)
    yield from piles.items()


def _own_stamps(connection: sqlite3.Connection) -> dict[str, int]:
    rows = connection.execute("SELECT id, modified FROM main.own_question WHERE deleted = ''")
    return {name: int(clock.parse(modified).timestamp()) for name, modified in rows}


class _Ground:
    """Documents and editions, each read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._documents = {one.id: one for one in documents.documents(connection)}
        self._editions: dict[str, Edition] = {}
        self._places: dict[str, Place] = {}

    def title(self, document: str) -> str:
        known = self._documents.get(document)
        if known is None:
            return document or "Other questions"
        return known.id if known.kind == "resolution" else known.short_title

    def place(self, where: str) -> Place:
        if where not in self._places:
            self._places[where] = self._look_up(where)
        return self._places[where]

    def _look_up(self, where: str) -> Place:
        name, _, label = where.rpartition(" ")
        said, link = f"{self.title(name)}, {describe(label)}", links.write(Link(name, label))
        document = self._documents.get(name)
        if document is None:
            return Place(where, said, link)
        words = [one.text for one in self._edition(document).passages
                 if one.label == label or one.label.startswith(f"{label}.")]  # fmt: skip
        return Place(where, said, link, "\n".join(words))

    def _edition(self, document: Document) -> Edition:
        if document.id not in self._editions:
            try:
                key = documents.choose_edition(document, kind="digest")
            except UnknownAddress:
                key = documents.choose_edition(document)
            self._editions[document.id] = documents.edition(self._connection, key)
        return self._editions[document.id]
