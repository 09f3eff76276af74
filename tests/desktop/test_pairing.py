"""Choosing what stands beside the document in front, and the keys for two sides, at the desk."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models import Anchor, EditionKey, Note
from db.places import Places
from desktop.app import Desk
from desktop.desk.pairing import choices
from desktop.reader.find_bar import FindBar
from desktop.reader.gutter import Noted
from desktop.reader.loading import Target
from desktop.reader.spread import Spread

OpenDesk = Callable[..., Desk]
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RESOLUTION = "A/RES/78/311"
ENGLISH = EditionKey(RESOLUTION, "official", "en")
ARABIC = EditionKey(RESOLUTION, "official", "ar")


@pytest.fixture
def desk(qtbot: QtBot, open_desk: OpenDesk, official: Places) -> Desk:
    """A desk with the official English text in front."""
    made = open_desk(at=official)
    made.navigator.jump(Target(RESOLUTION, ENGLISH, "op5"))
    qtbot.waitUntil(lambda: shows(made, ENGLISH))
    return made


def shows(desk: Desk, *keys: EditionKey) -> bool:
    readers = spread(desk).readers()
    return [r.key for r in readers] == [*keys] and all(
        r.edition is not None and r.page.is_laid_out for r in readers
    )


def spread(desk: Desk) -> Spread:
    found = desk.navigator.spread()
    assert found is not None
    return found


def places(desk: Desk) -> list[tuple[str, int]]:
    """Return where each side stands, to the pixel but for what is rounded."""
    offsets = [(r.label, r.page.offset()) for r in spread(desk).readers()]
    return [(label, -48 if abs(offset + 48) <= 1 else offset) for label, offset in offsets]


def press(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def open_picker(qtbot: QtBot, desk: Desk) -> None:
    press(Key.Key_Backslash, CONTROL)
    qtbot.waitUntil(lambda: desk.features.pairing._picker is not None)
    qtbot.waitUntil(desk.features.pairing._picker.box.hasFocus)
    qtbot.waitUntil(lambda: desk.features.pairing._picker.model.rowCount() > 0)


def rows(desk: Desk) -> list[str]:
    model = desk.features.pairing._picker.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def pair(qtbot: QtBot, desk: Desk, typed: str, *keys: EditionKey) -> None:
    open_picker(qtbot, desk)
    QTest.keyClicks(QApplication.focusWidget(), typed)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: shows(desk, *keys))


def test_editions_of_the_document_are_offered_before_other_documents(
    qtbot: QtBot, desk: Desk
) -> None:
    open_picker(qtbot, desk)
    assert rows(desk)[:3] == ["Study digest", "Official text · Français", "Official text · Español"]
    assert rows(desk)[6].startswith("Fu Cong, 1 July 2024 — Statement")
    assert rows(desk)[-1] == "Official text · English, once more"


def test_what_is_found_first_is_put_beside_at_the_same_paragraph(qtbot: QtBot, desk: Desk) -> None:
    pair(qtbot, desk, "arabic", ENGLISH, ARABIC)
    english, arabic = spread(desk).readers()
    assert english.label == arabic.label == "op5"
    qtbot.waitUntil(english.page.hasFocus)
    assert not desk.features.pairing._picker.isVisible()


def test_any_document_can_be_put_beside(qtbot: QtBot, desk: Desk) -> None:
    pair(qtbot, desk, "fu cong", ENGLISH, EditionKey("fu-cong", "digest", "en"))
    tabs = desk.window.tabs
    assert tabs.bar.tabText(tabs.bar.currentIndex()) == "A/RES/78/311 | Fu Cong, 1 July 2024"


def test_another_choice_takes_the_place_of_what_was_beside(qtbot: QtBot, desk: Desk) -> None:
    pair(qtbot, desk, "arabic", ENGLISH, ARABIC)
    pair(qtbot, desk, "digest", ENGLISH, EditionKey(RESOLUTION, "digest", "en"))
    assert spread(desk).readers()[0].key == ENGLISH


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, desk: Desk) -> None:
    open_picker(qtbot, desk)
    press(Key.Key_Escape)
    qtbot.waitUntil(spread(desk).active.page.hasFocus)
    assert not spread(desk).is_split


def test_the_keys_turn_swap_let_go_and_close(qtbot: QtBot, desk: Desk) -> None:
    pair(qtbot, desk, "arabic", ENGLISH, ARABIC)
    english, arabic = spread(desk).readers()
    press(Key.Key_F6)
    qtbot.waitUntil(arabic.page.hasFocus)
    press(Key.Key_F6, SHIFT)
    assert spread(desk).readers() == [arabic, english]
    press(Key.Key_J, CONTROL | SHIFT)
    assert not spread(desk).linked
    assert not desk.window.actions_by_name["link_sides"].isChecked()
    qtbot.waitUntil(arabic.page.hasFocus)
    press(Key.Key_W, CONTROL | SHIFT)
    assert spread(desk).readers() == [english]
    qtbot.waitUntil(english.page.hasFocus)


def test_keys_for_two_sides_are_off_where_there_is_one(qtbot: QtBot, desk: Desk) -> None:
    actions = desk.window.actions_by_name
    names = ("link_sides", "swap_sides", "other_side", "close_side")
    assert not any(actions[name].isEnabled() for name in names)
    pair(qtbot, desk, "arabic", ENGLISH, ARABIC)
    assert all(actions[name].isEnabled() for name in names)
    assert actions["link_sides"].isChecked()
    desk.navigator.open_document("fu-cong")
    assert not any(actions[name].isEnabled() for name in names)
    desk.navigator.open_tabs.close_current()
    desk.navigator.open_tabs.close_current()
    assert not actions["sides"].isEnabled()


def test_the_panels_and_the_status_line_follow_the_active_side(qtbot: QtBot, desk: Desk) -> None:
    hrc = EditionKey("hrc-56", "digest", "en")
    pair(qtbot, desk, "council 56", ENGLISH, hrc)
    press(Key.Key_F6)
    qtbot.waitUntil(lambda: "Council 56" in desk.window._where.text())
    qtbot.waitUntil(lambda: desk.features.panels.notes._document == "hrc-56")
    press(Key.Key_F6)
    qtbot.waitUntil(lambda: "A/RES/78/311" in desk.window._where.text())
    qtbot.waitUntil(lambda: desk.features.panels.notes._document == RESOLUTION)


def test_a_note_of_the_document_is_shown_on_both_sides(qtbot: QtBot, desk: Desk) -> None:
    pair(qtbot, desk, "arabic", ENGLISH, ARABIC)
    desk.features.notes.add(Anchor(ENGLISH, "op5"), "yellow")
    english, arabic = (reader.page for reader in spread(desk).readers())
    qtbot.waitUntil(lambda: bool(english.noted()) and bool(arabic.noted()))
    assert english.noted() == {"op5": Noted("yellow")}
    assert arabic.noted() == {"op5": Noted("yellow", elsewhere=True)}


def test_a_place_is_gone_to_on_the_side_that_shows_its_edition(qtbot: QtBot, desk: Desk) -> None:
    pair(qtbot, desk, "arabic", ENGLISH, ARABIC)
    english, arabic = spread(desk).readers()
    desk.navigator.open_note(Note("n", Anchor(ARABIC, "op9")))
    qtbot.waitUntil(arabic.page.hasFocus)
    assert spread(desk).active is arabic
    assert [reader.key for reader in spread(desk).readers()] == [ENGLISH, ARABIC]
    qtbot.waitUntil(lambda: english.label == arabic.label == "op9")
    desk.navigator.travel(-1)
    qtbot.waitUntil(lambda: spread(desk).active is english)
    assert english.label == "op5"


def test_a_closed_tab_comes_back_with_both_sides(qtbot: QtBot, desk: Desk) -> None:
    pair(qtbot, desk, "arabic", ENGLISH, ARABIC)
    press(Key.Key_J, CONTROL | SHIFT)
    press(Key.Key_W, CONTROL)
    desk.navigator.reopen()
    qtbot.waitUntil(lambda: shows(desk, ENGLISH, ARABIC))
    assert not spread(desk).linked


def test_the_desk_comes_back_with_its_sides_and_what_was_selected(
    qtbot: QtBot, desk: Desk, open_desk: OpenDesk, official: Places
) -> None:
    pair(qtbot, desk, "arabic", ENGLISH, ARABIC)
    spread(desk).set_sizes([300, 500])
    press(Key.Key_F6)
    arabic = spread(desk).readers()[1]
    qtbot.waitUntil(arabic.page.hasFocus)
    for _ in range(9):
        press(Key.Key_Left, SHIFT)
    words = arabic.page.textCursor().selectedText()
    assert len(words) >= 8
    qtbot.waitUntil(lambda: places(desk) == [("op5", -48), ("op5", -48)])
    desk.window.close()
    back = open_desk(at=official)
    qtbot.waitUntil(lambda: shows(back, ENGLISH, ARABIC))
    arabic = spread(back).readers()[1]
    assert spread(back).active is arabic
    assert spread(back).sizes() == [300, 500]
    qtbot.waitUntil(lambda: arabic.page.textCursor().selectedText() == words)
    qtbot.waitUntil(lambda: places(back) == [("op5", -48), ("op5", -48)])


def test_without_an_edition_yet_nothing_is_offered(desk: Desk) -> None:
    reader = spread(desk).active
    assert choices(reader, []) == [
        (
            "Official text · English, once more", reader.title,
            Target(RESOLUTION, ENGLISH, "op5"),
        )
    ]  # fmt: skip


def test_two_find_bars_leave_window_and_sides_as_they_are(
    qtbot: QtBot, open_desk: OpenDesk, official: Places
) -> None:
    made = open_desk(at=official, size=(800, 480))
    made.navigator.jump(Target(RESOLUTION, ENGLISH, "op5"))
    qtbot.waitUntil(lambda: shows(made, ENGLISH))
    made.open_tabs.put_beside(Target(RESOLUTION, ARABIC, "op5"))
    qtbot.waitUntil(lambda: shows(made, ENGLISH, ARABIC))
    before = made.window.size(), spread(made).sizes()
    for _ in range(2):
        made.window.actions_by_name["find"].trigger()
        made.window.actions_by_name["other_side"].trigger()
    bars = [bar for bar in made.window.findChildren(FindBar) if bar.isVisible()]
    assert len(bars) == 2
    assert (made.window.size(), spread(made).sizes()) == before
    assert all(bar.box.isVisible() and bar._close.isVisible() for bar in bars)


def test_who_types_ahead_types_into_the_picker(qtbot: QtBot, desk: Desk) -> None:
    made: list[object] = []
    desk.navigator.reader().page.note_requested.connect(made.append)
    press(Key.Key_Backslash, CONTROL)
    for letter in "arabic":  # before the library has answered
        QTest.keyClick(QApplication.focusWidget(), letter)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: shows(desk, ENGLISH, ARABIC))
    assert made == []
