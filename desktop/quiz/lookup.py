"""What the quiz asks of the store: functions of a connection, run by the worker, without Qt.

`db.quiz` is imported where it is used: the start of the program does not wait for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from db.errors import UnknownAddress, UsageError
from db.quiz.models import Question
from desktop.quiz import wording

if TYPE_CHECKING:
    from db.quiz.grade import Grade
    from db.quiz.session import Round

VOICE_WORDS = {
    "official": "official text",
    "quoted": "quoted",
    "reported": "reported",
    "digest": "study digest",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph that decides a question, with its citation and, in words, whose it is."""

    address: str
    citation: str
    voice: str
    text: str


@dataclass(frozen=True, slots=True)
class Mastery:
    """How the answers to one document's questions came out."""

    document: str
    title: str
    right: int
    wrong: int
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What the panel shows: cards that are due, new ones for today, mastery by document."""

    due: int
    new: int
    mastery: tuple[Mastery, ...]


@dataclass(frozen=True, slots=True)
class Started:
    """A round, and the documents' names by id."""

    round: "Round"
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer on its way to the store; the question as it was shown."""

    question: Question
    given: object
    grade: "Grade"
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Card:
    """A flashcard to show; `intervals` say for each grade how long it would then be away."""

    question: Question
    front: str
    back: str
    intervals: dict[int, timedelta]
    due: int
    new: int
    flag: int = 0
    leech: str = ""
    """The prompt of the card before, where its grade made it a leech."""


@dataclass(frozen=True, slots=True)
class NothingDue:
    """No card to show now; `unseen` were never studied, `backlog` waits past today's limit."""

    next_due: datetime | None
    unseen: int
    backlog: int = 0
    leech: str = ""


def names(connection: Any) -> dict[str, str]:
    """Return how each document is cited: a resolution by its symbol, the rest by short title."""
    from db.library.documents import documents

    found = documents(connection)
    return {one.id: one.id if one.kind == "resolution" else one.short_title for one in found}


def clauses(connection: Any, addresses: tuple[str, ...]) -> tuple[Clause, ...]:
    """Return the paragraphs at these addresses, of the digest where the document has one."""
    called = names(connection)
    return tuple(_clause(connection, where, called) for where in addresses)


def paragraphs(connection: Any, question: Question) -> tuple[Clause, ...]:
    """Return the paragraphs to find it in, in the order of the text: those named, or all."""
    from db.library import documents

    if question.within:
        return clauses(connection, question.within)
    found = documents.document(connection, question.document)
    edition = documents.edition(connection, documents.choose_edition(found))
    called = names(connection)
    return tuple(
        Clause(where, wording.place(where, called), "", passage.text)
        for passage in edition.passages
        if passage.kind not in ("record", "heading", "footnote")
        and (where := f"{question.document} {passage.label}")
    )


def _clause(connection: Any, where: str, called: dict[str, str]) -> Clause:
    from db.library import documents

    name, _, label = where.rpartition(" ")
    citation = wording.place(where, called)
    try:
        document = documents.document(connection, name)
        has_digest = any(summary.key.kind == "digest" for summary in document.editions)
        key = documents.choose_edition(document, kind="digest" if has_digest else None)
        passages = documents.passages_of(connection, key, label)
    except UnknownAddress as error:
        return Clause(where, citation, "", str(error))
    voice = VOICE_WORDS.get(passages[0].voice, passages[0].voice)
    if passages[0].speaker:
        voice += f", {passages[0].speaker}"
    return Clause(where, citation, voice, "\n".join(passage.text for passage in passages))


def standing(connection: Any) -> Standing:
    """Count what is due and how each document's questions went."""
    from db import clock
    from db.quiz import options, questions, store, waiting

    counted = waiting.counts(connection, clock.now(), options=options.read(connection))
    marks, called = store.answered(connection), names(connection)
    found: dict[str, list[tuple[int, int]]] = {}
    for question in questions.questions(connection):
        found.setdefault(question.document, []).append(marks.get(question.id, (0, 0)))
    mastery = tuple(
        Mastery(
            document,
            called.get(document, document),
            right=sum(right for right, _ in counted),
            wrong=sum(wrong for _, wrong in counted),
            questions=len(counted),
            answered=sum(right + wrong > 0 for right, wrong in counted),
        )
        for document, counted in sorted(found.items(), key=_in_order_of(called))
    )
    return Standing(counted.due, counted.new, mastery)


def _in_order_of(called: dict[str, str]) -> Callable[[tuple[str, Any]], int]:
    order = {document: number for number, document in enumerate(called)}
    return lambda entry: order.get(entry[0], len(order))


def start_round(connection: Any, seed: int) -> Started:
    """Choose the questions of a new round."""
    from db.quiz import choosing, session

    chosen = choosing.choose(connection, seed=seed)
    return Started(session.begin(chosen, seed=seed), names(connection))


def resume_round(connection: Any, kept: str) -> Started:
    """Take up a round that was left; raises UsageError where `kept` is damaged."""
    from db.quiz.session import Round

    return Started(Round.from_json(kept), names(connection))


def progress_words(kept: str) -> str:
    """Say how far a kept round is: `Continue: 4 of 10`; empty where it cannot be read."""
    from db.quiz.session import Round

    try:
        progress = Round.from_json(kept).progress
    except UsageError:
        return ""
    return f"Continue: {progress.number} of {progress.of}"


def record(connection: Any, given: Given) -> None:
    """Keep one answer, in a transaction of its own."""
    from db.quiz.store import record_answer

    record_answer(
        connection, given.question, given.given, given.grade, milliseconds=given.milliseconds
    )


def next_card(connection: Any) -> Card | NothingDue:
    """Return the next card to study, or when there will be one."""
    from db import clock
    from db.quiz import options, waiting

    now, kept = clock.now(), options.read(connection)
    if found := waiting.due(connection, now, limit=1, options=kept):
        return _card(connection, found[0], now)
    return NothingDue(
        waiting.next_due(connection, now), waiting.unseen(connection),
        waiting.backlog(connection, now),
    )  # fmt: skip


def _card(connection: Any, question_id: str, now: datetime) -> Card:
    from db.quiz import options, questions, schedule, session, store, waiting

    kept = options.read(connection)
    # another order of the choices each day: the place of the right one is not to be learnt
    shown = session.shuffle_choices(
        questions.question(connection, question_id), now.astimezone().toordinal()
    )
    front, back = session.flashcard(shown)
    counted = waiting.counts(connection, now, options=kept)
    intervals = schedule.previews(connection, question_id, now, options=kept)
    row = store.row(connection, question_id)
    return Card(shown, front, back, intervals, counted.due, counted.new, row.flag)


def grade_card(
    connection: Any, question_id: str, rating: int, milliseconds: int, review_id: str
) -> Card | NothingDue:
    """Keep a grade, in one transaction, and return what comes next.

    Tried again with the same `review_id` (a UUID), it counts once.
    """
    from db import clock
    from db.quiz import options, questions, schedule

    done = schedule.review(
        connection, question_id, rating, milliseconds=milliseconds, now=clock.now(),
        options=options.read(connection), review_id=review_id,
    )  # fmt: skip
    following = next_card(connection)
    if done.leech:
        return replace(following, leech=questions.question(connection, question_id).prompt)
    return following


def undo_grade(connection: Any) -> Card | NothingDue:
    """Take the latest grade back and return its card."""
    from db import clock
    from db.quiz import schedule

    question_id = schedule.undo_last(connection)
    if question_id is None:
        return next_card(connection)
    return _card(connection, question_id, clock.now())


Work = Callable[[Any], Any]
"""What a worker is given: a function of its connection."""
