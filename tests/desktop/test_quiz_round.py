"""A round of questions by keys and by mouse, on the bundled question bank."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db import address
from db.errors import StoreLocked
from db.quiz import store
from db.quiz.models import Question
from db.quiz.questions import gaps_only, questions
from db.quiz.session import Round
from desktop import theme as themes
from desktop.quiz import lookup
from desktop.quiz.question_view import QuestionView
from desktop.quiz.reading import ReadingText
from desktop.quiz.round_page import RoundPage
from desktop.quiz.summary import SummaryView
from desktop.quiz.view import Message
from desktop.tasks import Worker
from desktop.theme import Theme

Ask = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture
def bank(ask: Ask) -> list[Question]:
    found: list[Question] = ask(questions)
    return found


@pytest.fixture
def page(study_worker: Worker, theme: Theme, qtbot: QtBot) -> RoundPage:
    made = RoundPage(study_worker, theme)
    qtbot.addWidget(made)
    made.resize(700, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def of_kind(bank: list[Question], kind: str, *, right: int | None = None) -> Question:
    return next(
        one
        for one in bank
        if one.kind == kind
        and (right is None or sum(choice.correct for choice in one.choices) == right)
    )


def play(page: RoundPage, qtbot: QtBot, *asked: Question) -> QuestionView:
    before = page.view
    page.resume(Round(asked, seed=1).to_json())
    qtbot.waitUntil(lambda: page.view is not before)
    return view_of(page)


def view_of(page: RoundPage) -> QuestionView:
    assert isinstance(page.view, QuestionView)
    return page.view


def press(qtbot: QtBot, *keys: Qt.Key | str, modifier: Any = None) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        code = getattr(Qt.Key, f"Key_{key}") if isinstance(key, str) else key
        qtbot.keyClick(focused, code, modifier or Qt.KeyboardModifier.NoModifier)


def right_keys(question: Question) -> list[str]:
    return [str(n) for n, choice in enumerate(question.choices, start=1) if choice.correct]


def wrong_key(question: Question) -> str:
    return next(str(n) for n, choice in enumerate(question.choices, 1) if not choice.correct)


def labels(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


# answering --------------------------------------------------------------------------------


def test_a_right_answer_by_keys_is_said_and_stored(
    page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    question = of_kind(bank, "multiple-choice", right=1)
    view = play(page, qtbot, question, bank[5])
    assert view.prompt.words == question.prompt
    assert f"{question.topics[0][:1].upper()}{question.topics[0][1:]} · 1 of 2" in labels(view)
    press(qtbot, *right_keys(question))
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "Return")
    assert view.feedback is not None
    assert labels(view.feedback) == ["✓ Right", question.explanation]
    assert page.accessibleDescription() == f"✓ Right. {question.explanation}"
    assert ask(store.answered) == {question.id: (1, 0)}


def test_a_wrong_answer_shows_the_right_one_and_why(
    page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    question = of_kind(bank, "multiple-choice", right=1)
    view = play(page, qtbot, question)
    wrong, right = wrong_key(question), right_keys(question)[0]
    with qtbot.waitSignal(page.answer_recorded):
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
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(page, qtbot, of_kind(bank, "who-said-it"))
    assert view.choices is not None
    press(qtbot, "A")
    assert view.choices.chosen == (0,)
    press(qtbot, "C")
    assert view.choices.chosen == (2,)
    assert view.clause is None


def test_several_right_choices_are_announced_and_all_needed(
    page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    question = of_kind(bank, "multiple-choice", right=2)
    view = play(page, qtbot, question)
    assert view.hint.text().startswith("Several are right")
    press(qtbot, *right_keys(question))
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "Return")
    assert ask(store.answered) == {question.id: (1, 0)}
    assert view.choices is not None
    assert [button.tag for button in view.choices.buttons].count("✓ your answer") == 2


def test_a_choice_of_several_can_be_given_back(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(page, qtbot, of_kind(bank, "multiple-choice", right=2))
    assert view.choices is not None
    press(qtbot, "1", "2", "1")
    assert view.choices.chosen == (1,)


@pytest.mark.parametrize(("key", "said"), [("T", True), ("F", False), ("1", True), ("2", False)])
def test_true_or_false_by_letter_or_number(
    page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask, key: str, said: bool
) -> None:
    question = of_kind(bank, "true-false")
    play(page, qtbot, question)
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, key, "Return")
    right = said is question.answer
    assert ask(store.answered) == {question.id: (int(right), int(not right))}


def test_by_mouse_a_click_chooses_and_check_confirms(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = of_kind(bank, "multiple-choice", right=1)
    view = play(page, qtbot, question, bank[3])
    assert view.choices is not None
    for button in (view.choices.buttons[0], view.choices.buttons[1]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.choices.chosen == (1,)
    assert view.feedback is None
    with qtbot.waitSignal(page.answer_recorded):
        qtbot.mouseClick(view.check, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.choices.buttons[0], Qt.MouseButton.LeftButton)
    assert view.choices.chosen == (1,)
    qtbot.mouseClick(view.next, Qt.MouseButton.LeftButton)
    assert view_of(page).question.id == bank[3].id


def test_tab_and_space_choose_and_enter_on_an_unchosen_one_only_chooses(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(page, qtbot, of_kind(bank, "multiple-choice", right=1))
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
    page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    view = play(page, qtbot, of_kind(bank, "true-false"))
    press(qtbot, "Return")
    assert view.feedback is None
    assert view.hint.text().startswith("Nothing is chosen yet.")
    assert ask(store.answered) == {}


# gaps -------------------------------------------------------------------------------------


def test_gaps_are_filled_in_turn_and_letters_are_only_letters(
    page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    question = next(one for one in bank if one.kind == "cloze" and len(gaps_only(one.text)) == 2)
    view = play(page, qtbot, question)
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
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "Return")
    assert ask(store.answered) == {question.id: (1, 0)}
    assert view.feedback is not None
    assert isinstance(page.view, QuestionView)


def test_where_one_types_alt_s_skips_and_s_is_a_letter(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(page, qtbot, of_kind(bank, "cloze"), of_kind(bank, "multiple-choice"))
    assert "Skip (Alt+S)" in buttons(page)
    press(qtbot, "S")
    assert view_of(page) is view
    press(qtbot, "S", modifier=Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: view_of(page) is not view)
    assert "Skip (S)" in buttons(page)


def buttons(page: RoundPage) -> list[str]:
    return [button.text() for button in page.findChildren(QPushButton) if button.isVisible()]


def test_a_wrong_gap_says_so_and_ctrl_enter_hands_in_what_is_there(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = next(one for one in bank if one.kind == "cloze" and len(gaps_only(one.text)) == 2)
    view = play(page, qtbot, question)
    assert view.cloze is not None
    qtbot.keyClicks(view.cloze.edits[0], "zebra")
    with qtbot.waitSignal(page.answer_recorded):
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
    page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask
) -> None:
    question = next(
        one for one in bank if one.kind == "true-false" and one.document == "A/RES/78/311"
    )
    view = play(page, qtbot, question)
    page.resize(900, 1200)
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
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    page.resize(700, 320)
    view = play(page, qtbot, of_kind(bank, "multiple-choice", right=1))
    press(qtbot, "1", "Return")
    qtbot.waitUntil(lambda: view.clause is not None and view.clause.isVisible())
    bar = page.findChild(QScrollArea).verticalScrollBar()
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
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    play(page, qtbot, of_kind(bank, "true-false"))
    with qtbot.assertNotEmitted(page.address_requested):
        press(qtbot, "O", "C")
    assert view_of(page).clause is None


def test_open_in_reader_by_key_and_by_the_link_under_the_clause(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = of_kind(bank, "true-false")
    view = play(page, qtbot, question)
    press(qtbot, "F", "Return")
    with qtbot.waitSignal(page.address_requested) as asked:
        press(qtbot, "O")
    assert asked.args == [question.evidence[0]]
    press(qtbot, "C")
    qtbot.waitUntil(lambda: view.clause is not None)
    assert view.clause is not None
    link = view.clause.findChildren(QPushButton)[-1]
    with qtbot.waitSignal(page.address_requested) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == [question.evidence[-1]]


def test_a_link_with_the_focus_is_followed_by_enter(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = of_kind(bank, "true-false")
    view = play(page, qtbot, question, bank[2])
    press(qtbot, "F", "Return")
    assert view.clause_link is not None
    view.clause_link.setFocus()
    press(qtbot, "Return")
    qtbot.waitUntil(lambda: view.clause is not None)
    assert page.view is view


def test_an_address_that_is_gone_gives_a_sentence(ask: Ask) -> None:
    (clause,) = ask(lambda connection: lookup.clauses(connection, ("A/RES/78/311 op99",)))
    assert clause.citation == "A/RES/78/311, para. 99"
    assert "no paragraph" in clause.text


# going on, the end ------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["Return", "Space"])
def test_enter_or_space_goes_on(
    page: RoundPage, qtbot: QtBot, bank: list[Question], key: str
) -> None:
    play(page, qtbot, of_kind(bank, "true-false"), bank[0])
    press(qtbot, "T", "Return", key)
    assert view_of(page).question.id == bank[0].id


def test_a_held_key_does_not_rush_through(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(page, qtbot, of_kind(bank, "true-false"), bank[0])
    press(qtbot, "T", "Return")
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
    )
    QApplication.sendEvent(page, held)
    assert page.view is view


def test_the_summary_counts_lists_and_begins_again(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    one, two = [q for q in bank if q.kind == "true-false"][:2]
    play(page, qtbot, one, two, bank[0])
    press(qtbot, "T" if one.answer else "F", "Return", "Return")
    press(qtbot, "F" if two.answer else "T", "Return", "Return")
    press(qtbot, "S")
    view = page.view
    assert isinstance(view, SummaryView)
    assert view.words == "1 of 3 right"
    assert {"Not right: 1", "Skipped: 1"} <= set(labels(view))
    assert f"Right answer: {two.answer}" in labels(view)
    link = next(b for b in view.findChildren(QPushButton) if b.objectName() == "link")
    with qtbot.waitSignal(page.address_requested) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == [two.evidence[0]]
    view.again.setFocus()
    press(qtbot, "Return")
    qtbot.waitUntil(lambda: isinstance(page.view, QuestionView))
    assert len(json.loads(page.progress_json())["questions"]) == 10


def test_what_to_do_next_is_in_sight_under_a_long_summary(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    asked = [q for q in bank if q.kind == "true-false"][:8]
    play(page, qtbot, *asked)
    for question in asked:
        press(qtbot, "F" if question.answer else "T", "Return", "Return")
    view = page.view
    assert isinstance(view, SummaryView)
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for button in (view.again, view.repeat, view.close_button):
        assert button.visibleRegion().boundingRect() == button.rect()


def test_only_what_was_wrong_is_repeated_and_ones_own_answer_is_shown(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    one, two = [q for q in bank if q.kind == "true-false"][:2]
    play(page, qtbot, one, two, bank[0])
    press(qtbot, "T" if one.answer else "F", "Return", "Return")
    press(qtbot, "F" if two.answer else "T", "Return", "Return", "S")
    assert page.view is not None
    assert f"Your answer: {not two.answer}" in labels(page.view)
    press(qtbot, "R")
    qtbot.waitUntil(lambda: isinstance(page.view, QuestionView))
    assert view_of(page).question.id == two.id
    assert len(json.loads(page.progress_json())["questions"]) == 1


def test_a_quotation_stands_by_itself_in_the_summary(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = next(q for q in bank if q.quote)
    play(page, qtbot, question)
    press(qtbot, "S")
    assert page.view is not None
    said = [text.words for text in page.view.findChildren(ReadingText)]
    assert said[1:] == [question.prompt, question.quote]


def test_where_nothing_was_wrong_nothing_is_repeated(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    one = of_kind(bank, "true-false")
    play(page, qtbot, one)
    press(qtbot, "T" if one.answer else "F", "Return", "Return")
    view = page.view
    assert isinstance(view, SummaryView)
    assert not view.repeat.isVisible()
    press(qtbot, "R")
    assert page.view is view


def test_a_finished_round_leaves_nothing_to_continue(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    play(page, qtbot, of_kind(bank, "true-false"))
    press(qtbot, "T", "Return", "Return")
    assert isinstance(page.view, SummaryView)
    with qtbot.waitSignal(page.left) as left:
        qtbot.mouseClick(page.view.close_button, Qt.MouseButton.LeftButton)
    assert left.args == [""]


def test_escape_leaves_and_the_round_resumes_where_it_was(
    page: RoundPage, study_worker: Worker, theme: Theme, qtbot: QtBot, bank: list[Question]
) -> None:
    play(page, qtbot, *[one for one in bank if one.kind == "true-false"][:10])
    with qtbot.waitSignal(page.left) as left:
        press(qtbot, "S", "S", "Escape")
    asked = view_of(page).question
    other = RoundPage(study_worker, theme)
    qtbot.addWidget(other)
    other.resume(left.args[0])
    qtbot.waitUntil(lambda: other.view is not None)
    assert view_of(other).question == asked
    assert any(text.endswith("3 of 10") for text in map(QLabel.text, other.findChildren(QLabel)))


def test_an_answered_question_comes_back_answered_and_is_stored_once(
    page: RoundPage, study_worker: Worker, theme: Theme, qtbot: QtBot, bank: list[Question],
    ask: Ask,
) -> None:  # fmt: skip
    question = of_kind(bank, "cloze")
    play(page, qtbot, question, bank[1])
    qtbot.keyClicks(view_of(page).cloze.edits[0], "zebra")  # type: ignore[union-attr]
    with qtbot.waitSignal(page.answer_recorded):
        press(qtbot, "Return", modifier=Qt.KeyboardModifier.ControlModifier)
    other = RoundPage(study_worker, theme)
    qtbot.addWidget(other)
    other.resume(page.progress_json())
    qtbot.waitUntil(lambda: other.view is not None)
    view = view_of(other)
    assert view.feedback is not None
    assert view.cloze is not None
    assert view.cloze.typed[0] == "zebra"
    assert ask(store.answered) == {question.id: (0, 1)}


def test_a_damaged_round_is_refused_with_a_way_on(page: RoundPage, qtbot: QtBot) -> None:
    page.resume("{broken")
    qtbot.waitUntil(lambda: page.view is not None)
    assert isinstance(page.view, Message)
    assert "cannot be read" in page.view.accessibleName()
    press(qtbot, "Return")
    qtbot.waitUntil(lambda: isinstance(page.view, QuestionView))


def test_an_empty_bank_says_so(
    page: RoundPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def empty(_connection: Any, seed: int) -> lookup.Started:
        return lookup.Started(Round([], seed=seed), {})

    monkeypatch.setattr(lookup, "start_round", empty)
    page.start()
    qtbot.waitUntil(lambda: page.view is not None)
    assert isinstance(page.view, Message)
    assert page.view.accessibleName().startswith("No questions yet.")
    assert page.progress_json() == ""


def test_an_answer_the_store_refuses_is_kept_and_tried_again(
    page: RoundPage, qtbot: QtBot, bank: list[Question], ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def refuse(_connection: Any, given: object) -> None:
        raise StoreLocked("study.db is held by another program.")

    question = of_kind(bank, "true-false")
    play(page, qtbot, question)
    with monkeypatch.context() as broken:
        broken.setattr(lookup, "record", refuse)
        press(qtbot, "T", "Return")
        qtbot.waitUntil(page._banner.isVisible)
    assert "not stored yet. study.db is held" in page._banner.words
    again = next(b for b in page._banner.findChildren(QPushButton) if b.text() == "Try again")
    with qtbot.waitSignal(page.answer_recorded):
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert sum(ask(store.answered)[question.id]) == 1


# keys and room ----------------------------------------------------------------------------


def test_keys_mean_nothing_elsewhere_in_the_window(
    study_worker: Worker, theme: Theme, qtbot: QtBot, bank: list[Question]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    beside, page = QLineEdit(window), RoundPage(study_worker, theme, window)
    column = QVBoxLayout(window)
    column.addWidget(beside)
    column.addWidget(page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view = play(page, qtbot, of_kind(bank, "true-false"))
    beside.setFocus()
    press(qtbot, "1", "T", "Return")
    assert beside.text() == "1t"
    assert view.choices is not None
    assert view.choices.chosen == ()
    assert view.feedback is None


def test_the_windows_own_shortcuts_do_not_take_the_quiz_keys(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(page, qtbot, of_kind(bank, "true-false"))
    shortcuts = [QShortcut(QKeySequence(key), page) for key in ("T", "C", "Escape")]
    press(qtbot, "T", "Return", "C")
    qtbot.waitUntil(lambda: view.clause is not None)
    with qtbot.waitSignal(page.left):
        press(qtbot, "Escape")
    assert len(shortcuts) == 3


@pytest.mark.parametrize(("width", "size"), [(480, 18), (480, 26), (700, 18), (1500, 18)])
def test_nothing_stands_out_at_the_sides_and_the_column_is_centred(
    page: RoundPage, qtbot: QtBot, bank: list[Question], width: int, size: int
) -> None:
    page.resize(width, 420)
    page.set_font_size(size)
    longest = max(bank, key=lambda one: sum(len(choice.text) for choice in one.choices))
    view = play(page, qtbot, longest)
    press(qtbot, "1", "Return", "W", "C")
    qtbot.waitUntil(lambda: view.clause is not None)
    viewport = page._scroll.viewport()
    qtbot.waitUntil(lambda: page._column.width() == viewport.width())
    assert view.width() <= 640 * max(size, 18) // 18
    left = view.mapTo(page._column, view.rect().topLeft()).x()
    right = page._column.width() - left - view.width()
    assert abs(left - right) <= 1
    for part in view.findChildren(QWidget):
        if part.isVisible():
            edge = part.mapTo(page._column, part.rect().topRight()).x()
            assert edge <= page._column.width()


def test_what_came_last_is_scrolled_into_sight(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    page.resize(480, 420)
    view = play(page, qtbot, of_kind(bank, "multiple-choice", right=1))
    press(qtbot, "1", "Return")
    viewport, bar = page._scroll.viewport(), page._scroll.verticalScrollBar()

    def verdict_seen() -> bool:
        assert view.feedback is not None
        top = view.feedback.mapTo(viewport, view.feedback.rect().topLeft()).y()
        return bar.value() > 0 and 0 <= top < viewport.height() - 40

    qtbot.waitUntil(verdict_seen)
    before = bar.value()
    press(qtbot, "PageUp")
    assert bar.value() < before


def test_size_and_theme_reach_what_is_shown(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    view = play(page, qtbot, of_kind(bank, "multiple-choice", right=1))
    assert view.choices is not None
    button = view.choices.buttons[0]
    height, words = button.height(), view.prompt.text()
    page.set_font_size(28)
    qtbot.waitUntil(lambda: button.height() > height)
    assert view.prompt.text() != words
    page.set_theme(themes.theme("dark"))
    assert page.grab().toImage().pixelColor(4, 4) == QColor(themes.theme("dark").page)


def test_choices_say_their_key_and_what_became_of_them(
    page: RoundPage, qtbot: QtBot, bank: list[Question]
) -> None:
    question = of_kind(bank, "true-false")
    view = play(page, qtbot, question)
    assert view.choices is not None
    assert [b.accessibleName() for b in view.choices.buttons] == ["T: True", "F: False"]
    press(qtbot, "T" if question.answer else "F", "Return")
    said = [button.accessibleDescription() for button in view.choices.buttons]
    assert sorted(said) == ["", "✓ your answer"]
