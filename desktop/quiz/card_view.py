"""One flashcard: the front, then the back and four grades with the time each would give."""

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.quiz import wording
from desktop.quiz.clause_view import AskingView, link
from desktop.quiz.learning import Card
from desktop.quiz.reading import ReadingText
from desktop.theme import Theme
from desktop.widgets.flow import FlowLayout

_ASIDE = {"-": "bury", "@": "suspend", "*": "flag"}


class CardView(AskingView):
    """Shows the front; `reveal` turns it over, then it waits for a grade."""

    graded = Signal(int, int)
    """The grade, 1 to 4, and the milliseconds since the front was shown."""
    revealed = Signal()
    undo_requested = Signal()
    aside_requested = Signal(str)
    """`bury`, `suspend` or `flag`."""

    def __init__(self, card: Card, kicker: str, theme: Theme, size: int, *, undo: bool) -> None:
        super().__init__(card.question)
        self.card, self.is_revealed = card, False
        self._theme, self._size, self._undo = theme, size, undo
        self._add_head(kicker, *self._head_links())
        prompt, _, more = card.front.partition("\n")
        self._layout.addWidget(ReadingText(prompt, theme, size, step=2, parent=self))
        if more:
            self._layout.addWidget(ReadingText(more, theme, size, step=-1, parent=self))
        self.show_button = QPushButton("Show answer (Space)", self)
        self.show_button.setObjectName("primary")
        self.show_button.setToolTip("Show the answer (Space or Enter)")
        self.show_button.clicked.connect(self.reveal)
        ask = QWidget(self)
        FlowLayout(ask).addWidget(self.show_button)
        self.add_to_footer(ask)
        self.setAccessibleName(f"{kicker}. {card.front}")
        self._clock = QElapsedTimer()
        self._clock.start()

    def _head_links(self) -> list[QPushButton]:
        undo = link("Undo", "Take the last grade back (U or Ctrl+Z)", self)
        undo.clicked.connect(self.undo_requested)
        undo.setVisible(self._undo)
        leave = link("Leave", "Leave the flashcards; every grade is kept (Esc)", self)
        leave.clicked.connect(self.leave_requested)
        asides = [
            self._aside("Bury (-)", "bury", "Keep it away until tomorrow (-)"),
            self._aside("Set aside (@)", "suspend", "Keep it away until it is taken up again (@)"),
            self._aside("Flagged (*)" if self.card.flag else "Flag (*)", "flag", "Flag it (*)"),
        ]
        return [*asides, undo, leave]

    def _aside(self, words: str, name: str, tip: str) -> QPushButton:
        button = link(words, tip, self)
        button.setProperty("name", name)
        button.clicked.connect(self._aside_clicked)
        return button

    def _aside_clicked(self) -> None:
        self.aside_requested.emit(self.sender().property("name"))

    def start(self) -> QWidget | None:
        """Return what turns the card."""
        return self.show_button

    def keys(self) -> frozenset[str]:
        """Return the keys that mean something on this side of the card."""
        found = {"Enter", "Space", *_ASIDE}
        if self.is_revealed:
            found |= {"1", "2", "3", "4", "C", "O"}
        return frozenset(found | ({"U", "Undo"} if self._undo else set()))

    def press(self, key: str) -> None:
        """Turn the card, grade it, undo, or show more."""
        if key in ("U", "Undo"):
            self.undo_requested.emit()
        elif key in _ASIDE:
            self.aside_requested.emit(_ASIDE[key])
        elif not self.is_revealed:
            self.reveal()
        elif key == "C":
            self.clause_requested.emit()
        elif key == "O":
            self._open()
        else:
            self._grade(3 if key in ("Enter", "Space") else int(key))

    def reveal(self) -> None:
        """Show the back, the grades and the way to the clause."""
        if self.is_revealed:
            return
        self.is_revealed = True
        self.show_button.hide()
        self.back = self._back()
        self._add(self.back)
        self._add(self._links())
        self.add_to_footer(self._grades())
        self.grades[3].setFocus(Qt.FocusReason.OtherFocusReason)
        self.revealed.emit()

    def _back(self) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("feedback")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        *answers, explanation = self.card.back.split("\n")
        for answer in answers:
            column.addWidget(ReadingText(answer, self._theme, self._size, parent=frame))
        label = QLabel(explanation, frame)
        label.setWordWrap(True)
        column.addWidget(label)
        frame.setAccessibleName(self.card.back)
        return frame

    def _grades(self) -> QWidget:
        bar = QWidget(self)
        row = FlowLayout(bar, even=True)
        self.grades: dict[int, QPushButton] = {}
        for grade, name in wording.GRADES.items():
            away = wording.interval(self.card.intervals[grade])
            button = QPushButton(f"{grade}  {name}  {away}", bar)
            button.setToolTip(f"{name}: again in {away} ({grade})")
            button.setAccessibleName(f"{name}, again in {away}")
            button.setProperty("grade", grade)
            button.clicked.connect(self._grade_clicked)
            row.addWidget(button)
            self.grades[grade] = button
        self.grades[3].setToolTip(f"{self.grades[3].toolTip()[:-1]}, Space or Enter)")
        return bar

    def _links(self) -> QWidget:
        links = QWidget(self)
        row = FlowLayout(links)
        self._add_ways(links, row)
        return links

    def _grade_clicked(self) -> None:
        self._grade(self.sender().property("grade"))

    def _grade(self, grade: int) -> None:
        self.graded.emit(grade, self._clock.elapsed())
