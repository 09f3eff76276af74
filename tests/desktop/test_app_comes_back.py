"""What comes back with a desk, and whatever its settings may have become."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from whole_desk import CONTROL, HOME, Key, OpenDesk, closed, loaded, open_all, press, tabs_of

from db.models import EditionKey
from db.places import Places
from desktop.app import Desk
from desktop.settings import Settings


def test_the_desk_comes_back_as_it_was_left(
    open_desk: OpenDesk, official: Places, qtbot: QtBot
) -> None:
    desk = open_desk()
    open_all(qtbot, desk, "fu-cong", "hrc-56")
    desk.navigator.open_address("fu-cong p4")
    loaded(qtbot, desk, "fu-cong")
    desk.navigator.open_document(HOME)
    reader = loaded(qtbot, desk, HOME)
    reader.show_edition(EditionKey(HOME, "official", "ar"))
    qtbot.waitUntil(lambda: reader.key.language == "ar")
    desk.navigator.go_to_label("op6")
    loaded(qtbot, desk, HOME)
    place = reader.target()
    desk.window.tabs.bar.moveTab(0, 2)
    desk.window.actions_by_name.theme_chosen.emit("sepia")
    desk.window.show_panel("quiz")
    order = tabs_of(desk)
    closed(desk)
    back = open_desk(size=None)
    again = loaded(qtbot, back, HOME)
    assert tabs_of(back) == order
    assert again.target() == place
    assert back.window.panel == "quiz"
    assert back.themes.current.name == "sepia"
    back.window.tabs.show_page(
        back.navigator.open_tabs.spread_of(back.navigator.open_tabs.of("fu-cong"))
    )
    assert loaded(qtbot, back, "fu-cong").label == "p4"


def test_hints_that_were_done_are_gone_for_good(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    loaded(qtbot, desk)
    desk.features.panels.focus_go_to()
    QTest.keyClicks(desk.features.panels.contents.box, "op6")
    press(Key.Key_Return)
    closed(desk)
    back = open_desk()
    shown = [label.text() for label in back.window.hints.findChildren(QLabel) if label.isVisible()]
    assert len(shown) == 2
    assert not any("Ctrl+L" in words for words in shown)


def test_a_document_of_the_session_that_is_gone_leaves_the_rest_to_go_on_with(
    open_desk: OpenDesk, places: Places, qtbot: QtBot
) -> None:
    kept = Settings(places.settings)
    tabs = [{"document": "A/RES/1/1", "label": "op2", "title": "Gone"}, {"document": "fu-cong"}]
    kept.keep("session", {"tabs": tabs, "current": 0})
    kept.flush()
    desk = open_desk()
    assert "There is no document “A/RES/1/1”" in desk.navigator.reader().banner.words
    assert desk.exit_code == 1
    assert desk.features.panels.shelf.isVisibleTo(desk.window) or desk.window.side_shown
    press(Key.Key_Tab, CONTROL)
    loaded(qtbot, desk, "fu-cong")


def shown_in_bar(widget: object) -> bool:
    return isinstance(widget, QAbstractButton) and widget.isVisible()


@pytest.mark.parametrize(
    ("name", "ways"),
    [("A/RES/1/1", ["Get the official text…", "Close the tab"]), ("my-draft", ["Close the tab"])],
)
def test_where_a_document_is_gone_there_is_a_way_forward(
    open_desk: OpenDesk, places: Places, qtbot: QtBot, name: str, ways: list[str]
) -> None:
    kept = Settings(places.settings)
    kept.keep("session", {"tabs": [{"document": name}, {"document": "fu-cong"}], "current": 0})
    kept.flush()
    desk = open_desk()
    reader = desk.navigator.reader()
    assert reader.banner.words == f"There is no document “{name}” in the library."
    assert not any("▾" in one.text() for one in reader.bar.children() if shown_in_bar(one))
    buttons = [one for one in reader.banner.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in buttons] == [*ways, "Close"]
    if len(ways) == 2:
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
        page = desk.window.tabs.current()
        assert page.offers.box.text() == name
        desk.navigator.open_tabs.close_current()
        desk.window.tabs.show_page(desk.navigator.open_tabs.spread_of(reader))
        reader.reload()
        qtbot.waitUntil(lambda: reader.banner.words != "")
    close = next(one for one in buttons if one.text() == "Close the tab")
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    loaded(qtbot, desk, "fu-cong")
    assert [one.document for one in desk.navigator.readers()] == ["fu-cong"]


GARBAGE = {
    "nothing": b"",
    "zeros": b"\x00" * 4000,
    "bytes": bytes(range(256)) * 20,
    "no end": b'[General]\nsession="{\\"tabs\\": [',
    "text": "Ärger mit Ünïcode \ud7ff".encode() * 50,
    "sections": b"[General]\n[[[\n]]]\n=\n==\n;\n%\n[layout\n",
    "lists": b"[General]\nsession=a, b\nlayout=1, 2\nhints_done=3, 4\ntext_size=5, 6\ntheme=a, b\n",
}
DAMAGED: list[dict[str, Any]] = [
    {"session": 5, "layout": "x", "hints_done": 7, "text_size": "large", "theme": "mauve"},
    {"session": {"tabs": [None, {"document": 1}]}, "layout": {"panel": [], "sizes": [9**40] * 3}},
    {"session": {"tabs": [{"document": "\ud800", "label": "\udfff"}], "current": -5}},
    {"session": {"tabs": [{"document": HOME, "label": "op99", "offset": 10**30}]}},
    {"session": {"tabs": [{"document": HOME, "edition": ["official", "xx"], "label": "' OR 1"}]}},
    {"hints_done": [[1], {"a": 2}, None], "text_size": 0, "round_left": "{"},
    {"text_size": -40, "last_color": "mauve", "round_left": '{"questions": 5}'},
    {"text_size": 10**12, "layout": {"geometry": "AAAA" * 99, "side": 5}},
]  # fmt: skip


def is_usable(desk: Desk, qtbot: QtBot) -> None:
    """Whatever the settings said: a document can be read, gone through and closed."""
    desk.navigator.open_address("78/311 op6")
    reader = loaded(qtbot, desk, HOME)
    assert reader.label == "op6"
    QTest.keyClick(reader.page, Key.Key_J)
    qtbot.waitUntil(lambda: reader.label == "op7")
    size = reader.page.page.document.defaultFont().pixelSize()
    assert 11 <= size <= 40
    desk.features.quizzing.continue_round()
    qtbot.waitUntil(lambda: desk.window.tabs.page("round").view is not None)
    closed(desk)


@pytest.mark.parametrize("name", GARBAGE)
def test_settings_of_any_bytes_prevent_no_start(
    open_desk: OpenDesk, places: Places, qtbot: QtBot, name: str
) -> None:
    places.make()
    places.settings.write_bytes(GARBAGE[name])
    is_usable(open_desk(), qtbot)


@pytest.mark.parametrize("kept", DAMAGED, ids=range(len(DAMAGED)))
def test_damaged_settings_prevent_no_start(
    open_desk: OpenDesk, places: Places, qtbot: QtBot, kept: dict[str, Any]
) -> None:
    settings = Settings(places.settings)
    for name, value in kept.items():
        settings.keep(name, value)
    settings.flush()
    is_usable(open_desk(), qtbot)


def test_a_folder_in_the_place_of_the_settings_prevents_no_start(
    open_desk: OpenDesk, places: Places, qtbot: QtBot
) -> None:
    places.settings.mkdir(parents=True)
    is_usable(open_desk(), qtbot)
