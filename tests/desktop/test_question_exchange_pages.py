"""The tabs in which questions go out and come in, on a whole desk, by keys and clicks."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import connection
from db.places import Places
from db.quiz import own
from db.quiz.exchange.formats import FORMATS
from desktop.app import Desk
from desktop.exchange.question_export_page import QuestionExportPage
from desktop.exchange.question_import_page import QuestionImportPage
from desktop.quiz.exam_page import ExamPage
from desktop.quiz.lookup import Chosen
from desktop.quiz.setup_page import Setup

OpenDesk = Callable[..., Desk]
GIFT = """Which river is the longest? {=The Nile ~The Po <script>alert(1)</script> ~The Rhine}

The sky is blue. {T}

Broken {=x
"""


@pytest.fixture
def page(open_desk: OpenDesk, qtbot: QtBot) -> QuestionExportPage:
    desk = open_desk("A/RES/78/311")
    desk.window.actions_by_name["export_questions"].trigger()
    found = desk.window.tabs.current()
    assert isinstance(found, QuestionExportPage)
    qtbot.waitUntil(lambda: found.documents.currentText() == "A/RES/78/311")
    qtbot.waitUntil(lambda: found.count.text().endswith(" questions"))
    return found


def counted(page: QuestionExportPage) -> int:
    return int(page.count.text().split()[0].replace(",", ""))


def press(within: QWidget, words: str) -> None:
    (button,) = (one for one in within.findChildren(QPushButton) if one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_every_choice_narrows_the_sample(page: QuestionExportPage, qtbot: QtBot) -> None:
    of_document = counted(page)
    QTest.keyClick(page.documents, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: page.count.text()[0].isdigit() and counted(page) > of_document)
    every = counted(page)
    page.kinds.setCurrentIndex(page.kinds.findData("cloze"))
    qtbot.waitUntil(lambda: page.count.text()[0].isdigit() and counted(page) < every)
    page.homes.setCurrentIndex(page.homes.findData("own"))
    qtbot.waitUntil(lambda: page.count.text() == "0 questions")
    assert page.sample.toPlainText() == "No questions fit this choice."
    assert not page.save_button.isEnabled()


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_saved(
    page: QuestionExportPage, qtbot: QtBot, tmp_path: Path, form: str
) -> None:
    page.formats.setCurrentIndex(page.formats.findData(form))
    page.save_to(tmp_path / "out")
    qtbot.waitUntil(lambda: "saved as" in page.banner.words)
    (path,) = tmp_path.glob("out.*")
    assert path.suffix == FORMATS[form].suffix
    assert path.stat().st_size > 1000


def test_the_paper_is_written_with_its_key(
    page: QuestionExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.paper.save_pdf_to(tmp_path / "paper")
    qtbot.waitUntil(lambda: "saved as" in page.banner.words)
    with pypdfium2.PdfDocument(tmp_path / "paper.pdf") as paper:
        pages = [one.get_textpage().get_text_bounded() for one in paper]
    assert pages[0].startswith("Questions")
    assert sum(one.startswith("Key") for one in pages) == 1
    page.paper.save_pdf_to(tmp_path / "no" / "paper.pdf")
    qtbot.waitUntil(lambda: "cannot be written" in page.banner.words)


def test_the_format_is_kept(page: QuestionExportPage, open_desk: OpenDesk, qtbot: QtBot) -> None:
    page.formats.setCurrentIndex(page.formats.findData("gift"))
    qtbot.waitUntil(lambda: "$CATEGORY" in page.sample.toPlainText())
    page.window().close()
    again = open_desk("A/RES/78/311")
    again.window.actions_by_name["export_questions"].trigger()
    reopened = again.window.tabs.current()
    assert isinstance(reopened, QuestionExportPage)
    assert reopened.formats.currentData() == "gift"


def looked_at(desk: Desk, path: Path, qtbot: QtBot) -> QuestionImportPage:
    desk.features.question_exchange.look_at(path)
    found = desk.window.tabs.current()
    assert isinstance(found, QuestionImportPage)
    qtbot.waitUntil(lambda: "Reading the file" not in found.told.text())
    return found


def test_a_file_is_seen_added_and_taken_back(
    open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path, places: Places
) -> None:
    path = tmp_path / "quiz.gift"
    path.write_text(GIFT, encoding="utf-8")
    desk = open_desk("A/RES/78/311")
    page = looked_at(desk, path, qtbot)
    said = "2 questions would be added; 1 left out. Nothing is changed yet."
    assert page.told.text() == said
    shown = page._view.toPlainText()
    assert "line 5: A brace is not closed." in shown
    assert "Multiple choice: 1" in shown
    with qtbot.waitSignal(page.questions_changed):
        QTest.keyClick(page.add_button, Qt.Key.Key_Space)
    assert page.banner.words == "2 questions were added."
    with closing(connection.open_reader(places)) as opened:
        assert len(own.own_questions(opened)) == 2
    with qtbot.waitSignal(page.questions_changed):
        desk.window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: page.told.text() == said)
    with closing(connection.open_reader(places)) as opened:
        assert own.own_questions(opened) == []
    assert page.add_button.isEnabled()


def test_columns_are_put_right_by_hand(open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Antwort;Frage\nBerlin;Hauptstadt?\n;Leer?\n", encoding="utf-8")
    page = looked_at(open_desk("A/RES/78/311"), path, qtbot)
    assert [box.currentText() for box in page.columns] == ["Question", "Right answer"]
    page.columns[0].setCurrentIndex(page.columns[0].findData("right"))
    page.columns[1].setCurrentIndex(page.columns[1].findData("question"))
    qtbot.waitUntil(lambda: "line 3: The answer is empty." in page._view.toPlainText())
    assert "Hauptstadt?" in page._view.toPlainText()


def test_a_damaged_file_gets_a_sentence(open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    path.write_bytes(b"PK\x03\x04 and no more")
    page = looked_at(open_desk("A/RES/78/311"), path, qtbot)
    assert "Export it once more" in page.told.text()
    assert not page.add_button.isEnabled()


def test_what_has_no_paragraph_is_asked_and_marked(
    open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "quiz.gift"
    path.write_text("The sky is blue. {T}\n", encoding="utf-8")
    desk = open_desk("A/RES/78/311")
    page = looked_at(desk, path, qtbot)
    with qtbot.waitSignal(page.questions_changed):
        page.bring_in()
    setup = Setup("exam", Chosen(state="own"), count=1, minutes=5, rule="whole")
    desk.features.quizzing._begin(setup)
    exam = desk.window.tabs.current()
    assert isinstance(exam, ExamPage)
    qtbot.waitUntil(lambda: "The sky is blue." in said_on(exam))
    for _ in range(2):  # once more, for it has no answer
        press(exam, "Hand in")
    qtbot.waitUntil(lambda: "Close (Enter)" in said_on(exam))


def said_on(page: QWidget) -> str:
    labels = [one.text() for one in page.findChildren(QLabel)]
    return " ".join([*labels, *(one.text() for one in page.findChildren(QPushButton))])
