"""The page by keys: highlighting, notes, going from paragraph to paragraph, the caret."""

from typing import Any

import pytest
from made_editions import page, passage
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shown_pages import CONTROL, LONG, SHIFT, Key, Show, note, operative, put_caret, select, settle

from db.models import COLORS
from desktop.keys import page_keys
from desktop.reader.page_view import PageView
from desktop.theme import Theme


def test_a_page_with_nothing_on_it_has_no_anchor(view: PageView, show: Show) -> None:
    assert view.anchor() is None
    show()
    assert view.anchor() is None
    assert view.current == ""
    for key in (Key.Key_J, Key.Key_K, Key.Key_N, Key.Key_1, Key.Key_Delete, Key.Key_Space):
        QTest.keyClick(view, key)


@pytest.mark.parametrize(("number", "color"), list(enumerate(COLORS, 1)))
def test_digits_highlight_in_their_colour(
    qtbot: QtBot, view: PageView, show: Show, number: int, color: str
) -> None:
    show(passage("op1", "Requests ink;"))
    select(view, "op1", 9, 12)
    with qtbot.waitSignal(view.highlight_requested) as asked:
        QTest.keyClick(view, Key(Key.Key_0 + number))
    (anchor,), wanted, style = asked.args
    assert (anchor.quote, wanted, style) == ("ink", color, "")


def test_h_highlights_in_the_colour_used_last(qtbot: QtBot, view: PageView, show: Show) -> None:
    show(passage("op1", "Requests ink;"))
    select(view, "op1", 0, 8)
    with qtbot.waitSignal(view.highlight_requested) as asked:
        QTest.keyClick(view, Key.Key_H)
    assert asked.args[1] == ""


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_6, Key.Key_H])
def test_without_selected_words_nothing_is_highlighted(
    qtbot: QtBot, view: PageView, show: Show, key: Qt.Key
) -> None:
    show(passage("op1", "Requests ink;"))
    with qtbot.assertNotEmitted(view.highlight_requested):
        QTest.keyClick(view, key)


@pytest.mark.parametrize("key", [Key.Key_0, Key.Key_7, Key.Key_9])
def test_other_digits_highlight_nothing(
    qtbot: QtBot, view: PageView, show: Show, key: Qt.Key
) -> None:
    show(passage("op1", "Requests ink;"))
    select(view, "op1", 0, 8)
    with qtbot.assertNotEmitted(view.highlight_requested):
        QTest.keyClick(view, key)


@pytest.mark.parametrize("modifier", [CONTROL, Qt.KeyboardModifier.AltModifier])
def test_with_control_or_alt_a_digit_is_not_for_the_page(
    qtbot: QtBot, view: PageView, show: Show, modifier: Any
) -> None:
    show(passage("op1", "Requests ink;"))
    select(view, "op1", 0, 8)
    with qtbot.assertNotEmitted(view.highlight_requested):
        QTest.keyClick(view, Key.Key_1, modifier)


def test_digits_of_the_number_pad_highlight_too(qtbot: QtBot, view: PageView, show: Show) -> None:
    show(passage("op1", "Requests ink;"))
    select(view, "op1", 0, 8)
    with qtbot.waitSignal(view.highlight_requested):
        QTest.keyClick(view, Key.Key_2, Qt.KeyboardModifier.KeypadModifier)


@pytest.mark.parametrize("selected", [True, False])
def test_n_asks_for_a_note_on_the_words_or_the_paragraph(
    qtbot: QtBot, view: PageView, show: Show, selected: bool
) -> None:
    show(passage("op1", "Requests ink;"))
    if selected:
        select(view, "op1", 9, 12)
    with qtbot.waitSignal(view.note_requested) as asked:
        QTest.keyClick(view, Key.Key_N)
    (anchor,) = asked.args[0]
    assert anchor.label == "op1"
    assert anchor.quote == ("ink" if selected else "")


def test_j_and_k_go_from_paragraph_to_paragraph_and_stay_at_the_ends(
    view: PageView, show: Show
) -> None:
    heading = passage("h1", "Ink", kind="heading")
    show(passage("pp1", LONG), heading, passage("op1", LONG), passage("op2", LONG))
    went = []
    for key in (Key.Key_J, Key.Key_J, Key.Key_J, Key.Key_K, Key.Key_K, Key.Key_K):
        QTest.keyClick(view, key)
        went.append(view.current)
    assert went == ["op1", "op2", "op2", "op1", "pp1", "pp1"]


def test_from_a_paragraph_that_is_not_there_j_goes_on_all_the_same(
    view: PageView, show: Show
) -> None:
    show(*operative(3), label="op99")
    assert view.current == "op1"
    QTest.keyClick(view, Key.Key_J)
    assert view.current == "op2"


