"""Keys are changed without two things ever sharing one, kept, and read back with suspicion."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as configured
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import actions as declared
from desktop.actions import SPECS, Actions, Spec
from desktop.app import Desk
from desktop.keys.keys_page import KeysPage
from desktop.keys.page_keys import PAGE_KEYS
from desktop.keys.shortcuts import Shortcuts
from desktop.settings import Settings
from desktop.theme import Theme
from desktop.widgets.entry_list import EntryRole

OpenDesk = Callable[..., Desk]
Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def actions(window: QWidget) -> Actions:
    return Actions(window)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def shortcuts(actions: Actions, settings: Settings) -> Shortcuts:
    return Shortcuts(actions, settings)


def keys(*texts: str) -> list[QKeySequence]:
    return [QKeySequence(text) for text in texts]


def shared(shortcuts: Shortcuts) -> list[str]:
    every = [key.toString() for name in shortcuts.bindings for key in shortcuts.keys(name)]
    return [key for key, count in Counter(every).items() if count > 1]


def test_at_first_everything_has_the_keys_it_is_declared_with(
    shortcuts: Shortcuts, actions: Actions
) -> None:
    assert len(shortcuts.bindings) == len(SPECS) + len(PAGE_KEYS)
    assert not any(shortcuts.is_changed(name) for name in shortcuts.bindings)
    assert shared(shortcuts) == []
    for spec in SPECS:
        assert actions[spec.name].shortcuts() == declared.default_keys(spec.name)


def test_the_menus_stand_together(shortcuts: Shortcuts) -> None:
    menus = [binding.menu for binding in shortcuts.bindings.values()]
    assert [*dict.fromkeys(menus)] == [
        menu for number, menu in enumerate(menus) if not number or menus[number - 1] != menu
    ]


def test_an_action_that_is_declared_later_has_its_line_and_its_key(
    monkeypatch: pytest.MonkeyPatch, window: QWidget, settings: Settings
) -> None:
    added = (*SPECS, Spec("made_up", "&Made up", "Tab", ("Ctrl+Alt+M",)))
    for module in ("desktop.actions", "desktop.keys.shortcuts"):
        monkeypatch.setattr(f"{module}.SPECS", added)
    shortcuts = Shortcuts(Actions(window), settings)
    assert shortcuts.bindings["made_up"].words == "Made up"
    assert shortcuts.keys("made_up") == keys("Ctrl+Alt+M")


def test_a_key_is_given_kept_and_there_again(
    shortcuts: Shortcuts, actions: Actions, settings: Settings, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([shortcuts.changed, actions.keys_changed]):
        shortcuts.put("go_to", keys("Ctrl+J", "Ctrl+L"))
    assert actions["go_to"].shortcuts() == keys("Ctrl+J", "Ctrl+L")
    other = QWidget()
    qtbot.addWidget(other)
    again = Actions(other)
    Shortcuts(again, settings)
    assert again.keys("go_to") == ["Ctrl+J", "Ctrl+L"]
    shortcuts.put("go_to", keys("Ctrl+L"))
    assert settings.data("keys") == {}


def test_a_key_that_is_taken_is_named_and_taken_over(
    shortcuts: Shortcuts, actions: Actions, settings: Settings
) -> None:
    wanted = keys("Ctrl+E", "Ctrl+J")
    assert shortcuts.holders(wanted, "go_to") == [(wanted[0], "next_edition")]
    assert shortcuts.holders(wanted, "next_edition") == []
    shortcuts.put("go_to", wanted)
    assert actions.keys("next_edition") == []
    assert shared(shortcuts) == []
    assert settings.data("keys") == {"go_to": ["Ctrl+E", "Ctrl+J"], "next_edition": []}
    shortcuts.reset_all()
    assert actions.keys("next_edition") == ["Ctrl+E"]
    assert settings.data("keys") == {}


def test_the_page_and_the_actions_share_no_key_either(
    shortcuts: Shortcuts, actions: Actions
) -> None:
    assert shortcuts.holders(keys("/"), "page.next") == [(QKeySequence("/"), "search")]
    shortcuts.put("page.next", keys("/"))
    assert "/" not in actions.keys("search")
    combined = Qt.Key.Key_Slash.value
    assert shortcuts.page()[combined] == "next"
    assert Qt.Key.Key_J.value not in shortcuts.page()


@pytest.mark.parametrize(
    ("name", "key", "why"),
    [
        ("go_to", "Ctrl+J", ""),
        ("go_to", "F6", ""),
        ("go_to", ";", ""),
        ("go_to", "Alt+Up", ""),
        ("go_to", "J", "on the page only"),
        ("go_to", "Shift+J", "on the page only"),
        ("go_to", "7", "on the page only"),
        ("go_to", "Space", "needed in lists"),
        ("go_to", "Del", "needed in lists"),
        ("page.next", "F", ""),
        ("page.next", "Space", ""),
        ("page.next", "Down", "needed in lists"),
        ("go_to", "Esc", "needed in lists"),
        ("go_to", "Tab", "needed in lists"),
        ("go_to", "Ctrl+C", "needed in lists"),
        ("page.next", "Ctrl+V", "needed in lists"),
        ("go_to", "Ctrl+3", "Tab 3"),
        ("go_to", "", "cannot be used"),
        ("go_to", "Ctrl+K, Ctrl+S", "cannot be used"),
    ],
)
def test_keys_that_are_needed_elsewhere_are_refused_with_the_reason(
    shortcuts: Shortcuts, name: str, key: str, why: str
) -> None:
    said = shortcuts.refusal(name, QKeySequence(key))
    assert why in said if why else said == ""


@pytest.mark.parametrize(
    "kept",
    [
        "text",
        ["go_to"],
        {"no_such": ["Ctrl+J"]},
        {"go_to": "Ctrl+J"},
        {"go_to": [3, None]},
        {"go_to": ["Gibberish+Key"]},
        {"go_to": ["Tab"]},
        {"go_to": {"a": 1}},
        {"go_to": ["Ctrl+3"]},
    ],
)
def test_what_was_kept_and_makes_no_sense_is_left_aside(
    actions: Actions, settings: Settings, kept: Any
) -> None:
    settings.keep("keys", kept)
    shortcuts = Shortcuts(actions, settings)
    assert not any(shortcuts.is_changed(name) for name in shortcuts.bindings)
    assert actions.keys("go_to") == ["Ctrl+L"]


def test_damaged_text_in_the_settings_leaves_the_keys_as_they_were(
    actions: Actions, settings: Settings
) -> None:
    settings.keep("keys", '{"go_to": [')
    assert Shortcuts(actions, settings).keys("go_to") == keys("Ctrl+L")


def test_a_key_that_two_were_given_is_only_the_first_ones(
    actions: Actions, settings: Settings
) -> None:
    settings.keep("keys", {"record": ["Ctrl+J"], "go_to": ["Ctrl+J", "Ctrl+E"]})
    shortcuts = Shortcuts(actions, settings)
    assert actions.keys("record") == ["Ctrl+J"]
    assert actions.keys("go_to") == ["Ctrl+E"]
    assert actions.keys("next_edition") == []
    assert shared(shortcuts) == []


_texts = st.sampled_from(["Ctrl+J", "Ctrl+E", "Ctrl+L", "J", "F1", "Tab", "x+y", "", "Ctrl+2", "/"])


@configured(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    kept=st.dictionaries(
        st.sampled_from(["go_to", "record", "search", "page.next", "page.note", "none"]),
        st.lists(_texts, max_size=3) | st.none() | st.integers(),
    )
)
def test_whatever_was_kept_no_two_share_a_key(
    actions: Actions, settings: Settings, kept: dict[str, Any]
) -> None:
    settings.keep("keys", kept)
    assert shared(Shortcuts(actions, settings)) == []


# the page -----------------------------------------------------------------------------------


@pytest.fixture
def page(shortcuts: Shortcuts, theme: Theme, qtbot: QtBot) -> KeysPage:
    made = KeysPage(shortcuts, theme)
    qtbot.addWidget(made)
    made.resize(700, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.list.hasFocus)
    return made


def lines(page: KeysPage) -> list[str]:
    return [entry.said for entry in page.model.entries]


def go_to(page: KeysPage, name: str) -> None:
    page.list.setCurrentIndex(page.model.index(page.model.row_of(name)))


def shown(page: KeysPage) -> set[str]:
    return {name for name, button in page.buttons.items() if button.isVisible()}


def test_every_key_is_listed_under_its_menu(page: KeysPage) -> None:
    said = lines(page)
    for line in (
        "View", "Search the library, Ctrl+Shift+F, Alt+3, /", "On the page", "Next paragraph, J",
        "Note on the selected words, or on the paragraph, N, A", "A page down, Space",
        "Tab by its number; 9 is the last, fixed, Ctrl+1 – Ctrl+9",
        "Follow the link under the caret, fixed, Enter",
    ):  # fmt: skip
        assert line in said
    assert said.index("View") < said.index("Go") < said.index("On the page")


def test_typing_filters_by_words_and_by_key(page: KeysPage) -> None:
    QTest.keyClicks(page.list, "ctrl+l")
    assert page.box.text() == "ctrl+l"
    assert "Go to paragraph…, Ctrl+L" in lines(page)
    assert "Next paragraph, J" not in lines(page)
    QTest.keyClicks(page.box, "zz")
    assert lines(page) == []
    assert "ctrl+lzz" in page.said.text()
    QTest.keyClick(page.box, Key.Key_Escape)
    assert page.box.text() == ""


def test_a_key_is_changed_by_pressing_it(page: KeysPage, shortcuts: Shortcuts) -> None:
    go_to(page, "go_to")
    QTest.keyClick(page.list, Key.Key_Return)
    assert page.capture.hasFocus()
    assert "Go to paragraph…" in page.said.text()
    assert shown(page) == set()
    QTest.keyClick(page.capture, Key.Key_Control)
    QTest.keyClick(page.capture, Key.Key_J, CONTROL)
    assert shortcuts.keys("go_to") == keys("Ctrl+J")
    assert page.said.text() == "“Go to paragraph…” is Ctrl+J now."
    assert page.list.hasFocus()
    assert page.list.currentIndex().data(EntryRole).said == "Go to paragraph…, changed, Ctrl+J"


def test_a_key_that_is_taken_is_named_before_anything_is_changed(
    page: KeysPage, shortcuts: Shortcuts
) -> None:
    go_to(page, "go_to")
    page.buttons["add"].click()
    QTest.keyClick(page.capture, Key.Key_E, CONTROL)
    assert page.said.text().startswith("Ctrl+E is “Next edition or language” now.")
    assert shown(page) == {"take", "leave"}
    assert page.buttons["leave"].hasFocus()
    assert shortcuts.keys("next_edition") == keys("Ctrl+E")
    page.buttons["leave"].click()
    assert shortcuts.keys("go_to") == keys("Ctrl+L")
    page.buttons["add"].click()
    QTest.keyClick(page.capture, Key.Key_E, CONTROL)
    page.buttons["take"].click()
    assert shortcuts.keys("go_to") == keys("Ctrl+L", "Ctrl+E")
    assert shortcuts.keys("next_edition") == []


def test_giving_a_key_back_asks_too(page: KeysPage, shortcuts: Shortcuts) -> None:
    shortcuts.put("go_to", keys("Ctrl+E"))
    go_to(page, "next_edition")
    page.buttons["reset"].click()
    assert "Ctrl+E is “Go to paragraph…” now" in page.said.text()
    page.buttons["take"].click()
    assert shortcuts.keys("next_edition") == keys("Ctrl+E")
    assert shortcuts.keys("go_to") == []
    page.buttons["reset_all"].click()
    assert shortcuts.keys("go_to") == keys("Ctrl+L")


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_J, Key.Key_Return, Key.Key_Space])
def test_a_key_that_cannot_be_given_is_refused_and_another_awaited(
    page: KeysPage, shortcuts: Shortcuts, key: Qt.Key
) -> None:
    go_to(page, "go_to")
    QTest.keyClick(page.list, Key.Key_Return)
    QTest.keyClick(page.capture, key)
    assert "Press another one" in page.said.text()
    assert page.capture.hasFocus()
    QTest.keyClick(page.capture, Key.Key_Escape)
    assert page.list.hasFocus()
    assert not shortcuts.is_changed("go_to")


def test_a_sign_is_a_key_without_the_shift_that_made_it(
    page: KeysPage, shortcuts: Shortcuts
) -> None:
    go_to(page, "page.next")
    QTest.keyClick(page.list, Key.Key_F2)
    if not page.capture.isVisible():
        QTest.keyClick(page.list, Key.Key_Return)
    QTest.keyClick(page.capture, Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert shortcuts.keys("page.next") == keys("+")


def test_whoever_goes_elsewhere_wants_no_new_key(page: KeysPage) -> None:
    go_to(page, "go_to")
    QTest.keyClick(page.list, Key.Key_Return)
    page.box.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not page.capture.isVisible()
    assert page.box.hasFocus()


def test_what_is_fixed_cannot_be_changed(page: KeysPage) -> None:
    row = next(n for n, one in enumerate(page.model.entries) if one.words.startswith("Tab by"))
    page.list.setCurrentIndex(page.model.index(row))
    assert not page.buttons["change"].isEnabled()
    QTest.keyClick(page.list, Key.Key_Return)
    assert not page.capture.isVisible()


def test_a_key_can_be_taken_away(page: KeysPage, shortcuts: Shortcuts) -> None:
    go_to(page, "record")
    page.buttons["remove"].click()
    assert shortcuts.keys("record") == []
    assert page.said.text() == "“Record of the document” has no key now."
    assert not page.buttons["remove"].isEnabled()


def test_up_from_the_first_line_leads_into_the_filter(page: KeysPage) -> None:
    page.list.choose_first()
    QTest.keyClick(page.list, Key.Key_Up)
    assert page.box.hasFocus()
    QTest.keyClick(page.box, Key.Key_Down)
    assert page.list.hasFocus()


# on the desk --------------------------------------------------------------------------------


def test_tips_menu_and_page_follow_a_changed_key(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    qtbot.waitUntil(lambda: bool((reader := desk.navigator.reader()) and reader.edition))
    QTest.keyClick(desk.window, Key.Key_F1)
    page = desk.window.tabs.current()
    assert isinstance(page, KeysPage)
    shortcuts = page._shortcuts
    shortcuts.put("next_edition", keys("Ctrl+J"))
    shortcuts.put("menu", keys("F12"))
    shortcuts.put("page.next", keys("X"))
    reader = desk.navigator.readers()[0]
    assert reader.bar._edition.toolTip() == "Edition and language (Ctrl+J)"
    assert desk.window.rail._buttons["menu"].toolTip() == "Menu (F12)"
    desk.navigator.open_document("fu-cong")
    later = desk.navigator.reader()
    assert later.bar._edition.toolTip() == "Edition and language (Ctrl+J)"
    desk.window.tabs.show_page(desk.navigator.open_tabs.spread_of(reader))
    qtbot.waitUntil(reader.isVisible)
    before = reader.label
    QTest.keyClick(reader.page, Key.Key_X)
    qtbot.waitUntil(lambda: reader.label != before)


def test_changed_keys_are_there_when_the_desk_opens_again(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    first = open_desk()
    first.features.commanding._keys().put("go_to", keys("Ctrl+J"))
    first.window.close()
    second = open_desk()
    assert second.window.actions_by_name.keys("go_to") == ["Ctrl+J"]
    assert second.features.panels.contents.box.toolTip() == "Go to a paragraph (Ctrl+J)"
    assert second.window.hints._labels["go_to"].text() == "Ctrl+J  go to op6, PP3"
