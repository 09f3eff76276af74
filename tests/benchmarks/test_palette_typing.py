"""A key press in the command palette over a whole library, beside a bare list that filters."""

from collections.abc import Iterator
from time import perf_counter, thread_time

import pytest
from beside import Benchmark, percentile, spread
from materials import undress
from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from db.places import Places
from desktop.app import Desk
from desktop.keys.palette import Palette

FRAME = 1 / 60
TYPED = ("highlight", "op6", "dark theme", "digital capacity", "human rights", "next tab", "xyzzy")


@pytest.fixture
def desk(
    measured: Benchmark, request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication
) -> Iterator[Desk]:
    """A desk with 1,900 documents behind it where times count, else with a few."""
    places: Places = request.getfixturevalue(
        "sessions_75_80" if measured.is_real else "six_languages"
    )
    made = Desk(places)
    made.window.show()
    qtbot.waitUntil(lambda: made.features is not None and made.navigator.reader() is not None)
    yield made
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    undress(qapp)


def test_a_key_press_in_the_palette(measured: Benchmark, desk: Desk, qtbot: QtBot) -> None:
    desk.features.commanding.open()
    palette = desk.window.findChild(Palette)
    qtbot.waitUntil(lambda: bool(desk.features.commanding._documents), timeout=20_000)
    shown = [index.data() for index in map(palette.model.index, range(palette.model.rowCount()))]
    bare_list = QListView()
    qtbot.addWidget(bare_list)
    filtered = QSortFilterProxyModel(bare_list)
    filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    filtered.setSourceModel(QStringListModel(shown, bare_list))
    bare_list.setModel(filtered)
    bare_list.show()
    ours: list[float] = []
    busy: list[float] = []
    bare: list[float] = []

    def press() -> None:
        for words in TYPED:
            palette.box.clear()
            for length, letter in enumerate(words, 1):
                started, spent = perf_counter(), thread_time()
                QTest.keyClick(palette.box, letter)
                QApplication.processEvents()
                ours.append(perf_counter() - started)
                busy.append(thread_time() - spent)
                started = perf_counter()
                filtered.setFilterFixedString(words[:length])
                QApplication.processEvents()
                bare.append(perf_counter() - started)

    measured.once(press)
    assert palette.model.rowCount() == 0, "nothing fits the last words"
    measured.tell(
        ours=spread(ours), busy=spread(busy), bare=spread(bare), entries=len(shown),
        ratio=round(percentile(ours, 0.5) / percentile(bare, 0.5), 3),
    )  # fmt: skip
    if measured.is_real:
        assert percentile(busy, 0.95) <= FRAME, spread(busy)
