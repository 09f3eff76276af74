"""The find bar and what it does on a page: keys, marks, words, every script, the way round."""

from collections.abc import Callable

import pytest
from made_editions import HOSTILE, page, passage
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from db.models import Passage
from db.places import Places
from db.search.finding import Options
from desktop import theme as themes
from desktop.app import Desk
from desktop.reader import find_bar
from desktop.reader.find_bar import FindBar
from desktop.reader.finding import Finding
from desktop.reader.page_view import PageView
from desktop.settings import Settings
from desktop.theme import Theme
from desktop.widgets import slices

Key, SHIFT, ALT = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
LONG = "Requests the Secretary-General to report on ink and on quills, at length; " * 8


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is done within one slice."""
    monkeypatch.setattr(slices, "SLICE", 60)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader was asked to say."""
    aloud: list[str] = []
    monkeypatch.setattr(find_bar, "announce", lambda _widget, words: aloud.append(words))
    return aloud


class Place:
    """A page with a find bar under it, in a window."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.view = PageView(theme, self.window)
        self.bar = FindBar(theme, Options(), self.window)
        column = QVBoxLayout(self.window)
        column.addWidget(self.view)
        column.addWidget(self.bar)
        self.window.resize(900, 600)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.view.setFocus()
        qtbot.waitUntil(self.view.hasFocus)
        self.finding = Finding(self.view, self.bar, theme, self.window)

    def shows(self, *passages: Passage, label: str = "", language: str = "en") -> None:
        made = page(*passages, language=language)
        self.view.show_page(made, themes.theme("light"), label, -48)
        self.qtbot.waitUntil(lambda: self.view._pending is None)

    def types(self, words: str) -> None:
        QTest.keyClicks(self.bar.box, words)

    def presses(self, key: Key, *modifiers: Qt.KeyboardModifier) -> None:
        QTest.keyClick(self.bar.box, key, *modifiers)

    def marked(self) -> list[str]:
        """The words that lie on a colour, as their passages have them."""
        made = self.view.page
        assert made is not None
        words = []
        for one in self.view.extraSelections():
            index = made.at(one.cursor.selectionStart())
            ends = one.cursor.selectionStart(), one.cursor.selectionEnd()
            start, end = (made.offset(index, at) for at in ends)
            words.append(made.places[index].passage.text[start:end])
        return words

    def current(self) -> str:
        """The label of the paragraph with the match one is at."""
        return self.view.current


@pytest.fixture
def place(qtbot: QtBot, theme: Theme) -> Place:
    made = Place(qtbot, theme)
    made.shows(
        passage("op1", "Ink, and more ink"),
        passage("op2", "No such thing"),
        passage("op3", "INK again"),
    )
    return made


def test_typing_finds_and_marks_at_once(place: Place, said: list[str]) -> None:
    place.finding.open()
    assert place.bar.box.hasFocus()
    assert place.bar.said == ""
    place.types("i")
    assert place.bar.said == "1 of 5"
    place.types("nk")
    assert place.bar.said == "1 of 3"
    assert place.marked() == ["Ink", "ink", "INK"]
    assert said[-1] == "1 of 3"


def test_return_goes_on_and_round(place: Place, said: list[str]) -> None:
    place.finding.open("ink")
    where = [place.bar.said]
    for _ in range(3):
        place.presses(Key.Key_Return)
        where.append(place.bar.said)
    assert where == ["1 of 3", "2 of 3", "3 of 3", "1 of 3 · from the top"]
    place.presses(Key.Key_Enter, SHIFT)
    assert place.bar.said == "3 of 3 · from the end"
    assert place.current() == "op3"
    place.presses(Key.Key_Return, SHIFT)
    assert place.bar.said == "2 of 3"
    assert place.current() == "op1"


def test_it_begins_where_one_is(place: Place) -> None:
    place.view.go_to("op2")
    place.finding.open()
    place.types("ink")
    assert place.bar.said == "3 of 3"
    assert place.current() == "op3"
    place.presses(Key.Key_Escape)
    place.view.go_to("op3")
    place.finding.open("such")
    place.bar.box.clear()
    place.types("such")
    assert place.bar.said == "1 of 1 · from the top"


def test_as_the_word_grows_one_stays_at_it(place: Place) -> None:
    place.shows(passage("op1", "a ab abc"), passage("op2", "abc"))
    place.finding.open()
    steps = []
    for letter in "abc":
        place.types(letter)
        steps.append(place.bar.said)
    assert steps == ["1 of 4", "1 of 3", "1 of 2"]


def test_whoever_goes_elsewhere_goes_on_from_there(place: Place) -> None:
    place.finding.open("ink")
    place.view.go_to("op2")
    place.presses(Key.Key_Return)
    assert (place.bar.said, place.current()) == ("3 of 3", "op3")
    place.view.go_to("op2")
    place.presses(Key.Key_Return, SHIFT)
    assert (place.bar.said, place.current()) == ("2 of 3", "op1")
    place.view.go_to("op3")
    place.bar.box.clear()
    place.types("in")
    assert (place.bar.said, place.current()) == ("4 of 5", "op3")


def test_opening_it_again_stays_at_the_match(place: Place) -> None:
    place.finding.open("ink")
    place.presses(Key.Key_Return)
    place.view.setFocus()
    place.finding.open()
    assert place.bar.said == "2 of 3"
    assert place.bar.box.selectedText() == "ink"


def test_the_selected_words_are_what_is_found(place: Place) -> None:
    select(place, "op1", 5, 13)
    place.finding.open("other")
    assert place.bar.words == "and more"
    assert place.bar.box.selectedText() == "and more"
    assert not place.view.textCursor().hasSelection()
    assert place.bar.said == "1 of 1"


def select(place: Place, label: str, start: int, end: int) -> None:
    made = place.view.page
    assert made is not None
    first, last = made.span(made.index_of(label), start, end)
    cursor = QTextCursor(made.document)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    place.view.setTextCursor(cursor)


def test_escape_leaves_the_match_selected_and_nothing_marked(place: Place) -> None:
    place.finding.open("ink")
    place.presses(Key.Key_Return)
    place.presses(Key.Key_Escape)
    assert place.bar.isHidden()
    assert place.view.hasFocus()
    assert place.view.textCursor().selectedText() == "ink"
    assert place.marked() == []


def test_escape_on_the_page_closes_the_bar_too(place: Place) -> None:
    place.finding.open("ink")
    place.view.setFocus()
    QTest.keyClick(place.view, Key.Key_Escape)
    assert place.bar.isHidden()
    assert place.view.textCursor().selectedText() == "Ink"
    QTest.keyClick(place.view, Key.Key_Escape)
    assert not place.view.textCursor().hasSelection(), "the page's own again"


def test_a_step_with_the_bar_closed_goes_on_from_the_caret(place: Place) -> None:
    place.finding.open("ink")
    place.presses(Key.Key_Escape)
    place.finding.step(1)
    assert not place.bar.isHidden()
    assert place.bar.said == "2 of 3"
    assert place.view.hasFocus()


def test_what_is_nowhere_is_said_in_words(place: Place, said: list[str]) -> None:
    place.finding.open("quill")
    assert place.bar.said == said[-1] == "Not found in this edition"
    assert place.marked() == []
    place.presses(Key.Key_Return)
    place.bar.box.clear()
    assert place.bar.said == ""
    place.types("  ")
    assert place.bar.said == ""


@pytest.mark.parametrize(
    ("key", "words", "before", "after"),
    [
        (Key.Key_C, "Ink", "1 of 3", "1 of 1"),
        (Key.Key_W, "in", "1 of 5", "Not found in this edition"),
        (Key.Key_D, "ínk", "1 of 3", "Not found in this edition"),
    ],
)
def test_the_ways_to_find_have_keys(
    place: Place, key: Key, words: str, before: str, after: str
) -> None:
    place.finding.open(words)
    assert place.bar.said == before
    with place.qtbot.waitSignal(place.bar.options_changed):
        place.presses(key, ALT)
    assert place.bar.said == after
    assert place.bar.words == words, "no letter was typed"
    place.presses(key, ALT)
    assert place.bar.options == Options()


def test_every_button_can_be_reached_and_has_a_name(place: Place) -> None:
    place.finding.open("ink")
    names = [one.accessibleName() for one in place.bar.findChildren(QToolButton) if one.text()]
    assert names == ["Match case", "Whole words only", "Match accents and vowel marks"]
    reached = set()
    for _ in range(8):
        QTest.keyClick(place.window.focusWidget(), Key.Key_Tab)
        reached.add(place.window.focusWidget().accessibleName())
    assert reached >= {*names, "Next match", "Previous match", "Close"}


@pytest.mark.parametrize("name", HOSTILE)
def test_any_text_is_marked_to_the_character(place: Place, name: str) -> None:
    words = HOSTILE[name]
    place.shows(passage("op1", f"😀𠮷 {words} quill"), passage("op2", words))
    place.finding.open("quill")
    assert place.marked() == ["quill"]
    place.finding.open("x")
    place.bar.box.setText(words)
    assert place.bar.said == "1 of 2"
    assert [one.split() for one in place.marked()] == [words.rstrip("\ufeff").split()] * 2 or (
        name in ("frames", "no-break", "both ways")
    )


@pytest.mark.parametrize("language", ["ar", "zh", "en"])
def test_in_every_script_it_is_marked_and_shown(place: Place, language: str) -> None:
    words = {"ar": "تقرير", "zh": "人工", "en": "report"}[language]
    text = {"ar": "يُقدِّم تَقرِيراً", "zh": "请就人工智能提出", "en": "a Report\u00a0on"}[language]
    filler = [passage(f"op{n}", LONG) for n in range(1, 30)]
    place.shows(*filler, passage("op30", f"😀 {text}"), language=language)
    place.finding.open()
    place.bar.box.setText(words)
    last = place.bar.said.partition(" of ")[2]
    while not place.bar.said.startswith(f"{last} of"):
        place.presses(Key.Key_Return)
    assert place.current() == "op30"
    found = place.view._marks.found
    rects = list(found.rects(place.view.page, found._current))
    assert place.view.viewport().rect().contains(rects[0].toRect())


def test_a_match_far_down_a_long_paragraph_is_brought_into_view(place: Place) -> None:
    place.shows(passage("op1", LONG * 20 + "quillhere" + LONG), passage("op2", "end"))
    place.finding.open()
    place.bar.box.setText("quillhere")
    found = place.view._marks.found
    (rect,) = found.rects(place.view.page, found._current)
    assert place.view.viewport().rect().contains(rect.toRect())
    assert place.current() == "op1"


def test_what_is_in_view_does_not_move(place: Place) -> None:
    place.finding.open()
    before = place.view.verticalScrollBar().value()
    place.types("again")
    assert place.view.verticalScrollBar().value() == before
    assert place.current() == "op3"


def test_only_what_is_near_is_marked(place: Place) -> None:
    place.shows(*(passage(f"op{n}", LONG) for n in range(1, 200)))
    place.finding.open("quills")
    assert place.bar.said == f"1 of {199 * 8:,}"
    assert 0 < len(place.marked()) < 20 * 8


def test_another_edition_is_searched_again_without_moving(place: Place) -> None:
    place.finding.open("ink")
    place.shows(passage("op1", "Tinte"), passage("op2", "ink ink"), label="op2")
    assert place.bar.said == "1 of 2"
    assert place.marked() == ["ink", "ink"]
    place.shows(passage("op1", "Tinte"))
    assert place.bar.said == "Not found in this edition"
    assert place.marked() == []


def test_the_same_text_set_anew_keeps_what_was_found(place: Place) -> None:
    passages = (passage("op1", "Ink, and more ink"), passage("op2", "ink"))
    place.shows(*passages)
    place.finding.open("ink")
    place.presses(Key.Key_Return)
    place.shows(*passages)
    assert place.bar.said == "2 of 3"
    assert len(place.marked()) == 3


def test_a_search_hit_stays_marked_beside_what_is_found(place: Place) -> None:
    place.view.go_to("op3", [(4, 9)])
    place.finding.open("ink")
    assert sorted(place.marked()) == ["INK", "Ink", "again", "ink"]
    place.presses(Key.Key_Escape)
    assert place.marked() == ["again"]


def test_while_it_is_still_looking_a_step_is_not_lost(
    place: Place, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.shows(*(passage(f"op{n}", LONG) for n in range(1, 60)))
    monkeypatch.setattr(slices, "SLICE", 0.0002)
    place.finding.open()
    place.bar.box.setText("quills")
    place.presses(Key.Key_Return)
    qtbot.waitUntil(lambda: place.bar.said == f"2 of {59 * 8}")


# on the whole desk --------------------------------------------------------------------------

OpenDesk = Callable[..., Desk]


def bar_of(desk: Desk) -> FindBar:
    reader = desk.navigator.reader()
    assert reader is not None
    found = reader.findChild(FindBar)
    assert isinstance(found, FindBar)
    return found


def test_the_desk_finds_by_key_and_remembers_how(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    handle = desk.window.windowHandle()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(handle, Key.Key_F, control)
    QTest.keyClicks(desk.window.focusWidget(), "capacity")
    bar = bar_of(desk)
    qtbot.waitUntil(lambda: bar.said.startswith("1 of"))
    QTest.keyClick(handle, Key.Key_F3)
    assert bar.said.startswith("2 of")
    QTest.keyClick(handle, Key.Key_G, control)
    assert bar.said.startswith("3 of")
    QTest.keyClick(handle, Key.Key_G, control | SHIFT)
    QTest.keyClick(handle, Key.Key_F3, SHIFT)
    assert bar.said.startswith("1 of")
    QTest.keyClick(bar.box, Key.Key_W, ALT)
    desk.navigator.open_document("fu-cong")
    qtbot.waitUntil(lambda: desk.navigator.reader().edition is not None)
    QTest.keyClick(handle, Key.Key_F, control)
    assert bar_of(desk).words == "capacity", "what was looked for last"
    assert bar_of(desk).options == Options(whole_word=True)
    desk.settings.flush()
    kept = Settings(desk.places.settings)
    assert kept.data("find_options") == {"case": False, "whole_word": True, "diacritics": False}


def test_a_damaged_setting_is_no_setting(open_desk: OpenDesk, places: Places) -> None:
    settings = Settings(places.settings)
    settings.keep("find_options", ["case"])
    settings.flush()
    desk = open_desk()
    desk.features.finding.open()
    assert bar_of(desk).options == Options()


def test_a_change_of_theme_or_edition_keeps_the_words(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    desk.features.finding.open()
    bar = bar_of(desk)
    bar.box.setText("capacity")
    qtbot.waitUntil(lambda: bar.said.startswith("1 of"))
    said = bar.said
    desk.themes.choose("dark")
    assert bar.said == said
    assert len(desk.navigator.reader().page.extraSelections()) > 0
    desk.navigator.reader().toggle_record()
    qtbot.waitUntil(lambda: bar.words == "capacity" and " of " in bar.said)


def test_where_no_document_is_in_front_it_says_so(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.navigator.open_tabs.close_current()
    for act in (desk.features.finding.open, desk.features.finding.next):
        act()
        assert "No document" in desk.window.statusBar().currentMessage()
