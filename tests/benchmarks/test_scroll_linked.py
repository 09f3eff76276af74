"""Scrolling a long resolution in two languages side by side, linked, from its beginning to its end.

A frame is what the window's thread needs from a turn of the wheel until both sides are painted.
"""

from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter

import pytest
from beside import Benchmark, percentile, spread
from materials import words_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from db import connection
from db.models import EditionKey
from db.places import Places
from desktop.reader.loading import Target
from desktop.reader.look import Look
from desktop.reader.reader import Reader
from desktop.reader.spread import Spread
from desktop.tasks import Worker
from desktop.theme import Theme, reader_font

FRAME = 1 / 60
LONG = "A/RES/79/1"
SIZE = 880, 820
"""Pixels of the page in a window of the usual size, with both panels beside it."""


@pytest.fixture
def reading(six_languages: Places) -> Iterator[Worker]:
    worker = Worker("reading", partial(connection.open_reader, six_languages))
    yield worker
    worker.close()


@pytest.fixture(params=["ar", "zh"])
def pair(request: pytest.FixtureRequest) -> tuple[EditionKey, EditionKey]:
    """The English text, and one beside it."""
    return EditionKey(LONG, "official", "en"), EditionKey(LONG, "official", request.param)


@pytest.fixture
def ours(
    pair: tuple[EditionKey, EditionKey], reading: Worker, theme: Theme, qtbot: QtBot
) -> Spread:
    """Both editions linked side by side, loaded and laid out."""
    shown = Spread()
    first, second = (Reader(LONG, reading, Look(theme), shown.room) for _ in range(2))
    shown.put_first(first)
    shown.put_beside(second)
    qtbot.addWidget(shown)
    shown.resize(*SIZE)
    shown.show()
    for reader, key in zip((first, second), pair, strict=True):
        reader.show_target(Target(LONG, key))
    qtbot.waitUntil(
        lambda: all(r.edition is not None and r.page.is_laid_out for r in (first, second)),
        timeout=20_000,
    )
    return shown


@pytest.fixture
def bare(
    pair: tuple[EditionKey, EditionKey], six_languages: Places, qtbot: QtBot
) -> Iterator[tuple[QTextBrowser, QTextBrowser]]:
    """Both texts in two bare browsers, the second scrolled along in proportion."""
    window = QWidget()
    row = QHBoxLayout(window)
    first, second = QTextBrowser(), QTextBrowser()
    for browser, key in zip((first, second), pair, strict=True):
        browser.setFont(reader_font(key.language, 18))
        browser.setPlainText(words_of(six_languages, key))
        row.addWidget(browser)
    qtbot.addWidget(window)
    window.resize(*SIZE)
    window.show()
    for browser in (first, second):
        browser.document().documentLayout().documentSize()
    QApplication.processEvents()
    lead, follow = first.verticalScrollBar(), second.verticalScrollBar()
    lead.valueChanged.connect(
        lambda value: follow.setValue(round(value * follow.maximum() / max(1, lead.maximum())))
    )
    yield first, second
    window.close()


def turn_wheel(viewport: QWidget) -> None:
    """Turn the wheel one notch down over a viewport."""
    middle = QPointF(viewport.rect().center())
    event = QWheelEvent(
        middle, viewport.mapToGlobal(middle), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def frames(viewport: QWidget, done: Callable[[], bool], most: int) -> list[float]:
    """Turn the wheel until all of the text has gone by; return the seconds of each frame."""
    found: list[float] = []
    while not done() and len(found) < most:
        begin = perf_counter()
        turn_wheel(viewport)
        QApplication.processEvents()
        found.append(perf_counter() - begin)
    return found


def at_end(browser: QTextBrowser) -> bool:
    bar = browser.verticalScrollBar()
    return bar.value() >= bar.maximum()


def test_linked_sides_are_scrolled_without_a_dropped_frame(
    measured: Benchmark, ours: Spread, bare: tuple[QTextBrowser, QTextBrowser]
) -> None:
    lead, follow = (reader.page for reader in ours.readers())
    taken: list[float] = []
    most = 1_000_000 if measured.is_real else 40
    measured.once(lambda: taken.extend(frames(lead.viewport(), lambda: at_end(lead), most)))
    assert lead.current == follow.current
    plain = frames(bare[0].viewport(), lambda: at_end(bare[0]), most)
    dropped = sum(frame > FRAME for frame in taken)
    measured.tell(
        ours=spread(taken), bare=spread(plain),
        frames=len(taken), dropped=f"{dropped} ({100 * dropped / len(taken):.2f} %)",
    )  # fmt: skip
    if measured.is_real:
        bar = follow.verticalScrollBar()
        assert bar.value() >= bar.maximum() - 2
        assert percentile(taken, 0.95) <= FRAME
