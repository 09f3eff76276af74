"""Reading progress on the desk: time, the person's word, what is shown, said and kept."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db import connection
from db.models import EditionKey
from db.places import Places
from db.study import reading_record
from db.study.reading_record import Reading
from desktop.app import Desk
from desktop.desk import progress
from desktop.desk.progress import BATCH, IDLE, ReadingProgress
from desktop.reader.loading import Target
from desktop.shelf.documents import RowRole

RESOLUTION = "A/RES/78/311"
DIGEST = EditionKey(RESOLUTION, "digest", "en")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OpenDesk = Callable[..., Desk]


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the desks of this test, whose own timer never comes round."""
    made = Clock()
    default = ReadingProgress.__init__
    monkeypatch.setattr(progress, "TICK", 10_000_000)

    def init(self: ReadingProgress, *given: Any) -> None:
        default(self, *given, clock=made)

    monkeypatch.setattr(ReadingProgress, "__init__", init)
    return made


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    aloud: list[str] = []
    monkeypatch.setattr(progress, "announce", lambda _widget, words: aloud.append(words))
    return aloud


@pytest.fixture
def desk(open_desk: OpenDesk, clock: Clock, qtbot: QtBot) -> Iterator[Desk]:
    made = open_desk()
    ready(made, qtbot)
    return made


def ready(desk: Desk, qtbot: QtBot) -> None:
    """Wait until what was read is known of the document in front."""
    qtbot.waitUntil(desk.window.isActiveWindow)
    qtbot.waitUntil(lambda: desk.navigator.reader().document in desk.features.reading._of)
    qtbot.waitUntil(lambda: bool(desk.navigator.reader().page.seen()))


def passes(desk: Desk, clock: Clock, seconds: float) -> None:
    """Let time go by, looked at every second."""
    desk.features.reading.stir()
    for _ in range(round(seconds)):
        clock.now += 1
        desk.features.reading.tick()


def read_label(desk: Desk) -> str:
    labels = desk.window.statusBar().findChildren(QLabel)
    return next(one.text() for one in labels if one.accessibleName() == "Read of this document")


def kept(places: Places, document: str = RESOLUTION) -> dict[str, Reading]:
    with closing(connection.open_study(places)) as study:
        return {one.label: one for one in reading_record.load(study, document)}


