"""Which passages are worth ranking: all that were found, or the likeliest of very many.

Ranking all passages that have a frequent word takes a tenth of a second, and bm25 walks through
all of them even for one score. So the first `RANKED` are taken, and where there are more, those
that begin with the words or have them in a row as typed; these are ranked (`ranking`).
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import islice, product
from operator import itemgetter
from typing import Any, NamedTuple

from db.errors import IndexDamaged, LibraryDamaged
from db.search.filters import Stage, Statement
from db.search.index import LONGEST_PREFIX
from db.search.query import Node, Phrase, Word, readings, terms, to_fts
from db.search.ranking import Ranking
from db.text import token_row

HOMES = ("library", "main")
KIND_ORDER = {"digest": 0, "official": 1}

RANKED = 40
"""How many of a home's passages are ranked in the order they come."""

COUNTED = 100
"""How many of a home's passages are counted at once; a search that has more knows no total, which
`facets.total` counts afterwards."""

LIKELY: dict[Stage, int] = {"lead": 60, "row": 10}
"""How many more of a home are ranked for what they begin with, and for words in a row."""

_REST: tuple[Stage, ...] = ("body", "title")
_BY_SCORE = itemgetter(0, 1)
_TITLES = 20
"""So many of a home's passages are ranked because the title before them has the words; where
there are more they are not counted at once."""
_COMPARED = 20
"""So many of the best are looked at for repetition."""
_REPEATED = 0.8
"""What is left of a passage's score for each better one that says the same."""
_SAMPLE = 100


_Scored = tuple[float, int, str, int, str]
"""A passage's score, negative; its edition's place among its like; home, number and text."""


class Found(NamedTuple):
    """A passage that was found, 1 the best score."""

    score: float
    home: str
    passage: int


class Scope(NamedTuple):
    """Where is looked, whatever the words: in one document or all.

    `without` has for each home conditions on `p`, as SQL; `shown` goes before all, and once.
    """

    connection: sqlite3.Connection
    document: str | None
    without: dict[str, list[str]]
    shown: tuple[Found, ...] = ()


class Asked:
    """What a tree asks of both homes; nothing is looked up before it is wanted."""

    def __init__(self, scope: Scope, node: Node) -> None:
        self.scope, self.node = scope, node
        self._connection = scope.connection
        self._unsure: set[tuple[str, int]] = set()

    @cached_property
    def _first(self) -> dict[str, list[int]]:
        return {home: self._ids(home, "body", COUNTED + 1) for home in HOMES}

    @cached_property
    def _titled(self) -> dict[str, list[int]]:
        return {home: self._ids(home, "title", _TITLES + 1) for home in HOMES}

    @cached_property
    def passages(self) -> dict[str, set[int]] | None:
        """The numbers of all there are in each home; None for more than are counted."""
        if any(len(found) > COUNTED for found in self._first.values()):
            return None
        if any(len(found) > _TITLES for found in self._titled.values()):
            return None
        found = {home: {*self._first[home], *self._titled[home]} for home in HOMES}
        for one in self.scope.shown:
            found[one.home].add(one.passage)
        return found

    @property
    def total(self) -> int | None:
        """How many there are, what goes before all included; None: more than are counted."""
        return None if self.passages is None else sum(map(len, self.passages.values()))

    def finds_fewer_than(self, number: int) -> bool:
        """Tell whether fewer passages than a number are found."""
        return self.total is not None and self.total < number

    def best(self, stop: int) -> list[Found]:
        """Return at least the first `stop` of what is found, as far as there are so many."""
        ranked = self._rank({home: self._likeliest(home) for home in HOMES})
        found = [*self.scope.shown, *ranked]
        if len(found) < stop and len(found) != self.total:
            found += self._rest(set(ranked), stop - len(found))
        return found

    def _likeliest(self, home: str) -> list[int]:
        """Find the passages of a home that are worth ranking."""
        first, titled = self._first[home], self._titled[home][:_TITLES]
        passages = dict.fromkeys(first[:RANKED])
        if len(first) > RANKED:
            passages |= dict.fromkeys(self._ids(home, "row", LIKELY["row"]))
            leading = self._ids(home, "lead", LIKELY["lead"])
            self._unsure.update((home, one) for one in leading if one not in passages)
            passages |= dict.fromkeys(leading)
        self._unsure.difference_update((home, one) for one in titled)
        return list(passages | dict.fromkeys(titled))

    def _ids(self, home: str, stage: Stage, limit: int) -> list[int]:
        scope = self.scope
        without = scope.without[home] + not_shown(scope.shown, home)
        statement = Statement(
            home, self.node, document=scope.document, without=without, limit=limit, stage=stage
        )
        if not statement.sql:
            return []
        try:
            with damage_told(home):
                rows = self._connection.execute(statement.sql, statement.values).fetchall()
                return [passage for (passage,) in rows]
        except IndexDamaged as error:
            if "no such table" in str(error) and stage in ("lead", "title"):
                return []  # an index of an older version, until it has been made anew
            raise

    def _rank(self, passages: dict[str, list[int]]) -> list[Found]:
        """Put passages of each home in order, best first, the best with a score of 1."""
        if next(terms(self.node), None) is None:
            return [Found(0.0, home, one) for home in HOMES for one in passages[home]]
        ranking, unsure = Ranking(self.node, self._rarity()), self._unsure
        scored = [
            (-ranking.score(text, kind, title), KIND_ORDER.get(edition, 2), home, passage, text)
            for home in HOMES
            for passage, text, kind, title, edition in self._read(home, passages[home])
            if not unsure or (home, passage) not in unsure or ranking.holds(text)
        ]
        scored.sort(key=_BY_SCORE)
        if _set_repeated_back(ranking, scored):
            scored.sort(key=_BY_SCORE)
        best = max(-scored[0][0], 1e-9) if scored else 1.0
        return [Found(-score / best, home, passage) for score, _, home, passage, _ in scored]

    def _read(self, home: str, passages: list[int]) -> Iterable[tuple[Any, ...]]:
        if not passages:
            return ()
        return self._connection.execute(
            "SELECT p.id, p.text, p.kind, e.title, e.kind FROM json_each(?) wanted"
            f" CROSS JOIN {home}.passage p ON p.id = wanted.value"
            f" JOIN {home}.edition e ON e.id = p.edition",
            (str(sorted(passages)),),  # one statement for any number of them is compiled once
        ).fetchall()

    def _rarity(self) -> dict[Word | Phrase, float]:
        """Estimate in what share of all passages each word is, from where its first ones are."""
        wanted = dict.fromkeys(terms(self.node))
        if len(wanted) < 2:
            return {}
        total = {home: self._last(home) for home in HOMES}
        return {
            term: sum(self._found_in(home, term, total[home]) for home in HOMES)
            / max(sum(total.values()), 1)
            for term in wanted
            if isinstance(term, Word) and len(readings(term)[0].tokens) == 1
        }

    def _last(self, home: str) -> int:
        (last,) = self._connection.execute(f"SELECT max(id) FROM {home}.passage").fetchone()
        return last or 0

    def _found_in(self, home: str, term: Word | Phrase, total: int) -> float:
        with damage_told(home):
            count, last = self._connection.execute(
                f"SELECT count(*), max(rowid) FROM (SELECT rowid FROM {home}.passage_fts"
                f" WHERE passage_fts MATCH ? LIMIT {_SAMPLE})",
                (to_fts(_indexed(term)),),
            ).fetchone()
        return float(count if count < _SAMPLE else count * total / last)

    def _rest(self, ranked: set[Found], wanted: int) -> list[Found]:
        """Go on behind what was ranked, in the order of the documents; then titles alone."""
        known = {(one.home, one.passage) for one in ranked}
        most = wanted + len(known)
        found: dict[tuple[str, int], None] = {}
        for stage, home in product(_REST, HOMES):
            if len(found) < wanted:
                passages = self._ids(home, stage, most)
                found |= dict.fromkeys((home, one) for one in passages if (home, one) not in known)
        return [Found(0.0, home, one) for home, one in islice(found, wanted)]


