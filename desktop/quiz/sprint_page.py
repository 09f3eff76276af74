"""A sprint as a page: one key answers, the next question comes at once, the minute runs."""

import secrets
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.quiz import lookup
from desktop.quiz.question_view import QuestionView
from desktop.quiz.study_page import StudyPage
from desktop.quiz.view import Message
from desktop.tasks import Worker
from desktop.theme import Theme

if TYPE_CHECKING:
    from db.quiz.sprint import Sprint

_TICK = 200


class SprintPage(StudyPage):
    """Starts empty: `start` begins a minute."""

    finished = Signal(int)
    """The right answers of a sprint that is over."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(worker, theme, parent)
        self.setAccessibleName("Sprint")
        self._chosen = lookup.Chosen()
        self.sprint: Sprint | None = None
        self._last = ""
        self.best = 0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self.tick)

    def start(self, chosen: lookup.Chosen, best: int = 0) -> None:
        """Begin a sprint over what is chosen; `best` is the most right answers so far."""
        self._chosen, self.best = chosen, best
        work = partial(lookup.start_sprint, chosen=chosen, seed=secrets.randbelow(2**31))
        self._worker.ask(self, work, self._begin, self._no_clause)

    def _begin(self, sprint: "Sprint") -> None:
        self.sprint, self._last = sprint, ""
        self._clock.start()
        self._timer.start()
        self._ask()

    def tick(self) -> None:
        """Let the time pass that has passed."""
        if self.sprint is None or not self._timer.isActive():
            return
        if self.sprint.spend(self._clock.restart() / 1000):
            self._finish()
        elif isinstance(self.view, QuestionView):
            self.view.kicker.setText(self._kicker())

    def _kicker(self) -> str:
        assert self.sprint is not None
        score = self.sprint.score
        return " · ".join(
            filter(None, [f"{self.sprint.left:.0f} s", f"{score.right} right", self._last])
        )

    def _ask(self) -> None:
        assert self.sprint is not None
        question = self.sprint.round.current
        if question is None or self.sprint.is_over:
            self._finish()
            return
        view = QuestionView(question, self._kicker(), {}, self._theme, self._size)
        view.answering.changed.connect(view.check.click)
        view.answered.connect(self._answer)
        view.skip_requested.connect(self._skip)
        view.leave_requested.connect(self._leave)
        self._show(view)
        self._announce(f"{self._last} {question.prompt}".strip())

    def _answer(self, given: object, milliseconds: int) -> None:
        self.tick()
        view = self.view
        if self.sprint is None or not isinstance(view, QuestionView):
            return
        grade = self.sprint.answer(given, milliseconds)
        if grade is None:
            return
        self._last = "✓ Right" if grade.correct else f"✗ {grade.expected}"
        work = partial(
            lookup.record,
            given=lookup.Given(view.question, given, grade, milliseconds, mode="sprint"),
        )
        self._worker.ask(self, work, self._kept, self._not_kept)
        self._ask()

    def _skip(self) -> None:
        if self.sprint:
            self.sprint.round.next()
            self._ask()

    def _kept(self, _none: object) -> None:
        self.answer_recorded.emit()

    def _not_kept(self, error: Exception) -> None:
        self._banner.say(f"An answer could not be stored. {error}")

    def _finish(self) -> None:
        if self.sprint is None or not self._timer.isActive():
            return
        self._timer.stop()
        score = self.sprint.score
        if not (score.right or score.wrong):
            words = "No question was answered."
        else:
            words = f"{score.right} right, {score.wrong} wrong; {score.run} right in a row."
            words += " Your best so far." if score.right > self.best else f" Best: {self.best}."
        self.finished.emit(score.right)
        self.best = max(self.best, score.right)
        message = Message(
            f"{score.right} right", words, {"again": "Again", "close": "Close (Esc)"}
        )  # fmt: skip
        message.acted.connect(self._act)
        self._show(message)
        self._announce(f"{score.right} right. {words}")

    def _act(self, action: str) -> None:
        if action == "again":
            self.start(self._chosen, self.best)
        else:
            self._leave()

    def _leave(self) -> None:
        self._timer.stop()
        self.left.emit("")