def test_delete_asks_for_the_highlight_under_the_caret(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(passage("op1", "Requests ink;"))
    view.set_highlights([note("op1", 9, 12, id="n1")])
    put_caret(view, "op1", 3)
    with qtbot.assertNotEmitted(view.delete_note_requested):
        QTest.keyClick(view, Key.Key_Delete)
    put_caret(view, "op1", 10)
    with qtbot.waitSignal(view.delete_note_requested) as asked:
        QTest.keyClick(view, Key.Key_Delete)
    assert asked.args == ["n1"]
    with qtbot.assertNotEmitted(view.delete_note_requested):
        QTest.keyClick(view, Key.Key_Backspace)


def test_the_page_takes_other_keys(qtbot: QtBot, view: PageView, show: Show) -> None:
    show(*operative(3), label="op1")
    keys = page_keys.default_keys() | {"next": [QKeySequence("+")], "previous": []}
    view.set_keys(page_keys.by_key(keys))
    QTest.keyClick(view, Key.Key_J)
    assert view.current == "op1"
    QTest.keyClick(view, Key.Key_Plus, SHIFT)  # as on a keyboard where + is above =
    QTest.keyClick(view, Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier)
    assert view.current == "op3"
    QTest.keyClick(view, Key.Key_K)
    QTest.keyClick(view, Key.Key_N, CONTROL)
    assert view.current == "op3"


def test_of_highlights_over_one_another_the_uppermost_counts(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(passage("op1", "Requests ink and quills;"))
    view.set_highlights([note("op1", 0, 24, id="below"), note("op1", 9, 12, id="above")])
    for at, wanted in ((10, "above"), (2, "below")):
        put_caret(view, "op1", at)
        with qtbot.waitSignal(view.delete_note_requested) as asked:
            QTest.keyClick(view, Key.Key_Delete)
        assert asked.args == [wanted]


def test_escape_lets_go_of_the_selection_and_of_search_marks(view: PageView, show: Show) -> None:
    show(passage("op1", "Requests ink;"))
    view.go_to("op1", [(9, 12)])
    select(view, "op1", 0, 8)
    assert len(view.extraSelections()) == 1
    QTest.keyClick(view, Key.Key_Escape)
    assert not view.textCursor().hasSelection()
    assert view.extraSelections() == []


@pytest.mark.usefixtures("unhurried")
def test_an_escape_that_is_not_needed_goes_on_to_the_window(qtbot: QtBot, theme: Theme) -> None:
    heard: list[int] = []

    class Window(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            heard.append(event.key())

    window = Window()
    qtbot.addWidget(window)
    view = PageView(theme, window)
    QVBoxLayout(window).addWidget(view)
    view.show_page(page(passage("op1", "Requests ink;")), theme)
    with qtbot.waitExposed(window):
        window.show()
    QTest.keyClick(view, Key.Key_Escape)
    assert heard == [Key.Key_Escape]
    select(view, "op1", 0, 3)
    QTest.keyClick(view, Key.Key_Escape)
    assert heard == [Key.Key_Escape]


def test_space_turns_a_page_down(view: PageView, show: Show) -> None:
    show(*operative(30))
    bar = view.verticalScrollBar()
    QTest.keyClick(view, Key.Key_Space)
    assert bar.value() == bar.pageStep()
    assert view.current != "op1"


def test_letters_and_cuts_change_nothing_on_the_page(view: PageView, show: Show) -> None:
    made = show(passage("op1", "Requests ink;"))
    before = made.document.toRawText()
    QTest.keyClicks(view, "xyz")
    view.selectAll()
    QTest.keyClick(view, Key.Key_X, CONTROL)
    QTest.keyClick(view, Key.Key_V, CONTROL)
    QTest.keyClick(view, Key.Key_Delete)
    assert made.document.toRawText() == before


@pytest.mark.usefixtures("hurried")
def test_a_key_that_moves_the_caret_ends_the_way_elsewhere(
    qtbot: QtBot, view: PageView, theme: Theme
) -> None:
    view.show_page(page(*operative(3000)), theme, "op3000")
    QTest.keyClick(view, Key.Key_Home, CONTROL)
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Down)
    settle(qtbot, view)
    assert view.current == "op1"
    with qtbot.waitSignal(view.painted):
        view.viewport().update()


@pytest.mark.usefixtures("hurried")
def test_a_caret_moved_on_the_way_goes_on_from_where_one_arrives(
    qtbot: QtBot, view: PageView, theme: Theme
) -> None:
    view.show_page(page(*operative(300)), theme, "op300")
    start = view.page.places[view.page.index_of("op300")].start
    QTest.keyClick(view, Key.Key_Right)
    QTest.keyClick(view, Key.Key_Right)
    assert view._pending is not None
    qtbot.waitUntil(lambda: view.textCursor().position() == start + 2)
    assert view.current == "op300"


@pytest.mark.usefixtures("hurried")
def test_what_is_asked_for_on_the_way_is_of_where_one_arrives(
    qtbot: QtBot, view: PageView, theme: Theme
) -> None:
    view.show_page(page(*operative(300)), theme, "op300")
    view.set_highlights([note("op1", 0, 8), note("op300", 0, 8)])
    assert view._pending is not None
    assert [one.anchor.label for one in view.notes_here()] == ["op300"]
    with qtbot.waitSignal(view.delete_note_requested) as asked:
        QTest.keyClick(view, Key.Key_Delete)
    assert asked.args == ["op300"]


def test_a_document_of_5000_paragraphs_is_gone_through_by_keys(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(*operative(5000, "Short."))
    view.set_highlights([note(f"op{n}", 0, 4, id=str(n)) for n in range(1, 1001)])
    view.go_to("op4990")
    for _ in range(10):
        QTest.keyClick(view, Key.Key_J)
    assert view.current == "op5000"
    QTest.keyClick(view, Key.Key_Home, CONTROL)
    assert view.current == "op1"
    with qtbot.waitSignal(view.painted):
        view.viewport().update()
    assert view.extraSelections()[0].cursor.selectionStart() == view.page.places[0].start
