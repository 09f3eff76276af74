"""How long the window is held while one types into a search, beside the page and as a page.

Facets, chart and passage come from the worker; what is left for the window is to show them. The
baseline is the same event loop while nobody types.
"""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from beside import Benchmark
from holds import FRAME, Heart, Rounds, Witness, at_rest, longest
from materials import undress
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.places import Places
from desktop.app import Desk
from desktop.search.panel import SearchPanel

QUERIES = ("the development of countries", "un", "verb:recalling peace", "human rights -women")
ROUNDS = 3
"""So often all is typed."""
BETWEEN = 90
"""Milliseconds from key to key, as a fast typist has them."""


@pytest.fixture(params=["six_languages", pytest.param("sessions_75_80", marks=pytest.mark.slow)])
def places(request: pytest.FixtureRequest) -> Places:
    """Some resolutions in six languages; in the long form every English one of six sessions."""
    found: Places = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def desk(places: Places, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    places.settings.unlink(missing_ok=True)
    made = Desk(places)
    made.window.resize(1440, 900)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(lambda: made.features is not None and made.features._ready)
    at_rest(qtbot)
    yield made
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    undress(qapp)


def beside_the_page(desk: Desk, _qtbot: QtBot) -> SearchPanel:
    desk.features.panels.focus_search()
    return desk.features.panels.search


def as_a_page(desk: Desk, _qtbot: QtBot) -> SearchPanel:
    desk.features.searching.open_page()
    return desk.features.searching.front()


def pauses(qtbot: QtBot, keys: int = 1) -> None:
    """Let as much time pass as a typist takes from key to key.

    The one wait for time here: nothing happens that could be awaited instead. How long it is
    decides what the window still has to do when the next key comes, and that is measured.
    """
    qtbot.wait(BETWEEN * keys)


class Paint(QObject):
    """Tells when a widget is painted."""

    seen = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.emit()
        return False


def is_settled(panel: SearchPanel) -> bool:
    """Tell whether all has come that the panel asked for: the hits, and the counts if wanted."""
    inquiry = panel.inquiry
    return not inquiry.waiting and (inquiry.facets is not None or not inquiry.wants_counts)


def types(panel: SearchPanel, qtbot: QtBot, query: str) -> Iterator[None]:
    """Type a query letter by letter; the last step is all that comes after the last letter."""
    panel.box.clear()
    for letter in query:
        QTest.keyClick(panel.box, letter)
        pauses(qtbot)
        yield
    qtbot.waitUntil(lambda: is_settled(panel))
    paint = Paint(panel.box)
    with qtbot.waitSignal(paint.seen):  # all that waits to be painted is so at the same time
        panel.box.update()
    yield


@pytest.mark.parametrize(
    "where", [beside_the_page, as_a_page, None], ids=["beside the page", "as a page", "nothing"]
)
def test_typing_holds_the_window_no_longer_than_a_frame(
    measured: Benchmark,
    desk: Desk,
    qtbot: QtBot,
    where: Callable[[Desk, QtBot], SearchPanel] | None,
) -> None:
    heart = Heart()
    witness, rounds = Witness(heart), Rounds(heart, ROUNDS if measured.is_real else 1)
    queries = QUERIES if measured.is_real else QUERIES[1:2]
    panel = None if where is None else where(desk, qtbot)

    def work() -> Iterator[None]:
        for query in queries:
            if panel is None:
                pauses(qtbot, len(query))
                yield
            else:
                yield from types(panel, qtbot, query)

    if panel is not None:
        deque(types(panel, qtbot, "wo"))
    with witness.looking():
        measured.once(partial(rounds.run, work, partial(at_rest, qtbot)))
    assert panel is None or panel.model.loaded
    measured.tell(
        **rounds.facts(),
        seen_most="; ".join(at for at, _ in witness.seen.most_common(3)) or "nothing",
    )
    if measured.is_real and panel is not None:
        held = longest(rounds.busy)
        assert held <= FRAME, f"held for {1000 * held:.1f} ms"
