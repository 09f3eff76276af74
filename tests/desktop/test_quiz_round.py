"""A round of questions by keys and by mouse, on the bundled question bank."""

from collections.abc import Callable
from typing import Any

import pytest
from played_rounds import buttons, labels, of_kind, play, press, right_keys, view_of, wrong_key
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db import address
from db.quiz import store
from db.quiz.models import Question
from db.quiz.questions import gaps_only
from desktop import theme as themes
from desktop.quiz import lookup
from desktop.quiz.question_view import QuestionView
from desktop.quiz.round_page import RoundPage
from desktop.tasks import Worker
from desktop.theme import Theme

Ask = Callable[[Callable[[Any], Any]], Any]


# answering --------------------------------------------------------------------------------


def test_a_right_answer_by_keys_is_said_and_stored(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    question = of_kind(bank, "multiple-choice", right=1)
    view = play(round_page, qtbot, question, bank[5])
    assert view.prompt.words == question.prompt
    assert f"{question.topics[0][:1].upper()}{question.topics[0][1:]} · 1 of 2" in labels(view)
    press(qtbot, *right_keys(question))
    with qtbot.waitSignal(round_page.answer_recorded):
        press(qtbot, "Return")
    assert view.feedback is not None
    assert labels(view.feedback) == ["✓ Right", question.explanation]
    assert round_page.accessibleDescription() == f"✓ Right. {question.explanation}"
    assert ask(store.answered) == {question.id: (1, 0)}


def test_a_wrong_answer_shows_the_right_one_and_why(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    question = of_kind(bank, "multiple-choice", right=1)
    view = play(round_page, qtbot, question)
    wrong, right = wrong_key(question), right_keys(question)[0]
    with qtbot.waitSignal(round_page.answer_recorded):
        press(qtbot, wrong, "Enter")
    assert view.choices is not None
    assert view.feedback is not None
    assert view.reasons is not None
    tags = {button.cap: button.tag for button in view.choices.buttons if button.tag}
    assert tags == {wrong: "✗ your answer", right: "✓ right answer"}
    expected = question.choices[int(right) - 1].text
    assert labels(view.feedback)[:2] == ["✗ Not right", f"Right answer: {expected}"]
    whys = [f"{n}  {choice.why}" for n, choice in enumerate(question.choices, 1) if choice.why]
    assert labels(view.reasons) == [why for why in whys if why.startswith(wrong)]
    press(qtbot, "W")
    assert labels(view.reasons) == whys
    press(qtbot, "W")
    assert len(labels(view.reasons)) == 1
    assert ask(store.answered) == {question.id: (0, 1)}


def test_letters_choose_too_and_another_choice_replaces_the_first(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(round_page, qtbot, of_kind(bank, "who-said-it"))
    assert view.choices is not None
    press(qtbot, "A")
    assert view.choices.chosen == (0,)
    press(qtbot, "C")
    assert view.choices.chosen == (2,)
    assert view.clause is None


def test_several_right_choices_are_announced_and_all_needed(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    question = of_kind(bank, "multiple-choice", right=2)
    view = play(round_page, qtbot, question)
    assert view.hint.text().startswith("Several are right")
    press(qtbot, *right_keys(question))
    with qtbot.waitSignal(round_page.answer_recorded):
        press(qtbot, "Return")
    assert ask(store.answered) == {question.id: (1, 0)}
    assert view.choices is not None
    assert [button.tag for button in view.choices.buttons].count("✓ your answer") == 2


def test_a_choice_of_several_can_be_given_back(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(round_page, qtbot, of_kind(bank, "multiple-choice", right=2))
    assert view.choices is not None
    press(qtbot, "1", "2", "1")
    assert view.choices.chosen == (1,)


@pytest.mark.parametrize(("key", "said"), [("T", True), ("F", False), ("1", True), ("2", False)])
def test_true_or_false_by_letter_or_number(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask, key: str, said: bool
) -> None:
    question = of_kind(bank, "true-false")
    play(round_page, qtbot, question)
    with qtbot.waitSignal(round_page.answer_recorded):
        press(qtbot, key, "Return")
    right = said is question.answer
    assert ask(store.answered) == {question.id: (int(right), int(not right))}


def test_by_mouse_a_click_chooses_and_check_confirms(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = of_kind(bank, "multiple-choice", right=1)
    view = play(round_page, qtbot, question, bank[3])
    assert view.choices is not None
    for button in (view.choices.buttons[0], view.choices.buttons[1]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.choices.chosen == (1,)
    assert view.feedback is None
    with qtbot.waitSignal(round_page.answer_recorded):
        qtbot.mouseClick(view.check, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.choices.buttons[0], Qt.MouseButton.LeftButton)
    assert view.choices.chosen == (1,)
    qtbot.mouseClick(view.next, Qt.MouseButton.LeftButton)
    assert view_of(round_page).question.id == bank[3].id


def test_tab_and_space_choose_and_enter_on_an_unchosen_one_only_chooses(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(round_page, qtbot, of_kind(bank, "multiple-choice", right=1))
    assert view.choices is not None
    view.choices.buttons[0].setFocus()
    press(qtbot, "Tab", "Space")
    assert view.choices.chosen == (1,)
    press(qtbot, "Tab", "Return")
    assert view.choices.chosen == (2,)
    assert view.feedback is None
    press(qtbot, "Return")
    assert view.feedback is not None


def test_enter_without_a_choice_asks_for_one(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    view = play(round_page, qtbot, of_kind(bank, "true-false"))
    press(qtbot, "Return")
    assert view.feedback is None
    assert view.hint.text().startswith("Nothing is chosen yet.")
    assert ask(store.answered) == {}


# gaps -------------------------------------------------------------------------------------


def test_gaps_are_filled_in_turn_and_letters_are_only_letters(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    question = next(one for one in bank if one.kind == "cloze" and len(gaps_only(one.text)) == 2)
    view = play(round_page, qtbot, question)
    assert view.cloze is not None
    first, second = view.cloze.edits
    assert QApplication.focusWidget() is first
    assert first.accessibleName() == "Gap 1 of 2"
    press(qtbot, "S", "C", "O", "1")
    assert (first.text(), view.clause, view.feedback) == ("sco1", None, None)
    first.clear()
    answers = [gap.answer for gap in gaps_only(question.text)]
    qtbot.keyClicks(first, answers[0])
    press(qtbot, "Return")
    assert QApplication.focusWidget() is second
    assert view.feedback is None
    qtbot.keyClicks(second, answers[1])
    with qtbot.waitSignal(round_page.answer_recorded):
        press(qtbot, "Return")
    assert ask(store.answered) == {question.id: (1, 0)}
    assert view.feedback is not None
    assert isinstance(round_page.view, QuestionView)


def test_where_one_types_alt_s_skips_and_s_is_a_letter(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(round_page, qtbot, of_kind(bank, "cloze"), of_kind(bank, "multiple-choice"))
    assert "Skip (Alt+S)" in buttons(round_page)
    press(qtbot, "S")
    assert view_of(round_page) is view
    press(qtbot, "S", modifier=Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: view_of(round_page) is not view)
    assert "Skip (S)" in buttons(round_page)


def test_a_wrong_gap_says_so_and_ctrl_enter_hands_in_what_is_there(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = next(one for one in bank if one.kind == "cloze" and len(gaps_only(one.text)) == 2)
    view = play(round_page, qtbot, question)
    assert view.cloze is not None
    qtbot.keyClicks(view.cloze.edits[0], "zebra")
    with qtbot.waitSignal(round_page.answer_recorded):
        press(qtbot, "Return", modifier=Qt.KeyboardModifier.ControlModifier)
    assert [edit.accessibleDescription() for edit in view.cloze.edits] == ["Not right"] * 2
    assert view.cloze.edits[0].isReadOnly()
    assert view.feedback is not None
    expected = "; ".join(gap.answer for gap in gaps_only(question.text))
    assert f"Right answer: {expected}" in labels(view.feedback)
    press(qtbot, "C")
    qtbot.waitUntil(lambda: view.clause is not None)


# the clause -------------------------------------------------------------------------------


def test_the_clause_is_shown_in_place_and_folded_by_the_same_key(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    question = next(
        one for one in bank if one.kind == "true-false" and one.document == "A/RES/78/311"
    )
    view = play(round_page, qtbot, question)
    round_page.resize(900, 1200)
    press(qtbot, "T", "Return")
    qtbot.waitUntil(lambda: view.clause is not None and view.clause.isVisible())
    assert view.clause is not None
    expected = ask(lambda connection: lookup.clauses(connection, question.evidence))
    assert view.clause.words == "\n".join(clause.text for clause in expected)
    label = question.evidence[0].split(" ")[1]
    assert labels(view.clause)[0] == f"A/RES/78/311, {address.describe(label)} · study digest"
    press(qtbot, "C")
    assert not view.clause.isVisible()
    press(qtbot, "C")
    qtbot.waitUntil(view.clause.isVisible)


def test_a_clause_that_came_out_of_view_is_gone_to_before_it_is_folded(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    round_page.resize(700, 320)
    view = play(round_page, qtbot, of_kind(bank, "multiple-choice", right=1))
    press(qtbot, "1", "Return")
    qtbot.waitUntil(lambda: view.clause is not None and view.clause.isVisible())
    bar = round_page.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(0)
    assert view.clause.visibleRegion().isEmpty()
    assert view.clause_link.text() == "Go to clause (C)"
    press(qtbot, "C")
    qtbot.waitUntil(lambda: view.clause_link.text() == "Hide clause (C)")
    assert not view.clause.visibleRegion().isEmpty()
    press(qtbot, "C")
    assert not view.clause.isVisible()
    assert view.clause_link.text() == "Show clause (C)"


def test_before_the_answer_there_is_no_clause(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    play(round_page, qtbot, of_kind(bank, "true-false"))
    with qtbot.assertNotEmitted(round_page.address_requested):
        press(qtbot, "O", "C")
    assert view_of(round_page).clause is None


def test_open_in_reader_by_key_and_by_the_link_under_the_clause(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = of_kind(bank, "true-false")
    view = play(round_page, qtbot, question)
    press(qtbot, "F", "Return")
    with qtbot.waitSignal(round_page.address_requested) as asked:
        press(qtbot, "O")
    assert asked.args == [question.evidence[0]]
    press(qtbot, "C")
    qtbot.waitUntil(lambda: view.clause is not None)
    assert view.clause is not None
    link = view.clause.findChildren(QPushButton)[-1]
    with qtbot.waitSignal(round_page.address_requested) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == [question.evidence[-1]]


def test_a_link_with_the_focus_is_followed_by_enter(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = of_kind(bank, "true-false")
    view = play(round_page, qtbot, question, bank[2])
    press(qtbot, "F", "Return")
    assert view.clause_link is not None
    view.clause_link.setFocus()
    press(qtbot, "Return")
    qtbot.waitUntil(lambda: view.clause is not None)
    assert round_page.view is view


def test_an_address_that_is_gone_gives_a_sentence(ask: Ask) -> None:
    (clause,) = ask(lambda connection: lookup.clauses(connection, ("A/RES/78/311 op99",)))
    assert clause.citation == "A/RES/78/311, para. 99"
    assert "no paragraph" in clause.text


# keys and room ----------------------------------------------------------------------------


def test_keys_mean_nothing_elsewhere_in_the_window(
    study_worker: Worker, theme: Theme, qtbot: QtBot, bank: list[Question]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    beside, round_page = QLineEdit(window), RoundPage(study_worker, theme, window)
    column = QVBoxLayout(window)
    column.addWidget(beside)
    column.addWidget(round_page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view = play(round_page, qtbot, of_kind(bank, "true-false"))
    beside.setFocus()
    press(qtbot, "1", "T", "Return")
    assert beside.text() == "1t"
    assert view.choices is not None
    assert view.choices.chosen == ()
    assert view.feedback is None


def test_the_windows_own_shortcuts_do_not_take_the_quiz_keys(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(round_page, qtbot, of_kind(bank, "true-false"))
    shortcuts = [QShortcut(QKeySequence(key), round_page) for key in ("T", "C", "Escape")]
    press(qtbot, "T", "Return", "C")
    qtbot.waitUntil(lambda: view.clause is not None)
    with qtbot.waitSignal(round_page.left):
        press(qtbot, "Escape")
    assert len(shortcuts) == 3


@pytest.mark.parametrize(("width", "size"), [(480, 18), (480, 26), (700, 18), (1500, 18)])
def test_nothing_stands_out_at_the_sides_and_the_column_is_centred(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question], width: int, size: int
) -> None:
    round_page.resize(width, 420)
    round_page.set_font_size(size)
    longest = max(bank, key=lambda one: sum(len(choice.text) for choice in one.choices))
    view = play(round_page, qtbot, longest)
    press(qtbot, "1", "Return", "W", "C")
    qtbot.waitUntil(lambda: view.clause is not None)
    viewport = round_page._scroll.viewport()
    qtbot.waitUntil(lambda: round_page._column.width() == viewport.width())
    assert view.width() <= 640 * max(size, 18) // 18
    left = view.mapTo(round_page._column, view.rect().topLeft()).x()
    right = round_page._column.width() - left - view.width()
    assert abs(left - right) <= 1
    for part in view.findChildren(QWidget):
        if part.isVisible():
            edge = part.mapTo(round_page._column, part.rect().topRight()).x()
            assert edge <= round_page._column.width()


def test_what_came_last_is_scrolled_into_sight(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    round_page.resize(480, 420)
    view = play(round_page, qtbot, of_kind(bank, "multiple-choice", right=1))
    press(qtbot, "1", "Return")
    viewport, bar = round_page._scroll.viewport(), round_page._scroll.verticalScrollBar()

    def verdict_seen() -> bool:
        assert view.feedback is not None
        top = view.feedback.mapTo(viewport, view.feedback.rect().topLeft()).y()
        return bar.value() > 0 and 0 <= top < viewport.height() - 40

    qtbot.waitUntil(verdict_seen)
    before = bar.value()
    press(qtbot, "PageUp")
    assert bar.value() < before


def test_size_and_theme_reach_what_is_shown(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(round_page, qtbot, of_kind(bank, "multiple-choice", right=1))
    assert view.choices is not None
    button = view.choices.buttons[0]
    height, words = button.height(), view.prompt.text()
    round_page.set_font_size(28)
    qtbot.waitUntil(lambda: button.height() > height)
    assert view.prompt.text() != words
    round_page.set_theme(themes.theme("dark"))
    assert round_page.grab().toImage().pixelColor(4, 4) == QColor(themes.theme("dark").page)


def test_choices_say_their_key_and_what_became_of_them(
    round_page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = of_kind(bank, "true-false")
    view = play(round_page, qtbot, question)
    assert view.choices is not None
    assert [b.accessibleName() for b in view.choices.buttons] == ["T: True", "F: False"]
    press(qtbot, "T" if question.answer else "F", "Return")
    said = [button.accessibleDescription() for button in view.choices.buttons]
    assert sorted(said) == ["", "✓ your answer"]
