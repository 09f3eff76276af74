"""The tabs in which notes go out and come in, on a whole desk, by keys and clicks."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import connection
from db.library import documents
from db.models import EditionKey, Note
from db.notes import anchors, store
from db.places import Places
from desktop.app import Desk
from desktop.exchange.export_page import ExportPage
from desktop.exchange.import_page import ImportPage

OpenDesk = Callable[..., Desk]
DIGEST = EditionKey("A/RES/78/311", "digest", "en")
QUOTE = "central and coordinating"


@pytest.fixture
def study(places: Places) -> Iterator[sqlite3.Connection]:
    """A person's file with a highlight with a note, and a note on another document."""
    with closing(connection.open_study(places)) as opened:
        passages = documents.edition(opened, DIGEST).passages
        passage = next(one for one in passages if one.label == "op12")
        start = passage.text.index(QUOTE)
        anchor = anchors.make(DIGEST, passage, start, start + len(QUOTE))
        store.add(opened, anchor, body="Why **central**?", color="green", tags=["claims"])
        speech = anchors.Anchor(EditionKey("fu-cong", "digest", "en"), "p5")
        store.add(opened, speech, body="=1+1")
        yield opened


@pytest.fixture
def page(open_desk: OpenDesk, study: sqlite3.Connection, qtbot: QtBot) -> ExportPage:
    desk = open_desk("A/RES/78/311")
    QTest.keyClick(desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier
                   | Qt.KeyboardModifier.AltModifier)  # fmt: skip
    found = desk.window.tabs.current()
    assert isinstance(found, ExportPage)
    qtbot.waitUntil(lambda: found.side.count.text() == "1 note")
    return found


