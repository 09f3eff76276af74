"""The first page of 100,000 notes: by every kind of filter, order and group, and as hits.

Beside each stands what SQLite takes for the bare question, the same notes read in the same order.
Times are of the thread (CPU) and of the clock, the median and p95 of all of a kind's questions.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

import pytest
from beside import Benchmark, percentile, spread

from db import clock
from db import connection as stores
from db.library import bundled
from db.models import COLORS, NOWHERE, STYLES, Anchor, EditionKey, Note
from db.notes import listing, rows
from db.notes.listing import GROUPS, SORTS, Wish
from db.places import Places
from db.search.engine import search

MANY = 100_000
FRAME = 1 / 60
TIMES = 5
BEGUN = datetime(2023, 1, 1, tzinfo=UTC)
WORD = "fisheries"
"""A word of one note in twenty; `rivers` is in each, `okapi` in one of 5,000."""


def _note(number: int, dice: random.Random) -> Note:
    """A note as one of a reader's who went through 400 documents in three years."""
    document = f"A/RES/{75 + number // 20_000}/{number // 250 % 80 + 1}"
    words = " ".join(f"w{dice.randrange(4000)}" for _ in range(dice.randrange(4, 30)))
    told = [f"{words} of rivers {number}"]
    told += [WORD] * (dice.random() < 0.05) + ["okapi"] * (dice.random() < 0.0002)
    key = EditionKey(document, "official", dice.choice(("en", "en", "en", "fr")))
    start, chosen = dice.randrange(300), " ".join(f"w{dice.randrange(4000)}" for _ in range(9))
    anchor = Anchor(key, f"op{dice.randrange(1, 60)}", start, start + len(chosen), chosen)
    made = clock.stamp(BEGUN + timedelta(minutes=15 * number))
    changed = clock.stamp(BEGUN + timedelta(minutes=15 * number + dice.randrange(200_000)))
    free, mark = dice.random() < 0.01, dice.random() < 0.02
    tags = {f"t{dice.randrange(200)}", *(["sea/lamps"] if dice.random() < 0.2 else [])}
    return Note(
        f"note-{number:08}", NOWHERE if free else anchor, " ".join(told) if number % 3 else "",
        dice.choice(COLORS), tuple(sorted(tags)) if number % 4 else (), made, changed,
        state=dice.choices(("anchored", "moved", "orphan"), (97, 2, 1))[0],
        style=dice.choice(STYLES), kind="bookmark" if mark else "note",
        folder=f"Thesis/{dice.randrange(12)}" if free or mark else "",
    )  # fmt: skip


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[sqlite3.Connection]:
    """A reader's connection to a file of very many notes."""
    real = request.config.getoption("benchmark_enable") or not request.config.getoption(
        "benchmark_disable"
    )
    folder: Path = tmp_path_factory.mktemp("notes")
    places = Places(folder, library_override=bundled.ensure())
    dice = random.Random(10)
    with closing(stores.open_study(places)) as study, rows.writing(study):
        for number in range(MANY if real else 400):
            rows.insert(study, _note(number, dice))
    with closing(stores.open_reader(places)) as reader:
        yield reader


def _typed(word: str) -> list[str]:
    return [word[: length + 1] for length in range(len(word))]


def _wishes(*queries: str, **more: Any) -> list[Wish]:
    return [Wish(query=query, typing=True, **more) for query in queries]


_PLACED = "ORDER BY n.place LIMIT 61"
KINDS: dict[str, tuple[Sequence[Wish], str]] = {
    "none": ([Wish(group="document")], _PLACED),
    "colour": (_wishes(*(f"color:{color}" for color in COLORS), "-color:green"),
               f"WHERE n.tint = 1 {_PLACED}"),
    "tag": (_wishes("tag:t7", "tag:sea", "tag:sea/lamps -tag:t7", "tag:none"),
            "WHERE n.num IN (SELECT num FROM note_index_tag WHERE folded = 't7')" + _PLACED),
    "text": (_wishes(*_typed(WORD), *_typed("rivers"), *_typed("okapi"), *_typed("w12 rivers"),
                     "w12 or w13", "-rivers"),
             "WHERE n.num IN (SELECT rowid FROM note_fts WHERE note_fts MATCH 'fisheries')"
             + _PLACED),
    "kind": (_wishes("is:note", "is:highlight", "is:bookmark", "is:free", "style:squiggle"),
             f"WHERE n.kind = 'bookmark' {_PLACED}"),
    "date": (_wishes("date:2024", "date:2024-07", "date:2025-03-05", "date:2025..", "added:7"),
             f"WHERE n.created BETWEEN '2024-07' AND '2024-07~' {_PLACED}"),
    "document": ([Wish("document", f"A/RES/7{5 + n}/{9 * n + 3}") for n in range(5)]
                 + _wishes("doc:77/12", "doc:75"),
                 f"WHERE n.document = 'A/RES/77/12' {_PLACED}"),
    "state": (_wishes("is:orphan", "is:moved", "is:anchored", "is:orphan color:pink"),
              f"WHERE n.standing = 0 {_PLACED}"),
    "several": (_wishes("color:green tag:t7 w12", f"{WORD} tag:sea is:note", "rivers style:fill"),
                f"WHERE n.tint = 1 AND n.style = 'fill' {_PLACED}"),
    **{f"sorted: {sort}": (_wishes("", "color:green", WORD, "rivers", sort=sort),
                           "ORDER BY n.modified DESC LIMIT 61") for sort in SORTS},
    **{f"grouped: {group}": (
        [wish for sort in SORTS for wish in _wishes("", "color:green", WORD, sort=sort,
                                                    group=group)],
        "ORDER BY n.document, n.created DESC LIMIT 61") for group in GROUPS if group},
}  # fmt: skip
"""What is asked of each kind, and the bare question's conditions and order."""


