"""The list of tabs that is there while Ctrl is held."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme import Theme
from desktop.widgets.tab_switcher import TabSwitcher

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TITLES = ["A/RES/78/311", "Fu Cong", "Press report"]


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit(made))
    made.resize(600, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hide()


@pytest.fixture
def switcher(window: QWidget) -> TabSwitcher:
    made = TabSwitcher(window)
    made.open(TITLES)
    return made


def test_it_opens_with_the_keys_and_a_name(switcher: TabSwitcher, window: QWidget) -> None:
    assert switcher.isVisible()
    assert switcher.hasFocus()
    assert switcher.accessibleName() == "Tabs, last used first"
    assert switcher.currentIndex().data() == TITLES[0]
    assert window.rect().contains(switcher.geometry())


def test_it_goes_round_and_round(switcher: TabSwitcher) -> None:
    rows = []
    for by in (1, 1, 1, -1, -1):
        switcher.step(by)
        rows.append(switcher.currentIndex().row())
    assert rows == [1, 2, 0, 2, 1]


@pytest.mark.parametrize("key", [Key.Key_Control, Key.Key_Meta])
def test_letting_go_of_ctrl_chooses(qtbot: QtBot, switcher: TabSwitcher, key: Qt.Key) -> None:
    switcher.step(2)
    with qtbot.waitSignal(switcher.chosen) as chosen, qtbot.assertNotEmitted(switcher.left):
        QTest.keyRelease(switcher, key)
    assert chosen.args == [2]
    assert not switcher.isVisible()


def test_other_keys_that_are_let_go_choose_nothing(qtbot: QtBot, switcher: TabSwitcher) -> None:
    with qtbot.assertNotEmitted(switcher.chosen):
        QTest.sendKeyEvent(
            QTest.KeyAction.Release, switcher, Key.Key_Shift, "", Qt.KeyboardModifier.NoModifier
        )
    assert switcher.isVisible()


def test_arrows_walk_and_return_chooses(qtbot: QtBot, switcher: TabSwitcher) -> None:
    QTest.keyPress(switcher, Key.Key_Down)
    QTest.keyPress(switcher, Key.Key_Up)
    QTest.keyPress(switcher, Key.Key_Up)
    with qtbot.waitSignal(switcher.chosen) as chosen:
        QTest.keyPress(switcher, Key.Key_Return)
    assert chosen.args == [2]


def test_a_click_chooses(qtbot: QtBot, switcher: TabSwitcher) -> None:
    where = switcher.visualRect(switcher.model().index(1, 0)).center()
    with qtbot.waitSignal(switcher.chosen) as chosen:
        QTest.mouseClick(switcher.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == [1]


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, switcher: TabSwitcher) -> None:
    with qtbot.waitSignal(switcher.left), qtbot.assertNotEmitted(switcher.chosen):
        QTest.keyPress(switcher, Key.Key_Escape)
    assert not switcher.isVisible()


def test_whoever_turns_elsewhere_wants_nothing_of_it(
    qtbot: QtBot, switcher: TabSwitcher, window: QWidget
) -> None:
    with qtbot.waitSignal(switcher.left), qtbot.assertNotEmitted(switcher.chosen):
        window.findChild(QLineEdit).setFocus()
    assert not switcher.isVisible()


def test_many_titles_stay_inside_the_window(window: QWidget) -> None:
    switcher = TabSwitcher(window)
    switcher.open([f"Title {number}" for number in range(80)])
    assert window.rect().contains(switcher.geometry())
    switcher.step(-1)
    assert switcher.viewport().rect().contains(switcher.visualRect(switcher.currentIndex()))
