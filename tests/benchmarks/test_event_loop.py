"""How long the window is held while ten tabs are opened and a slow query runs beside it.

`plain_work` shows how long ten milliseconds of work are beside the same query.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from time import thread_time
from typing import Any

import pytest
from beside import Benchmark
from holds import FRAME, ROUNDS, Heart, Rounds, Witness, at_rest, longest
from materials import BarePage, undress, words_of
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot
from test_start import TEN

from db import connection
from db.library import documents
from db.places import Places
from desktop.app import Desk
from desktop.reader.spread import Spread
from desktop.tasks import Worker

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.fixture
def desk(six_languages: Places, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    """A desk with ten documents at hand, and a query under way that ends only when stopped."""
    six_languages.settings.unlink(missing_ok=True)
    made = Desk(six_languages)
    made.window.resize(1440, 900)
    made.window.show()
    qtbot.waitUntil(lambda: made.features is not None and made.features._ready)
    qtbot.waitUntil(lambda: is_there(made, TEN[0]))
    at_rest(qtbot)
    made.searching.ask(made, slow, None, made.in_trouble)
    yield made
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    undress(qapp)


def slow(connection: sqlite3.Connection) -> Any:
    return connection.execute(ENDLESS).fetchone()


def is_there(desk: Desk, document: str) -> bool:
    reader = desk.navigator.reader()
    return (
        reader is not None
        and reader.document == document
        and reader.edition is not None
        and reader.page.current != ""
    )


def open_ten(desk: Desk, qtbot: QtBot) -> Iterator[None]:
    """Open nine more tabs: each comes as an event of its own, as a key or a click does."""
    for document in TEN[1:]:
        QTimer.singleShot(0, partial(desk.navigator.open_document, document))
        qtbot.waitUntil(lambda document=document: is_there(desk, document))
        reader = desk.navigator.reader()
        with qtbot.waitSignal(reader.page.painted):  # nobody asks for the next before it is seen
            reader.page.viewport().update()
        yield


def back_to_one(desk: Desk, qtbot: QtBot) -> None:
    """Close the tabs again, and come to rest."""
    tabs = desk.window.tabs
    for page in tabs.pages()[1:]:
        tabs.close_requested.emit(page)
    qtbot.waitUntil(lambda: is_there(desk, TEN[0]))
    at_rest(qtbot)


def turn_round(desk: Desk, qtbot: QtBot) -> Iterator[None]:
    """Turn to the next of ten tabs until all were in front."""
    pages = desk.window.tabs.pages()
    at = pages.index(desk.window.tabs.current())
    for page in (*pages[at + 1 :], *pages[: at + 1]):
        assert isinstance(page, Spread)
        with qtbot.waitSignal(page.active.page.painted):
            QTimer.singleShot(0, partial(desk.window.tabs.turn, 1))
        yield
    assert desk.window.tabs.current() is pages[at]


def plain_work(_desk: Desk, qtbot: QtBot) -> Iterator[None]:
    """The bare baseline: turns that take ten milliseconds of the processor and do nothing."""
    for _ in TEN:
        worked: list[float] = []
        QTimer.singleShot(0, partial(work_for, 0.01, worked))
        qtbot.waitUntil(lambda worked=worked: bool(worked))  # type: ignore[misc]
        yield


def work_for(seconds: float, worked: list[float]) -> None:
    """Take so much time of the processor."""
    begun = thread_time()
    while (spent := thread_time() - begun) < seconds:
        pass
    worked.append(spent)


class BareTabs(QTabWidget):
    """The same texts in plain pages of Qt's own."""

    painted = Signal()

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self._texts = texts
        self.resize(1440, 900)

    def open(self, document: str) -> None:
        page = BarePage(self.painted.emit)
        page.setPlainText(self._texts[document])
        self.setCurrentIndex(self.addTab(page, document))

    def turn(self) -> None:
        self.setCurrentIndex((self.currentIndex() + 1) % self.count())


@pytest.fixture
def bare(six_languages: Places, qtbot: QtBot) -> Iterator[BareTabs]:
    """A bare window without a page yet, beside the same slow query."""
    with closing(connection.open_reader(six_languages)) as opened:
        best = {name: documents.choose_edition(documents.document(opened, name)) for name in TEN}
    tabs = BareTabs({name: words_of(six_languages, key) for name, key in best.items()})
    qtbot.addWidget(tabs)
    with qtbot.waitExposed(tabs):
        tabs.show()
    worker = Worker("searching", partial(connection.open_reader, six_languages))
    worker.ask(tabs, slow)
    yield tabs
    worker.close()


def bare_ten(bare: BareTabs, qtbot: QtBot) -> Iterator[None]:
    for document in TEN:
        with qtbot.waitSignal(bare.painted):
            QTimer.singleShot(0, partial(bare.open, document))
        yield


def bare_none(bare: BareTabs, _qtbot: QtBot) -> None:
    while (page := bare.widget(0)) is not None:
        bare.removeTab(0)
        page.deleteLater()


def bare_round(bare: BareTabs, qtbot: QtBot) -> Iterator[None]:
    for _ in TEN:
        with qtbot.waitSignal(bare.painted):
            QTimer.singleShot(0, bare.turn)
        yield


@pytest.mark.parametrize("act", [open_ten, turn_round, plain_work], ids=lambda act: act.__name__)
def test_ten_tabs_hold_the_window_no_longer_than_a_frame(
    measured: Benchmark,
    desk: Desk,
    qtbot: QtBot,
    act: Callable[[Desk, QtBot], Iterator[None]],
) -> None:
    heart = Heart()
    witness, rounds = Witness(heart), Rounds(heart, ROUNDS if measured.is_real else 1)
    if act is turn_round:
        deque(open_ten(desk, qtbot))
    back = partial(back_to_one, desk, qtbot) if act is open_ten else partial(at_rest, qtbot)
    with witness.looking():
        measured.once(partial(rounds.run, partial(act, desk, qtbot), back))
    assert desk.searching._running is not None, "the slow query was to run all the while"
    measured.tell(
        **rounds.facts(),
        seen_most="; ".join(where for where, _ in witness.seen.most_common(3)) or "nothing",
    )
    if measured.is_real:
        held = longest(rounds.busy)
        assert held <= FRAME, f"held for {1000 * held:.1f} ms"


@pytest.mark.parametrize("act", [bare_ten, bare_round], ids=lambda act: act.__name__)
def test_bare_tabs(
    measured: Benchmark,
    bare: BareTabs,
    qtbot: QtBot,
    act: Callable[[BareTabs, QtBot], Iterator[None]],
) -> None:
    heart = Heart()
    rounds = Rounds(heart, ROUNDS if measured.is_real else 1)
    if act is bare_round:
        deque(bare_ten(bare, qtbot))
    back = partial(bare_none, bare, qtbot) if act is bare_ten else partial(at_rest, qtbot)
    measured.once(partial(rounds.run, partial(act, bare, qtbot), back))
    measured.tell(**rounds.facts())