def _taken(work: Callable[[], Any]) -> tuple[float, float]:
    clocked, cpu = perf_counter(), thread_time()
    work()
    return thread_time() - cpu, perf_counter() - clocked


def _bare(desk: sqlite3.Connection, rest: str) -> None:
    desk.execute(
        f"SELECT o.* FROM main.note_index n JOIN main.note o ON o.id = n.note {rest}"
    ).fetchall()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_100_000_notes(measured: Benchmark, desk: sqlite3.Connection, kind: str) -> None:
    wishes, rest = KINDS[kind]
    ours: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []
    slowest: dict[str, float] = {}

    def ask() -> None:
        for _ in range(TIMES if measured.is_real else 1):
            for wish in wishes:
                bare.append(_taken(lambda: _bare(desk, rest)))
                ours.append(_taken(lambda wish=wish: listing.listed(desk, wish)))  # type: ignore[misc]
                said = f"{wish.query or '·'} {wish.sort}"
                slowest[said] = max(slowest.get(said, 0), ours[-1][0])

    measured.once(ask)
    _tell(measured, ours, bare, slowest)
    if measured.is_real:
        assert percentile([cpu for cpu, _ in ours], 0.95) <= FRAME


def _tell(
    measured: Benchmark, ours: list[tuple[float, float]], bare: list[tuple[float, float]],
    slowest: dict[str, float],
) -> None:  # fmt: skip
    worst = sorted(slowest.items(), key=lambda one: -one[1])[:3]
    measured.tell(
        cpu=spread([cpu for cpu, _ in ours]), wall=spread([wall for _, wall in ours]),
        bare=spread([cpu for cpu, _ in bare]),
        slowest=", ".join(f"{said} {1000 * cpu:.1f} ms" for said, cpu in worst),
    )  # fmt: skip


def test_counting_100_000_notes(measured: Benchmark, desk: sqlite3.Connection) -> None:
    """How many there are is asked when the first page is shown."""
    ours: list[tuple[float, float]] = []
    slowest: dict[str, float] = {}

    def ask() -> None:
        for kind, (wishes, _) in KINDS.items():
            for wish in wishes if ":" not in kind else []:
                ours.append(_taken(lambda wish=wish: listing.counted(desk, wish)))  # type: ignore[misc]
                slowest[wish.query] = ours[-1][0]

    measured.once(ask)
    _tell(measured, ours, ours, slowest)


SEARCHES = (
    "in:notes rivers", "in:notes fisheries", "in:notes okapi", "in:notes w12", "in:notes w1*",
    "in:notes riv*", "tag:t7", "tag:sea fisheries", "color:green -rivers", "in:notes rivers tag:t7",
    "quote:w12 added:9999", "is:highlight", "is:orphan", "(in:notes or in:texts) children",
    "(in:notes or in:texts) w1*", "(in:notes or in:texts) rivers",
)  # fmt: skip


def test_searching_100_000_notes(measured: Benchmark, desk: sqlite3.Connection) -> None:
    """Notes as hits of the search, alone and mixed with the texts: ranked, counted, cut, marked."""
    ours: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []
    slowest: dict[str, float] = {}

    def ask() -> None:
        search(desk, "in:cards children")  # the words of cards and glossary are laid out once
        for _ in range(TIMES if measured.is_real else 1):
            for typed in SEARCHES:
                bare.append(_taken(lambda: _bare(
                    desk, "JOIN note_fts f ON f.rowid = n.num WHERE note_fts MATCH 'rivers'"
                    " ORDER BY f.rowid DESC LIMIT 200")))  # fmt: skip
                ours.append(_taken(lambda typed=typed: search(desk, typed, typing=True)))  # type: ignore[misc]
                slowest[typed] = max(slowest.get(typed, 0), ours[-1][0])

    measured.once(ask)
    _tell(measured, ours, bare, slowest)
    if measured.is_real:
        assert percentile([cpu for cpu, _ in ours], 0.95) <= 2 * FRAME
