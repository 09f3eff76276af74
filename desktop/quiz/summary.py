"""The end of a round: how many were right, and the others with their answers and clauses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.quiz import wording
from desktop.quiz.clause_view import link
from desktop.quiz.reading import QuotedText, ReadingText
from desktop.quiz.view import View
from desktop.theme import Theme
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from db.quiz.session import Outcome, Summary


class SummaryView(View):
    """The count, what went wrong or was skipped, and what to do next."""

    acted = Signal(str)
    """`again`, `repeat` (only what was wrong) or `close`."""
    address_requested = Signal(str)

    def __init__(
        self, summary: "Summary", names: Mapping[str, str], theme: Theme, size: int
    ) -> None:
        super().__init__()
        self._names, self._theme, self._size = names, theme, size
        right, wrong = len(summary.right), len(summary.wrong)
        total = right + wrong + len(summary.unanswered)
        self.words = f"{right} of {total} right"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        kicker = QLabel(self._kicker(summary), self)
        kicker.setObjectName("kicker")
        column.addWidget(kicker)
        column.addWidget(ReadingText(self.words, theme, size, step=10, parent=self))
        if right == total:
            column.addWidget(QLabel("Every answer was right.", self))
        for heading, outcomes in (("Not right", summary.wrong), ("Skipped", summary.unanswered)):
            if outcomes:
                label = QLabel(f"{heading}: {len(outcomes)}", self)
                label.setObjectName("heading")
                column.addWidget(label)
                for outcome in outcomes:
                    column.addWidget(self._entry(outcome))
        self.add_to_footer(self._actions(repeats=bool(wrong)))
        self.setAccessibleName(self.words)

    def _kicker(self, summary: "Summary") -> str:
        minutes, seconds = divmod(round(summary.milliseconds / 1000), 60)
        return f"Round done · {minutes} min {seconds} s" if minutes else f"Round done · {seconds} s"

    def _entry(self, outcome: "Outcome") -> QFrame:
        question = outcome.question
        frame = QFrame(self)
        frame.setObjectName("clause")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 2, 0, 2)
        column.setSpacing(4)
        look = self._theme, self._size
        column.addWidget(ReadingText(question.prompt, *look, step=-2, parent=frame))
        if question.quote:
            column.addWidget(QuotedText(question.quote, *look, step=-2, parent=frame))
        for line in _answers(outcome, self._names):
            answer = QLabel(line, frame)
            answer.setTextFormat(Qt.TextFormat.PlainText)
            answer.setWordWrap(True)
            column.addWidget(answer)
        links = QWidget(frame)
        flow = FlowLayout(links, gap=4)
        for where in outcome.evidence:
            citation = wording.place(where, self._names)
            button = link(citation, f"Open {citation} in the reader", links)
            button.setAccessibleName(f"Open {citation} in the reader")
            button.setProperty("address", where)
            button.clicked.connect(self._open)
            flow.addWidget(button)
        column.addWidget(links)
        return frame

    def _actions(self, *, repeats: bool) -> QWidget:
        actions = QWidget(self)
        row = FlowLayout(actions)
        self.again = QPushButton("Another round (Enter)", actions)
        self.again.setObjectName("primary")
        self.again.setToolTip("Begin another round (Enter)")
        self.repeat = QPushButton("Repeat the wrong ones (R)", actions)
        self.repeat.setToolTip("Begin a round of only what was not right (R)")
        self.repeat.setVisible(repeats)
        self.close_button = QPushButton("Close (Esc)", actions)
        self.close_button.setToolTip("Close the quiz (Esc)")
        buttons = {"again": self.again, "repeat": self.repeat, "close": self.close_button}
        for name, button in buttons.items():
            button.setProperty("action", name)
            button.clicked.connect(self._act)
            row.addWidget(button)
        return actions

    def start(self) -> QWidget | None:
        """Return the button that begins another round."""
        return self.again

    def keys(self) -> frozenset[str]:
        """Return the keys that begin another round, and repeat what was wrong."""
        return frozenset({"Enter"} if self.repeat.isHidden() else {"Enter", "R"})

    def press(self, key: str) -> None:
        """Begin another round, or one of what was wrong."""
        self.acted.emit("repeat" if key == "R" else "again")

    def _act(self) -> None:
        self.acted.emit(self.sender().property("action"))

    def _open(self) -> None:
        self.address_requested.emit(self.sender().property("address"))


def _answers(outcome: "Outcome", names: Mapping[str, str]) -> list[str]:
    """Say what was answered, where anything was, and what is right."""
    from db.quiz.grade import grade

    question, answer = outcome.question, outcome.answer
    given = answer.given if answer else None
    marked = answer.grade if answer else grade(question, None)
    said, right = wording.answers(question, given, marked, names)
    return [*([f"Your answer: {said}"] if said else []), f"Right answer: {right}"]
