"""My library with 2,000 documents: narrowed while one types, within a frame of the screen.

As a function, beside plain strings; and as a page, whose holds of the event loop are measured as in
`holds.py`.
"""

import gc
import random
from collections.abc import Iterator

import pytest
from beside import Benchmark, spread
from holds import Heart, at_rest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.models import EditionKey
from db.shelf.details import Details
from db.shelf.filtering import Shelf, Wanted
from db.shelf.volumes import Volume
from desktop.shelf.library_page import LibraryPage
from desktop.theme import Theme

DOCUMENTS = 2_000
FRAME = 1 / 60
"""Seconds a frame has, and a key has to be answered in."""


def volumes() -> list[Volume]:
    dice = random.Random(1)
    subjects = [f"Subject {n}" for n in range(1_000)]
    made = []
    for n in range(DOCUMENTS):
        symbol = f"A/RES/{dice.randint(60, 80)}/{n}"
        own = Details(
            f"On the work of committee {dice.randint(1, 400)} and its report {n}", symbol,
            f"{dice.randint(2000, 2025)}-12-01", "General Assembly", symbol.split("/")[2],
            tuple(dice.sample(subjects, 8)),
        )  # fmt: skip
        keys = tuple(EditionKey(symbol, "official", one) for one in dice.sample(
            ["en", "fr", "ar"], dice.randint(1, 3)))  # fmt: skip
        made.append(Volume(symbol, "resolution", own, own, keys, keys, ("official",), 30))
    return made


def test_a_key_typed_into_my_library(benchmark):
    """Two words, a filter and a sort; beside it the words alone, looked for in plain strings."""
    shelf = Shelf(volumes())
    wanted = Wanted("committee 12", {"language": frozenset({"fr"})}, "title")
    shelf.narrow(wanted)
    texts = shelf._texts
    found = benchmark(shelf.narrow, wanted)
    assert 0 < len(found.volumes) < DOCUMENTS
    assert sum("committee" in text and "12" in text for text in texts) >= len(found.volumes)
    if benchmark.stats:
        assert benchmark.stats.stats.median < FRAME


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Iterator[LibraryPage]:
    """The page in a window of 1440 x 900; as in the desk, garbage waits for a quiet moment."""
    made = LibraryPage(theme)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.show_shelf(Shelf(volumes()), (), 3)
    at_rest(qtbot)
    gc.disable()
    yield made
    gc.enable()


def test_typing_and_sorting_hold_the_window_no_longer_than_a_frame(
    measured: Benchmark, page: LibraryPage, qtbot: QtBot
) -> None:
    heart = Heart()

    def rest() -> None:
        beats = len(heart.holds)
        qtbot.waitUntil(lambda: len(heart.holds) > beats + 8)

    def press(key: str | Qt.Key) -> None:
        send = QTest.keyClicks if isinstance(key, str) else QTest.keyClick
        send(page.bar.box, key)
        rest()

    def measure() -> None:
        with heart.beating():
            rest()
            for _ in range(5):
                for key in ("1", "2", Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, "c"):
                    press(key)
                press(Qt.Key.Key_Backspace)
                for sort in ("title", "symbol", "date", "title", ""):
                    page.sort_by(sort, sort == "title" and not page.bar.descending)
                    rest()

    measured.once(measure)
    assert page.model.rowCount() == DOCUMENTS
    measured.tell(busy=spread(heart.busy), holds=spread(heart.holds))
    if measured.is_real:
        assert max(heart.busy) <= FRAME, f"held for {1000 * max(heart.busy):.1f} ms"
