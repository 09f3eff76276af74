"""The quiz with 100,000 cards and 1,000,000 reviews, and making questions of a long convention."""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, thread_time
from zipfile import ZipFile

import pytest
from beside import Benchmark, percentile, spread

from db import clock, connection
from db.formats import akn
from db.library import bundled
from db.places import Places
from db.quiz import schedule, waiting
from db.quiz.generate import generate
from db.quiz.generate.material import Material
from db.quiz.options import LearnOptions
from db.quiz.statistics import counts

ARCHIVE = Path(__file__).parents[3] / "shared" / "corpora" / "ga-english-75-80.zip"
CARDS, REVIEWS = 100_000, 1_000_000
FRAME, COUNTED, COMMITTED, GENERATED = 1 / 60, 0.050, 0.050, 1.0
OPTIONS = LearnOptions(reviews_a_day=99_999)


def fill(opened: sqlite3.Connection, cards: int, reviews: int) -> None:
    """Write own questions, a third of their cards due, and reviews of the last three years."""
    now = clock.now()
    names = [str(uuid.UUID(int=n * 2**96 // cards)) for n in range(cards)]
    made = clock.stamp(now - timedelta(days=900))
    opened.execute("BEGIN")
    opened.executemany(
        "INSERT INTO own_question (id, kind, prompt, explanation, evidence, topics, difficulty,"
        " choices, answer, text, quote, more, origin, document, created, modified) VALUES"
        " (?, 'flashcard', ?, 'x', ?, '[]', 1, '[]', NULL, '', '', '{\"back\": \"x\"}', 'import',"
        " 'A/1', ?, ?)",
        ((name, f"Question {n}", f'["A/1 p{n // 4}"]', made, made) for n, name in enumerate(names)),
    )
    rows = [_card(n, name, now, made) for n, name in enumerate(names)]
    opened.executemany(
        "INSERT INTO card (id, question, state, due, created, modified, home, phase, family)"
        " VALUES (?, ?, ?, ?, ?, ?, 'own', ?, ?)", rows,
    )  # fmt: skip
    with counted_afterwards(opened):
        opened.executemany(
            "INSERT INTO review (id, question, mode, given, correct, rating, card_before,"
            " milliseconds, made) VALUES (?, ?, 'learn', '[]', 1, 3, ?, 900, ?)",
            (
                (str(uuid.UUID(int=n)), names[n * 7919 % cards], rows[n % cards][2],
                 clock.stamp(now - timedelta(minutes=1.5 * (reviews - n))))
                for n in range(reviews)
            ),
        )  # fmt: skip
    opened.execute("COMMIT")
    opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _card(n: int, name: str, now: datetime, made: str) -> tuple[object, ...]:
    """Return a card: every tenth new, the others in review, each with a memory of its own."""
    due = now + timedelta(days=n % 90 - 30, minutes=n % 1000)
    last = due - timedelta(days=30 + n % 41)
    state = {"card_id": 1, "step": None, "stability": 20.0 + n % 373 / 7, "difficulty": 5.0,
             "last_review": last.isoformat(), "state": 2, "due": due.isoformat()}  # fmt: skip
    phase = 0 if n % 10 == 0 else 2
    return (name, name, json.dumps(state) if phase else "", clock.stamp(due), made, made, phase,
            f"A/1 p{n // 4}")  # fmt: skip


@contextmanager
def counted_afterwards(opened: sqlite3.Connection) -> Iterator[None]:
    """Add reviews up once at the end, instead of each by its triggers."""
    triggers = opened.execute(
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger' AND tbl_name = 'review'"
    ).fetchall()
    for name, _ in triggers:
        opened.execute(f"DROP TRIGGER {name}")
    yield
    counts.recount(opened)
    for _, sql in triggers:
        opened.execute(sql)


@contextmanager
def in_memory(opened: sqlite3.Connection) -> Iterator[None]:
    """Hold all pages while much is written; measured is with what a connection holds usually."""
    (usual,) = opened.execute("PRAGMA main.cache_size").fetchone()
    opened.execute("PRAGMA main.cache_size = -900000")
    opened.execute("PRAGMA main.synchronous = OFF")
    yield
    opened.execute(f"PRAGMA main.cache_size = {usual}")
    opened.execute("PRAGMA main.synchronous = FULL")


@pytest.fixture
def crowded(measured: Benchmark, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A study file as large as the issue asks; a small one where times do not count."""
    places = Places(tmp_path / "data", library_override=bundled.ensure())
    with closing(connection.open_study(places)) as opened:
        shrink = 1 if measured.is_real else 500
        with in_memory(opened):
            fill(opened, CARDS // shrink, REVIEWS // shrink)
        yield opened


def timed(work: object, times: int) -> list[float]:
    """Return what a piece of work took of its thread: how busy a machine is counts for nothing."""
    assert callable(work)
    taken = []
    for _ in range(times):
        begun = thread_time()
        work()
        taken.append(thread_time() - begun)
    return taken


def test_the_quiz_at_full_size(measured: Benchmark, crowded: sqlite3.Connection) -> None:
    now = clock.now()

    def bare() -> float:
        begun = perf_counter()
        crowded.execute(
            "SELECT question FROM card WHERE deleted = '' AND suspended = 0 AND phase = 2"
            " AND due < ? ORDER BY due LIMIT 1", (clock.stamp(now),),
        ).fetchone()  # fmt: skip
        return perf_counter() - begun

    def ours() -> float:
        begun = perf_counter()
        assert waiting.due(crowded, now, limit=1, options=OPTIONS)
        return perf_counter() - begun

    times = 40 if measured.is_real else 2
    measured.compare(ours, bare, rounds=times)
    following = timed(lambda: waiting.due(crowded, now, limit=1, options=OPTIONS), times)
    counted = timed(lambda: waiting.counts(crowded, now, options=OPTIONS), times // 2)

    def answer() -> None:
        asked = waiting.due(crowded, now, limit=1, options=OPTIONS)[0]
        begun = perf_counter()
        schedule.review(crowded, asked, 3, milliseconds=900, now=now, options=OPTIONS)
        answered.append(perf_counter() - begun)

    answered: list[float] = []
    timed(answer, times)
    measured.tell(following=spread(following), counted=spread(counted), committed=spread(answered))
    if measured.is_real:
        assert percentile(following, 0.95) <= FRAME
        assert percentile(counted, 0.95) <= COUNTED
        assert percentile(answered, 0.95) <= COMMITTED


@pytest.mark.skipif(not ARCHIVE.is_file(), reason="the corpora in ../shared are absent")
def test_generating_from_a_long_convention(measured: Benchmark) -> None:
    with ZipFile(ARCHIVE) as opened:
        edition = akn.parse(opened.read("79session/English/A_RES_79_243-2424621E.xml")).edition

    def bare() -> float:
        begun = perf_counter()
        sum(len(passage.text.split()) for passage in edition.passages)
        return perf_counter() - begun

    def ours() -> float:
        begun = perf_counter()
        assert len(generate(Material(edition), seed=1, count=60)) == 60
        return perf_counter() - begun

    done = measured.compare(ours, bare, rounds=5 if measured.is_real else 1)
    if measured.is_real:
        assert max(done.ours) <= GENERATED
