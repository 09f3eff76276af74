"""Imports and reviews on a whole desk: a PDF is seen before it is stored, a folder has its page."""

import csv
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.models import Document, EditionKey, Passage
from db.search import engine
from desktop.app import Desk
from desktop.intake.outcomes_page import OutcomesPage
from desktop.intake.review_page import ReviewPage

sys.path.append(str(Path(__file__).parent.parent / "db"))
from paper import Paper, as_pdf

OpenDesk = Callable[..., Desk]
SYMBOL = "A/RES/78/902"
PAPER = Paper(
    Document(SYMBOL, "resolution", "Waiting", SYMBOL),
    (
        Passage("pp1", "preambular", "official", "Recalling its work,", opener="Recalling"),
        Passage("op1", "operative", "official", "Decides to go on;", opener="Decides"),
        Passage("op2", "operative", "official", "Requests a long report.", opener="Requests"),
    ),
)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    made = tmp_path / "waiting.pdf"
    made.write_bytes(as_pdf(PAPER))
    return made


def review(desk: Desk, qtbot: QtBot) -> ReviewPage:
    qtbot.waitUntil(lambda: isinstance(desk.window.tabs.current(), ReviewPage))
    page = desk.window.tabs.current()
    assert isinstance(page, ReviewPage)
    return page


def test_a_pdf_is_reviewed_stored_and_taken_back(
    open_desk: OpenDesk, qtbot: QtBot, pdf: Path
) -> None:
    desk = open_desk()
    desk.features.importing.start([pdf])
    page = review(desk, qtbot)
    qtbot.waitUntil(lambda: page.pictures.leaf.image is not None)
    page.list.setCurrentIndex(page.model.index(2, 0))
    QTest.keyClick(page.list, Qt.Key.Key_M)
    with qtbot.waitSignal(desk.features.reviewing.stored) as stored:
        page.head.store.click()
    assert stored.args == [{SYMBOL}]
    qtbot.waitUntil(lambda: desk.navigator.reader() and desk.navigator.reader().document == SYMBOL)
    qtbot.waitUntil(lambda: desk.navigator.reader().edition is not None)
    assert [one.label for one in desk.navigator.reader().edition.passages] == ["pp1", "op1"]
    assert desk.window.banner.words == f"{SYMBOL} is stored: 2 paragraphs."
    with qtbot.waitSignal(desk.features.reviewing.stored):
        desk.window.banner._button.click()
    assert SYMBOL not in {reader.document for reader in desk.navigator.readers()}


