"""Previews in the whole desk: shown, gone with what they explain, and what is not there."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.places import Places
from desktop.app import Desk
from desktop.reader.pointing import rects
from desktop.settings import Settings

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
RESOLUTION = "A/RES/78/311"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def arrive(qtbot: QtBot, desk: Desk, address: str) -> Any:
    desk.navigator.open_address(address)
    label = address.rpartition(" ")[2]
    reader = desk.navigator.reader()
    assert reader is not None
    qtbot.waitUntil(lambda: reader.page.current == label and reader.page._pending is None)
    qtbot.waitUntil(lambda: bool(desk.features and desk.features.referring._read.glossary.terms))
    return reader.page


def previewed(desk: Desk) -> str:
    assert desk.features is not None
    return desk.features.referring.preview.words


def test_a_preview_goes_with_its_page_and_with_the_keys(qtbot: QtBot, open_desk: Any) -> None:
    desk = open_desk(RESOLUTION)
    page = arrive(qtbot, desk, f"{RESOLUTION} op6")
    for leave in (
        lambda: desk.window.resize(1200, 800),
        desk.features.panels.focus_search,
        lambda: desk.features.consulting.open_list("timeline"),
        lambda: QTest.keyClick(page, Key.Key_Down),
    ):
        page.setFocus()
        qtbot.waitUntil(page.hasFocus)
        desk.navigator.go_to_label("op6")
        qtbot.waitUntil(lambda: page._pending is None)
        QTest.keyClick(page, Key.Key_L)
        QTest.keyClick(page, Key.Key_P)
        qtbot.waitUntil(lambda: previewed(desk) != "")
        leave()
        qtbot.waitUntil(lambda: previewed(desk) == "")
        desk.navigator.open_address(RESOLUTION)


def test_resting_on_a_term_explains_it_until_the_pointer_leaves(
    qtbot: QtBot, open_desk: Any
) -> None:
    desk = open_desk(RESOLUTION)
    page = arrive(qtbot, desk, f"{RESOLUTION} op5")
    pointing = desk.features.referring._watched[0][1]
    index = page.page.index_of("op5")
    at = page.page.places[index].passage.text.index("lifelong")
    spot = pointing.spot_at(page.page.span(index, at, at + 1)[0])
    QTest.mouseMove(page.viewport(), rects(page, spot)[0].center())
    qtbot.waitUntil(lambda: "Education" in previewed(desk))
    assert page.hasFocus()
    QTest.mouseMove(page.viewport(), page.viewport().rect().bottomRight() - QPoint(4, 4))
    qtbot.waitUntil(lambda: previewed(desk) == "")


def test_what_is_not_in_the_library_is_offered_twice(
    qtbot: QtBot, open_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(RESOLUTION)
    page = arrive(qtbot, desk, f"{RESOLUTION} pp2")
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    fetching = desk.features.fetching
    QTest.keyClick(page, Key.Key_L)
    QTest.keyClick(page, Key.Key_Return)
    banner = desk.window.banner
    assert banner.words == "A/RES/70/1 is not in the library yet."
    for words in ("Open the official text in the browser", "Get the official text…"):
        button = next(b for b in banner.findChildren(QPushButton) if b.text() == words)
        assert button.isVisible()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert banner.isHidden()
        desk.navigator.open_document(RESOLUTION)
        QTest.keyClick(page, Key.Key_Return)
    assert opened == ["https://undocs.org/en/A/RES/70/1"]
    assert fetching._page.offers.box.text() == "A/RES/70/1"
    desk.navigator.learn("A/RES/70/1")
    banner.hide()
    QTest.keyClick(page, Key.Key_Return)
    reader = desk.navigator.reader()
    qtbot.waitUntil(lambda: "There is no document" in reader.banner.words)  # it was not true


def test_lines_under_terms_can_be_switched_off_for_good(
    qtbot: QtBot, open_desk: Any, places: Places
) -> None:
    desk = open_desk(RESOLUTION)
    action = desk.window.actions_by_name["terms"]
    assert action.isChecked()
    action.trigger()
    assert not desk.features.referring._watched[0][2]._shown
    desk.window.close()
    assert not Settings(places.settings).flag("terms", True)
    again = open_desk(RESOLUTION)
    assert not again.window.actions_by_name["terms"].isChecked()
    assert not again.features.referring._watched[0][2]._shown


def test_a_closed_tab_is_looked_after_no_longer(qtbot: QtBot, open_desk: Any) -> None:
    desk = open_desk(RESOLUTION, "fu-cong")
    referring = desk.features.referring
    closing = desk.navigator.reader()
    assert closing is not None

    def watched() -> list[bool]:
        return [one[0] is closing for one in referring._watched]

    qtbot.waitUntil(lambda: any(watched()))
    desk.navigator.open_tabs.close_current()
    qtbot.waitUntil(lambda: not any(watched()))
    desk.hub.theme_changed.emit(desk.themes.current)
    referring.show_terms(False)
