"""From a key press to results: what the search panel asks, beside plain FTS5 and a bare query.

Plain FTS5 returns the same: as many of the best by `bm25`, each with its text marked and cut, of
a table that has the texts itself. The bare query ranks as few passages as the search does, and
neither marks nor cuts any.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from operator import itemgetter
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
from beside import Benchmark, spread
from typed_queries import ENGLISH, OTHERS, SESSIONS, keys_of

from db import connection
from db.places import Places
from db.search.candidates import HOMES, RANKED
from db.search.query import parse, to_fts
from desktop.search.asking import PAGE, Answer, Asked, find

Opened = Iterator[sqlite3.Connection]
_PLAIN = (
    "CREATE VIRTUAL TABLE plain USING fts5 (body, prefix='1 2 3 4',"
    " tokenize='unicode61 remove_diacritics 2')"
)
_SAME = (
    "SELECT rowid, highlight(plain, 0, '[', ']'), snippet(plain, 0, '[', ']', '…', 24)"
    f" FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT {PAGE}"
)
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


def plain(opened: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Index all passages as the documentation of FTS5 has it, merged into one piece."""
    made = sqlite3.connect(path)
    made.execute(_PLAIN)
    for home in HOMES:
        texts = opened.execute(f"SELECT text FROM {home}.passage")
        made.executemany("INSERT INTO plain (body) VALUES (?)", texts)
    made.execute("INSERT INTO plain (plain) VALUES ('optimize')")
    made.commit()
    return made


def bare(opened: sqlite3.Connection, match: str) -> None:
    """Find, rank and fetch some of what FTS5 finds, in both homes, and nothing else."""
    for home in HOMES:
        rows = opened.execute(_BARE.format(home=home), (match,)).fetchall()
        best = sorted(rows, key=itemgetter(1))[:PAGE]
        ids = ",".join(str(row[0]) for row in best)
        opened.execute(_TEXTS.format(home=home, ids=ids)).fetchall()


class Typing:
    """One key press after the other, each measured on all three sides."""

    def __init__(
        self, opened: sqlite3.Connection, beside: sqlite3.Connection, keys: list[str]
    ) -> None:
        self._opened, self._plain, self._keys = opened, beside, keys
        self.ours: list[float] = []
        self.plain: list[float] = []
        self.bare: list[float] = []

    def types(self) -> None:
        """Press all keys, each once: nothing has been asked before that is measured."""
        for text in self._keys:
            self._press(text)

    def _press(self, text: str) -> None:
        """Measure what the panel asks; then the plain query and the bare one for the same."""
        answers: list[Answer] = []
        self.ours.append(seconds(lambda: answers.append(find(self._opened, Asked(text)))))
        node = parse(answers[0].query).node
        match = (node and to_fts(node)) or '""'
        self.plain.append(seconds(lambda: self._plain.execute(_SAME, (match,)).fetchall()))
        self.bare.append(seconds(lambda: bare(self._opened, match)))


def measure(measured: Benchmark, places: Places, folder: Path, keys: list[str]) -> None:
    with (
        closing(connection.open_reader(places)) as opened,
        closing(plain(opened, folder / "plain.db")) as beside,
    ):
        typing = Typing(opened, beside, keys if measured.is_real else keys[:50])
        measured.once(typing.types)
    middle = median(typing.ours)
    measured.tell(
        ratio=f"{middle / median(typing.plain):.2f} (wanted: 1.2)",
        ours=f"{spread(typing.ours)} (wanted: p95 16.7, p99 50)",
        plain=spread(typing.plain),
        ranking_as_few=f"{middle / median(typing.bare):.2f} x, {spread(typing.bare)}",
    )


@pytest.fixture
def six(six_languages: Places) -> Opened:
    with closing(connection.open_reader(six_languages)) as opened:
        yield opened


@pytest.mark.parametrize("query", [*ENGLISH, *OTHERS])
def test_every_query_finds_something(six: sqlite3.Connection, query: str) -> None:
    assert find(six, Asked(query)).results.hits


def test_typing_in_six_languages(
    measured: Benchmark, six_languages: Places, tmp_path: Path
) -> None:
    measure(measured, six_languages, tmp_path, keys_of(ENGLISH + OTHERS))


@pytest.mark.slow
def test_typing_in_six_sessions(
    measured: Benchmark, sessions_75_80: Places, tmp_path: Path
) -> None:
    measure(measured, sessions_75_80, tmp_path, keys_of(SESSIONS))
