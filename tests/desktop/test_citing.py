"""Copying with citation, on the whole desk: keys, menu of styles, what is on the clipboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.app import Desk
from desktop.reader.page_view import PageView

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(open_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    """The desk, open on the resolution, the keys on the page."""
    made = open_desk(size=(1200, 800))
    page_of(made).setFocus()
    qtbot.waitUntil(page_of(made).hasFocus)
    return made


def page_of(desk: Desk) -> PageView:
    reader = desk.navigator.reader()
    assert reader is not None
    return reader.page


def text_of(desk: Desk, label: str) -> str:
    reader = desk.navigator.reader()
    return next(p.text for p in reader.edition.passages if p.label == label)


def select(desk: Desk, first: str, last: str, end: int) -> None:
    """Select from the beginning of one paragraph to a code point of another."""
    page = page_of(desk)
    page.go_to(first)
    places = page.page
    cursor = page.textCursor()
    cursor.setPosition(places.span(places.index_of(first), 0, 0)[0])
    cursor.setPosition(
        places.span(places.index_of(last), 0, end)[1], QTextCursor.MoveMode.KeepAnchor
    )
    page.setTextCursor(cursor)


def copy(desk: Desk, modifiers: Qt.KeyboardModifier = CONTROL | SHIFT) -> str:
    QTest.keyClick(page_of(desk), Key.Key_C, modifiers)
    return QGuiApplication.clipboard().text()


def choose_style(desk: Desk, words: str) -> None:
    menu = desk.window.actions_by_name.citation_styles
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == words).trigger()


def told(desk: Desk) -> str:
    return desk.window.statusBar().currentMessage()


@pytest.mark.parametrize("selected", [True, False])
def test_words_are_copied_with_where_they_are_from(desk: Desk, selected: bool) -> None:
    select(desk, "op6", "op6", 12 if selected else 0)
    words = text_of(desk, "op6")
    copied = copy(desk)
    assert copied.startswith(words[:12].strip() if selected else words)
    assert copied.endswith("(study digest of A/RES/78/311, para. 6)")
    assert told(desk) == "Copied, cited in UN"


def test_a_selection_across_paragraphs_is_copied_whole_with_a_range(desk: Desk) -> None:
    select(desk, "op6", "op8", 9)
    lines = copy(desk).splitlines()
    assert lines == [
        f"6. {text_of(desk, 'op6')}",
        f"7. {text_of(desk, 'op7')}",
        f"8. {text_of(desk, 'op8')[:9].strip()}",
        "(study digest of A/RES/78/311, paras. 6–8)",
    ]


def test_html_goes_along_with_a_link(desk: Desk) -> None:
    select(desk, "op6", "op6", 12)
    copy(desk)
    html = QGuiApplication.clipboard().mimeData().html()
    assert 'href="resolute:A/RES/78/311#op6"' in html


def test_the_citation_alone(desk: Desk) -> None:
    select(desk, "pp2", "pp4", 5)
    said = copy(desk, CONTROL | ALT)
    assert said == "A/RES/78/311, second to fourth preambular paragraphs"
    assert told(desk) == "Copied the citation in UN"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("OSCOLA", "UNGA Res 78/311 (1 July 2024) UN Doc A/RES/78/311, para 6"),
        ("Bluebook", "G.A. Res. 78/311, ¶ 6, U.N. Doc. A/RES/78/311 (July 1, 2024)"),
    ],
)
def test_a_style_is_chosen_in_the_menu(desk: Desk, words: str, said: str) -> None:
    choose_style(desk, words)
    select(desk, "op6", "op6", 0)
    assert copy(desk, CONTROL | ALT) == said
    assert told(desk) == f"Copied the citation in {words}"
    copy(desk)
    assert told(desk) == f"Copied, cited in {words}"


def test_the_style_is_kept_and_checked_in_the_menu(
    desk: Desk, open_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    choose_style(desk, "AGLC")
    desk.window.close()
    again = open_desk(size=(1200, 800))
    assert again.features.citing.style == "aglc"
    menu = again.window.actions_by_name.citation_styles
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["AGLC"]
    assert len(menu.actions()) == 5


def test_a_style_that_is_not_known_any_more_is_the_first_one(desk: Desk) -> None:
    desk.settings.keep("citation_style", "mla")
    assert desk.features.citing.style == "un"


def test_a_statement_says_what_is_quoted_and_what_is_retold(
    open_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_desk("fu-cong", size=(1200, 800))
    qtbot.waitUntil(lambda: desk.navigator.reader().document == "fu-cong")
    select(desk, "p2", "p3", 30)
    lines = copy(desk).splitlines()
    assert lines[0] == f"2. {text_of(desk, 'p2')} [reported]"
    assert lines[1].startswith("3. “")
    assert lines[1].endswith("”")
    assert lines[2].startswith("(Fu Cong (Permanent Representative of China")
    assert lines[2].endswith("study edition, paras. 2–3)")
    select(desk, "p2", "p2", 30)
    assert "“" not in copy(desk).partition(" (retold from Fu Cong")[0]


def test_where_no_document_is_in_front_nothing_is_copied(desk: Desk) -> None:
    QTest.keyClick(desk.window, Key.Key_F1)
    assert desk.navigator.reader() is None
    QGuiApplication.clipboard().setText("before")
    desk.features.citing.copy_quotation()
    desk.features.citing.copy_citation()
    assert QGuiApplication.clipboard().text() == "before"
