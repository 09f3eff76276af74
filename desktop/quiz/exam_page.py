"""An exam as a page: questions in any order, the time left, nothing told until it is handed in."""

import secrets
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.quiz import lookup
from desktop.quiz.clause_view import link
from desktop.quiz.exam_result import ResultView
from desktop.quiz.question_view import QuestionView
from desktop.quiz.study_page import StudyPage
from desktop.quiz.view import Message
from desktop.tasks import Worker
from desktop.theme import Theme
from desktop.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from db.quiz.exam import Exam, Result, Rule

_TICK = 1000


class ExamView(QuestionView):
    """A question of an exam: it is left with its answer, not marked."""

    turned = Signal(object, int, int)
    """The answer (None: none), the milliseconds, and by how many places to turn."""
    place_requested = Signal(object, int, int)
    """The answer, the milliseconds, and the place to turn to."""
    flag_requested = Signal()
    hand_in_requested = Signal(object, int)

    def _head_links(self) -> list[QPushButton]:
        self.flag_link = link("Come back to it (Ctrl+Enter)", "Mark this question", self)
        self.flag_link.clicked.connect(self.flag_requested)
        return [self.flag_link, *super()._head_links()]

    def _ask_actions(self) -> QWidget:
        actions = QWidget(self)
        row = FlowLayout(actions)
        back = QPushButton("Back (PgUp)", actions)
        self.check = QPushButton("Next (Enter)", actions)
        self.check.setObjectName("primary")
        self.hand_in = QPushButton("Hand in", actions)
        self.hand_in.setToolTip("End the exam and have it marked")
        for button, work in (
            (back, self._back), (self.check, self._check_clicked), (self.hand_in, self._hand_in),
        ):  # fmt: skip
            button.clicked.connect(work)
            row.addWidget(button)
        return actions

    def show_places(self, exam: "Exam") -> None:
        """Show the numbers of all questions: which have an answer, which are to come back to."""
        places = QWidget(self)
        row = FlowLayout(places, gap=4)
        for place in range(len(exam.questions)):
            sign = "⚑" if place in exam.flagged else "•" if place in exam.answers else ""
            button = QPushButton(f"{place + 1}{sign}", places)
            said = {"⚑": ", to come back to", "•": ", answered"}.get(sign, ", not answered")
            button.setAccessibleName(f"Question {place + 1}{said}")
            button.setCheckable(True)
            button.setChecked(place == exam.position)
            button.setProperty("place", place)
            button.clicked.connect(self._place_clicked)
            row.addWidget(button)
        self._layout.addWidget(places)

    def keys(self) -> frozenset[str]:
        """Return the keys: no skipping, the pages turn."""
        return (super().keys() - {"S"}) | {"PgUp", "PgDown"}

    def press(self, key: str) -> None:
        """Turn, mark, or answer."""
        if key in ("PgUp", "PgDown"):
            self.turned.emit(
                self.answering.given, self._clock.elapsed(), 1 if key[2] == "D" else -1
            )
        elif key == "Ctrl+Enter":
            self.flag_requested.emit()
        else:
            super().press(key)

    def _check_clicked(self) -> None:
        self.turned.emit(self.answering.given, self._clock.elapsed(), 1)

    def _back(self) -> None:
        self.turned.emit(self.answering.given, self._clock.elapsed(), -1)

    def _hand_in(self) -> None:
        self.hand_in_requested.emit(self.answering.given, self._clock.elapsed())

    def _place_clicked(self) -> None:
        place = self.sender().property("place")
        self.place_requested.emit(self.answering.given, self._clock.elapsed(), place)


