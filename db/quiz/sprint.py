"""A sprint without a screen: as many quick questions as can be answered in a minute."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.quiz.grade import Grade
from db.quiz.models import Question
from db.quiz.session import Round, begin

SECONDS = 60.0
QUICK = frozenset({"multiple-choice", "true-false", "who-said-it", "press-against-text"})
"""The kinds that one key answers."""

_LONGEST = 400
"""Characters of a question and its choices: more cannot be read in a sprint."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a sprint came to: right answers, wrong ones, and the longest run of right ones."""

    right: int
    wrong: int
    run: int


class Sprint:
    """A round against the time that `spend` adds; when it is over nothing counts any more."""

    def __init__(self, bank: Iterable[Question], *, seed: int, seconds: float = SECONDS) -> None:
        self.round: Round = begin(filter(is_quick, bank), seed=seed)
        self.seconds, self.spent = seconds, 0.0

    @property
    def left(self) -> float:
        """The seconds left."""
        return max(0.0, self.seconds - self.spent)

    @property
    def is_over(self) -> bool:
        """Whether the time is up, or there are no more questions."""
        return self.left <= 0 or self.round.current is None

    def spend(self, seconds: float) -> bool:
        """Let time pass; tell whether the sprint is over."""
        self.spent += max(0.0, seconds)
        return self.is_over

    def answer(self, given: object, milliseconds: int) -> Grade | None:
        """Mark an answer and go on to the next question; None where the time was up before."""
        if self.is_over:
            return None
        marked = self.round.answer(given, milliseconds)
        self.round.next()
        return marked

    @property
    def score(self) -> Score:
        """What it came to so far."""
        run = longest = 0
        for answer in self.round.answers.values():
            run = run + 1 if answer.grade.correct else 0
            longest = max(longest, run)
        progress = self.round.progress
        return Score(progress.right, progress.wrong, longest)


def is_quick(question: Question) -> bool:
    """Tell whether a question can be read and answered in a few seconds, by one key."""
    size = len(question.prompt) + len(question.quote)
    size += sum(len(choice.text) for choice in question.choices)
    several = sum(choice.correct for choice in question.choices) > 1
    return question.kind in QUICK and not several and size <= _LONGEST
