"""Searching both homes of documents: ranked, marked, in pages, and stopped at any moment.

What is addressed (`A/RES/78/311 op6`, `op6`) comes before all, then what `candidates` found the
best of, then all the rest in the order of the documents.
"""

import sqlite3
from dataclasses import dataclass, replace
from itertools import product
from time import perf_counter
from typing import Any, NamedTuple

from db.address import parse_address, parse_label
from db.errors import UsageError
from db.models import EditionKey, Hit
from db.search import patterns
from db.search.candidates import (
    HOMES,
    KIND_ORDER,
    Asked,
    Found,
    Scope,
    not_doubled,
    raise_if_blind,
)
from db.search.filters import offer_functions
from db.search.marks import Marker, marks, snippet
from db.search.personal import Page, kinds, search_personal
from db.search.query import Node, cleaned, parse
from db.search.widening import ENOUGH, FEW, begun, with_fewer_words, with_forms

__all__ = ["Interrupted", "Results", "marks", "search", "snippet"]

_LATE = "The pattern takes too long; not all passages were looked at. Make it simpler."
_MISSED = "Hardly a passage has all of these words; these have nearly all."
_NEARLY = 0.5
_ADDRESSED = 12
_ADDRESS_LENGTH = 100
_ADDRESS_SCORE = 2.0
_LAST = chr(0x10FFFF)
_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


class Interrupted(Exception):
    """The search was stopped by `connection.interrupt()`; its answer is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits; `total` is None where there are more than were ranked.

    `problem` is a sentence on the query, which may have hits all the same; `seconds` is how long
    the search took; `query` is what was searched for, the typed one or one that goes on from it.
    A hit's score is 1 for the best one, more for what was addressed. `uncounted` is the tree whose
    passages have no total yet (`facets.total`), other forms of the words included.
    """

    hits: tuple[Hit, ...]
    total: int | None
    problem: str = ""
    seconds: float = 0.0
    query: str = ""
    uncounted: Node | None = None


def search(
    connection: sqlite3.Connection,
    text: str,
    *,
    limit: int = 50,
    offset: int = 0,
    document: str | None = None,
    stemmed: bool = True,
    relaxed: bool = False,
    typing: bool = False,
) -> Results:
    """Search the library and the person's documents for what was typed, best first.

    `document` keeps to one document. Where little is found, `stemmed` takes other forms of the
    words too; where hardly anything is, `typing` takes the last word for the beginning of one,
    and `relaxed` takes passages that have nearly all words.
    Nothing typed raises. Raises IndexDamaged or LibraryDamaged where an index cannot be read,
    Interrupted where the connection was interrupted.
    """
    started = perf_counter()
    query = parse(text)
    if query.node is None:
        return Results((), 0, query.problem, perf_counter() - started, text)
    start, matcher = max(offset, 0), patterns.begin()
    offer_functions(connection)
    asking = _Asking(connection, text, document, start, start + max(limit, 0))
    try:
        found = asking.answer(query.node, _Wanted(stemmed, relaxed, typing))
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Interrupted from error
        raise
    problem = query.problem or (_LATE if matcher.late else found.problem)
    return replace(found, problem=problem, seconds=perf_counter() - started)


class _Wanted(NamedTuple):
    """How far a search that finds little may go from what was typed."""

    stemmed: bool
    relaxed: bool
    typing: bool


class _Asking(NamedTuple):
    connection: sqlite3.Connection
    text: str
    document: str | None
    start: int
    stop: int

    def answer(self, node: Node, wanted: _Wanted) -> Results:
        """Search one's own things and the passages, as far as the tree asks for them."""
        own, asked_for = Page((), 0), kinds(node)
        if asked_for != {"passage"}:
            own = search_personal(self.connection, node, self.document, self.start, self.stop)
            if "passage" not in asked_for or own.total is None:
                return Results(*own, query=self.text)
        assert own.total is not None
        widened = self._widened(node, wanted)
        page = widened.found[max(self.start - own.total, 0) : max(self.stop - own.total, 0)]
        hits = (*own.hits, *_hits(self.connection, page, widened.node))
        total = None if widened.total is None else widened.total + own.total
        uncounted = widened.node if total is None and asked_for == {"passage"} else None
        return Results(hits, total, widened.problem, query=widened.query, uncounted=uncounted)

    def _widened(self, node: Node, wanted: _Wanted) -> "_Widened":
        """Go from what was typed as far as is wanted until enough is found; rank that alone."""
        asked, query = Asked(self._scope(), node), self.text
        if wanted.typing and asked.finds_fewer_than(FEW):
            begun = self._begun(asked)
            asked, query = (begun, f"{query}*") if begun else (asked, query)
        if wanted.stemmed and asked.finds_fewer_than(ENOUGH):
            asked = self._formed(asked)
        if asked.finds_fewer_than(1):
            raise_if_blind(self.connection)
        found = asked.best(self.stop)
        if wanted.relaxed and asked.finds_fewer_than(FEW):
            return self._with_fewer_words(asked, found, query)
        return _Widened(asked.node, found, asked.total, query)

    def _scope(self) -> Scope:
        connection, text = self.connection, cleaned(self.text)
        without: dict[str, list[str]] = {"library": [], "main": not_doubled(connection)}
        first = tuple(_addressed(connection, text, self.document, without))
        for home in HOMES:
            if shown := [str(one.passage) for one in first if one.home == home]:
                without[home].append(f"p.id NOT IN ({','.join(shown)})")
        return Scope(connection, self.document, without, first)

    def _begun(self, asked: Asked) -> Asked | None:
        """Take the last word for the beginning of one, where that finds more."""
        node = begun(asked.node, cleaned(self.text))
        if node is None:
            return None
        more = Asked(asked.scope, node)
        return None if asked.total is not None and more.finds_fewer_than(asked.total + 1) else more

    def _formed(self, asked: Asked) -> Asked:
        formed = with_forms(self.connection, asked.node)
        return asked if formed == asked.node else Asked(asked.scope, formed)

    def _with_fewer_words(self, asked: Asked, found: list[Found], query: str) -> "_Widened":
        """Go on with passages that have nearly all words; the tree marks them all."""
        known = {(one.home, one.passage) for one in found}
        for node in with_fewer_words(asked.node):
            new = [
                Found(one.score * _NEARLY, one.home, one.passage)
                for one in Asked(asked.scope, node).best(self.stop)
                if (one.home, one.passage) not in known
            ]
            if new:
                return _Widened(node, [*found, *new], len(found) + len(new), query, _MISSED)
        return _Widened(asked.node, found, len(found), query)


