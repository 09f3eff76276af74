"""The menu of a page, by right click and by the menu key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.app import Desk
from desktop.reader.page_view import PageView

HOME = "A/RES/78/311"
Reason = QContextMenuEvent.Reason
OpenDesk = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(open_desk: OpenDesk, qtbot: QtBot) -> PageView:
    desk = open_desk(f"{HOME} op6")
    reader = desk.navigator.reader()
    assert reader is not None
    qtbot.waitUntil(lambda: reader.edition is not None and reader.page._pending is None)
    return reader.page


def open_menu(page: PageView, reason: Reason, point: QPoint) -> QMenu:
    where = page.viewport().mapToGlobal(point)
    QApplication.sendEvent(page.viewport(), QContextMenuEvent(reason, point, where))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def words(menu: QMenu) -> list[str]:
    said = [one.text().partition("\t")[0].replace("&", "") for one in menu.actions()]
    return [one for one in said if one]


def spot(page: PageView, label: str) -> QPoint:
    """A point in the middle of a paragraph's first word."""
    assert page.page is not None
    index = page.page.index_of(label)
    assert index is not None
    cursor = QTextCursor(page.document())
    cursor.setPosition(page.page.places[index].start + 3)
    return page.cursorRect(cursor).center()


def click(menu: QMenu, entry: str) -> None:
    action = next(one for one in menu.actions() if entry in one.text().replace("&", ""))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def test_a_right_click_is_about_the_paragraph_under_it(page: PageView) -> None:
    menu = open_menu(page, Reason.Mouse, spot(page, "op7"))
    assert page.current == "op7"
    assert words(menu) == [
        "Copy with citation", "Copy link to this paragraph", "Note on this paragraph", "Back",
        "Forward",
    ]  # fmt: skip
    click(menu, "Copy link")
    assert QGuiApplication.clipboard().text() == f"resolute:{HOME}#op7"


def test_selected_words_stay_selected_and_can_be_copied(page: PageView) -> None:
    cursor = page.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    menu = open_menu(page, Reason.Mouse, spot(page, "op7"))
    assert page.current == "op6"
    assert words(menu)[0] == "Copy"
    click(menu, "Copy\t")
    assert QGuiApplication.clipboard().text() == cursor.selectedText()


def test_the_menu_key_is_about_where_one_is(page: PageView) -> None:
    menu = open_menu(page, Reason.Keyboard, QPoint(1, 1))
    assert page.current == "op6"
    assert "Copy link to this paragraph" in words(menu)
    menu.close()
