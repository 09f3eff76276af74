"""What came of an answer, in words and in colour, and why the wrong choices are wrong."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from db.quiz.models import Question
from desktop.quiz import wording
from desktop.quiz.clause_view import link
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from db.quiz.grade import Grade


TYPED = frozenset({"cloze", "short-answer"})


def verdict(grade: "Grade") -> str:
    """Say how an answer was marked, with a sign."""
    if grade.correct:
        return "✓ Right"
    return "✗ Not quite right" if grade.near else "✗ Not right"


def right_answer(grade: "Grade", kind: str) -> str:
    """Say the right answer where it does not go without saying; else nothing."""
    if not grade.correct:
        return f"Right answer: {grade.expected}"
    loosely = any(gap.given.strip().casefold() != gap.expected.casefold() for gap in grade.gaps)
    if kind in TYPED and loosely:
        return f"In the text: {grade.expected}"
    return ""


class Feedback(QFrame):
    """The verdict, the right answer, the explanation."""

    def __init__(
        self,
        question: Question,
        grade: "Grade",
        names: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        grade = replace(grade, expected=wording.answers(question, None, grade, names)[1])
        self.setObjectName("feedback")
        mark = "right" if grade.correct else "wrong"
        self.setProperty("mark", mark)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        lines = [verdict(grade), right_answer(grade, question.kind), question.explanation]
        self.words = " ".join(
            line if line.endswith(".") else f"{line}." for line in lines if line
        )  # fmt: skip
        for line in filter(None, lines):
            label = QLabel(line, self)
            label.setWordWrap(True)
            if line is lines[0]:
                label.setObjectName("verdict")
                label.setProperty("mark", mark)
            column.addWidget(label)
            if line is lines[0] and question.kind in TYPED:
                for gap in grade.gaps:
                    if gap.near:
                        column.addWidget(Difference(gap.expected, gap.given, self))
        self.setAccessibleName(self.words)


class Difference(QLabel):
    """What was typed beside the answer: too much is struck through, missing is underlined.

    A screen reader is told both wordings.
    """

    def __init__(self, expected: str, given: str, parent: QWidget | None = None) -> None:
        from db.quiz.grade import difference

        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        tags = {"same": "{}", "extra": "<s>{}</s>", "missing": "<b><u>{}</u></b>"}
        found = difference(expected, given)
        mended = "".join(tags[tag].format(html.escape(words)) for tag, words in found)
        self.setText(f"You typed, mended: {mended}")
        self.setAccessibleName(f"You typed: {given[:200]}. The answer: {expected}.")


class Reasons(QWidget):
    """Why choices are wrong: at once for the wrong ones taken, the rest when asked for."""

    address_requested = Signal(str)

    def __init__(
        self,
        question: Question,
        grade: "Grade",
        caps: Sequence[str],
        names: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names = names
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._unfolded = False
        self._folded: list[QWidget] = []
        asked: list[str] = []
        for index, choice in enumerate(question.choices):
            if choice.correct or not choice.why:
                continue
            row = self._row(f"{caps[index]}  {choice.why}", choice.evidence)
            column.addWidget(row)
            if index not in grade.chosen:
                row.hide()
                self._folded.append(row)
                asked.append(caps[index])
        self.asking = f"Why not {', '.join(asked)}? (W)"
        self._some_at_once = len(self._folded) < column.count()
        self.setVisible(self._some_at_once)

    @property
    def count(self) -> int:
        """How many reasons wait to be asked for."""
        return len(self._folded)

    def _row(self, words: str, evidence: Sequence[str]) -> QWidget:
        row = QWidget(self)
        column = QVBoxLayout(row)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(0)
        label = QLabel(words, row)
        label.setWordWrap(True)
        column.addWidget(label)
        if evidence:
            links = QWidget(row)
            flow = FlowLayout(links, gap=4)
            for where in evidence:
                citation = wording.place(where, self._names)
                button = link(citation, f"Open {citation} in the reader", links)
                button.setProperty("address", where)
                button.clicked.connect(self._open)
                flow.addWidget(button)
            column.addWidget(links)
        return row

    def toggle(self) -> bool:
        """Show the reasons that wait, or fold them again; tell whether they are shown."""
        self._unfolded = not self._unfolded
        for row in self._folded:
            row.setVisible(self._unfolded)
        self.setVisible(self._unfolded or self._some_at_once)
        return self._unfolded

    def _open(self) -> None:
        self.address_requested.emit(self.sender().property("address"))
