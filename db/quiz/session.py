"""A round of questions without a screen and without timers, and a question as a flashcard.

Everything follows from the seed: the same bank, the same past answers and the same seed give the
same round. What a round holds is the questions as shown, their choices shuffled; indices given and
graded are those of the shown choices.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import zip_longest
from random import Random
from typing import cast

from db.errors import UsageError
from db.quiz.grade import LONGEST_ANSWER, Given, Grade, grade
from db.quiz.models import Question
from db.quiz.questions import CHOICE_KINDS, Gap, gaps, question_from_dict, questions
from db.quiz.store import last_answers

ROUND_LENGTH = 10
BLANK = "[…]"
_JSON_FORMAT = 1
_UNREADABLE = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, UsageError,
    ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What was given to a question of a round, how it was marked, and how long it took."""

    given: Given
    grade: Grade
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: `number` is the current question's, counted from 1."""

    number: int
    of: int
    right: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question of a finished round; `evidence` includes what rules out the choices taken."""

    question: Question
    answer: Answer | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a round; `milliseconds` is the time of all its answers."""

    right: tuple[Outcome, ...]
    wrong: tuple[Outcome, ...]
    unanswered: tuple[Outcome, ...]
    milliseconds: int


class Round:
    """A round under way: the questions as shown, where it stands, and the answers so far."""

    def __init__(self, shown: Sequence[Question], *, seed: int) -> None:
        self.questions = tuple(shown)
        self.seed = seed
        self.position = 0
        self.answers: dict[int, Answer] = {}

    @property
    def current(self) -> Question | None:
        """The question to answer, None when the round is over."""
        return self.questions[self.position] if self.position < len(self.questions) else None

    @property
    def current_answer(self) -> Answer | None:
        """The answer the current question already has."""
        return self.answers.get(self.position)

    def answer(self, given: object, milliseconds: int) -> Grade:
        """Mark an answer to the current question at once; the first answer is the one that counts.

        Raises UsageError when the round is over.
        """
        if self.current is None:
            raise UsageError("This round is over. Start another one.")
        kept = self.answers.get(self.position)
        if kept is None:
            marked = grade(self.current, given)
            kept = Answer(_kept(given), marked, max(0, milliseconds))
            self.answers[self.position] = kept
        return kept.grade

    def next(self) -> Question | None:
        """Go on, whether or not the current question was answered; return the next one."""
        self.position = min(self.position + 1, len(self.questions))
        return self.current

    @property
    def progress(self) -> Progress:
        """How far the round is."""
        right = sum(answer.grade.correct for answer in self.answers.values())
        number = min(self.position + 1, len(self.questions))
        return Progress(number, len(self.questions), right, len(self.answers) - right)

    def summary(self) -> Summary:
        """Sort the questions, in the order they were asked, by what came of them."""
        outcomes = [
            _outcome(question, self.answers.get(index))
            for index, question in enumerate(self.questions)
        ]
        given = [outcome for outcome in outcomes if outcome.answer]
        return Summary(
            right=tuple(o for o in given if o.answer and o.answer.grade.correct),
            wrong=tuple(o for o in given if o.answer and not o.answer.grade.correct),
            unanswered=tuple(o for o in outcomes if not o.answer),
            milliseconds=sum(answer.milliseconds for answer in self.answers.values()),
        )

    def to_json(self) -> str:
        """Write the round whole, questions included, so that it resumes exactly as it was left."""
        return json.dumps(
            {
                "format": _JSON_FORMAT,
                "seed": self.seed,
                "position": self.position,
                "questions": [asdict(question) for question in self.questions],
                "answers": [
                    [index, answer.given, answer.milliseconds]
                    for index, answer in self.answers.items()
                ],
            }
        )

    @classmethod
    def from_json(cls, text: str) -> "Round":
        """Resume what `to_json` wrote; raises UsageError for anything else."""
        try:
            values = json.loads(text)
            if values["format"] != _JSON_FORMAT:
                raise ValueError(values["format"])
            shown = list(map(question_from_dict, values["questions"]))
            resumed = cls(shown, seed=int(values["seed"]))
            for index, given, milliseconds in values["answers"]:
                resumed.position = abs(int(index))
                resumed.answer(given, int(milliseconds))
            resumed.position = min(max(0, int(values["position"])), len(resumed.questions))
        except _UNREADABLE as error:
            raise UsageError("The unfinished round cannot be read. Start another one.") from error
        return resumed