def test_cancelling_stores_nothing_and_keeps_what_was_done(
    open_desk: OpenDesk, qtbot: QtBot, pdf: Path
) -> None:
    desk = open_desk()
    desk.features.importing.start([pdf])
    page = review(desk, qtbot)
    page.list.setCurrentIndex(page.model.index(2, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(desk.features.reviewing.stored):
        page.head.cancel.click()
    assert desk.window.banner.words == "Nothing of waiting.pdf was stored."
    desk.window.banner._button.click()
    again = review(desk, qtbot)
    assert again is not page
    assert [one.label for one in again.draft.passages] == ["pp1", "op1"]


def test_an_imported_text_is_reviewed_again(open_desk: OpenDesk, qtbot: QtBot, pdf: Path) -> None:
    desk = open_desk()
    other = pdf.with_name("other.txt")
    other.write_text("Other words.\n\nAnd more of them.")
    with qtbot.waitSignal(desk.features.importing.imported):
        desk.features.importing.start([pdf, other])
    desk.navigator.open_document(SYMBOL)
    qtbot.waitUntil(lambda: desk.navigator.reader().document == SYMBOL)
    qtbot.waitUntil(lambda: desk.navigator.reader().edition is not None)
    desk.window.actions_by_name["review"].trigger()
    page = review(desk, qtbot)
    assert page.proposal.stored == 3
    assert page.proposal.is_pdf
    assert page.head.symbol.isReadOnly()


def test_files_are_reviewed_one_after_another(
    open_desk: OpenDesk, qtbot: QtBot, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    text = pdf.with_name("words.txt")
    text.write_text("Words of one.\n\nWords of two.")
    chosen = lambda *_given: ([str(text), str(pdf)], "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", chosen)
    desk.window.actions_by_name["import_review"].trigger()
    page = review(desk, qtbot)
    assert not page.pictures.isVisible()
    assert desk.window.tabs.title(page) == "Review words.txt (1 more)"
    page.head.store.click()
    qtbot.waitUntil(lambda: review(desk, qtbot).proposal.path == str(pdf))
    desk.features.reviewing.review_edition(EditionKey("words", "import", "en"))
    qtbot.waitUntil(lambda: "under review first" in desk.window.statusBar().currentMessage())


def test_what_cannot_be_reviewed_is_said(open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path) -> None:
    desk = open_desk()
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 cut off")
    desk.features.importing.start([tmp_path / "scan.pdf"])
    said = "scan.pdf: The PDF is damaged or cut off. Get a new copy of it."
    qtbot.waitUntil(lambda: desk.window.banner.words == said)
    desk.window.actions_by_name["review"].trigger()
    qtbot.waitUntil(lambda: "can be reviewed" in desk.window.banner.words)


def test_a_folder_has_its_page_and_its_table(
    open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pdf: Path
) -> None:
    desk = open_desk()
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(4):
        (folder / f"t{number}.txt").write_text(f"Text {number}.\n\nMore of it.")
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 cut off")
    pdf.rename(folder / "waiting.pdf")
    with qtbot.waitSignal(desk.features.importing.said):
        desk.features.importing.start([folder])
    page = desk.window.tabs.current()
    assert isinstance(page, OutcomesPage)
    assert page.said.text() == "Import done: 5 added, 1 failed."
    assert not desk.window.banner.words.startswith("Import")
    target = tmp_path / "table.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    page.save.click()
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[1] for row in rows[1:]] == ["failed", *["added"] * 5]
    page.list.setCurrentIndex(page.model.index(5, 0))
    page.review.click()
    assert review(desk, qtbot).proposal.stored == 3


def test_the_page_of_the_last_import_comes_back(
    open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_desk()
    show = desk.window.actions_by_name["show_import"]
    show.trigger()
    assert desk.window.statusBar().currentMessage().startswith("Nothing has been imported")
    (tmp_path / "a.txt").write_text("Words.\n\nMore words.")
    with qtbot.waitSignal(desk.features.importing.said):
        desk.features.importing.start([tmp_path / "a.txt"])
    assert desk.window.banner.words == "Import done: 1 added."
    show.trigger()
    page = desk.window.tabs.current()
    assert isinstance(page, OutcomesPage)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.navigator.reader() and desk.navigator.reader().document == "a")


def test_a_review_outlives_the_program(open_desk: OpenDesk, qtbot: QtBot, pdf: Path) -> None:
    desk = open_desk()
    desk.features.importing.start([pdf])
    page = review(desk, qtbot)
    page.list.setCurrentIndex(page.model.index(2, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    desk.window.close()
    again = open_desk()
    qtbot.waitUntil(lambda: "waiting.pdf was not finished" in again.window.banner.words)
    again.window.banner._button.click()
    page = review(again, qtbot)
    assert [one.label for one in page.draft.passages] == ["pp1", "op1"]
    assert page.proposal.is_pdf


def test_searching_goes_on_while_an_import_runs(
    open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_desk()
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        words = "\n\n".join(f"Paragraph {number} {n} of some length." for n in range(60))
        (folder / f"t{number}.txt").write_text(f"Text {number}.\n\n{words}")
    running: list[bool] = []
    found: list[object] = []

    class Asker(QObject):
        def take(self, hits: object) -> None:
            running.append(desk.features.importing.running)
            found.append(hits)

    asker = Asker(desk)
    desk.features.importing.start([folder])
    with qtbot.waitSignal(desk.features.importing.said):
        desk.searching.ask(asker, partial(engine.search, text="capacity"), asker.take)
        qtbot.waitUntil(lambda: bool(found))
    assert running == [True]
    assert found[0].hits  # type: ignore[attr-defined]