def press(within: QWidget, words: str) -> None:
    (button,) = (one for one in within.findChildren(QPushButton) if one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_notes_of_the_document_in_front_are_shown_as_they_go_out(page: ExportPage) -> None:
    assert page.side.documents.currentText() == "A/RES/78/311"
    said = page.sample.toPlainText()
    assert f"> {QUOTE}" in said
    assert "[A/RES/78/311, para. 12](resolute:" in said


def test_every_choice_narrows_the_sample(page: ExportPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.side.documents, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: page.side.count.text() == "2 notes")
    QTest.keyClicks(page.side.filter, "color:green")
    qtbot.waitUntil(lambda: page.side.count.text() == "1 note")
    page.side.filter.clear()
    page.side.tags.setCurrentIndex(page.side.tags.findData("claims"))
    qtbot.waitUntil(lambda: page.side.count.text() == "1 note")
    page.side.tags.setCurrentIndex(0)
    QTest.keyClicks(page.side.since, "2999-01-01")
    qtbot.waitUntil(lambda: page.side.count.text() == "0 notes")
    assert page.sample.toPlainText() == "No notes fit this choice."
    page.side.since.clear()
    QTest.keyClicks(page.side.until, "soon")
    qtbot.waitUntil(lambda: "is not a day" in page.side.count.text())


def test_a_template_of_one_s_own_is_kept(
    page: ExportPage, qtbot: QtBot, open_desk: OpenDesk
) -> None:
    page.side.template.selectAll()
    QTest.keyClicks(page.side.template, "* {note} ({nothing})")
    qtbot.waitUntil(lambda: "Known fields" in page.side.count.text())
    page.side.template.selectAll()
    QTest.keyClicks(page.side.template, "* {note}")
    qtbot.waitUntil(lambda: page.sample.toPlainText().endswith("* Why **central**?\n"))
    kept = page.side.wish.template
    press(page.side, "As it was")
    qtbot.waitUntil(lambda: f"> {QUOTE}" in page.sample.toPlainText())
    page.side.template.setPlainText(kept)
    page.window().close()
    again = open_desk("A/RES/78/311")
    again.window.actions_by_name["export_notes"].trigger()
    reopened = again.window.tabs.current()
    assert isinstance(reopened, ExportPage)
    assert reopened.side.wish.template == kept


@pytest.mark.parametrize("index", range(6))
def test_each_format_is_saved_and_seen(
    page: ExportPage, qtbot: QtBot, tmp_path: Path, index: int
) -> None:
    page.side.formats.setCurrentIndex(index)
    qtbot.waitUntil(lambda: QUOTE in page.sample.toPlainText())
    page.save_to(tmp_path / "out")
    qtbot.waitUntil(lambda: "saved as" in page.banner.words)
    (path,) = tmp_path.glob("out.*")
    assert page.banner.words == f"1 note saved as {path}"
    assert path.stat().st_size > 200


def test_a_folder_that_is_not_there_gets_a_sentence(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.save_to(tmp_path / "no" / "out.md")
    qtbot.waitUntil(lambda: "cannot be written" in page.banner.words)
    page.save_pdf_to(tmp_path / "no" / "out.pdf")
    qtbot.waitUntil(lambda: "cannot be written" in page.banner.words)


def test_the_sheet_is_written_as_pdf(page: ExportPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.save_pdf_to(tmp_path / "sheet.pdf")
    qtbot.waitUntil(lambda: page.banner.words == f"1 page saved as {tmp_path / 'sheet.pdf'}")
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as paper:
        words = paper[0].get_textpage().get_text_bounded()
    assert QUOTE in words
    assert "1 / 1" in words
    assert [one.name for one in tmp_path.glob("sheet*")] == ["sheet.pdf"]


def test_quotations_and_works_are_copied(page: ExportPage, qtbot: QtBot) -> None:
    press(page.side, "Copy as quotations")
    qtbot.waitUntil(lambda: page.banner.words == "1 note copied as quotations")
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == f"{QUOTE} (study digest of A/RES/78/311, para. 12)"
    page.side.works.setCurrentIndex(page.side.works.findData("ris"))
    press(page.side, "Copy list")
    qtbot.waitUntil(lambda: page.banner.words == "1 work copied")
    assert clipboard.text().startswith("TY  - STAT\n")


def test_the_works_are_saved(page: ExportPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.side.works.setCurrentIndex(page.side.works.findData("csl-json"))
    page.save_works_to(tmp_path / "works.json")
    qtbot.waitUntil(lambda: "saved as" in page.banner.words)
    assert json.loads((tmp_path / "works.json").read_text())[0]["id"] == "A/RES/78/311"


def test_a_note_made_meanwhile_is_in_the_sample(
    page: ExportPage, qtbot: QtBot, open_desk: OpenDesk, study: sqlite3.Connection
) -> None:
    store.add(study, anchors.Anchor(DIGEST, "op1"), body="Later.")
    page.show_document(None)
    qtbot.waitUntil(lambda: page.side.count.text() == "2 notes")
    assert "Later." in page.sample.toPlainText()


def test_a_link_of_the_sample_opens_the_place(page: ExportPage, qtbot: QtBot) -> None:
    page.side.formats.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "green" in page.sample.toPlainText())
    with qtbot.waitSignal(page.address_requested) as asked:
        page.sample.anchorClicked.emit("resolute:A/RES/78/311?edition=digest&lang=en#op12")
    assert asked.args[0].endswith("#op12")


# in --------------------------------------------------------------------------------------------


def annotations(path: Path, *quotes: str, source: str = "https://undocs.org/A/RES/78/311") -> Path:
    items: list[Any] = [
        {"type": "Annotation", "id": f"urn:x:{number}", "bodyValue": "<b>said</b>", "target": {
            "source": source, "selector": {"type": "TextQuoteSelector", "exact": quote}}}
        for number, quote in enumerate(quotes)
    ]  # fmt: skip
    path.write_text(json.dumps(items), encoding="utf-8")
    return path


def look_at(desk: Desk, path: Path, qtbot: QtBot) -> ImportPage:
    assert desk.features is not None
    desk.features.exchanging.look_at(path)
    qtbot.waitUntil(lambda: isinstance(desk.window.tabs.current(), ImportPage))
    found = desk.window.tabs.current()
    assert isinstance(found, ImportPage)
    qtbot.waitUntil(lambda: not found.told.text().startswith("Reading"))
    return found


def notes_now(places: Places) -> list[Note]:
    with closing(connection.open_reader(places)) as opened:
        return store.notes(opened)


def test_nothing_is_changed_until_it_is_confirmed_and_all_is_taken_back(
    open_desk: OpenDesk, places: Places, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = open_desk("A/RES/78/311")
    path = annotations(tmp_path / "x.json", QUOTE, "no such words anywhere at all")
    page = look_at(desk, path, qtbot)
    assert page.told.text() == (
        "2 notes would be added; 1 without a place in the text: is:orphan lists them. Nothing is "
        "changed yet."
    )
    assert notes_now(places) == []
    QTest.keyClick(page.add_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.banner.words == "2 notes were added.")
    assert [note.body for note in notes_now(places)] == ["<b>said</b>"] * 2
    press(page.banner, "Take them back")
    qtbot.waitUntil(lambda: page.banner.words == "The notes were taken back.")
    assert notes_now(places) == []
    qtbot.waitUntil(lambda: page.add_button.text() == "Add 2 notes")


def test_a_document_is_chosen_for_notes_that_name_none(
    open_desk: OpenDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = open_desk("A/RES/78/311")
    path = annotations(tmp_path / "x.json", QUOTE, source="https://example.org/")
    page = look_at(desk, path, qtbot)
    assert page.told.text().startswith("0 notes would be added; 1 left out")
    assert not page.add_button.isEnabled()
    page.documents.setCurrentIndex(page.documents.findData("A/RES/78/311"))
    qtbot.waitUntil(page.add_button.isEnabled)
    assert page.told.text().startswith("1 note would be added.")


def test_a_file_that_is_none_gets_a_sentence(
    open_desk: OpenDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = open_desk("A/RES/78/311")
    path = tmp_path / "x.json"
    path.write_text("<html>", encoding="utf-8")
    page = look_at(desk, path, qtbot)
    assert "no file of annotations" in page.told.text()
    assert not page.add_button.isEnabled()


def test_the_record_is_saved(
    open_desk: OpenDesk, study: sqlite3.Connection, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = open_desk("A/RES/78/311")
    assert desk.features is not None
    with qtbot.waitSignal(desk.features.exchanging.told) as told:
        desk.features.exchanging.save_record_to(tmp_path / "record")
    assert told.args == [f"2 rows saved as {tmp_path / 'record.csv'}"]
    assert (tmp_path / "record.csv").read_bytes().startswith(b"\xef\xbb\xbfwhen,document")
