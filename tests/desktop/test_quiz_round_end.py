"""Going on in a round, its end, and coming back to it, on the bundled question bank."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from played_rounds import labels, of_kind, play, press, view_of
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

from db.errors import StoreLocked
from db.quiz import store
from db.quiz.models import Question
from db.quiz.session import Round
from desktop.quiz import lookup
from desktop.quiz.question_view import QuestionView
from desktop.quiz.reading import ReadingText
from desktop.quiz.round_page import RoundPage
from desktop.quiz.summary import SummaryView
from desktop.quiz.view import Message
from desktop.tasks import Worker
from desktop.theme import Theme

Ask = Callable[[Callable[[Any], Any]], Any]


@pytest.mark.parametrize("key", ["Return", "Space"])
def test_enter_or_space_goes_on(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question], key: str
) -> None:
    play(round_page, qtbot, of_kind(bank, "true-false"), bank[0])
    press(qtbot, "T", "Return", key)
    assert view_of(round_page).question.id == bank[0].id


def test_a_held_key_does_not_rush_through(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(round_page, qtbot, of_kind(bank, "true-false"), bank[0])
    press(qtbot, "T", "Return")
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
    )
    QApplication.sendEvent(round_page, held)
    assert round_page.view is view


def test_the_summary_counts_lists_and_begins_again(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    one, two = [q for q in bank if q.kind == "true-false"][:2]
    play(round_page, qtbot, one, two, bank[0])
    press(qtbot, "T" if one.answer else "F", "Return", "Return")
    press(qtbot, "F" if two.answer else "T", "Return", "Return")
    press(qtbot, "S")
    view = round_page.view
    assert isinstance(view, SummaryView)
    assert view.words == "1 of 3 right"
    assert {"Not right: 1", "Skipped: 1"} <= set(labels(view))
    assert f"Right answer: {two.answer}" in labels(view)
    link = next(b for b in view.findChildren(QPushButton) if b.objectName() == "link")
    with qtbot.waitSignal(round_page.address_requested) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == [two.evidence[0]]
    view.again.setFocus()
    press(qtbot, "Return")
    qtbot.waitUntil(lambda: isinstance(round_page.view, QuestionView))
    assert len(json.loads(round_page.progress_json())["questions"]) == 10


def test_what_to_do_next_is_in_sight_under_a_long_summary(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    asked = [q for q in bank if q.kind == "true-false"][:8]
    play(round_page, qtbot, *asked)
    for question in asked:
        press(qtbot, "F" if question.answer else "T", "Return", "Return")
    view = round_page.view
    assert isinstance(view, SummaryView)
    bar = round_page.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for button in (view.again, view.repeat, view.close_button):
        assert button.visibleRegion().boundingRect() == button.rect()


def test_only_what_was_wrong_is_repeated_and_ones_own_answer_is_shown(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    one, two = [q for q in bank if q.kind == "true-false"][:2]
    play(round_page, qtbot, one, two, bank[0])
    press(qtbot, "T" if one.answer else "F", "Return", "Return")
    press(qtbot, "F" if two.answer else "T", "Return", "Return", "S")
    assert round_page.view is not None
    assert f"Your answer: {not two.answer}" in labels(round_page.view)
    press(qtbot, "R")
    qtbot.waitUntil(lambda: isinstance(round_page.view, QuestionView))
    assert view_of(round_page).question.id == two.id
    assert len(json.loads(round_page.progress_json())["questions"]) == 1


def test_a_quotation_stands_by_itself_in_the_summary(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = next(q for q in bank if q.quote)
    play(round_page, qtbot, question)
    press(qtbot, "S")
    assert round_page.view is not None
    said = [text.words for text in round_page.view.findChildren(ReadingText)]
    assert said[1:] == [question.prompt, question.quote]


def test_where_nothing_was_wrong_nothing_is_repeated(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    one = of_kind(bank, "true-false")
    play(round_page, qtbot, one)
    press(qtbot, "T" if one.answer else "F", "Return", "Return")
    view = round_page.view
    assert isinstance(view, SummaryView)
    assert not view.repeat.isVisible()
    press(qtbot, "R")
    assert round_page.view is view


def test_a_finished_round_leaves_nothing_to_continue(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    play(round_page, qtbot, of_kind(bank, "true-false"))
    press(qtbot, "T", "Return", "Return")
    assert isinstance(round_page.view, SummaryView)
    with qtbot.waitSignal(round_page.left) as left:
        qtbot.mouseClick(round_page.view.close_button, Qt.MouseButton.LeftButton)
    assert left.args == [""]


def test_escape_leaves_and_the_round_resumes_where_it_was(
    round_page: RoundPage, study_worker: Worker, theme: Theme, qtbot: QtBot, bank: list[Question]
) -> None:
    play(round_page, qtbot, *[one for one in bank if one.kind == "true-false"][:10])
    with qtbot.waitSignal(round_page.left) as left:
        press(qtbot, "S", "S", "Escape")
    asked = view_of(round_page).question
    other = RoundPage(study_worker, theme)
    qtbot.addWidget(other)
    other.resume(left.args[0])
    qtbot.waitUntil(lambda: other.view is not None)
    assert view_of(other).question == asked
    assert any(text.endswith("3 of 10") for text in map(QLabel.text, other.findChildren(QLabel)))


def test_an_answered_question_comes_back_answered_and_is_stored_once(
    round_page: RoundPage, study_worker: Worker, theme: Theme, qtbot: QtBot, bank: list[Question],
    ask: Ask,
) -> None:  # fmt: skip
    question = of_kind(bank, "cloze")
    play(round_page, qtbot, question, bank[1])
    qtbot.keyClicks(view_of(round_page).cloze.edits[0], "zebra")  # type: ignore[union-attr]
    with qtbot.waitSignal(round_page.answer_recorded):
        press(qtbot, "Return", modifier=Qt.KeyboardModifier.ControlModifier)
    other = RoundPage(study_worker, theme)
    qtbot.addWidget(other)
    other.resume(round_page.progress_json())
    qtbot.waitUntil(lambda: other.view is not None)
    view = view_of(other)
    assert view.feedback is not None
    assert view.cloze is not None
    assert view.cloze.typed[0] == "zebra"
    assert ask(store.answered) == {question.id: (0, 1)}


def test_a_damaged_round_is_refused_with_a_way_on(round_page: RoundPage, qtbot: QtBot) -> None:
    round_page.resume("{broken")
    qtbot.waitUntil(lambda: round_page.view is not None)
    assert isinstance(round_page.view, Message)
    assert "cannot be read" in round_page.view.accessibleName()
    press(qtbot, "Return")
    qtbot.waitUntil(lambda: isinstance(round_page.view, QuestionView))


def test_an_empty_bank_says_so(
    round_page: RoundPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def empty(_connection: Any, seed: int) -> lookup.Started:
        return lookup.Started(Round([], seed=seed), {})

    monkeypatch.setattr(lookup, "start_round", empty)
    round_page.start()
    qtbot.waitUntil(lambda: round_page.view is not None)
    assert isinstance(round_page.view, Message)
    assert round_page.view.accessibleName().startswith("No questions yet.")
    assert round_page.progress_json() == ""


def test_an_answer_the_store_refuses_is_kept_and_tried_again(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def refuse(_connection: Any, given: object) -> None:
        raise StoreLocked("study.db is held by another program.")

    question = of_kind(bank, "true-false")
    play(round_page, qtbot, question)
    with monkeypatch.context() as broken:
        broken.setattr(lookup, "record", refuse)
        press(qtbot, "T", "Return")
        qtbot.waitUntil(round_page._banner.isVisible)
    assert "not stored yet. study.db is held" in round_page._banner.words
    again = next(b for b in round_page._banner.findChildren(QPushButton) if b.text() == "Try again")
    with qtbot.waitSignal(round_page.answer_recorded):
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert sum(ask(store.answered)[question.id]) == 1
