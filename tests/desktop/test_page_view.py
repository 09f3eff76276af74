"""The page: what is selected on it to the character, its keys, its gutter, its places."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from made_editions import HOSTILE, page, passage
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from db import connection
from db.library import documents
from db.models import COLORS, STYLES, VOICES, Anchor, EditionKey, Note, Passage, Voice
from db.places import Places
from desktop import theme as themes
from desktop.keys import page_keys
from desktop.reader import marks
from desktop.reader.composer import compose
from desktop.reader.gutter import VOICE_WORDS, Gutter
from desktop.reader.look import Look
from desktop.reader.page import Page
from desktop.reader.page_view import PageView
from desktop.theme import Theme
from desktop.widgets import slices

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
LONG = "Requests the Secretary-General to report on ink and on quills, at length; " * 8


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is laid out at once, so that a place is reached when it is asked for."""
    monkeypatch.setattr(slices, "SLICE", 60)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch, unhurried: None) -> None:
    """A long text takes many slices."""
    monkeypatch.setattr(slices, "SLICE", 0.001)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PageView:
    """A page in a window, with the keys."""
    made = PageView(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


Show = Callable[..., Page]


@pytest.fixture
def show(qtbot: QtBot, view: PageView) -> Show:
    """Shows passages on the page, and waits until the place that is asked for is there."""

    def shown(*passages: Passage, label: str = "", offset: int = -48, **parts: Any) -> Page:
        made = page(*passages, **parts)
        view.show_page(made, parts.get("theme", themes.theme("light")), label, offset)
        settle(qtbot, view)
        return made

    return shown


def settle(qtbot: QtBot, view: PageView) -> None:
    qtbot.waitUntil(lambda: view._pending is None)


def operative(count: int, text: str = LONG) -> list[Passage]:
    return [passage(f"op{n}", f"{n} {text}") for n in range(1, count + 1)]


def select(view: PageView, label: str, start: int, end: int, last: str = "") -> None:
    """Select code points of a paragraph, or up to those of another."""
    made = view.page
    assert made is not None
    cursor = view.textCursor()
    cursor.setPosition(made.span(made.index_of(label), start, start)[0])
    cursor.setPosition(
        made.span(made.index_of(last or label), end, end)[0], QTextCursor.MoveMode.KeepAnchor
    )
    view.setTextCursor(cursor)


def put_caret(view: PageView, label: str, at: int = 0) -> None:
    select(view, label, at, at)


def point_of(view: PageView, label: str, at: int) -> QPoint:
    """Where a character of a paragraph is painted, in the viewport."""
    cursor = QTextCursor(view.page.document)
    cursor.setPosition(view.page.span(view.page.index_of(label), at, at)[0])
    here = view.cursorRect(cursor)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    after = view.cursorRect(cursor)
    return QPoint((here.center().x() + after.center().x()) // 2, here.center().y())


def click(view: PageView, point: QPoint) -> None:
    QTest.mouseClick(view.viewport(), LEFT, pos=point)


def note(label: str, start: int = 0, end: int = 0, color: str = "green", **parts: Any) -> Note:
    key = parts.pop("key", EditionKey("A/RES/1/9", "official", "en"))
    return Note(parts.pop("id", label), Anchor(key, label, start, end, "x"), color=color, **parts)


def visible(view: PageView) -> list[str]:
    return [place.passage.label for place, _ in view._visible()]


# what is selected ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_an_anchor_is_exact_to_the_character(view: PageView, show: Show, name: str) -> None:
    words = HOSTILE[name]
    show(passage("op1", "😀 first;"), passage("op2", words), passage("op3", "Last."))
    for start in range(0, len(words), 3):
        for end in range(start + 1, min(len(words), start + 9)):
            select(view, "op2", start, end)
            anchor = view.anchor()
            wanted = words[start:end].strip()
            if not wanted:
                assert anchor is None
                continue
            assert anchor.label == "op2"
            assert anchor.quote == words[anchor.start : anchor.end] == wanted
            assert start <= anchor.start < anchor.end <= end


@pytest.mark.parametrize("language", ["ar", "zh", "ru", "fr"])
def test_an_official_text_is_quoted_from_the_database_not_from_the_page(
    view: PageView, official: Places, language: str
) -> None:
    key = EditionKey("A/RES/79/1", "official", language)
    with closing(connection.open_reader(official)) as reader:
        found = documents.document(reader, key.document)
        edition = documents.edition(reader, key)
    view.show_page(compose(found, edition, Look(themes.theme("light"))), themes.theme("light"))
    chosen = [p for p in edition.passages if len(p.text) > 60 and p.kind != "record"][::40]
    assert len(chosen) > 5
    for one in chosen:
        for start, end in ((0, len(one.text)), (7, 30), (len(one.text) - 20, len(one.text) - 3)):
            select(view, one.label, start, end)
            anchor = view.anchor()
            assert (anchor.key, anchor.label) == (key, one.label)
            assert (
                anchor.quote == one.text[anchor.start : anchor.end] == one.text[start:end].strip()
            )


def test_a_no_break_space_is_kept_in_a_quote(view: PageView, show: Show) -> None:
    words = "see para.\u00a06 and «\u00a0encre\u00a0»"
    show(passage("op1", words))
    select(view, "op1", 4, 20)
    assert "\u00a0" not in view.toPlainText()  # what Qt makes of it
    assert view.anchor().quote == words[4:20]
    assert view.anchor().quote.count("\u00a0") == 2


def test_words_of_two_paragraphs_anchor_to_the_first(view: PageView, show: Show) -> None:
    show(passage("op1", "First of all;"), passage("op2", "Second to that;"))
    select(view, "op1", 9, 6, last="op2")
    anchor = view.anchor()
    assert (anchor.label, anchor.start, anchor.end, anchor.quote) == ("op1", 9, 13, "all;")


def test_a_selection_that_begins_behind_a_paragraph_is_of_the_next(
    view: PageView, show: Show
) -> None:
    show(passage("op1", "First."), passage("op2", "Second to that;"))
    select(view, "op1", 6, 6, last="op2")
    assert (view.anchor().label, view.anchor().quote) == ("op2", "Second")


def test_a_selection_drawn_backwards_is_the_same(view: PageView, show: Show) -> None:
    show(passage("op1", "First of all;"), passage("op2", "Second to that;"))
    made = view.page
    cursor = view.textCursor()
    cursor.setPosition(made.span(1, 6, 6)[0])
    cursor.setPosition(made.span(0, 9, 9)[0], QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.anchor().quote == "all;"


def test_everything_selected_anchors_to_the_first_paragraph(view: PageView, show: Show) -> None:
    show(passage("op1", "First of all;"), passage("op2", "Second."))
    view.selectAll()
    assert (view.anchor().label, view.anchor().quote) == ("op1", "First of all;")


def test_words_of_the_head_or_of_references_alone_are_no_anchor(view: PageView, show: Show) -> None:
    made = show(passage("op1", "First.", refs=("fu-cong p2",)), passage("op2", "Second."))
    cursor = view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.anchor() is None
    end = made.span(0, 6, 6)[0]
    cursor.setPosition(end + 1)
    cursor.setPosition(end + 8, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert cursor.selectedText().startswith("See")
    assert view.anchor() is None


def test_the_name_of_a_record_is_no_part_of_its_text(view: PageView, show: Show) -> None:
    record = passage("record.draft", "A/78/L.86", kind="record", heading="Draft")
    made = show(record, passage("op1", "First."), record=True)
    cursor = view.textCursor()
    cursor.setPosition(made.places[0].first)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert cursor.selectedText() == "Draft: A/78/L.86"
    assert (view.anchor().label, view.anchor().quote) == ("record.draft", "A/78/L.86")


def test_without_a_selection_it_is_the_paragraph_where_one_is(view: PageView, show: Show) -> None:
    made = show(*operative(3))
    view.go_to("op2")
    assert view.anchor() == Anchor(made.edition.key, "op2")


def test_a_page_with_nothing_on_it_has_no_anchor(view: PageView, show: Show) -> None:
    assert view.anchor() is None
    show()
    assert view.anchor() is None
    assert view.current == ""
    for key in (Key.Key_J, Key.Key_K, Key.Key_N, Key.Key_1, Key.Key_Delete, Key.Key_Space):
        QTest.keyClick(view, key)


# keys ---------------------------------------------------------------------------------------


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


def test_words_are_selected_with_shift_and_arrows(qtbot: QtBot, view: PageView, show: Show) -> None:
    show(passage("op1", "Requests ink;"))
    put_caret(view, "op1")
    with qtbot.waitSignal(view.words_selected) as told:
        QTest.keyClick(view, Key.Key_Right, CONTROL | SHIFT)
    assert told.args == [True]
    assert view.anchor().quote == "Requests"
    with qtbot.waitSignal(view.words_selected) as told:
        view.clear_selection()
    assert told.args == [False]


def test_the_caret_takes_the_current_paragraph_along(view: PageView, show: Show) -> None:
    show(passage("op1", "First."), passage("op2", "Second."), passage("op3", "Third."))
    put_caret(view, "op1")
    QTest.keyClick(view, Key.Key_Down)
    assert view.current == "op2"
    QTest.keyClick(view, Key.Key_Down, SHIFT)
    assert view.current == "op2"


# links --------------------------------------------------------------------------------------


def test_a_click_on_a_link_follows_it_and_selects_nothing(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(passage("op1", "Recalls A/RES/70/1 and ink;"))
    with qtbot.waitSignal(view.link_activated) as followed:
        click(view, point_of(view, "op1", 12))
    assert followed.args == ["A/RES/70/1"]
    assert not view.textCursor().hasSelection()
    with qtbot.assertNotEmitted(view.link_activated):
        click(view, point_of(view, "op1", 2))


def test_a_reference_leads_to_its_paragraph(qtbot: QtBot, view: PageView, show: Show) -> None:
    made = show(passage("op1", "First.", refs=("fu-cong p2",)))
    cursor = QTextCursor(made.document)
    cursor.setPosition(made.span(0, 6, 6)[0] + 8)
    with qtbot.waitSignal(view.link_activated) as followed:
        click(view, view.cursorRect(cursor).center())
    assert followed.args == ["fu-cong p2"]


def test_enter_follows_the_link_under_the_caret(qtbot: QtBot, view: PageView, show: Show) -> None:
    show(passage("op1", "Recalls A/RES/70/1 and ink;"))
    put_caret(view, "op1", 2)
    with qtbot.assertNotEmitted(view.link_activated):
        QTest.keyClick(view, Key.Key_Return)
    put_caret(view, "op1", 12)
    with qtbot.waitSignal(view.link_activated) as followed:
        QTest.keyClick(view, Key.Key_Return)
    assert followed.args == ["A/RES/70/1"]


def test_over_a_link_there_is_a_hand(view: PageView, show: Show) -> None:
    show(passage("op1", "Recalls A/RES/70/1 and ink;"))
    shapes = []
    for at in (12, 2):
        QTest.mouseMove(view.viewport(), point_of(view, "op1", at))
        shapes.append(view.viewport().cursor().shape())
    assert shapes == [Qt.CursorShape.PointingHandCursor, Qt.CursorShape.IBeamCursor]


def test_words_drawn_over_a_link_are_selected_not_followed(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(passage("op1", "Recalls A/RES/70/1 and ink;"))
    with qtbot.assertNotEmitted(view.link_activated):
        start, end = point_of(view, "op1", 2), point_of(view, "op1", 14)
        QTest.mousePress(view.viewport(), LEFT, pos=start)
        for step in (0.3, 0.7, 1.0):
            QTest.mouseMove(view.viewport(), start + (end - start) * step)
        QTest.mouseRelease(view.viewport(), LEFT, pos=end)
    assert view.textCursor().hasSelection()


# notes and marks ----------------------------------------------------------------------------


def test_a_click_on_a_highlight_opens_its_note(qtbot: QtBot, view: PageView, show: Show) -> None:
    show(passage("op1", "First."), passage("op2", "Requests 𠮷 ink;"))
    view.set_highlights([note("op2", 9, 14, id="n1")])
    with qtbot.waitSignal(view.note_clicked) as opened:
        click(view, point_of(view, "op2", 12))
    assert opened.args == ["n1"]
    assert view.current == "op2"
    with qtbot.assertNotEmitted(view.note_clicked):
        click(view, point_of(view, "op2", 3))


def test_highlights_lie_over_their_words_exactly(view: PageView, show: Show) -> None:
    words = HOSTILE["beyond the first plane"]
    made = show(passage("op1", "𝒜;"), passage("op2", words))
    view.set_highlights([note("op2", 1, 2), note("op2", 3, 4, "pink")])
    spans = [(s.cursor.selectionStart(), s.cursor.selectionEnd()) for s in view.extraSelections()]
    assert spans == [made.span(1, 1, 2), made.span(1, 3, 4)]
    backgrounds = [s.format.background().color().name() for s in view.extraSelections()]
    light = themes.theme("light")
    assert backgrounds == [light.color("green").name(), light.color("pink").name()]


def test_high_contrast_tells_colours_by_their_underlines(view: PageView, show: Show) -> None:
    contrast = themes.theme("contrast")
    show(passage("op1", LONG), theme=contrast)
    view.set_highlights([note("op1", n * 9, n * 9 + 5, c) for n, c in enumerate(COLORS)])
    styles = {selection.format.underlineStyle() for selection in view.extraSelections()}
    assert len(styles) == len(COLORS)


def test_a_note_of_another_edition_marks_its_paragraph_as_a_whole(
    view: PageView, show: Show
) -> None:
    made = show(passage("op1", "First."), passage("op2", "Second."))
    french = EditionKey("A/RES/1/9", "official", "fr")
    placed = marks.highlights(
        made,
        [
            note("op2", 0, 4, key=french, id="other edition"),
            note("op1", id="paragraph"),
            note("op1", 0, 5, id="words"),
            note("op2.a", 0, 3, id="a point that is not there"),
            note("op9", 0, 3, id="gone"),
            note("op1", 0, 5, id="orphan", state="orphan"),
        ],
    )
    assert {(mark.note.id, mark.index, mark.whole) for mark in placed} == {
        ("other edition", 1, True),
        ("paragraph", 0, True),
        ("words", 0, False),
        ("a point that is not there", 1, True),
    }
    view.set_highlights([mark.note for mark in placed])
    assert len(view.extraSelections()) == 1


def test_a_note_on_a_paragraph_is_shown_in_the_gutter(view: PageView, show: Show) -> None:
    show(passage("op1", LONG), passage("op2", LONG))
    before = view.grab().toImage()
    view.set_highlights([note("op2", color="purple")])
    after = view.grab().toImage()
    changed = [
        (x, y)
        for x in range(after.width())
        for y in range(after.height())
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert changed
    assert {x < view._margin for x, _ in changed} == {True}
    purple = themes.theme("light").color("purple").name()
    assert purple in {after.pixelColor(x, y).name() for x, y in changed}


def test_a_note_that_is_gone_leaves_the_gutter_at_once(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(passage("op1", LONG), passage("op2", LONG))
    for notes in ([note("op2", color="purple")], []):
        with qtbot.waitSignal(view.painted):
            view.set_highlights(notes)


def test_offsets_beyond_the_text_do_no_harm(view: PageView, show: Show) -> None:
    show(passage("op1", "First."))
    view.set_highlights([note("op1", 3, 900), note("op1", 400, 500)])
    view.grab()
    assert [s.cursor.selectedText() for s in view.extraSelections()] == ["st.", ""]


def test_search_marks_are_underlined_and_lie_over_highlights(view: PageView, show: Show) -> None:
    show(passage("op1", "Requests ink;"), passage("op2", "Ends."))
    view.set_highlights([note("op1", 0, 12)])
    assert view.go_to("op1", [(9, 12)])
    below, above = view.extraSelections()
    assert above.cursor.selectedText() == "ink"
    assert above.format.fontUnderline()
    assert not below.format.fontUnderline()
    view.go_to("op2")
    assert len(view.extraSelections()) == 1


# the gutter ---------------------------------------------------------------------------------


def painted(
    voice: Voice, *, rtl: bool = False, current: bool = False, label: str = "op7"
) -> QImage:
    """The gutter of one paragraph, all in the same colour: what differs then differs by shape."""
    theme = themes.theme("light")
    made = page(passage("op1", "x"), passage(label, LONG, voice), language="ar" if rtl else "en")
    made.document.setTextWidth(400)
    grey = themes.Theme("grey", *["#ffffff"] * 3, *["#000000"] * 6, *["#808080"] * len(COLORS))
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.page))
    painter = QPainter(image)
    font = QFont(QApplication.font())
    font.setPixelSize(13)
    gutter = Gutter(made, grey, font, 40 if rtl else 80, rtl)
    gutter.paint(painter, [(made.places[1], QRectF(0, 8, 400, 100))], label if current else "", {})
    painter.end()
    return image


def inked(image: QImage, area: QRect) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 160
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


@pytest.mark.usefixtures("theme")
def test_whose_words_they_are_is_told_by_shape_not_by_colour() -> None:
    shapes = {voice: painted(voice) for voice in VOICES}
    for one in VOICES:
        for other in VOICES:
            assert (shapes[one] == shapes[other]) is (one == other), (one, other)


@pytest.mark.usefixtures("theme")
def test_the_rule_is_solid_dashed_or_dotted() -> None:
    rule = QRect(79, 40, 3, 64)
    lengths = {voice: inked(painted(voice), rule) for voice in ("official", "reported", "digest")}
    assert lengths["official"] > lengths["reported"] > lengths["digest"] > 0


@pytest.mark.usefixtures("theme")
def test_a_word_under_the_label_says_what_is_retold() -> None:
    below = QRect(0, 32, 70, 14)
    words = {voice: inked(painted(voice), below) for voice in VOICES}
    assert words["official"] == words["quoted"] == 0
    assert words["reported"] > 20
    assert words["digest"] > 20


@pytest.mark.usefixtures("theme")
def test_the_current_paragraph_is_told_by_weight() -> None:
    label = QRect(0, 0, 76, 30)
    for voice in VOICES:
        bold = inked(painted(voice, current=True), label)
        assert bold > inked(painted(voice), label), voice


@pytest.mark.usefixtures("theme")
def test_from_right_to_left_the_gutter_is_on_the_right() -> None:
    image = painted("official", rtl=True)
    assert inked(image, QRect(0, 0, 38, 120)) == 0
    assert inked(image, QRect(46, 0, 74, 60)) > 0


@pytest.mark.usefixtures("theme")
@pytest.mark.parametrize("label", ["op7", "op7.a", "pp12"])
def test_a_label_stands_in_the_gutter(label: str) -> None:
    assert inked(painted("official", label=label), QRect(0, 0, 76, 40)) > 8


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_the_page_the_gutter_is_on_the_side_where_lines_begin(
    view: PageView, show: Show, language: str
) -> None:
    show(*operative(4, HOSTILE["Arabic"] * 6 if language == "ar" else LONG), language=language)
    frame = view.document().rootFrame().frameFormat()
    left, right = frame.leftMargin(), frame.rightMargin()
    assert (right > left) is (language == "ar")
    image = view.viewport().grab().toImage()
    inked_columns = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).lightness() < 200 for y in range(100, image.height()))
    ]
    gutter = (
        range(view.viewport().width() - view._margin + 4, view.viewport().width())
        if language == "ar"
        else range(view._margin - 10)
    )
    assert set(inked_columns) & set(gutter)


def test_in_the_gutter_a_tool_tip_says_whose_words_they_are(view: PageView, show: Show) -> None:
    show(passage("op1", LONG), passage("op2", LONG, "reported"))
    x = view._margin - 20
    for label, voice in (("op1", "official"), ("op2", "reported")):
        QTest.mouseMove(view.viewport(), QPoint(x, point_of(view, label, 4).y()))
        tip = view.viewport().toolTip()
        assert VOICE_WORDS[voice] in tip
        assert tip.startswith("A/RES/1/9, para. ")
    QTest.mouseMove(view.viewport(), point_of(view, "op1", 4))
    assert view.viewport().toolTip() == ""


def test_a_screen_reader_is_told_the_place_and_the_voice(view: PageView, show: Show) -> None:
    show(passage("op1", LONG), passage("op2", LONG, "digest"))
    assert view.accessibleName() == "A/RES/1/9, official, en"
    assert view.accessibleDescription() == f"A/RES/1/9, para. 1. {VOICE_WORDS['official']}"
    view.go_to("op2")
    assert view.accessibleDescription() == f"A/RES/1/9, para. 2. {VOICE_WORDS['digest']}"


# places -------------------------------------------------------------------------------------


def top_of(view: PageView, label: str) -> float:
    rect = view._rect(view.page.places[view.page.index_of(label)].block)
    return rect.top() - view.verticalScrollBar().value()


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


def test_a_click_takes_the_paragraph_as_the_current_one(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(*operative(4))
    before = view.verticalScrollBar().value()
    with qtbot.waitSignal(view.place_changed) as told:
        click(view, point_of(view, "op3", 5))
    assert told.args == ["op3"]
    assert view.verticalScrollBar().value() == before


def test_the_column_has_a_readable_width_however_wide_the_window(
    view: PageView, show: Show
) -> None:
    show(*operative(4))
    for width in (1900, 1200, 700, 400):
        view.resize(width, 600)
        frame = view.document().rootFrame().frameFormat()
        column = view.viewport().width() - frame.leftMargin() - frame.rightMargin()
        assert column <= 75 * 18 * 0.5
        assert column > 0.55 * min(width, 700) - 20
        assert view.horizontalScrollBar().maximum() == 0


def test_a_page_shown_anew_forgets_marks_and_takes_the_new_place(
    view: PageView, show: Show
) -> None:
    show(*operative(10))
    view.set_highlights([note("op1", 0, 5)])
    view.go_to("op5", [(0, 1)])
    show(*operative(3), label="op2")
    assert view.extraSelections() == []
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


# size ---------------------------------------------------------------------------------------


def test_only_the_paragraphs_in_view_are_painted(qtbot: QtBot, view: PageView, show: Show) -> None:
    show(*operative(5000, "Short."))
    for place in ("op1", "op2500", "op5000"):
        assert view.go_to(place)
        qtbot.waitUntil(lambda: place in visible(view))  # noqa: B023  # awaited at once
        shown = visible(view)
        assert len(shown) < 60


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


# styles, ranges ------------------------------------------------------------------------------


def test_words_of_several_paragraphs_are_one_highlight(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    made = show(passage("op1", "First of all;"), passage("op2", "Second."), passage("op3", "Third"))
    cursor = view.textCursor()
    cursor.setPosition(made.span(0, 9, 9)[0])
    cursor.setPosition(made.span(2, 3, 3)[0], QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    with qtbot.waitSignal(view.highlight_requested) as asked:
        QTest.keyClick(view, Key.Key_W)
    anchors, color, style = asked.args
    assert [(one.label, one.quote) for one in anchors] == [
        ("op1", "all;"), ("op2", "Second."), ("op3", "Thi"),
    ]  # fmt: skip
    assert (color, style) == ("", "squiggle")


def test_keys_change_the_highlight_at_the_caret(qtbot: QtBot, view: PageView, show: Show) -> None:
    made = show(passage("op1", "Requests ink;"))
    view.set_highlights([note("op1", 9, 12, id="mine")])
    view.put_caret(made.span(0, 10, 10)[0])
    for key, change in (
        (Key.Key_3, {"color": "blue"}), (Key.Key_X, {"style": "strike"}),
    ):  # fmt: skip
        with qtbot.waitSignal(view.change_requested) as asked:
            QTest.keyClick(view, key)
        assert asked.args == ["mine", change]
    with qtbot.waitSignal(view.split_requested) as split:
        QTest.keyClick(view, Key.Key_S)
    assert split.args == ["mine", "op1", 10]


def test_the_selection_gives_its_range_or_merges(qtbot: QtBot, view: PageView, show: Show) -> None:
    show(passage("op1", "Requests more ink;"))
    view.set_highlights([note("op1", 9, 13, id="a"), note("op1", 14, 17, id="b")])
    select(view, "op1", 0, 12)
    with qtbot.waitSignal(view.range_requested) as asked:
        QTest.keyClick(view, Key.Key_R)
    assert asked.args[0] == "a"
    assert [one.quote for one in asked.args[1]] == ["Requests mor"]
    with qtbot.waitSignal(view.told):
        QTest.keyClick(view, Key.Key_M)
    select(view, "op1", 10, 15)
    with qtbot.waitSignal(view.merge_requested) as merged:
        QTest.keyClick(view, Key.Key_M)
    assert merged.args == [["a", "b"]]


def test_lines_are_painted_and_not_laid_as_grounds(view: PageView, show: Show) -> None:
    show(passage("op1", "Requests more ink;"))
    bare = view.grab().toImage()
    view.set_highlights([replace(note("op1", 0, 8), style=style) for style in STYLES[1:]])
    assert view.extraSelections() == []
    assert view.grab().toImage() != bare