class _Widened(NamedTuple):
    """The tree that was searched for at last, its passages, and what the person is told of it."""

    node: Node
    found: list[Found]
    total: int | None
    query: str
    problem: str = ""


def _addressed(
    connection: sqlite3.Connection,
    text: str,
    document: str | None,
    without: dict[str, list[str]],
) -> list[Found]:
    """Find the passages whose address was typed, the digest before the other editions.

    A document alone stands for the first passage of each of its editions; a label alone for that
    paragraph of every document.
    """
    name, labels = _read_address(text.strip(), document)
    if labels:
        wanted = [f"p.label IN ({','.join('?' * len(labels))})"]
    elif name:
        wanted = ["p.id = (SELECT min(id) FROM {home}.passage WHERE edition = e.id)"]
    else:
        return []
    values = [*labels]
    if name:  # the ranges are what an index finds; it does not know small and large as the same
        begun = _spellings(name[:2])
        ranges = " OR ".join(["e.document BETWEEN ? AND ?"] * len(begun))
        wanted.append(f"({ranges}) AND e.document = ? COLLATE NOCASE")
        values += [*(end for one in begun for end in (one, one + _LAST)), name]
    rows = [
        (_edition_order(kind, language), home, passage)
        for home in HOMES
        for passage, kind, language in connection.execute(
            f"SELECT p.id, e.kind, e.language FROM {home}.edition e CROSS JOIN {home}.passage p"
            f" ON p.edition = e.id WHERE {' AND '.join(wanted + without[home]).format(home=home)}"
            " ORDER BY p.id",
            values,
        )
    ]
    rows.sort(key=lambda row: row[0])
    return [Found(_ADDRESS_SCORE, home, passage) for _, home, passage in rows[:_ADDRESSED]]


def _spellings(begun: str) -> list[str]:
    """Return the beginning of a name in all its small and large letters, as NOCASE has them."""
    letters = ({char.lower(), char.upper()} if char.isascii() else {char} for char in begun)
    return ["".join(one) for one in product(*letters)]


def _edition_order(kind: str, language: str) -> tuple[int, int]:
    place = _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)
    return KIND_ORDER.get(kind, 2), place


def _read_address(text: str, document: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the document and the labels that were typed, either of them empty."""
    if not text or len(text) > _ADDRESS_LENGTH:
        return "", ()
    readings = (parse_label(text, paragraph="op"), parse_label(text, paragraph="p"))
    labels = tuple(dict.fromkeys(label for label in readings if label))
    numbered = any(char.isdecimal() for label in labels for char in label)
    if numbered and (document is not None or not text.isdecimal()):
        return document or "", labels
    try:
        address = parse_address(text)
    except UsageError:
        return "", ()
    if document is not None and address.document.casefold() != document.casefold():
        return "", ()
    return address.document, (address.label,) if address.label else ()


def _hits(connection: sqlite3.Connection, page: list[Found], node: Node) -> tuple[Hit, ...]:
    rows = {(home, row[0]): row for home in HOMES for row in _rows(connection, home, page)}
    hits, marker = [], Marker(node)
    for score, home, passage in page:
        if (home, passage) not in rows:
            continue  # taken out by another connection a moment ago
        _, document, kind, language, title, label, voice, text = rows[home, passage]
        found = marker.marks(text)
        key = EditionKey(document, kind, language)
        hits.append(Hit(key, label, title, voice, *snippet(text, found), found, round(score, 4)))
    return tuple(hits)


def _rows(connection: sqlite3.Connection, home: str, page: list[Found]) -> list[tuple[Any, ...]]:
    passages = [one.passage for one in page if one.home == home]
    return connection.execute(
        "SELECT p.id, e.document, e.kind, e.language, coalesce("
        " (SELECT title FROM library.document WHERE name = e.document),"
        " (SELECT title FROM main.document WHERE name = e.document), e.title),"
        f" p.label, p.voice, p.text FROM {home}.passage p JOIN {home}.edition e"
        f" ON e.id = p.edition WHERE p.id IN ({','.join('?' * len(passages))})",
        passages,
    ).fetchall()
