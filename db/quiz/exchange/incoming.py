"""Bringing questions in: first a preview that changes nothing, then all, undone by one undo."""

import sqlite3
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from db.errors import NotADocument
from db.quiz import own, usable
from db.quiz.checking import same_asked
from db.quiz.exchange import from_csv
from db.quiz.exchange.parsed import MOST_BYTES, Parsed, Refused, Taken, decoded
from db.quiz.models import Question
from db.quiz.questions import questions

_NAMESPACE = uuid.UUID("0c4d7a52-9f0e-4f5e-8a58-3d1f8c1f7a11")
"""Of the ids that imported questions get: the same question gets the same one again."""

Progress = Callable[[int, int], None]
"""Told how many questions of how many are weighed."""


@dataclass(slots=True)
class Preview:
    """What an import would do: what is new, here already, or cannot be taken, and why.

    `table` is what a table's columns are taken for, None for other files.
    """

    form: str
    new: list[Taken] = field(default_factory=list)
    duplicates: list[Taken] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    table: from_csv.Table | None = None

    @property
    def kinds(self) -> dict[str, int]:
        """How many of each kind are new, the most first."""
        return dict(Counter(one.question.kind for one in self.new).most_common())

    @property
    def scheduled(self) -> int:
        """How many come with their schedule."""
        return sum(bool(one.state) for one in self.new)

    @property
    def answers(self) -> int:
        """How many answers given in the other program come with them."""
        return sum(len(one.answers) for one in self.new)


def preview(
    connection: sqlite3.Connection,
    path: Path,
    *,
    mapping: from_csv.Mapping | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Say what would come of a file; nothing is written. Raises NotADocument.

    `mapping` says what a table's columns hold, where the guess is wrong.
    """
    parsed, table = _parse(path, mapping)
    found = Preview(parsed.form, refused=list(parsed.refused), remarks=parsed.remarks, table=table)
    known = _Known(connection, with_guids=table is not None and table.html)
    for number, taken in enumerate(parsed.taken, 1):
        _weigh(taken, known, found)
        if progress and (number % 500 == 0 or number == len(parsed.taken)):
            progress(number, len(parsed.taken))
    return found


def _parse(path: Path, mapping: from_csv.Mapping | None) -> tuple[Parsed, from_csv.Table | None]:
    head = _head(path)
    if head.startswith(b"PK") or path.suffix.lower() in (".apkg", ".colpkg"):
        from db.quiz.exchange import from_anki

        return from_anki.parse(path), None
    if head.startswith(b"SQLite format 3"):
        raise NotADocument("This is a database. Export an Anki package (.apkg) instead.")
    content = _content(path)
    text = decoded(content[:200_000])
    if not content.strip():
        raise NotADocument(f"{path.name} is empty.")
    if "\0" in text:
        raise NotADocument(f"{path.name} is neither text nor an Anki package.")
    if text.lstrip().startswith("<"):
        from db.quiz.exchange import from_moodle

        return from_moodle.parse(content.lstrip(b"\xef\xbb\xbf \t\r\n")), None
    from db.quiz.exchange import from_gift

    is_table = path.suffix.lower() in (".csv", ".tsv") or text.startswith("#separator:")
    if (
        mapping is None
        and not is_table
        and (path.suffix.lower() == ".gift" or from_gift.looks_like(text))
    ):
        return from_gift.parse(content), None
    return from_csv.parse(content, mapping), from_csv.read(content)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError as error:
        raise NotADocument(f"{path} cannot be read ({error.strerror}).") from error


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
        size = file.seek(0, 2)
    if size > MOST_BYTES:
        raise NotADocument(
            f"{path.name} is too large ({size / 1e6:,.0f} MB); up to {MOST_BYTES / 1e6:,.0f} MB "
            "of text are read. Divide it."
        )
    return content


def _weigh(taken: Taken, known: "_Known", found: Preview) -> None:
    question = taken.question
    if wrong := usable.check(question):
        found.refused.append(
            Refused(taken.where, " ".join(question.prompt.split())[:120], wrong[0])
        )
        return
    taken = replace(taken, question=replace(question, id=_id(question, found.form)))
    if known.has(taken.question, question.id):
        found.duplicates.append(taken)
    else:
        known.learn(taken.question)
        found.new.append(taken)


def _id(question: Question, form: str) -> str:
    """Keep a UUID; else make one of the id in the file, or of what is asked."""
    try:
        return str(uuid.UUID(question.id))
    except ValueError:
        name = f"id {question.id}" if question.id and form == "Anki" else _identity(question)
        return str(uuid.uuid5(_NAMESPACE, name))


def _identity(question: Question) -> str:
    """Return what is equal in two questions that ask the same and want the same answer."""
    wanted = " ".join(
        [question.text, question.back, str(question.answer), *question.answers]
    ).casefold()
    return f"{same_asked(question)} → {' '.join(wanted.split())}"


class _Known:
    """What is there already, or came earlier in the same file."""

    def __init__(self, connection: sqlite3.Connection, *, with_guids: bool) -> None:
        there = questions(connection)
        self._ids = {one.id for one in there}
        if with_guids:  # a text for Anki names questions by what Anki knows them by
            from db.quiz.exchange.as_anki import guid

            self._ids |= {guid(one.id) for one in there}
        self._asked = {_identity(one) for one in there}

    def has(self, question: Question, name: str) -> bool:
        """Tell whether it is here, under its id, the id in the file, or in other words' order."""
        whole = name.rpartition(" ")[0]  # a cloze went out as “name 1”, “name 2”, a gap each
        names = {question.id, name, whole}
        return bool(names & self._ids) or _identity(question) in self._asked

    def learn(self, question: Question) -> None:
        self._ids.add(question.id)
        self._asked.add(_identity(question))


def bring_in(
    connection: sqlite3.Connection, found: Preview, *, now: datetime | None = None
) -> list[str]:
    """Add the new questions of a preview, all or none, as one step of undo; return their ids."""
    if not found.new:
        return []
    marks: Mapping[str, Taken] = {one.question.id: one for one in found.new}
    added = own.add_all(
        connection,
        [one.question for one in found.new],
        origin="import",
        now=now,
        standings={
            name: own.Standing(one.state, one.lapses, one.suspended, one.answers)
            for name, one in marks.items()
        },
    )
    return [one.question.id for one in added]


def sentence(found: Preview, added: int | None = None) -> str:
    """Say what an import would do, or has done where `added` says how many there are now."""
    new = len(found.new) if added is None else added
    done = "would be" if added is None else "was" if new == 1 else "were"
    parts = [f"{_many(new, 'question')} {done} added"]
    counted = (
        (found.scheduled if new else 0, "with their schedule"),
        (
            found.answers if new else 0,
            f"earlier answer{'' if found.answers == 1 else 's'} of theirs",
        ),
        (len(found.duplicates), "already here"),
        (len(found.refused), "left out"),
    )
    parts += [f"{count:,} {words}" for count, words in counted if count]
    return "; ".join(parts) + "."


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
