"""Flashcards by keys and by mouse, on the bundled question bank."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from db import clock
from db.errors import StoreLocked
from db.quiz import schedule, session, waiting
from desktop.quiz import learning, lookup, wording
from desktop.quiz.card_view import CardView
from desktop.quiz.flashcard_page import FlashcardPage
from desktop.quiz.view import Message
from desktop.tasks import Worker
from desktop.theme import Theme

Ask = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture
def page(study_worker: Worker, theme: Theme, qtbot: QtBot) -> FlashcardPage:
    made = FlashcardPage(study_worker, theme)
    qtbot.addWidget(made)
    made.resize(700, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.start()
    qtbot.waitUntil(lambda: made.view is not None)
    return made


def card_of(page: FlashcardPage) -> CardView:
    assert isinstance(page.view, CardView)
    return page.view


def press(qtbot: QtBot, *keys: str, modifier: Any = None) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        code = getattr(Qt.Key, f"Key_{key}")
        qtbot.keyClick(focused, code, modifier or Qt.KeyboardModifier.NoModifier)


def labels(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def ratings(connection: Any) -> list[tuple[str, int, str]]:
    rows = connection.execute("SELECT question, rating, deleted FROM review ORDER BY rowid")
    return [(question, rating, deleted) for question, rating, deleted in rows]


def grade_everything_new(connection: Any) -> None:
    now = clock.now()
    for question in waiting.due(connection, now, limit=100):
        schedule.review(connection, question, 4, milliseconds=0, now=now)


def test_space_shows_the_back_and_space_again_is_good(
    page: FlashcardPage, qtbot: QtBot, ask: Ask
) -> None:
    first = card_of(page)
    assert not first.is_revealed
    press(qtbot, "Space")
    assert first.is_revealed
    front, back = session.flashcard(first.question)
    assert page.accessibleDescription() == back
    assert first.accessibleName().endswith(front)
    assert first.question.explanation in labels(first)
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "Space")
    assert card_of(page).question.id != first.question.id
    assert ask(ratings) == [(first.question.id, 3, "")]


def test_enter_does_the_same(page: FlashcardPage, qtbot: QtBot, ask: Ask) -> None:
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "Return", "Enter")
    assert [rating for _, rating, _ in ask(ratings)] == [3]


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
def test_digits_grade_and_buttons_say_the_time(
    page: FlashcardPage, qtbot: QtBot, ask: Ask, grade: int
) -> None:
    card = card_of(page)
    press(qtbot, str(grade))
    assert not card.is_revealed
    press(qtbot, "Space")
    away = wording.interval(card.card.intervals[grade])
    assert card.grades[grade].text() == f"{grade}  {wording.GRADES[grade]}  {away}"
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, str(grade))
    assert ask(ratings) == [(card.question.id, grade, "")]


def test_a_click_grades(page: FlashcardPage, qtbot: QtBot, ask: Ask) -> None:
    card = card_of(page)
    qtbot.mouseClick(card.show_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.answer_recorded):
        qtbot.mouseClick(card.grades[4], Qt.MouseButton.LeftButton)
    assert ask(ratings) == [(card.question.id, 4, "")]


def test_a_grade_with_the_focus_is_the_one_enter_gives(
    page: FlashcardPage, qtbot: QtBot, ask: Ask
) -> None:
    press(qtbot, "Space", "Tab")
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "Return")
    assert [rating for _, rating, _ in ask(ratings)] == [4]


@pytest.mark.parametrize("by_letter", [True, False])
def test_undo_brings_the_card_back_ungraded(
    page: FlashcardPage, qtbot: QtBot, ask: Ask, by_letter: bool
) -> None:
    first = card_of(page).question
    with qtbot.assertNotEmitted(page.answer_recorded):
        press(qtbot, "U")
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "Space", "1")
    with qtbot.waitSignal(page.answer_recorded):
        if by_letter:
            press(qtbot, "U")
        else:
            press(qtbot, "Z", modifier=Qt.KeyboardModifier.ControlModifier)
    assert card_of(page).question == first
    assert not card_of(page).is_revealed
    ((question, _, deleted),) = ask(ratings)
    assert question == first.id
    assert deleted


def test_undo_ends_with_what_was_graded_here(page: FlashcardPage, qtbot: QtBot, ask: Ask) -> None:
    ask(lambda connection: schedule.review(
        connection, card_of(page).question.id, 3, milliseconds=0, now=clock.now()
    ))  # fmt: skip
    with qtbot.assertNotEmitted(page.answer_recorded):
        press(qtbot, "U")
        ask(lambda _connection: None)
    assert [deleted for _, _, deleted in ask(ratings)] == [""]


def test_clause_and_reader_are_a_key_away_once_turned(
    page: FlashcardPage, qtbot: QtBot, ask: Ask
) -> None:
    card = card_of(page)
    with qtbot.assertNotEmitted(page.address_requested):
        press(qtbot, "O", "C")
    press(qtbot, "Space", "C")
    qtbot.waitUntil(lambda: card.clause is not None)
    assert card.clause is not None
    expected = ask(lambda connection: lookup.clauses(connection, card.question.evidence))
    assert card.clause.words == "\n".join(clause.text for clause in expected)
    with qtbot.waitSignal(page.address_requested) as asked:
        press(qtbot, "O")
    assert asked.args == [card.question.evidence[0]]


def test_escape_leaves(page: FlashcardPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.left) as left:
        press(qtbot, "Escape")
    assert left.args == [""]


def test_when_nothing_is_due_it_says_when_there_will_be(
    page: FlashcardPage, qtbot: QtBot, ask: Ask
) -> None:
    ask(grade_everything_new)
    page.start()
    qtbot.waitUntil(lambda: isinstance(page.view, Message))
    due = ask(lambda connection: waiting.next_due(connection, clock.now()))
    assert page.view is not None
    said = page.view.accessibleName()
    assert said.startswith("Nothing is due.")
    assert wording.when(due, clock.now()) in said
    assert "new questions wait" in said
    assert page.accessibleDescription() == said
    buttons = [button.text() for button in page.view.findChildren(QPushButton)]
    assert buttons == ["Look again", "Close (Esc)"]


def test_the_last_card_can_be_undone_from_the_empty_page(
    page: FlashcardPage, qtbot: QtBot, ask: Ask
) -> None:
    last = card_of(page).question

    def all_others(connection: Any) -> None:
        now = clock.now()
        for question in waiting.due(connection, now, limit=100):
            if question != last.id:
                schedule.review(connection, question, 4, milliseconds=0, now=now)

    ask(all_others)
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "Space", "4")
    assert isinstance(page.view, Message)
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "U")
    assert card_of(page).question == last


def test_a_bank_without_questions_says_so(
    page: FlashcardPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_connection: Any) -> learning.NothingDue:
        return learning.NothingDue(None, 0)

    monkeypatch.setattr(learning, "next_card", nothing)
    page.start()
    qtbot.waitUntil(lambda: isinstance(page.view, Message))
    assert page.view is not None
    assert page.view.accessibleName().startswith("No cards yet.")


def test_a_grade_the_store_refuses_changes_nothing_and_can_be_given_again(
    page: FlashcardPage, qtbot: QtBot, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any, **_named: Any) -> None:
        raise StoreLocked("study.db is held by another program.")

    card = card_of(page)
    press(qtbot, "Space")
    with monkeypatch.context() as broken:
        broken.setattr(schedule, "review", refuse)
        press(qtbot, "2")
        qtbot.waitUntil(page._banner.isVisible)
    assert "study.db is held" in page._banner.words
    assert page.view is card
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "2")
    assert ask(ratings) == [(card.question.id, 2, "")]


def test_a_card_coming_soon_is_waited_for(
    page: FlashcardPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def soon(_connection: Any) -> learning.NothingDue:
        return learning.NothingDue(clock.now() + timedelta(minutes=10), 0)

    monkeypatch.setattr(learning, "next_card", soon)
    page.start()
    qtbot.waitUntil(lambda: isinstance(page.view, Message))
    assert 0 < page._again.remainingTime() < 11 * 60 * 1000
    page._again.stop()


def test_choices_of_a_card_are_shuffled_by_the_day(ask: Ask) -> None:
    def kept(connection: Any) -> learning.Card | learning.NothingDue:
        return learning.next_card(connection)

    first, again = ask(kept), ask(kept)
    assert first.front == again.front
    texts = [choice.text for choice in first.question.choices]
    assert all(text in first.front for text in texts)
    assert json.dumps(texts) != "[]" or first.question.kind != "multiple-choice"


def test_a_card_is_buried_set_aside_and_flagged_by_its_keys(
    page: FlashcardPage, qtbot: QtBot
) -> None:
    first = card_of(page).question.id
    QTest.keyClick(page, Qt.Key.Key_Asterisk)
    qtbot.waitUntil(lambda: card_of(page).card.flag == 1)
    assert card_of(page).question.id == first
    QTest.keyClick(page, Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: card_of(page).question.id != first)
    second = card_of(page).question.id
    QTest.keyClick(page, Qt.Key.Key_At)
    qtbot.waitUntil(lambda: card_of(page).question.id not in (first, second))
    page._help("take back")
    qtbot.waitUntil(lambda: card_of(page).question.id == second)
