"""A change of theme with ten documents open, beside a bare window's change of palette."""

import gc
from collections.abc import Iterator
from time import perf_counter, thread_time

import pytest
from beside import Benchmark, spread
from materials import undress
from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser
from pytestqt.qtbot import QtBot
from test_start import TEN

from db.places import Places
from desktop import theme as themes
from desktop.app import Desk

LIMIT = 0.1
"""Seconds of the window's thread until the page is painted in the new theme."""
ROUNDS = 12


@pytest.fixture
def desk(six_languages: Places, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    """A desk with ten documents open, each of them looked at."""
    made = Desk(six_languages, TEN)
    made.window.resize(1440, 900)
    made.window.show()
    qtbot.waitUntil(lambda: made.features is not None and made.features._ready)
    tabs = made.window.tabs
    for number, reader in enumerate(made.navigator.readers()):
        tabs.bar.setCurrentIndex(number)
        with qtbot.waitSignal(reader.painted):
            reader.page.viewport().update()
        qtbot.waitUntil(lambda reader=reader: reader.edition is not None)
    yield made
    made.window.close()
    made.deleteLater()
    made.window.deleteLater()
    undress(qapp)
    gc.collect()


@pytest.fixture
def bare(qtbot: QtBot) -> QMainWindow:
    """A window with nothing but a text."""
    window = QMainWindow()
    page = QTextBrowser(window)
    page.setPlainText("Artificial intelligence and capacity-building. " * 2000)
    window.setCentralWidget(page)
    window.resize(1440, 900)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.mark.parametrize("front", [0, 6], ids=["78-311", "79-1"])
def test_a_change_of_theme_with_ten_tabs(
    measured: Benchmark, desk: Desk, bare: QMainWindow, qtbot: QtBot, front: int
) -> None:
    desk.window.tabs.bar.setCurrentIndex(front)
    reader = desk.navigator.readers()[front]
    qtbot.waitUntil(reader.isVisible)
    names = iter(themes.NAMES[1:] * 9)
    held: list[float] = []

    def ours() -> float:
        started, began = thread_time(), perf_counter()
        with qtbot.waitSignal(reader.painted):
            desk.themes.choose(next(names))
        taken = thread_time() - started
        held.append(perf_counter() - began)
        qtbot.waitUntil(lambda: not desk._dresser._slices.busy)
        return taken

    def beside() -> float:
        palettes = [themes.palette(themes.theme(name)) for name in ("dark", "light")]
        started = thread_time()
        for palette in palettes:
            bare.setPalette(palette)
            bare.centralWidget().repaint()
        return (thread_time() - started) / len(palettes)

    done = measured.compare(ours, beside, rounds=ROUNDS)
    measured.tell(until_painted=spread(held), limit=f"{1000 * LIMIT:.0f} ms")
    if measured.is_real:
        assert sorted(done.ours)[len(done.ours) // 2] <= LIMIT
