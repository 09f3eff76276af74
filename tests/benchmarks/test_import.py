"""Importing every English resolution of six sessions, beside the least that must be done.

The bare baseline parses the same XML with lxml and takes the texts out, inserts the same rows in
one transaction, and builds the same two indexes of words that are folded already.
"""

import sqlite3
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest
from beside import Benchmark
from lxml import etree
from materials import corpus

from db import connection
from db.library import bundled
from db.library.importing import Progress, import_paths
from db.library.preparing import prepare
from db.library.tables import CONTENT_TABLES, PassageRow
from db.places import Places
from db.search import index

TARGET = 1.5


@pytest.fixture
def new_places(tmp_path: Path) -> Callable[[], Places]:
    """Makes a data folder that nobody has used."""
    made: list[Places] = []

    def new() -> Places:
        made.append(Places(tmp_path / f"data{len(made)}", library_override=bundled.ensure()))
        return made[-1]

    return new


def timed_import(
    places: Places, source: Path, progress: Callable[[Progress], None] | None = None
) -> float:
    with closing(connection.open_study(places)) as study:
        started = perf_counter()
        report = import_paths(study, [source], progress=progress)
        taken = perf_counter() - started
    assert {result.outcome for result in report.results} == {"added"}
    return taken


def prepared_rows(source: Path) -> list[PassageRow]:
    with zipfile.ZipFile(source) as archive:
        return [
            row
            for name in archive.namelist()
            for one in prepare(archive.read(name), name).editions
            for row in one.rows
        ]


def bare_import(source: Path, target: Path, rows: Sequence[PassageRow]) -> float:
    started = perf_counter()
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            root = etree.fromstring(archive.read(name))
            for element in root.iter("{*}p", "{*}num"):
                "".join(element.itertext())  # type: ignore[arg-type]
    with closing(sqlite3.connect(target)) as store:
        store.execute("PRAGMA journal_mode = WAL")
        store.executescript(CONTENT_TABLES)
        with store:
            store.executemany(
                "INSERT INTO passage VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ((number, *row[:-1]) for number, row in enumerate(rows)),
            )
        with store:
            store.executemany(
                "INSERT INTO passage_fts (rowid, body) VALUES (?, ?)",
                ((number, row[-1]) for number, row in enumerate(rows, 1)),
            )
        with store:
            store.executemany(
                "INSERT INTO passage_lead (rowid, lead) VALUES (?, ?)",
                ((number, row[-1][: index.LEAD]) for number, row in enumerate(rows, 1)),
            )
    return perf_counter() - started


def test_importing_six_sessions(
    measured: Benchmark, new_places: Callable[[], Places], tmp_path: Path
) -> None:
    name = "ga-english-75-80.zip" if measured.is_real else "ga-six-languages.zip"
    source = corpus(name)
    rows = prepared_rows(source)
    done: list[Progress] = []

    def ours() -> float:
        return timed_import(new_places(), source, done.append)

    def bare() -> float:
        target = tmp_path / "bare.db"
        for path in tmp_path.glob("bare.db*"):
            path.unlink()
        return bare_import(source, target, rows)

    measured.compare(ours, bare, rounds=3 if measured.is_real else 1, target=TARGET)
    last = done[-1]
    measured.tell(files=last.files, passages=last.passages, rate=f"{last.rate:.0f} files/s")


def test_memory_does_not_grow_with_the_files(
    measured: Benchmark, new_places: Callable[[], Places]
) -> None:
    """Between the first batches and the last, the process grows by less than 40 MB."""
    if not measured.is_real:
        pytest.skip("only a whole import says something about memory")
    source = corpus("ga-english-75-80.zip")
    held: list[int] = []

    def note(progress: Progress) -> None:
        if progress.files >= progress.total * (len(held) + 1) // 10:
            held.append(resident())

    measured.once(lambda: timed_import(new_places(), source, note))
    measured.tell(resident=f"{held[2] // 1024} MB after 3/10, {held[-1] // 1024} MB at the end")
    assert held[-1] - held[2] < 40 * 1024


def resident() -> int:
    """Return what this process holds now, in KiB, as Linux tells it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
