"""What is selected on a page, in the words of its passages."""

from collections.abc import Sequence

import pytest
from made_editions import HOSTILE, page, passage
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models import Passage
from desktop.reader.copying import chosen_of, words_of
from desktop.reader.page import Page
from desktop.reader.page_view import PageView
from desktop.theme import Theme

pytestmark = pytest.mark.usefixtures("qapp")
THREE = [
    passage("pp1", "Noting ink,"),
    passage("op1", "Calls upon States to write;"),
    passage("op2", "Requests a report."),
]


def select(made: Page, first: tuple[int, int], last: tuple[int, int]) -> QTextCursor:
    """Select from (passage, code point) to (passage, code point)."""
    cursor = QTextCursor(made.document)
    cursor.setPosition(made.span(first[0], first[1], first[1])[0])
    keep = QTextCursor.MoveMode.KeepAnchor
    cursor.setPosition(made.span(last[0], last[1], last[1])[0], keep)
    return cursor


def said(made: Page, cursor: QTextCursor, current: str = "") -> Sequence[tuple[str, str]]:
    return [(one.passage.label, one.words) for one in chosen_of(made, cursor, current)]


def test_words_of_one_paragraph() -> None:
    made = page(*THREE)
    assert said(made, select(made, (1, 6), (1, 17))) == [("op1", "upon States")]


def test_words_across_paragraphs() -> None:
    made = page(*THREE)
    cursor = select(made, (0, 7), (2, 8))
    assert said(made, cursor) == [
        ("pp1", "ink,"),
        ("op1", "Calls upon States to write;"),
        ("op2", "Requests"),
    ]


def test_a_selection_drawn_backwards_is_the_same() -> None:
    made = page(*THREE)
    assert said(made, select(made, (2, 8), (0, 7))) == said(made, select(made, (0, 7), (2, 8)))


def test_a_paragraph_that_is_only_touched_is_left_out() -> None:
    made = page(*THREE)
    assert said(made, select(made, (0, 11), (2, 0))) == [("op1", "Calls upon States to write;")]


def test_without_selected_words_it_is_the_current_paragraph() -> None:
    made = page(*THREE)
    assert said(made, QTextCursor(made.document), "op2") == [("op2", "Requests a report.")]
    assert said(made, QTextCursor(made.document), "") == []


def test_all_of_a_page() -> None:
    made = page(*THREE, passage("op3", "Says.", "quoted", speaker="A B"))
    cursor = QTextCursor(made.document)
    cursor.select(QTextCursor.SelectionType.Document)
    assert [label for label, _ in said(made, cursor)] == ["pp1", "op1", "op2", "op3"]
    lines = words_of(made, cursor).splitlines()
    assert lines[0].startswith("General Assembly")
    assert "A B" in lines
    assert lines[-1] == "Says."


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_words_are_copied_as_they_are_stored(text: str) -> None:
    made = page(passage("op1", text), passage("op2", "End."))
    cursor = select(made, (0, 0), (0, len(text)))
    assert said(made, cursor) == [("op1", text)]
    assert words_of(made, cursor) == text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_part_of_the_words_is_copied_as_it_is_stored(text: str) -> None:
    made = page(passage("op1", f"{text}x{text}"))
    cursor = select(made, (0, len(text)), (0, len(text) + 4))
    assert words_of(made, cursor) == f"{text}x{text}"[len(text) : len(text) + 4]


def test_a_record_is_copied_with_its_heading() -> None:
    line = passage("record.draft", "A/78/L.86", "digest", kind="record", heading="Draft")
    made = page(line, *THREE, record=True)
    cursor = QTextCursor(made.document.findBlockByNumber(made.places[0].block))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    assert words_of(made, cursor) == "Draft: A/78/L.86"


@pytest.mark.parametrize("words", ["para.\u00a06 \u2011 x", "one\u2028two"])
def test_the_key_that_copies_changes_no_character(
    theme: Theme, qtbot: QtBot, qapp: QApplication, words: str
) -> None:
    view = PageView(theme)
    qtbot.addWidget(view)
    made = page(passage("op1", words), passage("op2", "End."))
    view.show_page(made, theme)
    for _ in range(3):  # what is copied belongs to the clipboard and outlives the call
        view.setTextCursor(select(made, (0, 0), (1, 3)))
        view.copy()
        assert QGuiApplication.clipboard().text() == f"{words}\nEnd"
        assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_a_page_that_is_empty_copies_nothing(theme: Theme, qtbot: QtBot) -> None:
    view = PageView(theme)
    qtbot.addWidget(view)
    assert view.createMimeDataFromSelection().text() == ""
    empty: list[Passage] = []
    made = page(*empty)
    assert chosen_of(made, QTextCursor(made.document), "op1") == []