class ExamPage(StudyPage):
    """Starts empty: `start` begins an exam, `resume` takes one up that was left."""

    pdf_requested = Signal(str)
    """The result, as HTML, is wanted as PDF."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(worker, theme, parent)
        self.setAccessibleName("Exam")
        self.exam: Exam | None = None
        self._names: dict[str, str] = {}
        self._asked_to_hand_in = False
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self.tick)

    def start(self, chosen: lookup.Chosen, *, count: int, minutes: int, rule: "Rule") -> None:
        """Begin an exam over what is chosen."""
        work = partial(
            lookup.start_exam, chosen=chosen, count=count, minutes=minutes, rule=rule,
            seed=secrets.randbelow(2**31),
        )  # fmt: skip
        self._worker.ask(self, work, self._begin, self._refused)

    def resume(self, kept: str) -> None:
        """Take up what `progress_json` gave."""
        work = partial(lookup.resume_exam, kept=kept)
        self._worker.ask(self, work, self._begin, self._refused)

    def progress_json(self) -> str:
        """Return what `resume` takes; empty where nothing is under way."""
        self.tick()
        return self.exam.to_json() if self.exam and not self.exam.is_over else ""

    def _begin(self, begun: "tuple[Exam, dict[str, str]]") -> None:
        self.exam, self._names = begun
        self._clock.start()
        self._timer.start()
        self._ask()

    def _refused(self, error: Exception) -> None:
        message = Message("The exam could not be started", str(error), {"close": "Close"})
        message.acted.connect(self._leave)
        self._show(message)

    def tick(self) -> None:
        """Let the time pass that has passed; with none left the exam is handed in."""
        if self.exam is None or not self._timer.isActive():
            return
        if self.exam.spend(self._clock.restart() / 1000):
            self._take_answer()
            self._finish()
        elif isinstance(self.view, ExamView):
            self.view.kicker.setText(self._kicker())

    def _kicker(self) -> str:
        assert self.exam is not None
        words = f"{self.exam.position + 1} of {len(self.exam.questions)}"
        if self.exam.left is None:
            return words
        minutes, seconds = divmod(int(self.exam.left), 60)
        return f"{words} · {minutes}:{seconds:02} left"

    def _ask(self) -> None:
        assert self.exam is not None
        if (question := self.exam.current) is None:
            self._refused(ValueError("No question fits."))
            return
        view = ExamView(question, self._kicker(), self._names, self._theme, self._size)
        view.show_places(self.exam)
        view.turned.connect(self._turn)
        view.place_requested.connect(self._turn_to)
        view.flag_requested.connect(self._flag)
        view.hand_in_requested.connect(self._hand_in)
        view.leave_requested.connect(self._leave)
        if before := self.exam.answers.get(self.exam.position):
            view.answering.put(before[0])
        self._show(view)
        self._announce(f"{self._kicker()}. {question.prompt}")

    def _take_answer(self) -> None:
        if self.exam and not self.exam.is_over and isinstance(self.view, ExamView):
            given = self.view.answering.given
            empty = given is None or (isinstance(given, tuple) and not any(map(str, given)))
            if not empty:
                self.exam.answer(given)

    def _turn(self, _given: object, _milliseconds: int, step: int) -> None:
        if self.exam:
            self._turn_to(_given, _milliseconds, self.exam.position + step)

    def _turn_to(self, _given: object, _milliseconds: int, place: int) -> None:
        if self.exam is None or self.exam.is_over:
            return
        self._take_answer()
        if place >= len(self.exam.questions):
            self._hand_in(None, 0)
            return
        self.exam.go(place)
        self._ask()

    def _flag(self) -> None:
        if self.exam:
            self._take_answer()
            self.exam.flag()
            self._ask()

    def _hand_in(self, _given: object, _milliseconds: int) -> None:
        """Hand in; where questions have no answer, only when asked a second time."""
        assert self.exam is not None
        self._take_answer()
        missing = len(self.exam.unanswered)
        if missing and not self._asked_to_hand_in:
            self._asked_to_hand_in = True
            what = "One question has" if missing == 1 else f"{missing} questions have"
            self._banner.say(f"{what} no answer.", "hand in", "Hand in all the same")
            return
        self._finish()

    def _help(self, action: str) -> None:
        if action == "hand in":
            self._finish()

    def _finish(self) -> None:
        if self.exam is None or not self._timer.isActive():
            return
        self._timer.stop()
        self._banner.hide()
        result = self.exam.hand_in()
        keep = partial(lookup.record_exam, exam=self.exam, result=result)
        self._worker.ask(self, keep, self._kept, self._not_kept)
        addresses = tuple(dict.fromkeys(one for item in result.items for one in item.evidence))
        self._show_result(result, {})
        work = partial(lookup.clauses, addresses=addresses)
        self._worker.ask(self, work, self._clauses_came, self._no_clause)

    def _show_result(self, result: "Result", clauses: dict[str, lookup.Clause]) -> None:
        view = ResultView(result, self._names, clauses, self._theme, self._size)
        view.address_requested.connect(self.address_requested)
        view.pdf_requested.connect(self.pdf_requested)
        view.leave_requested.connect(self._leave)
        self._show(view)
        self._announce(view.words)

    def _clauses_came(self, clauses: tuple[lookup.Clause, ...]) -> None:
        if isinstance(self.view, ResultView):
            self.view.show_clauses({clause.address: clause for clause in clauses})

    def _kept(self, _none: object) -> None:
        self.answer_recorded.emit()

    def _not_kept(self, error: Exception) -> None:
        self._banner.say(f"The answers could not be stored. {error}")

    def _leave(self, _action: str = "") -> None:
        kept = self.progress_json()
        self._timer.stop()
        self.left.emit(kept)
