"""Links to a paragraph on the clipboard, and back into the program in each of its ways."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.places import Places
from desktop.app import Desk
from desktop.reader.reader import Reader

HOME = "A/RES/78/311"
FRENCH = f"resolute:{HOME}?edition=official&lang=fr#op6"
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OpenDesk = Callable[..., Desk]


def reader_of(qtbot: QtBot, desk: Desk, document: str = HOME) -> Reader:
    def is_there() -> bool:
        reader = desk.navigator.reader()
        return reader is not None and reader.document == document and reader.edition is not None

    qtbot.waitUntil(is_there)
    reader = desk.navigator.reader()
    assert reader is not None
    return reader


def copy_link() -> tuple[str, str]:
    """Press the key; return the text and the HTML on the clipboard."""
    QTest.keyClick(QGuiApplication.focusWindow(), Key.Key_Y, CONTROL | SHIFT)
    copied = QGuiApplication.clipboard().mimeData()
    return copied.text(), copied.html()


def paste_into(box: QLineEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    box.clear()
    QTest.keyClick(box, Key.Key_V, CONTROL)
    QTest.keyClick(box, Key.Key_Return)


def test_a_link_is_copied_as_text_and_as_a_link(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(f"{HOME} op6")
    reader_of(qtbot, desk)
    text, html = copy_link()
    assert text == f"resolute:{HOME}#op6"
    assert html == f'<a href="resolute:{HOME}#op6">A/RES/78/311, para. 6</a>'
    assert desk.window.statusBar().currentMessage() == "Link copied: A/RES/78/311, para. 6"


@pytest.mark.usefixtures("official")
def test_a_link_names_an_edition_that_is_not_the_first(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(FRENCH)
    reader = reader_of(qtbot, desk)
    assert (reader.key.kind, reader.key.language, reader.label) == ("official", "fr", "op6")
    text, html = copy_link()
    assert text == FRENCH
    assert "edition=official&amp;lang=fr" in html


@pytest.mark.usefixtures("official")
@pytest.mark.parametrize(
    ("link", "edition"),
    [
        (f"resolute:{HOME}?lang=fr#op7", ("official", "fr")),
        (f"resolute:{HOME}?edition=official#op7", ("official", "en")),
        (f"resolute://{HOME}/?lang=ar&edition=official#op7", ("official", "ar")),
        (f"resolute:{HOME}#op7", ("digest", "en")),
        ("RESOLUTE:a%2Fres%2F78%2F311%3Flang%3Dzh%23para.%207", ("official", "zh")),
    ],
)
def test_a_link_opens_its_edition(
    open_desk: OpenDesk, qtbot: QtBot, link: str, edition: tuple[str, str]
) -> None:
    desk = open_desk()
    reader = reader_of(qtbot, desk)
    desk.navigator.open_address(link)
    qtbot.waitUntil(lambda: (reader.key.kind, reader.key.language) == edition)
    qtbot.waitUntil(lambda: reader.label == "op7")
    assert reader.banner.isHidden()


def test_an_edition_that_is_not_here_is_said(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    reader = reader_of(qtbot, desk)
    desk.navigator.open_address(FRENCH)
    qtbot.waitUntil(reader.banner.isVisible)
    assert reader.banner.words == (
        "“Official text · Français” of A/RES/78/311 is not here. This is “Study digest”."
    )
    assert (reader.key.kind, reader.label) == ("digest", "op6")


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("resolute:", "That is no address"),
        (f"resolute:{HOME}#nowhere", "“nowhere” is not a paragraph"),
        ("resolute:no-such-thing#p1", "There is no document “no-such-thing” in the library."),
        ("resolute:A/RES/1/1#op1", "A/RES/1/1 is not in the library yet."),
    ],
)
def test_a_stale_link_gets_a_sentence(
    open_desk: OpenDesk, qtbot: QtBot, link: str, said: str
) -> None:
    desk = open_desk()
    reader_of(qtbot, desk)
    desk.navigator.open_address(link)
    assert said in desk.window.banner.words
    assert [reader.document for reader in desk.navigator.readers()] == [HOME]


def test_a_link_to_a_paragraph_that_is_gone_gets_a_sentence(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    reader = reader_of(qtbot, desk)
    desk.navigator.open_address(f"resolute:{HOME}#op99")
    assert reader.banner.words == "There is no paragraph “op99” in this edition."


def test_a_link_is_pasted_where_one_goes_to_a_paragraph(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    reader_of(qtbot, desk)
    desk.features.panels.focus_go_to()
    paste_into(desk.features.panels.contents.box, "resolute:fu-cong#p3")
    assert reader_of(qtbot, desk, "fu-cong").label == "p3"


def test_a_link_is_pasted_where_one_searches(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    reader_of(qtbot, desk)
    desk.features.panels.focus_search()
    paste_into(desk.features.panels.search.box, " resolute:fu-cong#p4 ")
    assert desk.features.panels.search.status.text().startswith("A link to a paragraph.")
    assert reader_of(qtbot, desk, "fu-cong").label == "p4"


@pytest.mark.usefixtures("official")
def test_a_link_on_the_page_to_an_edition_leads_there(
    open_desk: OpenDesk, qtbot: QtBot, places: Places
) -> None:
    desk = open_desk("fu-cong p1")
    page = reader_of(qtbot, desk, "fu-cong").page
    page.follow(FRENCH)
    assert reader_of(qtbot, desk).label == "op6"
    assert places.study.is_file()
