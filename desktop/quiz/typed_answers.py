"""Answers that are typed: into the gaps of a text, or into a line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from db.quiz.models import Question
from desktop.quiz.answering import Answering
from desktop.quiz.cloze import ClozeText
from desktop.theme import Theme
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from db.quiz.grade import Grade

_MARKER = "\ufffc"


class ClozeAnswer(Answering):
    """Gaps to type into, or to fill with the words below by their digits."""

    def __init__(self, question: Question, theme: Theme, size: int, parent: QWidget) -> None:
        from db.quiz.questions import Gap, gaps

        super().__init__(parent)
        pieces = gaps(question.text)
        text = "".join(_MARKER if isinstance(piece, Gap) else piece for piece in pieces)
        answers = [piece.answer for piece in pieces if isinstance(piece, Gap)]
        self.cloze = ClozeText(text, _MARKER, [*answers, *question.others], theme, size, self)
        self._column.addWidget(self.cloze)
        self.words: list[QPushButton] = []
        if question.options:
            self._column.addWidget(self._bank(question.options))
        for edit in self.cloze.edits:
            edit.setReadOnly(bool(question.options))
            edit.textChanged.connect(self.changed)

    def _bank(self, options: Sequence[str]) -> QWidget:
        bank = QWidget(self)
        row = FlowLayout(bank)
        for number, word in enumerate(options, 1):
            button = QPushButton(f"{number}  {word}", bank)
            button.setAccessibleName(f"{number}: {word}")
            button.setToolTip(f"Put this into the gap ({number})")
            button.setProperty("word", word)
            button.clicked.connect(self._taken)
            row.addWidget(button)
            self.words.append(button)
        return bank

    @property
    def given(self) -> object:
        """What stands in the gaps."""
        return self.cloze.typed

    @property
    def how(self) -> str:
        """How to answer."""
        what = "gaps" if len(self.cloze.edits) > 1 else "gap"
        if self.words:
            return f"Fill the {what} with 1–{len(self.words)}, then press Enter; Backspace empties."
        return f"Fill the {what}, then press Enter."

    def keys(self) -> frozenset[str]:
        """Return the digits of the words, and what empties a gap."""
        if not self.words:
            return frozenset()
        return frozenset("123456789"[: len(self.words)]) | {"Backspace"}

    def press(self, key: str) -> None:
        """Put a word in, or take the last one out."""
        if key == "Backspace":
            focused = next((edit for edit in self.cloze.edits if edit.hasFocus()), None)
            filled = [edit for edit in self.cloze.edits if edit.text()]
            if target := focused if focused and focused.text() else next(reversed(filled), None):
                target.clear()
        else:
            self._fill(str(self.words[int(key) - 1].property("word")))

    def _taken(self) -> None:
        self._fill(str(self.sender().property("word")))

    def _fill(self, word: str) -> None:
        target = next((edit for edit in self.cloze.edits if not edit.text()), None)
        target = target or next(reversed(self.cloze.edits), None)
        if target and self.words[0].isEnabled():
            target.setText(word)

    def goes_on(self) -> bool:
        """Go to the next empty gap."""
        empty = self.cloze.next_empty()
        if empty and not (self.words and empty.hasFocus()):
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        return empty is not None

    def first(self) -> QWidget | None:
        """Return the first gap, where it is typed into."""
        return self.cloze.edits[0] if self.cloze.edits and not self.words else None

    def put(self, given: object) -> None:
        """Show what was filled in before."""
        self.cloze.fill(tuple(map(str, given)) if isinstance(given, tuple) else ())

    def settle(self, grade: "Grade") -> None:
        """Show which gaps are right."""
        for button in self.words:
            button.setEnabled(False)
        self.cloze.fill(tuple(gap.given for gap in grade.gaps))
        self.cloze.settle([gap.correct for gap in grade.gaps])


class LineAnswer(Answering):
    """A line to type a short answer into."""

    def __init__(self, question: Question, theme: Theme, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setObjectName("gap")
        self.edit.setAccessibleName("Your answer")
        self.edit.setPlaceholderText("Your answer")
        self.edit.textChanged.connect(self.changed)
        self._column.addWidget(self.edit)

    @property
    def given(self) -> object:
        """What is typed, None where nothing is."""
        return (self.edit.text(),) if self.edit.text().strip() else None

    @property
    def how(self) -> str:
        """How to answer."""
        return "Type a short answer, then press Enter."

    def first(self) -> QWidget | None:
        """Return the line."""
        return self.edit

    def put(self, given: object) -> None:
        """Show what was typed before."""
        if isinstance(given, tuple) and given:
            self.edit.setText(str(given[0]))

    def settle(self, grade: "Grade") -> None:
        """Show whether it is right."""
        self.edit.setReadOnly(True)
        self.edit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.edit.setProperty("mark", "right" if grade.correct else "wrong")
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
