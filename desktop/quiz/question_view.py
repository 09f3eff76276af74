"""One question of a round: asked, answered, marked, explained, its clause shown."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from db.quiz.models import Question
from desktop.quiz.answering import LETTERS, Answering
from desktop.quiz.arranging import MatchAnswer, OrderAnswer
from desktop.quiz.choice_answers import ChoiceAnswer, CountAnswer, SelfAnswer, TruthAnswer
from desktop.quiz.choices import ChoiceList
from desktop.quiz.clause_view import AskingView, link
from desktop.quiz.cloze import ClozeText
from desktop.quiz.feedback import Feedback, Reasons
from desktop.quiz.lookup import Clause
from desktop.quiz.pointing_out import FindAnswer
from desktop.quiz.reading import QuotedText, ReadingText
from desktop.quiz.typed_answers import ClozeAnswer, LineAnswer
from desktop.theme import Theme
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from db.quiz.grade import Grade

_ANSWERS: dict[str, type[Answering]] = {
    "flashcard": SelfAnswer, "multiple-choice": ChoiceAnswer, "true-false": TruthAnswer,
    "count-correct": CountAnswer, "cloze": ClozeAnswer, "short-answer": LineAnswer,
    "matching": MatchAnswer, "ordering": OrderAnswer, "who-said-it": ChoiceAnswer,
    "find-in-text": FindAnswer, "press-against-text": ChoiceAnswer,
}  # fmt: skip


class QuestionView(AskingView):
    """Asks for an answer; `show_grade` tells what came of it."""

    answered = Signal(object, int)
    """What was given (as `db.quiz.grade.Given`) and the milliseconds it took."""
    next_requested = Signal()
    skip_requested = Signal()

    def __init__(
        self, question: Question, kicker: str, names: Mapping[str, str], theme: Theme, size: int
    ) -> None:
        super().__init__(question)
        self._names, self._theme, self._size = names, theme, size
        self._grade: Grade | None = None
        self.feedback: Feedback | None = None
        self.reasons: Reasons | None = None
        self._add_head(kicker, *self._head_links())
        self.prompt = ReadingText(question.prompt, theme, size, step=2, parent=self)
        self._layout.addWidget(self.prompt)
        if question.quote:
            self._layout.addWidget(QuotedText(question.quote, theme, size, parent=self))
        self.answering = _ANSWERS[question.kind](question, theme, size, self)  # type: ignore[call-arg, arg-type]
        self.answering.handed_in.connect(self._check_clicked)
        if isinstance(self.answering, FindAnswer):
            self.answering.pointing_requested.connect(self._point)
        self._layout.addWidget(self.answering)
        self.hint = QLabel(self.answering.how, self)
        self.hint.setObjectName("kicker")
        self.hint.setWordWrap(True)
        self._layout.addWidget(self.hint)
        self._actions = self._ask_actions()
        self.add_to_footer(self._actions)
        self.setAccessibleName(f"{kicker}. {question.prompt}")
        self._clock = QElapsedTimer()
        self._clock.start()

    @property
    def choices(self) -> ChoiceList | None:
        """The choices, where it has any."""
        return getattr(self.answering, "list", None)

    @property
    def cloze(self) -> ClozeText | None:
        """The text with gaps, where it has any."""
        return getattr(self.answering, "cloze", None)

    # asking -------------------------------------------------------------------------------

    def _head_links(self) -> list[QPushButton]:
        leave = link("Leave", "Leave this round; it can be continued (Esc)", self)
        leave.clicked.connect(self.leave_requested)
        return [leave]

    def _ask_actions(self) -> QWidget:
        actions = QWidget(self)
        self.check = QPushButton("Check (Enter)", actions)
        self.check.setObjectName("primary")
        self.check.setToolTip("Check the answer (Enter)")
        self.check.clicked.connect(self._check_clicked)
        key = "Alt+S" if isinstance(self.answering.first(), QLineEdit) else "S"
        skip = link(f"Skip ({key})", f"Go on without an answer ({key})", actions)
        skip.setShortcut("Alt+S")  # where one types an S alone is a letter of the answer
        skip.clicked.connect(self.skip_requested)
        row = FlowLayout(actions)
        row.addWidget(self.check)
        row.addWidget(skip)
        return actions

    def start(self) -> QWidget | None:
        """Return the first gap, or what goes on once answered; for choices the page is enough."""
        return self.next if self._grade else self.answering.first()

    # keys ---------------------------------------------------------------------------------

    def keys(self) -> frozenset[str]:
        """Return the keys that mean something before or after the answer."""
        if self._grade:
            reasons = {"W"} if self.reasons and self.reasons.count else set()
            return frozenset({"Enter", "Space", "C", "O"} | reasons)
        return frozenset({"Enter", "Ctrl+Enter", "S"}) | self.answering.keys()

    def press(self, key: str) -> None:
        """Choose, confirm, go on, or show more."""
        if self._grade:
            self._press_after(key)
        elif key == "Ctrl+Enter":
            self._check_clicked()
        elif key == "Enter":
            self._confirm()
        elif key == "S":
            self.skip_requested.emit()
        else:
            self.answering.press(key)

    def _press_after(self, key: str) -> None:
        if key in ("Enter", "Space"):
            self.next_requested.emit()
        elif key == "C":
            self.clause_requested.emit()
        elif key == "O":
            self._open()
        elif key == "W":
            self._toggle_reasons()

    def _confirm(self) -> None:
        if not self.answering.goes_on():
            self._check_clicked()

    def _check_clicked(self) -> None:
        """Hand the answer in; gaps may be empty then, choices not."""
        if (given := self.answering.given) is None:
            self.hint.setText(f"{self._nothing()} {self.answering.how}")
            return
        self.answered.emit(given, self._clock.elapsed())

    def _nothing(self) -> str:
        if self.question.kind == "short-answer":
            return "Nothing is typed yet."
        return (
            "Not all have a place."
            if self.question.kind == "ordering"
            else "Nothing is chosen yet."
        )

    def show_text(self, clauses: Sequence[Clause]) -> None:
        """Show the paragraphs to choose among."""
        if isinstance(self.answering, FindAnswer):
            self.answering.show_text(clauses)

    def _point(self) -> None:
        self.pointing_requested.emit(self.question)

    def take_passage(self, address: str) -> bool:
        """Take the paragraph that was pointed at as the answer; tell whether it can be one."""
        find = self.answering
        return not self._grade and isinstance(find, FindAnswer) and find.take(address)

    # marked -------------------------------------------------------------------------------

    def show_grade(self, grade: "Grade") -> None:
        """Show what came of the answer, in words and in colour, and what can be done now."""
        self._grade = grade
        self.answering.settle(grade)
        self.hint.hide()
        self._actions.hide()
        caps = [button.cap for button in self.choices.buttons] if self.choices else []
        if self.question.kind == "count-correct":
            caps = list(LETTERS)
        self.feedback = Feedback(self.question, grade, self._names, self)
        self.reasons = Reasons(self.question, grade, caps, self._names, self)
        self.reasons.address_requested.connect(self.address_requested)
        self._add(self.feedback)
        self._layout.addWidget(self.reasons)
        self.add_to_footer(self._next_actions())
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_actions(self) -> QWidget:
        actions = QWidget(self)
        row = FlowLayout(actions)
        self.next = QPushButton("Next (Enter)", actions)
        self.next.setObjectName("primary")
        self.next.setToolTip("Go on (Enter or Space)")
        self.next.clicked.connect(self.next_requested)
        row.addWidget(self.next)
        self._add_ways(actions, row)
        if self.reasons and self.reasons.count:
            self.why = link(self.reasons.asking, "Why the other choices are wrong (W)", actions)
            self.why.clicked.connect(self._toggle_reasons)
            row.addWidget(self.why)
        return actions

    def _toggle_reasons(self) -> None:
        if self.reasons:
            shown = self.reasons.toggle()
            self.why.setText("Hide reasons (W)" if shown else self.reasons.asking)
