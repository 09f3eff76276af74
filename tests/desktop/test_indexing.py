"""The search index on a whole desk: made anew by the menu, for a new version, when damaged."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing

import pytest
from pytestqt.qtbot import QtBot

from db.places import Places
from db.study import backup, reindexing
from desktop.app import Desk

OpenDesk = Callable[..., Desk]


def alter(places: Places, *statements: str) -> None:
    with closing(sqlite3.connect(places.study)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def searches(qtbot: QtBot, desk: Desk, words: str) -> int:
    panel = desk.features.panels.search
    panel.focus_box(words)
    qtbot.waitUntil(lambda: panel.model.loaded > 0)
    return panel.model.loaded


def test_the_index_is_made_anew_from_the_menu(
    official: Places, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    desk = open_desk(at=official)
    alter(official, "INSERT INTO passage_fts (passage_fts) VALUES ('delete-all')")
    actions = desk.window.actions_by_name
    assert not actions["stop_index"].isEnabled()
    with qtbot.waitSignal(desk.features.indexing.made_anew, timeout=20_000):
        actions["rebuild_index"].trigger()
        assert actions["stop_index"].isEnabled()
        assert not actions["rebuild_index"].isEnabled()
    assert desk.window.banner.words.startswith("The search index was made anew: ")
    assert actions["rebuild_index"].isEnabled()
    assert searches(qtbot, desk, "lang:fr développement") > 3


def test_an_index_that_is_made_can_be_stopped(
    official: Places, open_desk: OpenDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindexing, "BATCH", 20)
    desk = open_desk(at=official)
    indexing = desk.features.indexing
    desk.window.actions_by_name["rebuild_index"].trigger()
    qtbot.waitUntil(lambda: " % of " in desk.window.statusBar().currentMessage())
    desk.window.actions_by_name["stop_index"].trigger()
    qtbot.waitUntil(lambda: not indexing.running)
    assert desk.window.banner.words == "Stopped: the search index is the one that was."
    assert searches(qtbot, desk, "lang:fr développement") > 3


def test_an_index_of_an_older_version_holds_nothing_up(
    official: Places, open_desk: OpenDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    alter(official, "UPDATE meta SET value = '1' WHERE key = 'index'")
    go_on = threading.Event()
    made = reindexing.reindex

    def slow(places, progress, cancelled):
        assert go_on.wait(20)
        return made(places, progress, cancelled)

    monkeypatch.setattr(reindexing, "reindex", slow)
    desk = open_desk(at=official)
    indexing = desk.features.indexing
    qtbot.waitUntil(lambda: indexing.running)
    assert searches(qtbot, desk, "lang:fr développement") > 3
    with qtbot.waitSignal(indexing.made_anew, timeout=20_000):
        go_on.set()
    with closing(sqlite3.connect(official.study)) as raw:
        version = raw.execute("SELECT value FROM meta WHERE key = 'index'").fetchone()[0]
    assert version != "1"


def test_a_damaged_index_is_said_mended_and_answered_from(
    official: Places, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    alter(
        official,
        "UPDATE passage_fts_data SET block = x'00' WHERE id > 10",
        "DELETE FROM passage_fts_idx",
    )
    desk = open_desk(at=official)
    panel = desk.features.panels.search
    said = []
    panel.index_damaged.connect(lambda: said.append(panel.status.text()))
    with qtbot.waitSignal(desk.features.indexing.made_anew, timeout=20_000):
        panel.focus_box("développement")
    assert said[0] == "The search index is damaged. It is being made anew …"
    qtbot.waitUntil(lambda: panel.model.loaded > 3)
    assert [one.reason for one in backup.copies(official)] == ["before-repair"]


def test_what_cannot_be_mended_is_not_tried_for_ever(
    official: Places, open_desk: OpenDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def fails(places, progress, cancelled):
        tried.append(True)
        raise OSError("no room")

    monkeypatch.setattr(reindexing, "mend", fails)
    desk = open_desk(at=official)
    indexing = desk.features.indexing
    for _ in range(5):
        indexing.mend()
        qtbot.waitUntil(lambda: not indexing.running)
    assert len(tried) == 2
    assert desk.window.banner.words == "no room"
