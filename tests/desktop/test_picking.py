"""A question that is answered in the text: the document comes, is pointed into, and the quiz is
back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.quiz import session
from db.quiz.models import Question
from desktop.app import Desk
from desktop.desk import pointing_out
from desktop.quiz.lookup import Started
from desktop.quiz.pointing_out import FindAnswer
from desktop.quiz.round_page import RoundPage

OpenDesk = Callable[..., Desk]
Key = Qt.Key
RESOLUTION = "A/RES/78/311"
WHERE = (f"{RESOLUTION} op2",)
QUESTION = Question("find", "find-in-text", "Which paragraph is it?", "So.", WHERE, targets=WHERE)
FEW = replace(QUESTION, within=tuple(f"{RESOLUTION} op{n}" for n in (2, 4, 5)))


def only(_connection: Any, question: Question, seed: int) -> Started:
    return Started(session.begin([question], seed=seed), {})


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    aloud: list[str] = []
    monkeypatch.setattr(pointing_out, "announce", lambda _widget, words: aloud.append(words))
    return aloud


@pytest.fixture
def desk(open_desk: OpenDesk, said: list[str], qtbot: QtBot) -> Desk:
    return open_desk()


def asks(desk: Desk, qtbot: QtBot, question: Question = QUESTION) -> tuple[RoundPage, FindAnswer]:
    desk.features.quizzing._begin_round("Practice", partial(only, question=question))
    page: Any = desk.window.tabs.current()
    qtbot.waitUntil(lambda: page.asked is not None)
    find: FindAnswer = page.view.answering
    qtbot.waitUntil(lambda: bool(find.list or find.rows))
    return page, find


def points(desk: Desk, qtbot: QtBot, page: RoundPage) -> Any:
    """Press P on the question, and wait for the page of the document."""
    QTest.keyClick(page.focusWidget() or page, Key.Key_P)
    qtbot.waitUntil(lambda: desk.features.pointing_out.picking is not None)
    text = desk.navigator.reader().page
    qtbot.waitUntil(lambda: bool(text.seen()) and text.is_laid_out and text.hasFocus())
    return text


def at(text: Any, label: str) -> QPoint:
    rect = text.rect_of(text.page.index_of(label)).translated(0, -text.verticalScrollBar().value())
    return QPoint(round(rect.left()) + 60, round(rect.top()) + 20)


def test_a_click_in_the_text_is_the_answer_once_it_is_handed_in(
    desk: Desk, said: list[str], qtbot: QtBot
) -> None:
    page, find = asks(desk, qtbot)
    text = points(desk, qtbot, page)
    bar = desk.features.pointing_out.picking.bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.words.startswith("Which paragraph is it? Click the paragraph")
    assert said == [bar.words]
    desk.navigator.go_to_label("op2")
    qtbot.waitUntil(lambda: text.current == "op2" and text.is_laid_out)
    QTest.mouseMove(text.viewport(), at(text, "op2"))
    qtbot.waitUntil(lambda: text._framed == "op2")
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=at(text, "op2"))
    assert desk.window.tabs.current() is page
    assert find.given == WHERE
    assert page.view._grade is None
    assert text._framed == ""
    qtbot.waitUntil(lambda: page.isAncestorOf(page.window().focusWidget()))
    QTest.keyClick(page.focusWidget(), Key.Key_Return)
    qtbot.waitUntil(lambda: page.view._grade is not None)
    assert page.view._grade.correct
    assert not find.point.isVisible()


def test_by_keys_the_current_paragraph_is_taken(desk: Desk, qtbot: QtBot) -> None:
    page, find = asks(desk, qtbot, FEW)
    text = points(desk, qtbot, page)
    desk.navigator.go_to_label("op4")
    qtbot.waitUntil(lambda: text.current == "op4")
    QTest.keyClick(text, Key.Key_Return)
    assert desk.window.tabs.current() is page
    assert find.given == (f"{RESOLUTION} op4",)


def test_what_is_not_among_the_choices_is_said_to_be_none(
    desk: Desk, said: list[str], qtbot: QtBot
) -> None:
    page, find = asks(desk, qtbot, FEW)
    text = points(desk, qtbot, page)
    desk.navigator.go_to_label("op6")
    qtbot.waitUntil(lambda: text.current == "op6")
    QTest.keyClick(text, Key.Key_Return)
    assert desk.window.tabs.current() is not page
    assert said[-1] == "This paragraph is not among those to choose from."
    assert find.given is None


@pytest.mark.parametrize("how", ["key", "button", "tab"])
def test_one_can_go_back_without_an_answer(desk: Desk, how: str, qtbot: QtBot) -> None:
    page, find = asks(desk, qtbot)
    before = find.given
    text = points(desk, qtbot, page)
    bar = desk.features.pointing_out.picking.bar
    if how == "key":
        QTest.keyClick(text, Key.Key_Escape)
    elif how == "button":
        QTest.mouseClick(bar.back, Qt.MouseButton.LeftButton)
    else:
        desk.window.tabs.show_page(page)
    assert desk.window.tabs.current() is page
    assert desk.features.pointing_out.picking is None
    assert find.given == before
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert find.given == before


def test_a_closed_tab_ends_it(desk: Desk, qtbot: QtBot) -> None:
    page, _ = asks(desk, qtbot)
    points(desk, qtbot, page)
    desk.navigator.open_tabs.remove(page)
    assert desk.features.pointing_out.picking is None


def test_what_a_paragraph_is_a_part_of_may_be_the_choice(desk: Desk, qtbot: QtBot) -> None:
    _, find = asks(desk, qtbot, FEW)
    assert find.take(f"{RESOLUTION} op4.b.ii")
    assert find.given == (f"{RESOLUTION} op4",)
    assert not find.take(f"{RESOLUTION} op44")
    assert not find.take("fu-cong op4")