def _set_repeated_back(ranking: Ranking, scored: list[_Scored]) -> bool:
    """Lower the scores of those of the best that say what a better one says; tell whether any do.

    Resolutions repeat their paragraphs from year to year: ten times the same is one answer.
    """
    times: Counter[str] = Counter()
    for place, (score, order, home, passage, text) in enumerate(scored[:_COMPARED]):
        said = ranking.said(text)
        if before := times[said]:
            scored[place] = (score * _REPEATED**before, order, home, passage, text)
        times[said] += 1
    return len(times) < times.total()


def _indexed(term: Word | Phrase) -> Word | Phrase:
    """Return a term whose beginning is one that is indexed: a guess at how frequent it is."""
    if isinstance(term, Word) and term.prefix:
        (token,) = readings(term)[0].tokens
        return Word(token[:LONGEST_PREFIX], prefix=True)
    return term


def raise_if_blind(connection: sqlite3.Connection) -> None:
    """Raise IndexDamaged where the index of one's documents does not find the last of them.

    A search that found nothing asks: an index may be read through without a fault and be empty.
    """
    row = connection.execute(
        "SELECT id, text FROM main.passage ORDER BY id DESC LIMIT 1"
    ).fetchone()
    words = token_row(row[1]).split() if row else []
    if not words:
        return
    with damage_told("main"):
        found = connection.execute(
            "SELECT 1 FROM main.passage_fts WHERE passage_fts MATCH ? AND rowid = ?",
            (f'"{words[0]}"', row[0]),
        ).fetchone()
        if not found:
            raise sqlite3.DatabaseError("it does not find what is there")


def not_doubled(connection: sqlite3.Connection) -> list[str]:
    """Return the condition that shows once the editions which both homes have, if there are any."""
    doubled = connection.execute(
        "SELECT group_concat(m.id) FROM library.edition l CROSS JOIN main.edition m"
        " ON m.document = l.document AND m.kind = l.kind AND m.language = l.language"
    ).fetchone()[0]
    return [f"p.edition NOT IN ({doubled})"] if doubled else []


def not_shown(shown: Iterable[Found], home: str) -> list[str]:
    """Return the condition that leaves out of a home what was shown, if anything was."""
    here = [str(one.passage) for one in shown if one.home == home]
    return [f"p.id NOT IN ({','.join(here)})"] if here else []


def is_known(connection: sqlite3.Connection, term: Word | Phrase) -> bool:
    """Tell whether any passage has a word or phrase."""
    for home in HOMES:
        with damage_told(home):
            if connection.execute(
                f"SELECT 1 FROM {home}.passage_fts WHERE passage_fts MATCH ? LIMIT 1",
                (to_fts(term),),
            ).fetchone():
                return True
    return False


@contextmanager
def damage_told(home: str) -> Iterator[None]:
    """Turn what SQLite says of a damaged index into IndexDamaged or LibraryDamaged."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        damaged = "passage_fts" in str(error) or "passage_lead" in str(error)
        if type(error) is not sqlite3.DatabaseError and not damaged:
            raise
        if home == "main":
            raise IndexDamaged(
                f"The search index of your documents is damaged ({error}). Nothing of yours is "
                "lost: “resolute doctor” makes the index anew."
            ) from error
        raise LibraryDamaged(
            f"The search index of the bundled library is damaged ({error}). Install Resolute "
            "again, or in a checkout run: python -m db.library.build"
        ) from error
