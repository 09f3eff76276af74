"""What came of an exam: the points, and every item with its answer, why, and its clause."""

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.quiz import wording
from desktop.quiz.clause_view import link
from desktop.quiz.lookup import Clause
from desktop.quiz.reading import QuotedText, ReadingText
from desktop.quiz.view import View
from desktop.theme import Theme
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from db.quiz.exam import Marked, Result


class ResultView(View):
    """The points above, the items below in the order they were asked."""

    address_requested = Signal(str)
    pdf_requested = Signal(str)
    leave_requested = Signal()

    def __init__(
        self,
        result: "Result",
        names: Mapping[str, str],
        clauses: Mapping[str, Clause],
        theme: Theme,
        size: int,
    ) -> None:
        super().__init__()
        self._result, self._names, self._clauses = result, names, dict(clauses)
        self._theme, self._size = theme, size
        total = len(result.items)
        unit = "point" if total == 1 else "points"
        self.words = f"{result.points:.4g} of {total} {unit}, {result.share:.0%}"
        self._places: list[tuple[Marked, QVBoxLayout]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        minutes, seconds = divmod(round(result.seconds), 60)
        kicker = QLabel(f"Exam done · {minutes} min {seconds} s · {result.right} right", self)
        kicker.setObjectName("kicker")
        column.addWidget(kicker)
        column.addWidget(ReadingText(self.words, theme, size, step=8, parent=self))
        for number, item in enumerate(result.items, 1):
            column.addWidget(self._item(number, item))
        self.add_to_footer(self._actions())
        self.setAccessibleName(self.words)

    def _item(self, number: int, item: "Marked") -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("feedback")
        right = item.grade is not None and item.grade.correct
        frame.setProperty("mark", "right" if right else "wrong")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(4)
        look = self._theme, self._size
        prompt = f"{number}. {item.question.prompt}"
        column.addWidget(ReadingText(prompt, *look, step=-2, parent=frame))
        if item.question.quote:
            column.addWidget(QuotedText(item.question.quote, *look, step=-2, parent=frame))
        for line in lines(item, self._names):
            label = QLabel(line, frame)
            label.setWordWrap(True)
            column.addWidget(label)
        links = QWidget(frame)
        row = FlowLayout(links, gap=4)
        for where in item.evidence:
            citation = wording.place(where, self._names)
            button = link(citation, f"Open {citation} in the reader", links)
            button.setProperty("address", where)
            button.clicked.connect(self._open)
            row.addWidget(button)
        column.addWidget(links)
        self._places.append((item, column))
        return frame

    def show_clauses(self, clauses: Mapping[str, Clause]) -> None:
        """Put under each item the clause that decides it."""
        self._clauses.update(clauses)
        for item, column in self._places:
            clause = clauses.get(item.question.family)
            if clause:
                column.addWidget(ReadingText(clause.text, self._theme, self._size, step=-3))

    def _actions(self) -> QWidget:
        actions = QWidget(self)
        row = FlowLayout(actions)
        self.close_button = QPushButton("Close (Enter)", actions)
        self.close_button.setObjectName("primary")
        self.close_button.clicked.connect(self.leave_requested)
        self.pdf = QPushButton("Save as PDF… (P)", actions)
        self.pdf.clicked.connect(self._pdf)
        row.addWidget(self.close_button)
        row.addWidget(self.pdf)
        return actions

    def start(self) -> QWidget | None:
        """Return the button that closes."""
        return self.close_button

    def keys(self) -> frozenset[str]:
        """Return the keys that close, and save."""
        return frozenset({"Enter", "P"})

    def press(self, key: str) -> None:
        """Close, or save."""
        self.leave_requested.emit() if key == "Enter" else self._pdf()

    def _pdf(self) -> None:
        self.pdf_requested.emit(self.to_html())

    def _open(self) -> None:
        self.address_requested.emit(self.sender().property("address"))

    def to_html(self) -> str:
        """Write the result as a page to be printed: items, answers, explanations, clauses."""
        parts = [f"<h1>Exam: {html.escape(self.words)}</h1>"]
        for number, item in enumerate(self._result.items, 1):
            parts.append(f"<h3>{number}. {html.escape(item.question.prompt)}</h3>")
            if item.question.quote:
                parts.append(f"<blockquote>{html.escape(item.question.quote)}</blockquote>")
            parts += [f"<p>{html.escape(line)}</p>" for line in lines(item, self._names)]
            for where in item.question.evidence[:1]:
                clause = self._clauses.get(where)
                said = f": {clause.text}" if clause else ""
                cited = wording.place(where, self._names)
                parts.append(f"<p><i>{html.escape(cited + said)}</i></p>")
        return "".join(parts)


def lines(item: "Marked", names: Mapping[str, str]) -> list[str]:
    """Say what was answered, what is right, and why."""
    from db.quiz.grade import grade

    given, marked = (item.given if item.grade else None), item.grade or grade(item.question, None)
    said, expected = wording.answers(item.question, given, marked, names)
    right = item.grade is not None and item.grade.correct
    sign = "✓ Right" if right else "✗ Not right" if item.grade else "– No answer"
    unit = "point" if abs(item.points) == 1 else "points"
    found = [f"{sign} · {item.points:+.2g} {unit}" if item.points else sign]
    if said and not right:
        found.append(f"Your answer: {said}")
    if not right:
        found.append(f"Right answer: {expected}")
    return [*found, item.question.explanation]
