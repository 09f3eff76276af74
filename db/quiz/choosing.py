"""Which questions a practice, an exam or a sprint is about: any filter over all that there are."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from random import Random

from db import clock
from db.address import sort_key
from db.quiz.models import Question
from db.quiz.questions import questions
from db.quiz.store import last_answers
from db.quiz.waiting import day_of

STATES = (
    "new", "wrong", "due", "leech", "flagged", "suspended", "own", "generated", "changed",
)  # fmt: skip
"""What can be asked of a question's past: of its last answer, its card, where it comes from."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Every field that is given must fit; of several values of one field, any.

    `first` and `last` are labels (`op3`, `op6`) between which the deciding paragraph stands;
    `words` are sought in prompt, text and explanation; `states` are of STATES.
    """

    document: str | None = None
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    difficulties: tuple[int, ...] = ()
    first: str = ""
    last: str = ""
    verb: str = ""
    speaker: str = ""
    words: str = ""
    states: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def matching(
    connection: sqlite3.Connection, chosen: Filter, now: datetime | None = None
) -> list[Question]:
    """List the questions that fit, in the order of the bank, then one's own."""
    found = [one for one in questions(connection, document=chosen.document) if _fits(one, chosen)]
    if chosen.verb or chosen.speaker:
        wanted = _paragraphs(connection, chosen)
        found = [one for one in found if wanted & set(one.evidence)]
    for state in chosen.states:
        ids = _in_state(connection, state, now or clock.now())
        found = [one for one in found if one.id in ids]
    return found


def choose(
    connection: sqlite3.Connection,
    *,
    seed: int,
    count: int = 10,
    chosen: Filter | None = None,
) -> list[Question]:
    """Choose questions: what is not known first, the documents taking turns.

    Not known is what was never answered or last answered wrongly; then come those whose right
    answer lies longest back.
    """
    found = matching(connection, chosen or Filter())
    Random(f"choose {seed}").shuffle(found)
    last = last_answers(connection)
    known = {name: made for name, (made, correct) in last.items() if correct}
    unknown = [question for question in found if question.id not in known]
    settled = [question for question in found if question.id in known]
    settled.sort(key=lambda question: known[question.id])
    return [*_in_turns(unknown), *_in_turns(settled)][: max(0, count)]


def on_paragraphs(
    connection: sqlite3.Connection, document: str, labels: Sequence[str], *, seed: int, count: int
) -> list[Question]:
    """Choose questions on just these paragraphs, one a paragraph before a second one."""
    wanted = {f"{document} {label}" for label in labels}
    found = [
        one for one in questions(connection, document=document)
        if one.evidence and one.evidence[0] in wanted
    ]  # fmt: skip
    Random(f"check {seed}").shuffle(found)
    piles: dict[str, list[Question]] = {}
    for one in found:
        piles.setdefault(one.family, []).append(one)
    turns = (one for turn in zip_longest(*piles.values()) for one in turn if one is not None)
    return [one for one, _ in zip(turns, range(max(0, count)), strict=False)]


def _fits(one: Question, chosen: Filter) -> bool:
    topics = {topic.casefold() for topic in one.topics}
    return (
        (not chosen.ids or one.id in chosen.ids)
        and (not chosen.kinds or one.kind in chosen.kinds)
        and (not chosen.topics or bool(topics & {topic.casefold() for topic in chosen.topics}))
        and (not chosen.difficulties or one.difficulty in chosen.difficulties)
        and (not chosen.words or _says(one, chosen.words))
        and _within(one, chosen)
    )


def _says(one: Question, words: str) -> bool:
    said = " ".join([one.prompt, one.text, one.quote, one.back, one.explanation]).casefold()
    return all(word in said for word in words.casefold().split())


def _within(one: Question, chosen: Filter) -> bool:
    if not (chosen.first or chosen.last):
        return True
    place = sort_key(one.family.rpartition(" ")[2])
    after = not chosen.first or sort_key(chosen.first) <= place
    # op6 includes op6.a: what begins with the last label is still within it
    label = one.family.rpartition(" ")[2]
    return after and (
        not chosen.last or place <= sort_key(chosen.last) or label.startswith(f"{chosen.last}.")
    )


def _paragraphs(connection: sqlite3.Connection, chosen: Filter) -> set[str]:
    """Return the addresses of paragraphs with this opening verb, by this speaker."""
    found: set[str] = set()
    for home in ("library", "main"):
        rows = connection.execute(
            f"SELECT edition.document || ' ' || label FROM {home}.passage JOIN {home}.edition"
            " ON edition.id = passage.edition"
            " WHERE (:verb = '' OR opener LIKE :verb || '%')"
            " AND (:speaker = '' OR speaker LIKE '%' || :speaker || '%')"
            " AND (:document IS NULL OR document = :document COLLATE NOCASE)",
            {"verb": chosen.verb, "speaker": chosen.speaker, "document": chosen.document},
        )
        found.update(where for (where,) in rows)
    return found


_ALIVE = "SELECT question FROM card WHERE deleted = ''"
_OWN = "SELECT id FROM main.own_question WHERE deleted = ''"
_QUERIES = {
    "due": f"{_ALIVE} AND suspended = 0 AND phase > 0 AND substr(due, 1, 10) <= :day",
    "leech": f"{_ALIVE} AND lapses >= 8",
    "flagged": f"{_ALIVE} AND flag > 0",
    "suspended": f"{_ALIVE} AND suspended > 0",
    "own": f"{_OWN} AND origin <> 'generated'",
    "generated": f"{_OWN} AND origin = 'generated'",
    "changed": f"{_OWN} AND state <> ''",
}


def _in_state(connection: sqlite3.Connection, state: str, now: datetime) -> set[str]:
    if state in ("new", "wrong"):
        last = last_answers(connection)
        if state == "wrong":
            return {name for name, (_, correct) in last.items() if not correct}
        return {one.id for one in questions(connection)} - set(last)
    if state not in _QUERIES:
        return set()
    rows = connection.execute(_QUERIES[state], {"day": day_of(now)} if state == "due" else {})
    return {name for (name,) in rows}


def _in_turns(found: Iterable[Question]) -> list[Question]:
    """Let the documents take turns, in the order they first come."""
    piles: dict[str, list[Question]] = {}
    for question in found:
        piles.setdefault(question.document, []).append(question)
    turns = zip_longest(*piles.values())
    return [question for turn in turns for question in turn if question is not None]
