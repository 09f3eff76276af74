"""Opening the longest resolution with a thousand highlights, up to the first frame that has both.

Its notes come from the person's file, through the controller, as they do at the desk.
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from statistics import median
from time import perf_counter

import pytest
from beside import Benchmark
from materials import LONGEST, BarePage, words_of
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

from db import connection
from db.library import documents
from db.models import COLORS, EditionKey
from db.notes import anchors, store
from db.places import Places
from desktop.garbage import Collector
from desktop.hub import Hub
from desktop.notes.controller import NotesController
from desktop.reader.loading import Target
from desktop.reader.look import Look
from desktop.reader.reader import Reader
from desktop.tasks import Worker
from desktop.theme import Theme

KEY = EditionKey(LONGEST, "official", "en")
SIZE = 880, 820
"""Pixels of the page in a window of the usual size, with both panels beside it."""
HIGHLIGHTS = 1000


@pytest.fixture(scope="module")
def marked(longest: Places) -> Places:
    """The longest resolution with highlights all over it, some on top of others."""
    with closing(connection.open_study(longest)) as study:
        study.execute("PRAGMA synchronous = OFF")
        highlight(study)
    return longest


def highlight(study: sqlite3.Connection) -> None:
    chance = random.Random(311)
    passages = [p for p in documents.edition(study, KEY).passages if len(p.text) > 60]
    for number in range(HIGHLIGHTS):
        passage = passages[number * len(passages) // HIGHLIGHTS]
        start = chance.randrange(len(passage.text) - 40)
        anchor = anchors.make(KEY, passage, start, start + 30)
        store.add(study, anchor, color=COLORS[number % len(COLORS)])


@pytest.fixture
def workers(marked: Places, theme: Theme) -> Iterator[tuple[Worker, Worker]]:
    """A worker that reads and one for the person's file, both with their files open already."""
    reading = Worker("reading", partial(connection.open_reader, marked))
    study = Worker("study", partial(connection.open_study, marked))
    for worker in (reading, study):
        waiter = Waiter()
        worker.ask(waiter, documents.documents, waiter.stop)
        waiter.wait()
    yield reading, study
    reading.close()
    study.close()


class Waiter(QObject):
    """Runs the event loop until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop(self)

    def wait(self) -> None:
        QTimer.singleShot(30_000, self._loop, lambda: self._loop.exit(1))
        assert self._loop.exec() == 0, "it takes more than half a minute"

    def stop(self, *_whatever: object) -> None:
        self._loop.exit(0)


def shown(page: QWidget) -> QMainWindow:
    window = QMainWindow()
    window.setCentralWidget(page)
    window.resize(*SIZE)
    window.show()
    return window


class Opening(Waiter):
    """One way of opening the document after the other, each in a new window.

    Garbage is collected as at the desk: pytest's own is much, and not what is measured.
    """

    def __init__(self, marked: Places, workers: tuple[Worker, Worker], theme: Theme) -> None:
        super().__init__()
        Collector(self).collect()
        self._text = words_of(marked, KEY)
        (self._reading, study), self._theme = workers, theme
        self._notes = NotesController(study, Hub(self), self)
        self._reader: Reader | None = None
        self._started = 0.0
        self.text_after: list[float] = []
        """Seconds to the first frame with text, which may be without the highlights."""

    def bare(self) -> float:
        started = perf_counter()
        page = BarePage(self.stop)
        page.setPlainText(self._text)
        window = shown(page)
        self.wait()
        taken = perf_counter() - started
        window.close()
        window.deleteLater()
        return taken

    def ours(self) -> float:
        self._started = perf_counter()
        reader = self._reader = Reader(LONGEST, self._reading, Look(self._theme))
        reader.notes_wanted.connect(self._notes.load)
        reader.painted.connect(self._text_painted)
        self._notes.notes_loaded.connect(self._show_notes)
        reader.show_target(Target(LONGEST))
        window = shown(reader)
        self.wait()
        taken = perf_counter() - self._started
        self._notes.notes_loaded.disconnect(self._show_notes)
        assert reader.page.extraSelections()
        window.close()
        window.deleteLater()
        return taken

    def _text_painted(self) -> None:
        assert self._reader is not None
        self._reader.painted.disconnect(self._text_painted)
        self.text_after.append(perf_counter() - self._started)

    def _show_notes(self, _document: str, notes: list[object]) -> None:
        assert len(notes) == HIGHLIGHTS
        assert self._reader is not None
        self._reader.set_notes(notes)
        self._reader.painted.connect(self.stop)


def test_opening_the_longest_with_a_thousand_highlights(
    measured: Benchmark, marked: Places, workers: tuple[Worker, Worker], theme: Theme
) -> None:
    opening = Opening(marked, workers, theme)
    if measured.is_real:
        opening.bare()
        opening.ours()
        opening.text_after.clear()
    done = measured.compare(opening.ours, opening.bare, rounds=15)
    measured.tell(
        first_text=f"{1000 * median(opening.text_after):.1f} ms",
        with_highlights=f"{1000 * median(done.ours):.1f} ms; wanted: <= 100 ms",
    )
