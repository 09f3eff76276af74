"""The palette: typing filters, the keys go through the rows, Escape gives the focus back."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Desk
from desktop.keys import palette as palettes
from desktop.keys.palette import Palette
from desktop.reader.page_view import PageView
from desktop.theme import Theme
from desktop.widgets.entry_list import Entry, EntryModel

Key = Qt.Key
OpenDesk = Callable[..., Desk]
ENTRIES = [
    Entry("first", "First thing", "View", "Ctrl+1"),
    Entry("second", "Second thing", "Go"),
    Entry("off", "Third thing", "Go · not now", enabled=False),
    *(Entry(f"n{number}", f"Number {number}", "Tab") for number in range(40)),
]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLineEdit(made))
    made.resize(800, 480)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.findChild(QLineEdit).setFocus()
    yield made
    made.hide()


@pytest.fixture
def palette(window: QWidget, theme: Theme) -> Palette:
    def find(typed: str) -> list[Entry]:
        return [entry for entry in ENTRIES if typed.lower() in entry.words.lower()]

    return Palette(find, theme, window)


@pytest.fixture
def opened(palette: Palette, qtbot: QtBot) -> Palette:
    palette.open()
    qtbot.waitUntil(palette.box.hasFocus)
    return palette


def current(palette: Palette) -> str:
    return str(palette.list.currentIndex().data())


def test_it_comes_over_the_window_with_the_first_row_chosen(
    opened: Palette, window: QWidget
) -> None:
    assert current(opened) == "First thing, View, Ctrl+1"
    assert window.rect().contains(opened.geometry())
    assert abs(opened.geometry().center().x() - window.rect().center().x()) <= 1
    assert not opened.isModal()
    window.resize(640, 300)
    assert window.rect().contains(opened.geometry())


def test_typing_filters_and_says_where_nothing_fits(opened: Palette) -> None:
    QTest.keyClicks(opened.box, "second")
    assert [entry.name for entry in opened.model.entries] == ["second"]
    assert current(opened) == "Second thing, Go"
    lower = opened.height()
    QTest.keyClicks(opened.box, "x")
    assert not opened.list.isVisible()
    assert "Nothing" in opened._said.text()
    assert opened.height() <= lower + 20
    QTest.keyClick(opened.box, Key.Key_Return)
    assert opened.isVisible()


def test_keys_go_through_the_rows(opened: Palette) -> None:
    for key, words in (
        (Key.Key_Down, "Second thing"),
        (Key.Key_Down, "Third thing"),
        (Key.Key_Up, "Second thing"),
        (Key.Key_End, "Number 39"),
        (Key.Key_Down, "Number 39"),
        (Key.Key_Home, "First thing"),
        (Key.Key_Up, "First thing"),
    ):
        QTest.keyClick(opened.box, key)
        assert current(opened).startswith(words)
    QTest.keyClick(opened.box, Key.Key_PageDown)
    row = opened.list.currentIndex().row()
    assert row > 3
    QTest.keyClick(opened.box, Key.Key_PageUp)
    assert opened.list.currentIndex().row() < row


def test_return_chooses_and_the_focus_is_back_before(
    qtbot: QtBot, opened: Palette, window: QWidget
) -> None:
    QTest.keyClick(opened.box, Key.Key_Down)
    with qtbot.waitSignal(opened.chosen) as chosen:
        QTest.keyClick(opened.box, Key.Key_Return)
    assert chosen.args[0].name == "second"
    assert not opened.isVisible()
    assert window.findChild(QLineEdit).hasFocus()


def test_what_cannot_be_done_now_stays_and_says_so(qtbot: QtBot, opened: Palette) -> None:
    QTest.keyClicks(opened.box, "third")
    with qtbot.assertNotEmitted(opened.chosen):
        QTest.keyClick(opened.box, Key.Key_Return)
    assert opened.isVisible()
    said = [label.text() for label in opened.findChildren(QLabel) if label.isVisible()]
    assert said == ["Third thing: not now"]


def test_a_click_chooses_the_row_under_it(qtbot: QtBot, opened: Palette) -> None:
    view = opened.list
    where = view.visualRect(opened.model.index(1)).center()
    with qtbot.waitSignal(opened.chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args[0].name == "second"


@pytest.mark.parametrize("again", [True, False])
def test_escape_or_its_key_again_closes_it_and_gives_the_focus_back(
    opened: Palette, window: QWidget, again: bool
) -> None:
    if again:
        opened.open()
    else:
        QTest.keyClick(opened.box, Key.Key_Escape)
    assert not opened.isVisible()
    assert window.findChild(QLineEdit).hasFocus()


def test_it_closes_where_something_else_is_clicked(opened: Palette, window: QWidget) -> None:
    other = window.findChild(QLineEdit)
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not opened.isVisible()
    assert other.hasFocus()


def test_it_opens_empty_the_second_time(opened: Palette, qtbot: QtBot) -> None:
    QTest.keyClicks(opened.box, "second")
    QTest.keyClick(opened.box, Key.Key_Escape)
    opened.open()
    assert opened.box.text() == ""
    assert len(opened.model.entries) == len(ENTRIES)


def test_a_screen_reader_hears_the_row(opened: Palette, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    class Ears:
        isActive = staticmethod(lambda: True)
        updateAccessibility = staticmethod(lambda event: heard.append(event.message()))

    monkeypatch.setattr(palettes, "QAccessible", Ears)
    QTest.keyClick(opened.box, Key.Key_Down)
    assert heard == ["Second thing, Go"]
    QTest.keyClicks(opened.box, "zz")
    assert heard[-1].startswith("Nothing")
    assert QAccessible is not Ears
    for widget in (opened, opened.box, opened.list):
        assert widget.accessibleName()


def test_its_rows_are_a_model() -> None:
    model = EntryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_entries([Entry("menu", "View", heading=True), *ENTRIES])
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.row_of("second") == 2
    assert model.row_of("none") == -1
    model.replace([one._replace(keys="F4") for one in model.entries])
    assert model.data(model.index(2)) == "Second thing, Go, F4"
    model.replace(ENTRIES[:1])
    assert model.rowCount() == 1
    assert model.data(QModelIndex()) is None


# on the desk --------------------------------------------------------------------------------


@pytest.fixture
def desk(open_desk: OpenDesk, qtbot: QtBot) -> Desk:
    made = open_desk()
    qtbot.waitUntil(lambda: bool((reader := made.navigator.reader()) and reader.edition))
    return made


def shown(desk: Desk, qtbot: QtBot) -> Palette:
    """Press Ctrl+Shift+P and wait for the documents as well."""
    QTest.keySequence(desk.window, "Ctrl+Shift+P")
    commanding = desk.features.commanding
    qtbot.waitUntil(lambda: bool(commanding._documents))
    assert isinstance(commanding._palette, Palette)
    return commanding._palette


def choose(desk: Desk, qtbot: QtBot, words: str) -> None:
    palette = shown(desk, qtbot)
    QTest.keyClicks(palette.box, words)
    QTest.keyClick(palette.box, Key.Key_Return)
    QApplication.processEvents()


def test_nothing_of_it_is_there_before_it_is_wanted(desk: Desk) -> None:
    assert desk.features.commanding._palette is None
    assert desk.features.commanding._shortcuts is None


def test_every_action_document_and_theme_can_be_found(desk: Desk, qtbot: QtBot) -> None:
    palette = shown(desk, qtbot)
    names = [entry.name for entry in palette.model.entries]
    assert len(names) == len(set(names))
    actions = desk.window.actions_by_name
    for name in ("go_to", "contents", "quit", "about"):
        assert f"action:{name}" in names
    assert {"theme:dark", "document:fu-cong", "document:A/RES/78/311"} <= set(names)
    said = {entry.name: entry for entry in palette.model.entries}
    assert said["action:go_to"].keys == "Ctrl+L"
    assert said["action:side"].beside == "View · on"
    assert said["action:full_screen"].beside == "View · off"
    assert said["action:back"].beside == "Go · nowhere to go back to"
    assert not said["action:back"].enabled
    assert not actions["back"].isEnabled()


def test_a_paragraph_is_gone_to(desk: Desk, qtbot: QtBot) -> None:
    choose(desk, qtbot, "para. 6")
    assert desk.navigator.reader().label == "op6"
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), PageView))
    palette = shown(desk, qtbot)
    QTest.keyClicks(palette.box, "op99")
    assert not [entry for entry in palette.model.entries if entry.name.startswith("label")]


def test_a_document_is_opened_by_its_title(desk: Desk, qtbot: QtBot) -> None:
    choose(desk, qtbot, "fu cong")
    qtbot.waitUntil(lambda: desk.navigator.reader().document == "fu-cong")


def test_a_theme_is_chosen_and_the_palette_dressed_in_it(desk: Desk, qtbot: QtBot) -> None:
    choose(desk, qtbot, "sepia")
    assert desk.themes.choice == "sepia"
    assert desk.features.commanding._palette._delegate.theme.name == "sepia"
    said = {entry.name: entry for entry in shown(desk, qtbot).model.entries}
    assert said["theme:sepia"].beside == "Theme · on"


def test_an_action_is_done_and_comes_first_the_next_time(
    desk: Desk, qtbot: QtBot, open_desk: OpenDesk
) -> None:
    choose(desk, qtbot, "focus only")
    assert not desk.window.rail.isVisible()
    assert shown(desk, qtbot).model.entries[0].name == "action:focus"
    assert desk.settings.data("recent_commands") == ["action:focus"]


def test_what_was_kept_of_another_kind_is_left_aside(desk: Desk, qtbot: QtBot) -> None:
    desk.settings.keep("recent_commands", {"no": "list"})
    assert desk.features.commanding._kept_recent() == []
    desk.settings.keep("recent_commands", [3, "action:no_such", "theme:dark"])
    desk.features.commanding._recent = desk.features.commanding._kept_recent()
    assert shown(desk, qtbot).model.entries[0].name == "theme:dark"
