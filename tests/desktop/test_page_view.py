"""The page by mouse: links, highlights, the gutter; and what is asked about a highlight."""

from made_editions import passage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shown_pages import (
    LEFT,
    LONG,
    SHIFT,
    Key,
    Show,
    click,
    note,
    operative,
    point_of,
    put_caret,
    select,
)

from desktop.reader.gutter import VOICE_WORDS
from desktop.reader.page_view import PageView


def test_the_caret_takes_the_current_paragraph_along(view: PageView, show: Show) -> None:
    show(passage("op1", "First."), passage("op2", "Second."), passage("op3", "Third."))
    put_caret(view, "op1")
    QTest.keyClick(view, Key.Key_Down)
    assert view.current == "op2"
    QTest.keyClick(view, Key.Key_Down, SHIFT)
    assert view.current == "op2"


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


def test_the_paragraph_whose_words_are_drawn_over_is_the_current_one(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(passage("op1", "First."), passage("op2", "Requests much ink;"))
    click(view, point_of(view, "op1", 2))
    assert view.current == "op1"
    with qtbot.waitSignal(view.taken):
        start, end = point_of(view, "op2", 2), point_of(view, "op2", 12)
        QTest.mousePress(view.viewport(), LEFT, pos=start)
        QTest.mouseMove(view.viewport(), end)
        QTest.mouseRelease(view.viewport(), LEFT, pos=end)
    assert view.textCursor().hasSelection()
    assert view.current == "op2"


def test_a_click_on_a_highlight_opens_its_note(qtbot: QtBot, view: PageView, show: Show) -> None:
    show(passage("op1", "First."), passage("op2", "Requests 𠮷 ink;"))
    view.set_highlights([note("op2", 9, 14, id="n1")])
    with qtbot.waitSignal(view.note_clicked) as opened:
        click(view, point_of(view, "op2", 12))
    assert opened.args == ["n1"]
    assert view.current == "op2"
    with qtbot.assertNotEmitted(view.note_clicked):
        click(view, point_of(view, "op2", 3))


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


def test_a_click_takes_the_paragraph_as_the_current_one(
    qtbot: QtBot, view: PageView, show: Show
) -> None:
    show(*operative(4))
    before = view.verticalScrollBar().value()
    with qtbot.waitSignal(view.place_changed) as told:
        click(view, point_of(view, "op3", 5))
    assert told.args == ["op3"]
    assert view.verticalScrollBar().value() == before


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
