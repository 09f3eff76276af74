"""The result of an exam as a page and on paper: what was asked, quoted and counted."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.quiz.exam import Marked, Result
from db.quiz.grade import grade
from db.quiz.models import Question
from desktop.quiz.exam_result import ResultView
from desktop.quiz.reading import BASE, ReadingText
from desktop.theme import Theme

_QUOTED = Question(
    "tolls", "true-false", "Who said this of the tolls?", "The report says so.", (),
    answer=True, quote="The millers <pay> the tolls",
)  # fmt: skip


def view(theme: Theme, qtbot: QtBot, *points: float) -> ResultView:
    items = tuple(Marked(_QUOTED, True, grade(_QUOTED, True), one) for one in points)
    made = ResultView(Result(items, "part", 60, 0), {}, {}, theme, BASE)
    qtbot.addWidget(made)
    return made


def test_a_quotation_stands_by_itself(theme: Theme, qtbot: QtBot) -> None:
    made = view(theme, qtbot, 1.0)
    said = [text.words for text in made.findChildren(ReadingText)]
    assert said[1:] == ["1. Who said this of the tolls?", "The millers <pay> the tolls"]
    assert (
        "<h3>1. Who said this of the tolls?</h3>"
        "<blockquote>The millers &lt;pay&gt; the tolls</blockquote>" in made.to_html()
    )


def test_one_point_is_a_point(theme: Theme, qtbot: QtBot) -> None:
    made = view(theme, qtbot, 1.0, 0.5, -1.0)
    said = [label.text() for label in made.findChildren(QLabel)]
    found = [words for words in said if words.startswith("✓ Right · ")]
    assert found == ["✓ Right · +1 point", "✓ Right · +0.5 points", "✓ Right · -1 point"]
    assert made.words == "0.5 of 3 points, 17%"
    assert view(theme, qtbot, 1.0).words == "1 of 1 point, 100%"
