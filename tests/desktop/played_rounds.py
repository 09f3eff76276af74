"""A round of questions on a page, and what a person does on it: the fixtures are in conftest.py."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db.quiz.models import Question
from db.quiz.questions import questions
from db.quiz.session import Round
from desktop.quiz.question_view import QuestionView
from desktop.quiz.round_page import RoundPage
from desktop.tasks import Worker
from desktop.theme import Theme

Ask = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture
def bank(ask: Ask) -> list[Question]:
    found: list[Question] = ask(questions)
    return found


@pytest.fixture
def round_page(study_worker: Worker, theme: Theme, qtbot: QtBot) -> RoundPage:
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


def play(round_page: RoundPage, qtbot: QtBot, *asked: Question) -> QuestionView:
    before = round_page.view
    round_page.resume(Round(asked, seed=1).to_json())
    qtbot.waitUntil(lambda: round_page.view is not before)
    return view_of(round_page)


def view_of(round_page: RoundPage) -> QuestionView:
    assert isinstance(round_page.view, QuestionView)
    return round_page.view


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


def buttons(round_page: RoundPage) -> list[str]:
    return [button.text() for button in round_page.findChildren(QPushButton) if button.isVisible()]
