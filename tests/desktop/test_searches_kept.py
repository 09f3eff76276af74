"""Search pages are kept with the tabs: after a restart, in sessions with a name, closed ones."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.places import Places
from desktop.app import Desk
from desktop.search.kept import KeptSearch
from desktop.search.page import SearchPage
from desktop.search.wording import Narrowing
from desktop.settings import Settings

OpenDesk = Callable[..., Desk]
Key, Held = Qt.Key, Qt.KeyboardModifier
FU_CONG = "Fu Cong, 1 July 2024"


def press(key: Key, held: Held = Held.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, held)


def titles(desk: Desk) -> list[str]:
    return [desk.window.tabs.title(page) for page in desk.window.tabs.pages()]


def in_front(qtbot: QtBot, desk: Desk) -> SearchPage:
    """Return the search in front once it has been answered and is where it is to be."""
    page = desk.window.tabs.current()
    assert isinstance(page, SearchPage)

    def rests() -> bool:
        panel = page.panel
        return (
            bool(panel.model.loaded) and not panel.inquiry.waiting and not panel._returning._sought
        )

    qtbot.waitUntil(rests)
    return page


def opens_page(qtbot: QtBot, desk: Desk, words: str) -> SearchPage:
    desk.features.panels.focus_search()
    panel = desk.features.panels.search
    panel.box.setText(words)
    qtbot.waitUntil(lambda: not panel.inquiry.waiting)
    press(Key.Key_Return, Held.AltModifier)
    return in_front(qtbot, desk)


def narrowed(qtbot: QtBot, desk: Desk) -> tuple[SearchPage, KeptSearch]:
    """Open a search, narrow it, put it by document and go to its last hit but one."""
    page = opens_page(qtbot, desk, "development")
    panel = page.panel
    panel.scope.choose("operative")
    panel.narrow("language", "en")
    panel.set_grouped(True)
    in_front(qtbot, desk)
    panel.list.setFocus()
    press(Key.Key_End)
    press(Key.Key_Up)
    kept = page.kept()
    assert kept.narrowings == (Narrowing("Language: English", "lang:en"),)
    assert (kept.typed, kept.scope, kept.grouped) == ("development", "operative", True)
    assert kept.place is not None
    assert kept.place.hit[3] != panel.model.hits()[0].label
    return page, kept


def test_a_search_in_front_comes_back_after_a_restart(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    page, kept = narrowed(qtbot, desk)
    desk.features.tabbing.toggle_pin(page)
    left = titles(desk)
    label = page.panel.list.currentIndex().data()
    desk.window.close()
    again = open_desk()
    assert titles(again) == left == ["Search: development", "A/RES/78/311"]
    found = in_front(qtbot, again)
    assert again.window.tabs.pinned(found)
    assert found.panel.list.currentIndex().data() == label
    assert found.kept() == kept
    assert found.panel.box.hasFocus()
    qtbot.waitUntil(lambda: found.facets.facet_model.rowCount() > 0)
    qtbot.waitUntil(lambda: bool(found.preview.view.toPlainText()))
    again.window.tabs.turn(1)
    qtbot.waitUntil(lambda: again.navigator.reader().edition is not None)


def test_searches_behind_others_are_asked_when_they_are_seen(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    _, kept = narrowed(qtbot, desk)
    desk.navigator.open_document("fu-cong")
    qtbot.waitUntil(lambda: FU_CONG in titles(desk))
    kept = kept._replace(document="fu-cong")
    left = titles(desk)
    desk.window.close()
    for _ in range(2):  # the second time it was not looked at
        again = open_desk()
        assert titles(again) == left == ["A/RES/78/311", "Search: development", FU_CONG]
        found = again.window.tabs.pages()[1]
        assert isinstance(found, SearchPage)
        assert (found.panel.model.loaded, found.panel.inquiry.waiting) == (0, False)
        assert found.kept() == kept
        again.window.close()
    last = open_desk()
    last.window.tabs.show_number(2)
    assert in_front(qtbot, last).kept() == kept


def test_what_is_typed_before_the_hits_come_back_wins(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    narrowed(qtbot, desk)
    desk.window.close()
    again = open_desk()
    page = again.window.tabs.current()
    assert isinstance(page, SearchPage)
    page.panel.box.setText("women")
    page = in_front(qtbot, again)
    assert page.kept().place.hit[3] == page.panel.model.hits()[0].label
    assert again.window.tabs.title(page) == "Search: women"


def test_many_hits_are_loaded_again_up_to_where_one_was(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    page = opens_page(qtbot, desk, "the")
    panel = page.panel
    panel.list.setFocus()
    press(Key.Key_End)
    qtbot.waitUntil(lambda: panel.model.loaded > 30)
    press(Key.Key_End)
    press(Key.Key_Up)
    in_front(qtbot, desk)
    kept = page.kept()
    assert kept.place.loaded > 30
    desk.window.close()
    again = in_front(qtbot, open_desk())
    assert again.kept().place.hit == kept.place.hit
    assert again.kept().place.top == kept.place.top


def test_a_closed_search_is_opened_again_in_its_place(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    page, kept = narrowed(qtbot, desk)
    desk.navigator.open_document("fu-cong")
    desk.window.tabs.show_page(page)
    left = titles(desk)
    press(Key.Key_W, Held.ControlModifier)
    assert len(titles(desk)) == 2
    press(Key.Key_T, Held.ControlModifier | Held.ShiftModifier)
    assert titles(desk) == left
    found = in_front(qtbot, desk)
    assert found.kept() == kept
    assert found.panel.box.hasFocus()


def test_a_session_with_a_name_has_its_searches(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    _, kept = narrowed(qtbot, desk)
    desk.features.sessions.save("Week 3")
    desk.window.tabs.show_number(1)
    desk.features.searching.open_page()
    left = titles(desk)
    desk.features.sessions.open("Week 3")
    assert titles(desk) == ["A/RES/78/311", "Search: development"]
    assert in_front(qtbot, desk).kept() == kept
    desk.features.sessions.open_last("the tabs before")
    assert titles(desk) == left


@pytest.mark.parametrize(
    "damaged",
    [
        {"search": 5},
        {"search": "\ud800(\x00", "scope": "nowhere", "place": [[[]], 0, 0]},
        {"search": "re:(", "narrowings": [["Kind", "kind:("], 7], "grouped": "yes"},
        {"search": "women", "place": [["gone"], 999_999, 999_999], "front": "nothing"},
    ],
)
def test_a_damaged_search_does_not_keep_the_desk_from_starting(
    open_desk: OpenDesk, qtbot: QtBot, places: Places, damaged: dict[str, object]
) -> None:
    places.make()
    tabs = [damaged, {"document": "fu-cong"}]
    Settings(places.settings).keep("session", {"tabs": tabs, "current": 0})
    desk = open_desk()
    desk.navigator.open_document("fu-cong")
    qtbot.waitUntil(lambda: titles(desk)[-1] == FU_CONG)
    for page in desk.features.searching.pages():
        desk.window.tabs.show_page(page)
        qtbot.waitUntil(lambda panel=page.panel: not panel.inquiry.waiting)
