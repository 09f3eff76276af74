"""Many notes: found again after an update of the library, taken out and in."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter, thread_time

import pytest
from beside import Benchmark

from db import connection
from db.library import bundled, documents
from db.models import COLORS, Anchor, EditionKey, Note, Passage
from db.notes import anchors, rows, store
from db.notes.exchange import choice, entries, formats, incoming
from db.places import Places

MANY = 10_000
SECONDS = 5.0
KEYS = [EditionKey("A/RES/78/311", "digest", "en"), EditionKey("fu-cong", "digest", "en")]
STAMP = "2026-11-23T12:00:00.000000Z"


def _fill(study: sqlite3.Connection, count: int, *, shifted: bool) -> None:
    """Mark words at random; `shifted` as they stood in a text that has changed since."""
    dice = random.Random(10)
    known = [(key, one) for key in KEYS for one in documents.edition(study, key).passages
             if len(one.text) > 60]  # fmt: skip
    with rows.writing(study):
        for number in range(count):
            key, passage = dice.choice(known)
            rows.insert(study, _note(number, _mark(dice, key, passage, shifted), dice))


def _mark(dice: random.Random, key: EditionKey, passage: Passage, shifted: bool) -> Anchor:
    start = dice.randrange(len(passage.text) - 40)
    made = anchors.make(key, passage, start, start + dice.randrange(5, 40))
    if not shifted:
        return made
    suffix = made.suffix if dice.random() < 0.8 else made.suffix[::-1]
    return made._replace(start=made.start + 7, end=made.end + 7, suffix=suffix)


def _note(number: int, anchor: Anchor, dice: random.Random) -> Note:
    tags = (f"t{dice.randrange(200)}",)
    return Note(f"n{number}", anchor, f"thought {number}", dice.choice(COLORS), tags, STAMP, STAMP)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    places = Places(tmp_path / "data", library_override=bundled.ensure())
    with closing(connection.open_study(places)) as opened:
        yield opened


def test_finding_10_000_notes_again(measured: Benchmark, study: sqlite3.Connection) -> None:
    _fill(study, MANY if measured.is_real else 50, shifted=True)
    told: list[tuple[int, int]] = []

    def seek() -> tuple[float, float]:
        started, cpu = perf_counter(), thread_time()
        store.reanchor(study, progress=lambda done, total: told.append((done, total)))
        return thread_time() - cpu, perf_counter() - started

    cpu, seconds = measured.once(seek)
    measured.tell(notes=told[-1][1], cpu=round(cpu, 2), seconds=round(seconds, 2), told=len(told))
    assert told[-1][0] == told[-1][1]
    if measured.is_real:
        assert cpu <= SECONDS


def test_exporting_and_importing_10_000_notes(
    measured: Benchmark, study: sqlite3.Connection, tmp_path: Path
) -> None:
    _fill(study, MANY if measured.is_real else 50, shifted=False)
    other = Places(tmp_path / "other", library_override=bundled.ensure())
    facts: dict[str, float] = {}

    def through() -> int:
        started = perf_counter()
        gathered = entries.gather(study, choice.chosen(study, choice.Choice()))
        content = formats.written("jsonld", gathered)
        facts["out"] = round(perf_counter() - started, 2)
        with closing(connection.open_study(other)) as opened:
            started = perf_counter()
            found = incoming.preview(opened, content)
            facts["preview"] = round(perf_counter() - started, 2)
            started = perf_counter()
            added = len(incoming.bring_in(opened, found))
            facts["in"] = round(perf_counter() - started, 2)
            started = perf_counter()
            store.undo(opened)
            facts["undo"] = round(perf_counter() - started, 2)
        return added

    added = measured.once(through)
    measured.tell(notes=added, **facts)
    assert added > 0
