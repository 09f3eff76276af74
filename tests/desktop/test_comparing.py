"""Comparing on a whole desk: choosing what with, the page, the way back, and the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from db.models import Document, EditionKey, EditionSummary
from db.places import Places
from desktop.app import Desk
from desktop.compare.page import ComparePage
from desktop.desk import comparing
from desktop.reader.loading import Target

OpenDesk = Callable[..., Desk]
Key = Qt.Key
OLD, NEW = "A/RES/79/194", "A/RES/80/118"


@pytest.fixture
def desk(open_desk: OpenDesk, qtbot: QtBot, official: Places) -> Desk:
    made = open_desk(at=official)
    made.navigator.jump(Target(NEW, EditionKey(NEW, "official", "en")))
    qtbot.waitUntil(lambda: made.navigator.reader().edition is not None)
    return made


def compare_page(desk: Desk) -> ComparePage | None:
    page = desk.window.tabs.current()
    return page if isinstance(page, ComparePage) else None


def chosen(desk: Desk, qtbot: QtBot, typed: str) -> ComparePage:
    desk.window.actions_by_name["compare"].trigger()
    qtbot.waitUntil(lambda: desk.features.comparing._picker is not None)
    picker = desk.features.comparing._picker
    qtbot.waitUntil(picker.isVisible)
    QTest.keyClicks(QApplication.focusWidget(), typed)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    qtbot.waitUntil(lambda: compare_page(desk) is not None)
    return compare_page(desk)


def test_the_earlier_resolution_is_on_the_left(desk: Desk, qtbot: QtBot) -> None:
    page = chosen(desk, qtbot, "79/194")
    assert (page.comparison.left.key.document, page.comparison.right.key.document) == (OLD, NEW)
    assert desk.window.tabs.title(page) == "79/194 → 80/118"
    assert page.list.hasFocus()


def test_a_paragraph_of_it_opens_in_the_reader_and_the_page_stays(desk: Desk, qtbot: QtBot) -> None:
    page = chosen(desk, qtbot, "79/194")
    QTest.keyClick(page.list, Key.Key_Return)
    qtbot.waitUntil(lambda: desk.navigator.reader() is not None)
    assert desk.navigator.reader().document == NEW
    assert page in desk.window.tabs.pages()


def test_the_other_way_round_is_a_tab_of_its_own_made_once(desk: Desk, qtbot: QtBot) -> None:
    page = chosen(desk, qtbot, "79/194")
    QTest.keyClick(page.list, Key.Key_X)
    qtbot.waitUntil(lambda: compare_page(desk) is not page)
    other = compare_page(desk)
    assert other.comparison.left.key.document == NEW
    QTest.keyClick(other.list, Key.Key_X)
    qtbot.waitUntil(lambda: compare_page(desk) is page)


def test_two_sides_in_one_language_are_compared_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.navigator.open_tabs.put_beside(Target(OLD, EditionKey(OLD, "official", "en")))
    spread = desk.navigator.spread()
    qtbot.waitUntil(lambda: all(side.edition is not None for side in spread.readers()))
    desk.window.actions_by_name["compare"].trigger()
    qtbot.waitUntil(lambda: compare_page(desk) is not None)
    sides = compare_page(desk).comparison
    assert {sides.left.key.document, sides.right.key.document} == {OLD, NEW}


def test_without_a_document_it_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    chosen(desk, qtbot, "79/194")
    with qtbot.waitSignal(desk.features.comparing.told) as told:
        desk.window.actions_by_name["compare"].trigger()
    assert "Open a document first" in told.args[0]


def test_the_theme_reaches_the_page(desk: Desk, qtbot: QtBot) -> None:
    page = chosen(desk, qtbot, "79/194")
    before = page.grab().toImage()
    desk.window.actions_by_name.theme_chosen.emit("dark")
    assert page.grab().toImage() != before


def test_it_is_saved_as_a_web_page_whole_or_not_at_all(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = chosen(desk, qtbot, "79/194")
    path = tmp_path / "changes.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    with qtbot.waitSignal(desk.features.comparing.told) as told:
        QTest.keyClick(page.list, Key.Key_S)
    assert told.args == ["Saved as changes.html"]
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    with qtbot.waitSignal(desk.features.comparing.told) as told:
        desk.features.comparing.save(page.comparison, tmp_path / "nowhere" / "changes.html")
    assert "could not be written" in told.args[0]
    assert [one.name for one in tmp_path.glob("*.part")] == []


def test_only_other_editions_in_its_language_are_offered() -> None:
    def document(name: str, date: str, *keys: tuple[str, str]) -> Document:
        editions = [EditionSummary(EditionKey(name, *key), name, 1) for key in keys]
        return Document(name, "resolution", f"On {name}", name, date, "", tuple(editions))

    library = [
        document("A", "2024", ("official", "en"), ("official", "fr")),
        document("B", "2025", ("digest", "en"), ("official", "en"), ("official", "fr")),
        document("C", "2026", ("official", "en")),
    ]
    front = EditionKey("B", "official", "en")
    sides = [choice.value for choice in comparing.choices(front, library)]
    assert sides == [
        (EditionKey("B", "digest", "en"), front),
        (EditionKey("A", "official", "en"), front),
        (front, EditionKey("C", "official", "en")),
    ]
