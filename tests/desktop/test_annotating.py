"""From selected words to a note, on the whole desk: keys, colour bar, undo."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.models import COLORS, Note
from desktop.app import Desk
from desktop.notes.colors import ColorButton
from desktop.notes.editor import NoteEditor
from desktop.reader.page_view import PageView

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(open_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    """The desk, open on the resolution and at rest there, the keys on the page."""
    made = open_desk(size=(1200, 800))
    page_of(made).setFocus()
    qtbot.waitUntil(page_of(made).hasFocus)
    qtbot.waitUntil(lambda: is_at_rest(made))
    return made


def is_at_rest(desk: Desk) -> bool:
    """Tell whether nothing moves the page by itself any more: the bar goes where it is scrolled."""
    reader = desk.navigator.reader()
    assert reader is not None
    return not (reader.page._layout.busy or reader._arriving.busy or reader.edition is None)


def page_of(desk: Desk) -> PageView:
    reader = desk.navigator.reader()
    assert reader is not None
    return reader.page


def text_of(desk: Desk, label: str) -> str:
    reader = desk.navigator.reader()
    return next(p.text for p in reader.edition.passages if p.label == label)


def select(desk: Desk, label: str, start: int, end: int) -> None:
    page = page_of(desk)
    page.go_to(label)
    first, last = page.page.span(page.page.index_of(label), start, end)
    cursor = page.textCursor()
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)


def added(desk: Desk, qtbot: QtBot, act: Callable[[], Any]) -> Note:
    """Do something that adds a note, and return the note once it is shown on the page."""
    notes = desk.features.notes
    shown = qtbot.waitSignals([notes.note_added, notes.notes_loaded])
    with shown, qtbot.waitSignal(notes.note_added) as told:
        act()
    note = told.args[0]
    assert isinstance(note, Note)
    return note


def shown(desk: Desk) -> list[tuple[str, str, str]]:
    """Return the notes of the page in front: which, and how they are marked."""
    return [(one.id, one.color, one.style) for one in desk.navigator.reader().notes]


def marked(desk: Desk) -> list[str]:
    return [one.cursor.selectedText() for one in page_of(desk).extraSelections()]


# keys ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "color"), list(enumerate(COLORS, 1)))
def test_a_digit_highlights_the_selected_words(
    desk: Desk, qtbot: QtBot, number: int, color: str
) -> None:
    select(desk, "op6", 0, 12)
    note = added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key(Key.Key_0 + number)))
    assert (note.color, note.anchor.label) == (color, "op6")
    assert note.anchor.quote == text_of(desk, "op6")[0:12].strip()
    qtbot.waitUntil(lambda: bool(marked(desk)))
    assert marked(desk) == [note.anchor.quote]
    assert not page_of(desk).textCursor().hasSelection()
    assert desk.settings.text("last_color") == color


def test_the_same_words_again_take_another_colour_and_no_second_highlight(
    desk: Desk, qtbot: QtBot
) -> None:
    select(desk, "op6", 0, 12)
    note = added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_3))
    marks = [(note.color, note.style)]
    for key, wanted in ((Key.Key_2, ("green", "fill")), (Key.Key_U, ("green", "underline"))):
        qtbot.waitUntil(lambda: shown(desk) == [(note.id, *marks[-1])])
        select(desk, "op6", 0, 12)
        QTest.keyClick(page_of(desk), key)
        marks.append(wanted)
    qtbot.waitUntil(lambda: shown(desk) == [(note.id, *marks[-1])])
    select(desk, "op6", 0, 12)
    with qtbot.waitSignal(desk.features.annotating.told) as said:
        QTest.keyClick(page_of(desk), Key.Key_2)
    assert said.args[0].startswith("These words are highlighted so already.")
    select(desk, "op6", 0, 11)
    other = added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_2))
    assert other.id != note.id
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)


def test_h_takes_the_colour_that_was_used_last(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "op6", 0, 5)
    assert added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_H)).color == "yellow"
    select(desk, "op7", 0, 5)
    added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_4))
    select(desk, "op8", 0, 5)
    assert added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_H)).color == "pink"


@pytest.mark.parametrize("kept", ["mauve", "", "[1, 2]", "YELLOW", "\x00"])
def test_a_damaged_setting_of_the_colour_is_yellow(desk: Desk, qtbot: QtBot, kept: str) -> None:
    desk.settings.keep("last_color", kept)
    select(desk, "op6", 0, 5)
    assert added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_H)).color == "yellow"


def test_n_opens_the_editor_of_a_new_note_with_the_keys_in_it(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show_notes(False)
    select(desk, "op6", 0, 12)
    note = added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_N))
    assert note.anchor.quote
    assert desk.window.notes_shown
    editor = desk.features.panels.notes.findChild(NoteEditor)
    qtbot.waitUntil(lambda: editor.isVisible() and editor.isAncestorOf(QApplication.focusWidget()))


def test_control_shift_n_notes_on_the_paragraph(desk: Desk, qtbot: QtBot) -> None:
    desk.navigator.go_to_label("op9")
    note = added(desk, qtbot, lambda: QTest.keyClick(desk.window, Key.Key_N, CONTROL | SHIFT))
    assert (note.anchor.label, note.anchor.quote) == ("op9", "")


def test_undo_and_redo_take_a_highlight_away_and_bring_it_back(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "op6", 0, 12)
    added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_1))
    qtbot.waitUntil(lambda: len(marked(desk)) == 1)
    QTest.keyClick(page_of(desk), Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: marked(desk) == [])
    QTest.keyClick(page_of(desk), Key.Key_Z, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: len(marked(desk)) == 1)
    QTest.keyClick(page_of(desk), Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: marked(desk) == [])
    QTest.keyClick(page_of(desk), Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: len(marked(desk)) == 1)


def test_delete_takes_the_highlight_under_the_caret(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "op6", 0, 12)
    added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_1))
    qtbot.waitUntil(lambda: len(marked(desk)) == 1)
    select(desk, "op6", 3, 3)
    QTest.keyClick(page_of(desk), Key.Key_Delete)
    qtbot.waitUntil(lambda: marked(desk) == [])


def test_a_click_on_a_highlight_shows_its_card(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "op6", 0, 30)
    note = added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_2))
    qtbot.waitUntil(lambda: len(marked(desk)) == 1)
    desk.window.show_notes(False)
    page = page_of(desk)
    cursor = page.textCursor()
    cursor.setPosition(page.page.span(page.page.index_of("op6"), 4, 4)[0])
    QTest.mouseClick(page.viewport(), LEFT, pos=page.cursorRect(cursor).center() + QPoint(3, 0))
    assert desk.window.notes_shown
    qtbot.waitUntil(lambda: desk.features.panels.notes.cards.current() == note)


# the bar ------------------------------------------------------------------------------------


def bar_shown(desk: Desk, qtbot: QtBot) -> Any:
    bar = desk.features.color_bar
    qtbot.waitUntil(bar.isVisible)
    return bar


@pytest.mark.parametrize("index", range(len(COLORS)))
def test_a_colour_of_the_bar_highlights_what_is_selected(
    desk: Desk, qtbot: QtBot, index: int
) -> None:
    select(desk, "op6", 0, 12)
    bar = bar_shown(desk, qtbot)
    swatch = bar.findChildren(ColorButton)[index]
    note = added(desk, qtbot, lambda: QTest.mouseClick(swatch, LEFT))
    assert note.color == COLORS[index]
    assert not bar.isVisible()
    assert page_of(desk).hasFocus()


def test_the_bar_notes_on_what_is_selected(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "op6", 0, 12)
    bar = bar_shown(desk, qtbot)
    button = next(b for b in bar.findChildren(QToolButton) if b.accessibleName() == "Note")
    note = added(desk, qtbot, lambda: QTest.mouseClick(button, LEFT))
    assert note.anchor.quote


def test_the_bar_stands_by_the_words_and_not_on_them(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "op6", 0, 12)
    bar = bar_shown(desk, qtbot)
    page = page_of(desk)
    rect = page.selection_rect().toRect()
    words = rect.translated(page.mapTo(desk.window, QPoint(0, 0)))
    assert not bar.geometry().intersects(words)
    assert abs(bar.geometry().center().y() - words.center().y()) < 80


@pytest.mark.parametrize("by", ["everything", "backwards", "the end"])
def test_the_bar_is_within_the_window_whatever_is_selected(
    desk: Desk, qtbot: QtBot, by: str
) -> None:
    desk.navigator.go_to_label("op9")
    page = page_of(desk)
    if by == "everything":
        page.selectAll()
    elif by == "backwards":
        QTest.keyClick(page, Key.Key_Home, CONTROL | SHIFT)
    else:
        QTest.keyClick(page, Key.Key_End, CONTROL | SHIFT)
    bar = bar_shown(desk, qtbot)
    assert desk.window.rect().contains(bar.geometry())


def test_the_bar_goes_when_the_words_are_let_go_of(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "op6", 0, 12)
    bar = bar_shown(desk, qtbot)
    QTest.keyClick(page_of(desk), Key.Key_Escape)
    assert not bar.isVisible()


def test_the_bar_comes_back_to_the_words_when_the_page_rests(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "op6", 0, 12)
    bar, page = bar_shown(desk, qtbot), page_of(desk)
    before = bar.y()
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() - 120)
    assert not bar.isVisible()
    bar_shown(desk, qtbot)
    assert bar.y() != before


def test_the_bar_goes_with_the_words_when_the_window_changes_its_size(
    desk: Desk, qtbot: QtBot
) -> None:
    page_of(desk).selectAll()
    bar = bar_shown(desk, qtbot)
    desk.window.resize(700, 560)
    qtbot.waitUntil(lambda: is_at_rest(desk))
    bar_shown(desk, qtbot)
    qtbot.waitUntil(lambda: desk.window.rect().contains(bar.geometry()))


def test_the_bar_stays_away_while_neither_end_of_the_words_is_in_view(
    desk: Desk, qtbot: QtBot
) -> None:
    select(desk, "op6", 0, 12)
    bar, page = bar_shown(desk, qtbot), page_of(desk)
    page.verticalScrollBar().setValue(0)
    assert not page.shows_selection()
    annotating = desk.features.annotating
    qtbot.waitUntil(lambda: not annotating._at_rest.isActive())
    assert not bar.isVisible()
    desk.window.resize(900, 700)
    qtbot.waitUntil(lambda: is_at_rest(desk) and not annotating._at_rest.isActive())
    assert not page.shows_selection()
    assert not bar.isVisible()


def test_the_bar_goes_when_one_scrolls_or_looks_at_another_tab(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "op6", 0, 12)
    bar = bar_shown(desk, qtbot)
    page_of(desk).verticalScrollBar().setValue(0)
    assert not bar.isVisible()
    select(desk, "op6", 0, 14)
    bar_shown(desk, qtbot)
    desk.navigator.open_document("fu-cong")
    assert not bar.isVisible()


def test_the_bar_waits_until_the_mouse_is_let_go(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [LEFT]
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: held[0])
    annotating = desk.features.annotating
    for end in range(5, 30):
        select(desk, "op6", 0, end)
    with qtbot.waitSignal(annotating._bar_due.timeout):
        pass
    assert not desk.features.color_bar.isVisible()
    assert annotating._bar_due.isActive()
    held[0] = Qt.MouseButton.NoButton
    bar_shown(desk, qtbot)


# without a document -------------------------------------------------------------------------


def test_where_no_document_is_in_front_nothing_is_noted(desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClick(desk.window, Key.Key_F1)
    assert desk.navigator.reader() is None
    annotating = desk.features.annotating
    with qtbot.assertNotEmitted(desk.features.notes.note_added):
        annotating.note_on_selection()
        annotating.highlight_selection("green")
        annotating.undo()
        annotating.redo()
        annotating.place_bar()
    assert not desk.features.color_bar.isVisible()


def test_a_new_note_is_in_the_list_one_comes_back_to(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.features.panels.notes

    def listed() -> list[str]:
        return [note.id for note in panel.cards.notes_model.notes]

    QTest.mouseClick(find(panel, "Notes of the notebooks, on no document"), LEFT)
    qtbot.waitUntil(lambda: panel.shows_all)
    select(desk, "op6", 0, 10)
    note = added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_N))
    panel.editor.finish()
    qtbot.waitUntil(lambda: listed() == [note.id])
    assert not panel.shows_all
    free = added(desk, qtbot, desk.features.annotating.free_note)
    panel.editor.finish()
    qtbot.waitUntil(lambda: listed() == [free.id])
    QTest.mouseClick(find(panel, "Notes on all documents"), LEFT)
    qtbot.waitUntil(lambda: len(listed()) == 2)
    select(desk, "op9", 0, 10)
    last = added(desk, qtbot, lambda: QTest.keyClick(page_of(desk), Key.Key_N))
    panel.editor.finish()
    qtbot.waitUntil(lambda: last.id in listed() and len(listed()) == 3)


def find(panel: QWidget, name: str) -> QToolButton:
    every = panel.findChildren(QToolButton)
    return next(one for one in every if one.accessibleName() == name)
