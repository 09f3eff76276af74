"""From a key press to results: what the search panel asks, beside the bare query of FTS5."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle
from operator import itemgetter
from time import perf_counter

import pytest
from beside import Benchmark
from typed_queries import ENGLISH, OTHERS, SESSIONS, keys_of

from db import connection
from db.places import Places
from db.search.candidates import RANKED
from db.search.query import parse, to_fts
from desktop.search.asking import PAGE, Answer, find

Opened = Iterator[sqlite3.Connection]
_BARE = (
    "SELECT f.rowid, bm25(passage_fts) FROM {home}.passage_fts f WHERE passage_fts MATCH ?"
    f" LIMIT {RANKED}"
)
_TEXTS = (
    "SELECT p.id, e.document, e.kind, e.language, e.title, p.label, p.voice, p.text"
    " FROM {home}.passage p JOIN {home}.edition e ON e.id = p.edition WHERE p.id IN ({ids})"
)


def seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def bare(opened: sqlite3.Connection, match: str) -> None:
    """Find, rank and fetch what FTS5 finds, in both homes, and nothing else."""
    for home in ("library", "main"):
        rows = opened.execute(_BARE.format(home=home), (match,)).fetchall()
        best = sorted(rows, key=itemgetter(1))[:PAGE]
        ids = ",".join(str(row[0]) for row in best)
        opened.execute(_TEXTS.format(home=home, ids=ids)).fetchall()


class Typing:
    """One key press after the other, each measured on both sides."""

    def __init__(self, opened: sqlite3.Connection, keys: list[str]) -> None:
        self._opened, self._keys = opened, cycle(keys)
        self._answer: Answer | None = None
        self._text = ""

    def next_key(self) -> float:
        """Press a key; measure the bare query for what is found then."""
        self._text = next(self._keys)
        node = parse(self.press().query).node
        match = to_fts(node) if node else ""
        return seconds(lambda: bare(self._opened, match or '""'))

    def press(self) -> Answer:
        return find(self._opened, self._text, "", 0)

    def ours(self) -> float:
        """Measure what the panel asks for the same key."""
        return seconds(self.press)


@pytest.fixture
def six(six_languages: Places) -> Opened:
    with closing(connection.open_reader(six_languages)) as opened:
        yield opened


@pytest.mark.parametrize("query", [*ENGLISH, *OTHERS])
def test_every_query_finds_something(six: sqlite3.Connection, query: str) -> None:
    assert find(six, query, "", 0).results.hits


def test_typing_in_six_languages(measured: Benchmark, six: sqlite3.Connection) -> None:
    keys = keys_of(ENGLISH + OTHERS)
    typing = Typing(six, keys)
    measured.compare(typing.ours, typing.next_key, rounds=len(keys))


@pytest.mark.slow
def test_typing_in_six_sessions(measured: Benchmark, sessions_75_80: Places) -> None:
    keys = keys_of(SESSIONS)
    with closing(connection.open_reader(sessions_75_80)) as opened:
        typing = Typing(opened, keys)
        measured.compare(typing.ours, typing.next_key, rounds=len(keys))
    measured.tell(wanted="median <= 1.2 x bare, p95 <= 16.7 ms, p99 <= 50 ms")
