"""What the quiz asks of the store: functions of a connection, run by the worker, without Qt.

`db.quiz` is imported where it is used: the start of the program does not wait for it.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from db.errors import UnknownAddress, UsageError
from db.quiz.models import Question
from desktop.quiz import wording

if TYPE_CHECKING:
    from db.quiz.choosing import Filter
    from db.quiz.exam import Exam, Result, Rule
    from db.quiz.grade import Grade
    from db.quiz.session import Round
    from db.quiz.sprint import Sprint

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
class PartsRead:
    """The parts of a document that have been read whole, each with the labels of its paragraphs."""

    document: str
    parts: dict[str, tuple[str, ...]]


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
    mode: str = "round"
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    """Under which the answer is kept: sent again it counts once."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a quiz is to be about, as it was chosen and typed; empty fields ask for nothing."""

    document: str | None = None
    topic: str = ""
    kind: str = ""
    state: str = ""
    first: str = ""
    last: str = ""
    verb: str = ""
    speaker: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from: documents by id and name, topics, marking rules."""

    documents: list[tuple[str, str]]
    topics: list[str]
    rules: list[tuple[str, str]]


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


def waiting(connection: Any) -> tuple[int, int]:
    """Count the cards that are due, and the new ones for today."""
    from db import clock
    from db.quiz import options, waiting

    counted = waiting.counts(connection, clock.now(), options=options.read(connection))
    return counted.due, counted.new


def mastery(connection: Any) -> tuple[Mastery, ...]:
    """Return how each document's questions went, in the library's order."""
    from db.quiz.statistics import mastery

    called = names(connection)
    found = sorted(mastery.mastery(connection, "document"), key=_in_order_of(called))
    return tuple(
        Mastery(one.key, called.get(one.key, one.key or "Other questions"), right=one.right,
                wrong=one.wrong, questions=one.questions, answered=one.answered)
        for one in found
    )  # fmt: skip


def _in_order_of(called: dict[str, str]) -> Callable[[Any], int]:
    order = {document: number for number, document in enumerate(called)}
    return lambda group: order.get(group.key, len(order))


def start_round(connection: Any, seed: int) -> Started:
    """Choose the questions of a new round."""
    from db.quiz import choosing, session

    chosen = choosing.choose(connection, seed=seed)
    return Started(session.begin(chosen, seed=seed), names(connection))


def start_with(connection: Any, asked: Sequence[Question], seed: int) -> Started:
    """Begin a round of these questions, in another order."""
    from db.quiz import session

    return Started(session.begin(asked, seed=seed), names(connection))


def offered(connection: Any) -> Offered:
    """Return what a quiz can be chosen from."""
    from db.quiz import exam, questions

    bank, called = questions.questions(connection), names(connection)
    there = {question.document for question in bank}
    topics = {topic for question in bank for topic in question.topics if topic not in called}
    return Offered(
        [(name, words) for name, words in called.items() if name in there],
        sorted(topics, key=str.casefold), [(rule, words) for rule, words in exam.RULES.items()],
    )  # fmt: skip


def _filter(chosen: Chosen) -> "Filter":
    """Make a filter of what was typed; raises UsageError for a paragraph that is none."""
    from db.address import parse_label
    from db.quiz.choosing import Filter

    labels = []
    for typed in (chosen.first, chosen.last):
        label = parse_label(typed) if typed.strip() else ""
        if label is None:
            raise UsageError(f"“{typed.strip()}” is no paragraph. Write 3, op3, pp2 or 6 (a).")
        labels.append(label)
    return Filter(
        document=chosen.document, topics=(chosen.topic,) if chosen.topic else (),
        kinds=(chosen.kind,) if chosen.kind else (), states=(chosen.state,) if chosen.state else (),
        first=labels[0], last=labels[1], verb=chosen.verb, speaker=chosen.speaker,
        words=chosen.words,
    )  # fmt: skip


def count_chosen(connection: Any, chosen: Chosen) -> int:
    """Count the questions that fit; raises UsageError for a paragraph that is none."""
    from db.quiz import choosing

    return len(choosing.matching(connection, _filter(chosen)))


def start_practice(connection: Any, chosen: Chosen, count: int, seed: int) -> Started:
    """Choose the questions of a practice."""
    from db.quiz import choosing, session

    found = choosing.choose(connection, seed=seed, count=count, chosen=_filter(chosen))
    return Started(session.begin(found, seed=seed), names(connection))


def start_on(connection: Any, document: str, labels: tuple[str, ...], seed: int) -> Started:
    """Choose ten questions at most on some paragraphs of a document."""
    from db.quiz import choosing, session

    found = choosing.on_paragraphs(connection, document, labels, seed=seed, count=10)
    return Started(session.begin(found, seed=seed), names(connection))


def start_claims(connection: Any, seed: int) -> Started:
    """Ask of what sources say whether the text says so, ten at most."""
    from db.library import disagreements
    from db.quiz import session
    from db.quiz.from_claims import questions_of

    found = session.begin(questions_of(disagreements.points(connection)), seed=seed)
    return Started(session.Round(found.questions[:10], seed=seed), names(connection))


def start_check(connection: Any, document: str, labels: tuple[str, ...], seed: int) -> Started:
    """Choose three questions on paragraphs that have just been read."""
    from db.quiz import choosing, session

    found = choosing.on_paragraphs(connection, document, labels, seed=seed, count=3)
    return Started(session.begin(found, seed=seed), names(connection))


def parts_read(connection: Any, document: str, labels: frozenset[str]) -> PartsRead:
    """Return which parts of a document have been read whole, and can be asked about."""
    from db.library import documents

    try:
        found = documents.document(connection, document)
        edition = documents.edition(connection, documents.choose_edition(found))
    except UnknownAddress:  # it was removed from the library while one read it
        return PartsRead(document, {})
    parts: dict[str, list[str]] = {}
    for passage in edition.passages:
        if passage.part and passage.kind not in ("record", "heading", "footnote"):
            parts.setdefault(passage.part, []).append(passage.label)
    whole = {part: tuple(own) for part, own in parts.items() if labels.issuperset(own)}
    return PartsRead(document, whole)


def start_sprint(connection: Any, chosen: Chosen, seed: int) -> "Sprint":
    """Take every quick question that fits; raises UsageError where there is none."""
    from db.quiz import choosing
    from db.quiz.sprint import Sprint

    sprint = Sprint(choosing.matching(connection, _filter(chosen)), seed=seed)
    if sprint.is_over:
        raise UsageError("No question that fits can be answered by one key. Ask for less.")
    return sprint


def start_exam(
    connection: Any, chosen: Chosen, count: int, minutes: int, rule: "Rule", seed: int
) -> "tuple[Exam, dict[str, str]]":
    """Choose the questions of an exam; raises UsageError where there is none."""
    from db.quiz.exam import Exam

    shown = start_practice(connection, chosen, count, seed).round.questions
    if not shown:
        raise UsageError("No question fits. Ask for less.")
    return Exam(shown, limit=60.0 * minutes, rule=rule), names(connection)


def resume_exam(connection: Any, kept: str) -> "tuple[Exam, dict[str, str]]":
    """Take up an exam that was left; raises UsageError where `kept` is damaged."""
    from db.quiz.exam import Exam

    return Exam.from_json(kept), names(connection)


def record_exam(connection: Any, exam: "Exam", result: "Result") -> None:
    """Keep the answers of an exam, each once however often this is done."""
    from db.quiz.store import record_answer

    for place, item in enumerate(result.items):
        if item.grade is not None:
            record_answer(
                connection, item.question, item.given, item.grade,
                milliseconds=exam.answers[place][1], mode="exam", review_id=exam.review_id(place),
            )  # fmt: skip


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
        connection, given.question, given.given, given.grade, milliseconds=given.milliseconds,
        mode=given.mode, review_id=given.id,
    )  # fmt: skip


Work = Callable[[Any], Any]
"""What a worker is given: a function of its connection."""
