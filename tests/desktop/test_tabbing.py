"""What is done with tabs by menu and key: pins, moves, closing many, walking with Ctrl held."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.app import Desk
from desktop.reader.reader import Reader
from desktop.reader.spread import Spread
from desktop.widgets.tab_switcher import TabSwitcher

HOME = "A/RES/78/311"
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OpenDesk = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(open_desk: OpenDesk, qtbot: QtBot) -> Desk:
    """The resolution and three statements, the last of them in front."""
    made = open_desk("fu-cong p2", "hrc-56 p3", "spokesperson p1")
    qtbot.waitUntil(lambda: in_front(made).edition is not None)
    return made


def in_front(desk: Desk) -> Reader:
    reader = desk.navigator.reader()
    assert reader is not None
    return reader


def page_of(desk: Desk, document: str) -> Spread:
    reader = desk.navigator.open_tabs.of(document)
    assert reader is not None
    spread = desk.navigator.open_tabs.spread_of(reader)
    assert spread is not None
    return spread


def order(desk: Desk) -> list[str]:
    return [reader.document for reader in desk.navigator.readers()]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window(), key, modifier)


def window() -> object:
    front = QGuiApplication.focusWindow()
    assert front is not None
    return front


def status(desk: Desk) -> str:
    return desk.window.statusBar().currentMessage()


def open_menu(desk: Desk, document: str) -> dict[str, QAction]:
    """Open the menu of a document's tab; return its entries by their words."""
    page = page_of(desk, document)
    desk.window.tabs.menu_requested.emit(page, desk.window.mapToGlobal(QPoint(40, 40)))
    return entries()


def entries() -> dict[str, QAction]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = {one.text().partition("\t")[0].replace("&", ""): one for one in menu.actions()}
    words.pop("", None)
    return words


def choose(desk: Desk, document: str, words: str) -> None:
    action = open_menu(desk, document)[words]
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    desk.window.activateWindow()  # no window manager gives the keys back


# moving and pinning -------------------------------------------------------------------------


def test_a_tab_is_moved_by_key_as_far_as_it_goes(desk: Desk) -> None:
    press(Key.Key_PageUp, CONTROL | SHIFT)
    assert order(desk) == [HOME, "fu-cong", "spokesperson", "hrc-56"]
    assert status(desk) == "Tab 3 of 4"
    for _ in range(4):
        press(Key.Key_PageUp, CONTROL | SHIFT)
    assert order(desk)[0] == "spokesperson"
    press(Key.Key_PageDown, CONTROL | SHIFT)
    assert order(desk) == [HOME, "spokesperson", "fu-cong", "hrc-56"]
    assert in_front(desk).document == "spokesperson"


def test_a_pinned_tab_stays_until_it_is_unpinned(desk: Desk) -> None:
    press(Key.Key_I, CONTROL | SHIFT)
    assert order(desk)[0] == "spokesperson"
    press(Key.Key_W, CONTROL)
    assert order(desk)[0] == "spokesperson"
    assert "Unpin it first" in status(desk)
    bar = desk.window.tabs.bar
    QTest.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=bar.tabRect(0).center())
    assert len(order(desk)) == 4
    press(Key.Key_I, CONTROL | SHIFT)
    press(Key.Key_W, CONTROL)
    assert order(desk) == [HOME, "fu-cong", "hrc-56"]


def test_a_second_tab_of_a_document_is_opened_on_demand_only(desk: Desk, qtbot: QtBot) -> None:
    first = in_front(desk)
    desk.navigator.open_address("spokesperson p4")
    press(Key.Key_K, CONTROL | SHIFT)
    second = in_front(desk)
    assert second is not first
    assert order(desk) == [HOME, "fu-cong", "hrc-56", "spokesperson", "spokesperson"]
    qtbot.waitUntil(lambda: second.edition is not None)
    assert (second.key, second.label) == (first.key, "p4")
    desk.navigator.open_address("spokesperson p2")
    assert (first.label, second.label) == ("p4", "p2")
    desk.window.tabs.show_page(desk.navigator.open_tabs.spread_of(first))
    desk.navigator.open_address("spokesperson p6")
    assert (first.label, second.label) == ("p6", "p2")


def test_notes_are_shown_in_every_tab_of_their_document(desk: Desk, qtbot: QtBot) -> None:
    press(Key.Key_K, CONTROL | SHIFT)
    pages = [reader.page for reader in desk.navigator.open_tabs.readers_of("spokesperson")]
    qtbot.waitUntil(lambda: all(page.page is not None for page in pages))
    press(Key.Key_N, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: all(page.noted() for page in pages))
    assert len(pages) == 2


def test_a_page_that_is_no_document_is_not_doubled(desk: Desk) -> None:
    press(Key.Key_F1)
    count = desk.window.tabs.bar.count()
    press(Key.Key_K, CONTROL | SHIFT)
    assert desk.window.tabs.bar.count() == count
    assert status(desk) == "Only a document can be in two tabs."
    press(Key.Key_Y, CONTROL | SHIFT)
    assert status(desk) == "Only a paragraph of a document has a link."


# closing many -------------------------------------------------------------------------------


def test_the_other_tabs_are_closed_but_the_pinned_ones(desk: Desk) -> None:
    desk.window.tabs.set_pinned(page_of(desk, "fu-cong"), True)
    choose(desk, "hrc-56", "Close other tabs")
    assert order(desk) == ["fu-cong", "hrc-56"]
    assert status(desk) == "2 tabs closed."
    assert in_front(desk).page.hasFocus()


