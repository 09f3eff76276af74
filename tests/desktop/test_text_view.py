"""Places on a page: going there, staying there, and texts that are very long."""

import pytest
from made_editions import page, passage
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shown_pages import LONG, Key, Show, operative, select, settle, top_of, visible

from desktop.reader.gutter import VOICE_WORDS
from desktop.reader.page_view import PageView
from desktop.theme import Theme


def test_a_screen_reader_is_told_the_place_and_the_voice(view: PageView, show: Show) -> None:
    show(passage("op1", LONG), passage("op2", LONG, "digest"))
    assert view.accessibleName() == "A/RES/1/9, official, en"
    assert view.accessibleDescription() == f"A/RES/1/9, para. 1. {VOICE_WORDS['official']}"
    view.go_to("op2")
    assert view.accessibleDescription() == f"A/RES/1/9, para. 2. {VOICE_WORDS['digest']}"


def test_going_to_a_paragraph_brings_it_near_the_top(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(*operative(40))
    with qtbot.waitSignal(view.place_changed) as told:
        assert view.go_to("op20")
    assert told.args == ["op20"]
    assert view.current == "op20"
    assert top_of(view, "op20") == pytest.approx(48, abs=2)


def test_the_last_paragraph_can_be_brought_near_the_top_too(view: PageView, show: Show) -> None:
    show(*operative(40))
    view.go_to("op40")
    assert view.current == "op40"
    assert 0 <= top_of(view, "op40") < view.viewport().height() / 2


@pytest.mark.parametrize("label", ["op99", "", "nothing of the kind"])
def test_a_paragraph_that_is_not_there_is_said_and_nothing_moves(
    view: PageView, show: Show, label: str
) -> None:
    show(*operative(40), label="op10")
    before = view.verticalScrollBar().value()
    assert not view.go_to(label)
    assert (view.current, view.verticalScrollBar().value()) == ("op10", before)


def test_a_point_that_is_not_there_is_its_paragraph(view: PageView, show: Show) -> None:
    show(*operative(40))
    assert view.go_to("op20.b.iv")
    assert view.current == "op20"


@pytest.mark.parametrize("offset", [-48, 0, 31, -200])
def test_a_page_opens_where_it_was_left_to_the_pixel(
    view: PageView, show: Show, offset: int
) -> None:
    show(*operative(40), label="op20", offset=offset)
    assert (view.current, view.offset()) == ("op20", offset)


@pytest.mark.parametrize("width", [420, 700, 1400])
def test_the_place_is_kept_when_the_window_changes_its_size(
    qtbot: QtBot, view: PageView, show: Show, width: int
) -> None:
    show(*operative(40))
    view.go_to("op20", offset=-48)
    view.resize(width, 600)
    qtbot.waitUntil(lambda: view.viewport().width() <= width)
    assert view.current == "op20"
    assert top_of(view, "op20") == pytest.approx(48, abs=2)
    view.resize(900, 420)
    assert top_of(view, "op20") == pytest.approx(48, abs=2)


@pytest.mark.usefixtures("unhurried")
def test_a_place_asked_for_before_the_page_is_seen_is_there_when_it_is(
    qtbot: QtBot, theme: Theme
) -> None:
    view = PageView(theme)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show_page(page(*operative(40)), theme, "op10")
    view.go_to("op30")
    with qtbot.waitExposed(view):
        view.show()
    assert view.current == "op30"
    assert top_of(view, "op30") == pytest.approx(48, abs=2)


def test_scrolling_takes_the_current_paragraph_along(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(*operative(40))
    bar = view.verticalScrollBar()
    with qtbot.waitSignal(view.place_changed):
        bar.setValue(bar.maximum() // 2)
    assert view.current in visible(view)
    assert top_of(view, view.current) >= -8
    bar.setValue(0)
    assert view.current == "op1"


def test_inside_an_endless_paragraph_that_one_is_current(view: PageView, show: Show) -> None:
    show(passage("op1", LONG), passage("op2", LONG * 40), passage("op3", LONG))
    view.verticalScrollBar().setValue(round(top_of(view, "op2")) + 2000)
    assert view.current == "op2"


def test_a_page_that_is_shown_no_more_is_let_go_of(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    for _ in range(4):
        show(*operative(10))
    qtbot.waitUntil(lambda: len(view.findChildren(QTextDocument)) == 1)
    assert view.document() is view.page.document


def test_painting_is_told_only_once_there_is_a_page(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    with qtbot.assertNotEmitted(view.painted):
        view.grab()
    with qtbot.waitSignal(view.painted):
        show(passage("op1", "First."))


def test_one_paragraph_of_100_000_words_is_read_selected_and_left(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    words = "𠮷nk and quills " * 33_334
    show(passage("op1", words), passage("op2", "Ends."))
    with qtbot.waitSignal(view.painted):
        view.viewport().update()
    select(view, "op1", 500_000, 500_003)
    assert view.anchor().quote == words[500_000:500_003].strip()
    assert view.go_to("op2")
    assert view.current == "op2"
    QTest.keyClick(view, Key.Key_K)
    assert view.current == "op1"


@pytest.mark.usefixtures("hurried")
def test_a_page_that_is_left_before_its_place_was_reached_keeps_nothing_dark(
    qtbot: QtBot, view: PageView, theme: Theme
) -> None:
    view.show_page(page(*operative(3000)), theme, "op3000")
    view.show_page(page(), theme)
    with qtbot.waitSignal(view.painted):
        view.viewport().update()
    view.show_page(page(*operative(3000)), theme, "op2999")
    view.show_page(page(*operative(5)), theme, "op2")
    settle(qtbot, view)
    assert view.current == "op2"
    with qtbot.waitSignal(view.painted):
        view.viewport().update()


@pytest.mark.usefixtures("hurried")
def test_somebody_who_goes_on_before_the_place_is_reached_ends_where_they_went(
    qtbot: QtBot, view: PageView, theme: Theme
) -> None:
    view.show_page(page(*operative(3000)), theme, "op3000")
    view.go_to("op2")
    settle(qtbot, view)
    assert view.current == "op2"
    assert top_of(view, "op2") == pytest.approx(48, abs=2)
