"""Ticks over the scroll bar: as far down as the matches are in the text, in every theme."""

from collections.abc import Callable

import pytest
from made_editions import page, passage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.search.finding import Finder, Found
from desktop import theme as themes
from desktop.reader.page_view import PageView
from desktop.reader.scroll_marks import ScrollMarks
from desktop.theme import Theme
from desktop.widgets import slices

LONG = "Requests the Secretary-General to report on ink and on quills, at length; " * 8
Show = Callable[..., list[Found]]


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PageView:
    made = PageView(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


class Ticks(ScrollMarks):
    """Ticks that are waited for: they are measured a little at a time."""

    bot: QtBot

    @property
    def ticks(self) -> list[int]:
        self.bot.waitUntil(lambda: not self._slices.busy)
        return super().ticks

    @property
    def current_tick(self) -> int | None:
        self.bot.waitUntil(lambda: not self._slices.busy)
        return super().current_tick


@pytest.fixture
def ticks(view: PageView, theme: Theme, qtbot: QtBot) -> ScrollMarks:
    made = Ticks(view, theme)
    made.bot = qtbot
    return made


@pytest.fixture
def show(qtbot: QtBot, view: PageView) -> Show:
    """Shows a long text with words in some paragraphs; gives where these are."""

    def shown(*numbers: int, count: int = 100, language: str = "en") -> list[Found]:
        words = dict.fromkeys(numbers, "quill " * 3)
        made = page(
            *(passage(f"op{n}", words.get(n, "") + LONG) for n in range(count)), language=language
        )
        with qtbot.waitSignal(view.laid_out):
            view.show_page(made, themes.theme("light"))
        return [
            one
            for one in Finder([p.passage.text for p in made.places]).find("quill ")
            if one.start == 0
        ]

    return shown


def test_a_tick_is_as_far_down_as_its_match(show: Show, ticks: ScrollMarks) -> None:
    ticks.set_found(show(0, 50, 99))
    first, middle, last = ticks.ticks
    height = ticks.height()
    assert 0 <= first < 0.05 * height
    assert 0.4 * height < middle < 0.55 * height
    assert 0.85 * height < last <= height - 7


def test_what_is_scrolled_to_is_where_its_tick_is(
    show: Show, view: PageView, ticks: ScrollMarks
) -> None:
    ticks.set_found(show(70))
    (tick,) = ticks.ticks
    view.go_to("op70")
    whole = view.document().documentLayout().documentSize().height()
    share = view.verticalScrollBar().value() / whole
    assert tick / ticks.height() == pytest.approx(share, abs=0.02)


def test_before_all_is_laid_out_it_is_told_by_the_characters(
    qtbot: QtBot, view: PageView, ticks: ScrollMarks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "SLICE", 0.0005)
    made = page(*(passage(f"op{n}", LONG) for n in range(300)))
    view.show_page(made, themes.theme("light"))
    assert view._layout.busy
    top, height = view.extent(150)
    assert top == pytest.approx(0.5, abs=0.02)
    assert 0 < height < 0.01
    ticks.set_found([Found(150, 0, 3)])
    with qtbot.waitSignal(view.laid_out):
        pass
    (tick,) = ticks.ticks
    assert tick / ticks.height() == pytest.approx(0.5, abs=0.05)


def test_many_matches_at_one_place_are_one_tick(show: Show, ticks: ScrollMarks) -> None:
    show(count=10)
    ticks.set_found([Found(3, 0, 1)] * 5)
    assert len(ticks.ticks) == 1


def test_the_current_one_is_told_apart(show: Show, ticks: ScrollMarks) -> None:
    found = show(20, 60)
    ticks.set_found(found)
    assert ticks.current_tick is None
    ticks.set_current(found[1])
    assert ticks.current_tick == ticks.ticks[1]
    ticks.set_found([])
    assert (ticks.ticks, ticks.current_tick, ticks.isHidden()) == ([], None, True)


@pytest.mark.parametrize("name", themes.NAMES)
def test_ticks_are_seen_in_every_theme(show: Show, ticks: ScrollMarks, name: str) -> None:
    found = show(40, 80)
    of = themes.theme(name)
    ticks.set_theme(of)
    ticks.set_found(found)
    ticks.set_current(found[1])
    assert len(ticks.ticks) == 2
    image = ticks.grab().toImage()
    middle = image.width() // 2

    def color(height: int) -> str:
        return QColor(image.pixelColor(middle, height)).name().upper()

    assert color(ticks.ticks[0] + 3) == of.accent.upper()
    assert ticks.current_tick is not None
    assert color(ticks.current_tick + 3) == of.text.upper()


def test_it_is_as_large_as_the_bar_and_lets_the_mouse_through(
    qtbot: QtBot, show: Show, view: PageView, ticks: ScrollMarks
) -> None:
    ticks.set_found(show(90))
    before = ticks.ticks
    view.resize(900, 400)
    qtbot.waitUntil(lambda: ticks.size() == view.verticalScrollBar().size())
    qtbot.waitUntil(lambda: ticks.ticks != before)
    bar = view.verticalScrollBar()
    assert view.childAt(bar.mapTo(view, QPoint(5, ticks.ticks[0]))) is not ticks
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, bar.height() - 4))
    assert bar.value() > 0


def test_where_the_bar_is_on_the_left_the_ticks_are_too(
    qtbot: QtBot, show: Show, view: PageView, ticks: ScrollMarks
) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    ticks.set_found(show(50, language="ar"))
    assert ticks.mapTo(view, QPoint(0, 0)).x() < 20
    assert ticks.ticks


def test_another_page_leaves_no_tick_of_the_one_before(show: Show, ticks: ScrollMarks) -> None:
    ticks.set_found(show(99))
    show(count=2)
    ticks.set_found([])
    assert ticks.ticks == []
