"""The whole desk: start and end, sessions, keys, names, themes, and starts that go wrong."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db import connection
from db.library import bundled
from db.models import Anchor, EditionKey
from db.notes import store
from db.places import Places
from desktop import theme as themes
from desktop.app import Desk
from desktop.reader.reader import Reader
from desktop.settings import Settings

HOME = "A/RES/78/311"
Key = Qt.Key
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
OpenDesk = Callable[..., Desk]


@pytest.fixture
def desk(open_desk: OpenDesk, qtbot: QtBot) -> Desk:
    """The desk, open on the resolution."""
    made = open_desk()
    loaded(qtbot, made)
    return made


def loaded(qtbot: QtBot, desk: Desk, document: str = "") -> Reader:
    """Wait until the document in front is there."""

    def is_there() -> bool:
        reader = desk.navigator.reader()
        return (
            reader is not None
            and reader.edition is not None
            and document in ("", reader.document)
            and reader.page._pending is None
        )

    qtbot.waitUntil(is_there)
    reader = desk.navigator.reader()
    assert reader is not None
    return reader


def open_all(qtbot: QtBot, desk: Desk, *documents: str) -> None:
    for document in documents:
        desk.navigator.open_document(document)
        loaded(qtbot, desk, document)


def tabs_of(desk: Desk) -> list[str]:
    return [reader.document for reader in desk.navigator.readers()]


def front(desk: Desk) -> str:
    reader = desk.navigator.reader()
    return reader.document if reader else ""


def press(key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keys go now."""
    front = QGuiApplication.focusWindow()
    assert front is not None
    QTest.keyClick(front, key, modifier)


# tabs by key and mouse ----------------------------------------------------------------------


def test_the_first_start_is_on_the_resolution_with_the_keys_on_the_page(
    desk: Desk, qtbot: QtBot
) -> None:
    assert tabs_of(desk) == [HOME]
    reader = loaded(qtbot, desk)
    qtbot.waitUntil(reader.page.hasFocus)
    assert desk.window.panel == "contents"
    assert desk.window.hints.isVisible()
    assert desk.exit_code == 0


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


TEN = (
    HOME, "fu-cong", "spokesperson", "hrc-56", "press-report", "initiatives",
    "A/RES/79/1", "A/RES/78/132", "A/RES/80/118", "A/RES/78/265",
)  # fmt: skip
"""Every bundled document, and four long resolutions."""


def endless(opened: sqlite3.Connection) -> Any:
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    return opened.execute(f"{numbers} SELECT max(i) FROM n").fetchone()


