"""Actions: each with words, keys of its own and a place in the menu."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme as themes
from desktop.actions import SPECS, THEMES, Actions

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


def test_the_list_of_keys_has_every_key_and_no_ampersand(actions: Actions, window: QWidget) -> None:
    listed = actions.list_keys()
    said = {key for _, some in listed for key in some.split(", ")}
    named = {key for key in keys(window) if not key.startswith("Ctrl+") or not key[5:].isdigit()}
    assert named <= said | {"Ctrl+0"}
    assert ("Tab by its number; 9 is the last", "Ctrl+1 – Ctrl+9") in listed
    assert not any("&" in words for words, _ in listed)
