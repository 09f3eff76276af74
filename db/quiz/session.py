"""A round of questions without a screen and without timers, and a question as a flashcard.

Everything follows from the seed: the same bank, the same past answers and the same seed give the
same round. What a round holds is the questions as shown, their choices shuffled; indices given and
graded are those of the shown choices.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from random import Random
from typing import cast

from db import address
from db.errors import UsageError
from db.quiz.grade import LONGEST_ANSWER, Given, Grade, grade, shown_choice
from db.quiz.models import Question
from db.quiz.questions import (
    CHOICE_KINDS,
    VERDICTS,
    Gap,
    filled,
    gaps,
    gaps_only,
    question_from_dict,
)

ROUND_LENGTH = 10
BLANK = "[…]"
_JSON_FORMAT = 1
UNREADABLE = (
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
        made = self.answers.get(self.position)
        if made is None:
            marked = grade(self.current, given)
            made = Answer(kept(given), marked, max(0, milliseconds))
            self.answers[self.position] = made
        return made.grade

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
        except UNREADABLE as error:
            raise UsageError("The unfinished round cannot be read. Start another one.") from error
        return resumed


def begin(bank: Iterable[Question], *, seed: int) -> Round:
    """Begin a round of these questions, shuffled, their choices shuffled too."""
    order = list(bank)
    Random(f"round {seed}").shuffle(order)
    return Round([shuffle_choices(question, seed) for question in order], seed=seed)


def shuffle_choices(question: Question, seed: int) -> Question:
    """Return the question as shown under a seed: choices, words and items in another order.

    Verdicts on a report stay as they are: they are a scale. One with nothing to choose from is
    returned as it is.
    """
    draw = Random(f"choices {seed} {question.id}")
    if question.kind == "press-against-text":
        scale = sorted(question.choices, key=lambda choice: [*VERDICTS].index(choice.text))
        return replace(question, choices=tuple(scale))
    if question.kind in CHOICE_KINDS or question.kind == "count-correct":
        choices = list(question.choices)
        draw.shuffle(choices)
        return replace(question, choices=tuple(choices))
    if options := _options(question):
        draw.shuffle(options)
        return replace(question, options=tuple(options))
    return question


def _options(question: Question) -> list[str]:
    """Return what is shown to choose from, each once."""
    if question.kind == "ordering":
        return [item.text for item in question.items]
    if question.kind == "matching":
        return [*(pair.right for pair in question.pairs), *question.others]
    if question.kind == "cloze" and question.others:
        answers = (hole.answer for hole in gaps_only(question.text))
        return list(dict.fromkeys([*answers, *question.others]))
    return []


def kept(given: object) -> Given:
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
    front, back = _FACES.get(question.kind, _truth_face)(question)
    front = [question.prompt, question.quote, *front]
    back = [*back, question.explanation]
    return "\n".join(filter(None, front)), "\n".join(filter(None, back))


_Face = tuple[list[str], list[str]]


def _truth_face(question: Question) -> _Face:
    return ["True or false?"], [str(question.answer)]


def _choice_face(question: Question) -> _Face:
    shown = [shown_choice(question, n) for n in range(len(question.choices))]
    front = [f"{chr(ord('a') + n)}) {said}" for n, said in enumerate(shown)]
    right = [said for said, choice in zip(shown, question.choices, strict=True) if choice.correct]
    return front, [str(len(right)), *right] if question.kind == "count-correct" else right


def _cloze_face(question: Question) -> _Face:
    pieces = gaps(question.text)
    front = ["".join(BLANK if isinstance(piece, Gap) else piece for piece in pieces)]
    if question.options:
        front.append(" · ".join(question.options))
    return front, [filled(question.text)]


def _pair_face(question: Question) -> _Face:
    front = [pair.left for pair in question.pairs]
    if question.options:
        front.append(" · ".join(question.options))
    return front, [f"{pair.left} – {pair.right}" for pair in question.pairs]


def _order_face(question: Question) -> _Face:
    items = [" – ".join(filter(None, [item.text, item.note])) for item in question.items]
    shown = question.options or tuple(sorted(item.text for item in question.items))
    return [f"• {said}" for said in shown], [f"{n}. {said}" for n, said in enumerate(items, 1)]


def _said_face(question: Question) -> _Face:
    return [], list(question.answers[:1])


def _back_face(question: Question) -> _Face:
    return [], [question.back]


def _found_face(question: Question) -> _Face:
    places = (where.rpartition(" ") for where in question.targets)
    return [], [f"{document}, {address.describe(label)}" for document, _, label in places]


_FACES: dict[str, Callable[[Question], _Face]] = {
    **dict.fromkeys([*CHOICE_KINDS, "count-correct"], _choice_face),
    "cloze": _cloze_face, "matching": _pair_face, "ordering": _order_face,
    "short-answer": _said_face, "flashcard": _back_face, "find-in-text": _found_face,
}  # fmt: skip
