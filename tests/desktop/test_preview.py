"""What lies under the pointer or the caret: links walked to by key, previews, terms explained."""

from itertools import pairwise
from typing import Any

import pytest
from made_editions import page, passage
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db.address import Address
from db.glossary import Glossary
from db.library.lookup import Looked
from db.library.reference import Claim, GlossaryTerm
from db.models import EditionKey, Passage
from desktop.keys import page_keys
from desktop.reader import pointing as pointing_module
from desktop.reader.hint_letters import HintLetters, letters_for
from desktop.reader.page import Page
from desktop.reader.page_view import PageView
from desktop.reader.pointing import Pointing, Spot, rects
from desktop.reader.preview import Preview, Sheet, sheet_of, sheet_of_claim, sheet_of_term
from desktop.reader.term_lines import TermLines
from desktop.theme import Theme
from desktop.widgets import slices

Key = Qt.Key
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
INK = "A/RES/1/9"
GLOSSARY = Glossary(
    [
        GlossaryTerm("ink", "term", "A dark fluid.", evidence=(f"{INK} op1", f"{INK} op2")),
        GlossaryTerm("Decides", "verb", "Settles it.", teaching_aid=True, strength=5),
    ]
)
THREE = (
    passage("op1", "Decides on resolution 70/1 and A/RES/71/2 on red ink;", opener="Decides"),
    passage("op2", "As in paragraph 1 above, of ink, it is the same ink;"),
)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is laid out at once, and the pointer rests for no time."""
    monkeypatch.setattr(slices, "SLICE", 60)
    monkeypatch.setattr(pointing_module, "REST", 1)
    monkeypatch.setattr(pointing_module, "GRACE", 1)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PageView:
    made = PageView(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def pointing(view: PageView) -> Pointing:
    made = Pointing(view)
    made.set_glossary(GLOSSARY)
    return made


def shown(qtbot: QtBot, view: PageView, theme: Theme, *passages: Passage) -> Page:
    made = page(*(passages or THREE))
    view.show_page(made, theme)
    qtbot.waitUntil(lambda: view._pending is None)
    return made


def at_caret(view: PageView) -> str:
    """The words that follow the caret."""
    position = view.textCursor().position()
    return view.document().toPlainText()[position:]


# by key -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("hurried")
def test_l_pressed_on_the_way_goes_to_a_link_of_where_one_arrives(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    made = page(*(passage(f"op{n}", f"{n} see A/RES/70/1, so") for n in range(1, 300)))
    view.show_page(made, theme, "op250")
    assert view._pending is not None
    QTest.keyClick(view, Key.Key_L)
    assert made.at(view.textCursor().position()) == made.index_of("op250")
    assert at_caret(view).startswith("A/RES/70/1")


def test_l_goes_from_link_to_link_and_back(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    shown(qtbot, view, theme)
    starts = []
    for key, modifiers in [(Key.Key_L, Qt.KeyboardModifier.NoModifier)] * 4 + [
        (Key.Key_L, SHIFT)
    ] * 3:
        QTest.keyClick(view, key, modifiers)
        starts.append(at_caret(view).split(" ")[0])
    assert starts == [
        "70/1", "A/RES/71/2", "paragraph", "paragraph", "A/RES/71/2", "70/1", "70/1"
    ]  # fmt: skip
    assert view.current == "op1"
    with qtbot.waitSignal(view.link_activated) as followed:
        QTest.keyClick(view, Key.Key_Return)
    assert followed.args == ["A/RES/70/1"]


@pytest.mark.parametrize(("key", "modifiers"), [(Key.Key_P, None), (Key.Key_Return, ALT)])
def test_a_link_is_explained_by_key_at_and_behind_it(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme, key: Key, modifiers: Any
) -> None:
    made = shown(qtbot, view, theme)
    for offset in (22, 26):  # before the first letter, and behind the last
        view.put_caret(made.span(0, offset, offset)[0])
        with qtbot.waitSignal(pointing.asked) as asked:
            QTest.keyClick(view, key, modifiers or Qt.KeyboardModifier.NoModifier)
        assert asked.args == [Spot(*made.span(0, 22, 26), href="resolute:A/RES/70/1")]


def test_a_term_is_explained_by_key_and_elsewhere_nothing_is(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    made = shown(qtbot, view, theme)
    view.put_caret(made.span(0, 0, 0)[0] + 2)
    with qtbot.waitSignal(pointing.asked) as asked:
        QTest.keyClick(view, Key.Key_P)
    assert asked.args[0].term == "Decides"
    view.put_caret(made.span(0, 9, 9)[0])
    with qtbot.waitSignal(pointing.missed), qtbot.assertNotEmitted(pointing.asked):
        QTest.keyClick(view, Key.Key_P)


def test_keys_that_are_not_ours_reach_the_page(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    shown(qtbot, view, theme)
    QTest.keyClick(view, Key.Key_J)
    assert view.current == "op2"
    with qtbot.waitSignal(view.note_requested):
        QTest.keyClick(view, Key.Key_N)


# by letters ---------------------------------------------------------------------------------


def test_letters_on_the_links_in_view_follow_them(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    far = passage("op12", "Recalls resolution 72/1 far below;")
    shown(qtbot, view, theme, *THREE, passage("op3", "More. " * 999), far)
    letters = HintLetters(view, theme)
    pointing.set_letters(letters)
    QTest.keyClick(view, Key.Key_F)
    assert [spot.href for spot in letters.named.values()] == [
        "resolute:A/RES/70/1", "resolute:A/RES/71/2", f"resolute:{INK}#op1"
    ]  # fmt: skip
    assert letters.accessibleDescription() == "a: 70/1, s: A/RES/71/2, d: paragraph 1"
    with qtbot.waitSignal(view.link_activated) as followed:
        QTest.keyClick(view, Key.Key_S)
    assert followed.args == ["A/RES/71/2"]
    assert letters.isHidden()
    QTest.keyClick(view, Key.Key_F)
    with qtbot.assertNotEmitted(view.link_activated), qtbot.assertNotEmitted(view.note_requested):
        QTest.keyClick(view, Key.Key_N)  # none of the letters: it ends
    assert letters.isHidden()


def test_its_keys_can_be_others(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    shown(qtbot, view, theme)
    others = {"letters": [], "next_link": [QKeySequence("F")]}
    view.set_keys(page_keys.by_key(page_keys.default_keys() | others))
    QTest.keyClick(view, Key.Key_F)
    assert at_caret(view).startswith("70/1")
    QTest.keyClick(view, Key.Key_L)
    assert at_caret(view).startswith("70/1")


def test_where_no_link_is_in_view_there_are_no_letters(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    shown(qtbot, view, theme, passage("op1", "No link."))
    letters = HintLetters(view, theme)
    pointing.set_letters(letters)
    with qtbot.waitSignal(pointing.missed):
        QTest.keyClick(view, Key.Key_F)
    assert letters.isHidden()


@pytest.mark.parametrize("count", [0, 1, 26, 27, 700])
def test_letters_are_different_and_of_one_length(count: int) -> None:
    names = letters_for(count)
    assert len(set(names)) == count
    assert len({len(name) for name in names}) <= 1


# by mouse -----------------------------------------------------------------------------------


def over(view: PageView, page: Page, index: int, offset: int) -> QPoint:
    start, end = page.span(index, offset, offset + 1)
    return rects(view, Spot(start, end))[0].center()


def test_the_pointer_at_rest_on_a_link_or_term_points_at_it_and_leaves(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    made = shown(qtbot, view, theme)
    with qtbot.waitSignal(pointing.rested) as rested:
        QTest.mouseMove(view.viewport(), over(view, made, 0, 24))
    assert rested.args[0].href == "resolute:A/RES/70/1"
    with qtbot.waitSignal(pointing.left):
        QTest.mouseMove(view.viewport(), over(view, made, 0, 9))
    with qtbot.waitSignal(pointing.rested) as rested:
        QTest.mouseMove(view.viewport(), over(view, made, 0, 51))
    assert rested.args[0].term == "ink"
    with qtbot.waitSignal(pointing.left):
        QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))


def test_a_double_click_on_a_term_explains_it(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    made = shown(qtbot, view, theme)
    with qtbot.waitSignal(pointing.asked) as asked:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=over(view, made, 0, 50))
    assert asked.args[0].term == "ink"
    assert view.textCursor().selectedText() == "ink"


def test_scrolling_and_pressing_take_it_away(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    made = shown(
        qtbot, view, theme, *THREE, *(passage(f"op{n}", "More. " * 80) for n in range(3, 12))
    )
    with qtbot.waitSignal(pointing.dismissed):
        view.verticalScrollBar().setValue(40)
    with qtbot.waitSignal(pointing.dismissed):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=over(view, made, 0, 9))


def test_words_that_break_over_lines_have_a_rectangle_a_line(
    qtbot: QtBot, view: PageView, theme: Theme
) -> None:
    words = "Requests " * 30
    made = shown(qtbot, view, theme, passage("op1", words))
    found = rects(view, Spot(*made.span(0, 0, len(words))))
    assert len(found) > 2
    assert all(a.bottom() <= b.top() + 1 for a, b in pairwise(found))
    assert all(0 < rect.width() < 900 for rect in found)


def test_what_was_pointed_at_is_forgotten_with_its_text(
    qtbot: QtBot, view: PageView, pointing: Pointing, theme: Theme
) -> None:
    made = shown(qtbot, view, theme)
    with qtbot.waitSignal(pointing.rested) as rested:
        QTest.mouseMove(view.viewport(), over(view, made, 0, 24))
    with qtbot.waitSignal(pointing.dismissed):
        shown(qtbot, view, theme, passage("op1", "Ink."))
    assert rects(view, rested.args[0]._replace(start=9999, end=10002)) == []
    QTest.mouseMove(view.viewport(), QPoint(30, 30))
    QTest.keyClick(view, Key.Key_L)


# lines under terms --------------------------------------------------------------------------


def ink_under(view: PageView, rect: QRect) -> int:
    """Count the pixels that are not paper in a strip under some words."""
    image: QImage = view.viewport().grab().toImage()
    paper = image.pixelColor(3, 3)
    top = rect.top() + round(view.document().defaultFont().pixelSize() * 1.2) - 1
    return sum(
        image.pixelColor(x, y) != paper
        for x in range(rect.left() + 2, rect.right() - 2)
        for y in range(top, top + 3)
    )


def test_the_first_of_each_term_in_a_paragraph_has_a_line_that_can_be_left_out(
    qtbot: QtBot, view: PageView, theme: Theme
) -> None:
    made = shown(qtbot, view, theme, passage("op1", "First."), THREE[1])
    lines = TermLines(view, theme)
    first, second = (rects(view, Spot(*made.span(1, start, start + 3)))[0] for start in (28, 48))
    assert ink_under(view, first) == 0
    lines.set_glossary(GLOSSARY)
    qtbot.waitUntil(lambda: ink_under(view, first) > 0)
    assert ink_under(view, second) == 0
    lines.show(False)
    assert ink_under(view, first) == 0


# what is shown ------------------------------------------------------------------------------

ENGLISH = EditionKey(INK, "official", "en")


def test_a_paragraph_says_where_it_is_from() -> None:
    clause = Passage("op1", "operative", "official", "Asks for ink;")
    sheet = sheet_of(Looked(Address(INK, "op1"), "On ink", "resolution", "", ENGLISH, clause))
    assert (sheet.head, sheet.words) == (f"{INK}, para. 1", "Asks for ink;")
    assert sheet.foot == "Official text · English"
    assert sheet.actions == ((f"open:{INK} op1", "Open"),)
    said = Passage("p1", "paragraph", "quoted", "Ink!", speaker="Ada")
    sheet = sheet_of(
        Looked(Address("ada", "p1"), "", "", "", EditionKey("ada", "digest", "en"), said)
    )
    assert sheet.foot == "Ada · Quoted: the speaker's own words · Study digest"


def test_what_is_not_there_is_a_sentence_with_a_way_out() -> None:
    sheet = sheet_of(Looked(Address("A/RES/70/1", "op4")))
    assert sheet.words == "It is not in the library."
    assert [name for name, _ in sheet.actions] == [
        "browse:https://undocs.org/en/A/RES/70/1",
        "official:A/RES/70/1",
    ]
    assert [name for name, _ in sheet_of(Looked(Address("A/78/L.86"))).actions] == [
        "browse:https://undocs.org/en/A/78/L.86"
    ]
    assert sheet_of(Looked(Address("nowhere"))).actions == ()
    stale = sheet_of(Looked(Address(INK, "op99"), "On ink", "resolution", "", ENGLISH))
    assert stale.words == f"There is no para. 99 in the editions of {INK} that are here."
    assert stale.actions == ((f"open:{INK}", "Open it"),)


def test_a_long_paragraph_is_cut_at_a_word() -> None:
    clause = Passage("op1", "operative", "official", "ink and quill " * 99)
    sheet = sheet_of(Looked(Address(INK, "op1"), "", "", "", ENGLISH, clause))
    assert len(sheet.words) < 620
    assert sheet.words.endswith((" ink …", " and …", " quill …"))


def test_a_term_and_a_claim_say_whose_words_they_are() -> None:
    term = sheet_of_term(GLOSSARY.terms[0])
    assert (term.head, term.words) == ("ink", "A dark fluid.")
    assert term.foot == f"Resolute's glossary, after {INK}, para. 1, para. 2"
    verb = sheet_of_term(GLOSSARY.terms[1])
    assert verb.foot == "Resolute's glossary · strength 5 of 5 · a teaching aid, not law"
    claim = Claim(
        "c", "report p1", "ink for all", True, (f"{INK} op1",), "", "absent", "It is not."
    )
    sheet = sheet_of_claim(claim)
    assert sheet.head == "Verdict: not in the text"
    assert sheet.words == "Reported: “ink for all”\nText: nothing\nIt is not."
    assert sheet.actions == ((f"open:{INK} op1", f"{INK}, para. 1"),)


# the popup ----------------------------------------------------------------------------------

SHEET = Sheet(
    "A/RES/1/9, para. 1", "Asks <b>for</b> ink & quills;", "Official text",
    actions=(("open:A/RES/1/9 op1", "Open"), ("browse:x", "Elsewhere")),
)  # fmt: skip


@pytest.fixture
def host(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 480)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def buttons(popup: Preview) -> list[QPushButton]:
    return [one for one in popup.findChildren(QPushButton) if one.isVisible()]


@pytest.mark.parametrize(
    "beside", [QRect(300, 40, 50, 20), QRect(0, 460, 50, 20), QRect(790, 240, 10, 20)], ids=str
)
def test_the_popup_stays_in_its_window_beside_what_it_explains(
    host: QWidget, theme: Theme, beside: QRect
) -> None:
    popup = Preview(theme, host)
    popup.show_sheet(SHEET, beside, host.rect())
    assert host.rect().contains(popup.geometry())
    assert not popup.geometry().intersects(beside)
    assert popup.words == "Asks <b>for</b> ink & quills;. Official text"
    assert popup.accessibleName() == "Preview: A/RES/1/9, para. 1"


def test_the_popup_takes_no_keys_until_they_are_given_to_it(
    qtbot: QtBot, host: QWidget, theme: Theme
) -> None:
    popup = Preview(theme, host)
    other = QPushButton("other", host)
    other.show()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    popup.show_sheet(SHEET, QRect(300, 40, 50, 20), host.rect())
    assert other.hasFocus()
    assert popup.take_keys()
    first, second = buttons(popup)
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Key.Key_Right)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_Tab)
    assert first.hasFocus()
    with qtbot.waitSignal(popup.action_requested) as asked:
        QTest.keyClick(first, Key.Key_Return)
    assert asked.args == ["open:A/RES/1/9 op1"]
    assert popup.isHidden()
    popup.show_sheet(SHEET, QRect(300, 40, 50, 20), host.rect())
    popup.take_keys()
    with qtbot.waitSignal(popup.closed):
        QTest.keyClick(buttons(popup)[0], Key.Key_Escape)
    assert popup.words == ""


def test_a_sheet_without_actions_has_no_buttons(host: QWidget, theme: Theme) -> None:
    popup = Preview(theme, host)
    popup.show_sheet(SHEET, QRect(300, 40, 50, 20), host.rect())
    popup.show_sheet(Sheet("h", "w"), QRect(300, 40, 50, 20), host.rect())
    assert not popup.take_keys()
    assert buttons(popup) == []
