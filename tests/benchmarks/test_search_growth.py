"""How the cost of a key press grows with the documents, and how large the indexes are.

Over ga-english-75-80.zip beside bare FTS5, CPU milliseconds of the thread at the median, p95 and
p99 of every fifth key of the 200 queries that are typed letter by letter; the index as a multiple
of the text. Measured with little else running.

    documents  passages  index  ours 50     95      99  bare 50      95      99
           12       469   2.27     1.1     2.7     4.7     0.1     0.3     0.4
          102     5,126   1.78     1.4     2.9     4.8     0.3     0.5     0.7
        1,006    59,296   1.67     2.1     4.1     5.4     0.5     2.4     3.6
        1,942   112,229   1.66     2.1     4.5     5.8     0.6     3.7     5.9

What is found comes from the first passages of a word, of a beginning and of a row: from a thousand
documents on the cost hardly grows, while that of bare FTS5 does.
"""

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random
from time import thread_time

import pytest
from beside import Benchmark, percentile
from materials import corpus
from test_search_typing import bare
from typed_queries import SESSIONS, keys_of

from db import connection
from db.library import bundled
from db.library.official import add_official
from db.places import Places
from db.search.index import INDEXES
from db.search.query import parse, to_fts
from desktop.search.asking import Asked, find

SESSIONS_75_80 = "ga-english-75-80.zip"
STEPS = (10, 100)
ALL_STEPS = (10, 100, 1000, 10_000)
LARGEST_INDEX = 2.0
"""All indexes together as a multiple of the text, at most, from `MANY` documents on: with few of
them the beginnings of words, each in the index once, weigh more."""
MANY = 1000


def index_size(opened: sqlite3.Connection) -> float:
    """Return the bytes of all indexes as a multiple of those of the text."""
    (text,) = opened.execute("SELECT sum(length(CAST(text AS BLOB))) FROM main.passage").fetchone()
    size = 0
    for table in INDEXES:
        for shadow, columns in (("data", "block"), ("docsize", "sz"), ("idx", "term")):
            (part,) = opened.execute(
                f"SELECT sum(length({columns}) + 4) FROM main.{table}_{shadow}"
            ).fetchone()
            size += part or 0
    return float(size / text)


class Grown:
    """A person's file that is given more and more of the documents."""

    def __init__(self, folder: Path) -> None:
        self._texts = folder / "texts"
        self._left = iter(_texts(corpus(SESSIONS_75_80)))
        self._read = 0
        self.places = Places(folder, library_override=bundled.ensure())
        self.documents = 0

    def grow_to(self, files: int) -> None:
        """Add official texts until so many files were read, or all of them."""
        self._texts.mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(islice(self._left, files - self._read)):
            (self._texts / f"{number}.xml").write_bytes(text)
        self._read = files
        with closing(connection.open_study(self.places)) as study:
            add_official(study, None, self._texts)
            (self.documents,) = study.execute("SELECT count(*) FROM main.document").fetchone()
        for done in self._texts.iterdir():
            done.unlink()

    def told(self, keys: list[str]) -> str:
        """Type keys; return what they took beside FTS5, and how large the index is, as a row."""
        ours, theirs = [], []
        with closing(connection.open_reader(self.places)) as opened:
            size = index_size(opened)
            if self.documents >= MANY:
                assert size <= LARGEST_INDEX, f"the indexes are {size:.2f} times the text"
            (passages,) = opened.execute("SELECT count(*) FROM main.passage").fetchone()
            for key in keys:
                started = thread_time()
                query = find(opened, Asked(key)).query
                ours.append(thread_time() - started)
                node = parse(query).node
                started = thread_time()
                bare(opened, (to_fts(node) if node else "") or '""')
                theirs.append(thread_time() - started)
        spread = "  ".join(
            f"{1000 * percentile(taken, share):6.1f}"
            for taken in (ours, theirs)
            for share in (0.5, 0.95, 0.99)
        )
        return f"{self.documents:9,}  {passages:8,}  {size:5.2f}  {spread}"


_HEAD = "documents  passages  index  ours 50     95      99  bare 50      95      99 (ms)"


def _texts(source: Path) -> Iterator[bytes]:
    """Read the files of a zip in an order that takes all sessions by turns."""
    with zipfile.ZipFile(source) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".xml"))
        Random(78311).shuffle(names)
        yield from map(archive.read, names)


def _grow(measured: Benchmark, folder: Path, steps: tuple[int, ...], keys: list[str]) -> None:
    grown = Grown(folder)
    rows = {}
    for step in steps:
        grown.grow_to(step)
        rows[f"{step:5}"] = grown.told(keys)
    measured.once(lambda: None)
    measured.tell(documents=_HEAD, **rows)


def test_growth_from_ten_to_a_hundred(measured: Benchmark, tmp_path: Path) -> None:
    _grow(measured, tmp_path, STEPS, keys_of(SESSIONS)[::40])


@pytest.mark.slow
def test_growth_from_ten_to_all(measured: Benchmark, tmp_path: Path) -> None:
    _grow(measured, tmp_path, ALL_STEPS, keys_of(SESSIONS)[::5])
