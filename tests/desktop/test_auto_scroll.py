"""A page that scrolls by itself: what moves it, what pauses it, what stops it."""

import pytest
from made_editions import page, passage
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.reader.auto_scroll import SPEEDS, USUAL, AutoScroll
from desktop.reader.page_view import PageView
from desktop.theme import Theme

LONG = "Requests the Secretary-General to report on ink and on paper of all kinds. " * 6
Key = Qt.Key


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PageView:
    made = PageView(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show_page(page(*(passage(f"op{n}", LONG) for n in range(1, 12))), theme)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def scrolling(qtbot: QtBot, view: PageView) -> AutoScroll:
    """A page under way, at the highest speed."""
    made = AutoScroll(view)
    made.speed = len(SPEEDS) - 1
    made.toggle(view)
    return made


def at(view: PageView) -> int:
    return view.verticalScrollBar().value()


def moves(qtbot: QtBot, view: PageView) -> None:
    before = at(view)
    qtbot.waitUntil(lambda: at(view) > before)


def test_the_page_moves_by_itself(qtbot: QtBot, view: PageView, scrolling: AutoScroll) -> None:
    moves(qtbot, view)
    assert scrolling.moving
    assert scrolling.page is view


def test_the_current_paragraph_follows(qtbot: QtBot, view: PageView, scrolling: AutoScroll) -> None:
    qtbot.waitUntil(lambda: view.current != "op1", timeout=10_000)


def test_space_pauses_and_goes_on(qtbot: QtBot, view: PageView, scrolling: AutoScroll) -> None:
    moves(qtbot, view)
    QTest.keyClick(view, Key.Key_Space)
    paused = at(view)
    assert not scrolling.moving
    assert scrolling.page is view
    assert at(view) == paused
    QTest.keyClick(view, Key.Key_Space)
    moves(qtbot, view)


def test_plus_and_minus_change_the_speed_within_bounds(
    qtbot: QtBot, view: PageView, scrolling: AutoScroll
) -> None:
    QTest.keyClick(view, Key.Key_Plus)
    assert scrolling.speed == len(SPEEDS) - 1
    with qtbot.waitSignal(scrolling.speed_changed):
        QTest.keyClick(view, Key.Key_Minus)
    for _ in range(20):
        QTest.keyClick(view, Key.Key_Minus)
    assert scrolling.speed == 0
    assert scrolling.moving


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Down, Key.Key_J, Key.Key_PageUp])
def test_any_other_key_stops_it(
    qtbot: QtBot, view: PageView, scrolling: AutoScroll, key: Qt.Key
) -> None:
    with qtbot.waitSignal(scrolling.running_changed) as changed:
        QTest.keyClick(view, key)
    assert changed.args == [False]
    assert scrolling.page is None


def test_a_key_that_stops_it_does_what_it_does(
    qtbot: QtBot, view: PageView, scrolling: AutoScroll
) -> None:
    QTest.keyClick(view, Key.Key_J)
    assert view.current == "op2"


def test_a_held_shift_does_not_stop_it(view: PageView, scrolling: AutoScroll) -> None:
    QTest.keyClick(view, Key.Key_Shift)
    assert scrolling.moving


def test_a_press_of_the_mouse_stops_it(view: PageView, scrolling: AutoScroll) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert scrolling.page is None


def test_the_wheel_stops_it(view: PageView, scrolling: AutoScroll) -> None:
    wheel = QWheelEvent(
        QPointF(300, 300), QPointF(300, 300), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), wheel)
    assert scrolling.page is None


def test_a_page_that_is_put_away_stops(view: PageView, scrolling: AutoScroll) -> None:
    view.hide()
    assert scrolling.page is None


def test_a_page_that_is_gone_stops(qtbot: QtBot, theme: Theme, view: PageView) -> None:
    other = PageView(theme)
    made = AutoScroll(view)
    made.toggle(other)
    with qtbot.waitSignal(other.destroyed):
        other.deleteLater()
    assert made.page is None
    assert not made.moving


def test_it_stops_at_the_end(qtbot: QtBot, view: PageView, scrolling: AutoScroll) -> None:
    said: list[str] = []
    scrolling.told.connect(said.append)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() - 5)
    with qtbot.waitSignal(scrolling.running_changed):
        pass
    assert at(view) == bar.maximum()
    assert said[-1] == "This is the end of the document."


def test_the_same_action_stops_it(view: PageView, scrolling: AutoScroll) -> None:
    scrolling.toggle(view)
    assert scrolling.page is None


def test_without_a_page_nothing_begins(qtbot: QtBot) -> None:
    made = AutoScroll()
    made.toggle(None)
    assert made.page is None
    assert made.speed == USUAL


def test_with_motion_reduced_it_turns_a_screen_at_a_time(
    qtbot: QtBot, view: PageView, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = AutoScroll(view)
    made.still, made.speed = True, len(SPEEDS) - 1
    seen: list[int] = []
    view.verticalScrollBar().valueChanged.connect(seen.append)
    made.toggle(view)
    started = at(view)
    monkeypatch.setattr(made._clock, "elapsed", lambda: 60_000, raising=False)
    made._tick()
    assert [value - started for value in seen] == [view.verticalScrollBar().pageStep() - 60]


def test_the_pointer_is_hidden_until_the_mouse_is_moved(
    view: PageView, scrolling: AutoScroll
) -> None:
    assert view.viewport().cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseMove(view.viewport(), QPoint(200, 200))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