def begin(bank: Iterable[Question], *, seed: int) -> Round:
    """Begin a round of these questions, shuffled, their choices shuffled too."""
    order = list(bank)
    Random(f"round {seed}").shuffle(order)
    return Round([shuffle_choices(question, seed) for question in order], seed=seed)


def shuffle_choices(question: Question, seed: int) -> Question:
    """Return the question as shown under a seed; one without choices is returned as it is."""
    if question.kind not in CHOICE_KINDS:
        return question
    choices = list(question.choices)
    Random(f"choices {seed} {question.id}").shuffle(choices)
    return replace(question, choices=tuple(choices))


def choose(
    connection: sqlite3.Connection,
    *,
    seed: int,
    count: int = ROUND_LENGTH,
    document: str | None = None,
    topic: str | None = None,
    kind: str | None = None,
) -> list[Question]:
    """Choose questions for a round: what is not known first, the documents taking turns.

    Not known is what was never answered or last answered wrongly; then come those whose right
    answer lies longest back.
    """
    bank = questions(connection, document=document, topic=topic, kind=kind)
    Random(f"choose {seed}").shuffle(bank)
    last = last_answers(connection)
    known = {name: made for name, (made, correct) in last.items() if correct}
    unknown = [question for question in bank if question.id not in known]
    settled = [question for question in bank if question.id in known]
    settled.sort(key=lambda question: known[question.id])
    return [*_in_turns(unknown), *_in_turns(settled)][: max(0, count)]


def _in_turns(bank: Iterable[Question]) -> list[Question]:
    """Let the documents take turns, in the order they first come."""
    piles: dict[str, list[Question]] = {}
    for question in bank:
        piles.setdefault(question.document, []).append(question)
    turns = zip_longest(*piles.values())
    return [question for turn in turns for question in turn if question is not None]


def _kept(given: object) -> Given:
    """Return what of an answer a file can keep; what is graded wrong stays wrong."""
    if isinstance(given, bool):
        return given
    if not isinstance(given, tuple | list | set | frozenset):
        return ()
    cut = [value[: LONGEST_ANSWER + 1] if isinstance(value, str) else value for value in given]
    return cast(Given, tuple(value if isinstance(value, int | str) else "" for value in cut))


def _outcome(question: Question, answer: Answer | None) -> Outcome:
    evidence = list(question.evidence)
    for index in answer.grade.chosen if answer else ():
        evidence += question.choices[index].evidence
    return Outcome(question, answer, tuple(dict.fromkeys(evidence)))


def flashcard(question: Question) -> tuple[str, str]:
    """Return the front and the back of a question as a flashcard, lines apart.

    A quote stands without quotation marks: it may be a report of the words.
    """
    front, back = [question.prompt, question.quote], []
    if question.kind in CHOICE_KINDS:
        front += [f"{chr(ord('a') + n)}) {c.text}" for n, c in enumerate(question.choices)]
        back += [choice.text for choice in question.choices if choice.correct]
    elif question.kind == "cloze":
        pieces = gaps(question.text)
        front.append("".join(BLANK if isinstance(piece, Gap) else piece for piece in pieces))
        back.append("".join(p.answer if isinstance(p, Gap) else p for p in pieces))
    else:
        front.append("True or false?")
        back.append(str(question.answer))
    back.append(question.explanation)
    return "\n".join(filter(None, front)), "\n".join(filter(None, back))
