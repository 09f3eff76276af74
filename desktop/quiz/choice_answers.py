"""Answers that are chosen: of choices, true or false, how many, whether one knew it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from db.quiz.models import Question
from desktop.quiz.answering import LETTERS, Answering, choice_keys, choice_of
from desktop.quiz.choices import ChoiceButton, ChoiceList
from desktop.quiz.reading import ReadingText
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.quiz.grade import Grade


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
        self.list.choose(choice_of(key))

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
            ReadingText(f"{LETTERS[n]}.  {one.text}", theme, size, step=-1, parent=self)
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
