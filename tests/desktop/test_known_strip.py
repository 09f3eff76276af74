"""The strips beside the text: how well paragraphs are known, seen, said, and left out."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.quiz import store
from db.quiz.grade import grade
from db.quiz.questions import questions
from desktop.app import Desk
from desktop.reader import known_strip
from desktop.reader.known_strip import Known

OpenDesk = Callable[..., Desk]
RESOLUTION = "A/RES/78/311"
HALF = Known(0.5, "Known: 50%, 1 of 2 questions answered, 1 of 1 answers right")


@pytest.fixture
def desk(open_desk: OpenDesk, qtbot: QtBot) -> Desk:
    made = open_desk()
    page = made.navigator.reader().page
    made.navigator.go_to_label("pp1")
    qtbot.waitUntil(lambda: bool(page.seen()) and page.is_laid_out)
    knowing = made.features.knowing
    qtbot.waitUntil(lambda: RESOLUTION in knowing._known)  # else it would put what it counted
    return made


def changed(before: QImage, after: QImage, columns: range) -> list[tuple[int, int]]:
    height = range(before.height())
    return [(x, y) for x in columns for y in height if before.pixel(x, y) != after.pixel(x, y)]


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_a_strip_is_as_full_as_its_paragraph_is_known(desk: Desk, qtbot: QtBot, theme: str) -> None:
    desk.themes.choose(theme)
    page = desk.navigator.reader().page
    qtbot.waitUntil(lambda: bool(page.seen()) and page.is_laid_out)
    left = int(known_strip.left_of(page._column(), page.viewport().width(), False))
    columns = range(left - 2, left + 8)
    page.viewport().grab()
    bare = page.viewport().grab().toImage()
    full: dict[float, int] = {}
    for share in (0.0, 0.5, 1.0):
        page.set_known({"pp1": Known(share, "Known")})
        full[share] = len(changed(bare, page.viewport().grab().toImage(), columns))
    assert 0 < full[0.0] < full[0.5] < full[1.0]
    page.set_known({})
    assert changed(bare, page.viewport().grab().toImage(), columns) == []


def test_it_stands_on_the_far_side_of_the_gutter_and_near_where_room_is_short() -> None:
    column = QRectF(100, 0, 400, 300)
    assert known_strip.left_of(column, 700, False) > 500
    assert known_strip.left_of(column, 700, True) < 100
    assert 500 < known_strip.left_of(column, 508, False) + known_strip.WIDTH <= 508


def test_it_is_said_where_one_stands_and_over_the_strip(desk: Desk, qtbot: QtBot) -> None:
    page = desk.navigator.reader().page
    page.set_known({"pp1": HALF})
    assert page.accessibleDescription().endswith(HALF.words)
    assert HALF.words in desk.features.reading.where()
    index = page.page.index_of("pp1")
    top = round(page.rect_of(index).top()) - page.verticalScrollBar().value() + 8
    beside = round(page._column().right()) + 4
    QTest.mouseMove(page.viewport(), QPoint(beside, top))
    qtbot.waitUntil(lambda: page.viewport().toolTip() == HALF.words)
    QTest.mouseMove(page.viewport(), QPoint(beside - 60, top))
    qtbot.waitUntil(lambda: page.viewport().toolTip() == "")


def answer_right(connection: Any) -> None:
    asked = next(
        one for one in questions(connection)
        if one.kind == "true-false" and one.document == RESOLUTION
    )  # fmt: skip
    given = asked.answer
    store.record_answer(connection, asked, given, grade(asked, given), milliseconds=1)


def test_an_answer_brings_its_strip_and_the_action_takes_it_away(
    desk: Desk, ask: Callable[..., Any], qtbot: QtBot
) -> None:
    page, action = desk.navigator.reader().page, desk.window.actions_by_name["known"]
    assert page.known() == {}
    assert action.isChecked()
    ask(answer_right)
    desk.features.quizzing.answer_recorded.emit()
    qtbot.waitUntil(lambda: len(page.known()) == 1)
    action.trigger()
    assert page.known() == {}
    assert not desk.settings.flag("known", True)
    action.trigger()
    qtbot.waitUntil(lambda: len(page.known()) == 1)


def test_a_page_that_comes_to_the_front_has_its_strips(
    desk: Desk, ask: Callable[..., Any], qtbot: QtBot
) -> None:
    page = desk.navigator.reader().page
    desk.navigator.open_document("fu-cong")
    ask(answer_right)
    desk.features.quizzing.answer_recorded.emit()
    assert page.known() == {}
    desk.navigator.open_document(RESOLUTION)
    qtbot.waitUntil(lambda: len(page.known()) == 1)
