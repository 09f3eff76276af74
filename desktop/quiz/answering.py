"""The ways to answer: a widget for each kind of question, by keys, mouse and screen reader."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.quiz.models import Question
from desktop.quiz.choices import ChoiceButton, ChoiceList
from desktop.quiz.cloze import ClozeText
from desktop.quiz.flow import FlowLayout
from desktop.quiz.reading import ReadingText
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.quiz.grade import Grade

_MARKER = "\ufffc"
_LETTERS = "ABCDEFGHI"


class Answering(QWidget):
    """Where an answer is given; `given` is what `db.quiz.grade` takes, None: nothing yet."""

    changed = Signal()
    handed_in = Signal()
    """The answer is given by this very act: nothing is left to confirm."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    @property
    def given(self) -> object:
        """The answer as it stands."""
        return None

    @property
    def how(self) -> str:
        """How to answer, in a sentence."""
        return ""

    def keys(self) -> frozenset[str]:
        """Return the keys that mean something here."""
        return frozenset()

    def press(self, key: str) -> None:
        """Do what a key means."""

    def goes_on(self) -> bool:
        """Tell whether Enter has something else to do here first, and do it."""
        return False

    def first(self) -> QWidget | None:
        """Return what is to have the focus, None for the page."""
        return None

    def put(self, given: object) -> None:
        """Show an answer that was given before."""

    def settle(self, grade: "Grade") -> None:
        """Show what came of it; nothing can be changed any more."""


def _index(key: str) -> int:
    return int(key) - 1 if key.isdigit() else ord(key) - ord("A")


def choice_keys(count: int) -> frozenset[str]:
    """Return the keys of so many choices: digits, and letters."""
    return frozenset("123456789"[:count]) | frozenset(_LETTERS[:count])


class ChoiceAnswer(Answering):
    """One or several of the choices."""

    def __init__(self, question: Question, theme: Theme, size: int, parent: QWidget) -> None:
        from db.quiz.grade import shown_choice

        super().__init__(parent)
        texts = [shown_choice(question, n) for n in range(len(question.choices))]
        caps = [str(number) for number in range(1, len(texts) + 1)]
        self._several = sum(choice.correct for choice in question.choices) > 1
        self.list = ChoiceList(texts, caps, theme, size, several=self._several, parent=self)
        self.list.changed.connect(self.changed)
        self._column.addWidget(self.list)

    @property
    def given(self) -> object:
        """The indices of what is chosen."""
        return self.list.chosen or None

    @property
    def how(self) -> str:
        """How to answer."""
        last = len(self.list.buttons)
        if self._several:
            return f"Several are right: choose all of them with 1–{last}, then press Enter."
        return f"Choose with 1–{last}, then press Enter."

    def keys(self) -> frozenset[str]:
        """Return a key for each choice."""
        return choice_keys(len(self.list.buttons))

    def press(self, key: str) -> None:
        """Choose."""
        self.list.choose(_index(key))

    def goes_on(self) -> bool:
        """Choose what has the focus, where nothing settles the answer yet."""
        focused = self.focusWidget()
        settled = self._several and self.list.chosen
        if isinstance(focused, ChoiceButton) and not (focused.isChecked() or settled):
            focused.click()
            return True
        return False

    def put(self, given: object) -> None:
        """Show what was chosen before."""
        self.list.put(given if isinstance(given, tuple) else ())

    def settle(self, grade: "Grade") -> None:
        """Show the right ones and the chosen ones."""
        self.list.settle(grade.right, grade.chosen)


class TruthAnswer(ChoiceAnswer):
    """True or false, by T and F."""

    def __init__(self, question: Question, theme: Theme, size: int, parent: QWidget) -> None:
        Answering.__init__(self, parent)
        self._several, self._right = False, bool(question.answer)
        self.list = ChoiceList(("True", "False"), ("T", "F"), theme, size, parent=self)
        self.list.changed.connect(self.changed)
        self._column.addWidget(self.list)

    @property
    def given(self) -> object:
        """True, False, or None."""
        return self.list.chosen[0] == 0 if self.list.chosen else None

    @property
    def how(self) -> str:
        """How to answer."""
        return "Choose with T or F, then press Enter."

    def keys(self) -> frozenset[str]:
        """Return letters and digits of both."""
        return frozenset({"T", "F", "1", "2"})

    def press(self, key: str) -> None:
        """Choose."""
        self.list.choose("TF12".index(key) % 2)

    def put(self, given: object) -> None:
        """Show what was chosen before."""
        self.list.put((0 if given else 1,))

    def settle(self, grade: "Grade") -> None:
        """Show which is right, and which was chosen."""
        right = 0 if self._right else 1
        self.list.settle([right], [right if grade.correct else 1 - right])


