"""The whole desk: its first start, what it says, and its end."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from whole_desk import CONTROL, HOME, Key, OpenDesk, closed, loaded, press, tabs_of, text_of

from db.places import Places
from desktop.app import Desk
from desktop.settings import Settings

TEN = (
    HOME, "fu-cong", "spokesperson", "hrc-56", "press-report", "initiatives",
    "A/RES/79/1", "A/RES/78/132", "A/RES/80/118", "A/RES/78/265",
)  # fmt: skip
"""Every bundled document, and four long resolutions."""


def test_the_first_start_is_on_the_resolution_with_the_keys_on_the_page(
    desk: Desk, qtbot: QtBot
) -> None:
    assert tabs_of(desk) == [HOME]
    reader = loaded(qtbot, desk)
    qtbot.waitUntil(reader.page.hasFocus)
    assert desk.window.panel == "contents"
    assert desk.window.hints.isVisible()
    assert desk.exit_code == 0


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
