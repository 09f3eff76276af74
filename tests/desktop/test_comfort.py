"""Comfort on a whole desk: what is chosen reaches every page, is kept, and comes back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from db.models import EditionKey
from db.places import Places
from desktop.app import Desk
from desktop.reader import scripts
from desktop.reader.loading import Target
from desktop.reader.reader import Reader
from desktop.reader.ruler import Ruler
from desktop.reader.type_panel import TypePanel
from desktop.reader.typography import Typography

OpenDesk = Callable[..., Desk]
Key, Mod = Qt.Key, Qt.KeyboardModifier
RESOLUTION = "A/RES/78/311"


def reader_of(qtbot: QtBot, desk: Desk) -> Reader:
    reader = desk.navigator.reader()
    qtbot.waitUntil(lambda: reader.edition is not None)
    return reader


def panel_of(desk: Desk) -> TypePanel | None:
    return next((one for one in desk.window.findChildren(TypePanel) if one.isVisible()), None)


def open_panel(desk: Desk) -> TypePanel:
    QTest.keyClick(desk.window, Key.Key_Comma, Mod.ControlModifier)
    panel = panel_of(desk)
    assert panel is not None
    return panel


def change(panel: TypePanel, name: str, key: Qt.Key = Key.Key_Up) -> None:
    box = next(one for one in panel.findChildren(QSpinBox) if one.accessibleName() == name)
    QTest.keyClick(box, key)


def test_a_choice_is_on_the_page_at_once_and_there_the_next_time(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    reader = reader_of(qtbot, desk)
    margin = reader.page.document().rootFrame().frameFormat().leftMargin()
    change(open_panel(desk), "Column width")
    assert reader.page.document().rootFrame().frameFormat().leftMargin() < margin
    assert desk.look.type == Typography(measure=70)
    desk.window.close()
    again = open_desk()
    assert again.look.type == Typography(measure=70)


def test_damaged_settings_of_type_are_left_aside(open_desk: OpenDesk, places: Places) -> None:
    places.make()
    places.settings.write_text('[General]\ntypography="{\\"measure\\": 5}"\n', encoding="utf-8")
    assert open_desk().look.type == Typography()


def test_a_page_keeps_its_paragraph_when_the_lines_move_apart(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk(f"{RESOLUTION} op9")
    reader = reader_of(qtbot, desk)
    qtbot.waitUntil(lambda: reader.label == "op9")
    offset = reader.page.offset()
    panel = open_panel(desk)
    for _ in range(4):
        change(panel, "Line spacing")
    assert reader.label == "op9"
    assert reader.page.offset() == offset


def test_a_hidden_page_takes_the_choice_when_it_is_looked_at(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk("fu-cong", RESOLUTION)
    front = reader_of(qtbot, desk)
    hidden = desk.navigator.open_tabs.of("fu-cong")
    qtbot.waitUntil(lambda: hidden.edition is not None)
    before = hidden.page.document()
    change(open_panel(desk), "Between paragraphs")
    assert hidden.page.document() is before
    desk.window.tabs.show_page(desk.navigator.open_tabs.spread_of(hidden))
    assert hidden.setting.set_in.type.spacing == 14
    assert front.setting.set_in.type.spacing == 14
    assert hidden.page.document() is not before


def test_the_panel_closes_by_its_key_by_escape_and_with_its_tab(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk("fu-cong", RESOLUTION)
    reader = reader_of(qtbot, desk)
    open_panel(desk)
    QTest.keyClick(desk.window, Key.Key_Comma, Mod.ControlModifier)
    assert panel_of(desk) is None
    QTest.keyClick(open_panel(desk), Key.Key_Escape)
    assert panel_of(desk) is None
    assert reader.page.hasFocus()
    open_panel(desk)
    desk.window.tabs.turn(1)
    assert panel_of(desk) is None
    open_panel(desk)
    desk.navigator.open_tabs.close_current()
    open_panel(desk)


def test_the_panel_shows_a_size_that_a_key_changed(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    reader_of(qtbot, desk)
    panel = open_panel(desk)
    QTest.keyClick(desk.window, Key.Key_Plus, Mod.ControlModifier)
    box = next(one for one in panel.findChildren(QSpinBox) if one.accessibleName() == "Size")
    assert box.value() == desk.look.size == 19
    change(panel, "Size", Key.Key_Down)
    assert desk.look.size == 18


def test_the_button_of_the_bar_opens_it(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    reader = reader_of(qtbot, desk)
    QTest.mouseClick(reader.bar._type, Qt.MouseButton.LeftButton)
    assert panel_of(desk) is not None


def test_it_opens_over_a_page_that_is_no_document(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    reader_of(qtbot, desk)
    desk.window.actions_by_name["my_library"].trigger()
    page = desk.window.tabs.current()
    panel = open_panel(desk)
    theme = next(one for one in panel.findChildren(QComboBox) if one.accessibleName() == "Theme")
    theme.setFocus()
    QTest.keyClick(theme, Key.Key_End)
    assert desk.themes.choice == theme.itemData(theme.count() - 1)
    QTest.keyClick(panel, Key.Key_Escape)
    assert panel_of(desk) is None
    assert page.isAncestorOf(desk.window.focusWidget())
    open_panel(desk)
    desk.navigator.open_tabs.close_current()
    assert panel_of(desk) is None


def test_where_nothing_is_open_it_is_said_why_it_does_not(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    reader_of(qtbot, desk)
    desk.navigator.open_tabs.close_current()
    QTest.keyClick(desk.window, Key.Key_Comma, Mod.ControlModifier)
    assert panel_of(desk) is None
    assert "Open a document first" in desk.window.statusBar().currentMessage()


def test_what_is_no_document_does_not_scroll_by_itself(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    reader_of(qtbot, desk)
    QTest.keyClick(desk.window, Key.Key_F1)
    QTest.keyClick(desk.window, Key.Key_F8)
    assert not desk.window.actions_by_name["auto_scroll"].isChecked()


def test_the_ruler_is_on_every_page_and_comes_back(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("fu-cong", RESOLUTION)
    reader_of(qtbot, desk)
    QTest.keyClick(desk.window, Key.Key_F7)
    assert all(reader.page.findChildren(Ruler) for reader in desk.navigator.readers())
    desk.navigator.open_address("hrc-56")
    assert desk.navigator.open_tabs.of("hrc-56").page.findChildren(Ruler)
    desk.window.close()
    again = open_desk()
    reader = reader_of(qtbot, again)
    assert again.window.actions_by_name["ruler"].isChecked()
    assert reader.page.findChildren(Ruler)
    QTest.keyClick(again.window, Key.Key_F7)
    assert not any(one.isVisible() for one in reader.page.findChildren(Ruler))


def test_a_page_scrolls_by_key_and_says_how_to_stop(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    page = reader_of(qtbot, desk).page
    QTest.keyClick(desk.window, Key.Key_F8)
    assert desk.window.actions_by_name["auto_scroll"].isChecked()
    assert "Space pauses" in desk.window.statusBar().currentMessage()
    before = page.verticalScrollBar().value()
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() > before)
    QTest.keyClick(page, Key.Key_Plus)
    assert desk.settings.number("scroll_speed", 0) == desk.features.comfort.scrolling.speed
    QTest.keyClick(desk.window, Key.Key_F8)
    assert not desk.window.actions_by_name["auto_scroll"].isChecked()


def test_in_focus_mode_nothing_is_said_on_the_hidden_line(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    reader_of(qtbot, desk)
    QTest.keyClick(desk.window, Key.Key_F9, Mod.ShiftModifier)
    QTest.keyClick(desk.window, Key.Key_F8)
    assert desk.window.statusBar().currentMessage() == ""


def test_another_tab_stops_the_scrolling(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("fu-cong", RESOLUTION)
    reader_of(qtbot, desk)
    QTest.keyClick(desk.window, Key.Key_F8)
    desk.window.tabs.turn(1)
    assert not desk.features.comfort.scrolling.moving
    assert not desk.window.actions_by_name["auto_scroll"].isChecked()


def test_reduced_motion_is_kept_and_stops_the_caret_blinking(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    usual = QGuiApplication.styleHints().cursorFlashTime()
    desk = open_desk()
    desk.window.actions_by_name["still"].trigger()
    assert desk.features.comfort.scrolling.still
    assert QGuiApplication.styleHints().cursorFlashTime() == 0
    desk.window.close()
    again = open_desk()
    assert again.window.actions_by_name["still"].isChecked()
    assert again.features.comfort.scrolling.still
    again.window.actions_by_name["still"].trigger()
    QGuiApplication.styleHints().setCursorFlashTime(usual)


def test_focus_mode_leaves_only_the_page(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("fu-cong", RESOLUTION)
    reader = reader_of(qtbot, desk)
    shown = desk.window.side_shown, desk.window.notes_shown
    QTest.keyClick(desk.window, Key.Key_F9, Mod.ShiftModifier)
    assert not reader.bar.isVisible()
    assert not desk.window.rail.isVisible()
    QTest.keyClick(reader.page, Key.Key_Escape)
    assert reader.bar.isVisible()
    assert (desk.window.side_shown, desk.window.notes_shown) == shown


def test_escape_stops_the_scrolling_before_it_leaves_focus_mode(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    reader = reader_of(qtbot, desk)
    QTest.keyClick(desk.window, Key.Key_F9, Mod.ShiftModifier)
    QTest.keyClick(desk.window, Key.Key_F8)
    QTest.keyClick(reader.page, Key.Key_Escape)
    assert not desk.features.comfort.scrolling.moving
    assert not reader.bar.isVisible()
    QTest.keyClick(reader.page, Key.Key_Escape)
    assert reader.bar.isVisible()


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_a_script_without_a_font_is_told_of_once(
    open_desk: OpenDesk, official: Places, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:  # fmt: skip
    said = f"No font for {language}"
    monkeypatch.setattr(scripts, "missing", lambda code: said if code == language else "")
    desk = open_desk(at=official)
    reader = reader_of(qtbot, desk)
    assert reader.banner.words == ""
    key = EditionKey(RESOLUTION, "official", language)
    with qtbot.waitSignal(reader.loaded):
        reader.show_target(Target(RESOLUTION, key, "op6"))
    qtbot.waitUntil(lambda: reader.banner.words == said)
    for code in ("en", language):
        with qtbot.waitSignal(reader.loaded):
            reader.show_edition(EditionKey(RESOLUTION, "official", code))
    assert reader.banner.words == ""
