"""Sessions with a name: kept, opened in place of the open tabs, renamed, deleted, brought back."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.places import Places
from desktop.app import Desk
from desktop.tabs.sessions import Sessions
from desktop.tabs.sessions_box import SessionsBox

OpenDesk = Callable[..., Desk]
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RESOLUTION = "A/RES/78/311"


@pytest.fixture
def desk(qtbot: QtBot, open_desk: OpenDesk) -> Desk:
    """A desk with the resolution and a statement open."""
    made = open_desk()
    made.navigator.open_document("fu-cong")
    settled(qtbot, made)
    return made


def settled(qtbot: QtBot, desk: Desk) -> None:
    def front() -> bool:
        reader = desk.navigator.reader()
        return reader is not None and reader.edition is not None and reader.page.hasFocus()

    qtbot.waitUntil(front)


def sessions(desk: Desk) -> Sessions:
    assert desk.features is not None
    return desk.features.sessions


def titles(desk: Desk) -> list[str]:
    return [spread.title for spread in desk.navigator.open_tabs.spreads()]


def press(key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def types(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)


def open_list(qtbot: QtBot, desk: Desk) -> SessionsBox:
    press(Key.Key_S, CONTROL | SHIFT)
    box = sessions(desk)._box
    assert box is not None
    qtbot.waitUntil(box.box.hasFocus)
    return box


def keep(qtbot: QtBot, desk: Desk, name: str) -> None:
    open_list(qtbot, desk)
    types(name)
    press(Key.Key_Return)
    settled(qtbot, desk)


def rows(box: SessionsBox) -> list[str]:
    return [box.model.index(n, 0).data() for n in range(box.model.rowCount())]


def names(desk: Desk) -> list[str]:
    return sorted(sessions(desk)._kept())


BOTH = [RESOLUTION, "Fu Cong, 1 July 2024"]


def test_the_open_tabs_are_kept_under_a_name_and_opened_again(qtbot: QtBot, desk: Desk) -> None:
    desk.navigator.go_to_label("p4")
    keep(qtbot, desk, "Week 3")
    desk.navigator.open_tabs.close_current()
    desk.navigator.open_document("press-report")
    settled(qtbot, desk)
    box = open_list(qtbot, desk)
    assert rows(box) == ["Week 3"]
    press(Key.Key_Return)
    assert titles(desk) == BOTH
    settled(qtbot, desk)
    reader = desk.navigator.reader()
    assert reader is not None
    qtbot.waitUntil(lambda: (reader.document, reader.label) == ("fu-cong", "p4"))


def test_what_made_room_for_a_session_can_be_opened_again(qtbot: QtBot, desk: Desk) -> None:
    keep(qtbot, desk, "Week 3")
    desk.navigator.open_document("press-report")
    settled(qtbot, desk)
    before = titles(desk)
    open_list(qtbot, desk)
    press(Key.Key_Return)
    settled(qtbot, desk)
    box = open_list(qtbot, desk)
    assert rows(box) == ["Week 3", "The tabs before"]
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert titles(desk) == before


def test_a_quiz_stays_open_where_documents_make_room(qtbot: QtBot, desk: Desk) -> None:
    keep(qtbot, desk, "Week 3")
    assert desk.features is not None
    desk.features.quizzing.open_round()
    sessions(desk).open("Week 3")
    assert titles(desk) == BOTH
    assert desk.window.tabs.page("round") is not None


def test_an_open_list_says_how_to_keep_the_tabs(qtbot: QtBot, desk: Desk) -> None:
    box = open_list(qtbot, desk)
    assert rows(box) == []
    assert "Type a name" in box._keys.text()
    types(" Week   3 ")
    assert rows(box) == ["Keep the open tabs as “Week 3”"]
    press(Key.Key_Return)
    box = open_list(qtbot, desk)
    assert "F2" in box._keys.text()
    types("Week 3")
    assert rows(box) == ["Week 3", "Keep the open tabs again as “Week 3”"]


def test_kept_again_it_is_as_it_is_now(qtbot: QtBot, desk: Desk) -> None:
    keep(qtbot, desk, "Week 3")
    desk.navigator.open_tabs.close_current()
    sessions(desk).save("Week 3")
    desk.navigator.open_document("press-report")
    sessions(desk).open("Week 3")
    assert titles(desk) == [RESOLUTION]


def test_f2_renames_and_escape_leaves_the_name(qtbot: QtBot, desk: Desk) -> None:
    keep(qtbot, desk, "Week 3")
    box = open_list(qtbot, desk)
    press(Key.Key_Down)
    press(Key.Key_F2)
    assert box.box.hasFocus()
    assert (box.box.text(), box.accessibleName()) == ("Week 3", "New name of “Week 3”")
    press(Key.Key_Escape)
    assert box.isVisible()
    assert names(desk) == ["Week 3"]
    press(Key.Key_Down)
    press(Key.Key_F2)
    types("Week 4")
    press(Key.Key_Return)
    assert names(desk) == ["Week 4"]
    assert rows(box) == ["Week 4"]
    assert box.box.hasFocus()


def test_a_name_that_is_taken_is_not_given_twice(qtbot: QtBot, desk: Desk) -> None:
    keep(qtbot, desk, "Week 3")
    keep(qtbot, desk, "Week 4")
    sessions(desk).rename("Week 3", "Week 4")
    assert names(desk) == ["Week 3", "Week 4"]
    assert desk.window.banner.words == "There is a session “Week 4” already."
    sessions(desk).rename("Week 3", "Week 3")
    assert names(desk) == ["Week 3", "Week 4"]


def test_a_deleted_session_is_brought_back(qtbot: QtBot, desk: Desk) -> None:
    keep(qtbot, desk, "Week 3")
    box = open_list(qtbot, desk)
    press(Key.Key_Down)
    press(Key.Key_Delete)
    assert names(desk) == []
    assert rows(box) == ["Bring back “Week 3”"]
    press(Key.Key_Return)
    assert names(desk) == ["Week 3"]
    assert rows(box) == ["Week 3"]
    press(Key.Key_Escape)
    settled(qtbot, desk)


def test_only_sessions_are_renamed_and_deleted(qtbot: QtBot, desk: Desk) -> None:
    box = open_list(qtbot, desk)
    types("x")
    press(Key.Key_Down)
    press(Key.Key_F2)
    press(Key.Key_Delete)
    assert rows(box) == ["Keep the open tabs as “x”"]
    assert box.accessibleName() == "Sessions"


def test_sessions_are_there_the_next_time(qtbot: QtBot, desk: Desk, open_desk: OpenDesk) -> None:
    sessions(desk).save("Week 3: “ink” & 墨")
    desk.window.close()
    back = open_desk()
    assert names(back) == ["Week 3: “ink” & 墨"]


@pytest.mark.parametrize("damage", [5, [], "x", {"tabs": 5}, {"tabs": [{"document": 7}]}, None])
def test_a_damaged_session_leaves_the_tabs_as_they_are(
    qtbot: QtBot, desk: Desk, damage: Any
) -> None:
    desk.settings.keep("sessions", {"Week 3": damage})
    sessions(desk).open("Week 3")
    assert titles(desk) == BOTH
    assert "Week 3" in desk.window.banner.words


@pytest.mark.parametrize("damage", [5, [1], "x", None])
def test_damaged_sessions_are_none(qtbot: QtBot, desk: Desk, damage: Any) -> None:
    desk.settings.keep("sessions", damage)
    assert rows(open_list(qtbot, desk)) == []
    sessions(desk).save("Week 3")
    assert names(desk) == ["Week 3"]


def test_the_open_tabs_are_kept_now_and_then(qtbot: QtBot, desk: Desk, places: Places) -> None:
    from desktop.settings import Settings

    assert desk.settings.data("session") is None
    sessions(desk)._timer.timeout.emit()
    desk.settings.flush()
    kept = Settings(places.settings).data("session")
    assert [tab["document"] for tab in kept["tabs"]] == [RESOLUTION, "fu-cong"]


def test_a_start_with_any_session_setting_ends_in_a_readable_desk(
    qtbot: QtBot, open_desk: OpenDesk, places: Places
) -> None:
    from desktop.settings import Settings

    places.make()
    settings = Settings(places.settings)
    beside = {"document": "no-such", "edition": ["x", "y"], "sizes": [0, 0], "active": True}
    tab = {"document": RESOLUTION, "beside": beside, "selected": ["op1", 900_000, "op2", 0]}
    settings.keep("session", {"tabs": [tab, {"document": RESOLUTION}], "current": 99})
    settings.flush()
    desk = open_desk()
    settled(qtbot, desk)
    assert [len(spread.readers()) for spread in desk.navigator.open_tabs.spreads()] == [2, 1]
