"""Files made ready to be stored, here or in other processes when there are many.

What comes back is plain values: they travel between processes many times faster than passages.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import PurePosixPath

from db.address import parse_label
from db.errors import NotADocument
from db.formats.detect import detect
from db.library.intake import GivenFile
from db.library.tables import PassageRow, rows_of
from db.models import Document, EditionKey
from db.text import fold

PATIENCE = 120.0
"""Seconds that reading some files together may take before they are given up."""

_TOGETHER = 1024 * 1024
"""Bytes of files that travel together."""

_AHEAD = 3
"""How many such loads wait for each process: what is held in memory does not grow."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An edition ready to be written; `has_symbol` says that its document has a name of its own."""

    document: Document
    key: EditionKey
    title: str
    provenance: dict[str, str]
    rows: list[PassageRow]
    has_symbol: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of reading a file: editions, or a sentence that says why not."""

    editions: tuple[Prepared, ...] = ()
    problem: str = ""
    is_by_the_way: bool = False


def prepare(data: bytes, name: str) -> Reading:
    """Read one file and make what it holds ready."""
    from db.formats.reading import read

    found = detect(data)
    if found.format == "none":
        return Reading(problem=found.reason, is_by_the_way=found.is_by_the_way)
    try:
        editions = read(data, name, found)
    except NotADocument as error:
        return Reading(problem=str(error))
    return Reading(tuple(
        Prepared(
            one.document, one.edition.key, one.edition.title, dict(one.edition.provenance),
            rows_of(one.edition.passages), bool(one.document.id),
        )
        for one in editions
    ))  # fmt: skip


def slug(name: str) -> str:
    """Make a name for a document out of its file's: `Fiji, 79th session.txt` is fiji-79th-session.

    It never reads as the label of a paragraph, which an address could not tell from it.
    """
    words = "".join(c if c.isalnum() else " " for c in fold(PurePosixPath(name).stem)).split()
    made = "-".join(words)[:60].strip("-") or "document"
    return f"{made}-document" if parse_label(made) or made.isdecimal() else made


def _prepare_all(
    files: Sequence[tuple[bytes, str]], prepare_one: Callable[[bytes, str], Reading]
) -> list[Reading]:
    return [prepare_one(data, name) for data, name in files]


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Pool:
    """Processes that read files while this one writes."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._prepare = prepare
        self._executor = self._started()
        self.works = self._is_answering()

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._processes, mp_context=get_context("spawn"),
            initializer=_leave_interrupts_to_the_parent,
        )  # fmt: skip

    def _is_answering(self) -> bool:
        """Tell whether processes can be started here; not from a prompt, for example."""
        try:
            return self._executor.submit(os.getpid).result(PATIENCE) > 0
        except (BrokenProcessPool, OSError, TimeoutError):
            return False

    def readings(
        self, files: Iterable[GivenFile], cancelled: Callable[[], bool]
    ) -> Iterator[tuple[GivenFile, Reading]]:
        """Yield the files with what was read of them, in order; stops soon after `cancelled`."""
        waiting: deque[tuple[list[GivenFile], Future[list[Reading]]]] = deque()
        for load in _loads(files):
            if cancelled():
                break
            waiting.append((load, self._submit(load)))
            if len(waiting) > _AHEAD * self._processes:
                yield from self._answer(*waiting.popleft())
        while waiting and not cancelled():
            yield from self._answer(*waiting.popleft())

    def _submit(self, load: Sequence[GivenFile]) -> "Future[list[Reading]]":
        packed = [(file.data, file.name) for file in load]
        try:
            return self._executor.submit(_prepare_all, packed, self._prepare)
        except BrokenProcessPool:
            self._renew()
            return self._executor.submit(_prepare_all, packed, self._prepare)

    def _answer(
        self, load: Sequence[GivenFile], future: "Future[list[Reading]]"
    ) -> Iterator[tuple[GivenFile, Reading]]:
        try:
            yield from zip(load, future.result(PATIENCE), strict=True)
        except CancelledError:  # it waited in processes that were ended since
            yield from ((file, self._alone(file)) for file in load)
        except (BrokenProcessPool, TimeoutError):
            self._renew()
            yield from ((file, self._alone(file)) for file in load)

    def _alone(self, file: GivenFile) -> Reading:
        """Read a file by itself: it may be the one that the others went down with."""
        try:
            return self._executor.submit(self._prepare, file.data, file.name).result(PATIENCE)
        except TimeoutError:
            self._renew()
            return Reading(problem=f"Reading it took more than {PATIENCE:.0f} seconds; given up.")
        except BrokenProcessPool:
            self._renew()
            return Reading(problem="Reading it ended the reader. Get a new copy of it.")

    def _renew(self) -> None:
        self.close()
        self._executor = self._started()

    def close(self) -> None:
        """End the processes, at once."""
        processes = list((getattr(self._executor, "_processes", None) or {}).values())
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            with suppress(OSError, ValueError):
                process.terminate()


def _loads(files: Iterable[GivenFile]) -> Iterator[list[GivenFile]]:
    load: list[GivenFile] = []
    size = 0
    for file in files:
        load.append(file)
        size += len(file.data)
        if size >= _TOGETHER:
            yield load
            load, size = [], 0
    if load:
        yield load
