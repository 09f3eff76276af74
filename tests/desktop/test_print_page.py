"""The tab for printing, by keys and mouse: choices, preview, files, and work that is stopped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from made_editions import document, edition, passage
from printed import texts
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from db.models import Note
from db.notes import anchors
from desktop import theme as themes
from desktop.app import Desk
from desktop.reader.printing.options import PrintOptions
from desktop.reader.printing.page import PrintPage
from desktop.reader.printing.sheets import Printed
from desktop.theme import Theme
from desktop.widgets import slices

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
LONG = edition([passage(f"op{n}", f"Requests report {n} on ink. " * 20) for n in range(1, 81)])


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> PrintPage:
    """The tab, with a long document laid out."""
    made = PrintPage(Printed(document(LONG), LONG, (), "2026-11-26"), PrintOptions(), theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    laid_out(made, qtbot)
    return made


def laid_out(page: PrintPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.busy and "page" in page.side.told.text())


def count(page: PrintPage) -> int:
    return int(page.side.told.text().split()[0])


def test_it_says_how_many_pages_there_are(page: PrintPage) -> None:
    assert count(page) > 8
    assert page.preview.accessibleName() == f"Preview, page 1 of {count(page)}"
    assert not page.side.progress.isVisible()
    assert not page.side.cancel_button.isVisible()


def test_keys_go_through_the_pages(page: PrintPage, qtbot: QtBot) -> None:
    page.preview.setFocus()
    qtbot.waitUntil(page.preview.hasFocus)
    seen = [page.preview.current]
    for key in (Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp, Key.Key_End, Key.Key_Home):
        QTest.keyClick(page.preview, key)
        seen.append(page.preview.current)
    assert seen == [0, 1, 2, 1, count(page) - 1, 0]


def test_pages_are_painted_when_they_come_into_view(page: PrintPage) -> None:
    def inked(number: int) -> int:
        image = page.preview.grab().toImage()
        xs, ys = range(40, image.width() - 40, 2), range(0, image.height(), 2)
        return sum(image.pixelColor(x, y).lightness() < 120 for x in xs for y in ys)

    assert inked(0) > 200
    QTest.keyClick(page.preview, Key.Key_End)
    assert inked(-1) > 20
    assert len(page.preview._painted) <= 6


def test_a_choice_changes_the_pages_and_is_told(page: PrintPage, qtbot: QtBot) -> None:
    before = count(page)
    with qtbot.waitSignal(page.options_changed) as told:
        page.side.sizes.setFocus()
        QTest.keyClick(page.side.sizes, Key.Key_End)
    assert told.args[0].size == 18
    laid_out(page, qtbot)
    assert count(page) > before
    with qtbot.waitSignal(page.options_changed) as told:
        QTest.keyClick(page.side.boxes["numbers"], Key.Key_Space)
    assert not told.args[0].numbers


def test_everything_to_be_chosen_has_a_name(page: PrintPage) -> None:
    assert [box.text() for box in page.side.boxes.values()] == [
        "My highlights", "My notes", "Paragraph numbers", "Whose words", "Record",
    ]  # fmt: skip
    assert page.side.papers.accessibleName() == "Paper"
    assert page.side.sizes.accessibleName() == "Text size"


def test_notes_that_come_are_laid_out(page: PrintPage, qtbot: QtBot, tmp_path: Path) -> None:
    anchor = anchors.make(LONG.key, LONG.passages[0], 0, 8)
    page.set_notes([Note("n", anchor, "A thought of mine")])
    laid_out(page, qtbot)
    page.write_to(tmp_path / "x.pdf")
    qtbot.waitUntil(lambda: bool(page.banner.words))
    assert "A thought of mine" in texts(tmp_path / "x.pdf")[-1]


def test_the_same_notes_are_not_laid_out_again(page: PrintPage) -> None:
    page.set_notes([])
    assert not page.busy


def test_saving_as_pdf(
    page: PrintPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / "ink"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    QTest.mouseClick(page.side.pdf_button, LEFT)
    qtbot.waitUntil(lambda: bool(page.banner.words))
    assert asked == ["Ink Official text English.pdf"]
    assert page.banner.words == f"Saved as {tmp_path / 'ink.pdf'}"
    assert len(texts(tmp_path / "ink.pdf")) == int(page.preview.accessibleName().split()[-1])


def test_no_file_is_chosen(page: PrintPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    QTest.mouseClick(page.side.pdf_button, LEFT)
    assert not page.busy
    assert page.banner.words == ""


def test_a_file_that_cannot_be_written_is_said(
    page: PrintPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.write_to(tmp_path / "none" / "x.pdf")
    qtbot.waitUntil(lambda: bool(page.banner.words))
    assert page.banner.words.startswith("x.pdf cannot be written: No such file")
    assert not page.side.progress.isVisible()
    qtbot.waitUntil(lambda: not page.busy)  # it ends a turn after it has spoken


def test_writing_can_be_stopped_and_leaves_nothing(
    page: PrintPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.write_to(tmp_path / "x.pdf")
    qtbot.waitUntil(lambda: page.side.progress.value() > 0)
    assert page.busy
    QTest.mouseClick(page.side.cancel_button, LEFT)
    assert not page.busy
    assert page.side.told.text() == "Stopped"
    assert list(tmp_path.iterdir()) == []


def test_escape_stops_and_then_closes_the_message(
    page: PrintPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.write_to(tmp_path / "x.pdf")
    QTest.keyClick(page.preview, Key.Key_Escape)
    assert page.side.told.text() == "Stopped"
    page.banner.say("Something happened.")
    QTest.keyClick(page.preview, Key.Key_Escape)
    assert page.banner.words == ""


def test_what_is_asked_while_pages_are_laid_out_is_done_after(
    theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.pdf"), ""))
    page = PrintPage(Printed(document(LONG), LONG), PrintOptions(), theme)
    qtbot.addWidget(page)
    page.save_pdf()
    assert not (tmp_path / "x.pdf").exists()
    qtbot.waitUntil(lambda: bool(page.banner.words))
    assert (tmp_path / "x.pdf").exists()


def test_laying_out_can_be_stopped_and_is_done_when_it_is_needed(
    theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.pdf"), ""))
    page = PrintPage(Printed(document(LONG), LONG), PrintOptions(), theme)
    qtbot.addWidget(page)
    page.cancel()
    assert page.preview.accessibleName() == "Preview"
    page.save_pdf()
    qtbot.waitUntil(lambda: bool(page.banner.words))
    assert texts(tmp_path / "x.pdf")


def test_printing_on_a_printer(page: PrintPage, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    printer.setFullPage(True)
    printer.setFromTo(2, 3)
    page.send_to(printer)
    qtbot.waitUntil(lambda: bool(page.banner.words))
    assert page.banner.words == "All pages were sent to the printer."
    first, last = texts(tmp_path / "x.pdf")
    assert "Page 2 of" in first
    assert "Page 3 of" in last


def test_the_printer_is_chosen_in_a_dialog_with_the_number_of_pages(
    page: PrintPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QDialog] = []
    monkeypatch.setattr(QDialog, "open", opened.append)
    QTest.mouseClick(page.side.print_button, LEFT)
    (dialog,) = opened
    assert (dialog.minPage(), dialog.maxPage()) == (1, count(page))  # type: ignore[attr-defined]
    assert dialog.printer().docName() == "Ink Official text English"  # type: ignore[attr-defined]


def test_another_theme_leaves_the_paper_white(page: PrintPage) -> None:
    page.set_theme(themes.theme("dark"))
    image = page.preview.grab().toImage()
    dark = themes.theme("dark").color("window").name()
    assert image.pixelColor(3, 3).name() == dark
    assert image.pixelColor(image.width() // 2, 30).lightness() == 255


# on the whole desk ----------------------------------------------------------------------------


@pytest.fixture
def desk(open_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    made = open_desk(size=(1200, 800))
    made.navigator.reader().page.setFocus()
    return made


def opened(desk: Desk, qtbot: QtBot) -> PrintPage:
    QTest.keyClick(desk.window, Key.Key_P, CONTROL)
    page = desk.window.tabs.current()
    assert isinstance(page, PrintPage)
    laid_out(page, qtbot)
    return page


def test_a_key_opens_the_preview_of_the_document_in_front(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    assert page.printed.document.id == "A/RES/78/311"
    assert page.printed.edition.key.kind == "digest"
    tabs = desk.window.tabs.bar
    assert tabs.tabText(tabs.currentIndex()) == "Print A/RES/78/311"
    assert page.preview.hasFocus()


def test_there_is_one_preview_for_a_document(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    before = desk.window.tabs.bar.count()
    desk.window.tabs.show_page(desk.navigator.open_tabs.spreads()[0])
    assert opened(desk, qtbot) is page
    assert desk.window.tabs.bar.count() == before


def test_choices_are_kept_for_the_next_time(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    QTest.keyClick(page.side.boxes["voices"], Key.Key_Space)
    laid_out(page, qtbot)
    desk.navigator.open_tabs.close(page)
    assert not opened(desk, qtbot).side.boxes["voices"].isChecked()


def test_a_note_that_is_made_comes_onto_the_paper(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    reader = desk.navigator.readers()[0]
    passage_ = next(p for p in reader.edition.passages if p.label == "op6")
    made = anchors.make(reader.edition.key, passage_, 0, 10)
    desk.features.notes.add(made, "green")
    qtbot.waitUntil(lambda: len(page.printed.notes) == 1)
    laid_out(page, qtbot)


def test_saving_from_the_menu_opens_the_preview_too(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x.pdf"), ""))
    desk.window.actions_by_name["save_pdf"].trigger()
    page = desk.window.tabs.current()
    assert isinstance(page, PrintPage)
    qtbot.waitUntil(lambda: bool(page.banner.words))
    assert "Resolute study digest" in texts(tmp_path / "x.pdf")[0]


def begins_to_write(
    page: PrintPage, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Have it written a step a turn, and come back after the first one that shows."""
    monkeypatch.setattr(slices, "SLICE", 0.0001)
    progress = page.side.progress
    with qtbot.waitSignal(progress.valueChanged, check_params_cb=lambda value: value > 0):
        page.write_to(path)
    assert progress.value() < 100


def test_a_tab_that_is_closed_while_it_works_leaves_nothing(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(desk, qtbot)
    begins_to_write(page, qtbot, tmp_path / "x.pdf", monkeypatch)
    desk.navigator.open_tabs.close(page)
    assert list(tmp_path.glob("x.pdf*")) == []


def test_a_desk_that_is_closed_while_it_writes_leaves_nothing(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(desk, qtbot)
    begins_to_write(page, qtbot, tmp_path / "x.pdf", monkeypatch)
    desk.window.close()
    assert list(tmp_path.glob("x.pdf*")) == []


def test_without_a_document_in_front_nothing_opens(desk: Desk) -> None:
    QTest.keyClick(desk.window, Key.Key_F1)
    before = desk.window.tabs.bar.count()
    desk.features.printing.open()
    desk.features.printing.save_pdf()
    assert desk.window.tabs.bar.count() == before
