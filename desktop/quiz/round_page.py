"""A round of ten as a page: a question at a time, each answer kept at once, a summary."""

import secrets
from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.quiz import lookup
from desktop.quiz.question_view import QuestionView
from desktop.quiz.study_page import StudyPage
from desktop.quiz.summary import SummaryView
from desktop.quiz.view import Message
from desktop.tasks import Worker
from desktop.theme import Theme


class RoundPage(StudyPage):
    """Starts empty: `start` begins a round, `resume` takes one up that was left."""

    def __init__(self, worker: Worker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(worker, theme, parent)
        self.setAccessibleName("Quiz round")
        self._started: lookup.Started | None = None
        self._mode = "round"
        self._chosen: tuple[lookup.Chosen, int] | None = None
        self._under_way: deque[lookup.Given] = deque()
        self._unkept: list[lookup.Given] = []

    def start(self, seed: int | None = None) -> None:
        """Begin a new round; the same seed gives the same round while no answer is added."""
        seed = secrets.randbelow(2**31) if seed is None else seed
        self._worker.ask(
            self, partial(lookup.start_round, seed=seed), self._begin, self._refused, lane="round"
        )

    def practise(self, chosen: lookup.Chosen, count: int) -> None:
        """Begin a round over what is chosen."""
        self._chosen = chosen, count
        work = partial(
            lookup.start_practice, chosen=chosen, count=count, seed=secrets.randbelow(2**31)
        )
        self._worker.ask(self, work, self._begin, self._refused, lane="round")

    def begin(self, work: Callable[..., lookup.Started]) -> None:
        """Begin the round that some work makes of a connection and a `seed`."""
        work = partial(work, seed=secrets.randbelow(2**31))
        self._worker.ask(self, work, self._begin, self._refused, lane="round")

    def check(self, document: str, labels: tuple[str, ...]) -> None:
        """Begin three questions on paragraphs that have just been read."""
        self._mode = "check"
        work = partial(
            lookup.start_check, document=document, labels=labels, seed=secrets.randbelow(2**31)
        )
        self._worker.ask(self, work, self._begin, self._refused, lane="round")

    def resume(self, kept: str) -> None:
        """Take up the round that `left` or `progress_json` gave."""
        self._worker.ask(
            self, partial(lookup.resume_round, kept=kept), self._begin, self._refused, lane="round"
        )

    def progress_json(self) -> str:
        """Return what `resume` takes; empty where there is nothing to continue."""
        playing = self._started and self._started.round
        return playing.to_json() if playing and playing.current else ""

    def _begin(self, started: lookup.Started) -> None:
        self._started = started
        if started.round.questions:
            self._ask()
        else:
            self._say("No questions yet", "The library has no questions to ask.", again=False)

    def _refused(self, error: Exception) -> None:
        self._say("The round could not be started", str(error), again=True)

    def _say(self, heading: str, words: str, *, again: bool) -> None:
        actions = {"again": "Start a new round"} if again else {}
        message = Message(heading, words, {**actions, "close": "Close"})
        message.acted.connect(self._act)
        self._show(message)
        self._announce(f"{heading}. {words}")

    # a question ---------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._started is None:
            return
        playing = self._started.round
        question = playing.current
        if question is None:
            self._finish()
            return
        progress = playing.progress
        topic = question.topics[0] if question.topics else ""
        place = f"{progress.number} of {progress.of}"
        kicker = " · ".join(filter(None, [topic[:1].upper() + topic[1:], place]))
        view = QuestionView(question, kicker, self._started.names, self._theme, self._size)
        view.answered.connect(self._answer)
        view.next_requested.connect(self._go_on)
        view.skip_requested.connect(self._go_on)
        view.leave_requested.connect(self._leave)
        view.clause_requested.connect(self._clause)
        view.address_requested.connect(self.address_requested)
        if (before := playing.current_answer) is not None:
            view.show_grade(before.grade)
        self._show(view)
        self._announce(f"{kicker}. {question.prompt}")

    def _answer(self, given: object, milliseconds: int) -> None:
        view = self.view
        if self._started is None or not isinstance(view, QuestionView):
            return
        grade = self._started.round.answer(given, milliseconds)
        view.show_grade(grade)
        self._keep(lookup.Given(view.question, given, grade, milliseconds, self._mode))
        if view.feedback:
            self._announce(view.feedback.words)
            self._seek(view.feedback, view.feedback)
            self._show_evidence()

    def _go_on(self) -> None:
        if self._started:
            self._started.round.next()
            self._ask()

    # the store ----------------------------------------------------------------------------

    def _keep(self, given: lookup.Given) -> None:
        """Send an answer to the store; answers come home in the order they were sent."""
        self._under_way.append(given)
        self._worker.ask(self, partial(lookup.record, given=given), self._kept, self._not_kept)

    def _kept(self, _none: object) -> None:
        self._under_way.popleft()
        self.answer_recorded.emit()

    def _not_kept(self, error: Exception) -> None:
        self._unkept.append(self._under_way.popleft())
        self._banner.say(f"Your answer is not stored yet. {error}", "keep", "Try again")

    def _help(self, action: str) -> None:
        if action == "keep":
            waiting, self._unkept = self._unkept, []
            for given in waiting:
                self._keep(given)

    # the end ------------------------------------------------------------------------------

    def _finish(self) -> None:
        if self._started is None:
            return
        summary = self._started.round.summary()
        view = SummaryView(summary, self._started.names, self._theme, self._size)
        view.acted.connect(self._act)
        view.address_requested.connect(self.address_requested)
        self._show(view)
        self._announce(view.words)

    def _act(self, action: str) -> None:
        if action == "repeat":
            self._repeat()
        elif action == "again" and self._chosen:
            self.practise(*self._chosen)
        elif action == "again":
            self.start()
        else:
            self._leave()

    def _repeat(self) -> None:
        """Begin a round of only what was not right in this one."""
        if self._started is None:
            return
        wrong = [outcome.question for outcome in self._started.round.summary().wrong]
        self.begin(partial(lookup.start_with, asked=wrong))

    def _leave(self) -> None:
        self.left.emit(self.progress_json())