def test_tabs_to_the_right_are_closed_and_come_back_in_their_places(desk: Desk) -> None:
    choose(desk, "fu-cong", "Close tabs to the right")
    assert order(desk) == [HOME, "fu-cong"]
    for _ in range(2):
        press(Key.Key_T, CONTROL | SHIFT)
    assert order(desk) == [HOME, "fu-cong", "hrc-56", "spokesperson"]


def test_all_that_was_closed_comes_back_in_its_place(desk: Desk) -> None:
    desk.window.tabs.show_page(page_of(desk, "fu-cong"))
    desk.window.actions_by_name["close_other_tabs"].trigger()
    assert order(desk) == ["fu-cong"]
    for _ in range(3):
        press(Key.Key_T, CONTROL | SHIFT)
    assert order(desk) == [HOME, "fu-cong", "hrc-56", "spokesperson"]
    press(Key.Key_T, CONTROL | SHIFT)
    assert status(desk) == "No tab was closed."


# menus --------------------------------------------------------------------------------------


def test_the_menu_of_a_tab_has_everything_with_its_keys(desk: Desk) -> None:
    found = open_menu(desk, "fu-cong")
    assert list(found) == [
        "Pin tab", "Duplicate tab", "Copy link", "Move left", "Move right", "Close tab",
        "Close other tabs", "Close tabs to the right", "Reopen closed tab",
    ]  # fmt: skip
    assert found["Pin tab"].text().endswith("\tCtrl+Shift+I")
    assert not found["Reopen closed tab"].isEnabled()
    QApplication.activePopupWidget().close()


def test_the_menu_offers_only_what_can_be_done(desk: Desk) -> None:
    page = page_of(desk, "fu-cong")
    desk.window.tabs.set_pinned(page, True)
    found = open_menu(desk, "fu-cong")
    assert "Unpin tab" in found
    assert not found["Close tab"].isEnabled()
    QApplication.activePopupWidget().close()
    assert not open_menu(desk, "spokesperson")["Close tabs to the right"].isEnabled()
    QApplication.activePopupWidget().close()


def test_the_menu_is_about_its_own_tab_not_the_one_in_front(desk: Desk) -> None:
    choose(desk, HOME, "Pin tab")
    assert desk.window.tabs.pinned(page_of(desk, HOME))
    choose(desk, "fu-cong", "Copy link")
    assert QGuiApplication.clipboard().text() == "resolute:fu-cong#p2"
    choose(desk, "fu-cong", "Duplicate tab")
    assert order(desk) == [HOME, "fu-cong", "fu-cong", "hrc-56", "spokesperson"]
    choose(desk, "hrc-56", "Move right")
    assert order(desk)[-1] == "hrc-56"
    choose(desk, "hrc-56", "Close tab")
    assert "hrc-56" not in order(desk)


def test_the_list_of_all_tabs_opens_by_key_and_leads_to_each(desk: Desk) -> None:
    press(Key.Key_A, CONTROL | SHIFT)
    found = entries()
    assert [words.partition(",")[0] for words in found] == [
        HOME, "Fu Cong", "Council 56: women and AI", "Spokesperson"
    ]  # fmt: skip
    assert [action.isChecked() for action in found.values()] == [False, False, False, True]
    menu = QApplication.activePopupWidget()
    for key in (Key.Key_Up, Key.Key_Up, Key.Key_Return):
        QTest.keyClick(menu, key)
    assert in_front(desk).document == "fu-cong"
    assert in_front(desk).page.hasFocus()


def test_without_tabs_there_is_no_list(desk: Desk) -> None:
    for _ in range(4):
        press(Key.Key_W, CONTROL)
    press(Key.Key_A, CONTROL | SHIFT)
    assert QApplication.activePopupWidget() is None
    assert status(desk) == "No tab is open."


# walking ------------------------------------------------------------------------------------


def test_held_down_ctrl_and_tab_walk_back_through_what_was_used(desk: Desk) -> None:
    switcher = desk.window.findChild(TabSwitcher)
    for _ in range(2):
        QTest.keyPress(window(), Key.Key_Tab, CONTROL)
    assert switcher.isVisible()
    assert in_front(desk).document == "spokesperson"
    assert switcher.currentIndex().data() == "Fu Cong, 1 July 2024, para. 2"
    QTest.keyRelease(window(), Key.Key_Control)
    assert not switcher.isVisible()
    assert in_front(desk).document == "fu-cong"
    assert in_front(desk).page.hasFocus()
    press(Key.Key_Tab, CONTROL)
    assert in_front(desk).document == "spokesperson"
    press(Key.Key_Tab, CONTROL)
    assert in_front(desk).document == "fu-cong"


def test_escape_leaves_the_walk_where_it_began(desk: Desk) -> None:
    QTest.keyPress(window(), Key.Key_Tab, CONTROL)
    press(Key.Key_Escape)
    QTest.keyRelease(window(), Key.Key_Control)
    assert in_front(desk).document == "spokesperson"
    assert in_front(desk).page.hasFocus()


def test_from_a_menu_the_last_used_tab_comes_at_once(desk: Desk) -> None:
    desk.window.actions_by_name["recent_tab"].trigger()
    assert in_front(desk).document == "hrc-56"
    assert desk.window.findChild(TabSwitcher).isHidden()


def test_with_one_tab_there_is_nowhere_to_walk(open_desk: OpenDesk) -> None:
    desk = open_desk()
    QTest.keyPress(window(), Key.Key_Tab, CONTROL)
    assert desk.window.findChild(TabSwitcher).isHidden()
    QTest.keyRelease(window(), Key.Key_Control)
