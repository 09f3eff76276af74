"""An exam without a screen: timed, answers changed until it is handed in, marked by a rule.

Time is what is added by `spend`, so that neither a clock set back nor the machine asleep gives or
takes any; an exam left is taken up with the time it had left.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from db.errors import UsageError
from db.quiz.grade import Given, Grade, grade
from db.quiz.models import Question
from db.quiz.questions import CHOICE_KINDS, question_from_dict
from db.quiz.session import UNREADABLE, kept

Rule = Literal["whole", "part", "minus"]
RULES: dict[Rule, str] = {
    "whole": "A point for a right answer, none for any other",
    "part": "A part of the point for an answer that is right in part",
    "minus": "A wrong choice takes off what guessing would bring",
}
"""The marking rules, in words."""

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Marked:
    """A question of an exam that was handed in; `grade` is None where nothing was answered."""

    question: Question
    given: Given | None
    grade: Grade | None
    points: float

    @property
    def evidence(self) -> tuple[str, ...]:
        """What decides it, and what rules out the choices taken."""
        found = list(self.question.evidence)
        for index in self.grade.chosen if self.grade else ():
            if index < len(self.question.choices):
                found += self.question.choices[index].evidence
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an exam: every item, the points of all that there were, the seconds taken."""

    items: tuple[Marked, ...]
    rule: Rule
    seconds: float
    limit: float

    @property
    def points(self) -> float:
        """The points reached, never below none."""
        return max(0.0, sum(item.points for item in self.items))

    @property
    def share(self) -> float:
        """The points reached of those possible, 0 to 1."""
        return self.points / len(self.items) if self.items else 0.0

    @property
    def right(self) -> int:
        """How many answers are wholly right."""
        return sum(item.grade is not None and item.grade.correct for item in self.items)


class Exam:
    """An exam under way: questions as shown, answers by place, time in seconds; 0: no limit."""

    def __init__(
        self, shown: Sequence[Question], *, limit: float, rule: Rule = "whole", name: str = ""
    ) -> None:
        self.questions = tuple(shown)
        self.limit, self.rule = max(0.0, float(limit)), rule
        self.name = name or str(uuid.uuid4())
        self.position, self.spent = 0, 0.0
        self.answers: dict[int, tuple[Given, int]] = {}
        self.flagged: set[int] = set()
        self.is_over = False

    @property
    def current(self) -> Question | None:
        """The question in front, None where there are none."""
        return self.questions[self.position] if self.questions else None

    @property
    def left(self) -> float | None:
        """The seconds left, None without a limit."""
        return max(0.0, self.limit - self.spent) if self.limit else None

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The places of the questions without an answer."""
        return tuple(n for n in range(len(self.questions)) if n not in self.answers)

    def spend(self, seconds: float) -> bool:
        """Let time pass; tell whether the exam is over, which it is when none is left."""
        if not self.is_over:
            self.spent += max(0.0, seconds)
            self.is_over = bool(self.limit) and self.spent >= self.limit
        return self.is_over

    def answer(self, given: object, milliseconds: int = 0) -> None:
        """Keep an answer to the question in front, instead of the one before.

        Raises UsageError when the exam is over.
        """
        if self.is_over:
            raise UsageError("This exam is over; its answers stand.")
        before = self.answers.get(self.position, ((), 0))[1]
        self.answers[self.position] = (kept(given), before + max(0, milliseconds))

    def clear(self) -> None:
        """Take the answer to the question in front back."""
        if not self.is_over:
            self.answers.pop(self.position, None)

    def go(self, position: int) -> Question | None:
        """Turn to a question, the nearest where there is none at this place; return it."""
        self.position = min(max(0, position), max(0, len(self.questions) - 1))
        return self.current

    def flag(self) -> bool:
        """Mark the question in front to come back to, or not any more; tell which."""
        self.flagged ^= {self.position}
        return self.position in self.flagged

    def hand_in(self) -> Result:
        """End the exam and mark it; a second time gives the same result."""
        self.is_over = True
        items = []
        for place, question in enumerate(self.questions):
            given = self.answers.get(place, (None, 0))[0]
            marked = None if given is None else grade(question, given)
            items.append(Marked(question, given, marked, points(question, marked, self.rule)))
        return Result(tuple(items), self.rule, self.spent, self.limit)

    def review_id(self, place: int) -> str:
        """Return the id under which the answer at a place is kept, always the same."""
        return str(uuid.uuid5(uuid.UUID(self.name), str(place)))

    def to_json(self) -> str:
        """Write the exam whole, so that it is taken up exactly as it was left."""
        return json.dumps(
            {
                "format": _FORMAT, "name": self.name, "limit": self.limit, "rule": self.rule,
                "spent": self.spent, "position": self.position, "over": self.is_over,
                "flagged": sorted(self.flagged),
                "questions": [asdict(question) for question in self.questions],
                "answers": [[place, *answer] for place, answer in self.answers.items()],
            }
        )  # fmt: skip

    @classmethod
    def from_json(cls, text: str) -> "Exam":
        """Take up what `to_json` wrote; raises UsageError for anything else."""
        try:
            values = json.loads(text)
            if values["format"] != _FORMAT or values["rule"] not in RULES:
                raise ValueError(values["format"])
            exam = cls(
                [question_from_dict(one) for one in values["questions"]],
                limit=float(values["limit"]), rule=values["rule"],
                name=str(uuid.UUID(values["name"])),
            )  # fmt: skip
            for place, given, milliseconds in values["answers"]:
                exam.go(int(place))
                exam.answer(given, int(milliseconds))
            exam.go(int(values["position"]))
            exam.flagged = {int(place) for place in values["flagged"]}
            exam.spend(float(values["spent"]))
            exam.is_over = exam.is_over or bool(values["over"])
        except UNREADABLE as error:
            raise UsageError("The unfinished exam cannot be read. Start another one.") from error
        return exam


def points(question: Question, marked: Grade | None, rule: Rule) -> float:
    """Return the points for an answer, None being no answer, by a rule."""
    if marked is None:
        return 0.0
    if marked.correct:
        return 1.0
    if rule == "part":
        return marked.share
    return -_guess(question) if rule == "minus" else 0.0


def _guess(question: Question) -> float:
    """Return what a wrong answer takes off, so that guessing brings nothing on the whole.

    A choice of n takes off 1/(n-1); what is typed or put in order cannot be guessed.
    """
    if question.kind == "true-false":
        return 1.0
    if question.kind in CHOICE_KINDS and len(question.choices) > 1:
        return 1 / (len(question.choices) - 1)
    if question.kind == "find-in-text" and len(question.within) > 1:
        return 1 / (len(question.within) - 1)
    return 0.0
