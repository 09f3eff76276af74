"""The keyboard reaches everything on a desk, and everything has a name."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from whole_desk import ALT, CONTROL, HOME, SHIFT, Key, OpenDesk, front, loaded, open_all, press

from db.models import Anchor, EditionKey
from desktop.app import Desk


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


def test_a_place_typed_at_once_is_one_of_the_document_that_has_just_come(
    desk: Desk, qtbot: QtBot
) -> None:
    """The panels follow a moment later: a 5 would still be a paragraph of the resolution."""
    panels = desk.features.panels
    panels._behind.setInterval(60_000)
    desk.navigator.open_document("press-report")
    reader = loaded(qtbot, desk, "press-report")
    assert panels.contents.key.document == "A/RES/78/311"
    panels.focus_go_to()
    QTest.keyClicks(panels.contents.box, "5")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: reader.label == "p5")
    assert panels.contents.key.document == "press-report"


def test_a_typed_document_that_is_not_there_is_offered_outside(desk: Desk, qtbot: QtBot) -> None:
    desk.features.panels.focus_go_to()
    QTest.keyClicks(desk.features.panels.contents.box, "A/RES/1/1")
    press(Key.Key_Return)
    assert desk.window.banner.words == "A/RES/1/1 is not in the library yet."
    desk.features.panels.focus_go_to()
    QTest.keyClicks(desk.features.panels.contents.box, "ink well")
    press(Key.Key_Return)
    assert "“ink well” is no address" in desk.window.banner.words
    desk.features.panels.focus_go_to()
    QTest.keyClicks(desk.features.panels.contents.box, "op6")
    press(Key.Key_Return)
    assert desk.window.banner.words == ""


def test_another_tab_is_free_of_what_failed_but_not_of_what_is_still_so(
    desk: Desk, qtbot: QtBot
) -> None:
    open_all(qtbot, desk, "fu-cong")
    desk.navigator.open_address("ink well")
    assert "“ink well” is no address" in desk.window.banner.words
    desk.window.tabs.turn(1)
    assert desk.window.banner.words == ""
    desk.hub.trouble_met.emit("The disk is full.")
    desk.window.tabs.turn(1)
    assert desk.window.banner.words == "The disk is full."
