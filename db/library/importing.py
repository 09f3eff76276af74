"""Importing files, folders and zips into the person's library, one outcome per file.

Files are read in other processes when there are many, and written in batches: each document is
there whole or not at all, and what is done stays done when the work is stopped. A batch is
written in one go, so that notes can be made and searches run meanwhile.
"""

import json
import logging
import os
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from time import perf_counter

from db import clock
from db.library import intake
from db.library.intake import GivenFile
from db.library.placing import Place, Placing
from db.library.preparing import Pool, Prepared, Reading, prepare
from db.library.readers import is_read_so, reader_of
from db.library.reference import ImportOutcome, ImportResult
from db.library.tables import add_document, add_rows
from db.models import EditionKey, Note
from db.notes.reanchoring import reanchor
from db.notes.rows import writing
from db.search import index

log = logging.getLogger(__name__)

MANY = 24
"""From how many files on other processes are worth their start."""

_BATCH_PASSAGES = 10_000
_BATCH_SECONDS = 3.0
_UNFIT = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.DataError)
"""What says that a document cannot be stored; anything else says that nothing can."""


_Readings = Generator[tuple[GivenFile, Reading], None, None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is; `seconds` since its beginning, `news` what came since the last time."""

    files: int
    total: int
    passages: int
    seconds: float
    news: tuple[ImportResult, ...] = ()
    settling: bool = False
    """Whether all is written, and the search index is being put in order."""

    @property
    def rate(self) -> float:
        """Files a second."""
        return self.files / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float:
        """How long the rest takes at this rate."""
        return max(0, self.total - self.files) / self.rate if self.rate else 0.0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file, and of the notes on the editions that were changed."""

    results: tuple[ImportResult, ...]
    moved: tuple[Note, ...] = ()
    orphan: tuple[Note, ...] = ()
    stopped: bool = False


def import_paths(
    connection: sqlite3.Connection,
    paths: Sequence[Path],
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    processes: int | None = None,
) -> ImportReport:
    """Import files, folders and zips.

    `progress` is told after each file; `cancelled` is asked before each file and
    stops the work, what is finished kept. `processes` read files (none: as many as there are
    processors, where files are many).
    """
    return _Import(connection, progress, cancelled or (lambda: False)).run(paths, processes)


class _Import:
    def __init__(
        self,
        connection: sqlite3.Connection,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._progress = progress
        self._cancelled = cancelled
        self._placing = Placing(connection)
        self._known = _known_files(connection)
        self._results: list[ImportResult] = []
        self._order: dict[str, int] = {}
        self._waiting: list[tuple[GivenFile, Reading]] = []
        self._passages = self._files = self._total = self._rows = self._told = 0
        self._moved: dict[str, Note] = {}
        self._orphan: dict[str, Note] = {}
        self._started = self._written = perf_counter()

    def run(self, paths: Sequence[Path], processes: int | None) -> ImportReport:
        self._total = intake.count(paths)
        self._tell()
        is_many = self._total >= MANY
        with index.for_many(self._connection) if is_many else nullcontext():
            self._import(self._readings(intake.given(paths), processes))
        if is_many:
            self._merge()
        if not self._files and not self._cancelled():
            self._results += [_empty(path) for path in paths]
        self._results.sort(key=lambda result: self._order.get(result.path, 0))
        return ImportReport(
            tuple(self._results), tuple(self._moved.values()), tuple(self._orphan.values()),
            stopped=self._files < self._total and self._cancelled(),
        )  # fmt: skip

    def _import(self, readings: _Readings) -> None:
        """Take what is read until there is no more, or until it is enough; write all of that."""
        try:
            for file, reading in readings:
                self._take(file, reading)
                if self._cancelled():
                    break
        finally:
            readings.close()
            self._write()

    def _merge(self) -> None:
        """Put the pieces of the index together where they are many, a transaction each.

        Where that fails all is there as it was, and found as well.
        """
        merging = index.merging(self._connection)
        try:
            if index.pieces(self._connection) <= index.MANY_PIECES:
                return
            self._tell(settling=True)
            while not self._cancelled():
                with writing(self._connection):
                    if next(merging, "merged") == "merged":
                        return
        except sqlite3.DatabaseError:
            log.warning("the index was not put together", exc_info=True)

    def _readings(self, files: Iterable[GivenFile], processes: int | None) -> _Readings:
        """Read the files, here or in other processes; what is known already is not read again."""
        processes = processes if processes is not None else min(os.cpu_count() or 1, 4)
        new = self._unread(files)
        if self._total < MANY or processes < 1:
            yield from self._read_here(new)
            return
        pool = Pool(processes)
        try:
            if pool.works:
                yield from pool.readings(new, self._cancelled)
            else:
                yield from self._read_here(new)
        finally:
            pool.close()

    def _read_here(self, files: Iterable[GivenFile]) -> _Readings:
        for file in files:
            if self._cancelled():
                return
            yield file, prepare(file.data, file.name)

    def _unread(self, files: Iterable[GivenFile]) -> Iterator[GivenFile]:
        for file in files:
            self._order.setdefault(file.path, len(self._order))
            if file.problem:
                self._refuse(file, "failed", file.problem)
            elif known := self._known.get(file.sha256):
                self._results += _unchanged(file, known)
                self._passages += sum(passages for _, passages in known)
                self._files += 1
                self._tell()
            else:
                yield file

    def _take(self, file: GivenFile, reading: Reading) -> None:
        if reading.problem:
            is_left_out = reading.is_by_the_way and not file.is_asked_for
            self._refuse(file, "skipped" if is_left_out else "failed", reading.problem)
            return
        self._waiting.append((file, reading))
        self._rows += sum(len(one.rows) for one in reading.editions)
        self._tell()
        if self._rows >= _BATCH_PASSAGES or perf_counter() - self._written > _BATCH_SECONDS:
            self._write()

    def _refuse(self, file: GivenFile, outcome: ImportOutcome, message: str) -> None:
        self._results.append(ImportResult(file.path, outcome, message=message))
        self._files += 1
        self._tell()

    def _tell(self, *, settling: bool = False) -> None:
        if self._progress:
            files = self._files + len(self._waiting)
            seconds = perf_counter() - self._started
            news = tuple(self._results[self._told :])
            self._told += len(news)
            passages = self._passages + self._rows
            self._progress(
                Progress(files, max(self._total, files), passages, seconds, news, settling)
            )

    def _write(self) -> None:
        """Write what waits, in one transaction; where that fails, each file in its own."""
        waiting, self._waiting, self._rows = self._waiting, [], 0
        if not waiting:
            return
        try:
            results = self._stored(waiting)
        except _UNFIT:
            results = list(chain.from_iterable(map(self._stored_alone, waiting)))
        self._results += results
        self._passages += sum(result.passages for result in results)
        self._files += len(waiting)
        self._written = perf_counter()
        self._tell()

    def _stored(self, waiting: Sequence[tuple[GivenFile, Reading]]) -> list[ImportResult]:
        """Write files in one transaction; where it fails, what was remembered of them is, too."""
        brought = self._placing.brought()
        try:
            with writing(self._connection):
                results = [made for file, reading in waiting for made in self._store(file, reading)]
                self._reanchor(results)
        except BaseException:
            self._placing.forget_since(brought)
            self._known = _known_files(self._connection)
            raise
        return results

    def _stored_alone(self, one: tuple[GivenFile, Reading]) -> list[ImportResult]:
        try:
            return self._stored([one])
        except _UNFIT as error:
            message = f"It could not be stored ({error}). Nothing of it was kept."
            return [ImportResult(one[0].path, "failed", message=message)]

    def _store(self, file: GivenFile, reading: Reading) -> Iterator[ImportResult]:
        facts = {
            "source": file.name,
            "path": file.path,
            "sha256": file.sha256,
            "retrieved": clock.stamp(),
        }
        if known := self._known.get(facts["sha256"]):  # the same file twice in one import
            yield from _unchanged(file, known)
            return
        made: list[tuple[EditionKey, int]] = []
        for one in reading.editions:
            provenance = {**one.provenance, **facts, "reader": reader_of(one.provenance)}
            whole = replace(one, provenance=provenance)
            place = self._placing.place(whole, file.path)
            if place.outcome in {"added", "updated"}:
                self._put(place.prepared)
                made.append((place.prepared.key, len(place.prepared.rows)))
            yield _result(file, place)
        if made:
            self._known[facts["sha256"]] = made

    def _put(self, prepared: Prepared) -> None:
        if self._placing.names_document(prepared.key):
            add_document(self._connection, prepared.document)
        add_rows(self._connection, prepared.key, prepared.title, prepared.provenance, prepared.rows)

    def _reanchor(self, results: Sequence[ImportResult]) -> None:
        changed = {r.document for r in results if r.outcome in {"added", "updated"}}
        noted = self._connection.execute("SELECT DISTINCT document FROM main.note")
        if changed := changed & {name for (name,) in noted}:
            report = reanchor(self._connection, documents=changed)
            self._moved |= {note.id: note for note in report.moved}
            self._orphan |= {note.id: note for note in report.orphan}


def _result(file: GivenFile, place: Place) -> ImportResult:
    prepared = place.prepared
    return ImportResult(
        file.path, place.outcome, prepared.key.document, len(prepared.rows),
        place.message or prepared.provenance.get("remark", ""),
        prepared.key,
    )  # fmt: skip


def _unchanged(file: GivenFile, known: Sequence[tuple[EditionKey, int]]) -> list[ImportResult]:
    message = "It is in the library already."
    return [
        ImportResult(file.path, "unchanged", key.document, passages, message, key)
        for key, passages in known
    ]


def _empty(path: Path) -> ImportResult:
    return ImportResult(str(path), "failed", message="There is no file in it.")


def _known_files(
    connection: sqlite3.Connection,
) -> dict[str, list[tuple[EditionKey, int]]]:
    """Return the editions that were read as they would be now, by their file's checksum."""
    found: dict[str, list[tuple[EditionKey, int]]] = {}
    for written, document, kind, language, passages in connection.execute(
        "SELECT provenance, document, kind, language, passages FROM main.edition"
        " WHERE json_extract(provenance, '$.sha256') IS NOT NULL"
    ):
        provenance = json.loads(written)
        if is_read_so(provenance):
            key = EditionKey(document, kind, language)
            found.setdefault(provenance["sha256"], []).append((key, passages))
    return found
