"""Two pages linked: the same paragraph at the same height, whoever leads, and nobody led round."""

from collections.abc import Callable, Iterator

import pytest
from made_editions import page, passage
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from db.library.alignment import opposite
from db.models import Passage
from desktop.reader.linking import LINE, Link, answering_height, mismatches
from desktop.reader.page_view import PageView
from desktop.theme import Theme
from desktop.widgets import slices

Key = Qt.Key
SHORT = "Requests the Secretary-General to report on ink; "
WORDY = SHORT * 9
TERSE = SHORT * 3


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is laid out at once, so that a place is reached when it is asked for."""
    monkeypatch.setattr(slices, "SLICE", 60)


@pytest.fixture
def pages(qtbot: QtBot, theme: Theme) -> Iterator[tuple[PageView, PageView]]:
    """Two pages side by side in a window."""
    window = QWidget()
    row = QHBoxLayout(window)
    made = PageView(theme), PageView(theme)
    for one in made:
        row.addWidget(one)
    qtbot.addWidget(window)
    window.resize(1000, 600)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield made
    window.close()


def texts(words: str, *labels: str) -> list[Passage]:
    return [passage(label, f"{label} {words}") for label in labels]


OPS = [f"op{n}" for n in range(1, 21)]
Linked = Callable[..., Link]


@pytest.fixture
def linked(pages: tuple[PageView, PageView], theme: Theme, qtbot: QtBot) -> Linked:
    """Shows two editions and links them, the first leading."""
    owner = QObject(pages[0])

    def link(left: list[Passage], right: list[Passage], **parts: int) -> Link:
        for view, passages in zip(pages, (left, right), strict=True):
            view.show_page(page(*passages, **(parts if view is pages[1] else {})), theme)
            assert view.is_laid_out
        made = Link(*pages, owner)
        made.start(0)
        return made

    return link


def top(view: PageView, label: str) -> float:
    """How far below the top of the view a paragraph begins."""
    assert view.page is not None
    index = view.page.index_of(label)
    assert index is not None
    return view.rect_of(index).top() - view.verticalScrollBar().value()


def value(view: PageView) -> int:
    return view.verticalScrollBar().value()


def scroll(view: PageView, by: int) -> None:
    """Scroll as the wheel does."""
    view.verticalScrollBar().setValue(value(view) + by)


# following ----------------------------------------------------------------------------------


def test_a_paragraph_that_is_gone_to_stands_at_the_same_height(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(WORDY, *OPS), texts(TERSE, *OPS))
    for label in ("op7", "op12", "op3"):
        pages[0].go_to(label)
        assert abs(top(pages[0], label) - LINE) <= 1
        assert abs(top(pages[1], label) - LINE) <= 1
        assert pages[1].current == label


@pytest.mark.parametrize("leader", [0, 1])
def test_scrolling_goes_through_a_passage_in_proportion(
    pages: tuple[PageView, PageView], linked: Linked, leader: int
) -> None:
    linked(texts(WORDY, *OPS), texts(TERSE, *OPS))
    here, there = pages[leader], pages[1 - leader]
    here.go_to("op5")
    for _ in range(40):
        scroll(here, 23)
        index = next(n for n in reversed(range(len(OPS))) if top(here, OPS[n]) <= LINE)
        rect, answer = here.rect_of(index), there.rect_of(index)
        share = (value(here) + LINE - rect.top()) / rect.height()
        through = (value(there) + LINE - answer.top()) / answer.height()
        if share < 1:
            assert abs(through - share) * answer.height() <= 2


def test_both_reach_their_beginning_and_their_end(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(WORDY, *OPS), texts(TERSE, *OPS))
    left, right = (view.verticalScrollBar() for view in pages)
    while left.value() < left.maximum():
        scroll(pages[0], 40)
    assert right.value() >= right.maximum() - 2
    while left.value():
        scroll(pages[0], -40)
    assert right.value() <= 2


def test_both_reach_their_beginning_under_heads_of_another_height(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(WORDY, *OPS), texts(TERSE, *OPS), size=34)
    pages[0].go_to("op4")
    while value(pages[0]):
        scroll(pages[0], -20)
    assert value(pages[1]) <= 2


def test_what_follows_does_not_lead(pages: tuple[PageView, PageView], linked: Linked) -> None:
    linked(texts(WORDY, *OPS), texts(TERSE, *OPS))
    pages[0].go_to("op4")
    for _ in range(60):
        before = value(pages[0])
        scroll(pages[0], 31)
        assert value(pages[0]) == before + 31


def test_to_and_fro_ends_where_it_began(pages: tuple[PageView, PageView], linked: Linked) -> None:
    linked(texts(WORDY, *OPS), texts(TERSE, *OPS))
    pages[0].go_to("op8")
    before = value(pages[1])
    for by in (37, 37, 37, -37, -37, -37):
        scroll(pages[0], by)
    assert abs(value(pages[1]) - before) <= 1


def test_a_click_takes_the_paragraph_on_both_sides_to_the_same_height(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(TERSE, *OPS), texts(WORDY, *OPS))
    pages[0].go_to("op4")
    point = QPoint(pages[0].viewport().width() // 2, round(top(pages[0], "op6")) + 12)
    QTest.mouseClick(pages[0].viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert [view.current for view in pages] == ["op6", "op6"]
    assert abs(top(pages[0], "op6") - top(pages[1], "op6")) <= 1


def test_the_caret_takes_both_sides_along(pages: tuple[PageView, PageView], linked: Linked) -> None:
    linked(texts(SHORT, *OPS), texts(WORDY, *OPS))
    pages[0].go_to("op4")
    pages[0].setFocus()
    while pages[0].current != "op6":
        QTest.keyClick(pages[0], Key.Key_Down)
    assert pages[1].current == "op6"
    assert abs(top(pages[0], "op6") - top(pages[1], "op6")) <= 1


def test_the_next_paragraph_by_key_is_the_next_on_both_sides(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(SHORT, *OPS), texts(WORDY, *OPS))
    pages[1].setFocus()
    pages[1].go_to("op2")
    QTest.keyClick(pages[1], Key.Key_J)
    assert [view.current for view in pages] == ["op3", "op3"]


def test_a_text_that_is_not_laid_out_yet_comes_to_the_same_place(
    pages: tuple[PageView, PageView], linked: Linked, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = linked(texts(TERSE, *OPS), texts(TERSE, *OPS))
    pages[0].go_to("op15")
    monkeypatch.setattr(slices, "SLICE", 0.0005)
    labels = [f"op{n}" for n in range(1, 300)]
    pages[1].show_page(page(*texts(WORDY, *labels)), pages[1]._theme)
    link.start(0)
    qtbot.waitUntil(lambda: pages[1].is_laid_out)
    assert abs(top(pages[1], "op15") - LINE) <= 1
    assert pages[0].current == "op15"


def test_another_width_keeps_both_at_the_same_paragraph(
    pages: tuple[PageView, PageView], linked: Linked, qtbot: QtBot
) -> None:
    linked(texts(WORDY, *OPS), texts(TERSE, *OPS))
    pages[0].go_to("op9")
    pages[0].window().resize(700, 500)
    qtbot.waitUntil(lambda: pages[0].width() < 400)
    assert [view.current for view in pages] == ["op9", "op9"]
    qtbot.waitUntil(lambda: abs(top(pages[0], "op9") - top(pages[1], "op9")) <= 1)


def test_let_go_neither_leads_and_neither_says_anything(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    link = linked(texts(WORDY, *OPS), texts(TERSE, *OPS[3:]))
    pages[0].go_to("op6")
    pages[0].pointed_at.emit("op6")
    assert pages[0]._opposite
    link.stop()
    before = value(pages[1])
    pages[0].go_to("op12")
    scroll(pages[0], 100)
    assert value(pages[1]) == before
    assert pages[1].current == "op6"
    assert [(view._opposite, view._framed) for view in pages] == [({}, ""), ({}, "")]


def test_editions_without_a_common_paragraph_leave_each_other_alone(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(WORDY, *OPS), texts(WORDY, *(f"pp{n}" for n in range(1, 9))))
    pages[0].go_to("op12")
    scroll(pages[0], 100)
    assert value(pages[1]) == 0
    assert pages[1].current == "pp1"


# where they differ --------------------------------------------------------------------------


def test_while_one_goes_through_what_is_only_there_the_other_waits(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    lacking = [label for label in OPS if label not in {"op6", "op7", "op8"}]
    linked(texts(WORDY, *OPS), texts(WORDY, *lacking))
    pages[0].go_to("op6")
    before = value(pages[1])
    scroll(pages[0], 300)
    assert 0 <= value(pages[1]) - before <= 14
    pages[0].go_to("op9")
    assert abs(top(pages[1], "op9") - LINE) <= 1


def test_the_margin_the_tip_and_the_screen_reader_say_what_is_only_here(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(SHORT, "op1", "op2", "op3"), texts(SHORT, "op1", "op3"))
    assert pages[0]._opposite["op2"].alone == "only here"
    pages[0].go_to("op2")
    said = "The other side has no para. 2."
    assert pages[0].accessibleDescription() == f"A/RES/1/9, para. 2. Official text. {said}"
    point = QPoint(20, round(top(pages[0], "op2")) + 12)
    QTest.mouseMove(pages[0].viewport(), point)
    assert pages[0].viewport().toolTip().endswith(said)


def test_the_margin_says_where_the_other_side_has_more(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(SHORT, "op1", "op2"), texts(SHORT, "op1", "op1.a", "op1.b", "op2"))
    mark = pages[0]._opposite["op1"]
    assert (mark.alone, mark.more) == ("", "+2 there")
    assert mark.sentence == "Only on the other side, after this: para. 1 (a), para. 1 (b)."
    point = pages[1]._opposite["op1.a"]
    assert point.alone == "in 1"
    assert point.sentence == ("The other side has no para. 1 (a) of its own: it is in para. 1.")


def test_what_is_marked_in_the_margin_is_painted(
    pages: tuple[PageView, PageView], linked: Linked, qtbot: QtBot
) -> None:
    link = linked(texts(SHORT, *OPS[:3]), texts(SHORT, *OPS[:1]))
    marked = pages[0].viewport().grab().toImage()
    link.stop()
    assert pages[0].viewport().grab().toImage() != marked


def test_long_lists_of_what_is_missing_are_cut() -> None:
    more = mismatches(opposite(["op1"], OPS))["op1"]
    assert more.more == "+19 there"
    assert more.sentence.endswith("para. 7 and 13 more.")


def test_what_answers_one_to_one_is_not_spoken_of() -> None:
    assert mismatches(opposite(OPS, OPS)) == {}
    assert mismatches(opposite(["h1", "op1"], ["h1", "op1"])) == {}


def test_what_is_missing_before_everything_is_told_at_the_first() -> None:
    told = mismatches(opposite(["op1"], ["pp1", "op1"]))
    assert told["op1"].sentence == "Only on the other side, before this: PP1."


# pointing -----------------------------------------------------------------------------------


def test_the_paragraph_under_the_pointer_is_framed_on_both_sides(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(TERSE, *OPS), texts(TERSE, *OPS))
    before = pages[1].viewport().grab().toImage()
    point = QPoint(pages[0].viewport().width() // 2, round(top(pages[0], "op2")) + 12)
    QTest.mouseMove(pages[0].viewport(), point)
    assert [view._framed for view in pages] == ["op2", "op2"]
    assert pages[1].viewport().grab().toImage() != before
    assert pages[1].current == "op1"


def test_a_frame_and_the_current_paragraph_are_painted_on_the_other_side(
    qtbot: QtBot, pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(SHORT, *OPS), texts(SHORT, *OPS))
    with qtbot.waitSignal(pages[1].painted):
        pages[0].pointed_at.emit("op2")
    with qtbot.waitSignal(pages[1].painted):
        pages[1].stand_at("op3")


def test_nothing_is_framed_that_has_no_answer(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    linked(texts(TERSE, "op1", "op2"), texts(TERSE, "op1"))
    pages[0].pointed_at.emit("op1")
    pages[0].pointed_at.emit("op2")
    assert [view._framed for view in pages] == ["", ""]


# heights ------------------------------------------------------------------------------------


def test_heights_answer_each_other_there_and_back_without_a_leap(
    pages: tuple[PageView, PageView], linked: Linked
) -> None:
    lacking = [label for label in OPS if label not in {"op6", "op7"}]
    link = linked(texts(WORDY, *OPS), texts(TERSE, *lacking))
    pairs, turned = link._pairs
    last = -1.0
    for y in range(0, 4000, 17):
        answer = answering_height(pages[0], pages[1], pairs, y)
        assert answer >= last
        last = answer
        back = answering_height(pages[1], pages[0], turned, answer)
        assert abs(back - y) <= 1 or back - y > 14  # what is only here answers one line there
