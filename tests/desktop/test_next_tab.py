"""The page of the next tab is made ahead: it misses nothing of what happens before it is opened."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Desk
from desktop.reader.reader import Reader
from desktop.reader.ruler import Ruler

OpenDesk = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(open_desk: OpenDesk, qtbot: QtBot) -> Desk:
    made = open_desk("fu-cong p2")
    qtbot.waitUntil(lambda: made.features is not None)
    qtbot.waitUntil(lambda: ahead(made) is not None)
    return made


def ahead(desk: Desk) -> Reader | None:
    kept = set(desk.open_tabs.made()) - set(desk.open_tabs.readers())
    return kept.pop() if kept else None


def opened(desk: Desk, qtbot: QtBot, document: str) -> Reader:
    desk.navigator.open_document(document)
    reader = desk.navigator.reader()
    assert reader is not None
    qtbot.waitUntil(lambda: reader.edition is not None)
    return reader


def test_what_is_made_ahead_is_what_is_opened_and_another_is_made(desk: Desk, qtbot: QtBot) -> None:
    kept = ahead(desk)
    assert kept is not None
    assert not kept.isVisible()
    assert opened(desk, qtbot, "hrc-56") is kept
    assert kept.isVisible()
    qtbot.waitUntil(lambda: ahead(desk) is not None)
    assert ahead(desk) is not kept


def test_tabs_opened_in_one_go_need_not_wait_for_it(desk: Desk, qtbot: QtBot) -> None:
    for document in ("hrc-56", "spokesperson", "press-report"):
        desk.navigator.open_document(document)
    names = [reader.document for reader in desk.open_tabs.readers()]
    assert names[-3:] == ["hrc-56", "spokesperson", "press-report"]
    for _ in names:
        desk.window.tabs.turn(1)
        reader = desk.navigator.reader()
        assert reader is not None
        qtbot.waitUntil(lambda shown=reader: shown.edition is not None)


@pytest.mark.parametrize("turns", range(8))
def test_a_tab_that_is_opened_while_the_next_is_half_made_is_whole(
    desk: Desk, qtbot: QtBot, turns: int
) -> None:
    desk.navigator.open_document("hrc-56")
    for _ in range(turns):
        QApplication.processEvents()
    reader = opened(desk, qtbot, "spokesperson")
    assert desk.open_tabs.readers().count(reader) == 1 == desk.open_tabs.made().count(reader)
    assert all(part.isVisible() for part in (reader.bar, reader.page))
    assert "Spokesperson" in reader.title
    qtbot.waitUntil(lambda: reader.page.current != "")


@pytest.mark.parametrize("action", ["ruler", "focus"])
def test_what_was_switched_on_meanwhile_holds_for_it(desk: Desk, qtbot: QtBot, action: str) -> None:
    desk.window.actions_by_name[action].trigger()
    reader = opened(desk, qtbot, "hrc-56")
    if action == "ruler":
        assert reader.page.findChildren(Ruler)
    else:
        assert reader.bar.isHidden()


def test_the_theme_and_size_of_now_hold_for_it(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_by_name["larger"].trigger()
    desk.themes.choose("sepia")
    reader = opened(desk, qtbot, "hrc-56")
    assert reader.setting.look == desk.open_tabs.look
    assert reader.setting.set_in.theme.name == "sepia"


def test_its_words_and_notes_come_once(desk: Desk, qtbot: QtBot) -> None:
    asked: list[str] = []
    kept = ahead(desk)
    assert kept is not None
    kept.notes_wanted.connect(asked.append)
    opened(desk, qtbot, "HRC-56")
    assert asked == ["HRC-56", "hrc-56"], "its own name is known only once it is loaded"
