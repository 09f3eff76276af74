"""The page of a review, by key and mouse: every step, undo, what is stored and what is not."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from db import connection
from db.models import Document, EditionKey, Passage
from db.places import Places
from db.review.draft import Draft
from db.review.proposal import Proposal
from desktop.intake.paragraphs import ParagraphModel
from desktop.intake.review_page import ReviewPage
from desktop.tasks import Worker
from desktop.theme import Theme

Key = Qt.Key
HELD = Qt.KeyboardModifier.ControlModifier
DRAFT = Draft(
    Document("A/RES/80/900", "resolution", "Herons", "A/RES/80/900"),
    EditionKey("A/RES/80/900", "import", "en"),
    "Herons",
    (
        Passage("pp1", "preambular", "official", "Recalling the\u00a0reeds,", opener="Recalling"),
        Passage("pp2", "preambular", "official", "Mindful of herons,"),
        Passage("op1", "operative", "official", "Decides 😀 to wait; and to watch;"),
        Passage("op2", "operative", "official", "18-12345"),
        Passage("op3", "operative", "official", "Requests a report."),
    ),
    (1, 1, 2, 2, 2),
)


@pytest.fixture
def worker(places: Places) -> Iterator[Worker]:
    made = Worker("reviewing", partial(connection.open_reader, places))
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, worker: Worker, theme: Theme) -> ReviewPage:
    made = ReviewPage(Proposal(DRAFT, "/in/herons.pdf", stored=7), worker, theme)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    made.list.setFocus()
    qtbot.waitUntil(made.list.hasFocus)
    return made


def labels(page: ReviewPage) -> list[str]:
    return [one.label for one in page.draft.passages]


def go(page: ReviewPage, row: int) -> None:
    page.list.setCurrentIndex(page.model.index(row, 0))


def test_the_model_is_a_good_one(qtbot: QtBot) -> None:
    model = ParagraphModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(DRAFT)
    said = model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("para. 1, operative. Decides")


def test_joining_leaving_out_and_undo_by_key(page: ReviewPage) -> None:
    go(page, 1)
    QTest.keyClick(page.list, Key.Key_M)
    assert page.draft.passages[0].text == "Recalling the\u00a0reeds, Mindful of herons,"
    assert "4 paragraphs; they replace the 7 that are stored" in page.head.said.text()
    go(page, 2)
    QTest.keyClick(page.list, Key.Key_Delete)
    assert labels(page) == ["pp1", "op1", "op3"]
    QTest.keyClick(page.list, Key.Key_Z, HELD)
    assert (labels(page)[2], page.place) == ("op2", 2)
    QTest.keyClick(page.list, Key.Key_Z, HELD)
    assert page.draft == DRAFT
    QTest.keyClick(page.list, Key.Key_Z, HELD | Qt.KeyboardModifier.ShiftModifier)
    assert labels(page) == ["pp1", "op1", "op2", "op3"]


def test_splitting_at_the_caret_counts_code_points(page: ReviewPage) -> None:
    go(page, 2)
    QTest.keyClick(page.list, Key.Key_Return)
    assert page.editor.words.hasFocus()
    page.editor.put_caret(page.draft.passages[2].text.index("and"))
    QTest.keyClick(page.editor.words, Key.Key_Return, HELD)
    assert [one.text for one in page.draft.passages[2:4]] == [
        "Decides 😀 to wait;",
        "and to watch;",
    ]
    assert labels(page)[3] == "op1.r2"


def test_a_split_at_an_end_is_a_sentence(page: ReviewPage) -> None:
    go(page, 1)
    page.editor.put_caret(0)
    QTest.mouseClick(page.editor.split, Qt.MouseButton.LeftButton)
    assert "between two words" in page.head.said.text()
    assert page.draft == DRAFT


def test_a_label_that_is_taken_is_refused(page: ReviewPage) -> None:
    go(page, 4)
    QTest.keyClick(page.list, Key.Key_L)
    QTest.keyClicks(page.editor.label, "1")
    QTest.keyClick(page.editor.label, Key.Key_Return)
    assert "is there already" in page.head.said.text()
    assert page.editor.label.text() == "op3"
    page.editor.label.selectAll()
    QTest.keyClicks(page.editor.label, "para. 7")
    QTest.keyClick(page.editor.label, Key.Key_Return)
    assert labels(page)[4] == "op7"


def test_escape_in_the_label_takes_nothing_over(page: ReviewPage) -> None:
    go(page, 4)
    QTest.keyClick(page.list, Key.Key_F2)
    QTest.keyClicks(page.editor.label, "9")
    QTest.keyClick(page.editor.label, Key.Key_Escape)
    assert page.list.hasFocus()
    assert page.draft == DRAFT


def test_kind_and_count_by_mouse(page: ReviewPage) -> None:
    go(page, 3)
    page.editor.kind.setCurrentIndex(page.editor.kind.findData("heading"))
    page.editor.kind.activated.emit(page.editor.kind.currentIndex())
    assert labels(page) == ["pp1", "pp2", "op1", "h1", "op3"]
    go(page, 4)
    QTest.mouseClick(page.editor.count, Qt.MouseButton.LeftButton)
    assert labels(page) == ["pp1", "pp2", "op1", "h1", "op2"]


def test_words_are_mended_and_keep_their_no_break_spaces(page: ReviewPage) -> None:
    go(page, 0)
    QTest.keyClick(page.list, Key.Key_Return)
    QTest.keyClick(page.editor.words, Key.Key_End)
    QTest.keyClicks(page.editor.words, " too")
    QTest.keyClick(page.editor.words, Key.Key_Escape)
    assert page.draft.passages[0].text == "Recalling the\u00a0reeds, too"
    assert page.list.hasFocus()
    go(page, 1)
    go(page, 0)
    QTest.keyClick(page.list, Key.Key_Return)
    QTest.keyClick(page.editor.words, Key.Key_Escape)
    assert page.head.undo.isEnabled()
    page.head.undo.click()
    assert page.draft == DRAFT


def test_symbol_and_title(page: ReviewPage) -> None:
    page.head.symbol.setText("A/RES/80/901")
    page.head.title.setFocus()
    QTest.keyClick(page.head.symbol, Key.Key_Return)
    assert page.draft.key.document == "A/RES/80/901"
    page.head.symbol.setText("two words")
    QTest.keyClick(page.head.symbol, Key.Key_Return)
    assert page.head.symbol.text() == "A/RES/80/901"
    assert "no spaces" in page.head.said.text()


def test_storing_and_cancelling_are_only_asked_for(page: ReviewPage, qtbot: QtBot) -> None:
    page.editor.words.setPlainText("Recalling the herons,")
    with qtbot.waitSignal(page.accepted):
        QTest.keyClick(page.list, Key.Key_S, HELD)
    assert page.draft.passages[0].text == "Recalling the herons,"
    with qtbot.waitSignal(page.cancelled):
        page.head.cancel.click()


def test_the_page_stands_over_the_paragraphs_where_it_is_narrow(page: ReviewPage) -> None:
    assert page._splitter.orientation() == Qt.Orientation.Horizontal
    page.resize(600, 700)
    assert page._splitter.orientation() == Qt.Orientation.Vertical
    assert page._splitter.widget(0) is page.pictures