class CountAnswer(Answering):
    """Statements to read, and how many of them are correct, by its digit."""

    def __init__(self, question: Question, theme: Theme, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._right = tuple(choice.correct for choice in question.choices)
        self.statements = [
            ReadingText(f"{_LETTERS[n]}.  {one.text}", theme, size, step=-1, parent=self)
            for n, one in enumerate(question.choices)
        ]
        for statement in self.statements:
            self._column.addWidget(statement)
        numbers = [str(n) for n in range(len(question.choices) + 1)]
        words = ("One", "Two", "Three", "Four", "Five")[: len(numbers) - 2]
        texts = ["None of them", *(f"{word} of them" for word in words), "All of them"]
        self.list = ChoiceList(texts, numbers, theme, size, parent=self)
        self.list.changed.connect(self.changed)
        self._column.addWidget(self.list)

    @property
    def given(self) -> object:
        """The number."""
        return self.list.chosen or None

    @property
    def how(self) -> str:
        """How to answer."""
        return f"Press the number of correct statements, 0–{len(self.statements)}, then Enter."

    def keys(self) -> frozenset[str]:
        """Return the digits."""
        return frozenset("0123456789"[: len(self.list.buttons)])

    def press(self, key: str) -> None:
        """Choose a number."""
        self.list.choose(int(key))

    def put(self, given: object) -> None:
        """Show the number given before."""
        self.list.put(given if isinstance(given, tuple) else ())

    def settle(self, grade: "Grade") -> None:
        """Say of each statement whether it is correct."""
        for statement, right in zip(self.statements, self._right, strict=True):
            statement.say(f"{'✓' if right else '✗'} {statement.words}")
        self.list.settle([len(grade.right)], self.list.chosen)


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


class SelfAnswer(Answering):
    """A flashcard in a round: the answer is shown, then one says whether one knew it."""

    def __init__(self, question: Question, theme: Theme, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.reveal = QPushButton("Show answer (Space)", self)
        self.reveal.clicked.connect(self._reveal)
        self._column.addWidget(self.reveal, 0, Qt.AlignmentFlag.AlignLeft)
        self.back = ReadingText(question.back, theme, size, parent=self)
        self.back.hide()
        self._column.addWidget(self.back)
        self.list = ChoiceList(("I knew it", "I did not"), ("Y", "N"), theme, size, parent=self)
        self.list.changed.connect(self.handed_in)
        self.list.hide()
        self._column.addWidget(self.list)

    @property
    def given(self) -> object:
        """Whether it was known, None where that is not said."""
        return self.list.chosen[0] == 0 if self.list.chosen else None

    @property
    def how(self) -> str:
        """How to answer."""
        return "Answer for yourself, look with Space, then say whether you knew it with Y or N."

    def keys(self) -> frozenset[str]:
        """Return what shows the answer, then what says whether one knew."""
        return frozenset({"Space"} if self.list.isHidden() else {"Y", "N", "1", "2"})

    def press(self, key: str) -> None:
        """Show the answer, or say whether one knew it."""
        if key == "Space":
            self._reveal()
        else:
            self.list.choose("YN12".index(key) % 2)

    def goes_on(self) -> bool:
        """Show the answer first."""
        was_hidden = self.list.isHidden()
        self._reveal()
        return was_hidden

    def _reveal(self) -> None:
        self.reveal.hide()
        self.back.show()
        self.list.show()
        self.list.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, given: object) -> None:
        """Show what was said before."""
        self._reveal()
        self.list.put((0 if given else 1,))

    def settle(self, grade: "Grade") -> None:
        """Keep what was said."""
        self._reveal()
        self.list.settle([0] if grade.correct else [], [0 if grade.correct else 1])
