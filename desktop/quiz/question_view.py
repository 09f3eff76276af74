"""One question of a round: asked, answered, marked, explained, its clause shown."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from db.quiz.models import Question
from desktop.quiz.choices import ChoiceButton, ChoiceList
from desktop.quiz.clause_view import AskingView, link
from desktop.quiz.cloze import ClozeText
from desktop.quiz.feedback import Feedback, Reasons
from desktop.quiz.flow import FlowLayout
from desktop.quiz.reading import ReadingText
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.quiz.grade import Grade

_MARKER = "\ufffc"


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
        self._several = sum(choice.correct for choice in question.choices) > 1
        self.feedback: Feedback | None = None
        self.reasons: Reasons | None = None
        self._add_head(kicker, self._leave_link())
        self.prompt = ReadingText(question.prompt, theme, size, step=2, parent=self)
        self._layout.addWidget(self.prompt)
        if question.quote:
            self._layout.addWidget(self._quote())
        self.choices: ChoiceList | None = None
        self.cloze: ClozeText | None = None
        if question.kind == "cloze":
            self.cloze = self._cloze()
            self._layout.addWidget(self.cloze)
        else:
            self.choices = self._choices()
            self._layout.addWidget(self.choices)
        self.hint = QLabel(self._how(), self)
        self.hint.setObjectName("kicker")
        self.hint.setWordWrap(True)
        self._layout.addWidget(self.hint)
        self._actions = self._ask_actions()
        self._layout.addWidget(self._actions)
        self.setAccessibleName(f"{kicker}. {question.prompt}")
        self._clock = QElapsedTimer()
        self._clock.start()

    # asking -------------------------------------------------------------------------------

    def _leave_link(self) -> QPushButton:
        leave = link("Leave", "Leave this round; it can be continued (Esc)", self)
        leave.clicked.connect(self.leave_requested)
        return leave

    def _quote(self) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("quote")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 4, 0, 4)
        column.addWidget(ReadingText(self.question.quote, self._theme, self._size, parent=frame))
        return frame

    def _cloze(self) -> ClozeText:
        from db.quiz.questions import Gap, gaps

        pieces = gaps(self.question.text)
        text = "".join(_MARKER if isinstance(piece, Gap) else piece for piece in pieces)
        answers = [piece.answer for piece in pieces if isinstance(piece, Gap)]
        return ClozeText(text, _MARKER, answers, self._theme, self._size, self)

    def _choices(self) -> ChoiceList:
        if self.question.kind == "true-false":
            texts: Sequence[str] = ("True", "False")
            caps: Sequence[str] = ("T", "F")
        else:
            texts = [choice.text for choice in self.question.choices]
            caps = [str(number) for number in range(1, len(texts) + 1)]
        return ChoiceList(
            texts, caps, self._theme, self._size, several=self._several, parent=self
        )  # fmt: skip

    def _how(self) -> str:
        if self.cloze:
            many = len(self.cloze.edits) > 1
            return f"Fill the {'gaps' if many else 'gap'}, then press Enter."
        if self.question.kind == "true-false":
            return "Choose with T or F, then press Enter."
        last = len(self.question.choices)
        if self._several:
            return f"Several are right: choose all of them with 1–{last}, then press Enter."
        return f"Choose with 1–{last}, then press Enter."

    def _ask_actions(self) -> QWidget:
        actions = QWidget(self)
        self.check = QPushButton("Check (Enter)", actions)
        self.check.setObjectName("primary")
        self.check.setToolTip("Check the answer (Enter)")
        self.check.clicked.connect(self._check_clicked)
        skip = link("Skip (S)", "Go on without an answer (S)", actions)
        skip.clicked.connect(self.skip_requested)
        row = FlowLayout(actions)
        row.addWidget(self.check)
        row.addWidget(skip)
        return actions

    def start(self) -> QWidget | None:
        """Return the first gap, or what goes on once answered; for choices the page is enough."""
        if self._grade:
            return self.next
        return self.cloze.edits[0] if self.cloze and self.cloze.edits else None

    # keys ---------------------------------------------------------------------------------

    def keys(self) -> frozenset[str]:
        """Return the keys that mean something before or after the answer."""
        if self._grade:
            reasons = {"W"} if self.reasons and self.reasons.count else set()
            return frozenset({"Enter", "Space", "C", "O"} | reasons)
        found = {"Enter", "Ctrl+Enter", "S"}
        if self.question.kind == "true-false":
            return frozenset(found | {"T", "F", "1", "2"})
        count = len(self.question.choices)
        return frozenset(found | set("123456789"[:count]) | set("ABCDEFGHI"[:count]))

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
        elif self.choices:
            self.choices.choose("TF12".index(key) % 2 if key in "TF" else _index(key))

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
        if self.cloze and (empty := self.cloze.next_empty()):
            empty.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if self.choices:
            focused = self.focusWidget()
            settled = self._several and self.choices.chosen
            if isinstance(focused, ChoiceButton) and not (focused.isChecked() or settled):
                focused.click()
                return
        self._check_clicked()

    def _check_clicked(self) -> None:
        """Hand the answer in; gaps may be empty then, choices not."""
        given: object
        if self.cloze:
            given = self.cloze.typed
        elif self.choices and (chosen := self.choices.chosen):
            given = chosen[0] == 0 if self.question.kind == "true-false" else chosen
        else:
            self.hint.setText(f"Nothing is chosen yet. {self._how()}")
            return
        self.answered.emit(given, self._clock.elapsed())

    # marked -------------------------------------------------------------------------------

    def show_grade(self, grade: "Grade") -> None:
        """Show what came of the answer, in words and in colour, and what can be done now."""
        self._grade = grade
        self._settle(grade)
        self.hint.hide()
        self._actions.hide()
        caps = [button.cap for button in self.choices.buttons] if self.choices else []
        self.feedback = Feedback(self.question, grade, self)
        self.reasons = Reasons(self.question, grade, caps, self._names, self)
        self.reasons.address_requested.connect(self.address_requested)
        self._add(self.feedback)
        self._layout.addWidget(self.reasons)
        self._add(self._next_actions())
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self, grade: "Grade") -> None:
        if self.cloze:
            self.cloze.fill(tuple(gap.given for gap in grade.gaps))
            self.cloze.settle([gap.correct for gap in grade.gaps])
        elif self.choices and self.question.kind == "true-false":
            right = 0 if self.question.answer else 1
            self.choices.settle([right], [right if grade.correct else 1 - right])
        elif self.choices:
            self.choices.settle(grade.right, grade.chosen)

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


def _index(key: str) -> int:
    return int(key) - 1 if key.isdigit() else ord(key) - ord("A")
