"""Searching both homes of documents: ranked, marked, in pages, and stopped at any moment.

What is addressed (`A/RES/78/311 op6`, `op6`) comes before all, then what `candidates` found the
best of, then all the rest in the order of the documents. `sought` decides how far the words go.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from db.models import EditionKey, Hit
from db.search import patterns
from db.search.candidates import HOMES, Found
from db.search.filters import offer_functions
from db.search.marks import Marker
from db.search.narrowing import Step
from db.search.personal import Page, kinds, search_personal
from db.search.query import Node, parse
from db.search.sought import Question, Sought, goal

_LATE = "The pattern takes too long; not all passages were looked at. Make it simpler."
_MISSED = "Hardly a passage has all of these words; these have nearly all."


class Interrupted(Exception):
    """The search was stopped by `connection.interrupt()`; its answer is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits; `total` is None where there are more than were ranked.

    `problem` is a sentence on the query, which may have hits all the same; `seconds` is how long
    the search took; `query` is what was typed, or what goes on from it. A hit's score is 1 for the
    best one, more for what was addressed. `sought` finds the passages again, for `facets` to count
    them; None where only one's own things were looked for. `uncounted` says that these passages
    are all that was asked for, and have no total yet.
    """

    hits: tuple[Hit, ...]
    total: int | None
    problem: str = ""
    seconds: float = 0.0
    query: str = ""
    sought: Sought | None = None
    uncounted: bool = False


def search(
    connection: sqlite3.Connection,
    text: str,
    *,
    limit: int = 50,
    offset: int = 0,
    document: str | None = None,
    scope: str = "",
    steps: Sequence[Step] = (),
    stemmed: bool = True,
    relaxed: bool = False,
    typing: bool = False,
) -> Results:
    """Search the library and the person's documents for what was typed, best first.

    `document` and `scope`, a query, say where; `steps` narrow what is found. Where little is
    found, `stemmed` takes other forms of the words too; where hardly anything is, `typing` takes
    the last word for the beginning of one, and `relaxed` takes passages that have nearly all words.
    Nothing typed raises. Raises IndexDamaged or LibraryDamaged where an index cannot be read,
    Interrupted where the connection was interrupted.
    """
    started = perf_counter()
    question = Question(text, document, scope, tuple(steps), stemmed, relaxed, typing)
    node, query = question.node, parse(text)
    if node is None:
        return Results((), 0, query.problem, perf_counter() - started, text)
    start, matcher = max(offset, 0), patterns.begin()
    offer_functions(connection)
    try:
        found = _answer(connection, question, node, start, start + max(limit, 0))
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Interrupted from error
        raise
    wrong = query.problem if text.strip() else ""
    problem = wrong or (_LATE if matcher.late else found.problem)
    return replace(found, problem=problem, seconds=perf_counter() - started)


def _answer(
    connection: sqlite3.Connection, question: Question, node: Node, start: int, stop: int
) -> Results:
    """Search one's own things and the passages, as far as the tree asks for them."""
    own, asked_for = Page((), 0), kinds(node)
    if asked_for != {"passage"}:
        own = search_personal(connection, node, question.document, start, stop)
        if "passage" not in asked_for or own.total is None:
            return Results(*own, query=question.typed)
    assert own.total is not None
    found = goal(connection, question)
    page = found.best(max(stop - own.total, 0))
    page = page[max(start - own.total, 0) : max(stop - own.total, 0)]
    return Results(
        (*own.hits, *_hits(connection, page, Marker(found.node, found.typed))),
        total=None if found.total is None else found.total + own.total,
        problem=_MISSED if found.finds_nearly else "",
        query=question.typed + "*" * found.goes_on,
        sought=found.sought,
        uncounted=found.total is None and asked_for == {"passage"},
    )


def _hits(connection: sqlite3.Connection, page: list[Found], marker: Marker) -> tuple[Hit, ...]:
    rows = {(home, row[0]): row for home in HOMES for row in _rows(connection, home, page)}
    hits = []
    for score, home, passage in page:
        if (home, passage) not in rows:
            continue  # taken out by another connection a moment ago
        _, document, kind, language, title, label, voice, text = rows[home, passage]
        key = EditionKey(document, kind, language)
        hits.append(Hit(key, label, title, voice, *marker.shown(text), round(score, 4)))
    return tuple(hits)


def _rows(connection: sqlite3.Connection, home: str, page: list[Found]) -> list[tuple[Any, ...]]:
    passages = [one.passage for one in page if one.home == home]
    if not passages:
        return []
    return connection.execute(
        "SELECT p.id, e.document, e.kind, e.language, coalesce("
        " (SELECT title FROM library.document WHERE name = e.document),"
        " (SELECT title FROM main.document WHERE name = e.document), e.title),"
        f" p.label, p.voice, p.text FROM {home}.passage p JOIN {home}.edition e"
        f" ON e.id = p.edition WHERE p.id IN ({','.join('?' * len(passages))})",
        passages,
    ).fetchall()
