"""Searches on a whole desk: pages, the next hit, saved and recent searches, one's own things."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.places import Places
from db.search import candidates
from desktop.app import Desk
from desktop.search import asking
from desktop.search.page import SearchPage
from desktop.search.panel import SearchPanel

OpenDesk = Callable[..., Desk]
Key, Held = Qt.Key, Qt.KeyboardModifier


def presses(key: Key, held: Held = Held.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, held)


def searches(qtbot: QtBot, desk: Desk, words: str) -> SearchPanel:
    panel = desk.features.searching.front()
    if panel is desk.features.panels.search:
        desk.features.panels.focus_search()
    QTest.keyClicks(panel.box, words)
    qtbot.waitUntil(lambda: not panel.inquiry.waiting)
    return panel


def opens_page(qtbot: QtBot, desk: Desk, words: str) -> SearchPage:
    searches(qtbot, desk, words)
    presses(Key.Key_Return, Held.AltModifier)
    page = desk.window.tabs.current()
    assert isinstance(page, SearchPage)
    qtbot.waitUntil(lambda: page.facets.facet_model.rowCount() > 0)
    return page


def stands_at(desk: Desk) -> str:
    """Say where one is, once the page has come to rest there."""
    reader = desk.navigator.reader()
    if reader is None or reader.edition is None or reader.page._pending is not None:
        return ""
    return f"{reader.document} {reader.page.current}"


def test_the_place_among_all_hits_is_said_once_they_are_counted(
    open_desk: OpenDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "COUNTED", 5)
    monkeypatch.setattr(asking, "PAGE", 5)
    desk = open_desk()
    panel = searches(qtbot, desk, "women")
    qtbot.waitUntil(lambda: panel.status.text() == "13 passages")
    told: list[str] = []
    desk.features.searching.told.connect(told.append)
    presses(Key.Key_F4)
    assert told == ["Hit 1 of 13"]


def test_the_next_hit_is_a_key_away_while_one_reads(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    panel = searches(qtbot, desk, "women")
    hits = panel.model.hits()
    told: list[str] = []
    desk.features.searching.told.connect(told.append)
    presses(Key.Key_F4)
    qtbot.waitUntil(lambda: stands_at(desk) == hits[0].address)
    presses(Key.Key_F4)
    assert told == ["Hit 1 of 13", "Hit 2 of 13"]
    qtbot.waitUntil(lambda: stands_at(desk) == hits[1].address)
    assert panel.list.currentIndex().row() == 1
    presses(Key.Key_F4, Held.ShiftModifier)
    qtbot.waitUntil(lambda: stands_at(desk) == hits[0].address)
    presses(Key.Key_F4, Held.ShiftModifier)
    assert told == ["Hit 1 of 13", "Hit 2 of 13", "Hit 1 of 13", "That was the first hit."]


def test_the_next_hit_is_one_of_what_was_typed_last(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk()
    panel = searches(qtbot, desk, "wome")
    QTest.keyClicks(panel.box, "n Beijing")
    presses(Key.Key_F4)
    assert panel.inquiry.waiting
    qtbot.waitUntil(lambda: stands_at(desk) == panel.model.hits()[0].address)
    assert panel.box.text() == "women Beijing"
    second = panel.model.hits()[1]
    panel.refresh()
    qtbot.waitUntil(lambda: not panel.inquiry.waiting)
    presses(Key.Key_F4)
    qtbot.waitUntil(lambda: stands_at(desk) == second.address)


def test_without_a_search_there_is_no_next_hit(open_desk: OpenDesk) -> None:
    desk = open_desk()
    presses(Key.Key_F4)
    said = desk.window.statusBar().currentMessage()
    assert said == "Search for something first; then go from hit to hit."


def test_a_search_becomes_a_page_with_facets_and_the_passage(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    page = opens_page(qtbot, desk, "development")
    assert not desk.window.side_shown
    assert page.panel.box.hasFocus()
    assert desk.window.tabs.title(page) == "Search: development"
    qtbot.waitUntil(lambda: "sustainable development" in page.preview.view.toPlainText())
    assert [one.year for one in page.years.columns] == [2024, 2025, 2026]
    presses(Key.Key_Down)
    presses(Key.Key_Down)
    second = page.panel.model.hits()[1]
    qtbot.waitUntil(lambda: second.snippet.strip("…")[:20] in page.preview.view.toPlainText())
    presses(Key.Key_Tab)
    assert page.preview.view.hasFocus()
    presses(Key.Key_Tab)
    assert page.preview.open_button.hasFocus()
    page.years.setFocus()
    presses(Key.Key_End)
    presses(Key.Key_Return)
    qtbot.waitUntil(lambda: not page.panel.inquiry.waiting)
    assert [one.words for one in page.panel.head.narrowings] == ["Year: 2026"]
    assert {one.key.document for one in page.panel.model.hits()} == {"initiatives"}
    qtbot.waitUntil(lambda: page.panel.inquiry.facets is not None)
    page.facets.setFocus()
    page.facets.choose_first()
    presses(Key.Key_Return)
    assert len(page.panel.head.narrowings) == 2
    page.panel.box.setFocus()
    presses(Key.Key_Return)
    qtbot.waitUntil(lambda: stands_at(desk).startswith("initiatives"))
    presses(Key.Key_F4)
    assert desk.features.searching._source is page.panel


def test_a_page_shows_beside_each_other_what_there_is_room_for(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    page = opens_page(qtbot, desk, "development")
    assert page.facets.isVisible()
    desk.window.resize(700, 700)
    qtbot.waitUntil(lambda: not page.facets.isVisible())
    desk.window.resize(560, 700)
    qtbot.waitUntil(lambda: page._beside.orientation() == Qt.Orientation.Vertical)
    desk.window.resize(1440, 900)
    qtbot.waitUntil(page.facets.isVisible)
    assert page._beside.orientation() == Qt.Orientation.Horizontal


def test_searches_are_saved_renamed_deleted_and_brought_back(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    searching, panel = desk.features.searching, searches(qtbot, desk, "women")

    def names() -> list[str]:
        return [one.name for one in searching._saved]

    presses(Key.Key_D, Held.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "About women")
    presses(Key.Key_Return)
    qtbot.waitUntil(lambda: names() == ["About women"])
    QTest.mouseClick(panel.keeping.done_line.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names() == [])
    presses(Key.Key_D, Held.ControlModifier)
    presses(Key.Key_Return)
    qtbot.waitUntil(lambda: names() == ["women"])
    panel.box.clear()
    panel.starts.list.setFocus()
    panel.starts.list.choose_first()
    presses(Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "Women")
    presses(Key.Key_Return)
    qtbot.waitUntil(lambda: names() == ["Women"])
    panel.starts.list.setFocus()
    panel.starts.list.choose_first()
    presses(Key.Key_Delete)
    qtbot.waitUntil(lambda: names() == [])
    QTest.mouseClick(panel.keeping.done_line.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names() == ["Women"])
    page = SearchPanel
    presses(Key.Key_F, Held.ControlModifier | Held.AltModifier)
    page = desk.features.searching.front()
    assert page is not panel
    assert [one.words for one in page.starts.model.entries[:2]] == ["Saved", "Women"]


def test_recent_searches_come_back_after_a_restart(
    places: Places, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    for words in ("women", "risks"):
        searches(qtbot, desk, words)
        presses(Key.Key_Return)
        desk.features.panels.search.box.clear()
    desk.window.close()
    again = open_desk()
    panel = searches(qtbot, again, "")
    presses(Key.Key_Down)
    at = panel.starts.list.currentIndex().row()
    assert [one.words for one in panel.starts.model.entries[at : at + 2]] == ["risks", "women"]
    presses(Key.Key_Delete)
    assert panel.starts.model.entries[at].words == "women"
    QTest.mouseClick(panel.keeping.done_line.undo, Qt.MouseButton.LeftButton)
    assert panel.starts.model.entries[at].words == "risks"
    presses(Key.Key_Escape)


def test_a_note_that_is_found_opens_in_the_notes(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("A/RES/78/311 op6")
    qtbot.waitUntil(lambda: stands_at(desk) == "A/RES/78/311 op6")
    desk.window.actions_by_name["note_here"].trigger()
    panel = desk.features.panels.notes
    qtbot.waitUntil(panel.editor.isVisible)
    QTest.keyClicks(panel.editor.body, "zebras graze")
    panel.editor.finish()
    search = desk.features.panels.search
    search.scope.choose("notes")
    qtbot.waitUntil(lambda: search.model.loaded == 1)
    assert search.status.text() == "1 note"
    desk.features.panels.focus_search()
    desk.window.show_notes(False)
    presses(Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window.notes_shown)


def test_a_glossary_entry_that_is_found_opens_in_the_glossary(
    open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk()
    search = desk.features.panels.search
    search.scope.choose("glossary")
    searches(qtbot, desk, "resolution")
    assert search.status.text().endswith(" entries")
    presses(Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window.tabs.title(desk.window.tabs.current()) == "Glossary")


def test_the_open_tabs_are_followed(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("fu-cong", "initiatives")
    search = desk.features.panels.search
    qtbot.waitUntil(lambda: "fu-cong" in search.scope._tabs)
    search.scope.choose("tabs")
    searches(qtbot, desk, "development")
    documents = {one.key.document for one in search.model.hits()}
    assert documents <= {"A/RES/78/311", "fu-cong", "initiatives"}
    assert "spokesperson" not in documents
