"""Searching both homes of documents: ranked, marked, in pages, and stopped at any moment.

What is addressed (`A/RES/78/311 op6`, `op6`) comes before all, then what `candidates` found the
best of, then all the rest in the order of the documents.
"""

import sqlite3
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple

from db.address import parse_address, parse_label
from db.errors import UsageError
from db.models import EditionKey, Hit
from db.search import patterns
from db.search.candidates import HOMES, KIND_ORDER, Asked, Found, is_known, not_doubled
from db.search.filters import offer_functions
from db.search.marks import marks, snippet
from db.search.personal import kinds, search_personal
from db.search.query import And, Node, Word, cleaned, parse, readings
from db.search.widening import ENOUGH, FEW, with_fewer_words, with_forms

__all__ = ["Interrupted", "Results", "marks", "search", "snippet"]

_LATE = "The pattern takes too long; not all passages were looked at. Make it simpler."
_MISSED = "Hardly a passage has all of these words; these have nearly all."
_NEARLY = 0.5
_ADDRESSED = 12
_ADDRESS_LENGTH = 100
_ADDRESS_SCORE = 2.0
_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


class Interrupted(Exception):
    """The search was stopped by `connection.interrupt()`; its answer is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits; `total` is None where there are more than were ranked.

    `problem` is a sentence on the query, which may have hits all the same; `seconds` is how long
    the search took. A hit's score is 1 for the best one, more for what was addressed.
    """

    hits: tuple[Hit, ...]
    total: int | None
    problem: str = ""
    seconds: float = 0.0


def search(
    connection: sqlite3.Connection,
    text: str,
    *,
    limit: int = 50,
    offset: int = 0,
    document: str | None = None,
    stemmed: bool = True,
    relaxed: bool = False,
) -> Results:
    """Search the library and the person's documents for what was typed, best first.

    `document` keeps to one document. Where little is found, `stemmed` takes other forms of the
    words too; where hardly anything is, `relaxed` takes passages that have nearly all words.
    Nothing typed raises. Raises IndexDamaged or LibraryDamaged where an index cannot be read,
    Interrupted where the connection was interrupted.
    """
    started = perf_counter()
    query = parse(text)
    if query.node is None:
        return Results((), 0, query.problem, perf_counter() - started)
    start = max(offset, 0)
    stop = start + max(limit, 0)
    matcher = patterns.begin()
    offer_functions(connection)
    try:
        node = query.node
        own: list[Hit] = []
        if (wanted := kinds(node)) != {"passage"}:
            own = search_personal(connection, node, document)
            if "passage" not in wanted:
                shown = tuple(own[start:stop])
                return Results(shown, len(own), query.problem, perf_counter() - started)
        asked = _Asked(connection, cleaned(text), document, stop)
        found, total = asked.found(node)
        if stemmed and total is not None and total < ENOUGH:
            formed = with_forms(connection, node)
            if formed != node:
                node = formed
                found, total = asked.found(node)
        missed = ""
        if relaxed and total is not None and total < FEW:
            before = total
            node, found, total = asked.found_with_fewer(node, found)
            missed = _MISSED if total > before else ""
        page = found[max(start - len(own), 0) : max(stop - len(own), 0)]
        hits = (*own[start:stop], *_hits(connection, page, node))
        total = None if total is None else total + len(own)
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Interrupted from error
        raise
    problem = query.problem or (_LATE if matcher.late else missed)
    return Results(hits, total, problem, perf_counter() - started)


def is_unfinished(connection: sqlite3.Connection, text: str) -> bool:
    """Tell whether the last word typed is none yet, but the beginning of one that is there.

    Where it is, searching for all of what was typed would find nothing.
    """
    node = parse(text).node
    last = node.parts[-1] if isinstance(node, And) else node
    if not isinstance(last, Word) or last.prefix or len(readings(last)[0].tokens) > 1:
        return False
    begun = Word(last.text, prefix=True)
    return not is_known(connection, last) and is_known(connection, begun)


class _Asked(NamedTuple):
    connection: sqlite3.Connection
    text: str
    document: str | None
    stop: int

    def found(self, node: Node, *, addressed: bool = True) -> tuple[list[Found], int | None]:
        """Return at least the first `stop` of what is found, best first, and how many there are."""
        connection = self.connection
        without: dict[str, list[str]] = {"library": [], "main": not_doubled(connection)}
        first: list[Found] = []
        if addressed:
            first = _addressed(connection, self.text, self.document, without)
        for home in HOMES:
            if shown := [str(one.passage) for one in first if one.home == home]:
                without[home].append(f"p.id NOT IN ({','.join(shown)})")
        asked = Asked(connection, node, self.document, without)
        gathered = {home: asked.gather(home) for home in HOMES}
        ranked = asked.rank([(home, one) for home in HOMES for one in gathered[home].passages])
        found = [*first, *ranked]
        totals = [one.total for one in gathered.values()]
        total = None if None in totals else len(first) + sum(filter(None, totals))
        if len(found) < self.stop and len(found) != total:
            found += asked.rest(set(ranked), self.stop - len(found))
        return found, total

    def found_with_fewer(self, node: Node, found: list[Found]) -> tuple[Node, list[Found], int]:
        """Go on with passages that have nearly all words; return the tree that marks them all."""
        known = {(one.home, one.passage) for one in found}
        for fewer in with_fewer_words(node):
            more, _ = self.found(fewer, addressed=False)
            new = [
                Found(one.score * _NEARLY, one.home, one.passage)
                for one in more
                if (one.home, one.passage) not in known
            ]
            if new:
                return fewer, [*found, *new], len(found) + len(new)
        return node, found, len(found)


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
    if name:
        wanted.append("e.document = ? COLLATE NOCASE")
    rows = [
        (_edition_order(kind, language), home, passage)
        for home in HOMES
        for passage, kind, language in connection.execute(
            f"SELECT p.id, e.kind, e.language FROM {home}.edition e CROSS JOIN {home}.passage p"
            f" ON p.edition = e.id WHERE {' AND '.join(wanted + without[home]).format(home=home)}"
            " ORDER BY p.id",
            (*labels, *filter(None, [name])),
        )
    ]
    rows.sort(key=lambda row: row[0])
    return [Found(_ADDRESS_SCORE, home, passage) for _, home, passage in rows[:_ADDRESSED]]


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
    hits = []
    for score, home, passage in page:
        if (home, passage) not in rows:
            continue  # taken out by another connection a moment ago
        _, document, kind, language, title, label, voice, text = rows[home, passage]
        found = marks(text, node)
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
