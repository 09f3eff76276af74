"""Answers that put things together or in order, without dragging anything."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.quiz.models import Question
from desktop.quiz.answering import Answering, choice_keys, choice_of
from desktop.quiz.choices import ChoiceList
from desktop.quiz.match_box import MatchBox
from desktop.quiz.reading import ReadingText
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.quiz.grade import Grade

_UNSET = "Choose…"


class MatchAnswer(Answering):
    """For each left side a box with the right sides; a box is opened, or gone through, by keys."""

    def __init__(self, question: Question, theme: Theme, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        rights = [pair.right for pair in question.pairs]
        options = question.options or (*rights, *question.others)
        grid = QWidget(self)
        layout = QGridLayout(grid)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(10)
        longer_left = max(len(pair.left) for pair in question.pairs) > max(map(len, options))
        layout.setColumnStretch(0, 3 if longer_left else 2)
        layout.setColumnStretch(1, 2 if longer_left else 3)
        self.boxes: list[MatchBox] = []
        self.signs: list[QLabel] = []
        for row, pair in enumerate(question.pairs):
            layout.addWidget(ReadingText(pair.left, theme, size, step=-1, parent=grid), row, 0)
            box = MatchBox(grid)
            box.addItem(_UNSET)
            box.addItems(options)
            box.setAccessibleName(f"Goes with: {pair.left}")
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.currentIndexChanged.connect(self.changed)
            layout.addWidget(box, row, 1)
            sign = QLabel(grid)
            sign.setObjectName("verdict")
            layout.addWidget(sign, row, 2)
            self.boxes.append(box)
            self.signs.append(sign)
        self._column.addWidget(grid)

    @property
    def given(self) -> object:
        """The right side chosen for each left one; empty where none is."""
        said = tuple(box.currentText() if box.currentIndex() > 0 else "" for box in self.boxes)
        return said if any(said) else None

    @property
    def how(self) -> str:
        """How to answer."""
        return "Choose with Up and Down, go to the next with Tab, then press Enter."

    def goes_on(self) -> bool:
        """Go to the next box where nothing is chosen."""
        here = next((n for n, box in enumerate(self.boxes) if box.hasFocus()), -1)
        order = [*self.boxes[here + 1 :], *self.boxes[: here + 1]]
        unset = next((box for box in order if box.currentIndex() <= 0), None)
        if unset:
            unset.setFocus(Qt.FocusReason.TabFocusReason)
        return unset is not None

    def first(self) -> QWidget | None:
        """Return the first box."""
        return self.boxes[0]

    def put(self, given: object) -> None:
        """Show what was chosen before."""
        for box, said in zip(self.boxes, given if isinstance(given, tuple) else (), strict=False):
            box.setCurrentIndex(max(0, box.findText(str(said))))

    def settle(self, grade: "Grade") -> None:
        """Show which are right, and what the others go with."""
        for box, sign, row in zip(self.boxes, self.signs, grade.gaps, strict=True):
            box.setCurrentIndex(max(0, box.findText(row.given)))
            box.setEnabled(False)
            sign.setText("✓" if row.correct else "✗")
            sign.setProperty("mark", "right" if row.correct else "wrong")
            sign.style().unpolish(sign)
            sign.style().polish(sign)
            box.setToolTip("" if row.correct else f"Right: {row.expected}")
            box.setAccessibleDescription("Right" if row.correct else f"Right: {row.expected}")


class OrderAnswer(Answering):
    """Things chosen one after the other: each takes the next place, or gives its own back."""

    def __init__(self, question: Question, theme: Theme, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._options = question.options or tuple(item.text for item in question.items)
        self._notes = {item.text: item.note for item in question.items}
        caps = [str(number) for number in range(1, len(self._options) + 1)]
        self.list = ChoiceList(self._options, caps, theme, size, several=True, parent=self)
        self.order: list[int] = []
        self.list.changed.connect(self._chosen)
        self._column.addWidget(self.list)

    @property
    def given(self) -> object:
        """The texts in the order chosen; None while some have no place."""
        if len(self.order) < len(self._options):
            return None
        return tuple(self._options[n] for n in self.order)

    @property
    def how(self) -> str:
        """How to answer."""
        last = len(self._options)
        return f"Choose what comes first, then second … with 1–{last}; again to take it back."

    def keys(self) -> frozenset[str]:
        """Return a key for each."""
        return choice_keys(len(self._options))

    def press(self, key: str) -> None:
        """Give the next place to one, or take its place back."""
        self.list.choose(choice_of(key))

    def _chosen(self) -> None:
        chosen = self.list.chosen
        self.order = [n for n in self.order if n in chosen]
        self.order += [n for n in chosen if n not in self.order]
        if len(self.order) == len(self._options) - 1:
            self.order += [n for n in range(len(self._options)) if n not in self.order]
            self.list.put(tuple(self.order))
        self._number()
        self.changed.emit()

    def _number(self) -> None:
        places = {n: place for place, n in enumerate(self.order, 1)}
        for n, button in enumerate(self.list.buttons):
            button.say(f"place {places[n]}" if n in places else "")

    def put(self, given: object) -> None:
        """Show the order given before."""
        said = given if isinstance(given, tuple) else ()
        self.order = [self._options.index(one) for one in said if one in self._options]
        self.list.put(tuple(self.order))
        self._number()

    def settle(self, grade: "Grade") -> None:
        """Show for each whether its place is right, and its note."""
        right = {row.expected: place for place, row in enumerate(grade.gaps, 1)}
        placed = {row.given: row.correct for row in grade.gaps}
        for button, words in zip(self.list.buttons, self._options, strict=True):
            button.setChecked(False)
            tag = ", ".join(filter(None, [f"place {right[words]}", self._notes[words]]))
            hit = placed.get(words, False)
            button.mark("right" if hit else "wrong", f"{'✓' if hit else '✗'} {tag}")
