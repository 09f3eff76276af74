"""What is marked on a page, over the text and in the gutter, and that words are selected."""

from made_editions import HOSTILE, passage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shown_pages import CONTROL, LONG, SHIFT, Key, Show, note, operative, put_caret

from db.models import COLORS, STYLES
from desktop import theme as themes
from desktop.reader.page_view import PageView


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


def test_a_page_shown_anew_forgets_marks_and_takes_the_new_place(
    view: PageView, show: Show
) -> None:
    show(*operative(10))
    view.set_highlights([note("op1", 0, 5)])
    view.go_to("op5", [(0, 1)])
    show(*operative(3), label="op2")
    assert view.extraSelections() == []
    assert view.current == "op2"


def test_lines_are_painted_and_not_laid_as_grounds(view: PageView, show: Show) -> None:
    show(passage("op1", "Requests more ink;"))
    bare = view.grab().toImage()
    view.set_highlights([note("op1", 0, 8)._replace(style=style) for style in STYLES[1:]])
    assert view.extraSelections() == []
    assert view.grab().toImage() != bare
