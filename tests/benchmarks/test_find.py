"""A key press in the find bar on the longest resolution, beside bare QTextDocument.find."""

from contextlib import closing
from time import perf_counter

import pytest
from beside import Benchmark, percentile, spread
from materials import LONGEST, words_of
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import connection
from db.library import documents
from db.models import EditionKey
from db.places import Places
from db.search.finding import Options
from desktop.reader.composer import compose
from desktop.reader.find_bar import FindBar
from desktop.reader.finding import Finding
from desktop.reader.look import Look
from desktop.reader.page_view import PageView
from desktop.theme import Theme

FRAME = 1 / 60
WORDS = ("resources", "secretary-general", "the", "section 3", "advisory committee", "e", "xyzzy")
KEY = EditionKey(LONGEST, "official", "en")


@pytest.fixture
def bar(longest: Places, qtbot: QtBot, theme: Theme) -> FindBar:
    view = PageView(theme)
    made = FindBar(theme, Options(), view)
    qtbot.addWidget(view)
    view.resize(1000, 900)
    with qtbot.waitExposed(view):
        view.show()
    finding = Finding(view, made, theme, view)
    with closing(connection.open_reader(longest)) as opened:
        found = documents.document(opened, LONGEST)
        edition = documents.edition(opened, KEY)
    with qtbot.waitSignal(view.laid_out, timeout=60_000):
        view.show_page(compose(found, edition, Look(theme)), theme)
    finding.open()
    return made


def test_a_key_press_in_the_find_bar(measured: Benchmark, bar: FindBar, longest: Places) -> None:
    document = QTextDocument(words_of(longest, KEY))
    held: list[float] = []
    ours: list[float] = []
    bare: list[float] = []

    def press() -> None:
        for words in WORDS:
            bar.box.clear()
            for length, letter in enumerate(words, 1):
                for times, seconds in zip((held, ours), _timed_key(bar, letter), strict=True):
                    times.append(seconds)
                bare.append(_timed_bare(document, words[:length]))

    measured.once(press)
    measured.tell(
        held=spread(held), ours=spread(ours), bare=spread(bare), keys=len(ours),
        ratio=round(percentile(ours, 0.5) / percentile(bare, 0.5), 3),
    )  # fmt: skip
    if measured.is_real:
        assert percentile(held, 0.95) <= FRAME, spread(held)


def _timed_key(bar: FindBar, letter: str) -> tuple[float, float]:
    """Press a key: how long it holds the window, and until all is found, counted and painted."""
    (finding,) = bar.parent().findChildren(Finding)
    started = perf_counter()
    QTest.keyClick(bar.box, letter)
    held = perf_counter() - started
    while finding.is_looking:
        QApplication.processEvents()
    return held, perf_counter() - started


def _timed_bare(document: QTextDocument, words: str) -> float:
    """Find all of it, as one must to say how many there are."""
    started = perf_counter()
    cursor = document.find(words)
    while not cursor.isNull():
        cursor = document.find(words, cursor)
    return perf_counter() - started
