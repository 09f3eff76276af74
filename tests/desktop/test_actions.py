"""Actions: each with words, keys of its own and a place in the menu."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.actions import SPECS, THEMES, Actions, default_keys

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    for kind in (QLineEdit, QPlainTextEdit):
        column.addWidget(kind(made))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hide()


@pytest.fixture
def actions(window: QWidget) -> Actions:
    return Actions(window)


@pytest.fixture
def menu(actions: Actions, window: QWidget) -> QMenu:
    made = QMenu(window)
    actions.fill(made)
    return made


def keys(window: QWidget) -> list[str]:
    return [key.toString() for action in window.actions() for key in action.shortcuts()]


def test_no_two_actions_share_a_key(actions: Actions, window: QWidget) -> None:
    shared = [key for key, count in Counter(keys(window)).items() if count > 1]
    assert shared == []


def test_every_key_is_one(actions: Actions, window: QWidget) -> None:
    assert len(window.actions()) == len(SPECS) + 9
    for spec in SPECS:
        found = actions[spec.name].shortcuts()
        assert bool(found) is bool(spec.keys), spec.name
        assert all(not key.isEmpty() for key in found), spec.name


def test_no_key_is_taken_that_a_page_or_a_text_field_needs(
    actions: Actions, window: QWidget
) -> None:
    standard = QKeySequence.StandardKey
    needed = [
        key.toString()
        for one in (standard.Copy, standard.Paste, standard.Cut, standard.SelectAll)
        for key in QKeySequence.keyBindings(one)
    ]
    needed += [*"123456HNJK", "A", "Del", "Space", "Esc", "Tab", "Return", "Up", "Down", "F2"]
    assert set(keys(window)) & set(needed) == set()


def test_every_action_is_in_the_menu_once(actions: Actions, menu: QMenu) -> None:
    placed = Counter(
        action.text()
        for part in menu.actions()
        for action in part.menu().actions()
        if action.menu() is None
    )
    assert placed == Counter(spec.words for spec in SPECS)


def test_letters_to_press_in_a_menu_differ(actions: Actions, menu: QMenu) -> None:
    for part in menu.actions():
        words = [action.text() for action in part.menu().actions()]
        letters = [text[text.index("&") + 1].lower() for text in words if "&" in text]
        assert len(letters) == len(words), words
        assert len(set(letters)) == len(letters), words


def test_an_action_calls_its_slot_without_arguments(actions: Actions) -> None:
    called: list[str] = []
    slots = dict.fromkeys((), called.append)
    slots = {
        "back": lambda: called.append("back"),
        "full_screen": lambda: called.append("full screen"),
    }
    actions.connect_to(slots)
    actions["back"].trigger()
    actions["full_screen"].trigger()
    assert called == ["back", "full screen"]
    assert actions["full_screen"].isChecked()


def test_what_is_asked_for_too_early_is_done_once_it_can_be(
    qtbot: QtBot, actions: Actions, window: QWidget
) -> None:
    done: list[str] = []
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    actions.connect_to({"quit": lambda: done.append("quit"), "find": lambda: done.append("find")})
    qtbot.waitUntil(lambda: done == ["find"])
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert done == ["find", "find"]
    actions.connect_to({"find": lambda: done.append("again")})
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert done == ["find", "find", "find", "again"]


@pytest.mark.parametrize("number", range(1, 10))
def test_control_and_a_digit_is_a_number(
    qtbot: QtBot, actions: Actions, window: QWidget, number: int
) -> None:
    with qtbot.waitSignal(actions.number_chosen) as chosen:
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
    assert chosen.args == [number]


def test_keys_work_wherever_the_focus_is(qtbot: QtBot, actions: Actions, window: QWidget) -> None:
    for kind in (QLineEdit, QPlainTextEdit):
        field = window.findChild(kind)
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        with qtbot.waitSignal(actions["search"].triggered):
            QTest.keyClick(field, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)


@pytest.mark.parametrize("letter", "/?")
def test_a_key_that_writes_is_written_where_one_writes(
    qtbot: QtBot, actions: Actions, window: QWidget, letter: str
) -> None:
    called: list[QAction] = []
    for action in window.actions():
        action.triggered.connect(lambda _=False, a=action: called.append(a))
    for kind, read in ((QLineEdit, QLineEdit.text), (QPlainTextEdit, QPlainTextEdit.toPlainText)):
        field = window.findChild(kind)
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        QTest.keyClicks(field, letter)
        assert read(field) == letter
    assert called == []


# themes -------------------------------------------------------------------------------------


def test_every_theme_can_be_chosen_in_the_menu(qtbot: QtBot, actions: Actions, menu: QMenu) -> None:
    assert set(THEMES) == {"system", *themes.NAMES}
    for action in actions.themes.actions():
        with qtbot.waitSignal(actions.theme_chosen) as chosen:
            action.trigger()
        assert THEMES[chosen.args[0]] == action.text()
        assert [one.text() for one in actions.themes.actions() if one.isChecked()] == [
            action.text()
        ]


@pytest.mark.parametrize("before", [True, False])
def test_the_theme_in_use_is_checked(actions: Actions, window: QWidget, before: bool) -> None:
    if before:
        actions.tell_theme("sepia")
    actions.fill(QMenu(window))
    if not before:
        actions.tell_theme("sepia")
    checked = [one.data() for one in actions.themes.actions() if one.isChecked()]
    assert checked == ["sepia"]


def test_choosing_the_theme_in_use_again_leaves_it_checked(actions: Actions, menu: QMenu) -> None:
    dark = next(one for one in actions.themes.actions() if one.data() == "dark")
    dark.trigger()
    dark.trigger()
    assert dark.isChecked()


# keys that are named and changed ------------------------------------------------------------


def test_keys_are_named_as_they_stand_on_a_keyboard(actions: Actions) -> None:
    assert actions.keys("search")[0] == "Ctrl+Shift+F"
    assert actions.keys("about") == []
    named = [key for spec in SPECS for key in actions.keys(spec.name)]
    assert not {"Back", "Forward", "Undo", "Redo", "Exit"} & set(named)
    assert "Backspace" in actions.keys("back")
    assert actions.words("go_to") == "Go to paragraph…"


def test_an_action_takes_other_keys_and_says_so(
    qtbot: QtBot, actions: Actions, window: QWidget
) -> None:
    with qtbot.waitSignal(actions.keys_changed):
        actions.set_keys({"go_to": [QKeySequence("Ctrl+J")]})
    assert actions.keys("go_to") == ["Ctrl+J"]
    with qtbot.waitSignal(actions["go_to"].triggered):
        QTest.keyClick(window, Qt.Key.Key_J, CONTROL)
    assert default_keys("go_to") == [QKeySequence("Ctrl+L")]


def test_backspace_goes_back_only_where_one_does_not_write(
    qtbot: QtBot, actions: Actions, window: QWidget
) -> None:
    field = window.findChild(QLineEdit)
    field.setText("ab")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text() == "a"
    button = QPushButton(window)
    window.layout().addWidget(button)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    with qtbot.waitSignal(actions["back"].triggered):
        QTest.keyClick(button, Qt.Key.Key_Backspace)
