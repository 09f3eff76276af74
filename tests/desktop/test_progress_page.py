"""Looking at one's progress, changing the schedule, and the matrix, by keyboard."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db import clock, connection
from db.places import Places
from db.quiz import options, questions, schedule, store
from db.quiz.options import LearnOptions
from desktop.app import Desk
from desktop.quiz.matrix_page import MatrixPage
from desktop.quiz.progress.page import ProgressPage
from desktop.quiz.round_page import RoundPage
from desktop.shelf.list_page import ListPage

Key = Qt.Key


@pytest.fixture
def studied(places: Places) -> Places:
    """A person who has studied for some weeks."""
    with closing(connection.open_study(places)) as study:
        bank = questions.questions(study)
        usual = LearnOptions(siblings_apart=False)
        for n, one in enumerate(bank[:40]):
            for back in (60, 55, 40, 20):
                if (n + back) % 5:
                    schedule.review(
                        study, one.id, 1 if (n * back) % 7 == 0 else 4, milliseconds=20_000,
                        now=clock.now() - timedelta(days=back + n % 3), options=usual,
                    )  # fmt: skip
        with study:
            for one in bank[:6]:
                if one.choices:
                    store.add_review(
                        study, one.id, mode="round", given=[one.choices[-1].text],
                        correct=one.choices[-1].correct, milliseconds=9000, now=clock.now(),
                    )  # fmt: skip
    return places


def open_progress(desk: Desk, qtbot: QtBot, action: str = "progress") -> ProgressPage:
    desk.window.actions_by_name[action].trigger()
    page = desk.window.tabs.current()
    assert isinstance(page, ProgressPage)
    qtbot.waitUntil(lambda: bool(page.views) or action == "schedule")
    return page


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_one_looks_at_every_section_and_saves_it(
    studied: Places, open_desk: object, qtbot: QtBot, tmp_path: Path
) -> None:
    desk: Desk = open_desk()  # type: ignore[operator]
    page = open_progress(desk, qtbot)
    calendar = page.views[0].chart
    assert calendar is not None
    calendar.setFocus()
    press(qtbot, Key.Key_End)
    assert calendar.at == len(calendar.figure.rows) - 1
    press(qtbot, Key.Key_Left)
    assert calendar.at == len(calendar.figure.rows) - 8
    assert "answers" in calendar.figure.sentence(calendar.at)
    for section in ("retention", "ahead", "mastery", "items"):
        before = page.views
        page.open(section)
        qtbot.waitUntil(lambda old=before: page.views is not old)  # type: ignore[misc]
        assert page.figures
        assert page.figures[0].rows, section
    first = page.views[0]
    assert first.chart is not None
    first.chart.setFocus()
    press(qtbot, Key.Key_Home)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: page.figures[0].title == "What was answered")
    page.table.click()
    assert page.views[1].table is not None
    qtbot.waitUntil(page.views[1].table.isVisible)
    for ending in ("png", "pdf", "csv"):
        path = tmp_path / f"progress.{ending}"
        desk.features.surveying.save_to(path)  # type: ignore[union-attr]
        assert path.stat().st_size > 100
    assert not QImage(str(tmp_path / "progress.png")).isNull()
    assert (tmp_path / "progress.pdf").read_bytes().startswith(b"%PDF")
    assert "question,facility" in (tmp_path / "progress.csv").read_text()


def test_mastery_by_paragraph_opens_the_paragraph(
    studied: Places, open_desk: object, qtbot: QtBot
) -> None:
    desk: Desk = open_desk()  # type: ignore[operator]
    page = open_progress(desk, qtbot)
    page.open("mastery")
    qtbot.waitUntil(lambda: page.figures[0].title == "Known, by document")
    page.choice.setCurrentIndex(page.choice.findData("paragraph"))
    page.choice.activated.emit(page.choice.currentIndex())
    qtbot.waitUntil(lambda: page.figures[0].title == "Known, by paragraph")
    chart = page.views[0].chart
    assert chart is not None
    with qtbot.waitSignal(page.address_requested):
        chart.setFocus()
        press(qtbot, Key.Key_Home)
        press(qtbot, Key.Key_Return)


def test_a_change_of_the_schedule_is_seen_made_and_taken_back(
    studied: Places, open_desk: object, qtbot: QtBot
) -> None:
    desk: Desk = open_desk()  # type: ignore[operator]
    page = open_progress(desk, qtbot, "schedule")
    pane = page.schedule
    qtbot.waitUntil(lambda: pane.retention.value == 90)
    assert not pane.apply.isEnabled()
    pane.retention.setFocus()
    for _ in range(5):
        press(qtbot, Key.Key_Up)
    assert pane.retention.value == 95
    pane.preview.click()
    qtbot.waitUntil(pane.apply.isEnabled)
    assert "come earlier" in pane.said.text()
    assert page.figures[0].kind == "lined"
    pane.apply.click()
    qtbot.waitUntil(lambda: pane.undo.isVisible() and "retention 95%" in pane.undo.text())
    assert list(studied.backups.glob("*before-schedule*"))
    with closing(connection.open_reader(studied)) as reader:
        assert options.read(reader).retention == 0.95
    pane.undo.click()
    qtbot.waitUntil(lambda: "Taken back" in pane.said.text() and pane.retention.value == 90)
    with closing(connection.open_reader(studied)) as reader:
        assert options.read(reader).retention == 0.9
    pane.simulate.click()
    qtbot.waitUntil(lambda: bool(page.figures) and "columns at 90%" in page.figures[0].title)


def test_nothing_answered_yet_says_what_to_do(open_desk: object, qtbot: QtBot) -> None:
    desk: Desk = open_desk()  # type: ignore[operator]
    page = open_progress(desk, qtbot)
    assert not page.save.isEnabled()
    assert not any(figure.rows for figure in page.figures)


def test_the_matrix_opens_passages_and_asks_about_a_cell(open_desk: object, qtbot: QtBot) -> None:
    desk: Desk = open_desk()  # type: ignore[operator]
    desk.navigator.open_address("A/RES/78/311")
    desk.window.actions_by_name["progress"].trigger()  # the document is in front no longer
    desk.window.actions_by_name["matrix"].trigger()
    page = desk.window.tabs.current()
    assert isinstance(page, MatrixPage)
    qtbot.waitUntil(lambda: page.table.model() is not None)
    model = page.table.model()
    column = model.matrix.columns.index("digital divide")  # type: ignore[attr-defined]
    row = [one.label for one in model.matrix.rows].index("op1")  # type: ignore[attr-defined]
    page.table.setCurrentIndex(model.index(row, column))
    with qtbot.waitSignal(page.address_requested) as opened:
        page.open_cell.click()
    assert opened.args == ["A/RES/78/311 op1"]
    desk.window.tabs.show_page(page)
    page.table.setFocus()
    press(qtbot, Key.Key_Q)
    quiz = desk.window.tabs.current()
    assert isinstance(quiz, RoundPage)
    qtbot.waitUntil(lambda: bool(quiz.progress_json()))
    assert quiz._started is not None
    asked = quiz._started.round.questions
    assert {one.family for one in asked} == {"A/RES/78/311 op1"}


def test_where_sources_disagree_side_by_side_and_as_questions(
    open_desk: object, qtbot: QtBot
) -> None:
    desk: Desk = open_desk()  # type: ignore[operator]
    desk.window.actions_by_name["disagreements"].trigger()
    page = desk.window.tabs.current()
    assert isinstance(page, ListPage)
    qtbot.waitUntil(lambda: page.model.rowCount() > 8)
    qtbot.keyClicks(page.box, "voice")
    qtbot.waitUntil(lambda: page.model.rowCount() < 8)
    desk.window.actions_by_name["ask_claims"].trigger()
    quiz = desk.window.tabs.current()
    assert isinstance(quiz, RoundPage)
    qtbot.waitUntil(lambda: bool(quiz.progress_json()))
    assert quiz._started is not None
    assert {one.kind for one in quiz._started.round.questions} == {"press-against-text"}
