"""Every kind of question, answered by keys alone: rightly, wrongly, and with nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.quiz.grade import Grade, grade
from db.quiz.models import Choice, Item, Pair, Question
from db.quiz.session import shuffle_choices
from desktop.quiz import wording
from desktop.quiz.lookup import Clause
from desktop.quiz.pointing_out import FindAnswer
from desktop.quiz.question_view import QuestionView
from desktop.quiz.study_page import StudyPage
from desktop.tasks import Worker
from desktop.theme import Theme

WHERE = ("X/1 op1",)
KINDS = {
    "flashcard": Question("1", "flashcard", "Who?", "So.", WHERE, back="The towns"),
    "count-correct": Question(
        "2", "count-correct", "How many?", "Two.", WHERE,
        choices=(Choice("one", True), Choice("two", True), Choice("three", why="No.")),
    ),
    "cloze": Question(
        "3", "cloze", "Choose.", "So.", WHERE, text="A {{fair}} toll for {{all}} boats.",
        others=("high",), options=("high", "all", "fair"),
    ),
    "short-answer": Question("4", "short-answer", "What?", "So.", WHERE, answers=("the wells",)),
    "matching": Question(
        "5", "matching", "Which?", "So.", WHERE,
        pairs=(Pair("a", "x"), Pair("b", "y"), Pair("c", "z")), options=("z", "y", "x"),
    ),
    "ordering": Question(
        "6", "ordering", "In which order?", "So.", WHERE,
        items=(Item("first", "1893"), Item("second"), Item("third")),
        options=("third", "first", "second"),
    ),
    "find-in-text": Question(
        "7", "find-in-text", "Which?", "So.", WHERE, targets=("X/1 op2",),
        within=("X/1 op1", "X/1 op2", "X/1 op3"),
    ),
    "press-against-text": Question(
        "8", "press-against-text", "Is it so?", "So.", WHERE, quote="They said so.",
        choices=(Choice("same", why="No."), Choice("absent", True)),
    ),
}  # fmt: skip
KEYS = {
    "flashcard": (["Space", "Y"], ["Space", "N"]),
    "count-correct": (["2", "Return"], ["0", "Return"]),
    "cloze": (["3", "2", "Return"], ["1", "2", "Return"]),
    "short-answer": (["the wells", "Return"], ["thy mills", "Return"]),
    "matching": (
        ["Down", "Down", "Down", "Tab", "Down", "Down", "Tab", "Down", "Return"],
        ["Down", "Tab", "Down", "Down", "Tab", "Down", "Return"],
    ),
    "ordering": (["2", "3", "Return"], ["1", "2", "Return"]),
    "find-in-text": (["2", "Return"], ["1", "Return"]),
    "press-against-text": (["2", "Return"], ["1", "Return"]),
}


class Page(StudyPage):
    """A page of the quiz with one question on it, graded at once."""

    grade: Grade | None = None

    def ask(self, question: Question) -> QuestionView:
        view = QuestionView(question, "1 of 1", {}, self._theme, self._size)
        view.answered.connect(self._mark)
        self._show(view)
        return view

    def _ask_paragraphs(self, view: QWidget) -> None:
        if isinstance(view, QuestionView):
            view.show_text([Clause(one, one, "", f"Text of {one}") for one in view.question.within])

    def _mark(self, given: object, _milliseconds: int) -> None:
        assert isinstance(self.view, QuestionView)
        self.grade = grade(self.view.question, given)
        self.view.show_grade(self.grade)


@pytest.fixture
def page(qtbot: QtBot, study_worker: Worker, theme: Theme) -> Page:
    made = Page(study_worker, theme)
    qtbot.addWidget(made)
    made.resize(800, 480)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


def press(page: Page, keys: list[str]) -> None:
    for key in keys:
        target = page.window().focusWidget() or page
        code = getattr(Qt.Key, f"Key_{key}", None)
        if code is None:
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, code)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rightly", [True, False])
def test_each_kind_is_answered_by_keys(page: Page, kind: str, rightly: bool) -> None:
    view = page.ask(KINDS[kind])
    press(page, KEYS[kind][0 if rightly else 1])
    assert page.grade is not None
    assert page.grade.correct is rightly
    assert view.feedback is not None
    assert view.feedback.words.startswith("✓ Right" if rightly else "✗ Not")
    assert view.next.isVisible()


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"flashcard"}))
def test_nothing_given_is_asked_for_once_more(page: Page, kind: str) -> None:
    view = page.ask(KINDS[kind])
    view.check.click()
    if kind == "cloze":
        assert page.grade is not None
        return
    assert page.grade is None
    assert "yet" in view.hint.text() or "place" in view.hint.text()


@pytest.mark.parametrize("kind", KINDS)
def test_check_is_in_sight_on_a_small_screen(page: Page, kind: str) -> None:
    view = page.ask(KINDS[kind])
    corner = view.check.mapTo(page, view.check.rect().bottomRight())
    assert page.rect().contains(corner)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_takes_the_keys_has_a_name(page: Page, kind: str) -> None:
    view = page.ask(KINDS[kind])
    for part in view.answering.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
            assert part.accessibleName() or getattr(part, "text", str)(), part


def test_what_was_given_before_can_be_shown_again(page: Page) -> None:
    for kind, given in {
        "count-correct": (2,), "cloze": ("fair", "all"), "short-answer": ("wells",),
        "matching": ("x", "y", "z"), "ordering": ("first", "second", "third"),
        "find-in-text": ("X/1 op2",), "press-against-text": (1,),
    }.items():  # fmt: skip
        view = page.ask(KINDS[kind])
        view.answering.put(given)
        assert view.answering.given == given


def test_a_verdict_on_a_report_is_a_scale_in_words(page: Page) -> None:
    view = page.ask(shuffle_choices(KINDS["press-against-text"], 3))
    assert view.choices is not None
    assert [button.words for button in view.choices.buttons] == [
        "The text says this", "The text does not say it",
    ]  # fmt: skip


def test_a_place_that_was_pointed_out_is_said_as_a_citation() -> None:
    question = Question("7", "find-in-text", "Where?", "So.", WHERE, targets=("X/1 op2", "X/1 pp1"))
    names = {"X/1": "Charter of the Wells"}
    given = ("X/1 op1",)
    said, right = wording.answers(question, given, grade(question, given), names)
    assert said == "Charter of the Wells, para. 1"
    assert right == "Charter of the Wells, para. 2; Charter of the Wells, PP1"
    assert wording.answers(question, None, grade(question, None), {})[0] == ""


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"find-in-text"}))
def test_other_answers_are_said_as_they_were_marked(kind: str) -> None:
    question = KINDS[kind]
    marked = grade(question, None)
    assert wording.answers(question, None, marked, {}) == ("", marked.expected)


def test_a_whole_document_takes_the_keys_when_it_comes(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    question = Question("7", "find-in-text", "Where?", "So.", WHERE, targets=("X/1 op2",))
    answer = FindAnswer(question, theme, 18, page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    answer.show_text([Clause(f"X/1 op{n}", "", "", f"Paragraph {n}") for n in range(1, 12)])
    qtbot.waitUntil(lambda: answer.rows is not None and answer.rows.hasFocus())
    assert answer.given is None
    for label in ("op1", "op2"):
        QTest.keyClick(answer.rows, Qt.Key.Key_Down)
        assert answer.given == (f"X/1 {label}",)
