"""The quiz panel, and the small parts of the feature."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from db.errors import StoreLocked
from db.quiz import session, store
from db.quiz.grade import grade
from db.quiz.questions import questions
from desktop import theme as themes
from desktop.quiz import lookup, mastery, wording
from desktop.quiz.cloze import ClozeText, Run, runs
from desktop.quiz.lookup import Mastery
from desktop.quiz.mastery import MasteryModel
from desktop.quiz.panel import QuizPanel
from desktop.tasks import Worker
from desktop.theme import Theme

Ask = Callable[[Callable[[Any], Any]], Any]


@pytest.fixture
def panel(study_worker: Worker, theme: Theme, qtbot: QtBot) -> QuizPanel:
    made = QuizPanel(study_worker, study_worker, theme)
    qtbot.addWidget(made)
    made.resize(280, 500)
    made.show()
    with qtbot.waitSignal(made.counted):
        made.refresh()
    return made


def answer_one(connection: Any) -> str:
    question = next(one for one in questions(connection) if one.kind == "true-false")
    for given in (True, False):
        store.record_answer(connection, question, given, grade(question, given), milliseconds=1)
    return question.document


def rows_of(panel: QuizPanel) -> list[Mastery]:
    model = panel.list.model()
    return [model.index(row, 0).data(mastery.ROW) for row in range(model.rowCount())]


# the panel --------------------------------------------------------------------------------


def test_counts_come_from_the_store(panel: QuizPanel, qtbot: QtBot) -> None:
    assert panel.cards_button.text() == "Flashcards: 0 due, 10 new"
    assert not panel.list.isVisible()
    assert panel._note.isVisible()


def test_answers_are_counted_by_document(panel: QuizPanel, qtbot: QtBot, ask: Ask) -> None:
    document = ask(answer_one)
    with qtbot.waitSignal(panel.counted) as counted:
        panel.refresh()
    assert counted.args == [0, 10]
    qtbot.waitUntil(panel.list.isVisible)
    rows = rows_of(panel)
    assert {row.document: (row.right, row.wrong) for row in rows}[document] == (1, 1)
    names = ask(lookup.names)
    assert [row.document for row in rows] == [name for name in names if name in names]
    drawn = panel.grab().toImage()
    accent = QColor(themes.theme("light").accent)
    bar = panel.list.geometry()
    assert any(drawn.pixelColor(bar.x() + 2, y) == accent for y in range(bar.top(), bar.bottom()))


def test_answers_are_added_up_once_the_panel_is_seen(
    panel: QuizPanel, qtbot: QtBot, ask: Ask
) -> None:
    panel.hide()
    ask(answer_one)
    with qtbot.waitSignal(panel.counted):
        panel.refresh()
    assert not any(row.answered for row in rows_of(panel))
    panel.show()
    qtbot.waitUntil(lambda: any(row.answered for row in rows_of(panel)))


def test_buttons_ask_by_key_and_by_mouse(panel: QuizPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.round_requested):
        qtbot.mouseClick(panel.round_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.flashcards_requested):
        qtbot.keyClick(panel.cards_button, Qt.Key.Key_Space)


def test_a_round_that_was_left_is_offered(panel: QuizPanel, qtbot: QtBot, ask: Ask) -> None:
    assert not panel.continue_button.isVisible()
    playing = session.begin(ask(questions)[:4], seed=1)
    playing.next()
    panel.offer_round(playing.to_json())
    assert panel.continue_button.text() == "Continue: 2 of 4"
    with qtbot.waitSignal(panel.continue_requested):
        qtbot.mouseClick(panel.continue_button, Qt.MouseButton.LeftButton)
    panel.offer_round("")
    assert not panel.continue_button.isVisible()


@pytest.mark.parametrize("kept", ["{", "[]", '{"format": 99}'])
def test_a_damaged_round_is_not_offered(panel: QuizPanel, kept: str) -> None:
    panel.offer_round(kept)
    assert not panel.continue_button.isVisible()


def test_a_store_that_cannot_be_read_is_said(
    panel: QuizPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_connection: Any) -> None:
        raise StoreLocked("study.db is held by another program.")

    monkeypatch.setattr(lookup, "waiting", refuse)
    panel.refresh()
    qtbot.waitUntil(lambda: "study.db is held" in panel._note.text())
    assert panel._note.isVisible()


def test_the_theme_reaches_the_list(panel: QuizPanel, qtbot: QtBot) -> None:
    dark = themes.theme("dark")
    panel.set_theme(dark)
    assert panel._delegate.theme == dark


def test_the_model_is_a_sound_one(qtmodeltester: ModelTester) -> None:
    model = MasteryModel()
    model.show((Mastery("a", "A", 3, 1, 9, 2), Mastery("b", "B", 0, 0, 4, 0)))
    qtmodeltester.check(model)
    said = [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert said == [
        "A: 3 of 4 right, 2 of 9 questions seen",
        "B: not asked yet, 0 of 4 questions seen",
    ]


# words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (timedelta(seconds=-5), "1 min"),
        (timedelta(seconds=20), "1 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(days=2, hours=3), "2 d"),
        (timedelta(days=64), "2 mo"),
        (timedelta(days=450), "1.2 y"),
    ],
)
def test_intervals_are_brief(away: timedelta, said: str) -> None:
    assert wording.interval(away) == said


def test_a_moment_is_said_by_how_near_it_is() -> None:
    local = datetime.now().astimezone().replace(month=3, day=3, hour=9, minute=0, second=0)
    now = local.astimezone(UTC)
    assert wording.when(now + timedelta(seconds=30), now) == "in a minute"
    assert wording.when(now + timedelta(minutes=9, seconds=5), now) == "in 10 minutes"
    assert wording.when(now + timedelta(hours=5), now) == "at 14:00"
    assert wording.when(now + timedelta(days=1), now) == "tomorrow"
    assert wording.when(now + timedelta(days=9), now) == "on 12 March"
    year = local.year + 1
    assert wording.when(now + timedelta(days=365), now).endswith(f" March {year}")


def test_a_place_is_a_citation() -> None:
    assert wording.place("A/RES/78/311 op6.a", {}) == "A/RES/78/311, para. 6 (a)"
    assert wording.place("fu-cong p2", {"fu-cong": "Fu Cong"}) == "Fu Cong, para. 2"


# gaps and lines ---------------------------------------------------------------------------


def test_a_text_is_cut_into_words_and_gaps() -> None:
    assert runs("To #, and pre-# it", "#") == [
        Run("To", None, False),
        Run("", 0, True),
        Run(",", None, False),
        Run("and", None, True),
        Run("pre-", None, True),
        Run("", 1, False),
        Run("it", None, True),
    ]


@pytest.mark.parametrize("width", [40, 120, 300, 900])
def test_gaps_stay_within_the_text(qtbot: QtBot, theme: Theme, width: int) -> None:
    text = ClozeText("Calls upon the #, the # and all others " * 2, "#", ["words"], theme, 18)
    qtbot.addWidget(text)
    text.resize(width, text.heightForWidth(width))
    text.show()
    assert len(text.edits) == 4
    for edit in text.edits:
        assert edit.geometry().right() < max(width, 40)
        assert edit.geometry().bottom() < text.height()
    assert text.heightForWidth(120) > text.heightForWidth(900)


def test_the_next_empty_gap_is_the_one_after_the_focus(qtbot: QtBot, theme: Theme) -> None:
    text = ClozeText("# # #", "#", [], theme, 18)
    qtbot.addWidget(text)
    text.show()
    text.activateWindow()
    qtbot.waitUntil(text.isActiveWindow)
    text.edits[1].setFocus()
    assert text.next_empty() is text.edits[2]
    text.fill(("a", "", "c"))
    assert text.next_empty() is text.edits[1]
    text.fill(("a", "b", "c"))
    assert text.next_empty() is None