@pytest.mark.usefixtures("official")
def test_ten_tabs_open_and_turn_while_a_query_runs_that_has_no_end(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    beats: list[int] = []
    heart = QTimer(desk, interval=0)
    heart.timeout.connect(lambda: beats.append(1))
    desk.searching.ask(desk, endless, desk.in_trouble, desk.in_trouble)
    qtbot.waitUntil(lambda: desk.searching._running is not None)
    heart.start()
    for document in TEN:
        before = len(beats)
        desk.navigator.open_document(document)
        loaded(qtbot, desk, document)
        assert len(beats) > before or document == HOME
    assert sorted(tabs_of(desk)) == sorted(TEN)
    for document in tabs_of(desk):
        press(Key.Key_PageDown, CONTROL)
        assert loaded(qtbot, desk).edition is not None, document
    assert desk.searching._running is not None
    heart.stop()
    closed(desk)
    assert desk.window.banner.words == ""


# sessions -----------------------------------------------------------------------------------


def closed(desk: Desk) -> None:
    desk.window.close()
    assert not any(
        worker._thread.is_alive() for worker in (desk.reading, desk.searching, desk.study)
    )


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
        assert page.box.text() == name
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


# the keyboard reaches everything ------------------------------------------------------------


def controls(desk: Desk) -> list[QWidget]:
    """Everything in view that the keyboard or the mouse works with."""
    kinds = (
        QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QAbstractItemView, QTabBar,
        QComboBox,
    )  # fmt: skip
    return [
        widget
        for widget in desk.window.findChildren(QWidget)
        if isinstance(widget, kinds) and widget.isVisible() and not is_inner(widget)
    ]


def is_inner(widget: QWidget) -> bool:
    """Tell whether Qt made a widget as a part of another: the scroll buttons of the tabs, say."""
    above = widget.parentWidget()
    return isinstance(above, QTabBar | QLineEdit | QComboBox | QAbstractScrollArea) and (
        widget.objectName() != "tabClose"
    )


def furnished(desk: Desk, qtbot: QtBot, size: tuple[int, int]) -> None:
    """A note, a quiz and a search, so that there is something in every panel."""
    desk.window.resize(*size)
    loaded(qtbot, desk)
    with qtbot.waitSignal(desk.features.notes.notes_loaded):
        desk.features.annotating.highlight(
            [Anchor(EditionKey(HOME, "digest", "en"), "op6")], "green"
        )
    qtbot.waitUntil(lambda: desk.features.panels.notes.cards.notes_model.rowCount() > 0)


@pytest.mark.parametrize("size", [(1600, 1000), (1024, 700), (800, 480)])
@pytest.mark.parametrize("panel", ["library", "contents", "search", "notes", "quiz"])
def test_the_tab_key_goes_round_through_everything_in_view(
    open_desk: OpenDesk, qtbot: QtBot, size: tuple[int, int], panel: str
) -> None:
    desk = open_desk(size=size)
    furnished(desk, qtbot, size)
    if panel == "notes":
        desk.window.show_notes(True)
    else:
        desk.window.show_panel(panel)
    desk.window.banner.say("A message.", "do", "Do it")
    loaded(qtbot, desk).page.setFocus()
    start = QApplication.focusWidget()
    for key, modifier in ((Key.Key_Tab, Qt.KeyboardModifier.NoModifier), (Key.Key_Backtab, SHIFT)):
        gone: list[QWidget] = []
        for _ in range(60):
            press(key, modifier)
            focused = QApplication.focusWidget()
            assert focused is not None
            if focused is start:
                break
            assert focused not in gone, f"a trap at {focused}"
            assert focused.isVisible()
            gone.append(focused)
        assert QApplication.focusWidget() is start, "the Tab key never comes back to the page"
        missing = [
            widget
            for widget in controls(desk)
            if widget not in gone
            and widget is not start
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert missing == []


@pytest.mark.parametrize("size", [(1600, 1000), (800, 480)])
@pytest.mark.parametrize(
    "place", ["library", "contents", "search", "notes", "quiz", "round", "flashcards", "keys"]
)
def test_every_control_has_a_name_and_those_without_focus_have_a_key(
    open_desk: OpenDesk, qtbot: QtBot, size: tuple[int, int], place: str
) -> None:
    desk = open_desk(size=size)
    furnished(desk, qtbot, size)
    show: dict[str, Callable[[], Any]] = {
        "notes": lambda: desk.window.show_notes(True),
        "round": desk.features.quizzing.open_round,
        "flashcards": desk.features.quizzing.open_flashcards,
        "keys": desk.window.actions_by_name["shortcuts"].trigger,
    }
    show.get(place, lambda: desk.window.show_panel(place))()
    if place in {"round", "flashcards"}:
        page = desk.window.tabs.page(place)
        qtbot.waitUntil(lambda: page.view is not None)
    nameless = [
        widget
        for widget in controls(desk)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []
    keyless = [
        widget
        for widget in controls(desk)
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.toolTip()
    ]
    assert keyless == []


@pytest.mark.parametrize(
    ("key", "modifier", "panel"),
    [
        (Key.Key_1, ALT, "library"),
        (Key.Key_2, ALT, "contents"),
        (Key.Key_3, ALT, "search"),
        (Key.Key_5, ALT, "quiz"),
        (Key.Key_F, CONTROL | SHIFT, "search"),
        (Key.Key_L, CONTROL, "contents"),
        (Key.Key_Slash, Qt.KeyboardModifier.NoModifier, "search"),
    ],
)
def test_every_mode_is_one_key_away_and_escape_leads_back(
    desk: Desk, qtbot: QtBot, key: Qt.Key, modifier: Any, panel: str
) -> None:
    desk.window.show_side(False)
    page = loaded(qtbot, desk).page
    page.setFocus()
    press(key, modifier)
    assert (desk.window.panel, desk.window.side_shown) == (panel, True)
    if panel in {"search", "contents"} and key != Key.Key_2:
        box = getattr(desk.features.panels, panel).box
        assert box.hasFocus()
        press(Key.Key_Escape)
        assert page.hasFocus()


def test_from_a_hit_to_its_paragraph_by_keys_alone(desk: Desk, qtbot: QtBot) -> None:
    press(Key.Key_Slash)
    search = desk.features.panels.search
    QTest.keyClicks(search.box, "women")
    qtbot.waitUntil(lambda: search.model.rowCount() > 0)
    press(Key.Key_Return)
    page = loaded(qtbot, desk).page
    qtbot.waitUntil(page.hasFocus)
    assert page.extraSelections()
    press(Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: front(desk) == HOME)


def test_a_typed_document_that_is_not_there_is_offered_outside(desk: Desk, qtbot: QtBot) -> None:
    desk.features.panels.focus_go_to()
    QTest.keyClicks(desk.features.panels.contents.box, "A/RES/1/1")
    press(Key.Key_Return)
    assert desk.window.banner.words == "A/RES/1/1 is not in the library yet."
    desk.features.panels.focus_go_to()
    QTest.keyClicks(desk.features.panels.contents.box, "ink well")
    press(Key.Key_Return)
    assert "not a paragraph" in desk.window.banner.words


# looks --------------------------------------------------------------------------------------


def test_the_desk_follows_the_system_between_light_and_dark(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    QTest.keyClick(desk.window, Key.Key_F1)
    desk.features.quizzing.open_round()
    for name, scheme in (("dark", Qt.ColorScheme.Dark), ("light", Qt.ColorScheme.Light)):
        monkeypatch.setattr(themes, "system_theme", lambda name=name: name)
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        theme = themes.theme(name)
        assert desk.themes.current == theme
        assert qapp.palette().color(QPalette.ColorRole.Base).name() == theme.page.lower()
        accent = qapp.palette().color(QPalette.ColorRole.Accent)
        assert accent.name() == theme.accent.lower()
    desk.window.tabs.show_number(1)
    reader = loaded(qtbot, desk)
    assert reader.setting.look.theme.name == "light"


def test_a_chosen_theme_is_kept_and_reaches_everything(
    open_desk: OpenDesk, qtbot: QtBot, qapp: QApplication
) -> None:
    desk = open_desk()
    loaded(qtbot, desk)
    for name in ("contrast", "sepia", "dark"):
        desk.window.actions_by_name.theme_chosen.emit(name)
        image = desk.window.grab().toImage()
        page = themes.theme(name).color("page")
        corner = desk.navigator.reader().page
        at = corner.mapTo(desk.window, corner.rect().bottomRight())
        assert image.pixelColor(at.x() - 40, at.y() - 10).name() == page.name()
    closed(desk)
    assert Settings(desk.places.settings).text("theme") == "dark"


def test_the_size_of_the_text_is_kept_and_has_its_keys(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    reader = loaded(qtbot, desk)
    for key, size in ((Key.Key_Plus, 19), (Key.Key_Equal, 20), (Key.Key_Minus, 19)):
        press(key, CONTROL)
        assert reader.page.page.document.defaultFont().pixelSize() == size
    closed(desk)
    back = open_desk()
    assert loaded(qtbot, back).page.page.document.defaultFont().pixelSize() == 19
    press(Key.Key_0, CONTROL)
    assert loaded(qtbot, back).page.page.document.defaultFont().pixelSize() == 18


def test_the_status_line_says_where_one_is(desk: Desk, qtbot: QtBot) -> None:
    desk.navigator.go_to_label("op6")
    reader = loaded(qtbot, desk)
    words = desk.window._where.text()
    assert reader.title in words
    assert "para. 6" in words
    assert "Study digest" in words
    assert words.endswith("%")
    QTest.keyClick(desk.window, Key.Key_F1)
    assert desk.window._where.text() == ""


def test_help_pages_open_once_each(desk: Desk, qtbot: QtBot) -> None:
    for _ in range(2):
        desk.window.actions_by_name["shortcuts"].trigger()
        desk.window.actions_by_name["about"].trigger()
    assert len(desk.window.tabs.pages()) == 3
    assert str(desk.places.data) in text_of(desk.window.tabs.current())


def text_of(page: QWidget | None) -> str:
    assert page is not None
    return page.findChild(QTextEdit).toPlainText()


# ends ---------------------------------------------------------------------------------------


def test_closing_ends_every_thread_and_keeps_what_was_there(desk: Desk, qtbot: QtBot) -> None:
    desk.navigator.go_to_label("op6")
    closed(desk)
    kept = Settings(desk.places.settings).data("session")
    assert [tab["document"] for tab in kept["tabs"]] == [HOME]
    assert kept["tabs"][0]["label"] == "op6"
    with closing(sqlite3.connect(desk.places.study)) as study:
        (label,) = study.execute("SELECT label FROM reading_position").fetchone()
    assert label == "op6"


def test_closing_twice_and_closing_at_once_are_no_trouble(
    places: Places, qtbot: QtBot, qapp: QApplication
) -> None:
    desk = Desk(places)
    desk.window.show()
    desk.window.close()
    desk.window.close()
    closed(desk)
    desk.window.deleteLater()
    desk.deleteLater()
    qapp.setStyleSheet("")


def test_the_quit_action_closes_the_window(desk: Desk) -> None:
    QTest.keyClick(desk.window, Key.Key_Q, CONTROL)
    assert not desk.window.isVisible()


# starts that go wrong -----------------------------------------------------------------------


def said(desk: Desk) -> str:
    """Every sentence that can be read in the window."""
    labels = [label.text() for label in desk.window.findChildren(QLabel) if label.isVisible()]
    return " ".join(words for words in labels if len(words) > 20)


def newer(places: Places) -> None:
    with closing(connection.open_study(places)) as study:
        study.execute("PRAGMA user_version = 9999")


def no_database(places: Places) -> None:
    places.make()
    places.study.write_text("Dear diary, " * 500)


def of_another_program(places: Places) -> None:
    places.make()
    with closing(sqlite3.connect(places.study)) as other:
        other.execute("CREATE TABLE recipe (name)")


def cut_short(places: Places) -> None:
    with closing(connection.open_study(places)) as study:
        store.add(study, Anchor(EditionKey(HOME, "digest", "en"), "op6"))
    places.study.write_bytes(places.study.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (newer, "newer version of Resolute"),
        (no_database, "is not a Resolute data file"),
        (of_another_program, "is not a Resolute data file"),
        (cut_short, "damaged"),
    ],
)
def test_with_a_bad_person_s_file_one_reads_and_searches_all_the_same(
    open_desk: OpenDesk, places: Places, qtbot: QtBot, spoil: Callable[[Places], None], words: str
) -> None:
    spoil(places)
    before = places.study.read_bytes()
    desk = open_desk(ready=False)
    reader = loaded(qtbot, desk, HOME)
    qtbot.waitUntil(lambda: desk.exit_code == 3)
    assert words in said(desk)
    assert str(places.study) in said(desk)
    assert "You can read and search" in said(desk)
    desk.navigator.go_to_label("op6")
    assert reader.label == "op6"
    desk.features.panels.focus_search()
    QTest.keyClicks(desk.features.panels.search.box, "women")
    qtbot.waitUntil(lambda: desk.features.panels.search.model.rowCount() > 0)
    desk.navigator.open_document("fu-cong")
    loaded(qtbot, desk, "fu-cong")
    closed(desk)
    assert places.study.read_bytes() == before


def test_a_person_s_file_that_is_held_is_said_and_one_reads(
    open_desk: OpenDesk, places: Places, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.01)
    connection.open_study(places).close()
    with closing(sqlite3.connect(places.study, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        desk = open_desk(ready=False)
        loaded(qtbot, desk, HOME)
        qtbot.waitUntil(lambda: desk.exit_code == 3)
        assert "held by another program" in said(desk)
        holder.execute("ROLLBACK")
        closed(desk)


def test_a_data_folder_that_cannot_be_is_said_and_one_reads(
    open_desk: OpenDesk, tmp_path: Path, library_file: Path, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("in the way")
    desk = open_desk(at=Places(tmp_path / "file" / "data", library_file), ready=False)
    loaded(qtbot, desk, HOME)
    qtbot.waitUntil(lambda: desk.exit_code == 3)
    assert "--data-dir" in said(desk)


@pytest.fixture(params=["missing", "text", "half", "empty"])
def bad_library(request: pytest.FixtureRequest, tmp_path: Path, library_file: Path) -> Path:
    """A library that cannot be read."""
    bad = tmp_path / "library.db"
    if request.param == "text":
        bad.write_text("This is no library. " * 300)
    elif request.param == "half":
        whole = library_file.read_bytes()
        bad.write_bytes(whole[: len(whole) // 3])
    elif request.param == "empty":
        bad.write_bytes(b"")
    return bad


def test_a_bad_library_is_said_in_the_window(
    open_desk: OpenDesk, tmp_path: Path, bad_library: Path, qtbot: QtBot
) -> None:
    desk = open_desk(at=Places(tmp_path / "data", bad_library), ready=False)
    qtbot.waitUntil(lambda: str(bad_library) in said(desk))
    assert "Install Resolute again" in said(desk)
    assert desk.exit_code == 3
    qtbot.waitUntil(lambda: "Install" in desk.window.banner.words)
    assert "You can read" not in said(desk)
    for key in (Key.Key_F1, Key.Key_F9, Key.Key_J):
        QTest.keyClick(desk.window, key)
    closed(desk)


def test_an_error_that_nobody_foresaw_is_said_too(
    desk: Desk, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_connection: object) -> None:
        raise RuntimeError("the moon was full")

    desk.reading.ask(desk, fail)
    qtbot.waitUntil(lambda: "the moon was full" in desk.window.banner.words)
    assert "should not happen" in desk.window.banner.words
    assert "the moon was full" in caplog.text


# as a program -------------------------------------------------------------------------------


def resolute(data: Path, *words: str, code: str = "", **environment: str) -> Any:
    """Run the program from outside until its first frame with text."""
    command = ["-c", code] if code else ["-m", "desktop", "--data-dir", str(data), *words]
    return subprocess.run(
        [sys.executable, *command],
        cwd=bundled.CHECKOUT,
        env={**os.environ, "RESOLUTE_EXIT_AFTER_FIRST_PAINT": "1", **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


WITH_LIBRARY = """
import sys
from pathlib import Path
from db.places import Places
from desktop.app import run
raise SystemExit(run(Places(Path({data!r}), Path({library!r}))))
"""


def test_the_program_ends_by_itself_after_its_first_frame(tmp_path: Path) -> None:
    done = resolute(tmp_path / "data")
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_program_that_has_nothing_to_show_ends_with_the_code_for_it(
    tmp_path: Path, library_file: Path
) -> None:
    bad = tmp_path / "library.db"
    bad.write_bytes(library_file.read_bytes()[:3000])
    code = WITH_LIBRARY.format(data=str(tmp_path / "data"), library=str(bad))
    done = resolute(tmp_path, code=code)
    assert done.returncode == 3, done.stderr.decode()
    assert str(bad) in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_program_asked_for_what_is_not_there_ends_with_one(tmp_path: Path) -> None:
    done = resolute(tmp_path / "data", "A/RES/1/1")
    assert done.returncode == 1, done.stderr.decode()
    assert "There is no document" in done.stderr.decode()


def test_damaged_settings_keep_no_program_from_its_first_frame(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.ini").write_bytes(b'[General]\nsession="' + bytes(range(1, 256)) + b'"')
    done = resolute(data)
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_actions_about_a_document_are_off_where_there_is_none(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    loaded(qtbot, desk)
    about = [
        desk.window.actions_by_name[name] for name in ("copy_citation", "record", "official_file")
    ]
    assert all(action.isEnabled() for action in about)
    desk.navigator.open_tabs.close_current()
    assert not any(action.isEnabled() for action in about)
    desk.navigator.open_document(HOME)
    assert all(action.isEnabled() for action in about)
