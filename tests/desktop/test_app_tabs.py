"""Tabs of a whole desk, by key and mouse."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot
from whole_desk import (
    ALT,
    CONTROL,
    HOME,
    LEFT,
    MIDDLE,
    SHIFT,
    Key,
    OpenDesk,
    front,
    loaded,
    open_all,
    press,
    tabs_of,
)

from desktop.app import Desk


def test_addresses_open_behind_what_was_there_the_last_one_in_front(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk("fu-cong p2", "78/311 op6")
    reader = loaded(qtbot, desk, HOME)
    assert sorted(tabs_of(desk)) == [HOME, "fu-cong"]
    assert reader.label == "op6"


def test_tabs_are_turned_closed_and_reopened_by_key(desk: Desk, qtbot: QtBot) -> None:
    open_all(qtbot, desk, "fu-cong", "hrc-56")
    press(Key.Key_PageDown, CONTROL)
    assert front(desk) == HOME
    press(Key.Key_PageUp, CONTROL)
    assert front(desk) == "hrc-56"
    press(Key.Key_PageUp, CONTROL)
    assert front(desk) == "fu-cong"
    press(Key.Key_Tab, CONTROL)
    assert front(desk) == "hrc-56"
    press(Key.Key_Tab, CONTROL)
    assert front(desk) == "fu-cong"
    press(Key.Key_Tab, CONTROL | SHIFT)
    assert front(desk) == HOME
    press(Key.Key_1, CONTROL)
    assert front(desk) == HOME
    press(Key.Key_2, CONTROL)
    assert front(desk) == "fu-cong"
    press(Key.Key_9, CONTROL)
    assert front(desk) == "hrc-56"
    press(Key.Key_W, CONTROL)
    assert tabs_of(desk) == [HOME, "fu-cong"]
    press(Key.Key_T, CONTROL | SHIFT)
    assert sorted(tabs_of(desk)) == [HOME, "fu-cong", "hrc-56"]
    assert front(desk) == "hrc-56"


@pytest.mark.parametrize(
    ("key", "modifier"), [(Key.Key_Tab, CONTROL), (Key.Key_1, CONTROL), (Key.Key_W, CONTROL)]
)
def test_the_keys_go_along_to_the_tab_that_comes_forward(
    desk: Desk, qtbot: QtBot, key: Qt.Key, modifier: Any
) -> None:
    open_all(qtbot, desk, "fu-cong", "hrc-56")
    press(key, modifier)
    reader = loaded(qtbot, desk)
    assert reader.document != "hrc-56"
    assert reader.page.hasFocus()
    before = reader.label
    press(Key.Key_J)
    qtbot.waitUntil(lambda: reader.label != before)


def test_whoever_types_elsewhere_keeps_the_keys_when_a_tab_comes_forward(
    desk: Desk, qtbot: QtBot
) -> None:
    open_all(qtbot, desk, "fu-cong")
    desk.features.panels.focus_search()
    press(Key.Key_Tab, CONTROL)
    assert desk.features.panels.search.box.hasFocus()
    desk.window.tabs.bar.setFocus()
    press(Key.Key_Right)
    assert desk.window.tabs.bar.hasFocus()


def test_the_side_buttons_of_a_mouse_go_back_and_forward(desk: Desk, qtbot: QtBot) -> None:
    open_all(qtbot, desk, "fu-cong")
    back, forward = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton
    for button, document in ((back, HOME), (forward, "fu-cong")):
        page = loaded(qtbot, desk).page.viewport()
        where = page.mapTo(desk.window, page.rect().center())
        QTest.mouseClick(desk.window.windowHandle(), button, pos=where)
        loaded(qtbot, desk, document)
    rail = desk.window.rail.mapTo(desk.window, desk.window.rail.rect().center())
    QTest.mouseClick(desk.window.windowHandle(), back, pos=rail)
    loaded(qtbot, desk, HOME)


def test_the_middle_button_and_the_cross_close_a_tab(desk: Desk, qtbot: QtBot) -> None:
    open_all(qtbot, desk, "fu-cong", "hrc-56")
    bar = desk.window.tabs.bar
    QTest.mouseClick(bar, MIDDLE, pos=bar.tabRect(1).center())
    assert tabs_of(desk) == [HOME, "hrc-56"]
    QTest.mouseClick(bar.tabButton(0, QTabBar.ButtonPosition.RightSide), LEFT)
    assert tabs_of(desk) == ["hrc-56"]
    assert front(desk) == "hrc-56"


def test_with_all_tabs_closed_the_desk_is_still_one(desk: Desk, qtbot: QtBot) -> None:
    press(Key.Key_W, CONTROL)
    assert tabs_of(desk) == []
    for key, modifier in (
        (Key.Key_W, CONTROL), (Key.Key_Tab, CONTROL), (Key.Key_1, CONTROL), (Key.Key_E, CONTROL),
        (Key.Key_R, CONTROL), (Key.Key_Plus, CONTROL), (Key.Key_Down, CONTROL),
        (Key.Key_Z, CONTROL), (Key.Key_Left, ALT), (Key.Key_N, CONTROL | SHIFT),
    ):  # fmt: skip
        QTest.keyClick(desk.window, key, modifier)
    QTest.keyClick(desk.window, Key.Key_T, CONTROL | SHIFT)
    loaded(qtbot, desk, HOME)


def test_a_quiz_opens_once_and_can_be_gone_on_with_after_its_tab_was_closed(
    desk: Desk, qtbot: QtBot
) -> None:
    quizzing, tabs = desk.features.quizzing, desk.window.tabs
    QTest.keyClick(desk.window, Key.Key_Q, CONTROL | SHIFT)
    page = tabs.page("round")
    qtbot.waitUntil(lambda: page.view is not None)
    QTest.keyClick(desk.window, Key.Key_Q, CONTROL | SHIFT)
    assert len(tabs.pages()) == 2
    kept = page.progress_json()
    assert kept
    press(Key.Key_W, CONTROL)
    assert tabs.page("round") is None
    assert desk.settings.text("round_left") == kept
    quizzing.continue_round()
    again = tabs.page("round")
    qtbot.waitUntil(lambda: again.view is not None)
    assert again.progress_json() == kept
