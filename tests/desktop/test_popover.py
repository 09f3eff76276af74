"""A box over a list over the page: typed into, chosen from, left with Escape or for elsewhere."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.theme import Theme
from desktop.widgets.popover import Choice, Choices, Popover

Key = Qt.Key
THREE = [
    Choice("Study digest", "A/RES/78/311", "digest"),
    Choice("Official text · Français", "French", "fr"),
    Choice("Official text · العربية", "Arabic", "ar"),
]


@pytest.fixture
def host(qtbot: QtBot, theme: Theme) -> QWidget:
    """A window with an editor that has the keys."""
    window = QWidget()
    editor = QLineEdit(window)
    QVBoxLayout(window).addWidget(editor)
    qtbot.addWidget(window)
    window.resize(600, 400)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    return window


@pytest.fixture
def popover(host: QWidget, qtbot: QtBot) -> Popover:
    made = Popover("On the other side", "Find an edition", host)
    made.model.set_choices(THREE)
    made.open_over(host.rect())
    qtbot.waitUntil(made.box.hasFocus)
    return made


def shown(popover: Popover) -> list[str]:
    return [popover.model.index(n, 0).data() for n in range(popover.model.rowCount())]


def editor(host: QWidget) -> QLineEdit:
    found = host.findChild(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(found, QLineEdit)
    return found


def test_the_rows_are_a_proper_model(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = Choices()
    model.set_choices(THREE)
    qtmodeltester.check(model)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.at(model.index(7, 0)) is None


def test_it_opens_within_its_part_with_the_caret_in_its_box(popover: Popover) -> None:
    assert popover.parentWidget().rect().contains(popover.geometry())
    assert shown(popover) == [choice.words for choice in THREE]
    assert popover.accessibleName() == popover.list.accessibleName() == "On the other side"
    assert popover.box.accessibleName() == "Find an edition"


def test_in_a_small_part_it_is_smaller(host: QWidget, popover: Popover) -> None:
    popover.open_over(QRect(100, 50, 200, 150))
    assert QRect(100, 50, 200, 150).contains(popover.geometry())


def test_return_chooses_what_is_found_first(qtbot: QtBot, popover: Popover) -> None:
    QTest.keyClicks(popover.box, "arab")
    assert shown(popover) == ["Official text · العربية"]
    with qtbot.waitSignal(popover.chosen) as said:
        QTest.keyClick(popover.box, Key.Key_Return)
    assert said.args == ["ar"]
    assert not popover.isVisible()


def test_the_arrows_go_into_the_list_and_return_chooses_there(
    qtbot: QtBot, popover: Popover
) -> None:
    QTest.keyClick(popover.box, Key.Key_Down)
    qtbot.waitUntil(popover.list.hasFocus)
    QTest.keyClick(popover.list, Key.Key_Down)
    with qtbot.waitSignal(popover.chosen) as said:
        QTest.keyClick(popover.list, Key.Key_Return)
    assert said.args == ["fr"]


def test_a_click_chooses(qtbot: QtBot, popover: Popover) -> None:
    where = popover.list.visualRect(popover.model.index(2, 0)).center()
    with qtbot.waitSignal(popover.chosen) as said:
        QTest.mouseClick(popover.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert said.args == ["ar"]


def test_where_nothing_is_found_return_does_nothing(qtbot: QtBot, popover: Popover) -> None:
    QTest.keyClicks(popover.box, "klingon")
    with qtbot.assertNotEmitted(popover.chosen):
        QTest.keyClick(popover.box, Key.Key_Return)
    assert popover.isVisible()


def test_escape_closes_and_the_keys_go_back(qtbot: QtBot, host: QWidget, popover: Popover) -> None:
    with qtbot.waitSignal(popover.closed):
        QTest.keyClick(popover.box, Key.Key_Escape)
    assert not popover.isVisible()
    qtbot.waitUntil(editor(host).hasFocus)


def test_it_closes_when_the_keys_go_elsewhere(
    qtbot: QtBot, host: QWidget, popover: Popover
) -> None:
    with qtbot.assertNotEmitted(popover.closed):
        editor(host).setFocus()
    assert not popover.isVisible()
    assert editor(host).hasFocus()


def test_it_is_empty_again_when_it_is_opened_again(
    qtbot: QtBot, host: QWidget, popover: Popover
) -> None:
    QTest.keyClicks(popover.box, "arab")
    popover.dismiss()
    popover.dismiss()
    popover.open_over(host.rect())
    assert popover.box.text() == ""
    assert len(shown(popover)) == 3


def test_who_had_the_keys_may_be_gone(qtbot: QtBot, host: QWidget, popover: Popover) -> None:
    gone = editor(host)
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    QTest.keyClick(popover.box, Key.Key_Escape)
    assert not popover.isVisible()