def press(desk: Desk, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(desk.window.windowHandle(), key, *modifiers)


def test_what_is_on_screen_long_enough_is_read(desk: Desk, clock: Clock) -> None:
    assert read_label(desk).startswith("0 % read")
    passes(desk, clock, 5)
    assert desk.navigator.reader().page._read == frozenset()
    passes(desk, clock, 55)
    read = desk.navigator.reader().page._read
    assert "pp1" in read
    assert "op15" not in read
    assert read_label(desk) == f"{round(100 * len(read) / 30)} % read   ·"


def test_the_outline_and_the_library_say_it_too(desk: Desk, qtbot: QtBot) -> None:
    press(desk, Qt.Key.Key_M, CONTROL | SHIFT)
    model = desk.features.panels.contents.model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index_of("pp1").data(role).endswith(", read")
    assert model.index_of("pp2").data(role) is None, "as it is shown"
    assert not model.index_of("pp1").data(Qt.ItemDataRole.DecorationRole).isNull()
    shelf = desk.features.panels.shelf.model
    qtbot.waitUntil(lambda: shelf.rowCount() > 0)
    assert shelf.index_of(RESOLUTION).data(RowRole).facts.endswith("3 % read")
    assert "read" not in shelf.index_of("fu-cong").data(RowRole).facts


def test_nothing_counts_while_the_window_is_not_in_front(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.window, "isActiveWindow", lambda: False)
    passes(desk, clock, 100)
    assert desk.navigator.reader().page._read == frozenset()
    assert not desk.features.reading._timer.isActive()


def test_nothing_counts_while_another_tab_is_in_front(desk: Desk, clock: Clock) -> None:
    desk.features.pages.show_keys()
    passes(desk, clock, 100)
    assert desk.navigator.open_tabs.of(RESOLUTION).page._read == frozenset()
    assert read_label(desk) == ""


def test_nobody_who_does_nothing_reads_for_ever(desk: Desk, clock: Clock) -> None:
    seen = desk.navigator.reader().page.seen
    desk.navigator.reader().page.seen = lambda: ["pp1", "pp2", *seen()]
    desk.features.reading.stir()
    clock.now += IDLE + 1
    desk.features.reading.tick()
    assert not desk.features.reading._timer.isActive()
    assert desk.navigator.reader().page._read == frozenset()
    press(desk, Qt.Key.Key_J)
    assert desk.features.reading._timer.isActive()


def test_a_computer_that_slept_has_not_read(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "TICK", 1000)
    desk.features.reading.stir()
    clock.now += IDLE - 1
    desk.features.reading.tick()
    assert desk.features.reading._of[RESOLUTION].reading("pp1").seconds <= 2


def test_it_is_written_in_batches_and_at_the_end(
    desk: Desk, clock: Clock, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    ask = desk.study.ask

    def noted(*given: Any, **named: Any) -> Any:
        if given[0] is desk.features.reading:
            asked.append(given)
        return ask(*given, **named)

    monkeypatch.setattr(desk.study, "ask", noted)
    passes(desk, clock, BATCH - 3)
    assert asked == []
    passes(desk, clock, 6)
    assert 1 <= len(asked) <= 2
    passes(desk, clock, 5)
    desk.window.close()
    found = kept(places)
    assert found["pp1"].read
    assert not found["pp1"].by_hand
    assert sum(one.seconds for one in found.values()) == pytest.approx(BATCH - 3 + 6 + 5, abs=1)


def test_it_is_there_again_at_the_next_start_in_every_edition(
    open_desk: OpenDesk, clock: Clock, qtbot: QtBot, official: Places
) -> None:
    desk = open_desk(at=official)
    ready(desk, qtbot)
    press(desk, Qt.Key.Key_M, CONTROL | SHIFT)
    desk.window.close()
    again = open_desk(at=official)
    ready(again, qtbot)
    qtbot.waitUntil(lambda: again.navigator.reader().page._read == {"pp1"})
    again.navigator.reader().show_edition(EditionKey(RESOLUTION, "official", "fr"))
    qtbot.waitUntil(lambda: again.navigator.reader().key.language == "fr")
    assert again.navigator.reader().page._read == {"pp1"}
    assert again.features.reading._of[RESOLUTION].share == pytest.approx(1 / 30)


def test_a_paragraph_is_marked_by_key_and_marked_back(
    desk: Desk, places: Places, said: list[str]
) -> None:
    press(desk, Qt.Key.Key_M, CONTROL | SHIFT)
    assert said == ["PP1: read"]
    assert desk.window.statusBar().currentMessage() == "PP1: read"
    press(desk, Qt.Key.Key_M, CONTROL | SHIFT)
    assert said[-1] == "PP1: not read yet"
    desk.window.close()
    assert kept(places)["pp1"] == Reading("pp1", 0, "", by_hand=True)


def test_both_sides_of_a_document_show_what_is_read(
    desk: Desk, said: list[str], qtbot: QtBot
) -> None:
    desk.navigator.open_tabs.put_beside(Target(RESOLUTION, DIGEST, "pp1"))
    first, second = desk.navigator.open_tabs.readers()
    qtbot.waitUntil(lambda: second.edition is not None)
    press(desk, Qt.Key.Key_M, CONTROL | SHIFT)
    assert said == ["PP1: read"]
    assert [reader.page._read for reader in (first, second)] == [{"pp1"}, {"pp1"}]


def test_all_is_marked_and_the_same_again_undoes_it(desk: Desk, said: list[str]) -> None:
    page = desk.navigator.reader().page
    press(desk, Qt.Key.Key_M, CONTROL | SHIFT)
    desk.features.reading.toggle_all()
    assert len(page._read) == 30
    assert read_label(desk).startswith("100 %")
    assert said[-1].startswith("30 paragraphs: read")
    desk.features.reading.toggle_all()
    assert page._read == {"pp1"}
    desk.features.reading.toggle_all()
    press(desk, Qt.Key.Key_M, CONTROL | SHIFT)
    assert len(page._read) == 29
    desk.features.reading.toggle_all()
    desk.features.reading.toggle_paragraph()
    desk.features.reading.toggle_paragraph()
    desk.features.reading.toggle_all()
    assert page._read == frozenset(), "all were read, so none is"


def test_the_record_is_nothing_to_be_read(desk: Desk, qtbot: QtBot) -> None:
    reader = desk.navigator.reader()
    reader.toggle_record()
    qtbot.waitUntil(lambda: reader.label.startswith("record"))
    desk.features.reading.toggle_paragraph()
    assert "not a paragraph" in desk.window.statusBar().currentMessage()


def test_where_one_is_is_said(desk: Desk, said: list[str], qtbot: QtBot) -> None:
    desk.navigator.go_to_label("op6")
    qtbot.waitUntil(lambda: desk.navigator.reader().label == "op6")
    press(desk, Qt.Key.Key_I, CONTROL)
    where = f"{RESOLUTION}, Operative part, para. 6, paragraph 21 of 30, Study digest, not read yet"
    assert said == [where]
    assert desk.window.statusBar().currentMessage() == where
    desk.navigator.open_document("fu-cong")
    qtbot.waitUntil(lambda: desk.navigator.reader().edition is not None)
    ready(desk, qtbot)
    assert desk.features.reading.where().startswith("Fu Cong, 1 July 2024, ")
    assert "paragraph 1 of " in desk.features.reading.where()


def test_without_a_document_it_says_so(desk: Desk, said: list[str]) -> None:
    desk.navigator.open_tabs.close_current()
    press(desk, Qt.Key.Key_I, CONTROL)
    assert said == ["No document is in front."]
    for act in (desk.features.reading.toggle_paragraph, desk.features.reading.toggle_all):
        act()
        assert "No document" in desk.window.statusBar().currentMessage()


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_a_check_is_painted_in_the_gutter(desk: Desk, qtbot: QtBot, theme: str) -> None:
    page = desk.navigator.reader().page
    desk.themes.choose(theme)
    desk.navigator.go_to_label("pp1")
    qtbot.waitUntil(lambda: bool(page.seen()) and not page._layout.busy)
    page.viewport().grab()  # the marks of what is in view are laid while it is painted
    before = page.viewport().grab().toImage()
    page.set_read(frozenset({"pp1"}))
    after = page.viewport().grab().toImage()
    changed = [
        (x, y)
        for x in range(page._margin - 10)  # the caret blinks in the text
        for y in range(before.height())
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert changed
    assert max(y for _, y in changed) - min(y for _, y in changed) < 14
